//! The label for the box: a page of the size of a hand, with the verdict and a QR code of the digest of what is signed.

use askama::Template;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use qrcode::{Color, EcLevel, QrCode};

use super::escape::visible;
use super::overview::{Word, next_step};
use super::{Language, Reader, Renderer, Report, vsa};
use crate::bill::{Bill, IdentifierKind, Standpoint};
use crate::intake::Digest;

pub const RENDERER: Renderer = Renderer {
    name: "label",
    media_type: "text/html; charset=utf-8",
    serves: "the box itself: a label to print, with a QR code of the signed verdict's digest, which `kenpin verdict verify --label` checks",
    reader: Reader::Person,
    render,
};

/// Free modules around the code: ISO/IEC 18004, 9.1.
const QUIET: usize = 4;
/// Machines that the label names.
const MACHINES: usize = 3;

/// Every text in here is visible text; the template escapes it for HTML.
#[derive(Template)]
#[template(path = "label.html")]
struct Page {
    style: &'static str,
    style_hash: String,
    language: Language,
    word: &'static str,
    japanese: String,
    lines: Vec<(&'static str, String)>,
    next: String,
    digest: Vec<String>,
    side: usize,
    modules: String,
}

fn render(report: &Report<'_>) -> String {
    let word = Word::of(&report.decision.verdict);
    let digest = Digest::of(&vsa::payload(report)).to_string();
    let (side, modules) = code(&format!("sha256:{digest}")).unwrap_or_default();
    let page = Page {
        style: STYLE,
        style_hash: BASE64_STANDARD.encode(Digest::of(STYLE.as_bytes()).0),
        language: report.language,
        word: word.text(),
        japanese: Language::Ja.say(word.text()).into_owned(),
        lines: lines(report),
        next: next_step(report),
        digest: digest.as_bytes().chunks(8).map(|piece| String::from_utf8_lossy(piece).into_owned()).collect(),
        side,
        modules,
    };
    // A template over text cannot fail to write into a String.
    let mut text = page.render().unwrap_or_default();
    text.push('\n');
    text
}

fn lines(report: &Report<'_>) -> Vec<(&'static str, String)> {
    let order = &report.delivery.order;
    let stated = [("Vendor 業者", &order.vendor), ("Contract 契約", &order.contract), ("Product 品名", &order.product)];
    let mut lines: Vec<(&str, String)> =
        stated.into_iter().filter_map(|(label, value)| value.as_ref().map(|value| (label, visible(value)))).collect();
    let found = report.case.bills.iter().filter(|bill| bill.standpoint == Standpoint::Found);
    lines.extend(found.filter_map(machine).take(MACHINES).map(|machine| ("Machine 機器", visible(&machine))));
    lines.push(("As of 検証日", report.case.at.to_string()));
    lines
}

/// Model and serial number of what an inventory describes.
fn machine(bill: &Bill) -> Option<String> {
    let contents = &bill.contents;
    let component = contents.components.get(usize::try_from(contents.subjects.first()?.0).ok()?)?;
    let serial = contents.identifiers_of(component).iter().find(|identifier| identifier.kind == IdentifierKind::SerialNumber);
    let serial = serial.map_or_else(String::new, |serial| format!(", {}", contents.text(serial.text)));
    Some(format!("{}{serial}", contents.text(component.name)))
}

/// The side of the QR code with its quiet zone, and its dark modules as an SVG path. `None`: the text is too long, which a digest never is.
fn code(text: &str) -> Option<(usize, String)> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (index, _) in code.to_colors().iter().enumerate().filter(|(_, colour)| **colour == Color::Dark) {
        let (across, down) = (index.checked_rem(width)?, index.checked_div(width)?);
        path.push_str(&format!("M{} {}h1v1h-1z", across.saturating_add(QUIET), down.saturating_add(QUIET)));
    }
    Some((width.saturating_add(QUIET.saturating_mul(2)), path))
}

/// Named by its hash in the page's own content security policy.
const STYLE: &str = "\
body{font:11pt/1.35 system-ui,sans-serif;width:100mm;margin:4mm;color:#000;background:#fff;overflow-wrap:anywhere}
h1{font-size:22pt;margin:0;text-transform:uppercase;border:1mm solid;padding:1mm 3mm}
.refer{border-style:dashed}.reject{border-style:double;border-width:2mm}
dl{display:grid;grid-template-columns:30mm 1fr;gap:0 2mm;margin:2mm 0}dt,dd{margin:0}
div{display:flex;gap:3mm;align-items:center}svg{width:34mm;height:34mm;flex:none}code{font:9pt/1.3 ui-monospace,monospace}
p{margin:1mm 0}
@page{margin:5mm}";

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::report::sample;

    /// The modules of a code as rows of `#` and blanks, from its path.
    fn drawn(side: usize, path: &str) -> Vec<String> {
        let mut rows = vec![vec![b' '; side]; side];
        for module in path.split_terminator("h1v1h-1z") {
            let (across, down) = module.trim_start_matches('M').split_once(' ').unwrap();
            rows[down.parse::<usize>().unwrap()][across.parse::<usize>().unwrap()] = b'#';
        }
        rows.into_iter().map(|row| String::from_utf8(row).unwrap()).collect()
    }

    /// A reader of bar codes (zbarimg) read this drawing as the text; see tests/fixtures/label/ORIGIN.toml.
    #[test]
    fn the_code_is_one_that_a_reader_of_bar_codes_read() {
        let (side, path) = code("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855").unwrap();
        let rows: Vec<String> = drawn(side, &path).iter().map(|row| row.trim_end().to_owned()).collect();
        assert_eq!(rows.join("\n").trim_end(), include_str!("../../tests/fixtures/label/code.txt").trim_end());
    }

    #[test]
    fn the_label_says_the_verdict_in_both_languages_and_runs_nothing() {
        let text = render(&sample::rejected().report());
        for part in ["reject", "不合格", "Example Camera KK", "R8-0123", "default-src 'none'", "<path d=\"M"] {
            assert!(text.contains(part), "{part}");
        }
        let digest = Digest::of(&vsa::payload(&sample::rejected().report())).to_string();
        assert!(text.contains(&digest[..8]) && text.contains(&digest[56..]));
        let hostile = render(&sample::hostile().report());
        for forbidden in ["<script", "<img", "<link", "href=", "url("] {
            assert!(!hostile.to_lowercase().contains(forbidden), "{forbidden}");
        }
    }
}
