//! CMS signatures (RFC 5652) as vendors write them: detached or enclosing, with or without signed attributes.

use super::der;
use super::pki::Holder;

const DATA: &str = "1.2.840.113549.1.7.1";
const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";

/// Where the signed content is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Beside it: `.p7s`.
    Detached,
    /// Inside it: `.p7m`.
    Enclosed,
}

/// Whether contentType and messageDigest are signed instead of the content itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Attributes {
    Signed,
    None,
}

/// How the signer's certificate is named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    IssuerAndSerial,
    KeyIdentifier,
}

/// SignedData in DER by one signer, with its certificate and `chain` (without the root) inside.
pub fn sign(bytes: &[u8], signer: &Holder, chain: &[&Holder], content: Content, attributes: Attributes, naming: Naming) -> Vec<u8> {
    sign_type((DATA, DATA), bytes, signer, chain, content, attributes, naming, &[])
}

/// The same around content of this type, called that in the signed attributes, with these unsigned attributes.
#[allow(clippy::too_many_arguments, reason = "as many as CMS has choices")]
pub fn sign_type(
    (kind, said): (&str, &str),
    bytes: &[u8],
    signer: &Holder,
    chain: &[&Holder],
    content: Content,
    attributes: Attributes,
    naming: Naming,
    unsigned: &[u8],
) -> Vec<u8> {
    let (algorithm, digest) = signer.key.content_digest(bytes);
    let enclosed = der::wrap(0xa0, &[&der::octets(bytes)]);
    let encapsulated = match content {
        Content::Detached => der::sequence(&[&der::oid(kind)]),
        Content::Enclosed => der::sequence(&[&der::oid(kind), &enclosed]),
    };
    let (version, identifier): (u8, Vec<u8>) = match naming {
        Naming::IssuerAndSerial => (1, der::sequence(&[&signer.issuer, &der::integer(&signer.serial)])),
        Naming::KeyIdentifier => (3, der::wrap(0x80, &[&signer.key.identifier()])),
    };
    let mut certificates: Vec<&[u8]> = chain.iter().map(|holder| holder.certificate.as_slice()).collect();
    certificates.push(&signer.certificate);
    certificates.sort_unstable();
    let signer_info = signer_info(said, bytes, signer, attributes, (&algorithm, &digest), version, &identifier, unsigned);
    let signed_data = der::sequence(&[
        &der::integer(&[version]),
        &der::set(&[&algorithm]),
        &encapsulated,
        &der::wrap(0xa0, &certificates),
        &der::set(&[&signer_info]),
    ]);
    der::sequence(&[&der::oid(SIGNED_DATA), &der::wrap(0xa0, &[&signed_data])])
}

#[allow(clippy::too_many_arguments, reason = "as many as CMS has choices")]
fn signer_info(
    kind: &str,
    bytes: &[u8],
    signer: &Holder,
    attributes: Attributes,
    digest: (&[u8], &[u8]),
    version: u8,
    identifier: &[u8],
    unsigned: &[u8],
) -> Vec<u8> {
    let attribute = |oid: &str, value: &[u8]| der::sequence(&[&der::oid(oid), &der::set(&[value])]);
    let content_type = attribute("1.2.840.113549.1.9.3", &der::oid(kind));
    let message_digest = attribute("1.2.840.113549.1.9.4", &der::octets(digest.1));
    // RFC 5652 5.4: signed as SET OF, sent as [0] IMPLICIT.
    let signed = der::set(&[&content_type, &message_digest]);
    let mut sent = signed.clone();
    sent[0] = 0xa0;
    let (sent, signature) = match attributes {
        Attributes::Signed => (sent, signer.key.sign(&signed)),
        Attributes::None => (Vec::new(), signer.key.sign(bytes)),
    };
    der::sequence(&[&der::integer(&[version]), identifier, digest.0, &sent, &signer.key.algorithm(), &der::octets(&signature), unsigned])
}

/// A detached signature without attributes whose signature value is given.
pub fn assemble(signer: &Holder, signature: &[u8]) -> Vec<u8> {
    let (algorithm, _) = signer.key.content_digest(&[]);
    let identifier = der::sequence(&[&signer.issuer, &der::integer(&signer.serial)]);
    let signer_info = der::sequence(&[&der::integer(&[1]), &identifier, &algorithm, &signer.key.algorithm(), &der::octets(signature)]);
    let signed_data = der::sequence(&[
        &der::integer(&[1]),
        &der::set(&[&algorithm]),
        &der::sequence(&[&der::oid(DATA)]),
        &der::wrap(0xa0, &[&signer.certificate]),
        &der::set(&[&signer_info]),
    ]);
    der::sequence(&[&der::oid(SIGNED_DATA), &der::wrap(0xa0, &[&signed_data])])
}
