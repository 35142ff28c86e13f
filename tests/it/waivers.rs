//! Waivers: twenty ways to abuse one, each with what is said to it; and the commands that write, list and show them.

use std::path::Path;
use std::process::{Command, Output};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kenpin::decision::Verdict;
use kenpin::decision::policy::reading;
use kenpin::decision::review::Review;

use crate::{inside, minting};

/// Deliveries that a waiver or a review lets pass; every abuse starts from one of them.
fn golden(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

/// The case with one text put for another in one of the buyer's files.
fn changed(case: &str, file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&golden(case), folder.path());
    let path = folder.path().join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{case}/{file} holds no {from}");
    std::fs::write(path, text.replacen(from, to, 1)).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            std::fs::create_dir(to.join(entry.file_name())).unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// What comes of an abuse: the file is refused, or the finding keeps its effect and the waiver is named.
enum Comes {
    Fault(&'static str),
    Rejected(&'static str),
    Referred(&'static str),
}
use Comes::{Fault, Referred, Rejected};

/// Name, case, file, text, the text in its place, what comes of it.
#[rustfmt::skip]
const ABUSES: &[(&str, &str, &str, &str, &str, Comes)] = &[
    ("expired", "waived", "waivers.toml", "2027-03-31", "2026-11-22", Rejected("waiver \"W-1\" for KP-S02 expired after 2026-11-22")),
    ("without an end", "waived", "waivers.toml", "expires = \"2027-03-31\"\n", "", Fault("missing field `expires`")),
    ("an end that is no day", "waived", "waivers.toml", "2027-03-31", "whenever", Fault("\"whenever\" is no day; write it as 2026-11-23")),
    ("self-approved", "waived", "waivers.toml", "k.mori", "a.sato", Fault("waiver W-1: approved_by has to be somebody other than requested_by")),
    ("self-approved in other letters", "waived", "waivers.toml", "k.mori", " A.SATO ", Fault("waiver W-1: approved_by has to be somebody other than requested_by")),
    ("approved by nobody", "waived", "waivers.toml", "k.mori", " ", Fault("waiver W-1: id, reason, requested_by and approved_by may not be empty")),
    ("without a reason", "waived", "waivers.toml", "stock of spare parts, used up by spring", "", Fault("waiver W-1: id, reason, requested_by and approved_by may not be empty")),
    ("without scope", "waived", "waivers.toml", "component = \"Hi3516CV610\"\nentries = [\"us-ndaa-889-a1a/huawei\", \"us-ndaa-889-a1b/huawei\", \"us-fcc-covered-list/huawei\"]\n", "", Fault("waiver W-1: name what is allowed: component, maker, entries, document or sha256")),
    ("a wildcard for the component", "waived", "waivers.toml", "Hi3516CV610", "*", Rejected("waiver \"W-1\" for KP-S02 fits nothing here")),
    ("part of a component's name", "waived", "waivers.toml", "Hi3516CV610", "Hi3516", Rejected("waiver \"W-1\" for KP-S02 fits nothing here")),
    ("another entry", "waived", "waivers.toml", "us-ndaa-889-a1a/huawei", "us-ndaa-889-a1a/zte", Rejected("waiver \"W-1\" for KP-S02 fits nothing here")),
    ("fewer entries than the finding rests on", "waived", "waivers.toml", ", \"us-fcc-covered-list/huawei\"", "", Rejected("waiver \"W-1\" for KP-S02 fits nothing here")),
    ("no entries at all", "waived", "waivers.toml", "entries = [\"us-ndaa-889-a1a/huawei\", \"us-ndaa-889-a1b/huawei\", \"us-fcc-covered-list/huawei\"]\n", "", Rejected("waiver \"W-1\" for KP-S02 fits nothing here")),
    ("another contract", "waived", "order.toml", "2026-0417", "2026-0499", Rejected("waiver \"W-1\" for KP-S02 fits nothing here")),
    ("an order without its contract", "waived", "order.toml", "contract = \"2026-0417\"\n", "", Rejected("waiver \"W-1\" for KP-S02 fits nothing here")),
    ("another vendor", "waived", "waivers.toml", "Tama Optics Co., Ltd.", "Tama Optics", Rejected("waiver \"W-1\" for KP-S02 fits nothing here")),
    ("another rule of the same part", "waived", "waivers.toml", "KP-S02", "KP-S01", Rejected("waiver \"W-1\" for KP-S01 fits nothing here")),
    ("the rule that balances the books", "waived", "waivers.toml", "KP-S02", "unbalanced_books", Fault("waiver W-1: its rule is about the policy, the waivers or the books, and cannot be waived")),
    ("every rule at once", "waived", "waivers.toml", "KP-S02", "*", Fault("waiver W-1: its rule is none of kenpin's; `kenpin explain` lists them")),
    ("a misspelt member that would widen it", "waived", "waivers.toml", "contract =", "contrct =", Fault("did you mean \"contract\"?")),
    ("unsigned, where the policy asks", "waiver-signed", "waivers.toml", "signature =", "# signature =", Rejected("waiver \"W-1\" for KP-S02 does not count: it is not signed by \"k.mori\", as the policy asks")),
    ("prolonged after it was signed", "waiver-signed", "waivers.toml", "2027-03-31", "2029-03-31", Rejected("does not count: its signature is not that of \"k.mori\" over these words")),
    ("moved to another contract after it was signed", "waiver-signed", "waivers.toml", "contract = \"2026-0417\"\n", "", Rejected("does not count: its signature is not that of \"k.mori\" over these words")),
    ("signed by somebody whom the policy does not name", "waiver-signed", "waivers.toml", "k.mori", "b.abe", Rejected("does not count: the policy names no key of \"b.abe\", who approved it")),
    ("a review of another maker", "settled", "waivers.toml", "Hakusen Semiconductor K.K.", "Hakusen Semiconductor", Referred("review \"R-1\" of \"Hakusen Semiconductor\" fits nothing here")),
    ("a review of another entry", "settled", "waivers.toml", "agency/hakusan", "agency/tsurugi", Referred("review \"R-1\" of \"Hakusen Semiconductor K.K.\" fits nothing here")),
    ("a review that names no entry", "settled", "waivers.toml", "entries = [{", "entries = []\n# [{", Fault("review R-1: name the entries that the maker is not")),
    ("a review after its entry got another date", "settled", "lists/agency.toml", "from = \"2026-04-01\"", "from = \"2026-05-01\"", Referred("looked at another text of agency/hakusan than is listed now")),
    ("a review by nobody", "settled", "waivers.toml", "k.mori", "", Fault("review R-1: id, maker, reason and reviewed_by may not be empty")),
    ("an unsigned review, where the policy asks", "settled", "policy.toml", "regimes", "waivers.signature = \"required\"\nregimes", Referred("review \"R-1\" of \"Hakusen Semiconductor K.K.\" does not count: the policy names no key of \"k.mori\", who approved it")),
];

#[test]
fn no_abuse_of_a_waiver_lets_a_delivery_pass_and_each_is_told() {
    let mut wrong = Vec::new();
    for (name, case, file, from, to, comes) in ABUSES {
        let outcome = inside::verify(changed(case, file, from, to).path());
        let said = |run: &inside::Run| run.decision.findings.iter().map(|finding| finding.what.clone()).collect::<Vec<_>>().join("\n");
        let (fits, found) = match (&outcome, comes) {
            (Err(fault), Fault(words)) => (fault.contains(words), fault.clone()),
            (Ok(run), Rejected(words)) => (matches!(run.decision.verdict, Verdict::Reject) && said(run).contains(words), said(run)),
            (Ok(run), Referred(words)) => (matches!(run.decision.verdict, Verdict::Refer) && said(run).contains(words), said(run)),
            (Err(fault), _) => (false, fault.clone()),
            (Ok(run), Fault(_)) => (false, said(run)),
        };
        if !fits {
            wrong.push(format!("{name}:\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(ABUSES.len() >= 20);
}

/// The starting points themselves pass, so that each abuse is what stops them.
#[test]
fn the_waiver_as_it_was_meant_lets_the_delivery_pass_and_hides_nothing() {
    for (case, note) in
        [("waived", "allowed by waiver \"W-1\""), ("waiver-signed", "allowed by waiver \"W-1\""), ("settled", "review \"R-1\"")]
    {
        let run = inside::verify(&golden(case)).unwrap();
        assert!(matches!(run.decision.verdict, Verdict::Accept(_)), "{case}");
        assert!(run.decision.findings.iter().any(|finding| finding.what.contains(note)), "{case}");
    }
}

fn kenpin(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kenpin")).args(arguments).env_clear().current_dir(folder).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const ADD: &[&str] = &[
    "waiver",
    "add",
    "waivers.toml",
    "--at",
    "2026-11-23",
    "--id",
    "W-1",
    "--rule",
    "restricted_owner",
    "--component",
    "Hi3516CV610",
    "--entry",
    "us-ndaa-889-a1a/huawei",
    "--entry",
    "us-ndaa-889-a1b/huawei",
    "--entry",
    "us-fcc-covered-list/huawei",
    "--contract",
    "2026-0417",
    "--reason",
    "spare part",
    "--requested-by",
    "a.sato",
    "--approved-by",
    "k.mori",
    "--expires",
    "2027-03-31",
];

#[test]
fn an_added_waiver_counts_and_remarks_in_the_file_stay() {
    let folder = tempfile::tempdir().unwrap();
    copy(&golden("waiver-signed"), folder.path());
    let key = minting::pki::Key::p256("k.mori").private_pem();
    std::fs::write(folder.path().join("k.mori.pem"), key).unwrap();
    std::fs::write(folder.path().join("waivers.toml"), "# the agency's waivers").unwrap();
    let output = kenpin(folder.path(), &[ADD, &["--signing-key", "k.mori.pem"]].concat());
    assert!(output.status.success(), "{output:?}");
    assert!(std::fs::read_to_string(folder.path().join("waivers.toml")).unwrap().starts_with("# the agency's waivers\n"));
    assert!(matches!(inside::verify(folder.path()).unwrap().decision.verdict, Verdict::Accept(_)));
    let listed = text(&kenpin(folder.path(), &["waiver", "list", "waivers.toml", "--policy", "policy.toml", "--at", "2026-11-23"]).stdout);
    assert!(listed.starts_with("W-1  counts until 2027-03-31\n    KP-S02 restricted_owner: Hi3516CV610, "), "{listed}");
    let late = text(&kenpin(folder.path(), &["waiver", "list", "waivers.toml", "--at", "2027-04-01"]).stdout);
    assert!(late.starts_with("W-1  expired after 2027-03-31"), "{late}");
    let shown = text(&kenpin(folder.path(), &["waiver", "show", "waivers.toml", "W-1", "--at", "2026-11-23"]).stdout);
    for words in ["asked by:  a.sato", "approved:  k.mori", "contract:  2026-0417", "reason:    spare part"] {
        assert!(shown.contains(words), "{shown}");
    }
}

#[test]
fn a_settled_doubt_stays_settled_until_the_entry_changes() {
    let folder = tempfile::tempdir().unwrap();
    copy(&golden("settled"), folder.path());
    std::fs::remove_file(folder.path().join("waivers.toml")).unwrap();
    let verdict = |folder: &Path| inside::verify(folder).unwrap().decision.verdict;
    assert!(matches!(verdict(folder.path()), Verdict::Refer));
    let settle = [
        "waiver",
        "settle",
        "waivers.toml",
        "--at",
        "2026-11-23",
        "--watchlists",
        "lists",
        "--id",
        "R-9",
        "--maker",
        "Hakusen Semiconductor K.K.",
        "--entry",
        "agency/hakusan",
        "--reason",
        "another company",
        "--reviewed-by",
        "k.mori",
    ];
    let output = kenpin(folder.path(), &settle);
    assert!(output.status.success(), "{output:?}");
    assert!(matches!(verdict(folder.path()), Verdict::Accept(_)));
    // A new edition that leaves the entry as it was changes nothing.
    let list = folder.path().join("lists/agency.toml");
    let edition = std::fs::read_to_string(&list).unwrap();
    std::fs::write(&list, edition.replace("edition = \"2026-11-01\"", "edition = \"2026-11-20\"")).unwrap();
    assert!(matches!(verdict(folder.path()), Verdict::Accept(_)));
    std::fs::write(&list, edition.replace("Hakusan Semiconductor K.K.", "Hakusan Semiconductors K.K.")).unwrap();
    assert!(matches!(verdict(folder.path()), Verdict::Refer));
    let listed = text(&kenpin(folder.path(), &["waiver", "list", "waivers.toml"]).stdout);
    assert!(
        listed.starts_with("R-9  counts until an entry changes\n    \"Hakusen Semiconductor K.K.\" is none of agency/hakusan"),
        "{listed}"
    );
}

#[test]
fn what_cannot_be_meant_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let with = |from: &str, to: &str| ADD.iter().map(|word| if *word == from { to } else { *word }.to_owned()).collect::<Vec<String>>();
    let settle = |entry: &str| {
        ["waiver", "settle", "waivers.toml", "--id", "R", "--maker", "x", "--entry", entry, "--reason", "y", "--reviewed-by", "z"]
            .map(str::to_owned)
            .to_vec()
    };
    for (arguments, code, words) in [
        (with("2027-03-31", "2026-11-22"), 2, "would have expired already"),
        (with("2027-03-31", "soon"), 2, "write it as a day"),
        (with("k.mori", "A.Sato"), 1, "somebody other than requested_by"),
        (with("restricted_owner", "restricted"), 1, "none of kenpin's"),
        (settle("us-ndaa-889-a1a/huawai"), 2, "did you mean \"us-ndaa-889-a1a/huawei\"?"),
        (settle("huawei"), 2, "write it as the finding does, LIST/ENTRY"),
    ] {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = kenpin(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(code), "{output:?}");
        assert!(text(&output.stderr).contains(words), "{words}: {}", text(&output.stderr));
        assert!(!folder.path().join("waivers.toml").exists());
    }
    assert!(kenpin(folder.path(), ADD).status.success());
    let twice = kenpin(folder.path(), ADD);
    assert!(text(&twice.stderr).contains("another waiver has the same id"), "{twice:?}");
    let absent = kenpin(folder.path(), &["waiver", "show", "waivers.toml", "W-2"]);
    assert!(text(&absent.stderr).contains("did you mean \"W-1\"?"), "{absent:?}");
}

/// What is signed is written out by hand here, as docs/operations.md gives it.
#[test]
fn a_signed_review_counts_for_its_own_words_only() {
    let key = minting::pki::Key::p256("k.mori");
    let policy = format!("[waivers]\nsignature = \"required\"\n[waivers.approvers]\n\"k.mori\" = \"\"\"{}\"\"\"\n", key.public_pem());
    let permissions = reading::read(&policy).unwrap().waivers;
    let sha256 = "0".repeat(64);
    let json = format!(
        r#"{{"id":"R-1","maker":"Hakusen","entries":[{{"entry":"us-1260h/x","edition":"2026-06-08","sha256":"{sha256}"}}],"reason":"another company","reviewed_by":"k.mori","on":"2026-11-01"}}"#
    );
    let kind = "application/vnd.kenpin.review+json";
    let signed = |payload: &str| STANDARD.encode(key.sign(format!("DSSEv1 {} {kind} {} {payload}", kind.len(), payload.len()).as_bytes()));
    let with = |text: &str, signature: Option<String>| Review { signature, ..serde_json::from_str::<Review>(text).unwrap() };
    let good = signed(&json);
    assert_eq!(with(&json, Some(good.clone())).endorsed(&permissions), Ok(()));
    for (from, to) in [
        ("Hakusen", "Huawei"),
        ("us-1260h/x", "us-1260h/y"),
        (&sha256, &"1".repeat(64)),
        ("another company", "the same"),
        ("11-01", "11-02"),
    ] {
        let changed = with(&json.replace(from, to), Some(good.clone()));
        assert!(changed.endorsed(&permissions).is_err_and(|why| why.contains("over these words")), "{from}");
    }
    assert!(with(&json, None).endorsed(&permissions).is_err());
    assert!(with(&json, Some(signed(""))).endorsed(&permissions).is_err());
}
