//! Strings that must not be shown.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use zeroize::Zeroizing;

/// A string that `Debug` does not show, and that is overwritten when its last clone is dropped. Cheap to clone.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(Arc<Zeroizing<String>>);

impl Secret {
    /// Takes ownership of the string, so that no copy of it is left behind.
    pub(crate) fn new(secret: String) -> Self {
        Self(Arc::new(Zeroizing::new(secret)))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Hash for Secret {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}
