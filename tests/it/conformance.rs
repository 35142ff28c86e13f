//! Other people's suites, run as they are. Each divergence is a line with its reason; a line that no longer diverges fails.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kenpin::evidence::key::PublicKey;
use kenpin::evidence::sigstore::{self, Artifact, Question, Signer};
use kenpin::evidence::trust::{Material, Pattern, TrustStore};
use kenpin::intake::{Digest, Moment};

/// Where outside data lies, or `None`, said aloud.
pub fn shared_data() -> Option<PathBuf> {
    let folder = std::env::var_os("KENPIN_SHARED_DATA").map(PathBuf::from).filter(|folder| folder.is_dir());
    if folder.is_none() {
        eprintln!("SKIPPED: set KENPIN_SHARED_DATA to the folder of outside data to run this test");
    }
    folder
}

/// One folder of sigstore-conformance's bundle-verify, with the suite's defaults (its README).
#[derive(Clone)]
pub struct BundleCase {
    pub name: String,
    pub bundle: Vec<u8>,
    pub artifact: Vec<u8>,
    pub trusted_root: String,
    pub identity: String,
    pub issuer: String,
    pub key: Option<Vec<u8>>,
}

impl BundleCase {
    fn read(folder: &Path) -> Self {
        let own = |name: &str| std::fs::read(folder.join(name)).ok();
        let text = |name: &str| own(name).map(|bytes| String::from_utf8(bytes).unwrap().trim().to_owned());
        let repository = "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon";
        Self {
            name: folder.file_name().unwrap().to_string_lossy().into_owned(),
            bundle: own("bundle.sigstore.json").unwrap(),
            artifact: own("artifact").unwrap_or_else(|| std::fs::read(folder.join("../a.txt")).unwrap()),
            trusted_root: text("trusted_root.json")
                .unwrap_or_else(|| std::fs::read_to_string(folder.join("../../prod_trusted_root.json")).unwrap()),
            identity: text("identity")
                .unwrap_or_else(|| format!("{repository}/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main")),
            issuer: text("issuer").unwrap_or_else(|| "https://token.actions.githubusercontent.com".to_owned()),
            key: own("key.pub"),
        }
    }

    /// Whether the bundle is good for the artifact.
    pub fn is_accepted(&self, bundle: &[u8], artifact: Artifact<'_>, trusted_root: &str) -> bool {
        let name = Pattern::exact(&self.identity).unwrap();
        // A key that cannot be read is refused before any bundle is opened.
        let key = match self.key.as_ref().map(|pem| key(pem)) {
            Some(None) => return false,
            Some(Some(key)) => Some(key),
            None => None,
        };
        let signer = key.as_ref().map_or(Signer::Identity { name: &name, issuer: &self.issuer }, Signer::Key);
        let at = Moment::parse("2026-11-24").unwrap();
        sigstore::verify(&Question { bundle, artifact, signer, trusted_root, at }).is_ok()
    }
}

fn key(pem: &[u8]) -> Option<PublicKey> {
    let mut trust = TrustStore::default();
    trust.trust_key("key.pub", pem).ok()?;
    match trust.anchors()[0].material() {
        Material::Key(key) => Some(key.clone()),
        Material::Authority(_) | Material::OpenPgp(_) | Material::Sigstore(_) => None,
    }
}

/// Every case of the suite, by name.
pub fn bundle_cases() -> Option<Vec<BundleCase>> {
    let folder = shared_data()?.join("sigstore-conformance/bundle-verify");
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    Some(folders.iter().map(|folder| BundleCase::read(folder)).collect())
}

#[test]
fn every_case_of_sigstore_conformance_is_decided_as_the_suite_says() {
    let Some(cases) = bundle_cases() else { return };
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/sigstore/divergences.toml");
    let expected: BTreeMap<String, String> = toml::from_str(&std::fs::read_to_string(top).unwrap()).unwrap();
    let mut checked = 0;
    let mut found = Vec::new();
    for case in &cases {
        for (way, artifact) in [("path", Artifact::Bytes(&case.artifact)), ("digest", Artifact::Sha256(Digest::of(&case.artifact)))] {
            checked += 1;
            let differs = case.is_accepted(&case.bundle, artifact, &case.trusted_root) == case.name.ends_with("_fail");
            if differs != expected.contains_key(&case.name) {
                found.push(format!("{} by {way}: {}", case.name, if differs { "differs" } else { "no longer differs" }));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(checked, 140, "the suite as it was measured");
}
