//! Reports to standard output and to files: a file is written whole or not at all.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use clap::Args;

use super::fault::Fault;
use super::judge::Judged;
use super::paths::Ground;
use super::print;
use super::reference::text;
use super::session::Session;
use super::signer::Signer;
use crate::decision::baseline::Baseline;
use crate::intake::slip::nearest;
use crate::report::json::{Kind, Output};
use crate::report::vsa::{self, PAYLOAD_TYPE};
use crate::report::{Language, RENDERERS, Renderer};

/// Which reports to write, and where to.
#[derive(Clone, Debug, Args)]
pub(crate) struct Reports {
    /// The report on standard output
    #[arg(long, value_name = "FORMAT", value_parser = clap::builder::PossibleValuesParser::new(RENDERERS.iter().map(|renderer| renderer.name).chain([VSA])))]
    format: Option<String>,
    /// Write a further report to a file; may be repeated
    #[arg(long, value_name = "FORMAT=PATH")]
    output: Vec<String>,
    /// Show only what is new since this report (JSON); changes no verdict, and a signed verdict leaves nothing out
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Sign the verdict with this private key (PEM, or pkcs11:.. on a token); needed for the format vsa
    #[arg(long, value_name = "FILE|URI")]
    signing_key: Option<PathBuf>,
    /// Put this certificate, and those above it, into the signed verdict (PEM); it has to be the signing key's
    #[arg(long, value_name = "FILE", requires = "signing_key")]
    signing_certificate: Option<PathBuf>,
}

/// The signed verdict: unlike every other report it needs a key.
const VSA: &str = "vsa";

/// How one report is made.
enum Shape {
    Plain(&'static Renderer),
    Signed(Rc<Signer>),
}

/// The reports of one run, every format, key and path found good.
pub(crate) struct Plan {
    shown: Shape,
    files: Vec<(Shape, PathBuf)>,
    baseline: Option<Baseline>,
}

impl Reports {
    /// # Errors
    /// Wrong usage: a format that does not exist, or a path inside the delivery.
    pub(crate) fn plan(&self, configured: Option<&str>, ground: &Ground) -> Result<Plan, Fault> {
        let signer = self.signing_key.as_deref().map(|path| self.signer(path, ground)).transpose()?;
        let shown = shape(self.format.as_deref().or(configured).unwrap_or("human"), signer.as_ref())?;
        let mut files: Vec<(Shape, PathBuf)> = Vec::new();
        for output in &self.output {
            let Some((format, path)) = output.split_once('=').filter(|(_, path)| !path.is_empty()) else {
                return Err(Fault::usage(format!("\"{output}\" names no format and path"), "--output", "write it as json=report.json"));
            };
            let path = PathBuf::from(path);
            // The next run would take the report for a part of the delivery.
            ground.keep_out("the report", &path)?;
            if files.iter().any(|(_, other)| *other == path) {
                return Err(Fault::usage("two reports go to one path", path.display(), "give each its own"));
            }
            files.push((shape(format, signer.as_ref())?, path));
        }
        let baseline = self.baseline.as_deref().map(|path| baseline(path, ground)).transpose()?;
        Ok(Plan { shown, files, baseline })
    }

    fn signer(&self, path: &Path, ground: &Ground) -> Result<Rc<Signer>, Fault> {
        ground.keep_out("the signing key", path)?;
        let signer = Signer::open(path)?;
        let Some(certificate) = &self.signing_certificate else { return Ok(Rc::new(signer)) };
        ground.keep_out("the signing certificate", certificate)?;
        signer.certified_by(certificate).map(Rc::new)
    }
}

/// The findings of an earlier report.
fn baseline(path: &Path, ground: &Ground) -> Result<Baseline, Fault> {
    ground.keep_out("the baseline", path)?;
    let wrong = |error| {
        Fault::ours(format!("this is no report that can be read: {error}"), path.display(), "name a file that --output json=FILE wrote")
    };
    let report: Output = serde_json::from_str(&text(path)?).map_err(wrong)?;
    let mut baseline = Baseline::default();
    for finding in &report.findings {
        let path = || finding.path.iter().filter(|link| link.kind != Kind::Component).map(|link| link.name.clone()).collect();
        for place in &finding.places {
            baseline.add(&finding.rule, finding.effect, &finding.what, path(), (&place.document, &place.label));
        }
        if finding.places.is_empty() {
            baseline.add(&finding.rule, finding.effect, &finding.what, path(), ("", ""));
        }
    }
    Ok(baseline)
}

fn shape(name: &str, signer: Option<&Rc<Signer>>) -> Result<Shape, Fault> {
    if name != VSA {
        return renderer(name).map(Shape::Plain);
    }
    let signer = signer
        .ok_or_else(|| Fault::usage("the format vsa is a signed verdict, and no key was given", "", "name one with --signing-key"))?;
    Ok(Shape::Signed(Rc::clone(signer)))
}

impl Shape {
    /// Whether it says everything, or stands for what does, so that it is made before anything is left out.
    fn is_whole(&self) -> bool {
        match self {
            Self::Plain(renderer) => renderer.name == "label",
            Self::Signed(_) => true,
        }
    }

    fn text(&self, session: &Session, judged: &Judged) -> Result<String, Fault> {
        match self {
            Self::Plain(renderer) => Ok((renderer.render)(&judged.report(session.language_for(renderer.reader)))),
            // What is signed is the same whoever signs it.
            Self::Signed(signer) => signer.envelope(PAYLOAD_TYPE, &vsa::payload(&judged.report(Language::En))),
        }
    }
}

/// A file shows no colours.
fn write(path: &Path, text: &str) -> Result<(), Fault> {
    replace(path, anstream::adapter::strip_str(text).to_string().as_bytes())
}

fn renderer(name: &str) -> Result<&'static Renderer, Fault> {
    RENDERERS.iter().find(|renderer| renderer.name == name).ok_or_else(|| {
        let names: Vec<&str> = RENDERERS.iter().map(|renderer| renderer.name).chain([VSA]).collect();
        let meant = nearest(name, names.iter().copied()).map(|meant| format!("did you mean \"{meant}\"? ")).unwrap_or_default();
        Fault::usage(format!("there is no report format \"{name}\""), "", format!("{meant}formats are {}", names.join(", ")))
    })
}

impl Plan {
    /// Writes the files first, so that a full disk is known before the verdict is shown.
    ///
    /// # Errors
    /// Our fault where a file cannot be written; the others stay as they were.
    pub(crate) fn write(self, session: &Session, mut judged: Judged) -> Result<(), Fault> {
        // A signed verdict says everything, so it is made before anything is left out.
        let whole_text = |shape: &Shape| shape.is_whole().then(|| shape.text(session, &judged)).transpose();
        let whole: Vec<Option<String>> = self.files.iter().map(|(shape, _)| whole_text(shape)).collect::<Result<_, _>>()?;
        let shown = whole_text(&self.shown)?;
        if let Some(baseline) = self.baseline {
            judged.decision.findings = baseline.leave_out(std::mem::take(&mut judged.decision.findings));
        }
        for ((shape, path), whole) in self.files.iter().zip(whole) {
            let text = whole.map_or_else(|| shape.text(session, &judged), Ok)?;
            write(path, &text)?;
        }
        print::coloured(session, &shown.map_or_else(|| self.shown.text(session, &judged), Ok)?)
    }

    /// The files alone, where a baseline leaves nothing out.
    ///
    /// # Errors
    /// As [`Plan::write`].
    pub(crate) fn write_files(&self, session: &Session, judged: &Judged) -> Result<(), Fault> {
        self.files.iter().try_for_each(|(shape, path)| write(path, &shape.text(session, judged)?))
    }
}

/// Writes beside the file and renames, so that a reader sees the old text or the new one and no half. What is there and is no file, a
/// device or a pipe, is written to: its place may not be taken.
///
/// # Errors
/// Our fault, with the path.
pub(crate) fn replace(path: &Path, content: &[u8]) -> Result<(), Fault> {
    if path.file_name().is_none() {
        return Err(Fault::usage("this is no path of a file", path.display(), "name a file"));
    }
    let written = if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        fs::OpenOptions::new().write(true).open(path).and_then(|mut there| there.write_all(content))
    } else {
        beside(path, content, &fs::OpenOptions::new(), |part| fs::rename(part, path))
    };
    written
        .map_err(|error| Fault::ours(format!("cannot write this: {error}"), path.display(), "check the folder and the space on the disk"))
}

/// As [`replace`], but never over a file that is there; `options` say who may read it.
///
/// # Errors
/// `AlreadyExists`, or of the disk; no half is left.
pub(crate) fn create(path: &Path, content: &[u8], options: &fs::OpenOptions) -> std::io::Result<()> {
    beside(path, content, options, |part| {
        let linked = fs::hard_link(part, path);
        match linked {
            Ok(()) => fs::remove_file(part),
            // File systems of sticks know no second name for a file.
            Err(error) if error.kind() != ErrorKind::AlreadyExists && !path.exists() => fs::rename(part, path),
            Err(error) => Err(error),
        }
    })
}

/// Writes a file of its own in the same folder, and lets it be put in its place.
fn beside(path: &Path, content: &[u8], options: &fs::OpenOptions, place: impl FnOnce(&Path) -> std::io::Result<()>) -> std::io::Result<()> {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let mut options = options.clone();
    let written = options.write(true).create(true).truncate(true).open(&part);
    let written = written.and_then(|mut file| file.write_all(content).and_then(|()| file.sync_all())).and_then(|()| place(&part));
    written.inspect_err(|_| {
        fs::remove_file(&part).ok();
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]
mod tests {
    use std::os::unix::fs::FileTypeExt as _;

    use super::*;

    /// As root, `--output json=/dev/null` would else take the place of the device.
    #[test]
    fn a_device_or_a_pipe_is_written_to_and_stays_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let read = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read(pipe).unwrap()
        });
        replace(&pipe, b"report").unwrap();
        assert_eq!(read.join().unwrap(), b"report");
        assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
        let file = folder.path().join("file");
        replace(&file, b"one").unwrap();
        replace(&file, b"two").unwrap();
        assert_eq!(fs::read(file).unwrap(), b"two");
    }
}
