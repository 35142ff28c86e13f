//! Who a CycloneDX bill says made what: every claim with its role and pointer, and nothing that is not said.

use kenpin::bill::inspect::{Inspection, inspect, inspection};
use kenpin::bill::{Completeness, Contents, FORMATS, IdentifierKind, recognise};
use kenpin::intake::Document;

fn document(text: &str) -> Document {
    Document::new("bill", text.as_bytes().to_vec())
}

fn contents(text: &str) -> Contents {
    let document = document(text);
    (recognise(&document.outline).unwrap().read)(&document)
}

fn json(members: &str) -> String {
    format!(r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,{members}}}"#)
}

fn xml(inner: &str) -> String {
    format!(r#"<c:bom xmlns:c="http://cyclonedx.org/schema/bom/1.6" xmlns:x="urn:x">{inner}</c:bom>"#)
}

/// Component, role, state, text, pointer; the bill's own claims without a component.
fn claims(found: &Inspection) -> Vec<String> {
    let own = found.document_claims.iter().map(|claim| format!("- {} {} {} {}", claim.role, claim.state, claim.text, claim.pointer));
    let of = found.components.iter().flat_map(|component| {
        let name = component.name.clone().unwrap_or_default();
        component.claims.iter().map(move |claim| format!("{name} {} {} {} {}", claim.role, claim.state, claim.text, claim.pointer))
    });
    assert_eq!(found.defects, []);
    own.chain(of).collect()
}

#[test]
fn every_claim_of_a_json_bill_keeps_its_role_and_pointer() {
    let found = inspect(&document(&json(
        r#""metadata":{"manufacture":{"name":"Maker"},"manufacturer":{"name":"Bill writer"},"supplier":{"name":"Bill supplier"},"authors":[{"email":"a@b"}],
          "component":{"type":"device","name":"camera","components":[{"type":"firmware","name":"inner","manufacturer":{"name":" Deep \n maker "}}]}},
        "components":[{"type":"library","name":"lib","supplier":{"name":" ","url":["https://s"]},"publisher":"P","author":"","authors":[{"name":"One"},{"name":"Two"}],
          "pedigree":{"ancestors":[{"type":"library","name":"old","supplier":{"name":"NOASSERTION"}}],"variants":[{"type":"library","name":"other","supplier":{"contact":[{"email":"c@d"},{"name":"later"}]}}]}}],
        "services":[{"name":"s","provider":{"name":"Provider"},"services":[{"name":"t","provider":{"contact":[{"name":"Person","email":"e@f"}]}}]}]"#,
    )));
    assert_eq!(
        claims(&found),
        [
            "- supplier stated Bill supplier /metadata/supplier/name",
            "- author stated a@b /metadata/authors/0/email",
            "camera manufacturer stated Maker /metadata/manufacture/name",
            "inner manufacturer stated Deep maker /metadata/component/components/0/manufacturer/name",
            "lib supplier stated https://s /components/0/supplier/url/0",
            "lib publisher stated P /components/0/publisher",
            "lib author stated One /components/0/authors/0/name",
            "lib author stated Two /components/0/authors/1/name",
            "old supplier withheld NOASSERTION /components/0/pedigree/ancestors/0/supplier/name",
            "other supplier stated c@d /components/0/pedigree/variants/0/supplier/contact/0/email",
            "s supplier stated Provider /services/0/provider/name",
            "t supplier stated Person /services/0/services/0/provider/contact/0/name",
        ]
        .iter()
        .fold(vec!["- author stated Bill writer /metadata/manufacturer/name".to_owned()], |mut all, line| {
            all.push((*line).to_owned());
            all
        })
    );
    assert_eq!(found.subjects, ["/metadata/component"]);
    let relations: Vec<_> = found.components.iter().map(|component| component.relation).collect();
    assert_eq!(relations, ["part", "part", "part", "ancestor", "variant", "service", "service"]);
}

#[test]
fn an_xml_bill_says_the_same_under_any_prefix_and_other_namespaces_say_nothing() {
    let found = inspect(&document(&xml(
        r#"<c:metadata><c:component type="device"><c:name>camera</c:name></c:component><c:manufacture><c:name>Maker</c:name></c:manufacture></c:metadata>
        <c:components><c:component type="library" x:type="file"><c:supplier><c:url>https://s</c:url></c:supplier><c:authors><c:author><c:name>One</c:name></c:author></c:authors>
          <c:publisher>P &amp; Q</c:publisher><c:name><![CDATA[lib]]></c:name><c:version>1</c:version>
          <c:components><c:component type="library"><c:supplier><c:contact><c:name>Person</c:name></c:contact></c:supplier><c:name>part</c:name></c:component></c:components>
          <x:supplier><x:name>Not ours</x:name></x:supplier></c:component></c:components>"#,
    )));
    assert_eq!(
        claims(&found),
        [
            "camera manufacturer stated Maker /bom/metadata/manufacture/name",
            "lib supplier stated https://s /bom/components/component[1]/supplier/url[1]",
            "lib author stated One /bom/components/component[1]/authors/author[1]/name",
            "lib publisher stated P & Q /bom/components/component[1]/publisher",
            "part supplier stated Person /bom/components/component[1]/components/component[1]/supplier/contact[1]/name",
        ]
    );
}

#[test]
fn tools_formulation_and_annotations_are_no_components() {
    let other = r#"{"type":"library","name":"no component","manufacturer":{"name":"Nobody"}}"#;
    let found = inspect(&document(&json(&format!(
        r#""metadata":{{"tools":{{"components":[{other}]}}}},"formulation":[{{"components":[{other}]}}],
        "annotations":[{{"subjects":["x"],"annotator":{{"component":{other}}},"timestamp":"2026-11-23T00:00:00Z","text":"t"}}]"#
    ))));
    assert_eq!(claims(&found), Vec::<String>::new());
    assert!(found.components.is_empty());
}

#[test]
fn device_properties_hashes_and_addresses_identify_a_component() {
    let read = contents(&json(&format!(
        r#""components":[{{"type":"device","name":"d","supplier":{{"name":"S","address":{{"country":"CN"}},"url":["https://s.cn"]}},"swid":{{"tagId":"t","name":"n"}},"swhid":["swh:1"],
        "hashes":[{{"alg":"SHA-1","content":"{}"}},{{"alg":"SHA-256","content":"{}"}}],
        "properties":[{{"name":"cdx:device:macAddress","value":"00:11"}},{{"name":"cdx:device:gs1:gtin-13","value":"69"}},{{"name":"cdx:device:serialNumber","value":"1"}},{{"name":"other","value":"x"}}]}}]"#,
        "0".repeat(40),
        "a".repeat(64)
    )));
    let found: Vec<_> = read
        .identifiers_of(&read.components[0])
        .iter()
        .map(|identifier| (identifier.kind, read.text(identifier.text), read.pointer(identifier.place)))
        .collect();
    let sha256 = "a".repeat(64);
    let wanted = [
        (IdentifierKind::Country, "CN", "/components/0/supplier/address/country"),
        (IdentifierKind::Website, "https://s.cn", "/components/0/supplier/url/0"),
        (IdentifierKind::Swid, "t", "/components/0/swid/tagId"),
        (IdentifierKind::Swhid, "swh:1", "/components/0/swhid/0"),
        (IdentifierKind::Sha256, sha256.as_str(), "/components/0/hashes/1/content"),
        (IdentifierKind::MacAddress, "00:11", "/components/0/properties/0"),
        (IdentifierKind::Gtin, "69", "/components/0/properties/1"),
        (IdentifierKind::SerialNumber, "1", "/components/0/properties/2"),
    ];
    assert_eq!(found, wanted.map(|(kind, text, pointer)| (kind, text, pointer.to_owned())));
}

#[test]
fn bills_that_a_bill_refers_to_are_links() {
    let read = contents(&json(&format!(
        r#""externalReferences":[{{"type":"bom","url":"https://e/b.json","hashes":[{{"alg":"SHA-256","content":"{0}"}}]}},{{"type":"website","url":"https://e"}}],
        "components":[{{"type":"library","name":"a","bom-ref":"a","externalReferences":[{{"type":"other","url":"urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#x"}}]}}],
        "dependencies":[{{"ref":"a","dependsOn":["urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#y"]}}]"#,
        "b".repeat(64)
    )));
    assert_eq!(read.defects, []);
    let links: Vec<_> = read.links.iter().map(|link| (read.text(link.target), link.sha256.is_some(), read.pointer(link.place))).collect();
    assert_eq!(
        links,
        [
            ("https://e/b.json", true, "/externalReferences/0/url".to_owned()),
            ("urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#x", false, "/components/0/externalReferences/0/url".to_owned()),
            ("urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#y", false, "/dependencies/0/dependsOn/0".to_owned()),
        ]
    );
}

#[test]
fn a_bill_is_complete_only_where_every_composition_says_so() {
    let of = |aggregates: &[&str]| {
        let list: Vec<String> = aggregates.iter().map(|aggregate| format!(r#"{{"aggregate":"{aggregate}"}}"#)).collect();
        contents(&json(&format!(r#""compositions":[{}]"#, list.join(",")))).completeness
    };
    assert_eq!(of(&["complete"]), Completeness::Complete);
    assert_eq!(of(&["complete", "unknown"]), Completeness::Unknown);
    assert_eq!(of(&["unknown", "complete"]), Completeness::Unknown);
    assert_eq!(of(&["complete", "incomplete_third_party_only"]), Completeness::Incomplete);
    assert_eq!(of(&[]), Completeness::Unknown);
}

#[test]
fn a_place_leads_to_its_line_and_inspect_prints_null_for_what_is_unstated() {
    let text = "{\"bomFormat\":\"CycloneDX\",\n\"specVersion\":\"1.6\",\n\"components\":[\n{\"type\":\"library\",\n\"name\":\"\\u3042\",\n\"supplier\":{\"name\":\"S\"}}]}";
    let read = contents(text);
    assert_eq!((read.line(read.components[0].place), read.line(read.claims[0].place)), (4, 6));
    let printed = serde_json::to_value(inspection(Some(FORMATS[0].name), &read)).unwrap();
    assert_eq!(printed["components"][0]["purl"], serde_json::Value::Null);
    assert_eq!(printed["components"][0]["name"], "\u{3042}");
    assert_eq!(
        (&printed["format"], &printed["schema_version"], &printed["spec_version"]),
        (&"cyclonedx-json".into(), &"1".into(), &"1.6".into())
    );
}
