//! Every documented path leads somewhere, except for mistakes of the reference.

use graph_resource_schema::ApiVersion;
use graph_resource_schema::path::Path;

use crate::data;

#[test]
fn nearly_all_documented_paths_resolve() {
    let (Some(schema), Some(pages)) = (data::schema(), data::pages()) else {
        return;
    };
    let model = schema.model(ApiVersion::V1).expect("the index has v1.0");
    let templates = data::templates(&pages);
    let mut failures = Vec::new();
    for template in &templates {
        let resolved = match Path::parse(template) {
            Ok(path) => model.resolve(&path).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        if let Err(reason) = resolved {
            failures.push(format!("{template}\n    {reason}"));
        }
    }
    println!(
        "{} of {} resolve",
        templates.len() - failures.len(),
        templates.len()
    );
    println!("{}", failures.join("\n"));
    assert!(
        failures.len() * 50 <= templates.len(),
        "more than two percent fail"
    );
}
