//! Writes to the two standard streams: results to one, everything else to the other.

use std::io::{ErrorKind, Write};

use clap::ValueEnum;
use serde::Serialize;

use super::fault::Fault;
use super::session::{Color, Session};
use crate::report::escape;

/// How an answer is written
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Human,
    Json,
}

/// Writes an answer to standard output: in words, or as JSON in which nothing is hidden.
pub(crate) fn answer(format: Format, value: &impl Serialize, words: impl FnOnce() -> String) -> Result<(), Fault> {
    match format {
        Format::Human => result(&words()),
        Format::Json => {
            let json = serde_json::to_string_pretty(value).map_err(|error| Fault::ours(error, "the answer", "report this as a bug"))?;
            result(&escape::json(&json))
        }
    }
}

/// Writes a result to standard output, as it is. A reader that has gone away ends the output quietly.
pub(crate) fn result(text: &str) -> Result<(), Fault> {
    written(write_all(&mut std::io::stdout().lock(), text))
}

/// Writes a result that may be coloured; colours are taken out where they cannot be shown or are not wanted.
pub(crate) fn coloured(session: &Session, text: &str) -> Result<(), Fault> {
    let choice = match session.color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    };
    written(write_all(&mut anstream::AutoStream::new(std::io::stdout(), choice), text))
}

/// A remark for the operator, on standard error; nothing with `--quiet`.
pub(crate) fn remark(session: &Session, text: &str) {
    if !session.quiet {
        error(session, &session.language().say_lines(text));
    }
}

/// An error message, on standard error, also with `--quiet`. It may quote a file, so nothing in it steers the terminal.
pub(crate) fn error(_session: &Session, text: &str) {
    let lines: Vec<String> = text.lines().map(escape::visible).collect();
    // There is nobody left to tell when standard error is closed.
    let _closed = writeln!(std::io::stderr().lock(), "{}", lines.join("\n"));
}

/// The whole text, at once.
pub(crate) fn write_all(stream: &mut impl Write, text: &str) -> std::io::Result<()> {
    stream.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        stream.write_all(b"\n")?;
    }
    stream.flush()
}

fn written(outcome: std::io::Result<()>) -> Result<(), Fault> {
    match outcome {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Fault::ours(
            format!("cannot write the result: {error}"),
            "standard output",
            "free the disk, or write it elsewhere with --output",
        )),
    }
}
