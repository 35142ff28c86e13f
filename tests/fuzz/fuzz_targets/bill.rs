//! Any bytes through every reader of bills and of inventories, whatever marker they show.
#![no_main]

use kenpin::bill::FORMATS;
use kenpin::bill::hardware::{PARTS, SOURCES, listed};
use kenpin::intake::Document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let document = Document::new("bill", bytes.to_vec());
    for format in FORMATS {
        let contents = (format.read)(&document);
        for component in &contents.components {
            assert!(component.parent.is_none_or(|parent| (parent.0 as usize) < contents.components.len()));
            let _ = (contents.text(component.name), contents.pointer(component.place), contents.line(component.place));
            for claim in contents.claims_of(component) {
                assert!(!contents.text(claim.text).trim().is_empty(), "a blank claim is no claim");
            }
        }
    }
    for source in SOURCES {
        if let Ok(machine) = (source.read)(bytes) {
            assert!(machine.parts.len() <= PARTS, "{}: more parts than are read", source.name);
            let contents = listed::contents(&document, &machine);
            assert!(contents.components.len() >= machine.parts.len());
        }
    }
});
