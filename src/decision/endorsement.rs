//! Whether a waiver or a review bears the signature of whoever approved it, as the policy asks.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::policy::{Insistence, Permissions};
use crate::evidence::{dsse, dsse_message};

/// Type of a waiver's signed text, in DSSE's pre-authentication encoding.
pub const WAIVER_TYPE: &str = "application/vnd.kenpin.waiver+json";
/// Type of a review's signed text.
pub const REVIEW_TYPE: &str = "application/vnd.kenpin.review+json";

/// What its approver signs: the permission without its signature, as JSON in the order of its schema.
pub fn message(kind: &str, unsigned: &impl Serialize) -> Vec<u8> {
    // Text, lists of text and days only: printing them cannot fail.
    dsse_message(kind, &serde_json::to_vec(unsigned).unwrap_or_default())
}

/// Whether the permission counts.
///
/// # Errors
/// Why it does not, for a report: nobody's signature that the policy asks for, or another's than it says.
pub fn check(by: &str, message: &[u8], signature: Option<&str>, permissions: &Permissions) -> Result<(), String> {
    let key = permissions.approvers.get(by).and_then(|pem| dsse::public_key(pem));
    match (key, signature, permissions.signature) {
        (_, None, Insistence::Optional) | (None, Some(_), Insistence::Optional) => Ok(()),
        (None, _, Insistence::Required) => Err(format!("the policy names no key of \"{by}\", who approved it")),
        (Some(_), None, Insistence::Required) => Err(format!("it is not signed by \"{by}\", as the policy asks")),
        (Some(key), Some(signature), _) => {
            let signed = STANDARD.decode(signature).is_ok_and(|signature| dsse::fits(&key, message, &signature));
            let why = || {
                format!("its signature is not that of \"{by}\" over these words: it was changed after signing, or somebody else signed it")
            };
            signed.then_some(()).ok_or_else(why)
        }
    }
}
