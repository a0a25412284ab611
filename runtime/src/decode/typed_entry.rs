//! Whether a type that takes a map asks for a certain type for one of its entries. It is found by recording what the type
//! requests of a deserializer.

use serde::de::value::Error;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

/// Whether `T` asks for a certain type for the entry `name`.
pub(super) fn types_entry<T: DeserializeOwned>(name: &str) -> bool {
    let mut is_typed = false;
    // The probe returns an error instead of a value; only the type's request matters.
    let _ = T::deserialize(Probe {
        key: Some(Key::Named(name)),
        is_typed: &mut is_typed,
    });
    is_typed
}

/// Whether `T` reads the names of entries as identifiers, as a struct with a flattened field does. A map reads them as
/// values.
pub(super) fn names_entries<T: DeserializeOwned>() -> bool {
    let mut is_named = false;
    let _ = T::deserialize(Probe {
        key: Some(Key::Unknown(&mut is_named)),
        is_typed: &mut false,
    });
    is_named
}

/// A map with one entry, if it has not been read yet.
struct Probe<'a> {
    key: Option<Key<'a>>,
    is_typed: &'a mut bool,
}

/// The name of the entry.
enum Key<'a> {
    Named(&'a str),
    /// Records whether it is requested as an identifier, and is an error.
    Unknown(&'a mut bool),
}

impl<'de> Deserializer<'de> for Key<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Key::Named(name) => visitor.visit_str(name),
            Key::Unknown(_) => Err(no_value()),
        }
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Key::Named(name) => visitor.visit_str(name),
            Key::Unknown(is_named) => {
                *is_named = true;
                Err(no_value())
            }
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum ignored_any
    }
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(no_value())
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(self)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct struct enum identifier ignored_any
    }
}

impl<'de> MapAccess<'de> for Probe<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some(key) = self.key.take() else {
            return Ok(None);
        };
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(Entry(self.is_typed))
    }
}

/// The value of the entry.
struct Entry<'a>(&'a mut bool);

impl Entry<'_> {
    fn typed<T>(self) -> Result<T, Error> {
        *self.0 = true;
        Err(no_value())
    }
}

macro_rules! typed {
    ($($method:ident($($argument:ty),*))*) => {$(
        fn $method<V: Visitor<'de>>(self, $(_: $argument,)* _: V) -> Result<V::Value, Error> {
            self.typed()
        }
    )*};
}

impl<'de> Deserializer<'de> for Entry<'_> {
    type Error = Error;

    typed! {
        deserialize_bool() deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64() deserialize_i128()
        deserialize_u8() deserialize_u16() deserialize_u32() deserialize_u64() deserialize_u128() deserialize_f32()
        deserialize_f64() deserialize_char() deserialize_str() deserialize_string() deserialize_bytes()
        deserialize_byte_buf() deserialize_option() deserialize_unit() deserialize_unit_struct(&'static str)
        deserialize_newtype_struct(&'static str) deserialize_seq() deserialize_tuple(usize)
        deserialize_tuple_struct(&'static str, usize) deserialize_map()
        deserialize_struct(&'static str, &'static [&'static str])
        deserialize_enum(&'static str, &'static [&'static str]) deserialize_identifier()
    }

    forward_to_deserialize_any! { ignored_any }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(no_value())
    }
}

fn no_value() -> Error {
    Error::custom("a probe has no value")
}
