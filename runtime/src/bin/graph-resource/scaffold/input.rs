//! What the user asks for: a line of the reference, or a URL with its options.

use graph_resource::Cloud;
use graph_resource_schema::ApiVersion;
use percent_encoding::percent_decode_str;

use super::error::ScaffoldError;

/// A line of the reference or a URL, in its parts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Input {
    /// The line without its method.
    pub(crate) address: String,
    pub(crate) cloud: Cloud,
    pub(crate) version: Option<ApiVersion>,
    /// The path below the version, still encoded, with its placeholders.
    pub(crate) path: String,
    pub(crate) options: Vec<QueryOption>,
}

/// An option of the query, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QueryOption {
    pub(crate) name: String,
    pub(crate) value: String,
}

const METHODS: [&str; 6] = ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD"];

/// The system query options, which the service also accepts without `$`.
const SYSTEM_OPTIONS: [&str; 8] = [
    "select", "expand", "filter", "orderby", "search", "top", "skip", "count",
];

impl Input {
    pub(crate) fn parse(line: &str) -> Result<Self, ScaffoldError> {
        let address = without_method(line.trim())?;
        let (cloud, below_host) = split_host(address)?;
        let (path, query) = split_query(below_host);
        let (version, path) = split_version(path);
        if path.trim_matches('/').is_empty() {
            let message = "the path is empty: pass the path of a resource, such as `/users/{id}`";
            return Err(ScaffoldError::new(message));
        }
        let path = without_alternatives(path);
        if has_space(&path) {
            let message = format!("`{path}` contains a space: pass only the path");
            return Err(ScaffoldError::new(message));
        }
        let options = query.map(options).unwrap_or_default();
        if let Some(name) = repeated(&options) {
            return Err(ScaffoldError::new(format!("`{name}` is given twice")));
        }
        Ok(Self {
            address: address.to_owned(),
            cloud,
            version,
            path: format!("/{}", path.trim_matches('/')),
            options,
        })
    }

    /// Returns the value of a system query option, such as `$select`.
    pub(crate) fn option(&self, name: &str) -> Option<&str> {
        let mut options = self.options.iter();
        let option = options.find(|option| option.name == name)?;
        Some(&option.value)
    }
}

/// `GET /users` → `/users`. The crate only reads.
fn without_method(line: &str) -> Result<&str, ScaffoldError> {
    let Some((first, rest)) = line.split_once(char::is_whitespace) else {
        return Ok(line);
    };
    let method = METHODS
        .into_iter()
        .find(|method| first.eq_ignore_ascii_case(method));
    match method {
        None => Ok(line),
        Some("GET") => Ok(rest.trim()),
        Some(method) => Err(ScaffoldError::new(format!(
            "`{method}` changes something, and graph-resource only reads: pass the path of a GET request"
        ))),
    }
}

/// `https://graph.microsoft.com/v1.0/users` → `/v1.0/users`, and the cloud.
fn split_host(address: &str) -> Result<(Cloud, &str), ScaffoldError> {
    let Some(scheme) = address.find("://") else {
        return Ok((Cloud::Global, address));
    };
    let host_start = scheme + 3;
    let host_end = address[host_start..]
        .find('/')
        .map_or(address.len(), |end| host_start + end);
    let root = &address[..host_end];
    let clouds = [Cloud::Global, Cloud::UsGov, Cloud::UsGovDod, Cloud::China];
    let mut clouds = clouds.into_iter();
    match clouds.find(|cloud| cloud.root().eq_ignore_ascii_case(root)) {
        Some(cloud) => Ok((cloud, &address[host_end..])),
        None => Err(ScaffoldError::new(format!(
            "`{root}` is not Microsoft Graph: a URL begins with `{}`",
            Cloud::Global.root()
        ))),
    }
}

/// Splits at the first question mark outside of placeholders. The reference also writes `[?includeIDs=true]`.
fn split_query(address: &str) -> (&str, Option<&str>) {
    let mut depth = 0_usize;
    for (index, c) in address.char_indices() {
        match c {
            '{' | '<' => depth += 1,
            '}' | '>' => depth = depth.saturating_sub(1),
            '?' if depth == 0 => {
                let query = &address[index + 1..];
                return match address[..index].strip_suffix('[') {
                    Some(path) => (path, Some(query.strip_suffix(']').unwrap_or(query))),
                    None => (&address[..index], Some(query)),
                };
            }
            _ => {}
        }
    }
    (address, None)
}

/// The reference writes `/users/{id} | user-principal-name/chats` for either of two keys.
fn without_alternatives(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut is_alternative = false;
    for (c, is_inside) in with_placeholders(path) {
        match c {
            '|' if !is_inside => {
                is_alternative = true;
                out.truncate(out.trim_end().len());
            }
            '/' => is_alternative = false,
            _ => {}
        }
        if !is_alternative {
            out.push(c);
        }
    }
    out
}

/// Whether there is a space outside of placeholders.
fn has_space(path: &str) -> bool {
    with_placeholders(path).any(|(c, is_inside)| c.is_whitespace() && !is_inside)
}

/// The characters, and whether each is inside of a placeholder.
fn with_placeholders(path: &str) -> impl Iterator<Item = (char, bool)> {
    let mut depth = 0_usize;
    path.chars().map(move |c| {
        match c {
            '{' | '<' => depth += 1,
            '}' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (c, depth > 0)
    })
}

fn split_version(path: &str) -> (Option<ApiVersion>, &str) {
    let below_root = path.trim_start_matches('/');
    let first = below_root.split('/').next().unwrap_or_default();
    match ApiVersion::from_segment(first) {
        Some(version) => (Some(version), &below_root[first.len()..]),
        None => (None, path),
    }
}

fn options(query: &str) -> Vec<QueryOption> {
    let options = query.split('&').filter(|option| !option.is_empty());
    options.map(option).collect()
}

/// A system query option that is given twice, which the service refuses.
fn repeated(options: &[QueryOption]) -> Option<&str> {
    for (index, option) in options.iter().enumerate() {
        let is_system = option.name.starts_with('$');
        if is_system
            && options[..index]
                .iter()
                .any(|other| other.name == option.name)
        {
            return Some(&option.name);
        }
    }
    None
}

fn option(written: &str) -> QueryOption {
    let (name, value) = written.split_once('=').unwrap_or((written, ""));
    let name = canonical_name(&decoded(name));
    // In a system option a plus is a space. In others it may be the sign of a date's offset, which pages do not encode.
    let value = if name.starts_with('$') {
        decoded(&value.replace('+', " "))
    } else {
        decoded(value)
    };
    QueryOption { name, value }
}

/// `top` and `$Top` → `$top`
fn canonical_name(name: &str) -> String {
    let without_dollar = name.strip_prefix('$').unwrap_or(name);
    let lower = without_dollar.to_ascii_lowercase();
    if SYSTEM_OPTIONS.contains(&lower.as_str()) {
        format!("${lower}")
    } else {
        name.to_owned()
    }
}

/// Decodes percent-encoding.
pub(crate) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Input {
        Input::parse(line).unwrap_or_else(|error| panic!("{line}: {error}"))
    }

    #[test]
    fn a_line_is_split_into_version_path_and_options() {
        for (line, version, path) in [
            ("GET /users", None, "/users"),
            ("  users/ ", None, "/users"),
            ("/v1.0/users", Some(ApiVersion::V1), "/users"),
            (
                "get https://graph.microsoft.com/beta/me",
                Some(ApiVersion::Beta),
                "/me",
            ),
            (
                "https://graph.microsoft.us/v1.0/me?$top=1",
                Some(ApiVersion::V1),
                "/me",
            ),
            (
                "/users/{id | userPrincipalName?}/chats",
                None,
                "/users/{id | userPrincipalName?}/chats",
            ),
            ("/users/{id} | user-name/chats", None, "/users/{id}/chats"),
            (
                "/pages/{id}/content[?includeIDs=true]",
                None,
                "/pages/{id}/content",
            ),
        ] {
            let input = parse(line);
            assert_eq!(
                (input.version, input.path.as_str()),
                (version, path),
                "{line}"
            );
        }
    }

    #[test]
    fn options_are_decoded_and_get_their_dollar() {
        let input =
            parse("/me/messages?&$Filter=a+eq+%27b%26c%27&top=5&start=2024-01-01T00:00:00+02:00&x");
        let options: Vec<(&str, &str)> = input
            .options
            .iter()
            .map(|option| (option.name.as_str(), option.value.as_str()))
            .collect();
        assert_eq!(
            options,
            [
                ("$filter", "a eq 'b&c'"),
                ("$top", "5"),
                ("start", "2024-01-01T00:00:00+02:00"),
                ("x", ""),
            ]
        );
    }
}
