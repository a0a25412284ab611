//! A registered response.

use http::status::InvalidStatusCode;
use reqwest::header::{CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue};
use reqwest::{StatusCode, Url};
use serde_json::Value;

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::http_response::HttpResponse;

/// What a fake replies to a request.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    Response {
        status: u16,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    },
    Reset,
    Timeout,
}

impl Reply {
    pub(super) fn json(status: u16, headers: &[(&str, &str)], body: &Value) -> Self {
        let content_type = [("content-type", "application/json")];
        Reply::Response {
            status,
            headers: owned_headers(content_type.iter().chain(headers)),
            body: body.to_string().into_bytes(),
        }
    }

    /// Sets a header instead of those with the same name. Returns why the reply cannot have it, if it cannot.
    pub(super) fn set_header(&mut self, name: &str, value: &str) -> Result<(), &'static str> {
        let Reply::Response { headers, .. } = self else {
            return Err("there is no response that could have a header");
        };
        if HeaderName::try_from(name).is_err() || HeaderValue::try_from(value).is_err() {
            return Err("HTTP cannot carry this name or value");
        }
        headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        headers.push((name.to_owned(), value.to_owned()));
        Ok(())
    }

    /// The response, as if it had come over the network.
    pub(super) fn into_response(self, url: &Url) -> Result<HttpResponse, Error> {
        let (status, headers, body) = match self {
            Reply::Reset => {
                let summary = "the connection broke (connection reset by the fake)";
                return Err(Error::new(ErrorKind::Io, summary));
            }
            Reply::Timeout => {
                let summary = "no complete response in time (timeout by the fake)";
                return Err(Error::new(ErrorKind::Timeout, summary));
            }
            Reply::Response {
                status,
                headers,
                body,
            } => (status, headers, body),
        };
        let length = body.len();
        let status = StatusCode::from_u16(status).map_err(invalid_status)?;
        let mut response = HttpResponse::new(status, HeaderMap::new(), body);
        add_headers(&mut response.headers, headers, length);
        response.url = Some(url.clone());
        Ok(response)
    }
}

pub(super) fn owned_headers<'a>(
    headers: impl IntoIterator<Item = &'a (&'a str, &'a str)>,
) -> Vec<(String, String)> {
    headers
        .into_iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// Adds the registered headers, and those that every response has. Invalid headers are left out.
fn add_headers(target: &mut HeaderMap, headers: Vec<(String, String)>, length: usize) {
    for (name, value) in headers {
        let name = HeaderName::try_from(name);
        let value = HeaderValue::try_from(value);
        if let (Ok(name), Ok(value)) = (name, value) {
            target.append(name, value);
        }
    }
    target
        .entry("request-id")
        .or_insert(HeaderValue::from_static("fake"));
    target
        .entry(CONTENT_LENGTH)
        .or_insert(HeaderValue::from(length));
}

fn invalid_status(error: InvalidStatusCode) -> Error {
    let summary = format!("the registered response is invalid: {error}");
    Error::new(ErrorKind::Config, summary)
}
