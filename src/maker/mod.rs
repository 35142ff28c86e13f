//! From a component to the party that made it, and to that party's owners.

mod clue;
pub mod directory;
mod directory_file;
pub mod holder;
pub mod name;
pub mod ownership;
pub mod registry;
mod shipped;
mod tie;
mod tracer;

use crate::bill::{Bill, ComponentId, Role};
use crate::evidence::Evidence;
use crate::intake::Moment;
use directory::{Directory, PartyId};

/// Who made what: each *distinct* set of claims is traced once, and components point at the result.
#[derive(Clone, Debug, Default)]
pub struct Traces {
    pub distinct: Vec<Trace>,
    /// For each bill, for each component, the index into `distinct`.
    of: Vec<Vec<u32>>,
}

impl Traces {
    /// The trace of one component; `None` only for a component of another case.
    pub fn of(&self, bill: usize, component: ComponentId) -> Option<(usize, &Trace)> {
        let index = *self.of.get(bill)?.get(component.0 as usize)? as usize;
        self.distinct.get(index).map(|trace| (index, trace))
    }
}

/// What could be found out about the maker of a component.
#[derive(Clone, Debug)]
pub struct Trace {
    pub tracing: Tracing,
    /// Every party that the component names, the deciding one first. All of them are screened.
    pub mentions: Vec<Mention>,
}

impl Trace {
    /// Whether a maker is named, truly or in dispute.
    pub fn is_named(&self) -> bool {
        match self.tracing {
            Tracing::Traced { .. } | Tracing::Disputed { .. } => true,
            Tracing::Untraced { .. } => false,
        }
    }
}

/// Three outcomes: found, contradictory, could not tell.
#[derive(Clone, Debug)]
pub enum Tracing {
    /// `maker` made it, by `basis`. A maker that no directory knows is traced as stated, and screened by its name.
    Traced {
        maker: Maker,
        basis: Basis,
    },
    /// Two claims of one rank, or a claim and an identifier, name different parties: indices into `mentions`.
    Disputed {
        candidates: Vec<usize>,
    },
    Untraced {
        why: Untraced,
    },
}

impl Tracing {
    /// The maker, where the directory knows it.
    pub fn known(&self) -> Option<PartyId> {
        match self {
            Self::Traced { maker: Maker::Known(party), .. } => Some(*party),
            Self::Traced { maker: Maker::AsStated(_), .. } | Self::Disputed { .. } | Self::Untraced { .. } => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Maker {
    Known(PartyId),
    AsStated(String),
}

/// Why no maker could be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Untraced {
    /// Nobody is named.
    NothingStated,
    /// `NOASSERTION`, `NONE`.
    Withheld,
    /// The words are one of the usual fillers: "To Be Filled By O.E.M.".
    Placeholder(String),
    /// Somebody is mentioned, but not as a maker: "compatible with ..".
    NotAMaker(String),
}

/// One party that a component names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Mention {
    pub basis: Basis,
    /// The maker phrase, after the field's own wrapping is taken off ("Organization: X (mail)" gives "X").
    pub text: String,
    /// The directory's party, where the name or identifier is one of its own.
    pub party: Option<PartyId>,
    pub manner: Manner,
}

/// What a mention rests on, strongest first within a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Basis {
    /// The registry behind an identifier read from the part: MAC prefix, PCI, USB.
    Registry,
    Claim(Role),
    /// The vendor field of a CPE.
    CpeVendor,
    /// The namespace of a purl.
    PackageNamespace,
    /// The subject of a signed bill that states no maker is its signer's.
    Signer,
    /// Who supplied the subject of a bill or the bill itself: CycloneDX leaves open which, so never its maker.
    BillSupplier,
}

impl std::fmt::Display for Basis {
    /// `manufacturer`, `package namespace`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Registry => "registry of an identifier",
            Self::Claim(Role::Manufacturer) => "manufacturer",
            Self::Claim(Role::Originator) => "originator",
            Self::Claim(Role::Supplier) => "supplier",
            Self::Claim(Role::Publisher) => "publisher",
            Self::Claim(Role::Author) => "author",
            Self::CpeVendor => "vendor in the CPE",
            Self::PackageNamespace => "package namespace",
            Self::Signer => "signer of the bill",
            Self::BillSupplier => "supplier of the bill",
        })
    }
}

/// How a party is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Manner {
    /// In the place of a maker.
    Named,
    /// Beside one, or instead of one: "compatible with ..", "not made by ..". Never more than a reason to look.
    MentionedOnly,
}

/// Traces every component of every bill.
pub fn trace(bills: &[Bill], evidence: &Evidence, directory: &Directory, at: Moment) -> Traces {
    tracer::trace(bills, evidence, directory, at)
}
