//! What auditors and administrators read: the audit chain, and who may come in.

use askama::Template;
use axum::response::Response;

use super::{Frame, html, when};
use crate::report::escape::visible;
use crate::server::gate::Caller;
use crate::server::words::Language;
use crate::store::entity::supplier;
use crate::store::office::{audit, pass};
use crate::store::passes::Role;

#[derive(Template)]
#[template(path = "audit.html")]
struct Audit {
    f: Frame,
    events: Vec<[String; 6]>,
    next: i64,
}

pub(in crate::server) fn audit(l: Language, caller: &Caller, events: &[audit::Model], next: i64) -> Response {
    let row = |event: &audit::Model| {
        [event.seq.to_string(), when(event.at), visible(&event.actor), event.action.clone(), visible(&event.object), visible(&event.detail)]
    };
    html(&Audit { f: Frame::of(l, caller), events: events.iter().map(row).collect(), next })
}

struct Holder {
    id: String,
    role: String,
    name: String,
    expires: String,
    revoked: bool,
}

#[derive(Template)]
#[template(path = "passes.html")]
struct Passes {
    f: Frame,
    roles: Vec<(&'static str, String)>,
    holders: Vec<Holder>,
    suppliers: Vec<(String, String)>,
    token: String,
}

pub(in crate::server) fn passes(
    l: Language,
    caller: &Caller,
    passes: &[pass::Model],
    suppliers: &[supplier::Model],
    token: &str,
) -> Response {
    let row = |pass: &pass::Model| Holder {
        id: pass.id.clone(),
        role: l.word(&pass.role),
        name: visible(&pass.name),
        expires: when(pass.expires_at),
        revoked: pass.revoked_at.is_some(),
    };
    html(&Passes {
        f: Frame::of(l, caller),
        roles: Role::ALL.iter().map(|role| (role.word(), l.word(role.word()))).collect(),
        holders: passes.iter().map(row).collect(),
        suppliers: suppliers.iter().map(|supplier| (supplier.id.clone(), visible(&supplier.name))).collect(),
        token: token.to_owned(),
    })
}
