//! Batches: several reads in one request.

mod parse;
#[cfg(test)]
mod tests;
mod write;

use axum::body::Bytes;
use axum::http::header::{AUTHORIZATION, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode};
use fastrand::Rng;
use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::faults::{Fault, FaultyResponse, Traits, apply};
use crate::handle::{self, Call, Outcome, finish};
use crate::record::{Batch, Part, Recorded};
use crate::response::{Ids, Success};
use crate::service::Shared;
use crate::socket::Peer;
use crate::wire;

/// The largest body of a batch.
pub(crate) const BODY_LIMIT: usize = 4 * 1024 * 1024;

/// Headers that parts inherit from their batch.
const INHERITED: [HeaderName; 3] = [
    AUTHORIZATION,
    USER_AGENT,
    HeaderName::from_static("client-request-id"),
];

/// Whether the path is that of a batch, after the version.
pub(crate) fn is_batch(raw: &str) -> bool {
    let path = percent_decode_str(raw.split('?').next().unwrap_or_default()).decode_utf8_lossy();
    matches!(version_and_rest(&path), Some((_, "$batch")))
}

fn version_and_rest(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix('/')?.split_once('/')
}

/// The request in one part of a batch.
#[derive(Debug, Clone, PartialEq)]
struct PartRequest {
    id: String,
    method: Method,
    url: String,
    headers: HeaderMap,
    body: Bytes,
    depends_on: Vec<String>,
}

/// The response to a batch.
pub(crate) async fn respond(
    shared: &Shared,
    parts: &Parts,
    body: Result<Bytes, Failure>,
    peer: &Peer,
    number: usize,
    ids: &Ids,
) -> FaultyResponse {
    let call = Call {
        raw: crate::record::path_and_query(parts),
        headers: &parts.headers,
        is_part: false,
    };
    let part_requests = match check(shared, &call, &parts.method, body) {
        Ok(part_requests) => part_requests,
        Err(failure) => return finish(shared, &call, number, Outcome::Failure(failure), ids),
    };
    let request = Recorded::new(parts, peer.address);
    // A batch that fails as a whole processes no part. One whose response is lost has processed all of them.
    let empty = Outcome::Success(Success::Json(json!({"responses": []})));
    let fault = shared
        .plan
        .choose(number, call.raw, &Traits::of(&call, &empty));
    let outcome = if fault.as_ref().is_none_or(Fault::is_transport) {
        process(
            shared,
            &call,
            request,
            &part_requests,
            fault.is_none(),
            number,
        )
        .await
    } else {
        let parts = part_requests
            .iter()
            .map(|part| part.record(&call, None))
            .collect();
        shared.log.add_batch(Batch { request, parts });
        empty
    };
    let mut faulty = apply(shared, &call, outcome, fault, ids);
    ids.add_to(&mut faulty.response);
    faulty
}

fn check(
    shared: &Shared,
    call: &Call<'_>,
    method: &Method,
    body: Result<Bytes, Failure>,
) -> Result<Vec<PartRequest>, Failure> {
    if method != Method::POST {
        return Err(Failure::method_not_allowed(method.as_str(), "POST"));
    }
    shared.tokens.check(call.headers)?;
    wire::check_headers(call.headers)?;
    if call.raw.contains('?') {
        return Err(Failure::bad_request("a batch does not support a query"));
    }
    match version_and_rest(call.raw) {
        Some(("v1.0" | "beta", _)) => parse::parse(call.headers, &body?),
        _ => Err(Failure::bad_request(
            "the path of a batch is `/v1.0/$batch` or `/beta/$batch`",
        )),
    }
}

/// Processes the parts. They can have faults of their own if the batch has none.
async fn process(
    shared: &Shared,
    batch: &Call<'_>,
    request: Recorded,
    part_requests: &[PartRequest],
    may_fail: bool,
    number: usize,
) -> Outcome {
    let mut responses = Vec::new();
    let mut parts = Vec::new();
    let admitted = admit(shared, batch, part_requests).await;
    for (part, admitted) in part_requests.iter().zip(admitted) {
        let admitted = admitted.and(check_dependencies(part, &parts));
        let response = respond_to_part(shared, batch, part, admitted, may_fail).await;
        let status = response["status"]
            .as_u64()
            .and_then(|status| u16::try_from(status).ok());
        parts.push(part.record(batch, status));
        responses.push(response);
    }
    shared.log.add_batch(Batch { request, parts });
    shuffle(&mut responses, number);
    Outcome::Success(Success::Json(json!({"responses": responses})))
}

/// Whether all parts that this one depends on have succeeded. They come before it.
fn check_dependencies(part: &PartRequest, before: &[Part]) -> Result<(), Failure> {
    let has_succeeded = |id: &String| {
        let dependency = before.iter().find(|part| part.id == *id);
        let status = dependency.and_then(|part| part.status);
        status.is_some_and(|status| (200..300).contains(&status))
    };
    if part.depends_on.iter().all(has_succeeded) {
        return Ok(());
    }
    let message = "a request that this one depends on has failed";
    let status = StatusCode::FAILED_DEPENDENCY;
    Err(Failure::new(status, "FailedDependency", message))
}

/// Which parts are processed, and which are refused because too many requests are running.
async fn admit(
    shared: &Shared,
    batch: &Call<'_>,
    parts: &[PartRequest],
) -> Vec<Result<(), Failure>> {
    match &shared.limits {
        Some(limits) => {
            limits
                .run_parts(parts.iter().map(|part| part.raw(batch)))
                .await
        }
        None => vec![Ok(()); parts.len()],
    }
}

async fn respond_to_part(
    shared: &Shared,
    batch: &Call<'_>,
    part: &PartRequest,
    admitted: Result<(), Failure>,
    may_fail: bool,
) -> Value {
    let raw = part.raw(batch);
    let mut headers = part.headers.clone();
    for name in INHERITED {
        if let Some(value) = batch.headers.get(&name) {
            headers.entry(name).or_insert_with(|| value.clone());
        }
    }
    let call = Call {
        raw: &raw,
        headers: &headers,
        is_part: true,
    };
    let ids = Ids::of(&headers);
    if let Err(failure) = admitted {
        return write::part(&part.id, failure.into_response(&ids)).await;
    }
    let number = may_fail.then(|| shared.plan.next_number(&raw, Timestamp::now()));
    let faulty = handle::respond_once(shared, &call, &part.method, &part.body, number, &ids);
    write::part(&part.id, faulty.response).await
}

impl PartRequest {
    /// The path and query, with the version of the batch.
    fn raw(&self, batch: &Call<'_>) -> String {
        let version = version_and_rest(batch.raw).map_or("v1.0", |(version, _)| version);
        format!("/{version}{}", self.url)
    }

    fn record(&self, batch: &Call<'_>, status: Option<u16>) -> Part {
        Part {
            id: self.id.clone(),
            method: self.method.clone(),
            depends_on: self.depends_on.clone(),
            path_and_query: self.raw(batch),
            headers: self.headers.clone(),
            status,
        }
    }
}

/// Puts the responses in another order than the parts.
fn shuffle(responses: &mut [Value], number: usize) {
    let part_order: Vec<_> = responses
        .iter()
        .map(|response| response["id"].clone())
        .collect();
    Rng::with_seed(u64::try_from(number).unwrap_or_default()).shuffle(responses);
    let is_same = responses
        .iter()
        .map(|response| &response["id"])
        .eq(&part_order);
    if is_same && responses.len() > 1 {
        responses.rotate_left(1);
    }
}
