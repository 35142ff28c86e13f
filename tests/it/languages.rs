//! Every message in every language: the files of locales/ against each other, against the source, and in the reports of all golden cases.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement};
use kenpin::report::Language;
use regex::Regex;
use serde_json::Value;

use crate::golden;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Id and gaps of each message of a language; a gap stands as `$name`, words as themselves.
fn messages(language: &str) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(root().join("locales").join(language)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let resource = fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let pieces = message.value.expect("a message has a text").elements;
            let pieces = pieces.iter().map(|piece| match piece {
                PatternElement::TextElement { value } => (*value).to_owned(),
                PatternElement::Placeable { expression: Expression::Inline(InlineExpression::StringLiteral { value }) } => {
                    (*value).to_owned()
                }
                PatternElement::Placeable { expression: Expression::Inline(InlineExpression::VariableReference { id }) } => {
                    format!("${}", id.name)
                }
                PatternElement::Placeable { .. } => panic!("{}: only names and signs may stand in braces", message.id.name),
            });
            let before = found.insert(message.id.name.to_owned(), pieces.collect());
            assert!(before.is_none(), "{} stands twice in {language}", message.id.name);
        }
    }
    found
}

fn gaps(pieces: &[String]) -> BTreeSet<&str> {
    pieces.iter().map(String::as_str).filter(|piece| piece.starts_with('$')).collect()
}

#[test]
fn every_language_has_every_message_with_the_same_gaps() {
    let (english, japanese) = (messages("en"), messages("ja"));
    assert!(english.len() > 1500);
    assert_eq!(english.keys().collect::<Vec<_>>(), japanese.keys().collect::<Vec<_>>());
    for (id, pieces) in &english {
        assert_eq!(gaps(pieces), gaps(&japanese[id]), "{id}");
        let touching = pieces.windows(2).any(|pair| pair.iter().all(|piece| piece.starts_with('$')));
        assert!(!touching, "{id}: nobody can tell where the first of two gaps that touch ends");
    }
}

#[test]
fn japanese_is_written_in_japanese() {
    let scripts = Regex::new(r"[\p{Hiragana}\p{Katakana}\p{Han}\u{3000}-\u{303f}]").unwrap();
    let plain: Vec<String> =
        messages("ja").into_iter().filter(|(_, pieces)| !scripts.is_match(&pieces.concat())).map(|(id, _)| id).collect();
    assert!(plain.is_empty(), "what is the same in both languages needs no message: {plain:?}");
}

/// The text literals of a file, in which `{..}` is a gap; not those of its tests, its comments, bytes and raw ones.
fn literals(source: &str) -> Vec<(usize, String)> {
    let source = source.split("#[cfg(test)]\n").next().unwrap();
    let token = Regex::new(
        r##"(?xs) //[^\n]* | b?r\#*"[^"]*"\#* | b?'(?:\\x[0-9a-fA-F]{2}|\\u\{[^}]*\}|\\.|[^'\\\n])' | b"(?:[^"\\]|\\.)*" | (?P<text>"(?:[^"\\]|\\.)*")"##,
    )
    .unwrap();
    let continued = Regex::new(r"\\\n\s*").unwrap();
    let found = token.captures_iter(source).filter_map(|found| found.name("text"));
    found
        .map(|text| {
            let inner = &text.as_str()[1..text.as_str().len() - 1];
            (text.start(), continued.replace_all(inner, "").replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"))
        })
        .collect()
}

/// Whether it is a sentence and not a word, a name or a format.
fn is_prose(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_lowercase()).filter(|word| word.len() > 1).count();
    words > 1 && text.trim().contains(' ')
}

/// The literal with something in its gaps, bare and quoted; and again with one of them empty, since a gap may hold a half-sentence or nothing.
fn filled(literal: &str) -> Vec<String> {
    let gap = Regex::new(r"\{[a-zA-Z_0-9]*(:[^}]*)?\}").unwrap();
    let literal = literal.replace("{{", "\u{1}").replace("}}", "\u{2}");
    let count = gap.find_iter(&literal).count();
    let fill = |empty: Option<usize>, quote: &str| {
        let mut index = 0;
        let text = gap.replace_all(&literal, |_: &regex::Captures<'_>| {
            index += 1;
            if Some(index) == empty { String::new() } else { format!("{quote}\u{27e6}{index}\u{27e7}{quote}") }
        });
        text.replace('\u{1}', "{").replace('\u{2}', "}")
    };
    let whole = [fill(None, ""), fill(None, "\"")];
    whole.into_iter().chain((1..=count).map(|gap| fill(Some(gap), ""))).collect()
}

fn is_said_in_japanese(literal: &str) -> bool {
    let said = |text: &String| {
        let said = Language::Ja.say(text);
        said != *text && left_in_english(&said, &[]).is_empty()
    };
    filled(literal).iter().any(said)
}

/// Each line of a message by itself, without its label.
fn sentences(literal: &str) -> Vec<&str> {
    let labels = ["error:", "where:", "cause:", "fix:", "note:", "warning:"];
    literal
        .lines()
        .map(|line| {
            let text = line.trim_start();
            labels.iter().find_map(|label| text.strip_prefix(label)).map_or(line, str::trim_start)
        })
        .filter(|line| is_prose(line))
        .collect()
}

fn sources(folders: &[&str]) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() { walk(&entry, found) } else { found.push(entry) }
        }
    }
    let mut paths = Vec::new();
    folders.iter().for_each(|folder| walk(&root().join("src").join(folder), &mut paths));
    paths.sort();
    let shown = |path: &Path| path.strip_prefix(root()).unwrap().display().to_string();
    paths
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs"))
        .map(|path| (shown(path), std::fs::read_to_string(path).unwrap()))
        .collect()
}

/// Whoever adds a sentence adds it to locales/, or says in in-english.txt why nobody reads it.
#[test]
fn every_sentence_of_the_stages_is_in_locales() {
    let exempt = std::fs::read_to_string(root().join("tests/fixtures/languages/in-english.txt")).unwrap();
    let exempt: BTreeSet<&str> = exempt.lines().filter(|line| !line.starts_with('#')).collect();
    let mut met = BTreeSet::new();
    let mut missing = Vec::new();
    for (path, text) in sources(&["intake", "evidence", "bill", "maker", "screening", "decision"]) {
        for (_, literal) in literals(&text) {
            for sentence in sentences(&literal) {
                if exempt.contains(sentence) {
                    met.insert(sentence.to_owned());
                } else if !is_said_in_japanese(sentence) {
                    missing.push(format!("{path}: {sentence}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "not in locales/:\n{}", missing.join("\n"));
    let idle: Vec<&&str> = exempt.iter().filter(|line| !line.is_empty() && !met.contains(**line)).collect();
    assert!(idle.is_empty(), "in in-english.txt, and nowhere in the source: {idle:#?}");
}

/// A fault of the command line says what, where and how to put it right, in the operator's language.
#[test]
fn every_fault_of_the_command_line_is_in_locales() {
    let call = Regex::new(r"Fault::(?:ours|usage)\(").unwrap();
    let mut missing = Vec::new();
    for (path, text) in sources(&["cli"]) {
        let literals = literals(&text);
        for call in call.find_iter(&text) {
            let end = closing(&text, call.end());
            for (_, literal) in literals.iter().filter(|(at, _)| (call.end()..end).contains(at)) {
                for sentence in sentences(literal).into_iter().filter(|sentence| !is_said_in_japanese(sentence)) {
                    missing.push(format!("{path}: {sentence}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "not in locales/:\n{}", missing.join("\n"));
}

/// What the portal says where it cannot answer, to whoever asked.
#[test]
fn every_problem_of_the_portal_is_in_locales() {
    let call = Regex::new(r"(?:Problem|StoreFault)::(?:Bad|Conflict|TooLarge|Unclear)\(").unwrap();
    let (mut missing, mut met) = (Vec::new(), 0);
    for (path, text) in sources(&["server", "store"]) {
        let literals = literals(&text);
        let calls = call.find_iter(&text).map(|call| (call.end(), closing(&text, call.end())));
        let all = path.ends_with("problem.rs").then_some((0, text.len()));
        for (from, to) in calls.chain(all) {
            for (_, literal) in literals.iter().filter(|(at, _)| (from..to).contains(at)) {
                // Why a lint is left out is for whoever reads the source.
                for sentence in sentences(literal).into_iter().filter(|sentence| !sentence.starts_with("an edge ")) {
                    met += 1;
                    if !is_said_in_japanese(sentence) {
                        missing.push(format!("{path}: {sentence}"));
                    }
                }
            }
        }
    }
    assert!(met > 30 && missing.is_empty(), "{met}, not in locales/:\n{}", missing.join("\n"));
}

/// Where the bracket that is open at `from` closes.
fn closing(text: &str, from: usize) -> usize {
    let (mut depth, mut quoted, mut escaped) = (1, false, false);
    for (at, c) in text[from..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return from + at;
        }
    }
    text.len()
}

fn run(case: &Path, format: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Option<String> {
    let asked = golden::verify(case);
    let in_format = asked.get_args().map(|argument| if argument == "json" { format.into() } else { argument.to_owned() });
    let mut command = Command::new(asked.get_program());
    command.env_clear().args(in_format).args(arguments).envs(environment.iter().copied());
    let output = command.output().unwrap();
    (!output.stdout.is_empty()).then(|| String::from_utf8(output.stdout).unwrap())
}

/// Names, quotations, laws and identifiers: what somebody else wrote.
fn foreign(report: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut add = |value: &Value| found.extend(value.as_str().map(str::to_owned));
    for signature in report["signatures"].as_array().unwrap() {
        ["document", "signer", "claimed_signer", "trusted_by"].iter().for_each(|member| add(&signature[member]));
    }
    for finding in report["findings"].as_array().unwrap() {
        add(&finding["authority"]);
        for place in finding["places"].as_array().unwrap() {
            ["document", "pointer", "label"].iter().for_each(|member| add(&place[member]));
        }
        for link in finding["path"].as_array().unwrap() {
            add(&link["name"]);
        }
    }
    found.retain(|text| !text.is_empty());
    // The longest first, so that no name is cut out of another.
    found.sort_by_key(|text| std::cmp::Reverse(text.len()));
    found
}

/// Two English words in a row that nobody wrote but us.
fn left_in_english(text: &str, foreign: &[String]) -> Vec<String> {
    let mut text = text.to_owned();
    for name in foreign {
        text = text.replace(name.as_str(), "X");
    }
    let quoted = Regex::new("「[^」]*」|\"[^\"]*\"|`[^`]*`|\\([^)]*\\)|--[a-z-]+( [a-z=.A-Z]+)?").unwrap();
    let text = quoted.replace_all(&text, "X");
    let words = Regex::new(r"\b[a-z]{2,} [a-z]{2,}\b").unwrap();
    words.find_iter(&text).map(|found| found.as_str().to_owned()).collect()
}

/// A page's text without its tags.
fn text_of(page: &str) -> String {
    let tags = Regex::new("(?s)<style>.*</style>|<code>[^<]*</code>|<[^>]*>").unwrap();
    let text = tags.replace_all(page, " ");
    [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")]
        .iter()
        .fold(text.into_owned(), |text, (from, to)| text.replace(from, to))
}

#[test]
fn no_golden_case_leaves_a_message_in_english() {
    let blanks = Regex::new(r"\s+").unwrap();
    let mut left = BTreeSet::new();
    for case in golden::folders() {
        let Some(english) = run(&case, "json", &[], &[]) else { continue };
        let foreign = foreign(&serde_json::from_str(&english).unwrap());
        let folder = tempfile::tempdir().unwrap();
        let files = ["human", "markdown", "html", "label"].map(|format| (format, folder.path().join(format)));
        let outputs: Vec<String> = files.iter().map(|(format, path)| format!("{format}={}", path.display())).collect();
        let arguments: Vec<&str> = outputs.iter().flat_map(|output| ["--output", output]).chain(["--lang", "ja"]).collect();
        let said: Value = serde_json::from_str(&run(&case, "json", &arguments, &[]).unwrap()).unwrap();
        let name = case.file_name().unwrap().to_string_lossy();
        let findings = said["findings"].as_array().unwrap().iter();
        let told = findings.flat_map(|finding| ["what", "remedy"].map(|member| (member, finding[member].as_str().unwrap().to_owned())));
        let pages = files.iter().map(|(format, path)| (*format, text_of(&std::fs::read_to_string(path).unwrap())));
        for (what, text) in told.chain(pages) {
            let words = left_in_english(&blanks.replace_all(&text, " "), &foreign);
            left.extend(words.into_iter().map(|words| format!("{name} {what}: {words}")));
        }
    }
    assert!(left.is_empty(), "{}", left.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_language_is_the_options_then_kenpins_own_then_the_locales() {
    let case = root().join("tests/golden/hikvision");
    let japanese =
        |arguments: &[&str], environment: &[(&str, &str)]| run(&case, "human", arguments, environment).unwrap().contains("不合格");
    assert!(!japanese(&[], &[]));
    assert!(japanese(&["--lang", "ja"], &[("LANG", "en_US.UTF-8")]));
    assert!(japanese(&[], &[("LANG", "ja_JP.UTF-8")]));
    assert!(!japanese(&[], &[("LANG", "ja_JP.UTF-8"), ("LC_ALL", "C")]));
    assert!(japanese(&[], &[("LANG", "en_US.UTF-8"), ("KENPIN_LANG", "ja")]));
    assert!(!japanese(&["--lang", "en"], &[("LANG", "ja_JP.UTF-8"), ("KENPIN_LANG", "ja")]));
}

/// Two machines with two locales write the same bytes; only `--lang` changes what programs read.
#[test]
fn what_programs_read_does_not_hang_on_the_locale() {
    let case = root().join("tests/golden/hikvision");
    for format in ["json", "jsonl", "sarif", "junit", "github", "gitlab", "gitlab-dependency", "csv", "vex", "equipment"] {
        let [english, of_locale] = [&[][..], &[("LANG", "ja_JP.UTF-8")]].map(|environment| run(&case, format, &[], environment).unwrap());
        assert_eq!(english, of_locale, "{format}");
    }
    let prints = |language: &str| {
        let sarif: Value = serde_json::from_str(&run(&case, "sarif", &["--lang", language], &[]).unwrap()).unwrap();
        let results = sarif["runs"][0]["results"].as_array().unwrap().clone();
        results.iter().map(|result| (result["ruleId"].clone(), result["partialFingerprints"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(prints("en"), prints("ja"));
}

/// What is signed is the same in every language, and so is the digest on the label.
#[test]
fn the_label_bears_the_same_digest_in_both_languages() {
    let case = root().join("tests/golden/hikvision");
    let modules = |language: &str| {
        let text = run(&case, "label", &["--lang", language], &[]).unwrap();
        text.split("<path d=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    assert_eq!(modules("en"), modules("ja"));
}

#[test]
fn a_fault_is_told_in_japanese() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kenpin"));
    let output = command.env_clear().args(["verify", "nowhere", "--lang", "ja"]).output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text, "エラー: ファイルまたはフォルダーがありません\n  箇所:  nowhere\n  対処:  パスの綴りを確かめてください\n");
}
