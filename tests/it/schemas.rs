//! The schemas in `schemas/` are those that the program makes from its types.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

fn schema(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_kenpin")).arg("schema").args(arguments).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_schema_file_is_what_the_program_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let mut differing = Vec::new();
    for name in schema(&[]).lines() {
        let path = folder.join(format!("{name}.schema.json"));
        let made = schema(&[name]);
        if std::env::var_os("KENPIN_BLESS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &made).unwrap();
        }
        if fs::read_to_string(&path).unwrap_or_default() != made {
            differing.push(name.to_owned());
        }
    }
    assert!(differing.is_empty(), "schemas/ differs for {differing:?}; KENPIN_BLESS=1 rewrites");
}

#[test]
fn every_schema_file_is_known_to_the_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let names = schema(&[]);
    let known: BTreeSet<String> = names.lines().map(|name| format!("{name}.schema.json")).collect();
    let files: BTreeSet<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(files, known);
}
