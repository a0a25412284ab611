//! The columns of a SharePoint list: only the indexed ones can be filtered and sorted by.

use axum::http::StatusCode;

use crate::collection::Request;
use crate::failure::Failure;
use crate::odata::{Path, Segment};
use crate::routing::Collection;

/// The preference that allows the others.
const ALLOW_OTHERS: &str = "HonorNonIndexedQueriesWarningMayFailRandomly";

/// Checks the columns in the options of a collection of list items.
pub(crate) fn check(request: &Request<'_>, collection: &Collection<'_>) -> Result<(), Failure> {
    let is_list = collection.has_type(request.store, "microsoft.graph.listItem");
    if !is_list || request.prefers(ALLOW_OTHERS) {
        return Ok(());
    }
    let Some(items) = &collection.set else {
        return Ok(());
    };
    let list = items.trim_end_matches("/items");
    let columns = request.store.nodes(&format!("{list}/columns"));
    let is_indexed = |name: &str| {
        let column = columns.iter().find(|column| column.value["name"] == name);
        column.is_none_or(|column| column.value["indexed"] == true)
    };
    let options = &request.query.options;
    let filter = options.filter.iter().flat_map(|filter| filter.paths());
    let keys = options
        .order_by
        .iter()
        .flat_map(|key| key.expression.paths());
    match filter
        .chain(keys)
        .filter_map(column)
        .find(|&name| !is_indexed(name))
    {
        Some(name) => Err(not_indexed(name)),
        None => Ok(()),
    }
}

/// The column of a path such as `fields/Title`.
fn column(path: &Path) -> Option<&str> {
    match path.0.as_slice() {
        [Segment::Name(fields), Segment::Name(column), ..]
            if fields.eq_ignore_ascii_case("fields") =>
        {
            Some(column)
        }
        _ => None,
    }
}

fn not_indexed(name: &str) -> Failure {
    let message = format!(
        "Field '{name}' cannot be referenced in filter or orderby as it is not indexed. Provide the 'Prefer: \
         {ALLOW_OTHERS}' header to allow this, but be warned that such queries may fail on large lists."
    );
    Failure::new(StatusCode::BAD_REQUEST, "invalidRequest", message)
}
