//! The body of an error response. It is parsed as far as possible, and never fails to parse.

use serde_json::{Map, Value};

use crate::error::sent_token::SentToken;
use crate::error::text::{one_line, without_byte_order_mark};

/// The longest message that is kept, in characters.
const MAX_MESSAGE: usize = 2048;
/// The longest code or id that is kept, in characters.
const MAX_CODE: usize = 128;
/// The largest number of inner codes, and of details, that is kept.
const MAX_ENTRIES: usize = 32;
/// The longest message that is taken from a body that is not JSON, in characters.
const MAX_TEXT: usize = 200;
/// The part of a body that is searched when it is not JSON, in bytes.
const MAX_SEARCHED: usize = 16 * 1024;

/// One entry of `details` in Graph's error body; see [`Error::details`](crate::Error::details).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// The code of this detail.
    pub code: Option<String>,
    /// The message of this detail.
    pub message: Option<String>,
    /// The target of this detail, such as the name of a property.
    pub target: Option<String>,
}

/// A service's description of a failure, in whichever form it was written.
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
    /// Parses any bytes at all. The token of the request is blanked.
    pub(crate) fn parse(body: &[u8], token: &SentToken) -> Self {
        let body = without_byte_order_mark(body);
        match serde_json::from_slice(body) {
            Ok(mut value) => {
                token.blank_json(&mut value);
                Self::from_json(&value)
            }
            Err(_) => Self::from_message(message_of_text(body, token)),
        }
    }

    fn from_json(value: &Value) -> Self {
        match value {
            Value::Object(object) => Self::from_object(object),
            Value::Array(items) => match items.first() {
                Some(Value::Object(object)) => Self::from_object(object),
                _ => Self::default(),
            },
            other => Self::from_message(as_string(other, MAX_TEXT)),
        }
    }

    fn from_message(message: Option<String>) -> Self {
        Self {
            message,
            ..Self::default()
        }
    }

    fn from_object(object: &Map<String, Value>) -> Self {
        match property(object, "error").or_else(|| property(object, "odata.error")) {
            Some(Value::Object(error)) => Self::from_error(error),
            // The sign-in endpoints: {"error": "invalid_grant", "error_description": "…"} (RFC 6749, section 5.2).
            Some(Value::String(code)) => Self {
                code: truncate(code, MAX_CODE),
                ..Self::from_error(object)
            },
            // Without a usable `error`: gateways put the code and the message at the top.
            _ => Self::from_error(object),
        }
    }

    fn from_error(error: &Map<String, Value>) -> Self {
        let message = property(error, "message").or_else(|| property(error, "error_description"));
        let mut service = Self {
            code: string_property(error, "code", MAX_CODE),
            message: message.and_then(|message| as_string(message, MAX_MESSAGE)),
            details: details(error),
            ..Self::default()
        };
        service.add_inner_errors(error);
        service
    }

    /// Follows `innerError` to the innermost one and collects the codes and ids.
    fn add_inner_errors(&mut self, error: &Map<String, Value>) {
        let mut next = inner_error(error);
        while let Some(inner) = next {
            self.add_inner_error(inner);
            next = inner_error(inner);
        }
    }

    fn add_inner_error(&mut self, inner: &Map<String, Value>) {
        if self.inner_codes.len() < MAX_ENTRIES {
            self.inner_codes
                .extend(string_property(inner, "code", MAX_CODE));
        }
        set_if_none(&mut self.message, inner, "message");
        set_if_none(&mut self.request_id, inner, "request-id");
        set_if_none(&mut self.request_id, inner, "requestId");
        set_if_none(&mut self.client_request_id, inner, "client-request-id");
        set_if_none(&mut self.date, inner, "date");
    }
}

/// Fills a slot from a property, unless an outer error has filled it.
fn set_if_none(slot: &mut Option<String>, inner: &Map<String, Value>, name: &str) {
    if slot.is_none() {
        *slot = string_property(inner, name, MAX_CODE);
    }
}

fn inner_error(error: &Map<String, Value>) -> Option<&Map<String, Value>> {
    property(error, "innerError")?.as_object()
}

fn details(error: &Map<String, Value>) -> Vec<ErrorDetail> {
    let Some(Value::Array(items)) = property(error, "details") else {
        return Vec::new();
    };
    let objects = items.iter().filter_map(Value::as_object);
    objects.take(MAX_ENTRIES).map(detail).collect()
}

fn detail(object: &Map<String, Value>) -> ErrorDetail {
    ErrorDetail {
        code: string_property(object, "code", MAX_CODE),
        message: string_property(object, "message", MAX_MESSAGE),
        target: string_property(object, "target", MAX_CODE),
    }
}

/// A property in any letter case: services write `innerError` in three ways, and ASP.NET writes `Message`.
fn property<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if let Some(value) = object.get(name) {
        return Some(value);
    }
    let (_, value) = object
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))?;
    Some(value)
}

fn string_property(object: &Map<String, Value>, name: &str, max: usize) -> Option<String> {
    as_string(property(object, name)?, max)
}

/// A string, a number, or OData 3's `{"lang": …, "value": …}`, as a string.
fn as_string(value: &Value, max: usize) -> Option<String> {
    match value {
        Value::String(string) => truncate(string, max),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => truncate(property(object, "value")?.as_str()?, max),
        _ => None,
    }
}

/// The beginning of a string, or `None` if it is blank.
fn truncate(string: &str, max: usize) -> Option<String> {
    let string = string.trim();
    if string.is_empty() {
        return None;
    }
    Some(string.chars().take(max).collect())
}

/// A message from a body that is not JSON: the title of an HTML page, or plain text as it is.
fn message_of_text(body: &[u8], token: &SentToken) -> Option<String> {
    let start = &body[..body.len().min(MAX_SEARCHED)];
    let text = String::from_utf8_lossy(start);
    let text = token.blank(&text);
    match text.trim_start().chars().next()? {
        '<' => html_title(&text),
        // JSON that was cut off, or is nested too deeply: none of it is meant for people.
        '{' | '[' => None,
        _ => non_empty_line(&text),
    }
}

/// The title of an HTML page: `502 Bad Gateway` of `<title>502 Bad Gateway</title>`.
pub(crate) fn html_title(html: &str) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    let open = lower.find("<title")?;
    let start = open + lower.get(open..)?.find('>')? + 1;
    let end = start + lower.get(start..)?.find("</title")?;
    non_empty_line(html.get(start..end)?)
}

fn non_empty_line(text: &str) -> Option<String> {
    let line = one_line(text, MAX_TEXT);
    if line.is_empty() {
        return None;
    }
    Some(line)
}
