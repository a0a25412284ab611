//! The national clouds and the API versions.

use std::fmt;

/// A Microsoft cloud, which decides the root URL of the service and the scope of its tokens.
///
/// A token that was issued in one cloud is not valid in another. The endpoints are listed in [National cloud deployments].
///
/// [National cloud deployments]: https://learn.microsoft.com/graph/deployments
///
/// ```
/// use graph_resource::Cloud;
///
/// assert_eq!(Cloud::UsGov.root(), "https://graph.microsoft.us");
/// assert_eq!(Cloud::UsGov.scope(), "https://graph.microsoft.us/.default");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Cloud {
    /// The global service, which also serves US Government GCC tenants.
    #[default]
    Global,
    /// US Government L4 (GCC High).
    UsGov,
    /// US Government L5 (Department of Defense).
    UsGovDod,
    /// China, operated by 21Vianet.
    China,
}

impl Cloud {
    pub(crate) const ALL: [Self; 4] = [Self::Global, Self::UsGov, Self::UsGovDod, Self::China];

    /// Returns the root URL of the service without a version, such as `https://graph.microsoft.com`.
    pub fn root(self) -> &'static str {
        match self {
            Self::Global => "https://graph.microsoft.com",
            Self::UsGov => "https://graph.microsoft.us",
            Self::UsGovDod => "https://dod-graph.microsoft.us",
            Self::China => "https://microsoftgraph.chinacloudapi.cn",
        }
    }

    /// Returns the scope to request a token for, such as `https://graph.microsoft.com/.default`. It includes every
    /// permission that the application was granted.
    pub fn scope(self) -> &'static str {
        match self {
            Self::Global => "https://graph.microsoft.com/.default",
            Self::UsGov => "https://graph.microsoft.us/.default",
            Self::UsGovDod => "https://dod-graph.microsoft.us/.default",
            Self::China => "https://microsoftgraph.chinacloudapi.cn/.default",
        }
    }
}

/// A version of the Microsoft Graph API.
///
/// ```
/// use graph_resource::ApiVersion;
///
/// assert_eq!(ApiVersion::V1.to_string(), "v1.0");
/// assert_eq!(ApiVersion::Beta.to_string(), "beta");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum ApiVersion {
    /// `v1.0`: the stable version, supported in production.
    #[default]
    V1,
    /// `beta`: the preview version, which may change at any time.
    Beta,
}

impl ApiVersion {
    /// Returns the version as the path segment of a URL.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V1 => "v1.0",
            Self::Beta => "beta",
        }
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
