//! Paths that lead nowhere: each error says at which segment, and why.

use graph_resource_schema::path::{PathErrorKind, ResolveError};
use graph_resource_schema::{ApiVersion, Schema, SchemaError};

use crate::paths::resolve;

/// Checks the index of the failed segment and the message.
fn check(cases: &[(&str, usize, &str)]) {
    for (path, segment, message) in cases {
        match resolve(path) {
            Err(ResolveError::Path(error)) => {
                assert_eq!(error.to_string(), *message, "{path}");
                assert_eq!(error.segment, *segment, "{path}");
            }
            other => panic!("{path}: {other:?}"),
        }
    }
}

#[test]
fn an_empty_path_leads_nowhere() {
    check(&[
        ("", 0, "the path has no segments"),
        ("/v1.0/", 0, "the path has no segments"),
    ]);
}

#[test]
fn an_unknown_entry_point_is_named() {
    check(&[
        (
            "/user/<id>",
            0,
            "the service has no `user`: there is a similar name, `users`",
        ),
        ("/nothing", 0, "the service has no `nothing`"),
        ("/<id>/messages", 0, "the service has no `<id>`"),
        ("/$metadata", 0, "the service has no `$metadata`"),
    ]);
}

#[test]
fn an_unknown_name_is_named_with_the_nearest_one() {
    check(&[
        (
            "/me/messages/<id>/atachments",
            3,
            "`microsoft.graph.message` has no `atachments`: there is a similar name, `attachments`",
        ),
        (
            "/me/address/town",
            2,
            "`microsoft.graph.address` has no `town`",
        ),
        (
            "/me/messages/<id>/attachments/<id>/contentByte",
            5,
            "`microsoft.graph.attachment` has no `contentByte`: there is a similar name, `contentBytes`",
        ),
        (
            "/me/drive/root/serch(q='x')",
            3,
            "`microsoft.graph.driveItem` has no `serch(q='x')`: there is a similar name, `search`",
        ),
        (
            "/users/detla()",
            1,
            "`Collection(microsoft.graph.user)` has no `detla()`: there is a similar name, `delta`",
        ),
        (
            "/users/$cuont",
            1,
            "`Collection(microsoft.graph.user)` has no `$cuont`: there is a similar name, `$count`",
        ),
    ]);
}

#[test]
fn an_unknown_type_is_named_with_the_nearest_one() {
    check(&[
        (
            "/groups/<id>/members/microsoft.graph.usr",
            3,
            "the service has no type `microsoft.graph.usr`: there is a similar name, `microsoft.graph.user`",
        ),
        (
            "/groups/<id>/members/<id>/microsoft.grph.user",
            4,
            "the service has no type `microsoft.grph.user`: there is a similar name, `microsoft.graph.user`",
        ),
    ]);
}

#[test]
fn a_suggested_type_has_a_similar_name_and_namespace() {
    check(&[
        (
            "/groups/<id>/members/graph.usr",
            3,
            "the service has no type `graph.usr`: there is a similar name, `microsoft.graph.user`",
        ),
        (
            "/groups/<id>/members/microsoft.graph.xyz",
            3,
            "the service has no type `microsoft.graph.xyz`",
        ),
        (
            "/groups/<id>/members/<id>/contoso.user",
            4,
            "the service has no type `contoso.user`",
        ),
        (
            "/me/drive/root/microsoft.graph.detla",
            3,
            "the service has no type `microsoft.graph.detla`",
        ),
    ]);
}

#[test]
fn values_have_no_keys() {
    let schema = Schema::parse(
        "graph-schema 1\nversion v1.0\nsource x\ndate x\ncontainer n.c\n me user\nnamespace n\n\
         complex phone\n number\nentity user\n phones phone[]\nend 11\n",
    );
    let schema = schema.expect("the index can be read");
    let model = schema.model(ApiVersion::V1).expect("there is a version");
    for (path, expected) in [
        ("/me/phones/mobile", "`Collection(n.phone)` has no `mobile`"),
        (
            "/me/phones/<index>",
            "`<index>` is a key, and the items of `Collection(n.phone)` have none",
        ),
        (
            "/me/phones('1')",
            "`phones('1')` has a key, and `n.phone` has none",
        ),
    ] {
        let parsed =
            graph_resource_schema::path::Path::parse(path).expect("the path can be parsed");
        let error = model.resolve(&parsed).expect_err("the path leads nowhere");
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn a_cast_to_an_unrelated_type_is_refused() {
    check(&[(
        "/groups/<id>/members/graph.message",
        3,
        "`graph.message` is not derived from `microsoft.graph.directoryObject`, which is what the path leads to here",
    )]);
}

#[test]
fn a_key_where_no_key_can_be_is_refused() {
    check(&[
        (
            "/me/<userId>",
            1,
            "`<userId>` is a key, and this is a single `microsoft.graph.user`",
        ),
        (
            "/users/<id>/<id2>",
            2,
            "`<id2>` is a key, and this is a single `microsoft.graph.user`",
        ),
        (
            "/me/displayName/<id>",
            2,
            "`<id>` is a key, and this is a single `Edm.String`",
        ),
        (
            "/me/businessPhones/<index>",
            2,
            "`<index>` is a key, and the items of `Collection(Edm.String)` have none",
        ),
        (
            "/me('x')",
            0,
            "`me('x')` is a key, and this is a single `microsoft.graph.user`",
        ),
        (
            "/me/manager('x')",
            1,
            "`manager('x')` is a key, and this is a single `microsoft.graph.directoryObject`",
        ),
    ]);
}

#[test]
fn a_key_that_is_missing_is_noticed() {
    check(&[
        (
            "/users/messages",
            1,
            "`messages` belongs to a single `microsoft.graph.user`, and this is a collection: write a key before it",
        ),
        (
            "/me/messages/send",
            2,
            "`send` belongs to a single `microsoft.graph.message`, and this is a collection: write a key before it",
        ),
    ]);
}

#[test]
fn parentheses_without_a_key_of_the_type_are_refused() {
    check(&[
        (
            "/users(usrPrincipalName='x')",
            0,
            "`users(usrPrincipalName='x')` has no key of `microsoft.graph.user`: expected `(userPrincipalName='<userPrincipalName>')` or `(id='<id>')`: there is a similar name, `userPrincipalName`",
        ),
        (
            "/users()",
            0,
            "`users()` has no key of `microsoft.graph.user`: expected `(userPrincipalName='<userPrincipalName>')` or `(id='<id>')`",
        ),
        (
            "/me/messages(id='1',number=2)",
            1,
            "`messages(id='1',number=2)` has no key of `microsoft.graph.message`: expected `(id='<id>')`",
        ),
        (
            "/rules(number=1)",
            0,
            "`rules(number=1)` has no key of `microsoft.graph.rule`: expected `(number='<number>',ownerCity='<ownerCity>')`",
        ),
        (
            "/me/messages('a','b')",
            1,
            "`messages('a','b')` has no key of `microsoft.graph.message`: expected `(id='<id>')`",
        ),
    ]);
}

#[test]
fn arguments_that_no_overload_has_are_refused() {
    let usage = "expected `usage(date=<date>,top=<top>)` or `usage(period='<period>')`";
    check(&[
        (
            "/reports/usage(perod='D7')",
            1,
            &format!(
                "`usage(perod='D7')` does not have the arguments of `microsoft.graph.usage`: {usage}: there is a similar name, `period`"
            ),
        ),
        (
            "/reports/usage()",
            1,
            &format!("`usage()` does not have the arguments of `microsoft.graph.usage`: {usage}"),
        ),
        (
            "/reports/usage(top=1)",
            1,
            &format!(
                "`usage(top=1)` does not have the arguments of `microsoft.graph.usage`: {usage}"
            ),
        ),
        (
            "/reports/usage('D7')",
            1,
            &format!(
                "`usage('D7')` does not have the arguments of `microsoft.graph.usage`: {usage}"
            ),
        ),
        (
            "/users/delta(x=1)",
            1,
            "`delta(x=1)` does not have the arguments of `microsoft.graph.delta`: expected `delta()`",
        ),
        (
            "/me/messages/<id>/send(message='x')",
            3,
            "`send(message='x')` does not have the arguments of `microsoft.graph.send`: expected `send`",
        ),
    ]);
}

#[test]
fn a_path_between_colons_must_follow_a_file_or_a_site() {
    check(&[
        (
            "/me:/a:/messages",
            0,
            "a path between colons must follow a file or a site, and this is `microsoft.graph.user`: `me:`",
        ),
        (
            "/me/drive/items:/a",
            2,
            "a path between colons must follow a file or a site, and this is `Collection(microsoft.graph.driveItem)`: `items:`",
        ),
    ]);
}

#[test]
fn suffixes_that_have_no_meaning_are_refused() {
    check(&[
        (
            "/me/$count",
            1,
            "`$count` must follow a collection, and this is `microsoft.graph.user`",
        ),
        (
            "/users/$value",
            1,
            "`$value` must follow a single object or value, and this is `Collection(microsoft.graph.user)`",
        ),
        (
            "/me/displayName/$ref",
            2,
            "`$ref` must follow an object or a collection of them, and this is `Edm.String`",
        ),
    ]);
}

#[test]
fn nothing_can_follow_what_has_no_properties() {
    check(&[
        (
            "/me/displayName/length",
            2,
            "nothing can follow `Edm.String`, and `length` does",
        ),
        (
            "/me/mail/domain",
            2,
            "nothing can follow `microsoft.graph.mailAddress`, and `domain` does",
        ),
        (
            "/users/$count/x",
            2,
            "nothing can follow `$count`, and `x` does",
        ),
        (
            "/me/messages/<id>/$value/x",
            4,
            "nothing can follow `$value`, and `x` does",
        ),
        (
            "/groups/<id>/members/$ref/<id>",
            4,
            "nothing can follow `$ref`, and `<id>` does",
        ),
        (
            "/me/messages/<id>/send/x",
            4,
            "nothing can follow `microsoft.graph.send`, and `x` does",
        ),
    ]);
}

#[test]
fn the_kind_and_the_nearest_name_are_data() {
    let Err(ResolveError::Path(error)) = resolve("/me/messages/<id>/atachments") else {
        panic!("the path leads nowhere");
    };
    assert_eq!(error.text, "atachments");
    assert_eq!(error.nearest.as_deref(), Some("attachments"));
    let on = "microsoft.graph.message".to_owned();
    assert_eq!(error.kind, PathErrorKind::UnknownName { on });
}

#[test]
fn a_faulty_schema_is_told_apart_from_a_faulty_path() {
    let schema = Schema::parse(
        "graph-schema 1\nversion v1.0\nsource x\ndate x\ncontainer n.c\n me user\nnamespace n\nentity user : missing\nend 8\n",
    );
    let schema = schema.expect("the types are found");
    let model = schema.model(ApiVersion::V1).expect("there is a version");
    let path = graph_resource_schema::path::Path::parse("/me").expect("the path can be parsed");
    match model.resolve(&path) {
        Err(ResolveError::Schema(SchemaError::MissingType { name, .. })) => {
            assert_eq!(name, "n.missing");
        }
        other => panic!("{other:?}"),
    }
}
