//! Numbers that Graph may write as strings, or that lose digits as a JSON number.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::query::edm;
use crate::query::literal::{Literal, Value};
use crate::query::primitive::Primitive;

/// An `Edm.Int64`, which may arrive as a JSON number or as a string. It is serialized as a number.
///
/// Services write it as a string if a request asks for IEEE 754 compatibility ([OData JSON Format 4.01, section 3.2]).
///
/// ```
/// use graph_resource::types::Int64;
///
/// let size: Int64 = serde_json::from_str(r#""9223372036854775807""#)?;
/// assert_eq!(size.0, i64::MAX);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// [OData JSON Format 4.01, section 3.2]: https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Int64(pub i64);

impl<'de> Deserialize<'de> for Int64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Int64Visitor).map(Int64)
    }
}

impl Serialize for Int64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl fmt::Display for Int64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<i64> for Int64 {
    fn from(number: i64) -> Self {
        Int64(number)
    }
}

impl From<Int64> for i64 {
    fn from(number: Int64) -> Self {
        number.0
    }
}

struct Int64Visitor;

impl Visitor<'_> for Int64Visitor {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a 64-bit integer, as a number or a string")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<i64, E> {
        Ok(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<i64, E> {
        number
            .try_into()
            .map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<i64, E> {
        text.parse()
            .map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}

impl Value for Int64 {
    type Kind = edm::Number;

    fn literal(&self) -> Literal {
        self.0.literal()
    }
}

impl Primitive for Int64 {
    const EDM_TYPE: &'static str = "Edm.Int64";
}

/// An `Edm.Decimal` with exactly the digits that the service sent, as a JSON number or as a string.
///
/// Two values are equal only if they have the same digits: `1.0` and `1.00` are not. To calculate or compare, parse
/// [`as_str`](Self::as_str) with the decimal crate of your choice:
///
/// ```
/// use graph_resource::types::Decimal;
///
/// let price: Decimal = serde_json::from_str("12.340")?;
/// assert_eq!(price.as_str(), "12.340");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// It is serialized as a string, which keeps the digits in every format.
///
/// Reading one fails in a struct with `#[serde(flatten)]` and in an enum with serde's `tag` or `untagged`: there serde
/// buffers values, and has dropped the exact digits by the time this type is read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decimal(String);

impl Decimal {
    /// Returns the number as the service wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The error of parsing a string that is not a [`Decimal`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ParseDecimalError;

impl fmt::Display for ParseDecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a decimal number, such as `-12.340`")
    }
}

impl std::error::Error for ParseDecimalError {}

impl AsRef<str> for Decimal {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    fn from_str(text: &str) -> Result<Self, ParseDecimalError> {
        if is_decimal(text) {
            Ok(Decimal(text.to_owned()))
        } else {
            Err(ParseDecimalError)
        }
    }
}

/// Whether `text` matches the rule `decimalValue` of [OData's grammar], which includes JSON's numbers.
///
/// [OData's grammar]: https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/odata-abnf-construction-rules.txt
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    is_digits(without_sign(whole)) && is_digits(fraction) && is_digits(without_sign(exponent))
}

fn without_sign(text: &str) -> &str {
    text.strip_prefix(['+', '-']).unwrap_or(text)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let digits = raw.get().trim_matches('"');
        digits.parse().map_err(|ParseDecimalError| {
            D::Error::invalid_value(
                Unexpected::Other("value"),
                &"a decimal number, such as `-12.340`",
            )
        })
    }
}

impl Value for Decimal {
    type Kind = edm::Number;

    fn literal(&self) -> Literal {
        Literal::bare(self.0.as_str())
    }
}

impl Primitive for Decimal {
    const EDM_TYPE: &'static str = "Edm.Decimal";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_int64_is_read_from_a_number_or_a_string() {
        for json in ["9223372036854775807", "\"9223372036854775807\""] {
            assert_eq!(
                serde_json::from_str::<Int64>(json).unwrap(),
                Int64(i64::MAX)
            );
        }
        for json in ["1.5", "\"one\"", "9223372036854775808", "null"] {
            assert!(serde_json::from_str::<Int64>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn a_decimal_keeps_every_digit() {
        for (json, text) in [
            ("0.10", "0.10"),
            (
                "123456789012345678901234567890.5",
                "123456789012345678901234567890.5",
            ),
            ("\"-7.000\"", "-7.000"),
            ("1e3", "1e3"),
            ("-1.5E+400", "-1.5E+400"),
            ("\"+007\"", "+007"),
        ] {
            let read: Decimal = serde_json::from_str(json).unwrap();
            assert_eq!((read.as_str(), read.literal().0.as_str()), (text, text));
        }
        for json in [
            "\"NaN\"",
            "\"one\"",
            "true",
            "\"1' or\"",
            "\"1.\"",
            "\".5\"",
            "\"1e\"",
            "\"\"",
            "\"--1\"",
        ] {
            assert!(serde_json::from_str::<Decimal>(json).is_err(), "{json}");
        }
    }
}
