//! What a rule may look at, and the words in which it points to a place.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::bill::{Bill, Component, ComponentId, PlaceId, Relation};
use crate::decision::account::Accounted;
use crate::decision::clearance::Imbalance;
use crate::decision::comparison::delivered::{self, Compared};
use crate::decision::policy::lists_of;
use crate::decision::review::Says;
use crate::decision::waiver::{Fate, WaiverUse};
use crate::decision::weight::{Doubt, Outside, Standpoint, Weight, weigh};
use crate::decision::{Case, Grounds, Link, LinkKind, Site, Terms};
use crate::intake::{Delivery, Document};
use crate::maker::{Basis, Mention, Trace};
use crate::screening::{Hit, Outcome};

/// What a rule may look at.
pub struct Facts<'a> {
    pub case: &'a Case,
    pub delivery: &'a Delivery,
    pub grounds: Grounds<'a>,
    pub terms: &'a Terms,
    /// What each document turned out to be.
    pub accounts: &'a [Accounted<'a>],
    /// What became of the waivers; empty before they are applied.
    pub uses: Vec<WaiverUse>,
    /// What the books lack; empty before they are balanced.
    pub imbalances: Vec<Imbalance>,
    /// For each bill, the offsets at which its lines start; made when the first line is asked for.
    line_starts: Vec<OnceCell<Vec<u32>>>,
    /// For each bill, which components are what it describes.
    subjects: Vec<BTreeSet<ComponentId>>,
    chosen: BTreeSet<String>,
    /// For each review, whether it bears the signature that the policy asks for.
    endorsed: Vec<bool>,
    compared: OnceCell<Option<Compared<'a>>>,
}

/// A component where it stands.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// Index into [`Case::bills`].
    pub index: usize,
    pub bill: &'a Bill,
    pub id: ComponentId,
    pub component: &'a Component,
}

/// A hit on a list, at the component where it was found, and what it weighs.
pub struct Weighed<'a> {
    pub part: Part<'a>,
    pub trace: &'a Trace,
    pub hit: &'a Hit,
    pub weight: Weight,
}

impl<'a> Facts<'a> {
    /// The facts before any waiver or balance.
    pub fn new(case: &'a Case, delivery: &'a Delivery, grounds: Grounds<'a>, terms: &'a Terms, accounts: &'a [Accounted<'a>]) -> Self {
        let line_starts = case.bills.iter().map(|_| OnceCell::new()).collect();
        let subjects = case.bills.iter().map(|bill| bill.contents.subjects.iter().copied().collect()).collect();
        let chosen = grounds.watchlists.limited_to(&terms.policy.lists()).iter().map(|list| list.id.clone()).collect();
        Self {
            case,
            delivery,
            grounds,
            terms,
            accounts,
            uses: Vec::new(),
            imbalances: Vec::new(),
            line_starts,
            subjects,
            chosen,
            endorsed: terms.waivers.reviews.iter().map(|review| review.endorsed(&terms.policy.waivers).is_ok()).collect(),
            compared: OnceCell::new(),
        }
    }

    /// The machine as declared against the inventories; `None` where the buyer took none. Made when it is first asked for.
    pub fn compared(&self) -> Option<&Compared<'a>> {
        self.compared.get_or_init(|| delivered::compared(self.case, self.delivery)).as_ref()
    }

    /// Every component of every bill.
    pub fn parts(&self) -> impl Iterator<Item = Part<'a>> + use<'a> {
        self.case.bills.iter().enumerate().flat_map(|(index, bill)| {
            let ids = (0_u32..).map(ComponentId);
            bill.contents.components.iter().zip(ids).map(move |(component, id)| Part { index, bill, id, component })
        })
    }

    /// The index of a component's trace, and the trace.
    pub fn trace(&self, part: Part<'_>) -> Option<(usize, &'a Trace)> {
        self.case.traces.of(part.index, part.id)
    }

    /// Whether the bill describes this component, so that it is the product rather than a part.
    pub fn is_subject(&self, part: Part<'_>) -> bool {
        self.subjects.get(part.index).is_some_and(|subjects| subjects.contains(&part.id))
    }

    /// Every hit at every component, weighed, in the order of the bills.
    pub fn weighed(&self) -> Vec<Weighed<'a>> {
        let open: Vec<Option<&'a [Hit]>> = self.case.screenings.iter().map(|screening| hits(&screening.outcome)).collect();
        if open.iter().all(Option::is_none) {
            return Vec::new();
        }
        let mut weighed = Vec::new();
        for part in self.parts() {
            let Some((index, trace)) = self.trace(part) else { continue };
            for hit in open.get(index).copied().flatten().unwrap_or_default() {
                weighed.push(Weighed { part, trace, hit, weight: self.weigh(part, trace, hit) });
            }
        }
        weighed
    }

    /// What a hit weighs at this component.
    pub fn weigh(&self, part: Part<'_>, trace: &Trace, hit: &Hit) -> Weight {
        let basis = trace.mentions.get(hit.mention).map_or(Basis::Registry, |mention| mention.basis);
        let standpoint = Standpoint { relation: part.component.relation, basis };
        if !self.chooses(&hit.edition.list) {
            return Weight::Outside(Outside::Regime);
        }
        let weight = weigh(hit, standpoint, &self.delivery.order, &self.terms.policy);
        let doubtful = weight == Weight::Refers(Doubt::Unsure);
        let mention = trace.mentions.get(hit.mention).filter(|_| doubtful);
        mention.and_then(|mention| self.settled(hit, mention)).map_or(weight, Weight::Settled)
    }

    /// Which review says what about which hit, and where; the entry as `list/entry`.
    pub fn reviewed(&self) -> Vec<(usize, Says, String, Site)> {
        let reviews = &self.terms.waivers.reviews;
        if reviews.is_empty() {
            return Vec::new();
        }
        let mut said = Vec::new();
        for weighed in self.weighed() {
            let Some(mention) = weighed.trace.mentions.get(weighed.hit.mention) else { continue };
            for (index, review) in reviews.iter().enumerate() {
                if let Some(says) = review.says(weighed.hit, mention, self.grounds.watchlists) {
                    said.push((index, says, format!("{}/{}", weighed.hit.edition.list, weighed.hit.entry), self.site(weighed.part)));
                }
            }
        }
        said
    }

    /// The review that found this hit to be another party.
    fn settled(&self, hit: &Hit, mention: &Mention) -> Option<usize> {
        let mut reviews = self.terms.waivers.reviews.iter().zip(&self.endorsed);
        reviews.position(|(review, endorsed)| *endorsed && review.says(hit, mention, self.grounds.watchlists) == Some(Says::Another))
    }

    /// Regimes that the policy chooses and that draw on a list which was not loaded, or that nobody knows.
    pub fn regimes_without_list(&self) -> Vec<&'a str> {
        let loaded = |list: &String| self.grounds.watchlists.list(list).is_some();
        let regimes = self.terms.policy.regimes.iter().filter(|regime| !lists_of(regime).iter().all(loaded));
        regimes.map(String::as_str).collect()
    }

    /// Whether listings of this list decide anything: a regime that the policy chooses draws on it, or it is the buyer's own.
    pub fn chooses(&self, list: &str) -> bool {
        self.chosen.contains(list)
    }

    /// The lists that decide something.
    pub fn chosen(&self) -> &BTreeSet<String> {
        &self.chosen
    }

    /// Sites whose findings a waiver turned into notes, by document and pointer.
    pub fn waived(&self) -> BTreeSet<(String, String)> {
        let used = self.uses.iter().filter_map(|used| match &used.fate {
            Fate::Used(sites) => Some(sites),
            Fate::Expired(_) | Fate::Void(..) | Fate::Unused => None,
        });
        used.flatten().map(|site| (site.document.clone(), site.pointer.clone())).collect()
    }

    /// The place of a component.
    pub fn site(&self, part: Part<'_>) -> Site {
        self.place(part.index, part.bill, part.component.place, label(part))
    }

    /// A place in a bill.
    pub fn place(&self, index: usize, bill: &Bill, place: PlaceId, label: String) -> Site {
        let pointer = bill.contents.pointer(place);
        let starts = self.line_starts.get(index).map(|cell| cell.get_or_init(|| bill.contents.line_starts()));
        let line = starts.filter(|_| !pointer.is_empty()).map(|starts| bill.contents.line_among(place, starts));
        Site { document: bill.path.clone(), digest: Some(bill.document), pointer, line, label }
    }

    /// The name of a component, for the path from part to entry.
    pub fn link(&self, part: Part<'_>) -> Link {
        let relation = match part.component.relation {
            Relation::Part if self.is_subject(part) => "what the bill describes",
            Relation::Part => "part",
            Relation::Service => "service",
            Relation::Ancestor => "ancestor",
            Relation::Descendant => "descendant",
            Relation::Variant => "variant",
        };
        Link { kind: LinkKind::Component, name: label(part), basis: relation.to_owned() }
    }
}

/// The hits of a screening; `None` where there is nothing to weigh.
pub fn hits(outcome: &Outcome) -> Option<&[Hit]> {
    match outcome {
        Outcome::Listed(hits) | Outcome::Possible(hits) => Some(hits),
        Outcome::Clear { .. } | Outcome::Unscreened(_) => None,
    }
}

/// The component's name, with its group where it has one.
pub fn label(part: Part<'_>) -> String {
    let contents = &part.bill.contents;
    let name = contents.text(part.component.name);
    part.component.group.map_or_else(|| name.to_owned(), |group| format!("{}/{name}", contents.text(group)))
}

/// The place of a whole document.
pub fn document_site(document: &Document) -> Site {
    let digest = Some(document.digest);
    Site { document: document.path.clone(), digest, pointer: String::new(), line: None, label: String::new() }
}

/// The place of a whole bill.
pub fn bill_site(bill: &Bill) -> Site {
    Site { document: bill.path.clone(), digest: Some(bill.document), pointer: String::new(), line: None, label: String::new() }
}

/// The shipment as a whole.
pub fn shipment_site() -> Site {
    Site { document: String::new(), digest: None, pointer: String::new(), line: None, label: String::new() }
}

/// Places by cause: each cause becomes one finding, its places sorted and each named once.
#[derive(Default)]
pub struct Causes(BTreeMap<String, BTreeSet<Site>>);

impl Causes {
    pub fn add(&mut self, cause: impl Into<String>, site: Site) {
        self.0.entry(cause.into()).or_default().insert(site);
    }

    pub fn holds(&self, cause: &str) -> bool {
        self.0.contains_key(cause)
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Cause and places, by cause.
    pub fn into_iter(self) -> impl Iterator<Item = (String, Vec<Site>)> {
        self.0.into_iter().map(|(cause, sites)| (cause, sites.into_iter().collect()))
    }
}
