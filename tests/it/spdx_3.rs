//! SPDX 3.0: agents by address or inline, elements repeated, and each fault of FORMATS.md, section 7, that it can have.

use kenpin::bill::{ClaimState, Contents, FORMATS, recognise};
use kenpin::intake::Document;

const BASE: &str = include_str!("../fixtures/spdx-3/camera.spdx3.json");

fn read(text: impl Into<Vec<u8>>) -> Contents {
    let document = Document::new("bill", text.into());
    let format = FORMATS.iter().find(|known| known.name == "spdx3-json").unwrap();
    assert_eq!(recognise(&document.outline).map(|format| format.name), Some("spdx3-json"));
    (format.read)(&document)
}

fn defects(contents: &Contents) -> Vec<String> {
    contents.defects.iter().map(|defect| format!("{}: {}", contents.pointer(defect.place), defect.what)).collect()
}

fn claims(contents: &Contents) -> Vec<String> {
    let claim = |claim: &kenpin::bill::Claim| format!("{:?} {} {}", claim.role, contents.text(claim.text), contents.pointer(claim.place));
    contents.claims.iter().map(claim).collect()
}

fn with(old: &str, new: &str) -> String {
    assert!(BASE.contains(old), "{old} is not in the base document");
    BASE.replacen(old, new, 1)
}

#[test]
fn agents_are_read_by_address_and_inline_and_stand_at_their_names() {
    let contents = read(BASE);
    assert_eq!(defects(&contents), Vec::<String>::new());
    assert_eq!(contents.spec_version.as_deref(), Some("3.0.1"));
    assert_eq!(claims(&contents), ["Supplier Vendor /@graph/5/name", "Originator Huawei /@graph/4/originatedBy/0/name"]);
    assert_eq!(contents.document_claims.len(), 1);
    assert_eq!(contents.subjects.len(), 1);
    let lens = contents.components[1];
    assert_eq!(lens.cpe.map(|cpe| contents.text(cpe)), Some("cpe:2.3:h:huawei:lens:1:*:*:*:*:*:*:*"));
    assert_eq!(lens.parent, Some(contents.subjects[0]));
    assert_eq!(contents.pointer(lens.place), "/@graph/4");
    assert_eq!(contents.line(lens.place), 11);
    assert_eq!(contents.text(contents.links[0].target), "urn:other#maker");
    assert!(contents.links[0].sha256.is_some());
}

#[test]
fn each_fault_is_named_where_it_stands() {
    let camera = r#""suppliedBy": "urn:v#vendor""#;
    for (old, new, wanted) in [
        ("/3.0.1/", "/3.1/", &["/@context: version not supported: https://spdx.org/rdf/3.1/spdx-context.jsonld"][..]),
        (
            "https://spdx.org/rdf/3.0.1/",
            "https://vendor.example/",
            &["/@context: version not supported: https://vendor.example/spdx-context.jsonld"],
        ),
        (
            "\"specVersion\": \"3.0.1\"",
            "\"specVersion\": \"3.0.0\"",
            &["/@graph/0/specVersion: version not supported: specVersion is 3.0.0, the context is 3.0.1"],
        ),
        ("\"name\": \"lens\",", "", &["/@graph/4: package without a name"]),
        (
            "\"spdxId\": \"urn:v#lens\", ",
            "",
            &["/@graph/4: package without an spdxId", "/@graph/6/to/0: \"urn:v#lens\" is nothing in this bill"],
        ),
        (
            "urn:v#lens",
            "urn:v#camera",
            &[
                "/@graph/4: spdxId \"urn:v#camera\" used twice, for different elements",
                "/@graph/6/to/0: \"urn:v#lens\" is nothing in this bill",
            ],
        ),
        ("\"to\": [\"urn:v#lens\"]", "\"to\": [\"urn:v#none\"]", &["/@graph/6/to/0: \"urn:v#none\" is nothing in this bill"]),
        (camera, "\"suppliedBy\": \"urn:v#nobody\"", &["/@graph/3/suppliedBy: agent \"urn:v#nobody\" is neither here nor imported"]),
        (camera, "\"suppliedBy\": \"urn:v#lens\"", &["/@graph/3/suppliedBy: \"urn:v#lens\" is no agent"]),
        (camera, "\"suppliedBy\": [\"urn:v#vendor\", \"urn:v#hua\"]", &["/@graph/3: suppliedBy is a list; a package has one supplier"]),
        (camera, "\"suppliedBy\": \"urn:v#hua\", \"suppliedBy\": \"urn:v#vendor\"", &["/@graph/3: duplicate member \"suppliedBy\""]),
        (camera, "\"suppliedby\": \"urn:v#vendor\"", &["/@graph/3: \"suppliedby\" is no member of 3.0.1"]),
        (
            camera,
            "\"https://spdx.org/rdf/3.0.1/terms/Core/suppliedBy\": \"urn:v#vendor\"",
            &["/@graph/3: \"https://spdx.org/rdf/3.0.1/terms/Core/suppliedBy\" is no member of 3.0.1"],
        ),
        (camera, "\"suppliedBy\": null", &["/@graph/3/suppliedBy: not a text"]),
        ("\"device\"", "\"gadget\"", &["/@graph/3/software_primaryPurpose: \"gadget\" is no software purpose of 3.0.1"]),
        ("\"type\": \"software_Sbom\"", "\"type\": \"software_Bom\"", &["/@graph/2/type: \"software_Bom\" is no class of 3.0.1"]),
        ("\"type\": \"Relationship\", ", "", &["/@graph/6: object without a type"]),
        ("\"@graph\":", "\"comment\": \"x\", \"@graph\":", &[": members beside @context and @graph"]),
    ] {
        let text = with(old, new);
        assert_eq!(defects(&read(text.as_str())), wanted, "{new}");
    }
}

#[test]
fn a_graph_that_is_no_list_is_refused_and_what_is_in_it_still_read() {
    let contents =
        read(with("\"@graph\": [", "\"@graph\": ").replacen("  ]\n}", "}", 1).replacen("},\n    {\"type\": \"SpdxDocument\"", "}}", 1));
    assert!(defects(&contents).iter().any(|defect| defect == "/@graph: @graph is no list"), "{:?}", defects(&contents));
}

#[test]
fn an_element_repeated_word_for_word_is_one() {
    let vendor = r#"{"type": "Organization", "spdxId": "urn:v#vendor", "creationInfo": "_:c", "name": "Vendor"},"#;
    let contents = read(with(vendor, &format!("{vendor}{vendor}")));
    assert_eq!(defects(&contents), Vec::<String>::new());
    let contents = read(with(vendor, &format!("{vendor}{}", vendor.replace("\"Vendor\"", "\"Other\""))));
    assert_eq!(defects(&contents), ["/@graph/6: spdxId \"urn:v#vendor\" used twice, for different elements"]);
}

#[test]
fn a_maker_that_is_not_told_is_withheld_and_an_imported_one_is_no_claim() {
    for address in ["NoAssertionElement", "https://spdx.org/rdf/3.0.1/terms/Core/NoAssertionElement", "spdx:Core/NoneElement"] {
        let contents = read(with(r#""suppliedBy": "urn:v#vendor""#, &format!("\"suppliedBy\": \"{address}\"")));
        assert_eq!(defects(&contents), Vec::<String>::new());
        assert_eq!(contents.claims[0].state, ClaimState::Withheld);
    }
    let spdx = read(with(r#""suppliedBy": "urn:v#vendor""#, r#""suppliedBy": "SpdxOrganization""#));
    assert_eq!(claims(&spdx)[0], "Supplier SPDX /@graph/3/suppliedBy");
    let imported = read(with(r#""suppliedBy": "urn:v#vendor""#, r#""suppliedBy": "urn:other#maker""#));
    assert_eq!(defects(&imported), Vec::<String>::new());
    assert_eq!(claims(&imported), ["Originator Huawei /@graph/4/originatedBy/0/name"]);
}

#[test]
fn a_distributor_is_screened_and_never_taken_for_the_supplier() {
    let contents = read(with(
        "\"contains\", \"from\": \"urn:v#camera\", \"to\": [\"urn:v#lens\"]",
        "\"availableFrom\", \"from\": \"urn:v#camera\", \"to\": [\"urn:v#hua\"]",
    ));
    assert_eq!(claims(&contents)[..2], ["Supplier Vendor /@graph/5/name", "Publisher Huawei /@graph/4/originatedBy/0/name"]);
}

#[test]
fn a_single_element_needs_no_graph() {
    let text = r#"{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "type": "software_Package", "spdxId": "urn:a",
        "creationInfo": {"type": "CreationInfo", "specVersion": "3.0.1", "created": "2026-11-01T00:00:00Z",
            "createdBy": [{"type": "Person", "spdxId": "urn:p", "name": "Jane"}]},
        "name": "lens", "https://vendor.example/x": {"type": "https://vendor.example/T"}}"#;
    let contents = read(text);
    assert_eq!(defects(&contents), Vec::<String>::new());
    assert_eq!(contents.components.len(), 1);
    assert_eq!(contents.document_claims.len(), 1);
}

#[test]
fn a_cut_document_keeps_what_came_before() {
    let contents = read(&BASE[..BASE.find("{\"type\": \"Relationship\"").unwrap()]);
    assert_eq!(contents.components.len(), 2);
    assert_eq!(claims(&contents).len(), 2);
    let found = defects(&contents);
    assert!(found.len() == 1 && found[0].starts_with(": not JSON: EOF"), "{found:?}");
    let deep = format!(
        "{{\"@context\": \"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\", \"name\": {}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert!(defects(&read(deep)).contains(&": nested too deep".to_owned()));
}
