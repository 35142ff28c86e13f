//! Who made a component: the order of claims, what is unknown, what is disputed, and what it costs.

use kenpin::bill::contents::ROOT;
use kenpin::bill::{Bill, Claim, ClaimState, Contents, Identifier, IdentifierKind, Kind, Relation, Role, Standpoint};
use kenpin::evidence::Evidence;
use kenpin::intake::{Document, Moment};
use kenpin::maker::directory::Directory;
use kenpin::maker::{Basis, Maker, Manner, Trace, Traces, Tracing, Untraced};

/// A component to be traced.
#[derive(Clone, Default)]
pub struct Part<'a> {
    pub kind: Option<Kind>,
    pub claims: &'a [(Role, &'a str)],
    pub withheld: &'a [Role],
    pub purl: Option<&'a str>,
    pub cpe: Option<&'a str>,
    pub website: Option<&'a str>,
}

pub fn bill(parts: &[Part<'_>]) -> Bill {
    let document = Document::new("bill.json", b"{}".to_vec());
    let mut contents = Contents::new(&document);
    for part in parts {
        let id = contents.open_component(ROOT, None, Relation::Part);
        let mut claims = Vec::new();
        for (role, text) in part.claims {
            claims.push(Claim { role: *role, state: ClaimState::Stated, text: contents.keep_raw(text), place: ROOT });
        }
        for role in part.withheld {
            claims.push(Claim { role: *role, state: ClaimState::Withheld, text: contents.keep_raw("NOASSERTION"), place: ROOT });
        }
        let website = part.website.map(|text| Identifier { kind: IdentifierKind::Website, text: contents.keep_raw(text), place: ROOT });
        let (purl, cpe) = (part.purl.map(|text| contents.keep_raw(text)), part.cpe.map(|text| contents.keep_raw(text)));
        contents.close_component(id, &claims, website.as_slice());
        let component = &mut contents.components[id.0 as usize];
        component.kind = part.kind.unwrap_or(Kind::Library);
        (component.purl, component.cpe) = (purl, cpe);
    }
    Bill {
        document: document.digest,
        path: document.path.clone(),
        format: "cyclonedx-json",
        attested_by: Vec::new(),
        standpoint: Standpoint::Promised,
        contents,
    }
}

pub fn traced(bills: &[Bill]) -> Traces {
    kenpin::maker::trace(bills, &Evidence::default(), &Directory::shipped().unwrap(), Moment::parse("2026-11-23").unwrap())
}

fn trace(part: Part<'_>) -> Trace {
    traced(&[bill(&[part])]).distinct.remove(0)
}

fn party(trace: &Trace) -> String {
    let directory = Directory::shipped().unwrap();
    match &trace.tracing {
        Tracing::Traced { maker: Maker::Known(id), .. } => directory.party(*id).unwrap().id.clone(),
        Tracing::Traced { maker: Maker::AsStated(name), .. } => name.clone(),
        other => format!("{other:?}"),
    }
}

fn basis(trace: &Trace) -> Option<Basis> {
    match trace.tracing {
        Tracing::Traced { basis, .. } => Some(basis),
        Tracing::Disputed { .. } | Tracing::Untraced { .. } => None,
    }
}

#[test]
fn the_first_stated_claim_decides_and_every_other_one_is_kept() {
    let trace =
        trace(Part { claims: &[(Role::Author, "Ann"), (Role::Supplier, "Shop AG"), (Role::Manufacturer, "Acme")], ..Part::default() });
    assert_eq!((party(&trace).as_str(), basis(&trace)), ("Acme", Some(Basis::Claim(Role::Manufacturer))));
    assert_eq!(trace.mentions.iter().map(|mention| mention.text.as_str()).collect::<Vec<_>>(), vec!["Acme", "Shop AG", "Ann"]);
}

#[test]
fn a_withheld_claim_gives_way_to_a_stated_one() {
    let trace = trace(Part { claims: &[(Role::Supplier, "Acme")], withheld: &[Role::Manufacturer], ..Part::default() });
    assert_eq!((party(&trace).as_str(), basis(&trace)), ("Acme", Some(Basis::Claim(Role::Supplier))));
}

#[test]
fn hisilicon_in_any_script_is_one_party_of_the_directory() {
    for name in ["HiSilicon", "海思", "HISILICON TECHNOLOGIES CO., LTD", "ハイシリコン"] {
        assert_eq!(
            party(&trace(Part { claims: &[(Role::Manufacturer, name)], ..Part::default() })),
            "hisilicon-technologies-co-ltd",
            "{name}"
        );
    }
}

#[test]
fn nobody_named_is_not_traced_and_says_why() {
    let why = |part: Part<'_>| match trace(part).tracing {
        Tracing::Untraced { why } => why,
        other => panic!("{other:?}"),
    };
    let device = Part { kind: Some(Kind::Device), ..Part::default() };
    assert_eq!(why(device.clone()), Untraced::NothingStated);
    assert_eq!(why(Part { withheld: &[Role::Manufacturer], ..device.clone() }), Untraced::Withheld);
    assert!(matches!(why(Part { claims: &[(Role::Manufacturer, "To Be Filled By O.E.M.")], ..device.clone() }), Untraced::Placeholder(_)));
    assert!(matches!(why(Part { claims: &[(Role::Manufacturer, "compatible with Huawei")], ..device }), Untraced::NotAMaker(_)));
}

#[test]
fn who_is_only_mentioned_is_kept_as_that() {
    let trace = trace(Part { claims: &[(Role::Manufacturer, "compatible with Huawei")], ..Part::default() });
    assert!(trace.mentions.iter().all(|mention| mention.manner == Manner::MentionedOnly));
    assert_eq!(trace.mentions.len(), 1);
}

#[test]
fn a_package_without_a_maker_is_its_namespaces() {
    let software = trace(Part { purl: Some("pkg:golang/github.com/spf13/cobra@v1.8.0"), withheld: &[Role::Supplier], ..Part::default() });
    assert_eq!((party(&software).as_str(), basis(&software)), ("golang/github.com/spf13", Some(Basis::PackageNamespace)));
    let listed = trace(Part { purl: Some("pkg:golang/github.com/huaweicloud/sdk@v1"), ..Part::default() });
    assert_eq!(party(&listed), "huawei-technologies-co-ltd");
}

/// A device, firmware or hardware part without a maker refers, whatever package it calls itself.
#[test]
fn a_device_is_not_its_packages_namespaces() {
    let device = trace(Part { kind: Some(Kind::Firmware), purl: Some("pkg:generic/acme/fw@1"), ..Part::default() });
    assert!(matches!(device.tracing, Tracing::Untraced { why: Untraced::NothingStated }));
}

#[test]
fn the_vendor_of_a_cpe_is_the_last_claim() {
    let trace = trace(Part { kind: Some(Kind::Device), cpe: Some("cpe:2.3:h:dahuasecurity:ipc:-:*:*:*:*:*:*:*"), ..Part::default() });
    assert_eq!((party(&trace).as_str(), basis(&trace)), ("zhejiang-dahua-technology-co-ltd", Some(Basis::CpeVendor)));
}

#[test]
fn two_makers_of_one_rank_are_disputed() {
    let tracing = |claims| trace(Part { claims, ..Part::default() }).tracing;
    assert!(
        matches!(tracing(&[(Role::Manufacturer, "Acme Inc."), (Role::Manufacturer, "Bolt GmbH")]), Tracing::Disputed { candidates } if candidates == [0, 1])
    );
    assert!(matches!(tracing(&[(Role::Manufacturer, "Acme Inc."), (Role::Manufacturer, "ACME, Inc")]), Tracing::Traced { .. }));
    assert!(matches!(tracing(&[(Role::Manufacturer, "海思"), (Role::Manufacturer, "Huawei")]), Tracing::Traced { .. }));
    assert!(matches!(tracing(&[(Role::Author, "Ann"), (Role::Author, "Bob")]), Tracing::Traced { .. }));
}

#[test]
fn a_web_address_of_another_party_disputes_the_stated_maker() {
    let trace =
        trace(Part { claims: &[(Role::Manufacturer, "Acme Inc.")], website: Some("https://www.hikvision.com/en/"), ..Part::default() });
    assert!(matches!(trace.tracing, Tracing::Disputed { .. }));
}

#[test]
fn equal_clues_share_one_trace_and_different_ones_do_not() {
    let parts: Vec<Part<'_>> = ["Acme", "Bolt", "Acme"]
        .iter()
        .map(|name| Part { claims: std::slice::from_ref(Box::leak(Box::new((Role::Manufacturer, *name)))), ..Part::default() })
        .collect();
    let bills = [bill(&parts)];
    let traces = traced(&bills);
    let of = |component| traces.of(0, kenpin::bill::ComponentId(component)).unwrap().0;
    assert_eq!((traces.distinct.len(), of(0), of(1), of(2)), (2, 0, 1, 0));
}

/// Twenty thousand makers of one component are a vendor's way to make us slow.
#[test]
fn many_claims_cost_no_more_than_their_number() {
    let names: Vec<String> = (0..20_000).map(|number| format!("Author {number}")).collect();
    let claims: Vec<(Role, &str)> = names.iter().map(|name| (Role::Manufacturer, name.as_str())).collect();
    let started = std::time::Instant::now();
    let trace = trace(Part { claims: &claims, ..Part::default() });
    assert_eq!(trace.mentions.len(), 20_000);
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
