//! DSSE envelopes around in-toto statements, signed with plain keys: one signer or several, without any log.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use serde::Deserialize;

use super::super::apart;
use super::super::apart::NOBODY_NAMED;
use super::super::certificate::Certificate;
use super::super::embedded::{self, Signer};
use super::super::key::{Check, PublicKey};
use super::super::said::{Link, Said};
use super::super::statement::Statement;
use super::super::trust::Kind;
use super::super::{Attestation, Cause, Form, Opened, Opening, Proof, Standing, dsse_message, json, pem, subject, timestamp};
use crate::intake::{Digest, Document, Outline};

/// The form's line in [`super::super::FORMS`].
pub(in super::super) const FORM: Form = Form {
    name: "dsse",
    title: "DSSE envelope (.dsse, .att, .intoto.jsonl) with an in-toto statement, signed with one key or several",
    proves: "that the holders of trusted keys made this statement about these documents",
    not: "when it was signed, unless a timestamp shows it; nor that a statement with an unknown predicate is any good",
    recognises,
    open,
    say,
};

/// Envelopes in one file of lines.
const LINES: usize = 256;
/// Signatures on one envelope.
const SIGNATURES: usize = 64;
const AGAIN: &str = "an in-toto statement in a DSSE envelope";

#[derive(Deserialize)]
struct Envelope {
    #[serde(rename = "payloadType")]
    payload_type: String,
    payload: String,
    signatures: Vec<Signature>,
}

#[derive(Deserialize)]
struct Signature {
    sig: String,
}

/// An envelope, decoded.
struct Read {
    /// What each signature is over.
    message: Vec<u8>,
    statement: Statement,
    signatures: Vec<Vec<u8>>,
}

fn recognises(document: &Document) -> bool {
    let has = |name: &str| document.outline.has_member(name);
    let by_content = matches!(document.outline, Outline::JsonObject { .. }) && has("payloadType") && has("signatures");
    by_content || [".dsse", ".att", ".intoto.jsonl"].iter().any(|ending| subject::ends_with(&document.path, ending))
}

fn open(document: &Document, opening: &Opening<'_>) -> Vec<Opened> {
    json::lines(&document.bytes).into_iter().take(LINES).map(|envelope| opened(document, envelope, opening)).collect()
}

fn say(document: &Document) -> Vec<Said> {
    json::lines(&document.bytes).into_iter().take(LINES).flat_map(said).collect()
}

/// One for each signature: the key's name that stands beside it is a hint, and certificates in it are the signer's word.
fn said(envelope: &[u8]) -> Vec<Said> {
    let read = match read(envelope) {
        Ok(read) => read,
        Err(standing) => return vec![Said::unreadable(&standing)],
    };
    let hints: serde_json::Value = serde_json::from_slice(envelope).unwrap_or_default();
    let hint = |index: usize, name: &str| hints.pointer(&format!("/signatures/{index}/{name}")).and_then(serde_json::Value::as_str);
    let each = (0..read.signatures.len()).map(|index| {
        let signer = match hint(index, "keyid").filter(|name| !name.is_empty()) {
            Some(name) => format!("the holder of key \"{name}\""),
            None => NOBODY_NAMED.to_owned(),
        };
        let blocks = hint(index, "cert").and_then(|certificates| pem::blocks(certificates.as_bytes())).unwrap_or_default();
        let certificates =
            blocks.iter().filter_map(|block| Certificate::parse(&block.der)).map(|certificate| Link::of(&certificate)).collect();
        Said { certificates, ..Said::by(signer) }.of_statement(&read.statement)
    });
    each.collect()
}

fn opened(document: &Document, envelope: &[u8], opening: &Opening<'_>) -> Opened {
    let read = match opening.spend().and_then(|()| read(envelope)) {
        Ok(read) => read,
        Err(standing) => {
            return Opened { attestation: attestation(document, standing, opening.held.belongs_to(document), None), payload: None };
        }
    };
    let payload = read.statement.bill(document);
    let judged = judge(document, &read, payload.as_ref(), opening);
    let predicate = Some(read.statement.predicate_type);
    let attestation = match judged {
        Ok((proof, covered)) => attestation(document, Standing::Verified(proof), covered, predicate),
        Err(standing) => attestation(document, standing, opening.held.belongs_to(document), predicate),
    };
    Opened { attestation, payload: payload.filter(|payload| !opening.held.holds(payload.digest)) }
}

fn attestation(document: &Document, standing: Standing, subjects: Vec<Digest>, predicate: Option<String>) -> Attestation {
    let (document, path) = (document.digest, document.path.clone());
    Attestation { document, path, form: FORM.name, standing, subjects, predicate, claimed_signer: None, within: None }
}

fn read(bytes: &[u8]) -> Result<Read, Standing> {
    let malformed = |what: &str| apart::damaged(&format!("the file is no DSSE envelope that can be relied on: {what}"), AGAIN);
    json::is_unambiguous(bytes).map_err(|error| malformed(&error))?;
    let envelope: Envelope = serde_json::from_slice(bytes).map_err(|error| malformed(&error.to_string()))?;
    if !is_in_toto(&envelope.payload_type) {
        return Err(Standing::undetermined(
            Cause::NotSupported,
            format!("the envelope holds \"{}\", which names no document: it proves nothing about one", envelope.payload_type),
            format!("ask the vendor for {AGAIN}"),
        ));
    }
    // DSSE, protocol.md: standard or URL-safe base64, either has to be read.
    let decoded =
        |text: &str| STANDARD.decode(text).or_else(|_| URL_SAFE.decode(text)).map_err(|_| malformed("it holds what is no base64"));
    if envelope.signatures.is_empty() || envelope.signatures.len() > SIGNATURES {
        return Err(malformed(&format!("it has {} signatures; 1 to {SIGNATURES} are read", envelope.signatures.len())));
    }
    let payload = decoded(&envelope.payload)?;
    Ok(Read {
        message: dsse_message(&envelope.payload_type, &payload),
        statement: Statement::read(&payload)?,
        signatures: envelope.signatures.iter().map(|signature| decoded(&signature.sig)).collect::<Result<_, _>>()?,
    })
}

/// in-toto attestation, spec/v1/envelope.md: with or without the predicate's name in the middle.
fn is_in_toto(payload_type: &str) -> bool {
    let middle = payload_type.strip_prefix("application/vnd.in-toto").and_then(|rest| rest.strip_suffix("+json"));
    middle.is_some_and(|middle| middle.is_empty() || middle.len() > 1 && middle.starts_with('.'))
}

fn judge(document: &Document, read: &Read, payload: Option<&Document>, opening: &Opening<'_>) -> Result<(Proof, Vec<Digest>), Standing> {
    let covered = read.statement.covered(document, payload, opening)?;
    let proofs = proofs(document, read, payload.is_some(), opening)?;
    let wanted = opening.trust.threshold();
    if proofs.len() < wanted {
        let names: Vec<&str> = proofs.iter().map(|proof| proof.signer()).collect();
        return Err(Standing::rejected(
            Cause::Stranger,
            format!("signed by {} of the {wanted} trusted signers that are asked for: {}", proofs.len(), names.join(", ")),
            "have the others sign the envelope too",
        ));
    }
    let signers = proofs.iter().map(Proof::signer).collect::<Vec<_>>().join(" and ");
    let first = proofs.into_iter().next().ok_or_else(|| embedded::nobody_known(NOBODY, false, opening))?;
    read.statement.understood(Proof { signer: signers, ..first }, covered)
}

const NOBODY: &str = "somebody whose key is not trusted";

/// One proof for each trusted key that signed, whatever its keyid says and however often.
///
/// # Errors
/// Nobody trusted signed; or one who did may not vouch for this.
fn proofs(document: &Document, read: &Read, is_bill: bool, opening: &Opening<'_>) -> Result<Vec<Proof>, Standing> {
    let kind = if is_bill { Kind::Bill } else { Kind::Statement };
    let (mut found, mut refusal, mut tried) = (BTreeMap::new(), None, false);
    for (signature, key) in read.signatures.iter().flat_map(|signature| embedded::keys(opening).map(move |key| (signature, key))) {
        opening.spend_bytes(&read.message)?;
        match key.check_any(&read.message, signature) {
            Check::Good if key.is_weak() => return Err(apart::weak()),
            Check::Good => {
                let signer = Signer {
                    key: PublicKey::clone(key),
                    certificates: Vec::new(),
                    stamped: timestamp::beside(document, signature, opening),
                    kind,
                };
                match signer.proof(NOBODY, opening) {
                    Ok(proof) => drop(found.insert(key.fingerprint(), proof)),
                    Err(standing) => refusal = Some(standing),
                }
            }
            Check::Bad => tried = true,
            Check::Unfit => {}
        }
    }
    match (found.is_empty(), refusal) {
        (false, _) => Ok(found.into_values().collect()),
        (true, Some(standing)) => Err(standing),
        (true, None) if tried && opening.held.beside(document).is_some() => Err(Standing::rejected(
            Cause::Altered,
            "no signature on the envelope fits any key that is trusted here: it was changed after signing, or somebody else signed",
            "fetch it again from the vendor, and ask whose key signed it",
        )),
        (true, None) => Err(embedded::nobody_known(NOBODY, false, opening)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn envelope(payload_type: &str, signatures: &str) -> Vec<u8> {
        let subject = format!(r#"{{"name":"a","digest":{{"sha256":"{}"}}}}"#, "ab".repeat(32));
        let statement =
            format!(r#"{{"_type":"https://in-toto.io/Statement/v1","subject":[{subject}],"predicateType":"p","predicate":{{}}}}"#);
        let payload = STANDARD.encode(statement);
        format!(r#"{{"payloadType":"{payload_type}","payload":"{payload}","signatures":[{signatures}]}}"#).into_bytes()
    }

    const IN_TOTO: &str = "application/vnd.in-toto+json";

    #[test]
    fn an_envelope_is_known_by_its_members_or_by_its_name() {
        let recognised = |path: &str, bytes: &[u8]| recognises(&Document::new(path, bytes.to_vec()));
        assert!(recognised("x.json", br#"{"payloadType":"a","signatures":[]}"#));
        for part in [br#"{"payloadType":"a"}"#.as_slice(), br#"{"signatures":[]}"#, b"{}", b"<a payloadType='a' signatures='b'/>"] {
            assert!(!recognised("x.json", part));
            assert!(recognised("x.json.dsse", part) && recognised("x.att", part) && recognised("x.intoto.jsonl", part));
        }
    }

    #[test]
    fn one_to_sixteen_signatures_are_read() {
        let is_read = |count: usize| read(&envelope(IN_TOTO, &vec![r#"{"sig":"AA=="}"#; count].join(","))).is_ok();
        assert_eq!([0, 1, SIGNATURES, SIGNATURES + 1, SIGNATURES + 2].map(is_read), [false, true, true, false, false]);
    }

    #[test]
    fn the_type_may_name_the_predicate_between_a_dot_and_the_plus() {
        for good in [IN_TOTO, "application/vnd.in-toto.provenance+json", "application/vnd.in-toto.a+json"] {
            assert!(is_in_toto(good), "{good}");
        }
        for bad in ["application/vnd.in-toto.+json", "application/vnd.in-totoXY+json", "application/vnd.in-toto", "+json", ""] {
            assert!(!is_in_toto(bad), "{bad}");
        }
    }

    #[test]
    fn a_signer_is_called_by_his_keys_name_where_he_gives_one() {
        let signatures = r#"{"sig":"AA==","keyid":"k"},{"sig":"AA==","keyid":""},{"sig":"AA=="}"#;
        let said = say(&Document::new("x.dsse", envelope(IN_TOTO, signatures)));
        let signers: Vec<_> = said.iter().map(|each| each.signer.clone().unwrap()).collect();
        assert_eq!(signers, ["the holder of key \"k\"", NOBODY_NAMED, NOBODY_NAMED]);
    }
}
