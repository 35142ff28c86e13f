//! `kenpin hardware batch`: many boxes of one order in one table, a verdict each and one for the lot.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::exit::Exit;
use super::fault::Fault;
use super::hardware_compare::machine;
use super::hardware_show::bytes;
use super::paths::shown;
use super::print::{self, Format};
use super::progress::Progress;
use super::reference::text;
use super::session::Session;
use crate::decision::Effect;
use crate::decision::comparison::lot::{self, Asked, Judged, Lot, Named, Remark};
use crate::intake::Order;
use crate::report::escape;

/// Compares the boxes of one order with what was declared, and with each other
///
/// Every file of the folder is the inventory of one box. With one declaration that names no serial number all are of that kind;
/// otherwise each box has its own, found by its serial number. What can be in one box only and is in two rejects both.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Batch {
    /// The folder with one inventory a box
    #[arg(value_name = "DIR")]
    boxes: PathBuf,
    /// What was promised: a file for all, or a folder with one a box
    #[arg(long, value_name = "FILE|DIR")]
    declared: PathBuf,
    /// The order: its serial numbers are the boxes that are expected
    #[arg(long, value_name = "FILE")]
    order: Option<PathBuf>,
    /// Examine so many boxes only, instead of all that were ordered
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  kenpin hardware batch inventories/ --declared certificates/ --order order.toml
  kenpin hardware batch inventories/ --declared camera.cdx.json --order order.toml --sample 32

A box that was not examined yet is one whose inventory is not in the folder: take it, and run the command again.
Exit codes: 0 the lot is as promised, 10 somebody has to look, 20 a box is not as promised";

#[derive(Serialize)]
struct Answer<'a> {
    schema_version: &'static str,
    verdict: &'static str,
    examined: usize,
    ordered: usize,
    boxes: Vec<Row<'a>>,
    remarks: &'a [Remark],
}

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    serial: Option<&'a str>,
    declared_by: Option<&'a str>,
    verdict: &'static str,
    remarks: &'a [Remark],
}

impl Batch {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let order = match &self.order {
            Some(path) => Order::read(&text(path)?).map_err(|fault| {
                Fault::ours(
                    format!("this order cannot be used: {fault}"),
                    path.display(),
                    "see `kenpin schema order` for what may stand there",
                )
            })?,
            None => Order::default(),
        };
        let progress = Progress::start(session, "reading the inventories");
        let (declarations, undeclared) = machines(&self.declared)?;
        if let Some((path, why)) = undeclared.into_iter().next() {
            return Err(Fault::ours(
                format!("this declaration cannot be used: {}", escape::visible(&why)),
                shown(&path),
                "correct it or leave it out",
            ));
        }
        let (boxes, unread) = machines(&self.boxes)?;
        progress.step("comparing");
        let mut lot = lot::judge(&boxes, &declarations, Asked { serials: &order.serials, sample: self.sample });
        drop(progress);
        lot.boxes.extend(unread.into_iter().map(|(path, why)| Judged {
            name: name(&path),
            serial: None,
            declared_by: None,
            remarks: vec![Remark { effect: Effect::Refer, what: format!("this inventory cannot be read: {why}") }],
        }));
        lot.boxes.sort_by(|one, other| one.name.cmp(&other.name));
        let answer = answer(&lot, order.serials.len());
        print::answer(self.format, &answer, || human(&lot, &answer))?;
        Ok(match lot.effect() {
            None | Some(Effect::Note) => Exit::Accept,
            Some(Effect::Refer) => Exit::Refer,
            Some(Effect::Reject) => Exit::Reject,
        })
    }
}

/// A file that cannot be read as a machine, and why.
type Unread = (PathBuf, String);

/// The machine of a file, or of every file of a folder, by name; and what could not be read.
fn machines(path: &Path) -> Result<(Vec<Named>, Vec<Unread>), Fault> {
    let mut files: BTreeMap<String, PathBuf> = BTreeMap::new();
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(|error| Fault::unreadable(path, &error))? {
            let file = entry.map_err(|error| Fault::unreadable(path, &error))?.path();
            if file.is_dir() {
                return Err(Fault::usage(
                    "this is a folder inside the folder of boxes",
                    file.display(),
                    "put every inventory into one folder, or name that folder",
                ));
            }
            if file.is_file() {
                files.insert(name(&file), file);
            }
        }
    } else {
        files.insert(name(path), path.to_owned());
    }
    let (mut read, mut unread) = (Vec::new(), Vec::new());
    for (name, file) in files {
        match machine(&file, bytes(&file)?) {
            Ok(machine) => read.push(Named { name, machine }),
            Err(why) => unread.push((file, why)),
        }
    }
    Ok((read, unread))
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn verdict(effect: Option<Effect>) -> &'static str {
    match effect {
        None | Some(Effect::Note) => "accept",
        Some(Effect::Refer) => "refer",
        Some(Effect::Reject) => "reject",
    }
}

fn answer(lot: &Lot, ordered: usize) -> Answer<'_> {
    let row = |judged: &'_ Judged| verdict(judged.effect());
    Answer {
        schema_version: "1",
        verdict: verdict(lot.effect()),
        examined: lot.boxes.len(),
        ordered,
        boxes: lot
            .boxes
            .iter()
            .map(|judged| Row {
                name: &judged.name,
                serial: judged.serial.as_deref(),
                declared_by: judged.declared_by.as_deref(),
                verdict: row(judged),
                remarks: &judged.remarks,
            })
            .collect(),
        remarks: &lot.remarks,
    }
}

/// Verdict first, then every box that is not accepted, then counts; the next thing to do on the last line.
fn human(lot: &Lot, answer: &Answer<'_>) -> String {
    let word = if answer.verdict == "accept" { "agrees" } else { answer.verdict };
    let counted = |wanted: &str| answer.boxes.iter().filter(|row| row.verdict == wanted).count();
    let mut lines = vec![
        format!("{}  {} boxes examined, {} ordered", word.to_uppercase(), answer.examined, answer.ordered),
        format!(
            "  agree {}, refer {}, reject {}; makers and signatures are not judged here",
            counted("accept"),
            counted("refer"),
            counted("reject")
        ),
    ];
    lines.extend(lot.remarks.iter().map(|remark| format!("  {:<6} {}", verdict(Some(remark.effect)), escape::visible(&remark.what))));
    for row in answer.boxes.iter().filter(|row| row.verdict != "accept") {
        let serial = row.serial.map_or_else(String::new, |serial| format!(", serial {}", escape::visible(serial)));
        lines.push(format!("\n{:<6} {}{serial}", row.verdict, escape::visible(row.name)));
        lines.extend(row.remarks.iter().take(4).map(|remark| format!("       {}", escape::visible(&remark.what))));
        if row.remarks.len() > 4 {
            lines.push(format!("       and {} more", row.remarks.len().saturating_sub(4)));
        }
    }
    lines.push(match answer.verdict {
        "accept" => "\nnext: verify the papers of the delivery: kenpin verify DELIVERY --order ORDER".to_owned(),
        "refer" => "\nnext: look at the boxes above; take the inventories that are missing, as root".to_owned(),
        _ => "\nnext: keep the boxes above apart, and ask the vendor about them".to_owned(),
    });
    lines.join("\n")
}
