//! SSH signatures (`.sshsig`, PROTOCOL.sshsig), as `ssh-keygen -Y sign` writes them; the namespace has to be the buyer's.

use ssh_key::public::{EcdsaPublicKey, KeyData};
use ssh_key::{Algorithm, HashAlg, LineEnding, SshSig};

use super::apart::{self, Loose};
use super::asn1::{self, INTEGER, SEQUENCE};
use super::embedded;
use super::key::{Check, Curve, Hash, PublicKey, Scheme};
use super::said::Said;
use super::{Cause, Form, Opened, Opening, Standing, subject};
use crate::intake::{Document, Outline};

/// The form's line in [`super::FORMS`].
pub(super) const FORM: Form = Form {
    name: "ssh",
    title: "SSH signature (.sshsig, `ssh-keygen -Y sign`)",
    proves: "that the holder of a trusted SSH key signed exactly these bytes, for this purpose (namespace)",
    not: "when it was signed, unless a timestamp shows it; keys in hardware tokens (sk-) are not supported",
    recognises,
    open,
    say,
};

const AGAIN: &str = "ssh-keygen -Y sign -f key -n file FILE";
/// What files are signed for unless the buyer says otherwise; it is what ssh-keygen's manual recommends.
pub const NAMESPACE: &str = "file";

fn recognises(document: &Document) -> bool {
    let by_content = matches!(&document.outline, Outline::Pem { label } if label == "SSH SIGNATURE");
    by_content || subject::ends_with(&document.path, ".sshsig")
}

fn open(document: &Document, opening: &Opening<'_>) -> Vec<Opened> {
    vec![apart::opened(FORM.name, document, read(&document.bytes, opening.trust.ssh_namespace()), opening)]
}

/// The signature's own octets.
pub(super) fn value(document: &Document) -> Option<Vec<u8>> {
    made(&parsed(&document.bytes).ok()?).ok().map(|(_, value)| value)
}

fn say(document: &Document) -> Vec<Said> {
    vec![match parsed(&document.bytes) {
        Ok(signature) => Said {
            algorithm: Some(signature.algorithm().to_string()),
            remark: Some(format!("for \"{}\"", signature.namespace())),
            ..Said::by(claimed(&signature))
        },
        Err(standing) => Said::unreadable(&standing),
    }]
}

fn parsed(bytes: &[u8]) -> Result<SshSig, Standing> {
    let damaged = || apart::damaged("the file is no complete SSH signature", AGAIN);
    if bytes.len() > apart::LIMIT_BYTES {
        return Err(damaged());
    }
    SshSig::from_pem(bytes.trim_ascii_end()).ok().filter(|signature| is_as_written(signature, bytes)).ok_or_else(damaged)
}

fn claimed(signature: &SshSig) -> String {
    format!("the holder of SSH key {}", signature.public_key().fingerprint(HashAlg::Sha256))
}

fn read(bytes: &[u8], namespace: &str) -> Result<Loose<'static>, Standing> {
    let signature = parsed(bytes)?;
    let key = public_key(signature.public_key()).ok_or_else(|| unsupported("its kind of key"))?;
    let claimed = claimed(&signature);
    if signature.namespace() != namespace {
        return Err(Standing::rejected(
            Cause::NotForThis,
            format!("signed for \"{}\", and only what is signed for \"{namespace}\" counts here", signature.namespace()),
            format!("ask the vendor to sign with `{AGAIN}`"),
        ));
    }
    let (scheme, value) = made(&signature)?;
    let octets = value.clone();
    let check = move |key: &PublicKey, message: &[u8]| match SshSig::signed_data(signature.namespace(), signature.hash_alg(), message) {
        Ok(signed) => key.check(scheme, &signed, &octets),
        Err(_) => Check::Bad,
    };
    Ok(Loose { value, claimed, key: Some(key), check: Box::new(check) })
}

/// Whether the file holds this signature in the one way in which it is written: lengths and version are under no signature.
fn is_as_written(signature: &SshSig, bytes: &[u8]) -> bool {
    let letters = |text: &[u8]| text.iter().copied().filter(|letter| !letter.is_ascii_whitespace()).collect::<Vec<u8>>();
    signature.to_pem(LineEnding::LF).is_ok_and(|text| letters(text.as_bytes()) == letters(bytes))
}

/// How the signature was made, and its octets as [`PublicKey::check`] takes them (RFC 5656, 3.1.2; RFC 8332; RFC 8709).
fn made(signature: &SshSig) -> Result<(Scheme, Vec<u8>), Standing> {
    let octets = signature.signature_bytes();
    match (signature.algorithm(), signature.public_key()) {
        (Algorithm::Ed25519, KeyData::Ed25519(_)) => Ok((Scheme::Ed25519, octets.to_vec())),
        (Algorithm::Rsa { hash: Some(HashAlg::Sha256) }, KeyData::Rsa(_)) => Ok((Scheme::RsaPkcs1(Hash::Sha256), octets.to_vec())),
        (Algorithm::Rsa { hash: Some(HashAlg::Sha512) }, KeyData::Rsa(_)) => Ok((Scheme::RsaPkcs1(Hash::Sha512), octets.to_vec())),
        (Algorithm::Rsa { .. }, _) => Err(apart::weak()),
        (Algorithm::Ecdsa { .. }, KeyData::Ecdsa(key)) => {
            let hash = match key {
                EcdsaPublicKey::NistP256(_) => Hash::Sha256,
                EcdsaPublicKey::NistP384(_) => Hash::Sha384,
                EcdsaPublicKey::NistP521(_) => Hash::Sha512,
            };
            let der = two_numbers(octets).ok_or_else(|| apart::damaged("the signature is not two numbers", AGAIN))?;
            Ok((Scheme::Ecdsa(hash), der))
        }
        (_, _) => Err(unsupported("its algorithm")),
    }
}

/// Two numbers, each with its length before it, as the DER SEQUENCE that they are elsewhere.
fn two_numbers(octets: &[u8]) -> Option<Vec<u8>> {
    let number = |octets: &'_ [u8]| -> Option<(Vec<u8>, usize)> {
        let length = usize::try_from(u32::from_be_bytes(octets.get(..4)?.try_into().ok()?)).ok()?;
        let end = length.checked_add(4)?;
        Some((octets.get(4..end)?.to_vec(), end))
    };
    let (r, after) = number(octets)?;
    let rest = octets.get(after..)?;
    let (s, end) = number(rest)?;
    let (mut both, mut der) = (Vec::new(), Vec::new());
    asn1::push(INTEGER, &r, &mut both);
    asn1::push(INTEGER, &s, &mut both);
    asn1::push(SEQUENCE, &both, &mut der);
    (rest.len() == end).then_some(der)
}

fn public_key(key: &KeyData) -> Option<PublicKey> {
    match key {
        KeyData::Ed25519(key) => PublicKey::from_point(Curve::Ed25519, &key.0),
        KeyData::Ecdsa(key) => {
            let curve = match key {
                EcdsaPublicKey::NistP256(_) => Curve::P256,
                EcdsaPublicKey::NistP384(_) => Curve::P384,
                EcdsaPublicKey::NistP521(_) => Curve::P521,
            };
            PublicKey::from_point(curve, key.as_sec1_bytes())
        }
        KeyData::Rsa(key) => embedded::rsa(key.n.as_positive_bytes()?, key.e.as_positive_bytes()?),
        KeyData::Dsa(_) | KeyData::SkEcdsaSha2NistP256(_) | KeyData::SkEd25519(_) | KeyData::Other(_) | _ => None,
    }
}

/// Every key of a file with one a line, as `id_ed25519.pub` and `authorized_keys` hold them; `None`: it is no such file, or a
/// key in it is of a kind that is not supported.
pub(super) fn public_keys(bytes: &[u8]) -> Option<Vec<PublicKey>> {
    let lines = std::str::from_utf8(bytes).ok()?.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let keys: Option<Vec<PublicKey>> = lines.map(|line| public_key(ssh_key::PublicKey::from_openssh(line).ok()?.key_data())).collect();
    keys.filter(|keys| !keys.is_empty())
}

/// Whether a file means to hold SSH keys.
pub(super) fn is_meant(bytes: &[u8]) -> bool {
    ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"].iter().any(|start| bytes.starts_with(start.as_bytes()))
}

fn unsupported(what: &str) -> Standing {
    Standing::undetermined(
        Cause::NotSupported,
        format!("the SSH signature uses what is not supported: {what}"),
        "ask the vendor to sign with an Ed25519, ECDSA or RSA key that is no hardware token's",
    )
}
