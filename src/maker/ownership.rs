//! Owners of owners: which parties a listed one owns, through how many hands, and how sure that is.
//!
//! OFAC FAQ 401: a holding counts only through parties that are themselves held, and shares are never
//! multiplied along a chain. FAQ 399: holdings of different listed parties add up. FAQ 398: control alone does
//! not block. Every figure is an interval; the lower ends decide what is certain, the upper ends what must be
//! looked at.

use std::collections::{BTreeMap, BTreeSet};

pub use super::tie::{Edge, Grounds, Profile, Share, Sum, Tie};
use crate::intake::Day;

/// How sure it is that a listed party owns another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// By what was read at a source.
    Certain,
    /// Only if the unknown is at its worst.
    ToLookAt,
}

/// One owned party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    pub grade: Grade,
    /// Indices of [`Graph::edges`], from the owned party up to the listed one. Empty for a listed party itself.
    pub path: Vec<usize>,
    /// In words, why it is not certain; empty where it is.
    pub why: String,
}

/// Who owns whom.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    edges: Vec<Edge>,
    down: BTreeMap<u32, Vec<usize>>,
}

/// Rounds of the look-through figure; each round adds one pass through every cycle.
const ROUNDS: u32 = 64;
/// What the look-through figure may fall short of half because it is rounded down: a thousandth of a percent.
const ROUNDING: u64 = 1_000;

impl Graph {
    pub fn new(edges: Vec<Edge>) -> Self {
        let mut down: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (index, edge) in edges.iter().enumerate() {
            down.entry(edge.owner).or_default().push(index);
        }
        Self { edges, down }
    }

    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// Every party that a listed one owns at `at`, the listed ones included.
    pub fn owned_by(&self, listed: &BTreeSet<u32>, profile: Profile, at: Day) -> BTreeMap<u32, Reach> {
        let sure = self.closure(listed, at, Share::HALF, |edge| profile.sure(edge));
        let worst = self.closure(listed, at, Share::HALF, |edge| profile.at_worst(edge));
        let minority = self.closure(listed, at, profile.look_from(), |edge| profile.at_worst(edge));
        let mut reaches: BTreeMap<u32, Reach> = BTreeMap::new();
        for party in sure.keys() {
            reaches.insert(*party, Reach { grade: Grade::Certain, path: self.path(*party, &sure), why: String::new() });
        }
        for party in worst.keys() {
            reaches
                .entry(*party)
                .or_insert_with(|| self.looked_at(*party, &worst, "half is reached only if every tie is as close as it may be"));
        }
        for (party, why) in self.beyond_the_sums(&worst, at, profile) {
            reaches.entry(party).or_insert_with(|| self.looked_at(party, &minority, &why));
        }
        for party in minority.keys() {
            reaches.entry(*party).or_insert_with(|| self.looked_at(*party, &minority, "a minority holding, below half"));
        }
        reaches
    }

    /// Parties whose owners together hold more than all of it at `at`: the figures contradict each other.
    pub fn oversold(&self, at: Day) -> Vec<(u32, Sum)> {
        let mut sums: BTreeMap<u32, u64> = BTreeMap::new();
        for edge in self.edges.iter().filter(|edge| edge.holds_at(at)) {
            let sum = sums.entry(edge.owned).or_default();
            *sum = sum.saturating_add(u64::from(edge.at_least.0));
        }
        sums.into_iter().filter(|(_, sum)| *sum > u64::from(Share::WHOLE.0)).map(|(party, sum)| (party, Sum(sum))).collect()
    }

    /// The least fixed point: who is listed, or held to `threshold` by those who are in already. For each the
    /// edge with the largest holding by which it came in; `None` for the listed. Work list, each edge once.
    fn closure(&self, listed: &BTreeSet<u32>, at: Day, threshold: Share, weight: impl Fn(&Edge) -> Share) -> BTreeMap<u32, Option<usize>> {
        let mut members: BTreeMap<u32, Option<usize>> = listed.iter().map(|party| (*party, None)).collect();
        let mut held: BTreeMap<u32, (u64, Share, usize)> = BTreeMap::new();
        let mut work: Vec<u32> = listed.iter().copied().collect();
        while let Some(owner) = work.pop() {
            for index in self.down.get(&owner).into_iter().flatten() {
                let Some(edge) = self.edges.get(*index) else { continue };
                let share = weight(edge);
                if edge.owned == owner || members.contains_key(&edge.owned) || !edge.holds_at(at) || share == Share::NONE {
                    continue;
                }
                let (sum, largest, by) = held.entry(edge.owned).or_insert((0, Share::NONE, *index));
                *sum = sum.saturating_add(u64::from(share.0));
                if share > *largest {
                    (*largest, *by) = (share, *index);
                }
                if *sum >= u64::from(threshold.0) {
                    members.insert(edge.owned, Some(*by));
                    work.push(edge.owned);
                }
            }
        }
        members
    }

    /// Edges from `party` up to a listed one. Every step leads to a party that came in earlier, so it ends.
    fn path(&self, party: u32, members: &BTreeMap<u32, Option<usize>>) -> Vec<usize> {
        let mut path = Vec::new();
        let mut here = party;
        while let Some(Some(index)) = members.get(&here) {
            path.push(*index);
            let Some(edge) = self.edges.get(*index).filter(|_| path.len() <= self.edges.len()) else { break };
            here = edge.owner;
        }
        path
    }

    fn looked_at(&self, party: u32, members: &BTreeMap<u32, Option<usize>>, why: &str) -> Reach {
        Reach { grade: Grade::ToLookAt, path: self.path(party, members), why: why.to_owned() }
    }

    /// What the sums do not see: shares that come back through a cycle, and shares that a company holds in itself.
    fn beyond_the_sums(&self, members: &BTreeMap<u32, Option<usize>>, at: Day, profile: Profile) -> Vec<(u32, String)> {
        let half = u64::from(Share::HALF.0);
        let direct = self.inflow(at, profile, |owner| if members.contains_key(&owner) { u64::from(Share::WHOLE.0) } else { 0 });
        let mut figures = direct.clone();
        for _ in 0..ROUNDS {
            let next = self.inflow(at, profile, |owner| {
                if members.contains_key(&owner) { u64::from(Share::WHOLE.0) } else { figures.get(&owner).copied().unwrap_or(0) }
            });
            if next == figures {
                break;
            }
            figures = next;
        }
        let own = self.in_itself(at);
        let mut found = Vec::new();
        for (party, figure) in figures.into_iter().filter(|(party, _)| !members.contains_key(party)) {
            let outside = u64::from(Share::WHOLE.0).saturating_sub(own.get(&party).copied().unwrap_or(0));
            let net = direct.get(&party).copied().unwrap_or(0);
            if own.contains_key(&party) && net.saturating_mul(2) >= outside && net > 0 {
                found.push((
                    party,
                    format!("{} of its shares, of which it holds {} itself", Sum(net), Sum(u64::from(Share::WHOLE.0) - outside)),
                ));
            } else if figure.saturating_add(ROUNDING) >= half {
                found.push((party, "half is reached only by shares that come back through a circle of owners".to_owned()));
            }
        }
        found
    }

    /// For each owned party the sum of its shares, each weighed by what its owner counts for.
    fn inflow(&self, at: Day, profile: Profile, counts: impl Fn(u32) -> u64) -> BTreeMap<u32, u64> {
        let mut sums: BTreeMap<u32, u64> = BTreeMap::new();
        for edge in self.edges.iter().filter(|edge| edge.owner != edge.owned && edge.holds_at(at)) {
            let whole = u64::from(Share::WHOLE.0);
            let part = u64::from(profile.at_worst(edge).0).saturating_mul(counts(edge.owner).min(whole)) / whole;
            let sum = sums.entry(edge.owned).or_default();
            *sum = sum.saturating_add(part);
        }
        sums
    }

    /// What each company holds in itself, at most all.
    fn in_itself(&self, at: Day) -> BTreeMap<u32, u64> {
        let own = self.edges.iter().filter(|edge| edge.owner == edge.owned && edge.tie == Tie::Shares && edge.holds_at(at));
        own.map(|edge| (edge.owned, u64::from(edge.at_most.0))).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const X: u32 = 0;

    fn day() -> Day {
        Day::parse("2026-11-23").unwrap()
    }

    fn share(owner: u32, owned: u32, percent: &str) -> Edge {
        let share = Share::parse(percent).unwrap();
        Edge { owner, owned, tie: Tie::Shares, at_least: share, at_most: share, from: None, to: None, grounds: Grounds::Sourced }
    }

    fn grades(edges: Vec<Edge>, profile: Profile) -> BTreeMap<u32, Grade> {
        let reaches = Graph::new(edges).owned_by(&BTreeSet::from([X]), profile, day());
        reaches.into_iter().map(|(party, reach)| (party, reach.grade)).collect()
    }

    #[test]
    fn shares_are_not_multiplied_along_a_chain() {
        assert_eq!(grades(vec![share(X, 1, "50"), share(1, 2, "50")], Profile::FiftyPercent)[&2], Grade::Certain);
    }

    #[test]
    fn three_parts_that_make_exactly_half_are_half() {
        let graph = Graph::new(vec![share(0, 9, "16.67"), share(1, 9, "16.67"), share(2, 9, "16.66")]);
        assert_eq!(graph.owned_by(&BTreeSet::from([0, 1, 2]), Profile::FiftyPercent, day())[&9].grade, Grade::Certain);
    }

    #[test]
    fn the_path_runs_from_the_owned_party_up_to_the_listed_one() {
        let graph = Graph::new(vec![share(X, 1, "60"), share(1, 2, "60")]);
        assert_eq!(graph.owned_by(&BTreeSet::from([X]), Profile::FiftyPercent, day())[&2].path, vec![1, 0]);
    }

    /// Vector O12: 30 percent and a circular 40.
    #[test]
    fn a_circle_that_looks_through_to_half_is_looked_at() {
        let edges = vec![share(X, 1, "30"), share(2, 1, "40"), share(1, 2, "100")];
        assert_eq!(grades(edges, Profile::FiftyPercent)[&1], Grade::ToLookAt);
    }

    /// Vector O13: 40 percent nominal, 20 percent treasury shares.
    #[test]
    fn half_net_of_treasury_shares_is_looked_at() {
        let graph = Graph::new(vec![share(X, 1, "40"), share(1, 1, "20"), share(7, 1, "40")]);
        let reach = graph.owned_by(&BTreeSet::from([X]), Profile::FiftyPercent, day())[&1].clone();
        assert_eq!((reach.grade, reach.why.as_str()), (Grade::ToLookAt, "40 % of its shares, of which it holds 20 % itself"));
    }

    /// Vector O14.
    #[test]
    fn more_than_all_of_a_company_is_reported() {
        let oversold = Graph::new(vec![share(X, 1, "60"), share(7, 1, "60")]).oversold(day());
        assert_eq!(oversold.iter().map(|(party, sum)| (*party, sum.to_string())).collect::<Vec<_>>(), vec![(1, "120 %".to_owned())]);
    }

    /// Vector O16: a share of 0 to 100 is decided by its ends.
    #[test]
    fn an_unknown_share_is_looked_at() {
        let edge = Edge { at_least: Share::NONE, at_most: Share::WHOLE, ..share(X, 1, "0") };
        assert_eq!(grades(vec![edge], Profile::FiftyPercent)[&1], Grade::ToLookAt);
    }

    #[test]
    fn control_alone_is_certain_only_where_the_law_says_control() {
        let edge = Edge { tie: Tie::Controls, ..share(X, 1, "0") };
        let all = [Profile::FiftyPercent, Profile::Control, Profile::Affiliate].map(|profile| grades(vec![edge], profile)[&1]);
        assert_eq!(all, [Grade::ToLookAt, Grade::Certain, Grade::Certain]);
    }

    #[test]
    fn an_affiliate_by_notice_is_certain_only_under_the_affiliate_profile() {
        let edge = Edge { tie: Tie::Affiliate, ..share(X, 1, "0") };
        let all = [Profile::FiftyPercent, Profile::Control, Profile::Affiliate].map(|profile| grades(vec![edge], profile)[&1]);
        assert_eq!(all, [Grade::ToLookAt, Grade::ToLookAt, Grade::Certain]);
    }

    /// Section 889 names no percentage.
    #[test]
    fn any_holding_is_looked_at_under_the_affiliate_profile() {
        assert_eq!(grades(vec![share(X, 1, "0.1")], Profile::Affiliate).get(&1), Some(&Grade::ToLookAt));
        assert_eq!(grades(vec![share(X, 1, "0.1")], Profile::FiftyPercent).get(&1), None);
    }

    #[test]
    fn a_tie_that_nobody_read_at_a_source_never_is_certain() {
        let edge = Edge { grounds: Grounds::GeneralKnowledge, ..share(X, 1, "100") };
        assert_eq!(grades(vec![edge], Profile::Affiliate)[&1], Grade::ToLookAt);
    }

    #[test]
    fn a_tie_that_has_ended_counts_no_more() {
        let edge = Edge { to: Day::parse("2020-11-17"), ..share(X, 1, "100") };
        let owned =
            |at: &str| Graph::new(vec![edge]).owned_by(&BTreeSet::from([X]), Profile::Affiliate, Day::parse(at).unwrap()).contains_key(&1);
        assert_eq!((owned("2020-11-17"), owned("2020-11-18")), (true, false));
    }

    fn any_edge() -> impl Strategy<Value = Edge> {
        let tie = prop_oneof![Just(Tie::Shares), Just(Tie::Controls), Just(Tie::Affiliate), Just(Tie::Rebadges)];
        let grounds = prop_oneof![Just(Grounds::Sourced), Just(Grounds::GeneralKnowledge)];
        (0_u32..8, 0_u32..8, tie, 0_u32..=100, 0_u32..=100, grounds).prop_map(|(owner, owned, tie, a, b, grounds)| {
            let (low, high) = (Share(a.min(b) * 1_000_000), Share(a.max(b) * 1_000_000));
            Edge { owner, owned, tie, at_least: low, at_most: high, from: None, to: None, grounds }
        })
    }

    proptest! {
        /// Ends on any graph, cycles too, and every path ends at a listed party.
        #[test]
        fn every_path_ends_at_a_listed_party(edges in proptest::collection::vec(any_edge(), 0..30)) {
            let graph = Graph::new(edges);
            for profile in [Profile::FiftyPercent, Profile::Control, Profile::Affiliate] {
                for (party, reach) in graph.owned_by(&BTreeSet::from([X]), profile, day()) {
                    let top = reach.path.last().map_or(party, |index| graph.edges()[*index].owner);
                    prop_assert!(top == X || reach.grade == Grade::ToLookAt && reach.path.is_empty());
                }
            }
        }

        #[test]
        fn one_more_owner_never_makes_it_milder(edges in proptest::collection::vec(any_edge(), 0..20), more in any_edge()) {
            for profile in [Profile::FiftyPercent, Profile::Control, Profile::Affiliate] {
                let before = grades(edges.clone(), profile);
                let after = grades(edges.iter().copied().chain([more]).collect(), profile);
                for (party, grade) in before {
                    prop_assert!(after.get(&party).is_some_and(|later| *later <= grade), "{party}");
                }
            }
        }
    }
}
