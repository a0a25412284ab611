//! Checks strings that are written without quotes, so that they cannot be anything but one literal
//! ([OData ABNF, section 7]).
//!
//! [OData ABNF, section 7]: https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/odata-abnf-construction-rules.txt

/// `2f6b1a3e-0000-4000-8000-00805f9b34fb`
pub(crate) fn is_guid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    lengths == [8, 4, 4, 4, 12]
        && groups
            .iter()
            .all(|group| group.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// `12.50`
pub(crate) fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    match digits.split_once('.') {
        Some((whole, fraction)) => is_digits(whole) && is_digits(fraction),
        None => is_digits(digits),
    }
}

/// `2024-02-29T09:15:00+02:00`
pub(crate) fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    if !is_date(date) {
        return false;
    }
    if let Some(time) = time.strip_suffix('Z') {
        return is_time(time);
    }
    match time.split_once(['+', '-']) {
        Some((time, offset)) => is_time(time) && is_offset(offset),
        None => false,
    }
}

/// `2024-02-29`, `-0044-03-15`
pub(crate) fn is_date(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let parts: Vec<&str> = unsigned.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    if year.len() < 4 || !is_digits(year) {
        return false;
    }
    let (Some(month), Some(day)) = (two_digits(month), two_digits(day)) else {
        return false;
    };
    (1..=12).contains(&month) && (1..=days(year, month)).contains(&day)
}

/// `09:15`, `09:15:00.25`
pub(crate) fn is_time(text: &str) -> bool {
    let mut parts = text.split(':');
    let hour = parts.next().and_then(two_digits);
    let minute = parts.next().and_then(two_digits);
    let is_second = parts.next().is_none_or(is_second);
    let is_minute = hour.is_some_and(|hour| hour < 24) && minute.is_some_and(|minute| minute < 60);
    is_minute && is_second && parts.next().is_none()
}

/// `P1DT2H3M4.5S`: without years and months, whose lengths differ.
pub(crate) fn is_duration(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let Some(rest) = unsigned.strip_prefix('P') else {
        return false;
    };
    let (days, time) = match rest.split_once('T') {
        Some((days, time)) => (days, Some(time)),
        None => (rest, None),
    };
    let has_days = !days.is_empty();
    let is_days = !has_days || days.strip_suffix('D').is_some_and(is_digits);
    match time {
        Some(time) => is_days && is_time_of_duration(time),
        None => is_days && has_days,
    }
}

/// `2H3M4.5S`: at least one part, each at most once and in this order.
fn is_time_of_duration(text: &str) -> bool {
    let mut rest = text;
    for unit in ['H', 'M'] {
        if let Some((number, after)) = rest.split_once(unit) {
            if !is_digits(number) {
                return false;
            }
            rest = after;
        }
    }
    if rest.is_empty() {
        return !text.is_empty();
    }
    let seconds = rest.strip_suffix('S').unwrap_or_default();
    is_decimal(seconds) && !seconds.starts_with(['+', '-'])
}

/// `00`, `59.25`
fn is_second(text: &str) -> bool {
    let (whole, is_fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, is_digits(fraction)),
        None => (text, true),
    };
    is_fraction && two_digits(whole).is_some_and(|second| second < 60)
}

/// `02:00`
fn is_offset(text: &str) -> bool {
    text.len() == 5 && is_time(text)
}

fn days(year: &str, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The last four digits decide.
fn is_leap(year: &str) -> bool {
    let last = year[year.len() - 4..].parse::<u16>().unwrap_or_default();
    last % 4 == 0 && (last % 100 != 0 || last % 400 == 0)
}

fn two_digits(text: &str) -> Option<u8> {
    if text.len() == 2 && is_digits(text) {
        text.parse().ok()
    } else {
        None
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether all of the first are accepted, and none of the second.
    fn check(is_valid: fn(&str) -> bool, valid: &[&str], invalid: &[&str]) {
        for text in valid {
            assert!(is_valid(text), "{text}");
        }
        let injections = ["", " ", "null", "1 or true", "'a'", "a)", "é", "२०२४-०२-२९"];
        for text in invalid.iter().chain(&injections) {
            assert!(!is_valid(text), "{text}");
        }
    }

    #[test]
    fn guids() {
        check(
            is_guid,
            &[
                "00000000-0000-0000-0000-000000000000",
                "2F6b1a3e-0000-4000-8000-00805f9b34fb",
            ],
            &[
                "2f6b1a3e0000400080000080 5f9b34fb",
                "2f6b1a3e-0000-4000-8000-00805f9b34f",
                "2f6b1a3g-0000-4000-8000-00805f9b34fb",
                "2f6b1a3e-0000-4000-8000-00805f9b34fb or true",
            ],
        );
    }

    #[test]
    fn dates() {
        check(
            is_date,
            &[
                "2024-02-29",
                "0000-01-01",
                "-0044-03-15",
                "12000-02-29",
                "1999-12-31",
            ],
            &[
                "2023-02-29",
                "1900-02-29",
                "2024-13-01",
                "2024-00-01",
                "2024-04-31",
                "24-01-01",
                "2024-1-1",
            ],
        );
    }

    #[test]
    fn times() {
        check(
            is_time,
            &["09:15", "23:59:59", "00:00:00.0000001"],
            &[
                "24:00",
                "9:15",
                "09:60",
                "09:15:60",
                "09:15:00.",
                "09:15:00:00",
                "09",
            ],
        );
    }

    #[test]
    fn dates_with_times() {
        check(
            is_date_time,
            &[
                "2024-02-29T09:15:00Z",
                "2024-02-29T09:15Z",
                "2024-02-29T09:15:00.5-08:00",
            ],
            &[
                "2024-02-29",
                "2024-02-29T09:15:00",
                "2024-02-29 09:15:00Z",
                "2024-02-29T09:15:00+2:00",
                "2024-02-29T09:15:00+02:00:00",
                "2024-02-29T09:15:00Z or true",
            ],
        );
    }

    #[test]
    fn durations() {
        check(
            is_duration,
            &["P1D", "PT1H", "PT5M", "-P1DT2H3M4.5S", "PT0S", "+PT1H4S"],
            &[
                "P", "PT", "P1DT", "P1Y", "P1M", "1D", "PT1S2H", "PT1", "PT-1S", "P1D'", "PT1H1",
            ],
        );
    }

    #[test]
    fn decimals() {
        check(
            is_decimal,
            &["0", "-12.50", "+3"],
            &["1.", ".5", "1e3", "1,5", "--1", "INF"],
        );
    }
}
