//! What widely used generators really write reads alike in every format they write it in.

use std::collections::BTreeMap;
use std::path::Path;

use kenpin::bill::inspect::{InspectedClaim, Inspection, inspect};
use kenpin::intake::{Digest, Document};
use serde::Deserialize;

#[derive(Deserialize)]
struct Origin {
    sha256: BTreeMap<String, String>,
}

/// Bills of one folder of `tests/fixtures`, each as its generator wrote it.
fn bills(folder: &str, files: &[&str]) -> Vec<Inspection> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let origin: Origin = toml::from_str(&std::fs::read_to_string(folder.join("ORIGIN.toml")).unwrap()).unwrap();
    files
        .iter()
        .map(|file| {
            let document = Document::new(*file, std::fs::read(folder.join(file)).unwrap());
            assert_eq!(Digest::parse(&origin.sha256[*file]), Some(document.digest), "{file} is as its tool wrote it");
            let bill = inspect(&document);
            assert!(bill.defects.is_empty(), "{file}: {:?}", bill.defects);
            bill
        })
        .collect()
}

fn stated(claims: &[InspectedClaim]) -> Vec<(&str, &str)> {
    claims.iter().filter(|claim| claim.state == "stated").map(|claim| (claim.role, claim.text.as_str())).collect()
}

type Row<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>, Option<&'a str>, Vec<(&'a str, &'a str)>, bool);

/// Every component as name, version, purl, CPE, stated claims, and whether the bill is about it.
fn components(bill: &Inspection) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = bill
        .components
        .iter()
        .map(|one| {
            let is_subject = bill.subjects.contains(&one.pointer);
            (one.name.as_deref(), one.version.as_deref(), one.purl.as_deref(), one.cpe.as_deref(), stated(&one.claims), is_subject)
        })
        .collect();
    rows.sort();
    rows
}

#[test]
fn syft_says_the_same_of_a_go_program_in_four_formats() {
    let bills = bills("syft", &["lefthook.cdx.json", "lefthook.cdx.xml", "lefthook.spdx.json", "lefthook.spdx"]);
    let formats: Vec<_> = bills.iter().filter_map(|bill| bill.format).collect();
    assert_eq!(formats, ["cyclonedx-json", "cyclonedx-xml", "spdx-json", "spdx-tag-value"]);
    let first = components(&bills[0]);
    assert_eq!(first.len(), 54);
    for bill in &bills[1..] {
        assert_eq!(first, components(bill), "{:?}", bill.format);
    }
    let modules = first.iter().filter(|row| row.2.is_some_and(|purl| purl.starts_with("pkg:golang/"))).count();
    assert_eq!(modules, 53);
    let subject: Vec<_> = first.iter().filter(|row| row.5).map(|row| (row.0, row.1)).collect();
    assert_eq!(subject, [(Some("lefthook"), Some("2.2.2"))]);
    // Only SPDX has a place for who wrote the bill; syft fills CycloneDX's with its tools.
    let authors: Vec<_> = bills.iter().map(|bill| stated(&bill.document_claims)).collect();
    assert_eq!(authors, [vec![], vec![], vec![("author", "Anchore, Inc")], vec![("author", "Anchore, Inc")]]);
}

/// SPDX's `NOASSERTION` is a supplier that syft does not tell, not one that nobody was asked for.
#[test]
fn syft_withholds_every_supplier_in_spdx() {
    for bill in bills("syft", &["lefthook.spdx.json", "lefthook.spdx"]) {
        assert!(bill.components.iter().all(|one| one.claims.iter().any(|claim| claim.role == "supplier" && claim.state == "withheld")));
    }
}

#[test]
fn cyclonedx_py_says_the_same_as_json_and_as_xml() {
    let bills = bills("cyclonedx-py", &["requests.cdx.json", "requests.cdx.xml"]);
    let first = components(&bills[0]);
    let names: Vec<_> = first.iter().filter_map(|row| row.0).collect();
    assert_eq!(names, ["certifi", "charset-normalizer", "idna", "pip", "requests", "setuptools", "urllib3"]);
    assert_eq!(first, components(&bills[1]));
}
