//! Sign-in by an identity provider: npm's certified oidc-provider, and an issuer that lies, as tests/browser/oidc.mjs has them.

use super::portal::{delivery, golden};
use super::portal_browser::script;

#[test]
fn only_whom_the_provider_vouches_for_is_let_in() {
    let folder = tempfile::tempdir().unwrap();
    let good: Vec<String> =
        delivery("camera").iter().map(|(name, _)| golden("camera").join("delivery").join(name).to_string_lossy().into_owned()).collect();
    script(
        "oidc.mjs",
        &["chromium"],
        serde_json::json!({
            "kenpin": env!("CARGO_BIN_EXE_kenpin"),
            "folder": folder.path(),
            "ca": golden("camera").join("trusted-ca.pem"),
            "good": good,
        }),
    );
}
