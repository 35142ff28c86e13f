//! The decision, written for whoever reads it.

use crate::decision::{Case, Decision};
use crate::intake::Delivery;

/// One report format.
pub struct Renderer {
    /// As `--format` takes it.
    pub name: &'static str,
    pub media_type: &'static str,
    pub render: fn(&Report<'_>) -> String,
}

/// What a report is made from.
pub struct Report<'a> {
    pub delivery: &'a Delivery,
    pub case: &'a Case,
    pub decision: &'a Decision,
}

/// Every report format.
pub const RENDERERS: &[Renderer] = &[];
