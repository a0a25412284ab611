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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::literal::Value;

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
