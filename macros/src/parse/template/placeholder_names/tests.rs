use super::*;

#[test]
fn each_placeholder_gets_a_name_of_its_own() {
    for (written, expected) in [
        ("/users/<userId>", "/users/<userId>"),
        ("/users/<user-id>", "/users/<userId>"),
        (
            "/users/<id>/calendars/<id>",
            "/users/<userId>/calendars/<calendarId>",
        ),
        (
            "/users/<id>/calendars/<id>/events/<eventId>",
            "/users/<userId>/calendars/<calendarId>/events/<eventId>",
        ),
        ("/a/<userId>/b/<user_id>", "/a/<aId>/b/<bId>"),
        (
            "/classes/<id>/policies/<id>",
            "/classes/<classId>/policies/<policiesId>",
        ),
        ("/x/<id>/<id>", "/x/<xId>/<id>"),
        ("/<id>/<id>/<id>", "/<id>/<id2>/<id3>"),
        ("/users/<id>/users/<id>", "/users/<userId>/users/<userId2>"),
        (
            "/users/<id>/users/<id>/x/<userId>",
            "/users/<userId2>/users/<userId3>/x/<userId>",
        ),
        ("/f(a='<x>',b=<x>)", "/f(a='<a>',b=<b>)"),
        ("/d/<p..>:/e/<p..>", "/d/<dId..>:/e/<eId..>"),
        ("/users/<>", "/users/<userId>"),
        ("/users/<>/x/<>", "/users/<userId>/x/<xId>"),
        ("/<>", "/<id>"),
        ("/users/<id", "/users/<id"),
        ("/¡<id>/ä<id>", "/¡<id>/ä<id2>"),
    ] {
        assert_eq!(with_valid_names(written), expected, "{written}");
    }
}
