//! Who allowed what, why and until when. A waiver changes what a finding does and says so; it never hides one.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::endorsement::{self, WAIVER_TYPE};
use super::policy::Permissions;
use super::policy::reading::{self, PolicyFault};
use super::review::Review;
use super::rule::{Phase, RULES};
use super::{Effect, Finding, LinkKind, Site, Terms};
use crate::intake::{Day, Digest, Moment, Order};

/// The waivers of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waivers {
    #[serde(default, rename = "waiver", skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<Waiver>,
    /// Doubts that somebody settled.
    #[serde(default, rename = "settled", skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<Review>,
}

/// One permission. What it names must be met exactly; what it leaves out does not narrow it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The buyer's own number for it.
    pub id: String,
    /// Id or name of the rule: `KP-S01`.
    pub rule: String,
    /// Name of the component, exactly as the bill writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// The maker, exactly as the finding names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maker: Option<String>,
    /// List entries, `list/entry`. A finding that rests on entries is waived only by naming every one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<String>,
    /// Path of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// SHA-256 of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The order's vendor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
    /// The order's contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<String>,
    pub reason: String,
    pub requested_by: String,
    /// Somebody other than `requested_by`.
    pub approved_by: String,
    /// The last day on which it counts, UTC.
    #[schemars(with = "String")]
    pub expires: Day,
    /// The approver's signature in base64, where the policy asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

/// What became of a waiver in this run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiverUse {
    pub waiver: Waiver,
    pub fate: Fate,
}

/// What became of a waiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It changed the effect at these places; sorted.
    Used(Vec<Site>),
    /// It would have fitted at these places and no longer counts; empty where it would have fitted nothing.
    Expired(Vec<Site>),
    /// It does not count, for this reason, and would have fitted at these places.
    Void(String, Vec<Site>),
    /// Nothing of this delivery fits it.
    Unused,
}

/// Reads waivers.
///
/// # Errors
/// [`PolicyFault`]: a slip of the pen, a waiver without scope, reason or expiry, or one that somebody granted to himself.
pub fn read(text: &str) -> Result<Waivers, PolicyFault> {
    let mut waivers: Waivers = reading::parse(text)?;
    let mut seen = BTreeSet::new();
    for waiver in &mut waivers.all {
        let rule = waiver.check()?;
        if !seen.insert(waiver.id.clone()) {
            return Err(PolicyFault::Waiver { id: waiver.id.clone(), problem: "another waiver has the same id" });
        }
        waiver.rule = rule.to_owned();
    }
    for review in &waivers.reviews {
        review.check()?;
        if !seen.insert(review.id.clone()) {
            return Err(PolicyFault::Review { id: review.id.clone(), problem: "a waiver or another review has the same id" });
        }
    }
    Ok(waivers)
}

/// Applies the waivers: a finding is split into the places that are allowed, which become a note, and the rest.
pub fn apply(found: Vec<Finding>, terms: &Terms, order: &Order, at: Moment) -> (Vec<Finding>, Vec<WaiverUse>) {
    let waivers = &terms.waivers;
    let standing: Vec<Result<(), String>> = waivers.all.iter().map(|waiver| waiver.endorsed(&terms.policy.waivers)).collect();
    let counts =
        |index: usize| standing.get(index).is_some_and(Result::is_ok) && waivers.all.get(index).is_some_and(|waiver| waiver.counts(at));
    let mut fitting: BTreeMap<usize, BTreeSet<Site>> = BTreeMap::new();
    let mut findings = Vec::new();
    for finding in found {
        if finding.effect == Effect::Note {
            findings.push(finding);
            continue;
        }
        let mut allowed: BTreeMap<usize, Vec<Site>> = BTreeMap::new();
        let mut rest = Vec::new();
        for site in finding.places.clone() {
            let mut fits = waivers.all.iter().enumerate().filter(|(_, waiver)| waiver.fits(&finding, &site, order));
            let all: Vec<usize> = fits.by_ref().map(|(index, _)| index).collect();
            for index in &all {
                fitting.entry(*index).or_default().insert(site.clone());
            }
            let counting = all.into_iter().find(|index| counts(*index));
            match counting {
                Some(index) => allowed.entry(index).or_default().push(site),
                None => rest.push(site),
            }
        }
        for (index, places) in allowed {
            let Some(waiver) = waivers.all.get(index) else { continue };
            let what = format!("{}; allowed by waiver \"{}\"", finding.what, waiver.id);
            findings.push(Finding { effect: Effect::Note, what, places, ..finding.clone() });
        }
        if !rest.is_empty() {
            findings.push(Finding { places: rest, ..finding });
        }
    }
    let uses = waivers.all.iter().zip(&standing).enumerate().map(|(index, (waiver, standing))| {
        let sites: Vec<Site> = fitting.remove(&index).unwrap_or_default().into_iter().collect();
        let fate = match (standing, waiver.counts(at), sites.is_empty()) {
            (Err(why), _, _) => Fate::Void(why.clone(), sites),
            (Ok(()), false, _) => Fate::Expired(sites),
            (Ok(()), true, true) => Fate::Unused,
            (Ok(()), true, false) => Fate::Used(sites),
        };
        WaiverUse { waiver: waiver.clone(), fate }
    });
    (findings, uses.collect())
}

/// Whether findings of the rule of this id or name can be waived.
pub fn can_be_waived(rule: &str) -> bool {
    RULES.iter().any(|known| (known.id == rule || known.name == rule) && known.phase == Phase::Case)
}

/// Whether two names are one person's, however they are spaced and capitalised.
pub fn is_one_person(one: &str, other: &str) -> bool {
    let person = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    person(one) == person(other)
}

impl Waivers {
    /// SHA-256 of what they say, however it was laid out.
    pub fn digest(&self) -> Digest {
        super::written(self)
    }
}

impl Waiver {
    /// The id of its rule.
    ///
    /// # Errors
    /// A waiver without scope or reason, of a rule that cannot be waived, or one that somebody granted to himself.
    pub fn check(&self) -> Result<&'static str, PolicyFault> {
        let fault = |problem| PolicyFault::Waiver { id: self.id.clone(), problem };
        let blank = |text: &str| text.trim().is_empty();
        if [&self.id, &self.reason, &self.requested_by, &self.approved_by].into_iter().any(|text| blank(text)) {
            return Err(fault("id, reason, requested_by and approved_by may not be empty"));
        }
        if is_one_person(&self.requested_by, &self.approved_by) {
            return Err(fault("approved_by has to be somebody other than requested_by"));
        }
        let scope = [&self.component, &self.maker, &self.document, &self.sha256, &self.vendor, &self.contract];
        if scope.into_iter().flatten().any(|text| blank(text)) {
            return Err(fault("what it names may not be empty; leave the line out instead"));
        }
        let named = [&self.component, &self.maker, &self.document, &self.sha256];
        if self.entries.is_empty() && named.into_iter().all(Option::is_none) {
            return Err(fault("name what is allowed: component, maker, entries, document or sha256"));
        }
        let rule = RULES.iter().find(|rule| rule.id == self.rule || rule.name == self.rule);
        let Some(rule) = rule else { return Err(fault("its rule is none of kenpin's; `kenpin explain` lists them")) };
        if !can_be_waived(rule.id) {
            return Err(fault("its rule is about the policy, the waivers or the books, and cannot be waived"));
        }
        Ok(rule.id)
    }

    /// What its approver signs.
    pub fn message(&self) -> Vec<u8> {
        endorsement::message(WAIVER_TYPE, &Self { signature: None, ..self.clone() })
    }

    /// Whether it bears the signature that the policy asks for.
    ///
    /// # Errors
    /// Why it does not, for a report.
    pub fn endorsed(&self, permissions: &Permissions) -> Result<(), String> {
        endorsement::check(&self.approved_by, &self.message(), self.signature.as_deref(), permissions)
    }

    /// Whether it has not expired.
    pub fn counts(&self, at: Moment) -> bool {
        at.day() <= self.expires
    }

    /// Whether everything that it names is so, and every entry that the finding rests on is named.
    fn fits(&self, finding: &Finding, site: &Site, order: &Order) -> bool {
        let named = |wanted: &Option<String>, is: Option<&str>| wanted.as_deref().is_none_or(|wanted| is == Some(wanted));
        let mut entries = finding.path.iter().filter(|link| link.kind == LinkKind::Entry);
        let maker = finding.path.iter().find(|link| link.kind == LinkKind::Maker);
        let rests_on_entries = finding.path.iter().any(|link| link.kind == LinkKind::Entry);
        self.rule == finding.rule
            && named(&self.component, Some(site.label.as_str()))
            && named(&self.maker, maker.map(|link| link.name.as_str()))
            && named(&self.document, Some(site.document.as_str()))
            && named(&self.sha256, site.digest.map(|digest| digest.to_string()).as_deref())
            && named(&self.vendor, order.vendor.as_deref())
            && named(&self.contract, order.contract.as_deref())
            && entries.all(|link| self.entries.iter().any(|entry| link.basis.split(',').next() == Some(entry)))
            && (rests_on_entries || self.entries.is_empty())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::decision::Link;

    const TEXT: &str = r#"
[[waiver]]
id = "W-1"
rule = "restricted_maker"
component = "IP dome"
entries = ["us-ndaa-889-a1a/huawei"]
contract = "C-7"
reason = "spare part until the replacement arrives"
requested_by = "A. Buyer"
approved_by = "B. Head"
expires = "2026-12-31"
"#;

    fn site(label: &str) -> Site {
        Site { document: "a.json".to_owned(), digest: None, pointer: format!("/{label}"), line: None, label: label.to_owned() }
    }

    fn finding(places: &[&str], entry: &str) -> Finding {
        let basis = format!("{entry}, edition 2026-01-01");
        Finding {
            rule: "KP-S01",
            name: "restricted_maker",
            effect: Effect::Reject,
            what: "listed".to_owned(),
            places: places.iter().map(|label| site(label)).collect(),
            path: vec![Link { kind: LinkKind::Entry, name: "Huawei".to_owned(), basis }],
            remedy: String::new(),
            authority: String::new(),
        }
    }

    fn terms() -> Terms {
        Terms { waivers: read(TEXT).unwrap(), ..Terms::default() }
    }

    fn order(contract: &str) -> Order {
        Order { contract: Some(contract.to_owned()), ..Order::default() }
    }

    fn effects(entry: &str, contract: &str, at: &str) -> Vec<(Effect, usize)> {
        let (findings, _) = apply(vec![finding(&["IP dome", "chip"], entry)], &terms(), &order(contract), Moment::parse(at).unwrap());
        findings.into_iter().map(|finding| (finding.effect, finding.places.len())).collect()
    }

    #[test]
    fn a_waiver_changes_the_effect_at_the_named_component_only() {
        assert_eq!(effects("us-ndaa-889-a1a/huawei", "C-7", "2026-12-31"), [(Effect::Note, 1), (Effect::Reject, 1)]);
    }

    #[test]
    fn another_entry_another_contract_or_a_day_too_late_and_it_does_nothing() {
        assert_eq!(effects("us-fcc-covered-list/huawei", "C-7", "2026-12-31"), [(Effect::Reject, 2)]);
        assert_eq!(effects("us-ndaa-889-a1a/huawei", "C-8", "2026-12-31"), [(Effect::Reject, 2)]);
        assert_eq!(effects("us-ndaa-889-a1a/huawei", "C-7", "2027-01-01"), [(Effect::Reject, 2)]);
    }

    #[test]
    fn a_finding_on_two_entries_needs_both_named() {
        let mut two = finding(&["IP dome"], "us-ndaa-889-a1a/huawei");
        two.path.extend(finding(&[], "us-fcc-covered-list/huawei").path);
        let (findings, uses) = apply(vec![two], &terms(), &order("C-7"), Moment::parse("2026-12-01").unwrap());
        assert_eq!((findings[0].effect, &uses[0].fate), (Effect::Reject, &Fate::Unused));
    }

    #[test]
    fn an_expired_waiver_stays_visible() {
        let found = vec![finding(&["IP dome"], "us-ndaa-889-a1a/huawei")];
        let (_, uses) = apply(found, &terms(), &order("C-7"), Moment::parse("2027-01-01").unwrap());
        assert_eq!(uses[0].fate, Fate::Expired(vec![site("IP dome")]));
    }

    #[test]
    fn a_waived_finding_names_its_waiver() {
        let found = vec![finding(&["IP dome"], "us-ndaa-889-a1a/huawei")];
        let (findings, _) = apply(found, &terms(), &order("C-7"), Moment::parse("2026-12-01").unwrap());
        assert_eq!(findings[0].what, "listed; allowed by waiver \"W-1\"");
    }

    #[test]
    fn abuses_are_faults() {
        let fault = |from: &str, to: &str| read(&TEXT.replace(from, to)).unwrap_err().to_string();
        assert!(fault("B. Head", "a.  buyer").contains("somebody other"));
        assert!(fault("expires = \"2026-12-31\"", "").contains("expires"));
        assert!(fault("expires = \"2026-12-31\"", "expires = \"soon\"").contains("no day"));
        assert!(fault("spare part until the replacement arrives", " ").contains("may not be empty"));
        assert!(fault("restricted_maker", "unbalanced_books").contains("cannot be waived"));
        assert!(fault("restricted_maker", "everything").contains("none of kenpin's"));
        assert!(fault("component = \"IP dome\"\nentries = [\"us-ndaa-889-a1a/huawei\"]", "").contains("name what is allowed"));
        assert!(fault("component =", "componnt =").contains("did you mean \"component\"?"));
        assert!(read(&TEXT.repeat(2)).unwrap_err().to_string().contains("same id"));
    }
}
