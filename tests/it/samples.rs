//! Every published sample reads as an independent reader of the same specifications reads it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use kenpin::bill::inspect::{InspectedClaim, Inspection, inspect};
use kenpin::intake::Document;
use serde::Deserialize;

/// Suites, where each lies, and how many samples it has; its list of divergences is `tests/conformance/<suite>/divergences.toml`.
const SUITES: &[(&str, &str, usize)] = &[("cyclonedx", "cyclonedx-samples/", 592), ("spdx", "spdx-samples/", 32)];

/// A line of `bom-expected.jsonl`.
#[derive(Deserialize)]
struct Expected {
    file: String,
    valid: bool,
    format: Option<String>,
    spec_version: Option<String>,
    components: Option<usize>,
    names: Vec<(Option<String>, Option<String>, Option<String>)>,
    claims: Vec<(Option<String>, String, String)>,
    document_claims: Vec<(String, String)>,
}

#[derive(Deserialize, Default)]
struct Divergences {
    #[serde(default)]
    divergence: Vec<Divergence>,
}

#[derive(Deserialize)]
struct Divergence {
    file: String,
    reason: String,
}

/// The folder of outside data; says aloud when a test has to do without.
pub fn shared_data() -> Option<PathBuf> {
    let folder = std::env::var_os("KENPIN_SHARED_DATA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("SKIPPED: KENPIN_SHARED_DATA is not set, so published samples were not read");
    }
    folder
}

/// A document as it would come out of a shipment.
pub fn document(path: &Path) -> Document {
    Document::new(path.file_name().unwrap().to_string_lossy(), fs::read(path).unwrap())
}

fn claim(claim: &InspectedClaim) -> (String, String) {
    (claim.role.to_owned(), claim.text.clone())
}

/// How a reading differs from what was expected; empty where it does not.
fn differences(expected: &Expected, found: &Inspection) -> String {
    let mut wrong = Vec::new();
    if found.defects.is_empty() != expected.valid {
        let defects: Vec<String> = found.defects.iter().take(5).map(|defect| format!("{} {}", defect.pointer, defect.what)).collect();
        wrong.push(format!("valid: {} expected, defects {defects:?}", expected.valid));
    }
    if expected.valid {
        let mut names: Vec<_> =
            found.components.iter().map(|component| (component.name.clone(), component.version.clone(), component.purl.clone())).collect();
        let mut wanted = expected.names.clone();
        names.sort();
        wanted.sort();
        if Some(found.components.len()) != expected.components || names != wanted {
            wrong.push(format!("components: {:?} {wanted:?} expected, {names:?} found", expected.components));
        }
        let mut claims: Vec<_> = found
            .components
            .iter()
            .flat_map(|component| {
                component
                    .claims
                    .iter()
                    .filter(|one| one.state == "stated")
                    .map(|one| (component.name.clone(), one.role.to_owned(), one.text.clone()))
            })
            .collect();
        let mut wanted = expected.claims.clone();
        claims.sort();
        wanted.sort();
        if claims != wanted {
            wrong.push(format!("claims: {wanted:?} expected, {claims:?} found"));
        }
        let mut claims: Vec<_> = found.document_claims.iter().filter(|one| one.state == "stated").map(claim).collect();
        let mut wanted = expected.document_claims.clone();
        claims.sort();
        wanted.sort();
        if claims != wanted {
            wrong.push(format!("document claims: {wanted:?} expected, {claims:?} found"));
        }
        if found.format != expected.format.as_deref() || found.spec_version != expected.spec_version {
            wrong.push(format!("format {:?} {:?} found", found.format, found.spec_version));
        }
    }
    wrong.join("\n    ")
}

#[test]
fn published_samples_read_as_expected_and_listed_divergences_still_diverge() {
    let Some(data) = shared_data() else { return };
    let lines = fs::read_to_string(data.join("bom-expected.jsonl")).unwrap();
    let mut problems = Vec::new();
    for (suite, prefix, samples) in SUITES {
        let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance").join(suite).join("divergences.toml");
        let listed: Divergences = toml::from_str(&fs::read_to_string(&list).unwrap()).unwrap();
        let mut due: BTreeSet<&str> = listed.divergence.iter().map(|divergence| divergence.file.as_str()).collect();
        assert!(listed.divergence.iter().all(|divergence| divergence.reason.len() > 20), "each divergence has its reason");
        let mut read = 0;
        for line in lines.lines() {
            let expected: Expected = serde_json::from_str(line).unwrap();
            if !expected.file.starts_with(prefix) {
                continue;
            }
            read += 1;
            let difference = differences(&expected, &inspect(&document(&data.join(&expected.file))));
            match (difference.is_empty(), due.remove(expected.file.as_str())) {
                (true, false) | (false, true) => {}
                (true, true) => problems.push(format!("{}: no longer diverges; take it off {}", expected.file, list.display())),
                (false, false) => problems.push(format!("{}:\n    {difference}", expected.file)),
            }
        }
        problems.extend(due.iter().map(|file| format!("{file}: listed, but no such sample")));
        assert_eq!(read, *samples, "{suite}: samples in the list");
    }
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
}

/// No sample lies there that the list does not know, so none goes unread.
#[test]
fn every_file_of_the_published_samples_is_in_the_list() {
    let Some(data) = shared_data() else { return };
    let lines = fs::read_to_string(data.join("bom-expected.jsonl")).unwrap();
    let listed: BTreeSet<PathBuf> = lines.lines().map(|line| data.join(serde_json::from_str::<Expected>(line).unwrap().file)).collect();
    let mut found = BTreeSet::new();
    for (_, prefix, _) in SUITES {
        gather(&data.join(prefix), &mut found);
    }
    let licences = |path: &&PathBuf| !path.ends_with("LICENSE") && !path.ends_with("COPYING");
    assert_eq!(found.iter().filter(licences).collect::<Vec<_>>(), listed.iter().collect::<Vec<_>>());
    assert_eq!(listed.len(), 624);
}

fn gather(folder: &Path, found: &mut BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, found);
        } else {
            found.insert(path);
        }
    }
}
