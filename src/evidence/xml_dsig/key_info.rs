//! KeyInfo: keys and certificates that an XML signature brings along. Nobody signed it, so it is never trust.

use uppsala::{Document, NodeId};

use super::super::certificate::Certificate;
use super::super::embedded;
use super::super::key::PublicKey;
use super::layout::{DSIG, DSIG11, Trouble, elements, is, octets};

/// More are passed over.
const KEYS: usize = 16;

/// What could be read of it. What could not is passed over: at worst nobody is found to have signed.
#[derive(Debug, Default)]
pub(super) struct KeyInfo {
    certificates: Vec<Certificate>,
    /// Keys without a certificate.
    bare: Vec<PublicKey>,
}

impl KeyInfo {
    pub fn read(document: &Document<'_>, key_info: Option<NodeId>) -> Result<Self, Trouble> {
        let mut found = Self::default();
        let Some(key_info) = key_info else { return Ok(found) };
        for child in document.children(key_info).into_iter().take(KEYS) {
            if is(document, child, DSIG, "X509Data") {
                for certificate in
                    elements(document, child)?.into_iter().filter(|node| is(document, *node, DSIG, "X509Certificate")).take(KEYS)
                {
                    found.certificates.extend(Certificate::parse(&octets(document, certificate)?));
                }
            } else if is(document, child, DSIG, "KeyValue") {
                found.bare.extend(rsa(document, child)?);
            } else if is(document, child, DSIG11, "DEREncodedKeyValue") {
                found.bare.extend(PublicKey::from_info(&octets(document, child)?));
            }
        }
        found.certificates.truncate(KEYS);
        Ok(found)
    }

    pub fn keys(&self) -> impl Iterator<Item = &PublicKey> {
        self.certificates.iter().filter_map(Certificate::key).chain(&self.bare)
    }

    pub fn certificates(&self) -> impl Iterator<Item = &Certificate> {
        self.certificates.iter()
    }

    /// All certificates, those of this key first: XML Signature gives them no order.
    pub fn certificates_from(&self, key: &PublicKey) -> Vec<&Certificate> {
        let (own, others): (Vec<&Certificate>, Vec<&Certificate>) =
            self.certificates.iter().partition(|certificate| certificate.key() == Some(key));
        if own.is_empty() { Vec::new() } else { own.into_iter().chain(others).collect() }
    }

    /// Who says to have signed: the certificate that stands above no other one here.
    pub fn claimed(&self) -> String {
        let above_none = |one: &&Certificate| !self.certificates.iter().any(|other| other != *one && one.is_named_as_issuer_of(other));
        match (self.certificates.iter().find(above_none), self.bare.first()) {
            (Some(certificate), _) => format!("\"{}\" under \"{}\"", certificate.subject, certificate.issuer),
            (None, Some(key)) => format!("the holder of key sha256:{}", key.fingerprint()),
            (None, None) => "somebody who gives no name and no key".to_owned(),
        }
    }
}

/// XML Signature 1.1, 4.5.2.2. Elliptic curves come as certificates or encoded in DER.
fn rsa(document: &Document<'_>, key_value: NodeId) -> Result<Option<PublicKey>, Trouble> {
    let numbers = elements(document, key_value)?.into_iter().find(|node| is(document, *node, DSIG, "RSAKeyValue"));
    let Some(numbers) = numbers else { return Ok(None) };
    let number = |name: &str| {
        let node = elements(document, numbers)?.into_iter().find(|node| is(document, *node, DSIG, name));
        node.map(|node| octets(document, node)).transpose()
    };
    Ok(number("Modulus")?.zip(number("Exponent")?).and_then(|(modulus, exponent)| embedded::rsa(&modulus, &exponent)))
}
