//! Pages and the links between them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::HeaderMap;
use percent_encoding::percent_decode_str;
use uuid::Uuid;

use crate::delta::Round;
use crate::failure::Failure;

/// The largest page of a directory collection.
const DIRECTORY_MAX: u64 = 999;

/// The links that were given out, and where each goes on.
///
/// A link is good only as a whole: a client that takes it apart and puts it together otherwise gets an error.
#[derive(Debug, Default)]
pub(crate) struct Links(Mutex<HashMap<Vec<u8>, Step>>);

/// What a link leads to.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// What follows the first items of a collection.
    Offset(usize),
    /// The same answer as another request.
    Again(String),
    /// What follows the first entries of a round of changes.
    Within(Arc<Round>, usize),
    /// What changed since the first changes.
    Since(usize),
    /// A new enumeration for which changes are tracked.
    Fresh,
    /// Nothing any more.
    Expired,
}

impl Links {
    /// A link to a step of what `raw` asked for.
    pub(crate) fn issue(&self, base_url: &str, raw: &str, step: Step) -> String {
        self.issue_as("$skiptoken", base_url, raw, step)
    }

    /// The same with a token of that name.
    pub(crate) fn issue_as(&self, name: &str, base_url: &str, raw: &str, step: Step) -> String {
        let link = with_token(raw, name, &token());
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(normal(&link), step);
        format!("{base_url}{link}")
    }

    /// Another link to what `raw` leads to.
    pub(crate) fn again(&self, base_url: &str, raw: &str) -> String {
        self.issue(base_url, raw, Step::Again(raw.to_owned()))
    }

    /// The request that `raw` means, if it is another link to it.
    pub(crate) fn meant(&self, raw: &str) -> String {
        let mut raw = raw.to_owned();
        while let Ok(Step::Again(meant)) = self.follow(&raw) {
            raw = meant;
        }
        raw
    }

    /// Lets all links to changes lead to nothing.
    pub(crate) fn expire_changes(&self) {
        let mut links = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let changes = links
            .values_mut()
            .filter(|step| matches!(step, Step::Within(..) | Step::Since(_)));
        changes.for_each(|step| *step = Step::Expired);
    }

    /// Where the link `raw` goes on.
    pub(crate) fn follow(&self, raw: &str) -> Result<Step, Failure> {
        let links = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        links.get(&normal(raw)).cloned().ok_or_else(unknown)
    }

    /// How many items go before what the link `raw` leads to.
    pub(crate) fn offset(&self, raw: &str) -> Result<usize, Failure> {
        match self.follow(raw)? {
            Step::Offset(offset) => Ok(offset),
            _ => Err(unknown()),
        }
    }
}

fn unknown() -> Failure {
    Failure::bad_request(
        "this is no link that was given out: use it as it is, to the last character",
    )
}

/// Clients may escape a character that needs no escape, which leaves the meaning as it was.
fn normal(raw: &str) -> Vec<u8> {
    percent_decode_str(raw).collect()
}

/// Real tokens hold whatever their service likes, so this one holds what is easily damaged.
fn token() -> String {
    format!("RFNwdAIAAQ%27{}%20~!%2B%3D%26", Uuid::new_v4().simple())
}

pub(crate) fn with_token(raw: &str, name: &str, token: &str) -> String {
    let mut link = restart(raw);
    link.push(if link.contains('?') { '&' } else { '?' });
    link + name + "=" + token
}

/// The request without what made it go on from somewhere.
pub(crate) fn restart(raw: &str) -> String {
    let (path, query) = raw.split_once('?').unwrap_or((raw, ""));
    let kept: Vec<_> = pieces(query).filter(|piece| !is_token(piece)).collect();
    if kept.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", kept.join("&"))
    }
}

/// Whether the request goes on from somewhere.
pub(crate) fn is_link(raw: &str) -> bool {
    pieces(raw.split_once('?').map_or("", |(_, query)| query)).any(is_token)
}

/// Whether the request goes on with changes.
pub(crate) fn is_delta_link(raw: &str) -> bool {
    let path = raw.split('?').next().unwrap_or_default();
    // A token that is empty or `latest` was never given out.
    let is_given =
        |piece: &str| is_token(piece) && !piece.ends_with('=') && !piece.ends_with("=latest");
    let query = raw.split_once('?').map_or("", |(_, query)| query);
    pieces(query).any(is_given) && is_delta(path.rsplit('/').next().unwrap_or_default())
}

/// Whether a segment asks for changes.
pub(crate) fn is_delta(segment: &str) -> bool {
    let name = segment.strip_suffix("()").unwrap_or(segment);
    ["delta", "microsoft.graph.delta"]
        .iter()
        .any(|it| name.eq_ignore_ascii_case(it))
}

fn pieces(query: &str) -> impl Iterator<Item = &str> {
    query.split('&').filter(|piece| !piece.is_empty())
}

fn is_token(piece: &str) -> bool {
    let name = piece.split('=').next().unwrap_or_default();
    let name = percent_decode_str(name).decode_utf8_lossy();
    ["$skiptoken", "$deltatoken", "token"]
        .iter()
        .any(|it| name.eq_ignore_ascii_case(it))
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
    let values = headers
        .get_all("prefer")
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut preferences = values.flat_map(|value| value.split(',')).map(str::trim);
    let size: u64 = preferences
        .find_map(|it| it.strip_prefix("odata.maxpagesize="))?
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
        let link = links.issue("http://h", "/v1.0/users?$select=id", Step::Offset(2));
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
        let again = |raw: &str| links.again("", raw);
        let first = again("/v1.0/users?$top=1");
        assert_eq!(links.meant(&again(&first)), "/v1.0/users?$top=1");
        assert_eq!(links.meant("/v1.0/users"), "/v1.0/users");
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
