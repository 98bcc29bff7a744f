//! Where the server listens, and by which names it may be asked.
//!
//! A page of a stranger can let its own name lead to this machine and then read what is served here as its own (DNS
//! rebinding). So the name that a browser asks for must be one that is known to be this machine.

use std::net::{IpAddr, SocketAddr, ToSocketAddrs};

/// The addresses that `listen` means: `127.0.0.1:8031`, `[::1]:8031`, `localhost:8031`, `8031` or `:8031`.
pub(super) fn places(listen: &str) -> Option<Vec<SocketAddr>> {
    let listen = listen.trim();
    if let Ok(port) = listen.trim_start_matches(':').parse::<u16>() {
        return Some(vec![SocketAddr::from(([127, 0, 0, 1], port))]);
    }
    let places: Vec<SocketAddr> = listen.to_socket_addrs().ok()?.collect();
    (!places.is_empty()).then_some(places)
}

/// The names of this server.
#[derive(Debug, Clone)]
pub(super) struct Names {
    place: SocketAddr,
    /// The name that a person gave, where it is one.
    name: Option<String>,
}

impl Names {
    /// Of a server that a person let listen at `listen`, which is `place`.
    pub(super) fn of(listen: &str, place: SocketAddr) -> Names {
        let host = listen.rsplit_once(':').map_or("", |(host, _)| host).trim();
        let name = Some(host).filter(|host| !host.is_empty() && host.parse::<IpAddr>().is_err() && !host.starts_with('['));
        Names { place, name: name.map(str::to_ascii_lowercase) }
    }

    /// Where a person finds it: `http://127.0.0.1:8031/`.
    pub(super) fn address(&self) -> String {
        let port = self.place.port();
        match (&self.name, self.place.ip()) {
            (Some(name), _) => format!("http://{name}:{port}/"),
            (None, ip) if ip.is_unspecified() => format!("http://localhost:{port}/"),
            (None, _) => format!("http://{}/", self.place),
        }
    }

    /// Whether `host`, as a `Host` header has it, is this server: an address of this machine, its name, or `localhost`.
    pub(super) fn holds(&self, host: &str) -> bool {
        let host = host.trim().to_ascii_lowercase();
        if let Ok(place) = host.parse::<SocketAddr>() {
            return place.port() == self.place.port() && self.is_here(place.ip());
        }
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !name.ends_with(':') && !port.ends_with(']') => (name, port.parse().ok()),
            _ => (&*host, Some(80)),
        };
        let ip = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        let is_known = match ip {
            Ok(ip) => self.is_here(ip),
            Err(_) => name.trim_end_matches('.') == "localhost" || self.name.as_deref() == Some(name),
        };
        port == Some(self.place.port()) && is_known
    }

    /// A number cannot be made to lead elsewhere; where all addresses are listened at, each may be the one.
    fn is_here(&self, ip: IpAddr) -> bool {
        ip == self.place.ip() || self.place.ip().is_unspecified() || ip.is_loopback() && self.place.ip().is_loopback()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_alone_is_one_of_this_machine() {
        let place = |text: &str| text.parse::<SocketAddr>().unwrap();
        #[rustfmt::skip]
        let table = [
            ("8031",             Some(place("127.0.0.1:8031"))),
            (":8031",            Some(place("127.0.0.1:8031"))),
            ("127.0.0.2:80",     Some(place("127.0.0.2:80"))),
            ("[::1]:8031",       Some(place("[::1]:8031"))),
            ("127.0.0.1",        None),
            ("127.0.0.1:123456", None),
            ("",                 None),
        ];
        for (listen, expected) in table {
            assert_eq!(places(listen).and_then(|places| places.first().copied()), expected, "{listen:?}");
        }
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        #[rustfmt::skip]
        let table = [
            ("127.0.0.1:8031", "127.0.0.1:8031",      true),
            ("127.0.0.1:8031", "localhost:8031",      true),
            ("127.0.0.1:8031", "LocalHost.:8031",     true),
            ("127.0.0.1:8031", "[::1]:8031",          true),
            ("127.0.0.1:8031", "127.0.0.1",           false),
            ("127.0.0.1:8031", "127.0.0.1:80",        false),
            ("127.0.0.1:8031", "evil.example:8031",   false),
            ("127.0.0.1:8031", "evil.example",        false),
            ("127.0.0.1:8031", "localhost.evil.example:8031", false),
            ("127.0.0.1:8031", "192.0.2.7:8031",      false),
            ("127.0.0.1:8031", "",                    false),
            ("127.0.0.1:80",   "localhost",           true),
            ("0.0.0.0:8031",   "192.0.2.7:8031",      true),
            ("0.0.0.0:8031",   "evil.example:8031",   false),
        ];
        for (listen, host, expected) in table {
            let names = Names::of(listen, listen.parse().unwrap());
            assert_eq!(names.holds(host), expected, "{host:?} at {listen}");
        }
        let named = Names::of("desk.example:8031", "192.0.2.7:8031".parse().unwrap());
        assert!(named.holds("desk.example:8031") && named.holds("192.0.2.7:8031") && !named.holds("evil.example:8031"));
        assert_eq!(named.address(), "http://desk.example:8031/");
    }
}
