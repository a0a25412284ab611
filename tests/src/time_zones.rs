//! The time zones that the service knows, by their names in Windows and in the IANA database.

use jiff::tz::TimeZone;

/// A name in Windows, names in the IANA database, and the rules.
const ZONES: [(&str, &[&str], &str); 14] = [
    ("UTC", &["Etc/UTC", "Etc/GMT"], "UTC0"),
    (
        "GMT Standard Time",
        &["Europe/London", "Europe/Dublin", "Europe/Lisbon"],
        "GMT0BST,M3.5.0/1,M10.5.0",
    ),
    (
        "W. Europe Standard Time",
        &[
            "Europe/Berlin",
            "Europe/Vienna",
            "Europe/Zurich",
            "Europe/Rome",
            "Europe/Amsterdam",
        ],
        "CET-1CEST,M3.5.0,M10.5.0/3",
    ),
    (
        "Romance Standard Time",
        &[
            "Europe/Paris",
            "Europe/Madrid",
            "Europe/Brussels",
            "Europe/Copenhagen",
        ],
        "CET-1CEST,M3.5.0,M10.5.0/3",
    ),
    (
        "FLE Standard Time",
        &["Europe/Helsinki", "Europe/Kiev", "Europe/Kyiv"],
        "EET-2EEST,M3.5.0/3,M10.5.0/4",
    ),
    (
        "Eastern Standard Time",
        &["America/New_York", "America/Toronto"],
        "EST5EDT,M3.2.0,M11.1.0",
    ),
    (
        "Central Standard Time",
        &["America/Chicago"],
        "CST6CDT,M3.2.0,M11.1.0",
    ),
    (
        "Pacific Standard Time",
        &["America/Los_Angeles"],
        "PST8PDT,M3.2.0,M11.1.0",
    ),
    (
        "E. South America Standard Time",
        &["America/Sao_Paulo"],
        "<-03>3",
    ),
    (
        "India Standard Time",
        &["Asia/Kolkata", "Asia/Calcutta"],
        "IST-5:30",
    ),
    ("China Standard Time", &["Asia/Shanghai"], "CST-8"),
    ("Singapore Standard Time", &["Asia/Singapore"], "<+08>-8"),
    ("Tokyo Standard Time", &["Asia/Tokyo"], "JST-9"),
    (
        "AUS Eastern Standard Time",
        &["Australia/Sydney"],
        "AEST-10AEDT,M10.1.0,M4.1.0/3",
    ),
];

/// The time zone of this name.
pub(crate) fn find(name: &str) -> Option<TimeZone> {
    let is_named = |windows: &str, iana: &[&str]| {
        windows.eq_ignore_ascii_case(name)
            || iana.iter().any(|iana| iana.eq_ignore_ascii_case(name))
    };
    let (_, _, rules) = ZONES
        .iter()
        .find(|(windows, iana, _)| is_named(windows, iana))?;
    TimeZone::posix(rules).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_time_zone_has_valid_rules() {
        for (windows, iana, rules) in ZONES {
            assert!(TimeZone::posix(rules).is_ok(), "{windows}");
            assert!(iana.iter().all(|name| find(name).is_some()), "{windows}");
        }
        assert!(find("Mars").is_none());
    }
}
