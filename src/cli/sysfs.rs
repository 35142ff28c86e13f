//! A Linux machine's parts as its kernel shows them under `/sys`: read only, bounded, nothing run.

use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{paths, tpm};
use crate::bill::hardware::inventory::{PartRow, PlatformRow, Unseen};
use crate::bill::hardware::{Family, PARTS, SOURCES};
use crate::evidence::platform::Endorsement;

/// Bytes of one value, and of the SMBIOS table.
const VALUE: u64 = 4096;
const TABLE: u64 = 1 << 20;
/// Hubs that the kernel itself stands for.
const LINUX_FOUNDATION: &str = "1d6b";
const HOLDER: &str = "whether the TPM is the platform certificate's holder";

/// The file system of the machine, or a copy of it.
pub(super) struct Sysfs {
    pub root: PathBuf,
}

/// What was found, and what was not.
#[derive(Default)]
pub(super) struct Found {
    pub platform: PlatformRow,
    pub parts: Vec<PartRow>,
    pub sees: Vec<Family>,
    pub not_seen: Vec<Unseen>,
    pub endorsement_certificates: Vec<String>,
}

impl Sysfs {
    pub fn collect(&self) -> Found {
        let mut found = Found::default();
        self.firmware(&mut found);
        self.pci(&mut found);
        self.usb(&mut found);
        self.other_networks(&mut found);
        self.drives(&mut found);
        self.tpm(&mut found);
        found.sees.extend([Family::Controller, Family::Network]);
        found.parts.truncate(PARTS);
        found
    }

    fn path(&self, place: &str) -> PathBuf {
        self.root.join(place.trim_start_matches('/'))
    }

    /// One value, trimmed; `None` where it is absent, empty or not to be read.
    fn value(&self, place: &str) -> Option<String> {
        let bytes = paths::within(&self.path(place), VALUE).ok().flatten()?;
        Some(String::from_utf8_lossy(&bytes).trim_matches(['\0', '\n', ' ']).to_owned()).filter(|text| !text.is_empty())
    }

    /// Four hexadecimal digits of `0x8086`.
    fn number(&self, place: &str) -> Option<String> {
        self.value(place).map(|text| text.trim_start_matches("0x").to_lowercase())
    }

    /// Names in a folder, sorted; none where it is absent.
    fn names(&self, place: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(place)).into_iter().flatten().take(PARTS).flatten();
        let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    /// The SMBIOS table, which root alone may read; else what the kernel shows of it to everybody.
    fn firmware(&self, found: &mut Found) {
        const TABLE_PLACE: &str = "/sys/firmware/dmi/tables/DMI";
        let table = paths::within(&self.path(TABLE_PLACE), TABLE).ok().flatten();
        let reader = SOURCES.iter().find(|source| source.name == "smbios");
        let why = match (table, reader) {
            (Some(bytes), Some(reader)) => match (reader.read)(&bytes) {
                Ok(machine) => {
                    let platform = machine.platform;
                    found.platform = PlatformRow {
                        manufacturer: platform.manufacturer,
                        model: platform.model,
                        version: platform.version,
                        serial: platform.serial,
                    };
                    found.parts.extend(machine.parts.into_iter().map(|part| PartRow {
                        family: part.family,
                        manufacturer: part.manufacturer,
                        model: part.model,
                        serial: part.serial,
                        revision: part.revision,
                        addresses: Vec::new(),
                        place: TABLE_PLACE.to_owned(),
                    }));
                    let seen = [Family::Processor, Family::Container, Family::Board, Family::Memory, Family::Power, Family::Firmware];
                    found.sees.extend(seen);
                    return;
                }
                Err(why) => format!("the firmware's table is damaged: {why}"),
            },
            _ if self.path(TABLE_PLACE).exists() => "only root may read the firmware's table".to_owned(),
            _ => "this machine's firmware shows no SMBIOS table".to_owned(),
        };
        found.unseen("processors, memory modules, power supplies, and serial numbers of machine and board", &why);
        self.shown_to_all(found);
    }

    /// `/sys/class/dmi/id`: serial numbers are there for root only.
    fn shown_to_all(&self, found: &mut Found) {
        let at = |name: &str| self.value(&format!("/sys/class/dmi/id/{name}"));
        found.platform = PlatformRow {
            manufacturer: at("sys_vendor"),
            model: at("product_name"),
            version: at("product_version"),
            serial: at("product_serial"),
        };
        for (family, manufacturer, model, serial, revision) in [
            (Family::Firmware, at("bios_vendor"), None, None, at("bios_version")),
            (Family::Board, at("board_vendor"), at("board_name"), at("board_serial"), at("board_version")),
            (Family::Container, at("chassis_vendor"), None, at("chassis_serial"), at("chassis_version")),
        ] {
            if manufacturer.is_some() || model.is_some() {
                found.sees.push(family);
                let place = "/sys/class/dmi/id".to_owned();
                found.parts.push(PartRow { family: Some(family), manufacturer, model, serial, revision, addresses: Vec::new(), place });
            }
        }
    }

    fn pci(&self, found: &mut Found) {
        const DEVICES: &str = "/sys/bus/pci/devices";
        let mut hidden = false;
        for name in self.names(DEVICES) {
            let place = format!("{DEVICES}/{name}");
            let number = |file: &str| self.number(&format!("{place}/{file}"));
            let class = number("class").and_then(|class| u32::from_str_radix(&class, 16).ok());
            // An NVMe drive is told by its own controller, with its serial number.
            if class.is_some_and(|class| class >> 8 == 0x0108) && !self.names(&format!("{place}/nvme")).is_empty() {
                continue;
            }
            if class.is_some_and(|class| class >> 16 == 0x01) && !self.path(&format!("{place}/driver")).exists() {
                hidden = true;
                found.unseen(&format!("drives at {place}"), "the kernel has no driver for their controller");
            }
            let joined = |one: &str, other: &str| number(one).map(|first| format!("{first}:{}:", number(other).unwrap_or_default()));
            let networks =
                self.names(&place).into_iter().filter(|inner| inner.starts_with("virtio")).map(|inner| format!("{place}/{inner}/net"));
            let addresses = networks.chain([format!("{place}/net")]).flat_map(|folder| self.addresses(&folder, found)).collect();
            found.parts.push(PartRow {
                family: class.map(Family::of_pci),
                manufacturer: joined("vendor", "subsystem_vendor"),
                model: joined("device", "subsystem_device"),
                serial: None,
                revision: number("revision"),
                addresses,
                place,
            });
        }
        if !found.parts.is_empty() {
            found.unseen("serial numbers of PCI devices", "the kernel does not show them; `lspci -vv` as root does");
        }
        if !hidden {
            found.sees.push(Family::Storage);
        }
    }

    /// Addresses that the maker gave to the interfaces of a folder.
    fn addresses(&self, folder: &str, found: &mut Found) -> Vec<String> {
        let mut addresses = Vec::new();
        for name in self.names(folder) {
            let given = self.value(&format!("{folder}/{name}/addr_assign_type")).is_none_or(|kind| kind == "0");
            match self.value(&format!("{folder}/{name}/address")).filter(|address| given && is_makers(address)) {
                Some(address) => addresses.push(address),
                None => found.unseen(&format!("the maker's address of {name}"), "its present one was set by software"),
            }
        }
        addresses
    }

    /// Adapters on other buses than PCI.
    fn other_networks(&self, found: &mut Found) {
        const INTERFACES: &str = "/sys/class/net";
        for name in self.names(INTERFACES) {
            let place = format!("{INTERFACES}/{name}");
            let Some(address) = self.value(&format!("{place}/address")).filter(|address| is_makers(address)) else { continue };
            let known = found.parts.iter().any(|part| part.addresses.contains(&address));
            if !known && self.path(&format!("{place}/device")).exists() {
                found.parts.push(PartRow { family: Some(Family::Network), addresses: vec![address], place, ..PartRow::default() });
            }
        }
    }

    fn usb(&self, found: &mut Found) {
        const DEVICES: &str = "/sys/bus/usb/devices";
        for name in self.names(DEVICES) {
            let place = format!("{DEVICES}/{name}");
            let at = |file: &str| self.value(&format!("{place}/{file}"));
            let Some(vendor) = at("idVendor").filter(|vendor| vendor != LINUX_FOUNDATION) else { continue };
            // Binary-coded decimal: 0512 is 5.12.
            let revision = at("bcdDevice")
                .map(|text| text.split_at_checked(2).map_or(text.clone(), |(one, two)| format!("{}.{two}", one.trim_start_matches('0'))));
            let (model, serial) = (at("idProduct"), at("serial"));
            found.parts.push(PartRow { manufacturer: Some(vendor), model, serial, revision, place, ..PartRow::default() });
        }
    }

    fn drives(&self, found: &mut Found) {
        for name in self.names("/sys/class/nvme") {
            let place = format!("/sys/class/nvme/{name}");
            let at = |file: &str| self.value(&format!("{place}/{file}"));
            let (model, serial, revision) = (at("model"), at("serial"), at("firmware_rev"));
            found.parts.push(PartRow { family: Some(Family::Storage), model, serial, revision, place, ..PartRow::default() });
        }
        for name in self.names("/sys/block") {
            let place = format!("/sys/block/{name}");
            // What software makes has no device behind it; NVMe drives are told above.
            if name.starts_with("nvme") || !self.path(&format!("{place}/device")).exists() {
                continue;
            }
            let at = |file: &str| self.value(&format!("{place}/{file}"));
            let serial = at("serial").or_else(|| at("device/serial")).or_else(|| self.unit_serial(&place));
            if serial.is_none() {
                found.unseen(&format!("the serial number of {name}"), "the kernel does not show it, or only to root");
            }
            found.parts.push(PartRow {
                family: Some(Family::Storage),
                manufacturer: at("device/vendor"),
                model: at("device/model").or_else(|| at("device/name")),
                serial,
                revision: at("device/rev").or_else(|| at("device/fwrev")),
                addresses: Vec::new(),
                place,
            });
        }
    }

    /// SCSI's page 0x80 (SPC-4, 7.8.15): four octets, then the serial number.
    fn unit_serial(&self, place: &str) -> Option<String> {
        let page = paths::within(&self.path(&format!("{place}/device/vpd_pg80")), VALUE).ok().flatten()?;
        Some(String::from_utf8_lossy(page.get(4..)?).trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn tpm(&self, found: &mut Found) {
        // The kernel names no maker of it; the firmware's table may.
        if found.parts.iter().any(|part| part.family == Some(Family::Tpm)) {
            found.sees.push(Family::Tpm);
        }
        if self.names("/sys/class/tpm").is_empty() {
            let why = "this machine shows no TPM, so that a certificate copied from another machine cannot be told from its own";
            found.unseen(HOLDER, why);
        } else {
            let shown = tpm::certificates(&self.path("/dev/tpmrm0"));
            let why = match &shown {
                Ok(shown) if shown.iter().any(|bytes| Endorsement::read(bytes).is_ok()) => {
                    found.endorsement_certificates = shown.iter().map(|bytes| STANDARD.encode(bytes)).collect();
                    return found.unseen("whether the TPM holds the key of its certificate", "reading a certificate does not prove it");
                }
                Ok(_) => "the TPM shows no certificate of its maker, so that a certificate copied from another machine cannot be excluded",
                Err(_) => {
                    "only root may ask the TPM for its certificate, so that a certificate copied from another machine cannot be excluded"
                }
            };
            found.unseen(HOLDER, why);
        }
    }
}

impl Found {
    fn unseen(&mut self, what: &str, why: &str) {
        self.not_seen.push(Unseen { what: what.to_owned(), why: why.to_owned() });
    }
}

/// Six octets that are neither zero nor set by software (bit 0x02 of the first).
fn is_makers(address: &str) -> bool {
    let octets: Option<Vec<u8>> = address.split(':').map(|octet| u8::from_str_radix(octet, 16).ok()).collect();
    octets.is_some_and(|octets| {
        octets.len() == 6 && octets.iter().any(|octet| *octet != 0) && octets.first().is_some_and(|first| first & 0x02 == 0)
    })
}
