//! `kenpin signature inspect`: what is in a signature file, drawn without judging it.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::exit::Exit;
use super::fault::Fault;
use super::print::{self, Format};
use super::signature::read;
use crate::evidence::said::{self, Said};
use crate::intake::Document;
use crate::report::escape;

/// Shows what is in a signature: signers, certificates, times, log entries, what it is over; judges nothing
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  kenpin signature inspect camera.cdx.json.p7s\n\nExit codes: 0 it could be read, 10 it could not, or no form recognises it"
)]
pub(crate) struct Inspect {
    /// A signature in any form, or a bill that carries its own
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Serialize)]
struct Inspected {
    schema_version: &'static str,
    /// `null`: no form of signature was recognised.
    form: Option<&'static str>,
    title: Option<&'static str>,
    /// What each says of itself. Nothing of it was checked.
    signatures: Vec<Said>,
}

impl Inspect {
    pub(super) fn run(&self) -> Result<Exit, Fault> {
        let name = self.file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let document = Document::new(name, read(&self.file)?);
        let found = said::said(&document);
        let (form, signatures) = found.map_or_else(|| (None, Vec::new()), |(form, signatures)| (Some(form), signatures));
        let (name, title) = (form.map(|form| form.name), form.map(|form| form.title));
        let inspected = Inspected { schema_version: "1", form: name, title, signatures };
        print::answer(self.format, &inspected, || human(&inspected))?;
        let could_be_read = !inspected.signatures.is_empty() && inspected.signatures.iter().all(|said| said.trouble.is_none());
        Ok(if could_be_read { Exit::Accept } else { Exit::Refer })
    }
}

fn human(inspected: &Inspected) -> String {
    let Some((form, title)) = inspected.form.zip(inspected.title) else {
        return "no form of signature is recognised in the file".to_owned();
    };
    let mut lines = vec![format!("{form}: {title}")];
    for (index, said) in inspected.signatures.iter().enumerate() {
        lines.push(format!("\nsignature {} of {}", index.saturating_add(1), inspected.signatures.len()));
        drawn(said, &mut lines);
    }
    let count = if inspected.signatures.is_empty() { "\nit holds no signature" } else { "\nnothing of this was checked" };
    lines.push(format!("{count}: `kenpin signature verify` says what it is worth"));
    lines.join("\n")
}

fn drawn(said: &Said, lines: &mut Vec<String>) {
    let mut line = |label: &str, text: &str| lines.push(format!("  {label:<9}{}", escape::visible(text)));
    let one = [("signer:", &said.signer), ("with:", &said.algorithm)];
    one.into_iter().for_each(|(label, text)| text.iter().for_each(|text| line(label, text)));
    for link in &said.certificates {
        line("chain:", &format!("\"{}\" under \"{}\", {} to {}", link.subject, link.issuer, link.not_before, link.not_after));
    }
    for time in &said.times {
        let who = if time.by == "signer" { "as the signer says" } else { time.by };
        line("time:", &format!("{} ({who})", time.at));
    }
    for entry in &said.log_entries {
        line("log:", &format!("entry {} of the log {}", entry.index.as_deref().unwrap_or("without a number"), entry.log));
    }
    said.subjects.iter().for_each(|subject| line("over:", subject));
    let rest = [("says:", &said.predicate), ("note:", &said.remark), ("trouble:", &said.trouble)];
    rest.into_iter().for_each(|(label, text)| text.iter().for_each(|text| line(label, text)));
}
