//! Which vocabulary a name belongs to: by its namespace's address, else by its usual prefix.

/// The vocabulary that a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Ns {
    /// RSS of every version, and names in no namespace.
    #[default]
    Plain,
    /// Atom 1.0 and 0.3.
    Atom,
    /// RDF's own names.
    Rdf,
    /// Dublin Core elements.
    Dc,
    /// Dublin Core terms.
    DcTerms,
    /// RSS content module.
    Content,
    /// Podcasts.
    Itunes,
    /// Media RSS.
    Media,
    /// XHTML.
    Xhtml,
    /// `xml:`.
    Xml,
    /// Creative Commons, both modules.
    License,
    /// FOAF.
    Foaf,
    /// What hallway itself adds to the feeds that it keeps.
    Hallway,
    /// Any other.
    Other,
}

/// The vocabulary that `uri` names.
pub(super) fn namespace_of(uri: &str) -> Option<Ns> {
    let uri = uri.trim().to_ascii_lowercase();
    let uri = uri.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches(['/', '#']);
    let uri = uri.strip_prefix("www.").unwrap_or(uri);
    Some(match uri {
        "" => Ns::Plain,
        "w3.org/2005/atom"
        | "purl.org/atom/ns"
        | "purl.org/atom"
        | "purl.org/echo"
        | "purl.org/pie"
        | "example.com/necho"
        | "uri/of/echo/namespace"
        | "example.com/newformat" => Ns::Atom,
        "purl.org/rss/1.0"
        | "my.netscape.com/rdf/simple/0.9"
        | "channel.netscape.com/rdf/simple/0.9"
        | "purl.org/rss/1.0/modules/rss091"
        | "blogs.law.harvard.edu/tech/rss"
        | "purl.org/net/rss1.1"
        | "purl.org/rss/2.0"
        | "cyber.law.harvard.edu/rss" => Ns::Plain,
        "w3.org/1999/02/22-rdf-syntax-ns" => Ns::Rdf,
        "purl.org/dc/elements/1.1" | "purl.org/dc/elements/1.0" | "purl.org/dc" => Ns::Dc,
        "purl.org/dc/terms" => Ns::DcTerms,
        "purl.org/rss/1.0/modules/content" => Ns::Content,
        "itunes.com/dtds/podcast-1.0.dtd" | "example.com/dtds/podcast-1.0.dtd" => Ns::Itunes,
        "search.yahoo.com/mrss" | "search.yahoo.com/mrss/default" => Ns::Media,
        "w3.org/1999/xhtml" => Ns::Xhtml,
        "w3.org/xml/1998/namespace" => Ns::Xml,
        "web.resource.org/cc" | "creativecommons.org/ns" | "backend.userland.com/creativecommonsrssmodule" => Ns::License,
        "xmlns.com/foaf/0.1" => Ns::Foaf,
        "urn:hallway" => Ns::Hallway,
        other if other.contains("backend.userland.com/rss") => Ns::Plain,
        _ => return None,
    })
}

/// The vocabulary that `prefix` usually stands for.
pub(super) fn usual_namespace(prefix: &str) -> Ns {
    match prefix.to_ascii_lowercase().as_str() {
        "atom" | "atom10" | "atom03" | "a10" => Ns::Atom,
        "rss" | "rss1" | "rss10" => Ns::Plain,
        "rdf" => Ns::Rdf,
        "dc" => Ns::Dc,
        "dcterms" | "dct" | "dcterm" => Ns::DcTerms,
        "content" => Ns::Content,
        "itunes" => Ns::Itunes,
        "media" => Ns::Media,
        "xhtml" | "html" | "xh" => Ns::Xhtml,
        "xml" => Ns::Xml,
        "cc" | "creativecommons" => Ns::License,
        "foaf" => Ns::Foaf,
        _ => Ns::Other,
    }
}
