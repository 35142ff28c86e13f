//! What a Sigstore bundle says of itself, read as plain JSON: also one that is not believed shows what is in it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::super::certificate::Certificate;
use super::super::said::{Link, LogEntry, Said};
use super::super::statement::Statement;
use super::super::{json, timestamp};
use super::{LINES, unreadable};
use crate::intake::{Document, Moment};

/// Entries, timestamps and certificates of one bundle.
const EACH: usize = 64;

pub(super) fn say(document: &Document) -> Vec<Said> {
    json::lines(&document.bytes).into_iter().take(LINES).map(one).collect()
}

fn one(bundle: &[u8]) -> Said {
    let read = json::is_unambiguous(bundle).and_then(|()| serde_json::from_slice(bundle).map_err(|error| error.to_string()));
    let bundle: Value = match read {
        Ok(bundle) => bundle,
        Err(error) => return Said::unreadable(&unreadable(&error)),
    };
    let text = |pointer: &str| bundle.pointer(pointer).and_then(Value::as_str);
    let list = |pointer: &str| bundle.pointer(pointer).and_then(Value::as_array).into_iter().flatten().take(EACH);
    let chain =
        list("/verificationMaterial/x509CertificateChain/certificates").filter_map(|certificate| octets(certificate.get("rawBytes")));
    let single = octets(bundle.pointer("/verificationMaterial/certificate/rawBytes"));
    let certificates: Vec<Certificate> = single.into_iter().chain(chain).filter_map(|der| Certificate::parse(&der)).collect();
    let signer = match (certificates.first(), text("/verificationMaterial/publicKey/hint")) {
        (Some(certificate), _) => format!("\"{}\" under \"{}\"", certificate.names.join("\", \""), certificate.issuer),
        (None, Some(hint)) => format!("the holder of key \"{hint}\""),
        (None, None) => "somebody who gives no name and no key".to_owned(),
    };
    let mut said = Said::by(signer);
    said.certificates = certificates.iter().map(Link::of).collect();
    said.remark = text("/mediaType").map(str::to_owned);
    for entry in list("/verificationMaterial/tlogEntries") {
        let log = entry.pointer("/logId/keyId").and_then(Value::as_str).unwrap_or_default().to_owned();
        said.log_entries.push(LogEntry { log, index: whole(entry.get("logIndex")).map(|index| index.to_string()) });
        said = said.at("log", whole(entry.get("integratedTime")).filter(|time| *time > 0).and_then(Moment::from_unix));
    }
    for token in list("/verificationMaterial/timestampVerificationData/rfc3161Timestamps") {
        said = said.at("timestamp", octets(token.get("signedTimestamp")).and_then(|token| timestamp::stated(&token)));
    }
    said.subjects.extend(octets(bundle.pointer("/messageSignature/messageDigest/digest")).map(|digest| {
        let hex: String = digest.iter().map(|octet| format!("{octet:02x}")).collect();
        format!("digest {hex}")
    }));
    match octets(bundle.pointer("/dsseEnvelope/payload")).map(|payload| Statement::read(&payload)) {
        Some(Ok(statement)) => said.of_statement(&statement),
        Some(Err(standing)) => Said { trouble: Said::unreadable(&standing).trouble, ..said },
        None => said,
    }
}

fn octets(value: Option<&Value>) -> Option<Vec<u8>> {
    STANDARD.decode(value?.as_str()?).ok()
}

/// Protobuf writes numbers of 64 bits as strings.
fn whole(value: Option<&Value>) -> Option<i64> {
    value?.as_str().map_or_else(|| value?.as_i64(), |text| text.parse().ok())
}
