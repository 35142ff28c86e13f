//! Revocation lists and OCSP responses: what they stop, what they cannot show. SIGNATURES, bad input 26.

use kenpin::evidence::trust::TrustStore;
use kenpin::evidence::{self, Cause, Standing};
use kenpin::intake::{Delivery, Document, Moment};

use crate::bench::{Bench, P256};
use crate::minting;
use crate::minting::pki::{Key, LONG, USUAL, Use, Window};
use crate::minting::{Attributes, Content, Naming};

const BILL: &[u8] = b"{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"}";

/// `Ok` for verified, otherwise the cause, and whether it is sure.
fn judge(signature: &[u8], trust: &TrustStore, at: Moment) -> Result<(), (Cause, &'static str)> {
    let mut delivery = Delivery::default();
    delivery.shipment.documents = vec![Document::new("b.json", BILL.to_vec()), Document::new("b.json.p7s", signature.to_vec())];
    match &evidence::verify(&delivery, trust, at).attestations[0].standing {
        Standing::Verified(_) => Ok(()),
        Standing::Rejected(reason) => Err((reason.cause, "rejected")),
        Standing::Undetermined(reason) => Err((reason.cause, "undetermined")),
    }
}

fn at() -> Moment {
    Moment::parse("2026-11-24").unwrap()
}

const FRESH: Window = Window("261101", "270101");
const OLD: Window = Window("260101", "260201");

#[test]
fn a_signer_revoked_in_an_older_or_newer_list_of_a_folder_is_revoked() {
    let vendor = minting::vendor("v");
    let other = vendor.authority.issue("other", Key::p256("other"), USUAL, Use::Signer);
    let lists = [vendor.authority.revoke(&[&other], OLD), vendor.authority.revoke(&[&vendor.signer], FRESH)];
    let signature = vendor.sign_cms(BILL);
    for order in [[0, 1], [1, 0]] {
        let mut trust = TrustStore::default();
        trust.trust_authority("ca.pem", vendor.authority_pem().as_bytes()).unwrap();
        for index in order {
            trust.revoke_by("crl", &lists[index]).unwrap();
        }
        assert_eq!(judge(&signature, &trust, at()), Err((Cause::Revoked, "rejected")));
    }
}

#[test]
fn a_fresh_list_beside_a_stale_one_will_do() {
    let vendor = minting::vendor("v");
    let mut trust = TrustStore::default();
    trust.trust_authority("ca.pem", vendor.authority_pem().as_bytes()).unwrap();
    trust.revoke_by("crl", &vendor.authority.revoke(&[], OLD)).unwrap();
    let signature = vendor.sign_cms(BILL);
    assert_eq!(judge(&signature, &trust, at()), Err((Cause::OutOfTime, "undetermined")));
    trust.revoke_by("crl", &vendor.authority.revoke(&[], FRESH)).unwrap();
    assert_eq!(judge(&signature, &trust, at()), Ok(()));
}

#[test]
fn an_authority_between_that_was_revoked_takes_its_signers_with_it() {
    let vendor = minting::vendor("v");
    let between = vendor.authority.issue("v issuing CA", Key::p256("issuing"), LONG, Use::Authority);
    let signer = between.issue("v below", Key::p256("below"), USUAL, Use::Signer);
    let signature = minting::cms::sign(BILL, &signer, &[&between], Content::Detached, Attributes::Signed, Naming::IssuerAndSerial);
    let mut trust = TrustStore::default();
    trust.trust_authority("ca.pem", vendor.authority_pem().as_bytes()).unwrap();
    assert_eq!(judge(&signature, &trust, at()), Ok(()));
    trust.revoke_by("crl", &vendor.authority.revoke(&[&between], FRESH)).unwrap();
    assert_eq!(judge(&signature, &trust, at()), Err((Cause::Revoked, "rejected")));
}

/// A root (cert.pem), a signer that it issued (leaf), its signature, and a responder.
struct Authority {
    bench: Bench,
    signature: Vec<u8>,
}

impl Authority {
    fn new() -> Self {
        let bench = Bench::new();
        bench.write("b.json", BILL);
        bench.signer(P256);
        bench.issue("", "leaf", 7, "basicConstraints=CA:FALSE\n");
        bench.issue("", "responder", 8, "basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=OCSPSigning\n");
        bench.run("cms -sign -binary -in b.json -signer leaf-cert.pem -inkey leaf.pem -outform DER -out b.json.p7s");
        bench.run("ocsp -issuer cert.pem -cert leaf-cert.pem -reqout request.der");
        let signature = bench.read("b.json.p7s");
        Self { bench, signature }
    }

    /// What the responder answers, whose index has this line about the signer.
    fn response(&self, status: &str, by: (&str, &str), options: &str) -> Vec<u8> {
        self.bench.write("index.txt", status.as_bytes());
        self.bench.run(&format!(
            "ocsp -index index.txt -rsigner {} -rkey {} -CA cert.pem -reqin request.der -respout response.der {options}",
            by.0, by.1
        ));
        self.bench.read("response.der")
    }

    fn judge(&self, responses: &[Vec<u8>], at: Moment) -> Result<(), (Cause, &'static str)> {
        let mut trust = TrustStore::default();
        trust.trust_authority("ca.pem", &self.bench.read("cert.pem")).unwrap();
        for response in responses {
            trust.answer_by("response.der", response).unwrap();
        }
        judge(&self.signature, &trust, at)
    }
}

const GOOD: &str = "V\t491231000000Z\t\t07\tunknown\t/CN=leaf\n";
const REVOKED: &str = "R\t491231000000Z\t250101000000Z\t07\tunknown\t/CN=leaf\n";
const DELEGATE: (&str, &str) = ("responder-cert.pem", "responder.pem");
const ITSELF: (&str, &str) = ("cert.pem", "key.pem");

#[test]
fn an_authority_or_its_delegate_says_that_a_signer_stands_or_was_revoked() {
    let authority = Authority::new();
    let now = authority.bench.now();
    for by in [DELEGATE, ITSELF] {
        for options in ["-ndays 5", "", "-ndays 5 -resp_key_id", "-ndays 5 -rmd sha384"] {
            assert_eq!(authority.judge(&[authority.response(GOOD, by, options)], now), Ok(()), "{by:?} {options}");
        }
        let revoked = authority.response(REVOKED, by, "-ndays 5");
        assert_eq!(authority.judge(std::slice::from_ref(&revoked), now), Err((Cause::Revoked, "rejected")));
        // A good one beside it, or a later day, does not undo it.
        assert_eq!(authority.judge(&[authority.response(GOOD, by, "-ndays 5"), revoked.clone()], now), Err((Cause::Revoked, "rejected")));
        assert_eq!(authority.judge(&[revoked], authority.bench.in_days(20)), Err((Cause::Revoked, "rejected")));
    }
}

#[test]
fn a_stale_response_and_one_that_knows_nothing_are_said() {
    let authority = Authority::new();
    let now = authority.bench.now();
    let good = authority.response(GOOD, DELEGATE, "-ndays 5");
    assert_eq!(authority.judge(&[good], authority.bench.in_days(6)), Err((Cause::OutOfTime, "undetermined")));
    let unlimited = authority.response(GOOD, DELEGATE, "");
    assert_eq!(authority.judge(&[unlimited], authority.bench.in_days(8)), Err((Cause::OutOfTime, "undetermined")));
    let unknown = authority.response("V\t491231000000Z\t\t09\tunknown\t/CN=other\n", DELEGATE, "-ndays 5");
    assert_eq!(authority.judge(&[unknown], now), Err((Cause::Stranger, "undetermined")));
}

#[test]
fn a_response_by_somebody_who_may_not_answer_shows_nothing() {
    let authority = Authority::new();
    let now = authority.bench.now();
    // The signer under question itself: a certificate of the authority, without the purpose.
    let by_signer = authority.response(GOOD, ("leaf-cert.pem", "leaf.pem"), "-ndays 5");
    assert_eq!(authority.judge(&[by_signer], now), Err((Cause::OutOfTime, "undetermined")));
    // A stranger with the purpose in a certificate of its own making.
    let stranger = Bench::new();
    stranger.signer(P256);
    stranger.issue("", "responder", 8, "basicConstraints=CA:FALSE\nextendedKeyUsage=OCSPSigning\n");
    for name in ["responder-cert.pem", "responder.pem"] {
        authority.bench.write(&format!("stranger-{name}"), &stranger.read(name));
    }
    let by_stranger = authority.response(GOOD, ("stranger-responder-cert.pem", "stranger-responder.pem"), "-ndays 5");
    assert_eq!(authority.judge(&[by_stranger], now), Err((Cause::OutOfTime, "undetermined")));
    // Not a bit of a good one can be turned so that it still shows anything.
    let good = authority.response(GOOD, ITSELF, "-ndays 5");
    for place in (0..good.len()).step_by(5) {
        let mut turned = good.clone();
        turned[place] ^= 1;
        let mut trust = TrustStore::default();
        trust.trust_authority("ca.pem", &authority.bench.read("cert.pem")).unwrap();
        if trust.answer_by("response.der", &turned).is_ok() {
            let stale = Err((Cause::OutOfTime, "undetermined"));
            let found = judge(&authority.signature, &trust, now);
            // Where it no longer speaks of this certificate, or what it brings along changed, nothing is said of it.
            assert!(found == stale || found == Ok(()) || found == Err((Cause::Revoked, "rejected")), "{place}: {found:?}");
        }
    }
}

#[test]
fn what_is_no_response_with_an_answer_is_refused_when_it_is_handed_in() {
    let authority = Authority::new();
    let good = authority.response(GOOD, ITSELF, "-ndays 5");
    let try_later = [0x30, 0x03, 0x0a, 0x01, 0x03];
    for bytes in [b"".as_slice(), b"hello", &try_later, &good[..good.len() - 1], &authority.bench.read("cert.pem")] {
        assert!(TrustStore::default().answer_by("r", bytes).is_err());
    }
}
