//! `{"value": […], "@odata.nextLink": …}`: one page of a collection, its members in any order.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    self, Deserialize, DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor,
};
use serde_json::value::RawValue;

use crate::decode::body::text;
use crate::decode::envelope;
use crate::decode::misfit::{describe, failure};
use crate::error::Error;
use crate::transport::answer::Answer;

/// A page, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PageParts<T> {
    pub(crate) value: Vec<T>,
    pub(crate) count: Option<u64>,
    pub(crate) next_link: Option<String>,
    pub(crate) delta_link: Option<String>,
}

impl<T> PageParts<T> {
    /// The same page with other items.
    pub(super) fn map<U>(self, items: impl FnOnce(Vec<T>) -> Vec<U>) -> PageParts<U> {
        let PageParts {
            value,
            count,
            next_link,
            delta_link,
        } = self;
        PageParts {
            value: items(value),
            count,
            next_link,
            delta_link,
        }
    }
}

impl<T> PageParts<Result<T, Error>> {
    /// The first error in the place of the page, if there is one.
    pub(crate) fn all_or_none(mut self) -> Result<Self, Error> {
        let items: Vec<T> = std::mem::take(&mut self.value)
            .into_iter()
            .collect::<Result<_, _>>()?;
        self.value = items.into_iter().map(Ok).collect();
        Ok(self)
    }
}

/// One page of a collection.
pub(crate) fn decode_page<T: DeserializeOwned>(answer: &Answer) -> Result<PageParts<T>, Error> {
    let json = text(answer)?;
    serde_json::from_str(json).map_err(|error| page_misfit::<T>(answer, json, error))
}

/// A body that is no page of this type: says what it is instead, or where it does not fit.
#[cold]
fn page_misfit<T: DeserializeOwned>(
    answer: &Answer,
    json: &str,
    error: serde_json::Error,
) -> Error {
    if let Some(found) = not_a_page(json) {
        return failure(
            answer,
            format!("expected a collection, an object with an array `value`, but found {found}"),
        );
    }
    let mut parser = serde_json::Deserializer::from_str(json);
    let path = serde_path_to_error::deserialize::<_, PageParts<T>>(&mut parser)
        .err()
        .map(|error| error.path().to_string());
    describe(answer, "", path, json, &error)
}

/// What a JSON text is that has not the shape of a page.
fn not_a_page(json: &str) -> Option<&'static str> {
    match serde_json::from_str(json).ok()? {
        JsonKind::Array => Some("an array"),
        JsonKind::Scalar => Some("a single value"),
        JsonKind::Object(None) => Some("an object without `value`, perhaps a single entity"),
        JsonKind::Object(Some(value)) => match value.get().bytes().next()? {
            b'[' => None,
            b'{' => Some("a single object in `value`"),
            b'n' => Some("null in `value`"),
            _ => Some("a single value in `value`"),
        },
    }
}

/// What a text is at its top.
enum JsonKind<'de> {
    Array,
    Scalar,
    Object(Option<&'de RawValue>),
}

impl<'de> Deserialize<'de> for JsonKind<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?;
        match raw.get().bytes().next() {
            Some(b'[') => Ok(Self::Array),
            Some(b'{') => serde_json::Deserializer::from_str(raw.get())
                .deserialize_map(FindValue)
                .map_err(de::Error::custom),
            _ => Ok(Self::Scalar),
        }
    }
}

struct FindValue;

impl<'de> Visitor<'de> for FindValue {
    type Value = JsonKind<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut value = None;
        while let Some(name) = map.next_key_seed(envelope::Name)? {
            let raw = envelope::raw(&mut map)?;
            value = if name == "value" { Some(raw) } else { value };
        }
        Ok(JsonKind::Object(value))
    }
}

/// What stands beside `value`; the same for every type.
#[derive(Default)]
struct Annotations {
    count: Option<u64>,
    next_link: Option<String>,
    delta_link: Option<String>,
}

impl Annotations {
    /// Reads the value of an annotation, whose letter case nobody should lose a page over.
    fn read<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        if name.eq_ignore_ascii_case("@odata.nextLink") {
            self.next_link = map
                .next_value::<Option<String>>()?
                .filter(|link| !link.is_empty());
        } else if name.eq_ignore_ascii_case("@odata.deltaLink") {
            self.delta_link = map
                .next_value::<Option<String>>()?
                .filter(|link| !link.is_empty());
        } else if name.eq_ignore_ascii_case("@odata.count") {
            self.count = count(envelope::raw(map)?.get());
        } else {
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

/// A count, which is a string where the service was asked for IEEE 754 compatibility.
fn count(json: &str) -> Option<u64> {
    json.trim_matches('"').parse().ok()
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for PageParts<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PageVisitor(PhantomData))
    }
}

struct PageVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PageVisitor<T> {
    type Value = PageParts<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut value, mut annotations) = (None, Annotations::default());
        while let Some(name) = map.next_key_seed(envelope::Name)? {
            if name == "value" {
                value = Some(map.next_value()?);
            } else {
                annotations.read(&name, &mut map)?;
            }
        }
        let Annotations {
            count,
            next_link,
            delta_link,
        } = annotations;
        let value = value.ok_or_else(|| de::Error::missing_field("value"))?;
        Ok(PageParts {
            value,
            count,
            next_link,
            delta_link,
        })
    }
}
