//! Dates, times, durations and GUIDs of other crates as values, each with the feature of the crate's name.
//!
//! They are formatted here because the crates' own formats differ, and OData does not accept all of them.

/// Makes types into values of an OData type, with the expression that writes their literal.
///
/// The types are also keys, as in `report(date=<date>)`.
macro_rules! values {
    ($($ty:ty: $kind:ident = |$this:ident| $literal:expr;)*) => {$(
        impl $crate::query::literal::Value for $ty {
            type Kind = $crate::query::edm::$kind;

            fn literal(&self) -> $crate::query::literal::Literal {
                let $this = self;
                $literal
            }
        }


        impl $crate::query::primitive::Primitive for $ty {
            const EDM_TYPE: &'static str = concat!("Edm.", stringify!($kind));
        }

        impl $crate::address::key::Key for $ty {
            fn key(&self) -> ::std::borrow::Cow<'_, str> {
                ::std::borrow::Cow::Owned($crate::query::literal::Value::literal(self).into_plain())
            }
        }
    )*};
}

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
pub(crate) mod calendar;
#[cfg(feature = "chrono")]
pub(crate) mod chrono;
pub(crate) mod duration;
#[cfg(feature = "jiff")]
pub(crate) mod jiff;
#[cfg(feature = "time")]
pub(crate) mod time;
#[cfg(feature = "uuid")]
pub(crate) mod uuid;
