//! `$orderby`.

use std::cmp::Ordering;

use super::compare;
use super::expr::Scope;
use super::item::Item;
use crate::data::{Node, Store};
use crate::failure::Failure;
use crate::odata::OrderKey;

/// Sorts entities by these keys. The sort is stable, and null comes first.
pub(crate) fn sort<'a>(
    store: &'a Store,
    nodes: &mut Vec<Node<'a>>,
    keys: &[OrderKey],
) -> Result<(), Failure> {
    if keys.is_empty() {
        return Ok(());
    }
    let mut keyed = Vec::with_capacity(nodes.len());
    for node in nodes.drain(..) {
        let scope = Scope::new(store, Item::Node(node.clone()));
        let values = keys
            .iter()
            .map(|key| scope.value(&key.expression))
            .collect::<Result<Vec<_>, _>>()?;
        keyed.push((values, node));
    }
    let mut failure = None;
    keyed.sort_by(|(left, _), (right, _)| {
        by_keys(keys, left, right).unwrap_or_else(|error| {
            failure = Some(error);
            Ordering::Equal
        })
    });
    nodes.extend(keyed.into_iter().map(|(_, node)| node));
    failure.map_or(Ok(()), Err)
}

fn by_keys(keys: &[OrderKey], left: &[Item<'_>], right: &[Item<'_>]) -> Result<Ordering, Failure> {
    for (key, (left, right)) in keys.iter().zip(left.iter().zip(right)) {
        let order = by_key(left, right)?;
        if order != Ordering::Equal {
            return Ok(if key.descending {
                order.reverse()
            } else {
                order
            });
        }
    }
    Ok(Ordering::Equal)
}

fn by_key(left: &Item<'_>, right: &Item<'_>) -> Result<Ordering, Failure> {
    match (left, right) {
        (Item::Null, Item::Null) => Ok(Ordering::Equal),
        (Item::Null, _) => Ok(Ordering::Less),
        (_, Item::Null) => Ok(Ordering::Greater),
        (Item::Boolean(left), Item::Boolean(right)) => Ok(left.cmp(right)),
        _ => Ok(compare::order(left, right)?.unwrap_or(Ordering::Equal)),
    }
}
