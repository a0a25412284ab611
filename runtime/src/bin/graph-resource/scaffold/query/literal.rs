//! From a literal of OData to a value of Rust.

use proc_macro2::{Literal as Number, TokenStream};
use quote::quote;

use super::parameters::Parameters;
use super::scope::Operand;
use crate::scaffold::model::{Core, ItemId, Items, Kind, Value, ValueKind};
use crate::scaffold::names;
use crate::scaffold::odata::filter::Literal;
use crate::scaffold::odata::lexer::is_guid;

/// The value to compare an operand with, or why there is none.
pub(super) fn value(
    items: &Items,
    operand: &Operand,
    literal: &Literal,
    parameters: &mut Parameters,
) -> Result<TokenStream, String> {
    match operand {
        Operand::Named(_) | Operand::Json { .. } => untyped(literal, parameters),
        Operand::Count(_) => match literal {
            Literal::Bare(text) => integer(text),
            _ => Err("a count is compared with something other than a number".to_owned()),
        },
        Operand::Field { is_many: true, .. } => {
            Err("a collection is compared with a single value".to_owned())
        }
        Operand::Field { core, .. } => match core {
            Core::Value(value) => primitive(*value, literal, parameters),
            Core::Enum(id, _) => member(items, *id, literal),
            Core::Object(_) => Err("an object is compared with a value".to_owned()),
        },
    }
}

/// The type of the property is unknown, so the literal decides.
fn untyped(literal: &Literal, parameters: &mut Parameters) -> Result<TokenStream, String> {
    match literal {
        Literal::Text(text) => Ok(parameters.string(text)),
        Literal::Boolean(value) => Ok(quote!(#value)),
        Literal::Bare(text) => number(text)
            .map_err(|_| format!("no struct declares a field that is compared with `{text}`")),
        Literal::Null | Literal::Typed(..) => {
            Err("no struct declares a field for a value with a type".to_owned())
        }
    }
}

fn primitive(
    value: Value,
    literal: &Literal,
    parameters: &mut Parameters,
) -> Result<TokenStream, String> {
    match (value.kind, literal) {
        (ValueKind::Text, Literal::Text(text)) => Ok(parameters.string(text)),
        (ValueKind::Boolean, Literal::Boolean(value)) => Ok(quote!(#value)),
        (ValueKind::Integer, Literal::Bare(text)) => integer(text),
        (ValueKind::Float | ValueKind::Decimal, Literal::Bare(text)) => number(text),
        (ValueKind::BareText, Literal::Bare(text)) => Ok(quote!(#text)),
        (ValueKind::DurationText, Literal::Typed(ty, text)) if ty == "duration" => {
            Ok(quote!(#text))
        }
        (ValueKind::Uuid, Literal::Bare(text)) if is_guid(text) => Ok(quote!(uuid::uuid!(#text))),
        (ValueKind::Temporal, Literal::Bare(text)) => temporal(value, text, parameters),
        (ValueKind::Text, Literal::Bare(text)) => Err(format!(
            "the property is a string, and `{text}` has no quotes"
        )),
        (_, Literal::Text(text)) => Err(format!("the property is no string, and '{text}' is one")),
        _ => Err("the property has another type than the value".to_owned()),
    }
}

/// A date or time, which the function parses. Other forms would not be written as they are given.
fn temporal(value: Value, text: &str, parameters: &mut Parameters) -> Result<TokenStream, String> {
    let (date, error) = match value.path.split("::").next() {
        Some("chrono") => ("chrono::NaiveDate", "chrono::ParseError"),
        Some("jiff") => ("jiff::civil::Date", "jiff::Error"),
        _ => return Err("the program makes dates and times at run time".to_owned()),
    };
    let path = match shape(text).as_str() {
        "dddd-dd-dd" => date,
        "dddd-dd-ddTdd:dd:ddZ" | "dd:dd:dd" => value.path,
        _ => return Err(format!("`{text}` would be written in another form")),
    };
    parameters.error = Some(error);
    let path: TokenStream = path.parse().unwrap_or_default();
    Ok(quote!(#text.parse::<#path>()?))
}

/// The text with a `d` for each digit.
fn shape(text: &str) -> String {
    let digits = text.chars().map(|c| match c {
        '0'..='9' => 'd',
        c => c,
    });
    digits.collect()
}

fn member(items: &Items, id: ItemId, literal: &Literal) -> Result<TokenStream, String> {
    let item = items.get(id);
    let Kind::Enum(variants, _) = &item.kind else {
        return Err("the property is not an enum".to_owned());
    };
    let (text, is_qualified) = match literal {
        Literal::Text(text) => (text, false),
        Literal::Typed(_, text) => (text, true),
        _ => return Err("an enum is compared with something other than a member".to_owned()),
    };
    let variant = variants.iter().find(|variant| variant.wire == *text);
    let Some(variant) = variant else {
        return Err(format!("the enum has no member `{text}`"));
    };
    let (item, variant) = (names::ident(&item.name), names::ident(&variant.name));
    Ok(if is_qualified {
        quote!(graph_resource::query::Qualified(#item::#variant))
    } else {
        quote!(#item::#variant)
    })
}

fn integer(text: &str) -> Result<TokenStream, String> {
    let value: i64 = text
        .parse()
        .map_err(|_| format!("`{text}` is not an integer"))?;
    let digits = grouped(&value.unsigned_abs().to_string());
    let suffix = if i32::try_from(value).is_ok() {
        ""
    } else {
        "_i64"
    };
    let sign = if value < 0 { "-" } else { "" };
    parsed(&format!("{sign}{digits}{suffix}"))
}

fn number(text: &str) -> Result<TokenStream, String> {
    if let Ok(integer) = integer(text) {
        return Ok(integer);
    }
    let value: f64 = text
        .parse()
        .map_err(|_| format!("`{text}` is not a number"))?;
    if format!("{value:?}") != text {
        return Err(format!("`{text}` would be written as `{value:?}`"));
    }
    let value = Number::f64_unsuffixed(value);
    Ok(quote!(#value))
}

fn parsed(code: &str) -> Result<TokenStream, String> {
    code.parse()
        .map_err(|_| format!("`{code}` is not a number"))
}

/// `1000000` → `1_000_000`
fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (index, c) in digits.chars().enumerate() {
        if index > 0 && digits.len() > 4 && (digits.len() - index) % 3 == 0 {
            out.push('_');
        }
        out.push(c);
    }
    out
}

/// A number without a sign.
pub(super) fn unsigned(value: u64) -> TokenStream {
    let digits = grouped(&value.to_string());
    digits.parse().unwrap_or_else(|_| quote!(#value))
}
