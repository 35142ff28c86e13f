//! Every address of the portal: one line each says who may come, how long it may take, and who answers.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, head, patch, post};

use super::problem::Problem;
use super::{
    Portal, Shared, api, buyer, certification, certify, description, estate, gate, metrics, office, oidc, past, pieces, progress, sign_in,
    vendor, verdict,
    waivers::{by_form, by_program},
};
use crate::store::passes::Role;

/// One method of one address.
pub struct Route {
    pub method: &'static str,
    /// With `{name}` for what varies.
    pub path: &'static str,
    pub open_to: Who,
    pub time: Time,
    /// For the description of the API and for `docs/portal.md`.
    pub says: &'static str,
    service: fn() -> MethodRouter<Shared>,
}

/// To whom an address answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Anyone,
    /// Whoever holds the link: its secret is part of the address.
    Link,
    /// Whoever asks from this very machine and by no proxy; from elsewhere, these.
    Near(&'static [Role]),
    Roles(&'static [Role]),
}

/// How long an answer may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    Short,
    Upload,
}

const VENDOR: Who = Who::Roles(&[Role::Vendor]);
const BUYER: Who = Who::Roles(&[Role::Buyer]);
const READERS: Who = Who::Roles(&[Role::Buyer, Role::Auditor]);
const PARTIES: Who = Who::Roles(&[Role::Vendor, Role::Buyer, Role::Auditor]);
const OVERSEERS: Who = Who::Roles(&[Role::Auditor, Role::Admin]);
const ADMIN: Who = Who::Roles(&[Role::Admin]);
const SIGNED_IN: Who = Who::Roles(&Role::ALL);

const fn to_get(path: &'static str, open_to: Who, says: &'static str, service: fn() -> MethodRouter<Shared>) -> Route {
    Route { method: "GET", path, open_to, time: Time::Short, says, service }
}

const fn to_post(path: &'static str, open_to: Who, says: &'static str, service: fn() -> MethodRouter<Shared>) -> Route {
    Route { method: "POST", path, open_to, time: Time::Short, says, service }
}

const fn upload(path: &'static str, open_to: Who, says: &'static str, service: fn() -> MethodRouter<Shared>) -> Route {
    Route { method: "POST", path, open_to, time: Time::Upload, says, service }
}

/// All of them.
pub const ROUTES: &[Route] = &[
    to_get("/", Who::Anyone, "the way in", || get(sign_in::front)),
    to_get("/style.css", Who::Anyone, "the style sheet", || get(sign_in::style)),
    to_get("/script/{name}", Who::Anyone, "what two of a vendor's pages run", || get(sign_in::script)),
    to_get("/healthz", Who::Anyone, "the process lives", || get(office::health)),
    to_get("/readyz", Who::Anyone, "database, storage and lists are ready", || get(office::ready)),
    to_get("/metrics", Who::Near(&[Role::Auditor, Role::Admin]), "numbers for Prometheus", || get(metrics::metrics)),
    to_get("/key.pem", Who::Anyone, "the public key that receipts are checked with", || get(office::key)),
    to_get("/api/openapi.json", Who::Anyone, "this description", || get(description::description)),
    to_get("/api/docs", Who::Anyone, "this description, for people", || get(description::docs)),
    to_get("/sign-in", Who::Anyone, "a form for a token", || get(sign_in::form)),
    to_post("/sign-in", Who::Anyone, "opens a session by a token or a one-time link", || post(sign_in::enter)),
    to_get("/enter/{secret}", Who::Anyone, "a one-time link, to be confirmed", || get(sign_in::confirm)),
    to_get("/oidc/start", Who::Anyone, "leads to the identity provider", || get(oidc::start)),
    to_get("/oidc/return", Who::Anyone, "where the identity provider leads back to", || get(oidc::back)),
    to_get("/oidc/left", Who::Anyone, "after the end of a session that a provider vouched for", || get(oidc::left)),
    to_post("/sign-out", SIGNED_IN, "ends the session", || post(sign_in::leave)),
    to_get("/r/{secret}", Who::Link, "what is asked, and what was sent", || get(vendor::front)),
    to_get("/r/{secret}/order.toml", Who::Link, "the order, for the same check at home", || get(vendor::order)),
    upload("/r/{secret}/files", Who::Link, "takes files and has them judged", || post(vendor::files)),
    to_post("/r/{secret}/pieces", Who::Link, "begins a file that comes in pieces (tus 1.0.0)", || post(pieces::begin)),
    Route { method: "HEAD", ..to_get("/r/{secret}/pieces/{id}", Who::Link, "how much of such a file is here", || head(pieces::state)) },
    Route { method: "PATCH", ..upload("/r/{secret}/pieces/{id}", Who::Link, "takes the next piece of it", || patch(pieces::piece)) },
    to_get("/r/{secret}/{submission}", Who::Link, "what was found, and how to put it right", || get(vendor::submission)),
    Route {
        time: Time::Upload,
        ..to_get("/r/{secret}/{submission}/events", Who::Link, "how far it is judged, as server-sent events", || get(progress::events))
    },
    to_get("/r/{secret}/{submission}/report/{format}", Who::Link, "the report as a file", || get(vendor::report)),
    to_get("/r/{secret}/{submission}/statements", Who::Link, "what the vendor is asked to state, with what the evidence says", || {
        get(certify::form)
    }),
    to_post("/r/{secret}/{submission}/statements", Who::Link, "certifies the answers", || post(certify::answer)),
    to_get("/r/{secret}/{submission}/certification", Who::Link, "the certification as it was made", || get(certify::read)),
    upload("/r/{secret}/{submission}/certification/signature", Who::Link, "takes a signature over it", || post(certify::sign)),
    to_post("/r/{secret}/{submission}/hand-in", Who::Link, "hands a draft in to the buyer", || post(vendor::hand_in)),
    to_get("/r/{secret}/{submission}/receipt", Who::Link, "what was handed in, by digest", || get(vendor::receipt)),
    to_get("/r/{secret}/{submission}/receipt.sig", Who::Link, "the portal's signature over that", || get(vendor::receipt_signature)),
    to_get("/inbox", READERS, "deliveries, the riskiest first", || get(buyer::inbox)),
    to_get("/submissions/{id}", READERS, "one delivery", || get(buyer::submission)),
    to_get("/submissions/{id}/beside/{other}", READERS, "two deliveries side by side", || get(past::beside)),
    to_get("/submissions/{id}/report/{format}", READERS, "its report as a file", || get(buyer::report)),
    to_get("/submissions/{id}/documents/{number}", READERS, "a document as it came", || get(buyer::document)),
    to_get("/submissions/{id}/certification", READERS, "what its vendor certified", || get(certify::read_by_buyer)),
    to_get("/submissions/{id}/certification/{number}", READERS, "a signature over that", || get(certify::signature)),
    to_post("/submissions/{id}/decision", BUYER, "accepts, accepts with conditions, refers or rejects", || post(buyer::decide)),
    to_post("/submissions/{id}/reopen", BUYER, "takes a decision back, so that another delivery may be handed in", || post(buyer::reopen)),
    to_post("/submissions/{id}/waivers", BUYER, "asks for a waiver of a finding", || post(by_form::ask)),
    to_get("/waivers", READERS, "waivers: who asked for what, why, until when, and what became of it", || get(by_form::list)),
    to_get("/waivers/{id}/message", BUYER, "the bytes that its approver signs", || get(by_form::message)),
    to_post("/waivers/{id}/approve", BUYER, "approves a waiver that somebody else asked for", || post(by_form::approve)),
    to_post("/waivers/{id}/refuse", BUYER, "refuses it", || post(by_form::refuse)),
    to_post("/waivers/{id}/withdraw", BUYER, "withdraws it, by whoever asked or approved", || post(by_form::withdraw)),
    to_get("/search", READERS, "components of every delivery, by name or maker", || get(buyer::search)),
    to_get("/estate", READERS, "what stands in the house, by maker, owner, list and country", || get(estate::estate)),
    to_get("/requests", READERS, "what was asked of whom", || get(buyer::requests)),
    to_post("/requests", BUYER, "asks a supplier, and gives the link", || post(buyer::ask)),
    to_post("/requests/{id}/revoke", BUYER, "takes a link back", || post(buyer::revoke)),
    to_get("/audit", OVERSEERS, "who did what", || get(office::audit)),
    to_get("/passes", ADMIN, "who may come in", || get(office::passes)),
    to_post("/passes", ADMIN, "lets somebody in", || post(office::make_pass)),
    to_post("/passes/{id}/revoke", ADMIN, "lets somebody in no more", || post(office::revoke_pass)),
    upload("/api/v1/submissions", VENDOR, "sends a delivery: multipart, or one raw body", || post(api::send)),
    to_get("/api/v1/submissions", PARTIES, "deliveries: one's own, or all that were handed in", || get(api::list)),
    to_get("/api/v1/submissions/{id}", PARTIES, "one delivery", || get(api::one)),
    to_get("/api/v1/submissions/{id}/report", PARTIES, "its report", || get(api::report)),
    to_get("/api/v1/submissions/{id}/documents", PARTIES, "its documents", || get(api::documents)),
    to_get("/api/v1/submissions/{id}/documents/{sha256}", PARTIES, "a document as it came", || get(api::document)),
    to_get("/api/v1/submissions/{id}/verdict", PARTIES, "its verdict, signed by the portal", || get(verdict::signed)),
    to_get("/api/v1/submissions/{id}/certification", PARTIES, "what its vendor certified", || get(certification::read)),
    to_post("/api/v1/submissions/{id}/certification", VENDOR, "certifies answers to statements", || post(certification::make)),
    to_post("/api/v1/submissions/{id}/decision", BUYER, "decides", || post(api::decide)),
    to_post("/api/v1/submissions/{id}/reopen", BUYER, "takes a decision back", || post(api::reopen)),
    to_get("/api/v1/waivers", READERS, "waivers, the newest first", || get(by_program::list)),
    to_post("/api/v1/waivers", BUYER, "asks for a waiver of a finding", || post(by_program::ask)),
    to_post("/api/v1/waivers/{id}/approve", BUYER, "approves a waiver that somebody else asked for", || post(by_program::approve)),
    to_post("/api/v1/waivers/{id}/refuse", BUYER, "refuses it", || post(by_program::refuse)),
    to_post("/api/v1/waivers/{id}/withdraw", BUYER, "withdraws it, by whoever asked or approved", || post(by_program::withdraw)),
    to_get("/api/v1/estate", READERS, "what stands in the house, by maker, owner, list and country", || get(estate::for_programs)),
    to_get("/api/v1/suppliers", READERS, "who delivers", || get(api::suppliers)),
    to_post("/api/v1/suppliers", BUYER, "makes a supplier", || post(api::new_supplier)),
    to_post("/api/v1/requests", BUYER, "asks a supplier, and gives the link", || post(api::ask)),
];

pub(super) fn router(portal: &Shared) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        let before = from_fn_with_state((Arc::clone(portal), route), gate::before);
        router = router.route(route.path, (route.service)().route_layer(before));
    }
    let around = from_fn_with_state(Arc::clone(portal), gate::around);
    let portal: Arc<Portal> = Arc::clone(portal);
    router.fallback(|| async { Problem::Missing }).layer(around).with_state(portal)
}
