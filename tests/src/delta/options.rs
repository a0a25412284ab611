//! The query options of a delta query.

use crate::collection::Request;
use crate::data::Store;
use crate::failure::Failure;
use crate::names;
use crate::odata::{Expr, Literal, Operator, Options, Path, Segment, SelectItem};

/// The relation that is tracked if nothing is selected.
const MEMBERS: &str = "members";

/// Checks the options, and removes the relations from `$select`.
pub(super) fn split(request: &Request<'_>, kind: &str) -> Result<(Options, Vec<String>), Failure> {
    let store = request.store;
    let mut options = request.query.options.clone();
    let relations = match &mut options.select {
        None => Vec::from_iter(relation(store, kind, MEMBERS)),
        Some(select) => take_relations(store, kind, select),
    };
    names::check(store, &[kind.to_owned()], &options)?;
    check(&options, store.kind(kind).directory)?;
    Ok((options, relations))
}

/// The name of a to-many relation, as spelled in the data.
fn relation(store: &Store, kind: &str, name: &str) -> Option<String> {
    store
        .kind(kind)
        .find_navigation(name)
        .filter(|relation| relation.many)
        .map(|relation| relation.name.clone())
}

fn take_relations(store: &Store, kind: &str, select: &mut Vec<SelectItem>) -> Vec<String> {
    let mut relations = Vec::new();
    select.retain(|item| match selected_relation(store, kind, item) {
        Some(relation) => {
            relations.push(relation);
            false
        }
        None => true,
    });
    relations
}

fn selected_relation(store: &Store, kind: &str, item: &SelectItem) -> Option<String> {
    let SelectItem::Path(Path(path)) = item else {
        return None;
    };
    let [Segment::Name(name)] = path.as_slice() else {
        return None;
    };
    relation(store, kind, name)
}

fn check(options: &Options, is_directory: bool) -> Result<(), Failure> {
    let Options {
        select: _,
        expand,
        filter,
        order_by,
        search,
        top,
        skip,
        count,
        levels: _,
    } = options;
    let unsupported = [
        ("$search", search.is_some()),
        ("$skip", skip.is_some()),
        ("$count", count.is_some()),
        ("$expand", is_directory && !expand.is_empty()),
        ("$orderby", is_directory && !order_by.is_empty()),
        ("$top", is_directory && top.is_some()),
        (
            "$filter other than by `id`",
            is_directory && !filter.iter().all(is_by_id),
        ),
    ];
    match unsupported.iter().find(|(_, is_set)| *is_set) {
        Some((name, _)) => Err(Failure::directory_bad_request(format!(
            "{name} is not supported by this delta query"
        ))),
        None => Ok(()),
    }
}

fn is_by_id(filter: &Expr) -> bool {
    match filter {
        Expr::Binary {
            operator: Operator::Or,
            left,
            right,
        } => is_by_id(left) && is_by_id(right),
        Expr::Binary {
            operator: Operator::Eq,
            left,
            right,
        } => match (left.as_ref(), right.as_ref()) {
            (Expr::Path(Path(path)), Expr::Literal(Literal::String(_))) => {
                matches!(path.as_slice(), [Segment::Name(name)] if name == "id")
            }
            _ => false,
        },
        _ => false,
    }
}
