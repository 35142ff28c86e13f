//! Sign-in by the organisation's identity provider: authorization code with PKCE, nonce and a state that only one browser can use, once.

mod provider;
mod settings;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::extract::{Extension, State};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse as _, Redirect, Response};
use openidconnect::{Nonce, PkceCodeVerifier};

use super::form::query;
use super::gate::{Caller, cookie};
use super::problem::Problem;
use super::sign_in::{session_cookie, with_cookie};
use super::words::Language;
use super::{Peer, Portal, Shared, page};
use crate::store::id::{Secret, kept};
use crate::store::now;
use crate::store::sso::NewPerson;
use provider::Proof;
pub use settings::{Rule, Settings};

/// Where the provider sends browsers back to.
const RETURN: &str = "/oidc/return";
/// Binds a sign-in that has begun to the browser that began it.
const COOKIE: &str = "kenpin-oidc";
/// How long a sign-in may take, in seconds.
const LIFETIME: i64 = 600;
/// Sign-ins that have begun and are not ended.
const PENDING: usize = 10_000;
/// Longest code or state that is looked at, in bytes.
const LONGEST: usize = 4_096;

/// The settings, and the sign-ins that have begun.
pub(crate) struct Office {
    settings: Settings,
    pending: Mutex<HashMap<String, Pending>>,
}

struct Pending {
    /// Digest of the browser's cookie.
    browser: String,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
    proof: Proof,
    /// A page of ours.
    next: String,
    ends_at: i64,
}

impl Office {
    pub(super) fn new(settings: Settings) -> Self {
        Self { settings, pending: Mutex::new(HashMap::new()) }
    }

    fn remember(&self, state: String, pending: Pending) -> Result<(), Problem> {
        let mut all = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, one| one.ends_at > now());
        if all.len() >= PENDING {
            return Err(Problem::TooMany);
        }
        all.insert(state, pending);
        Ok(())
    }

    /// Takes it out: a state is good for one return.
    fn recall(&self, state: &str) -> Option<Pending> {
        let mut all = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(state).filter(|one| one.ends_at > now())
    }
}

pub(super) async fn start(State(portal): State<Shared>, headers: HeaderMap, uri: Uri) -> Result<Response, Problem> {
    let office = portal.office.as_ref().ok_or(Problem::Missing)?;
    let proof = if query(uri.query(), "proof").is_some() { Proof::Fresh } else { Proof::Any };
    let next = query(uri.query(), "next").filter(|next| is_ours(next)).unwrap_or_else(|| "/".to_owned());
    let begun = provider::begin(&office.settings, proof).await.map_err(|why| Problem::Ours(why.to_owned()))?;
    let browser = Secret::new()?;
    let pending = Pending {
        browser: browser.kept(),
        nonce: begun.nonce,
        verifier: begun.verifier,
        proof,
        next,
        ends_at: now().saturating_add(LIFETIME),
    };
    office.remember(begun.state, pending)?;
    // The way back comes from another site: a stricter cookie would stay at home.
    let cookie = format!("{COOKIE}={}; Path=/oidc; HttpOnly; SameSite=Lax; Max-Age={LIFETIME}{}", browser.text(), secure(&headers));
    Ok(with_cookie(Redirect::to(&begun.address).into_response(), &cookie))
}

pub(super) async fn back(
    State(portal): State<Shared>,
    Extension(language): Extension<Language>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let entered = enter(&portal, &headers, &uri).await;
    if matches!(entered, Err(Problem::Bad(_))) {
        portal.rates.missed(peer.map(|peer| peer.0))?;
    }
    let (secret, next) = entered?;
    // A page of ours leads on, since a cookie for this site alone is not sent along the way from another one.
    let response = page::lead_on(language, &next);
    let response = with_cookie(response, &session_cookie(&secret, &headers));
    Ok(with_cookie(response, &format!("{COOKIE}=; Path=/oidc; HttpOnly; SameSite=Lax; Max-Age=0")))
}

/// The secret of a new session, and the page that its browser wanted.
async fn enter(portal: &Portal, headers: &HeaderMap, uri: &Uri) -> Result<(Secret, String), Problem> {
    let office = portal.office.as_ref().ok_or(Problem::Missing)?;
    let said = |name: &str| query(uri.query(), name).filter(|value| value.len() <= LONGEST);
    let state = said("state").unwrap_or_default();
    let pending = office.recall(&state).ok_or_else(|| refused("it was begun too long ago, or was ended before"))?;
    if cookie(headers, COOKIE).map(kept) != Some(pending.browser) {
        return Err(refused("it was begun in another browser"));
    }
    if said("iss").is_some_and(|issuer| issuer != office.settings.issuer) {
        return Err(refused("the answer is from another identity provider"));
    }
    let code = said("code").ok_or_else(|| refused("the identity provider did not let you in"))?;
    let finished = provider::finish(&office.settings, code, &pending.nonce, pending.verifier, pending.proof, now()).await;
    let person = finished.map_err(refused)?;
    let role =
        office.settings.role(&person.groups).ok_or_else(|| refused("your organisation gives you no role here; ask your administrator"))?;
    let new = NewPerson {
        issuer: &office.settings.issuer,
        subject: &person.subject,
        name: &person.name,
        role,
        authenticated_at: person.authenticated_at,
    };
    let secret = portal.store.let_in(&new).await?.ok_or_else(|| refused("an administrator has locked you out"))?;
    Ok((secret, if pending.next == "/" { super::sign_in::home(role).to_owned() } else { pending.next }))
}

fn refused(why: &str) -> Problem {
    Problem::Bad(format!("you are not signed in: {why}. Start again at /sign-in"))
}

/// After the end of a session: the provider has one of its own.
pub(super) async fn left(State(portal): State<Shared>, Extension(language): Extension<Language>) -> Result<Response, Problem> {
    let office = portal.office.as_ref().ok_or(Problem::Missing)?;
    Ok(page::left(language, provider::end_of_session(&office.settings).await.as_deref().unwrap_or_default()))
}

/// An address of this portal and of nowhere else.
fn is_ours(next: &str) -> bool {
    next.starts_with('/')
        && next.len() < 200
        && next.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_".contains(&byte))
        && !next.starts_with("//")
}

pub(super) fn secure(headers: &HeaderMap) -> &'static str {
    // A proxy with TLS says so; without one there is only this machine.
    if headers.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https") { "; Secure" } else { "" }
}

impl Portal {
    /// How people may sign in.
    pub(super) fn ways(&self) -> page::Ways {
        if self.office.is_some() { page::Ways::ProviderToo } else { page::Ways::TokenOnly }
    }

    /// Where somebody has to show anew who they are before they decide; `None`: they may.
    ///
    /// Whoever came by a token has nothing else to show.
    pub(super) fn has_to_prove(&self, caller: &Caller) -> bool {
        let longest = self.office.as_ref().map_or(0, |office| office.settings.step_up_seconds);
        caller.authenticated_at.is_some_and(|at| now().saturating_sub(at) > longest)
    }
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn nobody_is_led_elsewhere() {
        for next in ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/a?b", "", "/\r\nx", "/..//%2f"] {
            assert!(!is_ours(next), "{next}");
        }
        assert!(is_ours("/submissions/0192f0c1-0000-7000-8000-000000000000"));
    }
}
