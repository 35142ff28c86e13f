//! One bill for the `kenpin bom` commands: from a file, or from standard input.

use std::io::Read;
use std::path::Path;

use super::fault::Fault;
use crate::bill::{self, Contents};
use crate::intake::{Budget, Document};

/// Reads the file, or standard input for `-`.
///
/// # Errors
/// Wrong usage for a file that is missing or larger than the budget; our fault for one that cannot be read.
pub(super) fn document(path: &Path) -> Result<Document, Fault> {
    let limit = Budget::default().document_bytes;
    let mut bytes = Vec::new();
    let read = |source: &mut dyn Read, bytes: &mut Vec<u8>| source.take(limit.saturating_add(1)).read_to_end(bytes);
    let name = if path == Path::new("-") {
        read(&mut std::io::stdin().lock(), &mut bytes).map_err(|error| Fault::unreadable(Path::new("standard input"), &error))?;
        "-".to_owned()
    } else {
        #[allow(clippy::disallowed_methods, reason = "the edge reads the bill, and hands the bytes in")]
        let mut file = std::fs::File::open(path).map_err(|error| Fault::unreadable(path, &error))?;
        read(&mut file, &mut bytes).map_err(|error| Fault::unreadable(path, &error))?;
        path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    };
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
        return Err(Fault::usage(format!("this bill is larger than {limit} bytes"), path.display(), "split it"));
    }
    Ok(Document::new(name, bytes))
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
