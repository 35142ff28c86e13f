//! The list of equipment that a ministry sends for advice (機器等リスト): maker, corporate number where known, model.

use std::collections::BTreeSet;

use super::Site;
use super::rule::{Facts, Part};
use crate::bill::{Kind, Relation};
use crate::maker::directory::CORPORATE_NUMBER;
use crate::maker::{Maker, Mention, Trace, Tracing};

/// One line of the list: equipment of one maker and model, with every place where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equipment {
    /// As the directory names the maker, else as the bill does; `None`: nobody is named, or several are.
    pub maker: Option<String>,
    /// Every party that the bill names, where it could not be told which of them is the maker.
    pub candidates: Vec<String>,
    /// The maker's corporate number (法人番号, 13 digits), where the directory has one.
    pub corporate_number: Option<String>,
    /// ISO 3166-1 alpha-2, where the directory has one: the maker's seat, not the place of production.
    pub country: Option<String>,
    pub model: String,
    pub version: Option<String>,
    /// Sorted.
    pub places: Vec<Site>,
}

/// Every piece of equipment and software that the bills list, one line a maker, model and version, sorted.
pub fn list(facts: &Facts<'_>) -> Vec<Equipment> {
    let mut lines: Vec<Equipment> = Vec::new();
    let mut found: Vec<(Equipment, Site)> =
        facts.parts().filter(|part| is_equipment(*part)).map(|part| (line(facts, part), facts.site(part))).collect();
    found.sort_by(|(a, at), (b, bt)| (key(a), at).cmp(&(key(b), bt)));
    for (line, site) in found {
        match lines.last_mut().filter(|last| key(last) == key(&line)) {
            Some(last) => last.places.push(site),
            None => lines.push(Equipment { places: vec![site], ..line }),
        }
    }
    lines
}

fn key(line: &Equipment) -> (&Option<String>, &str, &Option<String>, &[String]) {
    (&line.maker, &line.model, &line.version, &line.candidates)
}

/// Parts and services of the product; not its pedigree, and no mere files or data.
fn is_equipment(part: Part<'_>) -> bool {
    let of_product = match part.component.relation {
        Relation::Part | Relation::Service => true,
        Relation::Ancestor | Relation::Descendant | Relation::Variant => false,
    };
    of_product
        && match part.component.kind {
            Kind::File | Kind::Data | Kind::CryptographicAsset => false,
            Kind::Application | Kind::Framework | Kind::Library | Kind::Container | Kind::Platform | Kind::OperatingSystem => true,
            Kind::Device | Kind::DeviceDriver | Kind::Firmware | Kind::MachineLearningModel | Kind::Source | Kind::Archive => true,
            Kind::Install | Kind::Service | Kind::OtherStated | Kind::Unstated => true,
        }
}

fn line(facts: &Facts<'_>, part: Part<'_>) -> Equipment {
    let contents = &part.bill.contents;
    let mut line = Equipment {
        maker: None,
        candidates: Vec::new(),
        corporate_number: None,
        country: None,
        model: super::rule::label(part),
        version: part.component.version.map(|version| contents.text(version).to_owned()),
        places: Vec::new(),
    };
    let Some((_, trace)) = facts.trace(part) else { return line };
    match &trace.tracing {
        Tracing::Traced { maker: Maker::AsStated(name), .. } => line.maker = Some(name.clone()),
        Tracing::Traced { maker: Maker::Known(id), .. } => {
            if let Some(party) = facts.grounds.makers.party(*id) {
                line.maker = Some(party.legal_name.clone());
                line.country = party.country.clone();
                line.corporate_number =
                    party.identifiers.iter().find(|(scheme, _)| scheme == CORPORATE_NUMBER).map(|(_, number)| number.clone());
            }
        }
        Tracing::Disputed { candidates } => line.candidates = names(trace, candidates),
        Tracing::Untraced { .. } => {}
    }
    line
}

fn names(trace: &Trace, candidates: &[usize]) -> Vec<String> {
    let mentions = candidates.iter().filter_map(|index| trace.mentions.get(*index));
    let names: BTreeSet<&str> = mentions.map(|mention: &Mention| mention.text.as_str()).collect();
    names.into_iter().map(str::to_owned).collect()
}
