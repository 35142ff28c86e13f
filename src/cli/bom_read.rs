//! One bill for the `kenpin bom` commands: from a file, or from standard input.

use std::path::Path;

use super::fault::Fault;
use super::paths;
use crate::bill::{self, Contents};
use crate::intake::{Budget, Document};

/// Reads the file, or standard input for `-`.
///
/// # Errors
/// Wrong usage for a file that is missing or larger than the budget; our fault for one that cannot be read.
pub(super) fn document(path: &Path) -> Result<Document, Fault> {
    let limit = Budget::default().document_bytes;
    let (name, bytes) = if path == Path::new("-") {
        let read = paths::stream_within(std::io::stdin().lock(), limit);
        ("-".to_owned(), read.map_err(|error| Fault::unreadable(Path::new("standard input"), &error))?)
    } else {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        (name, paths::within(path, limit)?)
    };
    let too_large = || Fault::usage(format!("this bill is larger than {limit} bytes"), path.display(), "split it");
    Ok(Document::new(name, bytes.ok_or_else(too_large)?))
}

/// The bill in it, sound or not; `Err`: why it is none.
pub(super) fn contents(document: &Document) -> Result<Contents, &'static str> {
    match bill::recognise(&document.outline) {
        Some(format) => Ok((format.read)(document)),
        None => Err(bill::inspect::unrecognised(&document.outline)),
    }
}

/// The bill in the file.
///
/// # Errors
/// As [`document`], and wrong usage for a file that holds no sound bill.
pub(super) fn sound(path: &Path) -> Result<Contents, Fault> {
    let document = document(path)?;
    let contents = contents(&document).map_err(|why| Fault::usage(why, path.display(), "give a CycloneDX or SPDX bill"))?;
    match contents.defects.first() {
        None => Ok(contents),
        Some(defect) => {
            let place = format!("{} {}", path.display(), contents.pointer(defect.place));
            let more = contents.defects.len().saturating_sub(1);
            let what = if more == 0 { defect.what.clone() } else { format!("{} (and {more} more)", defect.what) };
            Err(Fault::usage(what, place, "`kenpin bom validate` lists every defect; have them corrected first"))
        }
    }
}
