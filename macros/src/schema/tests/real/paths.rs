use std::collections::BTreeSet;

use super::{pages, schema};
use crate::names;
use crate::schema::tests::compared_with;

#[test]
fn the_documented_paths_are_accepted_except_for_mistakes_of_the_reference() {
    let (Some(schema), Some(pages)) = (schema(), pages()) else {
        return;
    };
    let mut templates = BTreeSet::new();
    for page in &pages {
        let written = page["templates"].as_array().expect("a page has templates");
        templates.extend(written.iter().filter_map(|template| template.as_str()));
    }
    let mut refused = Vec::new();
    for template in &templates {
        let path = with_placeholders(template);
        let content = format!("content(read = {path:?})");
        let typed = format!("path = {path:?}");
        let item = "struct Thing { id: String }";
        // A stream is read as content, anything else as an object or a collection.
        let messages = schema_messages(schema, &typed, item);
        let is_content = messages.iter().any(|message| message.contains("content("));
        let messages = if is_content {
            schema_messages(schema, &content, item)
        } else {
            messages
        };
        if !messages.is_empty() {
            refused.push(format!("{template}\n    {}", messages.join("\n    ")));
        }
    }
    println!("{} of {} paths are refused", refused.len(), templates.len());
    println!("{}", refused.join("\n"));
    assert!(templates.len() > 600, "only {} paths", templates.len());
    assert!(
        refused.len() * 50 <= templates.len(),
        "more than two percent are refused"
    );
}

/// The messages about the schema: those about the struct, whose only field not every type has, are not counted.
fn schema_messages(
    schema: &graph_resource_schema::Schema,
    arguments: &str,
    item: &str,
) -> Vec<String> {
    let mut messages = compared_with(schema, arguments, item).messages;
    let is_about_struct = |message: &String| {
        message.contains("has no property `id`")
            || message.contains("as the only property, `value`")
    };
    messages.retain(|message| !is_about_struct(message));
    messages
}

/// `/users/{id | userPrincipalName}` as the attribute has it.
fn with_placeholders(template: &str) -> String {
    let mut path = String::new();
    let mut rest = template;
    let mut number = 0;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else {
            break;
        };
        path.push_str(&rest[..open]);
        let name = names::placeholder(&rest[open + 1..open + close]);
        number += 1;
        path.push_str(&format!("<{name}{number}>"));
        rest = &rest[open + close + 1..];
    }
    path.push_str(rest);
    path
}
