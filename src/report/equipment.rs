//! The list of equipment that a ministry sends for advice (機器等リスト), as CSV; the JSON report holds the same lines.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::escape::csv;
use super::{Reader, Renderer, Report};
use crate::decision::equipment;

pub const RENDERER: Renderer = Renderer {
    name: "equipment",
    media_type: "text/csv; charset=utf-8",
    serves: "a ministry's request for advice (Japan, 機器等リスト): each maker and model once; empty unless a chosen regime asks for it",
    reader: Reader::Program,
    render,
};

/// The columns, in order; docs/reports.md says what each holds.
pub const COLUMNS: &[(&str, &str)] = &[
    ("maker", "製造業者名: as the directory of makers names it, else as the bill does; empty where nobody is named, or several are"),
    ("corporate_number", "法人番号: 13 digits, where the directory has them"),
    ("country", "the maker's seat, ISO 3166-1 alpha-2, where the directory has it; not the place of production"),
    ("model", "型番: the component's name, after its group"),
    ("version", "the component's version"),
    ("quantity", "in how many places of the bills it stands"),
    ("candidates", "every party that the bill names, where it could not be told which of them is the maker, with \"; \" between"),
    ("places", "where it stands: document and pointer, with \"; \" between, the first ten"),
];

/// Places of one line that are written out in the CSV.
const PLACES: usize = 10;

/// One line of the list: equipment of one maker and model.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Equipment {
    /// As the directory of makers names it, else as the bill does; null where nobody is named, or several are.
    pub maker: Option<String>,
    /// 法人番号, 13 digits; null where the directory has none.
    pub corporate_number: Option<String>,
    /// The maker's seat, ISO 3166-1 alpha-2; null where the directory has none.
    pub country: Option<String>,
    pub model: String,
    pub version: Option<String>,
    /// In how many places of the bills it stands.
    pub quantity: usize,
    /// Every party that the bill names, where it could not be told which of them is the maker.
    pub candidates: Vec<String>,
    /// Document and pointer.
    pub places: Vec<String>,
}

/// Every line, sorted by maker, model and version.
pub fn lines(report: &Report<'_>) -> Vec<Equipment> {
    report.decision.equipment.iter().map(line).collect()
}

fn line(line: &equipment::Equipment) -> Equipment {
    let place = |site: &crate::decision::Site| format!("{} {}", site.document, site.pointer).trim().to_owned();
    Equipment {
        maker: line.maker.clone(),
        corporate_number: line.corporate_number.clone(),
        country: line.country.clone(),
        model: line.model.clone(),
        version: line.version.clone(),
        quantity: line.places.len(),
        candidates: line.candidates.clone(),
        places: line.places.iter().map(place).collect(),
    }
}

fn render(report: &Report<'_>) -> String {
    let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    let mut out = format!("{}\r\n", names.join(","));
    for line in lines(report) {
        let places: Vec<String> = line.places.into_iter().take(PLACES).collect();
        let cells = [
            line.maker.unwrap_or_default(),
            line.corporate_number.unwrap_or_default(),
            line.country.unwrap_or_default(),
            line.model,
            line.version.unwrap_or_default(),
            line.quantity.to_string(),
            line.candidates.join("; "),
            places.join("; "),
        ];
        out.push_str(&cells.iter().map(|cell| csv(cell)).collect::<Vec<_>>().join(","));
        out.push_str("\r\n");
    }
    out
}
