//! The responses in the body of a batch response, read one by one, so that an invalid one affects no other.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use bytes::Bytes;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::decode::entity::decode_json;
use crate::decode::envelope::PropertyName;
use crate::decode::scanner::Scanner;
use crate::error::Error;
use crate::error::sent_token::SentToken;
use crate::error::text::without_byte_order_mark;
use crate::transport::full_response::FullResponse;

/// The responses by the ids of their requests. Those without an id, and all that follows where the body is cut off, are
/// left out.
pub(super) struct BatchResponse(HashMap<String, Received>);

/// What the service sent for one request.
pub(super) enum Received {
    Once(ResponsePart),
    /// Several responses have the id of the request, and nothing tells which one is right.
    Repeatedly,
}

/// One response. What could not be read is missing.
#[derive(Default)]
pub(super) struct ResponsePart {
    pub(super) status: Option<u16>,
    pub(super) headers: HeaderMap,
    pub(super) body: PartBody,
    /// The token of the batch.
    pub(super) sent_token: SentToken,
}

/// The body of one response.
#[derive(Default)]
pub(super) enum PartBody {
    #[default]
    Absent,
    /// Valid JSON.
    Json(Bytes),
    /// Something that is not JSON, although the response as a whole should be.
    Invalid(Bytes),
}

impl BatchResponse {
    /// Reads the responses. A batch whose own status is an error has them as well, if one of its parts failed.
    pub(super) fn read(response: &FullResponse) -> Result<Self, Error> {
        match find_responses(response) {
            Some(responses) => Ok(BatchResponse::collect(
                &response.body,
                responses,
                &response.sent.sent_token,
            )),
            None => Err(not_a_batch_response(response)),
        }
    }

    pub(super) fn take(&mut self, id: &str) -> Option<Received> {
        self.0.remove(id)
    }

    /// Collects the items of the array in `body`, after its opening bracket.
    fn collect(body: &Bytes, mut responses: Scanner<'_>, token: &SentToken) -> Self {
        let mut by_id = HashMap::new();
        loop {
            let members = Members::take(&mut responses);
            // Without a character after it, the item may be cut off.
            if responses.peek().is_none() {
                break;
            }
            let item = members.and_then(|members| members.into_part(body));
            if let Some((id, mut part)) = item {
                part.sent_token = token.clone();
                by_id
                    .entry(id)
                    .and_modify(|received| *received = Received::Repeatedly)
                    .or_insert(Received::Once(part));
            }
            if !responses.take(b',') {
                break;
            }
        }
        BatchResponse(by_id)
    }
}

/// Finds the array `responses`, and returns what follows its opening bracket.
fn find_responses(response: &FullResponse) -> Option<Scanner<'_>> {
    let body = without_byte_order_mark(&response.body);
    let mut scanner = Scanner::new(body);
    if !scanner.take(b'{') {
        return None;
    }
    loop {
        let name = scanner.take_name()?;
        if name == b"responses" {
            return scanner.take(b'[').then_some(scanner);
        }
        scanner.take_value();
        if !scanner.take(b',') {
            return None;
        }
    }
}

/// The error for a body without responses: the service's own, or what is wrong with the body.
fn not_a_batch_response(response: &FullResponse) -> Error {
    #[derive(Deserialize)]
    struct AnyResponses {
        #[serde(rename = "responses")]
        _responses: Vec<IgnoredAny>,
    }
    match decode_json::<AnyResponses>(response) {
        Err(misfit) if response.status.is_success() => misfit,
        _ => Error::service(response.context(), &response.body),
    }
}

/// The members of one response, as JSON that is not parsed yet.
#[derive(Default)]
struct Members<'a> {
    id: Option<&'a [u8]>,
    status: Option<&'a [u8]>,
    headers: Option<&'a [u8]>,
    body: Option<&'a [u8]>,
}

impl<'a> Members<'a> {
    /// Takes the response that is next. `None` if it is no object, or has a member twice; it is skipped then.
    fn take(responses: &mut Scanner<'a>) -> Option<Self> {
        let start = responses.position();
        let members = Members::take_object(responses);
        if members.is_none() {
            responses.return_to(start);
            responses.take_value();
        }
        members
    }

    fn take_object(responses: &mut Scanner<'a>) -> Option<Self> {
        let mut members = Members::default();
        if !responses.take(b'{') {
            return None;
        }
        while let Some(name) = responses.take_name() {
            let value = responses.take_value();
            if let Some(member) = members.named(name) {
                if member.replace(value).is_some() {
                    return None;
                }
            }
            if !responses.take(b',') {
                break;
            }
        }
        responses.take(b'}').then_some(members)
    }

    /// The response in `body`, as far as it goes, and the id of its request. `None` if it has no id.
    fn into_part(self, body: &Bytes) -> Option<(String, ResponsePart)> {
        let id = serde_json::from_slice(self.id?).ok()?;
        let part = ResponsePart {
            status: self.status.and_then(read_status),
            headers: self.headers.map(read_headers).unwrap_or_default(),
            body: self
                .body
                .map(|json| PartBody::read(body.slice_ref(json)))
                .unwrap_or_default(),
            sent_token: SentToken::default(),
        };
        Some((string_or_json(&id).into_owned(), part))
    }

    fn named(&mut self, name: &[u8]) -> Option<&mut Option<&'a [u8]>> {
        match name {
            b"id" => Some(&mut self.id),
            b"status" => Some(&mut self.status),
            b"headers" => Some(&mut self.headers),
            b"body" => Some(&mut self.body),
            _ => None,
        }
    }
}

fn read_status(json: &[u8]) -> Option<u16> {
    let status: Value = serde_json::from_slice(json).ok()?;
    string_or_json(&status).parse().ok()
}

/// The valid headers. Some responses contain numbers instead of strings.
fn read_headers(json: &[u8]) -> HeaderMap {
    let mut parser = serde_json::Deserializer::from_slice(json);
    parser.deserialize_map(Headers).unwrap_or_default()
}

struct Headers;

impl<'de> Visitor<'de> for Headers {
    type Value = HeaderMap;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("headers")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<HeaderMap, A::Error> {
        let mut headers = HeaderMap::new();
        while let Some(name) = map.next_key_seed(PropertyName)? {
            let value: Value = map.next_value()?;
            let name = HeaderName::try_from(&*name);
            let value = HeaderValue::try_from(&*string_or_json(&value));
            if let (Ok(name), Ok(value)) = (name, value) {
                headers.insert(name, value);
            }
        }
        Ok(headers)
    }
}

/// A string without its quotation marks, and any other value as JSON.
fn string_or_json(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(string) => Cow::Borrowed(string),
        other => Cow::Owned(other.to_string()),
    }
}

impl PartBody {
    fn read(json: Bytes) -> Self {
        match serde_json::from_slice::<&RawValue>(&json) {
            Ok(value) if value.get() == "null" => PartBody::Absent,
            Ok(_) => PartBody::Json(json),
            Err(_) => PartBody::Invalid(json),
        }
    }
}
