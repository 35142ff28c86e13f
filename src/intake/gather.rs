//! Makes one shipment of what an edge found: opens archives, spends the budget, refuses what must not be read.

use super::budget::{Budget, Purse};
use super::{Digest, Document, DocumentKind, Outline, Refusal, RefusalCause, Shipment, archive};

/// One thing that an edge found on its way through the named PATHs.
#[derive(Clone, Debug)]
pub enum Item {
    /// A file that was read whole.
    File { path: String, bytes: Vec<u8> },
    /// A thing that an edge does not read: a link, a device, a file that it may not open.
    Refused(Refusal),
}

impl Item {
    fn path(&self) -> &str {
        match self {
            Self::File { path, .. } => path,
            Self::Refused(refusal) => &refusal.path,
        }
    }
}

/// The path of a file that came under this name, or the refusal of a name that points elsewhere.
///
/// # Errors
/// The refusal, which is to be gathered like any other.
pub fn delivered_path(name: &str) -> Result<String, Refusal> {
    archive::relative(name).map_err(|(path, refused)| Refusal { path, cause: refused.cause, detail: refused.detail })
}

impl Shipment {
    /// Documents and refusals, sorted by path; the same whatever order the items come in.
    pub fn gather(mut items: Vec<Item>, budget: &Budget) -> Self {
        items.sort_by(|one, other| one.path().cmp(other.path()));
        let mut gathering = Gathering { purse: Purse::new(budget), shipment: Self::default() };
        for item in items {
            match item {
                Item::File { path, bytes } => gathering.add(path, bytes, None, 0),
                Item::Refused(refusal) => gathering.shipment.refusals.push(refusal),
            }
        }
        gathering.finish()
    }

    /// The documents that lay in an opened archive, at any depth: whoever signs the archive signs them.
    pub fn entries_of(&self, archive: Digest) -> Vec<&Document> {
        let mut inside = vec![archive];
        let mut found: Vec<&Document> = Vec::new();
        // An archive stands before its entries here, because `!/` sorts behind the end of its path.
        for document in &self.documents {
            if document.archive.is_some_and(|holder| inside.contains(&holder)) {
                if document.kind == DocumentKind::Opened {
                    inside.push(document.digest);
                }
                found.push(document);
            }
        }
        found
    }
}

struct Gathering {
    purse: Purse,
    shipment: Shipment,
}

impl Gathering {
    fn add(&mut self, path: String, bytes: Vec<u8>, archive: Option<Digest>, nesting: u32) {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if !self.purse.take_bytes(length) {
            return self.refuse(path, RefusalCause::OverBudget, "it is more than the budget of bytes allows".to_owned());
        }
        if !self.purse.take_document() {
            return self.refuse(path, RefusalCause::OverBudget, "there are more documents than the budget allows".to_owned());
        }
        let mut document = Document { archive, ..Document::new(path, bytes) };
        let inside = self.open(&mut document, nesting);
        let (holder, place) = (document.digest, document.path.clone());
        self.shipment.documents.push(document);
        for entry in inside {
            self.add(format!("{place}!/{}", entry.name), entry.bytes, Some(holder), nesting.saturating_add(1));
        }
    }

    /// The entries of a document that is an archive; none for any other.
    fn open(&mut self, document: &mut Document, nesting: u32) -> Vec<archive::Entry> {
        let Outline::Archive { kind } = document.outline else { return Vec::new() };
        if nesting >= self.purse.budget().archive_nesting {
            let detail = format!(
                "archives lie inside archives more than {} deep; deliver it with fewer layers",
                self.purse.budget().archive_nesting
            );
            self.refuse(document.path.clone(), RefusalCause::OverBudget, detail);
            return Vec::new();
        }
        let opening = archive::open(&document.path, kind, &document.bytes, &mut self.purse);
        self.purse.settle();
        match opening {
            None => Vec::new(),
            Some(Err(refused)) => {
                self.refuse(document.path.clone(), refused.cause, refused.detail);
                Vec::new()
            }
            Some(Ok(opened)) => {
                document.kind = DocumentKind::Opened;
                for refusal in opened.refusals {
                    let path = if refusal.path.is_empty() { document.path.clone() } else { format!("{}!/{}", document.path, refusal.path) };
                    self.refuse(path, refusal.cause, refusal.detail);
                }
                opened.entries
            }
        }
    }

    fn refuse(&mut self, path: String, cause: RefusalCause, detail: String) {
        self.shipment.refusals.push(Refusal { path, cause, detail });
    }

    fn finish(self) -> Shipment {
        let mut shipment = self.shipment;
        shipment.documents.sort_by(|one, other| one.path.cmp(&other.path));
        let mut documents: Vec<Document> = Vec::with_capacity(shipment.documents.len());
        for document in shipment.documents {
            if documents.last().is_some_and(|last| last.path == document.path) {
                let detail = "two documents of one path; name the files so that each path stands once".to_owned();
                shipment.refusals.push(Refusal { path: document.path, cause: RefusalCause::Duplicate, detail });
            } else {
                documents.push(document);
            }
        }
        shipment.refusals.sort();
        Shipment { documents, refusals: shipment.refusals }
    }
}
