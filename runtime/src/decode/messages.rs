//! The messages of serde and serde_json, without the values that they quote: those may be personal data.

/// Describes why JSON does not fit, and where. Also returns the path within a nested object, if the message holds one (see
/// [`nested_message`]).
pub(super) fn describe(
    error: &serde_json::Error,
    json: &str,
    place: &str,
) -> (String, Option<String>) {
    let (message, nested_path) = split_message(error);
    let description = if is_cut_off(error, json) {
        format!("the body ends in the middle of the JSON: {message}{place}")
    } else if error.is_syntax() {
        format!("the body is not valid JSON: {message}{place}")
    } else {
        let message = redact_values(&message);
        format!("the body does not fit the type: {message}{place}")
    };
    (description, nested_path)
}

/// The line and column of an offset, as serde_json counts them.
pub(super) fn shown_place(body: &[u8], offset: usize) -> String {
    let read = &body[..offset.min(body.len())];
    let mut lines = read.rsplit(|byte| *byte == b'\n');
    let column = lines.next().map_or(0, <[u8]>::len);
    let line = lines.count() + 1;
    format!(" (line {line} column {column})")
}

/// The message for an object that was decoded separately. It ends in the path within the object, which [`describe`]
/// removes again.
pub(super) fn nested_message(error: &serde_json::Error, path: &str) -> String {
    let (message, nested_path) = split_message(error);
    let path = join_paths(path, nested_path.as_deref().unwrap_or_default());
    if path.is_empty() {
        message
    } else {
        format!("{message}{BEFORE_PATH}{path}`")
    }
}

/// The separator between a message and the path that [`nested_message`] adds.
const BEFORE_PATH: &str = ", at `";

/// The message without the line and column that serde_json adds, and the path that [`nested_message`] has added. A path
/// has no backticks: what has some is a value that serde quotes.
fn split_message(error: &serde_json::Error) -> (String, Option<String>) {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    let split = message
        .strip_suffix('`')
        .and_then(|message| message.rsplit_once(BEFORE_PATH))
        .filter(|(_, path)| !path.contains('`'));
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

/// Joins two parts of a JSON path.
pub(super) fn join_paths(prefix: &str, path: &str) -> String {
    let separator = if prefix.is_empty() || path.is_empty() || path.starts_with('[') {
        ""
    } else {
        "."
    };
    [prefix, separator, path].concat()
}

/// What to change in the type, so that it fits the value at `path`.
pub(super) fn advice(error: &serde_json::Error, path: &str) -> Option<String> {
    let (message, _) = split_message(error);
    if let Some(field) = message.strip_prefix("missing field ") {
        return Some(format!(
            "make {field} an `Option`, or add `#[serde(default)]`"
        ));
    }
    let field = path.rsplit('.').next().unwrap_or_default();
    if names_several_members(&message) {
        return Some(format!(
            "the value has several members: make `{field}` the `types::Flags` of its enum"
        ));
    }
    let expected = message.strip_prefix("invalid type: null, expected ")?;
    if field.is_empty() {
        None
    } else if field.ends_with(']') {
        Some("make the items `Option`s".to_owned())
    } else if expected == "a sequence" {
        Some(format!(
            "make `{field}` an `Option`, or read it with `types::deserialize`"
        ))
    } else {
        Some(format!("make `{field}` an `Option`"))
    }
}

/// Whether an enum without a variant for unknown members was read from flags: `read,write`.
fn names_several_members(message: &str) -> bool {
    let Some(rest) = message.strip_prefix("unknown variant `") else {
        return false;
    };
    let value = rest.split('`').next().unwrap_or_default();
    value.split(',').count() > 1 && value.split(',').all(is_member_name)
}

fn is_member_name(member: &str) -> bool {
    let member = member.trim();
    !member.is_empty() && member.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// serde's message, in which each quoted value is replaced by its kind.
fn redact_values(message: &str) -> String {
    for start in ["invalid type: ", "invalid value: ", "invalid length "] {
        if let Some(rest) = message.strip_prefix(start) {
            let (found, expected) = rest
                .rsplit_once(", expected ")
                .unwrap_or((rest, "something else"));
            let kind = kind_of_value(found);
            if start == "invalid value: " && kind == "integer" && is_integer(expected) {
                return format!("the integer is out of range of {expected}");
            }
            return format!("{start}{}, expected {}", in_json(kind), in_json(expected));
        }
    }
    for start in ["unknown variant ", "unknown field "] {
        if let Some(rest) = message.strip_prefix(start) {
            return format!("{}{}", start.trim_end(), expected_names(rest));
        }
    }
    if is_without_values(message) {
        return message.to_owned();
    }
    // The message of a type's own deserializer may hold the value anywhere.
    "the type's own `Deserialize` refuses the value".to_owned()
}

/// Whether a message of serde holds names of the type only.
fn is_without_values(message: &str) -> bool {
    [
        "missing field ",
        "duplicate field ",
        "data did not match any variant of untagged enum ",
        "no variant of enum ",
        "can only flatten structs and maps",
        "recursion limit exceeded",
    ]
    .iter()
    .any(|start| message.starts_with(start))
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

/// The kind of a value: `string` for `string "somebody@example.com"`, and `integer` for ``integer `5` ``. A type's own
/// description of what it found may be the value itself.
fn kind_of_value(found: &str) -> &str {
    let end = found.find(['"', '`']).unwrap_or(found.len());
    let kind = found[..end].trim_end();
    if is_length(kind) || KINDS.contains(&kind) {
        kind
    } else {
        "value"
    }
}

/// What serde calls a sequence or a map, in the words of JSON.
fn in_json(word: &str) -> &str {
    match word {
        "sequence" => "array",
        "a sequence" => "an array",
        "map" => "object",
        "a map" => "an object",
        _ => word,
    }
}

/// Whether this is a type of integers, such as `i32`.
fn is_integer(name: &str) -> bool {
    let size = name.strip_prefix(['i', 'u']);
    size.is_some_and(|size| matches!(size, "8" | "16" | "32" | "64" | "128" | "size"))
}

/// The kinds that serde distinguishes ([`serde::de::Unexpected`]).
const KINDS: [&str; 19] = [
    "null",
    "boolean",
    "integer",
    "floating point",
    "number",
    "character",
    "string",
    "byte array",
    "unit value",
    "Option value",
    "newtype struct",
    "sequence",
    "map",
    "enum",
    "unit variant",
    "newtype variant",
    "tuple variant",
    "struct variant",
    "value",
];

fn is_length(kind: &str) -> bool {
    !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_digit())
}
