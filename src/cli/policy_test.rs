//! `kenpin policy test`: a folder of deliveries, each with the verdict that the policy is meant to give.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Parser};
use serde::{Deserialize, Serialize};

use super::clock;
use super::exit::Exit;
use super::fault::Fault;
use super::judge::Judge;
use super::paths::Ground;
use super::print::{self, Format};
use super::reference::text;
use super::session::Session;
use super::settings::Settings;
use crate::decision::Effect;
use crate::intake::{Moment, slip};
use crate::report::escape::visible;
use crate::report::overview::Word;

/// Tries a policy on a folder of cases, and says where it does something else than meant
///
/// Each folder is a case: delivery/ is what a vendor hands over; expect.toml says what is meant to come out (verdict, at, and rules, the
/// ids of every rule that refers or rejects). Beside them may lie order.toml, waivers.toml, trusted-ca.pem, trusted-key.pem, lists/, makers/.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  kenpin policy test cases/ --policy policy.toml\n\nExit codes: 0 every case as meant, 20 one is not, 1 a case that cannot be read"
)]
pub(crate) struct Test {
    /// The folder of cases
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// The policy; repeated, each stands below the one before and may only narrow it
    #[arg(long, value_name = "FILE")]
    policy: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// `expect.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectation {
    verdict: Word,
    /// RFC 3339, or a day.
    at: String,
    /// Every rule that refers or rejects; left out: not asked.
    #[serde(default)]
    rules: Option<Vec<String>>,
}

/// The command line of a case, as `kenpin verify` takes it.
#[derive(Parser)]
#[command(no_binary_name = true)]
struct Case {
    path: PathBuf,
    #[command(flatten)]
    judge: Judge,
}

/// What came of a case, for scripts.
#[derive(Serialize)]
struct Outcome {
    case: String,
    as_meant: bool,
    meant: String,
    got: String,
}

/// Files beside the delivery, by the option that they stand for.
const OPTIONS: &[(&str, &str)] = &[
    ("order.toml", "--order"),
    ("waivers.toml", "--waivers"),
    ("trusted-ca.pem", "--trusted-ca"),
    ("trusted-key.pem", "--trusted-key"),
    ("lists", "--watchlists"),
    ("makers", "--makers"),
];

impl Test {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let outcomes = self.cases()?.iter().map(|case| self.outcome(session, case)).collect::<Result<Vec<_>, _>>()?;
        print::answer(self.format, &outcomes, || {
            let line = |outcome: &Outcome| {
                let name = visible(&outcome.case);
                if outcome.as_meant {
                    format!("ok      {name}")
                } else {
                    format!("FAILED  {name}\n  meant {}\n  got   {}", outcome.meant, outcome.got)
                }
            };
            let failed = outcomes.iter().filter(|outcome| !outcome.as_meant).count();
            let lines: Vec<String> = outcomes.iter().map(line).collect();
            format!("{}\n{} cases, {failed} not as meant", lines.join("\n"), outcomes.len())
        })?;
        Ok(if outcomes.iter().all(|outcome| outcome.as_meant) { Exit::Accept } else { Exit::Reject })
    }

    fn cases(&self) -> Result<Vec<PathBuf>, Fault> {
        let unreadable = |error| Fault::unreadable(&self.folder, &error);
        let mut cases = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.join("expect.toml").is_file() {
                cases.push(path);
            }
        }
        cases.sort();
        if cases.is_empty() {
            let fix = "make a folder for each case, with delivery/ and an expect.toml such as\n  verdict = \"reject\"\n  at = \"2026-11-23\"\n  rules = [\"KP-S01\"]";
            return Err(Fault::usage("this folder holds no case", self.folder.display(), fix));
        }
        Ok(cases)
    }

    fn outcome(&self, session: &Session, case: &Path) -> Result<Outcome, Fault> {
        let path = case.join("expect.toml");
        let wrong = |what: String| Fault::ours(format!("this case cannot be read: {what}"), path.display(), "write verdict, at and rules");
        let expected: Expectation = slip::parse(&text(&path)?).map_err(|slip| wrong(slip.to_string()))?;
        let at = clock::moment(&expected.at).map_err(wrong)?;
        let (verdict, rules) = self.verdict(session, case, at)?;
        let mut meant = expected.rules;
        meant.iter_mut().for_each(|rules| rules.sort());
        let as_meant = verdict == expected.verdict && meant.as_ref().is_none_or(|meant| *meant == rules);
        let told = |verdict: Word, rules: &[String]| format!("{} {}", verdict.text(), rules.join(" ")).trim().to_owned();
        let meant = told(expected.verdict, meant.as_deref().unwrap_or_default());
        let case = case.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Outcome { case, as_meant, meant, got: told(verdict, &rules) })
    }

    /// The verdict, and the rules that refer or reject.
    fn verdict(&self, session: &Session, case: &Path, at: Moment) -> Result<(Word, Vec<String>), Fault> {
        let mut arguments = vec![case.join("delivery").into_os_string()];
        for (file, option) in OPTIONS.iter().filter(|(file, _)| case.join(file).exists()) {
            arguments.extend([(*option).into(), case.join(file).into_os_string()]);
        }
        for policy in &self.policy {
            arguments.extend(["--policy".into(), policy.clone().into_os_string()]);
        }
        let Case { path, judge } =
            Case::try_parse_from(arguments).map_err(|error| Fault::ours(error, case.display(), "report this as a bug"))?;
        let (paths, settings) = ([path], Settings::default());
        let ground = Ground::of(&paths)?;
        let bench = judge.bench(session, &settings, &ground, at)?;
        let judged = judge.judge(session, &ground, &bench, &paths, at)?;
        let heavy = judged.decision.findings.iter().filter(|finding| finding.effect != Effect::Note);
        let mut rules: Vec<String> = heavy.map(|finding| finding.rule.to_owned()).collect();
        rules.sort();
        rules.dedup();
        Ok((Word::of(&judged.decision.verdict), rules))
    }
}
