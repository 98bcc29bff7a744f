//! Which addresses may be asked: the public web, and what the owner names in hallway.toml by exact host and port.
//!
//! Feeds, redirects and the answers of name servers come from others, so every hop is looked at twice: an address written
//! as a number before it is asked ([`Guard::check`]), a name when it has been looked up ([`PublicOnly`]). What is refused
//! is never connected to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// The owner's exceptions: `127.0.0.1:8000`, `[::1]:8000`, `intranet.example:80`.
#[derive(Debug, Clone, Default)]
pub(super) struct Guard {
    allowed: Vec<String>,
}

impl Guard {
    pub(super) fn new(allowed: &[String]) -> Self {
        Guard { allowed: allowed.iter().map(|place| place.trim().to_ascii_lowercase()).collect() }
    }

    /// Whether the owner names the host and port of `url`.
    pub(super) fn is_allowed(&self, url: &Url) -> bool {
        place_of(url).is_some_and(|place| self.allowed.contains(&place))
    }

    /// Why `url` may not be asked, where it may not. `from` is the page that redirects there.
    pub(super) fn check(&self, url: &Url, from: Option<&Url>) -> Result<(), String> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(format!("addresses of the scheme {} are not asked", url.scheme()));
        }
        if self.is_allowed(url) {
            return Ok(());
        }
        let place = place_of(url).unwrap_or_default();
        let private = |address: IpAddr| {
            (!is_public(address)).then(|| format!("{place} is a private address; only `allow` in hallway.toml opens it"))
        };
        let fault = match url.host() {
            Some(Host::Ipv4(address)) => private(address.into()),
            Some(Host::Ipv6(address)) => private(address.into()),
            Some(Host::Domain(name)) if !name.is_empty() => None,
            _ => Some("the address names no host".to_owned()),
        };
        if let Some(fault) = fault {
            return Err(fault);
        }
        let usual = matches!(url.port_or_known_default(), Some(80 | 443));
        match from {
            // A redirect to a port of its own choice could knock at any door of a neighbour.
            Some(from)
                if !usual && (from.host() != url.host() || from.port_or_known_default() != url.port_or_known_default()) =>
            {
                Err(format!("a redirect to {place}, another port, was not followed"))
            }
            _ => Ok(()),
        }
    }
}

/// Host and port of `url` as they stand in `allow`.
pub(super) fn place_of(url: &Url) -> Option<String> {
    Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?))
}

/// Looks names up and leaves only public addresses.
#[derive(Debug, Clone, Copy)]
pub(super) struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let public: Vec<SocketAddr> = found.iter().copied().filter(|address| is_public(address.ip())).collect();
            if public.is_empty() && !found.is_empty() {
                return Err(format!("{} has a private address; only `allow` in hallway.toml opens it", name.as_str()).into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Whether `address` is one of the public internet: not of this machine, a home, a company, a provider's machine room, and
/// not reserved (the special-purpose registries of RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = match (a, b, c) {
        (0 | 10 | 127, ..) | (240.., ..) => true,
        (100, 64..=127, _) | (169, 254, _) | (172, 16..=31, _) | (192, 168, _) | (198, 18 | 19, _) => true,
        (192, 0, 0 | 2) | (192, 88, 99) | (198, 51, 100) | (203, 0, 113) => true,
        _ => address.is_multicast(),
    };
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    // Addresses that carry one of IPv4 inside lead where that one leads.
    let inside = match segments {
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some((high, low)),
        [0x2002, high, low, ..] => Some((high, low)),
        _ => None,
    };
    if let Some((high, low)) = inside {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        return is_public_v4(Ipv4Addr::new(a, b, c, d));
    }
    let first = segments[0];
    let is_global = first & 0xe000 == 0x2000;
    let is_special = first == 0x2001 && (segments[1] < 0x200 || segments[1] == 0xdb8) || first == 0x3fff;
    is_global && !is_special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_public_internet_are_public() {
        #[rustfmt::skip]
        let table = [
            ("93.184.215.14", true),  ("1.1.1.1", true),          ("2606:4700::1111", true),
            ("127.0.0.1", false),     ("10.9.8.7", false),        ("172.16.0.1", false),      ("172.32.0.1", true),
            ("192.168.1.1", false),   ("169.254.169.254", false), ("100.64.0.1", false),      ("0.0.0.0", false),
            ("255.255.255.255", false), ("224.0.0.1", false),     ("198.18.0.1", false),      ("192.0.2.1", false),
            ("::1", false),           ("::", false),              ("fe80::1", false),         ("fc00::1", false),
            ("::ffff:127.0.0.1", false), ("::ffff:1.1.1.1", true), ("64:ff9b::a09:807", false), ("2002:7f00:1::", false),
            ("2001:db8::1", false),   ("ff02::1", false),         ("::7f00:1", false),
        ];
        for (address, public) in table {
            assert_eq!(is_public(address.parse().unwrap()), public, "{address}");
        }
    }

    #[test]
    fn what_may_be_asked_follows_from_scheme_host_port_and_the_owner() {
        let guard = Guard::new(&["127.0.0.1:8000".to_owned(), "Intranet.example:8080".to_owned()]);
        #[rustfmt::skip]
        let table = [
            // from                          to                              allowed
            (None,                           "https://ada.example/feed",     true),
            (None,                           "https://ada.example:8443/",    true),
            (None,                           "http://127.0.0.1:8000/x",      true),
            (None,                           "http://127.0.0.1:8001/x",      false),
            (None,                           "http://127.0.0.2:8000/x",      false),
            (None,                           "http://intranet.example:8080", true),
            (None,                           "http://2130706433:8001/",      false),
            (None,                           "http://0x7f.1:8001/",          false),
            (None,                           "http://１２７.0.0.1:8001/",     false),
            (None,                           "http://[::ffff:127.0.0.1]/",   false),
            (None,                           "file:///etc/hostname",         false),
            (None,                           "ftp://ada.example/",           false),
            (Some("https://ada.example/"),   "https://bo.example/",          true),
            (Some("https://ada.example/"),   "http://ada.example:8080/",     false),
            (Some("http://ada.example:81/"), "http://ada.example:81/next",   true),
            (Some("https://ada.example/"),   "http://127.0.0.1:8000/",       true),
            (Some("https://ada.example/"),   "data:text/html,x",             false),
        ];
        for (from, to, allowed) in table {
            let from = from.map(|from| Url::parse(from).unwrap());
            let checked = guard.check(&Url::parse(to).unwrap(), from.as_ref());
            assert_eq!(checked.is_ok(), allowed, "{from:?} {to}: {checked:?}");
        }
    }
}
