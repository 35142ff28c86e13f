//! The wrapping of a platform certificate: an attribute certificate (RFC 5755) or a public key certificate (RFC 5280).

use std::borrow::Cow;

use super::super::asn1::{BIT_STRING, Element, INTEGER, OCTET_STRING, OID, Reader, SEQUENCE, SET};
use super::super::pem;
use super::name::{NameValue, directory_name, name, string};
use super::{Defect, Encoding, Fault, IssuerSerial, Kind, Platform, PlatformCertificate, Signed, configuration, hex, oid, serial};
use crate::intake::Moment;

const ATTRIBUTES: usize = 64;
const EXTENSIONS: usize = 64;
/// Values inside values.
const DEPTH: u32 = 32;

const SUBJECT_ALTERNATIVE_NAME: &str = "2.5.29.17";
const SUBJECT_DIRECTORY_ATTRIBUTES: &str = "2.5.29.9";
const AUTHORITY_KEY_IDENTIFIER: &str = "2.5.29.35";
const EXTENDED_KEY_USAGE: &str = "2.5.29.37";
const CREDENTIAL_TYPE: &str = "2.23.133.2.25";
const PROFILE: &str = "2.23.133.2.23";
/// Attributes that only platform certificates have: assertions of the platform and its trusted building blocks, profile, kind, configurations.
const PLATFORM_ATTRIBUTES: &[&str] = &[
    "2.23.133.2.17",
    "2.23.133.2.19",
    "2.23.133.2.27",
    PROFILE,
    CREDENTIAL_TYPE,
    "2.23.133.5.1.7.1",
    "2.23.133.5.1.7.2",
    "2.23.133.5.1.7.3",
];

/// One attribute with its values.
pub(super) struct Attribute<'a> {
    pub oid: String,
    pub values: Vec<Element<'a>>,
}

struct Extension<'a> {
    oid: String,
    critical: bool,
    value: &'a [u8],
}

/// What either wrapping gives.
struct Body<'a> {
    encoding: Encoding,
    issuer: Vec<NameValue>,
    serial_number: String,
    not_before: Moment,
    not_after: Moment,
    /// AlgorithmIdentifier inside what is signed.
    algorithm: Element<'a>,
    holder: Option<IssuerSerial>,
    attributes: Vec<Attribute<'a>>,
    extensions: Vec<Extension<'a>>,
}

/// One value of DER: as it is, or out of PEM of any label.
pub(super) fn unwrapped(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Defect> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Defect { fault: Fault::Empty, detail: "empty".to_owned() });
    }
    let mut dashes = bytes.iter().take(4_096).enumerate().filter(|(_, octet)| **octet == b'-');
    let der = if dashes.any(|(at, _)| bytes.get(at..).is_some_and(|rest| rest.starts_with(b"-----BEGIN "))) {
        let mut blocks = pem::blocks(bytes).ok_or_else(|| Defect::malformed("the PEM text is not well formed"))?;
        if blocks.len() > 1 {
            return Err(Defect { fault: Fault::Trailing, detail: format!("trailing: {} PEM blocks in one file", blocks.len()) });
        }
        Cow::Owned(blocks.pop().ok_or_else(|| Defect::malformed("the PEM text holds no block"))?.der)
    } else {
        Cow::Borrowed(bytes)
    };
    one_value(&der)?;
    Ok(der)
}

/// Says apart what is cut short, what has something behind it and what is not DER.
fn one_value(der: &[u8]) -> Result<(), Defect> {
    let truncated = |detail: String| Defect { fault: Fault::Truncated, detail };
    if der.is_empty() {
        return Err(Defect { fault: Fault::Empty, detail: "empty".to_owned() });
    }
    let (header, length) = match der {
        [_, short, ..] if *short < 0x80 => (2_usize, usize::from(*short)),
        [_, 0x80, ..] => return Err(Defect::malformed("indefinite length is not DER")),
        [_, long, rest @ ..] => {
            let octets = usize::from(long & 0x7f);
            let Some(length) = rest.get(..octets) else { return Err(truncated("truncated: inside a length".to_owned())) };
            if octets > 4 {
                return Err(Defect::malformed("a length of more than four octets"));
            }
            let length = length.iter().fold(0_usize, |sum, octet| sum << 8 | usize::from(*octet));
            (octets.saturating_add(2), length)
        }
        _ => return Err(truncated("truncated: inside a length".to_owned())),
    };
    let there = der.len().saturating_sub(header);
    if length > there {
        return Err(truncated(format!("truncated: {length} octets announced, {there} there")));
    }
    let mut reader = Reader::new(der);
    let value = reader.next().ok_or_else(|| Defect::malformed("length not minimal"))?;
    if length < there {
        let behind = there.saturating_sub(length);
        return Err(Defect { fault: Fault::Trailing, detail: format!("trailing: {behind} octets after the certificate") });
    }
    nested(value, 0)
}

/// That every constructed value holds well-formed values only, so that nothing hides where nobody looks.
fn nested(value: Element<'_>, depth: u32) -> Result<(), Defect> {
    if value.tag & 0x20 == 0 {
        return Ok(());
    }
    if depth > DEPTH {
        return Err(Defect::malformed("values are nested more than 32 deep"));
    }
    let mut inside = value.inside();
    while !inside.is_empty() {
        let inner =
            inside.next().ok_or_else(|| Defect::malformed("a value is longer than what holds it, or its length is not as DER asks"))?;
        nested(inner, depth.saturating_add(1))?;
    }
    Ok(())
}

/// Reads the certificate.
pub(super) fn read(der: &[u8]) -> Result<PlatformCertificate, Defect> {
    let damaged = || Defect::malformed("neither an attribute certificate nor a public key certificate");
    let mut outer = Reader::new(der).expect(SEQUENCE).ok_or_else(damaged)?.inside();
    let message = outer.expect(SEQUENCE).ok_or_else(damaged)?;
    let algorithm = outer.expect(SEQUENCE).ok_or_else(damaged)?;
    let signature = outer.expect(BIT_STRING).filter(|_| outer.is_empty()).ok_or_else(damaged)?;
    let signature = signature.body.strip_prefix(&[0]).ok_or_else(|| Defect::malformed("the signature is no whole number of octets"))?;
    // An attribute certificate's first field is INTEGER 1 (v2), and a holder follows; a key certificate's is [0] or its serial number.
    let mut fields = message.inside();
    let first = fields.next().ok_or_else(damaged)?;
    let body = match (first.tag, fields.next().map(|second| second.tag), fields.next().map(|third| third.tag)) {
        (INTEGER, Some(SEQUENCE), Some(0xa0)) => attribute_certificate(message, &first)?,
        _ => key_certificate(message)?,
    };
    if body.algorithm.whole != algorithm.whole {
        return Err(Defect::malformed("the two signature algorithms differ"));
    }
    let signed = Signed { message: message.whole.to_vec(), algorithm: algorithm.body.to_vec(), signature: signature.to_vec() };
    assemble(body, signed)
}

fn attribute_certificate<'a>(message: Element<'a>, version: &Element<'a>) -> Result<Body<'a>, Defect> {
    let damaged = || Defect::malformed("the attribute certificate does not follow RFC 5755, 4.1");
    if version.body != [1] {
        return Err(Defect::malformed("attribute certificate version is not 2"));
    }
    let mut fields = message.inside();
    let _version = fields.next();
    let holder = holder(fields.expect(SEQUENCE).ok_or_else(damaged)?.inside())?;
    let issuer = fields.expect(0xa0).and_then(|form| form.inside().expect(SEQUENCE)).ok_or_else(damaged)?;
    let algorithm = fields.expect(SEQUENCE).ok_or_else(damaged)?;
    let number = fields.expect(INTEGER).ok_or_else(damaged)?;
    let (not_before, not_after) = validity(fields.expect(SEQUENCE).ok_or_else(damaged)?)?;
    let attributes = attributes(fields.expect(SEQUENCE).ok_or_else(damaged)?)?;
    let _unique_identifier = fields.optional(BIT_STRING);
    let extensions = fields.optional(SEQUENCE).map_or(Ok(Vec::new()), extensions)?;
    if !fields.is_empty() {
        return Err(damaged());
    }
    Ok(Body {
        encoding: Encoding::AttributeCertificate,
        issuer: directory_name(issuer.inside())?,
        serial_number: serial(number.body),
        not_before,
        not_after,
        algorithm,
        holder,
        attributes,
        extensions,
    })
}

fn key_certificate(message: Element<'_>) -> Result<Body<'_>, Defect> {
    let damaged = || Defect::malformed("the certificate follows neither RFC 5755, 4.1 nor RFC 5280, 4.1");
    let mut fields = message.inside();
    let _version = fields.optional(0xa0);
    let number = fields.expect(INTEGER).ok_or_else(damaged)?;
    let algorithm = fields.expect(SEQUENCE).ok_or_else(damaged)?;
    let issuer = name(&fields.expect(SEQUENCE).ok_or_else(damaged)?)?;
    let (not_before, not_after) = validity(fields.expect(SEQUENCE).ok_or_else(damaged)?)?;
    let _subject = fields.expect(SEQUENCE).ok_or_else(damaged)?;
    let _key = fields.expect(SEQUENCE).ok_or_else(damaged)?;
    let _identifiers = (fields.optional(0x81), fields.optional(0x82));
    let extensions = match fields.optional(0xa3) {
        Some(wrapped) => extensions(wrapped.inside().expect(SEQUENCE).ok_or_else(damaged)?)?,
        None => Vec::new(),
    };
    let serial_number = serial(number.body);
    let encoding = Encoding::PublicKeyCertificate;
    Ok(Body { encoding, issuer, serial_number, not_before, not_after, algorithm, holder: None, attributes: Vec::new(), extensions })
}

/// Holder: baseCertificateID `[0]`, entityName `[1]`, objectDigestInfo `[2]`.
fn holder(mut fields: Reader<'_>) -> Result<Option<IssuerSerial>, Defect> {
    fields.optional(0xa0).map(|named| issuer_serial(named.inside())).transpose()
}

/// IssuerSerial: GeneralNames, number.
pub(super) fn issuer_serial(mut fields: Reader<'_>) -> Result<IssuerSerial, Defect> {
    let damaged = || Defect::malformed("a certificate is not named by issuer and serial number");
    let issuer = fields.expect(SEQUENCE).ok_or_else(damaged)?;
    let number = fields.expect(INTEGER).ok_or_else(damaged)?;
    Ok(IssuerSerial { issuer: directory_name(issuer.inside())?, serial_number: serial(number.body) })
}

fn validity(element: Element<'_>) -> Result<(Moment, Moment), Defect> {
    let damaged = || Defect::malformed("the validity is not two times as DER asks");
    let mut times = element.inside();
    let mut next = || times.next().and_then(|time| moment(&time)).ok_or_else(damaged);
    Ok((next()?, next()?))
}

/// GeneralizedTime and UTCTime in the form of RFC 5280, 4.1.2.5: to the second, in Z.
fn moment(time: &Element<'_>) -> Option<Moment> {
    let text = std::str::from_utf8(time.body).ok().filter(|text| text.is_ascii())?;
    let full = match time.tag {
        0x18 if text.len() == 15 => text.to_owned(),
        0x17 if text.len() == 13 => format!("{}{text}", if text.as_bytes().first()? < &b'5' { "20" } else { "19" }),
        _ => return None,
    };
    let part = |from: usize, to: usize| full.get(from..to).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let (date, time) = ((part(0, 4)?, part(4, 6)?, part(6, 8)?), (part(8, 10)?, part(10, 12)?, part(12, 14)?));
    full.ends_with('Z').then(|| Moment::parse(&format!("{}-{}-{}T{}:{}:{}Z", date.0, date.1, date.2, time.0, time.1, time.2)))?
}

fn attributes(element: Element<'_>) -> Result<Vec<Attribute<'_>>, Defect> {
    let damaged = || Defect::malformed("an attribute is not well formed");
    let mut attributes = Vec::new();
    for attribute in element.inside().all(ATTRIBUTES).ok_or_else(damaged)? {
        let mut fields = attribute.inside();
        let kind = fields.expect(OID).ok_or_else(damaged)?;
        let values = fields.expect(SET).ok_or_else(damaged)?.inside().all(ATTRIBUTES).ok_or_else(damaged)?;
        attributes.push(Attribute { oid: oid(&kind)?, values });
    }
    Ok(attributes)
}

fn extensions(element: Element<'_>) -> Result<Vec<Extension<'_>>, Defect> {
    let damaged = || Defect::malformed("an extension is not well formed");
    let mut extensions = Vec::new();
    for extension in element.inside().all(EXTENSIONS).ok_or_else(damaged)? {
        let mut fields = extension.inside();
        let kind = oid(&fields.expect(OID).ok_or_else(damaged)?)?;
        let critical = fields.optional(0x01).is_some_and(|flag| flag.body != [0]);
        let value = fields.expect(OCTET_STRING).ok_or_else(damaged)?.body;
        if extensions.iter().any(|earlier: &Extension<'_>| earlier.oid == kind) {
            return Err(Defect::malformed("an extension stands twice"));
        }
        extensions.push(Extension { oid: kind, critical, value });
    }
    Ok(extensions)
}

fn assemble(mut body: Body<'_>, signed: Signed) -> Result<PlatformCertificate, Defect> {
    let value =
        |wanted: &str| body.extensions.iter().find(|extension| extension.oid == wanted).map(|extension| Reader::new(extension.value));
    if let Some(directory) = value(SUBJECT_DIRECTORY_ATTRIBUTES) {
        let mut directory = directory;
        let inner = directory.expect(SEQUENCE).ok_or_else(|| Defect::malformed("subjectDirectoryAttributes is not well formed"))?;
        body.attributes.extend(attributes(inner)?);
    }
    let purposes = value(EXTENDED_KEY_USAGE).map_or(Ok(Vec::new()), oids)?;
    let kind = kind(&body.attributes, &purposes)?;
    let is_ours = body.attributes.iter().any(|attribute| PLATFORM_ATTRIBUTES.contains(&attribute.oid.as_str()));
    if !is_ours && kind == Kind::Unstated {
        let detail = "not a platform certificate: no platform configuration, no credential type".to_owned();
        return Err(Defect { fault: Fault::NotAPlatformCertificate, detail });
    }
    let platform = value(SUBJECT_ALTERNATIVE_NAME).map_or(Ok(Platform::default()), platform)?;
    let authority_key =
        value(AUTHORITY_KEY_IDENTIFIER).and_then(|mut value| value.expect(SEQUENCE)?.inside().optional(0x80)).map(|key| hex(key.body));
    let listed = configuration::read(&body.attributes)?;
    let mut algorithm = body.algorithm.inside();
    Ok(PlatformCertificate {
        encoding: body.encoding,
        kind,
        profile: profile(&body.attributes)?,
        configuration: listed.version,
        issuer: body.issuer,
        serial_number: body.serial_number,
        not_before: body.not_before,
        not_after: body.not_after,
        signature_algorithm: oid(&algorithm.expect(OID).ok_or_else(|| Defect::malformed("no signature algorithm"))?)?,
        platform,
        holder: body.holder,
        components: listed.components,
        properties: listed.properties,
        attributes: body.attributes.iter().map(|attribute| attribute.oid.clone()).collect(),
        critical_extensions: body.extensions.iter().filter(|extension| extension.critical).map(|extension| extension.oid.clone()).collect(),
        authority_key,
        previous_certificates: listed.previous,
        components_uri: listed.components_uri,
        configuration_uri: listed.configuration_uri,
        properties_uri: listed.properties_uri,
        signed,
    })
}

fn oids(mut value: Reader<'_>) -> Result<Vec<String>, Defect> {
    let damaged = || Defect::malformed("an extended key usage is not well formed");
    value.expect(SEQUENCE).and_then(|list| list.inside().all(ATTRIBUTES)).ok_or_else(damaged)?.iter().map(oid).collect()
}

/// By the credential type, and for key certificates by the extended key usage too (TCG registry, 2.23.133.8.2 to 8.8).
fn kind(attributes: &[Attribute<'_>], purposes: &[String]) -> Result<Kind, Defect> {
    let mut stated = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.oid == CREDENTIAL_TYPE) {
        for value in &attribute.values {
            let inner = if value.tag == SEQUENCE { value.inside().expect(OID) } else { Some(*value).filter(|value| value.tag == OID) };
            stated.push(oid(&inner.ok_or_else(|| Defect::malformed("the credential type is no object identifier"))?)?);
        }
    }
    let known = |oid: &String| match oid.as_str() {
        "2.23.133.8.2" | "2.23.133.8.4" => Some(Kind::Base),
        "2.23.133.8.5" | "2.23.133.8.6" => Some(Kind::Delta),
        "2.23.133.8.7" | "2.23.133.8.8" => Some(Kind::Rebase),
        _ => None,
    };
    let kinds: Vec<Kind> = stated.iter().chain(purposes).filter_map(known).collect();
    match kinds.as_slice() {
        [] => Ok(Kind::Unstated),
        [first, rest @ ..] if rest.iter().all(|other| other == first) => Ok(*first),
        _ => Err(Defect::malformed("it states two kinds of credential")),
    }
}

/// SEQUENCE { major, minor, revision }; Intel wraps it in one SEQUENCE too many.
fn profile(attributes: &[Attribute<'_>]) -> Result<Option<String>, Defect> {
    let Some(attribute) = attributes.iter().find(|attribute| attribute.oid == PROFILE) else { return Ok(None) };
    let damaged = || Defect::malformed("the profile's version is not three numbers");
    let mut value = *attribute.values.first().ok_or_else(damaged)?;
    if let Some(inner) = value.inside().optional(SEQUENCE) {
        value = inner;
    }
    let numbers = value.inside().all(3).ok_or_else(damaged)?;
    let number = |element: &Element<'_>| match (element.tag, element.body) {
        (INTEGER, [octet]) if *octet < 0x80 => Some(octet.to_string()),
        (INTEGER, [high, low]) if *high < 0x80 => Some(u16::from_be_bytes([*high, *low]).to_string()),
        _ => None,
    };
    let numbers: Option<Vec<String>> = numbers.iter().map(number).collect();
    numbers.filter(|numbers| numbers.len() == 3).map(|numbers| Some(numbers.join("."))).ok_or_else(damaged)
}

/// The platform's attributes in the alternative name. A bare Name, as some early certificates have, tells nothing.
fn platform(mut value: Reader<'_>) -> Result<Platform, Defect> {
    let mut platform = Platform::default();
    let names = value.expect(SEQUENCE).ok_or_else(|| Defect::malformed("subjectAltName is not well formed"))?;
    let Some(directory) = names.inside().all(ATTRIBUTES).and_then(|names| names.into_iter().find(|name| name.tag == 0xa4)) else {
        return Ok(platform);
    };
    let inner = directory.inside().expect(SEQUENCE).ok_or_else(|| Defect::malformed("a directory name is not well formed"))?;
    for relative in inner.inside().all(ATTRIBUTES).unwrap_or_default() {
        for attribute in relative.inside().all(ATTRIBUTES).unwrap_or_default() {
            let mut fields = attribute.inside();
            let (Some(kind), Some(value)) = (fields.expect(OID), fields.next()) else { continue };
            let slot = match oid(&kind)?.as_str() {
                "2.23.133.5.1.1" | "2.23.133.2.4" => &mut platform.manufacturer,
                "2.23.133.5.1.4" | "2.23.133.2.5" => &mut platform.model,
                "2.23.133.5.1.5" | "2.23.133.2.6" => &mut platform.version,
                "2.23.133.5.1.6" | "2.23.133.2.23" => &mut platform.serial,
                _ => continue,
            };
            *slot = string(&value)?;
        }
    }
    Ok(platform)
}
