//! Traces each distinct set of clues once, and lets components point at the result.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::clue::{self, Clue, Stands};
use super::directory::{Directory, PartyId};
use super::holder;
use super::name::{Field, Name, parse_field};
use super::registry::{self, Standing};
use super::{Basis, Maker, Manner, Mention, Trace, Traces, Tracing, Untraced};
use crate::bill::{Bill, ClaimState, Role};
use crate::evidence::{self, Evidence};
use crate::intake::{Day, Moment};

/// Roles of claims, the strongest first (FORMATS.md, section 4).
const RANKS: [Role; 5] = [Role::Manufacturer, Role::Originator, Role::Supplier, Role::Publisher, Role::Author];
/// Owners above a party that are looked at to see whether two parties belong together.
const LIMIT_OWNERS: usize = 64;

/// Traces every component of every bill.
pub(super) fn trace(bills: &[Bill], evidence: &Evidence, directory: &Directory, at: Moment) -> Traces {
    let mut tracer = Tracer { directory, at: at.day(), known: HashMap::new(), distinct: Vec::new(), fields: HashMap::new() };
    let of = bills.iter().map(|bill| tracer.bill(bill, signer_of(bill, evidence))).collect();
    Traces { distinct: tracer.distinct, of }
}

/// Whose the signed bill is: the party that the trust store binds its signer to, else the signer's own name.
fn signer_of<'a>(bill: &Bill, evidence: &'a Evidence) -> Option<&'a str> {
    bill.attested_by.iter().find_map(|index| match &evidence.attestations.get(*index)?.standing {
        evidence::Standing::Verified(proof) => Some(proof.vouches_for().unwrap_or(proof.signer())),
        evidence::Standing::Rejected(_) | evidence::Standing::Undetermined(_) => None,
    })
}

struct Tracer<'a> {
    directory: &'a Directory,
    at: Day,
    /// Index into `distinct` by the clues themselves: a vendor cannot make two sets of clues pass for one.
    known: HashMap<Box<[Clue<'a>]>, u32>,
    distinct: Vec<Trace>,
    /// What each text of a claim says: ten thousand parts of one supplier read its name once.
    fields: HashMap<&'a str, Rc<Claimed>>,
}

/// A claim's text, read.
struct Claimed {
    /// Who is named or mentioned, and whose name it is.
    names: Vec<(String, Manner, Option<PartyId>)>,
    /// What stands in place of a maker.
    instead: Option<Untraced>,
}

impl Claimed {
    fn read(text: &str, directory: &Directory) -> Self {
        let known = |name: String, manner| {
            let party = directory.resolve(&Name::of(&name));
            (name, manner, party)
        };
        match parse_field(text) {
            Field::Makers { named, mentioned } => {
                let named = named.into_iter().map(|name| known(name, Manner::Named));
                let mentioned = mentioned.into_iter().map(|name| known(name, Manner::MentionedOnly));
                Self { names: named.chain(mentioned).collect(), instead: None }
            }
            Field::Mention(mentioned) => {
                let names = mentioned.into_iter().map(|name| known(name, Manner::MentionedOnly)).collect();
                Self { names, instead: Some(Untraced::NotAMaker(text.to_owned())) }
            }
            Field::Placeholder(text) => Self { names: Vec::new(), instead: Some(Untraced::Placeholder(text)) },
            Field::Withheld => Self { names: Vec::new(), instead: Some(Untraced::Withheld) },
        }
    }
}

impl<'a> Tracer<'a> {
    fn bill(&mut self, bill: &'a Bill, signer: Option<&'a str>) -> Vec<u32> {
        let subjects: BTreeSet<u32> = bill.contents.subjects.iter().map(|id| id.0).collect();
        let mut clues = Vec::new();
        let mut of = Vec::with_capacity(bill.contents.components.len());
        for (index, component) in bill.contents.components.iter().enumerate() {
            let stands_for = match u32::try_from(index).is_ok_and(|index| subjects.contains(&index)) {
                true => Stands::Subject,
                false if index == 0 && subjects.is_empty() => Stands::Bill,
                false => Stands::Itself,
            };
            clue::collect(bill, component, stands_for, signer, self.directory, &mut clues);
            of.push(self.index_of(&clues));
        }
        of
    }

    fn index_of(&mut self, clues: &[Clue<'a>]) -> u32 {
        if let Some(index) = self.known.get(clues) {
            return *index;
        }
        let index = u32::try_from(self.distinct.len()).unwrap_or(u32::MAX);
        let trace = self.reading(clues).decide(self.directory, self.at);
        self.distinct.push(trace);
        self.known.insert(clues.into(), index);
        index
    }

    fn claimed(&mut self, text: &'a str) -> Rc<Claimed> {
        self.fields.entry(text).or_insert_with(|| Rc::new(Claimed::read(text, self.directory))).clone()
    }

    fn reading(&mut self, clues: &[Clue<'a>]) -> Reading {
        let directory = self.directory;
        let mut reading = Reading::default();
        for clue in clues {
            match *clue {
                Clue::Claim(role, ClaimState::Stated, text) => {
                    reading.claim(role, &self.claimed(text));
                }
                Clue::Claim(_, ClaimState::Withheld, _) => reading.instead(&Untraced::Withheld),
                Clue::Vendor(vendor) => reading.name(Basis::CpeVendor, unescaped(vendor), directory),
                Clue::Namespace(kind, namespace) => reading.package(kind, namespace, "/-", directory),
                Clue::Package(kind, name) => reading.package(kind, name, "", directory),
                Clue::Registered(party, standing) => reading.held(party, standing, directory),
                Clue::Website(address) => reading.website(address, directory),
                Clue::BillSupplier(text) => reading.supplied(&self.claimed(text)),
                Clue::Signer(signer) => reading.name(Basis::Signer, signer.to_owned(), directory),
                Clue::Hardware => reading.hardware = true,
            }
        }
        reading
    }
}

/// The clues, read: who is mentioned, and why nobody is where nobody is.
#[derive(Default)]
struct Reading {
    mentions: Vec<Mention>,
    /// The mentions once more, so that a vendor's hundred thousand authors cost no more than their number.
    seen: HashSet<Mention>,
    /// What stands in place of a maker.
    why: Option<Untraced>,
    hardware: bool,
    withheld: bool,
}

impl Reading {
    fn claim(&mut self, role: Role, claimed: &Claimed) {
        for (name, manner, party) in &claimed.names {
            self.enter(Mention { basis: Basis::Claim(role), text: name.clone(), party: *party, manner: *manner });
        }
        if let Some(instead) = &claimed.instead {
            self.instead(instead);
        }
    }

    /// Who supplied the bill is somebody to look at, and stands for no maker.
    fn supplied(&mut self, claimed: &Claimed) {
        for (name, _, party) in &claimed.names {
            self.enter(Mention { basis: Basis::BillSupplier, text: name.clone(), party: *party, manner: Manner::MentionedOnly });
        }
    }

    /// Somebody who is no maker tells more than a filler, and whichever stood first more than what follows.
    fn instead(&mut self, why: &Untraced) {
        self.withheld |= *why == Untraced::Withheld;
        match (&self.why, why) {
            (None, _) | (Some(_), Untraced::NotAMaker(_)) => self.why = Some(why.clone()),
            (Some(_), Untraced::NothingStated | Untraced::Withheld | Untraced::Placeholder(_)) => {}
        }
    }

    fn name(&mut self, basis: Basis, text: String, directory: &Directory) {
        let by_code = (basis == Basis::CpeVendor).then(|| directory.by_identifier("cpe-vendor", &text.replace(' ', "_"))).flatten();
        let party = by_code.or_else(|| directory.resolve(&Name::of(&text)));
        self.enter(Mention { basis, text, party, manner: Manner::Named });
    }

    fn enter(&mut self, mention: Mention) {
        if self.seen.insert(mention.clone()) {
            self.mentions.push(mention);
        }
    }

    /// `tail` makes a whole purl of type and path again, so that the registry can read it.
    fn package(&mut self, kind: &str, path: &str, tail: &str, directory: &Directory) {
        let party = holder::of("purl", &format!("pkg:{kind}/{path}{tail}"), directory).map(|(party, _)| party);
        let path = registry::decoded(path);
        if !path.chars().any(char::is_alphanumeric) {
            return;
        }
        let text = format!("{kind}/{path}");
        self.enter(Mention { basis: Basis::PackageNamespace, text, party, manner: Manner::Named });
    }

    /// A MAC prefix names the maker of a network part; one that is only tied to a party is no more than a reason to look.
    fn held(&mut self, party: PartyId, standing: Standing, directory: &Directory) {
        let manner = match standing {
            Standing::Holder => Manner::Named,
            Standing::About => Manner::MentionedOnly,
        };
        let text = directory.party(party).map_or_else(String::new, |party| party.legal_name.clone());
        self.enter(Mention { basis: Basis::Registry, text, party: Some(party), manner });
    }

    /// A web address tells something only where it is a known party's.
    fn website(&mut self, address: &str, directory: &Directory) {
        if let Some((party, Standing::Holder)) = holder::of("domain", address, directory) {
            self.enter(Mention { basis: Basis::Registry, text: address.to_owned(), party: Some(party), manner: Manner::Named });
        }
    }

    fn decide(mut self, directory: &Directory, at: Day) -> Trace {
        let leading = self.leading();
        // The deciding mention stands first, the others in the order of their rank.
        let rank = |mention: &Mention| (mention.manner, mention.basis);
        let first = leading.first().and_then(|index| self.mentions.get(*index)).cloned();
        self.mentions.sort_by_key(|mention| {
            (first.as_ref().is_none_or(|first| first.basis != mention.basis || first.manner != mention.manner), rank(mention))
        });
        let Some(first) = first else {
            return Trace { tracing: Tracing::Untraced { why: self.why.unwrap_or(Untraced::NothingStated) }, mentions: self.mentions };
        };
        let against = self.against(&first, directory, at);
        let tracing = if against.is_empty() {
            let maker = first.party.map_or_else(|| Maker::AsStated(first.text.clone()), Maker::Known);
            Tracing::Traced { maker, basis: first.basis }
        } else {
            Tracing::Disputed { candidates: std::iter::once(0).chain(against).collect() }
        };
        Trace { tracing, mentions: self.mentions }
    }

    /// Indices of the mentions that decide: those of the first rank that names somebody.
    fn leading(&self) -> Vec<usize> {
        let mut ranks: Vec<Basis> = RANKS.iter().map(|role| Basis::Claim(*role)).collect();
        ranks.push(Basis::CpeVendor);
        if self.hardware {
            // A signer vouches for the whole; only where nobody withheld who built it.
            ranks.extend((!self.withheld && self.why.is_none()).then_some(Basis::Signer));
        } else {
            ranks.extend([Basis::PackageNamespace, Basis::Signer]);
        }
        let of = |rank: &Basis| -> Vec<usize> {
            let fits = |mention: &Mention| mention.basis == *rank && mention.manner == Manner::Named;
            self.mentions.iter().enumerate().filter(|(_, mention)| fits(mention)).map(|(index, _)| index).collect()
        };
        ranks.iter().map(of).find(|leading| !leading.is_empty()).unwrap_or_default()
    }

    /// Mentions that contradict the deciding one: of its own rank, or of a registry behind the part's identifiers.
    /// Several authors are co-authors, and several namespaces are mirrors.
    fn against(&self, first: &Mention, directory: &Directory, at: Day) -> Vec<usize> {
        let exclusive = match first.basis {
            Basis::Claim(Role::Author) | Basis::PackageNamespace | Basis::CpeVendor | Basis::Signer | Basis::BillSupplier => false,
            Basis::Registry | Basis::Claim(Role::Manufacturer | Role::Originator | Role::Supplier | Role::Publisher) => true,
        };
        let mut against = Vec::new();
        for (index, mention) in self.mentions.iter().enumerate().skip(1).filter(|(_, mention)| mention.manner == Manner::Named) {
            let same_rank = exclusive && mention.basis == first.basis;
            let registry = mention.basis == Basis::Registry && mention.party.is_some();
            if (same_rank || registry) && !together(first, mention, directory, at) {
                against.push(index);
            }
        }
        against
    }
}

/// Whether two mentions are one party, or one owns the other, or one owner both.
fn together(one: &Mention, other: &Mention, directory: &Directory, at: Day) -> bool {
    match (one.party, other.party) {
        (Some(one), Some(other)) => {
            let above = owners(one, directory, at);
            owners(other, directory, at).iter().any(|party| above.contains(party))
        }
        (None, None) => Name::of(&one.text).core() == Name::of(&other.text).core(),
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// A party and everybody above it on that day.
fn owners(party: PartyId, directory: &Directory, at: Day) -> Vec<PartyId> {
    let mut above = vec![party];
    let mut next = 0;
    while let Some(here) = above.get(next).copied().filter(|_| above.len() < LIMIT_OWNERS) {
        next = next.saturating_add(1);
        for (_, edge) in directory.owners_of(here).filter(|(_, edge)| edge.holds_at(at)) {
            if !above.contains(&PartyId(edge.owner)) {
                above.push(PartyId(edge.owner));
            }
        }
    }
    above
}

/// A CPE field without its escapes; `_` stands for a blank.
fn unescaped(field: &str) -> String {
    registry::decoded(&field.replace('\\', "")).replace('_', " ")
}
