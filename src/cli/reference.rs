//! Loads what a verdict rests on: the lists, makers and roots that ship, and the buyer's own beside them.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::fault::Fault;
use super::paths::{Ground, shown};
use super::settings::{Origin, Settings};
use super::trust_store;
use crate::evidence::trust::{LogEvidence, TrustError, TrustStore};
use crate::intake::Moment;
use crate::maker::directory::Directory;
use crate::screening::list_file::{ListFault, ListText};
use crate::screening::watchlist::Watchlists;

/// The buyer's own lists and makers.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Lists {
    /// Add restricted-party lists, or replace shipped ones of the same id: a file or a folder; may be repeated
    #[arg(long, value_name = "FILE|DIR")]
    watchlists: Vec<PathBuf>,
    /// Add makers, their names and owners: a file or a folder; may be repeated
    #[arg(long, value_name = "FILE|DIR")]
    makers: Vec<PathBuf>,
}

/// Whom to believe in this run.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Trust {
    /// Trust the owner of this public key
    #[arg(long, value_name = "FILE")]
    trusted_key: Vec<PathBuf>,
    /// Trust whoever holds a certificate under this one
    #[arg(long, value_name = "FILE")]
    trusted_ca: Vec<PathBuf>,
    /// Believe these certificates or keys for that vendor only
    #[arg(long, value_name = "NAME=FILE")]
    signer_of: Vec<String>,
    /// Trust whoever signed with Sigstore under this identity, as that issuer vouches for it
    #[arg(long, value_name = "IDENTITY=ISSUER")]
    trusted_identity: Vec<String>,
    /// Believe the roots of this store, each as far as its ORIGIN.toml says; may be repeated
    #[arg(long, value_name = "DIR")]
    trust: Vec<PathBuf>,
    /// Heed these certificate revocation lists: a file, or every .crl, .pem and .der of a folder; may be repeated
    #[arg(long, value_name = "FILE|DIR")]
    crl: Vec<PathBuf>,
    /// Heed these OCSP responses: a file, or every .ors, .der and .ocsp of a folder; may be repeated
    #[arg(long, value_name = "FILE|DIR")]
    ocsp: Vec<PathBuf>,
    /// Take a Sigstore log's signed promise for a proof of inclusion: cosign 2 keeps no more beside an image
    #[arg(long)]
    log_promise: bool,
}

impl Lists {
    /// The directory of makers that ships, and the buyer's files beside it.
    ///
    /// # Errors
    /// A file that is missing, unreadable, misspelt, or lies in the delivery.
    pub(crate) fn makers(&self, settings: &Settings, ground: &Ground) -> Result<Directory, Fault> {
        let mut files = Vec::new();
        for path in self.makers.iter().chain(settings.all(|file| &file.makers)) {
            ground.keep_out("the directory of makers", path)?;
            for file in files_of(path, &["toml"])? {
                files.push((shown(&file), text(&file)?));
            }
        }
        Directory::shipped_and(&files).map_err(|error| Fault::ours(error, "", ""))
    }

    /// The lists that ship, and the buyer's beside them or in their place. Their age is not asked here.
    ///
    /// # Errors
    /// As [`Lists::makers`].
    pub(crate) fn watchlists(&self, settings: &Settings, ground: &Ground, at: Moment) -> Result<Watchlists, Fault> {
        let (mut chosen, mut found_here) = (Vec::new(), Vec::new());
        for path in &self.watchlists {
            ground.keep_out("the watchlist", path)?;
            chosen.extend(list_texts(path, at)?);
        }
        for layer in &settings.layers {
            let texts = if layer.origin == Origin::Discovered { &mut found_here } else { &mut chosen };
            for path in &layer.content.watchlists {
                ground.keep_out("the watchlist", path)?;
                texts.extend(list_texts(path, at)?);
            }
        }
        let fault = |error: ListFault| Fault::ours(error, "", "");
        let known = Watchlists::shipped_and(&chosen).map_err(fault)?;
        // A kenpin.toml that is merely found may only narrow: its lists come beside the others, and replace none.
        let added = Watchlists::read(&found_here).map_err(fault)?;
        if let Some(list) = added.iter().find(|list| known.list(&list.id).is_some()) {
            let fix = "give it another id, or name it with --watchlists";
            return Err(Fault::ours(
                format!("a kenpin.toml that is merely found here may not replace the list \"{}\"", list.id),
                &list.path,
                fix,
            ));
        }
        chosen.extend(found_here);
        Watchlists::shipped_and(&chosen).map_err(fault)
    }
}

/// The lists of one file, or of every file in a folder: `ORIGIN.toml` belongs to the files beside it.
pub(crate) fn list_texts(path: &Path, at: Moment) -> Result<Vec<ListText>, Fault> {
    let mut texts = Vec::new();
    for file in files_of(path, &["toml", "csv"])? {
        if file.file_name().is_some_and(|name| name == ORIGIN) {
            continue;
        }
        let beside = file.with_file_name(ORIGIN);
        let origin = if beside.is_file() { Some(text(&beside)?) } else { None };
        texts.push(ListText { path: shown(&file), text: text(&file)?, origin, handed_in: Some(at.day()) });
    }
    Ok(texts)
}

const ORIGIN: &str = "ORIGIN.toml";

impl Trust {
    /// The roots that ship, which vouch for nobody by themselves, and whom the buyer names.
    ///
    /// # Errors
    /// A file that is missing, unreadable, no key or certificate, or lies in the delivery.
    pub(crate) fn store(&self, settings: &Settings, ground: &Ground) -> Result<TrustStore, Fault> {
        let mut store = TrustStore::shipped().map_err(|error| fault(&error))?;
        for path in self.trust.iter().chain(settings.all(|file| &file.trust)) {
            trust_store::add(path, ground, &mut store)?;
        }
        for path in self.trusted_ca.iter().chain(settings.all(|file| &file.trusted_ca)) {
            store.trust_authority(&shown(path), &bytes(path, ground)?).map_err(|error| fault(&error))?;
        }
        for path in self.trusted_key.iter().chain(settings.all(|file| &file.trusted_key)) {
            store.trust_key(&shown(path), &bytes(path, ground)?).map_err(|error| fault(&error))?;
        }
        for (party, path) in self.signers(settings)? {
            store.bind_signer(&party, &shown(&path), &bytes(&path, ground)?).map_err(|error| fault(&error))?;
        }
        for path in self.crl.iter().chain(settings.all(|file| &file.crl)) {
            for file in files_of(path, &["crl", "pem", "der"])? {
                store.revoke_by(&shown(&file), &bytes(&file, ground)?).map_err(|error| fault(&error))?;
            }
        }
        for path in self.ocsp.iter().chain(settings.all(|file| &file.ocsp)) {
            for file in files_of(path, &["ors", "der", "ocsp"])? {
                store.answer_by(&shown(&file), &bytes(&file, ground)?).map_err(|error| fault(&error))?;
            }
        }
        for pair in self.trusted_identity.iter().chain(settings.all(|file| &file.trusted_identity)) {
            let (identity, issuer) = pair.rsplit_once('=').ok_or_else(|| {
                let fix = "write it as IDENTITY=ISSUER, such as release@vendor.example=https://accounts.example";
                Fault::usage(format!("\"{pair}\" names no identity and issuer"), "--trusted-identity", fix)
            })?;
            store.trust_identity(None, identity, issuer).map_err(|error| fault(&error))?;
        }
        if self.log_promise {
            store.ask_for_log(LogEvidence::Promise);
        }
        Ok(store)
    }

    fn signers(&self, settings: &Settings) -> Result<Vec<(String, PathBuf)>, Fault> {
        let mut signers = Vec::new();
        for pair in &self.signer_of {
            let (party, path) = pair.split_once('=').filter(|(party, path)| !party.is_empty() && !path.is_empty()).ok_or_else(|| {
                Fault::usage(format!("\"{pair}\" names no vendor and file"), "--signer-of", "write it as \"Vendor Name=vendor.pem\"")
            })?;
            signers.push((party.to_owned(), PathBuf::from(path)));
        }
        for layer in &settings.layers {
            signers.extend(layer.content.signer_of.iter().map(|(party, path)| (party.clone(), path.clone())));
        }
        Ok(signers)
    }
}

fn fault(error: &TrustError) -> Fault {
    Fault::ours(error, "", "")
}

/// The file itself, or the files of these extensions below a folder, sorted.
fn files_of(path: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, Fault> {
    let unreadable = |error: std::io::Error| Fault::unreadable(path, &error);
    if !fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| Fault::unreadable(&folder, &error))? {
            let inner = entry.map_err(|error| Fault::unreadable(&folder, &error))?.path();
            if inner.is_dir() {
                folders.push(inner);
            } else if inner.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension.eq_ignore_ascii_case(wanted))) {
                found.push(inner);
            }
        }
    }
    found.sort();
    if found.is_empty() {
        return Err(Fault::usage(
            "this folder holds no file of that kind",
            path.display(),
            format!("files end in {}", extensions.join(" or ")),
        ));
    }
    Ok(found)
}

/// The text of one of the buyer's own files.
///
/// # Errors
/// Wrong usage where it does not exist; our fault where it cannot be read or is no UTF-8.
#[allow(clippy::disallowed_methods, reason = "the edge reads the buyer's own files")]
pub(crate) fn text(path: &Path) -> Result<String, Fault> {
    fs::read_to_string(path).map_err(|error| Fault::unreadable(path, &error))
}

#[allow(clippy::disallowed_methods, reason = "the edge reads the buyer's own files")]
fn bytes(path: &Path, ground: &Ground) -> Result<Vec<u8>, Fault> {
    ground.keep_out("the key or certificate", path)?;
    fs::read(path).map_err(|error| Fault::unreadable(path, &error))
}
