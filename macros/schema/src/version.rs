//! The versions of the service.

use std::fmt;

/// A version of Microsoft Graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ApiVersion {
    /// `v1.0`: the stable version.
    V1,
    /// `beta`: the preview version.
    Beta,
}

impl ApiVersion {
    /// Returns the version as URLs have it: `v1.0` or `beta`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V1 => "v1.0",
            Self::Beta => "beta",
        }
    }

    /// Returns the version that URLs write like this, in any letter case.
    pub fn from_segment(segment: &str) -> Option<Self> {
        let versions = [Self::V1, Self::Beta];
        versions
            .into_iter()
            .find(|version| segment.eq_ignore_ascii_case(version.as_str()))
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
