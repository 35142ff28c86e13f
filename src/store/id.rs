//! Names that the store gives out: ids that sort by time, and secrets of which only the digest is kept.

use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{StoreFault, milliseconds};
use crate::intake::Digest;

/// A new id: UUID version 7 (RFC 9562, section 5.7) as text, so that no database has to count and ids sort by time.
///
/// # Errors
/// [`StoreFault::Damaged`] where the system gives no random numbers.
pub fn new() -> Result<String, StoreFault> {
    let mut octets = [0_u8; 16];
    fill(&mut octets)?;
    let time = milliseconds().to_be_bytes();
    for (octet, byte) in octets.iter_mut().zip(time.iter().skip(2)) {
        *octet = *byte;
    }
    let mut text = String::with_capacity(36);
    for (index, octet) in octets.iter().enumerate() {
        let octet = match index {
            6 => (octet & 0x0f) | 0x70,
            8 => (octet & 0x3f) | 0x80,
            _ => *octet,
        };
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{octet:02x}"));
    }
    Ok(text)
}

/// Whether this could be an id; what could not is asked of no database.
pub fn is_id(text: &str) -> bool {
    text.len() == 36 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// When an id was made, in milliseconds since 1970; `None`: it is no id of ours.
pub(super) fn made_at(id: &str) -> Option<u64> {
    let (high, low) = (id.get(..8)?, id.get(9..13)?);
    u64::from_str_radix(&format!("{high}{low}"), 16).ok()
}

/// A secret of 256 bits. It is shown once, to whom it is for.
pub struct Secret(String);

impl Secret {
    /// # Errors
    /// As [`new`].
    pub fn new() -> Result<Self, StoreFault> {
        Ok(Self(URL_SAFE_NO_PAD.encode(random()?)))
    }

    /// As it is given to its owner.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// As it is kept.
    pub fn kept(&self) -> String {
        kept(&self.0)
    }
}

/// The digest under which a secret is kept.
pub fn kept(secret: &str) -> String {
    Digest::of(secret.as_bytes()).to_string()
}

/// 256 bits that nobody can guess.
///
/// # Errors
/// As [`new`].
pub(super) fn random() -> Result<[u8; 32], StoreFault> {
    let mut octets = [0_u8; 32];
    fill(&mut octets)?;
    Ok(octets)
}

fn fill(octets: &mut [u8]) -> Result<(), StoreFault> {
    SystemRandom::new().fill(octets).map_err(|_| StoreFault::Damaged("the system gives no random numbers".to_owned()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn ids_are_version_7_and_sort_by_time() {
        let one = new().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(2));
        let other = new().unwrap();
        assert!(is_id(&one) && one < other, "{one} {other}");
        assert_eq!(one.get(14..15), Some("7"));
        assert!(made_at(&one).is_some_and(|at| milliseconds().abs_diff(at) < 60_000) && made_at("x").is_none());
        assert!(!is_id("../../etc/passwd") && !is_id(""));
    }

    #[test]
    fn a_secret_is_never_kept_as_it_is() {
        let secret = Secret::new().unwrap();
        assert_eq!(secret.text().len(), 43);
        assert_ne!(secret.kept(), secret.text());
        assert_eq!(secret.kept(), kept(secret.text()));
    }
}
