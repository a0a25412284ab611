//! Reads the items of a page, one by one.

use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::decode::in_stream_error::{OwnsError, item_error};
use crate::decode::mismatch::{Part, mismatch};
use crate::decode::reader::{Misfit, read_first, read_json};
use crate::decode::type_shape::has_field;
use crate::error::Error;
use crate::transport::full_response::FullResponse;

/// A way to read the items of a page.
pub(crate) trait ReadItem {
    /// What is read of an item.
    type Item;

    /// Reads the item that a text starts with, adds it to `items`, and returns its length in bytes. `None` if it cannot be
    /// read, or not by itself: then `read` gets it.
    fn add_first(json: &str, items: &mut Vec<Self::Item>) -> Option<usize>;

    /// Reads an item. An error fails the page.
    fn read(item: &RawItem<'_>) -> Result<Self::Item, Error>;

    /// Whether an error in place of an item is left to `read`: it may be data, or fail this item only.
    fn keeps_errors() -> bool;
}

/// An item of a page that has not been read.
pub(crate) struct RawItem<'a> {
    pub(crate) response: &'a FullResponse,
    pub(crate) index: usize,
    pub(crate) json: &'a str,
}

/// Whether a type has a property `error` of its own.
pub(crate) fn owns_error<T: DeserializeOwned>() -> bool {
    has_field::<T>("error")
}

/// Items of which none may fail.
pub(crate) struct Strict<T>(PhantomData<T>);

impl<T: DeserializeOwned> ReadItem for Strict<T> {
    type Item = T;

    fn add_first(json: &str, items: &mut Vec<T>) -> Option<usize> {
        read_first(json, |item| items.push(item))
    }

    fn read(item: &RawItem<'_>) -> Result<T, Error> {
        read_json(item.json).map_err(|misfit| item.mismatch(&misfit))
    }

    fn keeps_errors() -> bool {
        owns_error::<T>()
    }
}

/// The same, for a stream, whose items are results.
pub(crate) struct StrictResults<T>(PhantomData<T>);

impl<T: DeserializeOwned> ReadItem for StrictResults<T> {
    type Item = Result<T, Error>;

    fn add_first(json: &str, items: &mut Vec<Self::Item>) -> Option<usize> {
        read_first(json, |item| items.push(Ok(item)))
    }

    fn read(item: &RawItem<'_>) -> Result<Self::Item, Error> {
        Strict::read(item).map(Ok)
    }

    fn keeps_errors() -> bool {
        owns_error::<T>()
    }
}

/// Items of which each may fail alone, with an error that has its JSON path and `id`.
pub(crate) struct Lenient<T>(PhantomData<T>);

impl<T: DeserializeOwned> ReadItem for Lenient<T> {
    type Item = Result<T, Error>;

    fn add_first(json: &str, items: &mut Vec<Self::Item>) -> Option<usize> {
        StrictResults::add_first(json, items)
    }

    fn read(item: &RawItem<'_>) -> Result<Self::Item, Error> {
        Ok(item
            .check(owns_error::<T>)
            .and_then(|()| read_json(item.json).map_err(|misfit| item.failure(&misfit))))
    }

    fn keeps_errors() -> bool {
        true
    }
}

impl RawItem<'_> {
    /// Returns the error that the service reports instead of the item.
    pub(crate) fn check(&self, owns_error: OwnsError) -> Result<(), Error> {
        match item_error(self.response, self.index, self.json, owns_error) {
            Some(error) => Err(error.for_item(None)),
            None => Ok(()),
        }
    }

    /// The error of the item.
    #[cold]
    pub(crate) fn failure(&self, misfit: &Misfit) -> Error {
        self.mismatch(misfit).for_item(item_id(self.json))
    }

    /// The error of the page.
    #[cold]
    fn mismatch(&self, misfit: &Misfit) -> Error {
        let path = format!("value[{}]", self.index);
        let part = Part {
            json: self.json,
            path: &path,
        };
        mismatch(self.response, part, misfit)
    }
}

/// The `id` of an item that failed to decode.
fn item_id(json: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Id {
        id: serde_json::Value,
    }
    match serde_json::from_str::<Id>(json).ok()?.id {
        serde_json::Value::String(id) => Some(id),
        serde_json::Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}
