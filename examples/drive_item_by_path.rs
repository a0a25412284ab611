//! Drive items addressed by path, which keeps its slashes, and the children of a folder.

use graph_resource::{Error, graph_resource};
use graph_resource_examples::setup;
use graph_resource_tests::Canned;
use serde::Deserialize;
use serde_json::json;

#[graph_resource(
    get(at = "/me/drive/root:/<itemPath..>"),
    list(
        children_of = "/me/drive/root:/<itemPath..>:/children",
        found = "/me/drive/root/search(q='<text>')"
    )
)]
#[derive(Debug, Deserialize)]
pub struct DriveItem {
    pub id: String,
    pub name: Option<String>,
    pub size: Option<i64>,
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setup = setup().await?;
    if let Some(service) = &setup.service {
        let item = |name: &str| json!({"id": name.len().to_string(), "name": name, "size": 100});
        let page = json!({"value": [item("Q3 (final).xlsx"), item("100%.docx")]});
        service.respond_with(
            "/v1.0/me/drive/root:/Reports",
            Canned::json(200, item("2024").to_string()),
        );
        service.respond_with(
            "/v1.0/me/drive/root:/Reports/2024:/children",
            Canned::json(200, page.to_string()),
        );
        service.respond_with(
            "/v1.0/me/drive/root/children",
            Canned::json(200, json!({"value": [item("Reports")]}).to_string()),
        );
        service.respond_with(
            "/v1.0/me/drive/root/search",
            Canned::json(200, page.to_string()),
        );
    }

    let folder = DriveItem::at("Reports/2024");
    println!("GET {folder}\n  {:?}\n", folder.send(&setup.client).await?);

    let f = DriveItem::FIELDS;
    let children = DriveItem::children_of("Reports/2024").order_by(f.name.asc());
    println!("GET {children}");
    for child in children.all(&setup.client).await? {
        println!("  {child:?}");
    }

    // The same method reads the root, whose path is empty.
    let root = DriveItem::children_of("");
    println!("\nGET {root}\n  {:?}", root.all(&setup.client).await?);

    // A quote in the text is doubled, and the whole argument is encoded.
    let found = DriveItem::found("Ada's 100%");
    println!(
        "\nGET {found}\n  {} found",
        found.all(&setup.client).await?.len()
    );
    Ok(())
}
