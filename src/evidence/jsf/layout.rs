//! JSF signature objects: one signature, several side by side, or a chain, and the bytes that each is over.

use serde_json::{Map, Value};

use super::super::certificate::Certificate;
use super::super::key::PublicKey;
use super::jwk;

/// The member that carries the signature in CycloneDX.
pub(super) const SIGNATURE: &str = "signature";
/// Signatures side by side, or in a chain. CMS is read up to as many.
const SIGNERS: usize = 16;
const CERTIFICATES: usize = 16;

/// How the signatures of one object stand together (JSF, sections 5, 8, 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    Single,
    /// Each over the object and itself alone.
    Signers,
    /// Each over the object, those before it, and itself.
    Chain,
}

impl Layout {
    fn of(signature: &Map<String, Value>) -> Self {
        match (signature.contains_key("signers"), signature.contains_key("chain")) {
            (true, _) => Self::Signers,
            (false, true) => Self::Chain,
            (false, false) => Self::Single,
        }
    }

    fn member(self) -> Option<&'static str> {
        match self {
            Self::Single => None,
            Self::Signers => Some("signers"),
            Self::Chain => Some("chain"),
        }
    }
}

/// One signature, as it is written.
#[derive(Debug)]
pub(super) struct Core {
    pub algorithm: String,
    pub key_id: Option<String>,
    pub key: Option<PublicKey>,
    /// The signer's own first. Empty: none given.
    pub certificates: Vec<Certificate>,
    pub value: Vec<u8>,
    /// Members of the signed object that it leaves out.
    pub excludes: Vec<String>,
}

/// Every signature of this object. An error says what is wrong with it.
pub(super) fn cores(signature: &Value) -> Vec<Result<Core, &'static str>> {
    let Some(signature) = signature.as_object() else { return vec![Err("\"signature\" is no object")] };
    let Some(member) = Layout::of(signature).member() else { return vec![core(signature)] };
    let Some(signers) = signature.get(member).and_then(Value::as_array) else { return vec![Err("\"signers\" and \"chain\" are lists")] };
    if signature.contains_key("value") || (signature.contains_key("signers") && signature.contains_key("chain")) {
        return vec![Err("it is at once of several layouts: one signature, \"signers\", \"chain\"")];
    }
    if signers.is_empty() || signers.len() > SIGNERS {
        return vec![Err("it lists no signature, or more than 16")];
    }
    let shared = excludes(signature);
    let each = signers.iter().map(|signer| {
        let core = core(signer.as_object().ok_or("a listed signature is no object")?)?;
        // The CycloneDX schema lets each signer have its own, JSF one for all: nobody says what a chain of different ones is over.
        if !core.excludes.is_empty() {
            return Err("\"excludes\" stands within one of several signatures");
        }
        Ok(Core { excludes: shared.clone()?, ..core })
    });
    each.collect()
}

fn core(signature: &Map<String, Value>) -> Result<Core, &'static str> {
    let text = |name: &str| signature.get(name).and_then(Value::as_str);
    let key = match signature.get("publicKey") {
        None => None,
        Some(jwk) => Some(jwk.as_object().and_then(jwk::public_key).ok_or("its \"publicKey\" is no key that can be read")?),
    };
    let certificates = match signature.get("certificatePath") {
        None => Vec::new(),
        Some(path) => {
            path.as_array().and_then(|path| certificates(path)).ok_or("its \"certificatePath\" holds no certificates that can be read")?
        }
    };
    Ok(Core {
        algorithm: text("algorithm").ok_or("it has no \"algorithm\"")?.to_owned(),
        key_id: text("keyId").map(str::to_owned),
        key,
        certificates,
        value: text("value").and_then(jwk::octets).ok_or("its \"value\" is no base64url")?,
        excludes: excludes(signature)?,
    })
}

fn certificates(path: &[Value]) -> Option<Vec<Certificate>> {
    let within = (1..=CERTIFICATES).contains(&path.len());
    within.then(|| path.iter().map(|text| Certificate::parse(&jwk::octets(text.as_str()?)?)).collect()).flatten()
}

fn excludes(signature: &Map<String, Value>) -> Result<Vec<String>, &'static str> {
    let Some(excludes) = signature.get("excludes") else { return Ok(Vec::new()) };
    let names: Option<Vec<String>> =
        excludes.as_array().and_then(|names| names.iter().map(|name| name.as_str().map(str::to_owned)).collect());
    let names = names.filter(|names| !names.is_empty() && names.iter().all(|name| name != SIGNATURE));
    names.ok_or("its \"excludes\" is no list of other members")
}

/// What the signature at `index` is over, in canonical form (RFC 8785): the object without the members left out, and without
/// `value` of the signature itself and `excludes`. `None`: the object holds something that has no such form.
///
/// The object is as before afterwards.
pub(super) fn message(object: &mut Map<String, Value>, index: usize, excludes: &[String]) -> Option<Vec<u8>> {
    let whole = object.get(SIGNATURE)?.clone();
    let reduced = reduced(whole.as_object()?, index)?;
    let aside: Vec<(String, Value)> = excludes.iter().filter_map(|name| object.remove_entry(name)).collect();
    object.insert(SIGNATURE.to_owned(), Value::Object(reduced));
    let mut message = Vec::new();
    let written = write_object(object, &mut message);
    object.insert(SIGNATURE.to_owned(), whole);
    object.extend(aside);
    written.map(|()| message)
}

/// Objects and lists are written here, not by the crate, which copies each byte once for every object around it.
fn write(value: &Value, out: &mut Vec<u8>) -> Option<()> {
    match value {
        Value::Object(object) => write_object(object, out)?,
        Value::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                out.extend((index > 0).then_some(b','));
                write(item, out)?;
            }
            out.push(b']');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => out.extend(serde_json_canonicalizer::to_vec(value).ok()?),
    }
    Some(())
}

/// RFC 8785, 3.2.3: members in the order of their names' UTF-16 code units.
fn write_object(object: &Map<String, Value>, out: &mut Vec<u8>) -> Option<()> {
    let mut members: Vec<(&String, &Value)> = object.iter().collect();
    members.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
    out.push(b'{');
    for (index, (name, value)) in members.into_iter().enumerate() {
        out.extend((index > 0).then_some(b','));
        out.extend(serde_json_canonicalizer::to_vec(name).ok()?);
        out.push(b':');
        write(value, out)?;
    }
    out.push(b'}');
    Some(())
}

fn reduced(signature: &Map<String, Value>, index: usize) -> Option<Map<String, Value>> {
    let mut signature = signature.clone();
    signature.remove("excludes");
    let layout = Layout::of(&signature);
    let Some(member) = layout.member() else {
        signature.remove("value");
        return Some(signature);
    };
    let all = signature.get(member)?.as_array()?;
    let mut own = all.get(index)?.as_object()?.clone();
    own.remove("value");
    let mut signers = match layout {
        Layout::Chain => all.get(..index)?.to_vec(),
        Layout::Single | Layout::Signers => Vec::new(),
    };
    signers.push(Value::Object(own));
    signature.insert(member.to_owned(), Value::Array(signers));
    Some(signature)
}

/// Whether every number in this JSON is the same to all that read it as RFC 8785 asks, in IEEE 754 doubles:
/// whole numbers below 2^53 (RFC 7493, 2.2), others of at most 15 digits and an exponent of at most 22.
pub(super) fn numbers_are_exact(json: &[u8]) -> bool {
    let (mut in_string, mut escaped, mut number): (bool, bool, &[u8]) = (false, false, &[]);
    for (index, byte) in json.iter().enumerate() {
        let of_number = !in_string && matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let starts = of_number && (!number.is_empty() || matches!(byte, b'0'..=b'9' | b'-'));
        if starts {
            let start = index.saturating_sub(number.len());
            number = json.get(start..=index).unwrap_or_default();
            continue;
        }
        if !is_exact(number) {
            return false;
        }
        number = &[];
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ => {}
        }
    }
    is_exact(number)
}

fn is_exact(number: &[u8]) -> bool {
    const SAFE: u64 = 1 << 53;
    let Ok(text) = std::str::from_utf8(number) else { return false };
    let magnitude = text.strip_prefix('-').unwrap_or(text);
    if magnitude.bytes().all(|byte| byte.is_ascii_digit()) {
        return magnitude.is_empty() || magnitude.parse::<u64>().is_ok_and(|whole| whole < SAFE);
    }
    let (digits, exponent) = magnitude.split_once(['e', 'E']).unwrap_or((magnitude, "0"));
    let places = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let significant = digits.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count();
    let scale = exponent.parse::<i32>().ok().and_then(|exponent| exponent.checked_sub(i32::try_from(places).ok()?));
    let whole_is_safe = text.parse::<f64>().is_ok_and(|value| value.abs() < 9_007_199_254_740_992.0);
    significant <= 15 && scale.is_some_and(|scale| scale.unsigned_abs() <= 22) && whole_is_safe
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;

    #[test]
    fn only_numbers_that_every_reader_reads_alike_are_exact() {
        for text in ["{}", "[0,-1, 9007199254740991,0.1,-1.50e3,1e15,0.000001,\"9007199254740993\"]", r#"{"a\"1e999":"1e999\\","b":[1]}"#] {
            assert!(numbers_are_exact(text.as_bytes()), "{text}");
        }
        for text in [
            "[9007199254740992]",
            "-9007199254740993",
            "[1,18446744073709551616]",
            "0.10000000000000000001",
            "1e16",
            "9007199254740993.0",
            "1E-300",
            "123456789.123456789",
            r#"{"a":"\\","b":1e23}"#,
        ] {
            assert!(!numbers_are_exact(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn what_is_signed_leaves_out_the_value_and_restores_the_object() {
        let text =
            r#"{"b":1,"signature":{"chain":[{"algorithm":"a","value":"v"},{"algorithm":"b","value":"w"}],"excludes":["x"]},"a":2,"x":3}"#;
        let mut object: Map<String, Value> = serde_json::from_str(text).unwrap();
        let before = object.clone();
        let message = String::from_utf8(message(&mut object, 1, &["x".to_owned()]).unwrap()).unwrap();
        assert_eq!(message, r#"{"a":2,"b":1,"signature":{"chain":[{"algorithm":"a","value":"v"},{"algorithm":"b"}]}}"#);
        assert_eq!(object, before);
    }
}
