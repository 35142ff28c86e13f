//! `kenpin lists diff`: who came to a list, who went, what changed, and which laws rest on it.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Args;
use serde::Serialize;

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::lists::{EntryLine, entry_line};
use super::print::{self, Format};
use super::reference;
use super::session::Session;
use crate::intake::Moment;
use crate::report::escape;
use crate::screening::regime::{self, Regime};
use crate::screening::watchlist::{Entry, Watchlist, Watchlists};

/// Shows which parties came to a list and went between two editions
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kenpin lists diff us-1260h lists/watchlists/us-1260h\n  kenpin lists diff old/ofac-sdn new/ofac-sdn --format json\n\nExit codes: 0 the same, 10 something differs"
)]
pub(crate) struct Diff {
    /// The older edition: a file, a folder, or the id of a list that ships
    #[arg(value_name = "OLD")]
    old: String,
    /// The newer edition, likewise
    #[arg(value_name = "NEW")]
    new: String,
    #[command(flatten)]
    clock: Clock,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Serialize)]
struct Differences {
    schema_version: &'static str,
    list: String,
    old_edition: String,
    new_edition: String,
    /// The laws that rest on the list: what makes a difference matter.
    laws: Vec<Law>,
    came: Vec<EntryLine>,
    went: Vec<EntryLine>,
    changed: Vec<Change>,
}

#[derive(Serialize)]
struct Law {
    id: String,
    title: String,
    /// `reject`, `consult`, `advise`.
    kind: regime::RegimeKind,
}

#[derive(Serialize)]
struct Change {
    id: String,
    name: String,
    /// In words: `now also called "ZTE"`, `in force until 2026-01-01`.
    what: Vec<String>,
}

impl Diff {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        let at = self.clock.at()?;
        let (old, new) = (list(&self.old, at)?, list(&self.new, at)?);
        let regimes = regime::shipped().map_err(|error| Fault::ours(error, "", ""))?;
        let differences = compared(&old, &new, &regimes, at);
        print::answer(self.format, &differences, || human(&differences))?;
        let same = differences.came.is_empty() && differences.went.is_empty() && differences.changed.is_empty();
        Ok(if same { Exit::Accept } else { Exit::Refer })
    }
}

/// The one list of a file or folder, or the one that ships under this id.
fn list(name: &str, at: Moment) -> Result<Watchlist, Fault> {
    let fault = |error| Fault::ours(error, "", "");
    let path = Path::new(name);
    let lists = if path.exists() {
        Watchlists::read(&reference::list_texts(path, at)?).map_err(fault)?
    } else {
        Watchlists::shipped().map_err(fault)?.limited_to(&[name.to_owned()])
    };
    let mut found = lists.iter();
    match (found.next(), found.next()) {
        (Some(list), None) => Ok(list.clone()),
        (None, _) => Err(Fault::usage("there is no such file, folder or list", name, "see `kenpin lists show` for the lists that ship")),
        (Some(_), Some(_)) => Err(Fault::usage("this folder holds several lists", name, "name the folder or file of one")),
    }
}

fn compared(old: &Watchlist, new: &Watchlist, regimes: &[Regime], at: Moment) -> Differences {
    let by_id =
        |list: &Watchlist| -> BTreeMap<String, Entry> { list.entries.iter().map(|entry| (entry.id.clone(), entry.clone())).collect() };
    let (before, after) = (by_id(old), by_id(new));
    let missing = |from: &BTreeMap<String, Entry>, other: &BTreeMap<String, Entry>| {
        from.iter().filter(|(id, _)| !other.contains_key(*id)).map(|(_, entry)| entry_line(entry, at)).collect()
    };
    let draws = |law: &&Regime| law.lists.contains(&new.id);
    let changed = after.iter().filter_map(|(id, entry)| change(before.get(id)?, entry)).collect();
    Differences {
        schema_version: "1",
        list: new.id.clone(),
        old_edition: old.edition.to_string(),
        new_edition: new.edition.to_string(),
        laws: regimes.iter().filter(draws).map(|law| Law { id: law.id.clone(), title: law.title.clone(), kind: law.kind }).collect(),
        came: missing(&after, &before),
        went: missing(&before, &after),
        changed,
    }
}

/// What differs between two editions of one entry, as far as a verdict can depend on it.
fn change(old: &Entry, new: &Entry) -> Option<Change> {
    let names = |entry: &Entry| -> Vec<String> { std::iter::once(&entry.name).chain(&entry.aliases).cloned().collect() };
    let (before, after) = (names(old), names(new));
    let mut what: Vec<String> =
        after.iter().filter(|name| !before.contains(name)).map(|name| format!("now also called \"{name}\"")).collect();
    what.extend(before.iter().filter(|name| !after.contains(name)).map(|name| format!("no longer called \"{name}\"")));
    if old.periods != new.periods {
        let periods = |entry: &Entry| {
            let period = |from: String, to: Option<String>| to.map_or(format!("from {from}"), |to| format!("{from} to {to}"));
            entry.periods.iter().map(|each| period(each.from.to_string(), each.to.map(|to| to.to_string()))).collect::<Vec<_>>().join(", ")
        };
        what.push(format!("listed {}, before: {}", periods(new), periods(old)));
    }
    if old.scope != new.scope {
        what.push("limited to other categories or purposes".to_owned());
    }
    if old.covers != new.covers || old.affiliates != new.affiliates {
        what.push("reaches other products or affiliates".to_owned());
    }
    if old.grounds != new.grounds {
        what.push("read at its source, or no longer".to_owned());
    }
    (!what.is_empty()).then(|| Change { id: new.id.clone(), name: new.name.clone(), what })
}

fn human(differences: &Differences) -> String {
    let mut lines =
        vec![format!("{}: edition of {} -> {}", escape::visible(&differences.list), differences.old_edition, differences.new_edition)];
    lines.extend(differences.laws.iter().map(|law| format!("  matters to  {}, {}", law.id, law.title)));
    if differences.laws.is_empty() {
        lines.push("  matters to  whoever hands it in with --watchlists; no law that ships rests on it".to_owned());
    }
    for (word, entries) in [("came", &differences.came), ("went", &differences.went)] {
        lines.extend(
            entries
                .iter()
                .map(|entry| format!("  {word:<8}  {} ({}), {}", escape::visible(&entry.name), escape::visible(&entry.id), entry.force)),
        );
    }
    for change in &differences.changed {
        lines.push(format!(
            "  changed   {} ({}): {}",
            escape::visible(&change.name),
            escape::visible(&change.id),
            escape::visible(&change.what.join("; "))
        ));
    }
    lines.push(format!("{} came, {} went, {} changed", differences.came.len(), differences.went.len(), differences.changed.len()));
    lines.join("\n")
}
