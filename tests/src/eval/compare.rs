//! Comparisons.

use std::cmp::Ordering;

use super::item::Item;
use super::text::fold;
use crate::failure::Failure;

/// Whether two items are equal. Null equals only itself.
pub(crate) fn equal(left: &Item<'_>, right: &Item<'_>) -> Result<bool, Failure> {
    match (left, right) {
        (Item::Null, other) | (other, Item::Null) => Ok(other.is_null()),
        (Item::Boolean(left), Item::Boolean(right)) => Ok(left == right),
        (Item::Members(left), Item::Members(right)) => Ok(same_members(left, right)),
        (Item::Members(members), Item::Text(text)) | (Item::Text(text), Item::Members(members)) => {
            Ok(same_members(members, text))
        }
        (Item::Node(left), Item::Node(right)) => Ok(left.path == right.path),
        _ => Ok(order(left, right)? == Some(Ordering::Equal)),
    }
}

/// Compares two items. There is no order if one is null or not a number.
pub(crate) fn order(left: &Item<'_>, right: &Item<'_>) -> Result<Option<Ordering>, Failure> {
    match (left, right) {
        (Item::Null, _) | (_, Item::Null) => Ok(None),
        (Item::Integer(left), Item::Integer(right)) => Ok(Some(left.cmp(right))),
        (Item::Integer(_) | Item::Number(_), Item::Integer(_) | Item::Number(_)) => {
            Ok(left.as_number().partial_cmp(&right.as_number()))
        }
        (Item::Text(left_text), Item::Text(right_text)) => {
            match (left.as_date_time(), right.as_date_time()) {
                (Some(left), Some(right)) => Ok(Some(
                    left.picoseconds_since_epoch()
                        .cmp(&right.picoseconds_since_epoch()),
                )),
                _ => Ok(Some(fold(left_text).cmp(&fold(right_text)))),
            }
        }
        _ => order_times(left, right)
            .map(Some)
            .ok_or_else(|| incomparable(left, right)),
    }
}

/// Compares a date, time or duration with another, or with a string of its form.
fn order_times(left: &Item<'_>, right: &Item<'_>) -> Option<Ordering> {
    match (left, right) {
        (Item::Date(_), _) | (_, Item::Date(_)) => Some(left.as_date()?.cmp(&right.as_date()?)),
        (Item::DateTime(_), _) | (_, Item::DateTime(_)) => Some(
            left.as_date_time()?
                .picoseconds_since_epoch()
                .cmp(&right.as_date_time()?.picoseconds_since_epoch()),
        ),
        (Item::Time(_), _) | (_, Item::Time(_)) => Some(left.as_time()?.cmp(&right.as_time()?)),
        (Item::Duration(_), _) | (_, Item::Duration(_)) => {
            Some(left.as_duration()?.cmp(&right.as_duration()?))
        }
        _ => None,
    }
}

/// Whether `left` has all members of `right`.
pub(crate) fn has(left: &Item<'_>, right: &Item<'_>) -> Result<Option<bool>, Failure> {
    let (Some(left_names), Some(right_names)) = (names(left), names(right)) else {
        if left.is_null() || right.is_null() {
            return Ok(None);
        }
        return Err(Failure::bad_request(format!(
            "`has` needs enum values, not {} and {}",
            left.kind_name(),
            right.kind_name()
        )));
    };
    Ok(Some(
        right_names.iter().all(|name| left_names.contains(name)),
    ))
}

fn names(item: &Item<'_>) -> Option<Vec<String>> {
    match item {
        Item::Members(members) => Some(split(members)),
        Item::Text(text) => Some(split(text)),
        _ => None,
    }
}

fn same_members(left: &str, right: &str) -> bool {
    let mut left = split(left);
    let mut right = split(right);
    left.sort();
    right.sort();
    left == right
}

fn split(members: &str) -> Vec<String> {
    members
        .split(',')
        .map(|member| member.trim().to_lowercase())
        .collect()
}

fn incomparable(left: &Item<'_>, right: &Item<'_>) -> Failure {
    Failure::bad_request(format!(
        "{} cannot be compared with {}",
        left.kind_name(),
        right.kind_name()
    ))
}
