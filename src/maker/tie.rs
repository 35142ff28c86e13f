//! How one party is tied to another: shares, control, affiliation, since when, and which of that a law reaches.

use std::fmt;

use crate::intake::Day;

/// A share of a company, in millionths of a percent; 0 to 100 percent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(pub(super) u32);

impl Share {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Half, the threshold of OFAC's and BIS's rules.
    pub const HALF: Self = Self(50_000_000);
    /// A quarter: from here on a minority is looked at under the 50 percent rules (BIS names a "significant
    /// minority" as a red flag and gives no figure).
    pub const QUARTER: Self = Self(25_000_000);
    /// All.
    pub const WHOLE: Self = Self(100_000_000);

    /// Reads a decimal percentage exactly, `16.67`; `None` beyond 0 to 100, past six decimals, or for anything else.
    pub fn parse(percent: &str) -> Option<Self> {
        let (whole, fraction) = percent.split_once('.').unwrap_or((percent, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > 6 || whole.len() > 3 {
            return None;
        }
        let millionths = format!("{whole}{fraction:0<6}").parse().ok()?;
        (millionths <= Self::WHOLE.0).then_some(Self(millionths))
    }
}

impl fmt::Display for Share {
    /// `50 %`, `16.67 %`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_percent(f, u64::from(self.0))
    }
}

/// A sum of shares; may exceed 100 percent where the figures contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sum(pub(super) u64);

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_percent(f, self.0)
    }
}

fn write_percent(f: &mut fmt::Formatter<'_>, millionths: u64) -> fmt::Result {
    let (whole, rest) = (millionths / 1_000_000, millionths % 1_000_000);
    if rest == 0 {
        return write!(f, "{whole} %");
    }
    write!(f, "{whole}.{} %", format!("{rest:06}").trim_end_matches('0'))
}

/// How one party is tied to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tie {
    /// Holds shares; the interval says how many.
    Shares,
    /// Controls or consolidates it; no figure is published.
    Controls,
    /// An official notice or a court names it a subsidiary or affiliate; no figure is published.
    Affiliate,
    /// Sells the other's equipment under its own name. Never more than a reason to look.
    Rebadges,
}

/// One tie from an owner to what it owns.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    pub owner: u32,
    pub owned: u32,
    pub tie: Tie,
    /// Both ends included. 0 and 100 where nothing is known.
    pub at_least: Share,
    pub at_most: Share,
    /// First day; `None`: as far back as anybody knows.
    pub from: Option<Day>,
    /// Last day; `None`: still.
    pub to: Option<Day>,
    /// Whether somebody read it at a source.
    pub grounds: Grounds,
}

impl Edge {
    /// Whether the tie holds on that day.
    pub fn holds_at(&self, at: Day) -> bool {
        self.from.is_none_or(|from| from <= at) && self.to.is_none_or(|to| at <= to)
    }
}

impl fmt::Display for Edge {
    /// What an owner is to what it owns: `holds 100 %`, `controls`, `is named as its parent or affiliate`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.tie {
            Tie::Shares if self.at_least == Share::NONE && self.at_most == Share::WHOLE => write!(f, "holds a share that is not known")?,
            Tie::Shares if self.at_least == self.at_most => write!(f, "holds {}", self.at_least)?,
            Tie::Shares if self.at_most == Share::WHOLE => write!(f, "holds {} or more", self.at_least)?,
            Tie::Shares => write!(f, "holds {} to {}", self.at_least, self.at_most)?,
            Tie::Controls => write!(f, "controls it")?,
            Tie::Affiliate => write!(f, "is officially named as its parent or affiliate")?,
            Tie::Rebadges => write!(f, "makes equipment that it sells under its own name")?,
        }
        match (self.from, self.to) {
            (None, None) => Ok(()),
            (Some(from), None) => write!(f, " since {from}"),
            (None, Some(to)) => write!(f, " until {to}"),
            (Some(from), Some(to)) => write!(f, " from {from} to {to}"),
        }
    }
}

/// What a fact rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Grounds {
    /// Read at the source that is named.
    Sourced,
    /// Believed, but not read at a source: may refer, never reject.
    GeneralKnowledge,
}

/// Which tie to a listed party a law reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profile {
    /// OFAC, BIS: half of the shares, added up; control and a significant minority are looked at.
    FiftyPercent,
    /// Half of the shares, or control.
    Control,
    /// "Any subsidiary or affiliate" (section 889(f)(3)): half of the shares, control, or an affiliate by an
    /// official notice; any smaller holding is looked at.
    Affiliate,
}

impl Profile {
    /// What an edge adds when only what is sure counts.
    pub(super) fn sure(self, edge: &Edge) -> Share {
        match (edge.grounds, edge.tie, self) {
            (Grounds::GeneralKnowledge, _, _) | (Grounds::Sourced, Tie::Rebadges, _) => Share::NONE,
            (Grounds::Sourced, Tie::Shares, _) => edge.at_least,
            (Grounds::Sourced, Tie::Controls, Self::FiftyPercent) => Share::NONE,
            (Grounds::Sourced, Tie::Controls, Self::Control | Self::Affiliate) => Share::WHOLE,
            (Grounds::Sourced, Tie::Affiliate, Self::FiftyPercent | Self::Control) => Share::NONE,
            (Grounds::Sourced, Tie::Affiliate, Self::Affiliate) => Share::WHOLE,
        }
    }

    /// What it adds when everything that might be so counts.
    pub(super) fn at_worst(self, edge: &Edge) -> Share {
        match edge.tie {
            Tie::Shares => edge.at_most,
            Tie::Controls | Tie::Affiliate | Tie::Rebadges => Share::WHOLE,
        }
    }

    /// From here on a holding is looked at.
    pub(super) fn look_from(self) -> Share {
        match self {
            Self::FiftyPercent | Self::Control => Share::QUARTER,
            Self::Affiliate => Share(1),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_exactly_or_not_at_all() {
        assert_eq!(Share::parse("16.67").unwrap().to_string(), "16.67 %");
        assert_eq!(Share::parse("50"), Some(Share::HALF));
        for wrong in ["", "-1", "100.1", "1e2", "50,5", "5.0000001", "0x10", ".5", "５０"] {
            assert_eq!(Share::parse(wrong), None, "{wrong}");
        }
    }
}
