//! What the portal says when it cannot answer: RFC 9457 for programs, a page for people. What is another's is not there.

use std::io::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::page;
use super::words::Language;
use crate::store::StoreFault;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// What was asked cannot be meant so.
    Bad(String),
    /// Nobody has signed in, or what was shown opens nothing.
    Unknown,
    /// Signed in, but not for this.
    Forbidden,
    /// Not there, or another's.
    Missing,
    /// The address is there, and takes another method.
    Method,
    Conflict(String),
    /// More than may be sent at once.
    TooLarge(String),
    /// The body came too slowly.
    TooSlow,
    TooMany,
    /// No room is left; the message is for the operator.
    Full(String),
    /// Our fault: the message is for the operator, and says nothing of a vendor.
    Ours(String),
}

impl Problem {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Bad(_) => StatusCode::BAD_REQUEST,
            Self::Unknown => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Missing => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Full(_) => StatusCode::INSUFFICIENT_STORAGE,
            Self::Ours(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// What is wrong and how to put it right.
    pub(crate) fn detail(&self) -> String {
        match self {
            Self::Bad(detail) | Self::Conflict(detail) | Self::TooLarge(detail) => detail.clone(),
            Self::Unknown => "sign in, or send a token that is valid: `Authorization: Bearer TOKEN`".to_owned(),
            Self::Forbidden => "your role may not do this, or the form is from another session; load the page again".to_owned(),
            Self::Missing => "there is nothing here; check the address, or ask whoever sent you the link for a new one".to_owned(),
            Self::Method => "this address takes another method; /api/openapi.json says which".to_owned(),
            Self::TooSlow => "the data came too slowly; send it again, in smaller parts where the line is slow".to_owned(),
            Self::TooMany => "too many requests from your address; wait a minute".to_owned(),
            Self::Full(_) => "the portal has no room left; what was answered before is kept, this was not. Tell the buyer, and send it again once there is room".to_owned(),
            Self::Ours(_) => "the portal cannot answer now; what was answered before is kept. Try again in some minutes".to_owned(),
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::Bad(_) => "this cannot be meant so",
            Self::Unknown => "not signed in",
            Self::Forbidden => "not allowed",
            Self::Missing => "not found",
            Self::Method => "another method",
            Self::Conflict(_) => "not possible now",
            Self::TooLarge(_) => "too large",
            Self::TooSlow => "too slow",
            Self::TooMany => "too many requests",
            Self::Full(_) => "no room left",
            Self::Ours(_) => "out of order",
        }
    }

    /// Says to the operator what is the operator's to put right.
    pub(crate) fn tell(&self) {
        if let Self::Full(why) | Self::Ours(why) = self {
            tell_operator(why);
        }
    }

    /// The answer, for a program or a person.
    pub(crate) fn answer(&self, reader: Reader, language: Language) -> Response {
        let status = self.status();
        let mut response = match reader {
            Reader::Program => {
                let body = json!({ "type": "about:blank", "title": self.title(), "status": status.as_u16(), "detail": self.detail() });
                ([(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
            }
            Reader::Person => page::problem(language, self.title(), &self.detail()),
        };
        *response.status_mut() = status;
        if matches!(self, Self::TooMany | Self::Full(_) | Self::Ours(_)) {
            response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from_static("60"));
        }
        response
    }
}

/// On the error output, once a second at most: what is wrong is wrong for every request at once.
#[allow(clippy::disallowed_methods, reason = "an edge measures time")]
pub(crate) fn tell_operator(why: &str) {
    static LAST: Mutex<Option<Instant>> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if last.is_none_or(|at| at.elapsed() >= Duration::from_secs(1)) {
        *last = Some(Instant::now());
        // Where nobody listens, nothing can be said.
        let _unheard = writeln!(std::io::stderr(), "error: {why}");
    }
}

/// Who reads an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    Program,
    Person,
}

impl IntoResponse for Problem {
    /// Without a body: [`super::gate::around`] writes it for whoever asked.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreFault> for Problem {
    fn from(fault: StoreFault) -> Self {
        match fault {
            StoreFault::Missing => Self::Missing,
            StoreFault::Conflict(why) => Self::Conflict(why),
            StoreFault::Unclear(why) => Self::Bad(why),
            StoreFault::Full { .. } => Self::Full(fault.to_string()),
            StoreFault::Database(..)
            | StoreFault::Disk { .. }
            | StoreFault::Bucket { .. }
            | StoreFault::Damaged(_)
            | StoreFault::Older(_) => Self::Ours(fault.to_string()),
        }
    }
}
