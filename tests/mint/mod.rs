//! Makes every signed fixture from fixed seeds: run twice, it writes the same bytes.
#![allow(dead_code, reason = "the program and the tests each use a part")]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "fixtures are ours; a fault in making one should stop it")]

pub mod camera;
pub mod case;
pub mod cms;
pub mod der;
pub mod golden;
pub mod pki;
pub mod sigstore;
pub mod timestamp;
pub mod tuf;

pub use cms::{Attributes, Content, Naming};
use pki::{EXPIRED, FUTURE, Holder, Key, LONG, USUAL, Use};

/// A vendor: its certificate authority, and a key that signs its deliveries.
#[derive(Clone)]
pub struct Vendor {
    pub authority: Holder,
    pub signer: Holder,
}

/// The vendor of this name, with a P-256 key; always the same one.
pub fn vendor(name: &str) -> Vendor {
    vendor_with(name, Key::p256(&format!("{name} signer")))
}

/// The same vendor with an RSA key; takes a second or so.
pub fn rsa_vendor(name: &str) -> Vendor {
    vendor_with(name, Key::rsa(&format!("{name} rsa signer")))
}

/// The same vendor with an Ed25519 key.
pub fn ed25519_vendor(name: &str) -> Vendor {
    vendor_with(name, Key::ed25519(&format!("{name} ed25519 signer")))
}

fn vendor_with(name: &str, key: Key) -> Vendor {
    let authority = Holder::root(&format!("{name} root CA"), Key::p256(&format!("{name} root CA")), LONG);
    let signer = authority.issue(&format!("{name} delivery signing"), key, USUAL, Use::Signer);
    Vendor { authority, signer }
}

impl Vendor {
    /// What the buyer is handed out of band: `--trusted-ca`.
    pub fn authority_pem(&self) -> String {
        self.authority.pem()
    }

    /// The signer's public key: `--trusted-key`.
    pub fn key_pem(&self) -> String {
        self.signer.key.public_pem()
    }

    /// A detached signature with signed attributes: `.p7s`.
    pub fn sign_cms(&self, bytes: &[u8]) -> Vec<u8> {
        self.sign_cms_as(bytes, Content::Detached, Attributes::Signed, Naming::IssuerAndSerial)
    }

    /// A signature around its content: `.p7m`.
    pub fn enclose_cms(&self, bytes: &[u8]) -> Vec<u8> {
        self.sign_cms_as(bytes, Content::Enclosed, Attributes::Signed, Naming::IssuerAndSerial)
    }

    pub fn sign_cms_as(&self, bytes: &[u8], content: Content, attributes: Attributes, naming: Naming) -> Vec<u8> {
        cms::sign(bytes, &self.signer, &[], content, attributes, naming)
    }

    /// The same vendor, signing with a certificate that ended on 2022-01-01.
    pub fn expired(&self) -> Self {
        self.reissued(EXPIRED, Use::Signer)
    }

    /// The same vendor, signing with a certificate that begins on 2040-01-01.
    pub fn not_yet_valid(&self) -> Self {
        self.reissued(FUTURE, Use::Signer)
    }

    /// The same vendor, signing with a certificate meant for something else.
    pub fn misused(&self, purpose: Use) -> Self {
        self.reissued(USUAL, purpose)
    }

    fn reissued(&self, window: pki::Window, purpose: Use) -> Self {
        let signer = self.authority.issue(&self.signer.name, self.signer.key.clone(), window, purpose);
        Self { authority: self.authority.clone(), signer }
    }

    /// The same vendor, whose authority itself ended in 2022 while the signer's certificate did not.
    pub fn under_expired_authority(&self) -> Self {
        let authority = Holder::root(&self.authority.name, self.authority.key.clone(), EXPIRED);
        let signer = authority.issue(&self.signer.name, self.signer.key.clone(), USUAL, Use::Signer);
        Self { authority, signer }
    }

    /// Somebody else under the same names: other keys, another authority.
    pub fn stranger(&self) -> Self {
        let authority = Holder::root(&self.authority.name, Key::p256(&format!("{} stranger CA", self.authority.name)), LONG);
        let key = Key::p256(&format!("{} stranger", self.signer.name));
        let signer = authority.issue(&self.signer.name, key, USUAL, Use::Signer);
        Self { authority, signer }
    }
}
