//! Several reads in one request.

mod parse;
#[cfg(test)]
mod tests;
mod write;

use axum::body::Bytes;
use axum::http::header::{AUTHORIZATION, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method};
use fastrand::Rng;
use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::faults::{Fault, Inflicted, Traits, inflict};
use crate::handle::{Call, Outcome, finish, respond};
use crate::record::{Batch, Part, Recorded};
use crate::response::{Answer, Ids};
use crate::service::Shared;
use crate::socket::Peer;
use crate::wire;

/// How long the body of a batch can be.
pub(crate) const BODY_LIMIT: usize = 4 * 1024 * 1024;

/// What parts have from their batch unless they say otherwise.
const INHERITED: [HeaderName; 3] = [
    AUTHORIZATION,
    USER_AGENT,
    HeaderName::from_static("client-request-id"),
];

/// Whether the path, which has a version first, is that of batches.
pub(crate) fn is_batch(raw: &str) -> bool {
    let path = percent_decode_str(raw.split('?').next().unwrap_or_default()).decode_utf8_lossy();
    matches!(version_and_rest(&path), Some((_, "$batch")))
}

fn version_and_rest(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix('/')?.split_once('/')
}

/// One part, as it is written in a batch.
#[derive(Debug, Clone, PartialEq)]
struct Asked {
    id: String,
    url: String,
    headers: HeaderMap,
}

/// The answer to a batch.
pub(crate) async fn answer(
    shared: &Shared,
    parts: &Parts,
    body: Result<Bytes, Failure>,
    peer: &Peer,
    number: usize,
    ids: &Ids,
) -> Inflicted {
    let call = Call {
        raw: crate::record::path_and_query(parts),
        headers: &parts.headers,
        is_part: false,
    };
    let asked = match check(shared, &call, &parts.method, body) {
        Ok(asked) => asked,
        Err(failure) => return finish(shared, &call, number, Outcome::Refused(failure), ids),
    };
    let request = Recorded::new(parts, peer.address);
    // A batch that fails as a whole does nothing; one whose answer is lost on its way has done all.
    let empty = Outcome::Answer(Answer::Json(json!({"responses": []})));
    let fault = shared
        .plan
        .choose(number, call.raw, &Traits::of(&call, &empty));
    let outcome = if fault.as_ref().is_none_or(Fault::is_transport) {
        carry_out(shared, &call, request, &asked, fault.is_none(), number).await
    } else {
        let parts = asked
            .iter()
            .map(|asked| asked.record(&call, None))
            .collect();
        shared.log.add_batch(Batch { request, parts });
        empty
    };
    let mut inflicted = inflict(shared, &call, outcome, fault, ids);
    ids.stamp(&mut inflicted.response);
    inflicted
}

fn check(
    shared: &Shared,
    call: &Call<'_>,
    method: &Method,
    body: Result<Bytes, Failure>,
) -> Result<Vec<Asked>, Failure> {
    if method != Method::POST {
        return Err(Failure::method_not_allowed(method.as_str(), "POST"));
    }
    shared.tokens.check(call.headers)?;
    wire::check_headers(call.headers)?;
    if call.raw.contains('?') {
        return Err(Failure::bad_request("a batch takes no query"));
    }
    match version_and_rest(call.raw) {
        Some(("v1.0" | "beta", _)) => parse::parse(call.headers, &body?),
        _ => Err(Failure::bad_request(
            "a batch is at `/v1.0/$batch` or `/beta/$batch`",
        )),
    }
}

/// Answers the parts, with faults of their own if the batch has none.
async fn carry_out(
    shared: &Shared,
    batch: &Call<'_>,
    request: Recorded,
    asked: &[Asked],
    may_fail: bool,
    number: usize,
) -> Outcome {
    let mut responses = Vec::new();
    let mut parts = Vec::new();
    for part in asked {
        let response = answer_part(shared, batch, part, may_fail).await;
        let status = response["status"]
            .as_u64()
            .and_then(|status| u16::try_from(status).ok());
        parts.push(part.record(batch, status));
        responses.push(response);
    }
    shared.log.add_batch(Batch { request, parts });
    shuffle(&mut responses, number);
    Outcome::Answer(Answer::Json(json!({"responses": responses})))
}

async fn answer_part(shared: &Shared, batch: &Call<'_>, asked: &Asked, may_fail: bool) -> Value {
    let raw = asked.raw(batch);
    let mut headers = asked.headers.clone();
    for name in INHERITED {
        if let (false, Some(value)) = (headers.contains_key(&name), batch.headers.get(&name)) {
            headers.insert(name, value.clone());
        }
    }
    let call = Call {
        raw: &raw,
        headers: &headers,
        is_part: true,
    };
    let ids = Ids::of(&headers);
    let outcome = Outcome::from(respond(shared, &call, false));
    let response = match may_fail {
        true => {
            finish(
                shared,
                &call,
                shared.plan.arrived(&raw, Timestamp::now()),
                outcome,
                &ids,
            )
            .response
        }
        false => outcome.into_response(&ids),
    };
    write::part(&asked.id, response).await
}

impl Asked {
    /// The path with the version, which is that of the batch.
    fn raw(&self, batch: &Call<'_>) -> String {
        let version = version_and_rest(batch.raw).map_or("v1.0", |(version, _)| version);
        format!("/{version}{}", self.url)
    }

    fn record(&self, batch: &Call<'_>, status: Option<u16>) -> Part {
        Part {
            id: self.id.clone(),
            path_and_query: self.raw(batch),
            headers: self.headers.clone(),
            status,
        }
    }
}

/// Puts answers into another order than the parts have.
fn shuffle(responses: &mut [Value], number: usize) {
    let asked: Vec<_> = responses.iter().map(|it| it["id"].clone()).collect();
    Rng::with_seed(u64::try_from(number).unwrap_or_default()).shuffle(responses);
    let is_same = responses.iter().map(|it| &it["id"]).eq(&asked);
    if is_same && responses.len() > 1 {
        responses.rotate_left(1);
    }
}
