//! The file of a recording.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::testing::matcher::{AsRequest, RequestMatcher};
use crate::testing::reply::Reply;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recording {
    pub(super) exchanges: Vec<RecordedExchange>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordedExchange {
    pub(super) request: SentRequest,
    pub(super) response: ReceivedResponse,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SentRequest {
    pub(super) method: String,
    /// Relative to the API version, or absolute for another host.
    pub(super) url: String,
    /// For the reader of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) json: Option<Value>,
}

/// A response, with at most one of the forms of a body.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReceivedResponse {
    pub(super) status: u16,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) headers: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) json: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
    /// A number of zero bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) zeros: Option<usize>,
}

impl Recording {
    pub(crate) fn parse(json: &[u8]) -> Result<Self, Error> {
        serde_json::from_slice(json).map_err(|source| {
            Error::new(ErrorKind::Config, "the recording is invalid").with_source(source)
        })
    }

    /// The requests and their replies, in order. Bodies of requests are not compared.
    pub(crate) fn into_replies(self) -> Result<Vec<(RequestMatcher, Reply)>, Error> {
        let exchanges = self.exchanges.into_iter();
        let replies = exchanges.map(|exchange| {
            let SentRequest { method, url, .. } = &exchange.request;
            let matcher = format!("{method} {url}").as_request()?;
            Ok((matcher, exchange.response.into_reply()))
        });
        replies.collect()
    }
}

impl ReceivedResponse {
    fn into_reply(self) -> Reply {
        let body = match (self.json, self.text, self.zeros) {
            (Some(json), _, _) => json.to_string().into_bytes(),
            (None, Some(text), _) => text.into_bytes(),
            (None, None, length) => vec![0; length.unwrap_or_default()],
        };
        Reply::Response {
            status: self.status,
            headers: self.headers.into_iter().collect(),
            body,
        }
    }
}
