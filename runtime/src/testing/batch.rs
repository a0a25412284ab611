//! A batch: each part is answered as if it had come by itself.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::testing::recorded::RecordedRequest;
use crate::testing::reply::Reply;
use crate::testing::state::SharedState;

#[derive(Deserialize)]
struct Batch {
    requests: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    id: String,
    method: String,
    url: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
}

pub(super) fn reply_to(state: &SharedState, body: &[u8]) -> Result<Reply, Error> {
    let batch: Batch = serde_json::from_slice(body).map_err(|error| {
        Error::new(ErrorKind::Request, "the fake cannot read the batch").with_source(error)
    })?;
    let mut responses = Vec::new();
    for Part {
        id,
        method,
        url,
        headers,
    } in batch.requests
    {
        let reply = state.reply_to(RecordedRequest {
            method,
            url,
            headers: headers.into_iter().collect(),
            authorized: true,
        })?;
        // A part has no connection of its own that could break.
        let Reply::Answer {
            status,
            headers,
            body,
        } = reply
        else {
            return Ok(reply);
        };
        let headers: Map<_, _> = headers
            .into_iter()
            .map(|(name, value)| (name, Value::String(value)))
            .collect();
        responses
            .push(json!({"id": id, "status": status, "headers": headers, "body": json_of(&body)}));
    }
    Ok(Reply::json(200, &[], &json!({"responses": responses})))
}

/// What is no JSON stands as a text.
fn json_of(body: &[u8]) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(body)
        .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(body).into_owned()))
}
