//! The values of queries, and how OData writes them.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE;

use crate::query::edm;
use crate::query::type_info::OwnType;

/// A value that a property can be compared with.
///
/// Strings, numbers, Booleans, bytes (`Vec<u8>`), `std::time::Duration` and `#[graph_resource]` enums are values. With the features
/// `chrono`, `time`, `jiff` and `uuid`, so are the dates, times, durations and GUIDs of these crates. A date and time
/// without an offset, such as `NaiveDateTime`, has the kind [`edm::Text`], because Graph declares it as a string.
///
/// Implement the trait for a newtype of your own. Use [`Literal::text`] with the kind [`edm::Text`] for a string,
/// [`Literal::bare`] with [`edm::Number`] for a decimal, and [`Literal::binary`] with [`edm::Binary`] for bytes:
///
/// ```
/// use graph_resource::query::{Literal, Value, edm};
///
/// struct EmployeeNumber(String);
///
/// impl Value for EmployeeNumber {
///     type Kind = edm::Text;
///     fn literal(&self) -> Literal {
///         Literal::text(&self.0)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value for queries",
    label = "not a value",
    note = "for a struct, use one of its fields: `f.address.city.eq(\"Oslo\")`; for a collection, test its items: `f.tags.any(|tag| tag.eq(\"a\"))`; for a type of your own, implement `graph_resource::query::Value`, or put `#[graph_resource]` on it if it is an enum; dates, times and GUIDs need the features `chrono`, `time`, `jiff` or `uuid`"
)]
pub trait Value {
    /// The kind of the value, one of the types in [`edm`]. Values and properties of the same kind can be compared.
    type Kind;

    /// Returns the value as OData writes it.
    fn literal(&self) -> Literal;
}

/// A value as OData writes it, not yet encoded for a URL.
///
/// It may be personal data, so `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Literal(pub(crate) String);

impl fmt::Debug for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Literal(..)")
    }
}

impl Literal {
    /// Writes an `Edm.String`: in single quotes, with quotes inside doubled.
    pub fn text(text: &str) -> Self {
        let mut out = String::with_capacity(text.len() + 2);
        out.push('\'');
        for (i, part) in text.split('\'').enumerate() {
            if i > 0 {
                out.push_str("''");
            }
            out.push_str(part);
        }
        out.push('\'');
        Literal(out)
    }

    /// Writes a literal without quotes, such as a number, a GUID or a date. The text is not checked.
    ///
    /// ```
    /// use graph_resource::query::{Literal, Value, edm};
    ///
    /// struct Price {
    ///     cents: u64,
    /// }
    ///
    /// impl Value for Price {
    ///     type Kind = edm::Number;
    ///     fn literal(&self) -> Literal {
    ///         Literal::bare(format!("{}.{:02}", self.cents / 100, self.cents % 100))
    ///     }
    /// }
    /// ```
    pub fn bare(text: impl Into<String>) -> Self {
        Literal(text.into())
    }

    /// Writes an `Edm.Duration` from its ISO 8601 form `PT1H`: `duration'PT1H'`.
    ///
    /// OData has days, hours, minutes and seconds, but no years, months and weeks. A request with anything else fails before
    /// anything is sent.
    pub fn duration(iso: &str) -> Self {
        Literal(format!("duration'{iso}'"))
    }

    /// Writes an `Edm.Binary`: `binary'…'`, in base64url with padding ([RFC 4648, section 5]).
    ///
    /// [RFC 4648, section 5]: https://www.rfc-editor.org/rfc/rfc4648#section-5
    pub fn binary(bytes: &[u8]) -> Self {
        Literal(format!("binary'{}'", URL_SAFE.encode(bytes)))
    }

    /// Writes a member of an enumeration with the name of its type: `microsoft.graph.riskLevel'medium'`.
    ///
    /// For the members of an enum, use [`Qualified`].
    pub fn qualified(odata_type: &str, member: &str) -> Self {
        Literal(format!("{odata_type}{}", Literal::text(member).0))
    }

    /// Removes the quotes that mark the type of a literal. Custom query options and keys take values without them.
    pub(crate) fn into_plain(self) -> String {
        match self.0.split_once('\'') {
            Some(("" | "duration" | "binary", rest)) => {
                rest.strip_suffix('\'').unwrap_or(rest).replace("''", "'")
            }
            _ => self.0,
        }
    }
}

macro_rules! string_values {
    ($($ty:ty)*) => {$(
        impl Value for $ty {
            type Kind = edm::Text;

            fn literal(&self) -> Literal {
                Literal::text(self)
            }
        }
    )*};
}

macro_rules! display_values {
    ($kind:ident: $($ty:ty)*) => {$(
        impl Value for $ty {
            type Kind = edm::$kind;

            fn literal(&self) -> Literal {
                Literal(self.to_string())
            }
        }
    )*};
}

/// Rust prints floats without an exponent and so that they parse back to the same value. The infinities differ from
/// OData's notation, and a whole number lacks the point that makes it a floating-point literal.
macro_rules! float_values {
    ($($ty:ty)*) => {$(
        impl Value for $ty {
            type Kind = edm::Number;

            fn literal(&self) -> Literal {
                Literal(match *self {
                    <$ty>::INFINITY => "INF".to_owned(),
                    <$ty>::NEG_INFINITY => "-INF".to_owned(),
                    number if number.fract() == 0.0 => format!("{number}.0"),
                    number => number.to_string(),
                })
            }
        }
    )*};
}

macro_rules! pointer_values {
    ($($ty:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<V: Value + ?Sized> Value for $ty {
            type Kind = V::Kind;

            fn literal(&self) -> Literal {
                (**self).literal()
            }
        }
    )*};
}

string_values!(str String);
display_values!(Number: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
display_values!(Boolean: bool);
float_values!(f32 f64);
pointer_values!(&V Box<V> Arc<V>);

macro_rules! binary_values {
    ($([$($generics:tt)*] $ty:ty)*) => {$(
        impl<$($generics)*> Value for $ty {
            type Kind = edm::Binary;

            fn literal(&self) -> Literal {
                Literal::binary(self)
            }
        }
    )*};
}

binary_values!([] Vec<u8> [] [u8] [const N: usize] [u8; N]);

impl<V: Value + ToOwned + ?Sized> Value for Cow<'_, V> {
    type Kind = V::Kind;

    fn literal(&self) -> Literal {
        (**self).literal()
    }
}

/// An enum of plain members with `#[graph_resource]`. The attribute implements this trait.
///
/// If a value of the service has several members (`"read,write"`), the enum's variant for unknown members holds all of them
/// as one string. Declare the field as [`Flags`](crate::types::Flags) of the enum to tell them apart.
pub trait Enumeration: Value<Kind = edm::Enum<Self>> + Sized {
    /// The qualified name of the OData type: `microsoft.graph.riskLevel`.
    const ODATA_TYPE: &'static str;

    /// Whether the schema knows that type, at compile time.
    #[doc(hidden)]
    const OWN_TYPE: OwnType = OwnType::NotLookedUp;

    /// The known members, if only the properties with the enum tell its type.
    #[doc(hidden)]
    const MEMBERS: &'static [&'static str] = &[];

    /// Returns the name of the member, as Graph writes it.
    fn member(&self) -> &str;
}

/// An enum member, or [`Flags`](crate::types::Flags) of an enum, written with the name of its type.
///
/// Some services only accept this form: `riskLevel eq microsoft.graph.riskLevel'medium'`.
///
/// ```
/// # use graph_resource::{graph_resource, query::Qualified};
/// # #[graph_resource] #[derive(Debug, serde::Deserialize)] #[serde(rename_all = "camelCase")]
/// # enum RiskLevel { Low, Medium, #[serde(untagged)] Unknown(String) }
/// # #[graph_resource(path = "/users/<userId>")] #[derive(serde::Deserialize)] #[serde(rename_all = "camelCase")]
/// # struct User { id: String, risk_level: Option<RiskLevel> }
/// let filter = User::FIELDS.risk_level.eq(Qualified(RiskLevel::Medium));
/// assert_eq!(filter.to_string(), "riskLevel eq microsoft.graph.riskLevel'medium'");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Qualified<E>(pub E);

impl<E: Enumeration> Value for Qualified<E> {
    type Kind = edm::Enum<E>;

    fn literal(&self) -> Literal {
        Literal::qualified(E::ODATA_TYPE, self.0.member())
    }
}

/// A type of properties that can be compared: a [`Value`], or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be compared or sorted by",
    label = "not a single value",
    note = "for a struct, use one of its fields: `f.address.city.eq(\"Oslo\")`; for a collection, test its items: `f.tags.any(|tag| tag.eq(\"a\"))`; for a type of your own, implement `graph_resource::query::Value`, or put `#[graph_resource]` on it if it is an enum; dates, times and GUIDs need the features `chrono`, `time`, `jiff` or `uuid`"
)]
pub trait Typed {
    /// The kind of the property, one of the types in [`edm`].
    type Kind;
}

impl<V: Value> Typed for V {
    type Kind = V::Kind;
}

#[diagnostic::do_not_recommend]
impl<T: Typed> Typed for Option<T> {
    type Kind = T::Kind;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn odata(value: impl Value) -> String {
        value.literal().0
    }

    #[test]
    fn quotes_in_strings_are_doubled() {
        assert_eq!(odata("let's"), "'let''s'");
        assert_eq!(odata("''"), "''''''");
        assert_eq!(odata(String::new()), "''");
    }

    #[test]
    fn a_plain_literal_has_no_quotes() {
        for plain in ["", "'", "let's", "''", "'a' eq 'b'", "duration'P1D'"] {
            assert_eq!(plain.literal().into_plain(), plain);
        }
        assert_eq!(Literal::duration("PT1H").into_plain(), "PT1H");
        assert_eq!(
            Literal::qualified("microsoft.graph.x", "a").into_plain(),
            "microsoft.graph.x'a'"
        );
        assert_eq!(12.literal().into_plain(), "12");
    }

    #[test]
    fn numbers_are_written_exactly() {
        assert_eq!(odata(i64::MIN), "-9223372036854775808");
        assert_eq!(odata(u64::MAX), "18446744073709551615");
        assert_eq!(odata(1e21), "1000000000000000000000.0");
        assert_eq!(odata(2.0), "2.0");
        assert_eq!(odata(-3.0_f32), "-3.0");
        assert_eq!(odata(0.1_f32), "0.1");
        assert_eq!(odata(5e-7), "0.0000005");
        assert_eq!(odata(-0.0), "-0.0");
        assert_eq!(odata(f64::INFINITY), "INF");
        assert_eq!(odata(f32::NEG_INFINITY), "-INF");
        assert_eq!(odata(f64::NAN), "NaN");
    }

    #[test]
    fn bytes_are_one_value() {
        for literal in [
            vec![0xfb_u8, 0xff].literal(),
            [0xfb_u8, 0xff].literal(),
            [0xfb_u8, 0xff][..].literal(),
        ] {
            assert_eq!(literal.0, "binary'-_8='");
        }
    }

    #[test]
    fn binary_is_base64url() {
        for (bytes, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            let literal = Literal::binary(bytes.as_bytes());
            assert_eq!(literal.0, format!("binary'{expected}'"));
        }
        assert_eq!(Literal::binary(&[0xfb, 0xff]).0, "binary'-_8='");
    }
}
