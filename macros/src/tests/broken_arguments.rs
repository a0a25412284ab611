//! What is read of a broken attribute: the methods with the arguments that could be seen, and every mistake.

use quote::quote;

use crate::tests::expansion::Expansion;

fn expand(arguments: &str) -> Expansion {
    let arguments = arguments.parse().expect("the cases are tokens");
    Expansion::of(
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
fn a_broken_attribute_makes_the_methods_that_were_meant() {
    for (arguments, methods) in [
        (
            r#"path = "/users/<userId"#.to_owned() + "\"",
            &["get(user_id)", "list()"][..],
        ),
        (
            r#"path = "/users/<userId>/messages/<""#.to_owned(),
            &["get(user_id, key)", "list(user_id)"],
        ),
        (
            r#"path = "/users/{user-id}/messages/{message-id}""#.to_owned(),
            &["get(user_id, message_id)", "list(user_id)"],
        ),
        (
            r#"path = "/users/{id/messages""#.to_owned(),
            &["get(id)", "list(id)"],
        ),
        (r#"path = "/users/:id""#.to_owned(), &["get(id)", "list()"]),
        (r#"path = "/users/<>""#.to_owned(), &["get(key)", "list()"]),
        (
            r#"path = "/users/<id>/calendars/<id>""#.to_owned(),
            &["get(id, id_2)", "list(id)"],
        ),
        (
            r#"path = "https://graph.microsoft.com/v1.0/users/<userId>""#.to_owned(),
            &["get(user_id)", "list()"],
        ),
        (
            r#"path = "users/<userId>?$select=id""#.to_owned(),
            &["get(user_id)", "list()"],
        ),
        (r#"path = "/me/manager?x""#.to_owned(), &["get()", "list()"]),
        (
            r#"path = "/reports/usage(period='<period>'""#.to_owned(),
            &["get(period)", "list(period)"],
        ),
        (r#"path = """#.to_owned(), &["get(key)", "list()"]),
        ("path =".to_owned(), &["get(key)", "list()"]),
        ("path".to_owned(), &["get(key)", "list()"]),
        (
            "path = 5, version = \"beta\"".to_owned(),
            &["get(key)", "list()"],
        ),
        ("path = USERS".to_owned(), &["get(key)", "list()"]),
        (
            r#"path: "/users/<userId>""#.to_owned(),
            &["get(user_id)", "list()"],
        ),
        (
            r#"path("/users/<userId>")"#.to_owned(),
            &["get(user_id)", "list()"],
        ),
        (
            r#""/users/<userId>""#.to_owned(),
            &["get(user_id)", "list()"],
        ),
        (
            r#"pth = "/users/<userId>""#.to_owned(),
            &["get(user_id)", "list()"],
        ),
        (
            r#"endpoint = "/users/<userId>""#.to_owned(),
            &["get(user_id)", "list()"],
        ),
        (
            r#"versoin = "beta" path = "/users/<userId>""#.to_owned(),
            &["get(user_id)", "list()"],
        ),
        (
            r#"path = "/me/messages", colection"#.to_owned(),
            &["list()"],
        ),
        ("get(me)".to_owned(), &["me(key)"]),
        (
            r#"get(me = "/me" you = "/users/<userId>")"#.to_owned(),
            &["me()", "you(user_id)"],
        ),
        (r#"get(type = "/me")"#.to_owned(), &["r#type()"]),
        (
            r#"get(a = "/a"), get(b = "/b")"#.to_owned(),
            &["a()", "b()"],
        ),
    ] {
        let expansion = expand(&arguments);
        assert_eq!(expansion.methods(), methods, "{arguments}");
        assert!(!expansion.messages().is_empty(), "{arguments} is a mistake");
    }
}

#[test]
fn a_broken_path_hides_no_other_mistake() {
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
    let messages = Expansion::of(&arguments, &item).messages();
    for part in [
        "no leading slash",
        "placeholders are written `<name>`",
        "unknown version `v2`",
        "did you mean `collection`",
        "`collection` takes no value",
        "the version is no part of the path",
        "a query string is no part of the path",
        "expected `select = false`",
        "unknown key `nope`",
        "did you mean `expand`",
        "this would ask Graph for `display_name`",
        "exclude each other",
    ] {
        assert!(
            messages.iter().any(|message| message.contains(part)),
            "{part} is not among {messages:#?}"
        );
    }
    assert_eq!(messages.len(), 12, "each once: {messages:#?}");
}

#[test]
fn a_struct_that_borrows_is_usable_while_it_is_mended() {
    let item = quote!(
        pub struct User<'a, T: 'a>
        where
            T: Clone + 'a,
        {
            pub id: &'a str,
            pub rest: Vec<(&'a T,)>,
        }
    );
    let expansion = Expansion::of(&quote!(path = "/users/<userId>"), &item);
    assert_eq!(expansion.methods(), ["get(user_id)", "list()"]);
    let code = expansion
        .derived
        .map(|code| code.to_string())
        .unwrap_or_default();
    assert!(!code.contains("'a "), "{code}");
}

#[test]
fn a_second_attribute_adds_only_its_mistake() {
    let once = Expansion::of(
        &quote!(path = "/users/<userId>"),
        &quote!(
            struct User {
                id: String,
            }
        ),
    );
    let twice = crate::shell::wrap(quote!(version = "beta"), once.shell);
    let text = twice.to_string();
    assert!(
        text.contains("is on this type already") && text.matches("GraphResource").count() == 1,
        "{text}"
    );
}
