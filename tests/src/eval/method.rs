//! Functions. Whatever they are given, of null they make null.

use regex_lite::Regex;

use super::item::Item;
use super::temporal::{DateTime, HOUR, MINUTE, SECOND};
use super::text::{fold, index_of, substring};
use crate::failure::Failure;
use crate::odata::Method;

type Outcome<'a> = Result<Item<'a>, Failure>;

/// Calls `method`; the parser has seen to the number of arguments.
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
        | Method::Substring => of_texts(method, arguments),
        Method::Length | Method::ToLower | Method::ToUpper | Method::Trim => {
            of_text(method, &arguments[0])
        }
        Method::Ceiling | Method::Floor | Method::Round => of_number(method, &arguments[0]),
        Method::Date | Method::Day | Method::Month | Method::Year => of_date(method, &arguments[0]),
        _ => of_time(method, &arguments[0]),
    }
}

fn of_texts<'a>(method: Method, arguments: &[Item<'a>]) -> Outcome<'a> {
    let text = text(method, &arguments[0])?;
    if method == Method::Substring {
        let length = arguments.get(2).map(|it| whole(method, it)).transpose()?;
        return Ok(Item::text(substring(
            text,
            whole(method, &arguments[1])?,
            length,
        )));
    }
    let other = self::text(method, &arguments[1])?;
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

fn of_text<'a>(method: Method, argument: &Item<'a>) -> Outcome<'a> {
    let text = text(method, argument)?;
    Ok(match method {
        Method::Length => Item::Integer(text.chars().count() as i128),
        Method::ToLower => Item::text(text.to_lowercase()),
        Method::ToUpper => Item::text(text.to_uppercase()),
        _ => Item::text(text.trim()),
    })
}

fn of_number<'a>(method: Method, argument: &Item<'a>) -> Outcome<'a> {
    match argument {
        Item::Integer(number) => Ok(Item::Integer(*number)),
        Item::Number(number) => Ok(Item::Number(match method {
            Method::Ceiling => number.ceil(),
            Method::Floor => number.floor(),
            _ => number.round(),
        })),
        other => Err(wrong(method, "a number", other)),
    }
}

fn of_date<'a>(method: Method, argument: &Item<'a>) -> Outcome<'a> {
    let date = argument
        .as_date()
        .ok_or_else(|| wrong(method, "a date", argument))?;
    Ok(match method {
        Method::Date => Item::Date(date),
        Method::Day => Item::Integer(date.day().into()),
        Method::Month => Item::Integer(date.month().into()),
        _ => Item::Integer(date.year().into()),
    })
}

fn of_time<'a>(method: Method, argument: &Item<'a>) -> Outcome<'a> {
    match method {
        Method::TotalSeconds => {
            let duration = argument
                .as_duration()
                .ok_or_else(|| wrong(method, "a duration", argument))?;
            return Ok(Item::Number(duration as f64 / SECOND as f64));
        }
        Method::TotalOffsetMinutes => {
            let it = argument
                .as_date_time()
                .ok_or_else(|| wrong(method, "a point in time", argument))?;
            return Ok(Item::Integer(it.offset));
        }
        _ => {}
    }
    let time = argument
        .as_time()
        .ok_or_else(|| wrong(method, "a time", argument))?;
    Ok(match method {
        Method::Time => Item::Time(time),
        Method::Hour => Item::Integer(time / HOUR),
        Method::Minute => Item::Integer(time % HOUR / MINUTE),
        Method::Second => Item::Integer(time % MINUTE / SECOND),
        _ => Item::Number((time % SECOND) as f64 / SECOND as f64),
    })
}

fn text<'i>(method: Method, item: &'i Item<'_>) -> Result<&'i str, Failure> {
    match item {
        Item::Text(text) => Ok(text),
        other => Err(wrong(method, "a text", other)),
    }
}

fn whole(method: Method, item: &Item<'_>) -> Result<i128, Failure> {
    match item {
        Item::Integer(number) => Ok(*number),
        other => Err(wrong(method, "a whole number", other)),
    }
}

fn wrong(method: Method, wanted: &str, given: &Item<'_>) -> Failure {
    let name = format!("{method:?}").to_lowercase();
    Failure::bad_request(format!("`{name}` needs {wanted}, not {}", given.sort()))
}
