//! Many boxes of one order: each against its own declaration, and all against each other.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::compare;
use super::reading::{Read, plain};
use crate::bill::hardware::{Family, Machine, known};
use crate::decision::Effect;

/// One machine under a name: an inventory, or a declaration.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its file, without folders.
    pub name: String,
    pub machine: Machine,
}

/// What there is to say about one box, or about the lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    pub effect: Effect,
    pub what: String,
}

/// One box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    pub name: String,
    /// `None`: not stated.
    pub serial: Option<String>,
    /// The declaration that it was compared with.
    pub declared_by: Option<String>,
    /// The gravest first. Empty: it is what was declared.
    pub remarks: Vec<Remark>,
}

/// What is asked of the lot.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// Serial numbers of the order; none: any will do.
    pub serials: &'a [String],
    /// How many boxes have to be examined; `None`: every one that was ordered.
    pub sample: Option<usize>,
}

/// The lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    pub boxes: Vec<Judged>,
    /// About no single box.
    pub remarks: Vec<Remark>,
}

impl Judged {
    /// `None`: accepted.
    pub fn effect(&self) -> Option<Effect> {
        self.remarks.iter().map(|remark| remark.effect).max()
    }
}

impl Lot {
    /// The gravest of all; `None`: accepted.
    pub fn effect(&self) -> Option<Effect> {
        let own = self.remarks.iter().map(|remark| remark.effect).max();
        self.boxes.iter().filter_map(Judged::effect).max().max(own)
    }
}

/// What tells one part from every other of its kind: maker, model and serial, or an address.
type Mark = (String, String, String);

/// Judges every box by itself, then all of them together. Linear in the parts, but for logarithms.
pub fn judge(boxes: &[Named], declarations: &[Named], asked: Asked<'_>) -> Lot {
    let by_serial = serials(declarations);
    let owners = marks(declarations);
    let ordered: BTreeSet<String> = asked.serials.iter().map(|serial| plain(serial)).collect();
    let mut lot = Lot { boxes: Vec::new(), remarks: Vec::new() };
    for unit in boxes {
        let serial = known(unit.machine.platform.serial.as_deref()).map(str::to_owned);
        let mut judged = Judged { name: unit.name.clone(), serial, declared_by: None, remarks: Vec::new() };
        match declaration(unit, declarations, &by_serial) {
            Some(index) => judged.against(unit, index, declarations, &owners),
            None if judged.serial.is_some() => judged.add(Effect::Reject, "its serial number stands in no declaration".to_owned()),
            None => judged.add(Effect::Refer, "it shows no serial number, so nobody can tell which declaration is its own".to_owned()),
        }
        judged.ordered(&ordered);
        lot.boxes.push(judged);
    }
    lot.twins(boxes);
    lot.absent(asked);
    for judged in &mut lot.boxes {
        judged.remarks.sort_by(|one, other| other.effect.cmp(&one.effect).then_with(|| one.what.cmp(&other.what)));
        judged.remarks.dedup();
    }
    lot
}

/// The declaration with its serial number, or the only one where that is for every box of the kind.
fn declaration(unit: &Named, declarations: &[Named], by_serial: &BTreeMap<String, Vec<usize>>) -> Option<usize> {
    let kind_only = declarations.len() == 1 && declarations.iter().all(|only| known(only.machine.platform.serial.as_deref()).is_none());
    if kind_only {
        return Some(0);
    }
    pieces(&unit.machine).iter().find_map(|piece| by_serial.get(piece)?.first().copied())
}

/// Serial numbers of a machine, each by itself: of the platform, which may be several joined, and of its board.
fn pieces(machine: &Machine) -> Vec<String> {
    let boards = machine.parts.iter().filter(|part| part.family == Some(Family::Board)).map(|part| part.serial.as_deref());
    let all = std::iter::once(machine.platform.serial.as_deref()).chain(boards).filter_map(known);
    let split = all.flat_map(|text| text.split([',', '_', '/']).chain([text]));
    split.filter_map(|piece| known(Some(piece))).map(plain).collect()
}

fn serials(machines: &[Named]) -> BTreeMap<String, Vec<usize>> {
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, named) in machines.iter().enumerate() {
        for piece in pieces(&named.machine) {
            found.entry(piece).or_default().push(index);
        }
    }
    found
}

/// The marks of a machine's parts.
fn own_marks(machine: &Machine) -> impl Iterator<Item = Mark> + '_ {
    machine.parts.iter().map(Read::of).flat_map(|part| {
        let (maker, model) = (part.manufacturer.unwrap_or_default(), part.model.unwrap_or_default());
        let addresses = part.addresses.into_iter().map(|address| (String::new(), String::new(), address));
        // Without a maker or model a serial number such as "1" would make strangers twins.
        let stated = !maker.is_empty() || !model.is_empty();
        part.serial.filter(|_| stated).map(|serial| (maker, model, serial)).into_iter().chain(addresses)
    })
}

fn marks(machines: &[Named]) -> BTreeMap<Mark, Vec<usize>> {
    let mut found: BTreeMap<Mark, Vec<usize>> = BTreeMap::new();
    for (index, named) in machines.iter().enumerate() {
        for mark in own_marks(&named.machine) {
            let places = found.entry(mark).or_default();
            if places.last() != Some(&index) {
                places.push(index);
            }
        }
    }
    found
}

fn told((maker, model, serial): &Mark) -> String {
    [maker.as_str(), model, serial].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The first five, and how many more.
fn some_names(places: &[usize], all: &[Named]) -> String {
    let names: Vec<&str> = places.iter().take(5).filter_map(|place| all.get(*place)).map(|named| named.name.as_str()).collect();
    let more = places.len().saturating_sub(5);
    if more == 0 { names.join(", ") } else { format!("{}, +{more}", names.join(", ")) }
}

impl Judged {
    fn add(&mut self, effect: Effect, what: String) {
        self.remarks.push(Remark { effect, what });
    }

    fn against(&mut self, unit: &Named, index: usize, declarations: &[Named], owners: &BTreeMap<Mark, Vec<usize>>) {
        let Some(declaration) = declarations.get(index) else { return };
        self.declared_by = Some(declaration.name.clone());
        let comparison = compare(&declaration.machine, &unit.machine);
        for difference in &comparison.differences {
            self.add(difference.effect, difference.told(&declaration.machine, &unit.machine));
        }
        for mark in own_marks(&unit.machine) {
            // In the order of the declarations.
            let Some(others) = owners.get(&mark).filter(|others| others.binary_search(&index).is_err()) else { continue };
            let what = format!("\"{}\" is declared for another box: {}", told(&mark), some_names(others, declarations));
            self.add(Effect::Reject, what);
        }
    }

    fn ordered(&mut self, serials: &BTreeSet<String>) {
        if serials.is_empty() {
            return;
        }
        match &self.serial {
            None => self.add(Effect::Refer, "it shows no serial number, and the order names them".to_owned()),
            Some(serial) if !serials.contains(&plain(serial)) => {
                self.add(Effect::Reject, format!("its serial number \"{serial}\" was not ordered"));
            }
            Some(_) => {}
        }
    }
}

impl Lot {
    /// What can be in one box only and is in two.
    fn twins(&mut self, boxes: &[Named]) {
        let platforms = boxes.iter().enumerate().filter_map(|(index, unit)| {
            Some(((String::new(), "the machine".to_owned(), plain(known(unit.machine.platform.serial.as_deref())?)), vec![index]))
        });
        let mut found = marks(boxes);
        for (mark, index) in platforms {
            found.entry(mark).or_default().extend(index);
        }
        for (mark, mut holders) in found {
            holders.dedup();
            if holders.len() < 2 {
                continue;
            }
            let what = format!("\"{}\" is in {} boxes: {}", told(&mark), holders.len(), some_names(&holders, boxes));
            for holder in holders {
                if let Some(judged) = self.boxes.get_mut(holder) {
                    judged.add(Effect::Reject, what.clone());
                }
            }
        }
    }

    /// What was ordered and not shown. A sample leaves out boxes on purpose, and has to be large enough.
    fn absent(&mut self, asked: Asked<'_>) {
        if let Some(sample) = asked.sample {
            if self.boxes.len() < sample {
                let what = format!("{} boxes were examined, and {sample} are asked for", self.boxes.len());
                self.remarks.push(Remark { effect: Effect::Refer, what });
            }
            return;
        }
        let shown: Vec<String> = self.boxes.iter().filter_map(|judged| judged.serial.as_deref().map(plain)).collect();
        let shown: BTreeSet<String> = shown.into_iter().collect();
        let missing: Vec<&str> = asked.serials.iter().filter(|serial| !shown.contains(&plain(serial))).map(String::as_str).collect();
        if !missing.is_empty() {
            let some = missing.iter().take(10).copied().collect::<Vec<_>>().join(", ");
            let what = format!("{} boxes were ordered, and no inventory shows them: {some}", missing.len());
            self.remarks.push(Remark { effect: Effect::Refer, what });
        }
        if self.boxes.is_empty() {
            self.remarks.push(Remark { effect: Effect::Refer, what: "no box was examined".to_owned() });
        }
    }
}
