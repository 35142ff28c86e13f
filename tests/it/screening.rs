//! Makers and owners against the lists: what rejects, what refers, what is clear, and why.

use kenpin::bill::{Kind, Role};
use kenpin::intake::{Day, Moment};
use kenpin::maker::directory::Directory;
use kenpin::screening::answer::{Answer, Verdict};
use kenpin::screening::list_file::ListText;
use kenpin::screening::query::{Desk, Query};
use kenpin::screening::watchlist::Watchlists;
use kenpin::screening::{Certainty, Force, Hit, HitRelation, Outcome, Unscreened, regime};

use crate::tracing::{Part, bill, traced};

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn screened_by(part: Part<'_>, lists: &Watchlists, moment: &str) -> Outcome {
    let traces = traced(&[bill(&[part])]);
    kenpin::screening::screen(&traces, &Directory::shipped().unwrap(), lists, at(moment)).remove(0).outcome
}

fn screened(part: Part<'_>) -> Outcome {
    screened_by(part, &Watchlists::shipped().unwrap(), "2026-11-23")
}

fn made_by(name: &str) -> Outcome {
    screened(Part { kind: Some(Kind::Device), claims: &[(Role::Manufacturer, name)], ..Part::default() })
}

fn hit<'a>(outcome: &'a Outcome, list: &str) -> &'a Hit {
    let (Outcome::Listed(hits) | Outcome::Possible(hits)) = outcome else { panic!("{outcome:?}") };
    hits.iter().find(|hit| hit.edition.list == list).unwrap_or_else(|| panic!("not on {list}: {outcome:?}"))
}

fn answers(queries: &[Query], moment: &str) -> Vec<Answer> {
    let (directory, lists, regimes) = (Directory::shipped().unwrap(), Watchlists::shipped().unwrap(), regime::shipped().unwrap());
    let desk = Desk::new(&directory, &lists, &regimes);
    queries.iter().map(|query| desk.answer(query, at(moment))).collect()
}

fn answer(line: &str) -> Answer {
    answers(&[Query::read(line).unwrap()], "2026-11-23").remove(0)
}

fn outcome(line: &str) -> Verdict {
    answer(line).outcome
}

#[test]
fn hisilicon_is_listed_with_the_path_to_huawei() {
    for name in ["HiSilicon", "海思", "HiSilicon Technologies Co., Ltd."] {
        let outcome = made_by(name);
        assert!(matches!(outcome, Outcome::Listed(_)), "{name}: {outcome:?}");
        let hit = hit(&outcome, "us-ndaa-889-a1a");
        assert_eq!((hit.entry.as_str(), hit.certainty, hit.likeness), ("huawei", Certainty::Certain, 1000), "{name}");
        assert_eq!(hit.force, Force::InForce { from: Day::parse("2019-08-13").unwrap() });
        let HitRelation::Owner { path } = &hit.relation else { panic!("{hit:?}") };
        assert_eq!(path.iter().map(|step| step.owner.as_str()).collect::<Vec<_>>(), vec!["Huawei Technologies Co., Ltd."]);
        assert!(hit.reasons.iter().any(|reason| reason.contains("84 FR 22961")), "{:?}", hit.reasons);
    }
}

#[test]
fn huawei_in_any_script_is_listed_itself() {
    for name in ["Huawei", "华为", "ファーウェイ", "ﾌｧｰｳｪｲ･ｼﾞｬﾊﾟﾝ", "華為技術日本株式会社", "화웨이", "Хуавэй", "هواوي"]
    {
        let outcome = made_by(name);
        assert!(matches!(outcome, Outcome::Listed(_)), "{name}: {outcome:?}");
        assert_eq!(hit(&outcome, "us-ndaa-889-a1a").relation, HitRelation::Itself, "{name}");
    }
}

#[test]
fn an_ordinary_maker_is_clear_and_names_the_editions() {
    let Outcome::Clear { editions } = made_by("Molex") else { panic!("not clear") };
    assert_eq!(editions.len(), Watchlists::shipped().unwrap().iter().count());
}

#[test]
fn every_claim_is_screened_not_only_the_deciding_one() {
    let outcome = screened(Part { claims: &[(Role::Manufacturer, "Acme"), (Role::Author, "Hikvision")], ..Part::default() });
    assert_eq!(hit(&outcome, "us-ndaa-889-a1a").mention, 1);
    assert!(matches!(outcome, Outcome::Listed(_)));
}

#[test]
fn a_tie_that_nobody_read_at_a_source_refers_and_does_not_reject() {
    let outcome = made_by("nubia");
    assert!(matches!(outcome, Outcome::Possible(_)), "{outcome:?}");
    assert_eq!(hit(&outcome, "us-ndaa-889-a1a").certainty, Certainty::Unsourced);
}

#[test]
fn a_listing_that_nobody_read_at_a_source_refers_and_does_not_reject() {
    let outcome = made_by("New H3C Technologies Co., Ltd.");
    assert!(matches!(outcome, Outcome::Possible(_)), "{outcome:?}");
}

#[test]
fn honor_was_huaweis_until_it_was_sold() {
    let lists = Watchlists::shipped().unwrap();
    let part = || Part { claims: &[(Role::Manufacturer, "荣耀终端有限公司")], ..Part::default() };
    assert!(matches!(screened_by(part(), &lists, "2020-11-17"), Outcome::Possible(_)));
    assert!(matches!(screened_by(part(), &lists, "2020-11-18"), Outcome::Clear { .. }));
}

#[test]
fn a_list_that_has_ended_for_a_party_says_nothing_of_today() {
    assert!(matches!(made_by("Fujian Torch Electron Technology Co., Ltd."), Outcome::Clear { .. }));
}

#[test]
fn a_listing_not_yet_in_force_says_when_it_will_be() {
    let lists = Watchlists::shipped().unwrap().limited_to(&["us-ndaa-5949".to_owned()]);
    let outcome = screened_by(Part { claims: &[(Role::Manufacturer, "YMTC")], ..Part::default() }, &lists, "2026-11-23");
    assert_eq!(hit(&outcome, "us-ndaa-5949").force, Force::NotYet { from: Day::parse("2027-12-23").unwrap() });
}

#[test]
fn a_package_of_a_listed_partys_namespace_is_about_it_and_not_surely_made_by_it() {
    for purl in ["pkg:golang/github.com/huaweicloud/sdk@v1", "pkg:pypi/huawei-lte-api@1", "pkg:maven/com.huawei.boostkit/x@1"] {
        let outcome = screened(Part { purl: Some(purl), ..Part::default() });
        assert!(matches!(outcome, Outcome::Possible(_)), "{purl}: {outcome:?}");
        assert_eq!(hit(&outcome, "us-ndaa-889-a1a").certainty, Certainty::AboutOnly, "{purl}");
    }
    for purl in ["pkg:deb/debian/zstd@1.5.4", "pkg:npm/%40angular/core@17", "pkg:golang/github.com/spf13/cobra@v1", "pkg:pypi/requests@2"] {
        let outcome = screened(Part { purl: Some(purl), ..Part::default() });
        assert!(matches!(outcome, Outcome::Clear { .. }), "{purl}: {outcome:?}");
    }
}

#[test]
fn nobody_named_is_unscreened_and_no_list_is_too() {
    let nobody = || Part { kind: Some(Kind::Device), ..Part::default() };
    assert!(matches!(screened(nobody()), Outcome::Unscreened(Unscreened::NoName)));
    assert!(matches!(screened_by(nobody(), &Watchlists::default(), "2026-11-23"), Outcome::Unscreened(Unscreened::NoList)));
}

#[test]
fn who_is_only_mentioned_may_refer_and_never_rejects() {
    let outcome = made_by("compatible with Huawei");
    assert_eq!(hit(&outcome, "us-ndaa-889-a1a").certainty, Certainty::AboutOnly);
    assert!(matches!(outcome, Outcome::Possible(_)));
}

#[test]
fn an_agencys_own_list_counts_with_owners_as_the_shipped_ones_do() {
    let own = ListText {
        path: "ours.csv".to_owned(),
        text: "name\nAcme Holding\nZTE\n".to_owned(),
        origin: None,
        handed_in: Day::parse("2026-11-23"),
    };
    let lists = Watchlists::read(&[own]).unwrap();
    let by = |name: &'static str| {
        screened_by(Part { claims: Box::leak(Box::new([(Role::Manufacturer, name)])), ..Part::default() }, &lists, "2026-11-23")
    };
    assert!(matches!(by("ACME Holding Ltd."), Outcome::Listed(_)));
    assert!(matches!(by("中兴通讯"), Outcome::Listed(_)));
    assert!(matches!(by("nubia"), Outcome::Possible(_)));
    assert!(matches!(by("Bolt"), Outcome::Clear { .. }));
}

#[test]
fn a_law_is_asked_on_its_own_days_and_in_its_own_scope() {
    let huawei = |rest: &str| outcome(&format!("{{\"kind\":\"name\",\"value\":\"Huawei Technologies Co., Ltd.\",{rest}}}"));
    assert_eq!(huawei("\"regime\":\"us-ndaa-889-a1a\",\"at\":\"2019-08-12\""), Verdict::Clear);
    assert_eq!(huawei("\"regime\":\"us-ndaa-889-a1a\",\"at\":\"2019-08-13\""), Verdict::Listed);
    assert_eq!(huawei("\"regime\":\"us-ndaa-889-a1a\",\"purpose\":\"retail\""), Verdict::Listed);
    assert_eq!(huawei("\"regime\":\"jp-2018-12-10\""), Verdict::Unscreened);
    assert_eq!(huawei("\"regime\":\"no-such-law\""), Verdict::Unscreened);
    assert_eq!(huawei("\"at\":\"yesterday\""), Verdict::Unscreened);
    let hikvision = |purpose: &str| {
        outcome(&format!(
            "{{\"kind\":\"name\",\"value\":\"Hikvision\",\"regime\":\"us-ndaa-889-a1a\",\"category\":\"video-surveillance\",\"purpose\":\"{purpose}\"}}"
        ))
    };
    assert_eq!(hikvision("security of government facilities"), Verdict::Listed);
    assert_eq!(hikvision("retail"), Verdict::Clear);
    assert_eq!(hikvision("watching birds"), Verdict::Possible);
}

#[test]
fn a_router_made_abroad_is_covered_whoever_made_it() {
    let router = |country: &str| {
        outcome(&format!(
            "{{\"kind\":\"name\",\"value\":\"Example Networks\",\"regime\":\"us-fcc-covered-list\",\"category\":\"router\"{country}}}"
        ))
    };
    assert_eq!(router(",\"country\":\"VN\""), Verdict::Listed);
    assert_eq!(router(",\"country\":\"US\""), Verdict::Clear);
    assert_eq!(router(""), Verdict::Possible);
}

#[test]
fn a_question_on_a_day_when_a_list_is_too_old_is_not_answered_with_clear() {
    assert_eq!(outcome("{\"kind\":\"name\",\"value\":\"Molex\",\"at\":\"2027-12-01\"}"), Verdict::Unscreened);
    assert_eq!(outcome("{\"kind\":\"name\",\"value\":\"Huawei\",\"at\":\"2027-12-01\"}"), Verdict::Listed);
    assert_eq!(outcome("{\"kind\":\"name\",\"value\":\"YMTC\",\"regime\":\"us-ndaa-5949\",\"at\":\"2027-12-23\"}"), Verdict::Listed);
    let before = answer("{\"kind\":\"name\",\"value\":\"YMTC\",\"regime\":\"us-ndaa-5949\",\"at\":\"2027-12-22\"}");
    assert_eq!((before.outcome, before.why.as_str()), (Verdict::Clear, "not yet on the list: listed from 2027-12-23 on"));
}

#[test]
fn an_input_that_cannot_be_read_still_gets_its_answer() {
    assert!(Query::read("{\"kind\":\"name\"").is_err());
    assert_eq!(outcome("{\"kind\":\"imei\",\"value\":\"1\"}"), Verdict::Unscreened);
    assert_eq!(outcome("{\"kind\":\"usb\",\"value\":\"12\"}"), Verdict::Unscreened);
    assert_eq!(outcome("N/A"), Verdict::Unscreened);
    assert_eq!(outcome(""), Verdict::Unscreened);
}

/// Vector O14: it is listed all the same, and whoever reads it is told that the register is wrong somewhere.
#[test]
fn owners_who_hold_more_than_all_of_a_company_are_told_of() {
    let directory = |second: u32| {
        let owner = |party: &str, share: u32| {
            format!(
                "[[party.owner]]\nparty = \"{party}\"\ntie = \"shares\"\nat_least = \"{share}\"\nconfidence = \"sourced\"\nsource = \"a register\"\n"
            )
        };
        let party = |id: &str, name: &str| format!("[[party]]\nid = \"{id}\"\nlegal_name = \"{name}\"\n");
        let text = format!(
            "schema_version = \"1\"\n{}{}{}{}{}",
            party("x", "Quorvex Holding"),
            party("m", "Tillamund"),
            party("a", "Brastel Optics"),
            owner("x", 60),
            owner("m", second)
        );
        Directory::read([("makers.toml", text.as_str())].into_iter()).unwrap()
    };
    let own = ListText {
        path: "ours.csv".to_owned(),
        text: "name\nQuorvex Holding\n".to_owned(),
        origin: None,
        handed_in: Day::parse("2026-11-23"),
    };
    let (lists, regimes) = (Watchlists::read(&[own]).unwrap(), regime::shipped().unwrap());
    let reasons = |second: u32| {
        let directory = directory(second);
        let answer = Desk::new(&directory, &lists, &regimes).answer(&Query::name("Brastel Optics"), at("2026-11-23"));
        assert_eq!(answer.outcome, Verdict::Listed);
        answer.hits[0].reasons.clone()
    };
    let told = "the stated owners of Brastel Optics together hold 120 % of it: the figures contradict each other";
    assert!(reasons(60).iter().any(|reason| reason == told), "{:?}", reasons(60));
    assert!(!reasons(40).iter().any(|reason| reason.contains("contradict")), "{:?}", reasons(40));
}
