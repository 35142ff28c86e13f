//! The consolidated list of the United Nations Security Council (XML).

use super::element::{self, Element};
use super::{Affiliates, Gives, Importer, Listed, Open, Row, day, filled, give, several};

pub(super) const XML: Importer = Importer {
    name: "un-xml",
    title: "UN Security Council consolidated list, XML",
    gives: Gives::List,
    affiliates: Affiliates::Control,
    recognises: |head| head.starts_with('<') && head.contains("<CONSOLIDATED_LIST"),
    read,
};

fn read(open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
    let mut dated = None;
    element::records(
        open,
        &["ENTITY", "INDIVIDUAL"],
        |root| dated = day(root.attribute("dateGenerated")),
        |record, element| match element.name.as_str() {
            "INDIVIDUAL" => sink(Row::PassedOver("individual")),
            _ => give(entry(&element), record, sink),
        },
    )?;
    dated.map(Row::Dated).map(sink);
    Ok(())
}

fn entry(element: &Element) -> Listed {
    let reference = element.text(&["REFERENCE_NUMBER"]);
    Listed {
        id: filled(reference).unwrap_or_else(|| element.text(&["DATAID"]).to_owned()),
        // An organisation's name stands where a person's first name would.
        name: element.text(&["FIRST_NAME"]).to_owned(),
        aliases: [&["NAME_ORIGINAL_SCRIPT"][..], &["ENTITY_ALIAS", "ALIAS_NAME"]]
            .iter()
            .flat_map(|path| element.at(path))
            .flat_map(|alias| several(alias.own_text(), ";"))
            .collect(),
        from: day(element.text(&["LISTED_ON"])),
        authority: format!("UN, {} {reference}", element.text(&["UN_LIST_TYPE"])).trim().to_owned(),
        ..Listed::default()
    }
}
