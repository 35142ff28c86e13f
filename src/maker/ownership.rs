//! Owners of owners: which parties a listed one owns, through how many hands, and how sure that is.
//!
//! OFAC FAQ 401: a holding counts only through parties that are themselves held, and shares are never
//! multiplied along a chain. FAQ 399: holdings of different listed parties add up. FAQ 398: control alone does
//! not block. Every figure is an interval; the lower ends decide what is certain, the upper ends what must be
//! looked at.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

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

/// Who owns whom. Parties are numbered anew, so that every pass is over plain rows.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    edges: Vec<Edge>,
    /// The parties of the edges, in order; a party's place is its number here.
    parties: Vec<u32>,
    /// For each edge, the places of owner and owned.
    ends: Vec<(usize, usize)>,
    /// Indices of the edges by owner, and where those of each begin.
    down: Vec<usize>,
    begins: Vec<usize>,
}

/// How a party is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Member {
    Outside,
    Listed,
    /// By the edge with the largest holding of those through which it came in; and the last edge on the way up.
    Through {
        edge: usize,
        top: usize,
    },
}

/// What two stated ties of one owner to one company are: one holding that two registers report, or two.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Twice {
    IsOne,
    AddsUp,
}

/// Rounds of the look-through figure; each round adds one pass through every cycle.
const ROUNDS: u32 = 64;
/// What the look-through figure may fall short of half because it is rounded down: a thousandth of a percent.
const ROUNDING: u64 = 1_000;
/// Steps of a path that are named; of a longer one, the first and the last.
const STEPS: usize = 64;

impl Graph {
    pub fn new(edges: Vec<Edge>) -> Self {
        let mut parties: Vec<u32> = edges.iter().flat_map(|edge| [edge.owner, edge.owned]).collect();
        parties.sort_unstable();
        parties.dedup();
        let place = |party: u32| parties.partition_point(|other| *other < party);
        let ends: Vec<(usize, usize)> = edges.iter().map(|edge| (place(edge.owner), place(edge.owned))).collect();
        let mut down: Vec<usize> = (0..edges.len()).collect();
        down.sort_by_key(|index| ends.get(*index).copied());
        let owner_of = |index: &usize| ends.get(*index).map_or(usize::MAX, |(owner, _)| *owner);
        let begins = (0..=parties.len()).map(|party| down.partition_point(|index| owner_of(index) < party)).collect();
        Self { edges, parties, ends, down, begins }
    }

    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// Every party that a listed one owns at `at`, the listed ones included.
    pub fn owned_by(&self, listed: &BTreeSet<u32>, profile: Profile, at: Day) -> BTreeMap<u32, Reach> {
        let sure = self.closure(listed, at, Share::HALF, Twice::IsOne, |edge| profile.sure(edge));
        let worst = self.closure(listed, at, Share::HALF, Twice::AddsUp, |edge| profile.at_worst(edge));
        let minority = self.closure(listed, at, profile.look_from(), Twice::AddsUp, |edge| profile.at_worst(edge));
        let mut beyond: BTreeMap<usize, String> = self.beyond_the_sums(&worst, at, profile).into_iter().collect();
        let mut reaches: BTreeMap<u32, Reach> =
            listed.iter().map(|party| (*party, Reach { grade: Grade::Certain, path: Vec::new(), why: String::new() })).collect();
        for (place, party) in self.parties.iter().enumerate() {
            let within = |members: &[Member]| members.get(place).is_some_and(|member| *member != Member::Outside);
            let reach = if within(&sure) {
                self.reach(place, &sure, Grade::Certain, String::new())
            } else if within(&worst) {
                self.reach(place, &worst, Grade::ToLookAt, "half is reached only if every tie is as close as it may be".to_owned())
            } else if let Some(why) = beyond.remove(&place) {
                self.reach(place, &minority, Grade::ToLookAt, why)
            } else if within(&minority) {
                self.reach(place, &minority, Grade::ToLookAt, "a minority holding, below half".to_owned())
            } else {
                continue;
            };
            reaches.insert(*party, reach);
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

    /// The edges of an owner: index, edge, and the place of what it owns.
    fn held(&self, owner: usize) -> impl Iterator<Item = (usize, &Edge, usize)> {
        let end = self.begins.get(owner.saturating_add(1)).copied().unwrap_or_default();
        let begin = self.begins.get(owner).copied().unwrap_or(end);
        let indices = self.down.get(begin..end).unwrap_or_default().iter();
        indices.filter_map(|index| Some((*index, self.edges.get(*index)?, self.ends.get(*index)?.1)))
    }

    /// The least fixed point: who is listed, or held to `threshold` by those who are in already. Each edge once, the
    /// nearest to the listed first.
    fn closure(&self, listed: &BTreeSet<u32>, at: Day, threshold: Share, twice: Twice, weight: impl Fn(&Edge) -> Share) -> Vec<Member> {
        let mut members = vec![Member::Outside; self.parties.len()];
        let mut sums: Vec<(u64, Share, usize)> = vec![(0, Share::NONE, 0); self.parties.len()];
        let mut work: VecDeque<usize> = listed.iter().filter_map(|party| self.parties.binary_search(party).ok()).collect();
        for place in &work {
            members.get_mut(*place).map(|member| *member = Member::Listed).unwrap_or_default();
        }
        while let Some(owner) = work.pop_front() {
            let mut counted = (owner, Share::NONE);
            for (index, edge, owned) in self.held(owner) {
                let share = weight(edge);
                let (Some(member), Some((sum, largest, by))) = (members.get(owned), sums.get_mut(owned)) else { continue };
                if owned == owner || *member != Member::Outside || !edge.holds_at(at) || share == Share::NONE {
                    continue;
                }
                // The ties between two parties stand together.
                counted = if counted.0 == owned && twice == Twice::IsOne { counted } else { (owned, Share::NONE) };
                *sum = sum.saturating_add(u64::from(share.0.saturating_sub(counted.1.0)));
                counted.1 = counted.1.max(share);
                if share > *largest {
                    (*largest, *by) = (share, index);
                }
                if *sum >= u64::from(threshold.0) {
                    let edge = *by;
                    let above = self.ends.get(edge).and_then(|(owner, _)| members.get(*owner)).copied();
                    let top = if let Some(Member::Through { top, .. }) = above { top } else { edge };
                    if let Some(member) = members.get_mut(owned) {
                        *member = Member::Through { edge, top };
                    }
                    work.push_back(owned);
                }
            }
        }
        members
    }

    /// The edges from a party up to a listed one. Every step leads to a party that came in earlier, so it ends.
    fn reach(&self, place: usize, members: &[Member], grade: Grade, mut why: String) -> Reach {
        let mut path = Vec::new();
        let mut here = place;
        while let Some(Member::Through { edge, top }) = members.get(here) {
            if path.len() >= STEPS {
                path.push(*top);
                why = format!("{why}; its path is longer than {STEPS} steps: only the last is named behind those")
                    .trim_start_matches("; ")
                    .to_owned();
                break;
            }
            path.push(*edge);
            let Some((owner, _)) = self.ends.get(*edge) else { break };
            here = *owner;
        }
        Reach { grade, path, why }
    }

    /// What the sums do not see: shares that come back through a cycle, and shares that a company holds in itself.
    fn beyond_the_sums(&self, members: &[Member], at: Day, profile: Profile) -> Vec<(usize, String)> {
        let (half, whole) = (u64::from(Share::HALF.0), u64::from(Share::WHOLE.0));
        let is_member = |place: usize| members.get(place).is_some_and(|member| *member != Member::Outside);
        let mut direct = vec![0_u64; self.parties.len()];
        for place in (0..self.parties.len()).filter(|place| is_member(*place)) {
            for (_, edge, owned) in self.held(place).filter(|(_, edge, owned)| *owned != place && edge.holds_at(at)) {
                if let Some(figure) = direct.get_mut(owned) {
                    *figure = figure.saturating_add(u64::from(profile.at_worst(edge).0));
                }
            }
        }
        let figures = self.looked_through(&direct, members, at, profile);
        let own = self.in_itself(at);
        let outside = |place: usize| whole.saturating_sub(own.get(&place).copied().unwrap_or_default());
        let mut found = Vec::new();
        for (place, (figure, net)) in figures.iter().zip(&direct).enumerate().filter(|(place, _)| !is_member(*place)) {
            let outside = outside(place);
            if own.contains_key(&place) && net.saturating_mul(2) >= outside && *net > 0 {
                found
                    .push((place, format!("{} of its shares, of which it holds {} itself", Sum(*net), Sum(whole.saturating_sub(outside)))));
            } else if figure.saturating_add(ROUNDING) >= half {
                found.push((place, "half is reached only by shares that come back through a circle of owners".to_owned()));
            }
        }
        found
    }

    /// The direct figures, and what comes back to each party through others that are no members. Each round hands on what the
    /// one before added.
    fn looked_through(&self, direct: &[u64], members: &[Member], at: Day, profile: Profile) -> Vec<u64> {
        let whole = u64::from(Share::WHOLE.0);
        let is_open = |place: usize| members.get(place) == Some(&Member::Outside);
        let mut figures = direct.to_vec();
        let mut start = vec![0_u64; figures.len()];
        let mut changed: Vec<usize> = (0..figures.len()).filter(|place| is_open(*place) && direct.get(*place) > Some(&0)).collect();
        for _ in 0..ROUNDS {
            let counts: Vec<(usize, u64, u64)> =
                changed.iter().filter_map(|place| Some((*place, *start.get(*place)?, *figures.get(*place)?))).collect();
            start.clone_from(&figures);
            changed.clear();
            for (place, old, new) in counts {
                for (_, edge, owned) in self.held(place).filter(|(_, edge, owned)| *owned != place && is_open(*owned) && edge.holds_at(at))
                {
                    let share = u64::from(profile.at_worst(edge).0);
                    let part = |counted: u64| share.saturating_mul(counted.min(whole)) / whole;
                    let more = part(new).saturating_sub(part(old));
                    let Some(figure) = figures.get_mut(owned).filter(|_| more > 0) else { continue };
                    if start.get(owned) == Some(&*figure) {
                        changed.push(owned);
                    }
                    *figure = figure.saturating_add(more);
                }
            }
            if changed.is_empty() {
                break;
            }
        }
        figures
    }

    /// What each company holds in itself, at most all; by its place.
    fn in_itself(&self, at: Day) -> BTreeMap<usize, u64> {
        let is_own = |edge: &Edge| edge.owner == edge.owned && edge.tie == Tie::Shares && edge.holds_at(at);
        let mut held = BTreeMap::new();
        for (edge, (place, _)) in self.edges.iter().zip(&self.ends).filter(|(edge, _)| is_own(edge)) {
            let sum: &mut u64 = held.entry(*place).or_default();
            *sum = sum.saturating_add(u64::from(edge.at_most.0)).min(u64::from(Share::WHOLE.0));
        }
        held
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

    /// Ten thousand parties in a row: every one is reached, and no path is named longer than anybody reads.
    #[test]
    fn a_long_chain_is_followed_to_its_end() {
        let graph = Graph::new((0..10_000).map(|owner| share(owner, owner + 1, "50")).collect());
        let reaches = graph.owned_by(&BTreeSet::from([X]), Profile::FiftyPercent, day());
        assert_eq!(reaches.len(), 10_001);
        let last = &reaches[&10_000];
        assert_eq!((last.grade, last.path.len(), graph.edges()[last.path[64]].owner), (Grade::Certain, 65, X));
        assert!(last.why.contains("longer than 64 steps"), "{}", last.why);
        assert_eq!((reaches[&64].path.len(), reaches[&64].why.as_str()), (64, ""));
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
