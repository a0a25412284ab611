//! Collections: filtering, sorting and paging.

use axum::http::HeaderMap;
use serde_json::{Value, json};

use crate::data::{Node, Store};
use crate::failure::Failure;
use crate::odata::Options;
use crate::paging::LinkTarget;
use crate::query::Query;
use crate::response::Success;
use crate::routing::Collection;
use crate::service::Shared;
use crate::wire::RequestLine;
use crate::{advanced, calendar, columns, eval, mail, names, paging, projection};

/// A request in the stages that read data.
pub(crate) struct Request<'r> {
    pub(crate) shared: &'r Shared,
    pub(crate) store: &'r Store,
    pub(crate) line: &'r RequestLine<'r>,
    pub(crate) headers: &'r HeaderMap,
    pub(crate) query: &'r Query,
}

impl Request<'_> {
    pub(crate) fn context(&self, fragment: &str) -> String {
        let version = self.line.segments.first().map_or("v1.0", String::as_str);
        format!("{}/{version}/$metadata#{fragment}", self.shared.base_url)
    }

    /// Checks an ampersand in the `$search` of a directory collection.
    fn check_ampersand(&self) -> Result<(), Failure> {
        let version = self.line.segments.first().map_or("v1.0", String::as_str);
        let prefers_new_search = self.prefers("legacySearch=false");
        advanced::check_ampersand(&self.query.options, version, prefers_new_search)
    }

    /// Whether the request has a preference, as written.
    pub(crate) fn prefers(&self, preference: &str) -> bool {
        let preferences = self.headers.get_all("prefer").iter();
        preferences
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|other| other.trim() == preference)
    }

    pub(crate) fn is_eventual(&self) -> bool {
        self.headers
            .get("consistencylevel")
            .is_some_and(|level| level.as_bytes().eq_ignore_ascii_case(b"eventual"))
    }
}

/// Applies the rules of the workload that the collection belongs to.
fn apply_workload<'a>(
    request: &Request<'_>,
    collection: Collection<'a>,
) -> Result<Collection<'a>, Failure> {
    for kind in &collection.kinds {
        let kind = request.store.kind(kind);
        if let Some(supported) = &kind.options {
            request.query.check_supported(supported)?;
        }
        paging::check_top(request.query.options.top, kind.max_top)?;
    }
    mail::check(request, &collection)?;
    columns::check(request, &collection)?;
    calendar::in_window(request, collection)
}

/// A page of the collection.
pub(crate) fn page(request: &Request<'_>, collection: Collection<'_>) -> Result<Success, Failure> {
    let store = request.store;
    let options = &request.query.options;
    let is_directory = collection.is_directory(store);
    names::check(store, &collection.kinds, options)?;
    let collection = apply_workload(request, collection)?;
    if is_directory {
        advanced::check(options, request.is_eventual(), collection.sort_keys(store))?;
        request.check_ampersand()?;
    }
    let offset = if request.query.is_link {
        request.shared.links.offset(request.line.raw)?
    } else {
        0
    };
    let size = paging::page_size(
        options.top,
        request.headers,
        collection.page_size(store, request.shared.settings.page_size),
        is_directory,
    )?;
    let found = filter_and_sort(store, collection.nodes, options)?;
    let total = found.len();
    let rest = skip(found, options);
    let more = size > 0 && rest.len() > offset.saturating_add(size);
    let is_mixed = collection.kinds.len() > 1;
    let shown = rest.iter().skip(offset).take(size);
    let items = shown
        .map(|node| projection::entity(store, node, options, is_mixed))
        .collect::<Result<Vec<_>, _>>()?;

    let context = projection::context(&collection.context, options);
    let mut body = json!({"@odata.context": request.context(&context), "value": items});
    let has_count = options.count == Some(true) && (!is_directory || request.is_eventual());
    if has_count && !request.query.is_link {
        body["@odata.count"] = json!(total);
    }
    if more {
        let links = &request.shared.links;
        body["@odata.nextLink"] = json!(links.issue(
            &request.shared.base_url,
            request.line.raw,
            LinkTarget::Offset(offset + size)
        ));
    }
    // Graph uses both orders, so a client has to accept both.
    Ok(Success::Page {
        body,
        links_last: offset % 2 == 1,
    })
}

/// The number of items, as text.
pub(crate) fn count(request: &Request<'_>, collection: Collection<'_>) -> Result<Success, Failure> {
    let store = request.store;
    let options = &request.query.options;
    request.query.check_count()?;
    names::check(store, &collection.kinds, options)?;
    if collection.is_directory(store) {
        advanced::check_count_segment(options, request.is_eventual())?;
        request.check_ampersand()?;
    }
    let collection = apply_workload(request, collection)?;
    let found = filter_and_sort(store, collection.nodes, options)?;
    Ok(Success::Text(found.len().to_string()))
}

/// The nodes that match `$filter` and `$search`, in the order of `$orderby`.
pub(crate) fn filter_and_sort<'a>(
    store: &'a Store,
    nodes: Vec<Node<'a>>,
    options: &Options,
) -> Result<Vec<Node<'a>>, Failure> {
    let mut found = Vec::new();
    for node in nodes {
        if matches(store, &node, options)? {
            found.push(node);
        }
    }
    eval::sort(store, &mut found, &options.order_by)?;
    Ok(found)
}

fn matches<'a>(store: &'a Store, node: &Node<'a>, options: &Options) -> Result<bool, Failure> {
    if let Some(search) = &options.search {
        if !eval::is_found(search, node.value) {
            return Ok(false);
        }
    }
    match &options.filter {
        Some(filter) => eval::matches(store, filter, node),
        None => Ok(true),
    }
}

/// The nodes after those that `$skip` omits.
pub(crate) fn skip<'a>(mut nodes: Vec<Node<'a>>, options: &Options) -> Vec<Node<'a>> {
    let skipped = usize::try_from(options.skip.unwrap_or(0)).unwrap_or(usize::MAX);
    nodes.drain(..skipped.min(nodes.len()));
    nodes
}

/// An object with these members.
pub(crate) fn object(members: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Object(members.into_iter().collect())
}
