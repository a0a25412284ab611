//! Bytes: photos, attachments, files of a drive, reports.

/// Bytes that the service sends as they are; [`Data::file`](super::Data::file) adds them to the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub(crate) bytes: Vec<u8>,
    pub(crate) content_type: String,
    pub(crate) is_elsewhere: bool,
}

impl File {
    /// Bytes of a media type such as `image/jpeg`.
    pub fn new(content_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: bytes.into(),
            content_type: content_type.to_owned(),
            is_elsewhere: false,
        }
    }

    /// Serves the bytes from the download host, to which the service redirects with a URL that needs no token.
    #[must_use]
    pub fn elsewhere(mut self) -> Self {
        self.is_elsewhere = true;
        self
    }
}
