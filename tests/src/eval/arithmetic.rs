//! Arithmetic on numbers, dates and times.

use super::item::Item;
use super::temporal::{self, DateTime};
use crate::failure::Failure;
use crate::odata::Operator;

/// Applies an arithmetic operator. The result is null if an operand is null.
pub(crate) fn calculate<'a>(
    operator: Operator,
    left: &Item<'a>,
    right: &Item<'a>,
) -> Result<Item<'a>, Failure> {
    if left.is_null() || right.is_null() {
        return Ok(Item::Null);
    }
    let outcome = match (left, right) {
        (Item::Integer(left), Item::Integer(right)) => integers(operator, *left, *right)?,
        _ => match (left.as_number(), right.as_number()) {
            (Some(left), Some(right)) => Some(Item::Number(floats(operator, left, right))),
            _ => dates_and_times(operator, left, right),
        },
    };
    outcome.ok_or_else(|| {
        Failure::bad_request(format!(
            "`{operator:?}` does not apply to {} and {}",
            left.kind_name(),
            right.kind_name()
        ))
    })
}

/// The value with the opposite sign.
pub(crate) fn negate<'a>(item: &Item<'a>) -> Result<Item<'a>, Failure> {
    match item {
        Item::Null => Ok(Item::Null),
        Item::Integer(number) => Ok(Item::Integer(number.saturating_neg())),
        Item::Number(number) => Ok(Item::Number(-number)),
        Item::Duration(duration) => Ok(Item::Duration(-duration)),
        other => Err(Failure::bad_request(format!(
            "a minus sign needs a number, not {}",
            other.kind_name()
        ))),
    }
}

fn integers<'a>(operator: Operator, left: i128, right: i128) -> Result<Option<Item<'a>>, Failure> {
    let is_division = matches!(operator, Operator::Div | Operator::DivBy | Operator::Mod);
    if is_division && right == 0 {
        return Err(Failure::bad_request("division of an integer by zero"));
    }
    Ok(match operator {
        Operator::Add => left.checked_add(right),
        Operator::Sub => left.checked_sub(right),
        Operator::Mul => left.checked_mul(right),
        Operator::Div => left.checked_div(right),
        Operator::Mod => left.checked_rem(right),
        _ => {
            return Ok(Some(Item::Number(floats(
                operator,
                left as f64,
                right as f64,
            ))));
        }
    }
    .map(Item::Integer))
}

fn floats(operator: Operator, left: f64, right: f64) -> f64 {
    match operator {
        Operator::Add => left + right,
        Operator::Sub => left - right,
        Operator::Mul => left * right,
        Operator::Mod => left % right,
        _ => left / right,
    }
}

fn dates_and_times<'a>(operator: Operator, left: &Item<'a>, right: &Item<'a>) -> Option<Item<'a>> {
    if let Item::Duration(duration) = *right {
        return shift(operator, left, duration);
    }
    match (operator, left, right) {
        (Operator::Sub, Item::Date(left), Item::Date(right)) => {
            Some(Item::Duration(temporal::between(*left, *right)))
        }
        (Operator::Sub, _, _) => {
            let between = left.as_date_time()?.picoseconds_since_epoch()
                - right.as_date_time()?.picoseconds_since_epoch();
            Some(Item::Duration(between))
        }
        (Operator::Mul, Item::Duration(left), Item::Integer(right)) => {
            left.checked_mul(*right).map(Item::Duration)
        }
        (Operator::Div, Item::Duration(left), Item::Integer(right)) => {
            left.checked_div(*right).map(Item::Duration)
        }
        _ => None,
    }
}

/// Adds a duration to a date or time, or subtracts it.
fn shift<'a>(operator: Operator, left: &Item<'a>, duration: i128) -> Option<Item<'a>> {
    let duration = match operator {
        Operator::Add => duration,
        Operator::Sub => duration.checked_neg()?,
        _ => return None,
    };
    match left {
        Item::Duration(left) => left.checked_add(duration).map(Item::Duration),
        Item::Date(date) => temporal::add_days(*date, duration).map(Item::Date),
        _ => DateTime::from_picoseconds(
            left.as_date_time()?
                .picoseconds_since_epoch()
                .checked_add(duration)?,
        )
        .map(Item::DateTime),
    }
}
