//! Where updates of a trust root come from: a folder, or an address.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sigstore_tuf::transport::FetchFuture;
use sigstore_tuf::{Error, Repository};

/// How long one file may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A TUF repository as its publisher lays it out.
pub(super) enum Source {
    Folder(PathBuf),
    Address { base: String, client: reqwest::blocking::Client },
}

impl Source {
    /// `None`: the network cannot be used.
    pub(super) fn of(text: &str) -> Option<Self> {
        if !text.starts_with("https://") && !text.starts_with("http://") {
            return Some(Self::Folder(PathBuf::from(text)));
        }
        // A repository that moves is given by its new address: nobody is sent elsewhere.
        let client =
            reqwest::blocking::Client::builder().http1_only().timeout(PATIENCE).redirect(reqwest::redirect::Policy::none()).build().ok()?;
        Some(Self::Address { base: text.trim_end_matches('/').to_owned(), client })
    }

    fn fetch(&self, places: &[String], limit: u64) -> Result<Option<Vec<u8>>, Error> {
        for place in places {
            let found = match self {
                Self::Folder(folder) => from_folder(folder, place, limit)?,
                Self::Address { base, client } => from_address(client, &format!("{base}/{place}"), limit)?,
            };
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }
}

impl Repository for Source {
    fn fetch_metadata<'a>(&'a self, name: &'a str, max_length: u64) -> FetchFuture<'a> {
        let places = [name.to_owned(), format!("metadata/{name}")];
        Box::pin(std::future::ready(self.fetch(&places, max_length)))
    }

    fn fetch_target<'a>(&'a self, path: &'a str, max_length: u64) -> FetchFuture<'a> {
        Box::pin(std::future::ready(self.fetch(&[format!("targets/{path}")], max_length)))
    }
}

#[allow(clippy::disallowed_methods, reason = "the edge reads the buyer's own files")]
fn from_folder(folder: &Path, place: &str, limit: u64) -> Result<Option<Vec<u8>>, Error> {
    if place.split('/').any(|part| part.is_empty() || part == ".." || part == ".") {
        return Err(Error::transport(format!("\"{place}\" leads out of the folder")));
    }
    match std::fs::File::open(folder.join(place)) {
        Ok(file) => bounded(file, place, limit).map(Some),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io(place, error)),
    }
}

fn from_address(client: &reqwest::blocking::Client, address: &str, limit: u64) -> Result<Option<Vec<u8>>, Error> {
    let response = client.get(address).send().map_err(|error| Error::transport(format!("{address}: {error}")))?;
    match response.status().as_u16() {
        200 => bounded(response, address, limit).map(Some),
        403 | 404 => Ok(None),
        other => Err(Error::transport(format!("{address}: status {other}"))),
    }
}

fn bounded(source: impl std::io::Read, name: &str, limit: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = source.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| Error::io(name, error))?;
    if u64::try_from(read).unwrap_or(u64::MAX) > limit {
        return Err(Error::transport(format!("{name}: longer than {limit} bytes")));
    }
    Ok(bytes)
}
