//! `kenpin hardware compare`: is the machine on the bench the one that was promised?

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::exit::Exit;
use super::fault::Fault;
use super::hardware_show::bytes;
use super::paths;
use super::print::{self, Format};
use super::session::Session;
use crate::bill::hardware::{self, Machine, stated};
use crate::decision::Effect;
use crate::decision::comparison::{Comparison, Difference, DifferenceKind, Side, compare};
use crate::evidence::platform::PlatformCertificate;
use crate::intake::Document;
use crate::report::escape;
use crate::report::layout::wrap;

/// Room for differences: verdict, counts, blanks, what is left out and the next step take seven lines of 24.
const LINES: usize = 16;
const COLUMNS: usize = 73;

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
            None | Some(Effect::Note) => ("accept", Exit::Accept),
            Some(Effect::Refer) => ("refer", Exit::Refer),
            Some(Effect::Reject) => ("reject", Exit::Reject),
        };
        let shown = Compared { schema_version: "1", verdict, same: comparison.same, findings: &comparison.differences, detail };
        print::answer(self.format, &shown, human)?;
        Ok(exit)
    }
}

/// The machine that a file describes, whatever its form.
pub(super) fn machine(path: &Path, bytes: Vec<u8>) -> Result<Machine, String> {
    let document = Document::new(paths::shown(path), bytes);
    if let Some(source) = hardware::recognise(&document) {
        return (source.read)(&document.bytes).map_err(|why| format!("{}: {why}", source.name));
    }
    if let Some(format) = crate::bill::recognise(&document.outline) {
        return stated::machine(&(format.read)(&document));
    }
    let detail = PlatformCertificate::read(&document.bytes).map_or_else(|defect| defect.detail, |_| "not marked as one".to_owned());
    Err(format!("no known form of inventory or bill; as a platform certificate: {detail}"))
}

/// The differences, gravest first, in what a terminal of 80 by 24 has room for.
fn told(declared: &Machine, actual: &Machine, comparison: &Comparison) -> Vec<String> {
    let mut differences: Vec<&Difference> = comparison.differences.iter().collect();
    differences.sort_by_key(|difference| Reverse(difference.effect));
    let mut lines = Vec::new();
    for (index, difference) in differences.iter().enumerate() {
        let told = wrap(&escape::visible(&difference.told(declared, actual)), COLUMNS);
        if lines.len().saturating_add(told.len()) > LINES {
            let left = differences.len().saturating_sub(index);
            lines.push(format!("       and {left} more; --format json shows them all"));
            break;
        }
        let marks = std::iter::once(difference.effect.word()).chain(std::iter::repeat(""));
        lines.extend(told.into_iter().zip(marks).map(|(line, mark)| format!("{mark:<6} {line}")));
    }
    lines
}

fn human(declared: &Machine, actual: &Machine, comparison: &Comparison) -> String {
    let mut lines = vec![match comparison.effect() {
        None | Some(Effect::Note) => "AGREES  what was found is what was declared".to_owned(),
        Some(Effect::Refer) => "REFER  somebody has to look at what was found".to_owned(),
        Some(Effect::Reject) => "REJECT  what was found is not what was declared".to_owned(),
    }];
    lines.push(String::new());
    lines.push(format!("  declared: {} parts, found: {} parts, {} agree", declared.parts.len(), actual.parts.len(), comparison.same));
    lines.push(String::new());
    lines.extend(told(declared, actual, comparison));
    lines.push(String::new());
    lines.push(match comparison.effect() {
        None | Some(Effect::Note) => {
            "next: the papers and the makers are not judged here: kenpin verify DELIVERY --actual INVENTORY".to_owned()
        }
        Some(Effect::Refer) => "next: look at the parts above, or take the inventory again as root".to_owned(),
        Some(Effect::Reject) => "next: keep the box apart, and ask the vendor about the parts above".to_owned(),
    });
    lines.join("\n")
}
