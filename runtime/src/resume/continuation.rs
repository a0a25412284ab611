//! The position in a listing, which can be stored and resumed by another process.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use crate::resume::position::Position;
use crate::resume::stored::{NotStored, stored_as_string};

/// The position of a stream of items: all items before it have been delivered, and none after it.
///
/// A continuation is opaque. It belongs to one service and one request, and [`List::resume`](crate::List::resume)
/// rejects any other.
///
/// Within a page it counts the items that were delivered. If the service changes that page, or splits the listing into
/// pages differently, before the listing is resumed, items close to the position may be repeated or skipped. Between two
/// pages the position depends on the service's link alone.
///
/// A continuation can be stored as a string, or with serde as the same string. It holds links of the service, which may
/// repeat personal data of the query, so keep it out of logs: `Debug` does not show it, and there is no `Display`.
/// Parsing returns an error of the kind [`Request`](crate::ErrorKind::Request) if the string is not a continuation.
///
/// ```
/// # use graph_resource::Continuation;
/// # fn store(continuation: &Continuation) -> Result<Continuation, graph_resource::Error> {
/// let stored: String = continuation.as_str().to_owned();
/// let restored: Continuation = stored.parse()?;
/// # Ok(restored) }
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Continuation {
    content: Content,
    /// The content as JSON.
    stored: String,
}

/// What a continuation consists of.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    origin: String,
    /// The digest of the request, so that no other request resumes from here.
    request: u64,
    #[serde(rename = "at")]
    position: Position,
    /// The number of items of the page that have been delivered.
    delivered: usize,
}

/// What differs between a continuation and the request that is to resume from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mismatch {
    Service,
    Request,
}

impl Continuation {
    /// `origin` is the root of the service, `request` the digest of the request.
    pub(crate) fn new(origin: &str, request: u64, position: Position, delivered: usize) -> Self {
        Continuation::of(Content {
            origin: origin.to_owned(),
            request,
            position,
            delivered,
        })
    }

    fn of(content: Content) -> Self {
        // Strings and numbers can always be written.
        let stored = serde_json::to_string(&content).unwrap_or_default();
        Continuation { content, stored }
    }

    /// Restores a continuation from what [`as_str`](Self::as_str) returned.
    pub(crate) fn parse(stored: &str) -> Result<Self, NotStored> {
        let expected = "a continuation";
        match serde_json::from_str(stored) {
            Ok(content) => Ok(Continuation::of(content)),
            Err(error) => Err(NotStored {
                expected,
                reason: reason(&error, stored),
            }),
        }
    }

    /// Returns the continuation as a string, to be stored. Parsing the string restores it.
    pub fn as_str(&self) -> &str {
        &self.stored
    }

    /// Returns the page to read next and the number of its items to skip, if the continuation belongs to this request.
    pub(crate) fn position_for(
        self,
        origin: &str,
        request: u64,
    ) -> Result<(Position, usize), Mismatch> {
        let content = self.content;
        if content.origin != origin {
            return Err(Mismatch::Service);
        }
        if content.request != request {
            return Err(Mismatch::Request);
        }
        Ok((content.position, content.delivered))
    }
}

/// Why a string is not a continuation. The error itself may quote the string.
fn reason(error: &serde_json::Error, stored: &str) -> &'static str {
    match error.classify() {
        _ if stored.trim().is_empty() => "it is empty",
        Category::Eof => "it is cut off",
        Category::Data => "its fields are not those that this version of the library writes",
        Category::Syntax | Category::Io => "it was changed after it was stored, or was never one",
    }
}

stored_as_string!(Continuation);

impl fmt::Debug for Continuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Continuation")
            .field("delivered", &self.content.delivered)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_says_why_a_string_is_not_a_continuation() {
        let link = Position::Link("https://x/secret".to_owned());
        let stored = Continuation::new("https://secret", 7, link, 3).stored;
        assert!(Continuation::parse(&stored).is_ok());
        for (text, reason) in [
            (String::new(), "empty"),
            ("\n".to_owned(), "empty"),
            (stored[..stored.len() - 1].to_owned(), "cut off"),
            ("https://secret".to_owned(), "never one"),
            (
                stored.replace("\"request\":7", "\"request\":secret"),
                "changed",
            ),
            (stored.replace(":7", ":\"secret\""), "fields"),
            (stored.replace("\"Link\"", "\"secret\""), "fields"),
            (stored.replace("delivered", "secret"), "fields"),
            (stored.replace('{', "{\"secret\":1,"), "fields"),
        ] {
            let error = Continuation::parse(&text).unwrap_err().to_string();
            assert!(error.contains(reason), "{text}: {error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
