//! A platform certificate in a delivery: a signed statement about a machine, under a platform authority that the buyer chose.

use super::super::certificate::Certificate;
use super::super::said::Said;
use super::super::trust::{Claims, Kind as DocumentKind};
use super::super::{Attestation, Cause, Form, Opened, Opening, Proof, Standing};
use super::{Endorsement, Fault, PlatformCertificate, Surroundings, is_marked};
use crate::intake::Document;

/// The form's line in `FORMS`.
pub const FORM: Form = Form {
    name: "platform-certificate",
    title: "TCG platform certificate (profiles 1.0, 1.1, 2.x), as attribute or key certificate",
    proves: "that a trusted platform authority certified these parts for the machine that it names",
    not: "that the machine on the bench is that machine: its parts have to be compared, and its TPM has to be the certificate's holder",
    recognises: is_marked,
    open,
    say,
};

fn open(document: &Document, opening: &Opening<'_>) -> Vec<Opened> {
    let (standing, claimed_signer) = match PlatformCertificate::read(&document.bytes) {
        Ok(certificate) => (judged(&certificate, opening).map_or_else(|standing| standing, Standing::Verified), issuer(&certificate)),
        Err(defect) => (standing(defect.fault, &defect.detail), None),
    };
    let attestation = Attestation {
        document: document.digest,
        path: document.path.clone(),
        form: FORM.name,
        standing,
        subjects: vec![document.digest],
        predicate: None,
        claimed_signer,
        within: None,
    };
    vec![Opened { attestation, payload: None }]
}

fn say(document: &Document) -> Vec<Said> {
    vec![match PlatformCertificate::read(&document.bytes) {
        Ok(certificate) => {
            let platform = &certificate.platform;
            let named =
                [&platform.manufacturer, &platform.model, &platform.serial].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
            Said {
                algorithm: Some(certificate.signature_algorithm.clone()),
                subjects: vec![format!("{named}, {} parts", certificate.components.len())],
                remark: Some(format!("valid from {} to {}", certificate.not_before, certificate.not_after)),
                ..Said::by(issuer(&certificate).unwrap_or_else(|| "somebody who gives no name".to_owned()))
            }
        }
        Err(defect) => Said::unreadable(&standing(defect.fault, &defect.detail)),
    }]
}

fn issuer(certificate: &PlatformCertificate) -> Option<String> {
    let part = certificate.issuer.iter().find(|part| part.oid == "2.5.4.3").or(certificate.issuer.last());
    part.map(|part| format!("\"{}\"", part.value))
}

fn judged(certificate: &PlatformCertificate, opening: &Opening<'_>) -> Result<Proof, Standing> {
    opening.spend()?;
    let (places, authorities): (Vec<usize>, Vec<Certificate>) =
        opening.trust.authorities().map(|(place, authority)| (place, authority.clone())).unzip();
    // A TPM has a certificate for each of its kinds of key; the machine's is made for one of them.
    let holders: Vec<Endorsement> = opening.delivery.holders.iter().filter_map(|file| Endorsement::read(&file.bytes).ok()).collect();
    let holder = holders.iter().find(|holder| certificate.names_as_holder(holder)).or(holders.first());
    let around = Surroundings { authorities: &authorities, holder, base: None, at: opening.at };
    let judged = certificate.judge(&around);
    if let Some(fault) = judged.fault {
        return Err(standing(fault, ""));
    }
    let place = judged.authority.and_then(|index| places.get(index)).copied();
    let place = place.ok_or_else(|| standing(Fault::UnknownIssuer, ""))?;
    let vendor = opening.delivery.order.vendor.as_deref();
    let names = judged.authority.and_then(|index| authorities.get(index)).map(|authority| authority.names.clone()).unwrap_or_default();
    let claims = Claims { names: &names, issuer: None, kinds: &[DocumentKind::Bill], vendor, at: opening.at };
    let (root, vouches_for) = opening.trust.vouch(place, &claims)?;
    Ok(Proof { signer: root.clone(), root, signed_at: None, vouches_for, build: None })
}

fn standing(fault: Fault, detail: &str) -> Standing {
    let (what, remedy) = fault.explained();
    let words = if detail.is_empty() {
        format!("the platform certificate: {what}")
    } else {
        format!("the platform certificate: {what} ({detail})")
    };
    let cause = match fault {
        Fault::NoIssuer | Fault::UnknownIssuer => Cause::Stranger,
        Fault::UnsupportedAlgorithm => Cause::NotSupported,
        Fault::Signature => Cause::Altered,
        Fault::WeakAlgorithm => Cause::Weak,
        Fault::Expired | Fault::NotYetValid | Fault::IssuerNotValid => Cause::OutOfTime,
        Fault::HolderIssuerDiffers | Fault::OtherHolder | Fault::OtherBase | Fault::NoBase | Fault::TwoBases | Fault::DeltaDoesNotFit => {
            Cause::NotForThis
        }
        Fault::CriticalExtension
        | Fault::Truncated
        | Fault::Trailing
        | Fault::Malformed
        | Fault::Empty
        | Fault::TooManyComponents
        | Fault::NotAPlatformCertificate => Cause::Malformed,
    };
    if fault.is_bad() { Standing::rejected(cause, words, remedy) } else { Standing::undetermined(cause, words, remedy) }
}
