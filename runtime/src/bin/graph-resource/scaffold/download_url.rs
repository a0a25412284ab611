//! The annotation that has another name in `$select` than in JSON.

/// The annotation with the address of a file's content, as it is in JSON.
pub(crate) const DOWNLOAD_URL: &str = "@microsoft.graph.downloadUrl";
/// Its name in `$select`.
pub(crate) const SELECTED_DOWNLOAD_URL: &str = "content.downloadUrl";
