//! One page of a collection: `{"value": […], "@odata.nextLink": …}`, with its members in any order.

use std::fmt;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::decode::body::json_text;
use crate::decode::envelope;
use crate::decode::in_stream_error::{OwnsError, check_page, may_be_error};
use crate::decode::items::{RawItem, ReadItem};
use crate::decode::mismatch::{Part, decode_error, mismatch};
use crate::decode::reader::{Misfit, read_json};
use crate::decode::scanner::Scanner;
use crate::error::Error;
use crate::transport::full_response::FullResponse;

/// The parts of a page, of which the items may be in any form.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PageParts<V> {
    pub(crate) value: V,
    pub(crate) count: Option<u64>,
    pub(crate) next_link: Option<String>,
    pub(crate) delta_link: Option<String>,
}

impl<V> PageParts<V> {
    /// The items of the page, and the page without them.
    pub(crate) fn split(self) -> (V, PageParts<()>) {
        let page = PageParts {
            value: (),
            count: self.count,
            next_link: self.next_link,
            delta_link: self.delta_link,
        };
        (self.value, page)
    }

    /// Replaces the items of the page.
    pub(crate) fn with<U>(self, value: U) -> PageParts<U> {
        PageParts {
            value,
            count: self.count,
            next_link: self.next_link,
            delta_link: self.delta_link,
        }
    }
}

/// Decodes a page.
pub(crate) type DecodePage<V> = fn(&FullResponse) -> Result<PageParts<V>, Error>;

/// Decodes a page with its items as `R` reads them.
pub(crate) fn decode_page<R: ReadItem>(
    response: &FullResponse,
) -> Result<PageParts<Vec<R::Item>>, Error> {
    let mut items = Items::<R>(Vec::new());
    let page = read_page(response, &mut items, R::keeps_errors)?;
    Ok(page.with(items.0))
}

/// Reads items, of which the caller need not know the type.
trait ReadItems {
    /// Reads the item that a text starts with, and returns its length.
    fn add_first(&mut self, json: &str) -> Option<usize>;

    /// Reads an item.
    fn add(&mut self, item: &RawItem<'_>) -> Result<(), Error>;

    /// Prepares for more items than one.
    fn reserve(&mut self, items: usize);

    fn clear(&mut self);
}

/// The items that have been read.
struct Items<R: ReadItem>(Vec<R::Item>);

impl<R: ReadItem> ReadItems for Items<R> {
    fn add_first(&mut self, json: &str) -> Option<usize> {
        R::add_first(json, &mut self.0)
    }

    fn add(&mut self, item: &RawItem<'_>) -> Result<(), Error> {
        self.0.push(R::read(item)?);
        Ok(())
    }

    fn reserve(&mut self, items: usize) {
        self.0.reserve(items);
    }

    fn clear(&mut self) {
        self.0.clear();
    }
}

fn read_page(
    response: &FullResponse,
    items: &mut dyn ReadItems,
    owns_error: OwnsError,
) -> Result<PageParts<()>, Error> {
    let json = json_text(response)?;
    if let Some(page) = scan(json, items) {
        return Ok(page);
    }
    items.clear();
    let page = parse(response, json, owns_error)?;
    items.reserve(page.value.len());
    for (index, item) in page.value.iter().enumerate() {
        let json = item.get();
        items.add(&RawItem {
            response,
            index,
            json,
        })?;
    }
    Ok(page.with(()))
}

/// How many items there may be: most items of a page have about the same length.
fn likely_items(left: usize, length: usize) -> usize {
    (left / length.max(1)).min(1000)
}

/// Finds the parts of a page of the usual form, in one pass. `None` for any other body, also for one that may have an error
/// in it, and if an item cannot be read.
fn scan(json: &str, items: &mut dyn ReadItems) -> Option<PageParts<()>> {
    let mut scanner = Scanner::new(json.as_bytes());
    let mut has_value = false;
    let mut annotations = Annotations::default();
    if !scanner.take(b'{') {
        return None;
    }
    loop {
        let name = std::str::from_utf8(scanner.take_name()?).ok()?;
        if name == "value" {
            scan_items(json, &mut scanner, items)?;
            if std::mem::replace(&mut has_value, true) {
                return None;
            }
        } else if name == "error" || !is_plain(name) {
            return None;
        } else {
            let value = std::str::from_utf8(scanner.take_value()).ok()?;
            annotations.read_json(name, value).ok()?;
        }
        if !scanner.take(b',') {
            break;
        }
    }
    let is_whole = has_value && scanner.take(b'}') && scanner.peek().is_none();
    is_whole.then(|| annotations.around(()))
}

/// Whether the name has neither escapes nor characters that JSON does not allow in a string.
fn is_plain(name: &str) -> bool {
    name.bytes().all(|byte| byte >= b' ' && byte != b'\\')
}

/// Reads the items of the array that is next.
fn scan_items(json: &str, scanner: &mut Scanner<'_>, items: &mut dyn ReadItems) -> Option<()> {
    if !scanner.take(b'[') {
        return None;
    }
    if scanner.take(b']') {
        return Some(());
    }
    let mut is_first = true;
    loop {
        scanner.peek();
        let rest = json.get(scanner.position()..)?;
        if may_be_error(rest.as_bytes()) {
            return None;
        }
        let length = items.add_first(rest)?;
        scanner.skip(length);
        if std::mem::take(&mut is_first) {
            items.reserve(likely_items(rest.len(), length));
        }
        if !scanner.take(b',') {
            return scanner.take(b']').then_some(());
        }
    }
}

/// Finds the parts of a page of any form, or says what is wrong with it. The items are searched for errors that the service
/// reports instead of an item, unless their type has a property `error` itself.
#[cold]
fn parse<'a>(
    response: &FullResponse,
    json: &'a str,
    owns_error: OwnsError,
) -> Result<PageParts<Vec<&'a RawValue>>, Error> {
    check_page(response, json, owns_error)?;
    read_json(json).map_err(|misfit| page_mismatch(response, json, &misfit))
}

/// The error for a body that is not a page: what it is instead, or where it does not fit.
#[cold]
fn page_mismatch(response: &FullResponse, json: &str, misfit: &Misfit) -> Error {
    if let Some(found) = not_a_page(json) {
        let summary =
            format!("expected a collection (an object with an array `value`), but found {found}");
        return decode_error(response, summary);
    }
    mismatch(response, Part::whole(json), misfit)
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
    fn read<'de, D: Deserializer<'de>>(&mut self, name: &str, json: D) -> Result<(), D::Error> {
        if name.eq_ignore_ascii_case(NEXT_LINK) {
            set_once(&mut self.next_link, NEXT_LINK, link(json)?)
        } else if name.eq_ignore_ascii_case(DELTA_LINK) {
            set_once(&mut self.delta_link, DELTA_LINK, link(json)?)
        } else if name.eq_ignore_ascii_case(COUNT) {
            let count = <&RawValue>::deserialize(json)?;
            set_once(&mut self.count, COUNT, parse_count(count.get()))
        } else {
            IgnoredAny::deserialize(json).map(drop)
        }
    }

    /// Reads the value of an annotation from the whole of this JSON.
    fn read_json(&mut self, name: &str, json: &str) -> Result<(), serde_json::Error> {
        let mut parser = serde_json::Deserializer::from_str(json);
        self.read(name, &mut parser)?;
        parser.end()
    }

    /// The page with these items.
    fn around<V>(self, value: V) -> PageParts<V> {
        PageParts {
            value,
            count: self.count.flatten(),
            next_link: self.next_link.flatten(),
            delta_link: self.delta_link.flatten(),
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
fn link<'de, D: Deserializer<'de>>(json: D) -> Result<Option<String>, D::Error> {
    let link = Option::<String>::deserialize(json)?;
    Ok(link.filter(|link| !link.is_empty()))
}

/// Whether a collection has a link to a next page.
pub(super) fn has_next_link(json: &str) -> bool {
    let page = serde_json::from_str::<PageParts<Vec<&RawValue>>>(json);
    page.is_ok_and(|page| page.next_link.is_some())
}

/// Parses a count. It is a string if the caller requested `IEEE754Compatible=true` ([OData JSON Format, section 3.2]).
///
/// [OData JSON Format, section 3.2]: https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html
fn parse_count(json: &str) -> Option<u64> {
    json.trim_matches('"').parse().ok()
}

impl<'de> Deserialize<'de> for PageParts<Vec<&'de RawValue>> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PageVisitor)
    }
}

struct PageVisitor;

impl<'de> Visitor<'de> for PageVisitor {
    type Value = PageParts<Vec<&'de RawValue>>;

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
                map.next_value_seed(Annotation(&name, &mut annotations))?;
            }
        }
        let value = value.ok_or_else(|| de::Error::missing_field("value"))?;
        Ok(annotations.around(value))
    }
}

/// Reads the value of an annotation.
struct Annotation<'a>(&'a str, &'a mut Annotations);

impl<'de> DeserializeSeed<'de> for Annotation<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        self.1.read(self.0, json)
    }
}
