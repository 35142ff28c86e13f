//! Where a webhook may lead: https to public addresses, and to nothing inside unless the operator says so.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::Url;

use crate::store::webhooks::Reach;

/// Longest address, in bytes.
const LONGEST: usize = 2_000;

/// An address that may be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    url: Url,
    host: String,
    port: u16,
    ring: Ring,
}

/// Which addresses a name may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ring {
    Public,
    /// It was named as this machine itself.
    Loopback,
    Anywhere,
}

/// Why an address is not told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("this is no address of a webhook")]
    NoAddress,
    #[error("a webhook's address has no name or fragment in it, and at most 2000 bytes")]
    Shape,
    #[error("a webhook is told over https, and over http on this machine only")]
    Plain,
    #[error("this address leads into a private network")]
    Private,
    #[error("the name of this address stands for none")]
    Unknown,
}

impl Target {
    /// # Errors
    /// [`Unfit`], but for what the name comes to stand for.
    pub fn parse(text: &str, reach: Reach) -> Result<Self, Unfit> {
        if text.len() > LONGEST {
            return Err(Unfit::Shape);
        }
        let url = Url::parse(text).map_err(|_| Unfit::NoAddress)?;
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return Err(Unfit::Shape);
        }
        let host = url.host_str().ok_or(Unfit::NoAddress)?.trim_matches(['[', ']']).to_owned();
        let port = url.port_or_known_default().ok_or(Unfit::NoAddress)?;
        let literal = host.parse::<IpAddr>().ok();
        let is_here = host == "localhost" || literal.is_some_and(|address| address.is_loopback());
        let ring = match (is_here, reach) {
            (true, _) => Ring::Loopback,
            (false, Reach::PrivateToo) => Ring::Anywhere,
            (false, Reach::PublicOnly) => Ring::Public,
        };
        match url.scheme() {
            "https" => {}
            "http" if is_here => {}
            "http" => return Err(Unfit::Plain),
            _ => return Err(Unfit::NoAddress),
        }
        if literal.is_some_and(|address| !ring.holds(address)) {
            return Err(Unfit::Private);
        }
        Ok(Self { url, host, port, ring })
    }

    pub(super) fn url(&self) -> Url {
        self.url.clone()
    }

    pub(super) fn host(&self) -> &str {
        &self.host
    }

    /// Without the query, in which receivers like to have a secret.
    pub fn shown(&self) -> String {
        let mut url = self.url.clone();
        url.set_query(None);
        url.to_string()
    }

    /// What the name stands for now: the connection goes to these and to nothing else.
    pub(super) async fn addresses(&self) -> Result<Vec<SocketAddr>, Unfit> {
        let found: Vec<SocketAddr> = tokio::net::lookup_host((self.host.as_str(), self.port)).await.map_err(|_| Unfit::Unknown)?.collect();
        if found.is_empty() {
            return Err(Unfit::Unknown);
        }
        let fitting: Vec<SocketAddr> = found.into_iter().filter(|address| self.ring.holds(address.ip())).collect();
        if fitting.is_empty() { Err(Unfit::Private) } else { Ok(fitting) }
    }
}

impl Ring {
    fn holds(self, address: IpAddr) -> bool {
        match self {
            Self::Public => is_public(address),
            Self::Loopback => address.is_loopback(),
            Self::Anywhere => true,
        }
    }
}

/// Neither this machine, nor a network of somebody's own, nor anything that stands for one (IANA special-purpose registries, RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => is_public_four(four),
        IpAddr::V6(six) => is_public_six(six),
    }
}

fn is_public_four(four: Ipv4Addr) -> bool {
    let [a, b, c, _] = four.octets();
    !(four.is_private()
        || four.is_loopback()
        || four.is_link_local()
        || four.is_documentation()
        || four.is_multicast()
        || a == 0
        || a >= 240
        // Carriers' own (RFC 6598), protocol assignments, relays of 6to4, tests of networks (RFC 2544).
        || (a == 100 && (64..128).contains(&b))
        || (a, b, c) == (192, 0, 0)
        || (a, b, c) == (192, 88, 99)
        || (a == 198 && (b == 18 || b == 19)))
}

fn is_public_six(six: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = six.segments();
    let four = |high: u16, low: u16| Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low));
    // Another way to write an address of IPv4: mapped, translated (NAT64), 6to4.
    if (a, b, c, d, e, f) == (0, 0, 0, 0, 0, 0xffff) || (a, b, c, d, e, f) == (0x64, 0xff9b, 0, 0, 0, 0) {
        return is_public_four(four(g, h));
    }
    if a == 0x2002 {
        return is_public_four(four(b, c));
    }
    // Only 2000::/3 is given out; of it not what is set apart: Teredo and other protocols (2001::/23), documentation.
    a & 0xe000 == 0x2000 && !(a == 0x2001 && b < 0x200) && (a, b) != (0x2001, 0xdb8) && a & 0xfff0 != 0x3ff0
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_everybodys_is_public() {
        for inside in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.168.1.1",
            "198.18.0.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "fec0::1",
            "3fff::1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in
            ["1.1.1.1", "100.128.0.1", "172.32.0.1", "192.0.1.1", "8.8.8.8", "2606:4700:4700::1111", "2002:101:101::", "::ffff:8.8.8.8"]
        {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn an_address_leads_out_or_is_this_machines_own_name() {
        let parse = |text: &str| Target::parse(text, Reach::PublicOnly).map(|target| target.shown());
        assert_eq!(parse("https://hooks.agency.example/a?key=secret"), Ok("https://hooks.agency.example/a".to_owned()));
        for fits in ["https://1.1.1.1/", "http://localhost:9/", "http://127.0.0.1:9/a", "https://[::1]:9/", "http://[::1]:9/"] {
            assert!(parse(fits).is_ok(), "{fits}");
        }
        for (text, unfit) in [
            ("https://10.0.0.1/", Unfit::Private),
            ("https://169.254.169.254/latest/meta-data", Unfit::Private),
            ("https://[::ffff:127.0.0.1]/", Unfit::Private),
            ("https://[fd00::1]/", Unfit::Private),
            ("http://hooks.agency.example/", Unfit::Plain),
            ("http://10.0.0.1/", Unfit::Plain),
            ("https://user:word@hooks.agency.example/", Unfit::Shape),
            ("https://hooks.agency.example/#x", Unfit::Shape),
            ("ftp://hooks.agency.example/", Unfit::NoAddress),
            ("file:///etc/passwd", Unfit::NoAddress),
            ("hooks", Unfit::NoAddress),
        ] {
            assert_eq!(parse(text), Err(unfit), "{text}");
        }
        assert_eq!(parse(&format!("https://a.example/{}", "x".repeat(LONGEST))), Err(Unfit::Shape));
        assert!(Target::parse("https://10.0.0.1/", Reach::PrivateToo).is_ok());
        assert_eq!(Target::parse("http://10.0.0.1/", Reach::PrivateToo), Err(Unfit::Plain));
    }

    #[tokio::test]
    async fn a_name_that_stands_for_this_machine_is_not_reached_by_way_of_another() {
        let target = |ring| Target { url: Url::parse("https://localhost/").unwrap(), host: "localhost".to_owned(), port: 9, ring };
        assert_eq!(target(Ring::Public).addresses().await, Err(Unfit::Private));
        assert!(target(Ring::Loopback).addresses().await.unwrap().iter().all(|address| address.ip().is_loopback()));
    }
}
