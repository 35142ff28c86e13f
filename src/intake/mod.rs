//! Bytes in: everything a vendor handed over, each document named by its SHA-256.

mod archive;
pub mod budget;
pub mod gather;
pub mod moment;
pub mod order;
pub mod outline;
pub mod slip;

use std::fmt;
use std::sync::Arc;

use sha2::Digest as _;

pub use budget::Budget;
pub use gather::{Item, delivered_path};
pub use moment::{Day, Moment};
pub use order::{Order, Stated};
pub use outline::Outline;

/// One shared buffer: hashed, outlined and parsed from the same bytes, never copied.
pub type Bytes = Arc<Vec<u8>>;

/// The SHA-256 of a document: its name everywhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(sha2::Sha256::digest(bytes).into())
    }

    /// The digest of everything that a reader gives, in small pieces: for what is too large to hold.
    ///
    /// # Errors
    /// The reader's own.
    pub fn of_stream(mut reader: impl std::io::Read) -> std::io::Result<Self> {
        let mut hasher = Hasher::default();
        let mut chunk = vec![0_u8; 1 << 16];
        loop {
            match reader.read(&mut chunk)? {
                0 => return Ok(hasher.finish()),
                count => hasher.update(chunk.get(..count).unwrap_or_default()),
            }
        }
    }

    /// Reads 64 hexadecimal digits; anything else is `None`.
    pub fn parse(hex: &str) -> Option<Self> {
        let mut octets = [0_u8; 32];
        if hex.len() != 64 || !hex.is_ascii() {
            return None;
        }
        for (octet, pair) in octets.iter_mut().zip(hex.as_bytes().chunks(2)) {
            *octet = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(octets))
    }
}

/// Makes a digest of what comes piece by piece.
#[derive(Clone, Debug, Default)]
pub struct Hasher(sha2::Sha256);

impl Hasher {
    /// The next piece.
    pub fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The digest of all pieces so far; the next piece starts anew.
    pub fn finish(&mut self) -> Digest {
        Digest(self.0.finalize_reset().into())
    }
}

impl fmt::Display for Digest {
    /// 64 lower-case hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|octet| write!(f, "{octet:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// From here on a second thread costs less than it saves.
const LARGE: usize = 1 << 20;

/// One file of the shipment, or a payload found inside a signed envelope.
#[derive(Clone, Debug)]
pub struct Document {
    /// Relative to the PATH that was named, `/` between parts, `!/` at an archive's border.
    pub path: String,
    pub digest: Digest,
    pub bytes: Bytes,
    /// What it looks like from one skim: the basis of every recogniser.
    pub outline: Outline,
    /// The signed envelope that this was taken out of; `None` for a file as delivered.
    pub envelope: Option<Digest>,
    /// The opened archive that this was an entry of; `None` for one that lay in the open.
    pub archive: Option<Digest>,
    pub kind: DocumentKind,
}

/// How a document is accounted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// By what it says: it has to become evidence, a bill or a named artifact.
    Content,
    /// An archive, accounted for by its entries, each a document or a refusal of its own; kept because a signature may cover it whole.
    Opened,
}

impl Document {
    /// Hashes and outlines `bytes`: a large file's digest and outline are made side by side.
    pub fn new(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        let (digest, outline) = if bytes.len() < LARGE {
            (Digest::of(&bytes), Outline::of(&bytes))
        } else {
            std::thread::scope(|scope| {
                let digest = scope.spawn(|| Digest::of(&bytes));
                let outline = Outline::of(&bytes);
                (digest.join().unwrap_or_else(|_| Digest::of(&bytes)), outline)
            })
        };
        Self { path: path.into(), digest, bytes: Arc::new(bytes), outline, envelope: None, archive: None, kind: DocumentKind::Content }
    }
}

/// What the vendor handed over and the program refused to read, with the reason. Each is a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    pub path: String,
    pub cause: RefusalCause,
    /// In words, for the report: what was found and what would be accepted.
    pub detail: String,
}

/// Why a part of the shipment was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RefusalCause {
    /// An archive entry that points outside its archive.
    Traversal,
    /// A symbolic or hard link, a device, a pipe.
    Link,
    /// Grows beyond any honest ratio.
    Bomb,
    /// Two entries of one name.
    Duplicate,
    /// Cannot be read: damaged archive, encrypted entry, read error.
    Unreadable,
    /// More bytes, documents or nesting than the budget allows.
    OverBudget,
}

/// What the vendor handed over.
#[derive(Clone, Debug, Default)]
pub struct Shipment {
    /// Sorted by path.
    pub documents: Vec<Document>,
    /// Sorted by path.
    pub refusals: Vec<Refusal>,
}

/// The digest of a delivered firmware, disk or container image, hashed as a stream by an edge.
#[derive(Clone, Debug)]
pub struct Artifact {
    pub path: String,
    pub digest: Digest,
}

/// The shipment and the buyer's side of it.
#[derive(Clone, Debug, Default)]
pub struct Delivery {
    pub shipment: Shipment,
    pub order: Order,
    /// Inventories taken at the dock: bills of what was found, traced and screened like any other.
    pub actual: Vec<Document>,
    pub artifacts: Vec<Artifact>,
    /// Certificates of the TPM in the box, which a platform certificate has to be made for.
    pub holders: Vec<Document>,
}
