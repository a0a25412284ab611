//! The messages of serde and serde_json, without the values that they quote: those may be personal data.

/// Describes why JSON does not fit, with the line and column. Also returns the path within a nested object, if the message
/// holds one (see [`nested_message`]).
pub(super) fn describe(error: &serde_json::Error, json: &str) -> (String, Option<String>) {
    let place = format!("line {} column {}", error.line(), error.column());
    let (message, nested_path) = split_message(error);
    let description = if is_cut_off(error, json) {
        format!("the body ends in the middle of the JSON: {message} ({place})")
    } else if error.is_syntax() {
        format!("the body is not valid JSON: {message} ({place})")
    } else {
        let message = redact_values(&message);
        format!("the body does not fit the type: {message} ({place})")
    };
    (description, nested_path)
}

/// The message for an object that was decoded separately. It ends in the path within the object, which [`describe`]
/// removes again.
pub(super) fn nested_message(error: &serde_json::Error, path: &str) -> String {
    let (message, nested_path) = split_message(error);
    let path = join_paths(path, nested_path.as_deref());
    if path.is_empty() {
        message
    } else {
        format!("{message}{BEFORE_PATH}{path}`")
    }
}

/// The message without the line and column, which count within a nested object, and without the path.
pub(super) fn message_without_place(error: &serde_json::Error) -> String {
    split_message(error).0
}

/// The separator between a message and the path that [`nested_message`] adds.
const BEFORE_PATH: &str = ", at `";

/// The message without the line and column that serde_json adds, and the path that [`nested_message`] has added.
fn split_message(error: &serde_json::Error) -> (String, Option<String>) {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    let split = message
        .strip_suffix('`')
        .and_then(|message| message.rsplit_once(BEFORE_PATH));
    match split {
        Some((message, path)) => (message.to_owned(), Some(path.to_owned())),
        None => (message.to_owned(), None),
    }
}

/// Whether the JSON ends too early. If it ends within a number, serde_json reports an invalid number.
pub(super) fn is_cut_off(error: &serde_json::Error, json: &str) -> bool {
    if error.is_eof() {
        return true;
    }
    let last_line = json.rsplit('\n').next().unwrap_or_default();
    let is_at_end = error.line() == json.split('\n').count() && error.column() >= last_line.len();
    is_at_end
        && error.to_string().starts_with("invalid number")
        && json.ends_with(['-', '+', '.', 'e', 'E'])
}

/// Joins two parts of a JSON path. The second one has serde's form: `.` is the top, and a `?` at the end a place that serde
/// does not know.
pub(super) fn join_paths(prefix: &str, path: Option<&str>) -> String {
    let path = path.unwrap_or(".");
    let path = match path.strip_suffix('?') {
        Some(known) => known.trim_end_matches('.'),
        None => path,
    };
    if path.is_empty() || path == "." {
        prefix.to_owned()
    } else if prefix.is_empty() {
        path.to_owned()
    } else {
        format!("{prefix}.{path}")
    }
}

/// serde's message, in which each quoted value is replaced by its kind.
fn redact_values(message: &str) -> String {
    for start in ["invalid type: ", "invalid value: "] {
        if let Some(rest) = message.strip_prefix(start) {
            let (found, expected) = rest
                .rsplit_once(", expected ")
                .unwrap_or((rest, "something else"));
            return format!("{start}{}, expected {expected}", kind_of_value(found));
        }
    }
    for start in ["unknown variant ", "unknown field "] {
        if let Some(rest) = message.strip_prefix(start) {
            return format!("{}{}", start.trim_end(), expected_names(rest));
        }
    }
    // These quote names of the type, not values of the body.
    if message.starts_with("missing field ") || message.starts_with("duplicate field ") {
        return message.to_owned();
    }
    redact_quoted(message)
}

/// The end of a message, with the names that were expected: `, expected one of …`, or `, there are no …`.
fn expected_names(rest: &str) -> &str {
    let start = rest
        .rfind(", expected ")
        .or_else(|| rest.rfind(", there are no "));
    match start {
        Some(start) => &rest[start..],
        None => "",
    }
}

/// The kind of a value: `string` for `string "somebody@example.com"`, and `integer` for ``integer `5` ``.
fn kind_of_value(found: &str) -> &str {
    let end = found.find(['"', '`']).unwrap_or(found.len());
    found[..end].trim_end()
}

/// The message of a type's own deserializer, in which everything in quotation marks is replaced by `…`.
fn redact_quoted(message: &str) -> String {
    let mut redacted = String::with_capacity(message.len());
    let mut open_quote = None;
    for char in message.chars() {
        match open_quote {
            None => {
                redacted.push(char);
                if matches!(char, '"' | '`') {
                    open_quote = Some(char);
                }
            }
            Some(quote) if quote == char => {
                redacted.push('…');
                redacted.push(char);
                open_quote = None;
            }
            Some(_) => {}
        }
    }
    redacted
}
