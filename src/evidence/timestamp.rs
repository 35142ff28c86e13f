//! Timestamps (RFC 3161, `.tsr`): by them a trusted authority shows that a signature stood before its certificate ended.

use base64::Engine as _;
use serde::Deserialize;

use super::certificate::{self, Certificate, Purpose, When};
use super::cms::{Algorithm, SignedData, Trouble, is_named_by};
use super::key::{Check, Hash};
use super::said::{Link, Said};
use super::trust::{Claims, Kind};
use super::{Attestation, Cause, Form, Opened, Opening, Proof, Standing, asn1, subject};
use crate::intake::{Document, Moment, Outline};
use asn1::{INTEGER, OCTET_STRING, OID, Reader, SEQUENCE};

/// The form's line in [`super::FORMS`].
pub(super) const FORM: Form = Form {
    name: "timestamp",
    title: "RFC 3161 timestamp beside a signature (.tsr, .tst)",
    proves: "that the signature beside it stood at that time, as a trusted timestamp authority says; its certificate is then judged at that time",
    not: "who signed, or that a document is good: a timestamp covers nothing by itself",
    recognises,
    open,
    say,
};

const ENDINGS: &[&str] = &[".tsr", ".tst"];
/// id-ct-TSTInfo (RFC 3161, 2.4.2).
const TST_INFO: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];
const GENERALIZED_TIME: u8 = 0x18;
/// Signatures of one envelope that a timestamp may be over.
const VALUES: usize = 16;

fn recognises(document: &Document) -> bool {
    stem(&document.path).is_some()
}

fn stem(path: &str) -> Option<&str> {
    ENDINGS.iter().find_map(|ending| subject::without(path, ending))
}

fn open(document: &Document, opening: &Opening<'_>) -> Vec<Opened> {
    let beside = stem(&document.path).and_then(|path| opening.held.at(path));
    let result = match beside {
        Some(beside) => opening.spend().and_then(|()| {
            let values = stamped(beside);
            let over: Vec<&[u8]> = std::iter::once(beside.bytes.as_slice()).chain(values.iter().map(Vec::as_slice)).collect();
            check(&document.bytes, &over, opening)
        }),
        None => Err(Standing::undetermined(
            Cause::CoversNothing,
            "the timestamp stands beside nothing",
            "have it delivered under the name of what it was made for, with .tsr at the end",
        )),
    };
    let standing = match result {
        Ok(stamp) => Standing::Verified(Proof {
            signer: stamp.authority.clone(),
            root: stamp.root,
            signed_at: Some(stamp.time),
            vouches_for: stamp.vouches_for,
            build: None,
        }),
        Err(standing) => standing,
    };
    let is_verified = matches!(standing, Standing::Verified(_));
    let attestation = Attestation {
        document: document.digest,
        path: document.path.clone(),
        form: FORM.name,
        standing,
        subjects: beside.filter(|_| !is_verified).map(|beside| beside.digest).into_iter().collect(),
        predicate: None,
        claimed_signer: None,
        within: None,
    };
    vec![Opened { attestation, payload: None }]
}

/// What a timestamp for this file may be over besides its bytes: the signature values in it.
fn stamped(document: &Document) -> Vec<Vec<u8>> {
    if let Some((_, value)) = VALUED.iter().find(|(form, _)| (form.recognises)(document)) {
        return value(document).into_iter().collect();
    }
    let decoded = |text: &str| base64::engine::general_purpose::STANDARD.decode(text.trim()).ok();
    match &document.outline {
        Outline::Der { .. } | Outline::Pem { .. } => super::cms::signature_values(document),
        // As `cosign sign-blob` writes a signature.
        Outline::Text { .. } => std::str::from_utf8(&document.bytes).ok().and_then(decoded).into_iter().collect(),
        // A DSSE envelope.
        Outline::JsonObject { .. } => {
            let envelope: Option<Envelope> = serde_json::from_slice(&document.bytes).ok();
            envelope.iter().flat_map(|envelope| &envelope.signatures).take(VALUES).filter_map(|value| decoded(&value.sig)).collect()
        }
        Outline::Empty | Outline::JsonOther | Outline::Xml { .. } | Outline::Cbor { .. } => Vec::new(),
        Outline::Archive { .. } | Outline::Protobuf { .. } | Outline::Utf16 | Outline::Binary => Vec::new(),
    }
}

type Valued = fn(&Document) -> Option<Vec<u8>>;

/// Forms of one signature a file, with something around its value.
const VALUED: &[(Form, Valued)] =
    &[(super::minisign::FORM, super::minisign::value), (super::ssh::FORM, super::ssh::value), (super::cose::FORM, super::cose::value)];

#[derive(Deserialize)]
struct Envelope {
    signatures: Vec<Value>,
}

#[derive(Deserialize)]
struct Value {
    sig: String,
}

/// The earliest time at which a trusted authority saw this signature, by a timestamp beside the file that carries it;
/// `None` where there is none that counts. What is wrong with one is said where the timestamp itself is judged.
pub(super) fn beside(carrier: &Document, signature: &[u8], opening: &Opening<'_>) -> Option<Moment> {
    let tokens = ENDINGS.iter().filter_map(|ending| opening.held.at(&format!("{}{ending}", carrier.path)));
    // Each carrier has two at most, and was itself taken from the budget.
    tokens.filter_map(|token| check(&token.bytes, &[&carrier.bytes, signature], opening).ok()).map(|stamp| stamp.time).min()
}

/// The earliest time that timestamps inside the signature show.
///
/// # Errors
/// The standing of one that is bad. One by an authority that is not trusted for times is as good as none.
pub(super) fn inside(tokens: &[&[u8]], signature: &[u8], opening: &Opening<'_>) -> Result<Option<Moment>, Standing> {
    let mut earliest: Option<Moment> = None;
    for token in tokens {
        match opening.spend().and_then(|()| check(token, &[signature], opening)) {
            Ok(stamp) => earliest = Some(earliest.map_or(stamp.time, |known| known.min(stamp.time))),
            Err(Standing::Rejected(reason) | Standing::Undetermined(reason))
                if matches!(reason.cause, Cause::Stranger | Cause::NotForThis | Cause::NotSupported) => {}
            Err(standing) => return Err(standing),
        }
    }
    Ok(earliest)
}

/// The time that a timestamp states.
pub(super) fn stated(token: &[u8]) -> Option<Moment> {
    let der = asn1::normalise(token)?;
    let message = SignedData::read(granted(&der).ok()?).ok()?;
    message.content.filter(|_| message.content_type == TST_INFO).and_then(Info::read).map(|info| info.time)
}

fn say(document: &Document) -> Vec<Said> {
    let der = asn1::normalise(&document.bytes);
    let token = der.as_deref().and_then(|der| granted(der).ok());
    let Some(message) = token.and_then(|token| SignedData::read(token).ok()) else {
        return vec![Said::unreadable(&malformed("it is no signed timestamp"))];
    };
    let signer = message.signers.first();
    let certificate = signer.and_then(|signer| message.certificates.iter().find(|certificate| is_named_by(certificate, &signer.name)));
    let name =
        certificate.map_or_else(|| "an authority that it does not name".to_owned(), |certificate| format!("\"{}\"", certificate.subject));
    let mut said = Said::by(name).at("timestamp", stated(&document.bytes));
    said.certificates = message.certificates.iter().map(Link::of).collect();
    let imprint =
        message.content.and_then(Info::read).map(|info| info.imprint.iter().map(|octet| format!("{octet:02x}")).collect::<String>());
    said.subjects.extend(imprint.map(|imprint| format!("digest {imprint}")));
    vec![said]
}

/// What a good timestamp shows.
struct Stamp {
    time: Moment,
    authority: String,
    root: String,
    vouches_for: Option<String>,
}

/// RFC 3161, 2.2 and 2.4.2: over one of these, by an authority that the trust store lets vouch for times.
fn check(token: &[u8], over: &[&[u8]], opening: &Opening<'_>) -> Result<Stamp, Standing> {
    let der = asn1::normalise(token).ok_or_else(|| malformed("it is no DER"))?;
    let message = SignedData::read(granted(&der)?).map_err(|trouble| match trouble {
        Trouble::Malformed | Trouble::OtherType => malformed("it is no signed timestamp"),
    })?;
    let content = message.content.filter(|_| message.content_type == TST_INFO).ok_or_else(|| malformed("it holds no TSTInfo"))?;
    let info = Info::read(content).ok_or_else(|| malformed("its TSTInfo is not as RFC 3161 has it"))?;
    // Exactly one signer, with signed attributes (RFC 3161, 2.4.2).
    let [signer] = message.signers.as_slice() else { return Err(malformed("it has not one signer")) };
    let attributes = signer.attributes.as_ref().ok_or_else(|| malformed("it has no signed attributes"))?;
    let (imprint_hash, hash, scheme) = (strong(info.hash)?, strong(signer.hash)?, strong(signer.scheme)?);
    over.iter().try_for_each(|bytes| opening.spend_bytes(bytes))?;
    if !over.iter().any(|bytes| imprint_hash.of(bytes) == info.imprint) {
        return Err(altered("it was made for other bytes"));
    }
    if attributes.content_type != TST_INFO || attributes.message_digest != hash.of(content) {
        return Err(altered("its time or its imprint was changed after signing"));
    }
    let known = opening.trust.authorities().map(|(_, certificate)| certificate);
    let certificate = message.certificates.iter().chain(known).find(|certificate| is_named_by(certificate, &signer.name));
    let certificate = certificate.ok_or_else(nobody_known)?;
    let good = |bytes: &[u8]| certificate.key().is_some_and(|key| key.check(scheme, bytes, signer.signature) == Check::Good);
    if !good(&attributes.sent) && !good(&attributes.sorted) {
        return Err(altered("its signature is not by the certificate that it names"));
    }
    if info.time > opening.at {
        return Err(Standing::rejected(
            Cause::OutOfTime,
            format!("the timestamp is of {}, after the moment of this check, {}", info.time, opening.at),
            "check with a later --at",
        ));
    }
    by_whom(certificate, &message.certificates, info.time, opening)
}

/// The signer itself has to lead to the trust store: no other certificate of the token is asked (CVE-2026-39984).
fn by_whom(certificate: &Certificate, others: &[Certificate], time: Moment, opening: &Opening<'_>) -> Result<Stamp, Standing> {
    let when = When { signed: time, checked: opening.at };
    let index = certificate::path(certificate, others, opening.trust, when, Purpose::StampTime)?;
    let claims = Claims {
        names: &certificate.names,
        issuer: Some(&certificate.issuer),
        kinds: &[Kind::Time],
        vendor: opening.delivery.order.vendor.as_deref(),
        at: opening.at,
    };
    let (root, vouches_for) = opening.trust.vouch(index, &claims)?;
    Ok(Stamp { time, authority: certificate.subject.clone(), root, vouches_for })
}

/// The token in a TimeStampResp that was granted (RFC 3161, 2.4.2: status 0 or 1), or the token itself.
fn granted(der: &[u8]) -> Result<&[u8], Standing> {
    let mut fields = Reader::new(der).expect(SEQUENCE).map(|outer| outer.inside()).ok_or_else(|| malformed("it is no SEQUENCE"))?;
    let Some(status) = fields.optional(SEQUENCE) else { return Ok(der) };
    match status.inside().expect(INTEGER).map(|status| status.body) {
        Some([0 | 1]) => fields.expect(SEQUENCE).map(|token| token.whole).ok_or_else(|| malformed("the answer holds no timestamp")),
        _ => Err(malformed("the authority did not grant it")),
    }
}

/// TSTInfo, as far as it is needed.
struct Info<'a> {
    hash: Algorithm<Hash>,
    imprint: &'a [u8],
    time: Moment,
}

impl<'a> Info<'a> {
    fn read(der: &'a [u8]) -> Option<Self> {
        let mut outer = Reader::new(der);
        let mut fields = outer.expect(SEQUENCE).filter(|_| outer.is_empty())?.inside();
        fields.expect(INTEGER).filter(|version| version.body == [1])?;
        fields.expect(OID)?;
        let mut imprint = fields.expect(SEQUENCE)?.inside();
        let hash = super::cms::hash(imprint.expect(SEQUENCE)?.inside())?;
        let value = imprint.expect(OCTET_STRING).filter(|_| imprint.is_empty())?.body;
        fields.expect(INTEGER)?;
        Some(Self { hash, imprint: value, time: generalized(fields.expect(GENERALIZED_TIME)?.body)? })
    }
}

/// `YYYYMMDDhhmmss[.s...]Z` (RFC 3161, 2.4.2), cut to whole seconds.
fn generalized(text: &[u8]) -> Option<Moment> {
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if whole.len() != 14 || fraction.is_empty() || ![whole, fraction].iter().all(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return None;
    }
    let part = |from: usize, to: usize| whole.get(from..to);
    let (date, time) = ((part(0, 4)?, part(4, 6)?, part(6, 8)?), (part(8, 10)?, part(10, 12)?, part(12, 14)?));
    Moment::parse(&format!("{}-{}-{}T{}:{}:{}Z", date.0, date.1, date.2, time.0, time.1, time.2))
}

fn strong<T>(algorithm: Algorithm<T>) -> Result<T, Standing> {
    match algorithm {
        Algorithm::Known(known) => Ok(known),
        Algorithm::Weak => Err(Standing::rejected(
            Cause::Weak,
            "the timestamp rests on MD5 or SHA-1, which no longer prove anything",
            "ask the vendor for a timestamp with SHA-256 or better",
        )),
        Algorithm::Unknown => Err(Standing::undetermined(
            Cause::NotSupported,
            "the timestamp's algorithm is not supported",
            "ask the vendor for a timestamp with SHA-2 and RSA, ECDSA or Ed25519",
        )),
    }
}

fn malformed(what: &str) -> Standing {
    Standing::undetermined(
        Cause::Malformed,
        format!("the timestamp cannot be read: {what}"),
        "ask the vendor for the timestamp as its authority sent it (`openssl ts -reply -in X.tsr -text` shows one)",
    )
}

fn altered(what: &str) -> Standing {
    Standing::rejected(
        Cause::Altered,
        format!("the timestamp does not fit the signature: {what}"),
        "fetch both again from the vendor; where they still differ, ask the vendor which signature it had stamped",
    )
}

fn nobody_known() -> Standing {
    Standing::undetermined(
        Cause::Stranger,
        "the timestamp brings no certificate of its signer along, and none that is trusted here is named by it",
        "pass the timestamp authority's certificate as --trusted-ca",
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_generalized_time_is_read_to_the_second_and_nothing_else_is() {
        assert_eq!(generalized(b"20261124010203Z").unwrap().to_string(), "2026-11-24T01:02:03Z");
        assert_eq!(generalized(b"20261124010203.999Z").unwrap().to_string(), "2026-11-24T01:02:03Z");
        for bad in ["20261124010203", "20261324010203Z", "2026112401020Z", "20261124010203.Z", "20261124010203+0900", "+0261124010203Z", ""]
        {
            assert_eq!(generalized(bad.as_bytes()), None, "{bad}");
        }
    }
}
