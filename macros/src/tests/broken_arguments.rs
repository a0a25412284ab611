//! Invalid and unfinished arguments: their methods are generated as far as possible, and every mistake is reported.

use quote::quote;

use crate::tests::expansion::Expansion;

/// Arguments with mistakes, and the methods that they generate.
const BROKEN_ARGUMENTS: &[(&str, &[&str])] = &[
    (r#"path = "/users/<userId""#, &["get(user_id)", "list()"]),
    (
        r#"path = "/users/<userId>/messages/<""#,
        &["get(user_id, key)", "list(user_id)"],
    ),
    (
        r#"path = "/users/{user-id}/messages/{message-id}""#,
        &["get(user_id, message_id)", "list(user_id)"],
    ),
    (r#"path = "/users/{id/messages""#, &["get(id)", "list(id)"]),
    (r#"path = "/users/:id""#, &["get(id)", "list()"]),
    (r#"path = "/users/<>""#, &["get(key)", "list()"]),
    (
        r#"path = "/users/<id>/calendars/<id>""#,
        &["get(id, id_2)", "list(id)"],
    ),
    (
        r#"path = "https://graph.microsoft.com/v1.0/users/<userId>""#,
        &["get(user_id)", "list()"],
    ),
    (
        r#"path = "users/<userId>?$select=id""#,
        &["get(user_id)", "list()"],
    ),
    (r#"path = "/me/manager?x""#, &["get()", "list()"]),
    (
        r#"path = "/reports/usage(period='<period>'""#,
        &["get(period)", "list(period)"],
    ),
    (r#"path = """#, &["get(key)", "list()"]),
    ("path =", &["get(key)", "list()"]),
    ("path", &["get(key)", "list()"]),
    ("path = 5, version = \"beta\"", &["get(key)", "list()"]),
    ("path = USERS", &["get(key)", "list()"]),
    (r#"path: "/users/<userId>""#, &["get(user_id)", "list()"]),
    (r#"path("/users/<userId>")"#, &["get(user_id)", "list()"]),
    (r#""/users/<userId>""#, &["get(user_id)", "list()"]),
    (r#"pth = "/users/<userId>""#, &["get(user_id)", "list()"]),
    (
        r#"endpoint = "/users/<userId>""#,
        &["get(user_id)", "list()"],
    ),
    (
        r#"versoin = "beta" path = "/users/<userId>""#,
        &["get(user_id)", "list()"],
    ),
    (r#"path = "/me/messages", colection"#, &["list()"]),
    ("get(me)", &["me(key)"]),
    (
        r#"get(me = "/me" you = "/users/<userId>")"#,
        &["me()", "you(user_id)"],
    ),
    (r#"get(type = "/me")"#, &["r#type()"]),
    (r#"get(a = "/a"), get(b = "/b")"#, &["a()", "b()"]),
];

fn expand(arguments: &str) -> Expansion {
    let arguments = arguments.parse().expect("the arguments are tokens");
    Expansion::run(
        &arguments,
        &quote!(
            #[derive(Deserialize)]
            pub struct User {
                pub id: String,
            }
        ),
    )
}

#[test]
fn broken_arguments_still_generate_methods() {
    for (arguments, methods) in BROKEN_ARGUMENTS {
        let expansion = expand(arguments);
        assert_eq!(expansion.methods(), *methods, "{arguments}");
        assert!(
            !expansion.messages().is_empty(),
            "{arguments} has a mistake"
        );
    }
}

#[test]
fn all_mistakes_are_reported_at_once() {
    let item = quote! {
        #[derive(Deserialize)]
        pub struct User {
            #[graph(expnd)]
            pub display_name: String,
            #[graph(skip, expand)]
            pub userID: String,
        }
    };
    let arguments = quote!(
        path = "users/{id",
        version = "v2",
        colection = 1,
        get(me = "/v1.0/me?x"),
        select = "no",
        nope
    );
    let messages = Expansion::run(&arguments, &item).messages();
    for expected in [
        "no leading slash",
        "placeholders are written `<name>`",
        "unknown version `v2`",
        "did you mean `collection`",
        "`collection` takes no value",
        "the version is not part of the path",
        "a query string is not part of the path",
        "expected `select = false`",
        "unknown key `nope`",
        "did you mean `expand`",
        "`display_name` does not look like a property of Graph",
        "exclude each other",
    ] {
        assert!(
            messages.iter().any(|message| message.contains(expected)),
            "{expected} is missing in {messages:#?}"
        );
    }
    assert_eq!(messages.len(), 12, "{messages:#?}");
}

#[test]
fn a_borrowing_struct_is_usable_while_it_is_corrected() {
    let item = quote!(
        pub struct User<'a, T: 'a>
        where
            T: Clone + 'a,
        {
            pub id: &'a str,
            pub rest: Vec<(&'a T,)>,
        }
    );
    let expansion = Expansion::run(&quote!(path = "/users/<userId>"), &item);
    assert_eq!(expansion.methods(), ["get(user_id)", "list()"]);
    let code = expansion
        .derived
        .map(|code| code.to_string())
        .unwrap_or_default();
    assert!(!code.contains("'a "), "{code}");
}

#[test]
fn a_second_attribute_only_adds_an_error() {
    let once = Expansion::run(
        &quote!(path = "/users/<userId>"),
        &quote!(
            struct User {
                id: String,
            }
        ),
    );
    let twice = crate::shell::wrap(quote!(version = "beta"), once.shell);
    let code = twice.to_string();
    assert!(
        code.contains("already has a `#[graph_resource]` attribute")
            && code.matches("GraphResource").count() == 1,
        "{code}"
    );
}
