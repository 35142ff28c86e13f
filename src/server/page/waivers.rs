//! Waivers as buyers and auditors read them, and the form beside a finding that asks for one.

use askama::Template;
use axum::response::Response;

use super::buyer::Proof;
use super::outcome::{Outcome, Seen, placed};
use super::{Frame, html, when};
use crate::decision::policy::{Insistence, Permissions};
use crate::decision::rule::RULES;
use crate::intake::{Moment, Order};
use crate::report::escape::visible;
use crate::server::gate::Caller;
use crate::server::waivers::{Covers, Files, Shown, Standing, scope};
use crate::server::words::Language;
use crate::store::papers::waiver;
use crate::store::passes::Role;
use crate::store::waivers::{Stage, called};

#[derive(Template)]
#[template(path = "waivers.html")]
struct Waivers {
    f: Frame,
    rows: Vec<Row>,
    next: String,
    has_to_prove: bool,
}

struct Row {
    id: String,
    called: String,
    word: &'static str,
    said: String,
    why: String,
    rule: String,
    reason: String,
    submission: String,
    /// What it names, and who did what to it.
    facts: Vec<(&'static str, String)>,
    decides: bool,
    withdraws: bool,
    /// The policy knows this reader's key, or asks for a signature.
    signs: bool,
}

pub(in crate::server) fn list(
    l: Language,
    caller: &Caller,
    shown: &[Shown],
    permissions: &Permissions,
    proof: Proof,
    next: String,
) -> Response {
    let signs = permissions.signature == Insistence::Required || permissions.approvers.contains_key(&caller.name);
    let rows = shown.iter().map(|one| row(l, caller, one, signs)).collect();
    html(&Waivers { f: Frame::of(l, caller), rows, next, has_to_prove: proof == Proof::Due })
}

fn row(l: Language, caller: &Caller, one: &Shown, signs: bool) -> Row {
    let Shown { row, says, standing } = one;
    let actor = caller.actor();
    let is_buyer = caller.role == Role::Buyer;
    // What cannot be read is nobody's to answer.
    let asked_it = row.was_asked_by(&caller.person(&actor)).unwrap_or(true);
    let approved_it = row.is(Stage::Approved) && crate::decision::waiver::is_one_person(&row.decided_by, &caller.name);
    Row {
        id: row.id.clone(),
        called: called(row.number),
        word: badge(standing),
        said: match standing {
            Standing::Counts => format!("{} {}", l.say("counts"), says.expires),
            Standing::Asked | Standing::Approved | Standing::Void(_) | Standing::Expired | Standing::Refused | Standing::Withdrawn => {
                l.word(&format!("waiver-{}", standing.word()))
            }
        },
        why: standing.why().map(|why| l.tell(why)).unwrap_or_default(),
        rule: RULES.iter().find(|rule| rule.id == says.rule).map_or_else(String::new, |rule| l.tell(rule.title)),
        reason: visible(&says.reason),
        submission: row.submission.clone(),
        facts: facts(l, one),
        decides: is_buyer && row.is(Stage::Asked) && !asked_it,
        withdraws: is_buyer && (row.is(Stage::Asked) || row.is(Stage::Approved)) && (asked_it || approved_it),
        signs,
    }
}

/// As the badges of verdicts are coloured.
fn badge(standing: &Standing) -> &'static str {
    match standing {
        Standing::Asked | Standing::Void(_) => "refer",
        Standing::Counts => "accept",
        Standing::Approved | Standing::Expired | Standing::Refused | Standing::Withdrawn => "note",
    }
}

fn facts(l: Language, one: &Shown) -> Vec<(&'static str, String)> {
    let Shown { row, says, .. } = one;
    let list = Some(says.entries.join(", ")).filter(|entries| !entries.is_empty());
    let who = |name: &str, at: Option<i64>, reason: &str| {
        let at = at.map(when).unwrap_or_default();
        let said = [name, at.as_str(), reason].into_iter().filter(|text| !text.is_empty());
        Some(said.map(visible).collect::<Vec<_>>().join(", ")).filter(|text| !text.is_empty())
    };
    let contract = says.contract.as_deref().map_or_else(|| l.say("every-contract").to_owned(), visible);
    let facts = [
        ("component", says.component.as_deref().map(visible)),
        ("step-maker", says.maker.as_deref().map(visible)),
        ("step-entry", list.as_deref().map(visible)),
        ("file", says.document.as_deref().map(visible)),
        ("SHA-256", says.sha256.as_deref().map(visible)),
        ("supplier", says.vendor.as_deref().map(visible)),
        ("contract", Some(contract)),
        ("last-day", Some(says.expires.to_string())),
        ("asked-by", who(&says.requested_by, Some(row.asked_at), "")),
        (if row.is(Stage::Refused) { "refused-by" } else { "approved-by" }, who(&row.decided_by, row.decided_at, &row.decided_reason)),
        ("withdrawn-by", who(&row.withdrawn_by, row.withdrawn_at, &row.withdrawn_reason)),
        (
            "first-used",
            Some(row.used_at.map_or_else(|| l.say("never").to_owned(), when))
                .filter(|_| !row.decided_by.is_empty() && !row.is(Stage::Refused)),
        ),
    ];
    let label = |key: &'static str| if key == "SHA-256" { key } else { l.say(key) };
    facts.into_iter().filter_map(|(key, text)| Some((label(key), text?))).collect()
}

/// The form that asks for a waiver of a finding.
pub(super) struct Ask {
    pub(super) action: String,
    pub(super) verdict: String,
    /// What it may cover: value and text.
    pub(super) covers: Vec<(String, String)>,
    /// Empty: the order names none.
    pub(super) contract: String,
    pub(super) today: String,
}

/// Puts the form beside each finding that can be waived.
pub(super) fn offer(l: Language, o: &mut Outcome, seen: &Seen<'_>, order: &str) {
    let contract = Order::read(order).ok().and_then(|order| order.contract).map(|contract| visible(&contract)).unwrap_or_default();
    let today = Moment::from_unix(seen.verdict.at).map(|moment| moment.day().to_string()).unwrap_or_default();
    for shown in o.groups.iter_mut().flat_map(|group| &mut group.findings) {
        let Some(finding) = seen.findings.iter().find(|finding| finding.ord == shown.ord) else { continue };
        let places: Vec<serde_json::Value> = serde_json::from_str(&finding.places).unwrap_or_default();
        let (mut met, mut covers) = (Vec::new(), Vec::new());
        for (index, place) in places.iter().enumerate() {
            let Some(scope) = scope(finding, Covers::Place(index), Files::This).filter(|scope| !met.contains(scope)) else { continue };
            met.push(scope);
            covers.push((index.to_string(), placed(l, &finding.rule, place)));
        }
        if let Some(maker) = scope(finding, Covers::Maker, Files::Any).and_then(|scope| scope.maker) {
            covers.push(("maker".to_owned(), format!("{} {}", l.say("all-of-maker"), visible(&maker))));
        }
        shown.ask = (!covers.is_empty()).then(|| Ask {
            action: format!("/submissions/{}/waivers", seen.submission.id),
            verdict: seen.verdict.id.clone(),
            covers,
            contract: contract.clone(),
            today: today.clone(),
        });
    }
}

/// Waivers that were asked for beside a delivery's findings: their names and how far they have come.
pub(super) fn asked(l: Language, waivers: &[waiver::Model]) -> Vec<(String, String)> {
    waivers.iter().map(|one| (called(one.number), l.word(&format!("waiver-{}", one.state)))).collect()
}
