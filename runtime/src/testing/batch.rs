//! Replies to a batch: to each of its requests as if it had been sent on its own.

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

pub(super) fn reply_to_parts(state: &SharedState, body: &[u8]) -> Result<Reply, Error> {
    let batch: Batch = serde_json::from_slice(body).map_err(|source| {
        Error::new(ErrorKind::Request, "the fake cannot decode the batch").with_source(source)
    })?;
    let mut responses = Vec::with_capacity(batch.requests.len());
    for part in batch.requests {
        let reply = state.reply_to(RecordedRequest {
            method: part.method,
            url: part.url,
            headers: part.headers.into_iter().collect(),
            authorized: true,
        })?;
        match reply {
            Reply::Response {
                status,
                headers,
                body,
            } => responses.push(part_response(&part.id, status, headers, &body)),
            // All parts share one connection, so a broken connection or a timeout is that of the whole batch.
            Reply::Reset | Reply::Timeout => return Ok(reply),
        }
    }
    Ok(Reply::json(200, &[], &json!({"responses": responses})))
}

fn part_response(id: &str, status: u16, headers: Vec<(String, String)>, body: &[u8]) -> Value {
    let headers: Map<_, _> = headers
        .into_iter()
        .map(|(name, value)| (name, Value::String(value)))
        .collect();
    json!({"id": id, "status": status, "headers": headers, "body": json_body(body)})
}

/// A body that is not JSON becomes a string.
fn json_body(body: &[u8]) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(body)
        .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(body).into_owned()))
}
