//! The sample product: an IP camera with everything that is soldered, screwed or flashed into it.

use serde_json::{Value, json};

/// The vendor and brand of the sample; invented, like every maker of its parts.
const VENDOR: (&str, &str) = ("Tama Optics Co., Ltd.", "JP");
const SERIAL: &str = "TO-5M-26-004217";

/// A maker by name and country; a name of `None` leaves the claim out.
#[derive(Clone)]
pub struct Part {
    /// `bom-ref`.
    pub reference: &'static str,
    /// The part that holds it; empty for the product itself.
    pub within: &'static str,
    pub kind: &'static str,
    /// The maker's part number: HBOMs in the field put it here.
    pub name: String,
    pub version: Option<&'static str>,
    pub description: &'static str,
    /// Name and country.
    pub maker: Option<(String, &'static str)>,
    pub quantity: u32,
    pub purl: Option<&'static str>,
    /// Further properties.
    pub properties: Vec<(&'static str, &'static str)>,
}

/// A bill to be varied: each golden case is one change away from the sample.
#[derive(Clone)]
pub struct Camera {
    pub parts: Vec<Part>,
}

impl Camera {
    /// The accepted one.
    pub fn sample() -> Self {
        Self { parts: parts() }
    }

    pub fn vendor(&self) -> &'static str {
        VENDOR.0
    }

    /// The same with another maker of one part.
    pub fn with_maker(mut self, reference: &str, maker: &str, country: &'static str) -> Self {
        self.part(reference).maker = Some((maker.to_owned(), country));
        self
    }

    /// The same without the maker of one part.
    pub fn without_maker(mut self, reference: &str) -> Self {
        self.part(reference).maker = None;
        self
    }

    pub fn with_part_number(mut self, reference: &str, name: &str) -> Self {
        name.clone_into(&mut self.part(reference).name);
        self
    }

    /// The same with no parts at all.
    pub fn emptied(mut self) -> Self {
        self.parts.clear();
        self
    }

    fn part(&mut self, reference: &str) -> &mut Part {
        self.parts.iter_mut().find(|part| part.reference == reference).expect("a part of the camera")
    }

    /// CycloneDX 1.6 JSON, indented, with a line feed at the end.
    pub fn to_json(&self) -> String {
        let assemblies: Vec<&str> = std::iter::once("camera").chain(self.parts.iter().map(|part| part.reference)).collect();
        let bill = json!({
            "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": "urn:uuid:6f0a3f0e-2f6b-4c53-9a0e-5d0c1c7b4217",
            "version": 1,
            "metadata": {
                "timestamp": "2026-10-30T02:15:00Z",
                "lifecycles": [{ "phase": "post-build" }],
                "supplier": entity(VENDOR.0, VENDOR.1),
                "component": {
                    "type": "device",
                    "bom-ref": "camera",
                    "manufacturer": entity(VENDOR.0, VENDOR.1),
                    "name": "TO-IPC-5M-D2",
                    "version": "rev C",
                    "description": "5 megapixel outdoor dome IP camera, PoE and Wi-Fi",
                    "properties": [
                        { "name": "cdx:device:function", "value": "video surveillance" },
                        { "name": "cdx:device:serialNumber", "value": SERIAL },
                        { "name": "cdx:device:lotNumber", "value": "2026-W43-02" },
                    ],
                },
            },
            "components": self.within(""),
            "compositions": [{ "aggregate": "complete", "assemblies": assemblies }],
        });
        format!("{}\n", serde_json::to_string_pretty(&bill).expect("serialises"))
    }

    /// The buyer's order for it.
    pub fn order(&self) -> String {
        format!(
            "schema_version = \"1\"\nvendor = \"{}\"\ncontract = \"2026-0417\"\nproduct = \"TO-IPC-5M-D2\"\ncategory = \"video-surveillance-equipment\"\npurpose = \"public-safety\"\ncountry_of_production = \"{}\"\nserials = [\"{SERIAL}\"]\n",
            VENDOR.0, VENDOR.1
        )
    }

    fn within(&self, holder: &str) -> Vec<Value> {
        self.parts.iter().filter(|part| part.within == holder).map(|part| self.component(part)).collect()
    }

    fn component(&self, part: &Part) -> Value {
        let mut component = json!({ "type": part.kind, "bom-ref": part.reference });
        if let Some((name, country)) = &part.maker {
            component["manufacturer"] = entity(name, country);
        }
        component["name"] = json!(part.name);
        if let Some(version) = part.version {
            component["version"] = json!(version);
        }
        component["description"] = json!(part.description);
        if let Some(purl) = part.purl {
            component["purl"] = json!(purl);
        }
        let mut properties: Vec<Value> = part.properties.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        if matches!(part.kind, "device") {
            properties.insert(0, json!({ "name": "cdx:device:quantity", "value": part.quantity.to_string() }));
        }
        if !properties.is_empty() {
            component["properties"] = Value::Array(properties);
        }
        let inner = self.within(part.reference);
        if !inner.is_empty() {
            component["components"] = Value::Array(inner);
        }
        component
    }
}

fn entity(name: &str, country: &str) -> Value {
    json!({ "name": name, "address": { "country": country } })
}

fn hardware(
    reference: &'static str,
    within: &'static str,
    name: &str,
    description: &'static str,
    maker: (&str, &'static str),
    quantity: u32,
    location: &'static str,
) -> Part {
    let properties = if location.is_empty() { Vec::new() } else { vec![("cdx:device:location", location)] };
    Part {
        reference,
        within,
        kind: "device",
        name: name.to_owned(),
        version: None,
        description,
        maker: Some((maker.0.to_owned(), maker.1)),
        quantity,
        purl: None,
        properties,
    }
}

fn software(
    reference: &'static str,
    within: &'static str,
    kind: &'static str,
    name: (&str, &'static str),
    description: &'static str,
    purl: Option<&'static str>,
) -> Part {
    let maker = if purl.is_some() { None } else { Some((VENDOR.0.to_owned(), VENDOR.1)) };
    Part {
        reference,
        within,
        kind,
        name: name.0.to_owned(),
        version: Some(name.1),
        description,
        maker,
        quantity: 1,
        purl,
        properties: Vec::new(),
    }
}

#[rustfmt::skip]
fn parts() -> Vec<Part> {
    vec![
        hardware("main-board", "", "TO-MB-5M-C", "main board, assembled", VENDOR, 1, ""),
        hardware("pcb", "main-board", "HCB-8L-4410", "printed circuit board, 8 layers", ("Hsinpu Circuit Board Co., Ltd.", "TW"), 1, ""),
        hardware("soc", "main-board", "HKS7330A-BGA", "system on chip, vision, 2 x 1.2 GHz, 1 TOPS", ("Hakusan Semiconductor K.K.", "JP"), 1, "U1"),
        hardware("dram", "main-board", "NM4G16-D4L-3200", "DDR4 memory, 4 Gbit", ("Nambu Memory Corporation", "JP"), 2, "U2, U3"),
        hardware("flash", "main-board", "BW25Q256-SOIC", "SPI NOR flash, 256 Mbit", ("Brightwell Flash Technologies, Inc.", "US"), 1, "U5"),
        hardware("pmic", "main-board", "SPD6512", "power management", ("Shonan Power Devices K.K.", "JP"), 1, "U7"),
        hardware("phy", "main-board", "AMX8081-QFN", "Ethernet transceiver, 10/100", ("Altmark Mikroelektronik GmbH", "DE"), 1, "U8"),
        hardware("secure-element", "main-board", "AMX-SE050", "secure element, key storage", ("Altmark Mikroelektronik GmbH", "DE"), 1, "U9"),
        hardware("magjack", "main-board", "CI-47155-4001", "RJ45 socket with magnetics, PoE", ("Corrick Interconnect Ltd.", "GB"), 1, "J1"),
        hardware("sd-socket", "main-board", "CI-50387-0801", "microSD socket", ("Corrick Interconnect Ltd.", "GB"), 1, "J4"),
        hardware("wifi", "main-board", "NVK-W2-AC", "Wi-Fi module, 802.11ac, 1x1", ("Norrvik Wireless AB", "SE"), 1, "M1"),
        hardware("wifi-chip", "wifi", "NVK9120", "Wi-Fi baseband and radio", ("Norrvik Wireless AB", "SE"), 1, "U1"),
        hardware("antenna", "", "FLX-2450-80", "antenna, flexible, 2.4/5 GHz", ("Norrvik Wireless AB", "SE"), 1, ""),
        hardware("sensor-board", "", "TO-SB-5M-B", "sensor board, assembled", VENDOR, 1, ""),
        hardware("sensor", "sensor-board", "IID-S5271", "CMOS image sensor, 5 megapixel, 1/2.7 inch", ("Inawashiro Imaging Devices Inc.", "JP"), 1, "U1"),
        hardware("ir-led", "sensor-board", "LH-IR850-3", "infrared LED, 850 nm", ("Lumenhof GmbH", "DE"), 6, "D1-D6"),
        hardware("lens", "", "SLW-2812-IR", "lens, 2.8-12 mm, IR corrected", ("Suwa Lens Works Co., Ltd.", "JP"), 1, ""),
        hardware("adaptor", "", "KE-1212-W", "power supply, 12 V 1 A", ("Kiso Electric Mfg. Co., Ltd.", "JP"), 1, ""),
        hardware("case", "", "TDK-DM-110A", "dome housing, aluminium die-cast, IK10", ("Tsubame Diecast Kogyo Co., Ltd.", "JP"), 1, ""),
        software("firmware", "", "firmware", ("TO-IPC firmware", "3.4.1"), "camera firmware image", None),
        software("bootloader", "firmware", "firmware", ("TO boot", "2024.07-to3"), "boot loader with verified boot", None),
        software("system", "firmware", "operating-system", ("TO Linux", "6.6.58-to1"), "operating system, built by the vendor", None),
        software("openssl", "firmware", "library", ("openssl", "3.0.15"), "TLS", Some("pkg:github/openssl/openssl@openssl-3.0.15")),
        software("busybox", "firmware", "application", ("busybox", "1.36.1"), "system tools", Some("pkg:github/mirror/busybox@1_36_1")),
    ]
}
