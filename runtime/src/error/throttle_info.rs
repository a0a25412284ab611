//! What the service reports about a limit that is close or exceeded.

/// What the service reports about its limits, from the headers `x-ms-throttle-*`.
///
/// The service sends them when more than 80 % of a limit is used
/// ([throttling limits](https://learn.microsoft.com/graph/throttling-limits)).
///
/// ```
/// # fn show(error: graph_resource::Error) {
/// if let Some(throttle) = error.throttle() {
///     eprintln!("{:?} of the limit {:?}", throttle.limit_percentage, throttle.scope);
/// }
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct ThrottleInfo {
    /// The used share of the limit as the service wrote it: a fraction such as `0.85`, from `0.8` to `1.8`.
    pub limit_percentage: Option<Box<str>>,
    /// The scope of the limit, such as `Tenant_Application/ReadWrite/…`.
    pub scope: Option<Box<str>>,
    /// The reason, such as `CPULimitExceeded`.
    pub information: Option<Box<str>>,
}

impl ThrottleInfo {
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut Box<str>> {
        [
            self.limit_percentage.as_mut(),
            self.scope.as_mut(),
            self.information.as_mut(),
        ]
        .into_iter()
        .flatten()
    }
}

impl ThrottleInfo {
    /// The used share of the limit as a number.
    pub(crate) fn used_share(&self) -> Option<f64> {
        self.limit_percentage.as_deref()?.parse().ok()
    }
}
