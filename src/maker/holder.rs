//! Whose an identifier is: by the directory first, then by the registers that ship.

use super::directory::{Directory, PartyId};
use super::registry::{self, Reading, RegistryKey, Standing};

/// The party to which the first known of these keys belongs.
pub fn of_keys(keys: &[RegistryKey], directory: &Directory) -> Option<(PartyId, Standing)> {
    keys.iter().find_map(|key| {
        let own = directory.by_identifier(key.scheme, &key.value).map(|party| (party, Standing::Holder));
        own.or_else(|| registry::who(key).and_then(|found| Some((directory.by_id(found.party)?, found.standing))))
    })
}

/// The party behind an identifier of this kind (see [`registry::REGISTRIES`]).
pub fn of(kind: &str, value: &str, directory: &Directory) -> Option<(PartyId, Standing)> {
    match registry::read(kind, value)? {
        Reading::Identifier { keys, .. } => of_keys(&keys, directory),
        Reading::Names(_) | Reading::Unread(_) => None,
    }
}
