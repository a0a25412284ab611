//! Expressions, as in `$filter`.
//!
//! Where the grammar alone is ambiguous, OData's table of precedence decides, from high to low: grouping; paths and
//! functions; `has` and `in`; signs and `not`; `mul`, `div`, `divby`, `mod`; `add`, `sub`; `gt`, `ge`, `lt`, `le`; `eq`,
//! `ne`; `and`; `or`. Beyond the grammar, `not(…)` and `in(…)` are accepted without a space, as Graph does.

use winnow::combinator::{
    alt, cut_err, delimited, not, opt, peek, preceded, separated, terminated,
};
use winnow::error::{StrContext, StrContextValue};
use winnow::prelude::*;
use winnow::token::{literal as text, one_of};

use super::ast::{Expr, Method, Operator, Path, Predicate, Quantifier, Segment};
use super::error::ParseError;
use super::input::{
    Input, continues_identifier, count_operator, fail_with, identifier, nested, parse_all,
    required_spaces, spaces,
};
use super::literal::{literal, quoted};
use super::operator::UNARY;
use super::path::{qualified_name, segment};

/// Parses the value of `$filter`.
///
/// # Errors
///
/// Returns an error if the text does not match the grammar, nests deeper than 100 levels, or has more than 500
/// operators.
pub fn parse_filter(text: &str) -> Result<Expr, ParseError> {
    parse_all(expression, text)
}

/// Any expression.
pub(crate) fn expression(input: &mut Input<'_>) -> ModalResult<Expr> {
    binary(input, 0)
}

/// Operands joined by operators with at least the precedence `min`.
fn binary(input: &mut Input<'_>, min: u8) -> ModalResult<Expr> {
    let mut left = if min > UNARY {
        primary(input)?
    } else {
        unary(input)?
    };
    while let Some(operator) =
        opt(|input: &mut Input<'_>| operator(input, min)).parse_next(input)?
    {
        count_operator(input)?;
        let right =
            cut_err(|input: &mut Input<'_>| right_side(input, operator)).parse_next(input)?;
        left = Expr::Binary {
            operator,
            left: Box::new(left),
            right: Box::new(right),
        };
    }
    Ok(left)
}

fn operator(input: &mut Input<'_>, min: u8) -> ModalResult<Operator> {
    let operator = identifier
        .verify_map(Operator::named)
        .verify(|operator: &Operator| operator.precedence() >= min);
    delimited(required_spaces, operator, end_of_word).parse_next(input)
}

/// A space, which is consumed, or an opening parenthesis, which is not.
fn end_of_word(input: &mut Input<'_>) -> ModalResult<()> {
    alt((required_spaces.void(), peek('(').void())).parse_next(input)
}

fn right_side(input: &mut Input<'_>, operator: Operator) -> ModalResult<Expr> {
    if operator == Operator::In {
        if let Some(list) = opt(list).parse_next(input)? {
            return Ok(list);
        }
    }
    nested(input, |input| binary(input, operator.precedence() + 1))
}

fn list(input: &mut Input<'_>) -> ModalResult<Expr> {
    peek('(').parse_next(input)?;
    nested(input, |input| {
        parenthesized(input, separated(1.., expression, comma)).map(Expr::List)
    })
}

fn unary(input: &mut Input<'_>) -> ModalResult<Expr> {
    if opt(minus).parse_next(input)?.is_some() {
        let operand = nested(input, |input| cut_err(unary).parse_next(input))?;
        return Ok(Expr::Negate(Box::new(operand)));
    }
    if opt(not_word).parse_next(input)?.is_some() {
        let operand = nested(input, |input| cut_err(unary).parse_next(input))?;
        return Ok(Expr::Not(Box::new(operand)));
    }
    binary(input, UNARY + 1)
}

/// A minus that is not the sign of a number.
fn minus(input: &mut Input<'_>) -> ModalResult<()> {
    let number = alt((
        one_of('0'..='9').void(),
        (text("INF"), not(one_of(continues_identifier))).void(),
    ));
    ('-', not(number), spaces).void().parse_next(input)
}

fn not_word(input: &mut Input<'_>) -> ModalResult<()> {
    let word = identifier.verify(|word: &str| word.eq_ignore_ascii_case("not"));
    (word, end_of_word).void().parse_next(input)
}

fn primary(input: &mut Input<'_>) -> ModalResult<Expr> {
    alt((group, literal.map(Expr::Literal), call, member))
        .context(StrContext::Expected(StrContextValue::Description(
            "an expression",
        )))
        .parse_next(input)
}

fn group(input: &mut Input<'_>) -> ModalResult<Expr> {
    peek('(').parse_next(input)?;
    nested(input, |input| parenthesized(input, expression))
}

/// Parses `inside` in parentheses. There is no backtracking after the opening one.
fn parenthesized<'a, O>(
    input: &mut Input<'a>,
    inside: impl Parser<Input<'a>, O, winnow::error::ErrMode<winnow::error::ContextError>>,
) -> ModalResult<O> {
    let close = ')'.context(StrContext::Expected(StrContextValue::CharLiteral(')')));
    delimited(('(', spaces), cut_err(inside), cut_err((spaces, close))).parse_next(input)
}

fn comma(input: &mut Input<'_>) -> ModalResult<()> {
    (spaces, ',', spaces).void().parse_next(input)
}

fn call(input: &mut Input<'_>) -> ModalResult<Expr> {
    let name = terminated(identifier, peek('(')).parse_next(input)?;
    match name.to_ascii_lowercase().as_str() {
        "cast" => {
            cast_arguments(input).map(|(operand, type_name)| Expr::Cast { operand, type_name })
        }
        "isof" => {
            cast_arguments(input).map(|(operand, type_name)| Expr::IsOf { operand, type_name })
        }
        _ => match Method::named(name) {
            Some(method) => arguments(input, method),
            None => fail_with(input, "unknown function"),
        },
    }
}

fn arguments(input: &mut Input<'_>, method: Method) -> ModalResult<Expr> {
    let arguments: Vec<Expr> = nested(input, |input| {
        parenthesized(input, separated(0.., expression, comma))
    })?;
    if method.takes(arguments.len()) {
        Ok(Expr::Call { method, arguments })
    } else {
        fail_with(input, "wrong number of arguments")
    }
}

/// The arguments of `cast` and `isof`.
fn cast_arguments(input: &mut Input<'_>) -> ModalResult<(Option<Box<Expr>>, String)> {
    let alone = terminated(type_name, peek((spaces, ')'))).map(|name| (None, name));
    let both = (expression, preceded(comma, type_name))
        .map(|(operand, name)| (Some(Box::new(operand)), name));
    nested(input, |input| parenthesized(input, alt((alone, both))))
}

/// The name of a type: qualified or not, a collection, or in quotes as in some of Graph's samples.
fn type_name(input: &mut Input<'_>) -> ModalResult<String> {
    let collection = (text("Collection("), qualified_name, ')').take();
    alt((
        collection.map(str::to_owned),
        qualified_name.map(str::to_owned),
        identifier.map(str::to_owned),
        quoted,
    ))
    .context(StrContext::Expected(StrContextValue::Description(
        "the name of a type",
    )))
    .parse_next(input)
}

/// A path of properties, which may end in a lambda or `$count`.
fn member(input: &mut Input<'_>) -> ModalResult<Expr> {
    let first = alt((text("$it").value(Segment::It), segment)).parse_next(input)?;
    let mut path = Path(vec![first]);
    while opt('/').parse_next(input)?.is_some() {
        if let Some(quantifier) = opt(quantifier).parse_next(input)? {
            return lambda(input, path, quantifier);
        }
        if opt(text("$count")).parse_next(input)?.is_some() {
            path.0.push(Segment::Count);
            break;
        }
        path.0.push(cut_err(next_segment).parse_next(input)?);
    }
    Ok(Expr::Path(path))
}

fn next_segment(input: &mut Input<'_>) -> ModalResult<Segment> {
    let property = StrContext::Expected(StrContextValue::Description("a property"));
    segment.context(property).parse_next(input)
}

fn quantifier(input: &mut Input<'_>) -> ModalResult<Quantifier> {
    let named = identifier.verify_map(|word: &str| match word.to_ascii_lowercase().as_str() {
        "any" => Some(Quantifier::Any),
        "all" => Some(Quantifier::All),
        _ => None,
    });
    terminated(named, peek('(')).parse_next(input)
}

fn lambda(input: &mut Input<'_>, collection: Path, quantifier: Quantifier) -> ModalResult<Expr> {
    let predicate = nested(input, |input| parenthesized(input, opt(predicate)))?;
    if quantifier == Quantifier::All && predicate.is_none() {
        return fail_with(input, "`all` needs a condition");
    }
    Ok(Expr::Lambda {
        collection,
        quantifier,
        predicate: predicate.map(Box::new),
    })
}

fn predicate(input: &mut Input<'_>) -> ModalResult<Predicate> {
    let variable = terminated(identifier, (spaces, ':', spaces)).parse_next(input)?;
    let body = cut_err(expression).parse_next(input)?;
    Ok(Predicate {
        variable: variable.to_owned(),
        body,
    })
}
