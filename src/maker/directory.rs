//! Parties: their names, identifiers and owners. Immutable once loaded.

/// Index of a party in its [`Directory`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartyId(pub u32);

/// Known parties.
#[derive(Clone, Debug, Default)]
pub struct Directory {}
