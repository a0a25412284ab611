//! ETags and conditional reads.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::http::HeaderMap;
use axum::http::header::IF_NONE_MATCH;
use serde_json::Value;

/// The ETag of an entity: its own `@odata.etag`, or a hash of its content.
pub(crate) fn of(entity: &Value) -> String {
    if let Some(own) = entity.get("@odata.etag").and_then(Value::as_str) {
        return own.to_owned();
    }
    let mut hasher = DefaultHasher::new();
    entity.to_string().hash(&mut hasher);
    format!("W/\"{:016x}\"", hasher.finish())
}

/// Whether `If-None-Match` contains this ETag.
pub(crate) fn is_not_modified(headers: &HeaderMap, etag: &str) -> bool {
    let values = headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut known = values.flat_map(|value| value.split(',')).map(str::trim);
    known.any(|known| known == "*" || opaque(known) == opaque(etag))
}

/// The ETag without its weakness indicator, which a conditional read ignores.
fn opaque(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Service;
    use crate::sample::ME;
    use crate::testing::{HEADERS, get, send};

    #[test]
    fn an_etag_changes_with_the_content() {
        assert_eq!(of(&json!({"a": 1})), of(&json!({"a": 1})));
        assert_ne!(of(&json!({"a": 1})), of(&json!({"a": 2})));
        assert_eq!(of(&json!({"@odata.etag": "W/\"x\""})), "W/\"x\"");
    }

    #[test]
    fn conditional_headers_are_lists_of_etags() {
        let known = |value: &str| {
            let headers = HeaderMap::from_iter([(IF_NONE_MATCH, value.parse().unwrap())]);
            is_not_modified(&headers, "W/\"a\"")
        };
        assert!(known("W/\"a\"") && known("\"a\"") && known("\"b\", W/\"a\"") && known("*"));
        assert!(!known("\"b\"") && !known("a"));
    }

    #[tokio::test]
    async fn a_matching_etag_yields_304() {
        let service = Service::start().await;
        let first = get(&service, "/v1.0/me?$select=id").await;
        let tag = first.header("etag").unwrap();
        let condition = |tag: &str| format!("{HEADERS}If-None-Match: {tag}\r\n");
        let again = send(
            &service,
            "GET",
            "/v1.0/me?$select=displayName",
            &condition(tag),
            "",
        )
        .await;
        assert_eq!(
            (again.status, again.body.as_str(), again.header("etag")),
            (304, "", Some(tag))
        );
        let changed = send(&service, "GET", "/v1.0/me", &condition("W/\"other\""), "").await;
        assert_eq!(changed.status, 200);
        assert_ne!(
            get(
                &service,
                &format!("/v1.0/users/{}", ME.replace("0001", "0002"))
            )
            .await
            .header("etag"),
            Some(tag)
        );
        let message = get(&service, "/v1.0/me/messages/AAMkAGI1AAA0001_-=").await;
        assert_eq!(
            message.header("etag"),
            message.json()["@odata.etag"].as_str()
        );
        assert_eq!(get(&service, "/v1.0/users").await.header("etag"), None);
    }
}
