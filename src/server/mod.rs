//! EDGE: the portal. Vendors send deliveries through a link, buyers decide; judged by `kenpin::verify`, like everywhere.

mod api;
mod buyer;
mod certification;
mod certify;
mod changes;
mod description;
mod desk;
mod estate;
mod form;
mod gate;
mod judging;
mod metrics;
mod office;
pub mod oidc;
mod page;
mod past;
mod pieces;
mod problem;
mod progress;
mod rate;
mod renderings;
mod renewing;
pub mod routes;
mod sent;
mod sign_in;
mod statement;
mod upload;
mod vendor;
mod verdict;
mod waivers;
pub mod webhooks;
mod words;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio_io_timeout::TimeoutStream;

pub use desk::{Bench, Desk, Load};
pub use renewing::Renewed;

use crate::intake::{Budget, Moment};
use crate::store::passes::{NewPass, Role, Use, Whose};
use crate::store::storage::Storage;
use crate::store::{Store, StoreFault};
use rate::Rates;

/// Connections at once; more wait until one ends.
const CONNECTIONS: usize = 512;
/// Until when a connection has to have said what it wants.
const HEADER_TIME: Duration = Duration::from_secs(10);
/// Until when a reader has to take the next piece of an answer.
const WRITE_TIME: Duration = Duration::from_secs(30);
/// How long answers that have begun may take once the server is told to stop.
const STOP_TIME: Duration = Duration::from_secs(10);
/// How long the first administrator's link can be used.
const FIRST_LINK_SECONDS: i64 = 24 * 3_600;

/// What the operator chose.
pub struct Setup {
    pub listen: SocketAddr,
    pub folder: PathBuf,
    /// Address of a database; `None`: SQLite in the folder.
    pub database: Option<String>,
    /// Where originals lie; `None`: in the folder.
    pub storage: Option<Storage>,
    pub desk: Desk,
    pub budget: Budget,
    /// Bytes of one upload.
    pub upload_bytes: u64,
    /// Workers beside the answering; 0: others judge.
    pub workers: u16,
    pub seal: Seal,
    /// Who else vouches for buyers, auditors and administrators.
    pub oidc: Option<oidc::Settings>,
}

/// With what receipts and verdicts are signed: the key is the command line's.
pub struct Seal {
    /// The signature over these bytes: SHA-256, ECDSA in DER for the key that the portal makes itself.
    pub sign: Sign,
    /// A DSSE envelope around a payload of this type, as JSON, signed by the same key.
    pub envelope: Envelope,
    /// PEM.
    pub public_key: String,
}

/// Signs; the message of a fault is for the operator.
pub type Sign = Box<dyn Fn(&[u8]) -> Result<Vec<u8>, String> + Send + Sync>;
/// Signs as [`Sign`] does: the payload's type, the payload.
pub type Envelope = Box<dyn Fn(&str, &[u8]) -> Result<String, String> + Send + Sync>;

/// Why the portal does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServerFault {
    #[error(transparent)]
    Store(#[from] StoreFault),
    #[error(
        "nothing can listen there: {error}\n  where: {listen}\n  fix:   choose another address with --listen, or stop what listens there now"
    )]
    Listen { listen: SocketAddr, error: io::Error },
}

/// What the portal says to its operator once it is ready.
pub struct Ready {
    pub address: SocketAddr,
    /// Path of a link that signs the first administrator in, once; `None`: there is one already.
    pub first_link: Option<String>,
}

/// All that answering takes.
pub(crate) struct Portal {
    store: Store,
    desk: Desk,
    upload_bytes: u64,
    seal: Seal,
    rates: Arc<Rates>,
    office: Option<oidc::Office>,
    shop: Arc<judging::Workshop>,
    metrics: metrics::Metrics,
}

type Shared = Arc<Portal>;

/// Runs the portal until it is told to stop (SIGTERM or Ctrl-C).
///
/// # Errors
/// [`ServerFault`].
pub async fn run(setup: Setup, announce: impl FnOnce(&Ready)) -> Result<(), ServerFault> {
    let listen = setup.listen;
    let store = Store::open(&setup.folder, setup.database.as_deref(), setup.storage.as_ref()).await?;
    say_if_away(&store).await;
    let first_link = first_link(&store).await?;
    let listener = TcpListener::bind(listen).await.map_err(|error| ServerFault::Listen { listen, error })?;
    let address = listener.local_addr().map_err(|error| ServerFault::Listen { listen, error })?;
    let shop = judging::Workshop::new(store.clone(), setup.desk.clone(), setup.budget);
    let portal = Arc::new(Portal {
        store,
        desk: setup.desk,
        upload_bytes: setup.upload_bytes,
        seal: setup.seal,
        rates: Arc::default(),
        office: setup.oidc.map(oidc::Office::new),
        shop: Arc::clone(&shop),
        metrics: metrics::Metrics::default(),
    });
    let mut workers = judging::Workers::start(&shop, setup.workers).await?;
    let telling = tokio::spawn(webhooks::tell(Arc::clone(&portal)));
    announce(&Ready { address, first_link });
    serve(listener, &portal).await;
    // What was not told yet stands in the outbox.
    telling.abort();
    // A job that is cut off here is still in the table, and is done by another worker or after the next start.
    let _late = tokio::time::timeout(STOP_TIME, workers.done()).await;
    workers.end().await;
    Ok(())
}

/// Makes the rows in which is searched again.
///
/// # Errors
/// [`StoreFault`] where the database is away; what is wrong with one delivery is told of that one.
pub async fn reindex(setup: WorkSetup, actor: &str) -> Result<Renewed, StoreFault> {
    let store = Store::open(&setup.folder, setup.database.as_deref(), setup.storage.as_ref()).await?;
    judging::Workshop::new(store, setup.desk, setup.budget).reindex(actor).await
}

/// What the operator chose for workers without a portal.
pub struct WorkSetup {
    pub folder: PathBuf,
    /// As [`Setup::database`].
    pub database: Option<String>,
    /// As [`Setup::storage`].
    pub storage: Option<Storage>,
    pub desk: Desk,
    pub budget: Budget,
    pub workers: u16,
}

/// Judges what waits, beside portals and other workers, until it is told to stop (SIGTERM or Ctrl-C): then jobs under way end first,
/// and a second signal gives them back.
///
/// # Errors
/// [`StoreFault`].
pub async fn work(setup: WorkSetup, announce: impl FnOnce()) -> Result<(), StoreFault> {
    let told = tokio::spawn(signal());
    let store = Store::open(&setup.folder, setup.database.as_deref(), setup.storage.as_ref()).await?;
    say_if_away(&store).await;
    let shop = judging::Workshop::new(store, setup.desk, setup.budget);
    let mut workers = judging::Workers::start(&shop, setup.workers).await?;
    announce();
    let _told = told.await;
    tokio::select! {
        () = workers.done() => {}
        () = signal() => {}
    }
    workers.end().await;
    Ok(())
}

/// Says what is wrong with the storage. It is waited for, as during a run: what was decided before can be read meanwhile.
async fn say_if_away(store: &Store) {
    if let Err(fault) = store.originals.ready().await {
        problem::tell_operator(&fault.to_string());
    }
}

async fn first_link(store: &Store) -> Result<Option<String>, StoreFault> {
    let has_admin = store
        .passes()
        .await?
        .iter()
        .any(|pass| pass.role == Role::Admin.word() && pass.revoked_at.is_none() && (pass.used_at.is_some() || pass.kind == "token"));
    if has_admin {
        return Ok(None);
    }
    let new = NewPass {
        role: Role::Admin,
        name: "first administrator",
        whose: Whose::Nobodys,
        usage: Use::Link,
        lifetime_seconds: FIRST_LINK_SECONDS,
        actor: "kenpin",
    };
    let (_, secret) = store.make_pass(&new).await?;
    Ok(Some(format!("/enter/{}", secret.text())))
}

/// Takes connections until the signal, then lets the open ones end.
async fn serve(listener: TcpListener, portal: &Shared) {
    let (places, router) = (Arc::new(Semaphore::new(CONNECTIONS)), routes::router(portal));
    let stop = watch::Sender::new(Stop::NotYet);
    let mut signal = std::pin::pin!(signal());
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { break };
        tokio::select! {
            () = &mut signal => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => match portal.rates.place(peer.ip()) {
                    Some(own) => {
                        tokio::spawn(connection(stream, peer.ip(), router.clone(), stop.subscribe(), (place, own)));
                    }
                    None => {
                        // To whom reads nothing, nothing is said: what the line does not take at once is dropped.
                        let _full = stream.try_write(TOO_MANY_CONNECTIONS);
                    }
                },
                // Too many open files, or a peer that is gone already: neither ends the portal.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            },
        }
    }
    drop(listener);
    stop.send_replace(Stop::Now);
    let _late = tokio::time::timeout(STOP_TIME, stop.closed()).await;
}

/// Said to an address that holds too many connections.
const TOO_MANY_CONNECTIONS: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nConnection: close\r\n\
    Content-Type: application/problem+json\r\nContent-Length: 145\r\n\r\n\
    {\"type\":\"about:blank\",\"title\":\"too many connections\",\"status\":503,\"detail\":\"your address holds too many connections; close some, then try again\"}";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    NotYet,
    Now,
}

/// The address of whoever asks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) IpAddr);

async fn connection(
    stream: TcpStream,
    peer: IpAddr,
    router: Router,
    mut stop: watch::Receiver<Stop>,
    _places: (OwnedSemaphorePermit, rate::Place),
) {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(WRITE_TIME));
    let service = TowerToHyperService::new(router.layer(axum::Extension(Peer(peer))));
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEADER_TIME).max_buf_size(64 << 10);
    let mut connection = std::pin::pin!(builder.serve_connection(TokioIo::new(Box::pin(stream)), service));
    let told = async {
        let _told = stop.wait_for(|stop| *stop == Stop::Now).await.is_ok();
    };
    tokio::select! {
        // An error here is the peer's: it went away or spoke no HTTP.
        _ended = &mut connection => return,
        () = told => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ended = connection.await;
}

async fn signal() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _told = interrupt => {}
                _told = terminate.recv() => {}
            }
        }
        Err(_) => {
            let _told = interrupt.await;
        }
    }
}

/// The moment for which is decided now.
pub(crate) fn moment_of(seconds: i64) -> String {
    Moment::from_unix(seconds).map(|moment| moment.to_string()).unwrap_or_default()
}
