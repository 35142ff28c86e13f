//! `kenpin bom validate`: says what is wrong with a bill, and where.

use std::path::PathBuf;

use clap::Args;

use super::bom_read;
use super::exit::Exit;
use super::fault::Fault;
use super::print::{self, Format};
use super::session::Session;
use crate::bill::contents::ROOT;
use crate::bill::{self};
use crate::report::escape;

/// Says what is wrong with a bill, and where
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin bom validate camera.cdx.json\n\nExit codes: 0 sound, 20 defective")]
pub(crate) struct Validate {
    /// The bill of materials; - for standard input
    #[arg(value_name = "BILL")]
    bill: PathBuf,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(serde::Serialize)]
struct Validated {
    schema_version: &'static str,
    /// `null`: no known format.
    format: Option<&'static str>,
    valid: bool,
    defects: Vec<Found>,
}

#[derive(serde::Serialize)]
struct Found {
    pointer: String,
    /// From 1; `null` for the document as a whole.
    line: Option<u32>,
    what: String,
}

impl Validate {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        let document = bom_read::document(&self.bill)?;
        let defects = match bom_read::contents(&document) {
            Ok(contents) => {
                let starts = contents.line_starts();
                let found = |defect: &bill::Defect| Found {
                    pointer: contents.pointer(defect.place),
                    line: (defect.place != ROOT).then(|| contents.line_among(defect.place, &starts)),
                    what: defect.what.clone(),
                };
                contents.defects.iter().map(found).collect()
            }
            Err(why) => vec![Found { pointer: String::new(), line: None, what: why.to_owned() }],
        };
        let valid = defects.is_empty();
        let format = bill::recognise(&document.outline).map(|format| format.name);
        let validated = Validated { schema_version: "1", format, valid, defects };
        print::answer(self.format, &validated, || self.human(&validated))?;
        Ok(if valid { Exit::Accept } else { Exit::Reject })
    }

    fn human(&self, validated: &Validated) -> String {
        let path = escape::visible(&self.bill.display().to_string());
        let format = validated.format.unwrap_or("no known format");
        if validated.valid {
            return format!("{path}: sound {format}");
        }
        let line = |found: &Found| {
            let line = found.line.map(|line| format!(":{line}")).unwrap_or_default();
            format!("{path}{line}: {} {}", escape::visible(&found.what), escape::visible(&found.pointer)).trim_end().to_owned()
        };
        let mut lines: Vec<String> = validated.defects.iter().map(line).collect();
        lines.push(format!("{} defects; the bill breaks the rules of its format ({format})", validated.defects.len()));
        lines.join("\n")
    }
}
