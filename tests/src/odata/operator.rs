//! The precedence of operators, and the arity of functions.

use std::ops::RangeInclusive;

use super::ast::{Method, Operator};

/// The precedence of signs and `not`: higher than arithmetic, lower than `has` and `in`.
pub(crate) const UNARY: u8 = 7;

impl Operator {
    /// The operator with this name, in any case.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "or" => Self::Or,
            "and" => Self::And,
            "eq" => Self::Eq,
            "ne" => Self::Ne,
            "gt" => Self::Gt,
            "ge" => Self::Ge,
            "lt" => Self::Lt,
            "le" => Self::Le,
            "add" => Self::Add,
            "sub" => Self::Sub,
            "mul" => Self::Mul,
            "div" => Self::Div,
            "divby" => Self::DivBy,
            "mod" => Self::Mod,
            "has" => Self::Has,
            "in" => Self::In,
            _ => return None,
        })
    }

    /// The precedence of the operator. Operators of equal precedence are left-associative.
    pub(crate) fn precedence(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Eq | Self::Ne => 3,
            Self::Gt | Self::Ge | Self::Lt | Self::Le => 4,
            Self::Add | Self::Sub => 5,
            Self::Mul | Self::Div | Self::DivBy | Self::Mod => 6,
            Self::Has | Self::In => UNARY + 1,
        }
    }
}

/// All functions with their lower-case names and arities.
const METHODS: [(&str, Method, RangeInclusive<usize>); 28] = [
    ("concat", Method::Concat, 2..=2),
    ("contains", Method::Contains, 2..=2),
    ("endswith", Method::EndsWith, 2..=2),
    ("indexof", Method::IndexOf, 2..=2),
    ("length", Method::Length, 1..=1),
    ("matchespattern", Method::MatchesPattern, 2..=2),
    ("startswith", Method::StartsWith, 2..=2),
    ("substring", Method::Substring, 2..=3),
    ("tolower", Method::ToLower, 1..=1),
    ("toupper", Method::ToUpper, 1..=1),
    ("trim", Method::Trim, 1..=1),
    ("date", Method::Date, 1..=1),
    ("day", Method::Day, 1..=1),
    ("fractionalseconds", Method::FractionalSeconds, 1..=1),
    ("hour", Method::Hour, 1..=1),
    ("maxdatetime", Method::MaxDateTime, 0..=0),
    ("mindatetime", Method::MinDateTime, 0..=0),
    ("minute", Method::Minute, 1..=1),
    ("month", Method::Month, 1..=1),
    ("now", Method::Now, 0..=0),
    ("second", Method::Second, 1..=1),
    ("time", Method::Time, 1..=1),
    ("totaloffsetminutes", Method::TotalOffsetMinutes, 1..=1),
    ("totalseconds", Method::TotalSeconds, 1..=1),
    ("year", Method::Year, 1..=1),
    ("ceiling", Method::Ceiling, 1..=1),
    ("floor", Method::Floor, 1..=1),
    ("round", Method::Round, 1..=1),
];

impl Method {
    /// The function with this name, in any case.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        METHODS
            .iter()
            .find(|(known, ..)| *known == name)
            .map(|&(_, method, _)| method)
    }

    /// Whether the function takes `count` arguments.
    pub(crate) fn takes(self, count: usize) -> bool {
        METHODS
            .iter()
            .any(|(_, method, arity)| *method == self && arity.contains(&count))
    }
}
