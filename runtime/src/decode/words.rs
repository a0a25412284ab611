//! What serde says about a misfit, without the values that it quotes: they are somebody's data.

/// The reason in words, with the place in the text; and the path within what was read by itself, where the reason says it.
pub(super) fn explain(error: &serde_json::Error, json: &str) -> (String, Option<String>) {
    let place = format!("line {} column {}", error.line(), error.column());
    let (message, within) = parts(error);
    let reason = if is_cut_off(error, json) {
        format!("the body ends in the middle of the JSON: {message} ({place})")
    } else if error.is_syntax() {
        format!("the body is no JSON: {message} ({place})")
    } else {
        format!(
            "the body does not fit the type: {} ({place})",
            without_values(&message)
        )
    };
    (reason, within)
}

/// The reason for the error of something that was read by itself, with the path in it: what [`explain`] takes apart.
pub(super) fn reason_within(error: &serde_json::Error, path: &str) -> String {
    let (message, within) = parts(error);
    match join(path, within.as_deref().unwrap_or(".")) {
        path if path.is_empty() => message,
        path => format!("{message}{AT}{path}`"),
    }
}

const AT: &str = ", at `";

/// The message without serde_json's place at its end, and the path that was put there by [`reason_within`].
fn parts(error: &serde_json::Error) -> (String, Option<String>) {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    match message
        .strip_suffix('`')
        .and_then(|message| message.rsplit_once(AT))
    {
        Some((message, path)) => (message.to_owned(), Some(path.to_owned())),
        None => (message.to_owned(), None),
    }
}

/// Whether the text ends too early. Within a number serde_json calls that a mistake in the number.
pub(super) fn is_cut_off(error: &serde_json::Error, json: &str) -> bool {
    let last_line = json.rsplit('\n').next().unwrap_or_default();
    let is_at_end = error.line() == json.split('\n').count() && error.column() >= last_line.len();
    error.is_eof()
        || (is_at_end
            && error.to_string().starts_with("invalid number")
            && json.ends_with(OPEN_NUMBER))
}

/// What no number ends with.
const OPEN_NUMBER: [char; 5] = ['-', '+', '.', 'e', 'E'];

/// Two parts of a path; `.` is serde's word for the top, and `?` for a place that it does not know.
pub(super) fn join(prefix: &str, path: &str) -> String {
    let path = path.strip_suffix('?').map_or(path, |known| {
        if known.is_empty() {
            "."
        } else {
            known.trim_end_matches('.')
        }
    });
    match (prefix, path) {
        (prefix, ".") => prefix.to_owned(),
        ("", path) => path.to_owned(),
        (prefix, path) => format!("{prefix}.{path}"),
    }
}

/// serde's message with each quoted value replaced by what kind of value it is.
fn without_values(message: &str) -> String {
    for start in ["invalid type: ", "invalid value: "] {
        if let Some(rest) = message.strip_prefix(start) {
            let (found, expected) = rest
                .rsplit_once(", expected ")
                .unwrap_or((rest, "something else"));
            return format!("{start}{}, expected {expected}", kind(found));
        }
    }
    for start in ["unknown variant ", "unknown field "] {
        if let Some(rest) = message.strip_prefix(start) {
            let end = rest
                .rfind(", expected ")
                .or_else(|| rest.rfind(", there are no "));
            return format!("{}{}", start.trim_end(), end.map_or("", |end| &rest[end..]));
        }
    }
    // Names of the type, not values of the body.
    if message.starts_with("missing field ") || message.starts_with("duplicate field ") {
        return message.to_owned();
    }
    without_quotes(message)
}

/// `string` of `string "somebody@example.com"`, `integer` of ``integer `5` ``.
fn kind(found: &str) -> &str {
    let end = found.find(['"', '`']).unwrap_or(found.len());
    found[..end].trim_end()
}

/// The message of a type's own making: what it quotes is left out.
fn without_quotes(message: &str) -> String {
    let mut line = String::with_capacity(message.len());
    let mut quote = None;
    for char in message.chars() {
        match quote {
            Some(open) if char == open => {
                quote = None;
                line.push('…');
                line.push(char);
            }
            Some(_) => {}
            None => {
                quote = matches!(char, '"' | '`').then_some(char);
                line.push(char);
            }
        }
    }
    line
}
