//! What a type asks serde for, found by listening: whether it is a struct, and with which fields.

use serde::de::value::Error;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use serde::forward_to_deserialize_any;

/// What a type is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TypeShape {
    /// A struct with these fields.
    Struct(&'static [&'static str]),
    /// An object of any properties, or whatever comes.
    Anything,
    /// A list.
    List,
    /// A single value: text, number, Boolean, enum.
    Value,
}

impl TypeShape {
    /// What `T` asks a deserializer for.
    pub(crate) fn of<T: DeserializeOwned>() -> Self {
        let mut shape = TypeShape::Value;
        // It is given nothing, so it fails; the request that it made is all that is needed.
        let _ = T::deserialize(Probe(&mut shape));
        shape
    }
}

/// Whether the type is a struct with a field of that name, asked for in queries or not, or by an alias.
pub(crate) fn has_field<T: DeserializeOwned>(name: &str) -> bool {
    matches!(TypeShape::of::<T>(), TypeShape::Struct(fields) if fields.contains(&name))
}

macro_rules! record_values {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
            self.record(TypeShape::Value)
        }
    )*};
}

struct Probe<'a>(&'a mut TypeShape);

impl Probe<'_> {
    fn record<T>(self, asks: TypeShape) -> Result<T, Error> {
        *self.0 = asks;
        Err(Error::custom("only listening"))
    }
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        self.record(TypeShape::Anything)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        self.record(TypeShape::Struct(fields))
    }

    fn deserialize_map<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        self.record(TypeShape::Anything)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        self.record(TypeShape::List)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        self.record(TypeShape::List)
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
            self.record(TypeShape::Anything)
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
        self.record(TypeShape::Value)
    }

    forward_to_deserialize_any! { ignored_any }

    record_values! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128 deserialize_u8
        deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64 deserialize_char
        deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf deserialize_unit deserialize_identifier
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: V,
    ) -> Result<V::Value, Error> {
        self.record(TypeShape::Value)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        _: V,
    ) -> Result<V::Value, Error> {
        self.record(TypeShape::List)
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
        assert_eq!(TypeShape::of::<Two>(), TypeShape::Struct(&["one", "value"]));
        assert_eq!(
            TypeShape::of::<Option<Box<Two>>>(),
            TypeShape::Struct(&["one", "value"])
        );
        assert_eq!(TypeShape::of::<serde_json::Value>(), TypeShape::Anything);
        assert_eq!(
            TypeShape::of::<Box<serde_json::value::RawValue>>(),
            TypeShape::Anything
        );
        assert_eq!(
            TypeShape::of::<std::collections::HashMap<String, u8>>(),
            TypeShape::Anything
        );
        assert_eq!(TypeShape::of::<Vec<Two>>(), TypeShape::List);
        assert_eq!(TypeShape::of::<(u8, u8)>(), TypeShape::List);
        assert_eq!(TypeShape::of::<String>(), TypeShape::Value);
        assert_eq!(TypeShape::of::<Option<i64>>(), TypeShape::Value);
    }
}
