//! Rules one by one, each at the edge where it begins to speak: deliveries of a few lines, judged in this process.

use std::collections::BTreeSet;

use kenpin::decision::policy::reading;
use kenpin::decision::{Case, Decision, Effect, Finding, LinkKind, Terms, Waivers};
use kenpin::evidence::trust::TrustStore;
use kenpin::intake::{Budget, Delivery, Digest, Document, Item, Moment, Order, Refusal, RefusalCause, Shipment};
use kenpin::maker::directory::Directory;
use kenpin::screening::list_file::ListText;
use kenpin::screening::watchlist::Watchlists;

use crate::{inside, minting};

/// What is handed in, and under which terms.
struct Given {
    policy: String,
    order: &'static str,
    files: Vec<(&'static str, Vec<u8>)>,
    actual: Vec<(&'static str, &'static str)>,
    at: &'static str,
    reference: kenpin::Reference,
}

impl Default for Given {
    fn default() -> Self {
        let (policy, order, files, actual, at) = (String::new(), "", Vec::new(), Vec::new(), "2026-11-23");
        Self { policy, order, files, actual, at, reference: inside::reference(TrustStore::default()) }
    }
}

impl Given {
    fn judged(self) -> (Case, Decision) {
        let file = |(path, bytes): (&str, Vec<u8>)| Item::File { path: path.to_owned(), bytes };
        let shipment = Shipment::gather(self.files.into_iter().map(file).collect::<Vec<_>>(), &Budget::default());
        let actual = self.actual.into_iter().map(|(path, text)| Document::new(path, text.as_bytes().to_vec())).collect();
        let delivery = Delivery { shipment, order: Order::read(self.order).unwrap(), actual, ..Delivery::default() };
        let terms = Terms { policy: reading::read(&self.policy).unwrap(), waivers: Waivers::default() };
        kenpin::verify(&delivery, &self.reference, &terms, Moment::parse(self.at).unwrap())
    }

    /// What one rule says, in one line each: effect, sentence, places.
    fn says(self, rule: &str) -> Vec<String> {
        let decision = self.judged().1;
        let of_rule = decision.findings.iter().filter(|finding| finding.rule == rule);
        let told = of_rule.map(|finding| {
            let places: Vec<String> = finding.places.iter().map(|site| format!("{}{}", site.document, site.pointer)).collect();
            format!("{}: {} ({})", finding.effect.word(), finding.what, places.join(", "))
        });
        told.collect()
    }
}

/// A bill of CycloneDX, in JSON, that ends with these members.
fn bill(members: &str) -> Vec<u8> {
    format!(r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","version":1{members}}}"#).into_bytes()
}

fn components(components: &str) -> Vec<u8> {
    bill(&format!(r#","components":[{components}]"#))
}

const CAMERA: &str = r#"{"type":"device","name":"cam","manufacturer":{"name":"Tama Optics"}}"#;

#[test]
fn a_signature_that_the_policy_wants_is_of_that_signer_or_root_and_for_that_vendor() {
    let vendor = minting::vendor("rules");
    let signature = vendor.sign_cms(&components(CAMERA));
    let mut trust = TrustStore::default();
    trust.trust_authority("ca.pem", vendor.authority_pem().as_bytes()).unwrap();
    let given = |required: &str| Given {
        policy: format!("[signatures]\nrequired = [{{ documents = \"*.json\"{required} }}]"),
        order: "vendor = \"Tama\"",
        files: vec![("b.json", components(CAMERA)), ("b.json.p7s", signature.clone())],
        reference: inside::reference(trust.clone()),
        ..Given::default()
    };
    let (case, _) = given("").judged();
    let proof = case.evidence.proofs_for(Digest::of(&components(CAMERA))).next().unwrap().1.clone();
    assert_ne!(proof.signer(), proof.root());
    for met in ["".to_owned(), format!(", signer = \"{}\"", proof.signer()), format!(", signer = \"{}\"", proof.root())] {
        assert_eq!(given(&met).says("KP-E01"), <[String; 0]>::default(), "{met}");
    }
    let other = ", signer = \"somebody else\"";
    let unmet = ["refer: the policy wants \"*.json\" to be signed by \"somebody else\" (b.json)"];
    assert_eq!(given(other).says("KP-E01"), unmet);
    assert_eq!(given(&format!("{other}, vendor = \"Tama\"")).says("KP-E01"), unmet);
    assert_eq!(given(&format!("{other}, vendor = \"Sagami\"")).says("KP-E01"), <[String; 0]>::default());
    let build = ", build = { repository = \"R\", ref = \"F\", runner = \"U\", digest = \"D\" }";
    let asked = "signed by somebody trusted, in a build of \"R\" at \"F\" on \"U\" of commit \"D\" (b.json)";
    assert_eq!(given(build).says("KP-E01"), [format!("refer: the policy wants \"*.json\" to be {asked}")]);
}

const SERIAL: &str = "3e671687-395b-41f5-a30f-a58921a69b79";

/// A bill with a serial number of its own, that refers to another.
fn linking(target: &str) -> Vec<u8> {
    let own = "urn:uuid:11111111-395b-41f5-a30f-a58921a69b79";
    bill(&format!(
        r#","serialNumber":"{own}","components":[{{"type":"device","bom-ref":"a","name":"cam","manufacturer":{{"name":"Tama Optics"}}}}],
        "dependencies":[{{"ref":"a","dependsOn":["{target}"]}}]"#
    ))
}

#[test]
fn a_link_is_met_by_the_bill_that_bears_its_number_in_every_way_of_writing() {
    let numbered = |serial: &str| bill(&format!(r#","serialNumber":"urn:uuid:{serial}","components":[{CAMERA}]"#));
    let xml = |serial: &str| {
        format!(
            r#"<bom xmlns="http://cyclonedx.org/schema/bom/1.6" serialNumber="urn:uuid:{serial}" version="1"><components>
            <component type="device"><manufacturer><name>Tama Optics</name></manufacturer><name>cam</name></component></components></bom>"#
        )
        .into_bytes()
    };
    let tags = |serial: &str| {
        format!("SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: d\nDocumentNamespace: urn:uuid:{serial}\nCreator: Tool: t\nCreated: 2026-01-01T00:00:00Z\n")
            .into_bytes()
    };
    let target = format!("urn:cdx:{SERIAL}/1#part");
    let says = |other: (&'static str, Vec<u8>), target: &str| {
        Given { files: vec![("a.json", linking(target)), other], ..Given::default() }.says("KP-B06").len()
    };
    let elsewhere = "00000000-395b-41f5-a30f-a58921a69b79";
    assert_eq!(says(("b.json", numbered(SERIAL)), &target), 0);
    assert_eq!(says(("b.json", numbered(elsewhere)), &target), 1);
    assert_eq!(says(("b.xml", xml(SERIAL)), &target), 0);
    assert_eq!(says(("b.xml", xml(elsewhere)), &target), 1);
    assert_eq!(says(("b.spdx", tags(SERIAL)), &target), 0);
    assert_eq!(says(("b.spdx", tags(elsewhere)), &target), 1);
    // Its own number: the part is in this very bill. No number at all: it is nobody's.
    assert_eq!(says(("b.json", numbered(elsewhere)), "urn:cdx:11111111-395b-41f5-a30f-a58921a69b79/1#a"), 0);
    assert_eq!(says(("b.xml", xml(elsewhere)), "urn:cdx:/1#a"), 1);
}

#[test]
fn a_link_with_a_digest_is_met_by_those_bytes_alone() {
    let other = components(CAMERA);
    let namespace = "https://example.org/own";
    let referring = |address: &str, sha256: Digest| {
        let text = format!(
            r#"{{"spdxVersion":"SPDX-2.3","dataLicense":"CC0-1.0","SPDXID":"SPDXRef-DOCUMENT","name":"d","documentNamespace":"{namespace}",
            "creationInfo":{{"created":"2026-01-01T00:00:00Z","creators":["Tool: t"]}},"externalDocumentRefs":[{{"externalDocumentId":"DocumentRef-o",
            "spdxDocument":"{address}","checksum":{{"algorithm":"SHA256","checksumValue":"{sha256}"}}}}]}}"#
        );
        Given { files: vec![("a.spdx.json", text.into_bytes()), ("b.json", components(CAMERA))], ..Given::default() }.says("KP-B06").len()
    };
    assert_eq!(referring("https://example.org/b", Digest::of(&other)), 0);
    assert_eq!(referring("https://example.org/b", Digest::of(b"another state")), 1);
    // A weaker digest is none: then the address decides, which SPDX writes behind a name.
    let weakly = |address: &str| {
        let spdx = |namespace: &str, more: &str| {
            format!(
                r#"{{"spdxVersion":"SPDX-2.3","dataLicense":"CC0-1.0","SPDXID":"SPDXRef-DOCUMENT","name":"d","documentNamespace":"{namespace}",
                "creationInfo":{{"created":"2026-01-01T00:00:00Z","creators":["Tool: t"]}}{more}}}"#
            )
            .into_bytes()
        };
        let checksum = r#""checksum":{"algorithm":"SHA1","checksumValue":"da39a3ee5e6b4b0d3255bfef95601890afd80709"}"#;
        let refers = format!(r#","externalDocumentRefs":[{{"externalDocumentId":"DocumentRef-o","spdxDocument":"{address}",{checksum}}}]"#);
        let files = vec![("a.spdx.json", spdx(namespace, &refers)), ("b.spdx.json", spdx("https://example.org/b", ""))];
        Given { files, ..Given::default() }.says("KP-B06").len()
    };
    assert_eq!((weakly("https://example.org/b"), weakly("https://example.org/c")), (0, 1));
    // Who names itself in a state that it is not in is not met by being there.
    assert_eq!(referring(namespace, Digest::of(b"another state")), 1);
}

#[test]
fn advice_is_needed_from_the_first_day_on_and_only_where_it_is_chosen() {
    let says = |at: &'static str, policy: &str| {
        Given { policy: policy.to_owned(), files: vec![("b.json", components(CAMERA))], at, ..Given::default() }.says("KP-S07")
    };
    let japan = "regimes = [\"jp-2018-12-10\"]";
    assert!(says("2019-04-01", japan)[0].starts_with("refer: advice on the equipment list is needed: "));
    assert!(says("2019-03-31", japan)[0].starts_with("note: advice on the equipment list will be needed from 2019-04-01: "));
    assert_eq!(says("2026-11-23", "regimes = [\"us-ndaa-889-a1a\"]").len(), 0);
    let judged =
        |policy: &str| Given { policy: policy.to_owned(), files: vec![("b.json", components(CAMERA))], ..Given::default() }.judged().1;
    let regimes = kenpin::screening::regime::shipped().unwrap();
    let citation = &regimes.iter().find(|regime| regime.id == "jp-2018-12-10").unwrap().citation;
    let advised = judged(japan);
    assert_eq!(&advised.findings.iter().find(|finding| finding.rule == "KP-S07").unwrap().authority, citation);
    assert_eq!((advised.equipment.len(), judged("regimes = [\"us-ndaa-889-a1a\"]").equipment.len()), (1, 0));
}

#[test]
fn three_bills_contradict_each_other_as_two_do() {
    let by = |maker: &str| components(&format!(r#"{{"type":"device","name":"cam","manufacturer":{{"name":"{maker}"}}}}"#));
    let files = vec![("a.json", by("Tama Optics")), ("b.json", by("Sagami Camera")), ("c.json", by("Tama Optics"))];
    let told = Given { files, ..Given::default() }.says("KP-B07");
    assert_eq!(
        told,
        [
            "refer: the bills name different makers for \"cam\": \"Sagami Camera\", \"Tama Optics\" (a.json/components/0, b.json/components/0, c.json/components/0)"
        ]
    );
}

#[test]
fn a_bare_package_has_the_effect_that_the_policy_gives_it() {
    let parts = r#"{"type":"library","name":"left-pad","purl":"pkg:npm/left-pad@1.0.0"},{"type":"library","name":"own"},
        {"type":"library","name":"scoped","purl":"pkg:npm/%40tama/scoped@1.0.0"},{"type":"file","name":"f","purl":"pkg:npm/f"},
        {"type":"device","name":"d","purl":"pkg:npm/d@1.0.0"}"#;
    let says = |effect: &str| {
        let policy = format!("[makers]\npackages_without_namespace = \"{effect}\"");
        Given { policy, files: vec![("b.json", components(parts))], ..Given::default() }.says("KP-M01")
    };
    let bare = "the package's address names neither a maker nor a namespace (b.json/components/0)";
    let unnamed = "refer: no maker is stated for this component (kind: library) (b.json/components/1)";
    let device = "refer: no maker is stated for this component (kind: device) (b.json/components/4)";
    let said = |effect: &str| says(effect).into_iter().collect::<BTreeSet<_>>();
    let wanted = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(said("reject"), wanted(&[&format!("reject: {bare}"), unnamed, device]));
    assert_eq!(said("refer"), wanted(&[&format!("refer: {bare}"), unnamed, device]));
    assert_eq!(said("note"), wanted(&[unnamed, device]), "no device is a package");
}

/// An address that names no package excuses nobody from naming a maker.
#[test]
fn an_address_of_no_package_tells_no_maker() {
    for purl in ["pkg:npm/", "pkg:npm//@1", "pkg:npm/@1.0", "pkg:npm/?x=y", "pkg:npm/%20", "pkg:npm/%40/-"] {
        let part = format!(r#"{{"type":"application","name":"a","purl":"{purl}"}}"#);
        let told = Given { files: vec![("b.json", components(&part))], ..Given::default() }.says("KP-M01");
        assert_eq!(told, ["refer: no maker is stated for this component (kind: application) (b.json/components/0)"], "{purl}");
    }
}

const ROUTERS: &str = r#"
schema_version = "1"
[list]
id = "routers"
title = "Routers"
authority = "A"
citation = "C"
edition = "2026-11-01"
shelf_life_days = 4000
source = "S"
licence = "CC0-1.0"
affiliates = "named"
[[entry]]
id = "router"
name = "routers from abroad"
period = [{ from = "2026-03-01", to = "2026-04-01" }]
categories = ["router", "hydrofoil"]
produced_outside = "JP"
confidence = "sourced"
authority = "A"
source = "S"
"#;

#[test]
fn a_kind_is_restricted_on_the_days_of_its_entry_both_included() {
    let says = |at: &'static str| {
        let list = ListText { path: "routers.toml".into(), text: ROUTERS.to_owned(), origin: None, handed_in: None };
        let mut reference = inside::reference(TrustStore::default());
        reference.watchlists = Watchlists::shipped_and(&[list]).unwrap();
        let (order, files) = ("category = \"router\"\ncountry_of_production = \"CN\"", vec![("b.json", components(CAMERA))]);
        let told = Given { policy: "regimes = [\"routers\"]".into(), order, files, at, reference, ..Given::default() }.says("KP-S06");
        told.iter().filter(|line| line.contains("routers from abroad")).count()
    };
    let days = ["2026-02-28", "2026-03-01", "2026-03-15", "2026-04-01", "2026-04-02"];
    assert_eq!(days.map(says), [0, 1, 1, 1, 0]);
}

#[test]
fn a_revision_and_nothing_else_is_a_changed_revision() {
    let nic = |serial: &str, version: &str| {
        format!(
            r#"{{"type":"device","name":"X710","version":"{version}","manufacturer":{{"name":"Example"}},"properties":[
            {{"name":"cdx:device:type","value":"network"}},{{"name":"cdx:device:serialNumber","value":"{serial}"}}]}}"#
        )
    };
    let says = |rule: &str, found: &'static str| {
        Given { files: vec![("b.json", components(&nic("17", "1.0")))], actual: vec![("found.csv", found)], ..Given::default() }.says(rule)
    };
    let (same, other_revision, other_serial) = (
        "class,manufacturer,model,serial,revision\nnetwork,Example,X710,17,1.0\n",
        "class,manufacturer,model,serial,revision\nnetwork,Example,X710,17,2.0\n",
        "class,manufacturer,model,serial,revision\nnetwork,Example,X710,18,1.0\n",
    );
    let counts = |found| (says("KP-H01", found).len(), says("KP-H02", found).len());
    assert_eq!(counts(same), (0, 0));
    assert_eq!(counts(other_revision), (0, 1));
    assert_eq!(counts(other_serial), (1, 0));
    // No certificate was delivered, so nothing has a holder that could be another's.
    assert_eq!(says("KP-H06", same).len(), 0);
}

#[test]
fn the_equipment_list_has_makers_with_their_numbers_and_neither_files_nor_pedigree() {
    let makers = r#"
schema_version = "1"
[[party]]
id = "tama-optics"
legal_name = "Tama Optics Co., Ltd."
aliases = ["Tama Optics"]
country = "JP"
sources = ["invented"]
identifier = [{ scheme = "domain", value = "tama.example" }, { scheme = "jp-corporate-number", value = "8700110005901" }]
"#;
    let mut reference = inside::reference(TrustStore::default());
    reference.makers = Directory::shipped_and(&[("makers.toml".to_owned(), makers.to_owned())]).unwrap();
    let parts = r#"{"type":"device","name":"cam","manufacturer":{"name":"Tama Optics"},
        "pedigree":{"ancestors":[{"type":"device","name":"older cam","manufacturer":{"name":"Tama Optics"}}]}},
        {"type":"file","name":"readme","manufacturer":{"name":"Tama Optics"}}"#;
    let files = vec![("b.json", components(parts))];
    let (_, decision) = Given { policy: "regimes = [\"jp-2018-12-10\"]".into(), files, reference, ..Given::default() }.judged();
    let lines: Vec<_> = decision.equipment.iter().map(|line| (line.model.as_str(), line.corporate_number.as_deref())).collect();
    assert_eq!(lines, [("cam", Some("8700110005901"))]);
}

#[test]
fn a_corporate_number_is_thirteen_digits_that_the_first_one_checks() {
    let read = |number: &str| {
        let text = format!(
            "schema_version = \"1\"\n[[party]]\nid = \"x\"\nlegal_name = \"X\"\nsources = [\"s\"]\nidentifier = [{{ scheme = \"jp-corporate-number\", value = \"{number}\" }}]"
        );
        Directory::shipped_and(&[("m.toml".to_owned(), text)]).map(drop).map_err(|fault| fault.to_string())
    };
    assert_eq!(read("8700110005901"), Ok(()));
    for wrong in ["8700110005902", "7700110005901", "700110005901", "08700110005901", "8700-1100-05901", "八七〇〇一一〇〇〇五九〇一", " "]
    {
        assert!(read(wrong).is_err(), "{wrong}");
    }
    assert!(read("8700110005902").unwrap_err().contains("no corporate number of Japan"));
}

#[test]
fn a_regime_binds_on_its_last_day_and_not_on_the_next() {
    let regimes = kenpin::screening::regime::shipped().unwrap();
    let regime = regimes.iter().find(|regime| regime.to.is_some()).unwrap();
    let (first, last) = (regime.from, regime.to.unwrap());
    assert!(regime.in_force(first) && regime.in_force(last) && !regime.is_over(last));
    let day = |text: &str| Moment::parse(text).unwrap().day();
    assert_eq!(last.to_string(), "2025-11-09", "the days around it stand below");
    assert!(!regime.in_force(day("2025-11-10")) && regime.is_over(day("2025-11-10")) && !regime.is_over(day("2025-11-08")));
}

/// A machine in paccor's form without parts declares nothing, and says nothing of another address either.
#[test]
fn an_inventory_confirms_nothing_where_nothing_is_declared() {
    let declared = br#"{"PLATFORM":{"PLATFORMMANUFACTURERSTR":"Example","PLATFORMMODEL":"Rack","PLATFORMVERSION":"B","PLATFORMSERIAL":"1"},"COMPONENTS":[]}"#;
    let found = "class,manufacturer,model,serial\nnetwork,Example,X710,17\n";
    let given = || Given { files: vec![("declared.json", declared.to_vec())], actual: vec![("found.csv", found)], ..Given::default() };
    assert!(given().says("KP-H03").iter().any(|told| told.contains("no part is declared, so nothing can be confirmed")));
}

#[test]
fn a_hundred_kinds_of_defects_are_told_one_by_one_and_the_rest_together() {
    let told = |kinds: usize| {
        let doubled = (0..kinds).map(|number| format!(r#","m{number}":1,"m{number}":2"#)).collect::<String>();
        let told = Given { files: vec![("b.json", bill(&doubled))], ..Given::default() }.says("KP-B01");
        (told.len(), told.iter().filter(|line| line.contains("further defects")).count())
    };
    // Each is unknown and stands twice: two defects.
    assert_eq!((told(49), told(50), told(51), told(60)), ((98, 0), (100, 0), (101, 1), (101, 1)));
    // A second bill with the same defects: what was told by itself stays so, and only the rest is told together.
    let doubled = (0..60).map(|number| format!(r#","m{number}":1,"m{number}":2"#)).collect::<String>();
    let told = Given { files: vec![("b.json", bill(&doubled)), ("c.json", bill(&doubled))], ..Given::default() }.says("KP-B01");
    let places = |line: &String| line.rsplit('(').next().map_or(0, |places| places.split(", ").count());
    let (rest, single): (Vec<&String>, Vec<&String>) = told.iter().partition(|line| line.contains("further defects"));
    assert_eq!((rest.len(), places(rest[0]), single.len()), (1, 22, 100));
    assert!(single.iter().all(|line| places(line) == 2), "{single:#?}");
}

#[test]
fn a_file_of_two_formats_is_said_to_be_so_and_no_other() {
    let told = |text: &str| {
        Given { files: vec![("b.json", text.as_bytes().to_vec()), ("c.json", components(CAMERA))], ..Given::default() }.says("KP-B01")
    };
    let both = r#"{"bomFormat":"CycloneDX","specVersion":"1.6","spdxVersion":"SPDX-2.3","version":1}"#;
    assert_eq!(told(both), ["reject: two formats in one file (b.json)"]);
    assert_eq!(told(r#"{"neither":1}"#).len(), 0);
    let unknown = |text: &str| {
        Given { files: vec![("b.json", text.as_bytes().to_vec()), ("c.json", components(CAMERA))], ..Given::default() }.says("KP-I04").len()
    };
    assert_eq!((unknown(both), unknown(r#"{"neither":1}"#)), (0, 1), "told once, as what it is");
}

#[test]
fn a_listed_maker_is_told_by_the_first_of_its_parts_and_by_the_clauses_that_list_it() {
    let found = |count: usize| {
        let parts = (0..count).map(|number| format!(r#"{{"type":"device","name":"modem {number}","manufacturer":{{"name":"Huawei"}}}}"#));
        let bill = components(&parts.collect::<Vec<_>>().join(","));
        let decision =
            Given { files: vec![("b.json", bill)], policy: "regimes = [\"us-ndaa-889-a1a\"]".into(), ..Given::default() }.judged().1;
        let finding = decision.findings.into_iter().find(|finding| finding.rule == "KP-S01").unwrap();
        (finding.path[0].name.clone(), finding.authority)
    };
    let clause = "Pub. L. 115-232, section 889(a)(1)(A), (f)(3)(A)".to_owned();
    assert_eq!(found(1), ("modem 0".to_owned(), clause.clone()));
    assert_eq!(found(2), ("modem 0 and 1 more".to_owned(), clause.clone()));
    assert_eq!(found(3), ("modem 0 and 2 more".to_owned(), clause));
}

#[test]
fn a_bill_of_nothing_but_its_product_is_excused_by_its_kind_alone() {
    let product = r#","metadata":{"component":{"type":"device","name":"cam","manufacturer":{"name":"Tama Optics"}}}"#;
    let part = r#","components":[{"type":"device","name":"lens","manufacturer":{"name":"Tama Optics"}}]"#;
    let told = |members: &str, policy: &str| {
        Given { policy: policy.to_owned(), files: vec![("b.json", bill(members))], ..Given::default() }.says("KP-B02")
    };
    let (bare, excused) =
        (["refer: the bill lists nothing but the product itself (b.json)"], "[components]\nkinds_without_parts = [\"device\"]");
    assert_eq!(told(product, ""), bare);
    assert_eq!(told(product, excused), <[String; 0]>::default());
    assert_eq!(told("", excused), bare, "nothing is of no kind");
    assert_eq!(told(&format!("{product}{part}"), ""), <[String; 0]>::default());
    let damaged = format!(r#"{product},"metadata":{{}}"#);
    assert_eq!(told(&damaged, ""), <[String; 0]>::default(), "what is damaged is told as that");
}

#[test]
fn a_signer_that_is_bound_to_a_vendor_speaks_for_no_other() {
    let vendor = minting::vendor("rules");
    let files = || vec![("b.json", components(CAMERA)), ("b.json.p7s", vendor.sign_cms(&components(CAMERA)))];
    let told = |bound: &str, order: &'static str| {
        let mut trust = TrustStore::default();
        trust.bind_signer(bound, "ca.pem", vendor.authority_pem().as_bytes()).unwrap();
        Given { order, files: files(), reference: inside::reference(trust), ..Given::default() }.says("KP-E06")
    };
    assert_eq!(told("Tama", "vendor = \"Tama\""), <[String; 0]>::default());
    let other = told("Sagami", "vendor = \"Tama\"");
    assert_eq!(other, ["refer: this signer vouches for \"Sagami\", and the order is with \"Tama\" (b.json.p7s)"]);
}

#[test]
fn the_path_to_a_listed_party_begins_with_what_the_part_is() {
    let begins = |members: &str| {
        let given = Given { files: vec![("b.json", bill(members))], policy: "regimes = [\"us-ndaa-889-a1a\"]".into(), ..Given::default() };
        let decision = given.judged().1;
        let finding = decision.findings.into_iter().find(|finding| finding.rule == "KP-S01").unwrap();
        finding.path[0].basis.clone()
    };
    let made = r#"{"type":"device","name":"modem","manufacturer":{"name":"Huawei"}}"#;
    assert_eq!(begins(&format!(r#","metadata":{{"component":{made}}}"#)), "what the bill describes");
    assert_eq!(begins(&format!(r#","components":[{made}]"#)), "part");
}

#[test]
fn the_path_to_a_listed_owner_names_the_owner_and_the_tie() {
    let owned = br#"{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"components":[{"type":"device","name":"soc","manufacturer":{"name":"HiSilicon"}}]}"#;
    let given = Given { files: vec![("b.json", owned.to_vec())], policy: "regimes = [\"us-ndaa-889-a1a\"]".into(), ..Given::default() };
    let decision = given.judged().1;
    let finding = decision.findings.into_iter().find(|finding| finding.rule == "KP-S02").unwrap();
    let owners: Vec<(&str, &str)> =
        finding.path.iter().filter(|link| link.kind == LinkKind::Owner).map(|link| (link.name.as_str(), link.basis.as_str())).collect();
    assert!(matches!(owners.as_slice(), [(owner, tie)] if owner.contains("Huawei") && !tie.is_empty()), "{owners:?}");
}

#[test]
fn what_was_ordered_is_told_by_a_part_of_either_name() {
    let told = |order: &'static str, product: &str| {
        let members = format!(
            r#","metadata":{{"component":{{"type":"device","name":"{product}","manufacturer":{{"name":"Tama Optics"}}}}}},"components":[{CAMERA}]"#
        );
        Given { order, files: vec![("b.json", bill(&members))], ..Given::default() }.says("KP-I06")
    };
    let none = <[String; 0]>::default();
    assert_eq!(told("product = \"TC-200\"", "Tama Camera TC-200"), none);
    assert_eq!(told("product = \"Tama Camera TC 200\"", "tc-200"), none);
    assert_eq!(told("product = \"TC-200\"", "TC-300").len(), 1);
    assert_eq!(told("product = \"TC-200\"", " "), none, "who names no product names no other");
}

#[test]
fn what_lies_beyond_the_budget_is_told_at_its_place() {
    let refusal = Refusal { path: "a.zip!/b".to_owned(), cause: RefusalCause::OverBudget, detail: "more than 10 bytes".to_owned() };
    let items = vec![Item::File { path: "b.json".to_owned(), bytes: components(CAMERA) }, Item::Refused(refusal)];
    let delivery = Delivery { shipment: Shipment::gather(items, &Budget::default()), ..Delivery::default() };
    let at = Moment::parse("2026-11-23").unwrap();
    let (_, decision) = kenpin::verify(&delivery, &inside::reference(TrustStore::default()), &Terms::default(), at);
    let finding = decision.findings.iter().find(|finding| finding.rule == "KP-I03").unwrap();
    assert_eq!((finding.places[0].document.as_str(), finding.places[0].label.as_str()), ("a.zip!/b", "more than 10 bytes"));
}

/// The finding on the list of routers, of a product of this kind and name, under this order.
fn routers(order: &'static str, kind: &str, name: &str) -> Option<Finding> {
    let list = ListText { path: "routers.toml".into(), text: ROUTERS.to_owned(), origin: None, handed_in: None };
    let mut reference = inside::reference(TrustStore::default());
    reference.watchlists = Watchlists::shipped_and(&[list]).unwrap();
    let product = format!(
        r#","metadata":{{"component":{{"type":"{kind}","name":"{name}","manufacturer":{{"name":"Tama Optics"}}}}}},"components":[{CAMERA}]"#
    );
    let (policy, files, at) = ("regimes = [\"routers\"]".to_owned(), vec![("b.json", bill(&product))], "2026-03-15");
    let decision = Given { policy, order, files, at, reference, ..Given::default() }.judged().1;
    decision.findings.into_iter().find(|finding| finding.rule == "KP-S06" && finding.what.contains("routers from abroad"))
}

#[test]
fn a_kind_is_restricted_by_what_the_order_says_and_doubted_by_what_the_product_is_called() {
    let told = |order: &'static str, kind: &str, name: &str| routers(order, kind, name).map(|found| (found.effect, found.what));
    let (reject, refer) = (Some(Effect::Reject), Some(Effect::Refer));
    let effect = |order: &'static str, kind: &str, name: &str| told(order, kind, name).map(|(effect, _)| effect);
    assert_eq!(effect("category = \"router\"\ncountry_of_production = \"CN\"", "device", "X"), reject);
    assert_eq!(effect("category = \"hydrofoil\"\ncountry_of_production = \"CN\"", "device", "X"), reject, "a word of the list's own");
    assert_eq!(effect("category = \"router\"\ncountry_of_production = \"JP\"", "device", "X"), None, "made at home");
    assert_eq!(effect("category = \"router\"", "device", "X"), refer);
    assert_eq!(effect("category = \"video-surveillance-equipment\"", "device", "router"), None, "the order says what it is");
    assert_eq!(effect("country_of_production = \"JP\"", "device", "router"), None);
    for name in ["Edge-Router 5", "家庭用ルーター", "企业路由器"] {
        assert_eq!(effect("", "device", name), refer, "{name}");
        assert_eq!(effect("country_of_production = \"CN\"", "firmware", name), refer, "{name}");
        assert_eq!(effect("", "library", name), None, "{name}: no hardware");
    }
    for name in ["Edge-Switch 5", "家庭用ドローン", "Trouter"] {
        assert_eq!(effect("", "device", name), None, "{name}");
    }
    let found = routers("category = \"router\"\ncountry_of_production = \"CN\"", "device", "X").unwrap();
    let path: Vec<(LinkKind, &str)> = found.path.iter().map(|link| (link.kind, link.name.as_str())).collect();
    assert_eq!(path, [(LinkKind::Component, "X"), (LinkKind::Entry, "routers from abroad")]);
    assert_eq!(found.authority, "A");
}

#[test]
fn what_was_refused_is_told_by_its_cause_and_weighs_by_it() {
    let told = |cause: RefusalCause| {
        let refusal = Refusal { path: "a.zip!/b".to_owned(), cause, detail: "d".to_owned() };
        let items = vec![Item::File { path: "b.json".to_owned(), bytes: components(CAMERA) }, Item::Refused(refusal)];
        let delivery = Delivery { shipment: Shipment::gather(items, &Budget::default()), ..Delivery::default() };
        let at = Moment::parse("2026-11-23").unwrap();
        let (_, decision) = kenpin::verify(&delivery, &inside::reference(TrustStore::default()), &Terms::default(), at);
        let found = decision.findings.iter().filter(|finding| finding.places.iter().any(|site| site.document == "a.zip!/b"));
        found.map(|finding| (finding.rule, finding.effect)).collect::<Vec<_>>()
    };
    for cause in [RefusalCause::Traversal, RefusalCause::Bomb, RefusalCause::Duplicate] {
        assert_eq!(told(cause), [("KP-I02", Effect::Reject)], "{cause:?}");
    }
    for cause in [RefusalCause::Link, RefusalCause::Unreadable] {
        assert_eq!(told(cause), [("KP-I02", Effect::Refer)], "{cause:?}");
    }
    assert_eq!(told(RefusalCause::OverBudget), [("KP-I03", Effect::Refer)]);
}

#[test]
fn an_effect_that_is_the_rules_own_lowers_nothing() {
    let told =
        |policy: &str| Given { policy: policy.to_owned(), files: vec![("b.json", components(CAMERA))], ..Given::default() }.says("KP-P01");
    assert_eq!(told("[effects]\nmaker_unknown = \"refer\""), <[String; 0]>::default());
    assert_eq!(told("[effects]\nmaker_unknown = \"note\"").len(), 1);
}

#[test]
fn a_document_that_nobody_knows_does_what_the_policy_says() {
    let told = |policy: &str| {
        let files = vec![("b.json", components(CAMERA)), ("c.txt", b"hello".to_vec())];
        Given { policy: policy.to_owned(), files, ..Given::default() }.says("KP-I04")
    };
    assert_eq!(told("[documents]\nunrecognised = \"reject\"").len(), 1);
    assert!(told("[documents]\nunrecognised = \"reject\"")[0].starts_with("reject: this document is not recognised: text"));
    assert!(told("[documents]\nunrecognised = \"refer\"")[0].starts_with("refer: "));
}

#[test]
fn what_one_inventory_cannot_see_is_open_unless_another_one_saw_it() {
    let part = |kind: &str, model: &str| {
        format!(
            r#"{{"type":"device","name":"{model}","manufacturer":{{"name":"Example"}},"properties":[
            {{"name":"cdx:device:type","value":"{kind}"}},{{"name":"cdx:device:serialNumber","value":"{model}-1"}}]}}"#
        )
    };
    let inventory = |sees: &str, parts: &str| {
        format!(
            r#"{{"schema_version":"1","form":"kenpin-inventory","program":"kenpin","at":"2026-11-23T00:00:00Z",
            "platform":{{"manufacturer":null,"model":null,"version":null,"serial":null}},"parts":[{parts}],"sees":[{sees}],"not_seen":[]}}"#
        )
    };
    let card = r#"{"family":"network","manufacturer":"Example","model":"X710","serial":"X710-1","revision":null,"place":"p"}"#;
    let (blind, network) = (inventory("", ""), inventory("\"network\"", card));
    let told = |actual: Vec<(&'static str, &str)>| {
        let bill = components(&[part("network", "X710"), part("memory", "M393")].join(","));
        let actual = actual.into_iter().map(|(path, text)| (path, &*text.to_owned().leak())).collect();
        Given { files: vec![("b.json", bill)], actual, ..Given::default() }.says("KP-H03")
    };
    let about = |told: &[String], model: &str| told.iter().filter(|line| line.contains(model)).count();
    let one = told(vec![("blind.json", &blind)]);
    assert_eq!((about(&one, "X710"), about(&one, "M393")), (1, 1), "{one:#?}");
    let both = told(vec![("blind.json", &blind), ("network.json", &network)]);
    assert_eq!(about(&both, "X710"), 0, "{both:#?}");
    assert!(about(&both, "M393") > 0, "{both:#?}");
}

/// Who vouches only for one maker signs no other's product, also where no order names a vendor: the bill's own subject says whose it is.
#[test]
fn without_an_order_a_bound_signer_speaks_for_the_maker_of_the_bills_own_subject() {
    let vendor = minting::vendor("rules");
    let product = |maker: &str, part: &str| {
        bill(&format!(
            r#","metadata":{{"component":{{"type":"device","name":"cam","manufacturer":{{"name":"{maker}"}}}}}},"components":[{{"type":"device","name":"lens","manufacturer":{{"name":"{part}"}}}}]"#
        ))
    };
    let told = |bound: &str| {
        let mut trust = TrustStore::default();
        trust.bind_signer(bound, "ca.pem", vendor.authority_pem().as_bytes()).unwrap();
        let signed = product("Tama Optics", "Sagami Camera");
        let signature = vendor.sign_cms(&signed);
        let files = vec![("a.json", signed), ("a.json.p7s", signature), ("b.json", product("Sagami Camera", "Tama Optics"))];
        Given { files, reference: inside::reference(trust), ..Given::default() }.says("KP-E06")
    };
    assert_eq!(told("Tama Optics Co., Ltd."), <[String; 0]>::default());
    let other = told("Sagami Camera");
    assert!(
        matches!(other.as_slice(), [line] if line.contains("vouches for \"Sagami Camera\", not for \"Tama Optics\", which the bill names") && line.ends_with("(a.json)")),
        "{other:?}"
    );
}

/// A signature within a bill over a part of it is that part's maker's, whom the buyer need not know.
#[test]
fn a_strangers_signature_matters_over_a_bill_and_not_over_a_part() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures/jsf");
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let found = |name: &str, key: &str| {
        let mut trust = TrustStore::default();
        trust.trust_key(key, &read(&format!("{key}.pem"))).unwrap();
        let given =
            Given { files: vec![("b.json", read(name))], at: "2026-11-24", reference: inside::reference(trust), ..Given::default() };
        given.judged().1.findings.into_iter().filter(|finding| finding.rule == "KP-E03").collect::<Vec<Finding>>()
    };
    assert_eq!(found("part-and-whole.cdx.json", "es256").len(), 0);
    let whole = found("es256.cdx.json", "rsa");
    assert_eq!(whole.len(), 1);
    assert!(whole[0].remedy.contains("--trusted-key"), "how to put right this one, not any: {}", whole[0].remedy);
}

/// Nothing refers, and yet something is left over: the second key.
#[test]
fn what_the_policy_lowered_to_a_note_is_left_over_in_the_books() {
    let policy = "[signatures]\nbills = \"optional\"\n[effects]\nmaker_unknown = \"note\"";
    let unnamed = components(r#"{"type":"device","name":"cam"}"#);
    let told = |bill: Vec<u8>| Given { policy: policy.to_owned(), files: vec![("b.json", bill)], ..Given::default() }.says("KP-X01");
    let left = told(unnamed);
    assert!(!left.is_empty() && left.iter().all(|line| line.starts_with("refer: ")), "{left:?}");
}
