//! Skims an XML document: its root element and the kinds of its children, namespaces resolved; the rest is stepped over.

use super::{DEPTH_LIMIT, Outline, Scan, TEXT_LIMIT, Trouble, XmlRoot, short};

/// Kinds of children that are kept.
const CHILDREN_LIMIT: usize = 16;

/// Namespace declarations of one element that are looked at.
const DECLARATIONS_LIMIT: usize = 64;

/// Skims a document that starts with `<`. Whether it is well formed is for its reader to say.
pub(super) fn document(bytes: &[u8]) -> Outline {
    let mut scan = Scan::new(bytes);
    let mut skim = Skim::default();
    let whole = skim.run(&mut scan).is_some() && skim.seen_root && skim.depth == 0;
    let trouble = if skim.document_type {
        Some(Trouble::DocumentType)
    } else if skim.too_deep {
        Some(Trouble::TooDeep)
    } else {
        (!whole).then_some(Trouble::CutShort)
    };
    Outline::Xml { root: skim.root, trouble }
}

#[derive(Default)]
struct Skim<'a> {
    root: XmlRoot,
    /// Prefix and namespace, as the root declares them.
    declared: Vec<(&'a [u8], &'a [u8])>,
    depth: usize,
    seen_root: bool,
    document_type: bool,
    too_deep: bool,
}

impl<'a> Skim<'a> {
    /// To the end of the text; `None` where it ends inside a piece of markup.
    fn run(&mut self, scan: &mut Scan<'a>) -> Option<()> {
        while scan.until(|byte| byte == b'<').is_some() {
            match scan.rest {
                [b'!', b'-', b'-', ..] => scan.past(b"-->")?,
                [b'!', b'[', ..] => scan.past(b"]]>")?,
                [b'!', ..] => {
                    self.document_type = true;
                    declaration(scan)?;
                }
                [b'?', ..] => scan.past(b"?>")?,
                [b'/', ..] => {
                    scan.past(b">")?;
                    self.depth = self.depth.saturating_sub(1);
                }
                _ => self.element(tag(scan)?),
            }
        }
        Some(())
    }

    fn element(&mut self, tag: &'a [u8]) {
        let (tag, closed) = tag.strip_suffix(b"/").map_or((tag, false), |inner| (inner, true));
        if self.depth == 0 && !self.seen_root {
            self.seen_root = true;
            self.declared = declarations(tag);
            self.root.declared = self.declared.iter().filter_map(|(_, namespace)| short(namespace)).collect();
            (self.root.namespace, self.root.local_name) = self.name(tag, &[]);
        } else if self.depth == 1 && self.root.children.len() < CHILDREN_LIMIT {
            let child = self.name(tag, &declarations(tag));
            if !self.root.children.contains(&child) {
                self.root.children.push(child);
            }
        }
        if !closed {
            self.depth = self.depth.saturating_add(1);
            self.too_deep |= self.depth > DEPTH_LIMIT;
        }
    }

    /// Namespace and local name of a start tag; a prefix that nobody declared has none.
    fn name(&self, tag: &[u8], own: &[(&[u8], &[u8])]) -> (String, String) {
        let qualified = tag.split(|byte| byte.is_ascii_whitespace()).next().unwrap_or_default();
        let colon = qualified.iter().position(|byte| *byte == b':');
        let (prefix, local): (&[u8], &[u8]) = match colon {
            Some(at) => (qualified.get(..at).unwrap_or_default(), qualified.get(at.saturating_add(1)..).unwrap_or_default()),
            None => (b"", qualified),
        };
        let found = own.iter().rev().chain(self.declared.iter().rev()).find(|(declared, _)| *declared == prefix);
        (found.and_then(|(_, namespace)| short(namespace)).unwrap_or_default(), short(local).unwrap_or_default())
    }
}

/// The inside of a start tag, to its `>`; quoted values may hold one.
fn tag<'a>(scan: &mut Scan<'a>) -> Option<&'a [u8]> {
    let from = scan.rest;
    loop {
        let (_, stop) = scan.until(|byte| matches!(byte, b'>' | b'"' | b'\''))?;
        if stop == b'>' {
            let end = from.len().saturating_sub(scan.rest.len()).saturating_sub(1);
            return from.get(..end);
        }
        scan.until(|byte| byte == stop)?;
    }
}

/// Steps over a document type declaration with its internal subset, expanding nothing.
fn declaration(scan: &mut Scan<'_>) -> Option<()> {
    let mut depth = 1_usize;
    while depth > 0 {
        match scan.until(|byte| matches!(byte, b'<' | b'>' | b'"' | b'\''))?.1 {
            b'<' if scan.rest.starts_with(b"!--") => scan.past(b"-->")?,
            b'<' => depth = depth.saturating_add(1),
            b'>' => depth = depth.saturating_sub(1),
            quote => {
                scan.until(|byte| byte == quote)?;
            }
        }
    }
    Some(())
}

/// The `xmlns` attributes of a start tag: prefix (empty for the default) and namespace.
fn declarations(tag: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut found = Vec::new();
    let mut scan = Scan::new(tag);
    while let Some((before, quote)) = scan.until(|byte| matches!(byte, b'"' | b'\'')) {
        let Some((value, _)) = scan.until(|byte| byte == quote) else { break };
        let before = before.trim_ascii_end().strip_suffix(b"=").unwrap_or_default().trim_ascii_end();
        let name = before.rsplit(|byte| byte.is_ascii_whitespace()).next().unwrap_or_default();
        let prefix = if name == b"xmlns" { Some(&b""[..]) } else { name.strip_prefix(b"xmlns:") };
        if let Some(prefix) = prefix.filter(|_| value.len() <= TEXT_LIMIT && found.len() < DECLARATIONS_LIMIT) {
            found.push((prefix, value));
        }
    }
    found
}
