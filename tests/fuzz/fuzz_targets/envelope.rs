//! Any bytes as a signature of every form, beside a bill, under names that bind them to it: nothing panics, and nothing is
//! verified for a buyer who trusts a key that signed none of it.
#![no_main]

use kenpin::evidence::trust::TrustStore;
use kenpin::evidence::{self, Standing};
use kenpin::intake::{Delivery, Document, Moment};
use libfuzzer_sys::fuzz_target;

const BILL: &[u8] = b"{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"}";
const KEY: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----
";

fuzz_target!(|bytes: &[u8]| {
    let mut trust = TrustStore::shipped().expect("the shipped roots are intact");
    trust.trust_key("key.pem", KEY.as_bytes()).expect("a public key");
    // As files that are no certificate, key or list: refused, not a panic.
    let mut given = TrustStore::default();
    let _ = (given.trust_authority("f", bytes), given.trust_key("f", bytes), given.revoke_by("f", bytes));
    let at = Moment::parse("2026-11-24").expect("a day");
    let mut delivery = Delivery::default();
    for ending in ["", ".asc", ".cose", ".dsse", ".minisig", ".p7m", ".p7s", ".sig", ".sigstore.json", ".sshsig"] {
        let content = if ending.is_empty() { BILL } else { bytes };
        let document = Document::new(format!("b.json{ending}"), content.to_vec());
        let _ = evidence::said::said(&document);
        delivery.shipment.documents.push(document);
    }
    delivery.shipment.documents.push(Document::new("free", bytes.to_vec()));
    let found = evidence::verify(&delivery, &trust, at);
    assert!(!found.attestations.iter().any(|attestation| matches!(attestation.standing, Standing::Verified(_))), "nobody signed this");
});
