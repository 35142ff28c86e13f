//! TCG platform certificates: what a maker certifies to be inside a machine, read from DER and judged at a moment.

mod chain;
mod configuration;
mod endorsement;
mod form;
mod judge;
mod name;
mod shell;
mod text;
mod traits;

use serde::Serialize;

use crate::intake::{Document, Moment, Outline};
pub use chain::{Chain, Conflict, Link, standing};
pub use endorsement::Endorsement;
pub use form::FORM;
pub use judge::{Judged, Surroundings};
pub use name::NameValue;
use text::{hex, oid, serial};

/// Components in one certificate. HARDWARE notes: the largest published list has 33; 10,000 is refused as hostile.
const COMPONENTS: usize = 10_000;

/// Why a certificate is not verified, one word each; the words are promised to scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    // could not tell
    NoIssuer,
    UnknownIssuer,
    UnsupportedAlgorithm,
    HolderIssuerDiffers,
    // checked and bad
    Signature,
    WeakAlgorithm,
    Expired,
    NotYetValid,
    IssuerNotValid,
    CriticalExtension,
    OtherHolder,
    OtherBase,
    NoBase,
    TwoBases,
    DeltaDoesNotFit,
    Truncated,
    Trailing,
    Malformed,
    Empty,
    TooManyComponents,
    NotAPlatformCertificate,
}

impl Fault {
    /// Whether it says that the certificate is bad, rather than that nobody can tell.
    pub fn is_bad(self) -> bool {
        match self {
            Self::NoIssuer | Self::UnknownIssuer | Self::UnsupportedAlgorithm | Self::HolderIssuerDiffers => false,
            Self::Signature
            | Self::WeakAlgorithm
            | Self::Expired
            | Self::NotYetValid
            | Self::IssuerNotValid
            | Self::CriticalExtension
            | Self::OtherHolder
            | Self::OtherBase
            | Self::NoBase
            | Self::TwoBases
            | Self::DeltaDoesNotFit
            | Self::Truncated
            | Self::Trailing
            | Self::Malformed
            | Self::Empty
            | Self::TooManyComponents
            | Self::NotAPlatformCertificate => true,
        }
    }

    /// For people, and what to do about it.
    pub fn explained(self) -> (&'static str, &'static str) {
        match self {
            Self::NoIssuer => {
                ("no platform authority was given to check it with", "pass the maker's platform CA as --ca, obtained by another way")
            }
            Self::UnknownIssuer => {
                ("none of the given authorities has the issuer's name", "pass the issuer's certificate as --ca, obtained by another way")
            }
            Self::UnsupportedAlgorithm => {
                ("its signature algorithm is not supported", "ask for a certificate with RSA, ECDSA, Ed25519 or ML-DSA")
            }
            Self::HolderIssuerDiffers => (
                "the TPM's certificate has the same serial number under another issuer's name",
                "compare the TPM's certificate by hand, or ask the maker for a corrected one",
            ),
            Self::Signature => (
                "its signature is not the issuer's: it was altered, or another signed it",
                "do not rely on it; ask the maker for the original",
            ),
            Self::WeakAlgorithm => (
                "it rests on SHA-1 or on an RSA key below 2048 bits, which no longer proves anything",
                "ask the maker for a certificate with SHA-256 or better",
            ),
            Self::Expired => ("it has expired", "ask the maker for one that is valid"),
            Self::NotYetValid => ("it is not valid yet", "check the clock, and --at"),
            Self::IssuerNotValid => {
                ("its issuer's certificate is not valid at that moment", "ask the maker for one under an authority that is valid")
            }
            Self::CriticalExtension => {
                ("it has a critical extension that is not understood (RFC 5280, 4.2)", "ask the maker what it means")
            }
            Self::OtherHolder => ("it belongs to another TPM than the given one", "check that box and papers belong together"),
            Self::OtherBase => {
                ("the delta belongs to another base certificate or another platform", "check that box and papers belong together")
            }
            Self::NoBase => ("there are deltas and no base certificate", "add the base certificate"),
            Self::TwoBases => ("there is more than one base certificate", "keep the one that belongs to this machine"),
            Self::DeltaDoesNotFit => {
                ("a delta changes what is not there, or adds what is there already", "ask the integrator for a delta that fits")
            }
            Self::Truncated => ("it is cut short", "ask for the whole file"),
            Self::Trailing => ("there is more in the file than one certificate", "hand in one certificate a file"),
            Self::Malformed => ("it does not follow DER or the certificate's form", "ask the maker for a correct one"),
            Self::Empty => ("the file is empty", "ask for the file again"),
            Self::TooManyComponents => ("it lists more than 10,000 components", "ask the maker what it is for"),
            Self::NotAPlatformCertificate => ("it is not a platform certificate", "check which file was handed in"),
        }
    }
}

/// What is wrong with the bytes, with where it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    pub fault: Fault,
    pub detail: String,
}

impl Defect {
    fn malformed(what: &str) -> Self {
        Self { fault: Fault::Malformed, detail: format!("malformed: {what}") }
    }
}

/// How the certificate is wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// RFC 5755.
    AttributeCertificate,
    /// RFC 5280, with the attributes in subjectDirectoryAttributes.
    PublicKeyCertificate,
}

/// What the certificate says to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Base,
    Delta,
    Rebase,
    /// Profile 1.0 states none; it is a base.
    Unstated,
}

/// A platform certificate, read and not yet judged. It serialises as `kenpin hardware show --format json` prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlatformCertificate {
    pub encoding: Encoding,
    pub kind: Kind,
    /// `major.minor.revision` of the profile. `None`: not stated.
    pub profile: Option<String>,
    /// 1, 2 or 3: the form of the component list. `None`: there is none.
    pub configuration: Option<u8>,
    pub issuer: Vec<NameValue>,
    /// Lower-case hex without the sign octet.
    pub serial_number: String,
    #[serde(serialize_with = "as_text")]
    pub not_before: Moment,
    #[serde(serialize_with = "as_text")]
    pub not_after: Moment,
    /// As dotted decimals.
    pub signature_algorithm: String,
    pub platform: Platform,
    /// The certificate of the TPM, or of the base. `None`: names no certificate.
    pub holder: Option<IssuerSerial>,
    pub components: Vec<Component>,
    pub properties: Vec<Property>,
    /// Types of all attributes, in order.
    pub attributes: Vec<String>,
    /// Types of the critical extensions, in order.
    pub critical_extensions: Vec<String>,
    /// keyIdentifier of authorityKeyIdentifier, in hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority_key: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub previous_certificates: Vec<CertificateReference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub components_uri: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub configuration_uri: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub properties_uri: Option<Address>,
    #[serde(skip)]
    signed: Signed,
}

/// What the signature is over, and the signature.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Signed {
    message: Vec<u8>,
    algorithm: Vec<u8>,
    signature: Vec<u8>,
}

/// The machine as a whole; what is not stated is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Platform {
    pub manufacturer: Option<String>,
    pub model: Option<String>,
    pub version: Option<String>,
    pub serial: Option<String>,
}

/// A certificate by its issuer and number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IssuerSerial {
    pub issuer: Vec<NameValue>,
    pub serial_number: String,
}

/// One part of the machine, as certified. Texts are as encoded, placeholders and control characters too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Component {
    pub class: Option<Class>,
    pub manufacturer: Option<String>,
    pub model: Option<String>,
    pub serial: Option<String>,
    pub revision: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manufacturer_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field_replaceable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Vec<HardwareAddress>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateReference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate_uri: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Traits of profile 2.x that none of the fields above holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub traits: Vec<Trait>,
}

/// What kind of part, in the words of a registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Class {
    /// `None` in drafts of profile 1.1.
    pub registry: Option<String>,
    /// Four octets in hex.
    pub value: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HardwareAddress {
    /// `ethernet`, `wlan`, `bluetooth`, or the type in dotted decimals.
    #[serde(rename = "type")]
    pub kind: String,
    pub value: String,
}

/// What a delta does with a component or a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Added,
    Modified,
    Removed,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Property {
    pub name: String,
    pub value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trait {
    pub id: String,
    pub category: String,
    pub registry: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// The value's DER in hex.
    pub value: String,
}

/// Another certificate, by the digest of its signature, by issuer and number, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CertificateReference {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature_digest_algorithm: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature_digest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Vec<NameValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_number: Option<String>,
}

/// An address that is never fetched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Address {
    pub uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest_algorithm: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

impl PlatformCertificate {
    /// Reads one certificate in DER or PEM (whatever its label).
    ///
    /// # Errors
    /// What is wrong with the bytes; nothing of them is used then.
    pub fn read(bytes: &[u8]) -> Result<Self, Defect> {
        let der = shell::unwrapped(bytes)?;
        shell::read(&der)
    }
}

/// Whether a document that is DER or PEM bears the mark of a platform configuration or credential (2.23.133.5.1.7, 2.23.133.2.25),
/// however damaged.
pub fn is_marked(document: &Document) -> bool {
    const MARKS: [&[u8]; 3] = [&[0x67, 0x81, 0x05, 0x05, 0x01, 0x07], &[0x67, 0x81, 0x05, 0x02, 0x19], &[0x67, 0x81, 0x05, 0x02, 0x11]];
    let marked = |der: &[u8]| MARKS.iter().any(|mark| der.windows(mark.len()).any(|window| window == *mark));
    match document.outline {
        Outline::Der { .. } => marked(&document.bytes),
        Outline::Pem { .. } => super::pem::blocks(&document.bytes).is_some_and(|blocks| blocks.iter().any(|block| marked(&block.der))),
        Outline::Empty
        | Outline::JsonObject { .. }
        | Outline::JsonOther
        | Outline::Xml { .. }
        | Outline::Text { .. }
        | Outline::Cbor { .. }
        | Outline::Archive { .. }
        | Outline::Protobuf { .. }
        | Outline::Utf16
        | Outline::Binary => false,
    }
}

fn as_text<S: serde::Serializer>(moment: &Moment, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(moment)
}
