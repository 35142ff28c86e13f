//! Traits: how profile 2.x says what it says about a component, one value each.

use super::super::asn1::{Element, OCTET_STRING, OID, SEQUENCE};
use super::configuration::{self, BOOLEAN, class_value, hardware_address, is_enumerated, reference, status, text};
use super::{CertificateReference, Class, Component, Defect, Trait, hex, oid};

/// Traits of one component.
const TRAITS: usize = 256;

struct Read<'a> {
    id: String,
    category: String,
    registry: String,
    description: Option<String>,
    uri: Option<String>,
    value: Element<'a>,
}

/// Trait: id, category, registry, description `[0]`, URI `[1]`, value.
fn read(element: Element<'_>) -> Result<Read<'_>, Defect> {
    let damaged = || Defect::malformed("a trait is not well formed");
    let mut fields = element.inside();
    let mut name = || fields.expect(OID).ok_or_else(damaged).and_then(|element| oid(&element));
    let (id, category, registry) = (name()?, name()?, name()?);
    let mut optional = |tag: u8, kind: u8| fields.optional(tag).map(|found| text(&Element { tag: kind, ..found })).transpose();
    let (description, uri) = (optional(0x80, 0x0c)?, optional(0x81, 0x16)?);
    let value = fields.next().filter(|_| fields.is_empty()).ok_or_else(damaged)?;
    Ok(Read { id, category, registry, description, uri, value })
}

fn all(element: Element<'_>) -> Result<Vec<Read<'_>>, Defect> {
    let traits = element.inside().all(TRAITS).ok_or_else(|| Defect::malformed("a component's traits are not well formed"))?;
    traits.into_iter().map(read).collect()
}

/// A component from its traits. A category that stands twice keeps its first value; the rest is kept beside.
pub(super) fn component(element: Element<'_>) -> Result<Component, Defect> {
    let traits = all(element)?;
    let mut component = match traits.iter().find(|one| category(one) == Some(26)) {
        Some(whole) => configuration::component(whole.value)?,
        None => Component::default(),
    };
    for one in traits {
        if category(&one) != Some(26) && !place(&one, &mut component)? {
            let Read { id, category, registry, description, uri, value } = one;
            component.traits.push(Trait { id, category, registry, description, uri, value: hex(value.whole) });
        }
    }
    Ok(component)
}

/// The last number of a category in TCG's tree.
fn category(one: &Read<'_>) -> Option<u8> {
    one.category.strip_prefix("2.23.133.19.2.")?.parse().ok()
}

/// Puts a trait's value where it belongs. Whether there was a place for it.
fn place(one: &Read<'_>, component: &mut Component) -> Result<bool, Defect> {
    let value = &one.value;
    let slot = match category(one) {
        Some(7) if component.class.is_none() && value.tag == OCTET_STRING => {
            component.class = Some(Class { registry: Some(one.registry.clone()), value: class_value(value)? });
            return Ok(true);
        }
        Some(8) => &mut component.manufacturer,
        Some(9) => &mut component.model,
        Some(10) => &mut component.serial,
        Some(13) => &mut component.revision,
        Some(11) if component.status.is_none() && is_enumerated(value) => {
            component.status = Some(status(value)?);
            return Ok(true);
        }
        Some(14) if component.field_replaceable.is_none() && value.tag == BOOLEAN => {
            component.field_replaceable = Some(value.body != [0]);
            return Ok(true);
        }
        Some(29) if value.tag == SEQUENCE => {
            component.addresses.get_or_insert_default().push(hardware_address(value.inside())?);
            return Ok(true);
        }
        Some(31) if component.manufacturer_id.is_none() && value.tag == OID => {
            component.manufacturer_id = Some(oid(value)?);
            return Ok(true);
        }
        _ => return Ok(false),
    };
    if slot.is_some() {
        return Ok(false);
    }
    *slot = Some(text(value)?);
    Ok(true)
}

/// The certificates that a delta or a rebase builds on (attribute 2.23.133.2.26).
pub(super) fn previous_certificates(element: Element<'_>) -> Result<Vec<CertificateReference>, Defect> {
    all(element)?
        .into_iter()
        .map(|one| Ok(CertificateReference { category: Some(one.category), ..reference(one.value.inside())? }))
        .collect()
}
