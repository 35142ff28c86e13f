//! What is checked in is what the mint makes, byte for byte.

use std::path::Path;

use crate::minting::case::all;

#[test]
fn every_minted_fixture_is_checked_in_as_it_is_made() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    for case in all() {
        for (path, bytes) in case.files() {
            let path = top.join(case.folder).join(path);
            let found = std::fs::read(&path).unwrap_or_default();
            assert!(found == bytes, "{} differs: run `cargo run --example mint -- {}`", path.display(), case.name);
        }
    }
}

#[test]
fn the_mint_makes_the_same_bytes_twice() {
    for case in all() {
        assert_eq!(case.files(), case.files(), "{}", case.name);
    }
    let vendor = || crate::minting::rsa_vendor("any").sign_cms(b"same");
    assert_eq!(vendor(), vendor());
}
