//! How often one address may ask, how often it is told that its token is wrong, and how many connections it may hold.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use super::Peer;
use super::problem::Problem;

/// Addresses that are remembered; beyond them the table starts anew, so that nobody can fill the memory.
const ADDRESSES: usize = 50_000;

/// Connections of one address at once: half of all, so that no address alone keeps the others out.
const CONNECTIONS: usize = super::CONNECTIONS / 2;

/// Requests of any kind: at once, and again each second.
const REQUESTS: Measure = Measure { most: 2_000.0, per_second: 200.0 };
/// Wrong tokens that get an answer of their own. A good one is never turned away: many may share an address, behind a proxy, and a
/// secret of 256 bits is guessed by nobody.
const MISSES: Measure = Measure { most: 30.0, per_second: 0.5 };

struct Measure {
    most: f64,
    per_second: f64,
}

/// Two tables of buckets that fill again with time, and the connections that are open.
#[derive(Default)]
pub(crate) struct Rates {
    requests: Mutex<HashMap<IpAddr, Bucket>>,
    misses: Mutex<HashMap<IpAddr, Bucket>>,
    held: Mutex<HashMap<IpAddr, usize>>,
}

struct Bucket {
    left: f64,
    at: Instant,
}

impl Rates {
    /// Whether one more request of this address is answered.
    pub(crate) fn may_ask(&self, peer: IpAddr) -> bool {
        take(&self.requests, &REQUESTS, peer)
    }

    /// One more secret of this address opened nothing.
    ///
    /// # Errors
    /// [`Problem::TooMany`] where it is not only wrong, but one of too many.
    pub(crate) fn missed(&self, peer: Option<Peer>) -> Result<(), Problem> {
        if peer.is_none_or(|peer| take(&self.misses, &MISSES, peer.0)) { Ok(()) } else { Err(Problem::TooMany) }
    }

    /// A place for one more connection of this address; `None`: it holds as many as one may.
    pub(crate) fn place(self: &Arc<Self>, peer: IpAddr) -> Option<Place> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let count = held.entry(whole(peer)).or_insert(0);
        if *count >= CONNECTIONS {
            return None;
        }
        *count = count.saturating_add(1);
        Some(Place { rates: Arc::clone(self), peer: whole(peer) })
    }
}

/// A connection's place; given back when dropped.
pub(crate) struct Place {
    rates: Arc<Rates>,
    peer: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.rates.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(&self.peer) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                held.remove(&self.peer);
            }
        }
    }
}

/// One subscriber's addresses count as one: with IPv6 each holds 64 bits of them.
fn whole(peer: IpAddr) -> IpAddr {
    match peer {
        IpAddr::V4(_) => peer,
        IpAddr::V6(six) => six.to_ipv4_mapped().map_or_else(|| IpAddr::V6((six.to_bits() & !u128::from(u64::MAX)).into()), IpAddr::V4),
    }
}

#[allow(clippy::disallowed_methods, reason = "an edge measures time")]
fn take(buckets: &Mutex<HashMap<IpAddr, Bucket>>, measure: &Measure, peer: IpAddr) -> bool {
    let now = Instant::now();
    let mut buckets = buckets.lock().unwrap_or_else(PoisonError::into_inner);
    if buckets.len() >= ADDRESSES {
        buckets.clear();
    }
    let bucket = buckets.entry(whole(peer)).or_insert(Bucket { left: measure.most, at: now });
    let filled = bucket.left + now.duration_since(bucket.at).as_secs_f64() * measure.per_second;
    *bucket = Bucket { left: filled.min(measure.most), at: now };
    let enough = bucket.left >= 1.0;
    if enough {
        bucket.left -= 1.0;
    }
    enough
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn one_address_holds_half_of_the_places_and_gives_them_back() {
        let rates = Arc::new(Rates::default());
        let of = |text: &str| rates.place(text.parse().unwrap());
        let held: Vec<Place> = (0..CONNECTIONS).map_while(|number| of(&format!("2001:db8::{number:x}"))).collect();
        assert_eq!(held.len(), CONNECTIONS);
        assert!(of("2001:db8::ffff:1").is_none(), "64 bits are one subscriber's");
        assert!(of("2001:db8:0:1::1").is_some() && of("192.0.2.1").is_some());
        drop(held);
        assert!(of("2001:db8::1").is_some());
        assert!(rates.held.lock().unwrap().is_empty());
    }
}
