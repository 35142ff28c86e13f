//! The portal against its own description: schemathesis asks every address as every role, with what fits the description and what
//! does not. No answer is a fault of the portal's, and none is other than described.

use std::path::Path;
use std::process::Command;

use super::portal::{Portal, delivery, json, multipart, named, portal};

/// Checks of schemathesis, each for what an address of ours promises.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,\
                      response_schema_conformance,negative_data_rejection,unsupported_method";
const SEED: &str = "20261130";

fn ask(tool: &str, portal: &Portal, description: &Path, token: Option<&str>) -> String {
    let mut command = Command::new(tool);
    command.arg("run").arg(description).args(["--url", &portal.address, "--checks", CHECKS, "--seed", SEED, "--max-examples", "5"]);
    command.args(["--phases", "examples,coverage,fuzzing", "--workers", "1", "--request-timeout", "30", "--no-color"]);
    // A sign-out ends no token, but a way out of the role is no test of it.
    command.args(["--exclude-path", "/sign-out", "--suppress-health-check", "all"]);
    match token {
        // Pieces are spoken in tus's own media type, which schemathesis cannot write; its own client does in the browser test.
        Some(token) => command.args(["--header", &format!("Authorization: Bearer {token}"), "--exclude-path-regex", "/pieces"]),
        // Whoever has not signed in is led from these to the way in, which schemathesis takes for their answer.
        None => command.args(["--exclude-path-regex", "^/(inbox|submissions|search|requests|waivers|audit|passes)|/pieces"]),
    };
    let output = command.current_dir(&portal.folder).env("NO_COLOR", "1").output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{said}");
    said
}

#[test]
fn every_role_finds_the_portal_as_it_is_described() {
    let Ok(tool) = std::env::var("KENPIN_TEST_SCHEMATHESIS") else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "KENPIN_TEST_SCHEMATHESIS is not set: in CI nothing is skipped");
        println!("SKIPPED: KENPIN_TEST_SCHEMATHESIS names no schemathesis (test.sh installs it)");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path());
    // Something for the addresses to show.
    let vendor = portal.token("vendor");
    let post = portal.client.post(portal.url("/api/v1/submissions")).bearer_auth(&vendor);
    let sent = multipart(post, &named(&delivery("camera"))).send().unwrap();
    assert_eq!(sent.status(), 201);
    let sent = json(sent);
    let link = portal.link(&portal.token("buyer"), "camera");
    let (id, secret) = (sent["id"].as_str().unwrap(), link.rsplit('/').next().unwrap());
    let mut description = json(portal.get("/api/openapi.json"));
    // Besides what nobody holds, tried is what is there.
    for (path, operations) in description["paths"].as_object_mut().unwrap() {
        for parameter in
            operations.as_object_mut().unwrap().values_mut().flat_map(|operation| operation["parameters"].as_array_mut().unwrap())
        {
            let value = match parameter["name"].as_str().unwrap() {
                "id" if path.contains("submissions") => id,
                "secret" if path.starts_with("/r/") => secret,
                "number" => "0",
                "format" => "json",
                _ => continue,
            };
            parameter["example"] = value.into();
        }
    }
    let file = folder.path().join("openapi.json");
    std::fs::write(&file, description.to_string()).unwrap();
    for role in ["vendor", "buyer", "auditor", "admin"] {
        let said = ask(&tool, &portal, &file, Some(&portal.token(role)));
        println!("{role}: {}", said.lines().rev().find(|line| line.contains("case") || line.contains("passed")).unwrap_or_default());
    }
    ask(&tool, &portal, &file, None);
    assert_eq!(portal.get("/readyz").status(), 200);
}
