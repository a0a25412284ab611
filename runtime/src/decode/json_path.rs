//! Finds the JSON path of a value that does not fit: with the names of fields, which belong to the program, but without
//! the keys of maps, which belong to the service's data.

use std::cell::RefCell;
use std::fmt;

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

/// The path of the value that does not fit; empty at the top. `None` if all of it fits.
#[cold]
pub(super) fn path_of_mismatch<T: DeserializeOwned>(json: &str) -> Option<String> {
    let path = Path::default();
    let mut parser = serde_json::Deserializer::from_str(json);
    let tracked = Tracked {
        inner: &mut parser,
        path: &path,
    };
    let error = T::deserialize(tracked).err()?;
    // An unknown property is only skipped, so its name is one of the service's data.
    Some(path.show(error.is_data()))
}

/// A step from a value into one that it contains.
enum Step {
    Field { name: String, is_declared: bool },
    Key,
    Index(usize),
}

/// The steps to the value that is being read. After an error, they lead to the value that does not fit.
#[derive(Default)]
struct Path(RefCell<Vec<Step>>);

impl Path {
    fn depth(&self) -> usize {
        self.0.borrow().len()
    }

    /// Returns to the value at a depth. A type may ignore the error of a value that it contains, so there may be more than
    /// one step back.
    fn return_to(&self, depth: usize) {
        self.0.borrow_mut().truncate(depth);
    }

    fn enter(&self, step: Step) {
        self.0.borrow_mut().push(step);
    }

    fn show(&self, with_undeclared: bool) -> String {
        let mut shown = String::new();
        for step in self.0.borrow().iter() {
            match step {
                Step::Index(index) => shown += &format!("[{index}]"),
                Step::Field { name, is_declared } if *is_declared || with_undeclared => {
                    if !shown.is_empty() {
                        shown.push('.');
                    }
                    shown += name;
                }
                Step::Field { .. } | Step::Key => shown += "[…]",
            }
        }
        shown
    }
}

/// Wraps a deserializer, a visitor, a seed or an access, to follow what is read through it.
struct Tracked<'a, I> {
    inner: I,
    path: &'a Path,
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

    forward_deserialize! {
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
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
        deserialize_identifier();
        deserialize_ignored_any();
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

/// Reads a key. It is a name of the program if the type reads it as an identifier, as serde's derive does for the fields of
/// a struct.
struct KeySeed<'a, S> {
    inner: S,
    name: &'a mut Option<String>,
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    #[allow(dead_code)]
    struct User {
        job_title: Option<String>,
        #[serde(default)]
        phones: Vec<Phone>,
        #[serde(default)]
        by_name: HashMap<String, Phone>,
        shape: Option<Shape>,
    }

    #[derive(serde::Deserialize)]
    #[allow(dead_code)]
    struct Phone {
        number: String,
        #[serde(flatten)]
        rest: HashMap<String, serde_json::Value>,
    }

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    #[allow(dead_code)]
    enum Shape {
        Circle(Circle),
        Square { side: u8 },
        Pair(u8, u8),
    }

    #[derive(serde::Deserialize)]
    #[allow(dead_code)]
    struct Circle {
        radius: u8,
    }

    #[track_caller]
    fn check<T: DeserializeOwned>(json: &str, expected: &str) {
        assert_eq!(path_of_mismatch::<T>(json).as_deref(), Some(expected));
    }

    #[test]
    fn the_path_names_fields_items_and_variants() {
        check::<User>("5", "");
        check::<User>(r#"{"jobTitle":5}"#, "jobTitle");
        check::<User>(
            r#"{"phones":[{"number":"1"},{"number":2}]}"#,
            "phones[1].number",
        );
        check::<User>(r#"{"phones":[{"number":"1"},{}]}"#, "phones[1]");
        check::<User>(r#"{"phones":{}}"#, "phones");
        check::<User>(
            r#"{"shape":{"circle":{"radius":"x"}}}"#,
            "shape.circle.radius",
        );
        check::<User>(r#"{"shape":{"square":{"side":"x"}}}"#, "shape.square.side");
        check::<User>(r#"{"shape":{"pair":[1,"x"]}}"#, "shape.pair[1]");
        check::<User>(r#"{"shape":"cube"}"#, "shape");
        check::<Vec<u8>>(r#"[1,"x"]"#, "[1]");
        assert_eq!(path_of_mismatch::<User>("{}"), None);
    }

    #[test]
    fn the_path_does_not_show_the_keys_of_maps() {
        check::<User>(
            r#"{"byName":{"ada":{"number":"1"},"bob":{"number":5}}}"#,
            "byName[…].number",
        );
        check::<HashMap<String, Vec<u8>>>(r#"{"ada":[1,"x"]}"#, "[…][1]");
        check::<HashMap<u32, u8>>(r#"{"5":"x"}"#, "[…]");
        check::<serde_json::Value>(r#"{"ada":{"bob":tru}}"#, "[…][…]");
    }

    #[test]
    fn the_path_does_not_show_unknown_properties() {
        check::<User>(r#"{"ada":{"bob":tru}}"#, "[…]");
        check::<User>(r#"{"phones":[{"ada":{"bob":tru}}]}"#, "phones[0][…][…]");
        check::<User>(r#"{"jobTitle":"a"#, "jobTitle");
    }
}
