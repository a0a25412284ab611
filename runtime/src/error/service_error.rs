//! The body of an error answer: read as far as it can be, never a reason to fail.

use serde_json::{Map, Value};

use crate::error::text::one_line;

/// The longest message that is kept.
const MAX_MESSAGE: usize = 2048;
/// The longest code or id that is kept.
const MAX_CODE: usize = 128;
/// How many inner codes and how many details are kept.
const MAX_ENTRIES: usize = 32;
/// What is worth showing of a text that is not JSON.
const MAX_TEXT: usize = 200;

/// One entry of `details` in Graph's error body.
///
/// See [`Error::details`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// The code of this detail.
    pub code: Option<String>,
    /// The message of this detail.
    pub message: Option<String>,
    /// What the detail is about, a property's name for one.
    pub target: Option<String>,
}

/// What the service says about a failure, whichever of its spellings it uses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ServiceError {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) inner_codes: Vec<String>,
    pub(crate) details: Vec<ErrorDetail>,
    pub(crate) request_id: Option<String>,
    pub(crate) client_request_id: Option<String>,
    pub(crate) date: Option<String>,
}

impl ServiceError {
    /// Reads any bytes at all.
    pub(crate) fn parse(body: &[u8]) -> Self {
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        match serde_json::from_slice(body) {
            Ok(value) => Self::from_json(&value),
            Err(_) => Self {
                message: from_text(body),
                ..Self::default()
            },
        }
    }

    fn from_json(value: &Value) -> Self {
        match value {
            Value::Object(object) => Self::from_object(object),
            Value::Array(items) => items
                .first()
                .filter(|item| item.is_object())
                .map(Self::from_json)
                .unwrap_or_default(),
            other => Self {
                message: text(other, MAX_TEXT),
                ..Self::default()
            },
        }
    }

    fn from_object(object: &Map<String, Value>) -> Self {
        match get(object, "error").or_else(|| get(object, "odata.error")) {
            Some(Value::Object(error)) => Self::from_error(error),
            // The sign-in endpoints: {"error": "invalid_grant", "error_description": "…"} (RFC 6749, 5.2).
            Some(Value::String(code)) => {
                let code = bounded(code, MAX_CODE);
                Self {
                    code,
                    ..Self::from_error(object)
                }
            }
            // No `error`, or one that says nothing: gateways put code and message at the top.
            _ => Self::from_error(object),
        }
    }

    fn from_error(error: &Map<String, Value>) -> Self {
        let message = get(error, "message").or_else(|| get(error, "error_description"));
        let mut found = Self {
            code: get(error, "code").and_then(|code| text(code, MAX_CODE)),
            message: message.and_then(|message| text(message, MAX_MESSAGE)),
            details: details(error),
            ..Self::default()
        };
        found.walk_inner(error);
        found
    }

    /// Follows `innerError` to its end, and collects codes and ids on the way.
    fn walk_inner(&mut self, error: &Map<String, Value>) {
        let mut next = inner(error);
        while let Some(inner_error) = next {
            let find = |name| get(inner_error, name).and_then(|value| text(value, MAX_CODE));
            if self.inner_codes.len() < MAX_ENTRIES {
                self.inner_codes.extend(find("code"));
            }
            self.message = self.message.take().or_else(|| find("message"));
            self.request_id = self
                .request_id
                .take()
                .or_else(|| find("request-id"))
                .or_else(|| find("requestId"));
            self.client_request_id = self
                .client_request_id
                .take()
                .or_else(|| find("client-request-id"));
            self.date = self.date.take().or_else(|| find("date"));
            next = inner(inner_error);
        }
    }
}

fn inner(error: &Map<String, Value>) -> Option<&Map<String, Value>> {
    get(error, "innerError")?.as_object()
}

fn details(error: &Map<String, Value>) -> Vec<ErrorDetail> {
    let items = get(error, "details").and_then(Value::as_array);
    let objects = items.into_iter().flatten().filter_map(Value::as_object);
    objects.take(MAX_ENTRIES).map(detail).collect()
}

fn detail(object: &Map<String, Value>) -> ErrorDetail {
    let find = |name, max| get(object, name).and_then(|value| text(value, max));
    ErrorDetail {
        code: find("code", MAX_CODE),
        message: find("message", MAX_MESSAGE),
        target: find("target", MAX_CODE),
    }
}

/// A property whatever its letter case: `innerError` is written in three ways, `Message` by ASP.NET.
fn get<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let any_case = || {
        object
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    };
    object.get(name).or_else(any_case)
}

/// A value that can be shown as a text: a string, a number, or OData 3's `{"lang": …, "value": …}`.
fn text(value: &Value, max: usize) -> Option<String> {
    match value {
        Value::String(text) => bounded(text, max),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => bounded(get(object, "value")?.as_str()?, max),
        _ => None,
    }
}

/// The beginning of a text, `None` if it is blank.
fn bounded(text: &str, max: usize) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.chars().take(max).collect())
}

/// What a body says that is not JSON: the title of a page, or the text itself if it is a text.
fn from_text(body: &[u8]) -> Option<String> {
    let start = &body[..body.len().min(16 * 1024)];
    let text = String::from_utf8_lossy(start);
    match text.trim_start().chars().next()? {
        '<' => html_title(&text),
        // JSON that was cut off, or nested too deep: nothing in it is meant for people.
        '{' | '[' => None,
        _ => shown(&text),
    }
}

/// `502 Bad Gateway` of `<title>502 Bad Gateway</title>`.
pub(crate) fn html_title(html: &str) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    let open = lower.find("<title")?;
    let start = open + lower.get(open..)?.find('>')? + 1;
    let end = start + lower.get(start..)?.find("</title")?;
    shown(html.get(start..end)?)
}

fn shown(text: &str) -> Option<String> {
    let line = one_line(text, MAX_TEXT);
    (!line.is_empty()).then_some(line)
}
