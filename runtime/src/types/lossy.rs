//! Reads strings that are not valid Unicode, such as a preview that was cut within a character.

use std::fmt;

use serde::de::{Deserializer, Error, Visitor};

use crate::types::edm_field::{EdmField, Extended};

impl EdmField<Extended> for String {
    /// Reads bytes, because serde_json refuses a lone surrogate (`\ud83d`) in a string.
    fn read_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(LossyVisitor)
    }
}

struct LossyVisitor;

impl Visitor<'_> for LossyVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<String, E> {
        Ok(text)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<String, E> {
        Ok(decode_lossy(bytes))
    }
}

/// Decodes UTF-8 in which surrogates may be encoded, as serde_json writes them. Whatever is not a character becomes
/// U+FFFD.
fn decode_lossy(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((before, after)) = split_at_surrogate(rest) {
        text += &String::from_utf8_lossy(before);
        text.push(char::REPLACEMENT_CHARACTER);
        rest = after;
    }
    text + &String::from_utf8_lossy(rest)
}

/// The bytes before and after the first encoded surrogate: `ED`, and a byte that cannot follow it in UTF-8.
fn split_at_surrogate(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let start = bytes
        .windows(3)
        .position(|window| matches!(window, [0xed, 0xa0..=0xbf, 0x80..=0xbf]))?;
    Some((&bytes[..start], &bytes[start + 3..]))
}

#[cfg(test)]
mod tests {
    use crate::types::edm_field::deserialize;

    fn read(json: &str) -> Result<String, serde_json::Error> {
        deserialize(&mut serde_json::Deserializer::from_str(json))
    }

    #[test]
    fn a_lone_surrogate_becomes_one_replacement_character() {
        for (json, expected) in [
            (r#""a\ud83d""#, "a\u{fffd}"),
            (r#""a\ud83db""#, "a\u{fffd}b"),
            (r#""\ude00\ud83d\n""#, "\u{fffd}\u{fffd}\n"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}\u{1f600}"),
            (r#""é\ud83dé""#, "é\u{fffd}é"),
        ] {
            assert_eq!(read(json).unwrap(), expected, "{json}");
        }
    }

    #[test]
    fn every_other_string_is_read_as_it_is() {
        for text in ["", "plain", "\u{d7ff}\u{e000}", "😀 \" \\ \n", "\u{fffd}"] {
            let json = serde_json::to_string(text).unwrap();
            assert_eq!(read(&json).unwrap(), text);
            let value = serde_json::Value::from(text);
            assert_eq!(deserialize::<_, String, _>(value).unwrap(), text);
        }
        for json in ["1", "null", "[97]", r#"{"a":1}"#, r#""\ud83"#] {
            assert!(read(json).is_err(), "{json}");
        }
    }
}
