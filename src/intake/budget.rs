//! How much of a vendor's input is read before it is refused.

/// Limits for one shipment. Everything that loops over a vendor's input spends from one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Bytes of all documents together, after decompression. Default 1 GiB.
    pub bytes: u64,
    /// Bytes of one document. Default 512 MiB.
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
        Self { bytes: 1 << 30, document_bytes: 512 << 20, documents: 10_000, archive_nesting: 4, growth: 200, signatures: 1_000 }
    }
}
