//! Makes the file of a recording from what was sent, with substitutes instead of personal data.

use std::collections::{BTreeMap, BTreeSet};

use reqwest::header::{HeaderMap, HeaderName};
use serde_json::{Map, Value};
use url::Url;

use crate::testing::matcher::{ROOT, relative_url, versioned_root};
use crate::testing::recording::exchange::{Body, Exchange};
use crate::testing::recording::file::{ReceivedResponse, RecordedExchange, Recording, SentRequest};
use crate::testing::recording::substitutes::Substitutes;
use crate::testing::recording::url_text::{names, path_and_query};

/// Which strings are replaced, and by what.
#[derive(Debug, Clone, Default)]
pub(super) struct Anonymizer {
    pub(super) substitutes: Substitutes,
    /// Properties whose strings are kept.
    pub(super) kept: BTreeSet<String>,
    roots: BTreeSet<String>,
}

impl Anonymizer {
    pub(super) fn recording(mut self, exchanges: &[Exchange]) -> Recording {
        self.roots = exchanges.iter().map(|each| each.root.clone()).collect();
        let bodies: Vec<Value> = exchanges.iter().flat_map(Exchange::json_bodies).collect();
        for body in &bodies {
            self.avoid_strings_of(body);
        }
        for body in &bodies {
            self.learn_ids_of(body);
        }
        let exchanges = exchanges.iter().map(|exchange| self.exchange(exchange));
        Recording {
            exchanges: exchanges.collect(),
        }
    }

    fn avoid_strings_of(&mut self, json: &Value) {
        match json {
            Value::String(text) => self.substitutes.avoid(text),
            Value::Array(items) => items.iter().for_each(|item| self.avoid_strings_of(item)),
            Value::Object(properties) => {
                for (name, value) in properties {
                    self.substitutes.avoid(name);
                    self.avoid_strings_of(value);
                }
            }
            _ => {}
        }
    }

    /// Finds the keys that look like names, before the paths that contain them are written.
    fn learn_ids_of(&mut self, json: &Value) {
        match json {
            Value::Array(items) => items.iter().for_each(|item| self.learn_ids_of(item)),
            Value::Object(properties) => {
                for (name, value) in properties {
                    let is_id = name == "id" || name.ends_with("Id");
                    match value {
                        Value::String(id) if is_id && !self.kept.contains(name) => {
                            self.text(id);
                        }
                        other => self.learn_ids_of(other),
                    }
                }
            }
            _ => {}
        }
    }

    fn exchange(&mut self, exchange: &Exchange) -> RecordedExchange {
        let sent = serde_json::from_slice(&exchange.sent).ok();
        RecordedExchange {
            request: SentRequest {
                method: exchange.method.to_string(),
                url: self.request_url(&exchange.url),
                json: sent.map(|json| self.json(&json, "", "")),
            },
            response: self.response(exchange),
        }
    }

    fn request_url(&mut self, url: &Url) -> String {
        let replaced = self.url(url);
        match Url::parse(&replaced) {
            Ok(url) => relative_url(&url),
            Err(_) => replaced,
        }
    }

    fn response(&mut self, exchange: &Exchange) -> ReceivedResponse {
        let mut response = ReceivedResponse {
            status: exchange.status,
            headers: self.headers(&exchange.headers),
            json: None,
            text: None,
            zeros: None,
        };
        if let Some(json) = exchange.body.json() {
            response.json = Some(self.json(&json, "", ""));
            return response;
        }
        match &exchange.body {
            Body::Length(length) => response.zeros = Some(*length),
            Body::Content(content) if content.is_empty() => {}
            Body::Content(content) => match number(content) {
                Some(number) => response.text = Some(number),
                None => response.zeros = Some(content.len()),
            },
        }
        response
    }

    fn headers(&mut self, headers: &HeaderMap) -> BTreeMap<String, String> {
        let mut kept = BTreeMap::new();
        for (name, value) in headers {
            let Ok(value) = value.to_str() else { continue };
            if let Some(value) = self.header(name, value) {
                kept.insert(name.to_string(), value);
            }
        }
        kept
    }

    /// The value of a header that is recorded.
    fn header(&mut self, name: &HeaderName, value: &str) -> Option<String> {
        match name.as_str() {
            "content-type" => {
                let (media_type, _) = value.split_once(';').unwrap_or((value, ""));
                Some(media_type.trim().to_owned())
            }
            "etag" => Some(self.text(value)),
            "location" | "operation-location" | "content-location" => Some(self.text(value)),
            "retry-after" => (is_number(value) || httpdate::parse_http_date(value).is_ok())
                .then(|| value.to_owned()),
            "content-range" => {
                let range = value.strip_prefix("bytes ")?;
                let mut bytes = range.bytes();
                let is_range = bytes.all(|byte| byte.is_ascii_digit() || b"-/*".contains(&byte));
                is_range.then(|| value.to_owned())
            }
            "accept-ranges" => (value == "bytes").then(|| value.to_owned()),
            "x-ms-throttle-limit-percentage" => is_number(value).then(|| value.to_owned()),
            _ => None,
        }
    }

    /// Replaces the strings in JSON, which is the value of a property, or an item of it.
    fn json(&mut self, json: &Value, property: &str, parent: &str) -> Value {
        match json {
            Value::String(text) => self.string(text, property, parent).into(),
            Value::Array(items) => {
                let items = items.iter().map(|item| self.json(item, property, parent));
                Value::Array(items.collect())
            }
            Value::Object(properties) => {
                let properties = properties
                    .iter()
                    .map(|(name, value)| (self.name(name), self.json(value, name, property)));
                Value::Object(properties.collect::<Map<_, _>>())
            }
            other => other.clone(),
        }
    }

    fn string(&mut self, text: &str, property: &str, parent: &str) -> String {
        if property == "@odata.context" {
            return format!("{}/$metadata", versioned_root());
        }
        if self.kept.contains(property) || is_of_protocol(text, property, parent) {
            return text.to_owned();
        }
        self.text(text)
    }

    /// Replaces a whole string.
    fn text(&mut self, text: &str) -> String {
        if self.substitutes.knows(text) {
            return self.substitutes.of(text);
        }
        if let Some((prefix, tag)) = entity_tag(text) {
            return format!("{prefix}\"{}\"", self.substitutes.of(tag));
        }
        match Url::parse(text) {
            Ok(url) if url.has_host() && !text.contains(char::is_whitespace) => self.url(&url),
            _ => self.substitutes.of(text),
        }
    }

    fn url(&mut self, url: &Url) -> String {
        let text = url.as_str();
        for root in &self.roots {
            let below_root = text.strip_prefix(root.as_str());
            if let Some(rest) = below_root.filter(|rest| rest.starts_with('/')) {
                return self.url_below_root(rest);
            }
        }
        self.substitutes.of_foreign_url(url)
    }

    fn url_below_root(&mut self, rest: &str) -> String {
        let rest = rest.split_once('#').map_or(rest, |(rest, _)| rest);
        for version in ["/v1.0", "/beta"] {
            let path = rest.strip_prefix(version);
            if let Some(path) = path.filter(|path| path.starts_with('/')) {
                let path = path_and_query(path, &mut self.substitutes);
                return format!("{ROOT}{version}{path}");
            }
        }
        format!("{ROOT}{}", path_and_query(rest, &mut self.substitutes))
    }

    /// The name of a property. A name that the schema cannot have is a value, such as the ID of a user.
    fn name(&mut self, name: &str) -> String {
        if is_property_name(name) {
            names(name, &mut self.substitutes)
        } else {
            self.substitutes.of(name)
        }
    }
}

/// The prefix and the inside of an entity tag.
fn entity_tag(text: &str) -> Option<(&str, &str)> {
    let (prefix, quoted) = match text.strip_prefix("W/") {
        Some(quoted) => ("W/", quoted),
        None => ("", text),
    };
    let tag = quoted.strip_prefix('"')?.strip_suffix('"')?;
    Some((prefix, tag))
}

/// Whether a string is a word of the protocol, which is never personal data.
fn is_of_protocol(text: &str, property: &str, parent: &str) -> bool {
    let is_word = || {
        let mut bytes = text.bytes();
        bytes.all(|byte| byte.is_ascii_alphabetic() || b"_.".contains(&byte))
    };
    if property.ends_with("@odata.type") {
        return text.starts_with('#');
    }
    match (parent, property) {
        ("@removed", "reason") => ["changed", "deleted"].contains(&text),
        ("error" | "innerError" | "innererror" | "details", "code") => is_word(),
        _ => false,
    }
}

/// Whether a name is an identifier, with or without an annotation of OData or of a delta query.
fn is_property_name(name: &str) -> bool {
    let (property, annotation) = match name.split_once('@') {
        Some((property, annotation)) => (property, Some(annotation)),
        None => (name, None),
    };
    let is_annotation = |annotation: &str| {
        annotation.starts_with("odata.")
            || annotation.starts_with("microsoft.graph.")
            || ["delta", "removed"].contains(&annotation)
    };
    is_identifier(property)
        && annotation.is_none_or(|annotation| is_annotation(annotation) && is_qualified(annotation))
}

fn is_identifier(text: &str) -> bool {
    let is_qualified_name = text.starts_with('#') || text.starts_with("microsoft.graph.");
    is_qualified(text) && (is_qualified_name || !text.contains('.'))
}

/// Whether a name is an identifier with or without a namespace.
fn is_qualified(text: &str) -> bool {
    let mut bytes = text.bytes();
    !text.starts_with(|first: char| first.is_ascii_digit())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"_.#".contains(&byte))
}

/// A body that is only a number, such as the response to `$count`.
fn number(content: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(content).ok()?;
    let text = text.trim_start_matches('\u{feff}').trim();
    is_number(text).then(|| text.to_owned())
}

fn is_number(text: &str) -> bool {
    text.len() <= 20
        && text.starts_with(|first: char| first.is_ascii_digit())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
}
