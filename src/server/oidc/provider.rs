//! The talk with the organisation's identity provider, by the crate openidconnect: no redirect is followed, no word is believed unsigned.

use std::collections::BTreeMap;
use std::time::Duration;

use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AccessTokenHash, AdditionalClaims, AuthenticationContextClass, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IdTokenClaims, IdTokenFields,
    IssuerUrl, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, ProviderMetadataWithLogout, RedirectUrl, Scope,
    StandardErrorResponse, StandardTokenResponse, TokenResponse as _,
};
use serde::{Deserialize, Serialize};

use super::settings::Settings;

/// Until when the provider has to have answered.
const PATIENCE: Duration = Duration::from_secs(10);
/// Largest answer, in bytes.
const ANSWER_BYTES: usize = 1 << 20;
/// How far the provider's clock may be from ours, in seconds.
const SKEW: i64 = 60;
/// What an ID token may be signed by. Not by our own secret, and not by nothing.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 6] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
];

/// Claims that the standard does not name: groups, roles.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Extra(BTreeMap<String, serde_json::Value>);

impl AdditionalClaims for Extra {}

type Fields = IdTokenFields<Extra, EmptyExtraTokenFields, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
type Party = Client<
    Extra,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Why nobody is signed in; for the person who tried, without a word of the provider's.
pub(super) type Refusal = &'static str;

/// A sign-in that has begun.
pub(super) struct Begun {
    /// Where the browser goes.
    pub(super) address: String,
    pub(super) state: String,
    pub(super) nonce: Nonce,
    pub(super) verifier: PkceCodeVerifier,
}

/// Who signed in, by the provider's word.
pub(super) struct Person {
    pub(super) subject: String,
    pub(super) name: String,
    /// Values of the claim that roles come from.
    pub(super) groups: Vec<String>,
    /// When they last showed who they are, in seconds since 1970; the moment of the token where it is not said.
    pub(super) authenticated_at: i64,
}

/// Whether somebody has to show anew who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    Any,
    Fresh,
}

#[derive(Debug, thiserror::Error)]
enum Unanswered {
    #[error(transparent)]
    Network(#[from] reqwest::Error),
    #[error("the answer is too long")]
    TooLong,
    #[error(transparent)]
    Shape(#[from] openidconnect::http::Error),
}

/// One request to the provider.
async fn call(request: HttpRequest) -> Result<HttpResponse, Unanswered> {
    let client = reqwest::Client::builder().http1_only().redirect(reqwest::redirect::Policy::none()).timeout(PATIENCE).build()?;
    let mut answer = client.execute(reqwest::Request::try_from(request)?).await?;
    let mut response = openidconnect::http::Response::builder().status(answer.status());
    for (name, value) in answer.headers() {
        response = response.header(name, value);
    }
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await? {
        if body.len().saturating_add(piece.len()) > ANSWER_BYTES {
            return Err(Unanswered::TooLong);
        }
        body.extend_from_slice(&piece);
    }
    Ok(response.body(body)?)
}

async fn metadata(settings: &Settings) -> Result<ProviderMetadataWithLogout, Refusal> {
    let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(|_| "the issuer's address is none")?;
    // The crate refuses metadata of another issuer than was asked for.
    ProviderMetadataWithLogout::discover_async(issuer, &call).await.map_err(|_| "the identity provider does not answer as it should")
}

fn party(settings: &Settings, metadata: ProviderMetadataWithLogout) -> Result<Party, Refusal> {
    let secret = settings.client_secret.clone().map(ClientSecret::new);
    let back = RedirectUrl::new(settings.redirect.clone()).map_err(|_| "the address of the return is none")?;
    Ok(Party::from_provider_metadata(metadata, ClientId::new(settings.client_id.clone()), secret).set_redirect_uri(back))
}

/// Where the provider ends its own session; `None`: it does not say.
pub(super) async fn end_of_session(settings: &Settings) -> Option<String> {
    let metadata = metadata(settings).await.ok()?;
    metadata.additional_metadata().end_session_endpoint.as_ref().map(|address| address.url().to_string())
}

/// # Errors
/// The provider cannot be reached, or says something else than it should.
pub(super) async fn begin(settings: &Settings, proof: Proof) -> Result<Begun, Refusal> {
    let party = party(settings, metadata(settings).await?)?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let mut asked = party
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
        .set_pkce_challenge(challenge);
    for scope in &settings.scopes {
        asked = asked.add_scope(Scope::new(scope.clone()));
    }
    if proof == Proof::Fresh {
        asked = asked.add_prompt(CoreAuthPrompt::Login).set_max_age(Duration::ZERO);
        for class in &settings.acr_values {
            asked = asked.add_auth_context_value(AuthenticationContextClass::new(class.clone()));
        }
    }
    let (address, state, nonce) = asked.url();
    Ok(Begun { address: address.to_string(), state: state.secret().clone(), nonce, verifier })
}

/// Who it is, if everything that the provider says holds: signature, issuer, audience, time, nonce, and how fresh the proof is.
///
/// # Errors
/// The first thing that does not hold.
pub(super) async fn finish(
    settings: &Settings,
    code: String,
    nonce: &Nonce,
    verifier: PkceCodeVerifier,
    proof: Proof,
    now: i64,
) -> Result<Person, Refusal> {
    let party = party(settings, metadata(settings).await?)?;
    let exchange = party.exchange_code(AuthorizationCode::new(code)).map_err(|_| "the identity provider names no address for tokens")?;
    let answer = exchange.set_pkce_verifier(verifier).request_async(&call).await;
    let answer = answer.map_err(|_| "the identity provider does not take the code")?;
    let token = answer.id_token().ok_or("the identity provider gave no ID token")?;
    let checked = party.id_token_verifier().set_allowed_algs(ALGORITHMS);
    let claims = token.claims(&checked, nonce).map_err(|_| "the ID token does not hold: signature, issuer, audience, time or nonce")?;
    if let Some(hash) = claims.access_token_hash() {
        let algorithm = token.signing_alg().map_err(|_| "the ID token names no algorithm")?;
        let key = token.signing_key(&checked).map_err(|_| "the ID token names no key")?;
        let own =
            AccessTokenHash::from_token(answer.access_token(), algorithm, key).map_err(|_| "the ID token's hash cannot be computed")?;
        if own != *hash {
            return Err("the ID token belongs to another access token");
        }
    }
    person(settings, claims, proof, now)
}

fn person(settings: &Settings, claims: &IdTokenClaims<Extra, CoreGenderClaim>, proof: Proof, now: i64) -> Result<Person, Refusal> {
    let stated = claims.auth_time().map(|at| at.timestamp());
    if proof == Proof::Fresh {
        let at = stated.ok_or("the identity provider does not say when you showed who you are")?;
        if at < now.saturating_sub(settings.step_up_seconds).saturating_sub(SKEW) || at > now.saturating_add(SKEW) {
            return Err("the identity provider did not ask anew who you are");
        }
        let class = claims.auth_context_ref().map(|class| class.as_str());
        if !settings.acr_values.is_empty() && !settings.acr_values.iter().any(|wanted| Some(wanted.as_str()) == class) {
            return Err("you showed who you are in a weaker way than is asked for");
        }
    }
    let groups = match claims.additional_claims().0.get(&settings.role_claim) {
        Some(serde_json::Value::String(one)) => vec![one.clone()],
        Some(serde_json::Value::Array(many)) => many.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect(),
        Some(_) | None => Vec::new(),
    };
    let name = claims.email().map(|email| email.as_str()).or_else(|| claims.preferred_username().map(|name| name.as_str()));
    let subject = claims.subject().as_str().to_owned();
    Ok(Person {
        name: name.unwrap_or(&subject).chars().take(300).collect(),
        groups,
        authenticated_at: stated.unwrap_or_else(|| claims.issue_time().timestamp()),
        subject,
    })
}
