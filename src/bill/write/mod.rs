//! Writes a bill in another format. Whatever has no place there is named, piece by piece; nothing is lost in silence.

mod cyclonedx;
mod spdx;

use super::{Component, ComponentId, Contents, PlaceId, Relation};
use crate::intake::Moment;

/// A format that can be written.
pub struct Target {
    /// As `--to` takes it; the format's name as it is read.
    pub name: &'static str,
    /// What is written, for people: `CycloneDX 1.5, JSON`.
    pub title: &'static str,
    write: fn(&mut Writing<'_>) -> Result<String, String>,
}

/// Every format that can be written: what the crates `cyclonedx-bom` 0.8 and `spdx-rs` 0.5 write.
pub const TARGETS: &[Target] = &[
    Target { name: "cyclonedx-json", title: "CycloneDX 1.5, JSON", write: cyclonedx::json },
    Target { name: "cyclonedx-xml", title: "CycloneDX 1.5, XML", write: cyclonedx::xml },
    Target { name: "spdx-json", title: "SPDX 2.3, JSON", write: spdx::json },
];

/// A bill in its new format, and what it no longer says.
#[derive(Debug)]
pub struct Written {
    pub text: String,
    pub losses: Vec<Loss>,
}

/// Something that the bill said and the new one does not, or says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Loss {
    /// Where the bill says it.
    pub pointer: String,
    /// `manufacturer "X" is written as supplier: CycloneDX 1.5 has no place for a manufacturer`.
    pub what: String,
}

/// One bill on its way.
struct Writing<'a> {
    contents: &'a Contents,
    /// Becomes the document's name where the format wants one.
    name: &'a str,
    at: Moment,
    losses: Vec<Loss>,
}

impl Writing<'_> {
    fn lose(&mut self, place: PlaceId, what: impl Into<String>) {
        self.losses.push(Loss { pointer: self.contents.pointer(place), what: what.into() });
    }

    /// Components that stand in the tree of parts; the others are named as lost.
    fn parts(&mut self) -> Vec<(ComponentId, Component)> {
        let mut parts = Vec::new();
        let mut lost: Vec<(PlaceId, &'static str)> = Vec::new();
        for (id, component) in (0..).map(ComponentId).zip(&self.contents.components) {
            match component.relation {
                Relation::Part => parts.push((id, *component)),
                Relation::Service => lost.push((component.place, "a service is not written")),
                Relation::Ancestor | Relation::Descendant | Relation::Variant => lost.push((component.place, "pedigree is not written")),
            }
        }
        for (place, what) in lost {
            self.lose(place, what);
        }
        let links: Vec<PlaceId> = self.contents.links.iter().map(|link| link.place).collect();
        for place in links {
            self.lose(place, "a reference to another bill is not written");
        }
        parts
    }
}

/// Writes the bill.
///
/// # Errors
/// The writing crate's own reason why it cannot.
pub fn write(contents: &Contents, target: &Target, name: &str, at: Moment) -> Result<Written, String> {
    let mut writing = Writing { contents, name, at, losses: Vec::new() };
    let text = (target.write)(&mut writing)?;
    let mut losses = writing.losses;
    losses.sort();
    Ok(Written { text, losses })
}
