//! How often one address may ask, and how often it may show what opens nothing.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Addresses that are remembered; beyond them the table starts anew, so that nobody can fill the memory.
const ADDRESSES: usize = 50_000;

/// Requests of any kind: at once, and again each second.
const REQUESTS: Measure = Measure { most: 2_000.0, per_second: 200.0 };
/// Wrong tokens, links and cookies.
const MISSES: Measure = Measure { most: 30.0, per_second: 0.5 };

struct Measure {
    most: f64,
    per_second: f64,
}

/// Two tables of buckets that fill again with time.
#[derive(Default)]
pub(crate) struct Rates {
    requests: Mutex<HashMap<IpAddr, Bucket>>,
    misses: Mutex<HashMap<IpAddr, Bucket>>,
}

struct Bucket {
    left: f64,
    at: Instant,
}

impl Rates {
    /// Whether one more request of this address is answered.
    pub(crate) fn may_ask(&self, peer: IpAddr) -> bool {
        take(&self.requests, &REQUESTS, peer, 1.0)
    }

    /// Whether this address may still try to come in.
    pub(crate) fn may_try(&self, peer: IpAddr) -> bool {
        take(&self.misses, &MISSES, peer, 0.0)
    }

    /// It showed what opens nothing.
    pub(crate) fn missed(&self, peer: IpAddr) {
        take(&self.misses, &MISSES, peer, 1.0);
    }
}

#[allow(clippy::disallowed_methods, reason = "an edge measures time")]
fn take(buckets: &Mutex<HashMap<IpAddr, Bucket>>, measure: &Measure, peer: IpAddr, cost: f64) -> bool {
    let now = Instant::now();
    let mut buckets = buckets.lock().unwrap_or_else(PoisonError::into_inner);
    if buckets.len() >= ADDRESSES {
        buckets.clear();
    }
    let bucket = buckets.entry(peer).or_insert(Bucket { left: measure.most, at: now });
    let filled = bucket.left + now.duration_since(bucket.at).as_secs_f64() * measure.per_second;
    *bucket = Bucket { left: filled.min(measure.most), at: now };
    let enough = bucket.left >= 1.0;
    if enough {
        bucket.left -= cost;
    }
    enough
}
