//! Valid items, and mutations of them: tokens cut off, removed, duplicated and replaced.
//!
//! The macro never panics, its output is Rust, and if the struct itself is valid, its fields and methods are there.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use proc_macro2::TokenStream;

use crate::tests::expansion::Expansion;
use crate::tests::mutations::{FEW_REPLACEMENTS, REPLACEMENTS, for_each_mutation};

/// The arguments and the item.
const ITEMS: &[(&str, &str)] = &[
    (
        r#"path = "/users/<userId>""#,
        r#"pub struct User { #[serde(flatten)] pub base: Option<Base>,
            #[serde(rename = "@microsoft.graph.downloadUrl")] url: Option<String> }"#,
    ),
    (
        r#"path = "/users/<userId>""#,
        "pub struct User { pub id: String, pub mail: Option<String> }",
    ),
    (
        r#"path = "/external/connections/<connectionsId>/operations/<operationId>", version = "beta""#,
        r#"#[derive(Debug, Deserialize)] #[serde(rename_all = "camelCase")]
        struct Operation { id: String, status: Option<Status>, #[graph(skip)] error: Option<PublicError> }"#,
    ),
    (
        r#"path = "/users/<userId>", get(me = "/me"), list(members_of = "/groups/<groupId>/members/microsoft.graph.user"),
        delta(changes = "/users/delta"), content(photo = "/users/<userId>/photo/$value")"#,
        r#"#[serde(rename_all(deserialize = "camelCase"))] pub(crate) struct User {
            id: String, #[graph(expand)] manager: Option<Box<User>>, #[serde(default)] phones: Vec<String> }"#,
    ),
    (
        r#"path = "/reports/getUsage(period='<period>',top=<n>)", collection"#,
        "pub struct Usage { pub id: String }",
    ),
    (
        r#"path = "/drives/<driveId>/root:/<itemPath..>:/children", collection, select = false"#,
        "struct Item { id: u8 }",
    ),
    (
        r#"path = "/sites/<host>:/<path..>", crate = some::path, type = "microsoft.graph.site""#,
        "struct Site { id: A }",
    ),
    (
        "",
        "#[derive(Deserialize)] pub struct PublicError { pub code: Option<String>, pub message: String }",
    ),
    (
        "",
        r#"#[serde(rename_all = "lowercase")] pub enum Status { InProgress, #[serde(rename = "done")] Completed,
        #[serde(untagged)] Unknown(String) }"#,
    ),
    (
        "closed",
        r#"#[serde(rename_all = "PascalCase")] enum Importance { Low, Normal, High }"#,
    ),
    (
        r#"path = "/groups/<groupId>/members", collection"#,
        r##"#[derive(Deserialize)] enum Member { User(User), #[serde(rename = "#microsoft.graph.group")] Group(Box<Group>),
        #[serde(untagged)] Unknown(serde_json::Value) }"##,
    ),
    (
        "",
        "#[derive(Deserialize)] enum Parameters<'a, T> { User(User), Other(&'a T), #[serde(untagged)] Unknown(Value) }",
    ),
    (
        "",
        r#"enum Names<T: Clone> { #[serde(rename = "one")] One, #[serde(untagged)] Unknown(T) }"#,
    ),
    (
        r#"path = "/things/<id>""#,
        r#"#[serde(bound = "T: DeserializeOwned")] pub struct Generic<T: Clone = String, const N: usize = 3>
        where T: Debug, [T; N]: Sized { first: T, #[serde(flatten)] rest: HashMap<String, Value> }"#,
    ),
    (
        r#"path = "/users/<userId>""#,
        r#"pub struct Borrowing<'a, 'b: 'a, T: 'a> where 'a: 'b, T: Tr<'b> { id: &'a str, x: Cow<'b, [T]>, f: fn(&'a str) }"#,
    ),
    (
        r#"path = "/applications(appId='<appId>')", list(owners_of = "/applications/<applicationId>/owners")"#,
        r#"/// Documented.
        #[cfg_attr(all(), derive(Clone))] pub struct Application {
            /// See [`Self::get`].
            #[deprecated(note = "x")] #[serde(rename = "appId", alias = "id")] pub app_id: String,
            #[serde(rename = "owners@odata.count")] pub count: Option<u64>,
            #[graph(expand = "microsoft.graph.application/owners")] #[serde(deserialize_with = "f::g")] pub owners: Vec<O>,
            pub r#type: [u8; { 1 + 2 }], pub(in super::super) f: Box<dyn Fn(Self) -> <Self as Tr>::Out>,
        }"#,
    ),
    (
        r#"path = "/a/<b>""#,
        "struct Tuple(String, #[graph(expand)] u8);",
    ),
    (
        r#"path = "/a/<b>""#,
        "pub union Number { integer: i64, float: f64 }",
    ),
    (r#"path = "/a/<b>""#, "#[serde(transparent)] struct Unit;"),
    (
        "path = \"/a/<b>\"",
        r#"#[serde(default = "x::y", deny_unknown_fields, from = "Other", remote = "Far<T>", tag = "t", content = "c")]
        struct Odd { #[serde(with = "m", getter = "g", borrow = "'a", skip_serializing_if = "s", other)] display_name: Self }"#,
    ),
];

fn tokens(source: &str) -> TokenStream {
    source.parse().expect("the source consists of tokens")
}

#[test]
fn valid_items_have_their_fields() {
    for (arguments, item) in ITEMS {
        let expansion = Expansion::run(&tokens(arguments), &tokens(item));
        assert_fields(&expansion, &tokens(item));
    }
}

#[test]
fn broken_arguments_keep_the_fields() {
    let mut cases = 0;
    for (arguments, item) in ITEMS {
        let item = tokens(item);
        for_each_mutation(&tokens(arguments), REPLACEMENTS, &mut |arguments| {
            assert_fields(&Expansion::run(&arguments, &item), &item);
            cases += 1;
        });
    }
    println!("{cases} mutated attributes");
    assert!(cases > 5_000, "{cases}");
}

/// The parser of the other tests accepts more than the compiler's. Code that is configured out is only parsed.
#[test]
fn the_compiler_parses_every_expansion() {
    let mut codes = BTreeSet::new();
    for (arguments, item) in ITEMS {
        let item = tokens(item);
        for_each_mutation(&tokens(arguments), FEW_REPLACEMENTS, &mut |arguments| {
            codes.extend(
                Expansion::run(&arguments, &item)
                    .derived
                    .map(|code| code.to_string()),
            );
        });
    }
    let modules: Vec<_> = codes
        .iter()
        .enumerate()
        .map(|(i, code)| format!("#[cfg(any())]\nmod m{i} {{ {code} }}\n"))
        .collect();
    let file = build_folder().join("half_typed.rs");
    fs::write(&file, modules.concat()).expect("the file can be written");
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut rustc = Command::new(rustc);
    rustc
        .args([
            "--edition=2024",
            "--crate-type=lib",
            "--emit=metadata",
            "--out-dir",
        ])
        .arg(file.with_extension("out"));
    let output = rustc.arg(&file).output().expect("rustc runs");
    println!("{} expansions", codes.len());
    assert!(
        output.status.success() && codes.len() > 500,
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn broken_items_never_panic() {
    let mut cases = 0;
    let mut valid = 0;
    for (arguments, item) in ITEMS {
        let arguments = tokens(arguments);
        for_each_mutation(&tokens(item), FEW_REPLACEMENTS, &mut |item| {
            let expansion = Expansion::run(&arguments, &item);
            cases += 1;
            if syn::parse2::<syn::DeriveInput>(item.clone()).is_ok() {
                assert_fields(&expansion, &item);
                valid += 1;
            } else {
                // An editor calls the derive where a compiler would not.
                let derived = crate::derive::derive(item);
                assert!(syn::parse2::<syn::File>(derived).is_ok());
            }
        });
    }
    println!("{cases} mutated items, {valid} of them types");
    assert!(cases > 5_000 && valid > 1_000, "{cases} {valid}");
}

/// Structs and enums of structs have fields; an enum of member names is a value.
fn assert_fields(expansion: &Expansion, item: &TokenStream) {
    let is_complete = expansion.contains_ident("FIELDS") || expansion.contains_ident("Enumeration");
    assert!(
        is_complete,
        "{item}\n\nbecame\n\n{:?}",
        expansion.derived.as_ref().map(ToString::to_string)
    );
}

/// The folder that this test was built in.
fn build_folder() -> PathBuf {
    let test = std::env::current_exe().expect("a test has a file");
    test.parent().expect("a file is in a folder").to_owned()
}
