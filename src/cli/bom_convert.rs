//! `kenpin bom convert`: writes a bill in another format and names every loss.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::bom_read;
use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::output;
use super::print;
use super::session::Session;
use crate::bill::write::{self, Loss, TARGETS, Target};
use crate::report::escape;

/// Writes a bill in another format and names every loss
///
/// A bill that would lose something is not written unless --allow-loss is given; each loss is named either way.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kenpin bom convert camera.spdx.json --to cyclonedx-json --output camera.cdx.json\n  kenpin bom convert camera.cdx.json --to spdx-json --allow-loss\n\nExit codes: 0 written, 20 not written because something would be lost"
)]
pub(crate) struct Convert {
    /// The bill of materials; - for standard input
    #[arg(value_name = "BILL")]
    bill: PathBuf,
    /// The format to write
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(TARGETS.iter().map(|target| target.name)))]
    to: String,
    #[command(flatten)]
    writing: Writing,
    #[command(flatten)]
    clock: Clock,
}

/// Where a new bill goes, and what it may lose.
#[derive(Clone, Debug, Args)]
pub(crate) struct Writing {
    /// Write the bill to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write it although something is lost
    #[arg(long)]
    allow_loss: bool,
}

impl Convert {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let contents = bom_read::sound(&self.bill)?;
        let target = target(&self.to)?;
        let name = self.bill.file_stem().map_or_else(|| "bill".to_owned(), |name| name.to_string_lossy().into_owned());
        let written = write::write(&contents, target, &name, self.clock.at()?)
            .map_err(|error| Fault::ours(format!("the bill cannot be written as {}: {error}", target.title), self.bill.display(), ""))?;
        self.writing.finish(session, &written.text, &written.losses, target.title)
    }
}

/// The format of this name, which clap has checked.
pub(super) fn target(name: &str) -> Result<&'static Target, Fault> {
    TARGETS.iter().find(|target| target.name == name).ok_or_else(|| Fault::usage(format!("\"{name}\" is not written"), "--to", ""))
}

impl Writing {
    /// Names the losses, and writes the bill where there are none or they are allowed.
    pub(super) fn finish(&self, session: &Session, text: &str, losses: &[Loss], title: &str) -> Result<Exit, Fault> {
        for loss in losses {
            let what = format!("{} {}", escape::visible(&loss.pointer), escape::visible(&loss.what));
            if self.allow_loss { print::remark(session, &format!("lost: {what}")) } else { print::error(session, &format!("lost: {what}")) }
        }
        if !losses.is_empty() && !self.allow_loss {
            let message = format!(
                "not written: {} of what the bill says would be lost in {title}\n  fix:   pass --allow-loss if that is meant",
                losses.len()
            );
            print::error(session, &message);
            return Ok(Exit::Reject);
        }
        match &self.output {
            Some(path) => output::replace(path, text.as_bytes())?,
            None => print::result(text)?,
        }
        Ok(Exit::Accept)
    }
}
