//! The values of expressions.

use std::borrow::Cow;

use serde_json::Value;

use super::temporal::{self, DateTime};
use crate::data::Node;
use crate::odata::Literal;

/// The value of an expression.
#[derive(Debug, Clone)]
pub(crate) enum Item<'a> {
    Null,
    Boolean(bool),
    Integer(i128),
    Number(f64),
    Text(Cow<'a, str>),
    /// The members of an enum literal, which are a string in JSON.
    Members(String),
    DateTime(DateTime),
    Date(jiff::civil::Date),
    /// Picoseconds since midnight.
    Time(i128),
    /// Picoseconds.
    Duration(i128),
    /// A complex value, or a collection of other values than entities.
    Json(&'a Value),
    Node(Node<'a>),
    Nodes(Vec<Node<'a>>),
    List(Vec<Item<'a>>),
}

impl<'a> Item<'a> {
    pub(crate) fn of_json(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Boolean(*value),
            Value::Number(number) => match number.as_i128() {
                Some(whole) => Self::Integer(whole),
                None => Self::Number(number.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(text) => Self::Text(Cow::Borrowed(text)),
            Value::Array(_) | Value::Object(_) => Self::Json(value),
        }
    }

    pub(crate) fn of_literal(literal: &Literal) -> Self {
        // The parser has checked the form of each literal, so only a value out of range fails here.
        match literal {
            Literal::Null => Self::Null,
            Literal::Boolean(value) => Self::Boolean(*value),
            Literal::Integer(number) => Self::Integer(i128::from(*number)),
            Literal::Decimal(text) => number(text),
            Literal::Infinity => Self::Number(f64::INFINITY),
            Literal::NegativeInfinity => Self::Number(f64::NEG_INFINITY),
            Literal::NaN => Self::Number(f64::NAN),
            Literal::String(text) | Literal::Guid(text) | Literal::Binary(text) => {
                Self::Text(Cow::Owned(text.clone()))
            }
            Literal::Date(text) => temporal::date(text).map_or(Self::Null, Self::Date),
            Literal::DateTimeOffset(text) => {
                temporal::date_time(text).map_or(Self::Null, Self::DateTime)
            }
            Literal::TimeOfDay(text) => temporal::time(text).map_or(Self::Null, Self::Time),
            Literal::Duration(text) => temporal::duration(text).map_or(Self::Null, Self::Duration),
            Literal::Enum { members, .. } => Self::Members(members.clone()),
        }
    }

    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(Cow::Owned(text.into()))
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The kind of the value, for messages.
    pub(crate) fn kind_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "a Boolean",
            Self::Integer(_) | Self::Number(_) => "a number",
            Self::Text(_) => "a string",
            Self::Members(_) => "an enum value",
            Self::DateTime(_) => "a timestamp",
            Self::Date(_) => "a date",
            Self::Time(_) => "a time of day",
            Self::Duration(_) => "a duration",
            Self::Json(Value::Array(_)) | Self::Nodes(_) | Self::List(_) => "a collection",
            Self::Json(_) => "a complex value",
            Self::Node(_) => "an entity",
        }
    }

    pub(crate) fn is_collection(&self) -> bool {
        matches!(
            self,
            Self::Json(Value::Array(_)) | Self::Nodes(_) | Self::List(_)
        )
    }

    /// The items of a collection. Null has none.
    pub(crate) fn items(self) -> Option<Vec<Item<'a>>> {
        match self {
            Self::Null => Some(Vec::new()),
            Self::Nodes(nodes) => Some(nodes.into_iter().map(Self::Node).collect()),
            Self::Json(Value::Array(items)) => Some(items.iter().map(Self::of_json).collect()),
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The value as a floating-point number.
    pub(crate) fn as_number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The value as a timestamp. A string of that form is one, since JSON has no type for it.
    pub(crate) fn as_date_time(&self) -> Option<DateTime> {
        match self {
            Self::DateTime(timestamp) => Some(*timestamp),
            Self::Text(text) => temporal::date_time(text),
            _ => None,
        }
    }

    /// The value as a date, which can be that of a timestamp.
    pub(crate) fn as_date(&self) -> Option<jiff::civil::Date> {
        match self {
            Self::Date(date) => Some(*date),
            Self::Text(text) => {
                temporal::date(text).or_else(|| Some(temporal::date_time(text)?.date))
            }
            Self::DateTime(timestamp) => Some(timestamp.date),
            _ => None,
        }
    }

    /// The value as a time of day, which can be that of a timestamp.
    pub(crate) fn as_time(&self) -> Option<i128> {
        match self {
            Self::Time(time) => Some(*time),
            Self::Text(text) => {
                temporal::time(text).or_else(|| Some(temporal::date_time(text)?.time))
            }
            Self::DateTime(timestamp) => Some(timestamp.time),
            _ => None,
        }
    }

    /// The value as a duration.
    pub(crate) fn as_duration(&self) -> Option<i128> {
        match self {
            Self::Duration(duration) => Some(*duration),
            Self::Text(text) => temporal::duration(text),
            _ => None,
        }
    }
}

/// Parses a number. Integers stay exact.
pub(crate) fn number<'a>(text: &str) -> Item<'a> {
    match text.parse() {
        Ok(whole) => Item::Integer(whole),
        Err(_) => text.parse().map_or(Item::Null, Item::Number),
    }
}
