//! `kenpin explain`: explains a rule: what it means, its legal basis, how to put it right.

use clap::Args;

use super::exit::Exit;
use super::fault::Fault;
use super::print;
use super::session::Session;
use crate::decision::policy::reading::nearest;
use crate::decision::rule::{RULES, Rule};
use crate::report::Language;
use crate::report::layout::{padded, wrap};

/// Explains a rule: what it means, its legal basis, how to put it right
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  kenpin explain KP-S01\n  kenpin explain            (lists every rule)")]
pub(crate) struct Explain {
    /// Id or name of the rule; left out, every rule is listed
    #[arg(value_name = "RULE")]
    rule: Option<String>,
}

impl Explain {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let language = session.language();
        let Some(asked) = &self.rule else {
            let line = |rule: &Rule| {
                let effect = padded(&language.say(rule.effect.word()), 7);
                format!("{}  {effect} {:<29} {}\n", rule.id, rule.name, language.say(rule.title))
            };
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
        print::result(&explained(rule, language))?;
        Ok(Exit::Accept)
    }
}

/// The rule's own words, wrapped for a terminal of 80 columns.
fn explained(rule: &Rule, language: Language) -> String {
    let floor = if rule.floor == rule.effect { String::new() } else { format!("; a policy may lower it to {}", rule.floor.word()) };
    let effect = format!("effect: {}{floor}", rule.effect.word());
    let mut text = format!("{} {}\n{}\n\n{}\n", rule.id, rule.name, language.say(rule.title), language.say(&effect));
    for (label, words) in [("by:", rule.authority), ("fix:", rule.remedy)] {
        let label = padded(&language.say(label), 8);
        text.push_str(&format!("{label}{}\n", wrap(&language.say(words), 72).join("\n        ")));
    }
    for paragraph in rule.explanation.split("\n\n") {
        text.push_str(&format!("\n{}\n", wrap(&language.say(paragraph), 80).join("\n")));
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn every_rule_fits_eighty_columns() {
        for rule in RULES {
            let text = explained(rule, Language::En);
            let wide = text.lines().find(|line| line.is_ascii() && line.chars().count() > 80);
            assert!(wide.is_none(), "{}: {wide:?}", rule.id);
        }
    }

    #[test]
    fn every_rule_is_explained_in_japanese() {
        for rule in RULES {
            let said = [rule.title, rule.remedy].into_iter().chain(rule.explanation.split("\n\n"));
            for english in said {
                assert_ne!(Language::Ja.say(english), english, "{}", rule.id);
            }
            assert!(explained(rule, Language::Ja).contains("扱い: "), "{}", rule.id);
        }
    }

    #[test]
    fn an_explanation_says_effect_law_and_fix() {
        let text = explained(&RULES[0], Language::En);
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
