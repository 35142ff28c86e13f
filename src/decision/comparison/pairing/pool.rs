//! Found parts that nothing tells apart stand in one class, and of a class only the lowest free place is ever looked at.

use std::collections::BTreeMap;

use super::sign::Sign;

/// Classes of found parts, with their places.
pub(super) struct Pool {
    /// The places of each class, the lowest last; those that are taken are dropped when they are met.
    places: Vec<Vec<usize>>,
    /// A part of each class.
    first: Vec<usize>,
    /// The asking part that looked at the class last, so that none looks twice.
    seen: Vec<Option<usize>>,
}

impl Pool {
    /// Parts of one key are in one class.
    pub fn by<K: Ord>(found: &[Sign], key: impl Fn(&Sign) -> K) -> Self {
        let mut classes: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (place, part) in found.iter().enumerate() {
            classes.entry(key(part)).or_default().push(place);
        }
        let mut places: Vec<Vec<usize>> = classes.into_values().collect();
        places.iter_mut().for_each(|places| places.reverse());
        Self { first: places.iter().filter_map(|places| places.last().copied()).collect(), seen: vec![None; places.len()], places }
    }

    /// Each class with a part of it.
    pub fn classes<'a>(&self, found: &'a [Sign]) -> Vec<(usize, &'a Sign)> {
        self.first.iter().enumerate().filter_map(|(class, place)| Some((class, found.get(*place)?))).collect()
    }

    /// Before each stage: no class was looked at yet.
    pub fn begin(&mut self) {
        self.seen.fill(None);
    }

    /// The lowest free place of a class that this part did not look at yet.
    pub fn lowest(&mut self, class: usize, asking: usize, free: &[bool]) -> Option<usize> {
        if self.seen.get_mut(class)?.replace(asking) == Some(asking) {
            return None;
        }
        let places = self.places.get_mut(class)?;
        while let Some(place) = places.last().copied() {
            if free.get(place) == Some(&true) {
                return Some(place);
            }
            places.pop();
        }
        None
    }
}
