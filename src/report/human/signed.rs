//! Who signed what, for people at a terminal.

use super::page::Page;
use super::told::Told;
use super::{BAD, DIM, DOCUMENTS, DOUBT, GOOD, PLACES, and_more};
use crate::report::escape::visible;
use crate::report::layout::padded;
use crate::report::overview::{Signature, Worth, plural};

/// Columns of the word before a document.
const LEAD: usize = 13;

pub(super) fn section(page: &mut Page, told: &Told<'_>) {
    page.heading("who signed what");
    let (signatures, unsigned) = (&told.signatures, &told.unsigned);
    for signature in signatures.iter().take(DOCUMENTS) {
        one(page, told, signature);
    }
    more(page, told, signatures.len(), "more signature");
    for path in unsigned.iter().take(DOCUMENTS) {
        page.hanging(&padded(&told.say("unsigned"), LEAD), DOUBT, &visible(path));
    }
    more(page, told, unsigned.len(), "more unsigned document");
    if signatures.is_empty() && unsigned.is_empty() {
        page.line(&told.say("nothing was delivered"));
    }
}

fn one(page: &mut Page, told: &Told<'_>, signature: &Signature) {
    let (style, word) = match signature.standing {
        Worth::Verified => (GOOD, "verified"),
        Worth::Rejected => (BAD, "rejected"),
        Worth::Undetermined => (DOUBT, "undetermined"),
    };
    let covers = signature.covers.iter().take(PLACES).map(|path| visible(path)).collect::<Vec<_>>().join(", ");
    let covers = if covers.is_empty() { told.say("nothing that was delivered").into_owned() } else { covers };
    let more = and_more(told, signature.covers.len().saturating_sub(PLACES));
    let says = told.say(if signature.standing == Worth::Verified { "covers" } else { "for" });
    let text = format!("{} ({}) {says} {covers}{more}", visible(&signature.document), signature.form);
    page.hanging(&padded(&told.say(word), LEAD), style, &text);
    if let Some(signer) = &signature.signer {
        let root = visible(signature.trusted_by.as_deref().unwrap_or_default());
        let when = signature.signed_at.as_ref().map_or_else(String::new, |at| format!(", {} {at}", told.say("at")));
        page.detail("who:", &format!("{}, {} {root}{when}", visible(signer), told.say("trusted by")));
        if let Some((repository, build)) = signature.build.as_ref().and_then(|build| Some((build.repository.as_ref()?, build))) {
            let reference = build.reference.as_ref().map_or_else(|| told.say("a ref that is not said").into_owned(), |said| visible(said));
            page.detail("from:", &format!("{}, {reference}", visible(repository)));
        }
    } else if let Some(claimed) = &signature.claimed_signer {
        page.detail("who:", &format!("{}, {}", visible(claimed), told.say("as it says itself")));
    }
    if let Some(reason) = &signature.reason {
        page.detail("why:", &visible(&told.say(reason)));
    }
}

fn more(page: &mut Page, told: &Told<'_>, all: usize, one: &str) {
    let hidden = all.saturating_sub(DOCUMENTS);
    if hidden > 0 {
        page.hanging(&" ".repeat(LEAD), DIM, &told.say(&format!("and {}", plural(hidden, one))));
    }
}
