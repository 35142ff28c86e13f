//! A private key that stays on its PKCS#11 token, named by a URI (RFC 7512).

use std::path::Path;

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::mechanism::Mechanism;
use cryptoki::mechanism::eddsa::{EddsaParams, EddsaSignatureScheme};
use cryptoki::object::{Attribute, AttributeType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::Slot;
use cryptoki::types::AuthPin;

use super::fault::Fault;
use super::reference::text;
use crate::evidence::draft;
use crate::evidence::key::{Check, Curve, PublicKey, Scheme};

/// A key on a token, its session open.
pub(crate) struct Token {
    session: Session,
    private: ObjectHandle,
    public: PublicKey,
    uri: String,
}

const SCHEME: &str = "pkcs11:";

/// What the URI says, each at most once.
#[derive(Default)]
struct Address {
    token: Option<String>,
    serial: Option<String>,
    object: Option<String>,
    id: Option<Vec<u8>>,
    module: Option<String>,
    pin: Option<String>,
}

/// Whether a key is named so.
pub(crate) fn is_named(key: &Path) -> Option<&str> {
    key.to_str().filter(|key| key.starts_with(SCHEME))
}

impl Token {
    /// # Errors
    /// Wrong usage: a URI that cannot be understood, or that names no key or several. Our fault: a module that
    /// cannot be loaded, a PIN that the token refuses, a key of a kind that does not sign here.
    pub(crate) fn open(uri: &str) -> Result<Self, Fault> {
        let address = Address::read(uri)?;
        let module = address.module.as_deref().ok_or_else(|| {
            Fault::usage(
                "the key's address does not name the token's library",
                SCHEME,
                "add ?module-path=/usr/lib/softhsm/libsofthsm2.so, or your token's",
            )
        })?;
        let failed = |error: cryptoki::error::Error| {
            Fault::ours(format!("the token does not answer: {error}"), module, "check module-path, the token and its PIN (pin-source)")
        };
        let library = Pkcs11::new(module).map_err(failed)?;
        library.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)).map_err(failed)?;
        let session = library.open_ro_session(address.slot(&library).map_err(failed)??).map_err(failed)?;
        if let Some(pin) = &address.pin {
            session.login(UserType::User, Some(&AuthPin::new(pin.clone().into()))).map_err(failed)?;
        }
        let private = only(session.find_objects(&address.template(ObjectClass::PRIVATE_KEY, &address.id)).map_err(failed)?, "private key")?;
        // Both halves of a pair have one id (PKCS #11, 4.7).
        let id = session.get_attributes(private, &[AttributeType::Id]).map_err(failed)?;
        let id = id.into_iter().find_map(|attribute| if let Attribute::Id(id) = attribute { Some(id) } else { None });
        let public = only(session.find_objects(&address.template(ObjectClass::PUBLIC_KEY, &id)).map_err(failed)?, "public key")?;
        let public = public_key(&session, public).ok_or_else(|| {
            Fault::ours("the token's key is of a kind that does not sign here", SCHEME, "use ECDSA P-256, P-384 or P-521, Ed25519 or RSA")
        })?;
        Ok(Self { session, private, public, uri: uri.split('?').next().unwrap_or_default().to_owned() })
    }

    pub(crate) fn public(&self) -> &PublicKey {
        &self.public
    }

    /// As [`super::signer::Signer::sign`] has it.
    pub(crate) fn sign(&self, scheme: Scheme, message: &[u8]) -> Result<Vec<u8>, Fault> {
        let (mechanism, input) = match scheme {
            Scheme::Ecdsa(hash) => (Mechanism::Ecdsa, hash.of(message)),
            Scheme::Ed25519 => (Mechanism::Eddsa(EddsaParams::new(EddsaSignatureScheme::Pure)), message.to_vec()),
            Scheme::RsaPkcs1(_) | Scheme::RsaPss { .. } | Scheme::MlDsa(_) => (Mechanism::Sha256RsaPkcs, message.to_vec()),
        };
        let fix = "check that the key may sign (CKA_SIGN), and that the token is still there";
        let made = self.session.sign(&mechanism, self.private, &input);
        let made = made.map_err(|error| Fault::ours(format!("the token did not sign: {error}"), &self.uri, fix))?;
        // A token may hold two keys under one id.
        let signature = draft::der(&made, scheme, &self.public).filter(|der| self.public.check(scheme, message, der) == Check::Good);
        signature.ok_or_else(|| {
            Fault::ours(
                "the token's public key does not fit its private key",
                &self.uri,
                "give both halves of the pair one id of their own",
            )
        })
    }
}

impl Address {
    fn read(uri: &str) -> Result<Self, Fault> {
        let rest = uri.strip_prefix(SCHEME).unwrap_or_default();
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut address = Self::default();
        for part in path.split(';').chain(query.split('&')).filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let octets =
                decoded(value).ok_or_else(|| Fault::usage("this value is not percent-encoded", part, "write each odd octet as %20"))?;
            let value = String::from_utf8_lossy(&octets).into_owned();
            match name {
                "token" => address.token = Some(value),
                "serial" => address.serial = Some(value),
                "object" => address.object = Some(value),
                "id" => address.id = Some(octets),
                // RFC 7512, 2.3: type and what names the library say nothing that is needed here.
                "type" => {}
                "module-path" => address.module = Some(value),
                "pin-value" => address.pin = Some(value),
                "pin-source" => {
                    let path = value.strip_prefix("file://").or(value.strip_prefix("file:")).unwrap_or(&value);
                    address.pin = Some(text(Path::new(path))?.trim_end_matches(['\r', '\n']).to_owned());
                }
                // What is not understood may have meant another key.
                _ => {
                    let fix = "use token, serial, object, id, module-path, pin-source and pin-value";
                    return Err(Fault::usage(format!("\"{name}\" in the key's address is not understood"), SCHEME, fix));
                }
            }
        }
        Ok(address)
    }

    /// The one token that is meant.
    fn slot(&self, library: &Pkcs11) -> cryptoki::error::Result<Result<Slot, Fault>> {
        let mut found = Vec::new();
        for slot in library.get_slots_with_token()? {
            let info = library.get_token_info(slot)?;
            let fits = |wanted: &Option<String>, is: &str| wanted.as_deref().is_none_or(|wanted| wanted == is);
            if info.token_initialized() && fits(&self.token, info.label()) && fits(&self.serial, info.serial_number()) {
                found.push(slot);
            }
        }
        Ok(only(found, "token"))
    }

    fn template(&self, class: ObjectClass, id: &Option<Vec<u8>>) -> Vec<Attribute> {
        let id = id.clone().filter(|id| !id.is_empty()).map(Attribute::Id);
        // The halves of a pair need not have the same label.
        let label = self.object.clone().filter(|_| class == ObjectClass::PRIVATE_KEY || id.is_none());
        [Some(Attribute::Class(class)), label.map(|label| Attribute::Label(label.into_bytes())), id].into_iter().flatten().collect()
    }
}

fn only<T: Copy>(found: Vec<T>, what: &str) -> Result<T, Fault> {
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(Fault::usage(
            format!("the address names no {what} that is there"),
            SCHEME,
            "check token=, object= and id=, and the PIN, without which a token hides its keys",
        )),
        [..] => {
            Err(Fault::usage(format!("the address fits {} of them: {what}", found.len()), SCHEME, "say which with token=, object= or id="))
        }
    }
}

fn public_key(session: &Session, public: ObjectHandle) -> Option<PublicKey> {
    let wanted = [AttributeType::Modulus, AttributeType::PublicExponent, AttributeType::EcParams, AttributeType::EcPoint];
    let (mut modulus, mut exponent, mut curve, mut point) = (None, None, None, None);
    for attribute in session.get_attributes(public, &wanted).ok()? {
        if let Attribute::Modulus(octets) = attribute {
            modulus = Some(octets);
        } else if let Attribute::PublicExponent(octets) = attribute {
            exponent = Some(octets);
        } else if let Attribute::EcParams(octets) = attribute {
            curve = CURVES.iter().find(|(name, _, _)| *name == octets);
        } else if let Attribute::EcPoint(octets) = attribute {
            point = Some(octets);
        }
    }
    if let (Some(modulus), Some(exponent)) = (modulus, exponent) {
        return draft::rsa(&modulus, &exponent);
    }
    // Some tokens wrap the point into an OCTET STRING, as the standard says, and some do not.
    let (_, curve, length) = curve?;
    let point = point?;
    PublicKey::from_point(*curve, point.get(point.len().checked_sub(*length)?..)?)
}

/// CKA_EC_PARAMS, the curve, and octets of a point. Ed25519 by its identifier, or by the name of PKCS #11 v3.
const CURVES: &[(&[u8], Curve, usize)] = &[
    (&[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07], Curve::P256, 65),
    (&[0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22], Curve::P384, 97),
    (&[0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x23], Curve::P521, 133),
    (&[0x06, 0x03, 0x2b, 0x65, 0x70], Curve::Ed25519, 32),
    (b"\x13\x0cedwards25519", Curve::Ed25519, 32),
];

/// RFC 3986, 2.1.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut parts = text.split('%');
    let mut octets = parts.next()?.as_bytes().to_vec();
    for part in parts {
        octets.push(u8::from_str_radix(part.get(..2).filter(|digits| !digits.starts_with('+'))?, 16).ok()?);
        octets.extend_from_slice(part.get(2..)?.as_bytes());
    }
    Some(octets)
}
