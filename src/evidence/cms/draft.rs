//! Detached CMS signatures to be made: one signer, named by issuer and serial number, with signed attributes (RFC 5652, section 5).

use super::super::asn1::{INTEGER, OCTET_STRING, OID, Reader, SEQUENCE, SET, push};
use super::super::certificate::Certificate;
use super::super::draft::Draft;
use super::super::key::{Hash, Scheme};
use super::signed_data::{CONTENT_TYPE, DATA, MESSAGE_DIGEST, SIGNED_DATA};

const NULL: &[u8] = &[0x05, 0x00];
/// id-sha256 to id-sha512, but for the last octet.
const SHA_2: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02];
const RSA_ENCRYPTION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
/// ecdsa-with-SHA256 to -SHA512, but for the last octet.
const ECDSA_WITH: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03];
const ED25519: &[u8] = &[0x2b, 0x65, 0x70];

/// A signature over this content. `certificates`: the signer's own first, then those above it.
/// `None`: there is no certificate, or CMS is not written for this scheme.
pub fn draft(content: &[u8], scheme: Scheme, certificates: &[Certificate]) -> Option<Draft> {
    let signer = named(certificates.first()?)?;
    let (hash, algorithm) = algorithm(scheme)?;
    let mut attributes = [attribute(CONTENT_TYPE, OID, DATA), attribute(MESSAGE_DIGEST, OCTET_STRING, &hash.of(content))];
    // DER sorts a SET OF.
    attributes.sort_unstable();
    let attributes = attributes.concat();
    let digest = one(SEQUENCE, &one(OID, &[SHA_2, &[last(hash)]].concat()));
    let certificates: Vec<u8> = certificates.iter().flat_map(|certificate| certificate.der().to_vec()).collect();
    let message = one(SET, &attributes);
    Some(Draft::new(message, move |signature| {
        let version = one(INTEGER, &[1]);
        let info = [&version, &signer, &digest, &one(0xa0, &attributes), &algorithm, &one(OCTET_STRING, signature)];
        let info = one(SEQUENCE, &info.map(Vec::as_slice).concat());
        let signed = [version, one(SET, &digest), one(SEQUENCE, &one(OID, DATA)), one(0xa0, &certificates), one(SET, &info)].concat();
        Some(one(SEQUENCE, &[one(OID, SIGNED_DATA), one(0xa0, &one(SEQUENCE, &signed))].concat()))
    }))
}

/// IssuerAndSerialNumber, as the certificate writes both (RFC 5280, 4.1).
fn named(certificate: &Certificate) -> Option<Vec<u8>> {
    let mut fields = Reader::new(certificate.der()).expect(SEQUENCE)?.inside().expect(SEQUENCE)?.inside();
    fields.optional(0xa0);
    let serial = fields.expect(INTEGER)?.whole;
    fields.expect(SEQUENCE)?;
    Some(one(SEQUENCE, &[fields.expect(SEQUENCE)?.whole, serial].concat()))
}

/// The hash of the content and the AlgorithmIdentifier. RFC 8419, 3.1: Ed25519 goes with SHA-512.
fn algorithm(scheme: Scheme) -> Option<(Hash, Vec<u8>)> {
    let (hash, fields) = match scheme {
        Scheme::RsaPkcs1(hash) => (hash, [one(OID, RSA_ENCRYPTION), NULL.to_vec()].concat()),
        Scheme::Ecdsa(hash) => (hash, one(OID, &[ECDSA_WITH, &[last(hash).checked_add(1)?]].concat())),
        Scheme::Ed25519 => (Hash::Sha512, one(OID, ED25519)),
        Scheme::RsaPss { .. } | Scheme::MlDsa(_) => return None,
    };
    Some((hash, one(SEQUENCE, &fields)))
}

fn last(hash: Hash) -> u8 {
    match hash {
        Hash::Sha256 => 1,
        Hash::Sha384 => 2,
        Hash::Sha512 => 3,
    }
}

fn attribute(name: &[u8], tag: u8, value: &[u8]) -> Vec<u8> {
    one(SEQUENCE, &[one(OID, name), one(SET, &one(tag, value))].concat())
}

fn one(tag: u8, body: &[u8]) -> Vec<u8> {
    let mut value = Vec::new();
    push(tag, body, &mut value);
    value
}
