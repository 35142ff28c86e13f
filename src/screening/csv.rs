//! A buyer's own list as a plain table: a header row, then one party a row (RFC 4180).

use super::list_file::{EntryRow, ListFault, ListHeader, ListText, PeriodRow};
use super::watchlist::{Affiliates, is_shipped};
use crate::intake::Day;
use crate::maker::ownership::Grounds;

/// Columns that are read; `name` is the only one that has to be there. `aliases`, `categories` and `purposes` hold
/// several, `;` between them.
const COLUMNS: &[&str] =
    &["id", "name", "aliases", "alias", "party", "country", "from", "to", "categories", "purposes", "authority", "source", "confidence"];

/// Reads the table. Its header comes from `ORIGIN.toml`; without one the list is the buyer's own, as handed in.
///
/// # Errors
/// [`ListFault::Unreadable`] for anything that is no such table.
pub fn read(list: &ListText, origin: Option<ListHeader>) -> Result<(ListHeader, Vec<EntryRow>), ListFault> {
    let wrong = |cause: String| ListFault::Unreadable { path: list.path.clone(), cause };
    let header = match (origin, list.handed_in) {
        (Some(header), _) => header,
        (None, Some(day)) => own_header(&list.path, day)?,
        (None, None) => return Err(ListFault::NoHeader { path: list.path.clone() }),
    };
    let mut records = records(list.text.strip_prefix('\u{feff}').unwrap_or(&list.text)).map_err(&wrong)?.into_iter();
    let columns: Vec<String> = records.next().unwrap_or_default().iter().map(|name| name.trim().to_lowercase()).collect();
    if let Some(unknown) = columns.iter().find(|name| !COLUMNS.contains(&name.as_str())) {
        return Err(wrong(format!("column \"{unknown}\" is not known; the columns are {}", COLUMNS.join(", "))));
    }
    if !columns.iter().any(|name| name == "name") {
        return Err(wrong("there is no column \"name\"".to_owned()));
    }
    let mut rows = Vec::new();
    for (index, record) in records.enumerate() {
        if record.len() != columns.len() {
            return Err(wrong(format!("row {} has {} fields, the header {}", index.saturating_add(2), record.len(), columns.len())));
        }
        rows.push(entry(&columns, &record, &header, index).map_err(&wrong)?);
    }
    Ok((header, rows))
}

/// A list that the buyer hands in vouches for itself on that day.
fn own_header(path: &str, day: Day) -> Result<ListHeader, ListFault> {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let id = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
    if is_shipped(&id) {
        return Err(ListFault::Unreadable {
            path: path.to_owned(),
            cause: format!(
                "a plain table called \"{file}\" would take the place of the shipped list \"{id}\"; call it otherwise, or put an ORIGIN.toml beside it"
            ),
        });
    }
    Ok(ListHeader {
        title: format!("the buyer's own list \"{id}\""),
        id,
        authority: "the buyer".to_owned(),
        citation: format!("the buyer's own list, {file}"),
        edition: day,
        shelf_life_days: 180,
        source: format!("handed in with the run, {file}"),
        licence: "the buyer's".to_owned(),
        affiliates: Affiliates::Control,
        note: None,
    })
}

fn entry(columns: &[String], record: &[String], header: &ListHeader, index: usize) -> Result<EntryRow, String> {
    let row = index.saturating_add(2);
    let field = |wanted: &str| {
        columns
            .iter()
            .zip(record)
            .find(|(name, _)| *name == wanted)
            .map(|(_, value)| value.trim().to_owned())
            .filter(|value| !value.is_empty())
    };
    let several = |wanted: &str| -> Vec<String> {
        field(wanted)
            .map_or_else(Vec::new, |text| text.split(';').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect())
    };
    let day = |wanted: &str| match field(wanted) {
        Some(text) => Day::parse(&text).map(Some).ok_or_else(|| format!("row {row}: \"{text}\" is no day; write it as 2026-11-23")),
        None => Ok(None),
    };
    let confidence = match field("confidence").as_deref() {
        None | Some("sourced") => Grounds::Sourced,
        Some("general-knowledge") => Grounds::GeneralKnowledge,
        Some(other) => return Err(format!("row {row}: confidence \"{other}\" is neither \"sourced\" nor \"general-knowledge\"")),
    };
    let mut aliases = several("aliases");
    aliases.extend(several("alias"));
    Ok(EntryRow {
        id: field("id").unwrap_or_else(|| format!("row-{row}")),
        name: field("name").ok_or_else(|| format!("row {row} has no name"))?,
        aliases,
        party: field("party"),
        country: field("country"),
        period: vec![PeriodRow { from: day("from")?.unwrap_or(Day::parse("0001-01-01").unwrap_or(header.edition)), to: day("to")? }],
        categories: several("categories"),
        purposes: several("purposes"),
        produced_outside: None,
        affiliates: None,
        confidence,
        authority: field("authority").unwrap_or_else(|| header.citation.clone()),
        source: field("source").unwrap_or_else(|| header.source.clone()),
    })
}

/// Rows of fields. Quotes may hold commas, line ends and doubled quotes; blank lines are skipped.
fn records(text: &str) -> Result<Vec<Vec<String>>, String> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quoted) {
            ('"', true) if letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            ('"', true) => quoted = false,
            ('"', false) if field.trim().is_empty() => {
                field.clear();
                quoted = true;
            }
            (',', false) => row.push(std::mem::take(&mut field)),
            ('\n', false) => {
                row.push(std::mem::take(&mut field));
                keep(&mut rows, std::mem::take(&mut row));
            }
            (other, _) => field.push(other),
        }
    }
    if quoted {
        return Err("a quote is opened and never closed".to_owned());
    }
    row.push(field);
    keep(&mut rows, row);
    Ok(rows)
}

fn keep(rows: &mut Vec<Vec<String>>, row: Vec<String>) {
    let blank = row.iter().all(|field| field.trim().is_empty());
    if !blank {
        rows.push(row);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::screening::watchlist::Watchlists;

    fn list(text: &str) -> Result<Watchlists, ListFault> {
        Watchlists::read(&[ListText {
            path: "lists/ours.csv".to_owned(),
            text: text.to_owned(),
            origin: None,
            handed_in: Day::parse("2026-11-23"),
        }])
    }

    #[test]
    fn a_table_of_names_is_a_list_of_the_buyers_own() {
        let lists = list("\u{feff}name,aliases,from\r\n\"Acme, Inc.\",\"Acme; アクメ\",2024-01-01\r\n\r\nBolt GmbH,,\r\n").unwrap();
        let ours = lists.list("ours").unwrap();
        assert_eq!(ours.entries.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>(), vec!["Acme, Inc.", "Bolt GmbH"]);
        assert_eq!(ours.entries[0].aliases, vec!["Acme", "アクメ"]);
        assert_eq!(ours.entries[0].periods[0].from.to_string(), "2024-01-01");
    }

    #[test]
    fn a_table_that_cannot_be_read_is_a_fault() {
        for wrong in
            ["", "title\nAcme\n", "name,wrong\nAcme,x\n", "name\n\"Acme\n", "name,from\nAcme\n", "name,from\nAcme,2024\n", "name\n"]
        {
            assert!(list(wrong).is_err(), "{wrong:?}");
        }
    }

    /// RFC 4180 knows no remarks: a name that begins with a sign of them is a name.
    #[test]
    fn no_row_is_left_out_and_quotes_mean_what_they_do() {
        let text =
            "name,id\n\"#1 Zorblat Optics\",a\n#Kravox Radar,b\n\"Quorvex \"\"Q\"\" Works\",c\nTil\"lam\"und,d\n\"A\r\nB\",\"e\"\r\n";
        let lists = list(text).unwrap();
        let rows: Vec<(&str, &str)> =
            lists.list("ours").unwrap().entries.iter().map(|entry| (entry.name.as_str(), entry.id.as_str())).collect();
        assert_eq!(
            rows,
            [("#1 Zorblat Optics", "a"), ("#Kravox Radar", "b"), ("Quorvex \"Q\" Works", "c"), ("Til\"lam\"und", "d"), ("A\r\nB", "e")]
        );
    }

    #[test]
    fn a_plain_table_takes_no_shipped_list_s_place() {
        let text = ListText {
            path: "lists/us-1260h.csv".to_owned(),
            text: "name\nAcme\n".to_owned(),
            origin: None,
            handed_in: Day::parse("2026-11-23"),
        };
        assert!(text.read().unwrap_err().to_string().contains("would take the place of the shipped list"));
    }

    #[test]
    fn a_fault_names_the_row() {
        let ListFault::Unreadable { cause, .. } = list("name,from\nAcme,yesterday\n").unwrap_err() else { panic!("another fault") };
        assert_eq!(cause, "row 2: \"yesterday\" is no day; write it as 2026-11-23");
    }
}
