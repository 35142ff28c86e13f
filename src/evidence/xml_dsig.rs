//! Signatures inside CycloneDX XML (XML-DSig, enveloped) over the whole bill.

mod key_info;
mod layout;

use bergshamra_xml::NodeSet;
use uppsala::{NodeId, NodeKind};

use super::embedded::{self, Signer};
use super::key::{Check, PublicKey};
use super::said::{Link, Said};
use super::trust::Kind;
use super::{Attestation, Cause, Form, Opened, Opening, Proof, Standing, timestamp};
use crate::intake::outline::{Trouble as Stumble, without_byte_order_mark};
use crate::intake::{Digest, Document, Outline};
use key_info::KeyInfo;
use layout::{Canonical, DSIG, Parts, Trouble};

/// The form's line in [`super::FORMS`].
pub(super) const FORM: Form = Form {
    name: "xml-dsig",
    title: "XML-DSig, inside CycloneDX XML (element Signature)",
    proves: "that the holder of a trusted key, or of a certificate under a trusted authority, signed what the bill says",
    not: "when it was signed, unless a timestamp shows it; nor comments; a signature over a part of the bill is not read",
    recognises,
    open,
    say,
};

/// Larger bills are not brought into canonical form, which takes some ten times their size in memory.
const LIMIT_BYTES: usize = 64 << 20;
/// Namespaces declared in one bill. Canonical XML carries each of them to every element below.
const NAMESPACES: usize = 64;
/// Signatures of one bill that are shown.
const SIGNATURES: usize = 64;

fn recognises(document: &Document) -> bool {
    const CYCLONEDX: &str = "http://cyclonedx.org/schema/bom/";
    let is_bill =
        matches!(&document.outline, Outline::Xml { root, .. } if root.local_name == "bom" && root.namespace.starts_with(CYCLONEDX));
    is_bill && std::str::from_utf8(&document.bytes).is_ok_and(|text| text.contains(DSIG))
}

fn open(document: &Document, opening: &Opening<'_>) -> Vec<Opened> {
    let case = Case { document, opening };
    match case.signatures() {
        Ok(found) => found,
        Err(standing) => vec![case.opened(standing, None, "")],
    }
}

fn say(document: &Document) -> Vec<Said> {
    let text = std::str::from_utf8(without_byte_order_mark(&document.bytes)).ok().filter(|text| text.len() <= LIMIT_BYTES);
    let Some(parsed) = text.and_then(|text| uppsala::parse(text).ok()) else {
        return vec![Said::unreadable(&malformed("the bill is no well-formed XML, or is nested too deep"))];
    };
    let Some(root) = parsed.document_element() else { return Vec::new() };
    let signatures = parsed.get_elements_by_tag_name_ns(DSIG, "Signature").into_iter().take(SIGNATURES);
    signatures.map(|signature| said(&parsed, root, signature)).collect()
}

fn said(parsed: &uppsala::Document<'_>, root: NodeId, signature: NodeId) -> Said {
    let over =
        parsed.parent(signature).and_then(|parent| parsed.element(parent)).map(|element| format!("element {}", element.name.local_name));
    let read = Parts::read(parsed, root, signature).and_then(|parts| Ok((KeyInfo::read(parsed, parts.key_info)?, parts)));
    let said = match read {
        Ok((key_info, parts)) => Said {
            algorithm: Some(parts.scheme.to_string()),
            certificates: key_info.certificates().map(Link::of).collect(),
            ..Said::by(key_info.claimed())
        },
        Err(Trouble::Malformed(what)) => Said::unreadable(&malformed(what)),
        Err(Trouble::NotSupported(what)) => Said::unreadable(&unsupported(what)),
        Err(Trouble::Weak) => Said::unreadable(&weak()),
    };
    Said { subjects: over.into_iter().collect(), ..said }
}

struct Case<'a> {
    document: &'a Document,
    opening: &'a Opening<'a>,
}

impl Case<'_> {
    fn signatures(&self) -> Result<Vec<Opened>, Standing> {
        let bytes = without_byte_order_mark(&self.document.bytes);
        let text = std::str::from_utf8(bytes).map_err(|_| malformed("the bill is no UTF-8"))?;
        match &self.document.outline {
            Outline::Xml { trouble: Some(Stumble::DocumentType), .. } => {
                return Err(malformed("a document type declaration stands in the bill"));
            }
            Outline::Xml { trouble: Some(Stumble::CutShort), .. } => return Err(malformed("the bill ends too early")),
            Outline::Xml { trouble: Some(Stumble::TooDeep), .. } => return Err(unsupported("the bill is nested too deep")),
            Outline::Xml { trouble: None, .. } => {}
            Outline::Empty | Outline::JsonObject { .. } | Outline::JsonOther | Outline::Text { .. } | Outline::Pem { .. } => {
                return Ok(Vec::new());
            }
            Outline::Der { .. }
            | Outline::Cbor { .. }
            | Outline::Archive { .. }
            | Outline::Protobuf { .. }
            | Outline::Utf16
            | Outline::Binary => {
                return Ok(Vec::new());
            }
        }
        if bytes.len() > LIMIT_BYTES {
            return Err(unsupported("the bill is larger than 64 MiB"));
        }
        self.opening.spend()?;
        let parsed = uppsala::parse(text).map_err(|_| malformed("the bill is no well-formed XML, or is nested too deep"))?;
        let root = parsed.document_element().ok_or_else(|| malformed("the bill has no element"))?;
        if parsed.doctype.is_some() {
            return Err(malformed("a document type declaration stands in the bill"));
        }
        let (whole, parts): (Vec<NodeId>, Vec<NodeId>) =
            parsed.get_elements_by_tag_name_ns(DSIG, "Signature").into_iter().partition(|node| parsed.parent(*node) == Some(root));
        let mut opened = Vec::new();
        match whole.as_slice() {
            [] => {}
            [signature] => {
                let (standing, claimed) = self.whole(&parsed, root, *signature);
                opened.push(self.opened(standing, claimed, ""));
            }
            [..] => return Err(malformed("it is not alone: a second Signature stands beside it")),
        }
        if let Some(first) = parts.first() {
            let within = parsed.parent(*first).and_then(|parent| parsed.element(parent)).map_or("/", |element| &element.name.local_name);
            opened.push(self.opened(unsupported("it is over a part of the bill"), None, &format!("/{within}")));
        }
        Ok(opened)
    }

    fn whole(&self, parsed: &uppsala::Document<'_>, root: NodeId, signature: NodeId) -> (Standing, Option<String>) {
        let read = Parts::read(parsed, root, signature);
        let read = read.and_then(|parts| Ok((KeyInfo::read(parsed, parts.key_info)?, parts)));
        let (key_info, parts) = match read {
            Ok(read) => read,
            Err(Trouble::Malformed(what)) => return (malformed(what), None),
            Err(Trouble::NotSupported(what)) => return (unsupported(what), None),
            Err(Trouble::Weak) => return (weak(), None),
        };
        let standing = match self.judge(parsed, signature, &parts, &key_info) {
            Ok(proof) => Standing::Verified(proof),
            Err(standing) => standing,
        };
        (standing, Some(key_info.claimed()))
    }

    fn judge(&self, parsed: &uppsala::Document<'_>, signature: NodeId, parts: &Parts, key_info: &KeyInfo) -> Result<Proof, Standing> {
        let declared: usize = parsed.descendants(parsed.root()).into_iter().map(|node| namespaces(parsed, node)).sum();
        if declared > NAMESPACES {
            return Err(unsupported("the bill declares more than 64 namespaces"));
        }
        // XML Signature 1.1, 3.2.1: the reference first.
        let mut bill = NodeSet::all_without_comments(parsed);
        bill.remove_id(signature);
        for node in parsed.descendants(signature) {
            bill.remove_id(node);
        }
        let bill = canonical(parsed, &parts.reference.canonical, &bill)?;
        self.opening.spend_bytes(&bill)?;
        if parts.reference.hash.of(&bill) != parts.reference.digest {
            return Err(altered());
        }
        // 3.2.2: then the signature over what names it.
        let signed_info = canonical(parsed, &parts.canonical, &NodeSet::tree_without_comments(parts.signed_info, parsed))?;
        let claimed = key_info.claimed();
        let fits = |key: &PublicKey| {
            let value = embedded::der(&parts.value, parts.scheme, key);
            value.is_some_and(|value| key.check(parts.scheme, &signed_info, &value) == Check::Good)
        };
        let stamped = timestamp::beside(self.document, &parts.value, self.opening);
        if key_info.keys().any(PublicKey::is_weak) {
            return Err(weak());
        }
        if let Some(key) = key_info.keys().find(|key| fits(key)) {
            let signer = Signer { key: key.clone(), certificates: key_info.certificates_from(key), stamped, kind: Kind::Bill };
            return signer.proof(&claimed, self.opening);
        }
        match embedded::keys(self.opening).filter(|key| !key.is_weak()).find(|key| fits(key)) {
            Some(key) => Signer { key: key.clone(), certificates: Vec::new(), stamped, kind: Kind::Bill }.proof(&claimed, self.opening),
            None if key_info.keys().next().is_some() => Err(altered()),
            None => Err(embedded::nobody_known(&claimed, false, self.opening)),
        }
    }

    fn opened(&self, standing: Standing, claimed_signer: Option<String>, within: &str) -> Opened {
        let subjects: Vec<Digest> = if within.is_empty() { vec![self.document.digest] } else { Vec::new() };
        let attestation = Attestation {
            document: self.document.digest,
            path: self.document.path.clone(),
            form: FORM.name,
            standing,
            subjects,
            predicate: None,
            claimed_signer,
            within: Some(within.to_owned()),
        };
        Opened { attestation, payload: None }
    }
}

fn namespaces(parsed: &uppsala::Document<'_>, node: NodeId) -> usize {
    match parsed.node_kind(node) {
        Some(NodeKind::Element(element)) => element.namespace_declarations.len(),
        Some(_) | None => 0,
    }
}

fn canonical(parsed: &uppsala::Document<'_>, canonical: &Canonical, nodes: &NodeSet) -> Result<Vec<u8>, Standing> {
    bergshamra_c14n::canonicalize_doc(parsed, canonical.mode, Some(nodes), &canonical.prefixes)
        .map_err(|_| malformed("it has no canonical form"))
}

fn altered() -> Standing {
    Standing::rejected(
        Cause::Altered,
        "the signature inside does not fit the bill: one of the two was changed after signing",
        "fetch the bill again from the vendor; where it is the same, ask the vendor to sign again",
    )
}

fn malformed(what: &str) -> Standing {
    Standing::rejected(
        Cause::Malformed,
        format!("the signature inside is no XML signature that can be relied on: {what}"),
        "ask the vendor to sign the whole bill, enveloped, with one Reference of URI \"\"",
    )
}

fn weak() -> Standing {
    Standing::rejected(
        Cause::Weak,
        "the signature inside rests on MD5, SHA-1, DSA or an RSA key below 2048 bits, which no longer prove anything",
        "ask the vendor to sign again with SHA-256 or better and RSA of at least 2048 bits, or an elliptic curve",
    )
}

fn unsupported(what: &str) -> Standing {
    Standing::undetermined(
        Cause::NotSupported,
        format!("the signature inside is not read: {what}"),
        "ask the vendor to sign the whole bill, enveloped, with one Reference of URI \"\", Canonical XML and SHA-256",
    )
}
