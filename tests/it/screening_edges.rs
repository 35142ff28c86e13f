//! Screening at the edges of its rules: the first and the last day, one listing among others, one question to names alone.

use kenpin::intake::{Day, Moment};
use kenpin::maker::directory::Directory;
use kenpin::maker::name::Name;
use kenpin::screening::answer::{Answer, Verdict};
use kenpin::screening::list_file::ListText;
use kenpin::screening::query::{Desk, Query};
use kenpin::screening::regime::{self, Regime};
use kenpin::screening::similarity::compare;
use kenpin::screening::watchlist::{Coverage, Scope, Watchlists};

/// A list of the buyer's own in TOML, `more` in its one entry.
fn list(affiliates: &str, entries: &[&str]) -> ListText {
    let header = format!(
        "schema_version = \"1\"\n[list]\nid = \"ours\"\ntitle = \"t\"\nauthority = \"a\"\ncitation = \"c\"\nedition = \"2026-11-01\"\nshelf_life_days = 9000\nsource = \"s\"\nlicence = \"l\"\naffiliates = \"{affiliates}\"\n"
    );
    let entries: Vec<String> = entries.iter().map(|entry| format!("[[entry]]\n{entry}\nauthority = \"clause\"\n")).collect();
    ListText { path: "ours.toml".to_owned(), text: format!("{header}{}", entries.concat()), origin: None, handed_in: None }
}

fn entry(id: &str, name: &str, confidence: &str) -> String {
    format!("id = \"{id}\"\nname = \"{name}\"\nperiod = [{{ from = \"2020-01-01\" }}]\nconfidence = \"{confidence}\"\nsource = \"s\"")
}

fn makers(text: &str) -> Directory {
    Directory::read([("makers.toml", format!("schema_version = \"1\"\n{text}").as_str())].into_iter()).unwrap()
}

fn asked(directory: &Directory, lists: &Watchlists, regimes: &[Regime], line: &str) -> Answer {
    Desk::new(directory, lists, regimes).answer(&Query::read(line).unwrap(), Moment::parse("2026-11-23").unwrap())
}

fn shipped(line: &str) -> Answer {
    asked(&Directory::shipped().unwrap(), &Watchlists::shipped().unwrap(), &regime::shipped().unwrap(), line)
}

#[test]
fn names_are_compared_with_those_of_the_question_alone() {
    let against = |value: &str, others: &str| shipped(&format!("{{\"kind\":\"name\",\"value\":\"{value}\",\"against\":[{others}]}}"));
    let same = against("Quorvex Optics", "\"Bolt\",\"Quorvex Optics Ltd.\"");
    assert_eq!((same.outcome, same.hits.len(), same.hits[0].entry.as_str(), same.hits[0].certainty), (Verdict::Listed, 1, "1", "certain"));
    let party = against("海思", "\"HiSilicon\"");
    assert_eq!((party.outcome, party.hits[0].likeness), (Verdict::Listed, 1000));
    assert!(party.hits[0].reasons[0].starts_with("both are names of "), "{party:?}");
    let two = against("Huawei", "\"ZTE\"");
    assert_eq!((two.outcome, two.why.as_str()), (Verdict::Clear, "another company than any of them"));
    let slip = against("Huavei", "\"Huawei\"");
    assert_eq!((slip.outcome, slip.hits[0].certainty), (Verdict::Possible, "name-uncertain"));
    assert_eq!(against("compatible with Huawei", "\"Huawei\"").outcome, Verdict::Possible);
    let nobody = against("Huawei", "");
    assert_eq!((nobody.outcome, nobody.why.as_str()), (Verdict::Unscreened, "\"against\" names nobody to compare with"));
}

/// Of two ways that are alike to the same degree the reasons are those of the name that comes first.
#[test]
fn a_comparison_gives_the_same_reasons_whichever_name_comes_first() {
    let (short, long) = (Name::of("Quorvex Optics"), Name::of("Quorvex Optics Japan"));
    for likeness in [compare(&short, &long), compare(&long, &short)] {
        assert!(likeness.reasons.iter().any(|reason| reason.starts_with("\"japan\" stands only in the listed name")), "{likeness:?}");
    }
}

fn law(more: &str) -> Regime {
    let text = format!(
        "id = \"law\"\ntitle = \"Law\"\nauthority = \"a\"\ncitation = \"Act 1\"\n{more}\nbinds = \"buyers\"\naffiliates = \"none\"\nsources = []\nconfidence = \"sourced\"\n"
    );
    toml::from_str(&text).unwrap()
}

#[test]
fn a_law_binds_from_its_first_day_to_its_last() {
    let (directory, lists) = (Directory::default(), Watchlists::read(&[list("any", &[&entry("e", "Quorvex Optics", "sourced")])]).unwrap());
    let law = [law("from = \"2021-01-01\"\nto = \"2022-12-31\"\nkind = \"reject\"\nlists = [\"ours\"]")];
    let on = |day: &str| {
        asked(&directory, &lists, &law, &format!("{{\"kind\":\"name\",\"value\":\"Quorvex Optics\",\"regime\":\"law\",\"at\":\"{day}\"}}"))
            .outcome
    };
    let outcomes = ["2020-12-31", "2021-01-01", "2022-12-31", "2023-01-01"].map(on);
    assert_eq!(outcomes, [Verdict::Clear, Verdict::Listed, Verdict::Listed, Verdict::Clear]);
}

#[test]
fn a_law_that_consults_or_names_nobody_screens_nothing() {
    let (directory, lists) = (Directory::default(), Watchlists::read(&[list("any", &[&entry("e", "Quorvex Optics", "sourced")])]).unwrap());
    for more in ["kind = \"consult\"\nlists = [\"ours\"]", "kind = \"reject\"\nlists = []"] {
        let law = [law(&format!("from = \"2021-01-01\"\n{more}"))];
        let answer = asked(&directory, &lists, &law, "{\"kind\":\"name\",\"value\":\"Quorvex Optics\",\"regime\":\"law\"}");
        assert_eq!(answer.outcome, Verdict::Unscreened, "{more}");
        assert!(answer.why.starts_with("Law (Act 1) names nobody"), "{}", answer.why);
    }
}

#[test]
fn only_the_category_that_is_asked_about_is_covered() {
    let answer = shipped(
        "{\"kind\":\"name\",\"value\":\"Example Networks\",\"regime\":\"us-fcc-covered-list\",\"category\":\"router\",\"country\":\"VN\"}",
    );
    assert!(!answer.hits.is_empty() && answer.hits.iter().all(|hit| hit.party.to_lowercase().contains("router")), "{:?}", answer.hits);
}

/// What an unsourced listing owns is looked at, also beside a sourced one that owns nothing.
#[test]
fn owned_by_a_listing_that_nobody_read_is_looked_at_and_says_why() {
    let owned = makers(
        "[[party]]\nid = \"b\"\nlegal_name = \"Bolt Radio\"\n[[party]]\nid = \"c\"\nlegal_name = \"Corvid Silicon\"\n[[party.owner]]\nparty = \"b\"\ntie = \"shares\"\nat_least = \"100\"\nconfidence = \"sourced\"\nsource = \"a register\"\n",
    );
    let rows = [entry("a", "Acme Optics", "sourced"), entry("b", "Bolt Radio", "general-knowledge")];
    let lists = Watchlists::read(&[list("any", &[&rows[0], &rows[1]])]).unwrap();
    let answer = asked(&owned, &lists, &[], "Corvid Silicon");
    assert_eq!((answer.outcome, answer.hits[0].entry.as_str()), (Verdict::Possible, "b"));
    let why = "half is reached only with a listing that was not read at a source";
    assert!(answer.hits[0].reasons.iter().any(|reason| reason == why), "{:?}", answer.hits);
}

#[test]
fn a_list_that_names_its_entries_alone_does_not_list_what_they_own() {
    let owned = makers(
        "[[party]]\nid = \"b\"\nlegal_name = \"Bolt Radio\"\n[[party]]\nid = \"c\"\nlegal_name = \"Corvid Silicon\"\n[[party.owner]]\nparty = \"b\"\ntie = \"shares\"\nat_least = \"100\"\nconfidence = \"sourced\"\nsource = \"a register\"\n",
    );
    for (affiliates, outcome) in [("named", Verdict::Possible), ("fifty-percent", Verdict::Listed)] {
        let lists = Watchlists::read(&[list(affiliates, &[&entry("b", "Bolt Radio", "sourced")])]).unwrap();
        assert_eq!(asked(&owned, &lists, &[], "Corvid Silicon").outcome, outcome, "{affiliates}");
    }
}

/// A register that somebody imported, or a buyer's own file, tells who exists, and not that he is another than a listed one.
#[test]
fn a_maker_whom_the_buyer_knows_is_still_held_against_the_lists() {
    let party = |name: &str| {
        format!(
            "schema_version = \"1\"\n[[party]]\nid = \"imported\"\nlegal_name = \"{name}\"\n[[party.identifier]]\nscheme = \"mac\"\nvalue = \"abcde0\"\n"
        )
    };
    let (lists, regimes) = (Watchlists::shipped().unwrap(), regime::shipped().unwrap());
    for name in [
        "Huawei Technologies Deutschland GmbH",
        "Zhejiang Dahua Vision Technology Co., Ltd.",
        "Hangzhou Hikvision System Technology Co., Ltd.",
    ] {
        let directory = Directory::shipped_and(&[("makers/register.toml".to_owned(), party(name))]).unwrap();
        let alone = shipped(name).outcome;
        assert_ne!(alone, Verdict::Clear, "{name}");
        assert_eq!(asked(&directory, &lists, &regimes, name).outcome, alone, "{name}");
        let by_prefix = asked(&directory, &lists, &regimes, "{\"kind\":\"oui\",\"value\":\"ABCDE0\"}");
        assert_eq!(by_prefix.outcome, alone, "{name}: {}", by_prefix.why);
    }
    // A shipped name was told from the listed ones by review.
    assert_eq!(shipped("Shanghai Dahua Scale Factory").outcome, Verdict::Clear);
}

#[test]
fn signs_for_letters_and_misspelt_trades_are_looked_at_and_explained() {
    for (name, why) in [("Hu@wei", "signs in the place of letters"), ("Zhejiang Dahua Tecnology Co., Ltd.", "a common word is misspelt")] {
        let answer = shipped(name);
        assert_eq!(answer.outcome, Verdict::Possible, "{name}");
        assert!(answer.hits[0].reasons[0].ends_with(why), "{name}: {:?}", answer.hits[0]);
    }
}

/// A list that gives "MGI" as a name means one of many.
#[test]
fn three_letters_refer_and_never_reject() {
    for name in ["MGI", "CEC", "DJI", r#"{"kind":"cpe","value":"cpe:2.3:h:mgi:sequencer:-:*:*:*:*:*:*:*"}"#] {
        let answer = shipped(name);
        assert_eq!((answer.outcome, answer.hits[0].certainty), (Verdict::Possible, "name-uncertain"), "{name}");
        assert_eq!(answer.hits[0].reasons.last().unwrap(), "three letters without a legal form are the name of many companies");
    }
    for name in ["ZTE", "MGI Tech Co., Ltd.", "YMTC"] {
        assert_eq!(shipped(name).outcome, Verdict::Listed, "{name}");
    }
}

/// What stands beside the name of a listed party does not hide it, and never rejects.
#[test]
fn a_listed_name_beside_others_is_looked_at() {
    for field in [
        "Bosch (Zhejiang Dahua Technology Co., Ltd.)",
        "Bosch - Zhejiang Dahua Technology Co., Ltd.",
        "ZHEJIANG DAHUA TECHNOLOGY CO.,LTD. (CN)",
        "Mfr Name: Zhejiang Dahua Technology Co., Ltd.",
        "Mfr=Dahua",
        "Dahua IPC-HFW2431S",
        "大华IPC-HFW2431S",
        "中兴通讯MF286",
        "品牌：大华",
        "浙江大华技术股份有限公司 杭州市滨江区滨安路1187号",
        "Hua/wei",
        "海康 威视科技",
    ] {
        let outcome = shipped(field).outcome;
        assert!(matches!(outcome, Verdict::Possible | Verdict::Listed), "{field}: {outcome:?}");
    }
    for field in [
        "Bosch (Germany)",
        "Acme A10 Networks",
        "Panasonic CF-33",
        "Dell Inc. / Intel Corp.",
        "LG 27UL850-W",
        "Kingston (Taiwan) KVR16LS11",
    ] {
        assert_eq!(shipped(field).outcome, Verdict::Clear, "{field}");
    }
}

#[test]
fn a_scope_covers_its_own_words_and_those_of_the_vocabulary() {
    let scope = Scope { categories: vec!["gizmo".to_owned()], purposes: vec!["public-safety".to_owned(), "own use".to_owned()] };
    let covers = |category: Option<&str>, purpose: Option<&str>| scope.covers(category, purpose);
    assert_eq!(covers(Some("gizmo"), None), Coverage::Covered);
    assert_eq!(covers(Some("camera"), None), Coverage::Undecided);
    assert_eq!(covers(None, Some("police")), Coverage::Covered);
    assert_eq!(covers(None, Some("own use")), Coverage::Covered);
    assert_eq!(covers(None, Some("military")), Coverage::Outside);
    assert_eq!(covers(None, Some("retail")), Coverage::Outside);
    assert_eq!(covers(None, Some("watching birds")), Coverage::Undecided);
}

#[test]
fn the_inputs_are_every_list_with_its_edition_and_digest() {
    let lists = Watchlists::shipped().unwrap();
    let told: Vec<_> = lists.iter().map(|list| (list.id.clone(), list.edition.to_string(), list.digest)).collect();
    assert!(told.len() > 5);
    assert_eq!(lists.inputs(), told);
}

#[test]
fn an_entry_that_cannot_be_used_is_a_fault_that_says_why() {
    let read = |entry: &str| list("any", &[entry]).read();
    let good = entry("e", "Acme Peripherals (now Benq Works)", "sourced");
    assert_eq!(read(&good).unwrap().entries[0].aliases, ["Acme Peripherals", "Benq Works"]);
    assert!(read(&good.replace("\"2020-01-01\"", "\"2020-01-01\", to = \"2020-01-01\"")).is_ok(), "one day is a period");
    for (wrong, cause) in [
        (good.replace("id = \"e\"", "id = \" \""), "it has no id"),
        (good.replace("Acme Peripherals (now Benq Works)", "..."), "a name without letters"),
        (good.replace("{ from = \"2020-01-01\" }", ""), "it has no period"),
        (good.replace("\"2020-01-01\"", "\"2020-01-02\", to = \"2020-01-01\""), "ends before it begins"),
        (format!("{good}\nproduced_outside = \"US\""), "names no category"),
        (good.replace("source = \"s\"", "source = \" \""), "names no source"),
    ] {
        let fault = read(&wrong).unwrap_err().to_string();
        assert!(fault.contains(cause), "{cause}: {fault}");
    }
    assert!(
        read(&good.replace("source = \"s\"", "source = \"\"").replace("sourced", "general-knowledge")).is_ok(),
        "what nobody read has no source"
    );
    let day = Day::parse("2020-01-01");
    assert_eq!(read(&good).unwrap().entries[0].periods[0].from, day.unwrap());
}
