//! One answer.

use reqwest::header::{CONTENT_LENGTH, HeaderName, HeaderValue};
use reqwest::{Response, ResponseBuilderExt, Url};
use serde_json::Value;

use crate::error::Error;
use crate::error::kind::ErrorKind;

/// What is answered.
#[derive(Debug, Clone)]
pub(super) enum Reply {
    Answer {
        status: u16,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    },
    Reset,
    Timeout,
}

impl Reply {
    pub(super) fn json(status: u16, headers: &[(&str, &str)], body: &Value) -> Self {
        let all = [("content-type", "application/json")].iter().chain(headers);
        let headers = all
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Reply::Answer {
            status,
            headers,
            body: body.to_string().into_bytes(),
        }
    }

    /// A genuine response, as if it had come over the network.
    pub(super) fn into_response(self, url: Url) -> Result<Response, Error> {
        let (status, headers, body) = match self {
            Reply::Reset => {
                return Err(Error::new(
                    ErrorKind::Io,
                    "the connection broke (connection reset, by the fake)",
                ));
            }
            Reply::Timeout => {
                return Err(Error::new(
                    ErrorKind::Timeout,
                    "no complete answer in time (by the fake)",
                ));
            }
            Reply::Answer {
                status,
                headers,
                body,
            } => (status, headers, body),
        };
        let unfit = |error: http::Error| {
            Error::new(
                ErrorKind::Config,
                format!("the fake's answer is none: {error}"),
            )
        };
        let mut response = http::Response::builder()
            .status(status)
            .url(url)
            .body(body)
            .map_err(unfit)?;
        let (length, fields) = (response.body().len(), response.headers_mut());
        for (name, value) in headers {
            if let (Ok(name), Ok(value)) =
                (HeaderName::try_from(name), HeaderValue::try_from(value))
            {
                fields.append(name, value);
            }
        }
        fields
            .entry("request-id")
            .or_insert(HeaderValue::from_static("fake"));
        fields
            .entry(CONTENT_LENGTH)
            .or_insert(HeaderValue::from(length));
        Ok(Response::from(response))
    }
}
