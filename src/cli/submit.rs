//! `kenpin submit`: a delivery to a buyer's portal, and its verdict back, as `kenpin verify` gives it.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;
use clap::builder::PossibleValuesParser;
use reqwest::Url;
use serde::Deserialize;

use super::exit::Exit;
use super::fault::Fault;
use super::paths::{self, Ground};
use super::print;
use super::progress::Progress;
use super::reference::text;
use super::session::Session;
use crate::feed::Limits;
use crate::feed::portal::{Portal, PortalFault, Upload};
use crate::intake::Digest;
use crate::report::escape::visible;
use crate::report::human;
use crate::report::json::Output;
use crate::report::overview::Word;

/// Largest answer, in bytes: a report with every place of every finding.
const ANSWER_BYTES: u64 = 256 << 20;
/// Longest token, in bytes.
const TOKEN_BYTES: usize = 4_096;
/// For one request, however slow the line is.
const WHOLE: Duration = Duration::from_secs(6 * 3_600);
/// How often a verdict is asked for.
const BETWEEN: Duration = Duration::from_secs(2);
/// How often a report is fetched anew because another verdict came in between.
const ROUNDS: usize = 5;

/// Sends a delivery to a buyer's portal and waits for its verdict
///
/// Sends the files as `kenpin verify` would read them, prints what was found, and ends with the same code. Where the line breaks, the same is
/// sent again and is there once. The buyer has the delivery as soon as it is judged.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Submit {
    /// The portal's address, as the buyer names it
    #[arg(value_name = "URL")]
    portal: String,
    /// Files, folders and archives; together they are one delivery
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Read the token from this file; from KENPIN_TOKEN unless given
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// The report on standard output
    #[arg(long, value_name = "FORMAT", default_value = HUMAN, value_parser = PossibleValuesParser::new([HUMAN, "json", "sarif", "html", "markdown", "csv"]))]
    format: String,
    /// Makes it the same delivery however often it is sent (Idempotency-Key); made from the files unless given
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// Wait at most so long for the verdict
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    wait: u64,
    /// Give up on a portal that says and takes nothing for so long
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    patience: u64,
    /// Send token and files without TLS, over a network that you trust; to this machine itself no such word is needed
    #[arg(long)]
    plain_http: bool,
}

const HUMAN: &str = "human";

const EXAMPLES: &str = "\
Examples:
  kenpin submit https://portal.agency.example delivery/ --token-file token
  KENPIN_TOKEN=.. kenpin submit https://portal.agency.example box.zip --format json > report.json

Exit codes: 0 accept, 10 refer, 20 reject, 1 fault (no verdict), 2 wrong usage";

/// A delivery, as the portal shows it.
#[derive(Deserialize)]
struct Submission {
    id: String,
    verdict: Option<Word>,
    verdict_id: Option<String>,
}

impl Submit {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        if session.offline {
            return Err(Fault::usage("--offline opens no socket", &self.portal, "leave it out, or check at home with `kenpin verify`"));
        }
        let base = self.base()?;
        let ground = Ground::of(&self.paths)?;
        let token = self.token(&ground)?;
        let files = self.files()?;
        let key = self.key(&files)?;
        let limits = Limits { bytes: ANSWER_BYTES, silence: Duration::from_secs(self.patience), whole: WHOLE };
        let portal = Portal::new(base, &token, limits).map_err(|fault| self.fault(&fault))?;

        let progress = Progress::start(session, "sending the delivery");
        portal.reach().map_err(|fault| self.fault(&fault))?;
        let sent = submission(&portal.send(&files, &key).map_err(|fault| self.fault(&fault))?).map_err(|fault| self.fault(&fault))?;
        progress.step("waiting for the verdict");
        let (word, report) = self.verdict(&portal, &sent.id)?;
        drop(progress);
        print::remark(session, &format!("note: the portal keeps this delivery as {}", sent.id));
        if self.format == HUMAN {
            let report: Output = serde_json::from_slice(&report).map_err(|error| self.fault(&PortalFault::Stranger(error.to_string())))?;
            if report.verdict != word {
                return Err(self.fault(&PortalFault::Stranger("its report and its verdict contradict each other".to_owned())));
            }
            print::coloured(session, &human::from_json(&report, session.language()))?;
        } else {
            as_it_came(&report)?;
        }
        Ok(Exit::from(word))
    }

    fn base(&self) -> Result<Url, Fault> {
        let wrong = |what: &str| Fault::usage(what, visible(&self.portal), "write it as https://portal.agency.example");
        let base = Url::parse(&self.portal).map_err(|_| wrong("this is no address of a portal"))?;
        if !base.username().is_empty() || base.password().is_some() || base.query().is_some() || base.fragment().is_some() {
            return Err(wrong("a portal's address has no name, query or fragment in it"));
        }
        let host = base.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let is_here = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
        match base.scheme() {
            "https" => Ok(base),
            "http" if is_here || self.plain_http => Ok(base),
            "http" => Err(Fault::usage(
                "the token and the files would go over the network for everybody to read",
                visible(&self.portal),
                "write https://.., or say --plain-http where you trust the whole network",
            )),
            _ => Err(wrong("a portal is spoken to over https")),
        }
    }

    #[allow(clippy::disallowed_methods, reason = "the edge reads its own environment")]
    fn token(&self, ground: &Ground) -> Result<String, Fault> {
        let (token, place) = match &self.token_file {
            Some(path) if ground.holds(path) => {
                return Err(Fault::usage(
                    "the token lies in the delivery and would be sent along",
                    path.display(),
                    "keep it elsewhere, and name that path",
                ));
            }
            Some(path) => (text(path)?, path.display().to_string()),
            None => (std::env::var("KENPIN_TOKEN").unwrap_or_default(), "KENPIN_TOKEN".to_owned()),
        };
        let token = token.trim().to_owned();
        if token.is_empty() {
            return Err(Fault::usage(
                "there is no token",
                place,
                "name a file with --token-file, or set KENPIN_TOKEN; the buyer gives it to you",
            ));
        }
        if token.len() > TOKEN_BYTES || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Fault::usage("this is no token", place, "it is one word of letters, digits and signs; copy it again"));
        }
        Ok(token)
    }

    /// What is sent, each file hashed, so that what arrives is what was meant.
    #[allow(clippy::disallowed_methods, reason = "the edge sends files")]
    fn files(&self) -> Result<Vec<Upload>, Fault> {
        let mut files = Vec::new();
        for (name, place) in paths::list(&self.paths)? {
            if name.starts_with('/') || name.split('/').any(|part| part == "..") {
                return Err(Fault::usage("two files would have one name", visible(&name), "put them into one folder, and name that"));
            }
            let read = std::fs::File::open(&place).and_then(|file| Ok((file.metadata()?.len(), Digest::of_stream(file)?)));
            let (bytes, digest) = read.map_err(|error| Fault::unreadable(&place, &error))?;
            files.push(Upload { name, place, bytes, digest });
        }
        if files.is_empty() {
            return Err(Fault::usage("there is nothing to send", "", "name files, or a folder with files in it"));
        }
        Ok(files)
    }

    fn key(&self, files: &[Upload]) -> Result<String, Fault> {
        if let Some(key) = &self.key {
            let fits = (1..=200).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
            return if fits {
                Ok(key.clone())
            } else {
                Err(Fault::usage("this is no key", visible(key), "take 1 to 200 letters, digits and signs without spaces"))
            };
        }
        let lines: String = files.iter().map(|file| format!("{}  {}\n", file.digest, file.name)).collect();
        Ok(format!("kenpin-{}", Digest::of(lines.as_bytes())))
    }

    /// The verdict, and the report that belongs to it.
    fn verdict(&self, portal: &Portal, id: &str) -> Result<(Word, Vec<u8>), Fault> {
        let said = |fault: PortalFault| self.fault(&fault);
        let path = format!("api/v1/submissions/{id}");
        let format = if self.format == HUMAN { "json" } else { &self.format };
        let begun_at = now();
        let mut rounds = ROUNDS;
        loop {
            let found = submission(&portal.get(&path).map_err(said)?).map_err(said)?;
            let Some(word) = found.verdict else {
                if now().duration_since(begun_at) >= Duration::from_secs(self.wait) {
                    let fix = "ask again later: the same command sends nothing twice";
                    return Err(Fault::ours("the portal has the delivery and has not judged it yet", visible(&self.portal), fix));
                }
                std::thread::sleep(BETWEEN);
                continue;
            };
            let report = portal.report(&format!("{path}/report?format={format}")).map_err(said)?;
            let after = submission(&portal.get(&path).map_err(said)?).map_err(said)?;
            if after.verdict_id == found.verdict_id {
                return Ok((word, report));
            }
            // Lists changed in between: the report may be that of either verdict.
            let Some(left) = rounds.checked_sub(1) else {
                return Err(said(PortalFault::Stranger("it gives another verdict each time".to_owned())));
            };
            rounds = left;
        }
    }

    fn fault(&self, fault: &PortalFault) -> Fault {
        // A server's words may be among them.
        let (what, place) = (visible(&fault.to_string()), visible(&self.portal));
        let fix = match fault {
            PortalFault::NotThere(_) | PortalFault::Network(_) => {
                "check the address and the line, then send it again: what arrived is not there twice"
            }
            PortalFault::Moved(_) => "ask the buyer for the portal's address, and name that",
            PortalFault::Refused { status: 401 | 403, .. } => "check the token; the buyer gives out another one",
            PortalFault::Refused { .. } => "put it right, then send it again",
            PortalFault::Busy { .. } => "send it again later: what arrived is not there twice",
            PortalFault::Changed(_) => "send it again once nothing writes to it any more",
            PortalFault::Stranger(_) => "check the address with the buyer",
        };
        Fault::ours(what, place, fix)
    }
}

fn submission(answer: &[u8]) -> Result<Submission, PortalFault> {
    let found: Submission = serde_json::from_slice(answer).map_err(|error| PortalFault::Stranger(error.to_string()))?;
    // It becomes a part of addresses.
    let is_id = found.id.len() == 36 && found.id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    if is_id { Ok(found) } else { Err(PortalFault::Stranger("it names the delivery by what is no id".to_owned())) }
}

/// Byte for byte, unless a terminal would obey it.
fn as_it_came(report: &[u8]) -> Result<(), Fault> {
    let mut output = std::io::stdout().lock();
    if output.is_terminal() {
        drop(output);
        let text = String::from_utf8_lossy(report);
        return print::result(&text.lines().map(visible).collect::<Vec<_>>().join("\n"));
    }
    match output.write_all(report).and_then(|()| output.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Fault::ours(format!("cannot write the result: {error}"), "standard output", "free the disk, or write it elsewhere"))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

#[allow(clippy::disallowed_methods, reason = "the edge measures its own patience")]
fn now() -> Instant {
    Instant::now()
}
