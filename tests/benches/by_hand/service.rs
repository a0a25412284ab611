//! What a server is to send.

use crate::link::Link;

#[derive(Clone, Copy)]
pub struct Service {
    /// How many pages a listing has.
    pub pages: usize,
    /// How many users a page has.
    pub page_size: usize,
    /// Whether listed users have all properties, or those that are selected.
    pub whole: bool,
    /// Whether pages are compressed.
    pub gzip: bool,
    pub link: Option<Link>,
    pub tls: bool,
}
