//! `kenpin signature sign`: a vendor signs a file, with no other tool.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::exit::Exit;
use super::fault::Fault;
use super::reference::text;
use super::session::Session;
use super::signature::read;
use super::signer::Signer;
use super::{output, print};
use crate::evidence::{draft, unambiguous_json};
use crate::intake::Digest;

/// Signs a file with your private key
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Sign {
    /// What to sign
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The form of the signature
    #[arg(long, value_enum, default_value_t = Written::Dsse)]
    form: Written,
    /// The private key: PEM, or its address on a token (pkcs11:..)
    #[arg(long, value_name = "FILE|URI")]
    signing_key: PathBuf,
    /// Its certificate and those above it (PEM); CMS needs one
    #[arg(long, value_name = "FILE")]
    signing_certificate: Option<PathBuf>,
    /// What a DSSE envelope says of the file besides whose it is: a predicate (JSON)
    #[arg(long, value_name = "FILE", requires = "predicate_type")]
    predicate: Option<PathBuf>,
    /// The predicate's type, such as `https://cyclonedx.org/bom`
    #[arg(long, value_name = "URI", requires = "predicate")]
    predicate_type: Option<String>,
    /// Where to write; FILE.dsse or FILE.p7s unless given
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The forms that are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Written {
    /// An in-toto statement in an envelope beside the file
    Dsse,
    /// CMS, detached, beside the file
    Cms,
    /// Inside a CycloneDX bill in JSON: a signed copy of it
    Jsf,
}

const EXAMPLES: &str = "\
Examples:
  kenpin signature sign firmware.bin --signing-key vendor.pem
  kenpin signature sign camera.cdx.json --form cms --signing-key vendor.pem --signing-certificate vendor-chain.pem
  kenpin signature sign camera.cdx.json --form jsf --signing-key vendor.pem --output camera.signed.cdx.json
  kenpin signature sign image.bin --signing-key vendor.pem --predicate image.cdx.json --predicate-type https://cyclonedx.org/bom
  kenpin signature sign firmware.bin --signing-key 'pkcs11:token=release;object=signer?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=pin.txt'";

/// in-toto attestation, spec/v1/envelope.md and statement.md.
const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";
/// The predicate that says no more than that the signer made its subject (spec/predicates/link.md).
const LINK: (&str, &str) =
    ("https://in-toto.io/attestation/link/v0.3", r#"{"name":"release","command":[],"materials":[],"byproducts":{},"environment":{}}"#);

impl Sign {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let content = read(&self.file)?;
        let output = self.output()?;
        let signer = Signer::open(&self.signing_key)?;
        let signer = match &self.signing_certificate {
            Some(certificate) => signer.certified_by(certificate)?,
            None => signer,
        };
        let signed = match self.form {
            Written::Dsse => signer.envelope(PAYLOAD_TYPE, self.statement(&content)?.as_bytes())?.into_bytes(),
            Written::Cms => {
                let draft = draft::cms(&content, signer.scheme(), &signer.chain());
                let fix = "name it and those above it with --signing-certificate, or choose --form dsse";
                signer.finish(draft.ok_or_else(|| Fault::usage("CMS names the signer by a certificate, and none was given", "", fix))?)?
            }
            Written::Jsf => {
                let draft = draft::jsf(&content, signer.public(), signer.scheme(), &signer.chain());
                let fix = "choose --form dsse or cms, which sign the file as it is";
                let wrong = |why: String| Fault::ours(format!("this cannot carry a signature: {why}"), self.file.display(), fix);
                signer.finish(draft.map_err(wrong)?)?
            }
        };
        write_new(&output, &signed)?;
        print::remark(session, &format!("signed with key sha256:{}: {}", signer.name(), output.display()));
        Ok(Exit::Accept)
    }

    fn output(&self) -> Result<PathBuf, Fault> {
        let ending = match (&self.output, self.form) {
            (Some(output), _) => return Ok(output.clone()),
            (None, Written::Dsse) => ".dsse",
            (None, Written::Cms) => ".p7s",
            (None, Written::Jsf) => {
                let fix = "name it with --output";
                return Err(Fault::usage("JSF writes a signed copy of the bill, and there is no name for it", "", fix));
            }
        };
        let mut beside = self.file.clone().into_os_string();
        beside.push(ending);
        Ok(beside.into())
    }

    /// The in-toto statement about the file, with the predicate byte for byte.
    fn statement(&self, content: &[u8]) -> Result<String, Fault> {
        let (kind, predicate) = match (&self.predicate_type, &self.predicate) {
            (Some(kind), Some(path)) => {
                let predicate = text(path)?;
                let wrong = |why: String| Fault::ours(format!("this is no predicate: {why}"), path.display(), "write one JSON value");
                unambiguous_json(predicate.as_bytes()).map_err(wrong)?;
                (kind.as_str(), predicate)
            }
            (Some(_) | None, _) => (LINK.0, LINK.1.to_owned()),
        };
        let name = self.file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let (name, kind) = (serde_json::Value::from(name), serde_json::Value::from(kind));
        let digest = Digest::of(content);
        Ok(format!(
            r#"{{"_type":"https://in-toto.io/Statement/v1","subject":[{{"name":{name},"digest":{{"sha256":"{digest}"}}}}],"predicateType":{kind},"predicate":{}}}"#,
            predicate.trim()
        ))
    }
}

/// Never over a file that is there: it may be what was signed.
#[allow(clippy::disallowed_methods, reason = "an edge writes where the operator says")]
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    output::create(path, bytes, &fs::OpenOptions::new()).map_err(|error| {
        if error.kind() == ErrorKind::AlreadyExists {
            return Fault::usage("there is such a file already", path.display(), "take it away first, or name another with --output");
        }
        Fault::ours(format!("cannot write here: {error}"), path.display(), "choose a place that you may write to")
    })
}
