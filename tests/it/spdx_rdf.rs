//! SPDX 2 as RDF/XML: as its two known writers nest it, in every form that RDF/XML allows, and what is wrong with it;
//! and one document in all five syntaxes.

use std::path::Path;

use kenpin::bill::inspect::{Inspection, inspect};
use kenpin::bill::{self, ClaimState, Completeness, Contents, IdentifierKind, Kind, Relation, Role};
use kenpin::intake::Document;

fn read(bytes: impl Into<Vec<u8>>) -> Inspection {
    inspect(&Document::new("bill", bytes.into()))
}

fn whats(found: &Inspection) -> Vec<&str> {
    found.defects.iter().map(|defect| defect.what.as_str()).collect()
}

type Party = (Role, ClaimState, String);

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    reference: Option<String>,
    name: String,
    version: Option<String>,
    purl: Option<String>,
    cpe: Option<String>,
    kind: Kind,
    parent: Option<String>,
    is_subject: bool,
    claims: Vec<Party>,
    identifiers: Vec<(IdentifierKind, String)>,
}

/// Everything typed that a bill says, but for the places.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    rows: Vec<Row>,
    authors: Vec<Party>,
    links: Vec<(String, Option<String>)>,
    version: Option<String>,
    completeness: Completeness,
}

fn said(contents: &Contents) -> Said {
    let text = |text| contents.text(text).to_owned();
    let mut rows: Vec<Row> = (0_u32..)
        .zip(&contents.components)
        .map(|(index, one)| {
            assert_eq!(one.relation, Relation::Part);
            let mut identifiers: Vec<_> = contents.identifiers_of(one).iter().map(|it| (it.kind, text(it.text))).collect();
            identifiers.sort();
            Row {
                reference: one.reference.map(text),
                name: text(one.name),
                version: one.version.map(text),
                purl: one.purl.map(text),
                cpe: one.cpe.map(text),
                kind: one.kind,
                parent: one.parent.map(|parent| text(contents.components[parent.0 as usize].name)),
                is_subject: contents.subjects.contains(&bill::ComponentId(index)),
                claims: contents.claims_of(one).iter().map(|claim| (claim.role, claim.state, text(claim.text))).collect(),
                identifiers,
            }
        })
        .collect();
    rows.sort();
    let mut authors: Vec<Party> = contents.document_claims.iter().map(|claim| (claim.role, claim.state, text(claim.text))).collect();
    authors.sort();
    let links = contents.links.iter().map(|link| (text(link.target), link.sha256.map(text))).collect();
    Said { rows, authors, links, version: contents.spec_version.clone(), completeness: contents.completeness }
}

#[test]
fn one_document_reads_alike_in_all_five_syntaxes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/spdx-syntaxes");
    let mut bills = Vec::new();
    for (file, format) in [
        ("camera.spdx.json", "spdx-json"),
        ("camera.spdx.yaml", "spdx-yaml"),
        ("camera.spdx.xml", "spdx-xml"),
        ("camera.spdx", "spdx-tag-value"),
        ("camera.spdx.rdf.xml", "spdx-rdf"),
    ] {
        let document = Document::new(file, std::fs::read(folder.join(file)).unwrap());
        let found = bill::recognise(&document.outline).unwrap();
        assert_eq!(found.name, format);
        let contents = (found.read)(&document);
        let defects: Vec<_> = contents.defects.iter().map(|defect| (contents.pointer(defect.place), &defect.what)).collect();
        assert!(defects.is_empty(), "{file}: {defects:?}");
        bills.push((file, contents));
    }
    let expected = said(&bills[0].1);
    for (file, contents) in &bills[1..] {
        let mut found = said(contents);
        if *file == "camera.spdx.rdf.xml" {
            // A graph has no order: a part that is written before its whole stays beside it (see `Draft::contain`).
            found.rows.iter_mut().zip(&expected.rows).for_each(|(row, wanted)| {
                if row.name == "lens" && row.parent.is_none() {
                    row.parent.clone_from(&wanted.parent);
                }
            });
        }
        assert_eq!(found, expected, "{file}");
    }
    let Said { rows, authors, links, version, .. } = expected;
    let camera = rows.iter().find(|row| row.name == "IP dome").unwrap();
    let maker = |role, state, name: &str| (role, state, name.to_owned());
    assert_eq!(
        camera.claims,
        [maker(Role::Supplier, ClaimState::Stated, "Vendor & Söhne (Suzhou)"), maker(Role::Originator, ClaimState::Stated, "海思半导体")]
    );
    assert_eq!((camera.version.as_deref(), camera.kind, camera.is_subject), (Some("1.10"), Kind::Device, true));
    let firmware = rows.iter().find(|row| row.name == "firmware").unwrap();
    assert_eq!((firmware.version.as_deref(), firmware.kind), (Some("NO"), Kind::OperatingSystem));
    assert_eq!((firmware.parent.as_deref(), firmware.claims[0].1), (Some("IP dome"), ClaimState::Withheld));
    assert_eq!(links, [("DocumentRef-os https://vendor.example/os/7".to_owned(), None)]);
    assert_eq!((rows.len(), authors.len(), version.as_deref()), (3, 2, Some("2.3")));
}

const HEAD: &str = r#"<rdf:RDF xmlns:s="http://spdx.org/rdf/terms#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#" xmlns:v="urn:vendor#">"#;

/// The document's own node, with `more` inside it.
fn document(more: &str) -> String {
    format!(
        r#"<s:SpdxDocument rdf:about="https://v.example/d#SPDXRef-DOCUMENT"><s:specVersion>SPDX-2.3</s:specVersion><s:name>d</s:name>
<s:dataLicense rdf:resource="http://spdx.org/licenses/CC0-1.0"/><s:creationInfo><s:CreationInfo>
<s:created>2026-11-01T00:00:00Z</s:created><s:creator>Tool: x</s:creator></s:CreationInfo></s:creationInfo>{more}</s:SpdxDocument>"#
    )
}

fn package(id: &str, more: &str) -> String {
    format!(
        r#"<s:Package rdf:about="https://v.example/d#{id}"><s:name>{id}</s:name>
<s:downloadLocation rdf:resource="http://spdx.org/rdf/terms#noassertion"/>{more}</s:Package>"#
    )
}

fn relation(kind: &str, to: &str) -> String {
    format!(
        r#"<s:relationship><s:Relationship><s:relationshipType rdf:resource="http://spdx.org/rdf/terms#relationshipType_{kind}"/>
<s:relatedSpdxElement>{to}</s:relatedSpdxElement></s:Relationship></s:relationship>"#
    )
}

fn rdf(body: &str) -> String {
    format!("{HEAD}{body}</rdf:RDF>")
}

#[test]
fn a_package_counts_wherever_it_is_nested_and_its_claim_has_a_path() {
    let lens = package("SPDXRef-lens", "<s:supplier>Organization: Acme</s:supplier>");
    let camera = package("SPDXRef-camera", &relation("dependsOn", &lens));
    for text in [
        rdf(&document(&relation("describes", &camera))),
        rdf(&document(&format!("<s:describesPackage>{camera}</s:describesPackage>"))),
        rdf(&format!("{camera}{}", document(r#"<s:describesPackage rdf:resource="https://v.example/d#SPDXRef-camera"/>"#))),
        // The document itself inside the package, and nothing of SPDX but the prefix at the top.
        rdf(&format!(r#"<v:x><v:y>{}</v:y></v:x>"#, package("SPDXRef-camera", &relation("describedBy", &document(""))))
            .replace("</v:y>", &format!("</v:y><v:y>{lens}</v:y>"))),
    ] {
        let found = read(text);
        assert_eq!((found.format, whats(&found)), (Some("spdx-rdf"), vec![]));
        let mut ids: Vec<_> = found.components.iter().filter_map(|one| one.reference.as_deref()).collect();
        ids.sort_unstable();
        assert_eq!(ids, ["SPDXRef-camera", "SPDXRef-lens"]);
        assert_eq!(found.subjects.len(), 1);
        let lens = found.components.iter().find(|one| one.reference.as_deref() == Some("SPDXRef-lens")).unwrap();
        assert_eq!(lens.claims[0].text, "Acme");
        assert!(lens.claims[0].pointer.starts_with("/RDF/") && lens.claims[0].pointer.ends_with("/Package[1]/supplier[1]"));
    }
}

#[test]
fn every_way_in_which_rdf_xml_writes_a_package_is_read() {
    let whole = |text: &str| rdf(&format!("{}{text}", document("")));
    let about = r#"rdf:about="https://v.example/d#SPDXRef-a""#;
    let download = "<s:downloadLocation>NONE</s:downloadLocation>";
    let spdx = "http://spdx.org/rdf/terms#";
    for text in [
        whole(&format!("<s:Package {about}><s:name>a</s:name><s:supplier>Organization: Acme</s:supplier>{download}</s:Package>")),
        whole(&format!(
            r#"<rdf:Description {about}><rdf:type rdf:resource="{spdx}Package"/><s:name>a</s:name><s:supplier>Organization: Acme</s:supplier>{download}</rdf:Description>"#
        )),
        whole(&format!(r#"<rdf:Description {about} rdf:type="{spdx}Package" s:name="a" s:supplier="Organization: Acme" s:downloadLocation="NONE"/>"#)),
        // In two places: first what it is, then what is said of it.
        whole(&format!("<s:Package {about}/><rdf:Description {about}><s:name>a</s:name><s:supplier>Organization: Acme</s:supplier>{download}</rdf:Description>")),
        // Said twice word for word is said once.
        whole(&format!("<s:Package {about}><s:name>a</s:name><s:name>a</s:name><s:supplier>Organization: Acme</s:supplier>{download}</s:Package>")),
        whole(&format!(r#"<s:Package rdf:ID="SPDXRef-a"><s:name>a</s:name><s:supplier>Organization: <![CDATA[Acme]]></s:supplier>{download}</s:Package>"#))
            .replace("<rdf:RDF", r#"<rdf:RDF xml:base="https://v.example/d""#),
    ] {
        let found = read(text.clone());
        assert_eq!(whats(&found), Vec::<&str>::new(), "{text}");
        let one = &found.components[0];
        assert_eq!((one.reference.as_deref(), one.name.as_deref(), found.components.len()), (Some("SPDXRef-a"), Some("a"), 1));
        assert_eq!((one.claims[0].role, one.claims[0].text.as_str()), ("supplier", "Acme"));
    }
    let blank = whole(&package(
        "SPDXRef-a",
        r#"<s:externalRef rdf:nodeID="r"/><s:externalRef rdf:parseType="Resource"><rdf:type rdf:resource="http://spdx.org/rdf/terms#ExternalRef"/>
<s:referenceCategory rdf:resource="http://spdx.org/rdf/terms#referenceCategory_packageManager"/>
<s:referenceType rdf:resource="http://spdx.org/rdf/references/purl"/><s:referenceLocator>pkg:npm/a@1</s:referenceLocator></s:externalRef>"#,
    ))
    .replace(
        "</rdf:RDF>",
        r#"<s:ExternalRef rdf:nodeID="r"><s:referenceCategory rdf:resource="http://spdx.org/rdf/terms#referenceCategory_security"/>
<s:referenceType rdf:resource="http://spdx.org/rdf/references/cpe22Type"/><s:referenceLocator>cpe:/a:b</s:referenceLocator></s:ExternalRef></rdf:RDF>"#,
    );
    let found = read(blank);
    assert_eq!(whats(&found), Vec::<&str>::new());
    assert_eq!((found.components[0].purl.as_deref(), found.components[0].cpe.as_deref()), (Some("pkg:npm/a@1"), Some("cpe:/a:b")));
}

#[test]
fn elements_of_other_documents_are_found_in_each_of_their_spellings() {
    let external = r#"<s:externalDocumentRef><s:ExternalDocumentRef rdf:about="https://v.example/d#DocumentRef-os">
<s:spdxDocument rdf:resource="https://v.example/os"/><s:checksum><s:Checksum><s:algorithm rdf:resource="http://spdx.org/rdf/terms#checksumAlgorithm_sha256"/>
<s:checksumValue>11b6d3ee554eedf79299905a98f9b9a04e498210b59f15094c916c91d150efcd</s:checksumValue></s:Checksum></s:checksum>
</s:ExternalDocumentRef></s:externalDocumentRef>"#;
    let with = |target: &str| {
        let to = format!(r#"<s:SpdxElement rdf:about="{target}"/>"#);
        read(rdf(&format!("{}{}", document(external), package("SPDXRef-a", &relation("dependsOn", &to)))))
    };
    for target in [
        "https://v.example/os#SPDXRef-kernel",
        "https://v.example/d#DocumentRef-os:SPDXRef-kernel",
        "https://v.example/d#DocumentRef-os%3ASPDXRef-kernel",
        "http://spdx.org/rdf/terms#noassertion",
    ] {
        assert_eq!(whats(&with(target)), Vec::<&str>::new(), "{target}");
    }
    assert_eq!(
        whats(&with("https://elsewhere.example/x#SPDXRef-y")),
        [r#""https://elsewhere.example/x#SPDXRef-y" is nothing in this bill"#]
    );
    assert_eq!(
        whats(&with("https://v.example/d#DocumentRef-x:SPDXRef-y")),
        [r#""DocumentRef-x" is not declared among the external documents"#]
    );
}

/// FORMATS.md, section 7, where it holds for RDF, and what only a graph can get wrong.
#[test]
fn each_wrong_rdf_document_is_refused_in_these_words_and_its_maker_is_still_read() {
    let good = package("SPDXRef-a", "<s:supplier>Organization: Acme</s:supplier>");
    let body = format!("{}{good}", document(""));
    let sound = rdf(&body);
    assert_eq!(whats(&read(sound.clone())), Vec::<&str>::new());
    let swap = |from: &str, to: &str| {
        assert!(sound.contains(from), "{from}");
        sound.replace(from, to)
    };
    for (text, what) in [
        (swap("SPDX-2.3", "SPDX-2.4"), "version not supported: SPDX-2.4"),
        (swap("#SPDXRef-DOCUMENT", "#SPDXRef-d"), "the document's SPDXID is \"SPDXRef-d\", not SPDXRef-DOCUMENT"),
        (swap("<s:name>SPDXRef-a</s:name>", ""), "package without a name"),
        (swap(r#"<s:Package rdf:about="https://v.example/d#SPDXRef-a">"#, "<s:Package>"), "package without an SPDXID"),
        (swap("<s:name>SPDXRef-a</s:name>", "<s:name>a</s:name><s:name>b</s:name>"), "name given twice"),
        (swap("Organization: Acme", "Acme"), "supplier without \"Organization: \" or \"Person: \" before its name"),
        (swap("Organization: Acme", "Tool: Acme"), "supplier without \"Organization: \" or \"Person: \" before its name"),
        (swap("</s:supplier>", "</s:supplier><s:supplier>Organization: B</s:supplier>"), "supplier given twice"),
        (swap("<s:supplier>", "<s:suppplier>x</s:suppplier><s:supplier>"), "\"suppplier\" is no property of SPDX 2"),
        (swap("<s:supplier>", "<s:fileName>x</s:fileName><s:supplier>"), "\"fileName\" is no property of a Package"),
        (swap("<s:supplier>", "<supplier>x</supplier><s:supplier>"), "\"supplier\" is no property of SPDX 2"),
        (rdf(&format!("{body}<s:Packge/>")), "\"Packge\" is no class of SPDX 2"),
        (rdf(&format!("{body}{}", document("").replace("/d#", "/e#"))), "a second SpdxDocument in one file"),
        (rdf(&good), "no SpdxDocument in it"),
        (
            rdf(&format!(r#"{body}<rdf:Description rdf:about="https://v.example/d#SPDXRef-b"><s:name>b</s:name></rdf:Description>"#)),
            "nothing says what this describes: its rdf:type is missing",
        ),
        (rdf(&format!(r#"{body}<s:File rdf:about="https://v.example/d#SPDXRef-a"/>"#)), "both a Package and a File"),
        (swap("<s:supplier>", r#"<s:supplier rdf:parseType="Literal">"#), "parseType=\"Literal\" is not read here"),
        (swap("<s:supplier>", "<s:supplier>x<v:y/>"), "more than one value in one element"),
        (swap("<s:specVersion>SPDX-2.3</s:specVersion>", ""), "SpdxDocument without \"specVersion\""),
        (swap("2026-11-01T00:00:00Z", "2026-11-01"), "\"2026-11-01\" is no time; write it as 2026-11-23T00:00:00Z"),
        (
            rdf(&body.replace("</s:Package>", &format!("{}</s:Package>", relation("dependsOnn", r##"<s:SpdxElement rdf:about="#x"/>"##)))),
            "\"DEPENDS_ONN\" is no relationship type of SPDX 2",
        ),
        (
            rdf(&body.replace(
                "</s:Package>",
                &format!("{}</s:Package>", relation("dependsOn", r##"<s:SpdxElement rdf:about="#SPDXRef-x"/>"##)),
            )),
            "\"SPDXRef-x\" is nothing in this bill",
        ),
        (format!("{sound}<a/>"), "not well-formed XML: a second root element"),
        (sound.replace("</rdf:RDF>", ""), "not well-formed XML: it ends inside an element"),
        (format!("<!DOCTYPE rdf:RDF [<!ENTITY x \"y\">]>{sound}"), "document type declaration is not allowed"),
    ] {
        let found = read(text.clone());
        assert_eq!(found.format, Some("spdx-rdf"), "{text}");
        assert!(whats(&found).contains(&what), "{what} wanted, {:?}\n{text}", found.defects);
        let read_so_far = what.starts_with("document type") || what.contains("parseType");
        let claims = |one: &kenpin::bill::inspect::InspectedComponent| one.claims.iter().any(|claim| claim.text.contains("Acme"));
        assert!(read_so_far || found.components.iter().any(claims), "{what}: its maker is lost");
    }
}

#[test]
fn what_2_3_brought_is_no_member_of_2_2_in_rdf_either() {
    let purpose = r#"<s:primaryPackagePurpose rdf:resource="http://spdx.org/rdf/terms#purpose_device"/>"#;
    let text = rdf(&format!("{}{}", document(""), package("SPDXRef-a", purpose)));
    assert_eq!(read(text.clone()).components[0].kind, Some("device"));
    assert_eq!(whats(&read(text.replace("SPDX-2.3", "SPDX-2.2"))), ["\"primaryPackagePurpose\" is no member of 2.2"]);
}

#[test]
fn rdf_that_is_nested_too_deep_ends_and_rdf_of_another_vocabulary_is_no_bill() {
    let deep = format!("{HEAD}{}", "<v:a>".repeat(200_000));
    assert!(whats(&read(deep)).contains(&"nested too deep"));
    let flood = read(rdf(&format!("{}{}", document(""), "<v:a/>".repeat(100_000))));
    assert!(whats(&flood).contains(&"over budget: more elements than a bill of this size has"));
    let other = read(r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description/></rdf:RDF>"#);
    assert_eq!((other.format, whats(&other)), (None, vec!["no marker of a known format"]));
}
