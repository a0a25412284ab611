//! The values of a path's placeholders.

use std::borrow::Cow;
use std::sync::Arc;

/// A value for a placeholder of a path, such as the `<userId>` of `/users/<userId>`.
///
/// Strings, integers, Booleans and characters are keys; with the features `uuid`, `chrono`, `time` and `jiff`, so are
/// GUIDs, dates and times.
///
/// A key always stays within its place in the path: `/`, `?`, `#`, `%`, spaces and non-ASCII characters are
/// percent-encoded. Only a placeholder for several segments, such as `<itemPath..>`, keeps `/`. As a segment of the
/// path, an empty key, `.` and `..` would address a different resource, so a request with one of them fails before
/// anything is sent. Only the path of a file or folder, as in `root:/<itemPath..>`, may be empty or have a slash at
/// each end: `""` and `"/"` are the root.
///
/// Implement the trait for an identifier type of your own:
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
    message = "`{Self}` cannot be used as a key in a path",
    label = "expected a string, an integer or another key",
    note = "to use a type of your own, implement `graph_resource::Key` for it; unwrap an `Option` first; GUIDs need the feature `uuid`"
)]
pub trait Key {
    /// Returns the key as a string, not encoded.
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

impl<K: Key + ToOwned + ?Sized> Key for Cow<'_, K> {
    fn key(&self) -> Cow<'_, str> {
        (**self).key()
    }
}

macro_rules! pointer_keys {
    ($($ty:ty)*) => {$(
        impl<K: Key + ?Sized> Key for $ty {
            fn key(&self) -> Cow<'_, str> {
                (**self).key()
            }
        }
    )*};
}

macro_rules! display_keys {
    ($($ty:ty)*) => {$(
        impl Key for $ty {
            fn key(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }
        }
    )*};
}

pointer_keys!(&K Box<K> Arc<K>);
display_keys!(bool char i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
