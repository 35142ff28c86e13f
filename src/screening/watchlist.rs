//! Restricted-party lists: entries, editions, dates in force, scope, shelf life.

/// The lists of one run.
#[derive(Clone, Debug, Default)]
pub struct Watchlists {}

/// What a listing is limited to. Empty lists mean no limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Ids of categories of equipment, `reference/regimes`.
    pub categories: Vec<String>,
    /// Ids of purposes.
    pub purposes: Vec<String>,
}
