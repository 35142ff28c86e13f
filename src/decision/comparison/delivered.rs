//! The machines that a delivery declares against the inventories that the buyer took.

use super::{Comparison, Difference, DifferenceKind, Side, compare};
use crate::bill::hardware::{self, Machine, certified};
use crate::bill::{Bill, Standpoint};
use crate::decision::Case;
use crate::evidence::platform::{Chain, PlatformCertificate, Surroundings};
use crate::intake::{Delivery, Digest, Document};

/// What one inventory showed.
pub struct Found<'a> {
    pub inventory: &'a Bill,
    pub machine: Machine,
    /// Without what another inventory of the same box could decide.
    pub differences: Vec<Difference>,
}

/// What was compared, or why nothing could be.
pub struct Compared<'a> {
    pub declared: Machine,
    pub found: Vec<Found<'a>>,
    /// Bills and inventories that could not be compared, with the reason.
    pub unread: Vec<(&'a Bill, String)>,
}

/// `None` where the buyer took no inventory.
pub fn compared<'a>(case: &'a Case, delivery: &Delivery) -> Option<Compared<'a>> {
    if delivery.actual.is_empty() {
        return None;
    }
    let mut compared = Compared { declared: Machine::default(), found: Vec::new(), unread: Vec::new() };
    compared.declare(case, delivery);
    for bill in case.bills.iter().filter(|bill| bill.standpoint == Standpoint::Found) {
        let Some(document) = delivery.actual.iter().find(|document| document.digest == bill.document) else { continue };
        match hardware::machine(bill, document) {
            Some(Ok(machine)) => {
                let Comparison { differences, .. } = compare(&compared.declared, &machine);
                compared.found.push(Found { inventory: bill, machine, differences });
            }
            Some(Err(why)) => compared.unread.push((bill, why)),
            None => compared.unread.push((bill, "it lists no hardware".to_owned())),
        }
    }
    compared.settle();
    Some(compared)
}

impl<'a> Compared<'a> {
    /// Platform certificates declare the machine; without one, the hardware of every bill does.
    fn declare(&mut self, case: &'a Case, delivery: &Delivery) {
        let promised: Vec<(&'a Bill, &Document)> = case
            .bills
            .iter()
            .filter(|bill| bill.standpoint == Standpoint::Promised)
            .filter_map(|bill| Some((bill, document(case, delivery, bill.document)?)))
            .collect();
        let certificates: Vec<(&Bill, PlatformCertificate)> =
            promised.iter().filter_map(|(bill, document)| Some((*bill, PlatformCertificate::read(&document.bytes).ok()?))).collect();
        if let Some((first, _)) = certificates.first() {
            let certificates: Vec<PlatformCertificate> = certificates.iter().map(|(_, certificate)| certificate.clone()).collect();
            match chained(&certificates, case) {
                Ok(machine) => self.declared = machine,
                Err(why) => self.unread.push((first, why)),
            }
            return;
        }
        for (bill, document) in promised {
            match hardware::machine(bill, document) {
                Some(Ok(machine)) => {
                    if self.declared.parts.is_empty() {
                        self.declared.platform = machine.platform;
                    }
                    self.declared.parts.extend(machine.parts);
                }
                Some(Err(why)) => self.unread.push((bill, why)),
                None => {}
            }
        }
    }

    /// What one inventory cannot see, another may have seen: its doubt is dropped where some inventory decided it.
    fn settle(&mut self) {
        let open: Vec<Vec<Difference>> = self.found.iter().map(|found| found.differences.clone()).collect();
        for (index, found) in self.found.iter_mut().enumerate() {
            let others = open.iter().enumerate().filter(|(other, _)| *other != index);
            let decided = |difference: &Difference| {
                let is_open = |one: &Difference| one.kind == DifferenceKind::Undecided && one.part != Side::Declaration;
                let same =
                    |theirs: &Difference| is_open(theirs) && theirs.part == difference.part && theirs.declared == difference.declared;
                is_open(difference) && others.clone().any(|(_, other)| !other.iter().any(same))
            };
            found.differences.retain(|difference| !decided(difference));
        }
    }
}

/// One certificate, or a base with its deltas.
fn chained(certificates: &[PlatformCertificate], case: &Case) -> Result<Machine, String> {
    match certificates {
        [only] => Ok(certified::machine(only)),
        several => {
            let chain = Chain::judge(several, &Surroundings { authorities: &[], holder: None, base: None, at: case.at });
            let broken = || chain.fault.map_or_else(String::new, |fault| fault.explained().0.to_owned());
            let components = chain.components.as_ref().filter(|_| chain.conflicts.is_empty()).ok_or_else(broken)?;
            let base = chain.base.and_then(|base| several.get(base)).ok_or_else(broken)?;
            let mut whole = base.clone();
            whole.components.clone_from(components);
            Ok(certified::machine(&whole))
        }
    }
}

fn document<'d>(case: &'d Case, delivery: &'d Delivery, digest: Digest) -> Option<&'d Document> {
    delivery.shipment.documents.iter().chain(&case.evidence.payloads).find(|document| document.digest == digest)
}
