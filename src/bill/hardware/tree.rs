//! Inventories in JSON that are no component lists: `lshw -json`, `ip -j link`, Redfish resources.

use serde_json::Value;

use super::{Family, Machine, PARTS, Part, Platform, Sees, Source, head};
use crate::evidence::unambiguous_json;
use crate::intake::Document;

pub(super) const LSHW: Source = Source { name: "lshw", recognises: is_lshw, read: lshw };
pub(super) const IP_LINK: Source = Source { name: "ip-link", recognises: is_ip_link, read: ip_link };
pub(super) const REDFISH: Source = Source { name: "redfish", recognises: is_redfish, read: redfish };

/// Objects and lists inside each other; lshw goes some ten deep.
const DEPTH: u32 = 64;

/// Without blanks.
fn dense(document: &Document) -> String {
    head(document).split_whitespace().collect()
}

fn is_lshw(document: &Document) -> bool {
    let head = dense(document);
    (head.starts_with("{\"id\":") || head.starts_with("[{\"id\":")) && head.contains("\"class\":")
}

fn is_ip_link(document: &Document) -> bool {
    let head = dense(document);
    head.starts_with("[{\"ifindex\":") || (head.starts_with("[{") && head.contains("\"ifname\":") && head.contains("\"link_type\":"))
}

fn is_redfish(document: &Document) -> bool {
    let head = dense(document);
    (head.starts_with('{') || head.starts_with("[{")) && head.contains("\"@odata.type\":\"#")
}

fn json(bytes: &[u8]) -> Result<Value, String> {
    unambiguous_json(bytes)?;
    serde_json::from_slice(bytes).map_err(|error| error.to_string())
}

fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}

/// Calls `visit` on every object, outermost first, in order.
fn objects(value: &Value, depth: u32, visit: &mut impl FnMut(&Value) -> Result<(), String>) -> Result<(), String> {
    if depth > DEPTH {
        return Err(format!("values are nested more than {DEPTH} deep"));
    }
    if value.is_object() {
        visit(value)?;
    }
    let inner = value.as_object().into_iter().flat_map(|map| map.values()).chain(value.as_array().into_iter().flatten());
    inner.filter(|inner| inner.is_object() || inner.is_array()).try_for_each(|inner| objects(inner, depth.saturating_add(1), visit))
}

fn add(machine: &mut Machine, part: Part) -> Result<(), String> {
    if machine.parts.len() == PARTS {
        return Err(format!("more than {PARTS} parts"));
    }
    machine.parts.push(part);
    Ok(())
}

/// `vendor`, `product`, `serial`, `version` of every node with a class of hardware; a network node's serial is its address.
fn lshw(bytes: &[u8]) -> Result<Machine, String> {
    let mut machine = Machine { sees: Sees::Everything, ..Machine::default() };
    objects(&json(bytes)?, 0, &mut |node| {
        let (vendor, product, serial, version) = (text(node, "vendor"), text(node, "product"), text(node, "serial"), text(node, "version"));
        let class = text(node, "class").unwrap_or_default();
        if class == "system" && machine.platform == Platform::default() {
            machine.platform = Platform { manufacturer: vendor, model: product, version, serial };
            return Ok(());
        }
        let family = match class.as_str() {
            "bus" if text(node, "id").is_some_and(|id| id.starts_with("core")) => Family::Board,
            "processor" => Family::Processor,
            "memory" if text(node, "id").is_some_and(|id| id.starts_with("firmware")) => Family::Firmware,
            "memory" => Family::Memory,
            "disk" => Family::Storage,
            "network" => Family::Network,
            "power" => Family::Power,
            "input" => Family::Input,
            "storage" | "bridge" | "display" | "multimedia" | "bus" | "communication" | "generic" => Family::Controller,
            _ => return Ok(()),
        };
        // A node of the tree that stands for no thing: a core without a board, a bank without a module.
        if vendor.is_none() && product.is_none() {
            return Ok(());
        }
        let (serial, addresses) = if family == Family::Network { (None, serial.into_iter().collect()) } else { (serial, Vec::new()) };
        add(&mut machine, Part { family: Some(family), manufacturer: vendor, model: product, serial, revision: version, addresses })
    })?;
    Ok(machine)
}

/// The permanent address of each interface, else its present one; software's own interfaces are no parts.
fn ip_link(bytes: &[u8]) -> Result<Machine, String> {
    let mut machine = Machine { sees: Sees::Only([Family::Network].as_slice().into()), ..Machine::default() };
    for link in json(bytes)?.as_array().into_iter().flatten() {
        let is_made = link.get("linkinfo").is_some() || text(link, "link_type").is_some_and(|kind| kind != "ether");
        if let Some(address) = text(link, "permaddr").or_else(|| text(link, "address")).filter(|_| !is_made) {
            add(&mut machine, Part { family: Some(Family::Network), addresses: vec![address], ..Part::default() })?;
        }
    }
    Ok(machine)
}

/// Resources by their `@odata.type`; the first ComputerSystem or Chassis is the platform.
fn redfish(bytes: &[u8]) -> Result<Machine, String> {
    let mut machine = Machine { sees: Sees::Everything, ..Machine::default() };
    objects(&json(bytes)?, 0, &mut |node| {
        let Some(kind) = text(node, "@odata.type") else { return Ok(()) };
        let kind = kind.trim_start_matches('#').split('.').next().unwrap_or_default().to_owned();
        let (manufacturer, model, serial) = (text(node, "Manufacturer"), text(node, "Model"), text(node, "SerialNumber"));
        let revision = ["FirmwareVersion", "Revision", "Version"].iter().find_map(|name| text(node, name));
        if kind == "ComputerSystem" && machine.platform == Platform::default() {
            machine.platform = Platform { manufacturer, model, version: text(node, "Version"), serial };
            return Ok(());
        }
        let family = match kind.as_str() {
            "Processor" => Family::Processor,
            "Memory" => Family::Memory,
            "Drive" => Family::Storage,
            "NetworkAdapter" | "EthernetInterface" => Family::Network,
            "PowerSupply" | "Battery" => Family::Power,
            "StorageController" | "PCIeDevice" => Family::Controller,
            "TrustedComponent" => Family::Tpm,
            "Chassis" => Family::Container,
            _ => return Ok(()),
        };
        let addresses: Vec<String> = text(node, "PermanentMACAddress").or_else(|| text(node, "MACAddress")).into_iter().collect();
        if manufacturer.is_none() && model.is_none() && serial.is_none() && addresses.is_empty() {
            return Ok(());
        }
        add(&mut machine, Part { family: Some(family), manufacturer, model, serial, revision, addresses })
    })?;
    Ok(machine)
}
