//! Registries of hardware numbers as they are published: IEEE prefixes, PCI, USB and PNP vendors.

use super::table::Columns;
use super::{Affiliates, Company, Gives, Importer, Open, Row, filled, table};

pub(super) const IEEE: Importer = Importer {
    name: "ieee-oui-csv",
    title: "IEEE registration authority: oui.csv, mam.csv, oui36.csv",
    gives: Gives::Makers,
    affiliates: Affiliates::Named,
    recognises: |head| head.starts_with("Registry,Assignment,Organization Name"),
    read: ieee,
};

pub(super) const PCI: Importer = Importer {
    name: "pci-ids",
    title: "PCI vendors: pci.ids",
    gives: Gives::Makers,
    affiliates: Affiliates::Named,
    recognises: |head| head.starts_with('#') && (head.contains("List of PCI ID") || head.contains("pci.ids")),
    read: |open, sink| vendors("pci", open, sink),
};

pub(super) const USB: Importer = Importer {
    name: "usb-ids",
    title: "USB vendors: usb.ids",
    gives: Gives::Makers,
    affiliates: Affiliates::Named,
    recognises: |head| head.starts_with('#') && (head.contains("List of USB ID") || head.contains("usb.ids")),
    read: |open, sink| vendors("usb", open, sink),
};

pub(super) const PNP: Importer = Importer {
    name: "pnp-ids",
    title: "PNP vendors: pnp.ids",
    gives: Gives::Makers,
    affiliates: Affiliates::Named,
    recognises: |head| head.lines().next().is_some_and(|line| pnp_line(line).is_some()),
    read: pnp,
};

/// Whom IEEE does not name.
const PRIVATE: &str = "private";

fn company(name: &str, scheme: &'static str, value: &str) -> Row {
    let identifiers = vec![(scheme, value.to_lowercase())];
    Row::Company(Company { id: name.to_owned(), name: name.to_owned(), aliases: Vec::new(), country: None, identifiers })
}

fn ieee(open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
    let mut columns: Option<Columns> = None;
    table::rows(open, |fields| {
        let Some(columns) = &columns else {
            columns = Some(Columns::of(&fields));
            return;
        };
        let (prefix, name) = (columns.get(&fields, "assignment"), columns.get(&fields, "organization name"));
        let is_prefix = matches!(prefix.len(), 6 | 7 | 9) && prefix.bytes().all(|digit| digit.is_ascii_hexdigit());
        match filled(name) {
            _ if !is_prefix => sink(Row::Broken { record: fields.record, what: format!("\"{prefix}\" is no prefix of 24, 28 or 36 bits") }),
            None => sink(Row::Broken { record: fields.record, what: "it names nobody".to_owned() }),
            Some(name) if name.eq_ignore_ascii_case(PRIVATE) => sink(Row::PassedOver("a prefix whose holder is not published")),
            Some(name) => sink(company(&name, "mac", prefix)),
        }
    })
}

/// `8086  Intel Corporation`; devices stand below their vendor, indented. Classes and the like follow at the end, and begin with a letter.
fn vendors(scheme: &'static str, open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
    let mut ended = false;
    table::lines(open, |record, line| {
        let (number, name) = line.split_at_checked(4).unwrap_or((line, ""));
        let is_number = number.len() == 4 && number.bytes().all(|digit| digit.is_ascii_hexdigit());
        ended = ended || line.starts_with("C 00") || line.starts_with("AT ");
        if ended || line.starts_with(['#', '\t', ' ']) || line.trim().is_empty() {
            return;
        }
        match filled(name).filter(|_| is_number && name.starts_with([' ', '\t'])) {
            Some(name) => sink(company(&name, scheme, number)),
            None => sink(Row::Broken { record, what: "it is no vendor's number and name".to_owned() }),
        }
    })
}

/// `ABC<tab>Some Company`.
fn pnp_line(line: &str) -> Option<(&str, &str)> {
    let (code, name) = line.split_once('\t')?;
    (code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase()) && !name.trim().is_empty()).then(|| (code, name.trim()))
}

fn pnp(open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
    table::lines(open, |record, line| match pnp_line(line) {
        Some((code, name)) => sink(company(name, "pnp", code)),
        None if line.trim().is_empty() || line.starts_with('#') => {}
        None => sink(Row::Broken { record, what: "it is no code of three letters and a name".to_owned() }),
    })
}
