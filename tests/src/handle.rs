//! One request through all the stages.

use axum::body::{Body, to_bytes};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use jiff::Timestamp;

use crate::canned::Canned;
use crate::failure::Failure;
use crate::faults::{Inflicted, Traits, inflict, transport};
use crate::query::Query;
use crate::response::{Answer, Ids};
use crate::routing::{self, Target};
use crate::service::Shared;
use crate::socket::Peer;
use crate::wire::Line;
use crate::{batch, collection, delta, generated, projection, record, wire};

/// No read carries a body: this much is enough to see that one does.
const BODY_LIMIT: usize = 64 * 1024;

/// A read: a request, or a part of a batch.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call<'r> {
    /// Path and query, as they were received.
    pub(crate) raw: &'r str,
    pub(crate) headers: &'r HeaderMap,
    pub(crate) is_part: bool,
}

/// What comes of a request.
#[derive(Debug)]
pub(crate) enum Outcome {
    Answer(Answer),
    Canned(Canned),
    Refused(Failure),
}

pub(crate) async fn handle(shared: &Shared, parts: &Parts, body: Body, peer: &Peer) -> Response {
    let call = Call {
        raw: record::path_and_query(parts),
        headers: &parts.headers,
        is_part: false,
    };
    let number = shared.plan.arrived(call.raw, Timestamp::now());
    let ids = Ids::of(&parts.headers);
    if !shared.settings.latency.is_zero() {
        tokio::time::sleep(shared.settings.latency).await;
    }
    let Inflicted {
        response,
        transport: fault,
    } = match batch::is_batch(call.raw) {
        true => {
            let too_long = |_| Failure::bad_request("the batch is too long");
            let body = to_bytes(body, batch::BODY_LIMIT).await.map_err(too_long);
            batch::answer(shared, parts, body, peer, number, &ids).await
        }
        false => {
            let has_body = to_bytes(body, BODY_LIMIT)
                .await
                .map_or(true, |bytes| !bytes.is_empty());
            let outcome =
                wire::check_method(&parts.method).and_then(|()| respond(shared, &call, has_body));
            finish(shared, &call, number, outcome.into(), &ids)
        }
    };
    transport(fault, response, peer).await
}

/// The answer to a call of that number, or the fault in its place.
pub(crate) fn finish(
    shared: &Shared,
    call: &Call<'_>,
    number: usize,
    outcome: Outcome,
    ids: &Ids,
) -> Inflicted {
    let fault = shared
        .plan
        .choose(number, call.raw, &Traits::of(call, &outcome));
    let mut inflicted = inflict(shared, call, outcome, fault, ids);
    ids.stamp(&mut inflicted.response);
    inflicted
}

/// What a call should get.
pub(crate) fn respond(
    shared: &Shared,
    call: &Call<'_>,
    has_body: bool,
) -> Result<Outcome, Failure> {
    let canned = shared.shelf.find(call.raw);
    if !canned.as_ref().is_some_and(|canned| canned.public) {
        shared.tokens.check(call.headers)?;
        wire::check_headers(call.headers)?;
    }
    wire::check_body(has_body)?;
    let raw = shared.links.meant(call.raw);
    let line = Line::read(&raw, &shared.settings.custom_options)?;
    if let Some(canned) = canned {
        return Ok(Outcome::Canned(canned));
    }
    answer(shared, call.headers, &line).map(Outcome::Answer)
}

fn answer(shared: &Shared, headers: &HeaderMap, line: &Line<'_>) -> Result<Answer, Failure> {
    let (store, journal) = shared.now();
    let query = Query::parse(&line.options)?;
    let request = collection::Request {
        shared,
        store: &store,
        line,
        headers,
        query: &query,
    };
    if let Some(answer) = delta::answer(&request, &journal) {
        return answer;
    }
    let target = routing::resolve(&store, &line.segments)?;
    if query.is_delta {
        return Err(Failure::bad_request(
            "`$deltatoken` belongs to a delta query",
        ));
    }
    match target {
        Target::Collection(collection) => collection::answer(&request, collection),
        Target::Count(collection) => collection::count(&request, collection),
        Target::Entity(entity) => projection::answer_entity(&request, &entity),
        Target::Property(property) => projection::answer_property(&request, &property),
        Target::Generated(target) => generated::answer(&request, &target),
        Target::GeneratedCount(target) => generated::count(&request, &target),
    }
}

impl From<Result<Outcome, Failure>> for Outcome {
    fn from(result: Result<Outcome, Failure>) -> Self {
        result.unwrap_or_else(Self::Refused)
    }
}

impl Outcome {
    pub(crate) fn into_response(self, ids: &Ids) -> Response {
        match self {
            Self::Answer(answer) => answer.into_response(),
            Self::Canned(canned) => canned.into_response(),
            Self::Refused(failure) => failure.into_response(ids),
        }
    }

    /// Whether the client is told of a mistake of its own.
    pub(crate) fn is_refusal(&self) -> bool {
        let mistakes = [
            StatusCode::BAD_REQUEST,
            StatusCode::UNAUTHORIZED,
            StatusCode::METHOD_NOT_ALLOWED,
        ];
        matches!(self, Self::Refused(failure) if mistakes.contains(&failure.status))
    }

    pub(crate) fn is_page(&self) -> bool {
        matches!(self, Self::Answer(Answer::Page { .. }))
    }

    pub(crate) fn is_json(&self) -> bool {
        match self {
            Self::Answer(answer) => matches!(
                answer,
                Answer::Page { .. } | Answer::Entity { .. } | Answer::Json(_)
            ),
            Self::Canned(canned) => canned.body.starts_with(b"{"),
            Self::Refused(_) => true,
        }
    }

    pub(crate) fn has_body(&self) -> bool {
        match self {
            Self::Answer(answer) => !matches!(answer, Answer::NoContent | Answer::NotModified(_)),
            Self::Canned(canned) => !canned.body.is_empty(),
            Self::Refused(_) => true,
        }
    }
}
