//! Properties of the whole road: what may never make a verdict milder, and what may never change it.

use kenpin::Reference;
use kenpin::decision::{Effect, Terms, Verdict};
use kenpin::evidence::trust::TrustStore;
use kenpin::intake::{Item, Moment, Order};
use kenpin::screening::list_file::ListText;
use kenpin::screening::watchlist::Watchlists;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::inside::{Run, reference, run};
use crate::minting::{Vendor, vendor};

fn maker() -> Vendor {
    vendor("Tama Optics Co., Ltd.")
}

fn trusting() -> TrustStore {
    let mut store = TrustStore::default();
    store.trust_authority("ca", maker().authority_pem().as_bytes()).unwrap();
    store
}

/// Makers of every kind: honest, listed, owned by a listed one, alike, withheld, fillers, left out.
fn maker_name() -> impl Strategy<Value = Option<&'static str>> {
    prop_oneof![
        4 => prop::sample::select(vec![Some("Shonan Power Devices K.K."), Some("Altmark GmbH"), Some("Corrick Ltd.")]),
        1 => prop::sample::select(vec![Some("HiSilicon"), Some("Huawei"), Some("Hickvision"), Some("NOASSERTION"), Some("n/a"), None]),
    ]
}

fn component(index: usize, maker: Option<&str>) -> Value {
    let mut component = json!({ "type": "device", "bom-ref": format!("p{index}"), "name": format!("P-{index}"), "version": "1" });
    if let Some(maker) = maker {
        component["manufacturer"] = json!({ "name": maker });
    }
    component
}

fn bill(makers: &[Option<&str>]) -> Vec<u8> {
    let components: Vec<Value> = makers.iter().enumerate().map(|(index, maker)| component(index, *maker)).collect();
    let bill = json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": { "component": { "type": "device", "name": "box", "version": "1", "manufacturer": { "name": "Tama Optics Co., Ltd." } } },
        "components": components,
    });
    serde_json::to_vec_pretty(&bill).unwrap()
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Signed {
    Yes,
    No,
}

fn items(bills: &[(Vec<u8>, Signed)]) -> Vec<Item> {
    let mut items = Vec::new();
    for (index, (bill, signed)) in bills.iter().enumerate() {
        let path = format!("bill-{index}.cdx.json");
        if *signed == Signed::Yes {
            items.push(Item::File { path: format!("{path}.p7s"), bytes: maker().sign_cms(bill) });
        }
        items.push(Item::File { path, bytes: bill.clone() });
    }
    items
}

fn at() -> Moment {
    Moment::parse("2026-11-23").unwrap()
}

fn judge(items: Vec<Item>, reference: Reference) -> Run {
    run(items, Order::default(), reference, &Terms::default(), at())
}

/// 0 accept, 1 refer, 2 reject.
fn severity(run: &Run) -> u8 {
    match run.decision.verdict {
        Verdict::Accept(_) => 0,
        Verdict::Refer => 1,
        Verdict::Reject => 2,
    }
}

fn told(run: &Run) -> String {
    format!("{:?}", run.decision.findings)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Both keys turn together: no rule says refer or reject exactly where the delivery is accepted.
    #[test]
    fn a_delivery_is_accepted_exactly_when_nothing_speaks_against_it(makers in prop::collection::vec(maker_name(), 0..4), signed in prop::bool::ANY) {
        let signed = if signed { Signed::Yes } else { Signed::No };
        let run = judge(items(&[(bill(&makers), signed)]), reference(trusting()));
        let worst = run.decision.findings.iter().map(|finding| finding.effect).max().unwrap_or(Effect::Note);
        prop_assert_eq!(severity(&run), match worst { Effect::Note => 0, Effect::Refer => 1, Effect::Reject => 2 });
    }

    #[test]
    fn every_component_is_screened_and_every_document_accounted_for(makers in prop::collection::vec(maker_name(), 0..5)) {
        let run = judge(items(&[(bill(&makers), Signed::Yes)]), reference(trusting()));
        let components: usize = run.case.bills.iter().map(|bill| bill.contents.components.len()).sum();
        prop_assert_eq!(components, makers.len() + 1);
        for (index, bill) in run.case.bills.iter().enumerate() {
            for id in (0..).map(kenpin::bill::ComponentId).take(bill.contents.components.len()) {
                let (distinct, _) = run.case.traces.of(index, id).expect("a trace for each component");
                prop_assert!(run.case.screenings.get(distinct).is_some());
            }
        }
        prop_assert_eq!(run.decision.inputs.documents.len(), run.delivery.shipment.documents.len());
    }

    #[test]
    fn another_component_never_makes_the_verdict_milder(makers in prop::collection::vec(maker_name(), 1..4), more in maker_name()) {
        let before = judge(items(&[(bill(&makers), Signed::Yes)]), reference(trusting()));
        let mut longer = makers;
        longer.push(more);
        let after = judge(items(&[(bill(&longer), Signed::Yes)]), reference(trusting()));
        prop_assert!(severity(&after) >= severity(&before), "{} then {}", told(&before), told(&after));
    }

    #[test]
    fn taking_evidence_away_never_makes_the_verdict_milder(makers in prop::collection::vec(maker_name(), 0..4)) {
        let signed = judge(items(&[(bill(&makers), Signed::Yes)]), reference(trusting()));
        let unsigned = judge(items(&[(bill(&makers), Signed::No)]), reference(trusting()));
        let untrusted = judge(items(&[(bill(&makers), Signed::Yes)]), reference(TrustStore::default()));
        prop_assert!(severity(&unsigned) >= severity(&signed) && severity(&unsigned) >= 1);
        prop_assert!(severity(&untrusted) >= severity(&signed) && severity(&untrusted) >= 1);
    }

    #[test]
    fn another_list_never_makes_the_verdict_milder(makers in prop::collection::vec(maker_name(), 1..4), listed in prop::sample::select(vec!["Shonan Power Devices K.K.", "Altmark GmbH", "Nobody Works"])) {
        let before = judge(items(&[(bill(&makers), Signed::Yes)]), reference(trusting()));
        let text = include_str!("../mint/agency-list.toml").replace("Hakusan Semiconductor K.K.", listed).replace("2027-04-01", "2026-04-01");
        let text = ListText { path: "agency.toml".to_owned(), text, origin: None, handed_in: None };
        let more = Reference { watchlists: Watchlists::shipped_and(&[text]).unwrap(), ..reference(trusting()) };
        let after = judge(items(&[(bill(&makers), Signed::Yes)]), more);
        prop_assert!(severity(&after) >= severity(&before));
    }

    #[test]
    fn the_order_of_documents_changes_nothing(one in prop::collection::vec(maker_name(), 1..3), other in prop::collection::vec(maker_name(), 1..3), signed in prop::bool::ANY) {
        let signed = if signed { Signed::Yes } else { Signed::No };
        let mut items = items(&[(bill(&one), Signed::Yes), (bill(&other), signed)]);
        let forward = judge(items.clone(), reference(trusting()));
        items.reverse();
        let backward = judge(items, reference(trusting()));
        prop_assert_eq!(told(&forward), told(&backward));
    }

    #[test]
    fn the_same_inputs_give_the_same_decision_twice(makers in prop::collection::vec(maker_name(), 0..4)) {
        let once = judge(items(&[(bill(&makers), Signed::Yes)]), reference(trusting()));
        let twice = judge(items(&[(bill(&makers), Signed::Yes)]), reference(trusting()));
        prop_assert_eq!(format!("{:?}", once.decision), format!("{:?}", twice.decision));
    }
}

/// The whole report, byte for byte, in two processes.
#[test]
fn two_processes_write_the_same_bytes() {
    let case = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/hisilicon");
    let report = || crate::golden::verify(&case).output().unwrap().stdout;
    let once = report();
    assert!(!once.is_empty());
    assert_eq!(once, report());
}
