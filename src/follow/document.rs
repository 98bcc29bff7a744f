//! One document asked for by its address, once: the programme of a conference.

use url::Url;

use super::fetch::{Fetcher, MEGABYTES, Validators, network};
use crate::error::{Error, Result};
use crate::library::Library;

/// A document as a server sent it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// A name for its file: the last part of its address.
    pub name: String,
    /// Byte for byte.
    pub bytes: Vec<u8>,
}

/// Fetches what `address` names, under the rules that hold for feeds.
///
/// # Errors
/// [`Error::Usage`] for what is no address, [`Error::Fetch`] where nothing came, [`Error::Io`], [`Error::Settings`].
pub fn fetch_document(library: &Library, address: &str) -> Result<Fetched> {
    let url = Url::parse(address.trim()).map_err(|fault| Error::Usage(format!("{address}: no address: {fault}")))?;
    let fault = |reason: String| Error::Fetch { url: url.to_string(), reason };
    let feeds = library.root().join("feeds");
    let fetcher = Fetcher::new(&library.settings()?.allow, &feeds);
    let answer = network()?.block_on(fetcher.fetch(&url, &Validators::default(), MEGABYTES));
    let answer = answer.map_err(|reason| fault(reason.to_string()))?;
    let body = answer.body.ok_or_else(|| fault("no document".to_owned()))?;
    Ok(Fetched { name: file_name(&answer.url), bytes: body.bytes().map_err(|error| fault(error.to_string()))? })
}

fn file_name(url: &Url) -> String {
    let last = url.path_segments().and_then(|mut parts| parts.rfind(|part| !part.is_empty())).unwrap_or_default();
    if last.is_empty() { url.host_str().unwrap_or("programme").to_owned() } else { last.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_as_the_end_of_its_address() {
        #[rustfmt::skip]
        let table = [
            ("https://ferrocon.example/2031/schedule.xml?lang=en", "schedule.xml"),
            ("https://ferrocon.example/programme/",                "programme"),
            ("https://ferrocon.example",                           "ferrocon.example"),
        ];
        for (address, name) in table {
            assert_eq!(file_name(&Url::parse(address).unwrap()), name, "{address}");
        }
    }
}
