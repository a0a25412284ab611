//! Writes durations in OData's format, which is that of ISO 8601 without years and months.

use std::fmt::Write;

use crate::query::literal::Literal;

values! {
    std::time::Duration: Duration = |d| duration(false, d.as_secs(), d.subsec_nanos());
}

/// Writes `duration'P1DT2H3M4.5S'`. Parts that are zero are left out, except in `PT0S`.
pub(super) fn duration(negative: bool, seconds: u64, nanos: u32) -> Literal {
    let sign = if negative { "-" } else { "" };
    let mut text = format!("{sign}P");
    let units = [
        (seconds / 86_400, "D"),
        (seconds / 3600 % 24, "H"),
        (seconds / 60 % 60, "M"),
    ];
    for (number, unit) in units {
        if unit == "H" {
            text.push('T');
        }
        if number > 0 {
            // Writing to a string does not fail.
            let _ = write!(text, "{number}{unit}");
        }
    }
    if seconds % 60 > 0 || nanos > 0 || seconds == 0 {
        let _ = write!(text, "{}", seconds % 60);
        fraction(&mut text, nanos);
        text.push('S');
    }
    Literal::duration(text.trim_end_matches('T'))
}

/// Appends a fraction such as `.25`, or nothing if it is zero.
pub(super) fn fraction(text: &mut String, nanos: u32) {
    if nanos > 0 {
        let _ = write!(text, ".{nanos:09}");
        text.truncate(text.trim_end_matches('0').len());
    }
}

/// Whether this is a duration in OData's format: `-P1DT2H3M4.5S`, with at least one part.
pub(crate) fn is_duration(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let Some(parts) = unsigned.strip_prefix('P') else {
        return false;
    };
    match parts.split_once('T') {
        Some((days, times)) => (days.is_empty() || are_parts(days, "D")) && are_parts(times, "HMS"),
        None => are_parts(parts, "D"),
    }
}

/// Whether this is a number for one or several of the units, in their order. Only seconds have a fraction.
fn are_parts(text: &str, units: &str) -> bool {
    let mut rest = text;
    let mut units = units.chars();
    while !rest.is_empty() {
        let Some(end) = rest.find(|c: char| c.is_ascii_uppercase()) else {
            return false;
        };
        let (number, after) = rest.split_at(end);
        let Some(unit) = units.find(|unit| after.starts_with(*unit)) else {
            return false;
        };
        let is_valid = match number.split_once('.') {
            Some((whole, fraction)) => unit == 'S' && is_number(whole) && is_number(fraction),
            None => is_number(number),
        };
        if !is_valid {
            return false;
        }
        rest = &after[1..];
    }
    !text.is_empty()
}

fn is_number(digits: &str) -> bool {
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::literal::Value;

    #[test]
    fn a_duration_has_days_hours_minutes_and_seconds_in_this_order() {
        for text in [
            "P1D",
            "PT1H",
            "PT0S",
            "-P1DT2H3M4.5S",
            "+PT36H",
            "P10DT5M",
            "PT0.000000001S",
        ] {
            assert!(is_duration(text), "{text}");
        }
        for text in [
            "",
            "P",
            "PT",
            "P1DT",
            "1D",
            "P1W",
            "P1Y",
            "P1M",
            "PT1S2M",
            "PT1.5H",
            "PT.5S",
            "PT5.S",
            "PTS",
            "pt1h",
            "PT1H ",
            "PT1H' or 1 eq 1 or a eq 'PT1H",
            "PT1",
            "P1D2D",
            "PT１H",
        ] {
            assert!(!is_duration(text), "{text}");
        }
    }

    #[test]
    fn parts_of_zero_are_only_written_for_the_zero_duration() {
        for (seconds, nanos, text) in [
            (0, 0, "PT0S"),
            (0, 1, "PT0.000000001S"),
            (59, 500_000_000, "PT59.5S"),
            (60, 0, "PT1M"),
            (86_400, 0, "P1D"),
            (86_400 + 7_384, 500_000_000, "P1DT2H3M4.5S"),
            (u64::MAX, 999_999_999, "P213503982334601DT7H15.999999999S"),
        ] {
            let duration = std::time::Duration::new(seconds, nanos);
            assert_eq!(duration.literal().0, format!("duration'{text}'"));
        }
        assert_eq!(duration(true, 90, 0).0, "duration'-PT1M30S'");
    }
}
