//! Every documented path leads somewhere, except for mistakes of the reference.

use graph_resource_schema::path::{Path, Step, StepKind};
use graph_resource_schema::{ApiVersion, Model, QualifiedName};

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

#[test]
fn no_documented_path_seems_misspelled() {
    let (Some(schema), Some(pages)) = (data::schema(), data::pages()) else {
        return;
    };
    let model = schema.model(ApiVersion::V1).expect("the index has v1.0");
    for template in data::templates(&pages) {
        let resolved = Path::parse(&template).map(|path| model.resolve(&path));
        if let Ok(Ok(resolution)) = resolved {
            let misspellings: Vec<_> = resolution.misspellings().collect();
            assert_eq!(misspellings, [], "{template}");
        }
    }
}

#[test]
fn no_documented_path_needs_an_open_type() {
    let (Some(schema), Some(pages)) = (data::schema(), data::pages()) else {
        return;
    };
    let model = schema.model(ApiVersion::V1).expect("the index has v1.0");
    for template in data::templates(&pages) {
        let resolved = Path::parse(&template).map(|path| model.resolve(&path));
        if let Ok(Ok(resolution)) = resolved {
            let is_dynamic = |step: &Step<'_>| matches!(step.kind, StepKind::Dynamic { .. });
            assert!(!resolution.steps.iter().any(is_dynamic), "{template}");
        }
    }
}

#[test]
fn documented_requests_lead_to_the_documented_types() {
    let (Some(schema), Some(pages)) = (data::schema(), data::pages()) else {
        return;
    };
    let model = schema.model(ApiVersion::V1).expect("the index has v1.0");
    let mut compared = 0;
    let mut differences = Vec::new();
    for example in data::examples(&pages) {
        let Some(documented) = model.find_name(&example.item_type) else {
            continue;
        };
        let resolved = Path::parse(&example.path).map(|path| model.resolve(&path));
        let Ok(Ok(resolution)) = resolved else {
            continue;
        };
        let found = resolution.target.ty;
        // The reference has types for the contents of files, which the metadata does not have.
        if found.name.is("Edm.Stream") {
            continue;
        }
        compared += 1;
        let is_many = found.is_collection == example.is_collection;
        if !is_many || !are_related(model, documented, found.name) {
            differences.push(format!(
                "{}: documented {documented}, found {found}",
                example.path
            ));
        }
    }
    println!("{} of {compared} differ", differences.len());
    println!("{}", differences.join("\n"));
    assert!(compared > 250, "only {compared} were compared");
    assert!(
        differences.len() * 40 <= compared,
        "more than one in forty differs"
    );
}

/// Whether one type is derived from the other.
fn are_related(model: Model<'_>, a: QualifiedName<'_>, b: QualifiedName<'_>) -> bool {
    let is_kind_of = |ty, base| model.is_kind_of(ty, base).expect("the types can be read");
    is_kind_of(a, b) || is_kind_of(b, a)
}
