//! Literals.

use jiff::civil;
use winnow::combinator::{alt, delimited, not, opt, preceded, repeat, terminated};
use winnow::prelude::*;
use winnow::token::{any, literal as text, none_of, one_of, take_while};

use super::ast::Literal;
use super::input::{Input, continues_identifier, identifier, parse_all};
use super::path::qualified_name;

/// Any literal. It must not be followed by a character of an identifier.
pub(crate) fn literal(input: &mut Input<'_>) -> ModalResult<Literal> {
    let unquoted = alt((
        guid,
        date_time_offset,
        date,
        time_of_day,
        number,
        special_number,
        keyword,
    ));
    alt((
        quoted.map(Literal::String),
        prefixed("duration", duration).map(Literal::Duration),
        prefixed("binary", base64).map(Literal::Binary),
        enum_members,
        terminated(unquoted, not(one_of(continues_identifier))),
    ))
    .parse_next(input)
}

/// Parses all of `text` as a literal.
pub(crate) fn parse_literal(text: &str) -> Option<Literal> {
    parse_all(literal, text).ok()
}

/// A string in single quotes, inside which quotes are doubled.
pub(crate) fn quoted(input: &mut Input<'_>) -> ModalResult<String> {
    let character = alt((text("''").value('\''), none_of('\'')));
    delimited('\'', repeat(0.., character), '\'').parse_next(input)
}

/// A key in parentheses: a quoted string, or text that needs no quotes.
pub(crate) fn parse_key(key: &str) -> Option<String> {
    let bare = take_while(1.., |c: char| continues_identifier(c) || c == '-').map(str::to_owned);
    parse_all(alt((quoted, bare)), key).ok()
}

fn keyword(input: &mut Input<'_>) -> ModalResult<Literal> {
    identifier
        .verify_map(|word| match word.to_ascii_lowercase().as_str() {
            "null" => Some(Literal::Null),
            "true" => Some(Literal::Boolean(true)),
            "false" => Some(Literal::Boolean(false)),
            _ => None,
        })
        .parse_next(input)
}

fn special_number(input: &mut Input<'_>) -> ModalResult<Literal> {
    alt((
        text("-INF").value(Literal::NegativeInfinity),
        text("INF").value(Literal::Infinity),
        text("NaN").value(Literal::NaN),
    ))
    .parse_next(input)
}

fn number(input: &mut Input<'_>) -> ModalResult<Literal> {
    let fraction = opt(('.', digits));
    let exponent = opt((one_of(['e', 'E']), sign, digits));
    let parts = (sign, digits, fraction, exponent).take();
    parts.map(number_of).parse_next(input)
}

fn sign(input: &mut Input<'_>) -> ModalResult<Option<char>> {
    opt(one_of(['-', '+'])).parse_next(input)
}

fn number_of(text: &str) -> Literal {
    match text.parse() {
        Ok(number) => Literal::Integer(number),
        Err(_) => Literal::Decimal(text.to_owned()),
    }
}

fn digits<'a>(input: &mut Input<'a>) -> ModalResult<&'a str> {
    take_while(1.., |c: char| c.is_ascii_digit()).parse_next(input)
}

fn exact_digits<'a>(
    count: usize,
) -> impl Parser<Input<'a>, &'a str, winnow::error::ErrMode<winnow::error::ContextError>> {
    take_while(count, |c: char| c.is_ascii_digit())
}

fn guid(input: &mut Input<'_>) -> ModalResult<Literal> {
    let hex = |count: usize| take_while(count, |c: char| c.is_ascii_hexdigit());
    let parts = (hex(8), '-', hex(4), '-', hex(4), '-', hex(4), '-', hex(12));
    parts
        .take()
        .map(|text: &str| Literal::Guid(text.to_owned()))
        .parse_next(input)
}

fn date(input: &mut Input<'_>) -> ModalResult<Literal> {
    date_text
        .map(|text| Literal::Date(text.to_owned()))
        .parse_next(input)
}

fn time_of_day(input: &mut Input<'_>) -> ModalResult<Literal> {
    time_text
        .map(|text| Literal::TimeOfDay(text.to_owned()))
        .parse_next(input)
}

fn date_time_offset(input: &mut Input<'_>) -> ModalResult<Literal> {
    let offset = (one_of(['-', '+']), hour, ':', minute_or_second).take();
    let zone = alt((one_of(['Z', 'z']).take(), offset));
    let parts = (date_text, one_of(['T', 't']), time_text, zone);
    parts
        .take()
        .map(|text: &str| Literal::DateTimeOffset(text.to_owned()))
        .parse_next(input)
}

fn date_text<'a>(input: &mut Input<'a>) -> ModalResult<&'a str> {
    let year = (opt('-'), exact_digits(4))
        .take()
        .try_map(str::parse::<i16>);
    let parts = (year, '-', month_or_day, '-', month_or_day);
    parts
        .verify(|&(year, _, month, _, day)| civil::Date::new(year, month, day).is_ok())
        .take()
        .parse_next(input)
}

fn month_or_day(input: &mut Input<'_>) -> ModalResult<i8> {
    exact_digits(2).try_map(str::parse::<i8>).parse_next(input)
}

fn time_text<'a>(input: &mut Input<'a>) -> ModalResult<&'a str> {
    let fraction = ('.', take_while(1..=12, |c: char| c.is_ascii_digit()));
    (
        hour,
        ':',
        minute_or_second,
        opt((':', minute_or_second, opt(fraction))),
    )
        .take()
        .parse_next(input)
}

fn hour<'a>(input: &mut Input<'a>) -> ModalResult<&'a str> {
    exact_digits(2)
        .verify(|hour: &str| hour < "24")
        .parse_next(input)
}

fn minute_or_second<'a>(input: &mut Input<'a>) -> ModalResult<&'a str> {
    exact_digits(2)
        .verify(|minute_or_second: &str| minute_or_second < "60")
        .parse_next(input)
}

/// `name'…'`, with the name in any case.
fn prefixed<'a>(
    name: &'static str,
    mut inside: impl FnMut(&mut Input<'a>) -> ModalResult<&'a str>,
) -> impl FnMut(&mut Input<'a>) -> ModalResult<String> {
    move |input| {
        identifier
            .verify(|word: &str| word.eq_ignore_ascii_case(name))
            .parse_next(input)?;
        delimited('\'', &mut inside, '\'')
            .map(str::to_owned)
            .parse_next(input)
    }
}

fn duration<'a>(input: &mut Input<'a>) -> ModalResult<&'a str> {
    let part = |unit: char| opt((digits, one_of([unit, unit.to_ascii_lowercase()])));
    let seconds = opt((digits, opt(('.', digits)), one_of(['S', 's'])));
    let time = opt(preceded(
        one_of(['T', 't']),
        (part('H'), part('M'), seconds)
            .take()
            .verify(|time: &str| !time.is_empty()),
    ));
    (sign, one_of(['P', 'p']), part('D'), time)
        .take()
        .verify(ends_in_unit)
        .parse_next(input)
}

/// A duration has at least one part, so it does not end in `P`.
fn ends_in_unit(duration: &str) -> bool {
    !duration.ends_with(['P', 'p'])
}

fn base64<'a>(input: &mut Input<'a>) -> ModalResult<&'a str> {
    (take_while(0.., is_base64url), take_while(0..=2, '='))
        .take()
        .parse_next(input)
}

fn is_base64url(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

fn enum_members(input: &mut Input<'_>) -> ModalResult<Literal> {
    let (type_name, members) =
        (qualified_name, delimited('\'', members, '\'')).parse_next(input)?;
    Ok(Literal::Enum {
        type_name: type_name.to_owned(),
        members: members.to_owned(),
    })
}

fn members<'a>(input: &mut Input<'a>) -> ModalResult<&'a str> {
    repeat::<_, _, (), _, _>(
        1..,
        any.verify(|&c: &char| continues_identifier(c) || c == ',' || c == '-'),
    )
    .take()
    .parse_next(input)
}

#[cfg(test)]
mod tests {
    use super::parse_literal as parse;
    use super::*;

    #[test]
    fn numbers_and_constants_are_distinguished_by_form() {
        check_table([
            ("null", Literal::Null),
            ("true", Literal::Boolean(true)),
            ("False", Literal::Boolean(false)),
            ("0", Literal::Integer(0)),
            ("-7", Literal::Integer(-7)),
            ("9223372036854775807", Literal::Integer(i64::MAX)),
            ("-9223372036854775808", Literal::Integer(i64::MIN)),
            (
                "9223372036854775808",
                Literal::Decimal("9223372036854775808".into()),
            ),
            ("1.5", Literal::Decimal("1.5".into())),
            ("1e10", Literal::Decimal("1e10".into())),
            ("-2.5E-3", Literal::Decimal("-2.5E-3".into())),
            ("INF", Literal::Infinity),
            ("-INF", Literal::NegativeInfinity),
            ("NaN", Literal::NaN),
        ]);
    }

    #[test]
    fn quoted_and_temporal_literals_are_distinguished_by_form() {
        check_table([
            ("''", Literal::String(String::new())),
            ("'let''s'", Literal::String("let's".into())),
            ("''''''", Literal::String("''".into())),
            (
                "'a b;c)(,é\u{1F600}'",
                Literal::String("a b;c)(,é\u{1F600}".into()),
            ),
            ("2020-02-29", Literal::Date("2020-02-29".into())),
            ("-0001-12-31", Literal::Date("-0001-12-31".into())),
            (
                "2020-01-01T00:00Z",
                Literal::DateTimeOffset("2020-01-01T00:00Z".into()),
            ),
            (
                "2020-01-01T23:59:59.123456789012-08:30",
                Literal::DateTimeOffset("2020-01-01T23:59:59.123456789012-08:30".into()),
            ),
            (
                "09:15:00.000000",
                Literal::TimeOfDay("09:15:00.000000".into()),
            ),
            (
                "duration'-P1DT2H3M4.5S'",
                Literal::Duration("-P1DT2H3M4.5S".into()),
            ),
            ("duration'PT0S'", Literal::Duration("PT0S".into())),
            ("binary'AQID-_=='", Literal::Binary("AQID-_==".into())),
            (
                "01234567-89ab-cdef-0123-456789ABCDEF",
                Literal::Guid("01234567-89ab-cdef-0123-456789ABCDEF".into()),
            ),
            (
                "abcdef67-89ab-cdef-0123-456789abcdef",
                Literal::Guid("abcdef67-89ab-cdef-0123-456789abcdef".into()),
            ),
            (
                "ns.risk'low,high'",
                Literal::Enum {
                    type_name: "ns.risk".into(),
                    members: "low,high".into(),
                },
            ),
        ]);
    }

    fn check_table<const N: usize>(table: [(&str, Literal); N]) {
        for (text, expected) in table {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn malformed_literals_are_rejected() {
        let broken = [
            "'",
            "'a",
            "'a'b'",
            "nul",
            "1.",
            ".5",
            "1e",
            "0x1",
            "inf",
            "--1",
            "2020-13-01",
            "2020-02-30",
            "2020-1-1",
            "2020-01-01T24:00:00Z",
            "2020-01-01T00:00:60Z",
            "2020-01-01T00:00:00",
            "2020-01-01T00:00:00.Z",
            "2020-01-01T00:00:00.1234567890123Z",
            "2020-01-01T00:00:00+0200",
            "25:00",
            "duration'P'",
            "duration'PT'",
            "duration'1D'",
            "binary'a b'",
            "ns.risk''",
            "01234567-89ab-cdef-0123-456789abcde",
            "1a",
        ];
        for text in broken {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn keys_are_quoted_or_bare() {
        assert_eq!(parse_key("'it''s'").as_deref(), Some("it's"));
        assert_eq!(parse_key("a-1").as_deref(), Some("a-1"));
        assert_eq!(parse_key("a'"), None);
        assert_eq!(parse_key(""), None);
    }
}
