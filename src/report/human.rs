//! The report for people at a terminal: verdict first, then each cause with its path, law and fix, then what to do next.

mod page;
mod signed;

use anstyle::{AnsiColor, Style};

use page::{Page, paint};

use super::escape::visible;
use super::layout::{cut, padded};
use super::overview::{Summary, Word, cause, count_of, effect_word, next_step, plural, thousands};
use super::{Reader, Renderer, Report};
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
    let mut page = Page { out: String::new(), language: report.language };
    let word = Word::of(&report.decision.verdict);
    head(&mut page, report, word);
    findings(&mut page, report);
    signed::section(&mut page, report);
    page.heading("judged by");
    inputs(&mut page, report);
    page.line("");
    page.hanging(&format!("{} ", report.say("next:")), style_of(word), &next_step(report));
    page.out
}

fn head(page: &mut Page, report: &Report<'_>, word: Word) {
    let title = report.say(word.text()).to_uppercase();
    page.line(&format!("{}  {}", paint(style_of(word), &title), paint(BOLD, &report.say(word.sentence()))));
    page.line("");
    let order = &report.delivery.order;
    for (label, value) in [("vendor:", &order.vendor), ("contract:", &order.contract), ("product:", &order.product)] {
        if let Some(value) = value {
            page.field(label, &visible(value));
        }
    }
    let summary = Summary::of(report);
    let delivered = format!("{}, {}", plural(summary.documents, "document"), plural(summary.components, "component"));
    page.field("delivered:", &report.say(&delivered));
    let screened = format!(
        "{} of {}; {} listed, {} possible, {} unscreened",
        thousands(summary.screened),
        thousands(summary.components),
        thousands(summary.listed),
        thousands(summary.possible),
        thousands(summary.unscreened)
    );
    page.field("screened:", &report.say(&screened));
    let signatures = &summary.signatures;
    let signed = format!(
        "{} verified, {} rejected, {} undetermined",
        thousands(signatures.verified),
        thousands(signatures.rejected),
        thousands(signatures.undetermined)
    );
    page.field("signatures:", &report.say(&signed));
    let found = &report.decision.findings;
    let counted = |effect| thousands(count_of(found, effect));
    let found = format!("{} to reject, {} to refer, {} noted", counted(Effect::Reject), counted(Effect::Refer), counted(Effect::Note));
    page.field("findings:", &report.say(&found));
}

fn findings(page: &mut Page, report: &Report<'_>) {
    let mut heading = None;
    let mut rest = report.decision.findings.as_slice();
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
                note(page, report, one);
                continue;
            }
            if index > 0 {
                page.line("");
            }
            finding(page, report, one);
        }
        let hidden = group.len().saturating_sub(FINDINGS);
        if hidden > 0 {
            page.line("");
            let more = format!("and {} of {}; --format json lists them all", plural(hidden, "more finding"), first.rule);
            page.hanging("  ", DIM, &report.say(&more));
        }
        rest = after;
    }
}

/// A note asks for nothing: a line with its first place.
fn note(page: &mut Page, report: &Report<'_>, note: &Finding) {
    let more = and_more(report, note.places.len().saturating_sub(1));
    let at =
        note.places.first().filter(|site| !site.document.is_empty()).map(|site| format!(" [{}{more}]", spot(site))).unwrap_or_default();
    let lead = format!("{} {} ", note.rule, padded(&report.say(effect_word(note.effect)), 7));
    page.hanging(&lead, REMARK, &format!("{}{at}", visible(&report.say(&note.what))));
}

/// ` and 3 more`; nothing for none.
fn and_more(report: &Report<'_>, hidden: usize) -> String {
    if hidden > 0 { format!(" {}", report.say(&format!("and {hidden} more"))) } else { String::new() }
}

fn finding(page: &mut Page, report: &Report<'_>, finding: &Finding) {
    let lead = format!("{} {} ", finding.rule, padded(&report.say(effect_word(finding.effect)), 7));
    let style = match finding.effect {
        Effect::Reject => BAD,
        Effect::Refer => DOUBT,
        Effect::Note => REMARK,
    };
    page.hanging(&lead, style, &visible(&report.say(&finding.what)));
    places(page, report, finding);
    path(page, report, &finding.path);
    page.detail("fix:", &visible(&report.say(&finding.remedy)));
    page.detail("by:", &visible(&report.say(&finding.authority)));
}

fn places(page: &mut Page, report: &Report<'_>, finding: &Finding) {
    let places = &finding.places;
    for (index, site) in places.iter().take(PLACES).enumerate() {
        page.detail(if index == 0 { "where:" } else { "" }, &place(report, finding, site));
    }
    let hidden = places.get(PLACES..).unwrap_or_default();
    if !hidden.is_empty() {
        let mut documents: Vec<&str> = places.iter().map(|site| site.document.as_str()).collect();
        documents.dedup();
        let within = if documents.len() > 1 { format!(", {} in all", plural(documents.len(), "document")) } else { String::new() };
        page.detail("", &report.say(&format!("and {}{within}", plural(hidden.len(), "more place"))));
    }
}

/// `camera.cdx.json:91`
fn spot(site: &Site) -> String {
    let document = visible(&site.document);
    site.line.map_or_else(|| document.clone(), |line| format!("{document}:{line}"))
}

/// `camera.cdx.json:91 /components/3 "IP dome, rev C"`: an editor opens the first part.
fn place(report: &Report<'_>, finding: &Finding, site: &Site) -> String {
    if site.document.is_empty() {
        return report.say("the delivery as a whole").into_owned();
    }
    let mut text = spot(site);
    // The pointer of a text format is its line.
    if !site.pointer.is_empty() && !site.pointer.starts_with("line ") {
        text = format!("{text} {}", visible(&site.pointer));
    }
    if !site.label.is_empty() {
        text = format!("{text} \"{}\"", cut(visible(&report.label(finding, site)).trim_matches('"'), 60));
    }
    text
}

/// Part, maker, owners, list entry: one line a link, each with the reason why it holds; entries of one name stand together.
fn path(page: &mut Page, report: &Report<'_>, links: &[Link]) {
    let mut told: Vec<(&Link, Vec<&str>)> = Vec::new();
    for link in links {
        match told.last_mut() {
            Some((last, bases)) if last.kind == LinkKind::Entry && link.kind == LinkKind::Entry && last.name == link.name => {
                bases.push(&link.basis);
            }
            Some(_) | None => told.push((link, vec![&link.basis])),
        }
    }
    for (index, (link, bases)) in told.iter().enumerate() {
        let says = match link.kind {
            LinkKind::Component => "",
            LinkKind::Maker => "made by",
            LinkKind::Owner => "owned by",
            LinkKind::Entry => "listed as",
        };
        let says = if says.is_empty() { String::new() } else { format!("-> {} ", report.say(says)) };
        let basis = match bases.as_slice() {
            [""] => String::new(),
            [only] => format!(" ({})", visible(&report.say(only))),
            // Of `list/entry, edition 2026-11-23, likeness 1000` the entry.
            several => format!(
                " {} {}",
                report.say("on"),
                visible(&several.iter().map(|basis| basis.split(',').next().unwrap_or(basis)).collect::<Vec<_>>().join(", "))
            ),
        };
        page.detail(if index == 0 { "path:" } else { "" }, &format!("{says}{}{basis}", visible(&report.link(link))));
    }
}

fn inputs(page: &mut Page, report: &Report<'_>) {
    let inputs = &report.decision.inputs;
    page.field("as of:", &report.case.at.to_string());
    let none = report.say("none");
    let lists = inputs.watchlists.iter().map(|(list, edition, _)| format!("{list} ({edition})")).collect::<Vec<_>>().join(", ");
    page.field("lists:", if lists.is_empty() { &none } else { &lists });
    page.field("policy:", &format!("sha256:{}", short(&inputs.policy.to_string())));
    page.field("program:", &inputs.program);
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
