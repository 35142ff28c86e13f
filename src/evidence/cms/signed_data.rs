//! SignedData of CMS (RFC 5652, section 5), read from DER into what has to be checked.

use super::super::asn1::{INTEGER, OCTET_STRING, OID, Reader, SEQUENCE, SET};
use super::super::certificate::Certificate;
use super::super::key::{Hash, MlDsa, Scheme};

const CERTIFICATES: usize = 64;
pub(super) const SIGNERS: usize = 16;
const ATTRIBUTES: usize = 64;
/// Timestamps of one signer.
const TOKENS: usize = 4;

pub(super) const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
/// id-data: plain bytes.
pub(super) const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
pub(super) const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
/// id-aa-timeStampToken.
const TIME_STAMP_TOKEN: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0e];
pub(super) const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];

pub(in super::super) struct SignedData<'a> {
    pub content_type: &'a [u8],
    /// `None`: detached.
    pub content: Option<&'a [u8]>,
    /// Those that parse; what cannot be read cannot help.
    pub certificates: Vec<Certificate>,
    pub signers: Vec<Signer<'a>>,
}

pub(in super::super) struct Signer<'a> {
    pub name: Name<'a>,
    pub hash: Algorithm<Hash>,
    pub scheme: Algorithm<Scheme>,
    pub attributes: Option<Attributes<'a>>,
    pub signature: &'a [u8],
    /// Timestamps over the signature, in unsigned attributes (RFC 3161, appendix A).
    pub tokens: Vec<&'a [u8]>,
}

/// How the signer's certificate is named.
pub(in super::super) enum Name<'a> {
    IssuerAndSerial { issuer: &'a [u8], serial: &'a [u8] },
    KeyIdentifier(&'a [u8]),
}

/// An algorithm as named in the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Algorithm<T> {
    Known(T),
    /// MD5, SHA-1.
    Weak,
    Unknown,
}

pub(in super::super) struct Attributes<'a> {
    /// What is signed: the attributes as SET OF (RFC 5652, 5.4), in the order in which they were sent.
    pub sent: Vec<u8>,
    /// The same in the order of DER.
    pub sorted: Vec<u8>,
    pub content_type: &'a [u8],
    pub message_digest: &'a [u8],
}

/// Why there is no [`SignedData`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Trouble {
    /// CMS of another type: encrypted, compressed.
    OtherType,
    Malformed,
}

impl<'a> SignedData<'a> {
    pub fn read(der: &'a [u8]) -> Result<Self, Trouble> {
        let (kind, body) = content_info(der).ok_or(Trouble::Malformed)?;
        if kind != SIGNED_DATA {
            return Err(Trouble::OtherType);
        }
        Self::fields(body).ok_or(Trouble::Malformed)
    }

    fn fields(mut body: Reader<'a>) -> Option<Self> {
        let mut fields = body.expect(SEQUENCE).filter(|_| body.is_empty())?.inside();
        fields.expect(INTEGER)?;
        fields.expect(SET)?;
        let mut encapsulated = fields.expect(SEQUENCE)?.inside();
        let content_type = encapsulated.expect(OID)?.body;
        let content = match encapsulated.optional(0xa0) {
            None => None,
            Some(holder) => {
                let mut inside = holder.inside();
                Some(inside.expect(OCTET_STRING).filter(|_| inside.is_empty())?.body)
            }
        };
        let sent = fields.optional(0xa0).map_or(Some(Vec::new()), |set| set.inside().all(CERTIFICATES))?;
        fields.optional(0xa1);
        let signers = fields.expect(SET).filter(|_| fields.is_empty() && encapsulated.is_empty())?.inside().all(SIGNERS)?;
        Some(Self {
            content_type,
            content,
            certificates: sent.iter().filter_map(|element| Certificate::parse(element.whole)).collect(),
            signers: signers.iter().map(|signer| Signer::read(signer.inside())).collect::<Option<_>>()?,
        })
    }
}

fn content_info(der: &[u8]) -> Option<(&[u8], Reader<'_>)> {
    let mut outer = Reader::new(der);
    let mut fields = outer.expect(SEQUENCE).filter(|_| outer.is_empty())?.inside();
    let kind = fields.expect(OID)?.body;
    Some((kind, fields.expect(0xa0).filter(|_| fields.is_empty())?.inside()))
}

impl<'a> Signer<'a> {
    fn read(mut fields: Reader<'a>) -> Option<Self> {
        fields.expect(INTEGER)?;
        let name = match fields.optional(0x80) {
            Some(identifier) => Name::KeyIdentifier(identifier.body),
            None => {
                let mut named = fields.expect(SEQUENCE)?.inside();
                Name::IssuerAndSerial { issuer: named.expect(SEQUENCE)?.whole, serial: named.expect(INTEGER)?.body }
            }
        };
        let hash = hash(fields.expect(SEQUENCE)?.inside())?;
        let attributes = match fields.optional(0xa0) {
            None => None,
            Some(set) => Some(Attributes::read(set.body)?),
        };
        let scheme = scheme(fields.expect(SEQUENCE)?.inside(), hash)?;
        let signature = fields.expect(OCTET_STRING)?.body;
        let unsigned = fields.optional(0xa1).map_or(Some(Vec::new()), |set| set.inside().all(ATTRIBUTES))?;
        let tokens = unsigned.iter().filter_map(|attribute| {
            let mut inside = attribute.inside();
            inside.expect(OID).filter(|name| name.body == TIME_STAMP_TOKEN)?;
            inside.expect(SET)?.inside().all(TOKENS)
        });
        let tokens = tokens.flatten().take(TOKENS).map(|token| token.whole).collect();
        fields.is_empty().then_some(Self { name, hash, scheme, attributes, signature, tokens })
    }
}

impl<'a> Attributes<'a> {
    /// RFC 5652, 11.1 and 11.2: contentType and messageDigest are there once, with one value each.
    pub fn read(body: &'a [u8]) -> Option<Self> {
        let attributes = Reader::new(body).all(ATTRIBUTES)?;
        let one = |wanted: &[u8], tag: u8| {
            let mut found = attributes.iter().filter_map(|attribute| {
                let mut fields = attribute.inside();
                (fields.expect(OID)?.body == wanted).then(|| fields.expect(SET)).flatten()
            });
            let (first, second) = (found.next()?, found.next());
            let mut values = first.inside();
            let value = values.expect(tag).filter(|_| second.is_none() && values.is_empty())?;
            Some(value.body)
        };
        let mut sorted: Vec<&[u8]> = attributes.iter().map(|attribute| attribute.whole).collect();
        sorted.sort_unstable();
        Some(Self {
            sent: as_set(body),
            sorted: as_set(&sorted.concat()),
            content_type: one(CONTENT_TYPE, OID)?,
            message_digest: one(MESSAGE_DIGEST, OCTET_STRING)?,
        })
    }
}

fn as_set(body: &[u8]) -> Vec<u8> {
    let mut set = Vec::new();
    super::super::asn1::push(SET, body, &mut set);
    set
}

pub(in super::super) fn hash(mut identifier: Reader<'_>) -> Option<Algorithm<Hash>> {
    Some(match identifier.expect(OID)?.body {
        [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01] => Algorithm::Known(Hash::Sha256),
        [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02] => Algorithm::Known(Hash::Sha384),
        [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03] => Algorithm::Known(Hash::Sha512),
        // sha1, md5, md2
        [0x2b, 0x0e, 0x03, 0x02, 0x1a] | [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05 | 0x02] => Algorithm::Weak,
        _ => Algorithm::Unknown,
    })
}

/// The signature's algorithm. Where it names a hash, that is the hash of the content too (RFC 5652, 5.4); any other pair is unknown.
fn scheme(mut identifier: Reader<'_>, content: Algorithm<Hash>) -> Option<Algorithm<Scheme>> {
    let name = identifier.expect(OID)?.body;
    let content_hash = match content {
        Algorithm::Known(hash) => hash,
        Algorithm::Weak => return Some(Algorithm::Weak),
        Algorithm::Unknown => return Some(Algorithm::Unknown),
    };
    let with = |hash: Hash, make: fn(Hash) -> Scheme| if hash == content_hash { Algorithm::Known(make(hash)) } else { Algorithm::Unknown };
    Some(match name {
        // PKCS #1: rsaEncryption, then with a hash
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, last] => match last {
            0x01 => Algorithm::Known(Scheme::RsaPkcs1(content_hash)),
            0x0a => pss(identifier, content_hash),
            0x0b => with(Hash::Sha256, Scheme::RsaPkcs1),
            0x0c => with(Hash::Sha384, Scheme::RsaPkcs1),
            0x0d => with(Hash::Sha512, Scheme::RsaPkcs1),
            0x02..=0x05 => Algorithm::Weak,
            _ => Algorithm::Unknown,
        },
        // id-ecPublicKey, as some old signers write it
        [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01] => Algorithm::Known(Scheme::Ecdsa(content_hash)),
        [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02] => with(Hash::Sha256, Scheme::Ecdsa),
        [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x03] => with(Hash::Sha384, Scheme::Ecdsa),
        [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x04] => with(Hash::Sha512, Scheme::Ecdsa),
        // ecdsa-with-SHA1
        [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x01] => Algorithm::Weak,
        // RFC 8419, 3.1: Ed25519 hashes with SHA-512
        [0x2b, 0x65, 0x70] => with(Hash::Sha512, |_| Scheme::Ed25519),
        _ => Algorithm::Unknown,
    })
}

/// The algorithm under a certificate, which names its hash itself. `Err(true)`: one that no longer proves anything; `Err(false)`: unknown.
pub(in crate::evidence) fn certificate_scheme(identifier: Reader<'_>) -> Result<Scheme, bool> {
    let mut names = identifier;
    let name = names.expect(OID).map(|oid| oid.body);
    match name {
        // sha1WithRSA of the OIW
        Some([0x2b, 0x0e, 0x03, 0x02, 0x1d]) => return Err(true),
        // RSA and EC keys are no signature algorithms
        Some([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01] | [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]) => return Err(false),
        // FIPS 204: ML-DSA-44, -65, -87
        Some([0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, last @ 0x11..=0x13]) => {
            return MlDsa::numbered(*last).map(Scheme::MlDsa).ok_or(false);
        }
        Some(_) | None => {}
    }
    let mut is_weak = false;
    for hash in [Hash::Sha256, Hash::Sha384, Hash::Sha512] {
        match scheme(identifier, Algorithm::Known(hash)) {
            Some(Algorithm::Known(scheme)) => return Ok(scheme),
            Some(Algorithm::Weak) => is_weak = true,
            Some(Algorithm::Unknown) | None => {}
        }
    }
    Err(is_weak)
}

/// RSASSA-PSS-params (RFC 4055, 3.1). What is left out is SHA-1.
fn pss(mut identifier: Reader<'_>, content_hash: Hash) -> Algorithm<Scheme> {
    let Some(mut parameters) = identifier.optional(SEQUENCE).map(|element| element.inside()) else { return Algorithm::Weak };
    let Some(own) = parameters.optional(0xa0) else { return Algorithm::Weak };
    let Some(mask) = parameters.optional(0xa1) else { return Algorithm::Weak };
    let salt = match parameters.optional(0xa2) {
        None => Some(20),
        Some(salt) => salt.inside().expect(INTEGER).and_then(|salt| small(salt.body)),
    };
    // trailerField: 1, or left out, which is 1 too.
    let trailer = parameters.optional(0xa3).is_none_or(|trailer| trailer.inside().expect(INTEGER).is_some_and(|one| one.body == [1]));
    if !trailer || !parameters.is_empty() {
        return Algorithm::Unknown;
    }
    let own = own.inside().expect(SEQUENCE).and_then(|own| hash(own.inside()));
    let mask = mask.inside().expect(SEQUENCE).and_then(|mask| {
        let mut fields = mask.inside();
        let mgf1 = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x08];
        fields.expect(OID).filter(|name| name.body == mgf1)?;
        hash(fields.expect(SEQUENCE)?.inside())
    });
    match (own, mask, salt) {
        (Some(Algorithm::Weak), _, _) | (_, Some(Algorithm::Weak), _) => Algorithm::Weak,
        (Some(Algorithm::Known(hash)), Some(Algorithm::Known(mask)), Some(salt)) if hash == mask && hash == content_hash => {
            Algorithm::Known(Scheme::RsaPss { hash, salt })
        }
        (Some(Algorithm::Known(_) | Algorithm::Unknown) | None, Some(Algorithm::Known(_) | Algorithm::Unknown) | None, _) => {
            Algorithm::Unknown
        }
    }
}

fn small(integer: &[u8]) -> Option<usize> {
    match integer {
        [one] if *one < 0x80 => Some(usize::from(*one)),
        [high, low] if *high < 0x80 => Some(usize::from(*high).checked_mul(256)?.checked_add(usize::from(*low))?),
        _ => None,
    }
}
