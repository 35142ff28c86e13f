//! Where an image lies: `oci://REGISTRY/REPOSITORY:TAG` or `oci://REGISTRY/REPOSITORY@sha256:DIGEST`, as docker and cosign read it.

use std::net::IpAddr;

use sigstore::registry::OciReference;

use super::ImageFault;
use super::manifest::sha256;
use crate::intake::Digest;

/// An image's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Host and port.
    pub(super) registry: String,
    pub(super) repository: String,
    pub(super) named: Named,
    pub(super) transport: Transport,
}

/// What names the image in its repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Tag(String),
    Digest(Digest),
}

/// How the registry is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Transport {
    Tls,
    /// On this machine, or where the operator says so.
    Plain,
}

impl Place {
    /// Reads an address without its `oci://`. Registries named in `plain` are spoken to without TLS.
    ///
    /// # Errors
    /// [`ImageFault::Name`] for what is no address of an image.
    pub fn parse(address: &str, plain: &[String]) -> Result<Self, ImageFault> {
        let reference: OciReference = address.parse().map_err(|_| ImageFault::Name)?;
        // Where both stand, docker takes the digest.
        let named = match (reference.digest(), reference.tag()) {
            (Some(digest), _) => Named::Digest(sha256(digest).ok_or(ImageFault::Name)?),
            (None, Some(tag)) => Named::Tag(tag.to_owned()),
            (None, None) => return Err(ImageFault::Name),
        };
        let registry = reference.resolve_registry().to_owned();
        let is_plain = is_loopback(&registry) || plain.contains(&registry);
        let transport = if is_plain { Transport::Plain } else { Transport::Tls };
        Ok(Self { registry, repository: reference.repository().to_owned(), named, transport })
    }
}

fn is_loopback(registry: &str) -> bool {
    let host = registry.rsplit_once(':').map_or(registry, |(host, _)| host);
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_docker_reads_it() {
        let place = Place::parse("registry.example:5000/optics/camera:1.0", &[]).unwrap();
        assert_eq!((place.registry.as_str(), place.repository.as_str()), ("registry.example:5000", "optics/camera"));
        assert_eq!((place.named, place.transport), (Named::Tag("1.0".to_owned()), Transport::Tls));
        let hex = "ab".repeat(32);
        let pinned = Place::parse(&format!("registry.example/camera:1.0@sha256:{hex}"), &[]).unwrap();
        assert_eq!(pinned.named, Named::Digest(Digest::parse(&hex).unwrap()));
        assert_eq!(Place::parse("alpine", &[]).unwrap().registry, "index.docker.io");
    }

    #[test]
    fn only_this_machine_and_what_is_named_is_spoken_to_without_tls() {
        let transport = |address: &str| Place::parse(address, &["lab.example:5000".to_owned()]).unwrap().transport;
        for plain in ["127.0.0.1:5000/a:1", "127.8.9.1/a:1", "localhost:5000/a:1", "lab.example:5000/a:1"] {
            assert_eq!(transport(plain), Transport::Plain, "{plain}");
        }
        for tls in ["127.0.0.1.example/a:1", "localhost.example:5000/a:1", "lab.example/a:1", "128.0.0.1/a:1"] {
            assert_eq!(transport(tls), Transport::Tls, "{tls}");
        }
    }

    #[test]
    fn what_names_no_image_is_refused() {
        let hex = "ab".repeat(32);
        let others = [
            format!("a.example/b@sha256:{}", hex.to_uppercase()),
            format!("a.example/b@sha512:{hex}{hex}"),
            format!("a.example/b@sha256:{hex}0"),
        ];
        let wrong = [
            "",
            "a.example/",
            "a.example/B:1",
            "user:word@a.example/b:1",
            "a.example/../b:1",
            "a.example/b:1?x",
            "https://a.example/b:1",
            "a.example/b:1 ",
        ];
        for address in wrong.iter().map(ToString::to_string).chain(others) {
            assert_eq!(Place::parse(&address, &[]), Err(ImageFault::Name), "{address}");
        }
    }
}
