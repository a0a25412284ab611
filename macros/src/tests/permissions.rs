//! `permissions(…)`: what is accepted, and what is reported.

use quote::quote;

use crate::tests::expansion::Expansion;

fn expand(permissions: &str) -> Expansion {
    let arguments = format!("path = \"/users/<userId>\", {permissions}");
    let arguments = arguments.parse().expect("the arguments are tokens");
    let item = quote!(
        #[derive(Deserialize)]
        pub struct User {
            pub id: String,
        }
    );
    Expansion::run(&arguments, &item)
}

fn code(permissions: &str) -> String {
    let expansion = expand(permissions);
    let messages = expansion.messages();
    assert!(messages.is_empty(), "{permissions}: {messages:?}");
    let code = expansion.derived.expect("the derive returns Rust");
    quote!(#code).to_string()
}

fn constant(delegated: &str, personal: &str, application: &str) -> String {
    format!("Permissions :: new (& [{delegated}] , & [{personal}] , & [{application}])")
}

#[test]
fn permissions_of_the_reference_are_accepted() {
    for name in [
        "User.Read",
        "User.Read.All",
        "Sites.Selected",
        "OnlineMeetingArtifact.Read.All",
        "User-LifeCycleInfo.Read.All",
        "CopilotSettings-LimitedMode.Read",
        "RoleManagementPolicy.Read.AzureADGroup",
        "UserAuthMethod-Passkey.ReadWrite",
        "AuditLog.Read.All and Directory.Read.All",
    ] {
        let code = code(&format!("permissions(application = {name:?})"));
        assert!(
            code.contains(&constant("", "", &format!("{name:?}"))),
            "{code}"
        );
    }
}

#[test]
fn the_order_of_the_page_is_kept() {
    let code = code(
        r#"permissions(application = ["B.Read", "A.Read"], personal = "C.Read", delegated = ["E.Read", "D.Read",],)"#,
    );
    let expected = constant(
        r#""E.Read" , "D.Read""#,
        r#""C.Read""#,
        r#""B.Read" , "A.Read""#,
    );
    assert!(code.contains(&expected), "{code}");
    let documented = "Permissions: `E.Read` or `D.Read` (delegated), `C.Read` (delegated, personal account), `B.Read` or `A.Read` (application).";
    assert_eq!(code.matches(documented).count(), 2, "{code}");
}

#[test]
fn a_type_without_permissions_generates_nothing_for_them() {
    let code = code("version = \"beta\"").to_lowercase();
    assert!(!code.contains("permission"), "{code}");
}

#[test]
fn mistakes_in_permissions_are_reported() {
    for (permissions, message) in [
        ("permissions", "expected `permissions(delegated = "),
        ("permissions()", "expected `permissions(delegated = "),
        (
            r#"permissions = "User.Read""#,
            "expected `permissions(delegated = ",
        ),
        (
            r#"permissions(delegate = "User.Read")"#,
            "did you mean `delegated`?",
        ),
        (
            r#"permissions(role = "User.Read")"#,
            "unknown kind of permission `role`, expected one of `delegated`, `personal`, `application`",
        ),
        (
            r#"permissions("User.Read")"#,
            r#"write `delegated = "User.Read"` or `application = "User.Read"`"#,
        ),
        ("permissions(5)", "expected a kind of permission, one of"),
        (
            "permissions(delegated)",
            "expected `delegated = \"User.Read.All\"`",
        ),
        (
            "permissions(delegated = 5)",
            "expected `delegated = \"User.Read.All\"`",
        ),
        (
            "permissions(delegated = [5])",
            "expected a permission as a string",
        ),
        ("permissions(delegated = [])", "leave out `delegated`"),
        (r#"permissions(delegated = "")"#, "leave out `delegated`"),
        (
            r#"permissions(personal = "Not supported.")"#,
            "leave out `personal`",
        ),
        (
            r#"permissions(personal = "Not available")"#,
            "leave out `personal`",
        ),
        (
            r#"permissions(delegated = "User.Read, User.Read.All")"#,
            r#"write `delegated = ["User.Read", "User.Read.All"]`"#,
        ),
        (
            r#"permissions(delegated = "User.Read or User.Read.All")"#,
            r#"write `delegated = ["User.Read", "User.Read.All"]`"#,
        ),
        (
            r#"permissions(delegated = ["User.Read", "user.read"])"#,
            "`user.read` is given twice",
        ),
        (
            r#"permissions(delegated = "User.Read", delegated = "A.Read")"#,
            "duplicate `delegated`",
        ),
        (
            r#"permissions(delegated = "openid")"#,
            "is a scope of the sign-in",
        ),
        (
            r#"permissions(delegated = "User")"#,
            "write one such as `User.Read.All`",
        ),
        (
            r#"permissions(delegated = "User..Read")"#,
            "write one such as `User.Read.All`",
        ),
        (
            r#"permissions(delegated = "User.Read All")"#,
            "write one such as `User.Read.All`",
        ),
        (
            r#"permissions(delegated = "User.Read*")"#,
            r#"write `"User.Read"`"#,
        ),
        (
            r#"permissions(delegated = "https://graph.microsoft.com/User.Read")"#,
            r#"write `"User.Read"`"#,
        ),
        (
            r#"permissions(delegated = "User.Read" application = "User.Read")"#,
            "expected `,` between two rows",
        ),
        (
            r#"permissions(delegated = ["User.Read" "A.Read"])"#,
            "expected `,` between two permissions",
        ),
        (
            r#"permissions(delegated = "A.Read"), permissions(personal = "A.Read")"#,
            "duplicate `permissions`: merge them",
        ),
        (r#"scopes("User.Read")"#, "write `permissions(delegated ="),
        (
            r#"delegated = "User.Read""#,
            "write `permissions(delegated =",
        ),
        (
            r#"permissions(delegated = "A.Read"), get(PERMISSIONS = "/me")"#,
            "the name of the constant with the permissions",
        ),
    ] {
        let expansion = expand(permissions);
        let messages = expansion.messages();
        assert_eq!(messages.len(), 1, "{permissions}: {messages:?}");
        assert!(messages[0].contains(message), "{permissions}: {messages:?}");
        assert_eq!(
            expansion.methods()[..2],
            ["get(user_id)", "list()"],
            "{permissions}"
        );
    }
}

#[test]
fn all_mistakes_in_permissions_are_reported_at_once() {
    let expansion = expand(
        r#"permissions(delegate = ["", "openid", "A.Read", "A.Read"], role = "x", personal = "Not supported.")"#,
    );
    let messages = expansion.messages().join("\n");
    for expected in [
        "did you mean `delegated`?",
        "is empty",
        "scope of the sign-in",
        "given twice",
        "unknown kind of permission `role`",
        "leave out `personal`",
    ] {
        assert!(messages.contains(expected), "{expected}: {messages}");
    }
}

#[test]
fn permissions_with_mistakes_still_generate_the_constant() {
    for permissions in ["permissions", r#"permissions(delegated = "openid")"#] {
        let code = expand(permissions)
            .derived
            .expect("the derive returns Rust");
        let code = quote!(#code).to_string();
        assert!(code.contains("const PERMISSIONS"), "{permissions}: {code}");
    }
}

#[test]
fn a_method_with_its_own_permissions_has_no_others() {
    let code = code(
        r#"permissions(delegated = "A.Read", get(application = "B.Read")), get(r#type = "/type")"#,
    );
    assert_eq!(
        code.matches(&constant(r#""A.Read""#, "", "")).count(),
        3,
        "{code}"
    );
    assert_eq!(
        code.matches(&constant("", "", r#""B.Read""#)).count(),
        1,
        "{code}"
    );
    assert!(code.contains("Some methods have their own."), "{code}");
}

#[test]
fn permissions_of_one_method_are_not_those_of_the_type() {
    let code = code(r#"permissions(type(delegated = "A.Read")), get(r#type = "/type")"#);
    assert_eq!(code.matches("Permissions :: new").count(), 1, "{code}");
    assert_eq!(code.matches("Permissions: `A.Read` (delegated)").count(), 1);
}
