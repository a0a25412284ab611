//! Reads the values of `deserialize_with = "graph_resource::types::deserialize"`.

use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, Deserializer};

use crate::query::literal::Enumeration;
use crate::query::structured::StructuredType;
use crate::types::edm_text::{EdmText, TextVisitor};
use crate::types::flags::Flags;
use crate::types::number::{Decimal, Int64};

/// A type that [`deserialize`] reads: an [`EdmText`], a `String`, a number, a type with `#[graph_resource]`, or an
/// `Option` or `Vec` of one of them, nested to any depth.
///
/// The compiler infers `Form`, which says how the innermost type is read.
#[diagnostic::on_unimplemented(
    message = "`types::deserialize` cannot read `{Self}`",
    label = "not a type that needs `types::deserialize`",
    note = "it reads durations, bytes (`Vec<u8>`), the date and time types of `chrono`, `time` and `jiff` (with the features of these names), strings, numbers, types with `#[graph_resource]`, and an `Option` or `Vec` of one of them",
    note = "a type that serde can read needs no `deserialize_with`; a list of such a type that may be `null` is an `Option<Vec<…>>`"
)]
pub trait EdmField<Form>: Sized {
    #[doc(hidden)]
    fn read_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Reads a value that serde reads in another way than Graph writes it, for
/// `#[serde(deserialize_with = "graph_resource::types::deserialize")]`.
///
/// See [the module](crate::types) for the types that it reads and an example.
///
/// # Errors
///
/// Fails if the JSON value is not of the type, such as a string that is not a duration. `null` is only accepted by an
/// `Option`, and by a `Vec`, which is then empty.
pub fn deserialize<'de, D, T, Form>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: EdmField<Form>,
{
    T::read_field(deserializer)
}

/// How a type is read whose values are strings: see [`EdmText`].
#[derive(Debug)]
pub enum FromText {}

/// How a type is read whose JSON serde reads only in part.
#[derive(Debug)]
pub enum Extended {}

/// How a type is read for which serde needs no help, as an item of a list that may be null.
#[derive(Debug)]
pub enum AsIs {}

/// How a structured type is read.
#[derive(Debug)]
pub enum Object {}

/// How an enumeration is read.
#[derive(Debug)]
pub enum EnumMember {}

/// Makes serde read the content of an `Option` or a `Vec` as an [`EdmField`].
struct Content<T, Form>(T, PhantomData<Form>);

impl<'de, Form, T: EdmField<Form>> Deserialize<'de> for Content<T, Form> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = T::read_field(deserializer)?;
        Ok(Content(value, PhantomData))
    }
}

impl<Form, T: EdmField<Form>> EdmField<Form> for Option<T> {
    fn read_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let content = Option::<Content<T, Form>>::deserialize(deserializer)?;
        Ok(content.map(|content| content.0))
    }
}

impl<Form, T: EdmField<Form>> EdmField<Form> for Vec<T> {
    fn read_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let contents = Option::<Vec<Content<T, Form>>>::deserialize(deserializer)?;
        let contents = contents.unwrap_or_default();
        Ok(contents.into_iter().map(|content| content.0).collect())
    }
}

impl<T: EdmText> EdmField<FromText> for T {
    fn read_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor(PhantomData))
    }
}

macro_rules! read_by_serde {
    ($([$($bounds:tt)*] $ty:ty: $form:ident;)*) => {$(
        impl<$($bounds)*> EdmField<$form> for $ty {
            fn read_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(deserializer)
            }
        }
    )*};
}

// Not `u8`: a `Vec<u8>` is one binary value.
read_by_serde! {
    [] bool: AsIs;
    [] i8: AsIs;
    [] i16: AsIs;
    [] i32: AsIs;
    [] i64: AsIs;
    [] u16: AsIs;
    [] u32: AsIs;
    [] u64: AsIs;
    [] Int64: AsIs;
    [] Decimal: AsIs;
    [] serde_json::Value: AsIs;
    [E: DeserializeOwned] Flags<E>: AsIs;
    [T: StructuredType + DeserializeOwned] T: Object;
    [E: Enumeration + DeserializeOwned] E: EnumMember;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph_resource;
    use std::time::Duration;

    #[test]
    fn options_and_vectors_are_read_to_any_depth() {
        #[derive(serde::Deserialize)]
        struct Fields {
            #[serde(default, deserialize_with = "deserialize")]
            none: Option<Duration>,
            #[serde(default, deserialize_with = "deserialize")]
            null: Option<Duration>,
            #[serde(deserialize_with = "deserialize")]
            many: Vec<Duration>,
            #[serde(default, deserialize_with = "deserialize")]
            perhaps_many: Option<Vec<Duration>>,
            #[serde(default, deserialize_with = "deserialize")]
            gaps: Vec<Option<Vec<u8>>>,
        }
        let json = r#"{"null": null, "many": ["PT1S", "PT2S"], "perhaps_many": ["PT3S"], "gaps": [null, "AQ=="]}"#;
        let read: Fields = serde_json::from_str(json).unwrap();
        assert_eq!((read.none, read.null, read.many.len()), (None, None, 2));
        assert_eq!(read.perhaps_many, Some(vec![Duration::from_secs(3)]));
        assert_eq!(read.gaps, [None, Some(vec![1])]);
        let error = serde_json::from_str::<Fields>(r#"{"many": ["soon"]}"#)
            .err()
            .unwrap()
            .to_string();
        assert!(error.contains("PT1H"), "{error}");
    }

    #[graph_resource]
    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Report {
        id: String,
    }

    #[graph_resource]
    #[derive(Debug, Clone, PartialEq, serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    enum Role {
        Owner,
        #[serde(untagged)]
        Unknown(String),
    }

    #[graph_resource]
    #[derive(Debug, serde::Deserialize)]
    enum Object {
        #[allow(dead_code)]
        Report(Report),
        #[serde(untagged)]
        #[allow(dead_code)]
        Unknown(serde_json::Value),
    }

    #[derive(Debug, serde::Deserialize)]
    struct Lists {
        #[serde(deserialize_with = "deserialize")]
        strings: Vec<String>,
        #[serde(deserialize_with = "deserialize")]
        numbers: Vec<i32>,
        #[serde(deserialize_with = "deserialize")]
        doubles: Vec<Option<f64>>,
        #[serde(deserialize_with = "deserialize")]
        structs: Vec<Report>,
        #[serde(deserialize_with = "deserialize")]
        members: Vec<Role>,
        #[serde(deserialize_with = "deserialize")]
        flags: Vec<Flags<Role>>,
        #[serde(deserialize_with = "deserialize")]
        objects: Vec<Object>,
        #[serde(deserialize_with = "deserialize")]
        values: Vec<serde_json::Value>,
        #[serde(deserialize_with = "deserialize")]
        durations: Vec<Duration>,
    }

    const LISTS: [&str; 9] = [
        "strings",
        "numbers",
        "doubles",
        "structs",
        "members",
        "flags",
        "objects",
        "values",
        "durations",
    ];

    /// The JSON of [`Lists`], whose lists all have this value.
    fn lists(value: &str) -> String {
        let members: Vec<_> = LISTS.map(|name| format!("\"{name}\":{value}")).into();
        format!("{{{}}}", members.join(","))
    }

    #[test]
    fn null_for_a_list_is_an_empty_list() {
        let read: Lists = serde_json::from_str(&lists("null")).unwrap();
        let lengths = [
            read.strings.len(),
            read.numbers.len(),
            read.doubles.len(),
            read.structs.len(),
            read.members.len(),
            read.flags.len(),
            read.objects.len(),
            read.values.len(),
            read.durations.len(),
        ];
        assert_eq!(lengths, [0; LISTS.len()]);
    }

    #[test]
    fn the_items_of_a_list_are_read_by_their_own_form() {
        let json = r#"{
            "strings": ["a"], "numbers": [-1], "doubles": ["INF", null, 2], "structs": [{"id": "1"}],
            "members": ["owner", "guest"], "flags": ["owner,guest"], "objects": [{"x": 1}], "values": [null],
            "durations": ["PT1H"]
        }"#;
        let read: Lists = serde_json::from_str(json).unwrap();
        let guest = Role::Unknown("guest".to_owned());
        assert_eq!(
            (&read.strings[..], read.numbers),
            (&["a".to_owned()][..], vec![-1])
        );
        assert_eq!(read.doubles, [Some(f64::INFINITY), None, Some(2.0)]);
        assert_eq!(read.structs, [Report { id: "1".to_owned() }]);
        assert_eq!(read.members, [Role::Owner, guest.clone()]);
        assert!(read.flags[0].contains(&guest));
        assert!(matches!(read.objects[0], Object::Unknown(_)));
        assert_eq!(read.values, [serde_json::Value::Null]);
        assert_eq!(read.durations, [Duration::from_secs(3600)]);
    }

    #[test]
    fn anything_but_null_or_a_list_is_an_error() {
        for value in ["1", "{}", "true"] {
            let error = serde_json::from_str::<Lists>(&lists(value)).unwrap_err();
            assert!(error.to_string().contains("expected a sequence"), "{error}");
        }
        let null_item = serde_json::from_str::<Lists>(&lists("[null]"));
        assert!(null_item.is_err());
    }
}
