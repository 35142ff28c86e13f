//! The UK's consolidated list of financial sanctions targets (HM Treasury, OFSI; CSV): columns by their place, many rows a party.

use super::table::Fields;
use super::{Affiliates, Gives, Importer, Listed, Open, Row, filled, give, passed_over, table, uk_day};

pub(super) const CSV: Importer = Importer {
    name: "uk-ofsi-csv",
    title: "UK OFSI consolidated list, CSV",
    gives: Gives::List,
    affiliates: Affiliates::Control,
    recognises: |head| {
        head.starts_with("Last Updated") || head.lines().take(2).any(|line| line.contains("Name 6") && line.contains("Group ID"))
    },
    read,
};

/// Places of the fields that are read.
const NAME_6: usize = 0;
const NAMES_1_TO_5: std::ops::RangeInclusive<usize> = 1..=5;
const OTHER_SCRIPT: usize = 7;
const KIND: usize = 28;
const LISTED_ON: usize = 32;
const GROUP: usize = 35;

fn read(open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
    let mut party: Option<(u64, Listed)> = None;
    let mut heads = true;
    table::rows(open, |fields| {
        // "Last Updated,23/11/2026", then the header.
        if heads {
            if fields.at(0) == "Last Updated" {
                uk_day(fields.at(1)).map(Row::Dated).map(&mut *sink);
            }
            heads = fields.at(0) == "Last Updated";
            return;
        }
        if fields.cells.len() <= GROUP {
            return sink(Row::Broken {
                record: fields.record,
                what: format!("it has {} fields, {} are needed", fields.cells.len(), GROUP + 1),
            });
        }
        if let Some(kind) = passed_over(fields.at(KIND)) {
            return sink(Row::PassedOver(kind));
        }
        let (name, other) = (name(&fields), filled(fields.at(OTHER_SCRIPT)));
        match &mut party {
            // Rows of one party stand together; each brings a further name.
            Some((_, known)) if known.id == fields.at(GROUP) => known.aliases.extend(filled(&name).into_iter().chain(other)),
            _ => {
                let listed = Listed {
                    id: fields.at(GROUP).to_owned(),
                    name,
                    aliases: other.into_iter().collect(),
                    from: uk_day(fields.at(LISTED_ON)),
                    authority: "UK, OFSI consolidated list".to_owned(),
                    ..Listed::default()
                };
                if let Some((record, done)) = party.replace((fields.record, listed)) {
                    give(done, record, sink);
                }
            }
        }
    })?;
    if let Some((record, done)) = party {
        give(done, record, sink);
    }
    Ok(())
}

fn name(fields: &Fields) -> String {
    let parts = NAMES_1_TO_5.chain([NAME_6]).map(|place| fields.at(place)).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}
