//! Delta queries: everything once, and then what changed.

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
use crate::paging::{self, Step};
use crate::projection;
use crate::response::Answer;
use crate::routing::{self, Target};
use crate::service::Shared;

pub use journal::Reason;
pub(crate) use journal::{Change, Journal};

/// How the two families of delta queries differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flavour {
    /// `$deltatoken`, `@removed`.
    Directory,
    /// `token`, `deleted`.
    Drive,
}

/// What a query tracks.
struct Tracked<'a> {
    set: &'a str,
    /// What the context URL says of it.
    context: String,
    flavour: Flavour,
    options: Options,
    /// The relations that are tracked too.
    relations: Vec<String>,
    /// Whether an update shows nothing but what changed.
    is_partial: bool,
}

/// One round: what it lists, fixed when it began, however long it takes to read.
#[derive(Debug)]
pub(crate) struct Round {
    entries: Vec<Value>,
    /// How many changes are known once it is read.
    known: usize,
}

/// Where a request begins.
enum Start {
    Fresh,
    Latest,
    Since(usize),
    Within(Arc<Round>, usize),
}

/// The answer to a delta query, if the path is that of one.
pub(crate) fn answer(request: &Request<'_>, journal: &Journal) -> Option<Result<Answer, Failure>> {
    let (last, rest) = request.line.segments.split_last()?;
    paging::is_delta(last).then(|| page(request, journal, rest))
}

fn page(request: &Request<'_>, journal: &Journal, path: &[String]) -> Result<Answer, Failure> {
    let (set, context, flavour) = find_set(request, path)?;
    let kind = request.store.set_kind(set);
    let is_directory = request.store.kind(kind).directory;
    let (options, relations) = options::split(request, kind)?;
    let is_partial = is_directory || prefers_minimal(request.headers);
    let tracked = Tracked {
        set,
        context,
        flavour,
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
    let (round, offset) = round(request, &tracked, journal, start(request, flavour)?)?;
    Ok(write(request, &tracked, round, offset, size.max(1)))
}

/// The set behind a path, whose changes are asked for.
fn find_set<'s>(
    request: &Request<'s>,
    path: &[String],
) -> Result<(&'s str, String, Flavour), Failure> {
    let is_version = |segment: &String| segment == "v1.0" || segment == "beta";
    let path = path
        .split_first()
        .filter(|(first, _)| is_version(first))
        .map_or(path, |(_, rest)| rest);
    if let Some(items) = request.store.drive(path) {
        return Ok((items, items.to_owned(), Flavour::Drive));
    }
    let segments = &request.line.segments[..request.line.segments.len() - 1];
    let Target::Collection(collection) = routing::resolve(request.store, segments)? else {
        return Err(none());
    };
    let set = collection
        .set
        .and_then(|set| request.store.set_path(&set))
        .ok_or_else(none)?;
    Ok((set, collection.context, Flavour::Directory))
}

fn none() -> Failure {
    Failure::bad_request("there are no changes to ask for here")
}

fn start(request: &Request<'_>, flavour: Flavour) -> Result<Start, Failure> {
    let (own, other) = token_names(flavour);
    let option = |name: &str| {
        let found = request
            .line
            .options
            .iter()
            .find(|(it, _)| it.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    };
    if option(other).is_some() {
        return Err(Failure::bad_request(format!(
            "this delta query takes `{own}`, not `{other}`"
        )));
    }
    match option(own) {
        None if !request.query.is_link => Ok(Start::Fresh),
        Some("") => Ok(Start::Fresh),
        Some("latest") => Ok(Start::Latest),
        _ => follow(request, flavour),
    }
}

fn follow(request: &Request<'_>, flavour: Flavour) -> Result<Start, Failure> {
    match request.shared.links.follow(request.line.raw)? {
        Step::Fresh => Ok(Start::Fresh),
        Step::Since(known) => Ok(Start::Since(known)),
        Step::Within(round, offset) => Ok(Start::Within(round, offset)),
        Step::Expired => Err(gone(request.shared, request.line.raw, code(flavour))),
        Step::Offset(_) | Step::Again(_) => Err(Failure::bad_request(
            "this link belongs to another kind of query",
        )),
    }
}

fn token_names(flavour: Flavour) -> (&'static str, &'static str) {
    match flavour {
        Flavour::Directory => ("$deltatoken", "token"),
        Flavour::Drive => ("token", "$deltatoken"),
    }
}

fn code(flavour: Flavour) -> &'static str {
    match flavour {
        Flavour::Directory => "syncStateNotFound",
        Flavour::Drive => "resyncChangesApplyDifferences",
    }
}

fn round(
    request: &Request<'_>,
    tracked: &Tracked<'_>,
    journal: &Journal,
    start: Start,
) -> Result<(Arc<Round>, usize), Failure> {
    let entries = match start {
        Start::Within(round, offset) => return Ok((round, offset)),
        Start::Fresh => entries::all(request, tracked)?,
        Start::Latest => Vec::new(),
        Start::Since(known) => {
            let replayed = usize::from(request.shared.settings.replays);
            entries::since(request, tracked, journal, known.saturating_sub(replayed))?
        }
    };
    Ok((
        Arc::new(Round {
            entries,
            known: journal.len(),
        }),
        0,
    ))
}

fn write(
    request: &Request<'_>,
    tracked: &Tracked<'_>,
    round: Arc<Round>,
    offset: usize,
    size: usize,
) -> Answer {
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
    let (own, _) = token_names(tracked.flavour);
    let next = if tracked.flavour == Flavour::Drive {
        own
    } else {
        "$skiptoken"
    };
    let issue = |name: &str, step: Step| {
        json!(
            request
                .shared
                .links
                .issue_as(name, &request.shared.base_url, request.line.raw, step)
        )
    };
    match end < round.entries.len() {
        true => body["@odata.nextLink"] = issue(next, Step::Within(round, end)),
        false => body["@odata.deltaLink"] = issue(own, Step::Since(round.known)),
    }
    Answer::Page { body, links_last }
}

/// What was known is forgotten: the client starts again from where `Location` says.
pub(crate) fn gone(shared: &Shared, raw: &str, code: &'static str) -> Failure {
    let failure = Failure::new(
        StatusCode::GONE,
        code,
        "the changes since then are not known any more: start again",
    );
    let start = match is_drive(shared, raw) {
        true => shared
            .links
            .issue_as("token", &shared.base_url, raw, Step::Fresh),
        false => format!(
            "{}{}",
            shared.base_url,
            paging::with_token(raw, "$deltatoken", "")
        ),
    };
    failure.header(LOCATION, start)
}

fn is_drive(shared: &Shared, raw: &str) -> bool {
    let path = percent_decode_str(raw.split('?').next().unwrap_or_default()).decode_utf8_lossy();
    let segments: Vec<_> = path.split('/').skip(2).map(str::to_owned).collect();
    segments
        .split_last()
        .is_some_and(|(_, root)| shared.now().0.drive(root).is_some())
}

fn prefers_minimal(headers: &HeaderMap) -> bool {
    let values = headers
        .get_all("prefer")
        .iter()
        .filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .any(|it| it.trim().eq_ignore_ascii_case("return=minimal"))
}
