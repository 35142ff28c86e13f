//! Whom the buyer trusts: roots and keys, what each may vouch for, and until when.

/// Roots and keys chosen by the buyer. Empty trusts nobody.
#[derive(Clone, Debug, Default)]
pub struct TrustStore {}
