//! Replaces strings by others of the same form, the same string always by the same.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

/// The form of a string, which its substitute keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Guid,
    Mail,
    Host,
    /// A date, a time, or a duration.
    Moment,
    /// A phone number or a number in a string: digits and punctuation.
    Digits,
    Text,
}

/// The substitutes that were handed out.
#[derive(Debug, Clone, Default)]
pub(super) struct Substitutes {
    /// By the original: in lower case if its form does not tell letter cases apart.
    by_original: BTreeMap<String, String>,
    used: BTreeSet<String>,
    replaces_dates: bool,
    created: usize,
}

impl Substitutes {
    /// Sets what a string is replaced by.
    pub(super) fn set(&mut self, original: &str, substitute: &str) {
        self.used.insert(substitute.to_owned());
        let key = key(original, Form::of(original));
        self.by_original.insert(key, substitute.to_owned());
    }

    /// Never uses this string as a substitute, because it is an original.
    pub(super) fn avoid(&mut self, original: &str) {
        self.used.insert(key(original, Form::of(original)));
    }

    pub(super) fn replace_dates(&mut self) {
        self.replaces_dates = true;
    }

    pub(super) fn knows(&self, original: &str) -> bool {
        let key = key(original, Form::of(original));
        self.by_original.contains_key(&key)
    }

    /// Returns the substitute of a string, which keeps its form.
    pub(super) fn of(&mut self, original: &str) -> String {
        if original.is_empty() {
            return String::new();
        }
        let form = Form::of(original);
        let key = key(original, form);
        if let Some(known) = self.by_original.get(&key) {
            return known.clone();
        }
        if form == Form::Moment {
            return self.moment(original);
        }
        if let Some((scheme, address)) = address_with_scheme(original) {
            return format!("{scheme}:{}", self.of(address));
        }
        let substitute = self.new_substitute(original, form);
        self.used.insert(substitute.clone());
        self.by_original.insert(key, substitute.clone());
        substitute
    }

    /// Returns the substitute of a whole URL that is not the service's.
    pub(super) fn of_foreign_url(&mut self, url: &Url) -> String {
        if let Some(known) = self.by_original.get(url.as_str()) {
            return known.clone();
        }
        let host = url.host_str().unwrap_or_default();
        let host = match Form::of(host) {
            Form::Host => self.of(host),
            _ => format!("{}.example.com", self.of(host)),
        };
        let path = self.new_substitute(url.as_str(), Form::Text);
        let substitute = format!("https://{host}/{path}");
        self.by_original
            .insert(url.as_str().to_owned(), substitute.clone());
        substitute
    }

    fn moment(&self, original: &str) -> String {
        if self.replaces_dates {
            replaced_moment(original)
        } else {
            original.to_owned()
        }
    }

    /// A substitute that was not used before.
    fn new_substitute(&mut self, original: &str, form: Form) -> String {
        loop {
            self.created += 1;
            let substitute = numbered(original, form, self.created);
            if substitute != original && !self.used.contains(&substitute) {
                return substitute;
            }
        }
    }
}

impl Form {
    fn of(text: &str) -> Self {
        if is_guid(text) {
            Form::Guid
        } else if is_moment(text) {
            Form::Moment
        } else if is_mail(text) {
            Form::Mail
        } else if is_digits(text) {
            Form::Digits
        } else if is_host(text) {
            Form::Host
        } else {
            Form::Text
        }
    }
}

fn key(original: &str, form: Form) -> String {
    match form {
        Form::Guid | Form::Mail | Form::Host => original.to_lowercase(),
        Form::Moment | Form::Digits | Form::Text => original.to_owned(),
    }
}

fn numbered(original: &str, form: Form, number: usize) -> String {
    match form {
        Form::Guid => format!("00000000-0000-4000-8000-{number:012}"),
        Form::Mail => format!("user{number:04}@example.com"),
        Form::Host => format!("host{number:04}.example.com"),
        Form::Digits => numbered_digits(original, number),
        // Also valid base64, for binary values.
        Form::Moment | Form::Text => {
            let digits = number.to_string().len().div_ceil(4) * 4;
            format!("text{number:0digits$}")
        }
    }
}

/// The number at the end of the original's digits, all others of which become zeros.
fn numbered_digits(original: &str, number: usize) -> String {
    let number = number.to_string();
    let mut digits = number.bytes().rev();
    let mut reversed = Vec::new();
    for character in original.bytes().rev() {
        reversed.push(match character {
            b'0'..=b'9' => digits.next().unwrap_or(b'0'),
            other => other,
        });
    }
    let rest: Vec<u8> = digits.collect();
    let at = reversed.iter().rposition(u8::is_ascii_digit);
    let at = at.map_or(reversed.len(), |last| last + 1);
    reversed.splice(at..at, rest);
    reversed.reverse();
    String::from_utf8_lossy(&reversed).into_owned()
}

/// The same with the first of January 2000 and no time.
fn replaced_moment(original: &str) -> String {
    let mut replaced = String::new();
    let date_digits = if has_date(original) { "20000101" } else { "" };
    let mut date_digits = date_digits.chars();
    for character in original.chars() {
        replaced.push(match character {
            '0'..='9' => date_digits.next().unwrap_or('0'),
            other => other,
        });
    }
    replaced
}

pub(super) fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Whether a string is a date, a date and time, a time, or an ISO 8601 duration.
fn is_moment(text: &str) -> bool {
    let time = text.get(10..).filter(|_| has_date(text));
    match time {
        Some("") => true,
        Some(time) => time.strip_prefix('T').is_some_and(is_time),
        None => is_time(text) || is_duration(text),
    }
}

fn has_date(text: &str) -> bool {
    text.get(..10)
        .is_some_and(|date| has_layout(date, "0000-00-00"))
}

/// `10:00`, with or without seconds, their fraction, and an offset.
fn is_time(text: &str) -> bool {
    let (time, offset) = match text.find(['Z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let is_offset = ["", "Z"].contains(&offset)
        || offset
            .get(1..)
            .is_some_and(|offset| has_layout(offset, "00:00"));
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let is_fraction =
        (1..=12).contains(&fraction.len()) && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let is_time = has_layout(time, "00:00") || has_layout(time, "00:00:00");
    is_time && is_fraction && is_offset
}

fn is_duration(text: &str) -> bool {
    let rest = text.trim_start_matches('-').strip_prefix('P');
    rest.is_some_and(|rest| {
        rest.len() > 1
            && rest.len() <= 32
            && rest.bytes().any(|byte| byte.is_ascii_digit())
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_digit() || b"YMWDTHS.".contains(&byte))
            && rest.ends_with(|last: char| last.is_ascii_uppercase())
    })
}

fn has_layout(text: &str, layout: &str) -> bool {
    text.len() == layout.len()
        && text
            .bytes()
            .zip(layout.bytes())
            .all(|(byte, layout)| match layout {
                b'0' => byte.is_ascii_digit(),
                other => byte == other,
            })
}

fn is_mail(text: &str) -> bool {
    let Some((user, host)) = text.rsplit_once('@') else {
        return false;
    };
    let has_space = text.contains(|c: char| c.is_whitespace() || c == ':' || c == '/');
    !user.is_empty() && is_host(host) && !has_space
}

fn is_host(text: &str) -> bool {
    let labels: Vec<&str> = text.split('.').collect();
    let is_label = |label: &&str| {
        let mut bytes = label.bytes();
        !label.is_empty() && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    labels.len() > 1
        && labels.iter().all(is_label)
        && labels
            .last()
            .is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

fn is_digits(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b" +-().,/".contains(&byte))
}

/// Splits an address such as `SMTP:ada@contoso.com`.
fn address_with_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, address) = text.split_once(':')?;
    let is_scheme = ["smtp", "sip", "mailto"].contains(&scheme.to_ascii_lowercase().as_str());
    (is_scheme && is_mail(address)).then_some((scheme, address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_substitute_has_the_form_of_the_original() {
        let mut substitutes = Substitutes::default();
        for (original, substitute) in [
            (
                "7b1e0a52-35c8-4a0b-a0b4-f1a0a7a1d3c5",
                "00000000-0000-4000-8000-000000000001",
            ),
            ("ada@contoso.com", "user0002@example.com"),
            ("contoso.sharepoint.com", "host0003.example.com"),
            ("+1 (425) 555-0109", "+0 (000) 000-0004"),
            ("7", "5"),
            ("98052", "00006"),
            ("Ada Lovelace", "text0007"),
            ("SMTP:Ada@contoso.com", "SMTP:user0002@example.com"),
            ("2024-02-29", "2024-02-29"),
            ("2024-02-29T10:11:12.5Z", "2024-02-29T10:11:12.5Z"),
            ("PT1H30M", "PT1H30M"),
            ("10:00:00", "10:00:00"),
            ("10:00", "10:00"),
            ("12:345678", "text0008"),
            ("", ""),
        ] {
            assert_eq!(substitutes.of(original), substitute);
            assert_eq!(substitutes.of(original), substitute);
        }
    }

    #[test]
    fn letter_case_matters_only_where_the_service_tells_it_apart() {
        let mut substitutes = Substitutes::default();
        assert_eq!(
            substitutes.of("Ada@Contoso.com"),
            substitutes.of("ada@contoso.com")
        );
        assert_ne!(substitutes.of("AAMk"), substitutes.of("aamk"));
    }

    #[test]
    fn a_number_that_does_not_fit_takes_more_digits() {
        assert_eq!(numbered_digits("+7", 123), "+123");
        assert_eq!(numbered_digits("1-2", 345), "34-5");
    }

    #[test]
    fn text_stays_valid_base64() {
        assert_eq!(numbered("x", Form::Text, 12345), "text00012345");
    }

    #[test]
    fn dates_are_replaced_if_asked() {
        let mut substitutes = Substitutes::default();
        substitutes.replace_dates();
        for (original, substitute) in [
            ("2024-02-29", "2000-01-01"),
            (
                "2024-02-29T10:11:12.55+02:00",
                "2000-01-01T00:00:00.00+00:00",
            ),
            ("10:11:12", "00:00:00"),
            ("PT5M", "PT0M"),
        ] {
            assert_eq!(substitutes.of(original), substitute);
        }
    }

    #[test]
    fn an_original_is_never_a_substitute() {
        let mut substitutes = Substitutes::default();
        substitutes.avoid("00000000-0000-4000-8000-000000000001");
        substitutes.avoid("User0002@example.com");
        let guid = substitutes.of("7b1e0a52-35c8-4a0b-a0b4-f1a0a7a1d3c5");
        assert_eq!(guid, "00000000-0000-4000-8000-000000000002");
        assert_eq!(substitutes.of("a@b.c"), "user0003@example.com");
    }

    #[test]
    fn a_program_chooses_substitutes_that_no_other_string_gets() {
        let mut substitutes = Substitutes::default();
        substitutes.set("Ada@contoso.com", "user0001@example.com");
        assert_eq!(substitutes.of("ada@contoso.com"), "user0001@example.com");
        assert_eq!(substitutes.of("grace@contoso.com"), "user0002@example.com");
    }
}
