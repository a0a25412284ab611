//! Distinguishes the program's names from keys in the data.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use crate::decode::json_path::methods::for_each_method;

/// Reads a key. It is a name of the program if the type reads it as an identifier, as serde's derive does for the fields of
/// a struct.
pub(super) struct KeySeed<'a, S> {
    pub(super) inner: S,
    pub(super) name: &'a mut Option<String>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for KeySeed<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, key: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(KeySeed {
            inner: key,
            name: self.name,
        })
    }
}

macro_rules! forward_key {
    ($($method:ident($($argument:ident: $type:ty),*);)*) => {$(
        fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$method($($argument,)* visitor)
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for KeySeed<'_, D> {
    type Error = D::Error;

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_identifier(KeySeed {
            inner: visitor,
            name: self.name,
        })
    }

    for_each_method!(forward_key);
    forward_key! {
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

/// Reads an identifier, and notes it. JSON has no other identifiers than strings; the position of a variant is a number.
impl<'de, V: Visitor<'de>> Visitor<'de> for KeySeed<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<V::Value, E> {
        *self.name = Some(name.to_owned());
        self.inner.visit_str(name)
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<V::Value, E> {
        *self.name = Some(name.to_owned());
        self.inner.visit_borrowed_str(name)
    }

    fn visit_string<E: Error>(self, name: String) -> Result<V::Value, E> {
        *self.name = Some(name.clone());
        self.inner.visit_string(name)
    }

    fn visit_u64<E: Error>(self, index: u64) -> Result<V::Value, E> {
        self.inner.visit_u64(index)
    }
}
