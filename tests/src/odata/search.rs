//! `$search`: words and quoted phrases, with AND, OR and NOT in capitals.

use winnow::combinator::{alt, cut_err, delimited, not, opt, peek, preceded, repeat};
use winnow::error::{StrContext, StrContextValue};
use winnow::prelude::*;
use winnow::token::{literal as text, none_of, one_of, take_while};

use super::ast::{Search, Term};
use super::error::ParseError;
use super::input::{Input, count_operator, nested, parse_all, required_spaces, spaces};

/// Parses the value of `$search`.
///
/// # Errors
///
/// Returns an error if the text does not match the grammar. In quotes, only a quote and a backslash can be escaped.
pub fn parse_search(text: &str) -> Result<Search, ParseError> {
    parse_all(search, text)
}

pub(crate) fn search(input: &mut Input<'_>) -> ModalResult<Search> {
    let mut left = conjunction(input)?;
    while opt((required_spaces, text("OR"), end_of_word))
        .parse_next(input)?
        .is_some()
    {
        count_operator(input)?;
        left = Search::Or(
            Box::new(left),
            Box::new(cut_err(conjunction).parse_next(input)?),
        );
    }
    Ok(left)
}

fn conjunction(input: &mut Input<'_>) -> ModalResult<Search> {
    let mut left = unary(input)?;
    while opt(and).parse_next(input)?.is_some() {
        count_operator(input)?;
        left = Search::And(Box::new(left), Box::new(cut_err(unary).parse_next(input)?));
    }
    Ok(left)
}

/// The word AND, or just the space between two terms.
fn and(input: &mut Input<'_>) -> ModalResult<()> {
    let explicit = (required_spaces, text("AND"), end_of_word).void();
    let implicit = (
        required_spaces,
        not((text("OR"), end_of_word)),
        peek(one_of(starts_term)),
    )
        .void();
    alt((explicit, implicit)).parse_next(input)
}

fn end_of_word(input: &mut Input<'_>) -> ModalResult<()> {
    alt((required_spaces.void(), peek('(').void())).parse_next(input)
}

fn unary(input: &mut Input<'_>) -> ModalResult<Search> {
    if opt((text("NOT"), end_of_word)).parse_next(input)?.is_some() {
        let negated = nested(input, |input| cut_err(unary).parse_next(input))?;
        return Ok(Search::Not(Box::new(negated)));
    }
    alt((group, phrase, word))
        .context(StrContext::Expected(StrContextValue::Description(
            "a word or a phrase in double quotes",
        )))
        .parse_next(input)
}

fn group(input: &mut Input<'_>) -> ModalResult<Search> {
    peek('(').parse_next(input)?;
    nested(input, |input| {
        delimited(('(', spaces), cut_err(search), cut_err((spaces, ')'))).parse_next(input)
    })
}

fn phrase(input: &mut Input<'_>) -> ModalResult<Search> {
    let escaped = preceded('\\', cut_err(one_of(['"', '\\'])));
    let characters = repeat(1.., alt((escaped, none_of(['"', '\\']))));
    let text: String = delimited('"', cut_err(characters), cut_err('"')).parse_next(input)?;
    Ok(Search::Term(Term { text, quoted: true }))
}

fn word(input: &mut Input<'_>) -> ModalResult<Search> {
    let word = take_while(1.., |c| starts_term(c) && !"(\"".contains(c));
    let not_operator = word.verify(|word: &str| !["AND", "OR", "NOT"].contains(&word));
    not_operator
        .map(|word: &str| {
            Search::Term(Term {
                text: word.to_owned(),
                quoted: false,
            })
        })
        .parse_next(input)
}

/// A semicolon or a closing parenthesis ends a search inside `$expand`.
fn starts_term(c: char) -> bool {
    !c.is_whitespace() && !");\\".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(text: &str) -> Box<Search> {
        Box::new(Search::Term(Term {
            text: text.to_owned(),
            quoted: true,
        }))
    }

    fn word(text: &str) -> Box<Search> {
        Box::new(Search::Term(Term {
            text: text.to_owned(),
            quoted: false,
        }))
    }

    #[test]
    fn quoted_phrases_keep_everything_but_their_escapes() {
        assert_eq!(
            parse_search(r#""displayName:a \"b\" \\ (c) AND; ü""#),
            Ok(*phrase(r#"displayName:a "b" \ (c) AND; ü"#))
        );
    }

    #[test]
    fn not_binds_tighter_than_and_which_binds_tighter_than_or() {
        let parsed = parse_search(r#"NOT "a" AND "b" OR "c" "d""#).unwrap();
        let left = Search::And(Box::new(Search::Not(phrase("a"))), phrase("b"));
        let right = Search::And(phrase("c"), phrase("d"));
        assert_eq!(parsed, Search::Or(Box::new(left), Box::new(right)));
    }

    #[test]
    fn parentheses_group() {
        let parsed = parse_search(r#""a" AND ("b" OR "c")"#).unwrap();
        assert_eq!(
            parsed,
            Search::And(phrase("a"), Box::new(Search::Or(phrase("b"), phrase("c"))))
        );
    }

    #[test]
    fn words_need_no_quotes() {
        assert_eq!(
            parse_search("adele vance"),
            Ok(Search::And(word("adele"), word("vance")))
        );
        assert_eq!(parse_search("ORacle"), Ok(*word("ORacle")));
    }

    #[test]
    fn anything_else_is_an_error() {
        for text in [
            "",
            "\"",
            "\"a",
            "\"\"",
            r#""a\b""#,
            "\"a\" AND",
            "\"a\" OR OR \"b\"",
            "NOT",
            "(\"a\"",
            "\"a\")",
            "AND a",
            " a",
        ] {
            assert!(parse_search(text).is_err(), "{text}");
        }
    }

    #[test]
    fn depth_is_limited() {
        let deep = format!("{}a{}", "(".repeat(5000), ")".repeat(5000));
        assert!(parse_search(&deep).is_err());
        assert!(parse_search(&"NOT ".repeat(5000)).is_err());
        assert!(parse_search(&"a ".repeat(5000)).is_err());
    }
}
