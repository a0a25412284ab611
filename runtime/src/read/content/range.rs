//! Ranges of bytes, as RFC 9110, section 14, writes them.

use std::ops::{Bound, RangeBounds};

use reqwest::header::{CONTENT_RANGE, HeaderMap};

/// From the first byte, counted from 0, to the last, which is included; without a last one to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    first: u64,
    last: Option<u64>,
}

impl Range {
    /// All of it.
    pub(super) const WHOLE: Range = Range {
        first: 0,
        last: None,
    };

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
        last.is_none_or(|last| first <= last)
            .then_some(Range { first, last })
    }

    /// The same without its first bytes.
    pub(super) fn without(self, received: u64) -> Self {
        Range {
            first: self.first.saturating_add(received),
            ..self
        }
    }

    /// The value of the header `Range`.
    pub(super) fn header(&self) -> String {
        match self.last {
            Some(last) => format!("bytes={}-{last}", self.first),
            None => format!("bytes={}-", self.first),
        }
    }

    /// Reads `Content-Range: bytes 0-499/1234`, the answer to this range: how many bytes of it there are, also behind
    /// those of this answer, and how many of the whole content where that is known. `None` for the answer to another one.
    pub(super) fn answered(&self, headers: &HeaderMap) -> Option<(u64, Option<u64>)> {
        let value = headers.get(CONTENT_RANGE)?.to_str().ok()?;
        let (range, whole) = value.trim().strip_prefix("bytes ")?.split_once('/')?;
        let (first, last) = range.split_once('-')?;
        let (first, last): (u64, u64) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        let whole: Option<u64> = match whole.trim() {
            "*" => None,
            whole => Some(whole.parse().ok()?),
        };
        let end = whole
            .map(|whole| whole.checked_sub(1))
            .unwrap_or(Some(last))?;
        let asked = self.last.unwrap_or(u64::MAX);
        (first == self.first && first <= last && last <= asked.min(end)).then_some(())?;
        Some(((asked.min(end) - first).checked_add(1)?, whole))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_written_with_both_ends() {
        let header = |range: Option<Range>, received| range.unwrap().without(received).header();
        assert_eq!(header(Range::of(&(0..10)), 0), "bytes=0-9");
        assert_eq!(header(Range::of(&(5..)), 3), "bytes=8-");
        assert_eq!(header(Range::of(&(..=9)), 0), "bytes=0-9");
        assert_eq!(header(Range::of(&(..)), 7), "bytes=7-");
        for empty in [0..0, 7..7] {
            assert_eq!(Range::of(&empty), None);
        }
    }

    #[test]
    fn an_answer_is_to_this_range_or_to_another() {
        let (closed, open) = (Range::of(&(5..10)).unwrap(), Range::of(&(5..)).unwrap());
        for (value, to_closed, to_open) in [
            ("bytes 5-9/100", Some((5, Some(100))), Some((95, Some(100)))),
            ("bytes 5-9/*", Some((5, None)), Some((5, None))),
            // Less than was asked for: the rest is to be asked for again.
            ("bytes 5-6/100", Some((5, Some(100))), Some((95, Some(100)))),
            ("bytes 5-6/7", Some((2, Some(7))), Some((2, Some(7)))),
            ("bytes 5-10/100", None, Some((95, Some(100)))),
            ("bytes 5-9/9", None, None),
            ("bytes 5-9/0", None, None),
            ("bytes 5-4/100", None, None),
            ("bytes 4-9/100", None, None),
            ("bytes 5-/100", None, None),
            ("bytes 5-9/all", None, None),
            ("items 5-9/100", None, None),
            ("bytes */100", None, None),
            ("bytes 0-18446744073709551615/*", None, None),
        ] {
            let headers = HeaderMap::from_iter([(CONTENT_RANGE, value.parse().unwrap())]);
            assert_eq!(
                (closed.answered(&headers), open.answered(&headers)),
                (to_closed, to_open),
                "{value}"
            );
        }
        assert_eq!(open.answered(&HeaderMap::new()), None);
        let all = HeaderMap::from_iter([(
            CONTENT_RANGE,
            "bytes 0-18446744073709551615/*".parse().unwrap(),
        )]);
        assert_eq!(Range::WHOLE.answered(&all), None);
    }
}
