//! Functions. The result is null if an argument is null.

use regex_lite::Regex;

use super::item::Item;
use super::temporal::{DateTime, HOUR, MINUTE, SECOND};
use super::text::{fold, index_of, substring};
use crate::failure::Failure;
use crate::odata::Method;

type Outcome<'a> = Result<Item<'a>, Failure>;

/// Calls `method`. The parser has checked the number of arguments.
pub(crate) fn call<'a>(method: Method, arguments: &[Item<'a>]) -> Outcome<'a> {
    if arguments.iter().any(Item::is_null) {
        return Ok(Item::Null);
    }
    match method {
        Method::Now => Ok(Item::DateTime(DateTime::now())),
        Method::MinDateTime => Ok(Item::DateTime(DateTime::min())),
        Method::MaxDateTime => Ok(Item::DateTime(DateTime::max())),
        Method::Concat
        | Method::Contains
        | Method::EndsWith
        | Method::IndexOf
        | Method::MatchesPattern
        | Method::StartsWith
        | Method::Substring => call_with_strings(method, arguments),
        Method::Length | Method::ToLower | Method::ToUpper | Method::Trim => {
            call_with_string(method, &arguments[0])
        }
        Method::Ceiling | Method::Floor | Method::Round => call_with_number(method, &arguments[0]),
        Method::Date | Method::Day | Method::Month | Method::Year => {
            call_with_date(method, &arguments[0])
        }
        _ => call_with_time(method, &arguments[0]),
    }
}

fn call_with_strings<'a>(method: Method, arguments: &[Item<'a>]) -> Outcome<'a> {
    let text = string(method, &arguments[0])?;
    if method == Method::Substring {
        let length = arguments
            .get(2)
            .map(|length| integer(method, length))
            .transpose()?;
        return Ok(Item::text(substring(
            text,
            integer(method, &arguments[1])?,
            length,
        )));
    }
    let other = string(method, &arguments[1])?;
    Ok(match method {
        Method::Concat => Item::text(format!("{text}{other}")),
        Method::Contains => Item::Boolean(fold(text).contains(&fold(other))),
        Method::EndsWith => Item::Boolean(fold(text).ends_with(&fold(other))),
        Method::StartsWith => Item::Boolean(fold(text).starts_with(&fold(other))),
        Method::MatchesPattern => Item::Boolean(pattern(other)?.is_match(text)),
        _ => Item::Integer(index_of(text, other).map_or(-1, |index| index as i128)),
    })
}

fn pattern(text: &str) -> Result<Regex, Failure> {
    Regex::new(text).map_err(|error| Failure::bad_request(format!("`matchesPattern`: {error}")))
}

fn call_with_string<'a>(method: Method, argument: &Item<'a>) -> Outcome<'a> {
    let text = string(method, argument)?;
    Ok(match method {
        Method::Length => Item::Integer(text.chars().count() as i128),
        Method::ToLower => Item::text(text.to_lowercase()),
        Method::ToUpper => Item::text(text.to_uppercase()),
        _ => Item::text(text.trim()),
    })
}

fn call_with_number<'a>(method: Method, argument: &Item<'a>) -> Outcome<'a> {
    match argument {
        Item::Integer(number) => Ok(Item::Integer(*number)),
        Item::Number(number) => Ok(Item::Number(match method {
            Method::Ceiling => number.ceil(),
            Method::Floor => number.floor(),
            _ => number.round(),
        })),
        other => Err(wrong_type(method, "a number", other)),
    }
}

fn call_with_date<'a>(method: Method, argument: &Item<'a>) -> Outcome<'a> {
    let date = argument
        .as_date()
        .ok_or_else(|| wrong_type(method, "a date", argument))?;
    Ok(match method {
        Method::Date => Item::Date(date),
        Method::Day => Item::Integer(date.day().into()),
        Method::Month => Item::Integer(date.month().into()),
        _ => Item::Integer(date.year().into()),
    })
}

fn call_with_time<'a>(method: Method, argument: &Item<'a>) -> Outcome<'a> {
    match method {
        Method::TotalSeconds => {
            let duration = argument
                .as_duration()
                .ok_or_else(|| wrong_type(method, "a duration", argument))?;
            return Ok(Item::Number(duration as f64 / SECOND as f64));
        }
        Method::TotalOffsetMinutes => {
            let timestamp = argument
                .as_date_time()
                .ok_or_else(|| wrong_type(method, "a timestamp", argument))?;
            return Ok(Item::Integer(timestamp.offset));
        }
        _ => {}
    }
    let time = argument
        .as_time()
        .ok_or_else(|| wrong_type(method, "a time", argument))?;
    Ok(match method {
        Method::Time => Item::Time(time),
        Method::Hour => Item::Integer(time / HOUR),
        Method::Minute => Item::Integer(time % HOUR / MINUTE),
        Method::Second => Item::Integer(time % MINUTE / SECOND),
        _ => Item::Number((time % SECOND) as f64 / SECOND as f64),
    })
}

fn string<'i>(method: Method, item: &'i Item<'_>) -> Result<&'i str, Failure> {
    match item {
        Item::Text(text) => Ok(text),
        other => Err(wrong_type(method, "a string", other)),
    }
}

fn integer(method: Method, item: &Item<'_>) -> Result<i128, Failure> {
    match item {
        Item::Integer(number) => Ok(*number),
        other => Err(wrong_type(method, "an integer", other)),
    }
}

fn wrong_type(method: Method, expected: &str, found: &Item<'_>) -> Failure {
    let name = format!("{method:?}").to_lowercase();
    Failure::bad_request(format!(
        "`{name}` needs {expected}, not {}",
        found.kind_name()
    ))
}
