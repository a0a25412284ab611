//! Reads `std::time::Duration`, which cannot be negative.

use crate::types::calendar::Span;
use crate::types::edm_text::EdmText;

impl EdmText for std::time::Duration {
    const EXPECTED: &'static str = "a non-negative duration, such as `PT1H`";

    fn from_text(text: &str) -> Option<Self> {
        let span = Span::parse(text)?;
        if span.negative {
            return None;
        }
        Some(std::time::Duration::new(span.seconds, span.nanos))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_duration_has_weeks_days_hours_minutes_and_seconds() {
        for (text, expected) in [
            ("PT0S", Some(Duration::ZERO)),
            (
                "P1DT2H3M4.5S",
                Some(Duration::from_millis(
                    (86_400 + 7_200 + 180 + 4) * 1_000 + 500,
                )),
            ),
            ("PT15M", Some(Duration::from_secs(900))),
            ("P30D", Some(Duration::from_secs(30 * 86_400))),
            ("PT0.0000001S", Some(Duration::from_nanos(100))),
            ("P1W", Some(Duration::from_secs(7 * 86_400))),
            ("-PT1S", None),
            ("P", None),
            ("PT", None),
            ("P1M", None),
            ("PT1.5H", None),
            ("1H", None),
            ("PT1H junk", None),
            ("", None),
        ] {
            assert_eq!(Duration::from_text(text), expected, "{text}");
        }
    }
}
