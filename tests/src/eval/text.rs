//! String comparison and slicing.

/// Normalizes text for comparison: the directory ignores case in `eq`, in `$orderby` and in functions.
pub(crate) fn fold(text: &str) -> String {
    text.to_lowercase()
}

/// The position of `part` in `text`, in characters.
pub(crate) fn index_of(text: &str, part: &str) -> Option<usize> {
    let text = fold(text);
    let found = text.find(&fold(part))?;
    Some(text[..found].chars().count())
}

/// The characters of `text` from `start` on, at most `length` of them.
pub(crate) fn substring(text: &str, start: i128, length: Option<i128>) -> String {
    let rest = text.chars().skip(clamp(start));
    rest.take(length.map_or(usize::MAX, clamp)).collect()
}

fn clamp(number: i128) -> usize {
    usize::try_from(number.max(0)).unwrap_or(usize::MAX)
}
