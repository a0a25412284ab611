//! Values that can stand in a query, and how OData writes them.

use std::borrow::Cow;

use crate::query::edm;

/// A value that a property can be compared with.
///
/// Strings, numbers, Booleans and `#[graph_resource]` enums are values, with the features `chrono`, `time`, `jiff` and
/// `uuid` also their dates, times, durations and GUIDs. A newtype of your own says what it is and how it is written:
/// a text as here, a decimal as the kind [`edm::Number`] and [`Literal::bare`], bytes as [`edm::Binary`] and
/// [`Literal::binary`].
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
    message = "`{Self}` is not a value that a query can hold",
    label = "not a value",
    note = "strings, numbers, Booleans, `#[graph_resource]` enums and (by the features `chrono`, `time`, `jiff`, `uuid`) dates and GUIDs are",
    note = "of a struct, take one of its fields: `f.address.city.eq(\"Oslo\")`; of a collection, ask for its items: `f.tags.any(|tag| tag.eq(\"a\"))`",
    note = "a struct or an enum of your own needs `#[graph_resource]` on its definition, beside `#[derive(Deserialize)]`; a type that stands for a single value needs `graph_resource::query::Value`"
)]
pub trait Value {
    /// What it can be compared with: one of the types of [`edm`].
    type Kind;

    /// The value as OData writes it.
    fn literal(&self) -> Literal;
}

/// A value as OData writes it, not yet encoded for a URL. It may be personal data, so `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Literal(pub(crate) String);

impl std::fmt::Debug for Literal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Literal(..)")
    }
}

impl Literal {
    /// An `Edm.String`: in single quotes, with those within doubled.
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

    /// A literal that stands without quotes: a number, a GUID, a date. It is not checked.
    pub fn bare(text: impl Into<String>) -> Self {
        Literal(text.into())
    }

    /// An `Edm.Duration` from its ISO 8601 form: `duration'PT1H'`.
    pub fn duration(iso: &str) -> Self {
        Literal(format!("duration'{iso}'"))
    }

    /// An `Edm.Binary` from its bytes: `binary'…'`, in base64url ([RFC 4648, section 5]).
    ///
    /// [RFC 4648, section 5]: https://www.rfc-editor.org/rfc/rfc4648#section-5
    pub fn binary(bytes: &[u8]) -> Self {
        Literal(format!("binary'{}'", base64url(bytes)))
    }

    /// An enum's member with the name of its type: `microsoft.graph.riskLevel'medium'`.
    pub fn qualified(odata_type: &str, member: &str) -> Self {
        Literal(format!("{odata_type}{}", Literal::text(member).0))
    }

    /// Without the quotes that tell literals apart in an expression: what an option of the service's own takes.
    pub(crate) fn into_plain(self) -> String {
        match self.0.split_once('\'') {
            Some(("" | "duration" | "binary", rest)) => {
                rest.strip_suffix('\'').unwrap_or(rest).replace("''", "'")
            }
            _ => self.0,
        }
    }
}

/// The only base64 here; a dependency for these lines would be larger than they are.
fn base64url(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk
            .iter()
            .fold(0_u32, |group, byte| group << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for i in 0..=chunk.len() {
            out.push(char::from(ALPHABET[(group >> (18 - 6 * i) & 63) as usize]));
        }
        for _ in chunk.len()..3 {
            out.push('=');
        }
    }
    out
}

macro_rules! texts {
    ($($ty:ty)*) => {$(
        impl Value for $ty {
            type Kind = edm::Text;

            fn literal(&self) -> Literal {
                Literal::text(self)
            }
        }
    )*};
}

macro_rules! displayed {
    ($kind:ident: $($ty:ty)*) => {$(
        impl Value for $ty {
            type Kind = edm::$kind;

            fn literal(&self) -> Literal {
                Literal(self.to_string())
            }
        }
    )*};
}

/// Rust prints a float in full, never with an exponent, and so that it reads back as the same; OData spells the
/// infinities its own way.
macro_rules! floats {
    ($($ty:ty)*) => {$(
        impl Value for $ty {
            type Kind = edm::Number;

            fn literal(&self) -> Literal {
                Literal(match *self {
                    <$ty>::INFINITY => "INF".to_owned(),
                    <$ty>::NEG_INFINITY => "-INF".to_owned(),
                    number => number.to_string(),
                })
            }
        }
    )*};
}

texts!(str String);
displayed!(Number: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
displayed!(Boolean: bool);
floats!(f32 f64);

impl<V: Value + ?Sized> Value for &V {
    type Kind = V::Kind;

    fn literal(&self) -> Literal {
        (**self).literal()
    }
}

impl<V: Value + ?Sized> Value for Box<V> {
    type Kind = V::Kind;

    fn literal(&self) -> Literal {
        (**self).literal()
    }
}

impl<V: Value + ?Sized> Value for std::sync::Arc<V> {
    type Kind = V::Kind;

    fn literal(&self) -> Literal {
        (**self).literal()
    }
}

impl<V: Value + ToOwned + ?Sized> Value for Cow<'_, V> {
    type Kind = V::Kind;

    fn literal(&self) -> Literal {
        (**self).literal()
    }
}

/// A `#[graph_resource]` enum.
pub trait Enumeration: Value<Kind = edm::Enum<Self>> + Sized {
    /// The qualified name of the OData type: `microsoft.graph.riskLevel`.
    const ODATA_TYPE: &'static str;

    /// The member's name on the wire.
    fn member(&self) -> &str;
}

/// An enum's member that is written with the name of its type, as some services want it:
/// `riskLevel eq microsoft.graph.riskLevel'medium'`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Qualified<E>(pub E);

impl<E: Enumeration> Value for Qualified<E> {
    type Kind = edm::Enum<E>;

    fn literal(&self) -> Literal {
        Literal::qualified(E::ODATA_TYPE, self.0.member())
    }
}

/// The type of a property that can be compared: a [`Value`], or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "a property of the type `{Self}` is no value, which could be compared or sorted by",
    label = "not a single value",
    note = "of a struct, take one of its fields: `f.address.city.eq(\"Oslo\")`, `f.start.date_time.asc()`; of a collection, ask for its items: `f.tags.any(|tag| tag.eq(\"a\"))`",
    note = "a struct or an enum of your own needs `#[graph_resource]` on its definition, beside `#[derive(Deserialize)]`; a type that stands for a single value needs `graph_resource::query::Value`",
    note = "dates, times and GUIDs of other crates are values by the features `chrono`, `time`, `jiff` and `uuid` of `graph-resource`"
)]
pub trait Typed {
    /// What it can be compared with.
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

    fn text(value: impl Value) -> String {
        value.literal().0
    }

    #[test]
    fn quotes_are_doubled() {
        assert_eq!(text("let's"), "'let''s'");
        assert_eq!(text("''"), "''''''");
        assert_eq!(text(String::new()), "''");
    }

    #[test]
    fn an_option_of_the_services_own_has_no_quotes() {
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
    fn numbers_are_exact() {
        assert_eq!(text(i64::MIN), "-9223372036854775808");
        assert_eq!(text(u64::MAX), "18446744073709551615");
        assert_eq!(text(1e21), "1000000000000000000000");
        assert_eq!(text(0.1_f32), "0.1");
        assert_eq!(text(5e-7), "0.0000005");
        assert_eq!(text(-0.0), "-0");
        assert_eq!(text(f64::INFINITY), "INF");
        assert_eq!(text(f32::NEG_INFINITY), "-INF");
        assert_eq!(text(f64::NAN), "NaN");
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
            assert_eq!(base64url(bytes.as_bytes()), expected);
        }
        assert_eq!(Literal::binary(&[0xfb, 0xff]).0, "binary'-_8='");
    }
}
