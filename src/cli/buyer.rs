//! The buyer's side of a delivery: the order, inventories from the dock, artifacts that are only hashed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::fault::Fault;
use super::hardware_show::{bytes, endorsement};
use super::paths::{self, Ground, shown};
use super::print;
use super::reference::text;
use super::session::Session;
use crate::bill::hardware::inventory::endorsements;
use crate::evidence::platform::Endorsement;
use crate::intake::slip::nearest;
use crate::intake::{Artifact, Budget, Digest, Document, Order};
use crate::screening::regime;
use crate::screening::vocabulary;

/// What the buyer knows of the delivery.
#[derive(Clone, Debug, Args)]
pub(crate) struct Buyer {
    /// The order: vendor, contract, product, category, purpose, country of production, serials
    #[arg(long, value_name = "FILE")]
    order: Option<PathBuf>,
    /// A bill of what was found at the dock, traced and screened like any other; may be repeated
    #[arg(long, value_name = "FILE")]
    actual: Vec<PathBuf>,
    /// Firmware or an image that signatures may cover, hashed and not read; may be repeated
    #[arg(long, value_name = "FILE")]
    artifact: Vec<PathBuf>,
    /// The certificate of the TPM in the box (DER or PEM), for which a platform certificate has to be made; may be repeated
    ///
    /// An inventory that `kenpin hardware collect` took as root brings it along.
    #[arg(long, value_name = "FILE")]
    holder: Vec<PathBuf>,
}

impl Buyer {
    /// # Errors
    /// The order is missing, misspelt, or lies in the delivery.
    pub(crate) fn order(&self, session: &Session, ground: &Ground) -> Result<Order, Fault> {
        let Some(path) = &self.order else { return Ok(Order::default()) };
        ground.keep_out("the order", path)?;
        let order = Order::read(&text(path)?).map_err(|fault| {
            Fault::ours(format!("this order cannot be used: {fault}"), path.display(), "see `kenpin schema order` for what may stand there")
        })?;
        check_words(session, &order, path)?;
        Ok(order)
    }

    /// # Errors
    /// An inventory is missing, unreadable, too large, or lies in the delivery.
    pub(crate) fn actual(&self, ground: &Ground, budget: &Budget) -> Result<Vec<Document>, Fault> {
        let read = |path: &PathBuf| {
            ground.keep_out("the inventory", path)?;
            let limit = budget.document_bytes;
            let too_large = || Fault::ours(format!("this inventory is larger than {limit} bytes"), path.display(), "split it");
            let bytes = paths::within(path, limit)?.ok_or_else(too_large)?;
            // As with a lone file of the delivery, its name is its path.
            Ok(Document::new(path.file_name().map_or_else(|| shown(path), |name| shown(Path::new(name))), bytes))
        };
        self.actual.iter().map(read).collect()
    }

    /// Certificates of the box's TPM: those that are named, and those that the inventories bring along.
    ///
    /// # Errors
    /// A named one is missing, lies in the delivery, or is no certificate.
    pub(crate) fn holders(&self, ground: &Ground, actual: &[Document]) -> Result<Vec<Document>, Fault> {
        let read = |path: &PathBuf| {
            ground.keep_out("the TPM's certificate", path)?;
            let bytes = bytes(path)?;
            endorsement(path, &bytes)?;
            Ok(Document::new(shown(path), bytes))
        };
        let mut holders: Vec<Document> = self.holder.iter().map(read).collect::<Result<_, Fault>>()?;
        for inventory in actual {
            let name = format!("{}, TPM", inventory.path);
            let shown = endorsements(inventory).into_iter().filter(|bytes| Endorsement::read(bytes).is_ok());
            holders.extend(shown.map(|bytes| Document::new(name.clone(), bytes)));
        }
        Ok(holders)
    }

    /// Canonical paths of the artifacts, which are no documents even where they lie in the delivery.
    pub(crate) fn apart(&self) -> BTreeSet<PathBuf> {
        self.artifact.iter().filter_map(|path| fs::canonicalize(path).ok()).collect()
    }

    /// The artifacts, and images among them.
    ///
    /// # Errors
    /// An artifact is missing or cannot be read.
    pub(crate) fn artifacts(&self, images: Vec<Artifact>) -> Result<Vec<Artifact>, Fault> {
        let hash = |path: &PathBuf| {
            let digest = Digest::of_stream(opened(path)?).map_err(|error| Fault::unreadable(path, &error))?;
            Ok(Artifact { path: shown(path), digest })
        };
        let mut artifacts: Vec<Artifact> = self.artifact.iter().map(hash).collect::<Result<_, Fault>>()?;
        artifacts.extend(images);
        artifacts.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(artifacts)
    }
}

#[allow(clippy::disallowed_methods, reason = "the edge reads the buyer's own files")]
fn opened(path: &Path) -> Result<fs::File, Fault> {
    fs::File::open(path).map_err(|error| Fault::unreadable(path, &error))
}

/// A category or purpose that is nearly a word of the laws is a slip; any other is the buyer's own word, and is said to be.
fn check_words(session: &Session, order: &Order, path: &Path) -> Result<(), Fault> {
    let laws = regime::shipped().map_err(|fault| Fault::ours(fault, "", ""))?;
    let categories: BTreeSet<&str> = laws.iter().flat_map(|law| &law.categories).map(String::as_str).collect();
    let purposes: BTreeSet<&str> = laws.iter().flat_map(|law| &law.purposes).map(String::as_str).collect();
    let is_category = |word: &str| categories.contains(word) || vocabulary::category(word).is_some();
    let is_purpose = |word: &str| purposes.contains(word) || vocabulary::purpose(word) != vocabulary::Purpose::Unknown;
    for (key, stated, is_known, known) in [
        ("category", &order.category, is_category(order.category.as_deref().unwrap_or_default()), &categories),
        ("purpose", &order.purpose, is_purpose(order.purpose.as_deref().unwrap_or_default()), &purposes),
    ] {
        let Some(word) = stated.as_deref().filter(|_| !is_known) else { continue };
        let all = known.iter().copied().collect::<Vec<_>>().join(", ");
        if let Some(meant) = nearest(word, known.iter().copied()) {
            let fix = format!("did you mean \"{meant}\"? the laws know {all}");
            return Err(Fault::ours(format!("the order's {key} \"{word}\" is no word of any law"), path.display(), fix));
        }
        print::remark(
            session,
            &format!(
                "note: the order's {key} \"{word}\" is no word of any law, so no limit to a {key} is taken from it; the laws know {all}"
            ),
        );
    }
    Ok(())
}
