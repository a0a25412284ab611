//! What was sent to a fake.

/// A request that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// `GET`, and `POST` for a batch.
    pub method: String,
    /// The URL below the version, as the request's `Display` has it; of another host, the whole URL.
    pub url: String,
    /// The headers, with names in lower case and without the token.
    pub headers: Vec<(String, String)>,
    /// Whether the token was with it. A part of a batch has that of the batch.
    pub authorized: bool,
}

impl RecordedRequest {
    /// The value of a header; `name` in any letter case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}
