//! RFC 3161 timestamps: when they move the moment at which a certificate is judged. SIGNATURES, bad inputs 20 to 24.

use kenpin::evidence::trust::TrustStore;
use kenpin::evidence::{self, Cause, Evidence, Standing};
use kenpin::intake::{Delivery, Digest, Document, Moment};

use crate::bench::{Bench, P256};
use crate::minting::pki::{EXPIRED, Holder, Key, LONG, Use, Window};
use crate::minting::timestamp::{cms_with_token, response, token, token_of_data, token_with};
use crate::minting::{self, Vendor};

const BILL: &[u8] = b"{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"}";
/// Within the certificate that ended on 2022-01-01.
const IN_TIME: &str = "20210601000000Z";

struct Authority {
    root: Holder,
    stamper: Holder,
}

fn authority() -> Authority {
    let root = Holder::root("time root", Key::p256("time root"), Window("190101", "440101"));
    let stamper = root.issue("time stamper", Key::p256("time stamper"), Window("190101", "400101"), Use::TimeStamper);
    Authority { root, stamper }
}

/// A vendor whose signer's certificate ended on 2022-01-01, under an authority that was there before.
fn lapsed() -> Vendor {
    let vendor = minting::vendor("v");
    let root = Holder::root("v root CA", vendor.authority.key.clone(), Window("190101", "440101"));
    let signer = root.issue("v delivery signing", vendor.signer.key, EXPIRED, Use::Signer);
    Vendor { authority: root, signer }
}

fn trusting(roots: &[&Holder]) -> TrustStore {
    let mut trust = TrustStore::default();
    for root in roots {
        trust.trust_authority("ca.pem", root.pem().as_bytes()).unwrap();
    }
    trust
}

fn at() -> Moment {
    Moment::parse("2026-11-24").unwrap()
}

fn judge_at(files: &[(&str, &[u8])], trust: &TrustStore, at: Moment) -> Evidence {
    let mut delivery = Delivery::default();
    delivery.shipment.documents = files.iter().map(|(path, bytes)| Document::new(*path, bytes.to_vec())).collect();
    evidence::verify(&delivery, trust, at)
}

/// What became of the signature, and what of the timestamp beside it: `None` for verified.
fn beside(signature: &[u8], stamp: &[u8], trust: &TrustStore) -> (Option<Cause>, Option<Cause>) {
    let found = judge_at(&[("b.json", BILL), ("b.json.p7s", signature), ("b.json.p7s.tsr", stamp)], trust, at());
    assert_eq!(found.attestations.len(), 2);
    assert!(found.attestations[1].document == Digest::of(stamp) && found.attestations[1].form == "timestamp");
    (cause(&found, 0), cause(&found, 1))
}

fn cause(found: &Evidence, index: usize) -> Option<Cause> {
    match &found.attestations[index].standing {
        Standing::Verified(_) => None,
        Standing::Rejected(reason) | Standing::Undetermined(reason) => {
            assert!(!reason.detail.is_empty() && !reason.remedy.is_empty());
            Some(reason.cause)
        }
    }
}

#[test]
fn a_certificate_is_judged_at_the_time_that_a_trusted_authority_stamped() {
    let (vendor, time) = (lapsed(), authority());
    let trust = trusting(&[&vendor.authority, &time.root]);
    let signature = vendor.sign_cms(BILL);
    let alone = judge_at(&[("b.json", BILL), ("b.json.p7s", &signature)], &trust, at());
    assert_eq!(cause(&alone, 0), Some(Cause::OutOfTime));
    let stamp = token(&signature, IN_TIME, &time.stamper, &[]);
    for stamp in [stamp.clone(), response(0, &stamp), response(1, &stamp)] {
        assert_eq!(beside(&signature, &stamp, &trust), (None, None));
    }
    let found = judge_at(&[("b.json", BILL), ("b.json.p7s", &signature), ("b.json.p7s.tst", &stamp)], &trust, at());
    let (_, proof) = found.proofs_for(Digest::of(BILL)).next().unwrap();
    assert_eq!(proof.signed_at(), Moment::parse("2021-06-01"));
}

#[test]
fn a_timestamp_may_stand_inside_the_signature_and_is_then_over_its_value() {
    let (vendor, time) = (lapsed(), authority());
    let trust = trusting(&[&vendor.authority, &time.root]);
    let judged = |signature: &[u8], trust: &TrustStore| cause(&judge_at(&[("b.json", BILL), ("b.json.p7s", signature)], trust, at()), 0);
    let good = cms_with_token(BILL, &vendor.signer, |value| token(value, IN_TIME, &time.stamper, &[]));
    assert_eq!(judged(&good, &trust), None);
    assert_eq!(judged(&good, &trusting(&[&vendor.authority])), Some(Cause::OutOfTime));
    // 23: over another signature.
    let other = cms_with_token(BILL, &vendor.signer, |_| token(b"another value", IN_TIME, &time.stamper, &[]));
    assert_eq!(judged(&other, &trust), Some(Cause::Altered));
    let late = cms_with_token(BILL, &vendor.signer, |value| token(value, "20250601000000Z", &time.stamper, &[]));
    assert_eq!(judged(&late, &trust), Some(Cause::OutOfTime));
}

/// A signature in base64, as `cosign sign-blob` writes it, and a DSSE envelope: the timestamp is over the value in it.
#[test]
fn a_timestamp_may_be_over_the_value_inside_the_file_beside_it() {
    let time = authority();
    let trust = trusting(&[&time.root]);
    let stamp = token(b"value", IN_TIME, &time.stamper, &[]);
    for (path, file) in
        [("b.sig", "dmFsdWU=\n"), ("b.dsse", r#"{"payload":"","payloadType":"x","signatures":[{"sig":"AAAA"},{"sig":"dmFsdWU="}]}"#)]
    {
        let name = format!("{path}.tsr");
        let judged = |file: &str| {
            let found = judge_at(&[(path, file.as_bytes()), (&name, &stamp)], &trust, at());
            let index = found.attestations.iter().position(|attestation| attestation.form == "timestamp").unwrap();
            cause(&found, index)
        };
        assert_eq!(judged(file), None, "{path}");
        assert_eq!(judged(&file.replace("dmFsdWU=", "dmFsdWV=")), Some(Cause::Altered), "{path}");
    }
}

/// Every form apart from its document: a timestamp over the file, or over the value in it, gives the time; one over something else none.
#[test]
fn a_timestamp_beside_a_signature_of_any_form_gives_its_time() {
    use base64::Engine as _;
    let decoded = |text: &str| base64::engine::general_purpose::STANDARD.decode(text.split_whitespace().collect::<String>()).unwrap();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures/apart");
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let text = |name: &str| String::from_utf8(read(name)).unwrap();
    let last = |bytes: &[u8]| bytes[bytes.len() - 64..].to_vec();
    let ssh = text("ssh-ed25519.sshsig").lines().filter(|line| !line.starts_with("---")).collect::<String>();
    let time = authority();
    for (name, key, value) in [
        ("good.minisig", "minisign.pub", decoded(text("good.minisig").lines().nth(1).unwrap())[10..].to_vec()),
        ("ssh-ed25519.sshsig", "ssh-ed25519.pub", last(&decoded(&ssh))),
        ("p256.cose", "p256.pem", last(&read("p256.cose"))),
        ("untagged.cose", "p256.pem", last(&read("untagged.cose"))),
        ("p256.sig", "p256.pem", read("p256.sig")),
        ("p256-base64.sig", "p256.pem", decoded(&text("p256-base64.sig"))),
        ("p256.dsse", "p256.pem", read("p256.dsse")),
    ] {
        let mut trust = trusting(&[&time.root]);
        trust.trust_key(key, &read(key)).unwrap();
        let file = format!("bill.json.{}", name.rsplit_once('.').unwrap().1);
        let judged = |over: &[u8]| {
            let stamp = token(over, IN_TIME, &time.stamper, &[]);
            let found =
                judge_at(&[("bill.json", &read("bill.json")), (&file, &read(name)), (&format!("{file}.tsr"), &stamp)], &trust, at());
            let Standing::Verified(proof) = &found.attestations[0].standing else { panic!("{name}: {:?}", found.attestations) };
            (proof.signed_at().map(|time| time.to_string()), cause(&found, 1))
        };
        let stamped = (Some("2021-06-01T00:00:00Z".to_owned()), None);
        assert_eq!(judged(&read(name)), stamped, "{name}");
        assert_eq!(judged(&value), stamped, "{name}");
        assert_eq!(judged(b"something else"), (None, Some(Cause::Altered)), "{name}");
    }
}

/// As many as the budget allows for without their timestamps.
#[test]
fn several_hundred_stamped_signatures_are_all_judged() {
    let (vendor, time) = (lapsed(), authority());
    let trust = trusting(&[&vendor.authority, &time.root]);
    let signature = vendor.sign_cms(BILL);
    let stamp = token(&signature, IN_TIME, &time.stamper, &[]);
    let names: Vec<(String, String)> = (0..400).map(|number| (format!("s{number:03}.der"), format!("s{number:03}.der.tsr"))).collect();
    let mut files: Vec<(&str, &[u8])> = vec![("b.json", BILL)];
    for (carrier, stamped) in &names {
        files.extend([(carrier.as_str(), signature.as_slice()), (stamped.as_str(), stamp.as_slice())]);
    }
    let found = judge_at(&files, &trust, at());
    assert_eq!(found.proofs_for(Digest::of(BILL)).count(), 400);
}

#[test]
fn a_timestamp_covers_no_document() {
    let time = authority();
    let trust = trusting(&[&time.root]);
    let stamp = token(BILL, IN_TIME, &time.stamper, &[]);
    let found = judge_at(&[("b.json", BILL), ("b.json.tsr", &stamp)], &trust, at());
    assert_eq!(cause(&found, 0), None);
    assert_eq!(found.proofs_for(Digest::of(BILL)).count(), 0);
}

/// 20 (CVE-2026-39984) and 21: a certificate in the token is no trust, and a trusted one beside it does not help.
#[test]
fn a_timestamp_by_somebody_whom_nobody_trusts_for_times_shows_no_time() {
    let (vendor, time) = (lapsed(), authority());
    let trust = trusting(&[&vendor.authority, &time.root]);
    let signature = vendor.sign_cms(BILL);
    let stranger = Holder::root("time root", Key::p256("stranger"), LONG).issue("time stamper", Key::p256("s"), LONG, Use::TimeStamper);
    let cases = [
        (token(&signature, IN_TIME, &stranger, &[]), Cause::OutOfTime),
        (token(&signature, "20250601000000Z", &stranger, &[&time.stamper, &time.root]), Cause::Stranger),
        // The vendor's own signer, which is trusted to sign documents.
        (token(&signature, IN_TIME, &vendor.signer, &[&time.stamper]), Cause::NotForThis),
        (token(&signature, IN_TIME, &time.root, &[]), Cause::NotForThis),
    ];
    for (index, (stamp, expected)) in cases.into_iter().enumerate() {
        assert_eq!(beside(&signature, &stamp, &trust), (Some(Cause::OutOfTime), Some(expected)), "{index}");
    }
    let lax = time.root.issue("lax", Key::p256("lax"), Window("190101", "400101"), Use::LaxTimeStamper);
    let found = beside(&signature, &token(&signature, IN_TIME, &lax, &[]), &trust);
    assert_eq!(found, (Some(Cause::OutOfTime), Some(Cause::NotForThis)));
}

/// 22: outside the authority's certificate, the authority's root, the signer's certificate, or in the future.
#[test]
fn a_time_outside_the_authority_or_the_signer_does_not_count() {
    let (vendor, time) = (lapsed(), authority());
    let trust = trusting(&[&vendor.authority, &time.root]);
    let signature = vendor.sign_cms(BILL);
    let over = time.root.issue("over", Key::p256("over"), Window("190101", "200101"), Use::TimeStamper);
    let out = Some(Cause::OutOfTime);
    assert_eq!(beside(&signature, &token(&signature, IN_TIME, &over, &[]), &trust), (out, out));
    let young = Holder::root("young", Key::p256("young"), LONG);
    let stamper = young.issue("young stamper", Key::p256("young stamper"), Window("190101", "400101"), Use::TimeStamper);
    let stamp = token(&signature, IN_TIME, &stamper, &[]);
    assert_eq!(beside(&signature, &stamp, &trusting(&[&vendor.authority, &young])), (out, out));
    assert_eq!(beside(&signature, &token(&signature, "20190601000000Z", &time.stamper, &[]), &trust), (out, None));
    assert_eq!(beside(&signature, &token(&signature, "20300101000000Z", &time.stamper, &[]), &trust), (out, out));
    // A good certificate today, and a timestamp from before it began.
    let fresh = minting::vendor("w");
    let trust = trusting(&[&fresh.authority, &time.root]);
    let signature = fresh.sign_cms(BILL);
    assert_eq!(beside(&signature, &token(&signature, "20240601000000Z", &time.stamper, &[]), &trust), (out, None));
}

/// 23 and 24, and tampered twins.
#[test]
fn a_timestamp_for_something_else_or_spoilt_does_not_count() {
    let (vendor, time) = (lapsed(), authority());
    let trust = trusting(&[&vendor.authority, &time.root]);
    let signature = vendor.sign_cms(BILL);
    let good = token(&signature, IN_TIME, &time.stamper, &[]);
    let out = Some(Cause::OutOfTime);
    let altered = [token(BILL, IN_TIME, &time.stamper, &[]), token(b"", IN_TIME, &time.stamper, &[])];
    for stamp in altered {
        assert_eq!(beside(&signature, &stamp, &trust), (out, Some(Cause::Altered)));
    }
    let replaced = |from: &[u8], to: &[u8]| {
        let place = good.windows(from.len()).position(|window| window == from).unwrap();
        [&good[..place], to, &good[place + from.len()..]].concat()
    };
    assert_eq!(beside(&signature, &replaced(b"20210601", b"20210602"), &trust), (out, Some(Cause::Altered)));
    let of_data = token_of_data(&signature, IN_TIME, &time.stamper);
    assert_eq!(beside(&signature, &of_data, &trust), (out, Some(Cause::Altered)));
    // SHA-1 as imprint.
    let weak = token_with("1.3.14.3.2.26", &[7; 20], IN_TIME, &time.stamper, &[]);
    assert_eq!(beside(&signature, &weak, &trust), (out, Some(Cause::Weak)));
    let huge = minting::der::wrap(0x06, &[&vec![0x81; 1 << 20], &[1]]);
    let unreadable = [
        Vec::new(),
        b"hello".to_vec(),
        response(2, &good),
        response(0, &[]),
        good[..good.len() - 1].to_vec(),
        vendor.enclose_cms(BILL),
        token(&signature, "20210601000000", &time.stamper, &[]),
        // 24 (CVE-2025-66564): an object identifier of a megabyte, as content type and alone.
        minting::der::sequence(&[&huge, &minting::der::wrap(0xa0, &[&good])]),
        huge,
    ];
    for stamp in unreadable {
        assert_eq!(beside(&signature, &stamp, &trust), (out, Some(Cause::Malformed)), "{} bytes", stamp.len());
    }
    for place in 0..good.len() {
        let mut turned = good.clone();
        turned[place] ^= 1;
        let found = beside(&signature, &turned, &trust);
        // Where what was turned is not signed, such as a version, the time stays what it was.
        assert!(found == (None, None) || found.0 == out, "{place}: {found:?}");
    }
}

#[test]
fn a_stamper_that_was_revoked_shows_no_time() {
    let (vendor, time) = (lapsed(), authority());
    let mut trust = trusting(&[&vendor.authority, &time.root]);
    trust.revoke_by("crl", &time.root.revoke(&[&time.stamper], Window("261101", "270101"))).unwrap();
    let signature = vendor.sign_cms(BILL);
    let stamp = token(&signature, IN_TIME, &time.stamper, &[]);
    assert_eq!(beside(&signature, &stamp, &trust), (Some(Cause::OutOfTime), Some(Cause::Revoked)));
}

/// Vectors by an independent tool.
mod openssl {
    use super::*;

    const CONFIGURATION: &str = "[tsa]\ndefault_tsa=t\n[t]\nserial=serial\nsigner_digest=sha256\ndefault_policy=1.3.6.1.4.1.99999.1\ndigests=sha256,sha384,sha512,sha1\nordering=yes\ntsa_name=yes\n";

    /// A root, a signer that lasts for 30 days, its signature, and a timestamp authority under its own root.
    fn bench(key: &str) -> Bench {
        let bench = Bench::new();
        bench.write("b.json", BILL);
        bench.write("ts.cnf", CONFIGURATION.as_bytes());
        bench.signer(P256);
        bench.issue("", "leaf", 7, "basicConstraints=CA:FALSE\n");
        bench.run("cms -sign -binary -in b.json -signer leaf-cert.pem -inkey leaf.pem -outform DER -out b.json.p7s");
        bench.run(&format!("genpkey {key} -out time.pem"));
        bench.run("req -x509 -new -key time.pem -subj /CN=kenpin-test-key-never-trust-time -days 3650 -out time-cert.pem");
        bench.issue("time", "stamper", 9, "basicConstraints=CA:FALSE\nextendedKeyUsage=critical,timeStamping\n");
        bench.run(&format!("genpkey {key} -out stamper.pem"));
        bench.run("req -new -key stamper.pem -subj /CN=stamper -out stamper.csr");
        bench.run("x509 -req -in stamper.csr -CA time-cert.pem -CAkey time.pem -set_serial 10 -days 30 -extfile stamper.ext -out stamper-cert.pem");
        bench
    }

    fn judged(bench: &Bench, stamp: &[u8], days: i64) -> (Option<Cause>, Option<Cause>) {
        let mut trust = TrustStore::default();
        trust.trust_authority("ca.pem", &bench.read("cert.pem")).unwrap();
        trust.trust_authority("time.pem", &bench.read("time-cert.pem")).unwrap();
        let signature = bench.read("b.json.p7s");
        let files: [(&str, &[u8]); 3] = [("b.json", BILL), ("b.json.p7s", &signature), ("b.json.p7s.tsr", stamp)];
        let found = judge_at(&files, &trust, bench.in_days(days));
        (cause(&found, 0), cause(&found, 1))
    }

    #[test]
    fn every_kind_of_key_and_hash_is_accepted_after_the_signers_certificate_ended() {
        for key in [P256, "-algorithm EC -pkeyopt ec_paramgen_curve:P-384", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048"] {
            let bench = bench(key);
            for (hash, certificate) in [("sha256", "-cert"), ("sha384", "-cert"), ("sha512", "-cert -no_nonce")] {
                bench.run(&format!("ts -query -data b.json.p7s -{hash} {certificate} -out q.tsq"));
                bench.run("ts -reply -queryfile q.tsq -signer stamper-cert.pem -inkey stamper.pem -config ts.cnf -out r.tsr");
                let stamp = bench.read("r.tsr");
                assert_eq!(judged(&bench, &stamp, 0), (None, None), "{key} {hash}");
                assert_eq!(judged(&bench, &stamp, 400), (None, None), "{key} {hash}");
                bench.run("ts -reply -in r.tsr -token_out -out r.tst");
                assert_eq!(judged(&bench, &bench.read("r.tst"), 400), (None, None), "{key} {hash}");
            }
        }
    }

    #[test]
    fn each_tampered_twin_is_refused() {
        let bench = bench(P256);
        let reply = |query: &str, signer: &str| {
            bench.run(&format!("ts -query {query} -out q.tsq"));
            bench.run(&format!("ts -reply -queryfile q.tsq -signer {signer}-cert.pem -inkey {signer}.pem -config ts.cnf -out r.tsr"));
            bench.read("r.tsr")
        };
        let out = Some(Cause::OutOfTime);
        let good = reply("-data b.json.p7s -sha256 -cert", "stamper");
        assert_eq!(judged(&bench, &good, 400), (None, None));
        assert_eq!(judged(&bench, &reply("-data b.json -sha256 -cert", "stamper"), 400), (out, Some(Cause::Altered)));
        assert_eq!(judged(&bench, &reply("-data b.json.p7s -sha1 -cert", "stamper"), 400), (out, Some(Cause::Weak)));
        // Without its certificate inside, and it is not in the trust store either.
        assert_eq!(judged(&bench, &reply("-data b.json.p7s -sha256", "stamper"), 400), (out, Some(Cause::Stranger)));
        let mut last = good.clone();
        *last.last_mut().unwrap() ^= 1;
        assert_eq!(judged(&bench, &last, 400), (out, Some(Cause::Altered)));
        assert_eq!(judged(&bench, &good[..good.len() - 9], 400), (out, Some(Cause::Malformed)));
        // By a stamper under the vendor's own root, which nobody trusts here: another root of the same name.
        let other = super::openssl::bench(P256);
        other.write("b.json.p7s", &bench.read("b.json.p7s"));
        other.run("ts -query -data b.json.p7s -sha256 -cert -out q.tsq");
        other.run("ts -reply -queryfile q.tsq -signer stamper-cert.pem -inkey stamper.pem -config ts.cnf -out r.tsr");
        assert_eq!(judged(&bench, &other.read("r.tsr"), 400), (out, Some(Cause::Stranger)));
    }
}
