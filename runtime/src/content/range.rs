//! Ranges of bytes, as RFC 9110, section 14, writes them.

use std::ops::{Bound, RangeBounds};

use reqwest::header::{CONTENT_RANGE, HeaderMap};

/// From the first byte, counted from 0, to the last, which is included; without a last one to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) first: u64,
    last: Option<u64>,
}

impl Range {
    /// All of it.
    pub(super) const WHOLE: Range = Range { first: 0, last: None };

    /// `None` for a range with no byte in it, which HTTP cannot ask for.
    pub(super) fn of(range: &impl RangeBounds<u64>) -> Option<Self> {
        let first = match range.start_bound() {
            Bound::Included(first) => *first,
            Bound::Excluded(before) => before.checked_add(1)?,
            Bound::Unbounded => 0,
        };
        let last = match range.end_bound() {
            Bound::Included(last) => Some(*last),
            Bound::Excluded(behind) => Some(behind.checked_sub(1)?),
            Bound::Unbounded => None,
        };
        last.is_none_or(|last| first <= last).then_some(Range { first, last })
    }

    /// The value of the header `Range`, without the first `received` bytes.
    pub(super) fn header(&self, received: u64) -> String {
        let first = self.first.saturating_add(received);
        match self.last {
            Some(last) => format!("bytes={first}-{last}"),
            None => format!("bytes={first}-"),
        }
    }
}

/// The first byte in `Content-Range: bytes 0-499/1234`, and how many there are in all where that is known.
pub(super) fn answered(headers: &HeaderMap) -> Option<(u64, Option<u64>)> {
    let value = headers.get(CONTENT_RANGE)?.to_str().ok()?;
    let (range, all) = value.trim().strip_prefix("bytes ")?.split_once('/')?;
    Some((range.split_once('-')?.0.trim().parse().ok()?, all.trim().parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_written_with_both_ends() {
        let header = |range: Option<Range>, received| range.unwrap().header(received);
        assert_eq!(header(Range::of(&(0..10)), 0), "bytes=0-9");
        assert_eq!(header(Range::of(&(5..)), 3), "bytes=8-");
        assert_eq!(header(Range::of(&(..=9)), 0), "bytes=0-9");
        assert_eq!(header(Range::of(&(..)), 7), "bytes=7-");
        for empty in [0..0, 7..7] {
            assert_eq!(Range::of(&empty), None);
        }
    }

    #[test]
    fn the_answer_says_where_it_begins() {
        let headers = |value: &str| HeaderMap::from_iter([(CONTENT_RANGE, value.parse().unwrap())]);
        assert_eq!(answered(&headers("bytes 5-9/100")), Some((5, Some(100))));
        assert_eq!(answered(&headers("bytes 5-9/*")), Some((5, None)));
        assert_eq!(answered(&headers("items 5-9/100")), None);
        assert_eq!(answered(&headers("bytes */100")), None);
        assert_eq!(answered(&HeaderMap::new()), None);
    }
}
