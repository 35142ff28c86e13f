//! `kenpin hardware compare`: is the machine on the bench the one that was promised?

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::exit::Exit;
use super::fault::Fault;
use super::hardware::Format;
use super::hardware_show::bytes;
use super::paths;
use super::print;
use super::session::Session;
use crate::bill::hardware::{self, Machine, Part, certified, stated};
use crate::decision::comparison::{Comparison, Difference, DifferenceKind, Effect, Field, Side, compare};
use crate::evidence::platform::PlatformCertificate;
use crate::intake::Document;
use crate::report::escape;

/// Compares what was declared with what was found, part by part
///
/// Each side is a platform certificate, a component list, a hardware bill or an inventory. The signature of a certificate is
/// not checked here: `kenpin hardware show` does that.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kenpin hardware compare --declared platform.cer --actual dmidecode.txt\n  kenpin hardware compare --declared camera.cdx.json --actual found.json --format json\n\nExit codes: 0 they agree, 10 somebody has to look, 20 they differ"
)]
pub(crate) struct Compare {
    /// What was promised
    #[arg(long, value_name = "FILE")]
    declared: PathBuf,
    /// What was found
    #[arg(long, value_name = "FILE")]
    actual: PathBuf,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Serialize)]
struct Compared<'a> {
    schema_version: &'static str,
    verdict: &'static str,
    same: usize,
    findings: &'a [Difference],
    /// Why a side could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

impl Compare {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        let (declared, actual) = (bytes(&self.declared)?, bytes(&self.actual)?);
        let (declared, actual) = match (machine(&self.declared, declared), machine(&self.actual, actual)) {
            (Ok(declared), Ok(actual)) => (declared, actual),
            (Err(why), _) => return self.unreadable(&self.declared, &why),
            (Ok(_), Err(why)) => return self.unreadable(&self.actual, &why),
        };
        let comparison = compare(&declared, &actual);
        self.print(&comparison, None, || human(&declared, &actual, &comparison))
    }

    /// Nothing can be told about a file that cannot be read: somebody has to look.
    fn unreadable(&self, path: &Path, why: &str) -> Result<Exit, Fault> {
        let nothing = Difference {
            kind: DifferenceKind::Undecided,
            part: Side::Declaration,
            effect: Effect::Refer,
            field: None,
            declared: None,
            actual: None,
        };
        let comparison = Comparison { same: 0, differences: vec![nothing] };
        let detail = format!("{}: {why}", path.display());
        let text = format!(
            "REFER  this file cannot be compared: {}\n  where: {}\n  fix:   hand in a platform certificate, a component list, a hardware bill or an inventory",
            escape::visible(why),
            escape::visible(&path.display().to_string())
        );
        self.print(&comparison, Some(detail), || text)
    }

    fn print(&self, comparison: &Comparison, detail: Option<String>, human: impl FnOnce() -> String) -> Result<Exit, Fault> {
        let (verdict, exit) = match comparison.effect() {
            None => ("accept", Exit::Accept),
            Some(Effect::Refer) => ("refer", Exit::Refer),
            Some(Effect::Reject) => ("reject", Exit::Reject),
        };
        let shown = Compared { schema_version: "1", verdict, same: comparison.same, findings: &comparison.differences, detail };
        let text = match self.format {
            Format::Json => {
                serde_json::to_string_pretty(&shown).map_err(|error| Fault::ours(error, "the comparison", "report this as a bug"))?
            }
            Format::Human => human(),
        };
        print::result(&text)?;
        Ok(exit)
    }
}

/// The machine that a file describes, whatever its form.
pub(super) fn machine(path: &Path, bytes: Vec<u8>) -> Result<Machine, String> {
    if let Some(source) = hardware::recognise(&bytes) {
        return (source.read)(&bytes).map_err(|why| format!("{}: {why}", source.name));
    }
    let document = Document::new(paths::shown(path), bytes);
    if let Some(format) = crate::bill::recognise(&document.outline) {
        return stated::machine(&(format.read)(&document));
    }
    match PlatformCertificate::read(&document.bytes) {
        Ok(certificate) => Ok(certified::machine(&certificate)),
        Err(defect) => Err(format!("no known form of inventory or bill; as a platform certificate: {}", defect.detail)),
    }
}

fn human(declared: &Machine, actual: &Machine, comparison: &Comparison) -> String {
    let mut lines = vec![match comparison.effect() {
        None => "ACCEPT  what was found is what was declared".to_owned(),
        Some(Effect::Refer) => "REFER  somebody has to look at what was found".to_owned(),
        Some(Effect::Reject) => "REJECT  what was found is not what was declared".to_owned(),
    }];
    lines.push(String::new());
    lines.push(format!("  declared: {} parts, found: {} parts, {} agree", declared.parts.len(), actual.parts.len(), comparison.same));
    for difference in &comparison.differences {
        lines.push(String::new());
        lines.push(told(difference, declared, actual));
    }
    lines.push(String::new());
    lines.push(match comparison.effect() {
        None => "next: nothing; check the certificate's signature with `kenpin hardware show` if one was given".to_owned(),
        Some(Effect::Refer) => "next: look at the parts above, or take the inventory again as root".to_owned(),
        Some(Effect::Reject) => "next: keep the box apart, and ask the vendor about the parts above".to_owned(),
    });
    lines.join("\n")
}

fn told(difference: &Difference, declared: &Machine, actual: &Machine) -> String {
    let effect = match difference.effect {
        Effect::Refer => "refer ",
        Effect::Reject => "reject",
    };
    let promised = difference.declared.and_then(|index| declared.parts.get(index));
    let found = difference.actual.and_then(|index| actual.parts.get(index));
    let of = |part: Option<&Part>| part.map_or_else(|| "?".to_owned(), named);
    match (difference.kind, difference.part, difference.field) {
        (DifferenceKind::Missing, _, _) => format!("{effect} not there: {}", of(promised)),
        (DifferenceKind::Extra, _, _) => format!("{effect} not declared: {}", of(found)),
        (DifferenceKind::Undecided, Side::Declaration, _) => format!("{effect} no part was declared, so nothing can be confirmed"),
        (DifferenceKind::Undecided, Side::Component, None) => {
            format!("{effect} cannot be seen in this kind of inventory: {}", of(promised))
        }
        (DifferenceKind::Undecided, side, field) => {
            format!("{effect} the {} of {} cannot be seen in this inventory", word(field), subject(side, promised))
        }
        (DifferenceKind::Changed, side, field) => {
            let values = |machine: &Machine, part: Option<&Part>| match part {
                Some(part) => value(field, part),
                None => platform_value(field, machine),
            };
            format!(
                "{effect} the {} of {} differs\n       declared: {}\n       found:    {}",
                word(field),
                subject(side, promised),
                escape::visible(&values(declared, promised)),
                escape::visible(&values(actual, found))
            )
        }
    }
}

fn subject(side: Side, part: Option<&Part>) -> String {
    match (side, part) {
        (Side::Component, Some(part)) => named(part),
        (Side::Platform | Side::Declaration | Side::Component, _) => "the machine".to_owned(),
    }
}

fn named(part: &Part) -> String {
    let words = [part.manufacturer.as_deref(), part.model.as_deref(), part.serial.as_deref()];
    let known: Vec<String> = words.into_iter().filter_map(hardware::known).map(escape::visible).collect();
    if known.is_empty() { "a part without a name".to_owned() } else { known.join(" ") }
}

fn word(field: Option<Field>) -> &'static str {
    match field {
        Some(Field::Manufacturer) => "maker",
        Some(Field::Model) => "model",
        Some(Field::Version) => "version",
        Some(Field::Serial) => "serial number",
        Some(Field::Revision) => "revision",
        Some(Field::Address) => "hardware address",
        None => "presence",
    }
}

fn value(field: Option<Field>, part: &Part) -> String {
    let text = match field {
        Some(Field::Manufacturer) => part.manufacturer.clone(),
        Some(Field::Model) => part.model.clone(),
        Some(Field::Serial) => part.serial.clone(),
        Some(Field::Revision | Field::Version) => part.revision.clone(),
        Some(Field::Address) => Some(part.addresses.join(", ")),
        None => None,
    };
    text.unwrap_or_default()
}

fn platform_value(field: Option<Field>, machine: &Machine) -> String {
    let platform = &machine.platform;
    let text = match field {
        Some(Field::Manufacturer) => &platform.manufacturer,
        Some(Field::Model) => &platform.model,
        Some(Field::Serial) => &platform.serial,
        Some(Field::Version | Field::Revision | Field::Address) | None => &platform.version,
    };
    text.clone().unwrap_or_default()
}
