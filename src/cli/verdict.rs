//! `kenpin verdict`: a signed verdict, checked, read and asked again, without a network.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::paths::{self, Ground};
use super::print::{self, Format};
use super::session::Session;
use super::trust_store;
use super::verdict_replay::Replay;
use crate::evidence::dsse::Envelope;
use crate::evidence::trust::{TrustError, TrustStore};
use crate::evidence::{Cause, Standing};
use crate::intake::{Budget, Digest, Moment};
use crate::report::escape::visible;
use crate::report::overview::{Word, plural};
use crate::report::vsa::{self, PAYLOAD_TYPE, Statement};

/// Checks a signed verdict, shows it, runs its decision again
#[derive(Debug, Subcommand)]
pub(crate) enum Verdict {
    Verify(Verify),
    Show(Show),
    Replay(Box<Replay>),
}

/// Says whether a signed verdict is authentic; opens no socket
///
/// Nothing in it is believed before its signature is: by a key, or by a certificate under an authority, that you name.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin verdict verify verdict.vsa.json --key agency.pub\n\n\
Exit codes: an authentic one's own verdict (0 accept, 10 refer, 20 reject); 20 where it was changed, 10 where its signer is not known")]
pub(crate) struct Verify {
    /// The signed verdict, as `kenpin verify --output vsa=FILE` writes it
    #[arg(value_name = "VERDICT")]
    verdict: PathBuf,
    #[command(flatten)]
    signers: Signers,
    /// A trust store whose roots may vouch for statements; may be repeated
    #[arg(long, value_name = "DIR")]
    trust: Vec<PathBuf>,
    /// What the QR code on a label says: the verdict has to be the one that the label was made with
    #[arg(long, value_name = "sha256:HEX", value_parser = label)]
    label: Option<Digest>,
    #[command(flatten)]
    clock: Clock,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Shows what a signed verdict says, without asking who signed it
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin verdict show verdict.vsa.json")]
pub(crate) struct Show {
    /// The signed verdict
    #[arg(value_name = "VERDICT")]
    verdict: PathBuf,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Whose verdict is believed.
#[derive(Clone, Debug, Args)]
pub(crate) struct Signers {
    /// The public key of whoever may sign verdicts; may be repeated
    #[arg(long, value_name = "FILE")]
    key: Vec<PathBuf>,
    /// An authority above the signer's certificate; may be repeated
    #[arg(long, value_name = "FILE")]
    ca: Vec<PathBuf>,
}

/// What a check of a signed verdict came to, for scripts.
#[derive(Serialize)]
struct Checked {
    schema_version: &'static str,
    /// `verified`, `rejected` or `undetermined`.
    standing: &'static str,
    /// `null` unless it is verified.
    signer: Option<String>,
    trusted_by: Option<String>,
    /// Why it is not believed; `null` for a verified one.
    reason: Option<String>,
    /// Of the statement, as a label shows it; `null` unless it is verified.
    digest: Option<String>,
    /// As the statement says it; `null` unless it is verified.
    verdict: Option<Word>,
    at: Option<String>,
    resource_uri: Option<String>,
    subjects: Option<usize>,
}

/// A signed verdict: its statement, and what its signature is worth.
pub(super) enum Opened {
    Authentic { statement: Box<Statement>, digest: Digest, signer: String, trusted_by: String },
    Refused { exit: Exit, reason: String },
}

impl Verdict {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        match self {
            Self::Verify(verify) => verify.run(),
            Self::Show(show) => show.run(),
            Self::Replay(replay) => replay.run(session),
        }
    }
}

impl Signers {
    fn store(&self, stores: &[PathBuf]) -> Result<TrustStore, Fault> {
        if self.key.is_empty() && self.ca.is_empty() && stores.is_empty() {
            return Err(Fault::usage("nobody is named whose verdict is to be believed", "", "name the signer's public key with --key"));
        }
        let mut store = TrustStore::default();
        let fault = |error: TrustError| Fault::ours(error, "", "");
        for path in stores {
            trust_store::add(path, &Ground::of(&[])?, &mut store)?;
        }
        for path in &self.key {
            store.trust_key(&path.display().to_string(), &read(path)?).map_err(fault)?;
        }
        for path in &self.ca {
            store.trust_authority(&path.display().to_string(), &read(path)?).map_err(fault)?;
        }
        Ok(store)
    }

    /// Opens the verdict and asks who signed it.
    pub(super) fn open(&self, verdict: &Path, stores: &[PathBuf], at: Moment) -> Result<Opened, Fault> {
        let store = self.store(stores)?;
        let refused = |exit, reason| Ok(Opened::Refused { exit, reason });
        let envelope = match Envelope::read(&read(verdict)?) {
            Ok(envelope) => envelope,
            Err(reason) => return refused(Exit::Reject, format!("it is no signed verdict that can be read: {reason}")),
        };
        match envelope.judge(&store, at) {
            Standing::Verified(proof) => match statement(&envelope) {
                Ok(statement) => Ok(Opened::Authentic {
                    statement: Box::new(statement),
                    digest: Digest::of(&envelope.payload),
                    signer: proof.signer().to_owned(),
                    trusted_by: proof.root().to_owned(),
                }),
                Err(reason) => refused(Exit::Reject, format!("it is signed, and {reason}")),
            },
            Standing::Rejected(reason) if reason.cause != Cause::Stranger => refused(Exit::Reject, reason.detail),
            Standing::Rejected(reason) | Standing::Undetermined(reason) => refused(Exit::Refer, reason.detail),
        }
    }
}

fn statement(envelope: &Envelope) -> Result<Statement, String> {
    if envelope.payload_type != PAYLOAD_TYPE {
        return Err(format!("its payload is of type \"{}\", not \"{PAYLOAD_TYPE}\"", envelope.payload_type));
    }
    vsa::read(&envelope.payload)
}

fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    let limit = Budget::default().document_bytes;
    let too_large = || Fault::usage(format!("it is larger than {limit} bytes"), path.display(), "check which file was handed in");
    paths::within(path, limit)?.ok_or_else(too_large)
}

impl Verify {
    fn run(&self) -> Result<Exit, Fault> {
        let opened = self.signers.open(&self.verdict, &self.trust, self.clock.at()?)?.labelled(self.label);
        let checked = Checked::of(&opened);
        print::answer(self.format, &checked, || human(&opened))?;
        Ok(opened.exit())
    }
}

fn label(text: &str) -> Result<Digest, String> {
    text.strip_prefix("sha256:").and_then(Digest::parse).ok_or_else(|| "it is not sha256: and 64 hexadecimal digits".to_owned())
}

impl Opened {
    /// Refused where the label is of another verdict.
    fn labelled(self, label: Option<Digest>) -> Self {
        match (&self, label) {
            (Self::Authentic { digest, .. }, Some(label)) if *digest != label => {
                let reason = format!("the label is of another verdict: this one's digest is sha256:{digest}");
                Self::Refused { exit: Exit::Reject, reason }
            }
            _ => self,
        }
    }

    /// An authentic verdict's own code.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Authentic { statement, .. } => Exit::from(statement.predicate.verdict),
            Self::Refused { exit, .. } => *exit,
        }
    }
}

impl Checked {
    fn of(opened: &Opened) -> Self {
        let nothing = Self {
            schema_version: "1",
            standing: "undetermined",
            signer: None,
            trusted_by: None,
            reason: None,
            digest: None,
            verdict: None,
            at: None,
            resource_uri: None,
            subjects: None,
        };
        match opened {
            Opened::Authentic { statement, digest, signer, trusted_by } => Self {
                standing: "verified",
                signer: Some(signer.clone()),
                trusted_by: Some(trusted_by.clone()),
                digest: Some(format!("sha256:{digest}")),
                verdict: Some(statement.predicate.verdict),
                at: Some(statement.predicate.time_verified.clone()),
                resource_uri: Some(statement.predicate.resource_uri.clone()),
                subjects: Some(statement.subject.len()),
                ..nothing
            },
            Opened::Refused { exit, reason } => {
                Self { standing: if *exit == Exit::Reject { "rejected" } else { "undetermined" }, reason: Some(reason.clone()), ..nothing }
            }
        }
    }
}

pub(super) fn human(opened: &Opened) -> String {
    match opened {
        Opened::Authentic { statement, digest, signer, trusted_by } => {
            let signed =
                format!("AUTHENTIC  this verdict is as it was signed\n  digest:  sha256:{digest}\n  signer:  {}\n", visible(signer));
            format!("{signed}  trusted: {}\n\n{}", visible(trusted_by), words(statement))
        }
        Opened::Refused { exit: Exit::Reject, reason } => {
            format!("NOT AUTHENTIC  do not rely on this verdict\n  why: {}\n  fix: fetch it again from whoever keeps it", visible(reason))
        }
        Opened::Refused { reason, .. } => format!(
            "UNKNOWN  it cannot be told whose verdict this is\n  why: {}\n  fix: name its signer's key with --key, or its authority with --ca",
            visible(reason)
        ),
    }
}

impl Show {
    fn run(&self) -> Result<Exit, Fault> {
        let not = |reason: String| {
            let what = format!("this is no signed verdict that can be read: {reason}");
            Fault::ours(what, self.verdict.display(), "name a file that `kenpin verify --output vsa=FILE` wrote")
        };
        let envelope = Envelope::read(&read(&self.verdict)?).map_err(not)?;
        let statement = statement(&envelope).map_err(not)?;
        print::answer(self.format, &statement, || {
            format!("NOT CHECKED  `kenpin verdict verify` asks who signed this\n\n{}", words(&statement))
        })?;
        Ok(Exit::Accept)
    }
}

/// The statement for people: verdict, moment, what it is about, what it rests on, each finding in a line.
fn words(statement: &Statement) -> String {
    let predicate = &statement.predicate;
    let inputs = &predicate.report.inputs;
    let word = predicate.verdict;
    let lists: Vec<String> = inputs.watchlists.iter().map(|list| format!("{} ({})", list.id, list.edition)).collect();
    let mut lines = vec![format!("{}  {}", word.text().to_uppercase(), word.sentence())];
    for (label, text) in [
        ("as of:", &predicate.time_verified),
        ("about:", &predicate.resource_uri),
        ("lists:", &lists.join(", ")),
        ("policy:", &inputs.policy),
        ("makers:", &inputs.makers),
        ("trust:", &inputs.trust),
        ("program:", &inputs.program),
    ] {
        lines.push(format!("  {label:<9}{}", visible(text)));
    }
    lines.push(format!("\n{}:", plural(statement.subject.len(), "document")));
    lines.extend(statement.subject.iter().map(|subject| format!("  {}  {}", visible(&subject.digest.sha256), visible(&subject.name))));
    lines.push(format!("\n{}:", plural(predicate.report.findings.len(), "finding")));
    let findings = predicate.report.findings.iter();
    lines.extend(findings.map(|finding| format!("  {} {:<6} {}", visible(&finding.rule), finding.effect.word(), visible(&finding.what))));
    lines.join("\n")
}
