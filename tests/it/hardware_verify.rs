//! A delivery with a platform certificate, and the inventory of the box, through `kenpin verify`.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn hardware() -> Option<PathBuf> {
    let folder = std::env::var_os("KENPIN_SHARED_DATA");
    if folder.is_none() {
        eprintln!("SKIPPED: KENPIN_SHARED_DATA is not set");
    }
    folder.map(|folder| Path::new(&folder).join("hardware"))
}

fn verify(certificate: &Path, ca: Option<&Path>, actual: &[&Path], policy: Option<&str>) -> (Option<i32>, Value) {
    verify_all(&[certificate], ca.as_slice(), actual, policy)
}

fn verify_all(certificates: &[&Path], authorities: &[&Path], actual: &[&Path], policy: Option<&str>) -> (Option<i32>, Value) {
    let scratch = tempfile::tempdir().unwrap();
    let delivery = scratch.path().join("delivery");
    std::fs::create_dir(&delivery).unwrap();
    for certificate in certificates {
        std::fs::copy(certificate, delivery.join(certificate.file_name().unwrap())).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
    command.args(["verify", "--format", "json", "--at", "2026-11-23"]).arg(&delivery);
    for ca in authorities {
        command.arg("--trusted-ca").arg(ca);
    }
    for path in actual {
        command.arg("--actual").arg(path);
    }
    if let Some(policy) = policy {
        std::fs::write(scratch.path().join("policy.toml"), policy).unwrap();
        command.arg("--policy").arg(scratch.path().join("policy.toml"));
    }
    let output = command.output().unwrap();
    let json =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code(), json)
}

fn rules(report: &Value) -> Vec<(&str, &str)> {
    let mut rules: Vec<(&str, &str)> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| (finding["rule"].as_str().unwrap(), finding["effect"].as_str().unwrap()))
        .filter(|(_, effect)| *effect != "note")
        .collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

#[test]
fn a_certified_machine_whose_parts_agree_is_accepted_and_its_twins_are_not() {
    let Some(folder) = hardware() else { return };
    let certificate = folder.join("paccor/sample_testgen1/platform_cert.20250909102720.crt");
    let ca = folder.join("paccor/sample_testgen1/PCTestCA.example.com.pem");
    let actual = folder.join("paccor/sample_testgen1/localhost-componentlist.json");

    let (code, report) = verify(&certificate, Some(&ca), &[&actual], None);
    assert_eq!((code, rules(&report)), (Some(0), vec![]), "{report:#}");
    assert_eq!(report["summary"]["signatures"]["verified"], 1);

    // HIRS #21: attributes that match do not make an untrusted certificate pass.
    let (code, report) = verify(&certificate, None, &[&actual], None);
    assert_eq!(code, Some(10), "{report:#}");
    let stranger = folder.join("paccor/sample_testgen2/PCTestCA.example.com.pem");
    let (code, _) = verify(&certificate, Some(&stranger), &[&actual], None);
    assert_eq!(code, Some(20));

    // Another serial number of one part.
    let scratch = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(&actual).unwrap();
    let other = scratch.path().join("other.json");
    std::fs::write(&other, text.replacen("DQXH253", "DQXH254", 1)).unwrap();
    let (code, report) = verify(&certificate, Some(&ca), &[&other], None);
    assert_eq!(code, Some(20), "{report:#}");
    assert!(rules(&report).contains(&("KP-H01", "reject")), "{report:#}");
}

/// What is in the machine of `made/v21-base.pem`, with the drive's firmware in this revision.
fn inventory(folder: &Path, firmware: &str) -> PathBuf {
    let part = |class: &str, registry: u8, maker: &str, model: &str, serial: &str, revision: &str| {
        serde_json::json!({"COMPONENTCLASS": {"COMPONENTCLASSREGISTRY": format!("2.23.133.18.3.{registry}"), "COMPONENTCLASSVALUE": class},
            "MANUFACTURER": maker, "MODEL": model, "SERIAL": serial, "REVISION": revision})
    };
    let mut network = part("00020000", 4, "8086:8086:", "1563:0001:", "A0369F0001:", "01");
    network["ADDRESSES"] = serde_json::json!([{ "ETHERNETMAC": "A0:36:9F:00:01:01" }]);
    let list = serde_json::json!({
        "PLATFORM": {"PLATFORMMANUFACTURERSTR": "Example Servers K.K.", "PLATFORMMODEL": "Rack-100", "PLATFORMVERSION": "Rev B", "PLATFORMSERIAL": "SN-000142"},
        "COMPONENTS": [
            part("00010000", 3, "Example Servers K.K.", "Rack-100", "SN-000142", ""),
            part("0002000a", 3, "Example Servers K.K.", "MB-1", "MB10001", "A01"),
            part("00040003", 3, "Intel(R) Corporation", "Xeon", "", "Intel(R) Xeon(R) Gold 5416S"),
            part("0011001a", 3, "80CE000080CE", "M393A4K40EB3-CWE", "17CCD269", ""),
            part("0011001a", 3, "80CE000080CE", "M393A4K40EB3-CWE", "17CCD1F9", ""),
            network,
            part("02010802", 5, "144D:144D:002538", "MZQL2960HCJR-00A07", "0:S64FNE0R100001:nqn", firmware),
        ],
    });
    let path = folder.join("inventory.json");
    std::fs::write(&path, list.to_string()).unwrap();
    path
}

#[test]
fn a_changed_firmware_revision_refers_and_a_policy_may_lower_it() {
    let Some(folder) = hardware() else { return };
    let certificate = folder.join("made/v21-base.pem");
    let ca = folder.join("made/ca-maker.pem");
    let scratch = tempfile::tempdir().unwrap();
    let actual = inventory(scratch.path(), "GDC5602Q");
    let (code, report) = verify(&certificate, Some(&ca), &[&actual], None);
    assert_eq!((code, rules(&report)), (Some(0), vec![]), "{report:#}");
    let actual = inventory(scratch.path(), "GDC5702Q");
    let (code, report) = verify(&certificate, Some(&ca), &[&actual], None);
    assert_eq!((code, rules(&report)), (Some(10), vec![("KP-H02", "refer")]), "{report:#}");
    let policy = "[effects]\nhardware_revision_changed = \"note\"\n";
    let (code, report) = verify(&certificate, Some(&ca), &[&actual], Some(policy));
    assert_eq!((code, rules(&report)), (Some(0), vec![]), "{report:#}");
}

#[test]
fn the_maker_of_a_part_that_was_found_is_screened_declared_or_not() {
    let Some(folder) = hardware() else { return };
    let certificate = folder.join("made/v21-base.pem");
    let ca = folder.join("made/ca-maker.pem");
    let scratch = tempfile::tempdir().unwrap();
    let found = scratch.path().join("found.csv");
    std::fs::write(&found, "class,manufacturer,model,serial\nnetwork,HiSilicon,Hi1822,77\n").unwrap();
    let (code, report) = verify(&certificate, Some(&ca), &[&found], None);
    assert_eq!(code, Some(20));
    let restricted = report["findings"].as_array().unwrap().iter().find(|finding| finding["name"] == "restricted_owner");
    assert_eq!(restricted.unwrap()["places"][0]["document"], "found.csv", "{report:#}");
}

/// What one inventory hides, another may show.
#[test]
fn two_inventories_of_one_box_decide_together() {
    let Some(folder) = hardware() else { return };
    let certificate = folder.join("made/v21-base.pem");
    let ca = folder.join("made/ca-maker.pem");
    let scratch = tempfile::tempdir().unwrap();
    let full = inventory(scratch.path(), "GDC5602Q");
    let links = scratch.path().join("links.json");
    std::fs::write(&links, r#"[{"ifindex":2,"ifname":"eth0","link_type":"ether","address":"a0:36:9f:00:01:01"}]"#).unwrap();
    let (code, report) = verify(&certificate, Some(&ca), &[&links], None);
    assert_eq!(code, Some(10), "the links alone show little: {report:#}");
    let (code, report) = verify(&certificate, Some(&ca), &[&full, &links], None);
    assert_eq!((code, rules(&report)), (Some(0), vec![]), "{report:#}");
    // Another inventory that differs elsewhere decides as well, and what it differs in stays.
    let newer = inventory(scratch.path(), "GDC5702Q");
    let (code, report) = verify(&certificate, Some(&ca), &[&newer, &links], None);
    assert_eq!((code, rules(&report)), (Some(10), vec![("KP-H02", "refer")]), "{report:#}");
    // What neither shows stays open.
    let again = scratch.path().join("again.json");
    std::fs::write(&again, r#"[{"ifindex":3,"ifname":"eth1","link_type":"ether","address":"a0:36:9f:00:01:01"}]"#).unwrap();
    let (code, report) = verify(&certificate, Some(&ca), &[&links, &again], None);
    assert!(code == Some(10) && rules(&report).contains(&("KP-H03", "refer")), "{report:#}");
}

#[test]
fn deltas_change_what_is_declared_and_where_they_do_not_fit_nothing_is() {
    let Some(folder) = hardware() else { return };
    let made = |name: &str| folder.join("made").join(name);
    let authorities = [made("ca-maker.pem"), made("ca-integrator.pem")];
    let authorities: Vec<&Path> = authorities.iter().map(PathBuf::as_path).collect();
    let scratch = tempfile::tempdir().unwrap();
    let before = inventory(scratch.path(), "GDC5602Q");
    let (code, report) = verify_all(&[&made("v21-base.pem"), &made("v21-delta-1.pem")], &authorities, &[&before], None);
    let found = rules(&report);
    assert!(code == Some(20) && found.contains(&("KP-H01", "reject")) && found.contains(&("KP-H02", "refer")), "{report:#}");
    let after = std::fs::read_to_string(&before).unwrap().replace("17CCD269", "18AAAA01").replace("\"A01\"", "\"A02\"");
    std::fs::write(scratch.path().join("after.json"), after).unwrap();
    let (code, report) =
        verify_all(&[&made("v21-base.pem"), &made("v21-delta-1.pem")], &authorities, &[&scratch.path().join("after.json")], None);
    assert_eq!((code, rules(&report)), (Some(0), vec![]), "{report:#}");
    let (code, report) = verify_all(&[&made("v21-base.pem"), &made("v21-delta-removes-absent.pem")], &authorities, &[&before], None);
    // A chain that is none declares nothing: it is no way round the comparison.
    let said: Vec<&str> = report["findings"].as_array().unwrap().iter().map(|finding| finding["what"].as_str().unwrap()).collect();
    assert!(code == Some(20) && said.iter().any(|what| what.contains("a delta changes what is not there")), "{report:#}");
}

/// A folder with the delivery `v21-base.pem`, verified with the box's inventory and whatever else is said of its TPM.
fn held(folder: &Path, inventory: &Path, holder: Option<&Path>) -> (Option<i32>, Value) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
    command.args(["verify", "--format", "json", "--at", "2026-11-23"]).arg(folder.join("made/v21-base.pem"));
    command.arg("--trusted-ca").arg(folder.join("made/ca-maker.pem")).arg("--actual").arg(inventory);
    if let Some(holder) = holder {
        command.arg("--holder").arg(holder);
    }
    let output = command.output().unwrap();
    (output.status.code(), serde_json::from_slice(&output.stdout).unwrap_or_default())
}

fn says(report: &Value, rule: &str) -> bool {
    report["findings"].as_array().unwrap().iter().any(|finding| finding["rule"] == rule)
}

#[test]
fn a_certificate_of_another_tpm_is_rejected_and_an_unasked_tpm_is_said() {
    let Some(folder) = hardware() else { return };
    let scratch = tempfile::tempdir().unwrap();
    let actual = inventory(scratch.path(), "GDC5602Q");
    let (code, report) = held(&folder, &actual, None);
    assert_eq!(code, Some(0), "{report:#}");
    assert!(says(&report, "KP-H06"), "a copied certificate cannot be excluded: {report:#}");
    let (code, report) = held(&folder, &actual, Some(&folder.join("paccor/sample_testgen1/ek.crt")));
    assert_eq!(code, Some(0), "{report:#}");
    assert!(!says(&report, "KP-H06"));
    let (code, report) = held(&folder, &actual, Some(&folder.join("hirs/ek_cert.der")));
    assert_eq!(code, Some(20), "{report:#}");
    assert!(says(&report, "KP-H07"));
    let (code, _) = held(&folder, &actual, Some(&actual));
    assert_eq!(code, Some(2), "an inventory is no certificate");
}

/// `hardware collect` as root writes the TPM's certificates into the inventory; one of them has to be the holder's.
#[test]
fn an_inventory_brings_the_certificates_of_its_tpm_along() {
    use base64::Engine as _;
    let Some(folder) = hardware() else { return };
    let scratch = tempfile::tempdir().unwrap();
    let read = |path: &str| std::fs::read(folder.join(path)).unwrap();
    let taken = |certificates: &[Vec<u8>]| {
        let certificates: Vec<String> = certificates.iter().map(|bytes| base64::engine::general_purpose::STANDARD.encode(bytes)).collect();
        let text = serde_json::json!({
            "schema_version": "1", "form": "kenpin-inventory", "program": "kenpin 0.1.0", "at": "2026-11-23T00:00:00Z",
            "platform": {"manufacturer": "Example Servers K.K.", "model": "Rack-100", "version": "Rev B", "serial": "SN-000142"},
            "parts": [], "sees": [], "not_seen": [], "endorsement_certificates": certificates,
        });
        let path = scratch.path().join("box.json");
        std::fs::write(&path, text.to_string()).unwrap();
        path
    };
    let (own, other) = (read("paccor/sample_testgen1/ek.crt"), read("hirs/ek_cert.der"));
    let (code, report) = held(&folder, &taken(&[other.clone(), own]), None);
    assert_eq!(code, Some(10), "the parts were not seen: {report:#}");
    assert_eq!(report["summary"]["signatures"]["verified"], 1, "{report:#}");
    assert!(!says(&report, "KP-H06"));
    let (code, report) = held(&folder, &taken(&[other]), None);
    assert_eq!(code, Some(20), "{report:#}");
    assert_eq!(report["summary"]["signatures"]["rejected"], 1);
}
