//! `POST /search/query`, for messages.

use serde_json::{Value, json};

use super::{Call, missing};
use crate::failure::Failure;
use crate::response::Success;
use crate::sample::ME;

/// How many hits a request returns unless it has a `size`, and how many at most.
const DEFAULT_SIZE: u64 = 25;
const MAX_SIZE: u64 = 1000;

pub(super) fn query(call: &Call<'_>) -> Result<Success, Failure> {
    let requests = call.body["requests"].as_array();
    let requests = requests.ok_or_else(|| missing("requests"))?;
    let [request] = requests.as_slice() else {
        return Err(Failure::bad_request(
            "`requests` has one search request at a time",
        ));
    };
    if request["entityTypes"] != json!(["message"]) {
        return Err(Failure::bad_request(
            "the local service only searches `message`",
        ));
    }
    let Some(text) = request["query"]["queryString"].as_str() else {
        return Err(missing("queryString"));
    };
    let from = request["from"].as_u64().unwrap_or(0);
    let size = request["size"].as_u64().unwrap_or(DEFAULT_SIZE);
    if size > MAX_SIZE {
        return Err(Failure::bad_request(format!(
            "`size` is at most {MAX_SIZE}"
        )));
    }
    let response = json!({
        "searchTerms": text.split_whitespace().collect::<Vec<_>>(),
        "hitsContainers": [container(call, text, from, size)],
    });
    Ok(call.collection("Collection(microsoft.graph.searchResponse)", vec![response]))
}

fn container(call: &Call<'_>, text: &str, from: u64, size: u64) -> Value {
    let messages = call.store.nodes(&format!("users/{ME}/messages"));
    let matching: Vec<&Value> = messages
        .iter()
        .map(|node| node.value)
        .filter(|message| is_match(message, text))
        .collect();
    let total = matching.len() as u64;
    let mut hits = Vec::new();
    for (message, rank) in matching.into_iter().zip(1u64..) {
        if rank > from && rank <= from + size {
            hits.push(hit(message, rank));
        }
    }
    json!({
        "hits": hits,
        "total": total,
        "moreResultsAvailable": from + size < total,
    })
}

fn hit(message: &Value, rank: u64) -> Value {
    json!({
        "hitId": message["id"],
        "rank": rank,
        "summary": message["bodyPreview"],
        "resource": {
            "@odata.type": "#microsoft.graph.message",
            "id": message["id"],
            "subject": message["subject"],
            "bodyPreview": message["bodyPreview"],
            "receivedDateTime": message["receivedDateTime"],
            "from": message["from"],
        },
    })
}

/// Whether the subject or the preview contains every word.
fn is_match(message: &Value, text: &str) -> bool {
    let field = |name: &str| message[name].as_str().unwrap_or_default().to_lowercase();
    let searched = format!("{} {}", field("subject"), field("bodyPreview"));
    let mut words = text.split_whitespace();
    words.all(|word| searched.contains(&word.to_lowercase()))
}
