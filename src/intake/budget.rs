//! How much of a vendor's input is read before it is refused.

/// Limits for one shipment. Everything that loops over a vendor's input spends from one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Bytes of all documents together, after decompression. Default 2 GiB: memory grows to at most 1.8 times of it.
    pub bytes: u64,
    /// Bytes of one document. Default 1 GiB: a CycloneDX bill of 1,000,000 devices is about 840 MB. More than 2 GiB cannot be told
    /// apart by the places of a bill.
    pub document_bytes: u64,
    /// Documents, archive entries included. Default 10,000.
    pub documents: u32,
    /// Archives inside archives. Default 4.
    pub archive_nesting: u32,
    /// A compressed entry may grow by at most this factor beyond its first MiB. Default 200.
    pub growth: u32,
    /// Signatures checked. Default 1,000.
    pub signatures: u32,
}

impl Default for Budget {
    fn default() -> Self {
        Self { bytes: 2 << 30, document_bytes: 1 << 30, documents: 10_000, archive_nesting: 4, growth: 200, signatures: 1_000 }
    }
}

/// What is left of a [`Budget`] while one shipment is gathered.
#[derive(Debug)]
pub(super) struct Purse {
    budget: Budget,
    bytes: u64,
    documents: u32,
    entries: u32,
    /// Read from an archive that is still being opened, and not yet paid for.
    held: u64,
}

impl Purse {
    pub(super) fn new(budget: &Budget) -> Self {
        // Folders and refused entries cost work too: archives may list four times as many names as documents may come out.
        let entries = budget.documents.saturating_mul(4);
        Self { budget: *budget, bytes: budget.bytes, documents: budget.documents, entries, held: 0 }
    }

    pub(super) fn budget(&self) -> &Budget {
        &self.budget
    }

    /// The largest document that may still be read, in bytes.
    pub(super) fn allowance(&self) -> u64 {
        self.budget.document_bytes.min(self.bytes.saturating_sub(self.held))
    }

    /// Keeps these bytes in mind until [`Purse::settle`].
    pub(super) fn hold(&mut self, bytes: u64) {
        self.held = self.held.saturating_add(bytes);
    }

    /// The archive is open; its entries are paid for one by one now.
    pub(super) fn settle(&mut self) {
        self.held = 0;
    }

    /// Whether one more entry of an archive may be looked at.
    pub(super) fn take_entry(&mut self) -> bool {
        let left = self.entries.checked_sub(1);
        self.entries = left.unwrap_or_default();
        left.is_some()
    }

    /// Whether one more document may be kept.
    pub(super) fn take_document(&mut self) -> bool {
        let left = self.documents.checked_sub(1);
        self.documents = left.unwrap_or_default();
        left.is_some()
    }

    /// Whether a document of this many bytes may be kept.
    pub(super) fn take_bytes(&mut self, bytes: u64) -> bool {
        let left = self.bytes.checked_sub(bytes).filter(|_| bytes <= self.budget.document_bytes);
        self.bytes = left.unwrap_or(self.bytes);
        left.is_some()
    }
}
