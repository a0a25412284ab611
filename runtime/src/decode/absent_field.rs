//! The deserializer of a field that is absent, as serde's derive has it: only an `Option` can be read from it, as `None`.

use serde::de::value::Error;
use serde::de::{Deserializer, Error as _, Visitor};
use serde::forward_to_deserialize_any;

/// The deserializer of an absent field.
pub(crate) struct Missing;

impl<'de> Deserializer<'de> for Missing {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("missing"))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_none()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use crate::__private::required;

    #[test]
    fn only_an_option_can_be_absent() {
        type Alias = Option<String>;
        assert!(!required::<Option<u8>>());
        assert!(!required::<Alias>());
        assert!(required::<String>());
        assert!(required::<Vec<u8>>());
    }
}
