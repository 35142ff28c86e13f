//! The SPDX files that other people published, against an independent reader's answers.

use std::collections::BTreeMap;
use std::path::Path;

use kenpin::bill::{self, ClaimState, Contents, Role};
use kenpin::intake::Document;
use serde::Deserialize;

#[derive(Debug, Deserialize, PartialEq, Eq)]
struct Expected {
    file: String,
    valid: bool,
    format: Option<String>,
    spec_version: Option<String>,
    components: usize,
    names: Vec<(String, Option<String>, Option<String>)>,
    claims: Vec<(String, String, String)>,
    document_claims: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct Divergences {
    divergence: Vec<Divergence>,
}

#[derive(Deserialize)]
struct Divergence {
    file: String,
    reason: String,
}

fn role(role: Role) -> String {
    match role {
        Role::Manufacturer => "manufacturer",
        Role::Originator => "originator",
        Role::Supplier => "supplier",
        Role::Publisher => "publisher",
        Role::Author => "author",
    }
    .to_owned()
}

fn reading(file: &str, bytes: Vec<u8>) -> (Expected, Vec<String>) {
    let document = Document::new(file, bytes);
    let format = bill::recognise(&document.outline);
    let contents = format.map_or_else(|| Contents::new(&document), |format| (format.read)(&document));
    let text = |text| contents.text(text).to_owned();
    let stated = |state| state == ClaimState::Stated;
    let mut names: Vec<_> = contents.components.iter().map(|one| (text(one.name), one.version.map(text), one.purl.map(text))).collect();
    let mut claims: Vec<_> = contents
        .components
        .iter()
        .flat_map(|one| contents.claims_of(one).iter().map(move |claim| (one, *claim)))
        .filter(|(_, claim)| stated(claim.state))
        .map(|(one, claim)| (text(one.name), role(claim.role), text(claim.text)))
        .collect();
    let document_claims: Vec<_> =
        contents.document_claims.iter().filter(|claim| stated(claim.state)).map(|claim| (role(claim.role), text(claim.text))).collect();
    names.sort();
    claims.sort();
    let defects: Vec<_> = contents.defects.iter().map(|defect| format!("{}: {}", contents.pointer(defect.place), defect.what)).collect();
    let expected = Expected {
        file: file.to_owned(),
        valid: format.is_some() && defects.is_empty(),
        format: format.map(|format| format.name.to_owned()),
        spec_version: contents.spec_version.clone(),
        components: contents.components.len(),
        names,
        claims,
        document_claims,
    };
    (expected, defects)
}

#[test]
fn every_published_spdx_sample_reads_as_an_independent_reader_says() {
    let Some(shared) = std::env::var_os("KENPIN_SHARED_DATA") else {
        eprintln!("SKIPPED: KENPIN_SHARED_DATA is not set, so the published SPDX samples were not read");
        return;
    };
    let shared = Path::new(&shared);
    let listed = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance/spdx/divergences.toml")).unwrap();
    let listed: Divergences = toml::from_str(&listed).unwrap();
    let mut excused: BTreeMap<String, String> = listed.divergence.into_iter().map(|entry| (entry.file, entry.reason)).collect();
    let lines = std::fs::read_to_string(shared.join("bom-expected.jsonl")).unwrap();
    let mut wrong = Vec::new();
    let mut read = 0;
    for line in lines.lines().filter(|line| line.contains("\"spdx-samples/")) {
        let mut expected: Expected = serde_json::from_str(line).unwrap();
        expected.names.sort();
        expected.claims.sort();
        let (found, defects) = reading(&expected.file, std::fs::read(shared.join(&expected.file)).unwrap());
        read += 1;
        match (found == expected, excused.remove(&expected.file)) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(reason)) => wrong.push(format!("{} no longer diverges: {reason}", expected.file)),
            (false, None) => wrong.push(format!("expected {expected:#?}\nfound {found:#?}\ndefects {defects:#?}")),
        }
    }
    wrong.extend(excused.keys().map(|file| format!("{file} is listed as diverging and is no sample")));
    assert!(wrong.is_empty(), "{} of {read} diverge\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(read, 32, "samples in the list");
}
