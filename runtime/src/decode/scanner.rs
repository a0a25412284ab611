//! Finds the values in JSON that may be invalid, without parsing them.

use memchr::memchr2;

/// Walks over JSON from left to right, once. Only brackets, quotation marks and commas count, so a value that is not
/// JSON ends where its neighbor begins, or where the brackets around it close.
pub(crate) struct Scanner<'a> {
    json: &'a [u8],
    at: usize,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(json: &'a [u8]) -> Self {
        Scanner { json, at: 0 }
    }

    /// Takes this character, and the white space before it, if it is next.
    pub(crate) fn take(&mut self, expected: u8) -> bool {
        let is_next = self.peek() == Some(expected);
        if is_next {
            self.at += 1;
        }
        is_next
    }

    /// The next character that is not white space.
    pub(crate) fn peek(&mut self) -> Option<u8> {
        while is_white_space(self.next_byte()?) {
            self.at += 1;
        }
        self.next_byte()
    }

    /// Takes a property name and its colon. `None` if there is something else, or an escape in the name.
    pub(crate) fn take_name(&mut self) -> Option<&'a [u8]> {
        if !self.take(b'"') {
            return None;
        }
        let start = self.at;
        self.skip_string();
        let end = self.at.checked_sub(1).filter(|end| *end >= start)?;
        let name = &self.json[start..end];
        self.take(b':').then_some(name)
    }

    /// Takes everything up to the comma or the bracket after the value, or up to the end.
    pub(crate) fn take_value(&mut self) -> &'a [u8] {
        self.peek();
        let start = self.at;
        let mut depth = 0_usize;
        while let Some(byte) = self.next_byte() {
            if depth == 0 && matches!(byte, b',' | b'}' | b']') {
                break;
            }
            self.at += 1;
            match byte {
                b'"' => self.skip_string(),
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
        }
        trim_end(&self.json[start..self.at])
    }

    /// Where the next character is.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// Returns to where the scanner was before.
    pub(crate) fn return_to(&mut self, position: usize) {
        self.at = position;
    }

    /// Skips so many bytes.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at = self.json.len().min(self.at + bytes);
    }

    /// Skips the rest of a string, after its first quotation mark.
    fn skip_string(&mut self) {
        while let Some(length) = memchr2(b'"', b'\\', &self.json[self.at..]) {
            self.at += length + 1;
            if self.json[self.at - 1] == b'"' {
                return;
            }
            // The escaped character.
            self.at = self.json.len().min(self.at + 1);
        }
        self.at = self.json.len();
    }

    fn next_byte(&self) -> Option<u8> {
        self.json.get(self.at).copied()
    }
}

fn trim_end(mut json: &[u8]) -> &[u8] {
    while let [rest @ .., last] = json {
        if !is_white_space(*last) {
            break;
        }
        json = rest;
    }
    json
}

/// Whether JSON allows the character between values (RFC 8259, section 2).
fn is_white_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(json: &'static str) -> Vec<String> {
        let mut scanner = Scanner::new(json.as_bytes());
        assert!(scanner.take(b'['), "{json}");
        let mut values = Vec::new();
        loop {
            let value = scanner.take_value();
            values.push(String::from_utf8_lossy(value).into_owned());
            if !scanner.take(b',') {
                return values;
            }
        }
    }

    #[test]
    fn values_end_where_the_next_one_begins() {
        for (json, expected) in [
            (r#"[1, true ,"a"]"#, &["1", "true", r#""a""#][..]),
            (
                r#"[{"a":[1,{}]} , ["]",{}]]"#,
                &[r#"{"a":[1,{}]}"#, r#"["]",{}]"#],
            ),
            (r#"["a\",\\",",]"]"#, &[r#""a\",\\""#, r#"",]""#]),
            ("[{\"a\":not json},2]", &["{\"a\":not json}", "2"]),
            ("[]", &[""]),
            ("[1,{\"a\":", &["1", "{\"a\":"]),
            ("[1,\"a\\", &["1", "\"a\\"]),
        ] {
            assert_eq!(values(json), expected, "{json}");
        }
    }
}
