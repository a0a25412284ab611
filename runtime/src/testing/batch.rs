//! A batch: each part is answered as if it had come by itself.

use serde::Deserialize;
use serde_json::{Value, json};

use super::Fake;
use super::reply::Reply;
use crate::error::{Error, ErrorKind};

#[derive(Deserialize)]
struct Batch {
    requests: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    id: String,
    url: String,
    #[serde(default)]
    headers: std::collections::BTreeMap<String, String>,
}

pub(super) fn answer(fake: &Fake, body: &[u8]) -> Result<Reply, Error> {
    let batch: Batch = serde_json::from_slice(body)
        .map_err(|error| Error::new(ErrorKind::Request, "the fake cannot read the batch").with_source(error))?;
    let mut responses = Vec::new();
    for part in batch.requests {
        let reply = fake.reply(&part.url, part.headers.into_iter().collect())?;
        // A part has no connection of its own that could break.
        let Reply::Answer { status, headers, body } = reply else { return Ok(reply) };
        let text = String::from_utf8_lossy(&body);
        let body = serde_json::from_str(&text).unwrap_or_else(|_| Value::String(text.into_owned()));
        let headers: serde_json::Map<_, _> =
            headers.into_iter().map(|(name, value)| (name, Value::String(value))).collect();
        responses.push(json!({"id": part.id, "status": status, "headers": headers, "body": body}));
    }
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    let body = json!({"responses": responses}).to_string().into_bytes();
    Ok(Reply::Answer { status: 200, headers, body })
}
