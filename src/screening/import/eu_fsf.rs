//! The EU's consolidated list of financial sanctions (FSF 1.1, XML).

use super::element::{self, Element};
use super::{Affiliates, Gives, Importer, Listed, Open, Row, country, day, filled, give, passed_over};

pub(super) const XML: Importer = Importer {
    name: "eu-fsf-xml",
    title: "EU consolidated list of financial sanctions, XML",
    gives: Gives::List,
    affiliates: Affiliates::Control,
    recognises: |head| head.starts_with('<') && head.contains("http://eu.europa.ec/fpi/fsd/export"),
    read,
};

fn read(open: &mut Open<'_>, sink: &mut dyn FnMut(Row)) -> Result<(), String> {
    let mut dated = None;
    element::records(
        open,
        &["sanctionEntity"],
        |root| dated = day(root.attribute("generationDate")),
        |record, element| {
            let kind = element.all("subjectType").next().map_or("", |kind| kind.attribute("code"));
            match passed_over(kind) {
                Some(kind) => sink(Row::PassedOver(kind)),
                None => give(entry(&element), record, sink),
            }
        },
    )?;
    dated.map(Row::Dated).map(sink);
    Ok(())
}

fn entry(element: &Element) -> Listed {
    let mut names = element.all("nameAlias").filter_map(|alias| filled(alias.attribute("wholeName")));
    let regulation = element.all("regulation").next();
    let said = |name: &str| regulation.map_or("", |regulation| regulation.attribute(name));
    let number = filled(element.attribute("euReferenceNumber")).unwrap_or_else(|| element.attribute("logicalId").to_owned());
    Listed {
        id: number,
        name: names.next().unwrap_or_default(),
        aliases: names.collect(),
        country: element.all("address").next().and_then(|address| country(address.attribute("countryIso2Code"))),
        from: day(element.attribute("designationDate")).or_else(|| day(said("entryIntoForceDate"))),
        to: None,
        authority: format!("EU, {} {}", said("numberTitle"), said("programme")).trim().to_owned(),
    }
}
