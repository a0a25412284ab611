//! The input of the parsers, and the tokens that all grammars share.

use winnow::Stateful;
use winnow::combinator::fail;
use winnow::error::{ContextError, StrContext};
use winnow::prelude::*;
use winnow::stream::LocatingSlice;
use winnow::token::{one_of, take_while};

use super::error::ParseError;

/// The limit on nested parentheses, calls, lambdas, signs and right operands.
const MAX_DEPTH: usize = 100;

/// The text and the state of the parser.
pub(crate) type Input<'a> = Stateful<LocatingSlice<&'a str>, Depth>;

/// The limit on operators: a chain of them makes a deep tree even without nesting.
const MAX_OPERATORS: usize = 500;

/// The nesting and the number of operators so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Depth {
    nesting: usize,
    operators: usize,
}

/// Parses all of `text`.
pub(crate) fn parse_all<'a, O>(
    parser: impl Parser<Input<'a>, O, winnow::error::ErrMode<ContextError>>,
    text: &'a str,
) -> Result<O, ParseError> {
    let input = Stateful {
        input: LocatingSlice::new(text),
        state: Depth::default(),
    };
    let mut parser = parser;
    parser
        .parse(input)
        .map_err(|error| ParseError::new(text, &error))
}

/// Runs `parser` one level deeper, and fails without backtracking if the nesting is too deep.
pub(crate) fn nested<'a, O>(
    input: &mut Input<'a>,
    parser: impl FnOnce(&mut Input<'a>) -> ModalResult<O>,
) -> ModalResult<O> {
    nested_by(1, input, parser)
}

/// Runs `parser` deeper by a number of levels that reflects its use of the stack.
pub(crate) fn nested_by<'a, O>(
    levels: usize,
    input: &mut Input<'a>,
    parser: impl FnOnce(&mut Input<'a>) -> ModalResult<O>,
) -> ModalResult<O> {
    if input.state.nesting + levels > MAX_DEPTH {
        return fail_with(input, "the nesting is too deep");
    }
    input.state.nesting += levels;
    let result = parser(input);
    input.state.nesting -= levels;
    result
}

/// Counts an operator, and fails without backtracking if there are too many.
pub(crate) fn count_operator(input: &mut Input<'_>) -> ModalResult<()> {
    input.state.operators += 1;
    if input.state.operators > MAX_OPERATORS {
        return fail_with(input, "too many operators");
    }
    Ok(())
}

/// Fails without backtracking, with a reason.
pub(crate) fn fail_with<'a, O>(input: &mut Input<'a>, reason: &'static str) -> ModalResult<O> {
    let failed: ModalResult<O> = fail.context(StrContext::Label(reason)).parse_next(input);
    failed.map_err(winnow::error::ErrMode::cut)
}

/// Optional whitespace.
pub(crate) fn spaces<'a>(input: &mut Input<'a>) -> ModalResult<&'a str> {
    take_while(0.., [' ', '\t']).parse_next(input)
}

/// Required whitespace.
pub(crate) fn required_spaces<'a>(input: &mut Input<'a>) -> ModalResult<&'a str> {
    take_while(1.., [' ', '\t']).parse_next(input)
}

/// A simple identifier: a letter or `_`, followed by letters, digits and `_`.
pub(crate) fn identifier<'a>(input: &mut Input<'a>) -> ModalResult<&'a str> {
    (
        one_of(starts_identifier),
        take_while(0..128, continues_identifier),
    )
        .take()
        .parse_next(input)
}

pub(crate) fn starts_identifier(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

pub(crate) fn continues_identifier(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}
