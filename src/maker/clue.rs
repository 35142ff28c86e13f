//! Everything in a component that points to a maker, borrowed from its bill.

use super::directory::{Directory, PartyId};
use super::holder;
use super::registry::Standing;
use crate::bill::{Bill, Claim, ClaimState, Component, IdentifierKind, Kind, Role};

/// One pointer to a maker. Two components with equal clues have one trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Clue<'a> {
    /// A claim of the bill, as it stands.
    Claim(Role, ClaimState, &'a str),
    /// The vendor field of a CPE, not yet unescaped.
    Vendor(&'a str),
    /// Type and namespace of a purl, not yet decoded.
    Namespace(&'a str, &'a str),
    /// Type and name of a purl without a namespace.
    Package(&'a str, &'a str),
    /// The party of the directory to which a registry gave a MAC prefix or a vendor number.
    Registered(PartyId, Standing),
    /// A web address of the entity of a claim.
    Website(&'a str),
    /// Who signed the bill of which the component is the subject.
    Signer(&'a str),
    /// Who supplied the bill of which the component is the subject.
    BillSupplier(&'a str),
    /// A thing that one can touch, or what runs it: its maker must be stated.
    Hardware,
}

/// What a component stands for in its bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// What the bill is about.
    Subject,
    /// The first of a bill that does not say what it is about: whoever supplied the bill is screened with it.
    Bill,
    Itself,
}

/// Collects the clues of one component into `clues`, in the order of the bill; those of the bill's subject from the bill too.
pub(super) fn collect<'a>(
    bill: &'a Bill,
    component: &Component,
    stands_for: Stands,
    signer: Option<&'a str>,
    directory: &Directory,
    clues: &mut Vec<Clue<'a>>,
) {
    clues.clear();
    let contents = &bill.contents;
    let mut stated = false;
    for claim in contents.claims_of(component) {
        stated |= claim.state == ClaimState::Stated;
        clues.push(Clue::Claim(claim.role, claim.state, contents.text(claim.text)));
    }
    clues.extend(component.cpe.and_then(|cpe| vendor_of(contents.text(cpe))).map(Clue::Vendor));
    clues.extend(component.purl.and_then(|purl| package_of(contents.text(purl), stated)));
    for identifier in contents.identifiers_of(component) {
        let text = contents.text(identifier.text);
        match identifier.kind {
            IdentifierKind::Purl => clues.extend(package_of(text, stated)),
            IdentifierKind::Cpe => clues.extend(vendor_of(text).map(Clue::Vendor)),
            IdentifierKind::MacAddress => {
                clues.extend(holder::of("mac", text, directory).map(|(party, standing)| Clue::Registered(party, standing)));
            }
            IdentifierKind::PciVendor => {
                clues.extend(holder::of("pci", text, directory).map(|(party, standing)| Clue::Registered(party, standing)));
            }
            IdentifierKind::UsbVendor => {
                clues.extend(holder::of("usb", text, directory).map(|(party, standing)| Clue::Registered(party, standing)));
            }
            IdentifierKind::Website => clues.push(Clue::Website(text)),
            IdentifierKind::Swid
            | IdentifierKind::Swhid
            | IdentifierKind::Omnibor
            | IdentifierKind::Gtin
            | IdentifierKind::Gln
            | IdentifierKind::SerialNumber
            | IdentifierKind::Sku
            | IdentifierKind::LotNumber
            | IdentifierKind::PartNumber
            | IdentifierKind::Certification
            | IdentifierKind::Quantity
            | IdentifierKind::Country
            | IdentifierKind::Sha256 => {}
        }
    }
    if stands_for == Stands::Subject {
        clues.extend(signer.map(Clue::Signer));
    }
    if stands_for != Stands::Itself {
        let said = |claim: &&Claim| claim.role != Role::Author && claim.state == ClaimState::Stated;
        let suppliers = contents.document_claims.iter().filter(said);
        clues.extend(suppliers.map(|claim| Clue::BillSupplier(contents.text(claim.text))));
    }
    if is_hardware(component.kind) {
        clues.push(Clue::Hardware);
    }
}

/// Whether the maker of such a thing has to be stated: a purl or a signature does not tell who built it.
fn is_hardware(kind: Kind) -> bool {
    match kind {
        Kind::Device | Kind::DeviceDriver | Kind::Firmware | Kind::Platform => true,
        Kind::Application
        | Kind::Framework
        | Kind::Library
        | Kind::Container
        | Kind::OperatingSystem
        | Kind::File
        | Kind::MachineLearningModel
        | Kind::Data
        | Kind::CryptographicAsset
        | Kind::Source
        | Kind::Archive
        | Kind::Install
        | Kind::Service
        | Kind::OtherStated
        | Kind::Unstated => false,
    }
}

/// Type and namespace of a purl. Without a namespace its name stands in, unless a maker is stated: the name of a
/// package says less about its maker than any claim.
fn package_of(purl: &str, maker_is_stated: bool) -> Option<Clue<'_>> {
    let rest = purl.strip_prefix("pkg:")?.trim_start_matches('/');
    let rest = rest.split(['?', '#']).next().unwrap_or(rest).trim_end_matches('/');
    let (kind, path) = rest.split_once('/')?;
    let (namespace, name) = path.rsplit_once('/').map_or((None, path), |(namespace, name)| (Some(namespace), name));
    let name = name.split('@').next().filter(|name| !name.is_empty());
    match namespace.filter(|namespace| !namespace.is_empty()) {
        Some(namespace) => Some(Clue::Namespace(kind, namespace)),
        None => name.filter(|_| !maker_is_stated).map(|name| Clue::Package(kind, name)),
    }
}

/// The vendor field of a CPE 2.3 or 2.2 name; `None` where it says "any" or "not applicable".
fn vendor_of(cpe: &str) -> Option<&str> {
    let (fields, position) = match cpe.strip_prefix("cpe:2.3:") {
        Some(fields) => (fields, 1),
        None => (cpe.strip_prefix("cpe:/")?, 1),
    };
    let mut start = 0;
    let mut count = 0;
    let bytes = fields.as_bytes();
    for (at, byte) in bytes.iter().enumerate().chain([(bytes.len(), &b':')]) {
        let escaped = at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'\\');
        if *byte != b':' || (escaped && at < bytes.len()) {
            continue;
        }
        if count == position {
            return fields.get(start..at).filter(|vendor| !matches!(*vendor, "" | "*" | "-"));
        }
        count += 1;
        start = at.saturating_add(1);
    }
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_traced_to_its_namespace() {
        for (purl, expected) in [
            ("pkg:golang/github.com/huaweicloud/sdk@v1#sub", Some(Clue::Namespace("golang", "github.com/huaweicloud"))),
            ("pkg:npm/%40angular/animation@12.3.1", Some(Clue::Namespace("npm", "%40angular"))),
            ("pkg:npm/@angular/animation@12.3.1", Some(Clue::Namespace("npm", "@angular"))),
            ("pkg:deb/debian/zstd@1.5.4?arch=amd64", Some(Clue::Namespace("deb", "debian"))),
            ("pkg:pypi/huawei-lte-api@1.0", Some(Clue::Package("pypi", "huawei-lte-api"))),
            ("pkg:pypi", None),
            ("pkg:pypi/", None),
            ("requests", None),
        ] {
            assert_eq!(package_of(purl, false), expected, "{purl}");
        }
        assert_eq!(package_of("pkg:pypi/requests", true), None);
    }

    #[test]
    fn a_cpe_names_its_vendor() {
        for (cpe, expected) in [
            ("cpe:2.3:h:huawei:ar3200:-:*:*:*:*:*:*:*", Some("huawei")),
            ("cpe:2.3:a:a\\:b:c:1", Some("a\\:b")),
            ("cpe:/o:zte:zxr10", Some("zte")),
            ("cpe:/o:zte", Some("zte")),
            ("cpe:2.3:a:*:thing:1", None),
            ("cpe:2.3:a", None),
            ("huawei", None),
        ] {
            assert_eq!(vendor_of(cpe), expected, "{cpe}");
        }
    }
}
