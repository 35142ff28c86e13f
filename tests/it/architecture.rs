//! The laws of docs/ARCHITECTURE.md, read from the source: order of imports, one door a foreign crate,
//! length of files and functions, first lines, and no clock, environment, disk or socket in a stage.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules that may touch the outside. `main.rs` is the fourth place and only calls `cli::run`.
const EDGES: &[&str] = &["store", "feed", "server", "cli"];

/// A foreign crate and the only places that may name it.
const DOORS: &[(&str, &[&str])] = &[
    ("aws_lc_rs", &["evidence/", "store/id", "server/webhooks/", "cli/signer"]),
    ("annotate_snippets", &["cli/"]),
    ("any_ascii", &["maker/name"]),
    ("askama", &["report/html", "report/label", "server/page"]),
    ("axum", &["server/"]),
    ("clap", &["cli/"]),
    ("bergshamra_c14n", &["evidence/xml_dsig"]),
    ("bergshamra_xml", &["evidence/xml_dsig"]),
    ("uppsala", &["evidence/xml_dsig"]),
    ("coset", &["evidence/cose"]),
    ("cryptoki", &["cli/token"]),
    ("csv_core", &["screening/import/"]),
    ("cyclonedx_bom", &["bill/write/"]),
    ("encoding_rs", &["intake/"]),
    ("flate2", &["intake/"]),
    ("fluent_syntax", &["report/language"]),
    ("form_urlencoded", &["server/form"]),
    ("futures_util", &["server/progress", "server/sent", "server/upload", "store/originals/bucket"]),
    ("hyper", &["server/"]),
    ("hyper_util", &["server/"]),
    ("indicatif", &["cli/"]),
    ("minisign_verify", &["evidence/minisign"]),
    ("object_store", &["store/originals/bucket"]),
    ("openidconnect", &["server/oidc/"]),
    ("pgp", &["evidence/openpgp"]),
    ("pinyin", &["maker/name"]),
    ("aho_corasick", &["maker/name"]),
    ("memchr", &["intake/outline"]),
    ("qrcode", &["report/label"]),
    ("quick_junit", &["report/junit"]),
    ("quick_xml", &["bill/", "screening/import/"]),
    ("rapidfuzz", &["screening/similarity", "screening/index"]),
    ("reqwest", &["feed/", "server/", "store/", "cli/"]),
    ("rustix", &["cli/folder"]),
    ("ruzstd", &["intake/"]),
    ("saphyr_parser", &["bill/"]),
    ("sea_orm", &["store/"]),
    ("serde_json_canonicalizer", &["evidence/jsf"]),
    ("serde_sarif", &["report/sarif"]),
    ("sha2", &["intake/mod.rs"]),
    ("sigstore", &["feed/"]),
    ("sigstore_tuf", &["cli/trust_update", "cli/trust_repository"]),
    ("sigstore_verify", &["evidence/sigstore"]),
    ("spdx_rs", &["bill/write/"]),
    ("sqlx", &["store/"]),
    ("ssh_key", &["evidence/ssh"]),
    ("tar", &["intake/"]),
    ("time", &["intake/moment.rs"]),
    ("tokio_io_timeout", &["server/mod.rs"]),
    ("tokio", &["feed/", "server/", "store/", "cli/"]),
    ("unicode_normalization", &["maker/name", "screening/similarity", "intake/"]),
    ("unicode_security", &["maker/name"]),
    ("unicode_width", &["report/", "cli/"]),
    ("x509_ocsp", &["evidence/"]),
    ("webpki", &["evidence/certificate"]),
];

const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::thread::sleep",
    "SystemTime",
    "Instant::now",
    "std::io::stdin",
    "println!(",
    "print!(",
    "eprintln!(",
];

const PANICS: &[&str] = &[".unwrap()", ".expect(\"", "panic!(", "todo!(", "unimplemented!(", "unreachable!("];

struct Source {
    /// Relative to `src`, `/` between parts.
    path: String,
    /// Without the test module at the end.
    lines: Vec<String>,
    whole: Vec<String>,
}

impl Source {
    fn module(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    /// Lines of code with their numbers, comments taken off.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines
            .iter()
            .enumerate()
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .map(|(index, line)| (index + 1, line.as_str()))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    let mut paths = Vec::new();
    walk(&root().join("src"), &mut paths);
    paths.sort();
    paths.iter().map(|path| source(path)).collect()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

fn source(path: &Path) -> Source {
    let text = fs::read_to_string(path).unwrap();
    let whole: Vec<String> = text.lines().map(str::to_owned).collect();
    let lines = whole.iter().take_while(|line| line.trim() != "#[cfg(test)]").cloned().collect();
    let relative = path.strip_prefix(root().join("src")).unwrap().to_string_lossy().replace('\\', "/");
    Source { path: relative, lines, whole }
}

fn modules_in_order() -> Vec<String> {
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let order: Vec<String> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).map(str::to_owned).collect();
    assert!(order.len() >= 8, "lib.rs lists its modules one a line: {order:?}");
    order
}

fn assert_none(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_module_uses_only_the_modules_above_its_line() {
    let order = modules_in_order();
    let rank = |module: &str| order.iter().position(|name| name == module);
    let mut found = Vec::new();
    for source in sources() {
        let Some(own) = rank(source.module()) else { continue };
        for (line, code) in source.code() {
            for used in code.match_indices("crate::").map(|(at, word)| &code[at + word.len()..]) {
                let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if rank(&used).is_some_and(|other| other > own) {
                    found.push(format!("src/{}:{line}: {} uses {used}, a later stage", source.path, source.module()));
                }
            }
            for group in code.match_indices("crate::{") {
                found.push(format!(
                    "src/{}:{line}: name one module a line, so that its order can be read: {}",
                    source.path,
                    &code[group.0..]
                ));
            }
        }
    }
    assert_none(&found);
}

#[test]
fn a_foreign_crate_has_one_door() {
    let mut found = Vec::new();
    for source in sources() {
        for (line, code) in source.code() {
            for (name, doors) in DOORS {
                let named = code.match_indices(&format!("{name}::")).any(|(at, _)| {
                    let before = code[..at].chars().next_back();
                    !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
                });
                if named && !doors.iter().any(|door| source.path.starts_with(door)) {
                    found.push(format!("src/{}:{line}: {name} is used outside its door ({})", source.path, doors.join(", ")));
                }
            }
        }
    }
    assert_none(&found);
}

#[test]
fn a_stage_has_no_clock_environment_disk_or_socket() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !EDGES.contains(&source.module()) && source.path != "main.rs") {
        for (line, code) in source.code() {
            for word in OUTSIDE.iter().filter(|word| code.contains(**word)) {
                found.push(format!("src/{}:{line}: {word} belongs in an edge", source.path));
            }
        }
    }
    assert_none(&found);
}

#[test]
fn nothing_outside_tests_can_panic_by_its_own_words() {
    let mut found = Vec::new();
    for source in sources() {
        for (line, code) in source.code() {
            for word in PANICS.iter().filter(|word| code.contains(**word)) {
                found.push(format!("src/{}:{line}: {word}", source.path));
            }
        }
    }
    assert_none(&found);
}

#[test]
fn every_file_says_what_it_is_for_and_stays_short() {
    let mut found = Vec::new();
    for source in sources() {
        if !source.whole.first().is_some_and(|line| line.starts_with("//! ") && line.len() > 20) {
            found.push(format!("src/{}:1: the first line says in one sentence what the file is for", source.path));
        }
        if source.whole.len() > 400 {
            found.push(format!("src/{}: {} lines, 400 at most", source.path, source.whole.len()));
        }
    }
    assert_none(&found);
}

#[test]
fn a_function_has_at_most_sixty_lines() {
    let mut found = Vec::new();
    for source in sources() {
        let mut open: Vec<(usize, usize, String)> = Vec::new();
        for (index, line) in source.lines.iter().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let code = line.trim_start();
            if code.contains("fn ") && code.ends_with('{') && !code.starts_with("//") {
                open.push((indent, index, code.chars().take(60).collect()));
            }
            if code.starts_with('}') {
                while open.last().is_some_and(|(depth, _, _)| *depth >= indent) {
                    let (depth, start, name) = open.pop().unwrap();
                    let length = index - start + 1;
                    if depth == indent && length > 60 {
                        found.push(format!("src/{}:{}: {length} lines, 60 at most: {name}", source.path, start + 1));
                    }
                }
            }
        }
    }
    assert_none(&found);
}

#[test]
fn every_file_belongs_to_a_module() {
    let all = sources();
    let mut found = Vec::new();
    for source in all.iter().filter(|source| !matches!(source.path.as_str(), "lib.rs" | "main.rs")) {
        let (folder, file) = source.path.rsplit_once('/').unwrap_or(("", &source.path));
        let (name, parents) = match file {
            "mod.rs" => {
                let (above, name) = folder.rsplit_once('/').unwrap_or(("", folder));
                (name, parents(above))
            }
            _ => (file.trim_end_matches(".rs"), parents(folder)),
        };
        let declared = format!("mod {name};");
        let known = all.iter().any(|other| {
            parents.contains(&other.path)
                && other.whole.iter().any(|line| {
                    line.trim().trim_start_matches("pub ").trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ") == declared
                })
        });
        if !known {
            found.push(format!("src/{}: no `{declared}` in {}", source.path, parents.join(" or ")));
        }
    }
    assert_none(&found);
}

/// The files that may declare a module of this folder.
fn parents(folder: &str) -> Vec<String> {
    if folder.is_empty() { vec!["lib.rs".to_owned()] } else { vec![format!("{folder}/mod.rs"), format!("{folder}.rs")] }
}
