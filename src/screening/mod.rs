//! Makers and their owners against restricted-party lists.

mod acronym;
pub mod answer;
mod alignment;
mod comparison;
mod csv;
pub mod import;
pub mod index;
pub mod list_file;
pub mod query;
pub mod regime;
pub mod screener;
mod shipped;
mod spelling;
pub mod standing;
pub mod similarity;
mod slip;
pub mod vocabulary;
pub mod watchlist;
mod weight;

use std::sync::Arc;

use crate::intake::{Day, Moment};
use crate::maker::Traces;
use crate::maker::directory::Directory;
use screener::{Clean, Roll};
use watchlist::Watchlists;

/// The result for each distinct trace, in the order of [`Traces::distinct`].
#[derive(Clone, Debug)]
pub struct Screening {
    pub outcome: Outcome,
}

/// Whether a maker or its owners are restricted, as far as the lists say.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// On none of these editions. Never empty.
    Clear {
        /// Shared by every clear screening of a run.
        editions: Arc<[EditionId]>,
    },
    /// At least one hit that is certain; the uncertain ones stand behind.
    Listed(Vec<Hit>),
    /// Might be.
    Possible(Vec<Hit>),
    Unscreened(Unscreened),
}

/// Why nothing could be screened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unscreened {
    /// No maker is known.
    NoName,
    /// No list was given.
    NoList,
}

/// A list and the edition of it that was used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EditionId {
    pub list: String,
    pub edition: Day,
}

/// One reason to think that a component's maker, or an owner of it, is on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub edition: EditionId,
    /// The entry's id in its list: `huawei`.
    pub entry: String,
    /// The listed party, as the list names it.
    pub party: String,
    pub relation: HitRelation,
    pub certainty: Certainty,
    /// How alike the name is, 0 to 1000; 1000 only for equal normal forms or an identifier.
    pub likeness: u16,
    /// In words: which words agree, which do not, by which identifier.
    pub reasons: Vec<String>,
    /// Which of the trace's mentions it comes from.
    pub mention: usize,
    pub force: Force,
    /// Categories and purposes to which the listing is limited; decided against the order in `decision`.
    pub scope: watchlist::Scope,
    /// The clause of law.
    pub authority: String,
}

/// How the mentioned party and the listed one stand to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HitRelation {
    Itself,
    /// The listed party owns the mentioned one; the path runs from the mentioned party to the listed one.
    Owner {
        path: Vec<OwnerStep>,
    },
}

/// One step up from a party to its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerStep {
    pub owner: String,
    /// `100 %`, `50 % or more`, `controls`.
    pub by: String,
}

/// Whether a hit may reject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The name or identifier is the listed party's, and the listing was read at its source.
    Certain,
    /// The name is alike but not surely the same.
    NameUncertain,
    /// The listing or the tie of ownership is not read at a source.
    Unsourced,
    /// The thing is about the party, or from its package namespace, not surely made by it.
    AboutOnly,
}

/// Whether the listing applies at the moment of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Force {
    InForce {
        from: Day,
    },
    /// Advises, does not reject.
    NotYet {
        from: Day,
    },
    Ended {
        to: Day,
    },
}

/// Screens every distinct trace.
pub fn screen(traces: &Traces, directory: &Directory, watchlists: &Watchlists, at: Moment) -> Vec<Screening> {
    let roll = Roll::new(directory, watchlists);
    let day = roll.on(at);
    let mut clean = Clean::default();
    traces.distinct.iter().map(|trace| roll.screen(trace, &day, &mut clean)).collect()
}
