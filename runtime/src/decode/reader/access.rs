//! Follows what a type reads of a container.

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::decode::reader::trace::{Progress, Trace};
use crate::decode::reader::traced::Traced;

/// The fields of a struct.
pub(super) struct Fields<'a, A> {
    pub(super) inner: A,
    pub(super) trace: &'a Trace,
    pub(super) progress: &'a mut Progress,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Fields<'_, A> {
    type Error = A::Error;

    #[inline]
    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.inner.next_key_seed(seed)
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let value = self.inner.next_value_seed(Traced {
            inner: seed,
            trace: self.trace,
        });
        self.progress.after(value.is_ok(), self.trace);
        value
    }
}

/// The entries of a map, or the fields of a struct of which some are flattened.
pub(super) struct Entries<'a, A> {
    pub(super) inner: A,
    pub(super) trace: &'a Trace,
    /// Whether the names are read as identifiers, as serde's derive does for the fields of a struct.
    pub(super) has_identifiers: &'a mut bool,
    pub(super) progress: &'a mut Progress,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Entries<'_, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.inner.next_key_seed(Key {
            inner: seed,
            is_identifier: self.has_identifiers,
        })
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let value = self.inner.next_value_seed(Traced {
            inner: seed,
            trace: self.trace,
        });
        self.progress.after(value.is_ok(), self.trace);
        value
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

/// Wraps the seed of a key, or its deserializer, to notice whether the type reads it as an identifier.
struct Key<'a, I> {
    inner: I,
    is_identifier: &'a mut bool,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Key<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, key: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Key {
            inner: key,
            is_identifier: self.is_identifier,
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

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Key<'_, D> {
    type Error = D::Error;

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        *self.is_identifier = true;
        self.inner.deserialize_identifier(visitor)
    }

    forward_key! {
        deserialize_any();
        deserialize_bool();
        deserialize_i8();
        deserialize_i16();
        deserialize_i32();
        deserialize_i64();
        deserialize_i128();
        deserialize_u8();
        deserialize_u16();
        deserialize_u32();
        deserialize_u64();
        deserialize_u128();
        deserialize_f32();
        deserialize_f64();
        deserialize_char();
        deserialize_str();
        deserialize_string();
        deserialize_bytes();
        deserialize_byte_buf();
        deserialize_option();
        deserialize_unit();
        deserialize_unit_struct(name: &'static str);
        deserialize_newtype_struct(name: &'static str);
        deserialize_seq();
        deserialize_tuple(length: usize);
        deserialize_tuple_struct(name: &'static str, length: usize);
        deserialize_map();
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
        deserialize_ignored_any();
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

/// The items of a list.
pub(super) struct Items<'a, A> {
    pub(super) inner: A,
    pub(super) trace: &'a Trace,
    pub(super) progress: &'a mut Progress,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Items<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        let item = self.inner.next_element_seed(Traced {
            inner: seed,
            trace: self.trace,
        });
        self.progress.after(item.is_ok(), self.trace);
        item
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}
