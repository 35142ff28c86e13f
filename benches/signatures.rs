//! Sigstore bundles, offline: one bundle against the public-key operations that it needs, and 10,000 on one thread and on two.
//!
//! `cargo bench --bench signatures` prints ratios within one run; `benches/signatures.py` runs it together with the rest.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a benchmark of ours"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use kenpin::evidence::trust::{Root, TrustStore};
use kenpin::evidence::{self, Standing};
use kenpin::intake::{Delivery, Digest, Document, Moment};
use minting::pki::Key;
use minting::sigstore::{Instance, Name, Signer};

#[path = "../tests/mint/mod.rs"]
mod minting;

const URI: &str = "https://github.com/tama-optics/camera/.github/workflows/release.yml@refs/heads/main";
const ISSUER: &str = "https://token.actions.githubusercontent.com";
/// What a bundle asks for: the signer's certificate, its log's promise (SCT), the signature, the log's promise (SET), the checkpoint.
const OPERATIONS: usize = 5;
const BUNDLES: usize = 10_000;
/// As many as one delivery may hold.
const IN_DELIVERY: usize = 500;
const ROUNDS: usize = 7;

fn trust(instance: &Instance) -> TrustStore {
    let root = instance.trusted_root();
    let origin = format!(
        "name = \"bench\"\nform = \"sigstore\"\nfile = \"trusted_root.json\"\nsource = \"mint\"\nlicence = \"none\"\nsha256 = \"{}\"\ndated = \"2026-01-01\"\nexpires = \"2030-01-01\"\n",
        Digest::of(root.as_bytes())
    );
    let mut trust = TrustStore::default();
    trust.add_root(&Root { folder: "bench", origin: &origin, files: vec![("trusted_root.json", root.as_bytes())] }).unwrap();
    trust.trust_identity(None, URI, ISSUER).unwrap();
    trust
}

/// A delivery of so many artifacts, each with its bundle.
fn delivery(artifact: &[u8], bundle: &[u8], count: usize) -> Delivery {
    let mut delivery = Delivery::default();
    for number in 0..count {
        delivery.shipment.documents.push(Document::new(format!("{number:05}.bin"), artifact.to_vec()));
        delivery.shipment.documents.push(Document::new(format!("{number:05}.bin.sigstore.json"), bundle.to_vec()));
    }
    delivery
}

fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

fn best(mut work: impl FnMut() -> Duration) -> Duration {
    (0..ROUNDS).map(|_| work()).min().unwrap()
}

fn main() {
    let (instance, artifact) = (Instance::new("bench"), b"an artifact of the usual kind".to_vec());
    let signer = Signer::Identity { name: Name::Uri(URI), issuer: ISSUER };
    let bundle = instance.sign(&signer, &artifact).to_string();
    let (trust, at) = (trust(&instance), Moment::parse("2026-11-24").unwrap());
    let one = delivery(&artifact, bundle.as_bytes(), IN_DELIVERY);
    let check = |delivery: &Delivery| {
        let found = evidence::verify(delivery, &trust, at);
        assert!(found.attestations.iter().all(|attestation| matches!(attestation.standing, Standing::Verified(_))));
    };

    let key = Key::p256("bench");
    let (message, signature) = (bundle.as_bytes(), key.sign(bundle.as_bytes()));
    let info = kenpin::evidence::dsse::public_key(&key.public_pem()).unwrap();
    let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, info.bits());
    let floor = best(|| {
        timed(|| {
            for _ in 0..IN_DELIVERY {
                black_box(Digest::of(&artifact));
                (0..OPERATIONS).for_each(|_| public.verify(black_box(message), black_box(&signature)).unwrap());
            }
        })
    });
    let whole = best(|| timed(|| check(&one)));
    let each = |time: Duration| time.as_secs_f64() * 1e6 / IN_DELIVERY as f64;
    println!("{OPERATIONS} public-key operations and SHA-256  {:8.0} us", each(floor));
    println!("a bundle                               {:8.0} us", each(whole));
    println!("ratio                                  {:8.2}   (at most 1.5)", whole.as_secs_f64() / floor.as_secs_f64());

    let all: Vec<&Delivery> = vec![&one; BUNDLES / IN_DELIVERY];
    let on = |threads: usize| {
        timed(|| {
            std::thread::scope(|scope| {
                for part in all.chunks(all.len().div_ceil(threads)) {
                    scope.spawn(move || part.iter().for_each(|delivery| check(delivery)));
                }
            });
        })
    };
    let (single, double) = (0..3).map(|_| (on(1), on(2))).min_by_key(|(_, double)| *double).unwrap();
    println!("{BUNDLES} bundles, one thread            {:8.2} s", single.as_secs_f64());
    println!("{BUNDLES} bundles, two threads           {:8.2} s", double.as_secs_f64());
    println!("ratio                                  {:8.2}   (at least 1.6)", single.as_secs_f64() / double.as_secs_f64());
}
