//! What packaging/ makes: the Debian package, kenpin's own bill of materials, release notes; and that it repeats byte for byte.

use std::path::Path;
use std::process::{Command, Output};

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

const KENPIN: &str = env!("CARGO_BIN_EXE_kenpin");

fn run(program: &str, arguments: &[&str]) -> String {
    let output: Output = Command::new(program)
        .args(arguments)
        .current_dir(top())
        .env("SOURCE_DATE_EPOCH", "1795651200")
        .env("CARGO_NET_OFFLINE", "true")
        // What is tested is what is in the package, not how small it is.
        .env("DPKG_DEB_COMPRESSOR_TYPE", "none")
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_debian_package_has_the_program_its_pages_and_its_completions() {
    let folder = tempfile::tempdir().unwrap();
    let [one, other] = ["one.deb", "other.deb"].map(|name| folder.path().join(name));
    for package in [&one, &other] {
        run("packaging/deb.sh", &[KENPIN, package.to_str().unwrap()]);
    }
    assert!(std::fs::read(&one).unwrap() == std::fs::read(&other).unwrap(), "the same program gives the same package");
    let shown = run("dpkg-deb", &["--contents", one.to_str().unwrap()]);
    for file in [
        "./usr/bin/kenpin",
        "./usr/share/man/man1/kenpin.1.gz",
        "./usr/share/man/man1/kenpin-verify.1.gz",
        "./usr/share/man/man1/kenpin-bom-inspect.1.gz",
        "./usr/share/bash-completion/completions/kenpin",
        "./usr/share/zsh/vendor-completions/_kenpin",
        "./usr/share/fish/vendor_completions.d/kenpin.fish",
        "./usr/share/doc/kenpin/copyright",
    ] {
        assert!(shown.lines().any(|line| line.ends_with(file) && line.contains("root/root")), "{file}:\n{shown}");
    }
    let field = |name: &str| run("dpkg-deb", &["--field", one.to_str().unwrap(), name]).trim().to_owned();
    assert_eq!((field("Package").as_str(), field("Version").as_str()), ("kenpin", env!("CARGO_PKG_VERSION")));
}

/// Made by one tool, checked by the program that it describes.
#[test]
fn kenpins_own_bill_of_materials_is_sound_and_accepted_by_kenpin() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kenpin.cdx.json");
    let path = file.to_str().unwrap();
    run("packaging/sbom.py", &[path]);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), run("packaging/sbom.py", &[]), "the same lock file gives the same bytes");
    run(KENPIN, &["bom", "validate", path]);
    let report =
        run(KENPIN, &["verify", path, "--policy", "packaging/sbom-policy.toml", "--at", "2026-11-28", "--format", "json", "--offline"]);
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["verdict"], "accept");

    let bill: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    let parts = bill["components"].as_array().unwrap();
    let named = |name: &str| parts.iter().find(|part| part["name"] == name);
    assert!(parts.len() > 200 && named("sigstore-verify").is_some() && named("clap").is_some());
    assert!(named("proptest").is_none(), "what only tests need is not in the program");
    assert!(parts.iter().all(|part| part["hashes"][0]["content"].as_str().is_some_and(|hash| hash.len() == 64)));
}

#[test]
fn release_notes_are_the_subjects_of_commits_by_area() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("packaging")).unwrap();
    std::fs::copy(top().join("packaging/notes.sh"), folder.path().join("packaging/notes.sh")).unwrap();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=kenpin", "-c", "user.email=kenpin@localhost"]).args(arguments).current_dir(folder.path());
        assert!(command.output().unwrap().status.success(), "{arguments:?}");
    };
    git(&["init", "-q"]);
    for subject in ["bill: read one", "first words"] {
        git(&["commit", "-q", "--allow-empty", "-m", subject]);
    }
    git(&["tag", "v0.1.0"]);
    for subject in ["bill: read two", "report: a label", "bill: read three: the whole", "as it comes"] {
        git(&["commit", "-q", "--allow-empty", "-m", subject]);
    }
    let notes = run(folder.path().join("packaging/notes.sh").to_str().unwrap(), &[]);
    let wanted = "## bill\n\n- read two\n- read three: the whole\n\n## report\n\n- a label\n\n## other\n\n- as it comes\n\n";
    assert_eq!(notes, wanted);
}

/// The workflow runs on GitHub only; here at least every file that it calls is there, and every script is sound shell.
#[test]
fn the_release_workflow_calls_what_is_there() {
    let workflow = std::fs::read_to_string(top().join(".github/workflows/release.yml")).unwrap();
    let events: Vec<_> = saphyr_parser::Parser::new_from_str(&workflow).collect::<Result<_, _>>().unwrap();
    assert!(events.len() > 100, "it is YAML");
    let called = workflow.split_whitespace().filter(|word| word.starts_with("packaging/"));
    let called: std::collections::BTreeSet<&str> = called.collect();
    assert!(called.len() >= 5, "{called:?}");
    for file in called {
        assert!(top().join(file).exists(), "{file}");
    }
    for script in ["build.sh", "deb.sh", "reproduce.sh", "notes.sh"] {
        run("bash", &["-n", &format!("packaging/{script}")]);
    }
}
