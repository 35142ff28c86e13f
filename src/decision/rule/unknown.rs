//! Whether a component's missing maker matters, and in which way it is missing.

use super::facts::{Facts, Part};
use crate::bill::Relation;
use crate::decision::Effect;
use crate::decision::policy::KindName;
use crate::maker::registry::purl;
use crate::maker::{Basis, Tracing, Untraced};

/// How a maker is missing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    NothingStated,
    Withheld,
    Placeholder(String),
    NotAMaker(String),
    /// A package of a public registry whose address names neither maker nor namespace, where the policy minds.
    BarePackage(Effect),
    /// Nobody needs to know: by its kind, or its place in a pedigree.
    SetAside(Excuse),
}

/// Why nobody needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Excuse {
    /// The policy lets makers of this kind be unknown.
    Kind,
    /// It is no part of the product, only its pedigree.
    Pedigree,
}

/// Package types whose addresses name a package of a public registry.
/// Source: package-url/purl-spec, types; `generic` and the like name no registry.
const REGISTRIES: &[&str] = &[
    "alpm",
    "apk",
    "bower",
    "cargo",
    "cocoapods",
    "composer",
    "conan",
    "conda",
    "cpan",
    "cran",
    "deb",
    "gem",
    "golang",
    "hackage",
    "hex",
    "julia",
    "luarocks",
    "maven",
    "npm",
    "nuget",
    "opam",
    "pub",
    "pypi",
    "qpkg",
    "rpm",
    "swift",
];

/// In which way the maker is missing; `None` where one is traced, or disputed. Of a package without a namespace only its own
/// name is traced, which is screened; the policy says whether that is enough.
pub fn missing(facts: &Facts<'_>, part: Part<'_>) -> Option<Missing> {
    let why = match &facts.trace(part)?.1.tracing {
        Tracing::Traced { basis: Basis::PackageNamespace, .. } if is_bare_package(part) => None,
        Tracing::Traced { .. } | Tracing::Disputed { .. } => return None,
        Tracing::Untraced { why } => Some(why),
    };
    let makers = &facts.terms.policy.makers;
    match part.component.relation {
        Relation::Ancestor | Relation::Descendant | Relation::Variant => return Some(Missing::SetAside(Excuse::Pedigree)),
        Relation::Part | Relation::Service => {}
    }
    if makers.may_be_unknown.contains(&KindName::from(part.component.kind)) {
        return Some(Missing::SetAside(Excuse::Kind));
    }
    let Some(why) = why else {
        return (makers.packages_without_namespace > Effect::Note).then_some(Missing::BarePackage(makers.packages_without_namespace));
    };
    Some(match why {
        Untraced::NothingStated => Missing::NothingStated,
        Untraced::Withheld => Missing::Withheld,
        Untraced::Placeholder(text) => Missing::Placeholder(text.clone()),
        Untraced::NotAMaker(text) => Missing::NotAMaker(text.clone()),
    })
}

/// Whether the purl names a package of a public registry, and no namespace. What is hardware is traced by no package (`maker/tracer.rs`).
fn is_bare_package(part: Part<'_>) -> bool {
    let package = part.component.purl.and_then(|purl| purl::package(part.bill.contents.text(purl)));
    package.is_some_and(|package| package.namespace.is_none() && REGISTRIES.contains(&package.ecosystem.as_str()))
}
