//! SPDX 2 as tag-value, line by line: every line is a tag, a comment, blank or inside `<text>`, or it is a defect.

use std::borrow::Cow;

use super::draft::{Draft, Package, Reference, Said, at_top};
use super::tags::{Tag, tag};
use super::text_of;
use super::words;
use crate::bill::contents::ROOT;
use crate::bill::{Contents, Format, PlaceId, Step};
use crate::intake::{Document, Outline};

/// SPDX 2 as tag-value.
pub const FORMAT: Format = Format { name: "spdx-tag-value", versions: "2.0 to 2.3", recognises, read };

fn recognises(outline: &Outline) -> bool {
    outline.tag_value("SPDXVersion").is_some()
}

fn read(document: &Document) -> Contents {
    let (contents, text, _) = match text_of(document) {
        Ok(found) => found,
        Err(contents) => return *contents,
    };
    let mut reader = Reader { draft: Draft::new(contents), section: Section::Document, seen: Vec::new() };
    let mut lines = Lines { text, at: 0, next: 1, text_may_close: true };
    while let Some(line) = lines.next() {
        let trimmed = line.text.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let offset = reader.draft.contents.offset_of(line.text);
        match value_of(&line, &mut lines) {
            Read::Pair(name, value) => reader.pair(name, value, line.number, offset),
            Read::NoPair => reader.wrong(line.number, offset, "not \"Tag: value\""),
            Read::Unclosed => reader.wrong(line.number, offset, "<text> without </text>"),
            Read::AfterText => reader.wrong(line.number, offset, "text after </text>"),
        }
    }
    reader.finish()
}

/// Where the reading stands.
struct Lines<'a> {
    text: &'a str,
    /// Byte offset of the next line.
    at: usize,
    /// Its number, counted from 1.
    next: u32,
    /// Whether a `</text>` may still come; looked for once, so that a file of openings stays linear.
    text_may_close: bool,
}

struct Line<'a> {
    text: &'a str,
    start: usize,
    number: u32,
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let text = rest.split_once('\n').map_or(rest, |(line, _)| line);
        let line = Line { text, start: self.at, number: self.next };
        self.at = self.at.saturating_add(text.len()).saturating_add(1);
        self.next = self.next.saturating_add(1);
        Some(line)
    }
}

enum Read<'a> {
    Pair(&'a str, &'a str),
    NoPair,
    /// Everything to the end of the file would be its value.
    Unclosed,
    AfterText,
}

/// The tag and the value of a line; a value in `<text>` may take further lines.
fn value_of<'a>(line: &Line<'a>, lines: &mut Lines<'a>) -> Read<'a> {
    let Some((name, value)) = line.text.split_once(':') else { return Read::NoPair };
    let (name, value) = (name.trim(), value.trim());
    if name.is_empty() || name.contains(char::is_whitespace) {
        return Read::NoPair;
    }
    if !value.starts_with("<text>") {
        return Read::Pair(name, value);
    }
    let whole = lines.text.get(line.start..).and_then(|rest| rest.split_once("<text>")).map(|(_, inner)| inner).unwrap_or_default();
    let closed = if lines.text_may_close { whole.split_once("</text>") } else { None };
    let Some((inside, after)) = closed else {
        // The tag itself is refused; what follows is still read, so that nothing in it is overlooked.
        lines.text_may_close = false;
        return Read::Unclosed;
    };
    let breaks = inside.bytes().filter(|byte| *byte == b'\n').count();
    let tail = after.split_once('\n').map_or(after, |(tail, _)| tail);
    if breaks > 0 {
        lines.next = line.number.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX)).saturating_add(1);
        lines.at = lines.text.len().saturating_sub(after.len()).saturating_add(tail.len()).saturating_add(1);
    }
    if tail.trim().is_empty() { Read::Pair(name, inside) } else { Read::AfterText }
}

/// What the lines belong to.
enum Section<'a> {
    Document,
    Package(Box<Package<'a>>),
    /// `None` until its SPDXID came.
    File {
        id: Option<&'a str>,
        number: u32,
        offset: u32,
    },
    Snippet,
    License,
}

struct Reader<'a> {
    draft: Draft<'a>,
    section: Section<'a>,
    /// Tags of the section that stand at most once.
    seen: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    fn pair(&mut self, name: &'a str, value: &'a str, number: u32, offset: u32) {
        let Some(tag) = tag(name) else { return self.wrong(number, offset, format!("\"{name}\" is no tag of SPDX 2")) };
        match tag {
            Tag::Package | Tag::File | Tag::Snippet | Tag::License => self.open(tag, value, number, offset),
            Tag::Ignored => {}
            Tag::Relationship => self.relationship(value, number, offset),
            Tag::Creator => {
                let said = self.said(value, number, offset);
                self.draft.creator(&said);
            }
            Tag::ExternalDocument => self.external_document(value, number, offset),
            Tag::Version | Tag::Created | Tag::OfDocument => self.of_document(tag, name, value, number, offset),
            Tag::Id => self.id(name, value, number, offset),
            Tag::Supplier | Tag::Originator => {
                // The second is a defect, and who it names counts all the same.
                let _ = self.once(name, number, offset);
                self.of_package(tag, name, value, number, offset);
            }
            Tag::PackageVersion | Tag::Purpose | Tag::OfPackage => {
                if self.once(name, number, offset) {
                    self.of_package(tag, name, value, number, offset);
                }
            }
            Tag::Checksum => self.checksum(value, number, offset),
            Tag::ExternalReference => self.reference(value, number, offset),
            Tag::ManyOfPackage => self.of_package(tag, name, value, number, offset),
        }
    }

    /// Ends the section before and opens the next.
    fn open(&mut self, tag: Tag, value: &'a str, number: u32, offset: u32) {
        self.close();
        self.section = if tag == Tag::Package {
            let mut package = Package::new(self.place(number, offset));
            package.name = Some(Cow::Borrowed(value));
            Section::Package(Box::new(package))
        } else if tag == Tag::File {
            Section::File { id: None, number, offset }
        } else if tag == Tag::Snippet {
            self.draft.element(Some(Cow::Borrowed(value)), "snippet", |contents| contents.place(ROOT, Step::Line(number), offset));
            Section::Snippet
        } else {
            Section::License
        };
    }

    fn close(&mut self) {
        self.seen.clear();
        match std::mem::replace(&mut self.section, Section::License) {
            Section::Package(package) => self.draft.package(*package),
            Section::File { id, number, offset } => {
                self.draft.element(id.map(Cow::Borrowed), "file", |contents| contents.place(ROOT, Step::Line(number), offset));
            }
            Section::Document | Section::Snippet | Section::License => {}
        }
    }

    fn finish(mut self) -> Contents {
        self.close();
        self.draft.finish()
    }

    fn id(&mut self, name: &'a str, value: &'a str, number: u32, offset: u32) {
        if !self.once(name, number, offset) {
            return;
        }
        match &mut self.section {
            Section::Document => {
                let said = self.said(value, number, offset);
                self.draft.document_id(said);
            }
            Section::Package(package) => package.id = Some(Cow::Borrowed(value)),
            Section::File { id, .. } => *id = Some(value),
            Section::Snippet | Section::License => self.wrong(number, offset, "SPDXID of nothing: no package or file is open"),
        }
    }

    fn of_document(&mut self, tag: Tag, name: &'a str, value: &'a str, number: u32, offset: u32) {
        if !matches!(self.section, Section::Document) {
            // A second document behind the first, or creation information out of its place.
            return self.wrong(number, offset, format!("{name} after the document's own section"));
        }
        if !self.once(name, number, offset) {
            return;
        }
        let said = self.said(value, number, offset);
        if tag == Tag::Version {
            self.draft.version(&said);
        } else if tag == Tag::Created {
            self.draft.created(&said);
        }
    }

    fn of_package(&mut self, tag: Tag, name: &'a str, value: &'a str, number: u32, offset: u32) {
        let said = self.said(value, number, offset);
        let Section::Package(package) = &mut self.section else {
            return self.wrong(number, offset, format!("{name} outside a package"));
        };
        if tag == Tag::PackageVersion {
            package.version = Some(said.text);
        } else if tag == Tag::Supplier {
            package.suppliers.push(said);
        } else if tag == Tag::Originator {
            package.originators.push(said);
        } else if tag == Tag::Purpose {
            package.purpose = Some(said);
        }
    }

    fn checksum(&mut self, value: &'a str, number: u32, offset: u32) {
        let (algorithm, digest) = value.split_once(':').map_or((value, ""), |(algorithm, digest)| (algorithm.trim(), digest.trim()));
        if !words::ALGORITHMS.contains(&algorithm) {
            return self.wrong(number, offset, format!("\"{algorithm}\" is none of {}", words::ALGORITHMS.join(", ")));
        }
        let said = (algorithm == "SHA256").then(|| self.said(digest, number, offset));
        match &mut self.section {
            Section::Package(package) => package.sha256.extend(said),
            Section::Document | Section::File { .. } | Section::Snippet | Section::License => {
                self.wrong(number, offset, "PackageChecksum outside a package");
            }
        }
    }

    /// `ExternalRef: CATEGORY TYPE LOCATOR`.
    fn reference(&mut self, value: &'a str, number: u32, offset: u32) {
        let mut words = value.splitn(3, char::is_whitespace).map(str::trim);
        let (Some(category), Some(kind), Some(locator)) = (words.next(), words.next(), words.next()) else {
            return self.wrong(number, offset, "not \"ExternalRef: category type locator\"");
        };
        if !words::CATEGORIES.contains(&category) {
            return self.wrong(number, offset, format!("\"{category}\" is none of {}", words::CATEGORIES.join(", ")));
        }
        let locator = self.said(locator, number, offset);
        match &mut self.section {
            Section::Package(package) => package.references.push(Reference { kind: Cow::Borrowed(kind), locator }),
            Section::Document | Section::File { .. } | Section::Snippet | Section::License => {
                self.wrong(number, offset, "ExternalRef outside a package");
            }
        }
    }

    fn relationship(&mut self, value: &str, number: u32, offset: u32) {
        let words: Vec<&str> = value.split_whitespace().take(4).collect();
        if let [from, kind, to] = words.as_slice() {
            self.draft.relationship(from, kind, to, at_top(Step::Line(number), offset));
        } else {
            self.wrong(number, offset, "not \"Relationship: SPDXID type SPDXID\"");
        }
    }

    /// `ExternalDocumentRef: DocumentRef-x ADDRESS SHA1: digest`.
    fn external_document(&mut self, value: &'a str, number: u32, offset: u32) {
        let mut words = value.splitn(3, char::is_whitespace).map(str::trim);
        let (Some(id), Some(address), Some(checksum)) = (words.next(), words.next(), words.next()) else {
            return self.wrong(number, offset, "not \"ExternalDocumentRef: DocumentRef-x address algorithm: digest\"");
        };
        let (algorithm, digest) = checksum.split_once(':').map_or((checksum, ""), |(algorithm, digest)| (algorithm.trim(), digest.trim()));
        if !words::ALGORITHMS.contains(&algorithm) {
            return self.wrong(number, offset, format!("\"{algorithm}\" is none of {}", words::ALGORITHMS.join(", ")));
        }
        let place = self.place(number, offset);
        self.draft.external_document(Cow::Borrowed(id), address, (algorithm == "SHA256").then_some(digest), place);
    }

    /// Whether the tag is the first of its name in the section; a second one is a defect and is not read.
    fn once(&mut self, name: &'a str, number: u32, offset: u32) -> bool {
        if self.seen.contains(&name) {
            self.wrong(number, offset, format!("{name} given twice"));
            return false;
        }
        self.seen.push(name);
        true
    }

    fn said(&mut self, value: &'a str, number: u32, offset: u32) -> Said<'a> {
        Said { text: Cow::Borrowed(value), place: self.place(number, offset) }
    }

    fn place(&mut self, number: u32, offset: u32) -> PlaceId {
        self.draft.contents.place(ROOT, Step::Line(number), offset)
    }

    fn wrong(&mut self, number: u32, offset: u32, what: impl Into<String>) {
        self.draft.contents.defect_at(ROOT, Step::Line(number), offset, what);
    }
}
