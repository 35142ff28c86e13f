//! `kenpin explain`: explains a rule: what it means, its legal basis, how to put it right.

use clap::Args;

use super::exit::Exit;
use super::fault::Fault;
use super::print;
use super::session::Session;
use crate::decision::policy::reading::nearest;
use crate::decision::rule::{RULES, Rule};

/// Explains a rule: what it means, its legal basis, how to put it right
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  kenpin explain KP-S01\n  kenpin explain            (lists every rule)")]
pub(crate) struct Explain {
    /// Id or name of the rule; left out, every rule is listed
    #[arg(value_name = "RULE")]
    rule: Option<String>,
}

impl Explain {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        let Some(asked) = &self.rule else {
            let line = |rule: &Rule| format!("{}  {:<7} {:<29} {}\n", rule.id, rule.effect.word(), rule.name, rule.title);
            print::result(&RULES.iter().map(line).collect::<String>())?;
            return Ok(Exit::Accept);
        };
        let Some(rule) = RULES.iter().find(|rule| rule.id.eq_ignore_ascii_case(asked) || rule.name.eq_ignore_ascii_case(asked)) else {
            let names = RULES.iter().flat_map(|rule| [rule.id, rule.name]);
            let meant = nearest(asked, names).map(|meant| format!("did you mean \"{meant}\"? ")).unwrap_or_default();
            return Err(Fault::usage(
                format!("there is no rule \"{asked}\""),
                "",
                format!("{meant}run `kenpin explain` to list every rule"),
            ));
        };
        print::result(&explained(rule))?;
        Ok(Exit::Accept)
    }
}

/// The rule's own words, wrapped for a terminal of 80 columns.
fn explained(rule: &Rule) -> String {
    let floor = if rule.floor == rule.effect { String::new() } else { format!("; a policy may lower it to {}", rule.floor.word()) };
    let mut text = format!("{} {}\n{}\n\neffect: {}{floor}\n", rule.id, rule.name, rule.title, rule.effect.word());
    for (label, words) in [("by:", rule.authority), ("fix:", rule.remedy)] {
        text.push_str(&format!("{label:<8}{}\n", wrapped(words, 72).join("\n        ")));
    }
    for paragraph in rule.explanation.split("\n\n") {
        text.push_str(&format!("\n{}\n", wrapped(paragraph, 80).join("\n")));
    }
    text
}

/// Breaks at blanks, so that no line has more than `columns` characters where that can be.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last().map_or(0, |line| line.chars().count());
        let needed = line.saturating_add(1).saturating_add(word.chars().count());
        match lines.last_mut() {
            Some(last) if line == 0 => last.push_str(word),
            Some(last) if needed <= columns => {
                last.push(' ');
                last.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn every_rule_fits_eighty_columns() {
        for rule in RULES {
            let text = explained(rule);
            let wide = text.lines().find(|line| line.is_ascii() && line.chars().count() > 80);
            assert!(wide.is_none(), "{}: {wide:?}", rule.id);
        }
    }

    #[test]
    fn an_explanation_says_effect_law_and_fix() {
        let text = explained(&RULES[0]);
        for part in [
            "KP-S01 restricted_maker",
            "effect: reject; a policy may lower it to refer",
            "by:     the clause",
            "fix:    replace the component",
        ] {
            assert!(text.contains(part), "{text}");
        }
    }
}
