//! Rules that mail has on top of OData's.

use axum::http::StatusCode;

use crate::collection::Request;
use crate::failure::Failure;
use crate::odata::Options;
use crate::routing::Collection;

/// Checks the options of a collection of messages.
pub(crate) fn check(request: &Request<'_>, collection: &Collection<'_>) -> Result<(), Failure> {
    if !collection.has_type(request.store, "microsoft.graph.message") {
        return Ok(());
    }
    let options = &request.query.options;
    check_search(options)?;
    check_order(options)
}

/// A search has an order of its own, and no filter.
fn check_search(options: &Options) -> Result<(), Failure> {
    if options.search.is_none() {
        return Ok(());
    }
    let unsupported = [
        ("SearchWithFilter", "$filter", options.filter.is_some()),
        (
            "SearchWithOrderBy",
            "$orderby",
            !options.order_by.is_empty(),
        ),
    ];
    match unsupported.iter().find(|(_, _, is_set)| *is_set) {
        Some((code, name, _)) => Err(Failure::new(
            StatusCode::BAD_REQUEST,
            code,
            format!("The query parameter '{name}' is not supported with '$search'."),
        )),
        None => Ok(()),
    }
}

/// What a filtered collection is sorted by must be in the filter, in the same order and before anything else.
fn check_order(options: &Options) -> Result<(), Failure> {
    let Some(filter) = &options.filter else {
        return Ok(());
    };
    let mut filtered: Vec<String> = Vec::new();
    for path in filter.paths() {
        let name = path.joined().to_ascii_lowercase();
        if !filtered.contains(&name) {
            filtered.push(name);
        }
    }
    let keys = options
        .order_by
        .iter()
        .flat_map(|key| key.expression.paths());
    let sorted: Vec<_> = keys
        .map(|path| path.joined().to_ascii_lowercase())
        .collect();
    if filtered.starts_with(&sorted) {
        return Ok(());
    }
    Err(Failure::new(
        StatusCode::BAD_REQUEST,
        "InefficientFilter",
        "The restriction or sort order is too complex for this operation.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::odata::{parse_filter, parse_orderby};

    fn check(filter: &str, order_by: &str) -> Result<(), Failure> {
        check_order(&Options {
            filter: Some(parse_filter(filter).unwrap()),
            order_by: parse_orderby(order_by).unwrap(),
            ..Options::default()
        })
    }

    #[test]
    fn sort_keys_come_first_in_the_filter() {
        assert_eq!(check("a eq 1 and b eq 2", "a"), Ok(()));
        assert_eq!(
            check("A eq 1 and a lt 3 and b/c eq 2", "a,b/c desc"),
            Ok(())
        );
        for (filter, order_by) in [
            ("b eq 1", "a"),
            ("b eq 1 and a eq 1", "a"),
            ("a eq 1", "a,b"),
        ] {
            let failure = check(filter, order_by).unwrap_err();
            assert_eq!(failure.code, "InefficientFilter", "{filter}, {order_by}");
        }
    }
}
