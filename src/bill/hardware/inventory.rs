//! What `kenpin hardware collect` writes: the machine's parts, and plainly what could not be seen.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Family, Machine, PARTS, Part, Platform, Sees, Source};
use crate::evidence::unambiguous_json;
use crate::intake::Document;

pub(super) const SOURCE: Source = Source { name: "kenpin-inventory", recognises, read };

/// The value of `form`, by which the file is known.
pub const FORM: &str = "kenpin-inventory";

/// An inventory of one machine.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inventory {
    /// Shape of this file; "1".
    pub schema_version: String,
    /// "kenpin-inventory".
    pub form: String,
    /// `kenpin 0.1.0`.
    pub program: String,
    /// When it was taken, RFC 3339.
    pub at: String,
    pub platform: PlatformRow,
    pub parts: Vec<PartRow>,
    /// Families of parts that would have been seen; a declared part of any other cannot be called missing.
    pub sees: Vec<Family>,
    /// What could not be seen, and why.
    pub not_seen: Vec<Unseen>,
    /// Certificates of the TPM's endorsement keys, in base64, as the TPM shows them. That it holds the keys is not proved by them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub endorsement_certificates: Vec<String>,
}

/// The machine as a whole.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlatformRow {
    pub manufacturer: Option<String>,
    pub model: Option<String>,
    pub version: Option<String>,
    pub serial: Option<String>,
}

/// One part, texts as the hardware gives them.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartRow {
    pub family: Option<Family>,
    /// A name, a USB vendor, or a PCI vendor and subsystem vendor, `8086:17aa:`.
    pub manufacturer: Option<String>,
    pub model: Option<String>,
    pub serial: Option<String>,
    pub revision: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<String>,
    /// Where the machine shows it, such as `/sys/bus/pci/devices/0000:00:1f.6`.
    pub place: String,
}

/// Something that could not be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unseen {
    pub what: String,
    pub why: String,
}

fn recognises(document: &Document) -> bool {
    document.outline.member_text("form") == Some(FORM)
}

fn read(bytes: &[u8]) -> Result<Machine, String> {
    unambiguous_json(bytes)?;
    let inventory: Inventory = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    if inventory.schema_version != "1" {
        return Err(format!("the shape of this inventory is not known: schema_version \"{}\"", inventory.schema_version));
    }
    if inventory.parts.len() > PARTS {
        return Err(format!("more than {PARTS} parts"));
    }
    let PlatformRow { manufacturer, model, version, serial } = inventory.platform;
    Ok(Machine {
        platform: Platform { manufacturer, model, version, serial },
        parts: inventory.parts.into_iter().map(part).collect(),
        sees: Sees::Only(Cow::Owned(inventory.sees)),
        elsewhere: false,
    })
}

/// The certificates of the machine's TPM that an inventory brings along; none where it is another kind of file, or damaged.
pub fn endorsements(document: &Document) -> Vec<Vec<u8>> {
    if !recognises(document) || unambiguous_json(&document.bytes).is_err() {
        return Vec::new();
    }
    let inventory = serde_json::from_slice::<Inventory>(&document.bytes).ok();
    inventory.iter().flat_map(|inventory| &inventory.endorsement_certificates).filter_map(|text| STANDARD.decode(text).ok()).collect()
}

fn part(row: PartRow) -> Part {
    let PartRow { family, manufacturer, model, serial, revision, addresses, place: _ } = row;
    Part { family, manufacturer, model, serial, revision, addresses }
}
