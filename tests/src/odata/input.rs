//! What the parsers read from, and the tokens that all grammars share.

use winnow::Stateful;
use winnow::combinator::fail;
use winnow::error::{ContextError, StrContext};
use winnow::prelude::*;
use winnow::stream::LocatingSlice;
use winnow::token::{one_of, take_while};

use super::error::ParseError;

/// How deep brackets, calls, lambdas, signs and right sides may nest.
const MAX_DEPTH: usize = 100;

/// The text, and how deep the parser is in it.
pub(crate) type Input<'a> = Stateful<LocatingSlice<&'a str>, Depth>;

/// How many operators a text may have: chains of them make deep trees without any nesting in the text.
const MAX_OPERATORS: usize = 500;

/// What is limited, as far as the parser has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Depth {
    nesting: usize,
    operators: usize,
}

/// Parses the whole of `text`.
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

/// Runs `parser` one level deeper, and fails for good where the text nests too deep.
pub(crate) fn nested<'a, O>(
    input: &mut Input<'a>,
    parser: impl FnOnce(&mut Input<'a>) -> ModalResult<O>,
) -> ModalResult<O> {
    nested_by(1, input, parser)
}

/// Runs `parser` as many levels deeper as its share of the stack is worth.
pub(crate) fn nested_by<'a, O>(
    levels: usize,
    input: &mut Input<'a>,
    parser: impl FnOnce(&mut Input<'a>) -> ModalResult<O>,
) -> ModalResult<O> {
    if input.state.nesting + levels > MAX_DEPTH {
        return refuse(input, "the text nests too deep");
    }
    input.state.nesting += levels;
    let result = parser(input);
    input.state.nesting -= levels;
    result
}

/// Counts one more operator, and fails for good where there are too many.
pub(crate) fn count_operator(input: &mut Input<'_>) -> ModalResult<()> {
    input.state.operators += 1;
    match input.state.operators > MAX_OPERATORS {
        true => refuse(input, "the text has too many operators"),
        false => Ok(()),
    }
}

/// Fails for good, with a reason.
pub(crate) fn refuse<'a, O>(input: &mut Input<'a>, reason: &'static str) -> ModalResult<O> {
    let refused: ModalResult<O> = fail.context(StrContext::Label(reason)).parse_next(input);
    refused.map_err(winnow::error::ErrMode::cut)
}

/// Optional white space.
pub(crate) fn blanks<'a>(input: &mut Input<'a>) -> ModalResult<&'a str> {
    take_while(0.., [' ', '\t']).parse_next(input)
}

/// White space that must be there.
pub(crate) fn some_blanks<'a>(input: &mut Input<'a>) -> ModalResult<&'a str> {
    take_while(1.., [' ', '\t']).parse_next(input)
}

/// A simple identifier: a letter or `_`, then also digits and what joins them.
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
