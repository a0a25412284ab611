//! Reads `Edm.Binary`: base64 in either alphabet of RFC 4648, with or without padding.

use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::general_purpose::GeneralPurpose;
use base64::engine::{DecodePaddingMode, GeneralPurposeConfig};

use crate::types::edm_text::EdmText;

const CONFIG: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);

impl EdmText for Vec<u8> {
    const EXPECTED: &'static str = "bytes in base64";

    fn from_text(text: &str) -> Option<Self> {
        let alphabet = if text.contains(['-', '_']) {
            &URL_SAFE
        } else {
            &STANDARD
        };
        GeneralPurpose::new(alphabet, CONFIG).decode(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_alphabets_are_read_with_or_without_padding() {
        for text in ["+/8=", "+/8", "-_8=", "-_8"] {
            assert_eq!(
                Vec::from_text(text).as_deref(),
                Some(&[0xfb, 0xff][..]),
                "{text}"
            );
        }
        assert_eq!(Vec::from_text("").as_deref(), Some(&[][..]));
        for text in ["*", "+_8", "A", "AQ=ID"] {
            assert_eq!(Vec::from_text(text), None, "{text}");
        }
    }
}
