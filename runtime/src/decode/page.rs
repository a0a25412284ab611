//! One page of a collection: `{"value": […], "@odata.nextLink": …}`, with its members in any order.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    self, Deserialize, DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor,
};
use serde_json::value::RawValue;

use crate::decode::body::json_text;
use crate::decode::envelope;
use crate::decode::in_stream_error::{OwnsError, check_page};
use crate::decode::json_path::path_of_mismatch;
use crate::decode::mismatch::{decode_error, mismatch_at};
use crate::decode::type_shape::has_field;
use crate::error::Error;
use crate::transport::full_response::FullResponse;

/// The parts of a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PageParts<T> {
    pub(crate) value: Vec<T>,
    pub(crate) count: Option<u64>,
    pub(crate) next_link: Option<String>,
    pub(crate) delta_link: Option<String>,
}

impl<T> PageParts<T> {
    /// Replaces the items of the page.
    pub(super) fn map<U>(self, items: impl FnOnce(Vec<T>) -> Vec<U>) -> PageParts<U> {
        PageParts {
            value: items(self.value),
            count: self.count,
            next_link: self.next_link,
            delta_link: self.delta_link,
        }
    }
}

impl<T> PageParts<Result<T, Error>> {
    /// Returns the first error of an item instead of the page, if there is one.
    pub(crate) fn all_or_none(mut self) -> Result<Self, Error> {
        let first_error = self.value.iter().position(Result::is_err);
        if let Some(index) = first_error {
            self.value.swap_remove(index)?;
        }
        Ok(self)
    }
}

/// Decodes one page of a collection.
pub(crate) fn decode_page<T: DeserializeOwned>(
    response: &FullResponse,
) -> Result<PageParts<T>, Error> {
    decode_items(response, || has_field::<T>("error"))
}

/// Decodes a page whose items are not parsed yet. They are not searched for errors either.
pub(super) fn decode_raw_page(response: &FullResponse) -> Result<PageParts<&RawValue>, Error> {
    decode_items(response, || true)
}

fn decode_items<'de, T: Deserialize<'de>>(
    response: &'de FullResponse,
    owns_error: OwnsError,
) -> Result<PageParts<T>, Error> {
    let json = json_text(response)?;
    check_page(response, json, owns_error)?;
    serde_json::from_str(json).map_err(|error| page_mismatch::<T>(response, json, error))
}

/// The error for a body that is not a page of this type: what it is instead, or where it does not fit.
#[cold]
fn page_mismatch<'de, T: Deserialize<'de>>(
    response: &FullResponse,
    json: &'de str,
    error: serde_json::Error,
) -> Error {
    if let Some(found) = not_a_page(json) {
        let summary =
            format!("expected a collection (an object with an array `value`), but found {found}");
        return decode_error(response, summary);
    }
    let path = path_of_mismatch::<PageParts<T>>(json);
    mismatch_at(response, "", path, json, &error)
}

/// Describes JSON that does not have the form of a page.
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

/// The kind of a JSON value, and the `value` of an object.
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
        while let Some(name) = map.next_key_seed(envelope::PropertyName)? {
            let found = envelope::raw_value(&mut map)?;
            if name == "value" {
                value = Some(found);
            }
        }
        Ok(JsonKind::Object(value))
    }
}

const NEXT_LINK: &str = "@odata.nextLink";
const DELTA_LINK: &str = "@odata.deltaLink";
const COUNT: &str = "@odata.count";

/// The annotations beside `value`, which are the same for every type. Each may occur once, since nothing tells which of
/// two is right.
#[derive(Default)]
struct Annotations {
    count: Option<Option<u64>>,
    next_link: Option<Option<String>>,
    delta_link: Option<Option<String>>,
}

impl Annotations {
    /// Reads the value of an annotation. Its name matches in any letter case, since services vary it.
    fn read_value<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        if name.eq_ignore_ascii_case(NEXT_LINK) {
            set_once(&mut self.next_link, NEXT_LINK, link(map)?)
        } else if name.eq_ignore_ascii_case(DELTA_LINK) {
            set_once(&mut self.delta_link, DELTA_LINK, link(map)?)
        } else if name.eq_ignore_ascii_case(COUNT) {
            let count = parse_count(envelope::raw_value(map)?.get());
            set_once(&mut self.count, COUNT, count)
        } else {
            map.next_value::<IgnoredAny>().map(drop)
        }
    }
}

fn set_once<T, E: de::Error>(
    member: &mut Option<T>,
    name: &'static str,
    value: T,
) -> Result<(), E> {
    match member.replace(value) {
        None => Ok(()),
        Some(_) => Err(E::duplicate_field(name)),
    }
}

/// Reads a link. An empty one counts as missing.
fn link<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<String>, A::Error> {
    let link = map.next_value::<Option<String>>()?;
    Ok(link.filter(|link| !link.is_empty()))
}

/// Whether a collection has a link to a next page.
pub(super) fn has_next_link(json: &str) -> bool {
    let page = serde_json::from_str::<PageParts<IgnoredAny>>(json);
    page.is_ok_and(|page| page.next_link.is_some())
}

/// Parses a count. It is a string if the caller requested `IEEE754Compatible=true` ([OData JSON Format, section 3.2]).
///
/// [OData JSON Format, section 3.2]: https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html
fn parse_count(json: &str) -> Option<u64> {
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
        let mut value = None;
        let mut annotations = Annotations::default();
        while let Some(name) = map.next_key_seed(envelope::PropertyName)? {
            if name == "value" {
                set_once(&mut value, "value", map.next_value()?)?;
            } else {
                annotations.read_value(&name, &mut map)?;
            }
        }
        Ok(PageParts {
            value: value.ok_or_else(|| de::Error::missing_field("value"))?,
            count: annotations.count.flatten(),
            next_link: annotations.next_link.flatten(),
            delta_link: annotations.delta_link.flatten(),
        })
    }
}
