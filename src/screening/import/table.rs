//! Comma-separated tables, row by row: a row has a bounded length, and a row that is not UTF-8 is said and read as far as it can be.

use std::io::BufRead;

use csv_core::{ReadRecordResult, Reader};

use super::{Open, RECORD_BYTES};

/// Fields of one row, at most.
const FIELDS: usize = 256;

/// A row and its number, from 1, the header counted.
pub(super) struct Fields {
    pub record: u64,
    pub cells: Vec<String>,
}

impl Fields {
    /// The field at this place; empty where the row is shorter.
    pub fn at(&self, place: usize) -> &str {
        self.cells.get(place).map_or("", |cell| cell.trim())
    }
}

/// Hands every row that is not blank to `each`.
///
/// # Errors
/// In words: a row longer than 4 MiB or of more than 256 fields, or bytes that cannot be read.
pub(super) fn rows(open: &mut Open<'_>, mut each: impl FnMut(Fields)) -> Result<(), String> {
    let (mut source, measure) = super::bounded(open)?;
    let mut reader = Reader::new();
    let (mut output, mut ends) = (vec![0; RECORD_BYTES], vec![0; FIELDS]);
    let (mut written, mut ended, mut record) = (0, 0, 0_u64);
    loop {
        let input = source.fill_buf().map_err(|error| error.to_string())?;
        let (result, read, wrote, fields) =
            reader.read_record(input, output.get_mut(written..).unwrap_or_default(), ends.get_mut(ended..).unwrap_or_default());
        source.consume(read);
        (written, ended) = (written.saturating_add(wrote), ended.saturating_add(fields));
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull => {
                return Err(format!("row {} is longer than 4 MiB: is a quote never closed?", record.saturating_add(1)));
            }
            ReadRecordResult::OutputEndsFull => return Err(format!("row {} has more than {FIELDS} fields", record.saturating_add(1))),
            ReadRecordResult::End => return Ok(()),
            ReadRecordResult::Record => {
                record = record.saturating_add(1);
                let cells = cells(output.get(..written).unwrap_or_default(), ends.get(..ended).unwrap_or_default());
                if cells.iter().any(|cell| !cell.trim().is_empty()) {
                    each(Fields { record, cells });
                }
                (written, ended) = (0, 0);
                measure.next();
            }
        }
    }
}

fn cells(text: &[u8], ends: &[usize]) -> Vec<String> {
    let mut from = 0;
    let mut cut = |end: usize| {
        let cell = String::from_utf8_lossy(text.get(from..end).unwrap_or_default()).into_owned();
        from = end;
        cell
    };
    ends.iter().map(|end| cut(*end)).collect()
}

/// Hands every line to `each`, with its number from 1, its end off.
///
/// # Errors
/// In words: a line longer than 4 MiB, or bytes that cannot be read.
pub(super) fn lines(open: &mut Open<'_>, mut each: impl FnMut(u64, &str)) -> Result<(), String> {
    let (mut source, measure) = super::bounded(open)?;
    let (mut line, mut record) = (Vec::new(), 0_u64);
    while source.read_until(b'\n', &mut line).map_err(|error| error.to_string())? > 0 {
        measure.next();
        record = record.saturating_add(1);
        each(record, String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']));
        line.clear();
    }
    Ok(())
}

/// Where each wanted column stands under a header.
pub(super) struct Columns(Vec<String>);

impl Columns {
    pub fn of(header: &Fields) -> Self {
        Self(header.cells.iter().map(|name| name.trim_start_matches('\u{feff}').trim().to_lowercase()).collect())
    }

    /// The field under a column; empty where there is none.
    pub fn get<'f>(&self, fields: &'f Fields, column: &str) -> &'f str {
        self.0.iter().position(|name| name == column).map_or("", |place| fields.at(place))
    }

    /// Whether a row has as many fields as the header; what is wrong, if not.
    pub fn wrong(&self, fields: &Fields) -> Option<String> {
        let (found, wanted) = (fields.cells.len(), self.0.len());
        (found != wanted).then(|| format!("it has {found} fields, the header {wanted}"))
    }
}
