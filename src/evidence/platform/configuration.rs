//! The component list of a platform certificate: platformConfiguration of profiles 1.0 (v1), 1.1 (v2) and 2.x (v3).

use super::super::asn1::{BIT_STRING, Element, INTEGER, OCTET_STRING, OID, Reader, SEQUENCE};
use super::name::string;
use super::shell::{Attribute, issuer_serial};
use super::traits;
use super::{Address, COMPONENTS, CertificateReference, Class, Component, Defect, Fault, HardwareAddress, Property, Status, hex, oid};

const CONFIGURATION_1: &str = "2.23.133.5.1.7.1";
const CONFIGURATION_2: &str = "2.23.133.5.1.7.2";
const CONFIGURATION_3: &str = "2.23.133.5.1.7.3";
const CONFIGURATION_URI: &str = "2.23.133.5.1.3";
const PREVIOUS_CERTIFICATES: &str = "2.23.133.2.26";
pub(super) const ENUMERATED: u8 = 0x0a;
pub(super) const BOOLEAN: u8 = 0x01;
const UTF8: u8 = 0x0c;
const IA5: u8 = 0x16;
const ADDRESSES: usize = 256;
const PROPERTIES: usize = 10_000;

/// Everything that the attributes say about the inside of the machine.
#[derive(Default)]
pub(super) struct Listed {
    pub version: Option<u8>,
    pub components: Vec<Component>,
    pub properties: Vec<Property>,
    pub components_uri: Option<Address>,
    pub properties_uri: Option<Address>,
    pub configuration_uri: Option<Address>,
    pub previous: Vec<CertificateReference>,
}

pub(super) fn read(attributes: &[Attribute<'_>]) -> Result<Listed, Defect> {
    let mut listed = Listed::default();
    for attribute in attributes {
        let first = || attribute.values.first().copied().ok_or_else(|| Defect::malformed("an attribute without a value"));
        let version = match attribute.oid.as_str() {
            CONFIGURATION_1 => 1,
            CONFIGURATION_2 => 2,
            CONFIGURATION_3 => 3,
            CONFIGURATION_URI => {
                listed.configuration_uri = Some(address(first()?.inside())?);
                continue;
            }
            PREVIOUS_CERTIFICATES => {
                listed.previous = traits::previous_certificates(first()?)?;
                continue;
            }
            _ => continue,
        };
        if listed.version.replace(version).is_some() || attribute.values.len() != 1 {
            return Err(Defect::malformed("more than one component list"));
        }
        configuration(first()?, version, &mut listed)?;
    }
    Ok(listed)
}

fn configuration(value: Element<'_>, version: u8, listed: &mut Listed) -> Result<(), Defect> {
    let damaged = || Defect::malformed("the platform configuration is not well formed");
    let mut fields = value.inside();
    if let Some(components) = fields.optional(0xa0) {
        let mut all = components.inside();
        while !all.is_empty() {
            if listed.components.len() == COMPONENTS {
                let detail = format!("too many components: more than {COMPONENTS}");
                return Err(Defect { fault: Fault::TooManyComponents, detail });
            }
            let element = all.expect(SEQUENCE).ok_or_else(damaged)?;
            listed.components.push(if version == 3 { traits::component(element)? } else { component(element)? });
        }
    }
    let (uri, properties, properties_uri) = match version {
        1 => (None, 0xa1, Some(0xa2)),
        2 => (Some(0xa1), 0xa2, Some(0xa3)),
        _ => (None, 0xa1, None),
    };
    if let Some(found) = uri.and_then(|tag| fields.optional(tag)) {
        listed.components_uri = Some(address(found.inside())?);
    }
    if let Some(found) = fields.optional(properties) {
        listed.properties = found.inside().all(PROPERTIES).ok_or_else(damaged)?.into_iter().map(property).collect::<Result<_, _>>()?;
    }
    if let Some(found) = properties_uri.and_then(|tag| fields.optional(tag)) {
        listed.properties_uri = Some(address(found.inside())?);
    }
    if fields.is_empty() { Ok(()) } else { Err(damaged()) }
}

/// One component of v1 or v2; drafts of 1.1 have a class without a registry.
pub(super) fn component(element: Element<'_>) -> Result<Component, Defect> {
    let damaged = || Defect::malformed("a component is not well formed");
    let mut fields = element.inside();
    let class = match fields.optional(OCTET_STRING) {
        Some(bare) => Some(Class { registry: None, value: class_value(&bare)? }),
        None => fields.optional(SEQUENCE).map(class).transpose()?,
    };
    let manufacturer = text(&fields.expect(UTF8).ok_or_else(damaged)?)?;
    let model = text(&fields.expect(UTF8).ok_or_else(damaged)?)?;
    let component = Component {
        class,
        manufacturer: Some(manufacturer),
        model: Some(model),
        serial: fields.optional(0x80).map(implicit_text).transpose()?,
        revision: fields.optional(0x81).map(implicit_text).transpose()?,
        manufacturer_id: fields.optional(0x82).map(|id| oid(&id)).transpose()?,
        field_replaceable: fields.optional(0x83).map(|flag| flag.body != [0]),
        addresses: fields.optional(0xa4).map(addresses).transpose()?,
        certificate: fields.optional(0xa5).map(|found| reference(found.inside())).transpose()?,
        certificate_uri: fields.optional(0xa6).map(|found| address(found.inside())).transpose()?,
        status: fields.optional(0x87).map(|found| status(&found)).transpose()?,
        traits: Vec::new(),
    };
    if fields.is_empty() { Ok(component) } else { Err(damaged()) }
}

fn class(element: Element<'_>) -> Result<Class, Defect> {
    let mut fields = element.inside();
    let damaged = || Defect::malformed("a component's class is not well formed");
    let registry = oid(&fields.expect(OID).ok_or_else(damaged)?)?;
    Ok(Class { registry: Some(registry), value: class_value(&fields.expect(OCTET_STRING).ok_or_else(damaged)?)? })
}

pub(super) fn class_value(octets: &Element<'_>) -> Result<String, Defect> {
    if octets.body.len() == 4 { Ok(hex(octets.body)) } else { Err(Defect::malformed("component class value is not four octets")) }
}

/// The text of a UTF8String or another string.
pub(super) fn text(element: &Element<'_>) -> Result<String, Defect> {
    string(element)?.ok_or_else(|| Defect::malformed(&format!("a text is of type {}", element.tag)))
}

/// Text under an implicit tag: UTF-8.
fn implicit_text(element: Element<'_>) -> Result<String, Defect> {
    text(&Element { tag: UTF8, ..element })
}

fn addresses(element: Element<'_>) -> Result<Vec<HardwareAddress>, Defect> {
    let damaged = || Defect::malformed("a component's addresses are not well formed");
    element.inside().all(ADDRESSES).ok_or_else(damaged)?.into_iter().map(|one| hardware_address(one.inside())).collect()
}

pub(super) fn hardware_address(mut fields: Reader<'_>) -> Result<HardwareAddress, Defect> {
    let damaged = || Defect::malformed("a hardware address is not well formed");
    let kind = oid(&fields.expect(OID).ok_or_else(damaged)?)?;
    let kind = match kind.as_str() {
        "2.23.133.17.1" => "ethernet".to_owned(),
        "2.23.133.17.2" => "wlan".to_owned(),
        "2.23.133.17.3" => "bluetooth".to_owned(),
        _ => kind,
    };
    Ok(HardwareAddress { kind, value: text(&fields.next().ok_or_else(damaged)?)? })
}

/// CertificateIdentifier: digest of the signature `[0]`, issuer and number `[1]`.
pub(super) fn reference(mut fields: Reader<'_>) -> Result<CertificateReference, Defect> {
    let damaged = || Defect::malformed("a reference to a certificate is not well formed");
    let mut reference = CertificateReference::default();
    if let Some(hashed) = fields.optional(0xa0) {
        let mut hashed = hashed.inside();
        let algorithm = hashed.expect(SEQUENCE).and_then(|identifier| identifier.inside().expect(OID)).ok_or_else(damaged)?;
        reference.signature_digest_algorithm = Some(oid(&algorithm)?);
        reference.signature_digest = Some(hex(hashed.expect(OCTET_STRING).ok_or_else(damaged)?.body));
    }
    if let Some(named) = fields.optional(0xa1) {
        let named = issuer_serial(named.inside())?;
        reference.issuer = Some(named.issuer);
        reference.serial_number = Some(named.serial_number);
    }
    if fields.is_empty() { Ok(reference) } else { Err(damaged()) }
}

/// URIReference: address, hash algorithm, hash.
pub(super) fn address(mut fields: Reader<'_>) -> Result<Address, Defect> {
    let damaged = || Defect::malformed("a URI reference is not well formed");
    let uri = text(&fields.expect(IA5).ok_or_else(damaged)?)?;
    let algorithm = fields.optional(SEQUENCE).map(|identifier| identifier.inside().expect(OID).ok_or_else(damaged)).transpose()?;
    let digest = fields.optional(BIT_STRING).map(|bits| bits.body.strip_prefix(&[0]).map(hex).ok_or_else(damaged)).transpose()?;
    Ok(Address { uri, digest_algorithm: algorithm.map(|algorithm| oid(&algorithm)).transpose()?, digest })
}

fn property(element: Element<'_>) -> Result<Property, Defect> {
    let damaged = || Defect::malformed("a property is not well formed");
    let mut fields = element.inside();
    Ok(Property {
        name: text(&fields.next().ok_or_else(damaged)?)?,
        value: text(&fields.next().ok_or_else(damaged)?)?,
        status: fields.optional(0x80).map(|found| status(&found)).transpose()?,
    })
}

pub(super) fn status(element: &Element<'_>) -> Result<Status, Defect> {
    match element.body {
        [0] => Ok(Status::Added),
        [1] => Ok(Status::Modified),
        [2] => Ok(Status::Removed),
        _ => Err(Defect::malformed("a status is none of added, modified, removed")),
    }
}

/// INTEGER is what some encoders write for ENUMERATED.
pub(super) fn is_enumerated(element: &Element<'_>) -> bool {
    element.tag == ENUMERATED || element.tag == INTEGER
}
