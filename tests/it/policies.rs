//! Policies: some fifty mistakes, each with what is said to it; layers; and the commands that explain, sign and test one.

use std::path::Path;
use std::process::{Command, Output};

use kenpin::decision::policy::layering;
use kenpin::decision::policy::{advice, reading};
use kenpin::intake::Moment;
use kenpin::screening::regime::{self, RegimeKind};
use kenpin::screening::watchlist::Watchlists;

use crate::minting;

/// Policies that cannot be used, with words of the message.
#[rustfmt::skip]
const FAULTS: &[(&str, &str, &str)] = &[
    ("misspelt member", "regims = []", "line 1: \"regims\" is not known here; did you mean \"regimes\"?"),
    ("misspelt section", "[signature]\nbills = \"optional\"", "line 1: \"signature\" is not known here; did you mean \"signatures\"?"),
    ("misspelt member of a section", "[signatures]\nbill = \"optional\"", "line 2: \"bill\" is not known here; did you mean \"bills\"?"),
    ("American spelling", "[documents]\nunrecognized = \"refer\"", "did you mean \"unrecognised\"?"),
    ("misspelt effect", "[documents]\nunrecognised = \"rejct\"", "did you mean \"reject\"?"),
    ("an effect that there is not", "[documents]\nunrecognised = \"warn\"", "known are note, refer, reject"),
    ("misspelt insistence", "[signatures]\nbills = \"require\"", "did you mean \"required\"?"),
    ("truth for insistence", "[signatures]\nbills = true", "line 2: "),
    ("misspelt kind", "[makers]\nmay_be_unknown = [\"fil\"]", "did you mean \"file\"?"),
    ("kind in capitals", "[makers]\nmay_be_unknown = [\"Device\"]", "did you mean \"device\"?"),
    ("misspelt kind of coverage", "[makers.minimum_coverage]\ndevise = 90", "did you mean \"device\"?"),
    ("coverage over all", "[makers.minimum_coverage]\ndevice = 101", "a share is 0 to 100 percent"),
    ("coverage below nothing", "[makers.minimum_coverage]\ndevice = -1", "line 2: "),
    ("coverage as a fraction", "[makers.minimum_coverage]\ndevice = 0.9", "line 2: "),
    ("misspelt role", "[makers.roles]\nsuplier = \"maker\"", "did you mean \"supplier\"?"),
    ("a role that always counts", "[makers.roles]\nmanufacturer = \"about\"", "known are supplier, publisher, author"),
    ("misspelt weight of a role", "[makers.roles]\nsupplier = \"makr\"", "did you mean \"maker\"?"),
    ("misspelt rule", "[effects]\nrestrictd_maker = \"refer\"", "did you mean \"restricted_maker\"?"),
    ("a rule that there is not", "[effects]\nKP-Z99 = \"refer\"", "no rule \"KP-Z99\""),
    ("a rule by name and by id", "[effects]\nincomplete_bill = \"refer\"\nKP-B04 = \"note\"", "effects: \"KP-B04\" stands twice"),
    ("silencing a restricted maker", "[effects]\nrestricted_maker = \"note\"", "can be lowered to \"refer\" at most"),
    ("silencing a restricted owner", "[effects]\nKP-S02 = \"note\"", "can be lowered to \"refer\" at most"),
    ("silencing the books", "[effects]\nunbalanced_books = \"note\"", "can be lowered to \"refer\" at most"),
    ("another version", "schema_version = \"2\"", "this program reads \"1\""),
    ("a version without quotes", "schema_version = 1", "line 1: "),
    ("a member twice", "regimes = []\nregimes = []", "line 2: "),
    ("an open bracket", "regimes = [", "line 1: "),
    ("no TOML at all", "{\"regimes\": []}", "line 1: "),
    ("a regime that is blank", "regimes = [\"\"]", "a regime may not be empty"),
    ("a regime twice", "regimes = [\"us-ndaa-889-a1a\", \"us-ndaa-889-a1a\"]", "regimes: \"us-ndaa-889-a1a\" stands twice"),
    ("regimes without a list", "regimes = \"us-ndaa-889-a1a\"", "line 1: "),
    ("everything set aside", "[documents]\nset_aside = [{ documents = \"**\", reason = \"x\" }]", "would set everything aside"),
    ("set aside without a reason", "[documents]\nset_aside = [{ documents = \"*.txt\", reason = \" \" }]", "a reason may not be empty"),
    ("set aside by no digest", "[documents]\nset_aside = [{ documents = \"a\", sha256 = \"12\", reason = \"x\" }]", "write 64 hexadecimal digits"),
    ("a path from the root", "[documents]\nrequired = [\"/delivery/bill.json\"]", "documents.required: \"/delivery/bill.json\" can fit no document"),
    ("a path in Windows' manner", "[documents]\nset_aside = [{ documents = \"docs\\\\readme\", reason = \"x\" }]", "can fit no document"),
    ("a path upwards", "[signatures]\nrequired = [{ documents = \"../*.json\" }]", "signatures.required: \"../*.json\" can fit no document"),
    ("a document twice", "[documents]\nrequired = [\"*.json\", \"*.json\"]", "documents.required: \"*.json\" stands twice"),
    ("a signer that is blank", "[signatures]\nrequired = [{ documents = \"*\", signer = \"\" }]", "a vendor or signer may not be empty"),
    ("a build that asks for nothing", "[signatures]\nrequired = [{ documents = \"*\", build = {} }]", "the build of \"*\" asks for nothing"),
    ("misspelt demand on the build", "[signatures]\nrequired = [{ documents = \"*\", build = { repo = \"x\" } }]", "\"repo\" is not known here"),
    ("an approver's key that is none", "[waivers.approvers]\n\"k.mori\" = \"abc\"", "the key of \"k.mori\" is no public key in PEM"),
    ("an approver's private key", "[waivers.approvers]\n\"k.mori\" = \"\"\"\n-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----\"\"\"", "is no public key in PEM"),
    ("a point that there is not", "may_loosen = [\"signatures.bils\"]", "did you mean \"signatures.bills\"?"),
    ("a rule that may be loosened and is none", "may_loosen = [\"effects.restricted_makr\"]", "did you mean \"effects.restricted_maker\"?"),
];

/// Policies that can be used and are hardly meant so, with words of the warning.
#[rustfmt::skip]
const WARNINGS: &[(&str, &str, &str)] = &[
    ("a policy that can never reject", "regimes = [\"jp-2018-12-10\"]", "this policy can never reject a restricted maker"),
    ("no regime at all", "regimes = []", "this policy can never reject a restricted maker"),
    ("both rules lowered", "[effects]\nrestricted_maker = \"refer\"\nrestricted_owner = \"refer\"", "this policy can never reject a restricted maker"),
    ("a misspelt regime", "regimes = [\"us-ndaa-889-a1\"]", "did you mean \"us-ndaa-889-a1a\"?"),
    ("a regime in force that is ignored", "regimes = [\"us-ndaa-889-a1a\", \"us-ndaa-889-a1b\"]", "\"us-fcc-covered-list\" is in force and not chosen"),
    ("a rule that is lowered", "[effects]\nempty_bill = \"note\"", "is lowered; each report will say so"),
    ("a rule's own effect", "[effects]\nempty_bill = \"refer\"", "is the rule's own effect"),
    ("bills need no signature", "[signatures]\nbills = \"optional\"", "an unsigned bill is nobody's word"),
    ("what nobody reads is only noted", "[documents]\nunrecognised = \"note\"", "still keeps the books from balancing"),
    ("devices without makers", "[makers]\nmay_be_unknown = [\"device\"]", "a device whose maker nobody names"),
    ("firmware without parts", "[components]\nkinds_without_parts = [\"firmware\"]", "a firmware may then hide what is inside"),
    ("coverage of nothing", "[makers.minimum_coverage]\ndevice = 0", "device = 0 asks for nothing"),
    ("suppliers who do not count", "[makers.roles]\nsupplier = \"about\"", "a listed supplier no longer rejects"),
    ("signed waivers and nobody to sign", "[waivers]\nsignature = \"required\"", "no waiver and no review can count"),
];

/// A policy above, one below that is milder, the point.
#[rustfmt::skip]
const LOOSENED: &[(&str, &str, &str)] = &[
    ("", "regimes = [\"us-ndaa-889-a1a\", \"us-ndaa-889-a1b\"]", "regimes"),
    ("", "[signatures]\nbills = \"optional\"", "signatures.bills"),
    ("[signatures]\nrequired = [{ documents = \"*.bin\" }]", "[signatures]\nrequired = []", "signatures.required"),
    ("", "[documents]\nunrecognised = \"note\"", "documents.unrecognised"),
    ("[documents]\nrequired = [\"*.json\"]", "[documents]\nrequired = []", "documents.required"),
    ("", "[documents]\nset_aside = [{ documents = \"*.txt\", reason = \"x\" }]", "documents.set_aside"),
    ("", "[components]\nkinds_without_parts = [\"device\"]", "components.kinds_without_parts"),
    ("", "[makers]\nmay_be_unknown = [\"file\", \"device\"]", "makers.may_be_unknown"),
    ("[makers]\npackages_without_namespace = \"refer\"", "[makers]\npackages_without_namespace = \"note\"", "makers.packages_without_namespace"),
    ("[makers.minimum_coverage]\ndevice = 90", "[makers.minimum_coverage]\ndevice = 80", "makers.minimum_coverage"),
    ("", "[makers.roles]\nauthor = \"about\"", "makers.roles"),
    ("[waivers]\nsignature = \"required\"", "[waivers]\nsignature = \"optional\"", "waivers.signature"),
    ("[waivers]\nsignature = \"required\"", "[waivers.approvers]\nmallory = \"KEY\"", "waivers.approvers"),
    ("[decisions]\ntwo_people = [\"accepted\"]", "[decisions]\ntwo_people = []", "decisions.two_people"),
    ("", "[effects]\nrestricted_maker = \"refer\"", "effects.KP-S01"),
    ("[effects]\nincomplete_bill = \"reject\"", "[effects]\nKP-B04 = \"refer\"", "effects.KP-B04"),
];

fn said(text: &str) -> Vec<String> {
    let at = Moment::parse("2026-11-23").unwrap();
    advice::advise(&reading::read(text).unwrap(), &regime::shipped().unwrap(), &Watchlists::shipped().unwrap(), at)
}

#[test]
fn every_mistake_in_a_policy_is_told_by_its_message() {
    let mut wrong = Vec::new();
    for (name, text, words) in FAULTS {
        match reading::read(text) {
            Ok(_) => wrong.push(format!("{name}: taken as it is")),
            Err(fault) if fault.to_string().contains(words) => {}
            Err(fault) => wrong.push(format!("{name}: {fault}")),
        }
    }
    for (name, text, words) in WARNINGS {
        let warnings = said(text);
        if !warnings.iter().any(|warning| warning.contains(words)) {
            wrong.push(format!("{name}: {warnings:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(FAULTS.len() + WARNINGS.len() >= 40);
}

/// Neither for what binds nobody, nor for what is not in force, nor for what is chosen; a regime that names nobody may be chosen.
#[test]
fn exactly_the_binding_regimes_in_force_that_are_left_out_are_named() {
    let at = Moment::parse("2026-11-23").unwrap();
    let regimes = regime::shipped().unwrap();
    let policy = reading::read("").unwrap();
    assert!(regimes.iter().any(|regime| regime.kind == RegimeKind::Advise) && regimes.iter().any(|regime| !regime.in_force(at.day())));
    for regime in &regimes {
        let due = regime.kind != RegimeKind::Advise && regime.in_force(at.day()) && !policy.regimes.contains(&regime.id);
        let told = said("").iter().any(|warning| warning.starts_with(&format!("regimes: \"{}\" is in force", regime.id)));
        assert_eq!(told, due, "{}", regime.id);
    }
    let lists = Watchlists::shipped().unwrap();
    let regime = regimes.iter().map(|regime| regime.id.clone()).find(|id| lists.list(id).is_none()).unwrap();
    let unknown =
        |chosen: &str| said(&format!("regimes = [\"{chosen}\"]")).iter().any(|warning| warning.contains("is no regime and no list"));
    assert!(!unknown(&regime) && unknown("us-ndaa-889-a1x"));
}

#[test]
fn a_rules_own_effect_lowers_nothing_and_still_rejects() {
    let warnings = said("[effects]\nrestricted_maker = \"reject\"\nrestricted_owner = \"reject\"\n").join("\n");
    assert!(
        !warnings.contains("is lowered") && !warnings.contains("can never reject") && warnings.contains("is the rule's own effect"),
        "{warnings}"
    );
}

#[test]
fn the_built_in_policy_is_warned_about_for_nothing_but_the_regimes_that_it_leaves_out() {
    let others: Vec<String> = said("").into_iter().filter(|warning| !warning.contains("is in force and not chosen")).collect();
    assert!(others.is_empty(), "{others:#?}");
}

#[test]
fn a_policy_may_only_narrow_the_one_above_unless_that_leaves_the_point_open() {
    let key = minting::pki::Key::p256("mallory").public_pem();
    for (above, below, point) in LOOSENED {
        let below = below.replace("\"KEY\"", &format!("\"\"\"\n{key}\"\"\""));
        let refused = layering::narrow(&reading::read(above).unwrap(), &below).unwrap_err().to_string();
        assert!(refused.contains(&format!("\n- {point}: ")) && refused.matches("\n- ").count() == 1, "{point}: {refused}");
        let open = format!("may_loosen = [\"{point}\"]\n{above}");
        assert!(layering::narrow(&reading::read(&open).unwrap(), &below).is_ok(), "{point}");
        // What is turned round narrows.
        let turned = layering::narrow(&reading::read(&below).unwrap(), "").unwrap();
        assert_eq!(turned, reading::read(&below).unwrap(), "{point}: what is left out is as above");
    }
    let wider = layering::narrow(&reading::read("").unwrap(), "may_loosen = [\"regimes\"]").unwrap_err().to_string();
    assert!(wider.contains("- may_loosen: \"regimes\" is added"), "{wider}");
}

#[test]
fn a_policy_below_adds_to_the_one_above() {
    let ministry = reading::read("[makers.minimum_coverage]\ndevice = 90\n[effects]\nincomplete_bill = \"refer\"\n").unwrap();
    let agency =
        layering::narrow(&ministry, "[makers.minimum_coverage]\nfirmware = 100\ndevice = 95\n[effects]\nincomplete_bill = \"reject\"\n")
            .unwrap();
    let shares: Vec<u8> = agency.makers.minimum_coverage.values().copied().collect();
    assert_eq!((shares, agency.effects.len(), agency.regimes), (vec![95, 100], 1, ministry.regimes));
}

fn kenpin(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kenpin")).args(arguments).env_clear().current_dir(folder).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder with a ministry's policy, an agency's below it, one that is milder, and keys.
fn policies() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("ministry.toml", "[effects]\nincomplete_bill = \"refer\"\n");
    write("agency.toml", "[makers.minimum_coverage]\ndevice = 100\n");
    write("milder.toml", "[signatures]\nbills = \"optional\"\n");
    for name in ["ministry", "mallory"] {
        let key = minting::pki::Key::p256(name);
        write(&format!("{name}.key"), &key.private_pem());
        write(&format!("{name}.pub"), &key.public_pem());
    }
    folder
}

#[test]
fn an_explained_policy_says_what_it_asks_for_and_which_rules_it_changes() {
    let folder = policies();
    let output = kenpin(folder.path(), &["policy", "explain", "ministry.toml", "agency.toml"]);
    let words = text(&output.stdout);
    for part in [
        "us-ndaa-889-a1a",
        "every bill has to be signed",
        "100 % of all parts of the kind device",
        "KP-B04 refer   incomplete_bill (its own: ",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    let json = kenpin(folder.path(), &["policy", "explain", "ministry.toml", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert!(json["digest"].as_str().unwrap().starts_with("sha256:"));
    assert!(json["rules"].as_array().unwrap().iter().any(|rule| rule["rule"] == "KP-B04" && rule["effect"] == "refer"));
    let refused = kenpin(folder.path(), &["policy", "check", "ministry.toml", "milder.toml"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("may only be narrower") && text(&refused.stderr).contains("milder.toml"), "{refused:?}");
    assert_eq!(kenpin(folder.path(), &["policy", "check", "milder.toml"]).status.code(), Some(0));
}

#[test]
fn where_a_key_is_named_only_what_it_signed_is_a_policy() {
    let folder = policies();
    for (policy, key, signed) in [("ministry.toml", "ministry.key", "ministry.json"), ("agency.toml", "mallory.key", "mallory.json")] {
        let output = kenpin(folder.path(), &["policy", "sign", policy, "--signing-key", key]);
        assert!(output.status.success(), "{output:?}");
        std::fs::write(folder.path().join(signed), &output.stdout).unwrap();
    }
    let changed = std::fs::read_to_string(folder.path().join("ministry.json")).unwrap().replacen("\"payload\":\"W", "\"payload\":\"X", 1);
    std::fs::write(folder.path().join("changed.json"), changed).unwrap();
    for (arguments, code, words) in [
        (&["ministry.json", "--policy-key", "ministry.pub"][..], 0, ""),
        (&["ministry.json", "agency.toml", "--policy-key", "ministry.pub"], 1, "this policy is not signed"),
        (&["mallory.json", "--policy-key", "ministry.pub"], 1, "no key that --policy-key names signed this policy"),
        (&["changed.json", "--policy-key", "ministry.pub"], 1, "no key that --policy-key names signed this policy"),
        (&["ministry.json"], 1, "no key that --policy-key names signed this policy"),
        (&["ministry.json", "mallory.json", "--policy-key", "ministry.pub", "--policy-key", "mallory.pub"], 0, ""),
        (&["ministry.json", "--policy-key", "ministry.key"], 1, "this is no public key in PEM"),
    ] {
        let output = kenpin(folder.path(), &[&["policy", "check"], arguments].concat());
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {output:?}");
        assert!(text(&output.stderr).contains(words), "{arguments:?}: {output:?}");
    }
}

#[test]
fn a_policy_is_tried_on_cases_and_the_ones_that_turn_out_otherwise_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let case = |name: &str, example: &str, expect: &str| {
        let case = folder.path().join("cases").join(name);
        std::fs::create_dir_all(case.join("delivery")).unwrap();
        for entry in std::fs::read_dir(examples.join(example).join("delivery")).unwrap().map(Result::unwrap) {
            std::fs::copy(entry.path(), case.join("delivery").join(entry.file_name())).unwrap();
        }
        std::fs::copy(examples.join(example).join("order.toml"), case.join("order.toml")).unwrap();
        std::fs::copy(examples.join(example).join("vendor-ca.pem"), case.join("trusted-ca.pem")).unwrap();
        std::fs::write(case.join("expect.toml"), expect).unwrap();
    };
    case("good", "camera", "verdict = \"accept\"\nat = \"2026-11-23\"\n");
    case("listed", "camera-twin", "verdict = \"reject\"\nat = \"2026-11-23\"\nrules = [\"KP-S02\"]\n");
    let run = |more: &[&str]| kenpin(folder.path(), &[&["policy", "test", "cases"], more].concat());
    let output = run(&[]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(text(&output.stdout).ends_with("ok      good\nok      listed\n2 cases, 0 not as meant\n"), "{output:?}");
    std::fs::write(folder.path().join("policy.toml"), "[effects]\nrestricted_owner = \"refer\"\n").unwrap();
    let output = run(&["--policy", "policy.toml"]);
    assert_eq!(output.status.code(), Some(20), "{output:?}");
    assert!(text(&output.stdout).contains("FAILED  listed\n  meant reject KP-S02\n  got   refer KP-S02\n"), "{output:?}");
    case("typo", "camera", "verdict = \"acept\"\nat = \"2026-11-23\"\n");
    assert!(text(&run(&[]).stderr).contains("did you mean \"accept\"?"));
    assert_eq!(kenpin(folder.path(), &["policy", "test", "."]).status.code(), Some(2));
}

#[test]
fn a_decision_has_one_word_and_whom_two_have_to_make_it_changes_the_policy() {
    use kenpin::decision::policy::Decided;
    for decided in [Decided::Accepted, Decided::Conditional, Decided::Referred, Decided::Rejected] {
        assert_eq!(serde_json::to_value(decided).unwrap(), decided.word());
    }
    let digest = |text: &str| reading::read(text).unwrap().digest();
    assert_ne!(digest("[decisions]\ntwo_people = [\"accepted\"]"), digest(""));
    assert_eq!(digest("[decisions]\ntwo_people = []"), digest(""));
}
