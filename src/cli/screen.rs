//! `kenpin screen`: screens makers by name or identifier against the lists, one answer a question, in order.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::paths::Ground;
use super::print;
use super::reference::{self, Lists};
use super::session::Session;
use super::settings::Settings;
use crate::intake::Moment;
use crate::report::escape;
use crate::screening::answer::{Answer, Line, Verdict};
use crate::screening::query::{Desk, Query};
use crate::screening::regime::{self, Regime};
use crate::screening::watchlist::Watchlists;

/// Screens makers by name or identifier against the lists
///
/// A question is a name, or JSON such as {"kind":"mac","value":"00:18:82:01:02:03"}; `kenpin lists show` names the
/// lists and laws. Every question gets its answer, in order.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Screen {
    /// Names of makers, or questions in JSON
    #[arg(value_name = "NAME", required_unless_present = "file")]
    names: Vec<String>,
    /// One question a line; - for standard input
    #[arg(long, value_name = "FILE", conflicts_with = "names")]
    file: Option<PathBuf>,
    /// Screen against these lists and no other: a file or a folder; may be repeated
    #[arg(long, value_name = "FILE|DIR")]
    watchlist: Vec<PathBuf>,
    #[command(flatten)]
    lists: Lists,
    #[command(flatten)]
    clock: Clock,
    /// How to write the answers
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Exit 0 whatever the answers; faults and wrong usage keep their codes
    #[arg(long)]
    exit_zero: bool,
}

const EXAMPLES: &str = "\
Examples:
  kenpin screen \"Hangzhou Hikvision\" --format jsonl
  kenpin screen '{\"kind\":\"name\",\"value\":\"ZTE\",\"regime\":\"us-ndaa-889-a1a\",\"at\":\"2019-08-13\"}'
  kenpin screen --file makers.txt --watchlist our-list.csv --format jsonl

Exit codes: 0 all clear, 10 any possible or unscreened, 20 any listed";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Human,
    /// All answers in one array
    Json,
    /// One answer a line
    Jsonl,
}

/// Questions that are answered before the next answers are written.
const BATCH: usize = 8_192;

impl Screen {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let at = self.clock.at()?;
        let ground = Ground::of(&[])?;
        let settings = Settings::load(session, &ground)?;
        let watchlists = self.watchlists(&settings, &ground, at)?;
        watchlists.usable_at(at).map_err(|error| Fault::ours(error, "", ""))?;
        let makers = self.lists.makers(&settings, &ground)?;
        let regimes: Vec<Regime> = regime::shipped().map_err(|error| Fault::ours(error, "", ""))?;
        let desk = Desk::new(&makers, &watchlists, &regimes);
        let questions = self.questions()?;
        let mut worst = Exit::Accept;
        if self.format == Format::Json {
            let answers: Vec<Answer> = questions.chunks(BATCH).flat_map(|batch| answered(&desk, batch, at)).collect();
            worst = answers.iter().fold(worst, |worst, answer| worse(worst, answer.outcome));
            print::result(&json(&answers)?)?;
        } else {
            for batch in questions.chunks(BATCH) {
                let answers = answered(&desk, batch, at);
                worst = answers.iter().fold(worst, |worst, answer| worse(worst, answer.outcome));
                let lines = answers.iter().map(|answer| self.written(answer)).collect::<Result<Vec<_>, _>>()?;
                print::result(&lines.join("\n"))?;
            }
        }
        Ok(if self.exit_zero { Exit::Accept } else { worst })
    }

    fn watchlists(&self, settings: &Settings, ground: &Ground, at: Moment) -> Result<Watchlists, Fault> {
        if self.watchlist.is_empty() {
            return self.lists.watchlists(settings, ground, at);
        }
        let mut texts = Vec::new();
        for path in &self.watchlist {
            texts.extend(reference::list_texts(path, at)?);
        }
        Watchlists::read(&texts).map_err(|error| Fault::ours(error, "", ""))
    }

    /// Every line of input, as bytes: one that is no UTF-8 gets its answer too.
    fn questions(&self) -> Result<Vec<Vec<u8>>, Fault> {
        let Some(path) = &self.file else { return Ok(self.names.iter().map(|name| name.clone().into_bytes()).collect()) };
        let bytes = content(path)?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let mut lines: Vec<Vec<u8>> =
            bytes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line).to_vec()).collect();
        // What stands behind the last line end is no line.
        if lines.last().is_some_and(Vec::is_empty) {
            lines.pop();
        }
        Ok(lines)
    }

    fn written(&self, answer: &Answer) -> Result<String, Fault> {
        match self.format {
            Format::Human => Ok(human(answer)),
            Format::Json | Format::Jsonl => json(answer),
        }
    }
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|error| Fault::ours(error, "the answer", "report this as a bug"))
}

#[allow(clippy::disallowed_methods, reason = "the edge reads the buyer's own file")]
fn content(path: &Path) -> Result<Vec<u8>, Fault> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| Fault::unreadable(Path::new("standard input"), &error))?;
        return Ok(bytes);
    }
    fs::read(path).map_err(|error| Fault::unreadable(path, &error))
}

/// Answers a batch on as many threads as there are processors, in the order of the questions.
fn answered(desk: &Desk<'_>, batch: &[Vec<u8>], at: Moment) -> Vec<Answer> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = batch.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let parts: Vec<_> =
            batch.chunks(share).map(|part| scope.spawn(move || part.iter().map(|line| one(desk, line, at)).collect::<Vec<_>>())).collect();
        parts.into_iter().zip(batch.chunks(share)).flat_map(|(part, lines)| part.join().unwrap_or_else(|_| lost(lines))).collect()
    })
}

/// The answers of a thread that ended early: nothing is known, and every line says so.
fn lost(lines: &[Vec<u8>]) -> Vec<Answer> {
    let answer = |line: &Vec<u8>| {
        Answer::unscreened(
            &Query::name(&String::from_utf8_lossy(line)),
            "the program failed on a line of this batch; report this as a bug".to_owned(),
        )
    };
    lines.iter().map(answer).collect()
}

fn one(desk: &Desk<'_>, line: &[u8], at: Moment) -> Answer {
    let Ok(text) = std::str::from_utf8(line) else {
        return Answer::unscreened(&Query::name(&String::from_utf8_lossy(line)), "the line is not UTF-8".to_owned());
    };
    match Query::read(text) {
        Ok(query) => desk.answer(&query, at),
        Err(why) => Answer::unscreened(&Query::name(text), why),
    }
}

fn worse(worst: Exit, outcome: Verdict) -> Exit {
    match (worst, outcome) {
        (Exit::Reject, _) | (_, Verdict::Listed) => Exit::Reject,
        (Exit::Refer, _) | (_, Verdict::Possible | Verdict::Unscreened) => Exit::Refer,
        (Exit::Accept | Exit::Fault | Exit::Usage, Verdict::Clear) => worst,
    }
}

fn human(answer: &Answer) -> String {
    let outcome = match answer.outcome {
        Verdict::Clear => "clear",
        Verdict::Possible => "possible",
        Verdict::Unscreened => "unscreened",
        Verdict::Listed => "listed",
    };
    let kind = if answer.input.kind == "name" { String::new() } else { format!(" ({})", escape::visible(&answer.input.kind)) };
    let mut lines = vec![format!("{outcome:<11}{}{kind}", escape::visible(&answer.input.value))];
    if answer.hits.is_empty() {
        lines.push(format!("           {}", escape::visible(&answer.why)));
    }
    // Hits for one reason stand together, and the reason after them.
    let mut rest = answer.hits.as_slice();
    while let Some(first) = rest.first() {
        let same = |hit: &&Line| hit.reasons == first.reasons && owners(hit) == owners(first);
        let (group, after) = rest.split_at(rest.iter().take_while(same).count().max(1));
        lines.extend(group.iter().map(listing));
        lines.extend(owners(first).iter().chain(&first.reasons).map(|why| format!("             {}", escape::visible(why))));
        rest = after;
    }
    lines.join("\n")
}

fn owners(hit: &Line) -> Vec<String> {
    hit.owners.iter().map(|owner| format!("{} {}", owner.owner, owner.by)).collect()
}

/// One entry of one list, with the clause of law.
fn listing(hit: &Line) -> String {
    let day = match hit.force {
        "in-force" => format!("since {}", hit.day),
        "not-yet" => format!("from {}", hit.day),
        _ => format!("until {}", hit.day),
    };
    let doubt = if hit.certainty == "certain" { String::new() } else { format!(", {}", hit.certainty) };
    let (party, law) = (escape::visible(&hit.party), escape::visible(&hit.authority));
    format!("           {} \"{}\": {party} ({day}, likeness {}{doubt}), by {law}", hit.list, hit.entry, hit.likeness)
}
