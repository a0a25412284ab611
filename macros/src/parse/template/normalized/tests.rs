use super::*;

#[test]
fn mistakes_with_one_correction_are_corrected() {
    for (written, expected) in [
        (
            "https://graph.microsoft.com/v1.0/users/{id}?$top=1",
            "/users/<id>",
        ),
        ("beta/users/:user-id/messages/", "/users/<userId>/messages"),
        ("/users//<id>#x", "/users/<id>"),
        ("\\users\\ <id>", "/users/<id>"),
        (
            "/sites/<host>:/sites/<path..>:",
            "/sites/<host>:/sites/<path..>:",
        ),
        (
            "/users/{id/messages/{messageId",
            "/users/<id>/messages/<messageId>",
        ),
        ("/users/{id | userPrincipalName}", "/users/<id>"),
        (
            "/teams/{team-id}/channels/{channel id}",
            "/teams/<teamId>/channels/<channelId>",
        ),
        (
            "/users/{id}/calendars/{id}",
            "/users/<userId>/calendars/<calendarId>",
        ),
        (
            "/drives/{id}/root:/{item-path}:/children",
            "/drives/<id>/root:/<itemPath..>:/children",
        ),
        (
            "/sites/{hostname}:/{relative-path}",
            "/sites/<hostname>:/<relativePath..>",
        ),
        ("/users/<user id>/x", "/users/<user id>/x"),
        ("/users/<user\u{7}id>", "/users/<userid>"),
        ("GET /users/<userId>", "/users/<userId>"),
        (" get https://graph.microsoft.com/beta/me", "/me"),
        ("POST users", "/users"),
        ("GET", "/GET"),
        ("/get /x", "/get/x"),
        ("/", "/"),
        ("https://graph.microsoft.com", "/"),
    ] {
        assert_eq!(normalized(written), expected, "{written}");
    }
}
