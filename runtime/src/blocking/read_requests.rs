//! The requests that read one object, and those that read a collection.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use crate::read::action::Action;
use crate::read::get::Get;
use crate::read::list::List;

/// A request for one object: a [`Get`], or an [`Action`] that returns one.
///
/// The trait cannot be implemented outside of this crate.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not read one object",
    label = "not a `Get` or an `Action`",
    note = "read a collection with `client.all(&request)` (every item), `client.page(&request)` (one page), `client.first(&request)` (the first item) or `client.iter(&request)` (one item after the other)"
)]
pub trait ObjectRequest {
    /// The type of the object.
    type Output: DeserializeOwned + Send + 'static;

    #[doc(hidden)]
    fn as_get(&self) -> Cow<'_, Get<Self::Output>>;
}

/// A request for a collection: a [`List`], or an [`Action`] that returns one.
///
/// The trait cannot be implemented outside of this crate.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not read a collection",
    label = "not a `List` or an `Action`",
    note = "read one object with `client.send(&request)`"
)]
pub trait CollectionRequest {
    /// The type of an item.
    type Item: DeserializeOwned + Send + 'static;

    #[doc(hidden)]
    fn as_list(&self) -> Cow<'_, List<Self::Item>>;
}

impl<T: DeserializeOwned + Send + 'static> ObjectRequest for Get<T> {
    type Output = T;

    fn as_get(&self) -> Cow<'_, Get<T>> {
        Cow::Borrowed(self)
    }
}

impl<T: DeserializeOwned + Send + 'static> ObjectRequest for Action<T> {
    type Output = T;

    fn as_get(&self) -> Cow<'_, Get<T>> {
        Cow::Owned(self.get())
    }
}

impl<T: DeserializeOwned + Send + 'static> CollectionRequest for List<T> {
    type Item = T;

    fn as_list(&self) -> Cow<'_, List<T>> {
        Cow::Borrowed(self)
    }
}

impl<T: DeserializeOwned + Send + 'static> CollectionRequest for Action<T> {
    type Item = T;

    fn as_list(&self) -> Cow<'_, List<T>> {
        Cow::Owned(self.list())
    }
}
