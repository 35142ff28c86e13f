//! Every bad input of FORMATS.md, section 7, that is a file's or CycloneDX's own: never read as sound, and the words say why.

use kenpin::bill::inspect::{Inspection, inspect};
use kenpin::intake::Document;

const JSON_VERSIONS: &[&str] = &["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"];
const XML_VERSIONS: &[&str] = &["1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"];
const SOUND: &str = r#""type":"library","name":"a","version":"1""#;

fn read(text: impl Into<Vec<u8>>) -> Inspection {
    inspect(&Document::new("bill", text.into()))
}

/// A bill of one component; `rest` stands behind the list of components.
fn json(version: &str, component: &str, rest: &str) -> String {
    format!(r#"{{"bomFormat":"CycloneDX","specVersion":"{version}","version":1,"components":[{{{component}}}]{rest}}}"#)
}

/// The same in XML; `inner` stands behind the name and version of the component, `rest` behind the list.
fn xml(version: &str, inner: &str, rest: &str) -> String {
    let modified = if version == "1.0" { "<modified>false</modified>" } else { "" };
    format!(
        r#"<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/{version}" version="1"><components><component type="library"><name>a</name><version>1</version>{inner}{modified}</component></components>{rest}</bom>"#
    )
}

/// A bad input: its number in FORMATS.md, the versions that have it, the text and the words that must be said.
struct Case {
    number: u8,
    since: &'static str,
    text: fn(&str) -> String,
    words: &'static str,
}

const fn case(number: u8, since: &'static str, text: fn(&str) -> String, words: &'static str) -> Case {
    Case { number, since, text, words }
}

const JSON: &[Case] = &[
    case(2, "1.2", |v| json(v, SOUND, "")[..60].to_owned(), "not JSON: cut short"),
    case(2, "1.2", |v| json(v, SOUND, r#","services":[{},]"#), "not JSON"),
    case(3, "1.2", |v| format!("{} x", json(v, SOUND, "")), "not JSON: text after the end"),
    case(3, "1.2", |v| json(v, SOUND, "").repeat(2), "not JSON: text after the end"),
    case(4, "1.2", |v| json(v, r#""type":"library","version":"1","name":"a\ud800""#, ""), "not UTF-8"),
    case(
        5,
        "1.2",
        |v| json(v, &format!(r#"{SOUND},"supplier":{{"name":"a"}},"supplier":{{"name":"b"}}"#), ""),
        r#"duplicate member "supplier""#,
    ),
    case(5, "1.2", |v| json(v, SOUND, r#","x":{"y":1,"y":2}"#), r#"duplicate member "y""#),
    case(5, "1.2", |v| json(v, SOUND, r#","specVersion":"1.4""#), r#"duplicate member "specVersion""#),
    case(8, "1.2", |v| json(v, SOUND, &format!(r#","x":{}{}"#, "[".repeat(300), "]".repeat(300))), "nested too deep"),
    case(8, "1.2", |v| json(v, &format!("{SOUND},{}", nested(150)), ""), "nested too deep"),
    case(11, "1.2", |v| json(v, SOUND, "").replace(r#""bomFormat":"CycloneDX","#, ""), "bomFormat"),
    case(11, "1.2", |v| json(v, SOUND, "").replace("CycloneDX", "cyclonedx"), "bomFormat"),
    case(11, "1.2", |v| json(v, SOUND, "").replace(r#""CycloneDX""#, "null"), "bomFormat"),
    case(12, "1.2", |_| json("1.8", SOUND, ""), "version not supported: 1.8"),
    case(12, "1.2", |_| json("2.0", SOUND, ""), "version not supported: 2.0"),
    case(12, "1.2", |_| json("1.1", SOUND, ""), "version not supported: 1.1"),
    case(12, "1.2", |_| json("1.10", SOUND, ""), "version not supported: 1.10"),
    case(12, "1.2", |v| json(v, SOUND, "").replace(&format!(r#""{v}""#), v), "version not supported"),
    case(12, "1.2", |v| json(v, SOUND, "").replace(&format!(r#""{v}""#), "null"), "version not supported"),
    case(13, "1.2", |v| json(v, r#""type":"library","version":"1""#, ""), "component without a name"),
    case(14, "1.2", |v| json(v, r#""name":"a","version":"1""#, ""), "component without a type"),
    case(15, "1.2", |v| json(v, r#""type":"camera","name":"a","version":"1""#, ""), r#""camera" is no component-type"#),
    case(16, "1.2", |v| json(v, SOUND, "").replace("[{", "[7,{"), "not an object"),
    case(16, "1.2", |v| json(v, SOUND, "").replace("[{", "{").replace("}]", "}"), "not a list"),
    case(16, "1.2", |v| json(v, SOUND, "").replace("[{", "[null,{"), "not an object"),
    case(17, "1.2", |v| json(v, &format!(r#"{SOUND},"supplier":"Acme""#), ""), "not an entity"),
    case(17, "1.2", |v| json(v, &format!(r#"{SOUND},"supplier":null"#), ""), "not an entity"),
    case(19, "1.2", |v| json(v, &format!(r#"{SOUND},"bom-ref":"""#), ""), "bom-ref is empty"),
    case(
        20,
        "1.2",
        |v| json(v, &format!(r#"{SOUND},"bom-ref":"a""#), r#","services":[{"name":"s","bom-ref":"a"}]"#),
        r#"bom-ref "a" used twice"#,
    ),
    case(21, "1.2", |v| json(v, SOUND, r#","dependencies":[{"dependsOn":[]}]"#), "dependency without ref"),
    case(22, "1.2", |v| json(v, SOUND, r#","dependencies":[{"ref":"x"}]"#), r#""x" is nothing in this bill"#),
    case(
        22,
        "1.2",
        |v| json(v, &format!(r#"{SOUND},"bom-ref":"a""#), r#","dependencies":[{"ref":"a","dependsOn":["x"]}]"#),
        r#""x" is nothing in this bill"#,
    ),
    case(23, "1.2", |v| json(v, SOUND, r#","serialNumber":"urn:uuid:3E671687-395B-41F5-A30F-A58921A69B79""#), "is no serial number"),
    case(24, "1.2", |v| json(v, SOUND, r#","metadata":{"timestamp":"2026-11-23"}"#), "is no time"),
    case(24, "1.2", |v| json(v, SOUND, r#","metadata":{"timestamp":"2026-11-23T00:00:00"}"#), "is no time"),
    case(25, "1.2", |v| json(v, &format!(r#"{SOUND},"scope":"foo""#), ""), r#""foo" is no component-scope"#),
    case(26, "1.2", |v| json(v, &hashed("FOO", &"0".repeat(40)), ""), r#""FOO" is no hash-alg"#),
    case(27, "1.2", |v| json(v, &hashed("MD5", &"g".repeat(32)), ""), "is no hash"),
    case(27, "1.2", |v| json(v, &hashed("MD5", &"0".repeat(31)), ""), "is no hash"),
    case(28, "1.2", |v| json(v, &licensed(r#"{"license":{"id":"Apache License 2.0"}}"#), ""), "is no spdx-licence"),
    case(28, "1.2", |v| json(v, &licensed(r#"{"license":{"id":"MIT","name":"MIT"}}"#), ""), "license needs exactly one of id, name"),
    case(28, "1.2", |v| json(v, &licensed(r#"{"license":{"url":"https://a"}}"#), ""), "license needs exactly one of id, name"),
    case(28, "1.2", |v| json(v, &licensed(r#"{"license":{"id":"MIT"},"expression":"MIT"}"#), ""), "exactly one of license, expression"),
    case(
        28,
        "1.5",
        |v| {
            if v == "1.7" {
                json(v, &licensed("{}"), "")
            } else {
                json(v, &licensed(r#"{"license":{"id":"MIT"}},{"expression":"MIT"}"#), "")
            }
        },
        "expression",
    ),
    case(
        29,
        "1.2",
        |v| json(v, &licensed(r#"{"license":{"id":"MIT","text":{"encoding":"hex","content":"a"}}}"#), ""),
        r#""hex" is no attachment-encoding"#,
    ),
    case(30, "1.2", |v| json(v, &format!(r#"{SOUND},"pedigree":{{"patches":[{{"type":"foo"}}]}}"#), ""), r#""foo" is no patch-type"#),
    case(
        30,
        "1.2",
        |v| json(v, &format!(r#"{SOUND},"pedigree":{{"patches":[{{"type":"monkey","resolves":[{{"type":"foo"}}]}}]}}"#), ""),
        r#""foo" is no issue-type"#,
    ),
    case(
        31,
        "1.2",
        |v| json(v, SOUND, r#","services":[{"name":"s","data":[{"classification":"PII","flow":"sideways"}]}]"#),
        r#""sideways" is no "#,
    ),
    case(32, "1.6", |v| json(v, SOUND, r#","properties":[{"value":"a"}]"#), "property without name"),
    case(33, "1.2", |v| json(v, &format!(r#"{SOUND},"swid":{{"name":"a"}}"#), ""), "swid without tagId"),
    case(34, "1.7", |v| json(v, &format!(r#"{SOUND},"versionRange":"vers:npm/1","isExternal":true"#), ""), "versionRange beside version"),
    case(34, "1.7", |v| json(v, r#""type":"library","name":"a","versionRange":"vers:npm/1""#, ""), "not external"),
    case(34, "1.7", |v| json(v, r#""type":"library","name":"a","versionRange":"vers:npm/1","isExternal":false"#, ""), "not external"),
    case(35, "1.7", |v| json(v, SOUND, r#","metadata":{"distributionConstraints":{"tlp":"WHITE"}}"#), r#""WHITE" is no "#),
    case(36, "1.7", |v| json(v, SOUND, &cited(r#""pointers":["/a"]"#)), "attributedTo, process"),
    case(36, "1.7", |v| json(v, SOUND, &cited(r#""attributedTo":"a""#)), "exactly one of pointers, expressions"),
    case(
        36,
        "1.7",
        |v| json(v, SOUND, &cited(r#""attributedTo":"a","pointers":["/a"],"expressions":["a"]"#)),
        "exactly one of pointers, expressions",
    ),
    case(39, "1.2", |v| json(v, &format!(r#"{SOUND},"name":"b""#), ""), r#"duplicate member "name""#),
];

const XML: &[Case] = &[
    case(2, "1.0", |v| xml(v, "", "").replace("</bom>", ""), "not well-formed XML"),
    case(3, "1.0", |v| format!("{} x", xml(v, "", "")), "not well-formed XML: text outside the root element"),
    case(3, "1.0", |v| format!("{}<bom/>", xml(v, "", "")), "not well-formed XML: a second root element"),
    case(4, "1.0", |v| xml(v, "", "").replace(r#"version="1.0"?"#, r#"version="1.0" encoding="UTF-16"?"#), "not UTF-8"),
    case(8, "1.1", |v| xml(v, "", &format!("{}{}", "<x:a xmlns:x=\"urn:x\">".repeat(300), "</x:a>".repeat(300))), "nested too deep"),
    case(12, "1.0", |_| xml("1.8", "", ""), "version not supported: 1.8"),
    case(12, "1.0", |_| xml("12", "", ""), "version not supported: 12"),
    case(13, "1.0", |v| xml(v, "", "").replace("<name>a</name>", ""), "component without a name"),
    case(14, "1.0", |v| xml(v, "", "").replace(r#" type="library""#, ""), "component without a type"),
    case(15, "1.0", |v| xml(v, "", "").replace("library", "camera"), r#""camera" is no component-type"#),
    case(16, "1.0", |v| xml(v, "", "").replace("<components>", "<components>text"), "text where only elements may stand"),
    case(17, "1.2", |v| xml(v, "", "").replace("<name>a", "<supplier>Acme</supplier><name>a"), "text where only elements may stand"),
    case(19, "1.5", |v| xml(v, "", "").replace("<component ", r#"<component bom-ref="" "#), "bom-ref is empty"),
    case(
        20,
        "1.2",
        |v| {
            xml(v, "", r#"<services><service bom-ref="a"><name>s</name></service></services>"#)
                .replace("<component ", r#"<component bom-ref="a" "#)
        },
        r#"bom-ref "a" used twice"#,
    ),
    case(21, "1.2", |v| xml(v, "", "<dependencies><dependency/></dependencies>"), "dependency without ref"),
    case(22, "1.2", |v| xml(v, "", r#"<dependencies><dependency ref="x"/></dependencies>"#), r#""x" is nothing in this bill"#),
    case(
        22,
        "1.2",
        |v| {
            xml(v, "", r#"<dependencies><dependency ref="a"><dependency ref="x"/></dependency></dependencies>"#)
                .replace("<component ", r#"<component bom-ref="a" "#)
        },
        r#""x" is nothing in this bill"#,
    ),
    case(23, "1.1", |v| xml(v, "", "").replace("<bom ", r#"<bom serialNumber="3e671687" "#), "is no serial number"),
    case(
        24,
        "1.2",
        |v| xml(v, "", "").replace("<components>", "<metadata><timestamp>2026-11-23</timestamp></metadata><components>"),
        "is no time",
    ),
    case(25, "1.0", |v| xml(v, "<scope>foo</scope>", ""), r#""foo" is no scope"#),
    case(26, "1.0", |v| xml(v, &format!(r#"<hashes><hash alg="FOO">{}</hash></hashes>"#, "0".repeat(40)), ""), r#""FOO" is no hashAlg"#),
    case(27, "1.0", |v| xml(v, &format!(r#"<hashes><hash alg="MD5">{}</hash></hashes>"#, "g".repeat(32)), ""), "is no hash"),
    case(28, "1.0", |v| xml(v, "<licenses><license><id>Apache License 2.0</id></license></licenses>", ""), "is no spdx-licence"),
    case(
        28,
        "1.1",
        |v| xml(v, "<licenses><license><id>MIT</id><name>MIT</name></license></licenses>", ""),
        r#"element "name" may not stand here"#,
    ),
    case(28, "1.1", |v| xml(v, "<licenses><license><url>https://a</url></license></licenses>", ""), "exactly one of id, name"),
    case(
        28,
        "1.1",
        |v| {
            if v == "1.7" {
                xml(v, "<licenses><license/></licenses>", "")
            } else {
                xml(v, "<licenses><license><id>MIT</id></license><expression>MIT</expression></licenses>", "")
            }
        },
        "",
    ),
    case(
        29,
        "1.1",
        |v| xml(v, r#"<licenses><license><id>MIT</id><text encoding="hex">a</text></license></licenses>"#, ""),
        r#""hex" is no encoding"#,
    ),
    case(30, "1.2", |v| xml(v, r#"<pedigree><patches><patch type="foo"/></patches></pedigree>"#, ""), r#""foo" is no patchClassification"#),
    case(
        30,
        "1.2",
        |v| xml(v, r#"<pedigree><patches><patch type="monkey"><resolves><issue type="foo"/></resolves></patch></patches></pedigree>"#, ""),
        r#""foo" is no issueClassification"#,
    ),
    case(
        31,
        "1.2",
        |v| {
            xml(
                v,
                "",
                r#"<services><service><name>s</name><data><classification flow="sideways">PII</classification></data></service></services>"#,
            )
        },
        r#""sideways" is no dataFlow"#,
    ),
    case(32, "1.3", |v| xml(v, "<properties><property>a</property></properties>", ""), "property without name"),
    case(33, "1.2", |v| xml(v, r#"<swid name="a"/>"#, ""), "swid without tagId"),
    case(34, "1.7", |v| xml(v, "", "").replace("<version>1</version>", "<versionRange>vers:npm/1</versionRange>"), "not external"),
    case(34, "1.7", |v| xml(v, "<versionRange>vers:npm/1</versionRange>", ""), "versionRange"),
    case(
        35,
        "1.7",
        |v| {
            xml(v, "", "").replace(
                "<components>",
                "<metadata><distributionConstraints><tlp>WHITE</tlp></distributionConstraints></metadata><components>",
            )
        },
        r#""WHITE" is no "#,
    ),
    case(
        36,
        "1.7",
        |v| {
            xml(
                v,
                "",
                "<citations><citation><pointers><pointer>/a</pointer></pointers><timestamp>2026-11-23T00:00:00Z</timestamp></citation></citations>",
            )
        },
        "attributedTo, process",
    ),
    case(
        36,
        "1.7",
        |v| xml(v, "", "<citations><citation><timestamp>2026-11-23T00:00:00Z</timestamp><process>a</process></citation></citations>"),
        "may not stand here",
    ),
    case(
        37,
        "1.0",
        |v| xml(v, "", "").replace("<bom ", r#"<!DOCTYPE bom [<!ENTITY a "b">]><bom "#),
        "document type declaration is not allowed",
    ),
    case(38, "1.0", |v| xml(v, "", "").replace("</component>", "</componen>"), "not well-formed XML: "),
    case(38, "1.0", |v| xml(v, "", "").replace("<name>a", "<name>&a;"), "not well-formed XML: "),
    case(38, "1.0", |v| xml(v, "", "").replace("<name>a", "<name>a & b"), "not well-formed XML: "),
    case(38, "1.0", |v| xml(v, "", "").replace("<name>a", "<name>\u{1}"), "not well-formed XML: "),
    case(38, "1.0", |v| xml(v, "", "").replace("<name>a", "<name>&#1;"), "not well-formed XML: "),
    case(38, "1.0", |v| xml(v, "", "").replace("<name>", "<x:name>").replace("</name>", "</x:name>"), "not well-formed XML: "),
    case(38, "1.0", |v| xml(v, "", "").replace("type=\"library\"", "type=\"library\" type=\"file\""), "not well-formed XML: "),
    case(39, "1.0", |v| xml(v, "", "").replace("<version>1", "<name>b</name><version>1"), r#"element "name" given twice"#),
];

fn nested(depth: usize) -> String {
    format!(r#""components":[{}{}]"#, format!(r#"{{{SOUND},"components":["#).repeat(depth), "]}".repeat(depth))
}

fn hashed(algorithm: &str, content: &str) -> String {
    format!(r#"{SOUND},"hashes":[{{"alg":"{algorithm}","content":"{content}"}}]"#)
}

fn licensed(licenses: &str) -> String {
    format!(r#"{SOUND},"licenses":[{licenses}]"#)
}

fn cited(members: &str) -> String {
    format!(r#","citations":[{{"timestamp":"2026-11-23T00:00:00Z",{members}}}]"#)
}

/// Every case in every version that has it; what was not said, or said of a sound bill.
fn unsaid(cases: &[Case], versions: &[&str]) -> Vec<String> {
    let mut problems = Vec::new();
    for case in cases {
        for version in versions.iter().filter(|version| **version >= case.since) {
            let found = read((case.text)(version));
            let said: Vec<&str> = found.defects.iter().map(|defect| defect.what.as_str()).collect();
            if said.is_empty() || !said.iter().any(|what| what.contains(case.words)) {
                problems.push(format!("{} in {version}: {:?} wanted, {said:?}", case.number, case.words));
            }
        }
    }
    problems
}

fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn the_bills_that_the_bad_ones_are_made_from_are_sound() {
    for version in JSON_VERSIONS {
        assert_eq!(read(json(version, SOUND, "")).defects, [], "{version}");
        assert_eq!(read(format!("\u{feff}{}", json(version, SOUND, ""))).defects, [], "a byte order mark is skipped");
    }
    for version in XML_VERSIONS {
        assert_eq!(read(xml(version, "", "")).defects, [], "{version}");
    }
}

#[test]
fn every_bad_json_bill_of_every_version_is_refused_in_the_right_words() {
    assert_none(&unsaid(JSON, JSON_VERSIONS));
}

#[test]
fn every_bad_xml_bill_of_every_version_is_refused_in_the_right_words() {
    assert_none(&unsaid(XML, XML_VERSIONS));
}

/// FORMATS.md 15 and 18: what a later version brought is no part of an earlier one.
#[test]
fn members_and_types_of_a_later_version_are_refused() {
    let manufacturer = format!(r#"{SOUND},"manufacturer":{{"name":"Acme"}}"#);
    let types = [("platform", "1.5"), ("device-driver", "1.5"), ("cryptographic-asset", "1.6")];
    for version in JSON_VERSIONS {
        let found = read(json(version, &manufacturer, ""));
        let words = format!("\"manufacturer\" is no member of {version}");
        assert_eq!(found.defects.iter().any(|defect| defect.what == words), *version < "1.6", "{version}: {:?}", found.defects);
        for (kind, since) in types {
            let found = read(json(version, &SOUND.replace("library", kind), ""));
            assert_eq!(found.defects.is_empty(), *version >= since, "{kind} in {version}");
            let found = read(xml(version, "", "").replace("library", kind));
            assert_eq!(found.defects.is_empty(), *version >= since, "{kind} in {version}");
        }
    }
}

/// FORMATS.md 1, 4, 6, 7, 10: no format is recognised, and the one defect says why.
#[test]
fn a_file_without_a_format_of_its_own_is_refused_in_the_right_words() {
    let utf16: Vec<u8> = json("1.6", SOUND, "").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16_xml: Vec<u8> = format!("\u{feff}{}", xml("1.6", "", "")).encode_utf16().flat_map(u16::to_be_bytes).collect();
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (Vec::new(), "empty"),
        (b" \n\t ".to_vec(), "empty"),
        (utf16, "not UTF-8"),
        (utf16_xml, "not UTF-8"),
        (b"[1,2]".to_vec(), "no marker of a known format"),
        (br#"{"$schema":"http://cyclonedx.org/schema/bom-1.6.schema.json"}"#.to_vec(), "no marker of a known format"),
        (b"<bom><components/></bom>".to_vec(), "no marker of a known format"),
        (br#"{"bomFormat":"CycloneDX","specVersion":"1.6","spdxVersion":"SPDX-2.3"}"#.to_vec(), "two formats in one file"),
        (b"\xff\xfe\x00\x01".to_vec(), "not UTF-8"),
        (b"\x0a\x05other\x10\xff\xfe".to_vec(), "not supported"),
    ];
    for (bytes, words) in cases {
        let found = read(bytes);
        assert_eq!(found.format, None);
        assert!(found.defects.iter().any(|defect| defect.what.contains(words)), "{words} wanted, {:?}", found.defects);
    }
}

/// FORMATS.md, sections 1 and 7.10: known by sight, named, and told what to ask for; never read as something else.
#[test]
fn a_format_that_is_not_read_is_named_with_what_to_ask_for_instead() {
    let swid = r#"<?xml version="1.0"?><swid:SoftwareIdentity xmlns:swid="http://standards.iso.org/iso/19770/-2/2015/schema.xsd" name="a" tagId="t"><swid:Entity name="Acme" role="softwareCreator"/></swid:SoftwareIdentity>"#;
    for (bytes, format) in [
        (swid.as_bytes(), "swid"),
        (b"\xDA\x53\x57\x49\x44\xA1\x01\x61a", "coswid"),
        (b"\xD2\x84\x58\x1A\xA2\x01\x26\x03\x75application/swid+cbor\xA0\x40\x40", "coswid"),
        (b"\n\x031.6\x10\x01\x1A\x2Durn:uuid:3e671687-395b-41f5-a30f-a58921a69b79\x22\x00", "cyclonedx-protobuf"),
        (b"PK\x03\x04....xl/workbook.xml", "spdx-xlsx"),
    ] {
        let found = read(bytes);
        assert_eq!((found.format, found.components.len()), (Some(format), 0));
        let said: Vec<&str> = found.defects.iter().map(|defect| defect.what.as_str()).collect();
        assert!(said.len() == 1 && said[0].starts_with("not supported") && said[0].contains("ask for"), "{format}: {said:?}");
    }
}

/// The list of FORMATS.md, section 7, as it stands there, number by number.
#[test]
fn every_bad_input_of_the_list_has_its_tests() {
    let text = include_str!("../conformance/bills/bad-inputs.toml");
    let list: std::collections::BTreeMap<u8, Kind> = toml::from_str(text).unwrap();
    let top = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources: String = list
        .values()
        .flat_map(|kind| &kind.tests)
        .map(|test| test.rsplit_once("::").unwrap().0)
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .map(|file| std::fs::read_to_string(top.join("tests/it").join(format!("{file}.rs"))).unwrap())
        .collect();
    let missing: Vec<_> = list
        .iter()
        .flat_map(|(number, kind)| kind.tests.iter().map(move |test| (number, test.rsplit_once("::").unwrap().1)))
        .filter(|(_, test)| !sources.contains(&format!("#[test]\nfn {test}() {{")))
        .collect();
    assert!(missing.is_empty(), "no such test: {missing:?}");
    assert_eq!(list.keys().copied().collect::<Vec<_>>(), (1..=54).collect::<Vec<_>>());
    // The numbered cases above stand for themselves: where the list names this file's tables, the number must be in them.
    let numbered: std::collections::BTreeSet<u8> = JSON.iter().chain(XML).map(|case| case.number).collect();
    for (number, kind) in &list {
        assert!(!kind.what.is_empty() && !kind.tests.is_empty(), "{number}");
        let tables = kind.tests.iter().any(|test| test.ends_with("bill_of_every_version_is_refused_in_the_right_words"));
        assert!(!tables || numbered.contains(number), "{number} is in no table");
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    what: String,
    /// File and function under `tests/it`.
    tests: Vec<String>,
}

#[test]
fn a_byte_that_is_no_text_is_refused_and_what_stood_before_it_counts() {
    let mut bytes = json("1.6", SOUND, r#","metadata":{"licenses":[{"expression":"X"}]}"#).into_bytes();
    let at = bytes.iter().rposition(|byte| *byte == b'X').unwrap();
    bytes[at] = 0xff;
    let found = read(bytes);
    assert!(found.defects.iter().any(|defect| defect.what.starts_with("not UTF-8")), "{:?}", found.defects);
    assert_eq!(found.components.first().and_then(|component| component.name.as_deref()), Some("a"), "{found:?}");
}

/// What a broken bill admits still counts: a listed maker named before the break is found.
#[test]
fn claims_made_before_the_text_breaks_off_are_kept() {
    let whole = json("1.6", &format!(r#"{SOUND},"supplier":{{"name":"Acme"}},"description":"b"#), "");
    let cut = &whole[..whole.find("description").unwrap()];
    let found = read(cut);
    assert!(!found.defects.is_empty());
    assert_eq!(found.components[0].claims[0].text, "Acme");
    let whole = xml("1.6", "", "").replace("<name>a", "<supplier><name>Acme</name></supplier><name>a");
    let found = read(&whole[..whole.find("</version>").unwrap()]);
    assert!(!found.defects.is_empty());
    assert_eq!(found.components[0].claims[0].text, "Acme");
}

/// A million wrong items make a report of bounded size.
#[test]
fn defects_are_counted_out_and_a_flat_flood_ends() {
    let found = read(json("1.6", SOUND, &format!(r#","services":[{}1]"#, "1,".repeat(200_000))));
    assert!(found.defects.len() <= 1_000 && !found.defects.is_empty());
    let deep = read(format!(r#"{{"bomFormat":"CycloneDX","specVersion":"1.6","components":{}"#, "[".repeat(200_000)));
    assert!(!deep.defects.is_empty());
}
