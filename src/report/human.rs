//! The report for people at a terminal: verdict first, then each cause with its path, law and fix, then what to do next.

mod page;
mod signed;
mod told;

use anstyle::{AnsiColor, Style};

use page::{Page, paint};
use told::Told;

use super::escape::visible;
use super::json::Output;
use super::layout::{cut, padded};
use super::overview::{Word, cause, count_of, effect_word, next_step_of, plural, thousands};
use super::{Language, Reader, Renderer, Report};
use crate::decision::{Effect, Finding, Link, LinkKind, Site};

pub const RENDERER: Renderer = Renderer {
    name: "human",
    media_type: "text/plain; charset=utf-8",
    serves: "people at a terminal; 80 columns, colours where they can be shown",
    reader: Reader::Person,
    render,
};

/// Places of one finding, findings of one rule, documents in one list that are written out; the rest is counted.
const PLACES: usize = 3;
const FINDINGS: usize = 5;
const DOCUMENTS: usize = 8;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const GOOD: Style = AnsiColor::Green.on_default().bold();
const DOUBT: Style = AnsiColor::Yellow.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();
const REMARK: Style = AnsiColor::Cyan.on_default().bold();

fn render(report: &Report<'_>) -> String {
    written(&Told::of(report))
}

/// The same report from its JSON, as another program sent it: nothing in it is taken for ours.
pub fn from_json(output: &Output, language: Language) -> String {
    written(&Told::from_json(output, language))
}

fn written(told: &Told<'_>) -> String {
    let mut page = Page { out: String::new(), language: told.language };
    head(&mut page, told);
    findings(&mut page, told);
    signed::section(&mut page, told);
    page.heading("judged by");
    inputs(&mut page, told);
    page.line("");
    page.hanging(&format!("{} ", told.say("next:")), style_of(told.word), &next_step_of(told.language, told.word, &told.findings));
    page.out
}

fn head(page: &mut Page, told: &Told<'_>) {
    let title = told.say(told.word.text()).to_uppercase();
    page.line(&format!("{}  {}", paint(style_of(told.word), &title), paint(BOLD, &told.say(told.word.sentence()))));
    page.line("");
    for (label, value) in &told.ordered {
        page.field(label, &visible(value));
    }
    let summary = &told.summary;
    let delivered = format!("{}, {}", plural(summary.documents, "document"), plural(summary.components, "component"));
    page.field("delivered:", &told.say(&delivered));
    let screened = format!(
        "{} of {}; {} listed, {} possible, {} unscreened",
        thousands(summary.screened),
        thousands(summary.components),
        thousands(summary.listed),
        thousands(summary.possible),
        thousands(summary.unscreened)
    );
    page.field("screened:", &told.say(&screened));
    let signatures = &summary.signatures;
    let signed = format!(
        "{} verified, {} rejected, {} undetermined",
        thousands(signatures.verified),
        thousands(signatures.rejected),
        thousands(signatures.undetermined)
    );
    page.field("signatures:", &told.say(&signed));
    let counted = |effect| thousands(count_of(&told.findings, effect));
    let found = format!("{} to reject, {} to refer, {} noted", counted(Effect::Reject), counted(Effect::Refer), counted(Effect::Note));
    page.field("findings:", &told.say(&found));
}

fn findings(page: &mut Page, told: &Told<'_>) {
    let mut heading = None;
    let mut rest = told.findings.as_ref();
    while let Some(first) = rest.first() {
        let same = |other: &Finding| (other.effect, other.rule) == (first.effect, first.rule);
        let (group, after) = rest.split_at(rest.iter().position(|other| !same(other)).unwrap_or(rest.len()));
        let group_heading = if first.effect == Effect::Note { "noted" } else { cause(first.rule) };
        if heading == Some(group_heading) {
            page.line("");
        } else {
            page.heading(group_heading);
        }
        heading = Some(group_heading);
        let is_note = first.effect == Effect::Note;
        let mut group: Vec<&Finding> = group.iter().collect();
        // The same remark about several lists is one remark.
        group.dedup_by(|one, other| is_note && one.what == other.what && one.places == other.places);
        for (index, one) in group.iter().take(FINDINGS).enumerate() {
            if is_note {
                note(page, told, one);
                continue;
            }
            if index > 0 {
                page.line("");
            }
            finding(page, told, one);
        }
        let hidden = group.len().saturating_sub(FINDINGS);
        if hidden > 0 {
            page.line("");
            let more = format!("and {} of {}; --format json lists them all", plural(hidden, "more finding"), first.rule);
            page.hanging("  ", DIM, &told.say(&more));
        }
        rest = after;
    }
}

/// A note asks for nothing: a line with its first place.
fn note(page: &mut Page, told: &Told<'_>, note: &Finding) {
    let more = and_more(told, note.places.len().saturating_sub(1));
    let at =
        note.places.first().filter(|site| !site.document.is_empty()).map(|site| format!(" [{}{more}]", spot(site))).unwrap_or_default();
    let lead = format!("{} {} ", note.rule, padded(&told.say(effect_word(note.effect)), 7));
    page.hanging(&lead, REMARK, &format!("{}{at}", visible(&told.say(&note.what))));
}

/// ` and 3 more`; nothing for none.
fn and_more(told: &Told<'_>, hidden: usize) -> String {
    if hidden > 0 { format!(" {}", told.say(&format!("and {hidden} more"))) } else { String::new() }
}

fn finding(page: &mut Page, told: &Told<'_>, finding: &Finding) {
    let lead = format!("{} {} ", finding.rule, padded(&told.say(effect_word(finding.effect)), 7));
    let style = match finding.effect {
        Effect::Reject => BAD,
        Effect::Refer => DOUBT,
        Effect::Note => REMARK,
    };
    page.hanging(&lead, style, &visible(&told.say(&finding.what)));
    places(page, told, finding);
    path(page, told, &finding.path);
    page.detail("fix:", &visible(&told.say(&finding.remedy)));
    page.detail("by:", &visible(&told.say(&finding.authority)));
}

fn places(page: &mut Page, told: &Told<'_>, finding: &Finding) {
    let places = &finding.places;
    for (index, site) in places.iter().take(PLACES).enumerate() {
        page.detail(if index == 0 { "where:" } else { "" }, &place(told, finding, site));
    }
    let hidden = places.get(PLACES..).unwrap_or_default();
    if !hidden.is_empty() {
        let mut documents: Vec<&str> = places.iter().map(|site| site.document.as_str()).collect();
        documents.dedup();
        let within = if documents.len() > 1 { format!(", {} in all", plural(documents.len(), "document")) } else { String::new() };
        page.detail("", &told.say(&format!("and {}{within}", plural(hidden.len(), "more place"))));
    }
}

/// `camera.cdx.json:91`
fn spot(site: &Site) -> String {
    let document = visible(&site.document);
    site.line.map_or_else(|| document.clone(), |line| format!("{document}:{line}"))
}

/// `camera.cdx.json:91 /components/3 "IP dome, rev C"`: an editor opens the first part.
fn place(told: &Told<'_>, finding: &Finding, site: &Site) -> String {
    if site.document.is_empty() {
        return told.say("the delivery as a whole").into_owned();
    }
    let mut text = spot(site);
    // The pointer of a text format is its line.
    if !site.pointer.is_empty() && !site.pointer.starts_with("line ") {
        text = format!("{text} {}", visible(&site.pointer));
    }
    if !site.label.is_empty() {
        text = format!("{text} \"{}\"", cut(visible(&told.label(finding, site)).trim_matches('"'), 60));
    }
    text
}

/// Part, maker, owners, list entry: one line a link, each with the reason why it holds; entries of one name stand together.
fn path(page: &mut Page, told: &Told<'_>, links: &[Link]) {
    let mut chain: Vec<(&Link, Vec<&str>)> = Vec::new();
    for link in links {
        match chain.last_mut() {
            Some((last, bases)) if last.kind == LinkKind::Entry && link.kind == LinkKind::Entry && last.name == link.name => {
                bases.push(&link.basis);
            }
            Some(_) | None => chain.push((link, vec![&link.basis])),
        }
    }
    for (index, (link, bases)) in chain.iter().enumerate() {
        let says = match link.kind {
            LinkKind::Component => "",
            LinkKind::Maker => "made by",
            LinkKind::Owner => "owned by",
            LinkKind::Entry => "listed as",
        };
        let says = if says.is_empty() { String::new() } else { format!("-> {} ", told.say(says)) };
        let basis = match bases.as_slice() {
            [""] => String::new(),
            [only] => format!(" ({})", visible(&told.say(only))),
            // Of `list/entry, edition 2026-11-23, likeness 1000` the entry.
            several => format!(
                " {} {}",
                told.say("on"),
                visible(&several.iter().map(|basis| basis.split(',').next().unwrap_or(basis)).collect::<Vec<_>>().join(", "))
            ),
        };
        page.detail(if index == 0 { "path:" } else { "" }, &format!("{says}{}{basis}", visible(&told.link(link))));
    }
}

fn inputs(page: &mut Page, told: &Told<'_>) {
    page.field("as of:", &told.at);
    let none = told.say("none");
    page.field("lists:", if told.lists.is_empty() { &none } else { &told.lists });
    page.field("policy:", &format!("sha256:{}", short(&told.policy)));
    page.field("program:", &told.program);
}

/// Enough of a digest to compare by eye; `--format json` has all of it.
fn short(digest: &str) -> String {
    format!("{}..", digest.chars().take(16).collect::<String>())
}

fn style_of(word: Word) -> Style {
    match word {
        Word::Accept => GOOD,
        Word::Refer => DOUBT,
        Word::Reject => BAD,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::page::COLUMNS;
    use super::*;
    use crate::report::layout::width;
    use crate::report::sample;

    fn plain(text: &str) -> String {
        let mut parts = text.split('\u{1b}');
        let first = parts.next().unwrap().to_owned();
        parts.fold(first, |out, part| out + part.split_once('m').unwrap().1)
    }

    #[test]
    fn the_report_reads_as_the_golden_one() {
        let sample = sample::rejected();
        sample::assert_golden("human.txt", &plain(&render(&sample.report())));
    }

    /// But for the order, which is the buyer's and stands in no JSON.
    #[test]
    fn the_report_from_its_json_is_the_report() {
        for mut sample in [sample::rejected(), sample::with_findings(10), sample::hostile()] {
            sample.delivery.order = crate::intake::Order::default();
            let json = super::super::json::output(&sample.report());
            let sent: Output = serde_json::from_str(&serde_json::to_string(&json).unwrap()).unwrap();
            assert_eq!(plain(&from_json(&sent, Language::En)), plain(&render(&sample.report())));
        }
    }

    /// What a verdict's own fields hold is ours in a report of ours, and another's in one that was sent.
    #[test]
    fn a_server_cannot_steer_the_terminal() {
        let mut json = super::super::json::output(&sample::rejected().report());
        let evil = "\u{1b}[2J\u{202e}\n\u{9b}31m".to_owned();
        json.at.clone_from(&evil);
        json.inputs.program.clone_from(&evil);
        json.inputs.policy.clone_from(&evil);
        for list in &mut json.inputs.watchlists {
            (list.id, list.edition) = (evil.clone(), evil.clone());
        }
        for finding in &mut json.findings {
            (finding.rule, finding.what, finding.remedy, finding.authority) = (evil.clone(), evil.clone(), evil.clone(), evil.clone());
        }
        for signature in &mut json.signatures {
            (signature.form, signature.signed_at, signature.signer) = (evil.clone(), Some(evil.clone()), Some(evil.clone()));
            signature.trusted_by = Some(evil.clone());
        }
        json.unsigned.push(evil.clone());
        let text = plain(&from_json(&json, Language::En));
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()) && !text.contains('\u{202e}'), "{text:?}");
        assert!(text.contains("KP-??"), "a rule that is not known here is not passed off as one");
    }

    #[test]
    fn ten_thousand_places_take_three_lines_and_a_count() {
        let sample = sample::with_places(10_000);
        let text = plain(&render(&sample.report()));
        assert!(text.contains("and 9,997 more places, 2 documents in all"), "{text}");
        assert!(text.lines().count() < 80, "{} lines", text.lines().count());
    }

    #[test]
    fn ten_thousand_findings_of_one_rule_take_five_and_a_count() {
        let sample = sample::with_findings(10_000);
        let text = plain(&render(&sample.report()));
        assert!(text.contains("and 9,995 more findings of KP-M01; --format json lists them all"), "{text}");
        assert!(text.lines().count() < 120, "{} lines", text.lines().count());
    }

    #[test]
    fn no_line_is_wider_than_eighty_columns() {
        let sample = sample::hostile();
        let text = plain(&render(&sample.report()));
        let wide: Vec<&str> = text.lines().filter(|line| width(line) > COLUMNS + 2).collect();
        assert!(wide.is_empty(), "{wide:#?}");
    }

    #[test]
    fn a_vendor_cannot_steer_the_terminal() {
        let sample = sample::hostile();
        let text = plain(&render(&sample.report()));
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
        assert!(!text.contains('\u{202e}') && text.contains("\\u{202e}"));
    }

    #[test]
    fn the_last_line_says_what_to_do() {
        let sample = sample::rejected();
        let text = plain(&render(&sample.report()));
        let last = text.rfind("next: ").unwrap();
        assert!(text[last..].lines().count() <= 3 && text.ends_with('\n'));
    }

    #[test]
    fn every_colour_has_a_word_beside_it() {
        let sample = sample::rejected();
        let text = plain(&render(&sample.report()));
        for word in ["REJECT", "KP-S01 reject", "KP-E01 refer", "KP-B09 note", "rejected", "undetermined", "unsigned"] {
            assert!(text.contains(word), "{word}");
        }
    }
}
