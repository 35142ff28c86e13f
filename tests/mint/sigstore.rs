//! A Sigstore instance of our own: certificate authority, certificate log, Rekor log, and bundles made under them.

use base64::Engine as _;
use serde_json::{Value, json};
use sha2::Digest as _;

use super::der;
use super::pki::{self, CRITICAL, Holder, Key, LONG, Use, Window, extension};

/// When everything here is signed: 2025-06-01T12:00:00Z.
pub const SIGNED_AT: i64 = 1_748_779_200;
/// The day of it: how long a signer's certificate lasts.
const DAY: Window = Window("250601", "250602");

/// The instance.
pub struct Instance {
    pub authority: Holder,
    /// `None`: certificates are not logged, though the root says so.
    pub certificate_log: Option<Key>,
    pub log: Key,
    /// What its certificates are for.
    pub purpose: Use,
}

/// Who signs.
pub enum Signer {
    /// Hinted at only: the buyer has the key.
    Key(Key),
    /// Under a certificate with this name (subjectAltName) and OIDC issuer.
    Identity { name: Name, issuer: &'static str },
    /// The same with claims about the build: the last number under 1.3.6.1.4.1.57264.1, and what is said.
    Build { name: Name, issuer: &'static str, claims: &'static [(u8, &'static str)] },
}

/// subjectAltName by its kind.
#[derive(Clone, Copy)]
pub enum Name {
    Uri(&'static str),
    Email(&'static str),
}

impl Instance {
    /// The instance of this name; always the same one.
    pub fn new(name: &str) -> Self {
        Self::lasting(name, LONG)
    }

    /// The same, with an authority whose own certificate lasts for this window.
    pub fn lasting(name: &str, window: Window) -> Self {
        let key = |what: &str| Key::p256(&format!("{name} {what}"));
        Self {
            authority: Holder::root(&format!("{name} authority"), key("authority"), window),
            certificate_log: Some(key("certificate log")),
            log: key("log"),
            purpose: Use::Signer,
        }
    }

    /// `trusted_root.json`, with windows open to the end.
    pub fn trusted_root(&self) -> String {
        let start = json!({ "start": "2024-01-01T00:00:00Z" });
        let log = |key: &Key| {
            json!({
                "baseUrl": "https://log.example.com",
                "hashAlgorithm": "SHA2_256",
                "publicKey": { "rawBytes": base64(&key.public()), "keyDetails": "PKIX_ECDSA_P256_SHA_256", "validFor": start },
                "logId": { "keyId": base64(&log_id(key)) },
            })
        };
        let chain = json!({ "certificates": [{ "rawBytes": base64(&self.authority.certificate) }] });
        let subject = json!({ "organization": "kenpin test key, never trust", "commonName": "authority" });
        json!({
            "mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
            "tlogs": [log(&self.log)],
            "certificateAuthorities": [{ "subject": subject, "uri": "https://ca.example.com", "certChain": chain, "validFor": start }],
            "ctlogs": self.certificate_log.iter().map(log).collect::<Vec<_>>(),
            "timestampAuthorities": [],
        })
        .to_string()
    }

    /// A bundle over plain bytes.
    pub fn sign(&self, signer: &Signer, bytes: &[u8]) -> Value {
        let (key, material, verifier) = self.signer(signer);
        let signature = base64(&key.sign(bytes));
        let body = json!({
            "apiVersion": "0.0.1",
            "kind": "hashedrekord",
            "spec": {
                "data": { "hash": { "algorithm": "sha256", "value": hex(&sha256(bytes)) } },
                "signature": { "content": signature, "publicKey": { "content": base64(verifier.as_bytes()) } },
            },
        });
        let content = json!({ "messageDigest": { "algorithm": "SHA2_256", "digest": base64(&sha256(bytes)) }, "signature": signature });
        bundle(material, self.entry("hashedrekord", &body), "messageSignature", content)
    }

    /// A bundle around an in-toto statement, or whatever else `payload` is.
    pub fn state(&self, signer: &Signer, payload: &[u8]) -> Value {
        const TYPE: &str = "application/vnd.in-toto+json";
        let (key, material, verifier) = self.signer(signer);
        let encoded = [format!("DSSEv1 {} {TYPE} {} ", TYPE.len(), payload.len()).as_bytes(), payload].concat();
        let signature = base64(&key.sign(&encoded));
        let envelope = json!({ "payload": base64(payload), "payloadType": TYPE, "signatures": [{ "sig": signature }] });
        let body = json!({
            "apiVersion": "0.0.1",
            "kind": "dsse",
            "spec": {
                "envelopeHash": { "algorithm": "sha256", "value": hex(&sha256(envelope.to_string().as_bytes())) },
                "payloadHash": { "algorithm": "sha256", "value": hex(&sha256(payload)) },
                "signatures": [{ "signature": signature, "verifier": base64(verifier.as_bytes()) }],
            },
        });
        bundle(material, self.entry("dsse", &body), "dsseEnvelope", envelope)
    }

    fn signer(&self, signer: &Signer) -> (Key, Value, String) {
        match signer {
            Signer::Key(key) => (key.clone(), json!({ "publicKey": { "hint": "key" } }), key.public_pem()),
            Signer::Identity { name, issuer } => self.keyless(*name, issuer, &[]),
            Signer::Build { name, issuer, claims } => self.keyless(*name, issuer, claims),
        }
    }

    fn keyless(&self, name: Name, issuer: &str, claims: &[(u8, &str)]) -> (Key, Value, String) {
        let holder = self.certify(name, issuer, claims);
        (holder.key.clone(), json!({ "certificate": { "rawBytes": base64(&holder.certificate) } }), holder.pem())
    }

    /// A certificate for one day, logged: RFC 6962, 3.2 and 3.3.
    fn certify(&self, name: Name, issuer: &str, claims: &[(u8, &str)]) -> Holder {
        let key = Key::p256(&format!("{issuer} signer"));
        let (tag, text) = match name {
            Name::Uri(uri) => (0x86, uri),
            Name::Email(address) => (0x81, address),
        };
        let mut extensions = pki::extensions(&key, &self.authority.key, self.purpose);
        extensions.push(extension("2.5.29.17", CRITICAL, &der::sequence(&[&der::wrap(tag, &[text.as_bytes()])])));
        extensions.push(extension("1.3.6.1.4.1.57264.1.8", &[], &der::utf8(issuer)));
        for (number, said) in claims {
            // Those that Fulcio gave up, to .6, are bare text.
            let value = if *number <= 6 { said.as_bytes().to_vec() } else { der::utf8(said) };
            extensions.push(extension(&format!("1.3.6.1.4.1.57264.1.{number}"), &[], &value));
        }
        let authority = self.authority.subject();
        let logged = pki::body("signer", &key, &authority, &self.authority.key, DAY, &extensions);
        if let Some(log) = &self.certificate_log {
            extensions.push(extension("1.3.6.1.4.1.11129.2.4.2", &[], &der::octets(&self.certificate_timestamp(log, &logged))));
        }
        let body = pki::body("signer", &key, &authority, &self.authority.key, DAY, &extensions);
        pki::seal("signer", key, &authority, &self.authority.key, DAY, &body)
    }

    /// SignedCertificateTimestampList with one.
    fn certificate_timestamp(&self, log: &Key, logged: &[u8]) -> Vec<u8> {
        let time = (SIGNED_AT * 1000).to_be_bytes();
        let length = u32::try_from(logged.len()).expect("a small certificate").to_be_bytes();
        let entry = [&[0, 0], time.as_slice(), &[0, 1], &sha256(&self.authority.key.public()), &length[1..], logged, &[0, 0]].concat();
        let signature = log.sign(&entry);
        let stamp = [&[0], log_id(log).as_slice(), &time, &[0, 0], &[4, 3], &sized(&signature)].concat();
        sized(&sized(&stamp))
    }

    /// The entry of a log that holds nothing else.
    fn entry(&self, kind: &str, body: &Value) -> Value {
        let body = body.to_string();
        let root = sha256(&[&[0], body.as_bytes()].concat());
        let note = format!("log.example.com - 1\n1\n{}\n", base64(&root));
        let signed = [&log_id(&self.log)[..4], &self.log.sign(note.as_bytes())].concat();
        let checkpoint = format!("{note}\n\u{2014} log.example.com {}\n", base64(&signed));
        let promised = format!(
            "{{\"body\":\"{}\",\"integratedTime\":{SIGNED_AT},\"logID\":\"{}\",\"logIndex\":0}}",
            base64(body.as_bytes()),
            hex(&log_id(&self.log))
        );
        json!({
            "logIndex": "0",
            "logId": { "keyId": base64(&log_id(&self.log)) },
            "kindVersion": { "kind": kind, "version": "0.0.1" },
            "integratedTime": SIGNED_AT.to_string(),
            "inclusionPromise": { "signedEntryTimestamp": base64(&self.log.sign(promised.as_bytes())) },
            "inclusionProof": { "logIndex": "0", "rootHash": base64(&root), "treeSize": "1", "hashes": [], "checkpoint": { "envelope": checkpoint } },
            "canonicalizedBody": base64(body.as_bytes()),
        })
    }
}

/// An in-toto Statement v1 about these bytes.
pub fn statement(about: &[u8], predicate_type: &str, predicate: &str) -> String {
    format!(
        "{{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{{\"name\":\"it\",\"digest\":{{\"sha256\":\"{}\"}}}}],\"predicateType\":\"{predicate_type}\",\"predicate\":{predicate}}}",
        hex(&sha256(about))
    )
}

fn bundle(mut material: Value, entry: Value, name: &str, content: Value) -> Value {
    material["tlogEntries"] = json!([entry]);
    let mut bundle = json!({ "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json", "verificationMaterial": material });
    bundle[name] = content;
    bundle
}

fn log_id(key: &Key) -> Vec<u8> {
    sha256(&key.public())
}

/// With its length before it, in two octets.
fn sized(bytes: &[u8]) -> Vec<u8> {
    [&u16::try_from(bytes.len()).expect("small").to_be_bytes(), bytes].concat()
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    sha2::Sha256::digest(bytes).to_vec()
}

fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
