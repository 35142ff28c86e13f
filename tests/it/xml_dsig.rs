//! Signatures inside CycloneDX XML: vectors by signxml and xmlsec1, and each twin that must not count.

use std::path::{Path, PathBuf};

use kenpin::evidence::trust::TrustStore;
use kenpin::evidence::{self, Attestation, Cause, Evidence, Standing};
use kenpin::intake::{Delivery, Digest, Document, Moment};

use crate::minting;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures/xml-dsig")
}

fn read(name: &str) -> String {
    std::fs::read_to_string(folder().join(name)).unwrap()
}

fn trusting(keys: &[&str]) -> TrustStore {
    let mut trust = TrustStore::default();
    for key in keys {
        trust.trust_key(key, read(&format!("{key}.pem")).as_bytes()).unwrap();
    }
    trust
}

fn judge(text: &str, trust: &TrustStore, at: &str) -> Evidence {
    let mut delivery = Delivery::default();
    delivery.shipment.documents = vec![Document::new("bill.xml", text.as_bytes().to_vec())];
    evidence::verify(&delivery, trust, Moment::parse(at).unwrap())
}

fn bill(text: &str, trust: &TrustStore) -> Evidence {
    judge(text, trust, "2026-11-24")
}

/// `None` for verified.
fn cause(attestation: &Attestation) -> Option<Cause> {
    match &attestation.standing {
        Standing::Verified(_) => None,
        Standing::Rejected(reason) | Standing::Undetermined(reason) => Some(reason.cause),
    }
}

fn causes(evidence: &Evidence) -> Vec<Option<Cause>> {
    evidence.attestations.iter().map(cause).collect()
}

fn is_rejected(evidence: &Evidence) -> bool {
    evidence.attestations.iter().any(|attestation| matches!(attestation.standing, Standing::Rejected(_)))
}

fn is_proven(evidence: &Evidence, text: &str) -> bool {
    evidence.proofs_for(Digest::of(text.as_bytes())).next().is_some()
}

#[test]
fn what_signxml_and_xmlsec1_signed_is_accepted_under_a_trusted_key() {
    for (file, key) in [
        ("signxml-rsa-sha256", "rsa"),
        ("signxml-rsa-sha512-c14n11", "rsa"),
        ("signxml-pss-sha256", "rsa"),
        ("signxml-path", "p256"),
        ("xmlsec1-p256", "p256"),
        ("xmlsec1-p384", "p384"),
        ("xmlsec1-p521", "p521"),
        ("xmlsec1-rsa", "rsa"),
        ("xmlsec1-rsa-comments", "rsa"),
        ("xmlsec1-no-c14n", "rsa"),
    ] {
        let text = read(&format!("{file}.xml"));
        let found = bill(&text, &trusting(&[key]));
        assert_eq!(causes(&found), [None], "{file}: {:?}", found.attestations);
        assert!(is_proven(&found, &text), "{file}");
        for same in
            [text.replace('\n', "\r\n"), format!("\u{feff}{text}"), text.replace("<components>", "<components><!-- nobody signed that -->")]
        {
            assert_eq!(causes(&bill(&same, &trusting(&[key]))), [None], "{file}");
        }
    }
}

#[test]
fn a_certificate_is_judged_by_the_buyers_authorities_at_the_moment() {
    let text = read("signxml-path.xml");
    let mut trust = TrustStore::default();
    trust.trust_authority("root.pem", read("root.pem").as_bytes()).unwrap();
    let found = bill(&text, &trust);
    let (_, proof) = found.proofs_for(Digest::of(text.as_bytes())).next().unwrap();
    assert_eq!(proof.signer(), "kenpin test key, never trust: xml delivery signing");
    assert_eq!(proof.root(), "kenpin test key, never trust: xml root CA");
    let late = judge(&text, &trust, "2031-01-01");
    assert_eq!((causes(&late), is_rejected(&late)), (vec![Some(Cause::OutOfTime)], true));
    let mut other = TrustStore::default();
    other.trust_authority("other.pem", minting::vendor("w").authority_pem().as_bytes()).unwrap();
    assert_eq!(causes(&bill(&text, &other)), [Some(Cause::Stranger)]);
}

/// SIGNATURES, bad inputs 30 and 41.
#[test]
fn an_embedded_key_or_certificate_is_no_trust() {
    for file in ["signxml-rsa-sha256", "signxml-path"] {
        let text = read(&format!("{file}.xml"));
        let nobody = bill(&text, &TrustStore::default());
        assert_eq!((causes(&nobody), is_rejected(&nobody)), (vec![Some(Cause::Stranger)], false), "{file}");
        let somebody = bill(&text, &trusting(&["p384"]));
        assert_eq!((causes(&somebody), is_rejected(&somebody)), (vec![Some(Cause::Stranger)], true), "{file}");
    }
    let without = bill(&read("xmlsec1-p256.xml"), &trusting(&["p384"]));
    assert_eq!((causes(&without), is_rejected(&without)), (vec![Some(Cause::Stranger)], false));
    // KeyInfo is not signed: another's certificate in it changes neither who signed nor under which name.
    let text = read("signxml-rsa-sha256.xml");
    let path = read("signxml-path.xml");
    let key_info = |text: &str| text[text.find("<ds:KeyInfo>").unwrap()..text.find("</ds:Signature>").unwrap()].to_owned();
    let swapped = text.replace(&key_info(&text), &key_info(&path));
    let found = bill(&swapped, &trusting(&["rsa"]));
    let (_, proof) = found.proofs_for(Digest::of(swapped.as_bytes())).next().unwrap();
    assert!(proof.signer().starts_with("key sha256:"), "{}", proof.signer());
    assert_eq!(causes(&bill(&swapped, &trusting(&["p256"]))), [Some(Cause::Altered)]);
}

/// SIGNATURES, bad input 48: each twin is one change away from a bill that is accepted.
#[test]
fn a_bill_changed_in_one_place_is_rejected_as_altered() {
    let text = read("signxml-rsa-sha256.xml");
    for (from, to) in [
        (">lens<", ">lenz<"),
        ("version=\"1\"", "version=\"2\""),
        ("<version>1.0</version>", ""),
        ("</components>", "<component type=\"device\"><name>x</name></component></components>"),
        ("other=\"\"", "other=\"x\""),
        ("v:row=\"3\"", "row=\"3\""),
        ("urn:example:vendor", "urn:example:other"),
        ("l4Fy8b", "m4Fy8b"),
        ("PX7lStP578uz", "QX7lStP578uz"),
        ("xmlenc#sha256", "xmlenc#sha512"),
        ("xmldsig-more#rsa-sha256", "xmldsig-more#rsa-sha512"),
        ("<bom ", "<?kenpin accept?><bom "),
    ] {
        let digest = &text[text.find("<ds:DigestValue>").unwrap() + 16..][..6];
        let value = &text[text.find("<ds:SignatureValue>").unwrap() + 19..][..12];
        let from = match from {
            "l4Fy8b" => digest,
            "PX7lStP578uz" => value,
            other => other,
        };
        let twin = text.replacen(
            from,
            &to.replace("m4Fy8b", &format!("A{}", &digest[1..])).replace("QX7lStP578uz", &format!("A{}", &value[1..])),
            1,
        );
        assert_ne!(twin, text, "{from}");
        let found = bill(&twin, &trusting(&["rsa"]));
        assert_eq!((causes(&found), is_rejected(&found)), (vec![Some(Cause::Altered)], true), "{from} -> {to}");
    }
}

/// SIGNATURES, bad input 48: wrapping, a second Signature, HMACOutputLength, external and other references, XSLT, document types.
#[test]
fn a_signature_of_another_layout_is_never_a_proof() {
    let text = read("signxml-rsa-sha256.xml");
    let signature = text[text.find("<ds:Signature ").unwrap()..text.find("</bom>").unwrap()].to_owned();
    let inner = text[text.find("<bom ").unwrap()..].to_owned();
    let transform = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/></ds:Transforms>";
    let method = "<ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"/>";
    let with_length = method.replace("/>", "><ds:HMACOutputLength>8</ds:HMACOutputLength></ds:SignatureMethod>");
    let reference = text[text.find("<ds:Reference ").unwrap()..text.find("</ds:SignedInfo>").unwrap()].to_owned();
    let twins: Vec<(&str, String, Cause)> = vec![
        ("a second Signature", text.replace("</bom>", &format!("{signature}</bom>")), Cause::Malformed),
        ("HMACOutputLength", text.replace(method, &with_length), Cause::Malformed),
        ("HMAC", text.replace("rsa-sha256", "hmac-sha256"), Cause::NotSupported),
        ("an external URI", text.replace("URI=\"\"", "URI=\"https://example.com/bill.xml\""), Cause::Malformed),
        ("a file", text.replace("URI=\"\"", "URI=\"/etc/hostname\""), Cause::Malformed),
        ("an element that is not there", text.replace("URI=\"\"", "URI=\"#lens\""), Cause::Malformed),
        ("an XPointer", text.replace("URI=\"\"", "URI=\"#xpointer(/)\""), Cause::Malformed),
        ("no URI", text.replace(" URI=\"\"", ""), Cause::Malformed),
        ("a URI in another namespace", text.replace("URI=\"\"", "xmlns:q=\"urn:q\" q:URI=\"\" URI=\"\""), Cause::Malformed),
        ("two references", text.replace(&reference, &reference.repeat(2)), Cause::NotSupported),
        ("no reference", text.replace(&reference, ""), Cause::Malformed),
        (
            "XSLT",
            text.replace(transform, &format!("<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"/>{transform}")),
            Cause::NotSupported,
        ),
        ("a third transform", text.replace("</ds:Transforms>", transform), Cause::NotSupported),
        ("not enveloped", text.replace("xmldsig#enveloped-signature", "xmldsig#base64"), Cause::NotSupported),
        ("an object", text.replace("</ds:Signature>", "<ds:Object/></ds:Signature>"), Cause::NotSupported),
        ("a comment in the digest", text.replacen("<ds:DigestValue>", "<ds:DigestValue><!-- -->", 1), Cause::Malformed),
        ("text between", text.replacen("<ds:SignedInfo>", "x<ds:SignedInfo>", 1), Cause::Malformed),
        ("no base64", text.replacen("<ds:SignatureValue>", "<ds:SignatureValue>?", 1), Cause::Malformed),
        (
            "an empty signature",
            text.replace(&signature, "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>"),
            Cause::Malformed,
        ),
        ("a document type", text.replacen("<bom ", "<!DOCTYPE bom><bom ", 1), Cause::Malformed),
        ("entities", text.replacen("<bom ", "<!DOCTYPE bom [<!ENTITY a \"b\">]><bom ", 1), Cause::Malformed),
        ("cut short", text[..text.len() - 8].to_owned(), Cause::Malformed),
        ("SHA-1", read("signxml-rsa-sha1.xml"), Cause::Weak),
        ("a SHA-1 digest", read("xmlsec1-sha1-digest.xml"), Cause::Weak),
        ("RSA 1024", read("xmlsec1-rsa1024.xml"), Cause::Weak),
        ("XPath that leaves components out", read("xmlsec1-xpath.xml"), Cause::NotSupported),
        (
            "wrapped in another bill",
            format!("<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\" version=\"1\"><x>{inner}</x></bom>"),
            Cause::NotSupported,
        ),
        (
            "wrapped by name",
            format!(
                "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\" Id=\"a\" version=\"1\"><x>{}</x>{}</bom>",
                inner.replace(&signature, ""),
                signature.replace("URI=\"\"", "URI=\"#a\"")
            ),
            Cause::Altered,
        ),
    ];
    for (what, twin, expected) in twins {
        assert_ne!(twin, text, "{what}");
        let found = bill(&twin, &trusting(&["rsa", "rsa1024"]));
        assert_eq!(causes(&found), [Some(expected)], "{what}: {:?}", found.attestations);
        assert!(!is_proven(&found, &twin), "{what}");
    }
}

#[test]
fn a_signature_over_a_part_is_told_apart_and_not_read() {
    let text = read("signxml-rsa-sha256.xml");
    let signature = text[text.find("<ds:Signature ").unwrap()..text.find("</bom>").unwrap()].to_owned();
    let part = text.replace(&signature, "").replace("</components>", &format!("{signature}</components>"));
    let found = bill(&part, &trusting(&["rsa"]));
    assert_eq!(causes(&found), [Some(Cause::NotSupported)]);
    assert!(found.attestations[0].is_of_a_part() && !is_proven(&found, &part));
}

/// What passes may cost no more than its size: many namespaces, attributes, elements.
#[test]
fn no_bill_makes_the_check_slow() {
    let text = read("signxml-rsa-sha256.xml");
    let names: String = (0..20_000).map(|index| format!(" xmlns:n{index}=\"urn:{index}\"")).collect();
    let attributes: String = (0..20_000).map(|index| format!(" a{index}=\"\"")).collect();
    let declared: String = (0..20_000).map(|index| format!("<x xmlns:n{index}=\"urn:{index}\"/>")).collect();
    let start = std::time::Instant::now();
    for twin in [
        text.replacen("<bom ", &format!("<bom {names} "), 1).replace("</components>", &format!("{}</components>", "<x/>".repeat(20_000))),
        text.replacen("<bom ", &format!("<bom {attributes} "), 1),
        text.replace("</components>", &format!("{declared}</components>")),
        text.replace("</components>", &format!("{}</components>", "<x a=\"b\">c</x>".repeat(100_000))),
        text.replace("</components>", &format!("{}{}</components>", "<x>".repeat(150), "</x>".repeat(150))),
        text.replace("</components>", &format!("{}</components>", "&amp;".repeat(200_000))),
        text.replace("</bom>", &"<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>".repeat(20_000)) + "</bom>",
        text.replacen("<ds:KeyInfo>", &format!("<ds:KeyInfo>{}", "<ds:KeyValue/>".repeat(50_000)), 1),
    ] {
        let found = bill(&twin, &trusting(&["rsa"]));
        assert!(!is_proven(&found, &twin) || twin.contains("<ds:KeyValue/>"));
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

/// The specification's own examples: stale, or placeholders. None is a proof, and none stops the program.
#[test]
fn the_specifications_examples_prove_nothing() {
    let Some(shared) = std::env::var_os("KENPIN_SHARED_DATA") else {
        return eprintln!("skipped: KENPIN_SHARED_DATA names no folder with cyclonedx-samples");
    };
    for (file, expected) in [
        ("1.6/valid-xml-signature-1.6.xml", vec![Some(Cause::Altered)]),
        ("1.6/valid-attestation-1.6.xml", vec![Some(Cause::Malformed), Some(Cause::NotSupported)]),
        ("1.6/valid-standard-1.6.xml", vec![Some(Cause::NotSupported)]),
    ] {
        let text = std::fs::read_to_string(Path::new(&shared).join("cyclonedx-samples").join(file)).unwrap();
        let found = bill(&text, &trusting(&["rsa"]));
        assert_eq!(causes(&found), expected, "{file}: {:?}", found.attestations);
    }
}

/// Whatever byte of the bill is changed or left out, it is no longer what was signed; of the signature only KeyInfo may change.
#[test]
fn no_byte_of_a_signed_bill_can_be_changed() {
    let text = read("signxml-rsa-sha256.xml");
    let trust = trusting(&["rsa"]);
    let (start, key_info) = (text.find("<bom ").unwrap(), text.find("<ds:KeyInfo>").unwrap());
    for place in start..text.len() {
        for change in [None, Some(1), Some(0x20)] {
            let mut twin = text.clone().into_bytes();
            match change {
                None => drop(twin.remove(place)),
                Some(bits) => twin[place] ^= bits,
            }
            let Ok(twin) = String::from_utf8(twin) else { continue };
            if is_proven(&bill(&twin, &trust), &twin) {
                assert!(place > key_info, "byte {place} of {:?}", &text[place.saturating_sub(20)..][..40]);
            }
        }
    }
}
