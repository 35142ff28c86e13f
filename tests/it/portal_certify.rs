//! What a vendor certifies: answers against the evidence, the document that is kept, signatures over it, and what the buyer reads.

use std::process::Command;

use serde_json::{Value, json};

use super::portal::{Browser, Portal, admin, delivery, golden, json as read, multipart, named};

const NO: &str = "a.us-far-52-204.provides=does-not&a.us-far-52-204.uses=does-not&name=Ito&title=Director&inquiry=yes";

/// A portal that trusts a key of the vendor's, and the path of that key.
fn trusting(folder: &std::path::Path) -> (Portal, std::path::PathBuf) {
    let (private, public) = (folder.join("vendor.pem"), folder.join("vendor.pub"));
    let openssl = |arguments: &[&str], input: &std::path::Path, output: &std::path::Path| {
        let mut command = Command::new("openssl");
        command.args(arguments).arg("-out").arg(output);
        if input.exists() {
            command.arg("-in").arg(input);
        }
        assert!(command.output().unwrap().status.success());
    };
    openssl(&["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], std::path::Path::new("/nowhere"), &private);
    openssl(&["pkey", "-pubout"], &private, &public);
    let ca = golden("camera").join("trusted-ca.pem");
    let more = ["--trusted-ca", ca.to_str().unwrap(), "--trusted-key", public.to_str().unwrap(), "--at", "2026-11-23"];
    (Portal::start(&folder.join("data"), &more), private)
}

/// A link that asks for these statements.
fn link(portal: &Portal, buyer: &str, statements: &[&str]) -> String {
    let new = json!({ "name": "Tama Optics Co., Ltd." }).to_string();
    portal.client.post(portal.url("/api/v1/suppliers")).bearer_auth(buyer).body(new).send().unwrap();
    let order: toml::Table = toml::from_str(&std::fs::read_to_string(golden("camera").join("order.toml")).unwrap()).unwrap();
    let body = json!({ "supplier": "Tama Optics Co., Ltd.", "title": "Cameras", "order": order, "statements": statements });
    let answer = portal.client.post(portal.url("/api/v1/requests")).bearer_auth(buyer).body(body.to_string()).send().unwrap();
    read(answer)["links"]["upload"].as_str().unwrap().to_owned()
}

fn post(portal: &Portal, path: &str, form: &str) -> (u16, String) {
    let answer = portal.client.post(portal.url(path)).body(form.to_owned()).send().unwrap();
    (answer.status().as_u16(), answer.text().unwrap())
}

#[test]
fn an_answer_against_the_evidence_needs_an_explanation_and_is_kept_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let (portal, key) = trusting(folder.path());
    let buyer = portal.token("buyer");
    let link = link(&portal, &buyer, &["us-far-52-204"]);
    let page = portal.send(&link, &named(&delivery("hisilicon")));
    assert!(portal.judged(&page).contains(&format!("{page}/statements")));
    assert_eq!(post(&portal, &format!("{page}/hand-in"), "").0, 409, "statements first");

    // The evidence says yes, and the page says so beforehand.
    let statements = format!("{page}/statements");
    let form = portal.page(&statements);
    for part in ["The evidence says yes", "KP-S02", "value=\"does\" required checked", "nobody of the project has read this at its source"]
    {
        assert!(form.contains(part), "{part}: {form}");
    }
    let (status, text) = post(&portal, &statements, NO);
    assert!(status == 400 && text.contains("the evidence speaks against the answer") && text.contains("value=\"Ito\""), "{text}");
    assert_eq!(portal.get(&format!("{page}/certification")).status(), 404, "what was refused is not kept");
    assert_eq!(post(&portal, &statements, &format!("{NO}&e.us-far-52-204.provides=%3Cb%3Eremoved%20since%3C%2Fb%3E")).0, 303);

    let text = portal.page(&format!("{page}/certification"));
    let made: Value = serde_json::from_str(&text).unwrap();
    let digests: Vec<String> = delivery("hisilicon").iter().map(|(_, bytes)| kenpin::intake::Digest::of(bytes).to_string()).collect();
    let named: Vec<&str> = made["documents"].as_array().unwrap().iter().map(|one| one["sha256"].as_str().unwrap()).collect();
    assert_eq!(named, digests);
    assert_eq!((made["verdict"]["word"].as_str(), made["certifier"]["name"].as_str()), (Some("reject"), Some("Ito")));
    let answer = &made["statements"][0];
    assert_eq!((answer["answer"].as_str(), answer["explanation"].as_str()), (Some("does-not"), Some("<b>removed since</b>")));
    assert!(answer["evidence_against"][0]["rule"].as_str().is_some() && answer["source_read"] == json!(false), "{answer}");
    a_signature_is_taken_where_it_holds(&portal, &page, &text, &key, folder.path());

    assert_eq!(post(&portal, &format!("{page}/hand-in"), "").0, 303);
    assert_eq!(post(&portal, &statements, NO).0, 409, "handed in is handed in");
    let id = page.rsplit('/').next().unwrap();
    let browser = Browser::sign_in(&portal, &buyer, &format!("/submissions/{id}"));
    let case = browser.page(&format!("/submissions/{id}"));
    for part in ["Ito, Director", "against the evidence", "&#60;b&#62;removed since", "FAR 52.204-24(d)", "certification.json.sig"] {
        assert!(case.contains(part), "{part}: {case}");
    }
    assert_eq!(browser.page(&format!("/submissions/{id}/certification")), text, "the same bytes for whoever reads it");
    assert_eq!(browser.get(&format!("/submissions/{id}/certification/0")).status(), 200);
    assert!(admin(&portal.folder, &["verify-audit"]).contains("whole"));
    let audit = portal.client.get(portal.url("/audit")).bearer_auth(portal.token("auditor")).send().unwrap().text().unwrap();
    let digest = kenpin::intake::Digest::of(text.as_bytes()).to_string();
    assert!(audit.contains("submission.certified") && audit.contains(&digest) && audit.contains("certification.signed"));
}

fn a_signature_is_taken_where_it_holds(portal: &Portal, page: &str, text: &str, key: &std::path::Path, folder: &std::path::Path) {
    let (file, signature) = (folder.join("certification.json"), folder.join("certification.json.sig"));
    let signed = |content: &str| {
        std::fs::write(&file, content).unwrap();
        let mut openssl = Command::new("openssl");
        openssl.args(["dgst", "-sha256", "-sign"]).arg(key).arg("-out").arg(&signature).arg(&file);
        assert!(openssl.output().unwrap().status.success());
        std::fs::read(&signature).unwrap()
    };
    let send = |bytes: Vec<u8>| {
        let request = portal.client.post(portal.url(&format!("{page}/certification/signature")));
        let answer = multipart(request, &[("certification.json.sig", bytes)]).send().unwrap();
        (answer.status().as_u16(), answer.text().unwrap())
    };
    let (status, why) = send(signed(&text.replace("Director", "President")));
    assert!(status == 400 && why.contains("this signature is not taken"), "{status} {why}");
    assert_eq!(send(b"no signature".to_vec()).0, 400);
    assert_eq!(send(signed(text)).0, 303);
    assert!(portal.page(&format!("{page}/statements")).contains("certification.json.sig"));
}

#[test]
fn only_whole_answers_about_the_present_delivery_count() {
    let folder = tempfile::tempdir().unwrap();
    let (portal, _) = trusting(folder.path());
    let buyer = portal.token("buyer");
    let unknown = json!({ "supplier": "Tama", "title": "t", "statements": ["us-far-1"] }).to_string();
    let answer = portal.client.post(portal.url("/api/v1/requests")).bearer_auth(&buyer).body(unknown).send().unwrap();
    assert!(answer.status() == 400 && answer.text().unwrap().contains("us-far-52-240"));
    let asked = link(&portal, &buyer, &["us-far-52-204", "eu-cra"]);
    let page = portal.send(&asked, &named(&delivery("camera")));
    let form = portal.judged(&page);
    assert!(form.contains("Answer the statements"), "{form}");
    let statements = format!("{page}/statements");
    assert!(portal.page(&statements).contains("none leads to a party on these lists"));
    let whole = format!("{NO}&a.eu-cra.declared=does&e.eu-cra.declared=DoC%207&a.eu-cra.bill=does&a.eu-cra.support=unknown");
    for (wrong, says) in [
        (NO.to_owned(), "answer"),
        (whole.replace("e.eu-cra.declared=DoC%207", ""), "needs words of your own"),
        (whole.replace("does-not", "perhaps"), "answer"),
        (whole.replace("name=Ito", "name=%20"), "the name and the position"),
        (whole.replace("inquiry=yes", ""), "reasonable inquiry"),
        (format!("{whole}&e.eu-cra.bill={}", "x".repeat(2_001)), "longer than"),
    ] {
        let (status, text) = post(&portal, &statements, &wrong);
        assert!(status == 400 && text.contains(says), "{says}: {status} {text}");
    }
    assert_eq!(post(&portal, &statements, &whole).0, 303);
    // A corrected delivery has its own statements; nobody else's link sees them.
    let next = portal.send(&asked, &named(&delivery("camera")));
    portal.judged(&next);
    assert_eq!(post(&portal, &format!("{next}/hand-in"), "").0, 409);
    let other = link(&portal, &buyer, &["us-far-52-204"]);
    let id = page.rsplit('/').next().unwrap();
    for tail in ["statements", "certification"] {
        assert_eq!(portal.get(&format!("{other}/{id}/{tail}")).status(), 404, "{tail}");
    }
    assert_eq!(post(&portal, &format!("{page}/hand-in"), "").0, 303);
    let said = portal.client.get(portal.url(&format!("{statements}?lang=ja"))).send().unwrap();
    assert!(said.status() == 409 && said.text().unwrap().contains("表明事項は判定済みの下書きに対するものです"));
}
