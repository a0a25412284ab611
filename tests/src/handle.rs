//! Passes one request through all the stages.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use jiff::Timestamp;

use crate::canned::Canned;
use crate::failure::Failure;
use crate::faults::{FaultyResponse, Traits, apply, apply_to_transport};
use crate::query::Query;
use crate::response::{Ids, Success};
use crate::routing::{self, Target};
use crate::service::Shared;
use crate::socket::Peer;
use crate::wire::RequestLine;
use crate::{
    batch, calendar, collection, delta, files, generated, projection, record, wire, writes,
};

/// The largest body.
const BODY_LIMIT: usize = 4 * 1024 * 1024;

/// A read: a request, or a part of a batch.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call<'r> {
    /// Path and query as received.
    pub(crate) raw: &'r str,
    pub(crate) headers: &'r HeaderMap,
    pub(crate) is_part: bool,
}

/// The outcome of a request, before any fault.
#[derive(Debug)]
pub(crate) enum Outcome {
    Success(Success),
    Canned(Canned),
    Failure(Failure),
}

pub(crate) async fn handle(shared: &Shared, parts: &Parts, body: Body, peer: &Peer) -> Response {
    let call = Call {
        raw: record::path_and_query(parts),
        headers: &parts.headers,
        is_part: false,
    };
    let number = shared.plan.next_number(call.raw, Timestamp::now());
    let ids = Ids::of(&parts.headers);
    if !shared.settings.latency.is_zero() {
        tokio::time::sleep(shared.settings.latency).await;
    }
    let faulty = if batch::is_batch(call.raw) {
        let body = to_bytes(body, batch::BODY_LIMIT)
            .await
            .map_err(|_| Failure::bad_request("the batch is too long"));
        batch::respond(shared, parts, body, peer, number, &ids).await
    } else {
        let body = to_bytes(body, BODY_LIMIT).await;
        let body = body.map_err(|_| Failure::bad_request("the body is too long"));
        let admitted = match &shared.limits {
            Some(limits) => limits.run(call.raw).await,
            None => Ok(()),
        };
        match admitted.and(body) {
            Ok(body) => respond_once(shared, &call, &parts.method, &body, Some(number), &ids),
            Err(failure) => finish(shared, &call, number, Outcome::Failure(failure), &ids),
        }
    };
    apply_to_transport(faulty.transport, faulty.response, peer).await
}

/// The response to a request, alone or in a batch. Faults apply if it has a number.
pub(crate) fn respond_once(
    shared: &Shared,
    call: &Call<'_>,
    method: &Method,
    body: &Bytes,
    number: Option<usize>,
    ids: &Ids,
) -> FaultyResponse {
    if *method == Method::GET {
        let outcome = Outcome::from(respond(shared, call, !body.is_empty()));
        return match number {
            Some(number) => finish(shared, call, number, outcome, ids),
            None => FaultyResponse {
                response: outcome.into_response(ids),
                transport: None,
            },
        };
    }
    let request = writes::Request {
        method,
        raw: call.raw,
        headers: call.headers,
        body,
    };
    writes::respond(shared, call, &request, number, ids)
}

/// The response to the call with this number, or the fault that replaces it.
pub(crate) fn finish(
    shared: &Shared,
    call: &Call<'_>,
    number: usize,
    outcome: Outcome,
    ids: &Ids,
) -> FaultyResponse {
    let fault = shared
        .plan
        .choose(number, call.raw, &Traits::of(call, &outcome));
    let mut faulty = apply(shared, call, outcome, fault, ids);
    ids.add_to(&mut faulty.response);
    faulty
}

/// The outcome of a call without any fault.
pub(crate) fn respond(
    shared: &Shared,
    call: &Call<'_>,
    has_body: bool,
) -> Result<Outcome, Failure> {
    let canned = shared.canned.find(call.raw);
    if !canned.as_ref().is_some_and(|canned| canned.public) {
        shared.tokens.check(call.headers)?;
        wire::check_headers(call.headers)?;
    }
    wire::check_body(has_body)?;
    let raw = shared.links.original_request(call.raw);
    let line = RequestLine::parse(&raw, &shared.settings.custom_options)?;
    if let Some(canned) = canned {
        return Ok(Outcome::Canned(canned));
    }
    read(shared, call.headers, &line).map(Outcome::Success)
}

fn read(shared: &Shared, headers: &HeaderMap, line: &RequestLine<'_>) -> Result<Success, Failure> {
    let (store, journal) = shared.current_data();
    let query = Query::parse(&line.options)?;
    let request = collection::Request {
        shared,
        store: &store,
        line,
        headers,
        query: &query,
    };
    if let Some(page) = delta::page(&request, &journal) {
        return page;
    }
    let target = routing::resolve(&store, &line.segments)?;
    if query.is_delta {
        return Err(Failure::bad_request(
            "`$deltatoken` belongs to a delta query",
        ));
    }
    let time_zone = calendar::preferred_time_zone(headers, &store, &target)?;
    let success = match target {
        Target::Collection(collection) => collection::page(&request, collection),
        Target::Count(collection) => collection::count(&request, collection),
        Target::Entity(entity) => projection::entity_response(&request, &entity),
        Target::Property(property) => projection::property_response(&request, &property),
        Target::File(file) => files::respond(&request, file),
        Target::Generated(target) => generated::page(&request, &target),
        Target::GeneratedCount(target) => generated::count(&request, &target),
    }?;
    let success = match time_zone {
        Some((name, zone)) => success.map_body(|body| calendar::convert(body, &name, &zone)),
        None => success,
    };
    let is_file = |path: &str| store.file_at(path).is_some();
    Ok(success.map_body(|body| shared.downloads.link(body, &is_file)))
}

impl From<Result<Outcome, Failure>> for Outcome {
    fn from(result: Result<Outcome, Failure>) -> Self {
        result.unwrap_or_else(Self::Failure)
    }
}

impl Outcome {
    pub(crate) fn into_response(self, ids: &Ids) -> Response {
        match self {
            Self::Success(success) => success.into_response(),
            Self::Canned(canned) => canned.into_response(),
            Self::Failure(failure) => failure.into_response(ids),
        }
    }

    /// Whether the request itself is invalid.
    pub(crate) fn is_client_error(&self) -> bool {
        let client_errors = [
            StatusCode::BAD_REQUEST,
            StatusCode::UNAUTHORIZED,
            StatusCode::METHOD_NOT_ALLOWED,
        ];
        matches!(self, Self::Failure(failure) if client_errors.contains(&failure.status))
    }

    pub(crate) fn is_page(&self) -> bool {
        matches!(self, Self::Success(Success::Page { .. }))
    }

    pub(crate) fn is_json(&self) -> bool {
        match self {
            Self::Success(success) => matches!(
                success,
                Success::Page { .. } | Success::Entity { .. } | Success::Json(_)
            ),
            Self::Canned(canned) => canned.body.starts_with(b"{"),
            Self::Failure(_) => true,
        }
    }

    pub(crate) fn has_body(&self) -> bool {
        match self {
            Self::Success(Success::File(served)) => served.has_body(),
            Self::Success(success) => {
                !matches!(success, Success::NoContent | Success::NotModified(_))
            }
            Self::Canned(canned) => !canned.body.is_empty(),
            Self::Failure(_) => true,
        }
    }
}
