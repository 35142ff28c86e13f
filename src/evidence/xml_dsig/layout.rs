//! The one layout of XML-DSig that is read: enveloped, one reference to the whole bill, nothing that could mean something else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bergshamra_c14n::C14nMode;
use uppsala::{Document, NodeId, NodeKind};

use super::super::key::{Hash, Scheme};

pub(super) const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
pub(super) const DSIG11: &str = "http://www.w3.org/2009/xmldsig11#";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const PREFIXES: usize = 64;

/// Why a signature is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// No honest signer writes that.
    Malformed(&'static str),
    /// It may be good, and it is not read.
    NotSupported(&'static str),
    Weak,
}

use Trouble::{Malformed, NotSupported};

/// A way of writing XML so that the same content has the same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Canonical {
    pub mode: C14nMode,
    /// Namespace prefixes that exclusive forms write out all the same.
    pub prefixes: Vec<String>,
}

/// One signature, as it is written.
#[derive(Debug)]
pub(super) struct Parts {
    pub signed_info: NodeId,
    /// How `SignedInfo` is written for the signature.
    pub canonical: Canonical,
    /// RSA or not, and how; the curve is the key's.
    pub scheme: Scheme,
    pub reference: Reference,
    pub value: Vec<u8>,
    pub key_info: Option<NodeId>,
}

/// What was signed: always the whole bill without this signature.
#[derive(Debug)]
pub(super) struct Reference {
    pub canonical: Canonical,
    pub hash: Hash,
    pub digest: Vec<u8>,
}

impl Parts {
    /// `root`: the bill's element, which the signature stands in.
    pub fn read(document: &Document<'_>, root: NodeId, signature: NodeId) -> Result<Self, Trouble> {
        plain(document, signature)?;
        attributes(document, signature, &["Id"])?;
        let mut rest = elements(document, signature)?.into_iter();
        let signed_info = expect(document, rest.next(), "SignedInfo")?;
        let value = expect(document, rest.next(), "SignatureValue")?;
        let key_info = rest.next();
        if key_info.is_some_and(|node| !is(document, node, DSIG, "KeyInfo")) || rest.next().is_some() {
            return Err(NotSupported("it carries objects of its own, as XAdES does"));
        }
        attributes(document, signed_info, &["Id"])?;
        let mut rest = elements(document, signed_info)?.into_iter();
        let canonical = canonical(document, expect(document, rest.next(), "CanonicalizationMethod")?)?;
        let method = expect(document, rest.next(), "SignatureMethod")?;
        if !elements(document, method)?.is_empty() {
            return Err(Malformed("its signature method is cut short or has parameters (HMACOutputLength)"));
        }
        let scheme = scheme(algorithm(document, method)?)?;
        let reference = reference(document, root, expect(document, rest.next(), "Reference")?)?;
        if rest.next().is_some() {
            return Err(NotSupported("it is over several things (more than one Reference)"));
        }
        Ok(Self { signed_info, canonical, scheme, reference, value: octets(document, value)?, key_info })
    }
}

/// Comments, processing instructions and attributes of other namespaces have no place in a signature: readers differ on them.
fn plain(document: &Document<'_>, signature: NodeId) -> Result<(), Trouble> {
    for node in document.descendants(signature) {
        match document.node_kind(node) {
            Some(NodeKind::Element(element)) if element.attributes.iter().any(|attribute| attribute.name.namespace_uri.is_some()) => {
                return Err(Malformed("an attribute of another namespace stands in it"));
            }
            Some(NodeKind::Element(_) | NodeKind::Text(_)) => {}
            Some(NodeKind::Comment(_) | NodeKind::CData(_) | NodeKind::ProcessingInstruction(_)) => {
                return Err(Malformed("a comment, CDATA section or processing instruction stands in it"));
            }
            Some(NodeKind::Document | NodeKind::Attribute(..)) | None => return Err(Malformed("it is no element")),
        }
    }
    Ok(())
}

fn reference(document: &Document<'_>, root: NodeId, reference: NodeId) -> Result<Reference, Trouble> {
    attributes(document, reference, &["Id", "URI"])?;
    let uri = attribute(document, reference, "URI").ok_or(Malformed("its Reference has no URI"))?;
    if !uri.is_empty() && !uri.strip_prefix('#').is_some_and(|name| is_named(document, root, name)) {
        return Err(Malformed("its Reference names something else than the whole bill"));
    }
    let mut rest = elements(document, reference)?.into_iter();
    let transforms = expect(document, rest.next(), "Transforms")?;
    let method = expect(document, rest.next(), "DigestMethod")?;
    let value = expect(document, rest.next(), "DigestValue")?;
    if rest.next().is_some() || !elements(document, method)?.is_empty() {
        return Err(Malformed("its Reference is not as XML Signature has it"));
    }
    let hash = match algorithm(document, method)? {
        "http://www.w3.org/2001/04/xmlenc#sha256" => Hash::Sha256,
        "http://www.w3.org/2001/04/xmldsig-more#sha384" => Hash::Sha384,
        "http://www.w3.org/2001/04/xmlenc#sha512" => Hash::Sha512,
        "http://www.w3.org/2000/09/xmldsig#sha1" | "http://www.w3.org/2001/04/xmldsig-more#md5" => return Err(Trouble::Weak),
        _ => return Err(NotSupported("its digest method is not supported")),
    };
    let mut rest = elements(document, transforms)?.into_iter();
    let enveloped = expect(document, rest.next(), "Transform")?;
    if algorithm(document, enveloped)? != ENVELOPED || !elements(document, enveloped)?.is_empty() {
        return Err(NotSupported("its first transform does not take out the signature alone"));
    }
    let canonical = match rest.next() {
        Some(node) => canonical(document, expect(document, Some(node), "Transform")?)?,
        // XML Signature 1.1, 4.4.3.2: without a word about it, Canonical XML 1.0.
        None => Canonical { mode: C14nMode::Inclusive, prefixes: Vec::new() },
    };
    if rest.next().is_some() {
        return Err(NotSupported("it transforms the bill further before signing"));
    }
    Ok(Reference { canonical, hash, digest: octets(document, value)? })
}

/// Whether the element has this name as its only identifier.
fn is_named(document: &Document<'_>, root: NodeId, name: &str) -> bool {
    let Some(element) = document.element(root) else { return false };
    let mut identifiers = element.attributes.iter().filter(|attribute| attribute.name.local_name.eq_ignore_ascii_case("id"));
    match (identifiers.next(), identifiers.next()) {
        (Some(only), None) => !name.is_empty() && *only.value == *name,
        (Some(_), Some(_)) | (None, _) => false,
    }
}

fn canonical(document: &Document<'_>, node: NodeId) -> Result<Canonical, Trouble> {
    let mode = C14nMode::from_uri(algorithm(document, node)?)
        .ok_or(NotSupported("it is transformed by XSLT, XPath or another way than Canonical XML"))?;
    let mut rest = elements(document, node)?.into_iter();
    let prefixes = match rest.next() {
        None => Vec::new(),
        Some(list) if mode.is_exclusive() && is(document, list, EXCLUSIVE, "InclusiveNamespaces") => {
            attributes(document, list, &["PrefixList"])?;
            let listed = attribute(document, list, "PrefixList").unwrap_or_default();
            listed.split_ascii_whitespace().take(PREFIXES).map(str::to_owned).collect()
        }
        Some(_) => return Err(Malformed("its canonical form has parameters that it cannot have")),
    };
    if rest.next().is_some() {
        return Err(Malformed("its canonical form has parameters that it cannot have"));
    }
    Ok(Canonical { mode, prefixes })
}

/// RFC 9231, 2.3.
fn scheme(uri: &str) -> Result<Scheme, Trouble> {
    let pss = |hash: Hash| Scheme::RsaPss { hash, salt: hash.length() };
    Ok(match uri {
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256" => Scheme::RsaPkcs1(Hash::Sha256),
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384" => Scheme::RsaPkcs1(Hash::Sha384),
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512" => Scheme::RsaPkcs1(Hash::Sha512),
        "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1" => pss(Hash::Sha256),
        "http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1" => pss(Hash::Sha384),
        "http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1" => pss(Hash::Sha512),
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256" => Scheme::Ecdsa(Hash::Sha256),
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384" => Scheme::Ecdsa(Hash::Sha384),
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512" => Scheme::Ecdsa(Hash::Sha512),
        "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519" => Scheme::Ed25519,
        "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
        | "http://www.w3.org/2000/09/xmldsig#dsa-sha1"
        | "http://www.w3.org/2001/04/xmldsig-more#rsa-md5"
        | "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1" => return Err(Trouble::Weak),
        hmac if hmac.contains("hmac") => return Err(NotSupported("it is an HMAC: whoever can check it can make it")),
        _ => return Err(NotSupported("its signature method is not supported")),
    })
}

/// Children that are elements; any text between them is blank.
pub(super) fn elements(document: &Document<'_>, node: NodeId) -> Result<Vec<NodeId>, Trouble> {
    let mut elements = Vec::new();
    for child in document.children(node) {
        match document.node_kind(child) {
            Some(NodeKind::Element(_)) => elements.push(child),
            Some(NodeKind::Text(text)) if text.chars().all(|c| c.is_ascii_whitespace()) => {}
            Some(_) | None => return Err(Malformed("text stands between its elements")),
        }
    }
    Ok(elements)
}

pub(super) fn is(document: &Document<'_>, node: NodeId, namespace: &str, name: &str) -> bool {
    document.element(node).is_some_and(|element| element.matches_name_ns(namespace, name))
}

fn expect(document: &Document<'_>, node: Option<NodeId>, name: &'static str) -> Result<NodeId, Trouble> {
    node.filter(|node| is(document, *node, DSIG, name)).ok_or(Malformed("its elements are not those of XML Signature, in their order"))
}

fn attributes(document: &Document<'_>, node: NodeId, allowed: &[&str]) -> Result<(), Trouble> {
    let known = document
        .element(node)
        .is_some_and(|element| element.attributes.iter().all(|attribute| allowed.contains(&&*attribute.name.local_name)));
    if known { Ok(()) } else { Err(Malformed("an attribute stands in it that XML Signature does not have there")) }
}

pub(super) fn attribute<'d>(document: &'d Document<'_>, node: NodeId, name: &str) -> Option<&'d str> {
    document.element(node)?.get_attribute(name)
}

fn algorithm<'d>(document: &'d Document<'_>, node: NodeId) -> Result<&'d str, Trouble> {
    attributes(document, node, &["Algorithm"])?;
    attribute(document, node, "Algorithm").ok_or(Malformed("a method has no Algorithm"))
}

/// Base64 with white space in it, as XML has it.
pub(super) fn octets(document: &Document<'_>, node: NodeId) -> Result<Vec<u8>, Trouble> {
    if document.children(node).iter().any(|child| !matches!(document.node_kind(*child), Some(NodeKind::Text(_)))) {
        return Err(Malformed("an element stands where base64 should"));
    }
    let text: String = document.text_content_deep(node).chars().filter(|c| !c.is_ascii_whitespace()).collect();
    STANDARD.decode(text).map_err(|_| Malformed("it holds what is no base64"))
}
