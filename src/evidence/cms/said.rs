//! What a CMS signature says of itself.

use super::super::certificate::Certificate;
use super::super::said::{Link, Said};
use super::super::timestamp;
use super::signed_data::{Algorithm, Name, SignedData, Signer, Trouble};
use super::{asn1, binary, is_named_by, unreadable};
use crate::intake::Document;

pub(super) fn say(document: &Document) -> Vec<Said> {
    let binary = binary(document);
    let der = asn1::normalise(&binary);
    match der.as_deref().ok_or(Trouble::Malformed).and_then(SignedData::read) {
        Ok(message) => message.signers.iter().map(|signer| one(&message, signer)).collect(),
        Err(trouble) => vec![Said::unreadable(&unreadable(trouble))],
    }
}

fn one(message: &SignedData<'_>, signer: &Signer<'_>) -> Said {
    let certificate = message.certificates.iter().find(|certificate| is_named_by(certificate, &signer.name));
    let mut said = Said::by(claimed(certificate, &signer.name));
    said.algorithm = Some(match signer.scheme {
        Algorithm::Known(scheme) => scheme.to_string(),
        Algorithm::Weak => "with MD5 or SHA-1".to_owned(),
        Algorithm::Unknown => "not supported".to_owned(),
    });
    said.certificates = message.certificates.iter().map(Link::of).collect();
    said.subjects.extend(signer.attributes.as_ref().map(|attributes| format!("digest {}", hex(attributes.message_digest))));
    said.remark = Some(if message.content.is_some() { "around its content" } else { "detached" }.to_owned());
    signer.tokens.iter().fold(said, |said, token| said.at("timestamp", timestamp::stated(token)))
}

/// Who says to have signed.
pub(super) fn claimed(certificate: Option<&Certificate>, name: &Name<'_>) -> String {
    match (certificate, name) {
        (Some(certificate), _) => format!("\"{}\" under \"{}\"", certificate.subject, certificate.issuer),
        (None, Name::IssuerAndSerial { serial, .. }) => format!("the holder of a certificate with serial number {}", hex(serial)),
        (None, Name::KeyIdentifier(identifier)) => format!("the holder of key {}", hex(identifier)),
    }
}

fn hex(octets: &[u8]) -> String {
    octets.iter().take(64).map(|octet| format!("{octet:02x}")).collect()
}
