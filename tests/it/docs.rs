//! Docs that cannot go stale: generated pages equal their tables, named paths exist, shown commands run.
//!
//! `KENPIN_BLESS=1` writes the generated pages anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use kenpin::bill::{FORMATS, hardware::SOURCES};
use kenpin::decision::rule::RULES;
use kenpin::evidence::FORMS;
use kenpin::report::RENDERERS;
use kenpin::report::overview::effect_word;

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every generated page, by its path.
fn pages() -> BTreeMap<PathBuf, String> {
    let mut pages = BTreeMap::new();
    let mut index = String::from(
        "# Rules\n\nGenerated from `src/decision/rule`. `kenpin explain RULE` prints the same.\n\n| rule | effect | finds |\n|---|---|---|\n",
    );
    for rule in RULES {
        let file = format!("{}.md", rule.id);
        writeln!(index, "| [{}]({file}) `{}` | {} | {} |", rule.id, rule.name, effect_word(rule.effect), rule.title).unwrap();
        pages.insert(PathBuf::from("docs/rules").join(&file), rule_page(rule));
    }
    pages.insert(PathBuf::from("docs/rules/README.md"), index);
    pages.insert(PathBuf::from("docs/formats.md"), formats());
    pages.insert(PathBuf::from("docs/signatures.md"), signatures());
    pages.insert(PathBuf::from("docs/reports.md"), reports());
    pages
}

fn rule_page(rule: &kenpin::decision::rule::Rule) -> String {
    let lowered = if rule.floor < rule.effect { format!("; a policy may lower it to {}", effect_word(rule.floor)) } else { String::new() };
    format!(
        "# {} {}\n\nGenerated from the rule's own file.\n\n**{}**\n\n- effect: {}{lowered}\n- authority: {}\n- remedy: {}\n\n{}\n",
        rule.id,
        rule.name,
        rule.title,
        effect_word(rule.effect),
        rule.authority,
        rule.remedy,
        rule.explanation
    )
}

fn formats() -> String {
    let mut page = String::from(
        "# Formats of bills\n\nGenerated from the tables `FORMATS` and `SOURCES` of `src/bill`. A document is recognised by its marks, never by its name.\n\n| format | versions |\n|---|---|\n",
    );
    for format in FORMATS {
        writeln!(page, "| `{}` | {} |", format.name, format.versions).unwrap();
    }
    page.push_str("\nA format that is \"not supported\" is named in a finding (KP-B03) and refers; nothing in it is read. CycloneDX protobuf has no mark\nby which it could be known, and is a document that nothing recognises (KP-I04).\n\n## Inventories and certificates of machines\n\nRead as bills, and by `kenpin hardware compare` and `kenpin verify --actual`:\n\n");
    for source in SOURCES {
        writeln!(page, "- `{}`", source.name).unwrap();
    }
    page
}

fn signatures() -> String {
    let mut page = String::from(
        "# Forms of signatures\n\nGenerated from the table `FORMS` of `src/evidence`. Whom to believe is the buyer's choice: nothing that a delivery brings along is trust.\n",
    );
    for form in FORMS {
        write!(page, "\n## `{}`\n\n{}\n\n- proves {}\n- does not prove {}\n", form.name, form.title, form.proves, form.not).unwrap();
    }
    page
}

const LANGUAGES: &str = "
## Languages

`--lang ja` or `--lang en` chooses the language; without it `KENPIN_LANG`, `LC_ALL`, `LC_MESSAGES` and `LANG` do, the first that is set, and
any language but these two is answered in English. `human`, `markdown`, `html` and `label`, `kenpin compare`, `kenpin explain` and every
error message follow it. What programs read is English wherever it runs, unless `--lang` itself is given; ids, verdict words of JSON,
fingerprints and the signed verdict never change. A baseline is compared by its English text: keep it without `--lang`.

`--help`, the man pages, errors in the use of options, and what the commands `lists`, `trust`, `hardware`, `policy`, `signature`, `bom` and
`trace` list are English only. Titles of laws stay as published. The messages stand in `locales/`.
";

fn reports() -> String {
    let mut page = String::from(
        "# Reports\n\nGenerated from the table `RENDERERS` of `src/report`. `--format` chooses what goes to standard output; `--output FORMAT=PATH` writes further ones.\n\n| format | media type | for |\n|---|---|---|\n",
    );
    for renderer in RENDERERS {
        writeln!(page, "| `{}` | {} | {} |", renderer.name, renderer.media_type, renderer.serves).unwrap();
    }
    page.push_str("| `vsa` | application/vnd.in-toto+json in DSSE | whoever has to prove the verdict later; needs `--signing-key` |\n");
    page.push_str(LANGUAGES);
    page.push_str("\n## Columns of `equipment`\n\nThe member `equipment` of the JSON report holds the same, by these names; its schema is in `kenpin schema report`.\n\n| column | holds |\n|---|---|\n");
    for (name, holds) in kenpin::report::equipment::COLUMNS {
        writeln!(page, "| `{name}` | {holds} |").unwrap();
    }
    page
}

#[test]
fn generated_pages_are_what_their_tables_say() {
    let bless = std::env::var_os("KENPIN_BLESS").is_some();
    for (path, want) in pages() {
        let file = top().join(&path);
        if bless {
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(&file, &want).unwrap();
        }
        let found = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(found == want, "{} is not what the tables say: run the tests with KENPIN_BLESS=1", path.display());
    }
    let known = pages();
    for entry in std::fs::read_dir(top().join("docs/rules")).unwrap() {
        let path = PathBuf::from("docs/rules").join(entry.unwrap().file_name());
        assert!(known.contains_key(&path), "{} is of no rule", path.display());
    }
}

/// README.md and every page of docs, with its text.
fn written() -> Vec<(PathBuf, String)> {
    let mut pages = vec![PathBuf::from("README.md"), PathBuf::from("SECURITY.md")];
    let mut folders = vec![PathBuf::from("docs")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(top().join(&folder)).unwrap() {
            let path = folder.join(entry.unwrap().file_name());
            if top().join(&path).is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "md") {
                pages.push(path);
            }
        }
    }
    pages.sort();
    pages.into_iter().map(|path| (path.clone(), std::fs::read_to_string(top().join(&path)).unwrap())).collect()
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    let mut broken = Vec::new();
    for (page, text) in written() {
        for (_, rest) in text.match_indices("](").map(|(at, _)| (at, &text[at + 2..])) {
            let target = rest.split(')').next().unwrap().split('#').next().unwrap();
            if target.is_empty() || target.contains("://") || target.contains(' ') {
                continue;
            }
            if !top().join(page.parent().unwrap()).join(target).exists() {
                broken.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// In a block marked `console`, each `$ kenpin ..` over files that ship is run; `# exit N` behind it says how it ends.
#[test]
fn every_command_shown_over_shipped_files_runs_as_it_says() {
    let (mut ran, mut wrong) = (0, Vec::new());
    for (page, text) in written() {
        for block in text.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap()) {
            let joined = block.replace("\\\n", " ");
            for line in joined.lines().filter_map(|line| line.strip_prefix("$ kenpin ")) {
                let (command, comment) = line.split_once(" # ").unwrap_or((line, ""));
                let Some(exit) = comment.trim().strip_prefix("exit ").and_then(|exit| exit.split_whitespace().next()) else { continue };
                ran += 1;
                let arguments = words(command);
                let output = Command::new(env!("CARGO_BIN_EXE_kenpin")).args(&arguments).current_dir(top()).output().unwrap();
                let code = output.status.code().unwrap().to_string();
                if code != exit {
                    let said = String::from_utf8_lossy(&output.stderr).into_owned();
                    wrong.push(format!("{}: kenpin {command}: exit {code}, not {exit}\n{said}", page.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(ran >= 8, "only {ran} commands of the docs were run");
}

/// Words of a command line, double quotes respected.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty())),
            letter => word.push(letter),
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}
