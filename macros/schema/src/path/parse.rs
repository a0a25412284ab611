//! Parsing a path from a string.

use crate::version::ApiVersion;
use std::error::Error;
use std::fmt;

use super::arguments;
use super::segment::{Path, Segment, SegmentKind};

/// Why a string is not a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathSyntaxError {
    /// The offset of the character that has no counterpart.
    pub offset: usize,
    /// The character.
    pub unclosed: char,
}

impl fmt::Display for PathSyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { offset, unclosed } = self;
        write!(
            f,
            "the `{unclosed}` at byte {offset} of the path is not closed"
        )
    }
}

impl Error for PathSyntaxError {}

impl Path {
    /// Parses a path. Placeholders are written `<name>` or, as in the reference, `{name}`; `<name..>` takes several
    /// segments. The scheme and host of a URL, the version, and a query are not part of the path.
    ///
    /// ```
    /// use graph_resource_schema::ApiVersion;
    /// use graph_resource_schema::path::Path;
    ///
    /// let path = Path::parse("https://graph.microsoft.com/beta/users/<userId>/messages?$top=1")?;
    /// assert_eq!(path.version, Some(ApiVersion::Beta));
    /// assert_eq!(path.segments.len(), 3);
    /// # Ok::<(), graph_resource_schema::path::PathSyntaxError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if a parenthesis, a quote, or a placeholder is not closed.
    pub fn parse(text: &str) -> Result<Self, PathSyntaxError> {
        let start = path_start(text);
        let mut segments = Vec::new();
        for place in segment_places(text, start)? {
            let written = &text[place];
            if !written.is_empty() {
                segments.push(segment(written));
            }
        }
        let version = take_version(&mut segments);
        Ok(Self { version, segments })
    }
}

/// The offset after the scheme and host of a URL.
fn path_start(text: &str) -> usize {
    match text.find("://") {
        Some(scheme) if text[..scheme].chars().all(|c| c.is_ascii_alphanumeric()) => {
            let host = scheme + 3;
            text[host..].find('/').map_or(text.len(), |end| host + end)
        }
        _ => 0,
    }
}

fn take_version(segments: &mut Vec<Segment>) -> Option<ApiVersion> {
    let version = ApiVersion::from_segment(&segments.first()?.text)?;
    segments.remove(0);
    Some(version)
}

/// Splits at slashes outside of placeholders and parentheses, up to the query.
fn segment_places(
    text: &str,
    start: usize,
) -> Result<Vec<std::ops::Range<usize>>, PathSyntaxError> {
    let mut places = Vec::new();
    let mut segment_start = start;
    let mut end = text.len();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (index, c) in text.char_indices().filter(|(index, _)| *index >= start) {
        let innermost = open.last().map(|(_, c)| *c);
        match (innermost, c) {
            (Some('\''), '\'') | (Some('<'), '>') | (Some('{'), '}') | (Some('('), ')') => {
                open.pop();
            }
            // Text in quotes has no structure, except for the placeholders in it.
            (Some('\''), '<' | '{') | (None | Some('('), '<' | '{' | '(') | (Some('('), '\'') => {
                open.push((index, c));
            }
            (None, '/') => {
                places.push(segment_start..index);
                segment_start = index + 1;
            }
            (None, '?') => {
                end = index;
                break;
            }
            _ => {}
        }
    }
    if let Some((offset, unclosed)) = open.first().copied() {
        return Err(PathSyntaxError { offset, unclosed });
    }
    places.push(segment_start..end);
    Ok(places)
}

fn segment(written: &str) -> Segment {
    let before_colon = written.strip_suffix(':');
    let content = before_colon.unwrap_or(written);
    Segment {
        text: written.to_owned(),
        kind: kind(content),
        ends_with_colon: before_colon.is_some(),
    }
}

fn kind(content: &str) -> SegmentKind {
    let name = match content.find('(') {
        Some(open) => &content[..open],
        None => content,
    };
    if name.contains(['<', '{']) {
        if content.ends_with("..>") || content.ends_with("..}") {
            return SegmentKind::Placeholders;
        }
        return SegmentKind::Placeholder;
    }
    SegmentKind::Name {
        name: name.to_owned(),
        arguments: arguments::parse(&content[name.len()..]),
    }
}
