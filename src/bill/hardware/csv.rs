//! A table of parts (CSV) whose first line names the columns.

use super::{Family, Machine, PARTS, Part, Platform, Sees, Source, head};
use crate::intake::Document;

pub(super) const SOURCE: Source = Source { name: "csv", recognises, read };

/// What each column may be called, in any case.
const COLUMNS: &[(&str, &[&str])] = &[
    ("class", &["class", "type", "category", "kind"]),
    ("manufacturer", &["manufacturer", "maker", "vendor", "make"]),
    ("model", &["model", "part number", "part", "product", "pid"]),
    ("serial", &["serial", "serial number", "serialnumber", "s/n", "sn"]),
    ("revision", &["revision", "version", "firmware", "rev", "vid"]),
    ("address", &["address", "mac", "mac address"]),
    ("quantity", &["quantity", "qty", "count"]),
];

fn recognises(document: &Document) -> bool {
    let text = head(document);
    let head = header(text.lines().next().unwrap_or_default());
    head.contains(&Some("manufacturer")) && (head.contains(&Some("model")) || head.contains(&Some("serial")))
}

fn header(line: &str) -> Vec<Option<&'static str>> {
    let column = |name: &str| COLUMNS.iter().find(|(_, names)| names.contains(&name)).map(|(column, _)| *column);
    cells(line.trim_start_matches('\u{feff}')).iter().map(|name| column(name.trim().to_lowercase().as_str())).collect()
}

/// The cells of one line (RFC 4180): commas, or semicolons where the line has no comma; quotes doubled inside quotes.
fn cells(line: &str) -> Vec<String> {
    let separator = if line.contains(',') { ',' } else { ';' };
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            letter if letter == separator && !quoted => cells.push(std::mem::take(&mut cell)),
            letter => cell.push(letter),
        }
    }
    cells.push(cell);
    cells
}

fn read(bytes: &[u8]) -> Result<Machine, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8; save the table as UTF-8".to_owned())?;
    let mut lines = text.lines().enumerate();
    let columns = header(lines.next().map(|(_, line)| line).unwrap_or_default());
    let mut machine = Machine { sees: Sees::Everything, ..Machine::default() };
    for (index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let number = index.saturating_add(1);
        let cells = cells(line);
        if cells.len() > columns.len() {
            return Err(format!("line {number} has {} cells under {} columns", cells.len(), columns.len()));
        }
        let field = |wanted: &str| {
            let place = columns.iter().position(|column| *column == Some(wanted))?;
            cells.get(place).map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty())
        };
        let family = family(field("class").unwrap_or_default().to_lowercase().as_str());
        let (manufacturer, model, serial, revision) = (field("manufacturer"), field("model"), field("serial"), field("revision"));
        if field("class").is_some_and(|class| class.eq_ignore_ascii_case("platform") || class.eq_ignore_ascii_case("system")) {
            machine.platform = Platform { manufacturer, model, version: revision, serial };
            continue;
        }
        let many = field("quantity")
            .map_or(Ok(1), |many| many.parse::<usize>().map_err(|_| format!("line {number}: \"{many}\" is no quantity")))?;
        if machine.parts.len().saturating_add(many) > PARTS {
            return Err(format!("more than {PARTS} parts"));
        }
        let part = Part { family, manufacturer, model, serial, revision, addresses: field("address").into_iter().collect() };
        machine.parts.extend(std::iter::repeat_n(part, many));
    }
    Ok(machine)
}

fn family(class: &str) -> Option<Family> {
    const WORDS: &[(&str, Family)] = &[
        ("processor", Family::Processor),
        ("cpu", Family::Processor),
        ("chassis", Family::Container),
        ("board", Family::Board),
        ("tpm", Family::Tpm),
        ("module", Family::Module),
        ("memory", Family::Memory),
        ("dimm", Family::Memory),
        ("storage", Family::Storage),
        ("disk", Family::Storage),
        ("ssd", Family::Storage),
        ("network", Family::Network),
        ("nic", Family::Network),
        ("controller", Family::Controller),
        ("power", Family::Power),
        ("keyboard", Family::Input),
        ("input", Family::Input),
        ("firmware", Family::Firmware),
        ("bios", Family::Firmware),
    ];
    WORDS.iter().find(|(word, _)| class.contains(word)).map(|(_, family)| *family)
}
