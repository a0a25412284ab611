//! Follows what a type reads.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use crate::decode::json_path::key::KeySeed;
use crate::decode::json_path::methods::for_each_method;
use crate::decode::json_path::steps::{Path, Step};

/// Wraps a deserializer, a visitor, a seed or an access, to follow what is read through it.
pub(super) struct Tracked<'a, I> {
    pub(super) inner: I,
    pub(super) path: &'a Path,
}

impl<'a, I> Tracked<'a, I> {
    /// Wraps a visitor that reads no struct.
    fn visitor<V>(&self, inner: V) -> TrackedVisitor<'a, V> {
        TrackedVisitor {
            inner,
            path: self.path,
            fields: &[],
        }
    }
}

macro_rules! forward_deserialize {
    ($($method:ident($($argument:ident: $type:ty),*);)*) => {$(
        fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            let visitor = self.visitor(visitor);
            self.inner.$method($($argument,)* visitor)
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Tracked<'_, D> {
    type Error = D::Error;

    for_each_method!(forward_deserialize);
    forward_deserialize! {
        deserialize_identifier();
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let visitor = TrackedVisitor {
            fields,
            ..self.visitor(visitor)
        };
        self.inner.deserialize_struct(name, fields, visitor)
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

struct TrackedVisitor<'a, V> {
    inner: V,
    path: &'a Path,
    /// The fields of the struct that the visitor reads.
    fields: &'static [&'static str],
}

macro_rules! forward_visit {
    ($($method:ident($type:ty);)*) => {$(
        fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.inner.$method(value)
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for TrackedVisitor<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    forward_visit! {
        visit_bool(bool);
        visit_i8(i8);
        visit_i16(i16);
        visit_i32(i32);
        visit_i64(i64);
        visit_i128(i128);
        visit_u8(u8);
        visit_u16(u16);
        visit_u32(u32);
        visit_u64(u64);
        visit_u128(u128);
        visit_f32(f32);
        visit_f64(f64);
        visit_char(char);
        visit_str(&str);
        visit_borrowed_str(&'de str);
        visit_string(String);
        visit_bytes(&[u8]);
        visit_borrowed_bytes(&'de [u8]);
        visit_byte_buf(Vec<u8>);
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, content: D) -> Result<V::Value, D::Error> {
        self.inner.visit_some(Tracked {
            inner: content,
            path: self.path,
        })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, content: D) -> Result<V::Value, D::Error> {
        self.inner.visit_newtype_struct(Tracked {
            inner: content,
            path: self.path,
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.inner.visit_seq(TrackedItems {
            inner: items,
            path: self.path,
            depth: self.path.depth(),
            index: 0,
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.inner.visit_map(TrackedEntries {
            inner: entries,
            path: self.path,
            depth: self.path.depth(),
            fields: self.fields,
            step: Step::Key,
        })
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        self.inner.visit_enum(Tracked {
            inner: variant,
            path: self.path,
        })
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Tracked<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Tracked {
            inner: deserializer,
            path: self.path,
        })
    }
}

struct TrackedItems<'a, A> {
    inner: A,
    path: &'a Path,
    depth: usize,
    index: usize,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for TrackedItems<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.path.return_to(self.depth);
        self.path.enter(Step::Index(self.index));
        self.index += 1;
        let item = self.inner.next_element_seed(Tracked {
            inner: seed,
            path: self.path,
        })?;
        self.path.return_to(self.depth);
        Ok(item)
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

struct TrackedEntries<'a, A> {
    inner: A,
    path: &'a Path,
    depth: usize,
    fields: &'static [&'static str],
    /// The step to the value whose key was read last.
    step: Step,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for TrackedEntries<'_, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.path.return_to(self.depth);
        let mut name = None;
        let key = self.inner.next_key_seed(KeySeed {
            inner: seed,
            name: &mut name,
        })?;
        self.step = match name {
            Some(name) => Step::Field {
                is_declared: self.fields.contains(&name.as_str()),
                name,
            },
            None => Step::Key,
        };
        Ok(key)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.path
            .enter(std::mem::replace(&mut self.step, Step::Key));
        let value = self.inner.next_value_seed(Tracked {
            inner: seed,
            path: self.path,
        })?;
        self.path.return_to(self.depth);
        Ok(value)
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'a, 'de, A: EnumAccess<'de>> EnumAccess<'de> for Tracked<'a, A> {
    type Error = A::Error;
    type Variant = Tracked<'a, A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), A::Error> {
        let mut name = None;
        let (value, variant) = self.inner.variant_seed(KeySeed {
            inner: seed,
            name: &mut name,
        })?;
        if let Some(name) = name {
            let is_declared = true;
            self.path.enter(Step::Field { name, is_declared });
        }
        let variant = Tracked {
            inner: variant,
            path: self.path,
        };
        Ok((value, variant))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Tracked<'_, A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.inner.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        self.inner.newtype_variant_seed(Tracked {
            inner: seed,
            path: self.path,
        })
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        let visitor = self.visitor(visitor);
        self.inner.tuple_variant(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        let visitor = TrackedVisitor {
            fields,
            ..self.visitor(visitor)
        };
        self.inner.struct_variant(fields, visitor)
    }
}
