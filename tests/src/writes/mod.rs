//! Requests that change something: members of groups, open extensions, mail, and uploads.
//!
//! A request to which a planned fault responds, such as a 503, is not carried out. One whose response is lost is.

mod operation;
#[cfg(test)]
mod tests;

use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderMap, Method};

pub(crate) use self::operation::json_body;
use self::operation::{Operation, add_set};
use crate::actions;
use crate::failure::Failure;
use crate::faults::{Fault, FaultyResponse, Traits, apply};
use crate::handle::{Call, Outcome};
use crate::response::{Ids, Success};
use crate::service::Shared;
use crate::wire::{self, RequestLine};

/// A change that the service has carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Write {
    /// The method.
    pub method: Method,
    /// Path and query, not decoded, with the version.
    pub path_and_query: String,
    /// The body.
    pub body: Vec<u8>,
}

/// The changes that were carried out, in order.
#[derive(Debug, Default)]
pub(crate) struct Writes(Mutex<Vec<Write>>);

impl Writes {
    pub(crate) fn all(&self) -> Vec<Write> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn add(&self, write: Write) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(write);
    }
}

/// A request that is not a GET.
pub(crate) struct Request<'r> {
    pub(crate) method: &'r Method,
    pub(crate) raw: &'r str,
    pub(crate) headers: &'r HeaderMap,
    pub(crate) body: &'r [u8],
}

/// Carries the request out, unless a fault keeps the service from it. `may_fail` is whether faults apply.
pub(crate) fn respond(
    shared: &Shared,
    call: &Call<'_>,
    request: &Request<'_>,
    number: Option<usize>,
    ids: &Ids,
) -> FaultyResponse {
    let operation = check(shared, request);
    let outcome = match &operation {
        Ok(Planned::Operation(operation)) => Outcome::Canned(operation.response()),
        Ok(Planned::Read(success)) => Outcome::Success(success.clone()),
        Ok(Planned::Canned(canned)) => Outcome::Canned(canned.clone()),
        Err(failure) => Outcome::Failure(failure.clone()),
    };
    let traits = Traits::of(call, &outcome);
    let fault = number.and_then(|number| shared.plan.choose(number, call.raw, &traits));
    if let Ok(Planned::Operation(operation)) = operation {
        if fault.as_ref().is_none_or(Fault::is_transport) {
            carry_out(shared, request, &operation);
        }
    }
    let mut faulty = apply(shared, call, outcome, fault, ids);
    ids.add_to(&mut faulty.response);
    faulty
}

/// What a valid request leads to.
enum Planned {
    Operation(Operation),
    /// The result of an action that changes nothing.
    Read(Success),
    Canned(crate::canned::Canned),
}

fn check(shared: &Shared, request: &Request<'_>) -> Result<Planned, Failure> {
    shared.tokens.check(request.headers)?;
    wire::check_headers(request.headers)?;
    let line = RequestLine::parse(request.raw, &shared.settings.custom_options)?;
    if let Some(canned) = shared.canned.find(request.raw) {
        return Ok(Planned::Canned(canned));
    }
    if let Some(read) = actions::respond(shared, request, &line) {
        return read.map(Planned::Read);
    }
    let segments: Vec<&str> = line.segments.iter().skip(1).map(String::as_str).collect();
    let (store, _) = shared.current_data();
    let operation = Operation::parse(request, &segments, &store)?;
    operation.check(&store)?;
    Ok(Planned::Operation(operation))
}

fn carry_out(shared: &Shared, request: &Request<'_>, operation: &Operation) {
    let (store, _) = shared.current_data();
    if let Some((set, id, members)) = operation.edit(&store) {
        shared.edit_data(|data| {
            add_set(data, &set, &store);
            let change = data.update(&set, &id, &members);
            vec![(set, id, change)]
        });
    }
    shared.writes.add(Write {
        method: request.method.clone(),
        path_and_query: request.raw.to_owned(),
        body: request.body.to_vec(),
    });
}
