//! Any bytes as a delivered file: skimmed, opened as an archive, named by digest. Nothing panics, nothing vanishes.
#![no_main]

use kenpin::intake::budget::Budget;
use kenpin::intake::{Item, Shipment};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let budget = Budget { bytes: 16 << 20, document_bytes: 4 << 20, documents: 200, ..Budget::default() };
    let shipment = Shipment::gather(vec![Item::File { path: "delivery".to_owned(), bytes: bytes.to_vec() }], &budget);
    assert!(!(shipment.documents.is_empty() && shipment.refusals.is_empty()), "a delivered file is a document or a refusal, never nothing");
    assert!(shipment.documents.is_sorted_by(|a, b| a.path < b.path), "documents are sorted and their paths differ");
});
