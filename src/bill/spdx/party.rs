//! Who is named in an SPDX 2 field: `Organization: X (mail)`, `Person: X`, `NOASSERTION`.

use crate::bill::ClaimState;

/// What a field for a party says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Party<'t> {
    /// An organization or a person, its name without the address.
    Named(&'t str, ClaimState),
    /// `Tool: X`: no party at all.
    Tool,
    /// None of the prefixes of SPDX 2.3, clauses 6.8, 7.5 and 7.6.
    Unprefixed,
}

/// Reads a supplier, an originator or a creator.
///
/// The text is what follows the prefix; its last bracket is dropped only where it is empty or holds
/// an `@`, because `Acme (Suzhou)` is another company than `Acme`.
pub(super) fn party(field: &str) -> Party<'_> {
    let field = field.trim();
    if withheld(field) {
        return Party::Named(field, ClaimState::Withheld);
    }
    let Some((prefix, rest)) = field.split_once(':') else { return Party::Unprefixed };
    match prefix.trim_end() {
        "Organization" | "Person" => {
            let name = without_address(rest.trim());
            let state = if withheld(name) { ClaimState::Withheld } else { ClaimState::Stated };
            Party::Named(name, state)
        }
        "Tool" => Party::Tool,
        _ => Party::Unprefixed,
    }
}

/// `NOASSERTION` and `NONE`: the vendor says that it does not say.
pub(super) fn withheld(text: &str) -> bool {
    matches!(text, "NOASSERTION" | "NONE")
}

fn without_address(name: &str) -> &str {
    let Some((before, address)) = name.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) else { return name };
    if address.trim().is_empty() || address.contains('@') { before.trim_end() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_empty_bracket_or_an_address_is_no_part_of_the_name() {
        for (field, name) in [
            ("Organization: Acme", "Acme"),
            ("Organization: Acme ()", "Acme"),
            ("Organization:Acme (sbom@acme.example)", "Acme"),
            ("Person: Jane Doe ( )", "Jane Doe"),
            ("Organization: Acme (Suzhou)", "Acme (Suzhou)"),
            ("Organization: Acme (Suzhou) (x@acme.example)", "Acme (Suzhou)"),
            ("Organization: Acme: the (a@b) company", "Acme: the (a@b) company"),
            ("Organization: (x@acme.example)", ""),
        ] {
            assert_eq!(party(field), Party::Named(name, ClaimState::Stated), "{field}");
        }
    }

    #[test]
    fn a_party_that_is_not_told_is_withheld_and_never_a_name() {
        assert_eq!(party(" NOASSERTION "), Party::Named("NOASSERTION", ClaimState::Withheld));
        assert_eq!(party("NONE"), Party::Named("NONE", ClaimState::Withheld));
        assert_eq!(party("Organization: NOASSERTION"), Party::Named("NOASSERTION", ClaimState::Withheld));
    }

    #[test]
    fn a_name_without_prefix_is_no_party_and_a_tool_is_none_either() {
        for field in ["Acme", "organization: Acme", "Company: Acme", "", "https://acme.example"] {
            assert_eq!(party(field), Party::Unprefixed, "{field}");
        }
        assert_eq!(party("Tool: syft-1.0"), Party::Tool);
    }
}
