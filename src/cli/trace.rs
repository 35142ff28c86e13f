//! `kenpin trace`: shows component, maker, owners and list entries of a bill as a tree.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::images::Images;
use super::paths::{self, Ground};
use super::print::{self, Format};
use super::reference::Lists;
use super::session::Session;
use super::settings::Settings;
use crate::bill::{Bill, Component, ComponentId};
use crate::evidence::Evidence;
use crate::intake::{Budget, Delivery, Moment, Shipment};
use crate::maker::directory::{Directory, PartyId};
use crate::maker::{self, Maker, Tracing, Untraced};
use crate::report::escape;
use crate::screening::answer::Line;
use crate::screening::{self, Outcome, Unscreened};

/// Shows component, maker, owners and list entries of a bill as a tree
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  kenpin trace camera.cdx.json\n  kenpin trace camera.cdx.json --component soc --format json")]
pub(crate) struct Trace {
    /// The bill of materials
    #[arg(value_name = "BILL")]
    bill: PathBuf,
    /// Only this component, by its reference in the bill, its pointer or its name
    #[arg(long, value_name = "REF")]
    component: Option<String>,
    #[command(flatten)]
    lists: Lists,
    #[command(flatten)]
    clock: Clock,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Serialize)]
struct Traced {
    schema_version: &'static str,
    at: String,
    components: Vec<Branch>,
}

/// One component and everything above it.
#[derive(Serialize)]
struct Branch {
    document: String,
    pointer: String,
    #[serde(rename = "ref")]
    reference: Option<String>,
    name: String,
    version: Option<String>,
    /// The maker as traced; `null`: nobody, or disputed.
    maker: Option<String>,
    /// By what, or why not.
    basis: String,
    mentions: Vec<String>,
    /// Everybody above the maker, nearest first.
    owners: Vec<String>,
    /// `clear`, `listed`, `possible`, `unscreened`.
    outcome: &'static str,
    hits: Vec<Line>,
}

impl Trace {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let at = self.clock.at()?;
        let ground = Ground::of(std::slice::from_ref(&self.bill))?;
        let settings = Settings::load(session, &ground)?;
        let watchlists = self.lists.watchlists(&settings, &ground, at)?;
        watchlists.usable_at(at).map_err(|error| Fault::ours(error, "", ""))?;
        let makers = self.lists.makers(&settings, &ground)?;
        let bills = bills(&self.bill)?;
        let evidence = Evidence::default();
        let traces = maker::trace(&bills, &evidence, &makers, at);
        let screenings = screening::screen(&traces, &makers, &watchlists, at);
        let mut components = Vec::new();
        for (number, bill) in bills.iter().enumerate() {
            for (index, component) in bill.contents.components.iter().enumerate().filter(|(_, component)| self.wants(bill, component)) {
                let id = ComponentId(u32::try_from(index).unwrap_or(u32::MAX));
                let Some((distinct, trace)) = traces.of(number, id) else { continue };
                let Some(screening) = screenings.get(distinct) else { continue };
                components.push(branch(bill, component, trace, &screening.outcome, &makers, at));
            }
        }
        if components.is_empty() {
            let name = self.component.as_deref().unwrap_or("any component");
            return Err(Fault::usage(
                format!("the bill does not hold \"{name}\""),
                self.bill.display(),
                "`kenpin bom inspect` shows what it holds",
            ));
        }
        let exit = components.iter().map(|branch| branch.outcome).fold(Exit::Accept, worse);
        let traced = Traced { schema_version: "1", at: at.to_string(), components };
        print::answer(self.format, &traced, || traced.components.iter().map(human).collect::<Vec<_>>().join("\n"))?;
        Ok(exit)
    }

    fn wants(&self, bill: &Bill, component: &Component) -> bool {
        let Some(wanted) = self.component.as_deref() else { return true };
        let contents = &bill.contents;
        let reference = component.reference.map(|text| contents.text(text));
        reference == Some(wanted) || contents.pointer(component.place) == wanted || contents.text(component.name) == wanted
    }
}

/// Every bill of the file, or of the archive.
fn bills(path: &Path) -> Result<Vec<Bill>, Fault> {
    let budget = Budget::default();
    let found = paths::read(&[path.to_owned()], &BTreeSet::new(), &budget, &Images::None)?;
    let delivery = Delivery { shipment: Shipment::gather(found.items, &budget), ..Delivery::default() };
    let bills = crate::bill::read(&delivery, &Evidence::default());
    if bills.is_empty() {
        return Err(Fault::usage("no bill of a known format is in here", path.display(), "give a CycloneDX or SPDX bill"));
    }
    Ok(bills)
}

fn branch(bill: &Bill, component: &Component, trace: &maker::Trace, outcome: &Outcome, makers: &Directory, at: Moment) -> Branch {
    let contents = &bill.contents;
    let (maker, basis, party) = made_by(&trace.tracing, makers);
    let (outcome, hits) = match outcome {
        Outcome::Clear { .. } => ("clear", Vec::new()),
        Outcome::Listed(hits) => ("listed", hits.iter().map(Line::from).collect()),
        Outcome::Possible(hits) => ("possible", hits.iter().map(Line::from).collect()),
        Outcome::Unscreened(Unscreened::NoName | Unscreened::NoList) => ("unscreened", Vec::new()),
    };
    Branch {
        document: bill.path.clone(),
        pointer: contents.pointer(component.place),
        reference: component.reference.map(|text| contents.text(text).to_owned()),
        name: contents.text(component.name).to_owned(),
        version: component.version.map(|text| contents.text(text).to_owned()),
        maker,
        basis,
        mentions: trace.mentions.iter().map(|mention| mention.text.clone()).collect(),
        owners: party.map_or_else(Vec::new, |party| owners(party, makers, at)),
        outcome,
        hits,
    }
}

/// The maker's name, by what it was traced, and the party.
fn made_by(tracing: &Tracing, makers: &Directory) -> (Option<String>, String, Option<PartyId>) {
    match tracing {
        Tracing::Traced { maker: Maker::Known(party), basis } => {
            (makers.party(*party).map(|party| party.legal_name.clone()), basis.to_string(), Some(*party))
        }
        Tracing::Traced { maker: Maker::AsStated(name), basis } => (Some(name.clone()), basis.to_string(), None),
        Tracing::Disputed { candidates } => (None, format!("disputed between {} parties", candidates.len()), None),
        Tracing::Untraced { why } => {
            let why = match why {
                Untraced::NothingStated => "nobody is named".to_owned(),
                Untraced::Withheld => "the maker is withheld".to_owned(),
                Untraced::Placeholder(text) => format!("\"{text}\" stands in place of a maker"),
                Untraced::NotAMaker(text) => format!("\"{text}\" names no maker"),
            };
            (None, why, None)
        }
    }
}

/// Everybody above a party at the moment, nearest first, each once.
fn owners(party: PartyId, makers: &Directory, at: Moment) -> Vec<String> {
    let (mut above, mut seen, mut next) = (Vec::new(), vec![party], 0);
    while let Some(here) = seen.get(next).copied() {
        next = next.saturating_add(1);
        for (_, edge) in makers.owners_of(here).filter(|(_, edge)| edge.holds_at(at.day())) {
            let owner = PartyId(edge.owner);
            if !seen.contains(&owner) {
                seen.push(owner);
                above.extend(makers.party(owner).map(|party| format!("{} {edge}", party.legal_name)));
            }
        }
    }
    above
}

fn worse(worst: Exit, outcome: &str) -> Exit {
    match (worst, outcome) {
        (Exit::Reject, _) | (_, "listed") => Exit::Reject,
        (_, "clear") => worst,
        (Exit::Accept | Exit::Refer | Exit::Fault | Exit::Usage, _) => Exit::Refer,
    }
}

fn human(branch: &Branch) -> String {
    let version = branch.version.as_deref().map_or_else(String::new, |version| format!(" {version}"));
    let mut lines = vec![format!("{}{}  {}", escape::visible(&branch.name), escape::visible(&version), escape::visible(&branch.pointer))];
    let maker = branch.maker.as_deref().unwrap_or("no maker");
    lines.push(format!("  maker  {} ({})", escape::visible(maker), escape::visible(&branch.basis)));
    lines.extend(branch.owners.iter().map(|owner| format!("  owner  {}", escape::visible(owner))));
    for hit in &branch.hits {
        let owners: Vec<&str> = hit.owners.iter().map(|owner| owner.owner.as_str()).collect();
        let through = if owners.is_empty() { String::new() } else { format!(" through {}", owners.join(", ")) };
        lines.push(format!(
            "  {}  {} \"{}\": {}{} ({})",
            branch.outcome,
            hit.list,
            hit.entry,
            escape::visible(&hit.party),
            escape::visible(&through),
            hit.certainty
        ));
    }
    if branch.hits.is_empty() {
        lines.push(format!("  {}", branch.outcome));
    }
    lines.join("\n")
}
