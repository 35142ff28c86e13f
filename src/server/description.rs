//! OpenAPI 3.1 of every address: made from the table of addresses, with what the interface for programs takes and gives.

use axum::extract::Extension;
use axum::response::Response;
use serde_json::{Value, json};

use super::api::written;
use super::certification::{NAME, WORDS, question_id};
use super::gate::COOKIE;
use super::page::interface;
use super::routes::{ROUTES, Route, Time, Who};
use super::statement::{Answer, PACKS};
use super::waivers::by_program;
use super::words::Language;
use crate::store::estate::Kind;
use crate::store::submissions::State;

/// A text of one line, as [`super::form::is_plain`] has it, in which something stands.
const LINE: &str = r"^[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f]*$";
/// A text of several lines, as [`super::form::is_prose`] has it, in which something stands.
const PROSE: &str = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$";
/// Where files come in pieces.
const PIECES: &str = "/r/{secret}/pieces";
/// An id.
const ID: &str = "^[0-9a-fA-F-]{36}$";

pub(super) async fn description() -> Response {
    written(&openapi())
}

/// The same as a page.
pub(super) async fn docs(Extension(language): Extension<Language>) -> Response {
    interface::page(language, &openapi())
}

/// The description of every address, as OpenAPI 3.1 has it.
fn openapi() -> Value {
    let mut paths = serde_json::Map::new();
    for route in ROUTES {
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        if let Some(path) = path.as_object_mut() {
            path.insert(route.method.to_ascii_lowercase(), operation(route));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "kenpin portal", "version": env!("CARGO_PKG_VERSION") },
        "paths": paths,
        "components": {
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer" },
                "session": { "type": "apiKey", "in": "cookie", "name": COOKIE },
            },
            "schemas": schemas(),
        },
    })
}

fn operation(route: &Route) -> Value {
    let names = route.path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let named = names.map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }));
    let asked =
        queries(route).into_iter().map(|(name, schema)| json!({ "name": name, "in": "query", "required": false, "schema": schema }));
    let parameters: Vec<Value> = named.chain(asked).chain(headers(route)).collect();
    let mut operation = json!({
        "summary": route.says,
        "parameters": parameters,
        "responses": { success(route): answer(route), "default": problem(route) },
    });
    let Some(fields) = operation.as_object_mut() else { return operation };
    let security = match route.open_to {
        Who::Anyone | Who::Link => json!([]),
        Who::Near(_) => json!([{}, { "token": [] }, { "session": [] }]),
        Who::Roles(_) => json!([{ "token": [] }, { "session": [] }]),
    };
    fields.insert("security".to_owned(), security);
    if let Who::Roles(roles) = route.open_to {
        fields.insert("x-roles".to_owned(), roles.iter().map(|role| role.word()).collect());
    }
    if route.path == "/readyz"
        && let Some(responses) = fields.get_mut("responses").and_then(Value::as_object_mut)
    {
        responses.insert("503".to_owned(), answer(route));
    }
    if let Some(content) = body(route) {
        fields.insert("requestBody".to_owned(), json!({ "required": true, "content": content }));
    }
    operation
}

/// The status of a request that was done.
fn success(route: &Route) -> &'static str {
    match (route.method, route.path) {
        (
            "POST",
            "/api/v1/submissions" | "/api/v1/submissions/{id}/certification" | "/api/v1/requests" | "/api/v1/suppliers" | "/api/v1/waivers",
        )
        | ("POST", PIECES) => "201",
        ("PATCH", _) => "204",
        ("POST", path) if is_for_programs(path) => "200",
        ("POST", "/requests" | "/passes") => "200",
        ("POST", _) => "303",
        ("GET", "/oidc/start") => "303",
        ("GET", "/") => "2XX",
        (_, _) => "200",
    }
}

fn answer(route: &Route) -> Value {
    if success(route) == "303" {
        return json!({ "description": "done; the page that shows it" });
    }
    if route.path.starts_with(PIECES) {
        return json!({ "description": route.says });
    }
    let schema = match (route.method, route.path) {
        ("GET", "/api/v1/submissions") => Some("Submissions"),
        ("POST", "/api/v1/submissions" | "/api/v1/submissions/{id}/decision" | "/api/v1/submissions/{id}/reopen")
        | ("GET", "/api/v1/submissions/{id}") => Some("Submission"),
        ("GET", "/api/v1/submissions/{id}/documents") => Some("Documents"),
        ("GET", "/api/v1/estate") => Some("Estate"),
        ("GET", "/api/v1/waivers") => Some("Waivers"),
        ("POST", path) if path.starts_with("/api/v1/waivers") => Some("Waiver"),
        ("GET", "/api/v1/suppliers") => Some("Suppliers"),
        ("POST", "/api/v1/suppliers") => Some("Supplier"),
        ("POST", "/api/v1/requests") => Some("Asked"),
        _ => None,
    };
    let content = match schema {
        Some(schema) => json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } } }),
        None => media_types(route.path).iter().map(|media_type| ((*media_type).to_owned(), json!({}))).collect(),
    };
    json!({ "description": route.says, "content": content })
}

/// What an address gives, where no schema says it.
fn media_types(path: &str) -> &'static [&'static str] {
    match path {
        "/style.css" => &["text/css"],
        "/script/{name}" => &["text/javascript"],
        "/api/docs" => &["text/html"],
        "/healthz" | "/readyz" | "/metrics" => &["text/plain"],
        "/key.pem" => &["application/x-pem-file"],
        _ if path.ends_with("/events") => &["text/event-stream"],
        _ if path.ends_with("/order.toml") => &["application/toml"],
        _ if path.contains("/report") => &["application/json", "text/html", "text/markdown", "text/csv", "application/sarif+json"],
        _ if path.ends_with(".sig")
            || path.contains("/documents/")
            || path.ends_with("/certification/{number}")
            || path.ends_with("/message") =>
        {
            &["application/octet-stream"]
        }
        _ if path.ends_with("/receipt") || path.ends_with("/certification") || is_for_programs(path) => &["application/json"],
        _ => &["text/html"],
    }
}

fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/")
}

/// RFC 9457 for programs, a page for people; a person who has not signed in is led to where one does.
fn problem(route: &Route) -> Value {
    if is_for_programs(route.path) {
        let content = json!({ "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } });
        return json!({ "description": "a problem, RFC 9457", "content": content });
    }
    json!({ "description": "a page that says what is wrong and how to put it right", "content": { "text/html": {} } })
}

fn queries(route: &Route) -> Vec<(&'static str, Value)> {
    let text = || json!({ "type": "string" });
    match (route.method, route.path) {
        ("GET", "/api/v1/submissions") => {
            vec![("state", json!({ "enum": State::ALL.map(State::word) })), ("maker", text()), ("after", text())]
        }
        ("GET", "/api/v1/submissions/{id}/report") => vec![("format", json!({ "enum": super::renderings::FORMATS }))],
        ("GET", "/submissions/{id}" | "/submissions/{id}/report/{format}") => {
            vec![("as_of", text())]
        }
        ("GET", "/inbox") => vec![("after", text())],
        ("GET", "/waivers" | "/api/v1/waivers") => vec![("after", json!({ "type": "integer", "minimum": 1, "maximum": i64::MAX }))],
        ("GET", "/search") => vec![("q", text())],
        ("GET", "/audit") => vec![("after", json!({ "type": "integer", "minimum": 0, "maximum": i64::MAX }))],
        _ => Vec::new(),
    }
}

fn headers(route: &Route) -> Vec<Value> {
    let number = |name: &str| json!({ "name": name, "in": "header", "required": true, "schema": { "type": "integer", "minimum": 0 } });
    let text = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    match (route.method, route.path) {
        ("POST", PIECES) => {
            let named = json!({ "name": "Upload-Metadata", "in": "header", "required": false, "schema": { "type": "string" },
                "description": "`filename` and the name in Base64" });
            return vec![number("Upload-Length"), named];
        }
        ("PATCH", _) => return vec![number("Upload-Offset")],
        ("POST", "/api/v1/submissions") => {}
        _ => return Vec::new(),
    }
    vec![
        json!({ "name": "Idempotency-Key", "in": "header", "required": false, "schema": text("^[!-~]{1,200}$"),
            "description": "the same key gives the same delivery, however often it is sent" }),
        json!({ "name": "Content-Disposition", "in": "header", "required": false, "schema": { "type": "string" },
            "description": "the name of a file that is the body itself" }),
    ]
}

/// What a request carries.
fn body(route: &Route) -> Option<Value> {
    if route.method == "PATCH" {
        return Some(json!({ "application/offset+octet-stream": { "schema": { "type": "string", "format": "binary" } } }));
    }
    if route.time == Time::Upload && route.method == "POST" {
        let files = json!({ "type": "object", "required": ["files"], "properties": {
            "files": { "type": "array", "minItems": 1, "items": { "type": "string", "format": "binary" } } } });
        let form = json!({ "schema": files });
        return Some(if is_for_programs(route.path) {
            json!({ "multipart/form-data": form, "application/octet-stream": { "schema": { "type": "string", "format": "binary", "minLength": 1 } } })
        } else {
            json!({ "multipart/form-data": form })
        });
    }
    let named = |name: &str| json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{name}") } } });
    let form = |fields: &[&str]| {
        let fields: serde_json::Map<String, Value> =
            fields.iter().map(|field| ((*field).to_owned(), json!({ "type": "string" }))).collect();
        json!({ "application/x-www-form-urlencoded": { "schema": { "type": "object", "properties": fields } } })
    };
    match (route.method, route.path) {
        ("POST", "/api/v1/submissions/{id}/decision") => Some(named("NewDecision")),
        ("POST", "/api/v1/submissions/{id}/reopen") => Some(named("Reopening")),
        ("POST", "/api/v1/submissions/{id}/certification") => Some(named("NewCertification")),
        ("POST", "/api/v1/waivers") => Some(named("NewWaiver")),
        ("POST", "/api/v1/waivers/{id}/approve") => Some(named("Approval")),
        // A reason too.
        ("POST", "/api/v1/waivers/{id}/refuse" | "/api/v1/waivers/{id}/withdraw") => Some(named("Reopening")),
        ("POST", "/api/v1/requests") => Some(named("NewRequest")),
        ("POST", "/api/v1/suppliers") => Some(named("NewSupplier")),
        ("POST", "/sign-in") => Some(form(&["token"])),
        ("POST", "/submissions/{id}/decision") => Some(form(&["csrf", "decision", "verdict", "reason"])),
        ("POST", "/submissions/{id}/reopen" | "/waivers/{id}/refuse" | "/waivers/{id}/withdraw") => Some(form(&["csrf", "reason"])),
        ("POST", "/waivers/{id}/approve") => Some(form(&["csrf", "reason", "signature"])),
        ("POST", "/submissions/{id}/waivers") => {
            Some(form(&["csrf", "verdict", "finding", "covers", "any_file", "any_contract", "reason", "expires"]))
        }
        ("POST", "/r/{secret}/{submission}/statements") => Some(form(&["name", "title", "inquiry"])),
        ("POST", "/requests") => {
            Some(form(&["csrf", "supplier", "new", "title", "contract", "product", "category", "purpose", "country", "days"]))
        }
        ("POST", "/passes") => Some(form(&["csrf", "role", "name", "supplier"])),
        ("POST", "/sign-out" | "/requests/{id}/revoke" | "/passes/{id}/revoke") => Some(form(&["csrf"])),
        _ => None,
    }
}

fn schemas() -> Value {
    let statements: Vec<&str> = PACKS.iter().map(|pack| pack.id.as_str()).collect();
    let (text, id) = (json!({ "type": "string" }), json!({ "type": "string", "pattern": ID }));
    let count = json!({ "type": "integer", "minimum": 0 });
    let maybe_id = json!({ "type": ["string", "null"], "pattern": ID });
    let line = |most: usize| json!({ "type": "string", "pattern": LINE, "minLength": 1, "maxLength": most });
    let reason = json!({ "type": "string", "pattern": PROSE, "minLength": 1, "maxLength": 4_000 });
    let object = |fields: Value| {
        let names: Vec<String> = fields.as_object().map(|fields| fields.keys().cloned().collect()).unwrap_or_default();
        json!({ "type": "object", "required": names, "additionalProperties": false, "properties": fields })
    };
    let list = |schema: &str| {
        object(
            json!({ "items": { "type": "array", "items": { "$ref": format!("#/components/schemas/{schema}") } }, "next": { "type": ["string", "null"] } }),
        )
    };
    let stated = json!({ "type": ["string", "null"], "pattern": LINE, "minLength": 1, "maxLength": 4_000 });
    let mut all = json!({
        "Problem": { "type": "object", "required": ["type", "title", "status", "detail"], "properties": {
            "type": text, "title": text, "status": { "type": "integer" }, "detail": text } },
        "Submission": object(json!({
            "id": id, "state": { "enum": State::ALL.map(State::word) },
            "verdict": { "enum": ["accept", "refer", "reject", null] }, "verdict_id": maybe_id,
            "supplier": id, "request": maybe_id, "number": { "type": "integer", "minimum": 1 }, "received_at": text,
            "proposed": { "type": ["object", "null"], "required": ["decision", "by"], "properties": {
                "decision": { "enum": State::DECISIONS.map(State::word) }, "by": text },
                "description": "what one person decided, where a second one has to; always null for vendors" },
            "links": object(json!({ "self": text, "report": text, "page": text })),
        })),
        "Submissions": list("Submission"),
        "Document": object(json!({ "number": { "type": "integer" }, "path": text, "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" }, "bytes": { "type": "integer" } })),
        "Documents": list("Document"),
        "Held": object(json!({ "kind": { "enum": Kind::ALL.map(Kind::word) }, "name": text, "accepted": count, "open": count, "deliveries": count })),
        "Estate": list("Held"),
        "Supplier": object(json!({ "id": id, "name": line(300) })),
        "Suppliers": list("Supplier"),
        "Asked": object(json!({ "id": id, "supplier": id, "expires_at": text, "links": object(json!({ "upload": text })) })),
        "NewSupplier": object(json!({ "name": line(300) })),
        "NewDecision": object(json!({ "decision": { "enum": State::DECISIONS.map(State::word) }, "verdict": id, "reason": reason })),
        "Reopening": object(json!({ "reason": reason })),
        "NewCertification": certification(&line(NAME)),
        "NewRequest": { "type": "object", "required": ["supplier", "title"], "additionalProperties": false, "properties": {
            "supplier": { "type": "string", "pattern": LINE, "minLength": 1, "maxLength": 300, "description": "the id of a supplier, or a name that only one bears" },
            "title": line(4_000), "statements": { "type": "array", "items": { "enum": statements } }, "days": { "type": ["integer", "null"], "minimum": 1, "maximum": 366 },
            "order": { "type": "object", "additionalProperties": false, "properties": {
                "schema_version": { "enum": ["1", null] }, "vendor": stated, "contract": stated, "product": stated, "category": stated,
                "purpose": stated, "country_of_production": { "type": ["string", "null"], "pattern": "^[A-Z]{2}$" },
                "serials": { "type": "array", "uniqueItems": true, "items": line(4_000) } } } } },
    });
    if let Some(all) = all.as_object_mut() {
        all.extend(by_program::schemas(&id, &reason).into_iter().map(|(name, schema)| (name.to_owned(), schema)));
    }
    all
}

/// Answers to statements, with every question that may be answered.
fn certification(line: &Value) -> Value {
    let answer = json!({ "type": "object", "required": ["answer"], "additionalProperties": false, "properties": {
        "answer": { "enum": Answer::ALL.map(Answer::word) }, "explanation": { "type": "string", "maxLength": WORDS } } });
    let questions = PACKS.iter().flat_map(|pack| pack.questions.iter().map(move |question| question_id(pack, question)));
    let answers: serde_json::Map<String, Value> = questions.map(|question| (question, answer.clone())).collect();
    json!({ "type": "object", "required": ["name", "title", "inquiry", "answers"], "additionalProperties": false, "properties": {
        "name": line, "title": line,
        "inquiry": { "const": true, "description": "a reasonable inquiry was made, and whoever certifies may do so for the supplier" },
        "answers": { "type": "object", "minProperties": 1, "additionalProperties": false, "properties": answers } } })
}
