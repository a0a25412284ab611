use super::*;

#[test]
fn arguments_are_snake_case_and_never_keywords() {
    for (name, expected) in [
        ("connectionOperationId", "connection_operation_id"),
        ("userID", "user_id"),
        ("HTTPServer", "http_server"),
        ("id", "id"),
        ("type", "r#type"),
        ("self", "self_"),
        ("id2", "id2"),
        ("sha256Hash", "sha256_hash"),
    ] {
        assert_eq!(
            argument(name, Span::call_site()).unwrap().to_string(),
            expected
        );
    }
}

#[test]
fn a_placeholder_gets_a_valid_name() {
    assert_eq!(placeholder("user-id"), "userId");
    assert_eq!(placeholder("id | userPrincipalName"), "id");
    assert_eq!(placeholder("|x"), "x");
    assert_eq!(placeholder("2nd"), "key2nd");
    assert_eq!(placeholder("-"), "id");
}

#[test]
fn only_a_close_name_is_suggested() {
    assert_eq!(nearest("pth", &["path", "version"]), Some("path"));
    assert_eq!(nearest("versoin", &["path", "version"]), Some("version"));
    assert_eq!(nearest("paht", &["path", "version"]), Some("path"));
    assert_eq!(nearest("apth", &["path", "version"]), Some("path"));
    assert_eq!(nearest("ptah", &["path", "version"]), Some("path"));
    assert_eq!(nearest("psiik", &["skip"]), None);
    assert_eq!(nearest("epxand", &["expand", "skip"]), Some("expand"));
    assert_eq!(nearest("tyep", &["expand", "type"]), Some("type"));
    assert_eq!(nearest("banana", &["path", "version"]), None);
}
