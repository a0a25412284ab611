//! The code for typical paths and URLs, compared with the files in `golden`.
//!
//! `UPDATE_SCAFFOLD=1` rewrites them.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::normalized;
use super::program::{self, Module};
use super::service::schema;
use crate::scaffold::edm::{Dates, Guids, ValueTypes};
use crate::scaffold::{Options, scaffold};

/// The name of a file, and the line that its code is for.
pub(super) const LINES: &[(&str, &str)] = &[
    ("list", "GET /people/{id | displayName}/letters"),
    (
        "get",
        "https://graph.microsoft.com/v1.0/people('2f6b1a3e-0000-4000-8000-00805f9b34fb')?$select=id,displayName,home",
    ),
    (
        "beta",
        "https://graph.microsoft.com/beta/me?$select=hasMFA,extension_0123_costCenter",
    ),
    (
        "query",
        "/me/letters?$select=subject,from&$expand=enclosures($select=id,size;$top=3)&$filter=receivedDateTime ge 2024-01-01T00:00:00Z and (importance eq 'inProgress' or not startswith(from/name,'A'))&$orderby=receivedDateTime desc,subject&$top=5&$count=true",
    ),
    (
        "lambdas",
        "/people?$filter=places/any(p:p/city in ('Oslo','Bergen') and p/countryOrRegion ne null) and skills/all(s:s eq 'x') and not phones/any() and skills/$count gt 1000&$search=\"displayName:Ada\" OR \"mail:ada\"",
    ),
    (
        "raw",
        "/people?$filter=age add 1 gt 2 or isActive&$orderby=home&$search=ada",
    ),
    (
        "undeclared",
        "/people?$filter=letters/any(x:x/subject eq 'a') and extension_0123_level eq 3 and hiredOn le 2024-02-29 and tenantId eq 2f6b1a3e-0000-4000-8000-00805f9b34fb",
    ),
    ("nested_select", "/people?$select=displayName,home/city"),
    (
        "several_types",
        "/teams/{id}/members?$select=id,displayName",
    ),
    (
        "cast",
        "/teams/{id}/members/microsoft.graph.person?$select=displayName&$expand=manager",
    ),
    (
        "any_json",
        "/people?$select=extension_0123_level,displayName&$filter=extension_0123_level eq 'high'&$orderby=extension_0123_level",
    ),
    ("file", "/me/drive/root:/{item-path}"),
    ("delta", "/people/delta?$select=displayName,manager"),
    ("content", "/people/{id}/photo/$value"),
    ("stream", "/me/drive/root:/{item-path}:/content"),
    (
        "item_path",
        "https://graph.microsoft.com/v1.0/me/drive/root:/Reports/2024%20final:/children?$select=name,size,scopes",
    ),
    ("report", "/reports/usage(period='{period_value}')"),
    (
        "report_of_day",
        "https://graph.microsoft.com/v1.0/reports/usage(date=2024-02-29)",
    ),
    (
        "count",
        "/people/$count?$filter=startswith(displayName,'A')",
    ),
    ("reference", "/teams/{team-id}/members/$ref"),
    ("value", "/people/{id}/displayName"),
    ("collection_of_values", "/people/{id}/skills"),
    ("names", "/me/lists/{list-id}?$select=type,self,v10_0,a,b,c"),
    ("cycle", "/me/lists"),
    ("namespaces", "/alerts"),
    (
        "parameters",
        "/me/letters?startDateTime={start_datetime}&includeHidden=true&$filter=subject eq '{subject}'",
    ),
    (
        "enclosure_of_derived_type",
        "/me/letters/{id}/enclosures/{id}?$expand=microsoft.graph.itemEnclosure/item",
    ),
];

/// A query with values of most types.
const VALUES: &str = "/values?$filter=guid eq 2f6b1a3e-0000-4000-8000-00805f9b34fb and long eq 12345678901 and dateTime ge 2024-02-29T09:15:00Z and date lt 2024-02-29 and dateTimes/any(x:x gt 2024-02-29T09:15:00Z)";

#[test]
fn the_code_is_as_expected() {
    let schema = schema();
    for (name, line) in LINES {
        assert_golden(name, &code(&schema, line, &Options::default()));
    }
}

#[test]
fn values_have_the_types_that_are_asked_for() {
    let schema = schema();
    for (name, dates, guids) in [
        ("values_string", Dates::String, Guids::String),
        ("values_chrono", Dates::Chrono, Guids::Uuid),
        ("values_time", Dates::Time, Guids::Uuid),
        ("values_jiff", Dates::Jiff, Guids::Uuid),
    ] {
        let options = Options {
            types: ValueTypes { dates, guids },
            ..Options::default()
        };
        let line = VALUES;
        assert_golden(name, &code(&schema, line, &options));
    }
}

#[test]
fn a_sample_narrows_the_properties() {
    let schema = schema();
    let letters = json!({
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#letters",
        "value": [
            {"@odata.etag": "W/\"1\"", "id": "1", "subject": "a", "from": {"name": "Ada"}, "copies": []},
            {"id": "2", "subject": null, "from": null, "enclosures": [{"id": "3"}], "unheard": 1},
        ],
    });
    let members = json!([
        {"@odata.type": "#microsoft.graph.person", "id": "1", "displayName": "Ada", "home": {"city": "Oslo"}},
        {"@odata.type": "#microsoft.graph.machine", "id": "2", "operatingSystem": "x"},
    ]);
    let person = json!({"id": "1", "manager": {"@odata.type": "#microsoft.graph.person", "id": "2", "displayName": "Grace"}});
    let teams = json!([{"@odata.type": "#microsoft.graph.team", "id": "1"}]);
    for (name, line, sample, expand) in [
        ("sample", "/me/letters", &letters, None),
        ("sample_types", "/teams/{id}/members", &members, None),
        (
            "sample_types_selected",
            "/teams/{id}/members?$select=id,displayName",
            &members,
            None,
        ),
        ("sample_expanded", "/me", &person, Some("manager")),
        (
            "sample_types_expanded",
            "/teams/{id}/members",
            &teams,
            Some("members"),
        ),
    ] {
        let options = Options {
            sample: Some(sample),
            expand,
            ..Options::default()
        };
        assert_golden(name, &code(&schema, line, &options));
    }
}

#[test]
fn flags_narrow_and_expand() {
    let options = Options {
        fields: Some("displayName,home/city"),
        expand: Some("letters($select=subject)"),
        is_beta: true,
        ..Options::default()
    };
    assert_golden("flags", &code(&schema(), "/people/{id}", &options));
}

#[test]
fn a_program_is_complete() {
    for (name, line) in [
        ("main_list", "/people/{id}/letters?$select=subject"),
        ("main_page", "/me/letters?$select=subject&$top=5"),
        ("main_get", "/people/{id}?$select=displayName"),
        (
            "main_cloud",
            "https://graph.microsoft.us/v1.0/me?$select=displayName",
        ),
        ("main_delta", "/people/delta?$select=displayName"),
        ("main_content", "/me/photo/$value"),
        ("main_count", "/people/$count"),
    ] {
        let options = Options {
            is_program: true,
            ..Options::default()
        };
        assert_golden(name, &code(&schema(), line, &options));
    }
}

#[test]
fn the_expected_code_compiles_and_requests_its_line() {
    let modules: Vec<Module> = LINES
        .iter()
        .map(|(name, line)| Module {
            line: (*line).to_owned(),
            code: std::fs::read_to_string(file(name)).expect("the code is there"),
        })
        .collect();
    let extra = [
        "values_string",
        "values_chrono",
        "values_time",
        "values_jiff",
        "sample",
        "sample_types",
        "sample_types_selected",
        "sample_expanded",
        "sample_types_expanded",
        "flags",
    ];
    let mut all = modules;
    for name in extra {
        let code = std::fs::read_to_string(file(name)).expect("the code is there");
        all.push(Module {
            line: String::new(),
            code,
        });
    }
    let urls = program::urls("scaffold-golden", &schema(), &all);
    for (module, url) in all.iter().zip(&urls).take(LINES.len()) {
        normalized::assert_same(&module.line, url);
    }
    for url in &urls[LINES.len()..LINES.len() + 4] {
        normalized::assert_same(VALUES, url);
    }
    let of_flags = &urls[urls.len() - 1];
    assert_eq!(
        of_flags,
        "/people/key0?$select=displayName,home/city&$expand=letters($select=subject)"
    );
}

#[test]
fn the_expected_programs_compile() {
    for name in [
        "main_list",
        "main_page",
        "main_get",
        "main_cloud",
        "main_delta",
        "main_content",
        "main_count",
    ] {
        let code = std::fs::read_to_string(file(name)).expect("the code is there");
        program::lint_program("scaffold-main", &schema(), &code);
    }
}

#[test]
fn a_program_says_what_it_needs() {
    let code = std::fs::read_to_string(file("main_get")).expect("the code is there");
    let failure =
        |arguments: &[&str]| program::failure("scaffold-run", &schema(), &code, arguments);
    let without_key = failure(&[]);
    assert_eq!(without_key, "Error: \"pass an argument for `people_id`\"\n");
    let without_token = failure(&["1"]);
    assert_eq!(
        without_token,
        "Error: \"set GRAPH_ACCESS_TOKEN to an access token\"\n"
    );
}

fn code(schema: &graph_resource_schema::Schema, line: &str, options: &Options<'_>) -> String {
    match scaffold(schema, line, options) {
        Ok(output) => output.code,
        Err(error) => panic!("{line}: {error}"),
    }
}

fn assert_golden(name: &str, code: &str) {
    let file = file(name);
    if std::env::var_os("UPDATE_SCAFFOLD").is_some() {
        std::fs::write(&file, code).expect("the file can be written");
        return;
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(code, expected, "{name}: UPDATE_SCAFFOLD=1 rewrites it");
}

fn file(name: &str) -> PathBuf {
    let folder = "src/bin/graph-resource/scaffold/tests/golden";
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(folder)
        .join(format!("{name}.rs"))
}
