//! Responses: their bodies, and the headers that every response has.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::failure::Failure;
use crate::files::Served;

const JSON: &str = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// The result of a successful read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Success {
    /// A JSON document.
    Json(Value),
    /// An entity with its ETag.
    Entity {
        /// The document.
        body: Value,
        /// The ETag.
        etag: String,
    },
    /// The client already has the entity with this ETag.
    NotModified(String),
    /// One page of a collection.
    Page {
        /// The document.
        body: Value,
        /// Whether the link comes after `value` instead of before it.
        links_last: bool,
    },
    /// Plain text, such as a count.
    Text(String),
    /// Bytes, or a redirect to them.
    File(Served),
    /// No content: a property without a value.
    NoContent,
}

/// The ids in every response and every error.
#[derive(Debug, Clone)]
pub(crate) struct Ids {
    request: String,
    client: Option<HeaderValue>,
}

impl Ids {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        Self {
            request: Uuid::new_v4().to_string(),
            client: headers.get(CLIENT_REQUEST_ID).cloned(),
        }
    }

    fn client(&self) -> &str {
        let client = self.client.as_ref().and_then(|value| value.to_str().ok());
        client.unwrap_or(&self.request)
    }

    /// Adds the ids to a response that does not have its own.
    pub(crate) fn add_to(&self, response: &mut Response) {
        let request = HeaderValue::from_str(&self.request).expect("a GUID is a header value");
        let client = self.client.clone().unwrap_or_else(|| request.clone());
        response.headers_mut().entry(REQUEST_ID).or_insert(request);
        response
            .headers_mut()
            .entry(CLIENT_REQUEST_ID)
            .or_insert(client);
    }
}

impl Success {
    /// Changes the document, if there is one.
    pub(crate) fn map_body(mut self, change: impl FnOnce(&mut Value)) -> Self {
        match &mut self {
            Self::Json(body) | Self::Entity { body, .. } | Self::Page { body, .. } => change(body),
            Self::NotModified(_) | Self::Text(_) | Self::File(_) | Self::NoContent => {}
        }
        self
    }

    pub(crate) fn into_response(self) -> Response {
        let (content_type, body) = match self {
            Self::Json(value) => (JSON, value.to_string()),
            Self::Entity { body, etag } => {
                return with_etag(Self::Json(body).into_response(), &etag);
            }
            Self::NotModified(etag) => return with_etag(empty(StatusCode::NOT_MODIFIED), &etag),
            Self::Page { body, links_last } => (JSON, page_text(body, links_last)),
            Self::Text(text) => ("text/plain", text),
            Self::File(served) => return served.into_response(),
            Self::NoContent => return empty(StatusCode::NO_CONTENT),
        };
        let mut response = Response::new(Body::from(body));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        headers.insert("odata-version", HeaderValue::from_static("4.0"));
        headers.insert("cache-control", HeaderValue::from_static("no-cache"));
        response
    }
}

/// Serializes a page with its links before or after the items.
fn page_text(mut body: Value, links_last: bool) -> String {
    if !links_last {
        return body.to_string();
    }
    let mut links = Map::new();
    let members = body.as_object_mut().expect("a page is an object");
    for name in ["@odata.nextLink", "@odata.deltaLink"] {
        links.extend(members.remove_entry(name));
    }
    let page = body.to_string();
    if links.is_empty() {
        return page;
    }
    let links = Value::Object(links).to_string();
    format!("{},{}", &page[..page.len() - 1], &links[1..])
}

fn with_etag(mut response: Response, etag: &str) -> Response {
    response
        .headers_mut()
        .insert(ETAG, etag.parse().expect("an ETag is a header value"));
    response
}

fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

impl Failure {
    pub(crate) fn into_response(self, ids: &Ids) -> Response {
        let mut response = Response::new(Body::from(self.body(ids).to_string()));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        for (name, value) in self.headers {
            headers.insert(name, value.parse().expect("a header value"));
        }
        response
    }

    fn body(&self, ids: &Ids) -> Value {
        let now = jiff::Timestamp::now()
            .strftime("%Y-%m-%dT%H:%M:%S")
            .to_string();
        json!({"error": {
            "code": self.code,
            "message": self.message,
            "innerError": {"date": now, "request-id": ids.request, "client-request-id": ids.client()},
        }})
    }
}
