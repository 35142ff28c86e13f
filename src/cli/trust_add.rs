//! `kenpin trust add`: takes a root, key, list or response into the buyer's store, with what it may vouch for.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::paths::{Ground, shown};
use super::session::Session;
use super::trust::Stores;
use super::trust_store::{self, ORIGIN};
use super::{clock, folder, print};
use crate::evidence::sigstore::trouble_with_root;
use crate::evidence::trust::origin::{Form, Origin, Vouches};
use crate::evidence::trust::{Kind, Material, Root, TrustStore};
use crate::intake::{Digest, Moment};

/// Takes a certificate, key, Sigstore root, revocation list or OCSP response into your store
///
/// Compare the digest that it prints with one that you obtained by another way than the file.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Add {
    /// The file, in PEM, DER or JSON; a key also as minisign, OpenSSH or OpenPGP write it
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    stores: Stores,
    /// The vendor for whom it may vouch; left out: for any
    #[arg(long = "for", value_name = "VENDOR")]
    vendor: Option<String>,
    /// What it may vouch for; left out: every kind
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KIND")]
    documents: Vec<Word>,
    /// The last day on which it is used; a certificate ends by itself
    #[arg(long, value_name = "DATE", value_parser = clock::moment)]
    until: Option<Moment>,
    /// Who must have signed under it, to the letter
    #[arg(long, value_name = "NAME", requires = "issuer")]
    identity: Option<String>,
    /// Who vouches for that name
    #[arg(long, value_name = "ISSUER", requires = "identity")]
    issuer: Option<String>,
    /// Where you have it from
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// Its folder in the store, such as x509/tama; made from the file's name unless given
    #[arg(long, value_name = "FOLDER")]
    folder: Option<String>,
    #[command(flatten)]
    clock: Clock,
}

const EXAMPLES: &str = "\
Examples:
  kenpin trust add tama-ca.pem --trust trust/ --for \"Tama Optics Co., Ltd.\" --documents bill,statement
  kenpin trust add stamps-ca.pem --trust trust/ --documents time --until 2028-03-31";

/// Kinds of documents
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Word {
    Bill,
    Statement,
    Artifact,
    Time,
}

impl Add {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let store = self.stores.one(session)?;
        let at = self.clock.at()?;
        let bytes = trust_store::bytes(&self.file, &Ground::of(&[])?)?;
        let found = recognise(&self.file, &bytes)?;
        let name = self.file.file_name().map_or_else(|| "root".to_owned(), |name| name.to_string_lossy().into_owned());
        let folder = self.folder.clone().unwrap_or_else(|| format!("{}/{}", family(found.form), slug(&name)));
        let origin = self.origin(&found, &name, &bytes, at)?;
        let text = toml::to_string(&origin).map_err(|error| Fault::ours(error, "ORIGIN.toml", "report this as a bug"))?;
        // What is written must hold when it is read.
        let root = Root { folder: &folder, origin: &text, files: vec![(&name, &bytes)] };
        TrustStore::default().add_root(&root).map_err(|error| trust_store::fault(&error, &self.file))?;
        let path = place(&store, &folder)?;
        write(&path, &[(&name, &bytes), (ORIGIN, text.as_bytes())])?;
        print::result(&format!("{}: {}\nsha256 {}\n{}", shown(&path), found.title, origin.sha256, advice(&origin)))?;
        Ok(Exit::Accept)
    }

    fn origin(&self, found: &Found, name: &str, bytes: &[u8], at: Moment) -> Result<Origin, Fault> {
        let is_anchor = matches!(found.form, Form::Sigstore | Form::X509 | Form::Key);
        let expires = [self.until, found.ends].into_iter().flatten().min();
        if is_anchor && expires.is_none() {
            return Err(Fault::usage("this has no end of its own", self.file.display(), "say how long you trust it: --until DATE"));
        }
        let documents: Vec<Kind> = self.documents.iter().map(|word| word.kind()).collect();
        let vouches = Vouches {
            party: self.vendor.clone(),
            documents: (!documents.is_empty()).then_some(documents),
            identity: self.identity.clone(),
            issuer: self.issuer.clone(),
            until: None,
            identity_pattern: None,
        };
        // A Sigstore root stands above everybody: without an identity it vouches for nobody.
        let says_whom = found.form != Form::Sigstore || self.identity.is_some();
        Ok(Origin {
            name: found.title.clone(),
            form: found.form,
            file: name.to_owned(),
            source: self.source.clone().unwrap_or_else(|| shown(&self.file)),
            licence: "none".to_owned(),
            sha256: Digest::of(bytes).to_string(),
            dated: at.day().to_string(),
            expires: expires.map(|end| if end == end.day().midnight() { end.day().to_string() } else { end.to_string() }),
            tuf: None,
            vouches: if is_anchor && says_whom { vec![vouches] } else { Vec::new() },
        })
    }
}

impl Word {
    fn kind(self) -> Kind {
        match self {
            Self::Bill => Kind::Bill,
            Self::Statement => Kind::Statement,
            Self::Artifact => Kind::Artifact,
            Self::Time => Kind::Time,
        }
    }
}

struct Found {
    form: Form,
    title: String,
    /// When it ends by itself.
    ends: Option<Moment>,
}

/// By its content, never by its name.
fn recognise(path: &Path, bytes: &[u8]) -> Result<Found, Fault> {
    let source = shown(path);
    if let Some(json) = std::str::from_utf8(bytes).ok().filter(|text| text.trim_start().starts_with('{')) {
        return match trouble_with_root(json) {
            None => Ok(Found { form: Form::Sigstore, title: "Sigstore instance".to_owned(), ends: None }),
            Some(trouble) => Err(Fault::ours(trouble, path.display(), "give the instance's trusted_root.json")),
        };
    }
    let mut trust = TrustStore::default();
    if trust.revoke_by(&source, bytes).is_ok() {
        return Ok(Found { form: Form::Crl, title: "certificate revocation list".to_owned(), ends: None });
    }
    if trust.answer_by(&source, bytes).is_ok() {
        return Ok(Found { form: Form::Ocsp, title: "OCSP response".to_owned(), ends: None });
    }
    if trust.trust_authority(&source, bytes).is_err() {
        trust.trust_key(&source, bytes).map_err(|error| trust_store::fault(&error, path))?;
    }
    let ends = trust.anchors().iter().filter_map(|anchor| match anchor.material() {
        Material::Authority(certificate) => Some(certificate.not_after),
        Material::Key(_) | Material::OpenPgp(_) | Material::Sigstore(_) => None,
    });
    let ends = ends.min();
    let title = trust.anchors().first().map_or_else(String::new, |anchor| anchor.name.clone());
    Ok(Found { form: if ends.is_some() { Form::X509 } else { Form::Key }, title, ends })
}

fn family(form: Form) -> &'static str {
    match form {
        Form::Sigstore => "sigstore",
        Form::X509 => "x509",
        Form::Key => "keys",
        Form::Crl | Form::Ocsp => "revocation",
    }
}

/// A name for a folder, from the file's name.
fn slug(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let slug: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let slug = slug.trim_matches('-');
    if slug.is_empty() { "root".to_owned() } else { slug.to_owned() }
}

fn place(store: &Path, folder: &str) -> Result<PathBuf, Fault> {
    let parts = folder.split('/');
    if parts.clone().any(|part| part.is_empty() || part.starts_with('.') || part.contains(['\\', ':'])) {
        return Err(Fault::usage("this is no folder in the store", folder, "write it as x509/tama"));
    }
    let path = parts.fold(store.to_owned(), |path, part| path.join(part));
    if path.exists() {
        return Err(Fault::usage(
            "there is a root in this folder already",
            path.display(),
            "take it away first, or choose another --folder",
        ));
    }
    Ok(path)
}

/// All at once: nobody finds a root half written.
fn write(path: &Path, files: &[(&str, &[u8])]) -> Result<(), Fault> {
    let files: Vec<(String, Vec<u8>)> = files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    folder::put(path, &files).map_err(|error| trust_store::unwritable(path, &error))
}

fn advice(origin: &Origin) -> &'static str {
    match origin.form {
        Form::Sigstore if origin.vouches.is_empty() => {
            "it vouches for nobody until you name an identity: --identity and --issuer, or --trusted-identity"
        }
        Form::Sigstore | Form::X509 | Form::Key => "compare this digest with one that you have by another way than the file",
        Form::Crl | Form::Ocsp => "it counts until its own next update",
    }
}
