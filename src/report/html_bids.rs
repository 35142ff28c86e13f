//! Bids side by side as one self-contained HTML page for the file.

use askama::Template;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::Language;
use super::bids::{Comparison, Line, judged_by, table};
use super::escape::visible;
use super::html::STYLE;
use crate::intake::Digest;

/// Every text in here is visible text; the template escapes it for HTML.
#[derive(Template)]
#[template(path = "bids.html")]
struct Page {
    language: Language,
    style: &'static str,
    style_hash: String,
    bidders: Vec<String>,
    lines: Vec<Line>,
    judged_by: String,
}

pub(super) fn page(comparison: &Comparison, language: Language) -> String {
    let page = Page {
        language,
        style: STYLE,
        style_hash: BASE64_STANDARD.encode(Digest::of(STYLE.as_bytes()).0),
        bidders: comparison.bids.iter().map(|bid| visible(&bid.bidder)).collect(),
        lines: table(comparison, language),
        judged_by: visible(&judged_by(comparison, language)),
    };
    // A template over text cannot fail to write into a String.
    let mut text = page.render().unwrap_or_default();
    text.push('\n');
    text
}
