//! One request through all the stages.

use axum::body::{Body, to_bytes};
use axum::http::request::Parts;
use axum::response::Response;

use crate::answer::{Answer, Ids};
use crate::failure::Failure;
use crate::query::Query;
use crate::routing::{self, Target};
use crate::service::Shared;
use crate::wire::Line;
use crate::{auth, collection, projection, record, wire};

/// No read carries a body: this much is enough to see that one does.
const BODY_LIMIT: usize = 64 * 1024;

pub(crate) async fn handle(shared: &Shared, parts: &Parts, body: Body) -> Response {
    let ids = Ids::of(&parts.headers);
    let has_body = to_bytes(body, BODY_LIMIT).await.map_or(true, |bytes| !bytes.is_empty());
    let mut response = match respond(shared, parts, has_body) {
        Ok(response) => response,
        Err(failure) => failure.into_response(&ids),
    };
    ids.stamp(&mut response);
    response
}

fn respond(shared: &Shared, parts: &Parts, has_body: bool) -> Result<Response, Failure> {
    wire::check_method(&parts.method)?;
    let path_and_query = record::path_and_query(parts);
    let canned = shared.shelf.find(path_and_query);
    if !canned.as_ref().is_some_and(|canned| canned.public) {
        auth::check(&parts.headers, &shared.settings.token)?;
        wire::check_headers(&parts.headers)?;
    }
    wire::check_body(has_body)?;
    let line = Line::read(path_and_query, &shared.settings.custom_options)?;
    if let Some(canned) = canned {
        return Ok(canned.into_response());
    }
    Ok(answer(shared, parts, &line)?.into_response())
}

fn answer(shared: &Shared, parts: &Parts, line: &Line<'_>) -> Result<Answer, Failure> {
    let target = routing::resolve(&shared.store, &line.segments)?;
    let query = Query::parse(&line.options)?;
    let request = collection::Request { shared, line, headers: &parts.headers, query: &query };
    match target {
        Target::Collection(collection) => collection::answer(&request, collection),
        Target::Count(collection) => collection::count(&request, collection),
        Target::Entity(entity) => projection::answer_entity(&request, &entity),
        Target::Property(property) => projection::answer_property(&request, &property),
    }
}
