//! Values that a program stores as a string.

use std::fmt;

/// Why a string is not a stored value. It does not show the string, which may hold personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotStored {
    /// What was expected, such as `a delta link`.
    pub(super) expected: &'static str,
    pub(super) reason: &'static str,
}

impl fmt::Display for NotStored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this is not {}: {}", self.expected, self.reason)
    }
}

/// Lets serde store a type as the string of its `as_str`, and read it with its `parse`.
macro_rules! stored_as_string {
    ($name:ident) => {
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                let stored = String::deserialize(deserializer)?;
                $name::parse(&stored).map_err(::serde::de::Error::custom)
            }
        }
    };
}

pub(super) use stored_as_string;
