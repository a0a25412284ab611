//! The primitive types of OData, as `#[graph(type = "Edm.Guid")]` names them.
//!
//! They have names for functions over the fields of any type; the attribute writes them.

use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::query::edm;
use crate::query::literal::{Literal, Value};
use crate::query::literal_text;

/// A primitive type of OData. The types of this module implement it; there is nothing else to implement.
pub trait EdmType: 'static {
    /// The kind of the type's values, one of the types in [`edm`].
    type Kind;

    /// Why a string is not a value of this type.
    #[doc(hidden)]
    const INVALID: &'static str;

    /// Returns the literal of a value that the program has as a string, or `None` if it is not one.
    #[doc(hidden)]
    fn literal_of(text: &str) -> Option<Literal>;
}

macro_rules! edm_types {
    ($($name:ident $edm:literal: $kind:ident, $expected:literal = $literal_of:expr;)*) => {$(
        #[doc = concat!("`Edm.", $edm, "`")]
        #[derive(Debug, Clone, Copy)]
        pub enum $name {}

        impl EdmType for $name {
            type Kind = edm::$kind;

            const INVALID: &'static str = concat!(
                "a string that is compared with a property of the type `Edm.", $edm,
                "` must be ", $expected
            );

            fn literal_of(text: &str) -> Option<Literal> {
                $literal_of(text)
            }
        }
    )*};
}

edm_types! {
    EdmString "String": Text, "a string" = |text: &str| Some(Literal::text(text));
    EdmBoolean "Boolean": Boolean, "`true` or `false`" = parsed::<bool>;
    EdmSByte "SByte": Number, "an integer from -128 to 127" = parsed::<i8>;
    EdmByte "Byte": Number, "an integer from 0 to 255" = parsed::<u8>;
    EdmInt16 "Int16": Number, "an integer of 16 bits" = parsed::<i16>;
    EdmInt32 "Int32": Number, "an integer of 32 bits" = parsed::<i32>;
    EdmInt64 "Int64": Number, "an integer of 64 bits" = parsed::<i64>;
    EdmSingle "Single": Number, "a number, `INF`, `-INF`, or `NaN`" = parsed::<f32>;
    EdmDouble "Double": Number, "a number, `INF`, `-INF`, or `NaN`" = parsed::<f64>;
    EdmDecimal "Decimal": Number, "a decimal number such as `12.50`" = |text| bare(text, literal_text::is_decimal);
    EdmGuid "Guid": Guid, "a GUID such as `2f6b1a3e-0000-4000-8000-00805f9b34fb`" = |text| bare(text, literal_text::is_guid);
    EdmDateTimeOffset "DateTimeOffset": DateTimeOffset, "a date and time with an offset, such as `2024-02-29T09:15:00Z`, or a date" =
        |text| bare(text, is_date_time_or_date);
    EdmDate "Date": Date, "a date such as `2024-02-29`" = |text| bare(text, literal_text::is_date);
    EdmTimeOfDay "TimeOfDay": TimeOfDay, "a time such as `09:15:00`" = |text| bare(text, literal_text::is_time);
    EdmDuration "Duration": Duration, "a duration in days, hours, minutes, and seconds, such as `P1DT2H`" = duration;
    EdmBinary "Binary": Binary, "binary data in base64" = binary;
}

/// Writes a value as its Rust type does.
fn parsed<V: Value + std::str::FromStr>(text: &str) -> Option<Literal> {
    let value: V = text.parse().ok()?;
    Some(value.literal())
}

fn bare(text: &str, is_valid: fn(&str) -> bool) -> Option<Literal> {
    if is_valid(text) {
        Some(Literal::bare(text))
    } else {
        None
    }
}

/// OData compares a date as the moment at which it begins in UTC.
fn is_date_time_or_date(text: &str) -> bool {
    literal_text::is_date_time(text) || literal_text::is_date(text)
}

fn duration(text: &str) -> Option<Literal> {
    if literal_text::is_duration(text) {
        Some(Literal::duration(text))
    } else {
        None
    }
}

/// Accepts both alphabets, with and without padding: the service sends the standard one, OData prescribes the other.
fn binary(text: &str) -> Option<Literal> {
    let any_padding =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    for alphabet in [STANDARD, URL_SAFE] {
        if let Ok(bytes) = GeneralPurpose::new(&alphabet, any_padding).decode(text) {
            return Some(Literal::binary(&bytes));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal<M: EdmType>(text: &str) -> Option<String> {
        M::literal_of(text).map(|literal| literal.0)
    }

    #[test]
    fn a_string_is_written_as_its_declared_type() {
        assert_eq!(literal::<EdmString>("a'b").unwrap(), "'a''b'");
        assert_eq!(literal::<EdmBoolean>("true").unwrap(), "true");
        assert_eq!(literal::<EdmInt32>("-12").unwrap(), "-12");
        assert_eq!(
            literal::<EdmInt64>("+9007199254740993").unwrap(),
            "9007199254740993"
        );
        assert_eq!(literal::<EdmDouble>("1e3").unwrap(), "1000.0");
        assert_eq!(literal::<EdmDouble>("-INF").unwrap(), "-INF");
        assert_eq!(literal::<EdmDecimal>("12.50").unwrap(), "12.50");
        assert_eq!(literal::<EdmDate>("2024-02-29").unwrap(), "2024-02-29");
        assert_eq!(
            literal::<EdmTimeOfDay>("09:15:00.25").unwrap(),
            "09:15:00.25"
        );
        assert_eq!(
            literal::<EdmDuration>("P1DT2H").unwrap(),
            "duration'P1DT2H'"
        );
        for text in ["+/8=", "+/8", "-_8=", "-_8"] {
            assert_eq!(
                literal::<EdmBinary>(text).unwrap(),
                "binary'-_8='",
                "{text}"
            );
        }
    }

    #[test]
    fn a_string_of_another_type_is_not_written() {
        assert_eq!(literal::<EdmBoolean>("True"), None);
        assert_eq!(literal::<EdmByte>("256"), None);
        assert_eq!(literal::<EdmInt32>("1 or 1 eq 1"), None);
        assert_eq!(literal::<EdmDouble>("1 or true"), None);
        assert_eq!(literal::<EdmDuration>("P1D' or '1' eq '1"), None);
        assert_eq!(literal::<EdmBinary>("a'"), None);
    }
}
