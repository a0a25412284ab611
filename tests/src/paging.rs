//! Page sizes and the links between pages.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::HeaderMap;
use percent_encoding::percent_decode_str;
use uuid::Uuid;

use crate::delta::Round;
use crate::failure::Failure;

/// The largest page of a directory collection.
const DIRECTORY_MAX: u64 = 999;

/// The issued links and their targets.
///
/// A link is only valid as a whole: a client that takes it apart and reassembles it differently gets an error.
#[derive(Debug, Default)]
pub(crate) struct Links(Mutex<HashMap<Vec<u8>, LinkTarget>>);

/// The target of a link.
#[derive(Debug, Clone)]
pub(crate) enum LinkTarget {
    /// The items of a collection from this offset on.
    Offset(usize),
    /// The same response as to another request.
    SameAs(String),
    /// The entries of a delta round from this offset on.
    InRound(Arc<Round>, usize),
    /// The changes after this many.
    Since(usize),
    /// A new first round.
    Fresh,
    /// An expired link.
    Expired,
}

impl Links {
    /// Issues a link from the request `raw` to a target.
    pub(crate) fn issue(&self, base_url: &str, raw: &str, target: LinkTarget) -> String {
        self.issue_as("$skiptoken", base_url, raw, target)
    }

    /// Issues a link with a token of this name.
    pub(crate) fn issue_as(
        &self,
        name: &str,
        base_url: &str,
        raw: &str,
        target: LinkTarget,
    ) -> String {
        let link = with_token(raw, name, &token());
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(normalized(&link), target);
        format!("{base_url}{link}")
    }

    /// Issues another link to the response to `raw`.
    pub(crate) fn issue_alternative(&self, base_url: &str, raw: &str) -> String {
        self.issue(base_url, raw, LinkTarget::SameAs(raw.to_owned()))
    }

    /// The request that `raw` is an alternative link to, or `raw` itself.
    pub(crate) fn original_request(&self, raw: &str) -> String {
        let mut raw = raw.to_owned();
        while let Ok(LinkTarget::SameAs(original)) = self.follow(&raw) {
            raw = original;
        }
        raw
    }

    /// Expires all links to changes.
    pub(crate) fn expire_changes(&self) {
        let mut links = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let changes = links
            .values_mut()
            .filter(|target| matches!(target, LinkTarget::InRound(..) | LinkTarget::Since(_)));
        changes.for_each(|target| *target = LinkTarget::Expired);
    }

    /// The target of the link `raw`.
    pub(crate) fn follow(&self, raw: &str) -> Result<LinkTarget, Failure> {
        let links = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        links.get(&normalized(raw)).cloned().ok_or_else(unknown)
    }

    /// The offset that the link `raw` leads to.
    pub(crate) fn offset(&self, raw: &str) -> Result<usize, Failure> {
        match self.follow(raw)? {
            LinkTarget::Offset(offset) => Ok(offset),
            _ => Err(unknown()),
        }
    }
}

fn unknown() -> Failure {
    Failure::bad_request(
        "this link was not issued by the service: follow links unmodified, to the last character",
    )
}

/// Decodes a link, since a client may escape a character that needs no escape.
fn normalized(raw: &str) -> Vec<u8> {
    percent_decode_str(raw).collect()
}

/// Real tokens are opaque, so this one contains characters that are easily damaged.
fn token() -> String {
    format!("RFNwdAIAAQ%27{}%20~!%2B%3D%26", Uuid::new_v4().simple())
}

pub(crate) fn with_token(raw: &str, name: &str, token: &str) -> String {
    let mut link = restart(raw);
    link.push(if link.contains('?') { '&' } else { '?' });
    link + name + "=" + token
}

/// The request without its continuation tokens.
pub(crate) fn restart(raw: &str) -> String {
    let (path, query) = raw.split_once('?').unwrap_or((raw, ""));
    let kept: Vec<_> = options_of(query)
        .filter(|option| !is_token(option))
        .collect();
    if kept.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", kept.join("&"))
    }
}

/// Whether the request has a continuation token.
pub(crate) fn is_link(raw: &str) -> bool {
    options_of(raw.split_once('?').map_or("", |(_, query)| query)).any(is_token)
}

/// Whether the request follows a link of a delta query.
pub(crate) fn is_delta_link(raw: &str) -> bool {
    let path = raw.split('?').next().unwrap_or_default();
    // An empty token and `latest` are not issued by the service.
    let is_issued =
        |option: &str| is_token(option) && !option.ends_with('=') && !option.ends_with("=latest");
    let query = raw.split_once('?').map_or("", |(_, query)| query);
    options_of(query).any(is_issued) && is_delta(path.rsplit('/').next().unwrap_or_default())
}

/// Whether a segment is the delta function.
pub(crate) fn is_delta(segment: &str) -> bool {
    let name = segment.strip_suffix("()").unwrap_or(segment);
    ["delta", "microsoft.graph.delta"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

fn options_of(query: &str) -> impl Iterator<Item = &str> {
    query.split('&').filter(|option| !option.is_empty())
}

fn is_token(option: &str) -> bool {
    let name = option.split('=').next().unwrap_or_default();
    let name = percent_decode_str(name).decode_utf8_lossy();
    ["$skiptoken", "$deltatoken", "token"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

/// The page size: `$top`, else `Prefer: odata.maxpagesize`, else the default.
pub(crate) fn page_size(
    top: Option<u64>,
    headers: &HeaderMap,
    default: usize,
    is_directory: bool,
) -> Result<usize, Failure> {
    let Some(size) = top.or_else(|| preferred(headers)) else {
        return Ok(default);
    };
    if is_directory && !(1..=DIRECTORY_MAX).contains(&size) {
        let message = format!("a page has 1 to {DIRECTORY_MAX} items, not {size}");
        return Err(Failure::directory_bad_request(message));
    }
    Ok(usize::try_from(size).unwrap_or(usize::MAX))
}

/// Checks `$top` against the largest page of a kind.
pub(crate) fn check_top(top: Option<u64>, max: Option<u64>) -> Result<(), Failure> {
    match (top, max) {
        (Some(top), Some(max)) if top > max => Err(Failure::bad_request(format!(
            "The limit of '{max}' for Top query has been exceeded. The value from the incoming request is '{top}'."
        ))),
        _ => Ok(()),
    }
}

fn preferred(headers: &HeaderMap) -> Option<u64> {
    let values = headers
        .get_all("prefer")
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut preferences = values.flat_map(|value| value.split(',')).map(str::trim);
    let size: u64 = preferences
        .find_map(|preference| preference.strip_prefix("odata.maxpagesize="))?
        .parse()
        .ok()?;
    Some(size).filter(|&size| size > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_next_link_repeats_the_query_and_works_only_unmodified() {
        let links = Links::default();
        let link = links.issue("http://h", "/v1.0/users?$select=id", LinkTarget::Offset(2));
        let raw = link.strip_prefix("http://h").unwrap();
        assert!(
            raw.starts_with("/v1.0/users?$select=id&$skiptoken="),
            "{raw}"
        );
        assert_eq!(links.offset(raw), Ok(2));
        assert_eq!(links.offset(&raw.replace('$', "%24")), Ok(2));
        assert!(links.offset(&raw.replace("%27", "%2527")).is_err());
        assert!(links.offset(&raw.replace("$select=id&", "")).is_err());
    }

    #[test]
    fn an_alternative_next_link_leads_to_the_same_page() {
        let links = Links::default();
        let alternative = |raw: &str| links.issue_alternative("", raw);
        let first = alternative("/v1.0/users?$top=1");
        assert_eq!(
            links.original_request(&alternative(&first)),
            "/v1.0/users?$top=1"
        );
        assert_eq!(links.original_request("/v1.0/users"), "/v1.0/users");
        assert!(links.offset(&first).is_err());
    }

    #[test]
    fn every_next_link_has_a_new_token() {
        assert_eq!(
            with_token("/a?$top=1&%24skiptoken=x", "$skiptoken", "y"),
            "/a?$top=1&$skiptoken=y"
        );
        assert_eq!(with_token("/a", "token", "y"), "/a?token=y");
        assert_eq!(restart("/a?$DeltaToken=x&$top=1"), "/a?$top=1");
        assert!(is_link("/a?$top=1&token=x") && !is_link("/a?$top=1"));
        assert!(is_delta_link("/a/delta()?$deltatoken=x") && !is_delta_link("/a?$skiptoken=x"));
        assert!(!is_delta_link("/a/delta?$deltatoken=latest") && !is_delta_link("/a/delta?token="));
    }

    #[test]
    fn the_page_size_follows_top_and_preference() {
        let mut headers = HeaderMap::new();
        assert_eq!(page_size(None, &headers, 100, true), Ok(100));
        headers.insert(
            "prefer",
            "return=minimal, odata.maxpagesize=7".parse().unwrap(),
        );
        assert_eq!(page_size(None, &headers, 100, false), Ok(7));
        assert_eq!(page_size(Some(3), &headers, 100, false), Ok(3));
        assert!(page_size(Some(1000), &headers, 100, true).is_err());
        assert!(page_size(Some(0), &headers, 100, true).is_err());
        assert_eq!(page_size(Some(0), &headers, 100, false), Ok(0));
    }
}
