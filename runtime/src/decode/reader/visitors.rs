//! Follows what a type does with the values that it reads.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use crate::decode::reader::access::{Entries, Fields, Items};
use crate::decode::reader::trace::{Container, Progress, Trace};
use crate::decode::reader::traced::Traced;

/// Reads a struct.
pub(super) struct StructVisitor<'a, V> {
    pub(super) inner: V,
    pub(super) fields: &'static [&'static str],
    pub(super) trace: &'a Trace,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for StructVisitor<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        let mut progress = Progress::default();
        let read = self.inner.visit_map(Fields {
            inner: entries,
            trace: self.trace,
            progress: &mut progress,
        });
        progress.note(self.trace, Container::Struct(self.fields));
        read
    }
}

/// Reads a value that may be absent.
pub(super) struct OptionVisitor<'a, V> {
    pub(super) inner: V,
    pub(super) trace: &'a Trace,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for OptionVisitor<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, content: D) -> Result<V::Value, D::Error> {
        self.inner.visit_some(Traced {
            inner: content,
            trace: self.trace,
        })
    }
}

/// Reads any value.
pub(super) struct AnyVisitor<'a, V> {
    inner: V,
    /// The variants of the enum that the visitor reads.
    variants: &'static [&'static str],
    trace: &'a Trace,
}

impl<'a, V> AnyVisitor<'a, V> {
    pub(super) fn new(inner: V, trace: &'a Trace) -> Self {
        Self::of_enum(inner, &[], trace)
    }

    pub(super) fn of_enum(inner: V, variants: &'static [&'static str], trace: &'a Trace) -> Self {
        AnyVisitor {
            inner,
            variants,
            trace,
        }
    }
}

macro_rules! forward_visit {
    ($($method:ident($type:ty);)*) => {$(
        fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.inner.$method(value)
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for AnyVisitor<'_, V> {
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
        self.inner.visit_some(Traced {
            inner: content,
            trace: self.trace,
        })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, content: D) -> Result<V::Value, D::Error> {
        self.inner.visit_newtype_struct(Traced {
            inner: content,
            trace: self.trace,
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        let mut progress = Progress::default();
        let read = self.inner.visit_seq(Items {
            inner: items,
            trace: self.trace,
            progress: &mut progress,
        });
        progress.note(self.trace, Container::List);
        read
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        let mut progress = Progress::default();
        let mut has_identifiers = false;
        let read = self.inner.visit_map(Entries {
            inner: entries,
            trace: self.trace,
            has_identifiers: &mut has_identifiers,
            progress: &mut progress,
        });
        let container = if has_identifiers {
            Container::OpenStruct
        } else {
            Container::Map
        };
        progress.note(self.trace, container);
        read
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        let mut failed = false;
        let read = self.inner.visit_enum(Variants {
            inner: variant,
            trace: self.trace,
            failed: &mut failed,
        });
        if failed {
            self.trace.failed_in(Container::Enum(self.variants), 0);
        }
        read
    }
}

/// The variant of an enum, and then its content.
struct Variants<'a, A> {
    inner: A,
    trace: &'a Trace,
    failed: &'a mut bool,
}

impl<'a, 'de, A: EnumAccess<'de>> EnumAccess<'de> for Variants<'a, A> {
    type Error = A::Error;
    type Variant = Variants<'a, A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), A::Error> {
        let (value, content) = self.inner.variant_seed(seed)?;
        let content = Variants {
            inner: content,
            trace: self.trace,
            failed: self.failed,
        };
        Ok((value, content))
    }
}

impl<A> Variants<'_, A> {
    /// Notes that the content does not fit.
    fn noted<T, E>(failed: &mut bool, content: Result<T, E>) -> Result<T, E> {
        if content.is_err() {
            *failed = true;
        }
        content
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Variants<'_, A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.inner.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        let seed = Traced {
            inner: seed,
            trace: self.trace,
        };
        Self::noted(self.failed, self.inner.newtype_variant_seed(seed))
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        let visitor = AnyVisitor::new(visitor, self.trace);
        Self::noted(self.failed, self.inner.tuple_variant(length, visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        let visitor = StructVisitor {
            inner: visitor,
            fields,
            trace: self.trace,
        };
        Self::noted(self.failed, self.inner.struct_variant(fields, visitor))
    }
}
