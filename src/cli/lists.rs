//! `kenpin lists`: the restricted-party lists and laws that screening uses.

use clap::{Args, Subcommand};
use serde::Serialize;

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::lists_diff::Diff;
use super::lists_import::Import;
use super::lists_update::Update;
use super::lists_verify::Verify;
use super::paths::Ground;
use super::print::{self, Format};
use super::reference;
use super::session::Session;
use super::settings::Settings;
use crate::intake::Moment;
use crate::report::escape;
use crate::screening::Force;
use crate::screening::regime::{self, Regime, RegimeKind};
use crate::screening::screener;
use crate::screening::watchlist::{Entry, Watchlist};

/// Shows, imports, updates and compares the restricted-party lists that screening uses
#[derive(Debug, Subcommand)]
pub(crate) enum Lists {
    Show(Show),
    Import(Import),
    Update(Update),
    Diff(Diff),
    Verify(Verify),
}

/// Shows each list with its authority, edition, age and shelf life, and the laws that draw on them
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  kenpin lists show\n  kenpin lists show us-1260h --at 2026-11-23")]
pub(crate) struct Show {
    /// One list, with its entries
    #[arg(value_name = "LIST")]
    id: Option<String>,
    #[command(flatten)]
    lists: reference::Lists,
    #[command(flatten)]
    clock: Clock,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Serialize)]
struct Shown {
    schema_version: &'static str,
    at: String,
    lists: Vec<ListLine>,
    regimes: Vec<RegimeLine>,
    /// Only for one list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entries: Vec<EntryLine>,
}

#[derive(Serialize)]
struct ListLine {
    id: String,
    title: String,
    authority: String,
    citation: String,
    edition: String,
    shelf_life_days: u16,
    usable_until: String,
    /// `usable`, `too-old`.
    state: &'static str,
    entries: usize,
    sha256: String,
    source: String,
    licence: String,
    path: String,
}

#[derive(Serialize)]
struct RegimeLine {
    id: String,
    title: String,
    citation: String,
    from: String,
    /// `reject`, `consult`, `advise`.
    kind: RegimeKind,
    lists: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct EntryLine {
    pub id: String,
    pub name: String,
    aliases: Vec<String>,
    /// `in-force`, `not-yet`, `ended`, with the day.
    pub force: String,
    authority: String,
    source: String,
}

impl Lists {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        match self {
            Self::Show(show) => show.run(session),
            Self::Import(import) => import.run(session),
            Self::Update(update) => update.run(session),
            Self::Diff(diff) => diff.run(session),
            Self::Verify(verify) => verify.run(session),
        }
    }
}

impl Show {
    fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let at = self.clock.at()?;
        let ground = Ground::of(&[])?;
        let settings = Settings::load(session, &ground)?;
        let watchlists = self.lists.watchlists(&settings, &ground, at)?;
        let regimes = regime::shipped().map_err(|error| Fault::ours(error, "", ""))?;
        let chosen: Vec<&Watchlist> = watchlists.iter().filter(|list| self.id.as_ref().is_none_or(|id| *id == list.id)).collect();
        if chosen.is_empty() {
            let known: Vec<&str> = watchlists.iter().map(|list| list.id.as_str()).collect();
            return Err(Fault::usage(
                format!("no list is called \"{}\"", self.id.as_deref().unwrap_or_default()),
                "",
                format!("name one of {}", known.join(", ")),
            ));
        }
        let draws = |regime: &&Regime| self.id.as_ref().is_none_or(|id| regime.lists.contains(id));
        let entries = if self.id.is_some() {
            chosen.iter().flat_map(|list| &list.entries).map(|entry| entry_line(entry, at)).collect()
        } else {
            Vec::new()
        };
        let shown = Shown {
            schema_version: "1",
            at: at.to_string(),
            lists: chosen.iter().map(|list| list_line(list, at)).collect(),
            regimes: regimes.iter().filter(draws).map(regime_line).collect(),
            entries,
        };
        print::answer(self.format, &shown, || human(&shown))?;
        Ok(Exit::Accept)
    }
}

fn list_line(list: &Watchlist, at: Moment) -> ListLine {
    ListLine {
        id: list.id.clone(),
        title: list.title.clone(),
        authority: list.authority.clone(),
        citation: list.citation.clone(),
        edition: list.edition.to_string(),
        shelf_life_days: list.shelf_life_days,
        usable_until: list.usable_until().to_string(),
        state: if list.usable_at(at).is_ok() { "usable" } else { "too-old" },
        entries: list.entries.len(),
        sha256: list.digest.to_string(),
        source: list.source.clone(),
        licence: list.licence.clone(),
        path: list.path.clone(),
    }
}

fn regime_line(regime: &Regime) -> RegimeLine {
    RegimeLine {
        id: regime.id.clone(),
        title: regime.title.clone(),
        citation: regime.citation.clone(),
        from: regime.from.to_string(),
        kind: regime.kind,
        lists: regime.lists.clone(),
    }
}

pub(super) fn entry_line(entry: &Entry, at: Moment) -> EntryLine {
    let force = match screener::force(entry, at.day()) {
        Some(Force::InForce { from }) => format!("in-force since {from}"),
        Some(Force::NotYet { from }) => format!("not-yet, from {from}"),
        Some(Force::Ended { to }) => format!("ended {to}"),
        None => String::new(),
    };
    EntryLine {
        id: entry.id.clone(),
        name: entry.name.clone(),
        aliases: entry.aliases.clone(),
        force,
        authority: entry.authority.clone(),
        source: entry.source.clone(),
    }
}

fn human(shown: &Shown) -> String {
    let mut lines = Vec::new();
    for list in &shown.lists {
        lines.push(format!("{}  {}", escape::visible(&list.id), escape::visible(&list.title)));
        lines.push(format!("  by       {}; {}", escape::visible(&list.authority), escape::visible(&list.citation)));
        let state = if list.state == "usable" { "usable until" } else { "TOO OLD since" };
        lines.push(format!(
            "  edition  {}, {} entries, {state} {} ({} days)",
            list.edition, list.entries, list.usable_until, list.shelf_life_days
        ));
        lines.push(format!("  source   {}", escape::visible(&list.source)));
    }
    for entry in &shown.entries {
        lines.push(format!("  {}  {} ({})", escape::visible(&entry.id), escape::visible(&entry.name), entry.force));
    }
    if !shown.regimes.is_empty() {
        lines.push("\nlaws, and the lists that they draw on".to_owned());
    }
    for regime in &shown.regimes {
        let lists = if regime.lists.is_empty() { "names nobody".to_owned() } else { regime.lists.join(", ") };
        lines.push(format!("  {}  {}, since {}: {lists}", regime.id, regime.title, regime.from));
    }
    lines.join("\n")
}
