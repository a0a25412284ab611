//! Pages and the links between them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::http::HeaderMap;
use percent_encoding::percent_decode_str;
use uuid::Uuid;

use crate::failure::Failure;

/// The largest page of a directory collection.
const DIRECTORY_MAX: u64 = 999;

/// The links that were given out, and where each goes on.
///
/// A link is good only as a whole: a client that takes it apart and puts it together otherwise gets an error.
#[derive(Debug, Default)]
pub(crate) struct Links(Mutex<HashMap<Vec<u8>, usize>>);

impl Links {
    /// A link to what follows the first `offset` items of the collection that `raw` asked for.
    pub(crate) fn issue(&self, base_url: &str, raw: &str, offset: usize) -> String {
        let link = with_token(raw, &token());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(normal(&link), offset);
        format!("{base_url}{link}")
    }

    /// Where the link `raw` goes on.
    pub(crate) fn follow(&self, raw: &str) -> Result<usize, Failure> {
        let links = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let offset = links.get(&normal(raw)).copied();
        offset.ok_or_else(|| Failure::bad_request("this is no link that was given out: use `@odata.nextLink` as it is"))
    }
}

/// Clients may escape a character that needs no escape, which leaves the meaning as it was.
fn normal(raw: &str) -> Vec<u8> {
    percent_decode_str(raw).collect()
}

/// Real tokens hold whatever their service likes, so this one holds what is easily damaged.
fn token() -> String {
    format!("RFNwdAIAAQ%27{}%20~!%2B%3D%26", Uuid::new_v4().simple())
}

fn with_token(raw: &str, token: &str) -> String {
    let (path, query) = raw.split_once('?').unwrap_or((raw, ""));
    let kept = query.split('&').filter(|piece| !piece.is_empty() && !is_skip_token(piece));
    let mut link = format!("{path}?");
    for piece in kept {
        link.push_str(piece);
        link.push('&');
    }
    link + "$skiptoken=" + token
}

fn is_skip_token(piece: &str) -> bool {
    let name = piece.split('=').next().unwrap_or_default();
    percent_decode_str(name).decode_utf8_lossy().eq_ignore_ascii_case("$skiptoken")
}

/// How many items a page holds: what `$top` says, else what `Prefer: odata.maxpagesize` says, else the default.
pub(crate) fn page_size(
    top: Option<u64>,
    headers: &HeaderMap,
    default: usize,
    is_directory: bool,
) -> Result<usize, Failure> {
    let Some(asked) = top.or_else(|| preferred(headers)) else {
        return Ok(default);
    };
    if is_directory && !(1..=DIRECTORY_MAX).contains(&asked) {
        let message = format!("a page holds 1 to {DIRECTORY_MAX} items, not {asked}");
        return Err(Failure::directory_bad_request(message));
    }
    Ok(usize::try_from(asked).unwrap_or(usize::MAX))
}

fn preferred(headers: &HeaderMap) -> Option<u64> {
    let values = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    let mut preferences = values.flat_map(|value| value.split(',')).map(str::trim);
    let size: u64 = preferences.find_map(|it| it.strip_prefix("odata.maxpagesize="))?.parse().ok()?;
    Some(size).filter(|&size| size > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_repeats_the_query_and_works_only_whole() {
        let links = Links::default();
        let link = links.issue("http://h", "/v1.0/users?$select=id", 2);
        let raw = link.strip_prefix("http://h").unwrap();
        assert!(raw.starts_with("/v1.0/users?$select=id&$skiptoken="), "{raw}");
        assert_eq!(links.follow(raw), Ok(2));
        assert_eq!(links.follow(&raw.replace('$', "%24")), Ok(2));
        assert!(links.follow(&raw.replace("%27", "%2527")).is_err());
        assert!(links.follow(&raw.replace("$select=id&", "")).is_err());
    }

    #[test]
    fn the_next_link_replaces_the_token() {
        assert_eq!(with_token("/a?$top=1&%24skiptoken=x", "y"), "/a?$top=1&$skiptoken=y");
        assert_eq!(with_token("/a", "y"), "/a?$skiptoken=y");
    }

    #[test]
    fn the_size_of_a_page() {
        let mut headers = HeaderMap::new();
        assert_eq!(page_size(None, &headers, 100, true), Ok(100));
        headers.insert("prefer", "return=minimal, odata.maxpagesize=7".parse().unwrap());
        assert_eq!(page_size(None, &headers, 100, false), Ok(7));
        assert_eq!(page_size(Some(3), &headers, 100, false), Ok(3));
        assert!(page_size(Some(1000), &headers, 100, true).is_err());
        assert!(page_size(Some(0), &headers, 100, true).is_err());
        assert_eq!(page_size(Some(0), &headers, 100, false), Ok(0));
    }
}
