//! `kenpin serve`: the portal, in one process, ready in a second.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use clap::Args;

use super::exit::Exit;
use super::fault::Fault;
use super::limits::size;
use super::paths::Ground;
use super::print;
use super::session::Session;
use super::signer::Signer;
use super::worker::Grounds;
use crate::server::{self, Seal, Setup};
use crate::store::storage::Storage;
use crate::store::{Store, StoreFault};

/// Serves the portal: vendors send deliveries through a link, buyers decide
///
/// Keeps everything in one folder: a database and the files as they came. Prints its address, and at the first start a
/// link that signs the first administrator in, once.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Serve {
    /// Where to listen; put a proxy with TLS before anything but this machine
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    #[command(flatten)]
    place: Place,
    /// Bytes of one upload, such as 512MiB
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "512MiB")]
    max_upload: u64,
    /// Sign receipts and verdicts with this private key: PEM, or its address on a token (pkcs11:..); one in the folder, made at the first start, unless given
    #[arg(long, value_name = "FILE|URI")]
    signing_key: Option<PathBuf>,
    /// Deliveries that are judged at once beside the answering; 0: only `kenpin worker` judges
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(0..=64))]
    workers: u16,
    /// Let an identity provider sign buyers, auditors and administrators in (OpenID Connect): TOML, see docs/portal.md
    #[arg(long, value_name = "FILE")]
    oidc: Option<PathBuf>,
    #[command(flatten)]
    grounds: Grounds,
}

/// Where the portal keeps what it keeps.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// Folder of the database and of the files as they came; made where it is missing
    #[arg(long, value_name = "DIR", default_value = "kenpin-data")]
    data: PathBuf,
    /// Keep the records in PostgreSQL: postgres://..; in the folder unless given
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Keep the files as they came elsewhere: file:///DIR, or s3://BUCKET[/PREFIX] with the usual AWS_* variables; in the folder unless given
    #[arg(long, value_name = "URL", value_parser = Storage::parse)]
    storage: Option<Storage>,
}

const EXAMPLES: &str = "\
Examples:
  kenpin serve
  kenpin serve --data /var/lib/kenpin --listen 127.0.0.1:8080 --trusted-ca vendors.pem
  kenpin serve --database postgres://kenpin@localhost/kenpin
  AWS_ENDPOINT_URL=https://s3.agency.example kenpin serve --storage s3://kenpin-originals

Exit codes: 0 stopped as told, 1 fault, 2 wrong usage";

impl Place {
    /// Makes the folder, and the one of the storage, for their owner only.
    ///
    /// # Errors
    /// Our fault where it cannot be made.
    pub(super) fn folder(&self) -> Result<&Path, Fault> {
        use std::os::unix::fs::DirBuilderExt as _;
        for folder in self.folders() {
            let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
            made.map_err(|error| {
                Fault::ours(
                    format!("this folder cannot be made: {error}"),
                    folder.display(),
                    "name another with --data or --storage, or make it yourself",
                )
            })?;
        }
        Ok(&self.data)
    }

    fn folders(&self) -> Vec<&PathBuf> {
        match &self.storage {
            Some(Storage::Folder(folder)) => vec![&self.data, folder],
            Some(Storage::Bucket { .. }) | None => vec![&self.data],
        }
    }

    /// What vendors send lies in there: nothing that has a say is read from it.
    ///
    /// # Errors
    /// As [`Ground::of`].
    pub(super) fn ground(&self) -> Result<Ground, Fault> {
        Ground::of(&self.folders().into_iter().cloned().collect::<Vec<_>>())
    }

    /// The folder of a portal that was started once.
    ///
    /// # Errors
    /// Wrong usage where nothing lies there: an empty portal would be made, looked after, and called whole.
    pub(super) fn existing(&self) -> Result<&Path, Fault> {
        let there = match (&self.database, &self.storage) {
            (None, _) => self.data.join("kenpin.sqlite").exists(),
            (Some(_), None) => self.data.join("originals").exists(),
            (Some(_), Some(Storage::Folder(folder))) => folder.join("originals").exists(),
            // Nothing of it is on this machine.
            (Some(_), Some(Storage::Bucket { .. })) => return self.folder(),
        };
        if there {
            return Ok(&self.data);
        }
        Err(Fault::usage("there is no portal's folder", self.data.display(), "name the folder of the running portal with --data"))
    }

    pub(super) fn database(&self) -> Option<String> {
        self.database.clone()
    }

    pub(super) fn storage(&self) -> Option<Storage> {
        self.storage.clone()
    }

    pub(super) async fn store(&self) -> Result<Store, StoreFault> {
        Store::open(&self.data, self.database.as_deref(), self.storage.as_ref()).await
    }
}

impl Serve {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        let folder = self.place.folder()?.to_owned();
        let ground = self.place.ground()?;
        let oidc = self.oidc.as_deref().map(|path| oidc(path, &ground)).transpose()?;
        let desk = self.grounds.desk(session, ground)?;
        let own = folder.join("signing-key.pem");
        let is_new = self.signing_key.is_none() && !own.exists();
        let signer = Signer::open_or_make(self.signing_key.as_deref().unwrap_or(&own))?;
        if is_new {
            print::remark(session, &format!("note: a key was made that signs receipts and verdicts: {}", own.display()));
        }
        let setup = Setup {
            seal: seal(signer),
            listen: self.listen,
            folder,
            database: self.place.database(),
            storage: self.place.storage(),
            desk: desk.clone(),
            budget: self.grounds.budget(),
            upload_bytes: self.max_upload,
            workers: self.workers,
            oidc,
        };
        running(async {
            // A list that is too old stops no download of what was decided before: the portal runs, and is not ready.
            super::worker::say_if_not_ready(session, &desk).await;
            let announce = |ready: &server::Ready| {
                let mut text = format!("kenpin portal: http://{}\n", ready.address);
                if let Some(link) = &ready.first_link {
                    text.push_str(&format!("first administrator, once: http://{}{link}\n", ready.address));
                }
                let _closed = print::result(&text);
            };
            server::run(setup, announce).await.map_err(|fault| Fault::ours(fault, "", ""))
        })?;
        Ok(Exit::Accept)
    }
}

/// What the portal signs with.
fn seal(signer: Signer) -> Seal {
    let public_key = signer.public_pem();
    // A token speaks with one at a time.
    let signer = Arc::new(Mutex::new(signer));
    let other = Arc::clone(&signer);
    let sign = Box::new(move |message: &[u8]| {
        let signer = signer.lock().unwrap_or_else(PoisonError::into_inner);
        signer.sign(message).map_err(|fault| fault.to_string())
    });
    let envelope = Box::new(move |payload_type: &str, payload: &[u8]| {
        let signer = other.lock().unwrap_or_else(PoisonError::into_inner);
        signer.envelope(payload_type, payload).map_err(|fault| fault.to_string())
    });
    Seal { sign, envelope, public_key }
}

/// The settings of the single sign-on, with the client's secret from the file beside them.
#[allow(clippy::disallowed_methods, reason = "the edge reads the operator's own settings")]
fn oidc(path: &Path, ground: &Ground) -> Result<server::oidc::Settings, Fault> {
    ground.keep_out("the settings of the single sign-on", path)?;
    let read = |path: &Path| fs::read_to_string(path).map_err(|error| Fault::unreadable(path, &error));
    let mut settings = server::oidc::Settings::read(&read(path)?).map_err(|why| {
        Fault::ours(
            format!("these settings of the single sign-on cannot be used: {why}"),
            path.display(),
            "see docs/portal.md for what may stand there",
        )
    })?;
    if let Some(file) = &settings.client_secret_file {
        let file = path.parent().unwrap_or(Path::new("")).join(file);
        settings.client_secret = Some(read(&file)?.trim().to_owned());
    }
    Ok(settings)
}

/// Runs to its end what takes a runtime.
pub(super) fn running<T>(work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime =
        runtime.map_err(|error| Fault::ours(format!("no threads can be started: {error}"), "", "raise the limit of processes"))?;
    let outcome = runtime.block_on(work);
    // A delivery that is still being judged is judged by somebody else: nobody waits for it here.
    runtime.shutdown_background();
    outcome
}
