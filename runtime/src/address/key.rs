//! What stands for a `<key>` of a path.

use std::borrow::Cow;

/// A value that can stand in a path: an id, a name, a number, a Boolean; with the features of their crates, a GUID or a date.
///
/// A key of any content stays one segment of the URL: `/`, `?`, `#`, `%`, blanks and non-ASCII characters are
/// percent-encoded. An empty key, `.` and `..` would address something else, so a request with one of them is an
/// error before anything is sent.
///
/// ```
/// use graph_resource::Key;
/// use std::borrow::Cow;
///
/// struct ConnectionId(String);
///
/// impl Key for ConnectionId {
///     fn key(&self) -> Cow<'_, str> {
///         Cow::Borrowed(&self.0)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a key of a path",
    label = "not a key",
    note = "a key is a string, an integer or a `uuid::Uuid` (feature `uuid`); implement `graph_resource::Key` for a type of your own",
    note = "what may be missing, an `Option`, addresses nothing: take what is in it first"
)]
pub trait Key {
    /// The key as text, not encoded.
    fn key(&self) -> Cow<'_, str>;
}

impl Key for str {
    fn key(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Key for String {
    fn key(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Key for char {
    fn key(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }
}

impl<K: Key + ?Sized> Key for &K {
    fn key(&self) -> Cow<'_, str> {
        (**self).key()
    }
}

impl<K: Key + ?Sized> Key for Box<K> {
    fn key(&self) -> Cow<'_, str> {
        (**self).key()
    }
}

impl<K: Key + ?Sized> Key for std::sync::Arc<K> {
    fn key(&self) -> Cow<'_, str> {
        (**self).key()
    }
}

impl<K: Key + ToOwned + ?Sized> Key for Cow<'_, K> {
    fn key(&self) -> Cow<'_, str> {
        (**self).key()
    }
}

macro_rules! displayed {
    ($($ty:ty)*) => {$(
        impl Key for $ty {
            fn key(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }
        }
    )*};
}

displayed!(bool i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
