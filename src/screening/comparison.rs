//! One name against a few others, outside every list: is it the same company?

use super::answer::{Answer, Line, Verdict};
use super::query::Query;
use super::similarity::{self, Likeness};
use crate::intake::Moment;
use crate::maker::directory::Directory;
use crate::maker::name::Name;
use crate::maker::{Manner, Mention};

/// Compares every mention with every name. Two names of one party of the directory are one company; names of two
/// parties are two.
pub(super) fn compare(query: &Query, mentions: &[Mention], names: &[String], directory: &Directory, at: Moment) -> Answer {
    if names.is_empty() {
        return Answer::unscreened(query, "\"against\" names nobody to compare with".to_owned());
    }
    let mut lines: Vec<(Verdict, Line)> = Vec::new();
    for (number, other) in names.iter().enumerate() {
        let best = mentions
            .iter()
            .filter_map(|mention| alike(mention, other, directory))
            .max_by_key(|(verdict, likeness)| (*verdict, likeness.score));
        lines.extend(best.map(|(verdict, likeness)| (verdict, line(number, other, verdict, likeness, at))));
    }
    lines.sort_by(|(one, first), (other, second)| other.cmp(one).then(second.likeness.cmp(&first.likeness)));
    match lines.first().map(|(verdict, line)| (*verdict, format!("{}: {}", line.party, line.reasons.join("; ")))) {
        Some((outcome, why)) => Answer { input: query.clone(), outcome, why, hits: lines.into_iter().map(|(_, line)| line).collect() },
        None => {
            Answer { input: query.clone(), outcome: Verdict::Clear, why: "another company than any of them".to_owned(), hits: Vec::new() }
        }
    }
}

/// Whether a mention may be that company; `None`: another one.
fn alike(mention: &Mention, other: &str, directory: &Directory) -> Option<(Verdict, Likeness)> {
    let name = Name::of(other);
    let (verdict, likeness) = match (mention.party, directory.resolve(&name)) {
        (Some(one), Some(two)) if one == two => {
            let party = directory.party(one).map_or("", |party| party.legal_name.as_str());
            let reasons = vec![format!("both are names of {party}")];
            (Verdict::Listed, Likeness { score: 1000, verdict: similarity::Verdict::Match, reasons })
        }
        (Some(_), Some(_)) => return None,
        (Some(_) | None, _) => {
            let likeness = similarity::compare(&Name::of(&mention.text), &name);
            let verdict = match likeness.verdict {
                similarity::Verdict::Match => Verdict::Listed,
                similarity::Verdict::Review => Verdict::Possible,
                similarity::Verdict::Different => return None,
            };
            (verdict, likeness)
        }
    };
    match mention.manner {
        Manner::Named => Some((verdict, likeness)),
        Manner::MentionedOnly => Some((Verdict::Possible, likeness)),
    }
}

fn line(number: usize, other: &str, verdict: Verdict, likeness: Likeness, at: Moment) -> Line {
    Line {
        list: "against".to_owned(),
        edition: at.day().to_string(),
        entry: number.to_string(),
        party: other.to_owned(),
        relation: "itself",
        certainty: if verdict == Verdict::Listed { "certain" } else { "name-uncertain" },
        likeness: likeness.score,
        reasons: likeness.reasons,
        owners: Vec::new(),
        force: "in-force",
        day: at.day().to_string(),
        authority: "the names that the question itself gives".to_owned(),
    }
}
