//! Tells other systems what happened: one event after the other for each address, signed, and tried again until it is answered.

mod target;

use std::collections::BTreeMap;
use std::time::Duration;

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::task::JoinHandle;

pub use target::{Target, Unfit};

use super::Shared;
use super::problem::tell_operator;
use crate::store::notices::{notice, webhook};
use crate::store::{id, now};

/// For one attempt, names looked up and all.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often is looked for something to tell.
const PAUSE: Duration = Duration::from_secs(1);

/// Goes on for ever. One address that stalls holds up no other, and none holds up the judging.
pub(super) async fn tell(portal: Shared) {
    let Ok(worker) = id::new() else { return };
    let mut busy: BTreeMap<String, JoinHandle<()>> = BTreeMap::new();
    loop {
        busy.retain(|_, task| !task.is_finished());
        match portal.store.webhooks().await {
            Ok(all) => {
                for webhook in all {
                    let (portal, worker) = (Shared::clone(&portal), worker.clone());
                    busy.entry(webhook.id.clone()).or_insert_with(|| tokio::spawn(async move { empty(&portal, &webhook, &worker).await }));
                }
            }
            Err(fault) => tell_operator(&fault.to_string()),
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Tells one address whatever is due.
async fn empty(portal: &Shared, webhook: &webhook::Model, worker: &str) {
    // Where the database is away, the lease ends by itself and somebody comes back.
    while let Ok(Some(notice)) = portal.store.claim_notice(&webhook.id, worker).await {
        let told = tokio::time::timeout(PATIENCE, attempt(webhook, &notice)).await;
        let _kept = match told.unwrap_or_else(|_| Err(format!("no answer within {} s", PATIENCE.as_secs()))) {
            Ok(()) => portal.store.told(&notice).await,
            Err(problem) => portal.store.not_told(&notice, &problem).await,
        };
    }
}

/// One attempt; an answer of 2xx counts, and nothing of it is read.
async fn attempt(webhook: &webhook::Model, notice: &notice::Model) -> Result<(), String> {
    let target = Target::parse(&webhook.url, webhook.reach()).map_err(|unfit| unfit.to_string())?;
    let addresses = target.addresses().await.map_err(|unfit| unfit.to_string())?;
    let client = reqwest::Client::builder()
        .http1_only()
        .redirect(reqwest::redirect::Policy::none())
        // No proxy: it would look the name up again, and reach what was not checked.
        .no_proxy()
        .resolve_to_addrs(target.host(), &addresses)
        .user_agent(concat!("kenpin/", env!("CARGO_PKG_VERSION")))
        .timeout(PATIENCE)
        .build();
    let timestamp = now();
    let signature = signature(&webhook.secret, &notice.id, timestamp, &notice.body).ok_or("the secret of this webhook cannot be read")?;
    let request = client
        .map_err(|error| error.without_url().to_string())?
        .post(target.url())
        .header("content-type", "application/json")
        .header("webhook-id", &notice.id)
        .header("webhook-timestamp", timestamp)
        .header("webhook-signature", signature)
        .body(notice.body.clone());
    // The address may hold a secret of the receiver's.
    let answer = request.send().await.map_err(|error| because(&error.without_url()))?;
    if answer.status().is_success() { Ok(()) } else { Err(format!("status {}", answer.status().as_u16())) }
}

/// Standard Webhooks, "Signature scheme": HMAC-SHA-256 over id, time and body, a full stop between.
fn signature(secret: &str, id: &str, timestamp: i64, body: &str) -> Option<String> {
    let secret = STANDARD.decode(secret.strip_prefix("whsec_")?).ok()?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, &secret);
    Some(format!("v1,{}", STANDARD.encode(hmac::sign(&key, format!("{id}.{timestamp}.{body}").as_bytes()))))
}

/// The last cause of an error: the one that says something.
fn because(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string().chars().take(300).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::signature;

    /// The example of the specification's reference libraries (standard-webhooks, `test_webhook`).
    #[test]
    fn a_signature_is_that_of_the_specification() {
        let said =
            signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}");
        assert_eq!(said.as_deref(), Some("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
        assert_eq!(signature("MfKQ", "a", 0, ""), None);
    }
}
