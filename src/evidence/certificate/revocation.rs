//! Whether certificates were revoked: by lists (RFC 5280, section 5) and OCSP responses (RFC 6960) that the buyer fetched.

use der::Decode as _;
use webpki::{BorrowedCertRevocationList, CertRevocationList};

use super::super::Standing;
use super::ocsp::{Answer, Response};
use super::path::Path;
use super::reasons::{revoked, stale, unknown};
use super::{Certificate, moment};
use crate::intake::{Digest, Moment};

/// Revocation lists and OCSP responses, parsed once.
#[derive(Clone, Debug, Default)]
pub struct Revocations {
    /// The newest first: webpki asks the first that fits.
    lists: Vec<List>,
    responses: Vec<Response>,
}

#[derive(Clone, Debug)]
struct List {
    der: Vec<u8>,
    issuer_der: Vec<u8>,
    this_update: Moment,
    /// `None`: not said; then it shows nothing about today.
    next_update: Option<Moment>,
}

impl Revocations {
    /// Takes a list in DER. `false`: these bytes are none that can be used.
    pub(in super::super) fn add_list(&mut self, der: &[u8]) -> bool {
        let Some(list) = List::parse(der) else { return false };
        let place = self.lists.partition_point(|known| known.this_update > list.this_update);
        self.lists.insert(place, list);
        true
    }

    /// Takes an OCSP response in DER. `false`: these bytes are none, or it says that there was no answer.
    pub(in super::super) fn add_response(&mut self, der: &[u8]) -> bool {
        let Some(response) = Response::parse(der) else { return false };
        self.responses.push(response);
        true
    }

    /// Those by the issuers of these certificates.
    pub(super) fn lists(&self, certificates: &[&Certificate]) -> Vec<CertRevocationList<'_>> {
        let is_theirs = |list: &&List| certificates.iter().any(|certificate| certificate.issuer_der == list.issuer_der);
        self.lists.iter().filter(is_theirs).filter_map(List::parsed).collect()
    }

    /// SHA-256 of every list and response.
    pub(in super::super) fn digests(&self) -> impl Iterator<Item = Digest> {
        let lists = self.lists.iter().map(|list| Digest::of(&list.der));
        lists.chain(self.responses.iter().map(Response::digest))
    }

    fn lists_of<'a>(&'a self, certificate: &'a Certificate) -> impl Iterator<Item = &'a List> {
        self.lists.iter().filter(|list| list.issuer_der == certificate.issuer_der)
    }
}

impl List {
    fn parse(der: &[u8]) -> Option<Self> {
        BorrowedCertRevocationList::from_der(der).ok()?;
        let body = x509_cert::crl::CertificateList::from_der(der).ok()?.tbs_cert_list;
        Some(Self {
            der: der.to_vec(),
            issuer_der: der::Encode::to_der(&body.issuer).ok()?,
            this_update: moment(body.this_update.to_unix_duration())?,
            next_update: match body.next_update {
                Some(time) => Some(moment(time.to_unix_duration())?),
                None => None,
            },
        })
    }

    fn parsed(&self) -> Option<CertRevocationList<'_>> {
        BorrowedCertRevocationList::from_der(&self.der).ok().map(CertRevocationList::from)
    }

    fn names(&self, certificate: &Certificate) -> bool {
        self.parsed().is_some_and(|list| !matches!(list.find_serial(&certificate.serial), Ok(None)))
    }
}

/// The signer's own certificate is trusted, and nothing is known of its issuer: whatever names it as revoked counts.
pub(super) fn pinned(signer: &Certificate, revocations: &Revocations) -> Result<(), Standing> {
    let by_response = revocations.responses.iter().any(|response| response.revokes_unproven(signer));
    if by_response || revocations.lists_of(signer).any(|list| list.names(signer)) {
        return Err(revoked(signer));
    }
    Ok(())
}

/// Whether every certificate of the path but the anchor still stands at this moment, as far as anything is said about it.
///
/// A certificate that is revoked in any list or response is revoked, whenever it was used: nobody can tell since when its key
/// was in other hands. What is past its next update no longer shows that a certificate is good (RFC 5280, 6.3.3; RFC 6960, 4.2.2.1).
pub(super) fn standing(path: &Path<'_>, revocations: &Revocations, at: Moment) -> Result<(), Standing> {
    for (certificate, issuer) in path.certificates.iter().zip(path.certificates.iter().skip(1)) {
        let answers: Vec<Answer> = revocations.responses.iter().flat_map(|response| response.about(certificate, issuer, at)).collect();
        // webpki asked the newest list only, with its signature.
        if answers.contains(&Answer::Revoked) || revocations.lists_of(certificate).any(|list| list.names(certificate)) {
            return Err(revoked(certificate));
        }
        if answers.contains(&Answer::Unknown) && !answers.contains(&Answer::Good) {
            return Err(unknown(certificate));
        }
        let mut lists = revocations.lists_of(certificate).peekable();
        let is_spoken_of = lists.peek().is_some() || !answers.is_empty();
        let is_fresh = lists.any(|list| list.next_update.is_some_and(|next| at <= next)) || answers.contains(&Answer::Good);
        if is_spoken_of && !is_fresh {
            return Err(stale(certificate));
        }
    }
    Ok(())
}
