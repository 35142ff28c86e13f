//! `kenpin verify --watch`: judges again when a file of the delivery changes, and says what became better and worse.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use super::exit::Exit;
use super::fault::Fault;
use super::images::is_image;
use super::judge::Judged;
use super::paths::shown;
use super::print;
use super::session::Session;
use crate::decision::{Effect, Finding};
use crate::report::Language;
use crate::report::escape::visible;
use crate::report::layout::{padded, width, wrap};
use crate::report::overview::{Word, next_step, plural};

/// Between two looks at the files. A change counts once two looks agree, so that a file is not judged half written.
const PAUSE: Duration = Duration::from_millis(400);
/// Looks until a file that never rests is judged all the same.
const LOOKS: usize = 25;
const COLUMNS: usize = 80;
/// Names of changed files, and findings, that are written out.
const NAMES: usize = 5;
const FINDINGS: usize = 20;

/// What came of one run.
pub(crate) struct Outcome {
    verdict: Word,
    weights: Weights,
    /// The one thing to do now, in words.
    next: String,
}

/// By rule and cause: the effect, and the number of places.
type Weights = BTreeMap<(&'static str, String), (Effect, usize)>;

impl Outcome {
    pub(crate) fn of(session: &Session, judged: &Judged) -> Self {
        Self {
            verdict: Word::of(&judged.decision.verdict),
            weights: weights(&judged.decision.findings),
            next: next_step(&judged.report(session.language())),
        }
    }
}

/// Size and time of each file, without reading it.
type Looks = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// The files that are watched, as they looked last.
pub(crate) struct Watched<'a> {
    paths: &'a [PathBuf],
    looks: Looks,
}

/// Takes the first look.
///
/// # Errors
/// Wrong usage for a PATH that no look can be taken at.
pub(crate) fn start(paths: &[PathBuf]) -> Result<Watched<'_>, Fault> {
    match paths.iter().find(|path| is_image(path) || path.as_os_str() == "-") {
        Some(path) => Err(Fault::usage("only files and folders can be watched", path.display(), "leave --watch out, or name a file")),
        None => Ok(Watched { paths, looks: look(paths) }),
    }
}

impl Watched<'_> {
    /// Runs until it is interrupted, or nobody reads what it says. A fault is told, and the next change may put it right.
    pub(crate) fn on(mut self, session: &Session, first: Outcome, mut judge: impl FnMut() -> Result<Outcome, Fault>) -> Exit {
        let language = session.language();
        let mut before = first;
        print::remark(session, "note: watching the delivery; Ctrl-C ends it");
        loop {
            sleep(PAUSE);
            let now = look(self.paths);
            if now == self.looks {
                continue;
            }
            let settled = settle(self.paths, now);
            let mut text = format!("\n{}\n", changed(&self.looks, &settled, language));
            self.looks = settled;
            match judge() {
                Ok(after) => {
                    text.push_str(&compared(&before, &after, language));
                    before = after;
                }
                Err(fault) => {
                    fault.report(session);
                }
            }
            if print::write_all(&mut std::io::stdout().lock(), &text).is_err() {
                return Exit::from(before.verdict);
            }
        }
    }
}

fn look(paths: &[PathBuf]) -> Looks {
    let mut looks = Looks::new();
    let mut rest = paths.to_vec();
    while let Some(path) = rest.pop() {
        // A run follows a link that is named, and no other. What cannot be looked at is gone until it can.
        let metadata = if paths.contains(&path) { fs::metadata(&path) } else { fs::symlink_metadata(&path) };
        let Ok(metadata) = metadata else { continue };
        if metadata.is_dir() {
            rest.extend(fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()));
        } else {
            looks.insert(path, (metadata.len(), metadata.modified().ok()));
        }
    }
    looks
}

fn settle(paths: &[PathBuf], mut now: Looks) -> Looks {
    for _ in 0..LOOKS {
        sleep(PAUSE);
        let next = look(paths);
        if next == now {
            break;
        }
        now = next;
    }
    now
}

/// Which files came, went or changed.
fn changed(before: &Looks, after: &Looks, language: Language) -> String {
    let came = after.keys().filter(|path| !before.contains_key(*path)).collect::<Vec<_>>();
    let went = before.keys().filter(|path| !after.contains_key(*path)).collect::<Vec<_>>();
    let other = after.iter().filter(|(path, look)| before.get(*path).is_some_and(|old| old != *look));
    let other = other.map(|(path, _)| path).collect::<Vec<_>>();
    let told = [("came:", came), ("went:", went), ("changed:", other)].into_iter().filter(|(_, paths)| !paths.is_empty());
    let told = told.map(|(word, paths)| format!("{} {}", language.say(word), names(&paths, language)));
    told.collect::<Vec<_>>().join("; ")
}

fn names(paths: &[&PathBuf], language: Language) -> String {
    let named = paths.iter().take(NAMES).map(|path| visible(&shown(path))).collect::<Vec<_>>().join(", ");
    let more = paths.len().saturating_sub(NAMES);
    if more > 0 { format!("{named} {}", language.say(&format!("and {more} more"))) } else { named }
}

/// Findings that came or became graver, those that went or became milder, and the verdict now.
fn compared(before: &Outcome, after: &Outcome, language: Language) -> String {
    let (old, new) = (&before.weights, &after.weights);
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let (mut worse, mut better) = (Vec::new(), Vec::new());
    for key in keys {
        let (was, is) = (old.get(key).copied().unwrap_or(NOTHING), new.get(key).copied().unwrap_or(NOTHING));
        // What is noted asks for nothing.
        let severe = was.0.max(is.0) > Effect::Note;
        if severe && is > was {
            worse.push((is.0, line("worse", key, is, was, language)));
        } else if severe && is < was {
            better.push((was.0, line("better", key, was, is, language)));
        }
    }
    let mut text = String::new();
    for mut lines in [worse, better] {
        lines.sort_by_key(|(effect, _)| std::cmp::Reverse(*effect));
        lines.iter().take(FINDINGS).for_each(|(_, line)| text.push_str(line));
        let more = lines.len().saturating_sub(FINDINGS);
        if more > 0 {
            text.push_str(&format!("{}\n", language.say(&format!("and {}", plural(more, "more finding")))));
        }
    }
    if text.is_empty() {
        text = format!("{}\n", language.say("no finding became better or worse"));
    }
    let verdict = language.say(after.verdict.text()).to_uppercase();
    text.push_str(&format!("{verdict}  {}\n", language.say(after.verdict.sentence())));
    text.push_str(&hanging(&format!("{} ", language.say("next:")), &after.next));
    text
}

fn weights(findings: &[Finding]) -> Weights {
    findings.iter().map(|finding| ((finding.rule, finding.what.clone()), (finding.effect, finding.places.len()))).collect()
}

const NOTHING: (Effect, usize) = (Effect::Note, 0);

/// `worse   KP-S01 reject  ..`: the graver of the two sides, with both counts where only they differ.
fn line(word: &str, (rule, what): &(&str, String), graver: (Effect, usize), milder: (Effect, usize), language: Language) -> String {
    let (is, was) = if word == "worse" { (graver, milder) } else { (milder, graver) };
    let counts =
        if is.0 == was.0 && is.1 > 0 && was.1 > 0 { format!("{} now, {} before", plural(is.1, "place"), was.1) } else { String::new() };
    let counts = if counts.is_empty() { counts } else { format!(" ({})", language.say(&counts)) };
    let lead = format!("{} {rule} {} ", padded(&language.say(word), 7), padded(&language.say(graver.0.word()), 7));
    hanging(&lead, &format!("{}{counts}", visible(&language.say(what))))
}

fn hanging(lead: &str, text: &str) -> String {
    let indent = width(lead);
    let lines = wrap(text, COLUMNS.saturating_sub(indent));
    let lines = lines
        .iter()
        .enumerate()
        .map(|(index, line)| if index == 0 { format!("{lead}{line}\n") } else { format!("{}{line}\n", " ".repeat(indent)) });
    lines.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::decision::Site;

    fn finding(rule: &'static str, effect: Effect, what: &str, places: usize) -> Finding {
        let site = Site { document: "a".to_owned(), digest: None, pointer: String::new(), line: None, label: String::new() };
        Finding {
            rule,
            name: "any",
            effect,
            what: what.to_owned(),
            places: vec![site; places],
            path: Vec::new(),
            remedy: String::new(),
            authority: String::new(),
        }
    }

    fn outcome(verdict: Word, findings: Vec<Finding>) -> Outcome {
        Outcome { verdict, weights: weights(&findings), next: "do it".to_owned() }
    }

    #[test]
    fn what_came_is_worse_and_what_went_is_better() {
        let before = outcome(Word::Refer, vec![finding("KP-E01", Effect::Refer, "nobody whom you trust has signed this bill", 1)]);
        let after = outcome(Word::Reject, vec![finding("KP-B01", Effect::Reject, "further defects", 2)]);
        let text = compared(&before, &after, Language::En);
        assert_eq!(
            text,
            "worse   KP-B01 reject  further defects\nbetter  KP-E01 refer   nobody whom you trust has signed this bill\n\
             REJECT  this delivery must not be accepted\nnext: do it\n"
        );
        assert!(compared(&before, &after, Language::Ja).starts_with("悪化    KP-B01 不合格  その他の欠陥\n改善    KP-E01 要確認"));
    }

    #[test]
    fn fewer_places_are_better_and_notes_say_nothing() {
        let before = outcome(Word::Refer, vec![finding("KP-M01", Effect::Refer, "m", 5), finding("KP-B05", Effect::Note, "n", 1)]);
        let after = outcome(Word::Refer, vec![finding("KP-M01", Effect::Refer, "m", 3)]);
        assert!(compared(&before, &after, Language::En).starts_with("better  KP-M01 refer   m (3 places now, 5 before)\nREFER"));
        let same = outcome(Word::Refer, vec![finding("KP-M01", Effect::Refer, "m", 3), finding("KP-B05", Effect::Note, "n", 1)]);
        assert!(compared(&same, &after, Language::En).starts_with("no finding became better or worse\n"));
    }

    #[test]
    fn a_milder_effect_is_better() {
        let before = outcome(Word::Reject, vec![finding("KP-S01", Effect::Reject, "m", 1)]);
        let after = outcome(Word::Accept, vec![finding("KP-S01", Effect::Note, "m", 1)]);
        assert!(compared(&before, &after, Language::En).starts_with("better  KP-S01 reject  m\nACCEPT"));
    }
}
