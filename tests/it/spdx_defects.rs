//! FORMATS.md, section 7, lines 1 to 9 and 40 to 54: each wrong SPDX document is refused in those words,
//! and what stands in it all the same is still read.

use kenpin::bill::{Contents, FORMATS};
use kenpin::intake::Document;

const JSON: &str = r#"{
  "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "camera",
  "documentNamespace": "https://vendor.example/camera",
  "creationInfo": {"created": "2026-11-01T00:00:00Z", "creators": ["Organization: Vendor (sbom@vendor.example)"]},
  "externalDocumentRefs": [{"externalDocumentId": "DocumentRef-os", "spdxDocument": "https://vendor.example/os",
    "checksum": {"algorithm": "SHA1", "checksumValue": "11d7774ac38f40e009dcee453a760750aea75bbd"}}],
  "packages": [
    {"name": "camera", "SPDXID": "SPDXRef-camera", "downloadLocation": "NOASSERTION", "supplier": "Organization: Vendor"},
    {"name": "lens", "SPDXID": "SPDXRef-lens", "downloadLocation": "NONE", "originator": "Organization: Huawei (Shenzhen)"}
  ],
  "relationships": [
    {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-camera"},
    {"spdxElementId": "SPDXRef-camera", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "DocumentRef-os:SPDXRef-kernel"}
  ]
}
"#;

const TAG_VALUE: &str = "# made by hand\nSPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: camera\n\
DocumentNamespace: https://vendor.example/camera\nCreator: Organization: Vendor (sbom@vendor.example)\nCreated: 2026-11-01T00:00:00Z\n\
ExternalDocumentRef: DocumentRef-os https://vendor.example/os SHA1: 11d7774ac38f40e009dcee453a760750aea75bbd\n\n\
PackageName: camera\nSPDXID: SPDXRef-camera\nPackageDownloadLocation: NOASSERTION\nPackageSupplier: Organization: Vendor\n\
PackageComment: <text>PackageName: not one\nPackageSupplier: nor this</text>\n\n\
PackageName: lens\nSPDXID: SPDXRef-lens\nPackageDownloadLocation: NONE\nPackageOriginator: Organization: Huawei (Shenzhen)\n\n\
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-camera\nRelationship: SPDXRef-camera DEPENDS_ON DocumentRef-os:SPDXRef-kernel\n";

const YAML: &str = r#"# made by hand
SPDXID: SPDXRef-DOCUMENT
name: camera
dataLicense: CC0-1.0
documentNamespace: https://vendor.example/camera
creationInfo:
  created: '2026-11-01T00:00:00Z'
  creators:
  - 'Organization: Vendor (sbom@vendor.example)'
externalDocumentRefs:
- externalDocumentId: DocumentRef-os
  spdxDocument: https://vendor.example/os
  checksum: {algorithm: SHA1, checksumValue: 11d7774ac38f40e009dcee453a760750aea75bbd}
packages:
- name: camera
  SPDXID: SPDXRef-camera
  versionInfo: 1.10
  downloadLocation: NOASSERTION
  supplier: 'Organization: Vendor'
- name: lens
  SPDXID: SPDXRef-lens
  versionInfo: NO
  downloadLocation: NONE
  filesAnalyzed: false
  originator: "Organization: Huawei (Shenzhen)"
relationships:
- {spdxElementId: SPDXRef-DOCUMENT, relationshipType: DESCRIBES, relatedSpdxElement: SPDXRef-camera}
- spdxElementId: SPDXRef-camera
  relationshipType: DEPENDS_ON
  relatedSpdxElement: 'DocumentRef-os:SPDXRef-kernel'
spdxVersion: SPDX-2.3
"#;

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns:v="urn:vendor">
  <SPDXID>SPDXRef-DOCUMENT</SPDXID><name>camera</name><dataLicense>CC0-1.0</dataLicense>
  <v:packages><name>not ours</name></v:packages>
  <creationInfo><created>2026-11-01T00:00:00Z</created><creators>Organization: Vendor (sbom@vendor.example)</creators></creationInfo>
  <externalDocumentRefs><externalDocumentId>DocumentRef-os</externalDocumentId><spdxDocument>https://vendor.example/os</spdxDocument>
    <checksum><algorithm>SHA1</algorithm><checksumValue>11d7774ac38f40e009dcee453a760750aea75bbd</checksumValue></checksum></externalDocumentRefs>
  <packages>
    <name>camera</name><SPDXID>SPDXRef-camera</SPDXID><downloadLocation>NOASSERTION</downloadLocation><filesAnalyzed>false</filesAnalyzed>
    <supplier>Organization: Vendor</supplier>
  </packages>
  <packages>
    <name>lens</name><SPDXID>SPDXRef-lens</SPDXID><downloadLocation>NONE</downloadLocation>
    <originator>Organization: &#72;uawei <![CDATA[(Shenzhen)]]></originator>
  </packages>
  <relationships><spdxElementId>SPDXRef-DOCUMENT</spdxElementId><relationshipType>DESCRIBES</relationshipType><relatedSpdxElement>SPDXRef-camera</relatedSpdxElement></relationships>
  <relationships><spdxElementId>SPDXRef-camera</spdxElementId><relationshipType>DEPENDS_ON</relationshipType><relatedSpdxElement>DocumentRef-os:SPDXRef-kernel</relatedSpdxElement></relationships>
  <spdxVersion>SPDX-2.3</spdxVersion>
</Document>
"#;

/// Reads as the format of that name, whatever the outline says.
fn read_as(format: &str, text: impl Into<Vec<u8>>) -> Contents {
    let document = Document::new("bill", text.into());
    let format = FORMATS.iter().find(|known| known.name == format).unwrap();
    (format.read)(&document)
}

fn defects(contents: &Contents) -> Vec<String> {
    contents.defects.iter().map(|defect| format!("{}: {}", contents.pointer(defect.place), defect.what)).collect()
}

/// Replaces `old`, which must be there.
fn with(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old} is not in the base document");
    text.replacen(old, new, 1)
}

fn assert_refused(format: &str, text: &str, wanted: &[&str]) {
    let found = defects(&read_as(format, text));
    assert_eq!(found, wanted, "{format}:\n{text}");
}

fn base_parts(contents: &Contents) -> (Vec<&str>, Vec<String>) {
    let names = contents.components.iter().map(|one| contents.text(one.name)).collect();
    let claims = contents.claims.iter().map(|claim| format!("{:?} {}", claim.role, contents.text(claim.text))).collect();
    (names, claims)
}

#[test]
fn the_base_documents_are_sound() {
    for (format, text) in [("spdx-json", JSON), ("spdx-tag-value", TAG_VALUE), ("spdx-yaml", YAML), ("spdx-xml", XML)] {
        let contents = read_as(format, text);
        let outline = Document::new("bill", text.as_bytes().to_vec()).outline;
        assert_eq!(kenpin::bill::recognise(&outline).map(|found| found.name), Some(format));
        assert_eq!(defects(&contents), Vec::<String>::new(), "{format}");
        let (names, claims) = base_parts(&contents);
        assert_eq!(names, ["camera", "lens"], "{format}");
        assert_eq!(claims, ["Supplier Vendor", "Originator Huawei (Shenzhen)"], "{format}");
        assert_eq!(contents.subjects.len(), 1, "{format}");
        assert_eq!(contents.links.len(), 1, "{format}");
    }
}

#[test]
fn each_json_fault_is_named_where_it_stands() {
    for (old, new, wanted) in [
        ("SPDX-2.3", "SPDX-2.4", &["/spdxVersion: version not supported: SPDX-2.4"][..]),
        ("\"SPDXID\": \"SPDXRef-lens\", ", "", &["/packages/1: package without an SPDXID"]),
        ("\"name\": \"lens\", ", "", &["/packages/1: package without a name"]),
        ("\"name\": \"lens\"", "\"name\": \"  \"", &["/packages/1: package without a name"]),
        ("SPDXRef-lens", "SPDXRef-camera", &["/packages/1: SPDXID \"SPDXRef-camera\" used twice"]),
        (
            "\"Organization: Vendor\"",
            "\"Vendor\"",
            &["/packages/0/supplier: supplier without \"Organization: \" or \"Person: \" before its name"],
        ),
        (
            "Organization: Huawei",
            "Tool: Huawei",
            &["/packages/1/originator: originator without \"Organization: \" or \"Person: \" before its name"],
        ),
        (
            "DocumentRef-os:SPDXRef-kernel",
            "DocumentRef-x:SPDXRef-kernel",
            &["/relationships/1: \"DocumentRef-x\" is not declared among the external documents"],
        ),
        ("DocumentRef-os:SPDXRef-kernel", "SPDXRef-none", &["/relationships/1: \"SPDXRef-none\" is nothing in this bill"]),
        ("DEPENDS_ON", "LIKES", &["/relationships/1: \"LIKES\" is no relationship type of SPDX 2"]),
        ("\"supplier\":", "\"suppplier\":", &["/packages/0: \"suppplier\" is no member of a package in SPDX 2.3"]),
        ("\"supplier\": \"Organization: Vendor\"", "\"supplier\": null", &["/packages/0/supplier: not a text"]),
        ("\"supplier\": \"Organization: Vendor\"", "\"supplier\": {\"name\": \"x\"}", &["/packages/0/supplier: not a text"]),
        ("\"supplier\":", "\"name\": \"b\", \"supplier\":", &["/packages/0/name: duplicate member \"name\""]),
        ("\"supplier\":", "\"supplier\": \"Organization: Good\", \"supplier\":", &["/packages/0/supplier: duplicate member \"supplier\""]),
        ("\"downloadLocation\": \"NONE\", ", "", &["/packages/1: package without \"downloadLocation\""]),
        ("2026-11-01T00:00:00Z", "2026-11-01", &["/creationInfo/created: \"2026-11-01\" is no time; write it as 2026-11-23T00:00:00Z"]),
        (
            "\"Organization: Vendor (sbom@vendor.example)\"",
            "\"Vendor\"",
            &["/creationInfo/creators/0: creator without \"Person: \", \"Organization: \" or \"Tool: \" before its name"],
        ),
    ] {
        assert_refused("spdx-json", &with(JSON, old, new), wanted);
    }
}

#[test]
fn a_document_that_is_not_named_as_one_describes_nothing() {
    let contents = read_as("spdx-json", with(JSON, "\"SPDXID\": \"SPDXRef-DOCUMENT\"", "\"SPDXID\": \"SPDXRef-doc\""));
    assert_eq!(
        defects(&contents),
        [
            "/SPDXID: the document's SPDXID is \"SPDXRef-doc\", not SPDXRef-DOCUMENT",
            "/relationships/0: \"SPDXRef-DOCUMENT\" is nothing in this bill"
        ]
    );
    let contents = read_as("spdx-tag-value", with(TAG_VALUE, "SPDXID: SPDXRef-DOCUMENT\n", ""));
    assert_eq!(defects(&contents), [": document without an SPDXID", "line 22: \"SPDXRef-DOCUMENT\" is nothing in this bill"]);
}

#[test]
fn each_tag_value_fault_is_named_by_its_line() {
    for (old, new, wanted) in [
        ("SPDX-2.3", "SPDX-2.4", "line 2: version not supported: SPDX-2.4"),
        ("SPDXID: SPDXRef-lens\n", "\n", "line 18: package without an SPDXID"),
        ("PackageName: lens", "PackageName:", "line 18: package without a name"),
        ("SPDXID: SPDXRef-lens", "SPDXID: SPDXRef-camera", "line 18: SPDXID \"SPDXRef-camera\" used twice"),
        (
            "PackageSupplier: Organization: Vendor",
            "PackageSupplier: Vendor",
            "line 14: supplier without \"Organization: \" or \"Person: \" before its name",
        ),
        ("PackageSupplier: Org", "PackageSupplier: Organization: Good\nPackageSupplier: Org", "line 15: PackageSupplier given twice"),
        ("PackageOriginator: Org", "a line without\nPackageOriginator: Org", "line 21: not \"Tag: value\""),
        (
            "DocumentRef-os:SPDXRef-kernel",
            "DocumentRef-x:SPDXRef-kernel",
            "line 24: \"DocumentRef-x\" is not declared among the external documents",
        ),
        ("DocumentRef-os:SPDXRef-kernel", "SPDXRef-none", "line 24: \"SPDXRef-none\" is nothing in this bill"),
        ("DEPENDS_ON", "LIKES", "line 24: \"LIKES\" is no relationship type of SPDX 2"),
        ("PackageOriginator", "PackageOrginator", "line 21: \"PackageOrginator\" is no tag of SPDX 2"),
        ("PackageOriginator", "FileName: ./a\nSPDXID: SPDXRef-a\nPackageOriginator", "line 23: PackageOriginator outside a package"),
        ("nor this</text>", "nor this</text> more", "line 15: text after </text>"),
        ("Relationship: SPDXRef-camera", "Relationship: SPDXRef-camera x", "line 24: not \"Relationship: SPDXID type SPDXID\""),
    ] {
        assert_refused("spdx-tag-value", &with(TAG_VALUE, old, new), &[wanted]);
    }
}

/// `spdx-rs` 0.5.5 takes everything after it as the text, and calls that a success.
#[test]
fn an_unclosed_text_hides_nothing_behind_it() {
    let contents = read_as("spdx-tag-value", with(TAG_VALUE, "</text>", ""));
    assert!(defects(&contents).contains(&"line 15: <text> without </text>".to_owned()));
    assert!(base_parts(&contents).1.contains(&"Originator Huawei (Shenzhen)".to_owned()));
}

#[test]
fn what_stands_before_a_broken_end_is_still_read() {
    let cut = JSON.find("\"relationships\"").unwrap();
    let contents = read_as("spdx-json", &JSON[..cut]);
    assert_eq!(base_parts(&contents).0, ["camera", "lens"]);
    let found = defects(&contents);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with(": not JSON: EOF"), "{found:?}");
}

#[test]
fn text_after_the_end_wrong_bytes_and_depth_are_refused() {
    let after = defects(&read_as("spdx-json", format!("{JSON}{{}}")));
    assert_eq!(after, [": not JSON: text after the end at line 16"]);
    let mut latin = with(JSON, "Huawei", "Huaw?i").into_bytes();
    let at = latin.iter().position(|byte| *byte == b'?').unwrap();
    latin[at] = 0xE9;
    assert!(defects(&read_as("spdx-json", latin))[0].starts_with(": not UTF-8: "));
    let lone = defects(&read_as("spdx-json", with(JSON, "Huawei", "\\ud83d")));
    assert!(lone[0].starts_with("/packages/1: not UTF-8: "), "{lone:?}");
    let deep = format!("{{\"spdxVersion\":\"SPDX-2.3\",\"x\":{}{}}}", "[".repeat(200_000), "]".repeat(200_000));
    assert!(defects(&read_as("spdx-json", deep)).contains(&": nested too deep".to_owned()));
}

#[test]
fn a_byte_order_mark_and_escapes_change_nothing() {
    let plain = read_as("spdx-json", JSON);
    let marked = read_as("spdx-json", format!("\u{FEFF}{}", with(JSON, "Huawei", "\\u0048uawei")));
    assert_eq!(defects(&marked), Vec::<String>::new());
    assert_eq!(base_parts(&plain), base_parts(&marked));
    let line = |contents: &Contents| contents.claims.iter().map(|claim| contents.line(claim.place)).collect::<Vec<_>>();
    assert_eq!(line(&plain), [8, 9]);
    assert_eq!(line(&marked), [8, 9]);
}

#[test]
fn a_member_given_twice_is_refused_even_where_nothing_is_read() {
    let files = r#""files": [{"SPDXID": "SPDXRef-f", "fileName": "f", "checksums": [], "artifactOfs": [{"a": 1, "a": 2}]}], "packages""#;
    assert_refused("spdx-json", &with(JSON, "\"packages\"", files), &["/files/0: duplicate member \"a\""]);
}

#[test]
fn members_of_2_3_are_none_of_2_2_and_what_2_2_requires_is_missed() {
    let old = with(&with(JSON, "SPDX-2.3", "SPDX-2.2"), "\"name\": \"lens\"", "\"primaryPackagePurpose\": \"DEVICE\", \"name\": \"lens\"");
    let found = defects(&read_as("spdx-json", old));
    assert!(found.contains(&"/packages/1/primaryPackagePurpose: \"primaryPackagePurpose\" is no member of 2.2".to_owned()), "{found:?}");
    assert!(found.contains(&"/packages/0: package without \"licenseConcluded\"".to_owned()), "{found:?}");
}

#[test]
fn each_yaml_fault_is_named_where_it_stands() {
    for (old, new, wanted) in [
        ("spdxVersion: SPDX-2.3", "spdxVersion: SPDX-3.0", "/spdxVersion: version not supported: SPDX-3.0"),
        ("SPDXID: SPDXRef-lens\n  ", "", "/packages/1: package without an SPDXID"),
        ("SPDXID: SPDXRef-lens", "SPDXID: SPDXRef-camera", "/packages/1: SPDXID \"SPDXRef-camera\" used twice"),
        ("name: lens", "name: ~", "/packages/1/name: not a text"),
        ("'Organization: Vendor'", "Vendor", "/packages/0/supplier: supplier without \"Organization: \" or \"Person: \" before its name"),
        ("  supplier:", "  supplier: 'Organization: Good'\n  supplier:", "/packages/0/supplier: duplicate member \"supplier\""),
        ("filesAnalyzed: false", "filesAnalyzed: no", "/packages/1/filesAnalyzed: not true or false"),
        (
            "'DocumentRef-os:SPDXRef-kernel'",
            "DocumentRef-x:a",
            "/relationships/1: \"DocumentRef-x\" is not declared among the external documents",
        ),
        ("'DocumentRef-os:SPDXRef-kernel'", "SPDXRef-none", "/relationships/1: \"SPDXRef-none\" is nothing in this bill"),
    ] {
        let found = defects(&read_as("spdx-yaml", with(YAML, old, new)));
        let null_name = wanted.ends_with("not a text").then_some("/packages/1: package without a name");
        let wanted: Vec<&str> = [wanted].into_iter().chain(null_name).collect();
        assert_eq!(found, wanted, "{new}");
    }
    for (old, new, wanted) in [
        ("packages:\n- name: camera", "packages:\n- name: 'camera", "not YAML: "),
        ("spdxVersion: SPDX-2.3", "spdxVersion: SPDX-2.3\n---\na: b", "not YAML: text after the end"),
        ("supplier: 'Organization: Vendor'", "supplier: *none", "not YAML: "),
    ] {
        let found = defects(&read_as("spdx-yaml", with(YAML, old, new)));
        assert!(found.iter().any(|defect| defect.contains(wanted)), "{new}: {found:?}");
    }
}

#[test]
fn yaml_scalars_stay_as_they_are_written() {
    let contents = read_as("spdx-yaml", YAML);
    let versions: Vec<_> = contents.components.iter().map(|one| one.version.map(|version| contents.text(version))).collect();
    assert_eq!(versions, [Some("1.10"), Some("NO")]);
    assert_eq!(contents.claims.iter().map(|claim| contents.line(claim.place)).collect::<Vec<_>>(), [19, 25]);
}

#[test]
fn a_yaml_alias_is_what_it_stands_for_and_a_bomb_of_them_is_refused() {
    let shared =
        with(&with(YAML, "supplier: 'Org", "supplier: &s 'Org"), "originator: \"Organization: Huawei (Shenzhen)\"", "originator: *s");
    let contents = read_as("spdx-yaml", shared);
    assert_eq!(defects(&contents), Vec::<String>::new());
    assert_eq!(base_parts(&contents).1, ["Supplier Vendor", "Originator Vendor"]);
    let mut bomb = with(YAML, "spdxVersion: SPDX-2.3\n", "spdxVersion: SPDX-2.3\nx:\n- &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let inner = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("- &a{level} [{inner}]\n"));
    }
    let found = defects(&read_as("spdx-yaml", bomb));
    assert!(found.iter().any(|defect| defect.contains("over budget")), "{found:?}");
}

#[test]
fn each_xml_fault_is_named_where_it_stands() {
    for (old, new, wanted) in [
        ("SPDX-2.3", "SPDX-2.4", "/Document/spdxVersion: version not supported: SPDX-2.4"),
        ("<SPDXID>SPDXRef-lens</SPDXID>", "", "/Document/packages[2]: package without an SPDXID"),
        ("<name>lens</name>", "", "/Document/packages[2]: package without a name"),
        ("SPDXRef-lens", "SPDXRef-camera", "/Document/packages[2]: SPDXID \"SPDXRef-camera\" used twice"),
        (
            "<supplier>Organization: ",
            "<supplier>",
            "/Document/packages[1]/supplier: supplier without \"Organization: \" or \"Person: \" before its name",
        ),
        (
            "<supplier>",
            "<supplier>Organization: Good</supplier><supplier>",
            "/Document/packages[1]/supplier: duplicate member \"supplier\"",
        ),
        ("<name>lens", "<suppplier>x</suppplier><name>lens", "/Document/packages[2]: \"suppplier\" is no member of a package in SPDX 2.3"),
        ("<name>lens", "stray<name>lens", "/Document/packages[2]: text where only elements may stand"),
        ("<name>lens", "<name id=\"1\">lens", "/Document/packages[2]: attribute \"id\" is none of SPDX 2"),
        (
            "DocumentRef-os:SPDXRef-kernel",
            "DocumentRef-x:a",
            "/Document/relationships[2]: \"DocumentRef-x\" is not declared among the external documents",
        ),
        ("DocumentRef-os:SPDXRef-kernel", "SPDXRef-none", "/Document/relationships[2]: \"SPDXRef-none\" is nothing in this bill"),
    ] {
        assert_refused("spdx-xml", &with(XML, old, new), &[wanted]);
    }
    for (old, new, wanted) in [
        ("<Document ", "<!DOCTYPE Document [<!ENTITY x \"y\">]><Document ", "document type declaration is not allowed"),
        ("</Document>", "", "not well-formed XML: it ends inside an element"),
        ("</supplier>", "</suplier>", "not well-formed XML: "),
        ("</Document>", "</Document><Document/>", "not well-formed XML: a second root element"),
        ("</Document>", "</Document>more", "not well-formed XML: text outside the root element"),
        ("&#72;", "&huawei;", "not well-formed XML: the entity \"huawei\" is not declared"),
        ("UTF-8", "ISO-8859-1", "not UTF-8: the declaration says \"ISO-8859-1\""),
        ("<v:packages>", "<w:packages>", "not well-formed XML: the prefix"),
    ] {
        let found = defects(&read_as("spdx-xml", with(XML, old, new)));
        assert!(found.len() == 1 && found[0].contains(wanted), "{new}: {found:?}");
    }
}

#[test]
fn xml_claims_stand_at_their_elements() {
    let contents = read_as("spdx-xml", XML);
    let places: Vec<_> =
        contents.claims.iter().map(|claim| format!("{} {}", contents.pointer(claim.place), contents.line(claim.place))).collect();
    assert_eq!(places, ["/Document/packages[1]/supplier 10", "/Document/packages[2]/originator 14"]);
}

/// The second is refused, and whoever it names is screened all the same: what a bill admits counts.
#[test]
fn a_second_supplier_is_refused_and_still_named() {
    let text = TAG_VALUE
        .replace("PackageSupplier: Organization: Vendor\n", "PackageSupplier: Organization: Vendor\nPackageSupplier: Organization: Acme\n");
    let found = kenpin::bill::inspect::inspect(&Document::new("bill", text.into_bytes()));
    assert!(found.defects.iter().any(|defect| defect.what == "PackageSupplier given twice"), "{:?}", found.defects);
    let named: Vec<_> = found.components[0].claims.iter().map(|claim| claim.text.as_str()).collect();
    assert_eq!(named, ["Vendor", "Acme"]);
}

/// Two bytes a mistake in the file must not become a hundred in memory.
#[test]
fn a_flood_of_mistakes_is_cut_in_every_syntax() {
    let json = with(JSON, "\"relationships\": [", &format!("\"annotations\": [{}1], \"relationships\": [", "1,".repeat(100_000)));
    let yaml = with(YAML, "relationships:", &format!("annotations: [{}1]\nrelationships:", "1,".repeat(5_000)));
    let lines = with(TAG_VALUE, "PackageName: lens", &format!("{}PackageName: lens", "x\n".repeat(100_000)));
    let xml = with(XML, "<relationships>", &format!("{}<relationships>", "<x/>".repeat(100_000)));
    for (format, text) in [("spdx-json", json), ("spdx-yaml", yaml), ("spdx-tag-value", lines), ("spdx-xml", xml)] {
        let contents = read_as(format, text);
        assert_eq!(contents.defects.len(), 1_000, "{format}");
        assert!(base_parts(&contents).1.contains(&"Originator Huawei (Shenzhen)".to_owned()), "{format}: what stands behind is still read");
    }
}
