//! Reads `Edm.Double` and `Edm.Single`, whose special values are strings in JSON.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde_json::Number;

use crate::types::edm_field::{EdmField, Extended};

/// A floating-point type.
trait Float: Sized {
    const NAN: Self;
    const INFINITY: Self;
    const NEG_INFINITY: Self;

    fn from_f64(number: f64) -> Self;
}

macro_rules! floats {
    ($($ty:ident)*) => {$(
        impl Float for $ty {
            const NAN: Self = $ty::NAN;
            const INFINITY: Self = $ty::INFINITY;
            const NEG_INFINITY: Self = $ty::NEG_INFINITY;

            fn from_f64(number: f64) -> Self {
                number as $ty
            }
        }

        impl EdmField<Extended> for $ty {
            fn read_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(FloatVisitor(PhantomData))
            }
        }
    )*};
}

floats!(f32 f64);

struct FloatVisitor<F>(PhantomData<F>);

impl<'de, F: Float> Visitor<'de> for FloatVisitor<F> {
    type Value = F;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, `NaN`, `INF` or `-INF`")
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<F, E> {
        Ok(F::from_f64(number))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<F, E> {
        Ok(F::from_f64(number as f64))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<F, E> {
        Ok(F::from_f64(number as f64))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<F, E> {
        match text {
            "NaN" => Ok(F::NAN),
            "INF" => Ok(F::INFINITY),
            "-INF" => Ok(F::NEG_INFINITY),
            _ => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
    }

    /// Reads a number in serde_json's feature `arbitrary_precision`, which another crate may enable.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<F, A::Error> {
        let number = Number::deserialize(MapAccessDeserializer::new(map));
        let number = number.ok().and_then(|number| number.as_f64());
        number
            .map(F::from_f64)
            .ok_or_else(|| A::Error::invalid_type(Unexpected::Map, &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::edm_field::deserialize;

    fn read<T: EdmField<Extended>>(json: &str) -> Result<T, serde_json::Error> {
        deserialize(&mut serde_json::Deserializer::from_str(json))
    }

    #[test]
    fn numbers_and_special_values_are_read() {
        for (json, expected) in [
            ("1.5", 1.5),
            ("-2", -2.0),
            ("18446744073709551615", u64::MAX as f64),
            ("1e300", 1e300),
            (r#""INF""#, f64::INFINITY),
            (r#""-INF""#, f64::NEG_INFINITY),
        ] {
            assert_eq!(read::<f64>(json).unwrap(), expected, "{json}");
        }
        assert!(read::<f64>(r#""NaN""#).unwrap().is_nan());
        assert_eq!(read::<f32>("0.1").unwrap(), 0.1);
        assert_eq!(read::<f32>(r#""-INF""#).unwrap(), f32::NEG_INFINITY);
        assert!(read::<f32>(r#""NaN""#).unwrap().is_nan());
    }

    #[test]
    fn other_strings_and_types_are_errors() {
        for json in [
            r#""1.5""#,
            r#""nan""#,
            r#""""#,
            "true",
            "null",
            "[]",
            "{}",
            r#"{"a":1}"#,
        ] {
            let error = read::<f64>(json).unwrap_err().to_string();
            assert!(error.contains("expected a number, `NaN`"), "{error}");
        }
    }
}
