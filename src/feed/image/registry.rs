//! One repository of a registry over HTTP (OCI distribution-spec 1.1): bounded in bytes, hops and time; every digest is checked.

use std::cell::{Cell, RefCell};
use std::io::Read as _;
use std::time::Instant;

use reqwest::blocking::{Client, Response};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_ENCODING, LINK, LOCATION, WWW_AUTHENTICATE};
use reqwest::{StatusCode, Url};
use serde::Deserialize;

use super::credentials::Login;
use super::manifest::{Descriptor, Manifest, sha256};
use super::place::{Named, Transport};
use super::{ImageFault, Place, REFERRERS};
use crate::feed::{self, FeedFault, Limits};
use crate::intake::Digest;

/// A registry may refuse larger ones (distribution-spec, "Pushing Manifests").
const MANIFEST_BYTES: u64 = 4 << 20;
const TOKEN_BYTES: u64 = 1 << 20;
/// From a registry to where it keeps its blobs.
const HOPS: usize = 4;
/// Of a list of referrers.
const PAGES: usize = 16;
const MANIFESTS: &str = "application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json, \
application/vnd.docker.distribution.manifest.v2+json, application/vnd.docker.distribution.manifest.list.v2+json";
const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const ANYTHING: &str = "*/*";

/// A repository, and what was agreed with its registry.
pub(super) struct Registry<'a> {
    place: &'a Place,
    client: Client,
    limits: Limits,
    begun_at: Instant,
    bytes_left: Cell<u64>,
    /// What is said to the registry after it asked who we are.
    authorization: RefCell<Option<String>>,
}

/// What a registry sends.
struct Answer {
    bytes: Vec<u8>,
    /// What the registry says that its digest is.
    stated: Option<Digest>,
    /// Where the list goes on.
    next: Option<String>,
}

#[derive(Deserialize)]
struct Token {
    #[serde(alias = "access_token")]
    token: String,
}

impl<'a> Registry<'a> {
    pub fn new(place: &'a Place, limits: Limits) -> Result<Self, ImageFault> {
        let client = feed::client(&limits)?;
        let (bytes_left, authorization) = (Cell::new(limits.bytes), RefCell::new(None));
        Ok(Self { place, client, limits, begun_at: feed::now(), bytes_left, authorization })
    }

    /// The image's own manifest, and its digest.
    pub fn image(&self) -> Result<(Vec<u8>, Digest), ImageFault> {
        let tag = match &self.place.named {
            Named::Digest(digest) => return self.by_digest(*digest)?.map(|bytes| (bytes, *digest)).ok_or(ImageFault::NotThere),
            Named::Tag(tag) => tag,
        };
        let answer = self.get(self.address("manifests", tag)?, MANIFESTS, MANIFEST_BYTES)?.ok_or(ImageFault::NotThere)?;
        let found = Digest::of(&answer.bytes);
        match answer.stated {
            Some(asked) if asked != found => Err(ImageFault::Altered { asked, found }),
            Some(_) | None => Ok((answer.bytes, found)),
        }
    }

    /// The manifest at a tag; `None`: there is none.
    pub fn tagged(&self, tag: &str) -> Result<Option<Vec<u8>>, ImageFault> {
        Ok(self.get(self.address("manifests", tag)?, MANIFESTS, MANIFEST_BYTES)?.map(|answer| answer.bytes))
    }

    /// A manifest that the registry itself listed.
    pub fn manifest(&self, digest: Digest) -> Result<Vec<u8>, ImageFault> {
        self.by_digest(digest)?.ok_or_else(|| missing("a manifest that it lists"))
    }

    /// Bytes that a manifest names, as long as it says.
    pub fn blob(&self, digest: Digest, size: u64) -> Result<Vec<u8>, ImageFault> {
        let address = self.address("blobs", &format!("sha256:{digest}"))?;
        let answer = self.get(address, ANYTHING, size)?.ok_or_else(|| missing("a layer that its manifest lists"))?;
        checked(answer.bytes, digest)
    }

    /// What the registry lists as belonging to this digest, by its API or by the tag that stands for it.
    pub fn referrers(&self, digest: Digest) -> Result<Vec<Descriptor>, ImageFault> {
        let mut address = self.address("referrers", &format!("sha256:{digest}"))?;
        let mut found = Vec::new();
        for page in 0..PAGES {
            let answer = match self.get(address.clone(), INDEX, MANIFEST_BYTES) {
                // Registries older than the API know it under neither of these.
                Err(ImageFault::Feed(FeedFault::Status(400 | 405))) if page == 0 => None,
                answer => answer?,
            };
            let Some(answer) = answer else {
                let listed = self.tagged(&format!("sha256-{digest}"))?.map(|bytes| Manifest::read(&bytes)).transpose()?;
                return Ok(listed.map(|index| index.manifests).unwrap_or_default());
            };
            found.extend(Manifest::read(&answer.bytes)?.manifests);
            match answer.next {
                Some(next) if found.len() <= REFERRERS => address = self.next_page(&address, &next)?,
                Some(_) | None => return Ok(found),
            }
        }
        Err(ImageFault::Endless(PAGES, "pages of referrers of this image"))
    }

    fn by_digest(&self, digest: Digest) -> Result<Option<Vec<u8>>, ImageFault> {
        let address = self.address("manifests", &format!("sha256:{digest}"))?;
        self.get(address, MANIFESTS, MANIFEST_BYTES)?.map(|answer| checked(answer.bytes, digest)).transpose()
    }

    fn address(&self, kind: &str, name: &str) -> Result<Url, ImageFault> {
        let Place { registry, repository, transport, .. } = self.place;
        let scheme = match transport {
            Transport::Tls => "https",
            Transport::Plain => "http",
        };
        Url::parse(&format!("{scheme}://{registry}/v2/{repository}/{kind}/{name}")).map_err(|_| ImageFault::Name)
    }

    /// `None`: there is no such thing.
    fn get(&self, address: Url, accept: &str, limit: u64) -> Result<Option<Answer>, ImageFault> {
        let mut response = self.send(address.clone(), accept)?;
        if response.status() == StatusCode::UNAUTHORIZED && self.authorization.borrow().is_none() {
            self.authorize(&response)?;
            response = self.send(address, accept)?;
        }
        match response.status() {
            StatusCode::OK => self.read(response, limit).map(Some),
            StatusCode::NOT_FOUND => Ok(None),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
                Err(ImageFault::Refused("what we say of ourselves does not suffice".to_owned()))
            }
            status => Err(FeedFault::Status(status.as_u16()).into()),
        }
    }

    /// Follows a registry to where it keeps what was asked for; who we are is said to the registry alone.
    fn send(&self, mut address: Url, accept: &str) -> Result<Response, ImageFault> {
        for _ in 0..HOPS {
            let mut request = self.client.get(address.clone()).header(ACCEPT, accept);
            if let Some(authorization) = self.authorization.borrow().as_ref().filter(|_| self.is_own(&address)) {
                request = request.header(AUTHORIZATION, authorization);
            }
            let response = request.send().map_err(|error| feed::unreachable(&error, &self.limits))?;
            if !response.status().is_redirection() {
                return Ok(response);
            }
            let location = feed::header(&response, LOCATION.as_str()).ok_or_else(nowhere)?;
            address = address.join(&location).ok().filter(|next| self.may_reach(next)).ok_or(ImageFault::Elsewhere(location))?;
        }
        Err(ImageFault::Elsewhere(address.to_string()))
    }

    fn is_own(&self, address: &Url) -> bool {
        self.address("manifests", "own").is_ok_and(|own| own.origin() == address.origin())
    }

    /// Over TLS anywhere: a digest says whether it is what was asked for. Without it, only where the registry itself is.
    fn may_reach(&self, address: &Url) -> bool {
        let own_host = |own: Url| own.scheme() == address.scheme() && own.host_str() == address.host_str();
        address.scheme() == "https" || self.address("manifests", "own").is_ok_and(own_host)
    }

    fn next_page(&self, address: &Url, link: &str) -> Result<Url, ImageFault> {
        address.join(link).ok().filter(|next| self.is_own(next)).ok_or_else(|| ImageFault::Elsewhere(link.to_owned()))
    }

    /// Answers the registry's question who we are (RFC 9110, 11; distribution, docs/spec/auth/token.md).
    fn authorize(&self, response: &Response) -> Result<(), ImageFault> {
        let challenges: Vec<&str> = response.headers().get_all(WWW_AUTHENTICATE).iter().filter_map(|value| value.to_str().ok()).collect();
        let login = Login::for_registry(&self.place.registry)?;
        let authorization = match (challenges.iter().find_map(|challenge| of_scheme(challenge, "bearer")), login) {
            (Some(challenge), login) => format!("Bearer {}", self.token(challenge, &login)?),
            (None, Login::Basic(login)) => format!("Basic {login}"),
            (None, Login::None(reason)) => return Err(ImageFault::Refused(reason)),
        };
        self.authorization.replace(Some(authorization));
        Ok(())
    }

    /// A token from whom the registry names, for reading this repository.
    fn token(&self, challenge: &str, login: &Login) -> Result<String, ImageFault> {
        let realm = parameter(challenge, "realm").ok_or_else(nowhere)?;
        let mut address =
            Url::parse(realm).ok().filter(|address| self.may_reach(address)).ok_or_else(|| ImageFault::Elsewhere(realm.to_owned()))?;
        if let Some(service) = parameter(challenge, "service") {
            address.query_pairs_mut().append_pair("service", service);
        }
        address.query_pairs_mut().append_pair("scope", &format!("repository:{}:pull", self.place.repository));
        let mut request = self.client.get(address);
        if let Login::Basic(login) = login {
            request = request.header(AUTHORIZATION, format!("Basic {login}"));
        }
        let response = request.send().map_err(|error| feed::unreachable(&error, &self.limits))?;
        match response.status() {
            StatusCode::OK => {
                let answer = self.read(response, TOKEN_BYTES)?;
                let unreadable = |error: serde_json::Error| ImageFault::Unreadable { wanted: "a token", found: error.to_string() };
                serde_json::from_slice(&answer.bytes).map(|token: Token| token.token).map_err(unreadable)
            }
            status if status.is_client_error() => Err(ImageFault::Refused(match login {
                Login::Basic(_) => "it does not accept user and password of docker's config.json".to_owned(),
                Login::None(reason) => reason.clone(),
            })),
            status if status.is_redirection() => {
                Err(feed::header(&response, LOCATION.as_str()).map_or_else(nowhere, ImageFault::Elsewhere))
            }
            status => Err(FeedFault::Status(status.as_u16()).into()),
        }
    }

    /// At most `limit` bytes, and no more than are left for the whole image.
    fn read(&self, mut response: Response, limit: u64) -> Result<Answer, ImageFault> {
        let limit = limit.min(self.bytes_left.get());
        let stated = feed::header(&response, "docker-content-digest").and_then(|digest| sha256(&digest));
        let next = feed::header(&response, LINK.as_str()).and_then(|link| next_of(&link));
        if let Some(packed) = feed::header(&response, CONTENT_ENCODING.as_str()).filter(|packed| packed != "identity") {
            return Err(FeedFault::Packed(packed).into());
        }
        if response.content_length().is_some_and(|announced| announced > limit) {
            return Err(FeedFault::TooLong(limit).into());
        }
        let (mut bytes, mut buffer) = (Vec::new(), vec![0; 1 << 16]);
        loop {
            let read = response.read(&mut buffer).map_err(|error| feed::cut(&error, &self.limits))?;
            bytes.extend_from_slice(buffer.get(..read).unwrap_or_default());
            let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            if length > limit {
                return Err(FeedFault::TooLong(limit).into());
            }
            if feed::now().duration_since(self.begun_at) > self.limits.whole {
                return Err(FeedFault::Slow(self.limits.silence.as_secs()).into());
            }
            if read == 0 {
                self.bytes_left.set(self.bytes_left.get().saturating_sub(length));
                return Ok(Answer { bytes, stated, next });
            }
        }
    }
}

fn checked(bytes: Vec<u8>, asked: Digest) -> Result<Vec<u8>, ImageFault> {
    let found = Digest::of(&bytes);
    if found == asked { Ok(bytes) } else { Err(ImageFault::Altered { asked, found }) }
}

fn nowhere() -> ImageFault {
    ImageFault::Elsewhere("an address that it does not name".to_owned())
}

fn missing(wanted: &'static str) -> ImageFault {
    ImageFault::Unreadable { wanted, found: "it is not there".to_owned() }
}

/// What follows the name of a scheme.
fn of_scheme<'a>(challenge: &'a str, scheme: &str) -> Option<&'a str> {
    let (name, rest) = challenge.trim_start().split_once(' ')?;
    name.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// `name="value"` of a challenge.
fn parameter<'a>(challenge: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = challenge;
    loop {
        let (before, after) = rest.split_once("=\"")?;
        let (value, next) = after.split_once('"')?;
        if before.trim_start_matches([',', ' ']).eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = next;
    }
}

/// `</v2/..>; rel="next"` (RFC 8288).
fn next_of(link: &str) -> Option<String> {
    let (address, relation) = link.trim().strip_prefix('<')?.split_once('>')?;
    relation.contains("next").then(|| address.to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_read_by_its_names() {
        let challenge = of_scheme(r#"Bearer realm="https://auth.example/token",service="r.example",scope="a,b""#, "bearer").unwrap();
        assert_eq!(parameter(challenge, "realm"), Some("https://auth.example/token"));
        assert_eq!(parameter(challenge, "service"), Some("r.example"));
        assert_eq!(parameter(challenge, "scope"), Some("a,b"));
        assert_eq!(parameter(challenge, "error"), None);
        assert_eq!(of_scheme("Basic realm=\"x\"", "bearer"), None);
        assert_eq!(parameter("realm=\"unclosed", "realm"), None);
    }

    #[test]
    fn a_list_goes_on_where_its_link_says_so() {
        assert_eq!(next_of(r#"</v2/a/referrers/x?n=2>; rel="next""#).as_deref(), Some("/v2/a/referrers/x?n=2"));
        assert_eq!(next_of(r#"</v2/a>; rel="prev""#), None);
        assert_eq!(next_of("nonsense"), None);
    }
}
