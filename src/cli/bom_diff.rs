//! `kenpin bom diff`: shows what differs between two bills.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::bom_read;
use super::exit::Exit;
use super::fault::Fault;
use super::print::{self, Format};
use super::session::Session;
use crate::bill::inspect::{kind_name, role_name};
use crate::bill::{Contents, Relation};
use crate::report::escape;

/// Shows what differs between two bills
///
/// A component is the same where kind, name and purl without its version are the same; versions and makers are compared.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin bom diff old.cdx.json new.spdx.json\n\nExit codes: 0 the same, 10 something differs")]
pub(crate) struct Diff {
    /// The older bill
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The newer bill
    #[arg(value_name = "NEW")]
    new: PathBuf,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Serialize)]
struct Differences {
    schema_version: &'static str,
    added: Vec<Entry>,
    removed: Vec<Entry>,
    changed: Vec<Change>,
}

/// A component that stands in one bill only.
#[derive(Serialize)]
struct Entry {
    name: String,
    version: Option<String>,
    makers: Vec<String>,
}

/// A component that both bills have, and what differs.
#[derive(Serialize)]
struct Change {
    name: String,
    /// `version` or `makers`.
    field: &'static str,
    old: Vec<String>,
    new: Vec<String>,
}

/// Kind, name, purl without version: what makes two components the same.
type Same = (Option<&'static str>, String, String);

/// Every occurrence of one component: its versions and its claims.
#[derive(Default)]
struct Known {
    versions: BTreeSet<String>,
    makers: BTreeSet<String>,
}

impl Diff {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        let (old, new) = (known(&bom_read::sound(&self.old)?), known(&bom_read::sound(&self.new)?));
        let only = |one: &BTreeMap<Same, Known>, other: &BTreeMap<Same, Known>| -> Vec<Entry> {
            one.iter().filter(|(same, _)| !other.contains_key(*same)).map(|(same, known)| entry(same, known)).collect()
        };
        let mut changed = Vec::new();
        for (same, before) in &old {
            let Some(after) = new.get(same) else { continue };
            for (field, one, other) in [("version", &before.versions, &after.versions), ("makers", &before.makers, &after.makers)] {
                if one != other {
                    let list = |set: &BTreeSet<String>| set.iter().cloned().collect();
                    changed.push(Change { name: same.1.clone(), field, old: list(one), new: list(other) });
                }
            }
        }
        let differences = Differences { schema_version: "1", added: only(&new, &old), removed: only(&old, &new), changed };
        print::answer(self.format, &differences, || human(&differences))?;
        let is_same = differences.added.is_empty() && differences.removed.is_empty() && differences.changed.is_empty();
        Ok(if is_same { Exit::Accept } else { Exit::Refer })
    }
}

fn known(contents: &Contents) -> BTreeMap<Same, Known> {
    let mut all: BTreeMap<Same, Known> = BTreeMap::new();
    for component in contents.components.iter().filter(|component| component.relation == Relation::Part) {
        let purl = component.purl.map(|purl| contents.text(purl)).unwrap_or_default();
        let purl = purl.split(['@', '?', '#']).next().unwrap_or_default().to_owned();
        let group = component.group.map(|group| format!("{}/", contents.text(group))).unwrap_or_default();
        let same = (kind_name(component.kind), format!("{group}{}", contents.text(component.name)), purl);
        let known = all.entry(same).or_default();
        known.versions.extend(component.version.map(|version| contents.text(version).to_owned()));
        let claims = contents.claims_of(component).iter();
        known.makers.extend(claims.map(|claim| format!("{} {}", role_name(claim.role), contents.text(claim.text))));
    }
    all
}

fn entry(same: &Same, known: &Known) -> Entry {
    let versions: Vec<&str> = known.versions.iter().map(String::as_str).collect();
    let version = (!versions.is_empty()).then(|| versions.join(", "));
    Entry { name: same.1.clone(), version, makers: known.makers.iter().cloned().collect() }
}

fn human(differences: &Differences) -> String {
    let told = |sign: &str, entry: &Entry| {
        let version = entry.version.as_deref().map(|version| format!(" {version}")).unwrap_or_default();
        let makers = if entry.makers.is_empty() { "nobody is named".to_owned() } else { entry.makers.join("; ") };
        format!("{sign} {}{}  ({})", escape::visible(&entry.name), escape::visible(&version), escape::visible(&makers))
    };
    let list = |values: &[String]| if values.is_empty() { "nothing".to_owned() } else { escape::visible(&values.join("; ")) };
    let mut lines: Vec<String> = differences.removed.iter().map(|entry| told("-", entry)).collect();
    lines.extend(differences.added.iter().map(|entry| told("+", entry)));
    for change in &differences.changed {
        lines.push(format!("~ {}  {}: {} -> {}", escape::visible(&change.name), change.field, list(&change.old), list(&change.new)));
    }
    lines.push(match lines.len() {
        0 => "the bills say the same of the same components".to_owned(),
        _ => format!("{} removed, {} added, {} changed", differences.removed.len(), differences.added.len(), differences.changed.len()),
    });
    lines.join("\n")
}
