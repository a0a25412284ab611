//! Applies faults to responses.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::broken_body::{BrokenBody, End};
use super::{Fault, RetryAfter};
use crate::failure::Failure;
use crate::handle::{Call, Outcome};
use crate::response::{Ids, Success};
use crate::service::Shared;
use crate::socket::Peer;
use crate::{auth, delta};

/// A response, and a fault that is still to be applied when it is sent.
pub(crate) struct FaultyResponse {
    pub(crate) response: Response,
    pub(crate) transport: Option<Fault>,
}

/// Turns an outcome into a response, and applies the fault to it unless that is a fault of the transport.
pub(crate) fn apply(
    shared: &Shared,
    call: &Call<'_>,
    outcome: Outcome,
    fault: Option<Fault>,
    ids: &Ids,
) -> FaultyResponse {
    let (outcome, transport) = match fault {
        Some(Fault::Status(status, retry_after)) => {
            return FaultyResponse {
                response: error_response(shared, call, status, retry_after, ids),
                transport: None,
            };
        }
        Some(Fault::EmptyPage) => (empty_page(shared, call, outcome), None),
        Some(Fault::RepeatedLink) => (repeated_link(shared, call, outcome), None),
        Some(Fault::ForeignLink(origin)) => (foreign_link(shared, call, outcome, &origin), None),
        Some(Fault::Expired { claims }) => (expired(shared, call, claims), None),
        Some(Fault::Gone(code)) => (Outcome::Failure(delta::gone(shared, call.raw, code)), None),
        other => (outcome, other),
    };
    FaultyResponse {
        response: outcome.into_response(ids),
        transport,
    }
}

fn error_response(
    shared: &Shared,
    call: &Call<'_>,
    status: u16,
    retry_after: RetryAfter,
    ids: &Ids,
) -> Response {
    let status = StatusCode::from_u16(status).expect("a fault has a valid status");
    let mut response = match status.as_u16() {
        // A gateway in front of the service does not use its error format.
        502 => plain_response(
            status,
            "text/html",
            "<html><head><title>502 Bad Gateway</title></head></html>",
        ),
        504 => plain_response(status, "text/plain", ""),
        _ => Failure::new(status, code(status), "this is a planned fault").into_response(ids),
    };
    if status == StatusCode::TOO_MANY_REQUESTS {
        let headers = response.headers_mut();
        headers.insert(
            "x-ms-throttle-limit-percentage",
            HeaderValue::from_static("1.2"),
        );
        headers.insert(
            "x-ms-throttle-scope",
            HeaderValue::from_static("Tenant_Application/Read/local/local"),
        );
        headers.insert(
            "x-ms-throttle-information",
            HeaderValue::from_static("ResourceUnitLimitExceeded"),
        );
    }
    if let Some((value, until)) = retry_after.value(Timestamp::now()) {
        shared.plan.set_not_before(call.raw, until);
        response
            .headers_mut()
            .insert(RETRY_AFTER, value.parse().expect("a header value"));
    }
    response
}

fn plain_response(status: StatusCode, content_type: &'static str, body: &'static str) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

fn code(status: StatusCode) -> &'static str {
    match status.as_u16() {
        408 => "RequestTimeout",
        429 => "TooManyRequests",
        503 => "serviceNotAvailable",
        509 => "bandwidthLimitExceeded",
        _ => "generalException",
    }
}

/// Changes the body of a page.
fn with_page(outcome: Outcome, change: impl FnOnce(&mut Value)) -> Outcome {
    match outcome {
        Outcome::Success(Success::Page {
            mut body,
            links_last,
        }) => {
            change(&mut body);
            Outcome::Success(Success::Page { body, links_last })
        }
        other => other,
    }
}

fn empty_page(shared: &Shared, call: &Call<'_>, outcome: Outcome) -> Outcome {
    with_page(outcome, |body| {
        body["value"] = json!([]);
        let object = body.as_object_mut().expect("a page is an object");
        object.remove("@odata.deltaLink");
        object.insert(
            "@odata.nextLink".to_owned(),
            json!(shared.links.issue_alternative(&shared.base_url, call.raw)),
        );
    })
}

fn repeated_link(shared: &Shared, call: &Call<'_>, outcome: Outcome) -> Outcome {
    with_page(outcome, |body| {
        let object = body.as_object_mut().expect("a page is an object");
        object.remove("@odata.deltaLink");
        object.insert(
            "@odata.nextLink".to_owned(),
            json!(format!("{}{}", shared.base_url, call.raw)),
        );
    })
}

fn foreign_link(shared: &Shared, call: &Call<'_>, outcome: Outcome, origin: &str) -> Outcome {
    with_page(outcome, |body| {
        let object = body.as_object_mut().expect("a page is an object");
        let link = object
            .get("@odata.nextLink")
            .and_then(Value::as_str)
            .map(str::to_owned);
        let link =
            link.unwrap_or_else(|| shared.links.issue_alternative(&shared.base_url, call.raw));
        object.remove("@odata.deltaLink");
        object.insert(
            "@odata.nextLink".to_owned(),
            json!(link.replacen(&shared.base_url, origin, 1)),
        );
    })
}

fn expired(shared: &Shared, call: &Call<'_>, claims: bool) -> Outcome {
    shared.tokens.revoke_token_of(call.headers);
    let failure = Failure::unauthorized("the access token has expired");
    if claims {
        return Outcome::Failure(failure.header(WWW_AUTHENTICATE, auth::claims_challenge()));
    }
    Outcome::Failure(failure)
}

/// Applies a fault of the transport, so that the response does not arrive intact.
pub(crate) async fn apply_to_transport(
    fault: Option<Fault>,
    response: Response,
    peer: &Peer,
) -> Response {
    match fault {
        Some(Fault::Reset) => {
            peer.reset.reset();
            response
        }
        Some(Fault::Stall) => std::future::pending().await,
        Some(Fault::ResetBody) => break_off(response, End::Reset(peer.reset.clone())).await,
        Some(Fault::CloseBody) => break_off(response, End::Close).await,
        Some(Fault::StallBody) => break_off(response, End::Stall).await,
        Some(Fault::Truncated) => {
            let (mut response, bytes) = split(response).await;
            *response.body_mut() = Body::from(half(&bytes));
            response
        }
        _ => response,
    }
}

async fn break_off(response: Response, end: End) -> Response {
    let (mut response, bytes) = split(response).await;
    response
        .headers_mut()
        .insert(CONTENT_LENGTH, bytes.len().into());
    *response.body_mut() = Body::new(BrokenBody::new(half(&bytes), end));
    response
}

async fn split(response: Response) -> (Response, Bytes) {
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX)
        .await
        .expect("a response of this service has its whole body");
    (Response::from_parts(parts, Body::empty()), bytes)
}

fn half(bytes: &Bytes) -> Bytes {
    bytes.slice(..bytes.len() / 2)
}
