//! What the service says of a limit that is near or was passed.

/// What the service says of its limits, in the headers `x-ms-throttle-*`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ThrottleInfo {
    /// How much of the limit is used up, as the service wrote it: `0.8` to `1.8`.
    pub limit_percentage: Option<Box<str>>,
    /// Whom the limit is for: `Tenant_Application/ReadWrite/…`.
    pub scope: Option<Box<str>>,
    /// Why, such as `CPULimitExceeded`.
    pub information: Option<Box<str>>,
}
