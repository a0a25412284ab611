//! Writes query options and their separators.

use crate::address::encode;

/// Writes query options with separators between them.
pub(crate) struct Writer<'a> {
    out: &'a mut String,
    separator: char,
    start: usize,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(out: &'a mut String, separator: char) -> Self {
        let start = out.len();
        Writer {
            out,
            separator,
            start,
        }
    }

    /// Writes `name=…`, where `value` writes the encoded value.
    pub(super) fn option(&mut self, name: &str, value: impl FnOnce(&mut String)) {
        if self.out.len() > self.start {
            self.out.push(self.separator);
        }
        encode::name(name, self.out);
        self.out.push('=');
        value(self.out);
    }

    /// Writes `name=value` and encodes both. Nothing is encoded anywhere else.
    pub(crate) fn string(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.option(name, |out| encode::value(value, out));
        }
    }

    pub(super) fn number(&mut self, name: &str, value: Option<u64>) {
        if let Some(value) = value {
            self.option(name, |out| out.push_str(&value.to_string()));
        }
    }
}
