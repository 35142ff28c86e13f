//! `kenpin bom inspect`: prints every component and claim of a bill.

use std::path::PathBuf;

use clap::Args;

use super::bom_read;
use super::exit::Exit;
use super::fault::Fault;
use super::print::{self, Format};
use super::session::Session;
use crate::bill::inspect::{Inspection, inspect};
use crate::report::escape;

/// Prints every component and claim of a bill
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin bom inspect camera.cdx.json --format json\n\nExit codes: 0 sound, 20 defective")]
pub(crate) struct Inspect {
    /// The bill of materials; - for standard input
    #[arg(value_name = "BILL")]
    bill: PathBuf,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

impl Inspect {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        let inspection = inspect(&bom_read::document(&self.bill)?);
        print::answer(self.format, &inspection, || human(&inspection))?;
        Ok(if inspection.defects.is_empty() { Exit::Accept } else { Exit::Reject })
    }
}

fn human(inspection: &Inspection) -> String {
    let seen = |text: &str| escape::visible(text);
    let format = inspection.format.unwrap_or("no known format");
    let version = inspection.spec_version.as_deref().map(|version| format!(" {}", seen(version))).unwrap_or_default();
    let count = |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
    let mut lines = vec![format!(
        "{format}{version}: {}, {}",
        count(inspection.components.len(), "component"),
        count(inspection.defects.len(), "defect")
    )];
    for defect in &inspection.defects {
        lines.push(format!("defect    {} {}", seen(&defect.pointer), seen(&defect.what)));
    }
    for claim in &inspection.document_claims {
        lines.push(format!("document  {} {}", claim.role, seen(&claim.text)));
    }
    for component in &inspection.components {
        let subject = if inspection.subjects.contains(&component.pointer) { "subject" } else { component.relation };
        let name = component.name.as_deref().unwrap_or("without a name");
        let version = component.version.as_deref().map(|version| format!(" {}", seen(version))).unwrap_or_default();
        let kind = component.kind.unwrap_or("no kind");
        lines.push(String::new());
        lines.push(format!("{}{version}  ({subject}, {kind})  {}", seen(name), seen(&component.pointer)));
        for (label, value) in [("purl", &component.purl), ("cpe", &component.cpe)] {
            lines.extend(value.as_deref().map(|value| format!("  {label:<12} {}", seen(value))));
        }
        for claim in &component.claims {
            let text = if claim.state == "stated" { seen(&claim.text) } else { format!("withheld ({})", seen(&claim.text)) };
            lines.push(format!("  {:<12} {text}", claim.role));
        }
        if component.claims.is_empty() {
            lines.push("  nobody is named".to_owned());
        }
    }
    lines.join("\n")
}
