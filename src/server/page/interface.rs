//! The interface for programs as a page: the same description that programs read, in tables.

use askama::Template;
use axum::response::Response;
use serde_json::Value;

use super::{Frame, html};
use crate::server::words::Language;

/// Enough for what we describe: a list of objects with links.
const DEPTH: usize = 6;

/// One method of one address.
struct Operation {
    method: String,
    path: String,
    says: String,
    who: String,
    /// Name, where it stands, type and what it is for.
    parameters: Vec<[String; 3]>,
    takes: Vec<Content>,
    gives: Vec<(String, Vec<Content>)>,
}

/// One form of a body.
struct Content {
    media_type: String,
    /// Name of a shape below; empty: it has none of its own.
    shape: String,
}

/// A named schema.
struct Shape {
    name: String,
    /// Name, type, whether it has to be there.
    fields: Vec<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "interface.html")]
struct Interface {
    f: Frame,
    operations: Vec<Operation>,
    shapes: Vec<Shape>,
}

/// Shows an OpenAPI description of ours.
pub(in crate::server) fn page(l: Language, description: &Value) -> Response {
    let paths = members(description.get("paths"));
    let operations = paths.flat_map(|(path, methods)| members(Some(methods)).map(move |(method, one)| operation(path, method, one)));
    let schemas = members(description.pointer("/components/schemas"));
    html(&Interface { f: Frame::bare(l), operations: operations.collect(), shapes: schemas.map(|(name, one)| shape(name, one)).collect() })
}

fn operation(path: &str, method: &str, one: &Value) -> Operation {
    let roles: Vec<&str> = items(one.get("x-roles")).filter_map(Value::as_str).collect();
    let anyone = match (path.contains("{secret}"), items(one.get("security")).next()) {
        (true, _) => "whoever holds the link",
        (false, None) => "anyone",
        (false, Some(_)) => "anyone on the portal's own machine; elsewhere whoever oversees it",
    };
    let parameter = |parameter: &Value| {
        let says = [kind(parameter.get("schema"), DEPTH), text(parameter, "description").to_owned()];
        let says: Vec<String> = says.into_iter().filter(|part| !part.is_empty()).collect();
        [text(parameter, "name").to_owned(), text(parameter, "in").to_owned(), says.join("; ")]
    };
    Operation {
        method: method.to_ascii_uppercase(),
        path: path.to_owned(),
        says: text(one, "summary").to_owned(),
        who: if roles.is_empty() { anyone.to_owned() } else { roles.join(", ") },
        parameters: items(one.get("parameters")).map(parameter).collect(),
        takes: contents(one.get("requestBody")),
        gives: members(one.get("responses")).map(|(status, answer)| (status.to_owned(), contents(Some(answer)))).collect(),
    }
}

fn contents(body: Option<&Value>) -> Vec<Content> {
    let content = members(body.and_then(|body| body.get("content")));
    content
        .map(|(media_type, form)| Content {
            media_type: media_type.to_owned(),
            shape: form.pointer("/schema/$ref").and_then(Value::as_str).map_or_else(String::new, last),
        })
        .collect()
}

fn shape(name: &str, schema: &Value) -> Shape {
    let required: Vec<&str> = items(schema.get("required")).filter_map(Value::as_str).collect();
    let fields = members(schema.get("properties"));
    let fields = fields.map(|(field, one)| (field.to_owned(), kind(Some(one), DEPTH), required.contains(&field)));
    Shape { name: name.to_owned(), fields: fields.collect() }
}

/// A schema in a line: `text of 1 to 300 characters`, `list of Submission`.
fn kind(schema: Option<&Value>, depth: usize) -> String {
    let Some((schema, depth)) = schema.zip(depth.checked_sub(1)) else { return String::new() };
    if let Some(named) = schema.get("$ref").and_then(Value::as_str) {
        return last(named);
    }
    if let Some(choices) = schema.get("enum") {
        return items(Some(choices)).map(plain).collect::<Vec<_>>().join(" | ");
    }
    if let Some(only) = schema.get("const") {
        return plain(only);
    }
    let types: Vec<String> = match schema.get("type") {
        Some(Value::Array(types)) => types.iter().map(plain).collect(),
        Some(one) => vec![plain(one)],
        None => Vec::new(),
    };
    let fields: Vec<String> = members(schema.get("properties")).map(|(name, one)| format!("{name}: {}", kind(Some(one), depth))).collect();
    let mut says = match (types.as_slice(), fields.is_empty()) {
        ([one], _) if one == "array" => format!("list of {}", kind(schema.get("items"), depth)),
        (_, false) => format!("{{ {} }}", fields.join(", ")),
        (types, true) => types.join(" or ").replace("string", "text"),
    };
    for (least, most, unit) in [("minLength", "maxLength", " characters"), ("minimum", "maximum", ""), ("minItems", "maxItems", " items")] {
        match (schema.get(least), schema.get(most)) {
            (Some(least), Some(most)) => says = format!("{says} of {least} to {most}{unit}"),
            (None, Some(most)) => says = format!("{says} of at most {most}{unit}"),
            (Some(least), None) => says = format!("{says} of at least {least}{unit}"),
            (None, None) => {}
        }
    }
    says
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The last part of a reference.
fn last(reference: &str) -> String {
    reference.rsplit('/').next().unwrap_or_default().to_owned()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

fn items(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}
