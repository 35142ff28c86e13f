//! The list of bad inputs in tests/conformance/signatures/bad-inputs.toml names tests that exist.

use std::collections::BTreeMap;
use std::path::Path;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    what: String,
    #[serde(default)]
    tests: Vec<String>,
    /// Why it cannot arise.
    cannot: Option<String>,
}

#[test]
fn every_kind_of_bad_input_has_its_tests_or_its_reason() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(top.join("tests/conformance/signatures/bad-inputs.toml")).unwrap();
    let groups: BTreeMap<String, Group> = toml::from_str(&text).unwrap();
    let mut sources = String::new();
    for folder in ["tests/it", "src/evidence"] {
        gather(&top.join(folder), &mut sources);
    }
    let mut missing = Vec::new();
    for (number, group) in &groups {
        assert!(!group.what.is_empty() && (group.cannot.is_some() || !group.tests.is_empty()), "{number}");
        missing
            .extend(group.tests.iter().filter(|test| !sources.contains(&format!("fn {test}()"))).map(|test| format!("{number}: {test}")));
    }
    assert!(missing.is_empty(), "{missing:#?}");
    for number in 1..=47 {
        assert!(groups.contains_key(&number.to_string()), "{number}");
    }
}

fn gather(folder: &Path, sources: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sources.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}
