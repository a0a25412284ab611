//! Durations, as OData writes them.

use std::fmt::Write;

use crate::query::literal::Literal;

values! {
    std::time::Duration: Duration = |d| duration(false, d.as_secs(), d.subsec_nanos());
}

/// `duration'P1DT2H3M4.5S'`: days and less, since OData knows no months.
pub(super) fn duration(negative: bool, seconds: u64, nanos: u32) -> Literal {
    let mut text = String::from(if negative { "-P" } else { "P" });
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

/// `.25`, or nothing.
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
    fn durations_have_no_part_that_is_zero_but_for_nothing_at_all() {
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
