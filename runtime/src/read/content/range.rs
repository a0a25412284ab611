//! Byte ranges (RFC 9110, section 14).

use std::ops::{Bound, RangeBounds};

use reqwest::header::{CONTENT_RANGE, HeaderMap, HeaderValue, RANGE};

/// A range of bytes, counted from 0, with an inclusive end; without `last`, it extends to the end of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    first: u64,
    last: Option<u64>,
}

/// How much of a requested range the service has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AvailableRange {
    /// How many bytes there are from the start of the range, including those after this response.
    pub(super) remaining: u64,
    /// The length of the whole content, if it is known.
    pub(super) complete_length: Option<u64>,
}

/// A parsed header `Content-Range: bytes 0-499/1234`.
struct ContentRange {
    first: u64,
    last: u64,
    complete_length: Option<u64>,
}

impl Range {
    /// The whole content.
    pub(super) const WHOLE: Range = Range {
        first: 0,
        last: None,
    };

    /// Returns `None` for an empty range, which HTTP cannot express.
    pub(super) fn from_bounds(bounds: &impl RangeBounds<u64>) -> Option<Self> {
        let first = match bounds.start_bound() {
            Bound::Included(first) => *first,
            Bound::Excluded(before) => before.checked_add(1)?,
            Bound::Unbounded => 0,
        };
        let last = match bounds.end_bound() {
            Bound::Included(last) => Some(*last),
            Bound::Excluded(end) => Some(end.checked_sub(1)?),
            Bound::Unbounded => None,
        };
        if last.is_some_and(|last| last < first) {
            return None;
        }
        Some(Range { first, last })
    }

    /// The rest of the range, after its first `received` bytes.
    pub(super) fn after(self, received: u64) -> Self {
        Range {
            first: self.first.saturating_add(received),
            ..self
        }
    }

    /// Sets the header `Range`.
    pub(super) fn set_header(&self, headers: &mut HeaderMap) {
        if let Ok(value) = HeaderValue::try_from(self.header_value()) {
            headers.insert(RANGE, value);
        }
    }

    fn header_value(&self) -> String {
        match self.last {
            Some(last) => format!("bytes={}-{last}", self.first),
            None => format!("bytes={}-", self.first),
        }
    }

    /// How much of this range the service has, according to a response that may contain only its beginning. `None` if
    /// the response contains another range.
    pub(super) fn available(&self, headers: &HeaderMap) -> Option<AvailableRange> {
        let sent = ContentRange::parse(headers)?;
        let last_of_content = match sent.complete_length {
            Some(length) => length.checked_sub(1)?,
            None => sent.last,
        };
        let last = self.last.unwrap_or(u64::MAX).min(last_of_content);
        let is_requested = sent.first == self.first && sent.last <= last;
        if !is_requested || sent.first > sent.last {
            return None;
        }
        Some(AvailableRange {
            remaining: (last - sent.first).checked_add(1)?,
            complete_length: sent.complete_length,
        })
    }
}

impl ContentRange {
    fn parse(headers: &HeaderMap) -> Option<Self> {
        let value = headers.get(CONTENT_RANGE)?.to_str().ok()?;
        let (range, complete_length) = value.trim().strip_prefix("bytes ")?.split_once('/')?;
        let (first, last) = range.split_once('-')?;
        Some(ContentRange {
            first: first.trim().parse().ok()?,
            last: last.trim().parse().ok()?,
            complete_length: match complete_length.trim() {
                "*" => None,
                length => Some(length.parse().ok()?),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_written_with_inclusive_ends() {
        let header = |range: Option<Range>, received| range.unwrap().after(received).header_value();
        assert_eq!(header(Range::from_bounds(&(0..10)), 0), "bytes=0-9");
        assert_eq!(header(Range::from_bounds(&(5..)), 3), "bytes=8-");
        assert_eq!(header(Range::from_bounds(&(..=9)), 0), "bytes=0-9");
        assert_eq!(header(Range::from_bounds(&(..)), 7), "bytes=7-");
        for empty in [0..0, 7..7] {
            assert_eq!(Range::from_bounds(&empty), None);
        }
    }

    #[test]
    fn a_response_has_the_requested_range_or_another_one() {
        let closed = Range::from_bounds(&(5..10)).unwrap();
        let open = Range::from_bounds(&(5..)).unwrap();
        let available = |range: Range, headers: &HeaderMap| {
            let available = range.available(headers)?;
            Some((available.remaining, available.complete_length))
        };
        for (value, to_closed, to_open) in [
            ("bytes 5-9/100", Some((5, Some(100))), Some((95, Some(100)))),
            ("bytes 5-9/*", Some((5, None)), Some((5, None))),
            // Less than was requested: the rest must be requested again.
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
                (available(closed, &headers), available(open, &headers)),
                (to_closed, to_open),
                "{value}"
            );
        }
        assert_eq!(available(open, &HeaderMap::new()), None);
        let all = HeaderMap::from_iter([(
            CONTENT_RANGE,
            "bytes 0-18446744073709551615/*".parse().unwrap(),
        )]);
        assert_eq!(available(Range::WHOLE, &all), None);
    }
}
