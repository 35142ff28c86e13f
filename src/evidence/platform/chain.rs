//! A base certificate and its deltas: in the order of their links, and what is inside the machine after all of them.

use serde::Serialize;

use super::judge::Surroundings;
use super::{Component, Fault, Kind, PlatformCertificate, Status};

/// One certificate of the chain and what it is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    pub standing: &'static str,
    pub reason: Option<Fault>,
    pub kind: Kind,
    pub serial_number: String,
}

/// A change that does not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// Index among the certificates.
    pub certificate: usize,
    /// Index among that certificate's components.
    pub component: usize,
    /// `added`, `modified`, `removed`, or `unstated`.
    pub status: &'static str,
    pub problem: &'static str,
}

/// The chain after all deltas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// `None`: verified.
    pub fault: Option<Fault>,
    pub links: Vec<Link>,
    /// `None`: the certificates make no chain.
    pub components: Option<Vec<Component>>,
    /// Which of the certificates is the base, the first of several.
    pub base: Option<usize>,
    pub conflicts: Vec<Conflict>,
}

impl Chain {
    /// Judges a base with its deltas, each under its own issuer.
    pub fn judge(certificates: &[PlatformCertificate], around: &Surroundings<'_>) -> Self {
        let bases: Vec<&PlatformCertificate> = certificates.iter().filter(|certificate| certificate.kind != Kind::Delta).collect();
        let around = Surroundings { base: bases.first().copied(), ..*around };
        let links = certificates.iter().map(|certificate| link(certificate, &around)).collect();
        let first = certificates.iter().position(|certificate| certificate.kind != Kind::Delta);
        let mut chain = Self { fault: None, links, components: None, base: first, conflicts: Vec::new() };
        let base = match bases.as_slice() {
            [] => return Self { fault: Some(Fault::NoBase), ..chain },
            [base] => *base,
            _ => return Self { fault: Some(Fault::TwoBases), ..chain },
        };
        if certificates.iter().any(|certificate| certificate.kind == Kind::Delta && !certificate.builds_on(base)) {
            return Self { fault: Some(Fault::OtherBase), ..chain };
        }
        let mut components = base.components.clone();
        for (index, certificate) in ordered(certificates) {
            for (position, component) in certificate.components.iter().enumerate() {
                if let Err(problem) = change(&mut components, component) {
                    let status = component.status.map_or("unstated", Status::name);
                    chain.conflicts.push(Conflict { certificate: index, component: position, status, problem });
                }
            }
        }
        chain.components = Some(components);
        let worst = |bad: bool| chain.links.iter().filter_map(|link| link.reason).find(|fault| fault.is_bad() == bad);
        chain.fault = worst(true).or((!chain.conflicts.is_empty()).then_some(Fault::DeltaDoesNotFit)).or(worst(false));
        chain
    }
}

fn link(certificate: &PlatformCertificate, around: &Surroundings<'_>) -> Link {
    let base = around.base.filter(|_| certificate.kind == Kind::Delta);
    let reason = certificate.judge(&Surroundings { base, ..*around }).fault;
    let standing = standing(reason);
    Link { standing, reason, kind: certificate.kind, serial_number: certificate.serial_number.clone() }
}

/// As `--format json` prints it.
pub fn standing(fault: Option<Fault>) -> &'static str {
    match fault {
        None => "verified",
        Some(fault) if fault.is_bad() => "rejected",
        Some(_) => "undetermined",
    }
}

/// The deltas in the order in which they build on each other: a delta that lists more comes later. Dates do not count.
fn ordered(certificates: &[PlatformCertificate]) -> Vec<(usize, &PlatformCertificate)> {
    let mut deltas: Vec<(usize, &PlatformCertificate)> =
        certificates.iter().enumerate().filter(|(_, certificate)| certificate.kind == Kind::Delta).collect();
    deltas.sort_by_key(|(_, certificate)| certificate.previous_certificates.len());
    deltas
}

/// Applies one change of a delta.
fn change(components: &mut Vec<Component>, change: &Component) -> Result<(), &'static str> {
    let exact = components.iter().position(|there| is_part(there, change) && there.serial == change.serial);
    let there = exact.or_else(|| {
        let is_unnumbered = |there: &Component| there.serial.is_none() || change.serial.is_none();
        components.iter().position(|there| is_part(there, change) && is_unnumbered(there))
    });
    let plain = Component { status: None, ..change.clone() };
    match (change.status, there) {
        (Some(Status::Removed), Some(index)) => {
            components.remove(index);
            Ok(())
        }
        (Some(Status::Modified), Some(index)) => {
            if let Some(slot) = components.get_mut(index) {
                *slot = plain;
            }
            Ok(())
        }
        (Some(Status::Added), _) if exact.is_some() && change.serial.is_some() => Err("already there"),
        (Some(Status::Added), _) => {
            components.push(plain);
            Ok(())
        }
        (Some(Status::Removed | Status::Modified) | None, None) => Err("not there"),
        (None, Some(_)) => Err("no status"),
    }
}

/// Whether both are the same part: class, maker and model. Versions may differ in a modification.
fn is_part(one: &Component, other: &Component) -> bool {
    one.class == other.class && one.manufacturer == other.manufacturer && one.model == other.model
}

impl Status {
    /// As `--format json` prints it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Modified => "modified",
            Self::Removed => "removed",
        }
    }
}
