//! Lines of the report for people, none wider than a terminal.

use anstyle::Style;

use super::DIM;
use crate::report::Language;
use crate::report::layout::{padded, width, wrap};

/// Every line fits a terminal of this width.
pub(super) const COLUMNS: usize = 80;

const BOLD: Style = Style::new().bold();

/// Lines so far.
pub(super) struct Page {
    pub(super) out: String,
    pub(super) language: Language,
}

impl Page {
    pub(super) fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    pub(super) fn heading(&mut self, title: &str) {
        let title = &self.language.say(title);
        let rule = "-".repeat(COLUMNS.saturating_sub(width(title)).saturating_sub(5));
        self.line("");
        self.line(&format!("{} {} {}", paint(DIM, "---"), paint(BOLD, title), paint(DIM, &rule)));
        self.line("");
    }

    /// A lead in its style, then the text, later lines under the first.
    pub(super) fn hanging(&mut self, lead: &str, style: Style, text: &str) {
        let indent = width(lead);
        for (index, line) in wrap(text, COLUMNS.saturating_sub(indent)).iter().enumerate() {
            match (index, lead.trim()) {
                (0, "") => self.line(&format!("{lead}{}", paint(style, line))),
                (0, _) => self.line(&format!("{}{line}", paint(style, lead))),
                (_, _) => self.line(&format!("{}{line}", " ".repeat(indent))),
            }
        }
    }

    /// Name (in English) and value at the head and foot of the report.
    pub(super) fn field(&mut self, label: &str, text: &str) {
        let label = self.language.say(label);
        self.hanging(&format!("  {} ", padded(&label, 11)), DIM, text);
    }

    /// Name (in English) and value below a finding, as docs and messages show them. No text, no line.
    pub(super) fn detail(&mut self, label: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let label = self.language.say(label);
        for (index, line) in wrap(text, COLUMNS.saturating_sub(9)).iter().enumerate() {
            let label = if index == 0 { &label } else { "" };
            self.line(&format!("  {}{line}", paint(DIM, &padded(label, 7))));
        }
    }
}

pub(super) fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
