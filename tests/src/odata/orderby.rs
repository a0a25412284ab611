//! `$orderby`.

use winnow::combinator::{opt, preceded, separated};
use winnow::prelude::*;

use super::ast::OrderKey;
use super::error::ParseError;
use super::filter::expression;
use super::input::{Input, identifier, parse_all, required_spaces, spaces};

/// Parses the value of `$orderby`.
///
/// # Errors
///
/// Returns an error if the text does not match the grammar.
pub fn parse_orderby(text: &str) -> Result<Vec<OrderKey>, ParseError> {
    parse_all(order_keys, text)
}

pub(crate) fn order_keys(input: &mut Input<'_>) -> ModalResult<Vec<OrderKey>> {
    separated(1.., order_key, (spaces, ',', spaces)).parse_next(input)
}

fn order_key(input: &mut Input<'_>) -> ModalResult<OrderKey> {
    let expression = expression(input)?;
    let descending = opt(preceded(required_spaces, direction)).parse_next(input)?;
    Ok(OrderKey {
        expression,
        descending: descending.unwrap_or(false),
    })
}

fn direction(input: &mut Input<'_>) -> ModalResult<bool> {
    identifier
        .verify_map(|word: &str| match word.to_ascii_lowercase().as_str() {
            "asc" => Some(false),
            "desc" => Some(true),
            _ => None,
        })
        .parse_next(input)
}

#[cfg(test)]
mod tests {
    use super::super::parse_filter;
    use super::*;

    fn key(expression: &str, descending: bool) -> OrderKey {
        OrderKey {
            expression: parse_filter(expression).unwrap(),
            descending,
        }
    }

    #[test]
    fn sort_keys_are_expressions_with_a_direction() {
        let keys =
            parse_orderby("displayName desc, address/city,length(mail) ASC,price mul 2 desc")
                .unwrap();
        let expected = [
            key("displayName", true),
            key("address/city", false),
            key("length(mail)", false),
            key("price mul 2", true),
        ];
        assert_eq!(keys, expected);
    }

    #[test]
    fn anything_else_is_an_error() {
        for text in ["", "a up", "a desc desc", "a,", ",a", "a desc b", "a;"] {
            assert!(parse_orderby(text).is_err(), "{text}");
        }
    }
}
