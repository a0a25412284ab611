//! SharePoint: two sites, and a list with columns of its own.

use serde_json::{Value, json};

use super::{DRIVE, LIST, SITE};
use crate::data::{Data, Kind};

const ROOT_SITE: &str = "contoso.sharepoint.com,0c1cf5b1-0000-4000-8000-000000000001,0c1cf5b1-0000-4000-8000-000000000002";

struct Project {
    title: &'static str,
    status: &'static str,
    budget: f64,
    due: Option<&'static str>,
}

const PROJECTS: [Project; 5] = [
    project("Intranet", "Active", 12000.0, Some("2024-06-30T00:00:00Z")),
    project(
        "New office",
        "Planned",
        90000.0,
        Some("2025-01-31T00:00:00Z"),
    ),
    project("Onboarding", "Active", 3500.5, None),
    project("Website", "Done", 20000.0, Some("2023-12-01T00:00:00Z")),
    project("Audit", "Active", 8000.0, Some("2024-04-15T00:00:00Z")),
];

const fn project(
    title: &'static str,
    status: &'static str,
    budget: f64,
    due: Option<&'static str>,
) -> Project {
    Project {
        title,
        status,
        budget,
        due,
    }
}

/// Adds the sites.
pub(super) fn add(data: Data) -> Data {
    let list = json!({
        "id": LIST,
        "name": "Projects",
        "displayName": "Projects",
        "webUrl": "https://contoso.sharepoint.com/sites/engineering/Lists/Projects",
        "list": {"template": "genericList", "hidden": false},
    });
    let lists = format!("sites/{SITE}/lists");
    let data = data
        .entity_set("sites", vec![root_site(), site()])
        .entity_set(&lists, vec![list])
        .entity_set(&format!("{lists}/{LIST}/columns"), columns())
        .entity_set(
            &format!("{lists}/{LIST}/items"),
            (1..).zip(&PROJECTS).map(item).collect(),
        )
        .alias("sites/root", &format!("sites/{ROOT_SITE}"))
        .alias(&format!("sites/{SITE}/drive"), &format!("drives/{DRIVE}"));
    kinds(data)
}

fn kinds(data: Data) -> Data {
    data.kind("sites", Kind::new("microsoft.graph.site"))
        .kind(
            "sites/lists",
            Kind::new("microsoft.graph.list")
                .alternate_key("name")
                .alternate_key("displayName"),
        )
        .kind(
            "sites/lists/columns",
            Kind::new("microsoft.graph.columnDefinition"),
        )
        .kind(
            "sites/lists/items",
            Kind::new("microsoft.graph.listItem").to_one("fields", ["sites/lists/items/fields"]),
        )
        .kind(
            "sites/lists/items/fields",
            Kind::new("microsoft.graph.fieldValueSet"),
        )
}

fn root_site() -> Value {
    json!({
        "id": ROOT_SITE,
        "name": "",
        "displayName": "Contoso",
        "webUrl": "https://contoso.sharepoint.com",
        "createdDateTime": "2019-01-01T00:00:00Z",
        "siteCollection": {"hostname": "contoso.sharepoint.com"},
    })
}

fn site() -> Value {
    json!({
        "id": SITE,
        "name": "engineering",
        "displayName": "Engineering",
        "webUrl": "https://contoso.sharepoint.com/sites/engineering",
        "createdDateTime": "2021-05-04T12:00:00Z",
        "siteCollection": {"hostname": "contoso.sharepoint.com"},
    })
}

/// Only the first two columns have an index, which filters need.
fn columns() -> Vec<Value> {
    let names = ["Title", "Status", "Budget", "DueDate"];
    let column = |(number, name): (usize, &&str)| {
        json!({
            "id": format!("fa564e0f-0c70-4ab9-b863-{number:012}"),
            "name": name,
            "displayName": name,
            "indexed": number < 2,
        })
    };
    names.iter().enumerate().map(column).collect()
}

fn item((number, project): (usize, &Project)) -> Value {
    let id = number.to_string();
    json!({
        "@odata.etag": format!("\"{id},1\""),
        "id": id,
        "createdDateTime": format!("2024-01-{number:02}T09:00:00Z"),
        "webUrl": format!("https://contoso.sharepoint.com/sites/engineering/Lists/Projects/{id}_.000"),
        "contentType": {"id": "0x0100", "name": "Item"},
        "fields": {
            "@odata.etag": format!("\"{id},1\""),
            "id": id,
            "Title": project.title,
            "Status": project.status,
            "Budget": project.budget,
            "DueDate": project.due,
        },
    })
}
