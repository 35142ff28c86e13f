//! paccor's component list (JSON, member names in any case), with flat fields or with traits.

use serde_json::Value;

use super::{Family, Machine, PARTS, Part, Platform, Sees, Source};
use crate::evidence::unambiguous_json;
use crate::intake::{Document, Outline};

pub(super) const SOURCE: Source = Source { name: "paccor-component-list", recognises, read };

fn recognises(document: &Document) -> bool {
    matches!(&document.outline, Outline::JsonObject { members, .. }
        if members.iter().any(|member| is(&member.name, "PLATFORM"))
            && members.iter().any(|member| is(&member.name, "COMPONENTS") || is(&member.name, "componentIdentifiers")))
}

fn is(name: &str, wanted: &str) -> bool {
    name.eq_ignore_ascii_case(wanted)
}

fn read(bytes: &[u8]) -> Result<Machine, String> {
    unambiguous_json(bytes)?;
    let list: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    let mut machine = Machine { platform: member(&list, "PLATFORM").map(platform).unwrap_or_default(), ..Machine::default() };
    let components = member(&list, "COMPONENTS").or_else(|| member(&list, "componentIdentifiers"));
    for component in components.and_then(Value::as_array).ok_or("COMPONENTS is no list")? {
        if machine.parts.len() == PARTS {
            return Err(format!("more than {PARTS} components"));
        }
        let part = part(component);
        let status = text(component, "STATUS").unwrap_or_default();
        if !is(&status, "removed") {
            machine.parts.push(part);
        }
    }
    machine.sees = Sees::Everything;
    Ok(machine)
}

fn member<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    value.as_object()?.iter().find(|(key, _)| is(key, name)).map(|(_, value)| value)
}

fn text(value: &Value, name: &str) -> Option<String> {
    member(value, name)?.as_str().map(str::to_owned)
}

fn either(value: &Value, names: [&str; 2]) -> Option<String> {
    names.iter().find_map(|name| text(value, name))
}

fn platform(value: &Value) -> Platform {
    let mut platform = Platform {
        manufacturer: text(value, "PLATFORMMANUFACTURERSTR"),
        model: text(value, "PLATFORMMODEL"),
        version: text(value, "PLATFORMVERSION"),
        serial: text(value, "PLATFORMSERIAL"),
    };
    for one in member(value, "TRAITS").and_then(Value::as_array).into_iter().flatten() {
        let slot = match category(one) {
            Some(1) => &mut platform.manufacturer,
            Some(2) => &mut platform.model,
            Some(3) => &mut platform.version,
            Some(4) => &mut platform.serial,
            Some(_) | None => continue,
        };
        *slot = slot.take().or_else(|| text(one, "UTF8"));
    }
    platform
}

/// A component: an object of fields with traits beside them, or a list of traits.
fn part(component: &Value) -> Part {
    let mut part = fields(component);
    let traits = component.as_array().or_else(|| member(component, "TRAITS").and_then(Value::as_array));
    for one in traits.into_iter().flatten() {
        merge(&mut part, one);
    }
    part
}

fn fields(value: &Value) -> Part {
    Part {
        family: member(value, "COMPONENTCLASS").and_then(class),
        manufacturer: either(value, ["MANUFACTURER", "componentManufacturer"]),
        model: either(value, ["MODEL", "componentModel"]),
        serial: either(value, ["SERIAL", "componentSerial"]),
        revision: either(value, ["REVISION", "componentRevision"]),
        addresses: addresses(value),
    }
}

fn class(value: &Value) -> Option<Family> {
    let registry = either(value, ["COMPONENTCLASSREGISTRY", "componentClassRegistry"])?;
    Family::of_class(Some(&registry), &octets(member(value, "COMPONENTCLASSVALUE")?)?)
}

/// Octets as hex: hex itself, or `{ "base64": ".." }`.
fn octets(value: &Value) -> Option<String> {
    use base64::Engine as _;
    match value.as_str() {
        Some(hex) => Some(hex.to_lowercase()),
        None => {
            let octets = base64::engine::general_purpose::STANDARD.decode(text(value, "base64")?).ok()?;
            Some(octets.iter().map(|octet| format!("{octet:02x}")).collect())
        }
    }
}

fn addresses(value: &Value) -> Vec<String> {
    let listed = member(value, "ADDRESSES").and_then(Value::as_array).into_iter().flatten();
    listed.filter_map(Value::as_object).flat_map(|one| one.values().filter_map(Value::as_str)).map(str::to_owned).collect()
}

fn category(one: &Value) -> Option<u8> {
    text(one, "traitCategory")?.strip_prefix("2.23.133.19.2.")?.parse().ok()
}

/// Adds what one trait says; what is there already stays.
fn merge(part: &mut Part, one: &Value) {
    let whole = member(one, "COMPONENTIDENTIFIERV11").or_else(|| member(one, "traitValue").filter(|value| value.is_object()));
    if let Some(whole) = whole.filter(|_| category(one).is_none_or(|category| category == 26)) {
        let more = fields(whole);
        part.family = part.family.or(more.family);
        for (slot, found) in [
            (&mut part.manufacturer, more.manufacturer),
            (&mut part.model, more.model),
            (&mut part.serial, more.serial),
            (&mut part.revision, more.revision),
        ] {
            *slot = slot.take().or(found);
        }
        part.addresses.extend(more.addresses);
        return;
    }
    let value = either(one, ["UTF8", "traitValue"]);
    let slot = match category(one) {
        Some(7) => {
            let value = member(one, "traitValue").and_then(octets);
            let class = value.and_then(|value| Family::of_class(text(one, "traitRegistry").as_deref(), &value));
            part.family = part.family.or(class).or_else(|| member(one, "COMPONENTCLASS").and_then(self::class));
            return;
        }
        Some(8) => &mut part.manufacturer,
        Some(9) => &mut part.model,
        Some(10) => &mut part.serial,
        Some(13) => &mut part.revision,
        Some(_) | None => {
            part.addresses.extend(addresses(one));
            return;
        }
    };
    *slot = slot.take().or(value);
}
