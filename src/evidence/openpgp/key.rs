//! OpenPGP keys that the buyer trusts: which of their parts may have signed, and whether it still may.

use pgp::composed::{Deserializable as _, SignedPublicKey, SignedPublicSubKey};
use pgp::crypto::hash::HashAlgorithm;
use pgp::packet::{PublicKey, RevocationCode, Signature, SignatureType, SubpacketData};
use pgp::ser::Serialize as _;
use pgp::types::{EcdsaPublicParams, Fingerprint, KeyDetails, PublicParams, Tag};

use super::super::key::RSA_BITS;
use super::super::{Cause, Standing};
use super::{expired, moment};
use crate::intake::{Digest, Moment};

/// A key file as large as that holds a key with some 10,000 foreign signatures.
const LIMIT_BYTES: usize = 8 << 20;
const KEYS: usize = 64;

/// A primary key with its names and subkeys (RFC 9580, 10.1), as the buyer gave it: its revocations are those known to the buyer.
#[derive(Clone, Debug)]
pub struct Key {
    parts: SignedPublicKey,
    digest: Digest,
}

/// The part of a key that made a signature.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'a> {
    Primary(&'a PublicKey),
    Subkey(&'a SignedPublicSubKey),
}

impl Key {
    /// Every key in the file, armoured or binary. `None` where there is none or one cannot be read, or where one is secret.
    pub fn read(bytes: &[u8]) -> Option<Vec<Self>> {
        const ARMOUR: &str = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
        if bytes.len() > LIMIT_BYTES {
            return None;
        }
        let mut keys = Vec::new();
        match std::str::from_utf8(bytes).ok().filter(|text| text.contains(ARMOUR)) {
            Some(text) => {
                for block in text.split(ARMOUR).skip(1) {
                    let block = format!("{ARMOUR}{block}");
                    let (parsed, _) = SignedPublicKey::from_armor_many_buf(block.as_bytes()).ok()?;
                    for key in parsed.take(KEYS) {
                        keys.push(Self::of(key.ok()?)?);
                    }
                }
            }
            None => {
                for key in SignedPublicKey::from_bytes_many(bytes).ok()?.take(KEYS) {
                    keys.push(Self::of(key.ok()?)?);
                }
            }
        }
        Some(keys).filter(|keys| !keys.is_empty())
    }

    /// Whether the file is one of OpenPGP keys, public or secret, whatever state it is in.
    pub fn is_meant(bytes: &[u8]) -> bool {
        let armoured = std::str::from_utf8(bytes).is_ok_and(|text| text.contains("-----BEGIN PGP "));
        // RFC 9580, 4.2: the first octet of a packet with the tag of a public (6) or secret (5) key.
        armoured || matches!(bytes.first(), Some(0x94..=0x97 | 0x98..=0x9b | 0xc5 | 0xc6))
    }

    /// Whether a secret key is in it: never hand one out.
    pub fn is_secret(bytes: &[u8]) -> bool {
        let armoured = std::str::from_utf8(bytes).is_ok_and(|text| text.contains("-----BEGIN PGP PRIVATE KEY BLOCK-----"));
        armoured || matches!(bytes.first(), Some(0x94..=0x97 | 0xc5))
    }

    fn of(parts: SignedPublicKey) -> Option<Self> {
        let digest = Digest::of(&parts.to_bytes().ok()?);
        Some(Self { parts, digest })
    }

    /// The SHA-256 of the whole key: with another revocation it is another one.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The primary key's fingerprint, in capital hexadecimal digits, as gpg prints it.
    pub fn fingerprint(&self) -> String {
        hex(&self.parts.primary_key.fingerprint())
    }

    /// Names that the key gave itself and did not take back.
    pub(super) fn names(&self, at: Moment) -> Vec<String> {
        let users = self.parts.details.users.iter().filter(|user| self.certification(&user.id, &user.signatures, at).is_some());
        users.filter_map(|user| std::str::from_utf8(user.id.id()).ok().map(str::to_owned)).collect()
    }

    /// The parts that may have made this signature, as it says itself; all of them where it says nothing.
    pub(super) fn parts_for(&self, signature: &Signature) -> Vec<Part<'_>> {
        let primary = std::iter::once(Part::Primary(&self.parts.primary_key));
        let all = primary.chain(self.parts.public_subkeys.iter().map(Part::Subkey));
        all.filter(|part| part.may_have_made(signature)).collect()
    }

    /// Whether this part might sign documents when the signature was made, as far as is known at `at`; revocations aside.
    pub(super) fn may_sign(&self, part: Part<'_>, made: Moment, at: Moment) -> Result<(), Standing> {
        let name = self.fingerprint();
        let primary = &self.parts.primary_key;
        strong_enough(primary, &name)?;
        let own = self.own_signatures(at)?;
        for signature in &own {
            in_time(primary, signature, made, &name)?;
        }
        match part {
            Part::Primary(_) => match own.iter().find_map(|signature| may_sign_documents(signature)) {
                Some(false) => Err(not_for_signing(&name)),
                // Keys of before 1998 say nothing.
                Some(true) | None => Ok(()),
            },
            Part::Subkey(subkey) => self.subkey_may_sign(subkey, made, at),
        }
    }

    /// Whether this copy of the key shows that the part was revoked. Another copy may not know yet.
    pub(super) fn heed_revocations(&self, part: &Part<'_>, made: Moment) -> Result<(), Standing> {
        let primary = &self.parts.primary_key;
        let revocations: Vec<&Signature> = self.parts.details.revocation_signatures.iter().collect();
        not_revoked(&revocations, |signature| signature.verify_key(primary).is_ok(), made, &self.fingerprint())?;
        let own = self.parts.public_subkeys.iter().filter(|subkey| subkey.key.fingerprint() == part.fingerprint());
        for subkey in own {
            let revocations = subkey.signatures.iter().filter(|signature| signature.typ() == Some(SignatureType::SubkeyRevocation));
            let by_primary = |signature: &Signature| signature.verify_subkey_binding(primary, &subkey.key).is_ok();
            not_revoked(&revocations.collect::<Vec<_>>(), by_primary, made, &hex(&part.fingerprint()))?;
        }
        Ok(())
    }

    /// RFC 9580, 5.2.1.8 and 10.1.5: bound by the primary key, meant for signing, and willing to be bound.
    fn subkey_may_sign(&self, subkey: &SignedPublicSubKey, made: Moment, at: Moment) -> Result<(), Standing> {
        let (primary, key) = (&self.parts.primary_key, &subkey.key);
        let name = hex(&key.fingerprint());
        strong_enough(key, &name)?;
        let bindings = subkey.signatures.iter().filter(|signature| {
            let is_binding = signature.typ() == Some(SignatureType::SubkeyBinding);
            is_binding && counts(signature, at) && signature.verify_subkey_binding(primary, key).is_ok()
        });
        let binding = bindings.max_by_key(|signature| signature.created()).ok_or_else(|| unbound(&name))?;
        if may_sign_documents(binding) != Some(true) {
            return Err(not_for_signing(&name));
        }
        let back = binding.embedded_signature().filter(|back| counts(back, at));
        if back.is_none_or(|back| back.verify_primary_key_binding(key, primary).is_err()) {
            return Err(unbound(&name));
        }
        in_time(key, binding, made, &name)
    }

    /// What the primary key says last about itself: directly, and with one of its names.
    fn own_signatures(&self, at: Moment) -> Result<Vec<&Signature>, Standing> {
        let details = &self.parts.details;
        let direct = details.direct_signatures.iter().filter(|signature| {
            signature.typ() == Some(SignatureType::Key) && counts(signature, at) && signature.verify_key(&self.parts.primary_key).is_ok()
        });
        let with_names = details.users.iter().filter_map(|user| self.certification(&user.id, &user.signatures, at));
        let with_name = with_names.max_by_key(|signature| signature.created());
        let own: Vec<&Signature> = with_name.into_iter().chain(direct.max_by_key(|signature| signature.created())).collect();
        if own.is_empty() { Err(unbound(&self.fingerprint())) } else { Ok(own) }
    }

    /// The last signature with which the key gave itself this name, unless it took the name back (RFC 9580, 5.2.1.13).
    fn certification<'a>(&self, id: &pgp::packet::UserId, signatures: &'a [Signature], at: Moment) -> Option<&'a Signature> {
        let primary = &self.parts.primary_key;
        let own = signatures.iter().filter(|signature| signature.verify_certification(primary, Tag::UserId, id).is_ok());
        let (revocations, given): (Vec<&Signature>, Vec<&Signature>) =
            own.partition(|signature| signature.typ() == Some(SignatureType::CertRevocation));
        let last = given.into_iter().filter(|signature| counts(signature, at)).max_by_key(|signature| signature.created())?;
        let taken_back = revocations.iter().any(|revocation| revocation.created() >= last.created());
        (!taken_back).then_some(last)
    }
}

impl Part<'_> {
    fn fingerprint(&self) -> Fingerprint {
        match self {
            Part::Primary(key) => key.fingerprint(),
            Part::Subkey(subkey) => subkey.key.fingerprint(),
        }
    }

    fn may_have_made(self, signature: &Signature) -> bool {
        let (fingerprints, identifiers) = (signature.issuer_fingerprint(), signature.issuer_key_id());
        let identifier = match self {
            Part::Primary(key) => key.legacy_key_id(),
            Part::Subkey(subkey) => subkey.key.legacy_key_id(),
        };
        match (fingerprints.is_empty(), identifiers.is_empty()) {
            (false, _) => fingerprints.iter().any(|fingerprint| **fingerprint == self.fingerprint()),
            (true, false) => identifiers.iter().any(|other| **other == identifier),
            (true, true) => true,
        }
    }

    /// Whether it made this signature over these bytes.
    pub fn made(self, signature: &Signature, bytes: &[u8]) -> bool {
        match self {
            Part::Primary(key) => signature.verify(key, bytes).is_ok(),
            Part::Subkey(subkey) => signature.verify(&subkey.key, bytes).is_ok(),
        }
    }
}

/// A hash that is still worth something. GnuPG and Sequoia refuse SHA-1 and below too.
pub(super) fn is_strong(signature: &Signature) -> bool {
    use HashAlgorithm::{Sha3_256, Sha3_512, Sha256, Sha384, Sha512};
    matches!(signature.hash_alg(), Some(Sha256 | Sha384 | Sha512 | Sha3_256 | Sha3_512))
}

/// Whether a key's signature about itself is one to go by at this moment.
fn counts(signature: &Signature, at: Moment) -> bool {
    let created = signature.created().and_then(moment);
    is_strong(signature) && created.is_some_and(|created| created <= at && !expired(created, signature.signature_expiration_time(), at))
}

/// A key that was only given up is good for what it signed before; one that was lost, or without a word, is good for nothing
/// (RFC 9580, 5.2.3.31).
fn not_revoked(revocations: &[&Signature], is_genuine: impl Fn(&Signature) -> bool, made: Moment, name: &str) -> Result<(), Standing> {
    for revocation in revocations {
        if !is_genuine(revocation) {
            return Err(Standing::undetermined(
                Cause::Revoked,
                format!("the OpenPGP key {name} carries a revocation that it did not make itself, which cannot be checked"),
                "ask the vendor whether the key was revoked, and pass its present key as --trusted-key",
            ));
        }
        let given_up = matches!(revocation.revocation_reason_code(), Some(RevocationCode::KeySuperseded | RevocationCode::KeyRetired));
        let since = revocation.created().and_then(moment);
        if !given_up || since.is_none_or(|since| made >= since) {
            return Err(Standing::rejected(
                Cause::Revoked,
                format!("the OpenPGP key {name} was revoked"),
                "ask the vendor why, and to sign again with another key",
            ));
        }
    }
    Ok(())
}

fn in_time(key: &impl KeyDetails, signature: &Signature, made: Moment, name: &str) -> Result<(), Standing> {
    let created = moment(key.created_at());
    if created.is_some_and(|created| created <= made && !expired(created, signature.key_expiration_time(), made)) {
        return Ok(());
    }
    Err(Standing::rejected(
        Cause::OutOfTime,
        format!("the OpenPGP key {name} was not yet, or no longer, valid at {made}, when the signature says that it was made"),
        "ask the vendor to sign again with a key that is valid",
    ))
}

fn strong_enough<K: KeyDetails + pgp::ser::Serialize>(key: &K, name: &str) -> Result<(), Standing> {
    let weak = |what: &str| {
        Standing::rejected(
            Cause::Weak,
            format!("the OpenPGP key {name} is {what}, which no longer proves anything"),
            "ask the vendor to sign again with Ed25519, a NIST curve, or RSA of at least 2048 bits",
        )
    };
    match key.public_params() {
        PublicParams::RSA(_) if rsa_bits(key).is_some_and(|bits| bits >= RSA_BITS) => Ok(()),
        PublicParams::RSA(_) => Err(weak("RSA below 2048 bits")),
        PublicParams::DSA(_) | PublicParams::Elgamal(_) => Err(weak("DSA or Elgamal")),
        PublicParams::EdDSALegacy(_) | PublicParams::Ed25519(_) | PublicParams::Ed448(_) => Ok(()),
        PublicParams::ECDSA(EcdsaPublicParams::P256 { .. } | EcdsaPublicParams::P384 { .. } | EcdsaPublicParams::P521 { .. }) => Ok(()),
        PublicParams::ECDSA(EcdsaPublicParams::Secp256k1 { .. } | EcdsaPublicParams::Unsupported { .. })
        | PublicParams::ECDH(_)
        | PublicParams::X25519(_)
        | PublicParams::X448(_)
        | PublicParams::Unknown { .. } => Err(Standing::undetermined(
            Cause::NotSupported,
            format!("the OpenPGP key {name} is of a kind that is not supported"),
            "ask the vendor to sign with Ed25519, a NIST curve or RSA",
        )),
    }
}

/// The bits of the modulus, as the key's packet states them (RFC 9580, 5.5.2 and 3.2).
fn rsa_bits<K: KeyDetails + pgp::ser::Serialize>(key: &K) -> Option<usize> {
    let body = key.to_bytes().ok()?;
    let start = if body.first() == Some(&6) { 10 } else { 6 };
    let bits: [u8; 2] = body.get(start..)?.get(..2)?.try_into().ok()?;
    Some(usize::from(u16::from_be_bytes(bits)))
}

/// `None`: it does not say what the key is for.
fn may_sign_documents(signature: &Signature) -> Option<bool> {
    let stated = signature.config()?.hashed_subpackets().any(|packet| matches!(packet.data, SubpacketData::KeyFlags(_)));
    stated.then(|| signature.key_flags().sign())
}

fn unbound(name: &str) -> Standing {
    Standing::rejected(
        Cause::NotForThis,
        format!("nothing that still counts binds the OpenPGP key {name} to its owner: it took back its names, or says so by SHA-1 only"),
        "ask the vendor for its present key, with signatures of its own by SHA-256 or better, and pass it as --trusted-key",
    )
}

fn not_for_signing(name: &str) -> Standing {
    Standing::rejected(
        Cause::NotForThis,
        format!("the OpenPGP key {name} is not meant for signing documents"),
        "ask the vendor to sign with a key that is meant for signing",
    )
}

pub(super) fn hex(fingerprint: &Fingerprint) -> String {
    fingerprint.as_bytes().iter().map(|octet| format!("{octet:02X}")).collect()
}
