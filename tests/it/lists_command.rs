//! `kenpin lists import|diff|verify`: every published format, hostile files, signed folders, and never an older edition.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::disallowed_methods, reason = "tests")]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const AT: &str = "2026-11-24";

fn kenpin(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kenpin")).args(arguments).env_clear().current_dir(std::env::temp_dir()).output().unwrap()
}

fn error(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Imports files of these names and contents; the answer, and the folder.
fn imported(files: &[(&str, &[u8])], more: &[&str]) -> (Output, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<String> = files
        .iter()
        .map(|(name, content)| {
            std::fs::write(folder.path().join(name), content).unwrap();
            shown(&folder.path().join(name))
        })
        .collect();
    let output = shown(folder.path());
    let mut arguments = vec!["lists", "import", "--id", "ours", "--output", &output, "--format", "json", "--at", AT];
    arguments.extend(paths.iter().map(String::as_str));
    arguments.extend(more);
    (kenpin(&arguments), folder)
}

fn answer(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", error(output));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The entries, a line each, without the header.
fn entries(folder: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(folder.join("watchlists/ours/entries.csv")).unwrap();
    text.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn every_published_sample_becomes_a_list_or_owners() {
    let Ok(shared) = std::env::var("KENPIN_SHARED_DATA") else {
        println!("SKIPPED: KENPIN_SHARED_DATA is not set, the published samples of lists were not tried");
        return;
    };
    let cases: &[(&[&str], &str, &str, &str)] = &[
        (
            &["csl_consolidated.csv"],
            "us-csl-csv",
            "",
            "\"sample-0001\",\"Sample Telecom Co., Ltd.\",\"Sampletel; 样本电信\",\"CN\",\"2019-05-21\",,",
        ),
        (
            &["csl_consolidated.json"],
            "us-csl-json",
            "",
            "\"sample-0001\",\"Sample Telecom Co., Ltd.\",\"Sampletel; 样本电信\",\"CN\",\"2019-05-21\",,",
        ),
        (&["sdn.csv", "alt.csv"], "ofac-sdn-csv", "", "\"90001\",\"SAMPLE TRADING CO.\",\"SAMPLE IMPEX\",,,,\"OFAC, SAMPLE-PROG, OTHER\""),
        (&["ofac_sdn.xml"], "ofac-sdn-xml", "2026-11-23", "\"90001\",\"SAMPLE TRADING CO.\",\"SAMPLE IMPEX\",,,,\"OFAC, SAMPLE-PROG\""),
        (&["eu_fsf.xml"], "eu-fsf-xml", "2026-11-23", "\"EU.1.1\",\"Sample Electronics JSC\",,,\"2022-02-28\",,"),
        (&["un_consolidated.xml"], "un-xml", "2026-11-23", "\"KPe.999\",\"SAMPLE TRADING CORPORATION\",\"SAMTRADE\",,\"2009-04-24\",,"),
        (
            &["targets.simple.csv"],
            "opensanctions-targets",
            "",
            "\"smp-1\",\"Sample Telecom Co., Ltd.\",\"样本电信\",\"CN\",,,\"US-MCCAIN-889\"",
        ),
        (
            &["entities.ftm.json"],
            "opensanctions-ftm",
            "",
            "\"smp-1\",\"Sample Telecom Co., Ltd.\",\"样本电信\",\"CN\",\"2019-08-13\",,\"US-MCCAIN-889\"",
        ),
    ];
    for (names, format, dated, line) in cases {
        let files: Vec<(&str, Vec<u8>)> =
            names.iter().map(|name| (*name, std::fs::read(format!("{shared}/makers/list-samples/{name}")).unwrap())).collect();
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        let (output, folder) = imported(&files, &[]);
        let answer = answer(&output);
        assert!(answer["formats"].as_array().unwrap().contains(&Value::from(*format)), "{names:?}: {answer}");
        assert_eq!(answer["entries"], 1, "{names:?}");
        assert_eq!(answer["edition"], if dated.is_empty() { AT } else { dated }, "{names:?}");
        assert!(entries(folder.path())[0].starts_with(line), "{names:?}: {:?}", entries(folder.path()));
    }
    for (name, share) in
        [("gleif_rr.xml", "tie = \"controls\""), ("bods_0_4.json", "at_most = \"49.999999\""), ("entities.ftm.json", "at_least = \"60\"")]
    {
        let bytes = std::fs::read(format!("{shared}/makers/list-samples/{name}")).unwrap();
        let (output, folder) = imported(&[(name, &bytes)], &[]);
        assert_eq!(answer(&output)["ties"], 1, "{name}");
        let makers = std::fs::read_to_string(folder.path().join("makers/ours.toml")).unwrap();
        assert!(makers.contains(share), "{name}: {makers}");
    }
}

const HEADER: &str = "_id,source,entity_number,type,name,alt_names,federal_register_notice,start_date,end_date\n";

fn csl(rows: &str) -> Vec<u8> {
    format!("{HEADER}{rows}").into_bytes()
}

#[test]
fn a_list_that_was_imported_is_screened_with_its_owners() {
    let ftm = concat!(
        "{\"id\":\"a\",\"schema\":\"Company\",\"properties\":{\"name\":[\"Quorvex Holding\"],\"topics\":[\"sanction\"]}}\n",
        "{\"id\":\"b\",\"schema\":\"Company\",\"properties\":{\"name\":[\"Tillamund Optics\"]}}\n",
        "{\"id\":\"o\",\"schema\":\"Ownership\",\"properties\":{\"owner\":[\"a\"],\"asset\":[\"b\"],\"percentage\":[\"80\"]}}\n",
    );
    let (output, folder) = imported(&[("ftm.json", ftm.as_bytes())], &["--affiliates", "fifty-percent"]);
    assert_eq!(answer(&output)["entries"], 1);
    let (lists, makers) = (shown(&folder.path().join("watchlists")), shown(&folder.path().join("makers")));
    let screened = |name: &str| kenpin(&["screen", name, "--watchlists", &lists, "--makers", &makers, "--at", AT]).status.code();
    assert_eq!(screened("Quorvex Holding"), Some(20));
    assert_eq!(screened("Tillamund Optics"), Some(20));
    assert_eq!(screened("Molex"), Some(0));
}

#[test]
fn broken_records_are_named_and_too_many_refuse_the_whole_list() {
    let good: String = (0..200).map(|row| format!("g{row},EL,,,Company {row} Quorvex,,,2020-01-01,\n")).collect();
    let one = csl(&format!("{good}b1,EL,,,,,,2020-01-01,\n"));
    let (output, _folder) = imported(&[("csl.csv", &one)], &[]);
    let answered = answer(&output);
    assert_eq!((answered["entries"].as_u64(), answered["broken"].as_u64()), (Some(200), Some(1)));
    assert_eq!(answered["defects"][0]["record"], 202);
    assert_eq!(answered["defects"][0]["what"], "it has no name");

    let many = csl(&format!("{good}b1,EL,,,,,,,\nb2,EL\nb3,EL,,,X,,,2020-01-01,2019-01-01\n"));
    let (output, folder) = imported(&[("csl.csv", &many)], &[]);
    assert_eq!(output.status.code(), Some(1));
    for word in [
        "3 records are broken",
        "record 202: it has no name",
        "record 203: it has 2 fields, the header 9",
        "ends before it begins",
        "--max-broken",
    ] {
        assert!(error(&output).contains(word), "{word}: {}", error(&output));
    }
    assert!(!folder.path().join("watchlists").exists(), "nothing is written");
    let (output, _folder) = imported(&[("csl.csv", &many)], &["--max-broken", "5"]);
    assert_eq!(answer(&output)["entries"], 200);
}

#[test]
fn persons_and_ships_are_left_out_and_counted() {
    let rows = "1,SDN,,Individual,Sam Quorvex,,,,\n2,SDN,,Vessel,Quorvex Star,,,,\n3,SDN,,Entity,Quorvex Works,,,,\n";
    let (output, folder) = imported(&[("csl.csv", &csl(rows))], &[]);
    assert_eq!(answer(&output)["passed_over"], serde_json::json!({ "individual": 1, "vessel": 1 }));
    assert_eq!(entries(folder.path()).len(), 1);
}

#[test]
fn names_with_quotes_semicolons_lines_and_foreign_bytes_survive() {
    let rows = b"1,EL,,,\"Quorvex \"\"Q\"\"\nWorks; Ltd\",A;b; Second,,,\n2,EL,,,Caf\xe9 Quorvex,,,,\n1,EL,,,Quorvex Third,,,,\n";
    let (output, folder) = imported(&[("csl.csv", &[HEADER.as_bytes(), rows].concat())], &[]);
    assert_eq!(answer(&output)["entries"], 3);
    let entries = entries(folder.path());
    assert!(entries[0].starts_with("\"1\",\"Quorvex \"\"Q\"\" Works; Ltd\",\"A,b; Second\""), "{entries:?}");
    assert!(entries[1].contains("Quorvex"), "{entries:?}");
    assert!(entries[2].starts_with("\"1-again\""), "a number that is used twice loses nobody: {entries:?}");
}

/// Each is refused with its reason, quickly, and leaves nothing behind.
#[test]
fn hostile_files_are_refused_whole() {
    let long = [HEADER.as_bytes(), b"1,EL,,,\"", &vec![b'x'; 6 << 20]].concat();
    let deep = format!("{{\"results\":[{}", "[".repeat(100_000));
    let bomb = "<!DOCTYPE sdnList [<!ENTITY a \"aaaaaaaa\">]><sdnList><sdnEntry><uid>1</uid><lastName>&a;</lastName></sdnEntry></sdnList>";
    let nested = format!("<sdnList>{}", "<a>".repeat(10_000));
    let wide = format!("<sdnList><sdnEntry><uid>{}</uid></sdnEntry></sdnList>", "x".repeat(6 << 20));
    let cases: &[(&str, &[u8], &str)] = &[
        ("long.csv", &long, "longer than 4 MiB"),
        ("deep.json", deep.as_bytes(), "recursion limit"),
        ("cut.json", b"{\"results\":[{\"id\":\"1\",\"name\":\"Quorvex\"}", "EOF while parsing"),
        ("other.json", b"{\"results\":{}}", "invalid type"),
        ("bomb.xml", bomb.as_bytes(), "document type declaration is not allowed"),
        ("nested.xml", nested.as_bytes(), "nested too deep"),
        ("wide.xml", wide.as_bytes(), "longer than 4 MiB"),
        ("entity.xml", b"<sdnList><sdnEntry><lastName>&nothing;</lastName></sdnEntry></sdnList>", "a reference to nothing"),
        ("cut.xml", b"<sdnList><sdnEntry>", "cut short"),
        ("nobody.xml", b"<sdnList></sdnList>", "name nobody"),
        ("empty.csv", b"", "no list in a format that is known"),
        ("garbage.bin", &[0xff; 100], "no list in a format that is known"),
    ];
    for (name, content, reason) in cases {
        let (output, folder) = imported(&[(name, content)], &[]);
        assert_eq!(output.status.code(), Some(1), "{name}: {}", error(&output));
        assert!(error(&output).contains(reason), "{name}: {}", error(&output));
        assert!(error(&output).contains("fix:"), "{name}: {}", error(&output));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "{name} leaves something behind");
    }
}

#[test]
fn an_edition_never_gives_way_to_an_older_one() {
    let rows = csl("1,EL,,,Quorvex Works,,,,\n");
    let (output, folder) = imported(&[("csl.csv", &rows)], &["--edition", "2026-11-20"]);
    answer(&output);
    let (file, place) = (shown(&folder.path().join("csl.csv")), shown(folder.path()));
    let again = |edition: &str| kenpin(&["lists", "import", &file, "--id", "ours", "--output", &place, "--edition", edition]);
    let older = again("2026-11-19");
    assert_eq!(older.status.code(), Some(1));
    assert!(error(&older).contains("the edition of 2026-11-20 lies there already"), "{}", error(&older));
    assert_eq!(again("2026-11-20").status.code(), Some(0));
    assert_eq!(again("2026-11-21").status.code(), Some(0));
    let origin = std::fs::read_to_string(folder.path().join("watchlists/ours/ORIGIN.toml")).unwrap();
    assert!(origin.contains("edition = \"2026-11-21\""), "{origin}");
}

#[test]
fn a_difference_says_who_came_who_went_and_which_law_it_touches() {
    let (output, old) =
        imported(&[("csl.csv", &csl("1,EL,,,Quorvex Works,,,,\n2,EL,,,Tillamund Optics,,,,\n"))], &["--edition", "2026-10-01"]);
    answer(&output);
    let (output, new) = imported(&[("csl.csv", &csl("2,EL,,,Tillamund Optics,Tillo,,,2026-12-01\n3,EL,,,Brastel Quay,,,,\n"))], &[]);
    answer(&output);
    let (old, new) = (shown(&old.path().join("watchlists/ours")), shown(&new.path().join("watchlists/ours")));
    let diff = kenpin(&["lists", "diff", &old, &new, "--format", "json", "--at", AT]);
    assert_eq!(diff.status.code(), Some(10), "{}", error(&diff));
    let found: Value = serde_json::from_slice(&diff.stdout).unwrap();
    assert_eq!((found["came"][0]["name"].as_str(), found["went"][0]["name"].as_str()), (Some("Brastel Quay"), Some("Quorvex Works")));
    assert_eq!(found["changed"][0]["what"][0], "now also called \"Tillo\"");
    assert!(found["changed"][0]["what"][1].as_str().unwrap().contains("to 2026-12-01"), "{found}");
    assert_eq!(kenpin(&["lists", "diff", &new, &new]).status.code(), Some(0));
    let shipped: Value =
        serde_json::from_slice(&kenpin(&["lists", "diff", "us-ndaa-889-a1b", "us-ndaa-889-a1a", "--format", "json"]).stdout).unwrap();
    assert!(shipped["laws"].as_array().unwrap().iter().any(|law| law["id"] == "us-ndaa-889-a1a"), "{shipped}");
}

/// Runs a tool of the machine in a folder.
fn tool(folder: &Path, script: &str) {
    let output = Command::new("sh").args(["-ec", script]).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{script}: {}", error(&output));
}

#[test]
fn a_signed_folder_is_whole_and_by_whom_you_named() {
    let (output, folder) = imported(&[("csl.csv", &csl("1,EL,,,Quorvex Works,,,,\n"))], &[]);
    answer(&output);
    let keys = tempfile::tempdir().unwrap();
    tool(
        keys.path(),
        "for who in agency other; do openssl ecparam -name prime256v1 -genkey -noout -out $who.key
         openssl req -x509 -new -key $who.key -subj /CN=$who -days 30 -out $who.crt -addext basicConstraints=critical,CA:false; done",
    );
    let path = folder.path();
    std::fs::remove_file(path.join("csl.csv")).unwrap();
    let sign = |who: &str| {
        let keys = keys.path().display();
        tool(
            path,
            &format!(
                "rm -f SHA256SUMS*; sums=$(find * -type f | xargs sha256sum); echo \"$sums\" > SHA256SUMS
                 openssl cms -sign -binary -in SHA256SUMS -signer {keys}/{who}.crt -inkey {keys}/{who}.key -outform DER -out SHA256SUMS.p7s"
            ),
        );
    };
    let certificate = shown(&keys.path().join("agency.crt"));
    let verify = || kenpin(&["lists", "verify", &shown(path), "--key", &certificate]);
    let says = |reason: &str| {
        let output = verify();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(20), "{reason}: {said}{}", error(&output));
        assert!(said.contains(reason), "{reason}: {said}");
    };
    says("there is no SHA256SUMS");
    sign("other");
    says("");
    sign("agency");
    let good = verify();
    assert_eq!(good.status.code(), Some(0), "{}{}", String::from_utf8_lossy(&good.stdout), error(&good));
    assert!(String::from_utf8_lossy(&good.stdout).contains("ours: edition of"));

    std::fs::write(path.join("watchlists/more.csv"), "name\nX\n").unwrap();
    says("watchlists/more.csv stands in no line of SHA256SUMS: it was added");
    std::fs::remove_file(path.join("watchlists/more.csv")).unwrap();
    let entries = path.join("watchlists/ours/entries.csv");
    let text = std::fs::read_to_string(&entries).unwrap();
    std::fs::write(&entries, text.replace("Quorvex", "Nobody")).unwrap();
    says("is not what SHA256SUMS says: it was altered");
    std::fs::remove_file(&entries).unwrap();
    says("watchlists/ours/entries.csv is missing");
    std::fs::write(&entries, &text).unwrap();
    let sums = std::fs::read_to_string(path.join("SHA256SUMS")).unwrap();
    std::fs::write(path.join("SHA256SUMS"), format!("{sums}\n")).unwrap();
    says("");
    std::fs::remove_file(path.join("SHA256SUMS.p7s")).unwrap();
    says("nobody signed SHA256SUMS");
}

#[test]
fn a_list_past_its_shelf_life_is_not_good() {
    let (output, folder) = imported(&[("csl.csv", &csl("1,EL,,,Quorvex Works,,,,\n"))], &[]);
    answer(&output);
    let lists = shown(folder.path());
    assert_eq!(kenpin(&["lists", "verify", &lists, "--at", AT]).status.code(), Some(0));
    let old = kenpin(&["lists", "verify", &lists, "--at", "2027-06-01"]);
    assert_eq!(old.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&old.stdout).contains("TOO OLD since"), "{}", error(&old));
}

#[test]
fn registries_of_hardware_numbers_become_makers() {
    let ieee = "Registry,Assignment,Organization Name,Organization Address\nMA-L,A0B1C2,\"Quorvex Works, Inc.\",x\nMA-L,A0B1C3,Quorvex Works Inc,x\nMA-S,A0B1C4D5E,Private,x\nMA-M,A0B1C5F,テスト光学,x\n";
    let pci = "#\n#\tList of PCI ID's\n#\n0abc  Quorvex Works\n\t0001  Some card\n\t\t1028 0001  Sub\n0abd  Tillamund\nC 00  Unclassified device\n\t00  Other\n";
    let usb =
        "#\n#\tList of USB ID's\n#\n0abe  Quorvex Works\n\t0001  Some stick\nC 00  (Defined at Interface level)\nAT 0100  USB Undefined\n";
    let pnp = "QVX\tQuorvex Works\nTIL\tTillamund\n";
    let screened = |files: &[(&str, &[u8])], kind: &str, value: &str| {
        let (output, folder) = imported(files, &[]);
        let companies = answer(&output)["companies"].as_u64().unwrap();
        let own = folder.path().join("own.csv");
        std::fs::write(&own, "name\nQuorvex Works\n").unwrap();
        let (makers, own) = (shown(&folder.path().join("makers")), shown(&own));
        let query = folder.path().join("query.jsonl");
        std::fs::write(&query, format!("{{\"kind\":\"{kind}\",\"value\":\"{value}\"}}\n")).unwrap();
        let output = kenpin(&["screen", "--file", &shown(&query), "--watchlists", &own, "--makers", &makers, "--at", AT]);
        (companies, output.status.code().unwrap())
    };
    assert_eq!(screened(&[("oui.csv", ieee.as_bytes())], "mac", "a0:b1:c2:00:00:01"), (2, 20));
    assert_eq!(screened(&[("oui.csv", ieee.as_bytes())], "mac", "a0:b1:c3:00:00:01"), (2, 20));
    assert_eq!(screened(&[("oui.csv", ieee.as_bytes())], "mac", "a0:b1:c5:f0:00:01"), (2, 0));
    assert_eq!(screened(&[("pci.ids", pci.as_bytes())], "pci", "0abc"), (2, 20));
    assert_eq!(screened(&[("usb.ids", usb.as_bytes())], "usb", "0abe"), (1, 20));
    assert_eq!(screened(&[("pnp.ids", pnp.as_bytes())], "pnp", "QVX"), (2, 20));
    assert_eq!(screened(&[("pnp.ids", pnp.as_bytes())], "pnp", "TIL"), (2, 0));
}

/// The large files are in benches/lists.py, which this runs on small ones: all formats, and longer files for each kind of reader.
#[test]
fn an_import_takes_no_more_memory_for_a_longer_file() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/lists.py");
    let measured = |arguments: &[&str]| {
        let output =
            Command::new("python3").arg(&script).args(["--program", env!("CARGO_BIN_EXE_kenpin")]).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), error(&output));
    };
    measured(&["--megabytes", "0.5", "--register-bound", "128"]);
    measured(&["--megabytes", "12", "--only", "us-csl-csv", "--only", "us-csl-json", "--only", "ofac-sdn-xml"]);
}
