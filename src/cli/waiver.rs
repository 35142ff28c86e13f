//! `kenpin waiver`: who allowed what, why and until when; and doubts that somebody settled.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde::Serialize;

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::print::{self, Format};
use super::reference::text;
use super::session::Session;
use super::terms::{policy_of, waivers_in};
use super::waiver_add::{Add, Settle};
use crate::decision::policy::Permissions;
use crate::decision::review::Review;
use crate::decision::rule::RULES;
use crate::decision::waiver;
use crate::intake::Moment;
use crate::intake::slip::nearest;
use crate::report::escape::visible;

/// Writes, lists and shows waivers, and settles doubts about makers' names
#[derive(Debug, Subcommand)]
pub(crate) enum Waiver {
    Add(Box<Add>),
    Settle(Box<Settle>),
    List(List),
    Show(Show),
}

/// Lists every waiver and review of a file, and whether it counts
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin waiver list waivers.toml --policy policy.toml")]
pub(crate) struct List {
    #[command(flatten)]
    file: File,
}

/// Shows one waiver or review in full
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin waiver show waivers.toml W-1")]
pub(crate) struct Show {
    #[command(flatten)]
    file: File,
    /// Its number
    #[arg(value_name = "ID")]
    id: String,
}

#[derive(Debug, Args)]
struct File {
    /// The file of waivers
    #[arg(value_name = "WAIVERS")]
    path: PathBuf,
    /// The policy that says whether they have to be signed, and by whom
    #[arg(long, value_name = "FILE")]
    policy: Vec<PathBuf>,
    /// Take only policies that one of these public keys signed; may be repeated
    #[arg(long, value_name = "FILE")]
    policy_key: Vec<PathBuf>,
    #[command(flatten)]
    clock: Clock,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// One line of the list.
#[derive(Serialize)]
struct Line {
    id: String,
    /// `waiver` or `review`.
    kind: &'static str,
    counts: bool,
    /// In words: until when it counts, or why it does not.
    state: String,
    /// Everything that it says.
    says: Says,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Says {
    Waiver(Box<waiver::Waiver>),
    Review(Box<Review>),
}

impl Waiver {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        match self {
            Self::Add(add) => add.run()?,
            Self::Settle(settle) => settle.run(session)?,
            Self::List(list) => list.run()?,
            Self::Show(show) => show.run()?,
        }
        Ok(Exit::Accept)
    }
}

impl File {
    fn lines(&self) -> Result<Vec<Line>, Fault> {
        let waivers = waivers_in(&text(&self.path)?, &self.path)?;
        let policy = policy_of(&self.policy, &self.policy_key, None)?;
        let at = self.clock.at()?;
        let permissions = &policy.waivers;
        let waiver = |waiver: waiver::Waiver| Line::of_waiver(waiver, permissions, at);
        let review = |review: Review| Line::of_review(review, permissions);
        Ok(waivers.all.into_iter().map(waiver).chain(waivers.reviews.into_iter().map(review)).collect())
    }
}

impl Line {
    fn of_waiver(waiver: waiver::Waiver, permissions: &Permissions, at: Moment) -> Self {
        let (counts, state) = match waiver.endorsed(permissions) {
            Err(why) => (false, format!("does not count: {why}")),
            Ok(()) if waiver.counts(at) => (true, format!("counts until {}", waiver.expires)),
            Ok(()) => (false, format!("expired after {}", waiver.expires)),
        };
        Self { id: waiver.id.clone(), kind: "waiver", counts, state, says: Says::Waiver(Box::new(waiver)) }
    }

    fn of_review(review: Review, permissions: &Permissions) -> Self {
        let (counts, state) = match review.endorsed(permissions) {
            Err(why) => (false, format!("does not count: {why}")),
            Ok(()) => (true, "counts until an entry changes".to_owned()),
        };
        Self { id: review.id.clone(), kind: "review", counts, state, says: Says::Review(Box::new(review)) }
    }

    /// What it allows, in a line.
    fn about(&self) -> String {
        match &self.says {
            Says::Waiver(waiver) => {
                let rule = RULES.iter().find(|rule| rule.id == waiver.rule).map_or("", |rule| rule.name);
                format!("{} {rule}: {}", waiver.rule, scope(waiver).iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(", "))
            }
            Says::Review(review) => {
                let entries: Vec<&str> = review.entries.iter().map(|reviewed| reviewed.entry.as_str()).collect();
                format!("\"{}\" is none of {}", review.maker, entries.join(", "))
            }
        }
    }
}

/// What the waiver names, and how.
fn scope(waiver: &waiver::Waiver) -> Vec<(&'static str, String)> {
    let named = [
        ("component:", waiver.component.clone()),
        ("maker:", waiver.maker.clone()),
        ("entries:", Some(waiver.entries.join(", ")).filter(|text| !text.is_empty())),
        ("document:", waiver.document.clone()),
        ("sha256:", waiver.sha256.clone()),
        ("vendor:", waiver.vendor.clone()),
        ("contract:", waiver.contract.clone()),
    ];
    named.into_iter().filter_map(|(label, text)| Some((label, text?))).collect()
}

impl List {
    fn run(&self) -> Result<(), Fault> {
        let lines = self.file.lines()?;
        print::answer(self.file.format, &lines, || {
            if lines.is_empty() {
                return "no waiver and no review".to_owned();
            }
            let line = |line: &Line| format!("{}  {}\n    {}", visible(&line.id), visible(&line.state), visible(&line.about()));
            lines.iter().map(line).collect::<Vec<_>>().join("\n")
        })
    }
}

impl Show {
    fn run(&self) -> Result<(), Fault> {
        let lines = self.file.lines()?;
        let Some(line) = lines.iter().find(|line| line.id == self.id) else {
            let meant = nearest(&self.id, lines.iter().map(|line| line.id.as_str()));
            let meant = meant.map(|meant| format!("did you mean \"{meant}\"? ")).unwrap_or_default();
            let fix = format!("{meant}run `kenpin waiver list {}`", self.file.path.display());
            return Err(Fault::usage(format!("there is no waiver or review \"{}\"", self.id), self.file.path.display(), fix));
        };
        print::answer(self.file.format, line, || {
            let mut rows = vec![(line.kind, line.id.clone()), ("state:", line.state.clone())];
            match &line.says {
                Says::Waiver(waiver) => {
                    rows.push(("rule:", waiver.rule.clone()));
                    rows.extend(scope(waiver));
                    rows.extend(
                        [("reason:", &waiver.reason), ("asked by:", &waiver.requested_by)].map(|(label, text)| (label, text.clone())),
                    );
                    rows.push(("approved:", waiver.approved_by.clone()));
                }
                Says::Review(review) => {
                    rows.extend([("maker:", review.maker.clone()), ("reason:", review.reason.clone())]);
                    rows.push(("by:", format!("{} on {}", review.reviewed_by, review.on)));
                    let entry = |reviewed: &crate::decision::review::Reviewed| format!("{}, edition {}", reviewed.entry, reviewed.edition);
                    rows.extend(review.entries.iter().map(|reviewed| ("is not:", entry(reviewed))));
                }
            }
            rows.iter().map(|(label, text)| format!("{label:<11}{}", visible(text))).collect::<Vec<_>>().join("\n")
        })
    }
}
