//! Names that components give themselves, and what points at them: none twice, none into the void.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::super::{PlaceId, Text};

/// Names and pointers of one bill. A name is kept as 64 bits: two that fall together could only hide or show a defect.
#[derive(Default)]
pub(super) struct References {
    /// Names that must differ from each other.
    unique: HashSet<u64>,
    /// All others; they may be pointed at too.
    others: HashSet<u64>,
    /// Pointed at before it was named.
    open: Vec<(u64, Text, PlaceId)>,
}

impl References {
    /// Something is named.
    pub fn name(&mut self, text: &str) {
        self.others.insert(fingerprint(text.as_bytes()));
    }

    /// Something is named that must have a name of its own; whether it has.
    #[must_use]
    pub fn name_alone(&mut self, text: &str) -> bool {
        self.unique.insert(fingerprint(text.as_bytes()))
    }

    /// Whether a pointer at this name can be left alone.
    pub fn knows(&self, text: &str) -> bool {
        self.named(&fingerprint(text.as_bytes()))
    }

    /// Something is pointed at that has not been named yet.
    pub fn point(&mut self, text: &str, kept: Text, place: PlaceId) {
        self.open.push((fingerprint(text.as_bytes()), kept, place));
    }

    fn named(&self, name: &u64) -> bool {
        self.unique.contains(name) || self.others.contains(name)
    }

    /// What was pointed at and never named, in the order of the file.
    pub fn dangling(&self) -> Vec<(Text, PlaceId)> {
        let void = self.open.iter().filter(|(name, _, _)| !self.named(name));
        void.map(|(_, text, place)| (*text, *place)).collect()
    }
}

/// 64 bits that stand for these bytes, the same in every run.
pub(super) fn fingerprint(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
