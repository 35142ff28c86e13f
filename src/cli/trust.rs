//! `kenpin trust`: whom the buyer believes, for what and until when.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::paths::Ground;
use super::print::{self, Format};
use super::session::Session;
use super::settings::Settings;
use super::{trust_add, trust_store, trust_update, trust_verify};
use crate::evidence::trust::{Anchor, Documents, Kind, Material, TrustStore, Vouching};
use crate::intake::Moment;
use crate::report::escape;

/// Shows and keeps whom you believe: roots and keys, for what and until when
#[derive(Debug, Subcommand)]
pub(crate) enum Trust {
    Show(Show),
    Add(trust_add::Add),
    Update(trust_update::Update),
    Verify(trust_verify::Verify),
}

/// Shows each root with its source, digest, dates, and what it may vouch for
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin trust show --trust /etc/kenpin/trust")]
pub(crate) struct Show {
    #[command(flatten)]
    stores: Stores,
    #[command(flatten)]
    clock: Clock,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Which folders are meant.
#[derive(Clone, Debug, Args)]
pub(crate) struct Stores {
    /// Folder of the trust store; may be repeated
    #[arg(long, value_name = "DIR")]
    trust: Vec<PathBuf>,
}

#[derive(Serialize)]
struct Shown {
    schema_version: &'static str,
    at: String,
    roots: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    name: String,
    /// `certificate`, `key`, `sigstore` ..
    material: &'static str,
    folder: Option<String>,
    source: String,
    sha256: String,
    dated: Option<String>,
    /// Not used after this moment.
    expires: Option<String>,
    /// `usable`, `ended`.
    state: &'static str,
    vouches: Vec<VouchesLine>,
}

#[derive(Serialize)]
struct VouchesLine {
    /// null: any vendor.
    party: Option<String>,
    documents: Vec<Kind>,
    until: Option<String>,
    identity: Option<String>,
    issuer: Option<String>,
}

impl Trust {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        match self {
            Self::Show(show) => show.run(session),
            Self::Add(add) => add.run(session),
            Self::Update(update) => update.run(session),
            Self::Verify(verify) => verify.run(session),
        }
    }
}

impl Stores {
    /// The folders named, or those of the configuration.
    ///
    /// # Errors
    /// Those of reading the configuration.
    pub(super) fn all(&self, session: &Session) -> Result<Vec<PathBuf>, Fault> {
        if !self.trust.is_empty() {
            return Ok(self.trust.clone());
        }
        let settings = Settings::load(session, &Ground::of(&[])?)?;
        Ok(settings.all(|file| &file.trust).cloned().collect())
    }

    /// The one folder to write to.
    ///
    /// # Errors
    /// Wrong usage where none is named, or several.
    pub(super) fn one(&self, session: &Session) -> Result<PathBuf, Fault> {
        match self.all(session)?.as_slice() {
            [one] => Ok(one.clone()),
            [] => Err(Fault::usage("no trust store is named", "", "name its folder: --trust DIR")),
            [_, _, ..] => Err(Fault::usage("more than one trust store is named", "", "name the one that is meant: --trust DIR")),
        }
    }
}

impl Show {
    fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let at = self.clock.at()?;
        let ground = Ground::of(&[])?;
        let mut store = TrustStore::shipped().map_err(|error| trust_store::fault(&error, Path::new("")))?;
        for folder in self.stores.all(session)? {
            trust_store::add(&folder, &ground, &mut store)?;
        }
        let shown =
            Shown { schema_version: "1", at: at.to_string(), roots: store.anchors().iter().map(|anchor| line(anchor, at)).collect() };
        print::answer(self.format, &shown, || human(&shown))?;
        Ok(Exit::Accept)
    }
}

fn line(anchor: &Anchor, at: Moment) -> Line {
    let (material, own_end) = match anchor.material() {
        Material::Authority(certificate) => ("certificate", Some(certificate.not_after)),
        Material::Key(_) => ("key", None),
        Material::OpenPgp(_) => ("openpgp", None),
        Material::Sigstore(_) => ("sigstore", None),
    };
    let expires = [own_end, anchor.expires].into_iter().flatten().min();
    Line {
        name: anchor.name.clone(),
        material,
        folder: anchor.folder.clone(),
        source: anchor.source.clone(),
        sha256: anchor.digest.to_string(),
        dated: anchor.dated.map(|dated| dated.to_string()),
        expires: expires.map(|expires| expires.to_string()),
        state: if expires.is_some_and(|expires| expires < at) { "ended" } else { "usable" },
        vouches: anchor.vouchings.iter().map(vouches).collect(),
    }
}

fn vouches(vouching: &Vouching) -> VouchesLine {
    VouchesLine {
        party: vouching.party.clone(),
        documents: match &vouching.documents {
            Documents::Every => vec![Kind::Bill, Kind::Statement, Kind::Artifact, Kind::Time],
            Documents::Only(kinds) => kinds.clone(),
        },
        until: vouching.until.map(|until| until.to_string()),
        identity: vouching.identity.as_ref().map(|identity| identity.name.to_string()),
        issuer: vouching.identity.as_ref().and_then(|identity| identity.issuer.clone()),
    }
}

fn human(shown: &Shown) -> String {
    let mut lines = Vec::new();
    for root in &shown.roots {
        lines.push(format!("{}  ({})", escape::visible(&root.name), root.material));
        let state = if root.state == "usable" { "until" } else { "ENDED" };
        let dated = root.dated.as_deref().unwrap_or("unknown");
        lines.push(format!("  dated    {dated}, {state} {}", root.expires.as_deref().unwrap_or("further notice")));
        lines.push(format!("  sha256   {}", root.sha256));
        lines.push(format!("  source   {}", escape::visible(&root.source)));
        for vouches in &root.vouches {
            lines.push(format!("  vouches  {}", escape::visible(&sentence(vouches))));
        }
        if root.vouches.is_empty() {
            lines.push("  vouches  for nobody, until you name whom: --trusted-identity, or [[vouches]] in its ORIGIN.toml".to_owned());
        }
    }
    lines.join("\n")
}

fn sentence(vouches: &VouchesLine) -> String {
    let documents: Vec<&str> = vouches.documents.iter().map(|kind| kind_word(*kind)).collect();
    let party = vouches.party.as_ref().map_or_else(|| "any vendor".to_owned(), |party| format!("\"{party}\""));
    let mut text = format!("for {party}: {}", documents.join(", "));
    if let Some(identity) = &vouches.identity {
        text.push_str(&format!("; signed by {identity}"));
    }
    if let Some(issuer) = &vouches.issuer {
        text.push_str(&format!(", as {issuer} says"));
    }
    if let Some(until) = &vouches.until {
        text.push_str(&format!("; until {until}"));
    }
    text
}

/// As ORIGIN.toml and `--documents` name it.
pub(super) fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Bill => "bill",
        Kind::Statement => "statement",
        Kind::Artifact => "artifact",
        Kind::Time => "time",
    }
}
