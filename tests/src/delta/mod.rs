//! Delta queries: a first round with every entity, and later rounds with the changes.

mod entries;
mod journal;
mod options;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::collection::Request;
use crate::failure::Failure;
use crate::odata::Options;
use crate::paging::{self, LinkTarget};
use crate::projection;
use crate::response::Success;
use crate::routing::{self, Target};
use crate::service::Shared;

pub use journal::Reason;
pub(crate) use journal::{Change, Journal};

/// The two formats of delta queries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DeltaFormat {
    /// With `$deltatoken` and `@removed`.
    Directory,
    /// With `token` and `deleted`.
    Drive,
}

/// The set that a query tracks.
struct TrackedSet<'a> {
    set: &'a str,
    /// Its fragment in the context URL.
    context: String,
    format: DeltaFormat,
    options: Options,
    /// The relations that are also tracked.
    relations: Vec<String>,
    /// Whether an update only lists the properties that changed.
    is_partial: bool,
}

/// One round. Its entries are a snapshot of its start, however long it takes to read.
#[derive(Debug)]
pub(crate) struct Round {
    entries: Vec<Value>,
    /// The number of changes that the client knows after the round.
    known: usize,
}

/// Where a request starts.
enum Start {
    Fresh,
    Latest,
    Since(usize),
    InRound(Arc<Round>, usize),
}

/// The page of a delta query, if the path is that of one.
pub(crate) fn page(request: &Request<'_>, journal: &Journal) -> Option<Result<Success, Failure>> {
    let (last, path) = request.line.segments.split_last()?;
    if paging::is_delta(last) {
        Some(page_of(request, journal, path))
    } else {
        None
    }
}

fn page_of(request: &Request<'_>, journal: &Journal, path: &[String]) -> Result<Success, Failure> {
    let (set, context, format) = find_set(request, path)?;
    let kind = request.store.set_kind(set);
    let is_directory = request.store.kind(kind).directory;
    let (options, relations) = options::split(request, kind)?;
    let is_partial = is_directory || prefers_minimal(request.headers);
    let tracked = TrackedSet {
        set,
        context,
        format,
        options,
        relations,
        is_partial,
    };
    let size = paging::page_size(
        tracked.options.top,
        request.headers,
        request.shared.settings.page_size,
        is_directory,
    )?;
    let (round, offset) = round(request, &tracked, journal, start(request, format)?)?;
    Ok(write(request, &tracked, round, offset, size.max(1)))
}

/// The set whose changes are requested.
fn find_set<'s>(
    request: &Request<'s>,
    path: &[String],
) -> Result<(&'s str, String, DeltaFormat), Failure> {
    let path = match path.split_first() {
        Some((version, rest)) if version == "v1.0" || version == "beta" => rest,
        _ => path,
    };
    if let Some(items) = request.store.drive(path) {
        return Ok((items, items.to_owned(), DeltaFormat::Drive));
    }
    let segments = &request.line.segments[..request.line.segments.len() - 1];
    let Target::Collection(collection) = routing::resolve(request.store, segments)? else {
        return Err(not_a_set());
    };
    let set = collection
        .set
        .and_then(|set| request.store.set_path(&set))
        .ok_or_else(not_a_set)?;
    Ok((set, collection.context, DeltaFormat::Directory))
}

fn not_a_set() -> Failure {
    Failure::bad_request("there is no delta query at this path")
}

fn option<'r>(request: &'r Request<'_>, name: &str) -> Option<&'r str> {
    let found = request
        .line
        .options
        .iter()
        .find(|(other, _)| other.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_str())
}

fn start(request: &Request<'_>, format: DeltaFormat) -> Result<Start, Failure> {
    let (token, other) = token_names(format);
    if option(request, other).is_some() {
        return Err(Failure::bad_request(format!(
            "this delta query uses `{token}`, not `{other}`"
        )));
    }
    match option(request, token) {
        None if !request.query.is_link => Ok(Start::Fresh),
        Some("") => Ok(Start::Fresh),
        Some("latest") => Ok(Start::Latest),
        _ => follow(request, format),
    }
}

fn follow(request: &Request<'_>, format: DeltaFormat) -> Result<Start, Failure> {
    match request.shared.links.follow(request.line.raw)? {
        LinkTarget::Fresh => Ok(Start::Fresh),
        LinkTarget::Since(known) => Ok(Start::Since(known)),
        LinkTarget::InRound(round, offset) => Ok(Start::InRound(round, offset)),
        LinkTarget::Expired => Err(gone(request.shared, request.line.raw, code(format))),
        LinkTarget::Offset(_) | LinkTarget::SameAs(_) => Err(Failure::bad_request(
            "this link belongs to another kind of query",
        )),
    }
}

fn token_names(format: DeltaFormat) -> (&'static str, &'static str) {
    match format {
        DeltaFormat::Directory => ("$deltatoken", "token"),
        DeltaFormat::Drive => ("token", "$deltatoken"),
    }
}

fn code(format: DeltaFormat) -> &'static str {
    match format {
        DeltaFormat::Directory => "syncStateNotFound",
        DeltaFormat::Drive => "resyncChangesApplyDifferences",
    }
}

fn round(
    request: &Request<'_>,
    tracked: &TrackedSet<'_>,
    journal: &Journal,
    start: Start,
) -> Result<(Arc<Round>, usize), Failure> {
    let entries = match start {
        Start::InRound(round, offset) => return Ok((round, offset)),
        Start::Fresh => entries::all(request, tracked)?,
        Start::Latest => Vec::new(),
        Start::Since(known) => {
            let replayed = usize::from(request.shared.settings.replays);
            entries::since(request, tracked, journal, known.saturating_sub(replayed))?
        }
    };
    let round = Round {
        entries,
        known: journal.len(),
    };
    Ok((Arc::new(round), 0))
}

fn write(
    request: &Request<'_>,
    tracked: &TrackedSet<'_>,
    round: Arc<Round>,
    offset: usize,
    size: usize,
) -> Success {
    let end = (offset + size).min(round.entries.len());
    let first = if request.shared.settings.replays {
        offset.saturating_sub(1)
    } else {
        offset
    };
    let context = projection::context(&tracked.context, &tracked.options);
    let mut body =
        json!({"@odata.context": request.context(&context), "value": &round.entries[first..end]});
    let links_last = (offset + round.known) % 2 == 1;
    let (delta_token, _) = token_names(tracked.format);
    let skip_token = if tracked.format == DeltaFormat::Drive {
        delta_token
    } else {
        "$skiptoken"
    };
    if end < round.entries.len() {
        body["@odata.nextLink"] = issue(request, skip_token, LinkTarget::InRound(round, end));
    } else {
        body["@odata.deltaLink"] = issue(request, delta_token, LinkTarget::Since(round.known));
    }
    Success::Page { body, links_last }
}

/// A new link whose token is in the option `name`.
fn issue(request: &Request<'_>, name: &str, target: LinkTarget) -> Value {
    let shared = request.shared;
    json!(
        shared
            .links
            .issue_as(name, &shared.base_url, request.line.raw, target)
    )
}

/// The 410 for an expired link, whose `Location` says where to start again.
pub(crate) fn gone(shared: &Shared, raw: &str, code: &'static str) -> Failure {
    let failure = Failure::new(
        StatusCode::GONE,
        code,
        "the changes since then are no longer available: start again",
    );
    let start = if is_drive(shared, raw) {
        shared
            .links
            .issue_as("token", &shared.base_url, raw, LinkTarget::Fresh)
    } else {
        format!(
            "{}{}",
            shared.base_url,
            paging::with_token(raw, "$deltatoken", "")
        )
    };
    failure.header(LOCATION, start)
}

fn is_drive(shared: &Shared, raw: &str) -> bool {
    let path = percent_decode_str(raw.split('?').next().unwrap_or_default()).decode_utf8_lossy();
    let segments: Vec<_> = path.split('/').skip(2).map(str::to_owned).collect();
    segments
        .split_last()
        .is_some_and(|(_, root)| shared.current_data().0.drive(root).is_some())
}

fn prefers_minimal(headers: &HeaderMap) -> bool {
    let values = headers
        .get_all("prefer")
        .iter()
        .filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .any(|preference| preference.trim().eq_ignore_ascii_case("return=minimal"))
}
