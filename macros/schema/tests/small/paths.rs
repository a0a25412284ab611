//! Paths that lead somewhere.

use graph_resource_schema::index::OperationKind;
use graph_resource_schema::path::{
    Argument, Form, Path, Resolution, ResolveError, Segment, SegmentKind, StepKind,
};
use graph_resource_schema::{ApiVersion, Schema};

use crate::service::model;

pub(crate) fn resolve(path: &str) -> Result<Resolution<'static>, ResolveError> {
    let path = Path::parse(path).expect("the path can be parsed");
    model().resolve(&path)
}

fn resolved(path: &str) -> Resolution<'static> {
    resolve(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Checks what paths lead to: `user` or `user[]`, in the namespace of most types.
fn check(cases: &[(&str, &str)]) {
    for (path, expected) in cases {
        let ty = resolved(path).target.ty;
        let suffix = if ty.is_collection { "[]" } else { "" };
        let name = ty.name.to_string();
        let name = name.strip_prefix("microsoft.graph.").unwrap_or(&name);
        assert_eq!(format!("{name}{suffix}"), *expected, "{path}");
    }
}

fn last_kind(path: &str) -> StepKind<'static> {
    let mut steps = resolved(path).steps;
    steps.pop().expect("there is a step").kind
}

#[test]
fn entry_points_are_one_or_many() {
    check(&[
        ("/me", "user"),
        ("/users", "user[]"),
        ("users", "user[]"),
        ("/time", "Edm.DateTimeOffset"),
        ("/time()", "Edm.DateTimeOffset"),
    ]);
}

#[test]
fn the_drive_of_the_service_is_not_in_its_metadata() {
    check(&[("/drive", "drive"), ("/drive/root/children", "driveItem[]")]);
}

#[test]
fn keys_are_segments_or_in_parentheses() {
    check(&[
        ("/users/<userId>", "user"),
        ("/users/{id | userPrincipalName}", "user"),
        ("/users/ada@contoso.com", "user"),
        ("/users/<first>,<second>", "user"),
        ("/users('<upn>')", "user"),
        ("/users(<id>)", "user"),
        ("/users(id='1')/messages('<id>')/subject", "Edm.String"),
        ("/users/<id>/messages/<id>/attachments/<id>", "attachment"),
        ("/groups/<id>/members/<id>", "directoryObject"),
    ]);
}

#[test]
fn alternate_and_composite_keys_have_names() {
    check(&[
        ("/users(userPrincipalName='<upn>')", "user"),
        ("/devices(OS='linux')", "device"),
        ("/rules(number=1,ownerCity='Rome')", "rule"),
    ]);
}

#[test]
fn names_are_found_in_any_letter_case() {
    check(&[
        ("/USERS/<id>/Messages", "message[]"),
        ("/users/Delta", "user[]"),
        (
            "/users/<id>/manager/Microsoft.Graph.User/DISPLAYNAME",
            "Edm.String",
        ),
        ("/reports/Usage(Period='D7')", "Edm.Stream"),
        ("/users/$COUNT", "Edm.Int64"),
    ]);
}

#[test]
fn casts_are_one_or_many_like_what_they_cast() {
    check(&[
        ("/groups/<id>/members/microsoft.graph.user", "user[]"),
        (
            "/groups/<id>/members/graph.user/<id>/displayName",
            "Edm.String",
        ),
        ("/groups/<id>/members/<id>/microsoft.graph.device", "device"),
        ("/me/graph.directoryObject", "directoryObject"),
        ("/me/graph.directoryObject/graph.entity", "entity"),
    ]);
    assert_eq!(last_kind("/groups/<id>/members/graph.user"), StepKind::Cast);
}

#[test]
fn functions_are_called_with_and_without_namespace_and_parentheses() {
    check(&[
        ("/users/delta", "user[]"),
        ("/users/delta()", "user[]"),
        ("/users/microsoft.graph.delta", "user[]"),
        ("/users/graph.delta()", "user[]"),
        ("/users/latest", "security.alert"),
        ("/users/self.latest()", "security.alert"),
        ("/me/drive/root/search(q='<q>')", "driveItem[]"),
        (
            "/me/drive/root/search(q='a/b')/<id>/children",
            "driveItem[]",
        ),
    ]);
}

#[test]
fn the_overload_is_the_one_with_the_arguments() {
    for (path, parameter) in [
        ("/reports/usage(period='D7')", "period"),
        ("/reports/usage(period='<period>')", "period"),
        ("/reports/usage(date=<date>)", "date"),
        ("/reports/usage(top=5,date=2026-01-01)", "date"),
    ] {
        let resolution = resolved(path);
        let operation = resolution.operation().expect("a function is called");
        assert_eq!(operation.parameters[0].name, parameter, "{path}");
        assert_eq!(resolution.missing_parameters().count(), 0, "{path}");
    }
}

#[test]
fn arguments_belong_to_the_function_that_is_named_like_a_property() {
    check(&[
        ("/me/drive/root", "driveItem"),
        ("/me/drive/root(version=2)", "Edm.String"),
    ]);
}

#[test]
fn a_function_without_parentheses_reports_its_required_parameters() {
    let resolution = resolved("/me/drive/root/search");
    assert_eq!(resolution.missing_parameters().collect::<Vec<_>>(), ["q"]);
    let resolution = resolved("/users/delta");
    assert_eq!(resolution.missing_parameters().count(), 0);
}

#[test]
fn actions_are_found_and_told_apart() {
    let resolution = resolved("/directoryObjects/getByIds");
    assert!(resolution.is_action());
    assert_eq!(
        resolution.target.ty.to_string(),
        "Collection(microsoft.graph.directoryObject)"
    );
    let resolution = resolved("/me/messages/<id>/send");
    let operation = resolution.operation().expect("an action is called");
    assert_eq!(operation.kind, OperationKind::Action);
    assert_eq!(resolution.target.form, Form::Nothing);
    assert_eq!(resolution.missing_parameters().count(), 0);
    assert!(!resolved("/users/delta").is_action());
}

#[test]
fn paths_of_files_are_between_colons() {
    check(&[
        ("/me/drive/root:/<folder>/<file>", "driveItem"),
        ("/me/drive/root:/<itemPath..>:/children", "driveItem[]"),
        ("/me/drive/root:/a/b.txt:", "driveItem"),
        (
            "/me/drive/items/<id>:/a/b:/permissions/$value",
            "permission",
        ),
        (
            "/me/drive/items/<id>:/users/<mesages>:/children/<id>",
            "driveItem",
        ),
    ]);
    assert_eq!(last_kind("/me/drive/root:/a"), StepKind::ItemPath);
}

#[test]
fn counts_values_and_references_have_their_forms() {
    for (path, form, ty) in [
        ("/users/$count", Form::Count, "Edm.Int64"),
        ("/me/businessPhones/$count", Form::Count, "Edm.Int64"),
        ("/me/displayName/$value", Form::Raw, "Edm.String"),
        ("/me/picture/$value", Form::Raw, "Edm.Stream"),
        ("/me/messages/<id>/$value", Form::Raw, "Edm.Stream"),
        (
            "/groups/<id>/members/$ref",
            Form::Reference,
            "Collection(microsoft.graph.directoryObject)",
        ),
        (
            "/me/manager/$ref",
            Form::Reference,
            "microsoft.graph.directoryObject",
        ),
    ] {
        let target = resolved(path).target;
        assert_eq!(target.form, form, "{path}");
        assert_eq!(target.ty.to_string(), ty, "{path}");
    }
}

#[test]
fn values_are_found_within_objects() {
    check(&[
        ("/me/address", "address"),
        ("/me/address/city", "Edm.String"),
        ("/me/businessPhones", "Edm.String[]"),
        ("/me/mail", "mailAddress"),
        ("/me/messages/<id>/importance", "importance"),
    ]);
}

#[test]
fn properties_of_derived_types_need_no_cast() {
    check(&[
        ("/groups/<id>/members/<id>/displayName", "Edm.String"),
        ("/groups/<id>/members/<id>/messages/<id>", "message"),
        (
            "/me/messages/<id>/attachments/<id>/item/subject",
            "Edm.String",
        ),
        (
            "/me/messages/<id>/attachments/<id>/contentBytes",
            "Edm.Binary",
        ),
        ("/groups/<id>/members/delta", "user[]"),
    ]);
    match last_kind("/me/manager/displayName") {
        StepKind::Property {
            declared_by,
            is_of_derived_type,
            ..
        } => {
            assert!(is_of_derived_type);
            assert_eq!(declared_by.name, "user");
        }
        other => panic!("{other:?}"),
    }
    match last_kind("/me/displayName") {
        StepKind::Property {
            is_of_derived_type, ..
        } => assert!(!is_of_derived_type),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_property_that_derived_types_declare_differently_has_no_known_type() {
    let target = resolved("/me/manager/owner").target;
    assert_eq!(target.ty.to_string(), "Edm.Untyped");
    assert!(target.is_open);
}

#[test]
fn anything_can_follow_an_open_type() {
    for path in [
        "/me/extension_1_color",
        "/me/contoso_courses/<x>/y/z",
        "/me/extra/anything/<key>",
        "/me/extra/<path..>",
    ] {
        let target = resolved(path).target;
        assert_eq!(target.ty.to_string(), "Edm.Untyped", "{path}");
        assert!(
            matches!(last_kind(path), StepKind::Dynamic { .. }),
            "{path}"
        );
    }
}

#[test]
fn an_unknown_name_on_an_open_type_says_what_it_resembles() {
    for (path, similar) in [
        ("/me/mesages", Some("messages")),
        ("/me/displayNmae", Some("displayName")),
        ("/me/contoso_courses", None),
        // A function on the collection of users.
        ("/me/detla", None),
    ] {
        let similar = similar.map(str::to_owned);
        assert_eq!(last_kind(path), StepKind::Dynamic { similar }, "{path}");
    }
}

#[test]
fn a_name_in_the_place_of_a_key_says_what_it_resembles() {
    for (path, similar) in [
        ("/users/detla", Some("delta")),
        ("/users/ada", None),
        ("/users/ada@contoso.com", None),
        // A function on one item.
        ("/me/drive/items/serch", None),
        (
            "/directoryObjects/microsoft.grph.user",
            Some("microsoft.graph.user"),
        ),
        ("/me/drive/items/root", None),
    ] {
        let similar = similar.map(str::to_owned);
        assert_eq!(last_kind(path), StepKind::Key { similar }, "{path}");
        assert!(resolved(path).ends_in_key(), "{path}");
    }
    assert!(resolved("/users/<id>").ends_in_key());
    assert!(!resolved("/users").ends_in_key());
}

#[test]
fn probable_misspellings_are_listed() {
    let resolution = resolved("/users/detla/mesages/mesages");
    let misspellings: Vec<_> = resolution.misspellings().collect();
    assert_eq!(misspellings, [(1, "delta"), (2, "messages")]);
    assert_eq!(resolved("/users/<id>/messages").misspellings().count(), 0);
}

#[test]
fn openness_is_reported() {
    assert!(resolved("/users").target.is_open);
    assert!(!resolved("/users/$count").target.is_open);
    assert!(!resolved("/me/$value").target.is_open);
    assert!(!resolved("/me/messages").target.is_open);
    assert!(!resolved("/me/displayName").target.is_open);
}

#[test]
fn versions_hosts_queries_and_slashes_are_not_part_of_the_path() {
    for (path, version) in [
        ("/v1.0/users/<id>", Some(ApiVersion::V1)),
        ("/beta/users/<id>/", Some(ApiVersion::Beta)),
        (
            "https://graph.microsoft.com/V1.0/users/<id>?$select=id",
            Some(ApiVersion::V1),
        ),
        ("users//<id>?$expand=manager($select=id)", None),
    ] {
        let path = Path::parse(path).expect("the path can be parsed");
        assert_eq!(path.version, version);
        let texts: Vec<_> = path
            .segments
            .iter()
            .map(|segment| segment.text.as_str())
            .collect();
        assert_eq!(texts, ["users", "<id>"]);
    }
    assert_eq!(
        Path::parse("https://graph.microsoft.com").map(|path| path.segments.len()),
        Ok(0)
    );
}

#[test]
fn arguments_may_contain_anything_in_quotes() {
    let path = Path::parse("/f(a='x/y,b=)''z',c=microsoft.graph.zone'<d>', e = 5)")
        .expect("the path can be parsed");
    let argument = |name: &str, value: &str| Argument {
        name: Some(name.to_owned()),
        value: value.to_owned(),
    };
    let expected = SegmentKind::Name {
        name: "f".to_owned(),
        arguments: Some(vec![
            argument("a", "'x/y,b=)''z'"),
            argument("c", "microsoft.graph.zone'<d>'"),
            argument("e", "5"),
        ]),
    };
    assert_eq!(path.segments[0].kind, expected);
}

#[test]
fn placeholders_are_told_apart() {
    for (segment, kind) in [
        ("<a>", SegmentKind::Placeholder),
        ("{a b}", SegmentKind::Placeholder),
        ("<a>,<b>", SegmentKind::Placeholder),
        ("<a..>", SegmentKind::Placeholders),
        ("{a..}", SegmentKind::Placeholders),
    ] {
        let path = Path::parse(segment).expect("the path can be parsed");
        assert_eq!(path.segments[0].kind, kind, "{segment}");
    }
}

#[test]
fn brackets_and_quotes_that_are_not_closed_are_errors() {
    for (path, expected) in [
        ("/users/<id", "the `<` at byte 7 of the path is not closed"),
        (
            "/users/{id/x",
            "the `{` at byte 7 of the path is not closed",
        ),
        ("/users('1'", "the `(` at byte 6 of the path is not closed"),
        ("/f(a='x)", "the `(` at byte 2 of the path is not closed"),
    ] {
        let error = Path::parse(path).expect_err("the path is not complete");
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn segments_can_be_put_together_by_the_caller() {
    let path = Path {
        version: None,
        segments: vec![
            Segment::name("users"),
            Segment::placeholder("userId"),
            Segment::name("messages"),
        ],
    };
    assert_eq!(
        path,
        Path::parse("/users/<userId>/messages").expect("the path can be parsed")
    );
}

#[test]
fn a_function_is_preferred_to_an_action_of_its_name() {
    let schema = Schema::parse(
        "graph-schema 1\nversion v1.0\nsource x\ndate x\ncontainer n.c\n me user\nnamespace n\n\
         entity user\n action f()\n function f(a) String\nend 10\n",
    );
    let schema = schema.expect("the index can be read");
    let model = schema.model(ApiVersion::V1).expect("there is a version");
    for path in ["/me/f", "/me/f(a='x')"] {
        let parsed = Path::parse(path).expect("the path can be parsed");
        let resolution = model.resolve(&parsed).expect("the path leads somewhere");
        assert!(!resolution.is_action(), "{path}");
    }
}

#[test]
fn an_abstract_type_may_leave_its_key_to_derived_types() {
    let schema = Schema::parse(
        "graph-schema 1\nversion v1.0\nsource x\ndate x\ncontainer n.c\n items base[]\nnamespace n\n\
         entity base abstract\nentity derived : base key id\n id\nend 10\n",
    );
    let schema = schema.expect("the index can be read");
    let model = schema.model(ApiVersion::V1).expect("there is a version");
    let path = Path::parse("/items/<id>/id").expect("the path can be parsed");
    let resolution = model.resolve(&path).expect("the path leads somewhere");
    assert_eq!(resolution.target.ty.to_string(), "Edm.String");
}

#[test]
fn there_is_a_step_for_each_segment() {
    let resolution = resolved("/users/<id>/messages/$count");
    let types: Vec<_> = resolution
        .steps
        .iter()
        .map(|step| step.target.ty.to_string())
        .collect();
    assert_eq!(
        types,
        [
            "Collection(microsoft.graph.user)",
            "microsoft.graph.user",
            "Collection(microsoft.graph.message)",
            "Edm.Int64"
        ]
    );
}
