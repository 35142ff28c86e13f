//! Names: what firmware, a bill or a person wrote as the maker.

use super::Reading;
use crate::maker::name::parse_field;

/// The field read for what it says; SMBIOS fillers are placeholders.
pub fn parse(text: &str) -> Reading {
    Reading::Names(parse_field(text))
}
