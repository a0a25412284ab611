//! The shape of a type: whether it is a struct, and with which fields. It is found by recording what the type requests of
//! a deserializer.

use serde::de::value::Error;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use serde::forward_to_deserialize_any;

use crate::decode::typed_entry::types_entry;

/// The shape that a type is decoded from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TypeShape {
    /// A struct with these fields.
    Struct(&'static [&'static str]),
    /// An object with any properties, or any value at all.
    Anything,
    /// A list.
    List,
    /// A single value: a string, number, Boolean or enum.
    Value,
}

impl TypeShape {
    /// Finds the shape of `T`.
    pub(crate) fn of<T: DeserializeOwned>() -> Self {
        let mut shape = TypeShape::Value;
        // The probe returns an error instead of a value; only the type's request matters.
        let _ = T::deserialize(Probe(&mut shape));
        shape
    }
}

/// Whether the type is a struct that reads a property of this name, as a field or an alias of one, queried or not. The
/// fields of flattened structs do not count.
pub(crate) fn has_field<T: DeserializeOwned>(name: &str) -> bool {
    match TypeShape::of::<T>() {
        TypeShape::Struct(fields) => fields.contains(&name),
        // A struct with a flattened field takes a map. It asks for the types of its own fields, and collects all other
        // entries as they are. A map asks for the same type whatever the name.
        TypeShape::Anything => types_entry::<T>(name) && !types_entry::<T>("\0"),
        TypeShape::List | TypeShape::Value => false,
    }
}

macro_rules! record_values {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
            self.record(TypeShape::Value)
        }
    )*};
}

/// A deserializer that records the first request and returns an error.
struct Probe<'a>(&'a mut TypeShape);

impl Probe<'_> {
    fn record<T>(self, shape: TypeShape) -> Result<T, Error> {
        *self.0 = shape;
        Err(Error::custom("a probe has no value"))
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

    // The shape of the content decides.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        // serde_json's raw value has such a name, and takes any value.
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

    #[derive(Debug, serde::Deserialize)]
    #[allow(dead_code)]
    struct Open<T> {
        error: Option<Two>,
        #[serde(flatten)]
        rest: T,
    }

    #[test]
    fn a_field_is_found_beside_a_flattened_one() {
        use std::collections::HashMap;
        assert!(has_field::<Two>("one") && !has_field::<Two>("error"));
        assert!(has_field::<Open<Two>>("error") && !has_field::<Open<Two>>("other"));
        assert!(has_field::<Option<Open<serde_json::Value>>>("error"));
        assert!(has_field::<Open<HashMap<String, String>>>("error"));
        assert!(!has_field::<HashMap<String, String>>("error"));
        assert!(!has_field::<HashMap<String, Two>>("error"));
        assert!(!has_field::<serde_json::Value>("error"));
        assert!(!has_field::<Vec<Open<Two>>>("error"));
    }

    #[test]
    fn each_type_has_its_shape() {
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
        assert_eq!(
            TypeShape::of::<crate::types::maybe_sent::MaybeSent<Two>>(),
            TypeShape::Struct(&["one", "value"])
        );
        assert_eq!(TypeShape::of::<Vec<Two>>(), TypeShape::List);
        assert_eq!(TypeShape::of::<(u8, u8)>(), TypeShape::List);
        assert_eq!(TypeShape::of::<String>(), TypeShape::Value);
        assert_eq!(TypeShape::of::<Option<i64>>(), TypeShape::Value);
    }
}
