//! The result of a conditional read.

/// The result of a conditional read: of a [`Conditional`](super::Conditional) or a
/// [`ConditionalContent`](super::ConditionalContent).
///
/// ```
/// use graph_resource::conditional::Fetched;
///
/// /// A value and the entity tag to read it again with.
/// struct Cached<T> { value: T, etag: Option<String> }
///
/// impl<T> Cached<T> {
///     fn refresh(&mut self, fetched: Fetched<T>) {
///         match fetched {
///             Fetched::NotModified => {}
///             Fetched::Modified { value, etag, .. } => *self = Cached { value, etag },
///         }
///     }
/// }
///
/// let mut cached = Cached { value: 1, etag: Some("\"1\"".to_owned()) };
/// cached.refresh(Fetched::NotModified);
/// assert_eq!(cached.value, 1);
/// cached.refresh(Fetched::modified(2, Some("\"2\"".to_owned())));
/// assert_eq!((cached.value, cached.etag.as_deref()), (2, Some("\"2\"")));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Fetched<T> {
    /// The value has not changed (`304 Not Modified`): the caller's copy and its entity tag are still valid.
    NotModified,
    /// The value has changed, or the service does not support the condition.
    #[non_exhaustive]
    Modified {
        /// The value.
        value: T,
        /// Its entity tag, for the next conditional read: from the header `ETag`, or else from the `@odata.etag` of the
        /// object. `None` if the service sent neither.
        etag: Option<String>,
    },
}

impl<T> Fetched<T> {
    /// Creates [`Fetched::Modified`], for tests of code that takes one.
    pub fn modified(value: T, etag: Option<String>) -> Self {
        Fetched::Modified { value, etag }
    }

    /// Returns whether the value has not changed.
    pub fn is_not_modified(&self) -> bool {
        matches!(self, Fetched::NotModified)
    }

    /// Returns the value if it has changed.
    ///
    /// ```
    /// # use graph_resource::conditional::Fetched;
    /// # let (cached, fetched) = (1, Fetched::NotModified);
    /// let current = fetched.into_modified().unwrap_or(cached);
    /// # assert_eq!(current, 1);
    /// ```
    pub fn into_modified(self) -> Option<T> {
        match self {
            Fetched::NotModified => None,
            Fetched::Modified { value, .. } => Some(value),
        }
    }

    /// Returns the entity tag of a value that has changed, if the service sent one.
    pub fn etag(&self) -> Option<&str> {
        match self {
            Fetched::NotModified => None,
            Fetched::Modified { etag, .. } => etag.as_deref(),
        }
    }

    /// Converts the value, if it has changed.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Fetched<U> {
        match self {
            Fetched::NotModified => Fetched::NotModified,
            Fetched::Modified { value, etag } => Fetched::Modified {
                value: convert(value),
                etag,
            },
        }
    }
}
