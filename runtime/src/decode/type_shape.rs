//! What a type asks serde for, found by listening: whether it is a struct, and with which fields.

use serde::de::value::Error;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use serde::forward_to_deserialize_any;

/// What a type is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asks {
    /// A struct with these fields.
    Struct(&'static [&'static str]),
    /// An object of any properties, or whatever comes.
    Anything,
    /// A list.
    List,
    /// A single value: text, number, Boolean, enum.
    Value,
}

/// Asks the type.
pub(crate) fn asks<T: DeserializeOwned>() -> Asks {
    let mut asks = Asks::Value;
    // It is given nothing, so it cannot be read; what it asked for is all that is wanted.
    let _ = T::deserialize(Listening(&mut asks));
    asks
}

/// Whether the type is a struct with a field of that name, asked for in queries or not, or by an alias.
pub(crate) fn has_field<T: DeserializeOwned>(name: &str) -> bool {
    matches!(asks::<T>(), Asks::Struct(fields) if fields.contains(&name))
}

macro_rules! listen_to_values {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
            self.hear(Asks::Value)
        }
    )*};
}

struct Listening<'a>(&'a mut Asks);

impl Listening<'_> {
    fn hear<T>(self, asks: Asks) -> Result<T, Error> {
        *self.0 = asks;
        Err(Error::custom("only listening"))
    }
}

impl<'de> Deserializer<'de> for Listening<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        self.hear(Asks::Anything)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        self.hear(Asks::Struct(fields))
    }

    fn deserialize_map<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        self.hear(Asks::Anything)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        self.hear(Asks::List)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        self.hear(Asks::List)
    }

    // Seen through: what is within decides.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        // serde_json's raw value asks in this way, and takes whatever comes.
        if name.starts_with('$') {
            self.hear(Asks::Anything)
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        self.hear(Asks::Value)
    }

    forward_to_deserialize_any! { ignored_any }

    listen_to_values! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128 deserialize_u8
        deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64 deserialize_char
        deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf deserialize_unit deserialize_identifier
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: V,
    ) -> Result<V::Value, Error> {
        self.hear(Asks::Value)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        _: V,
    ) -> Result<V::Value, Error> {
        self.hear(Asks::List)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[allow(dead_code)]
    struct Two {
        one: u8,
        value: u8,
    }

    #[test]
    fn types_say_what_they_are() {
        assert_eq!(asks::<Two>(), Asks::Struct(&["one", "value"]));
        assert_eq!(asks::<Option<Box<Two>>>(), Asks::Struct(&["one", "value"]));
        assert_eq!(asks::<serde_json::Value>(), Asks::Anything);
        assert_eq!(asks::<Box<serde_json::value::RawValue>>(), Asks::Anything);
        assert_eq!(
            asks::<std::collections::HashMap<String, u8>>(),
            Asks::Anything
        );
        assert_eq!(asks::<Vec<Two>>(), Asks::List);
        assert_eq!(asks::<(u8, u8)>(), Asks::List);
        assert_eq!(asks::<String>(), Asks::Value);
        assert_eq!(asks::<Option<i64>>(), Asks::Value);
    }
}
