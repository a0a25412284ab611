//! Drive items addressed by path, which keeps its slashes, and the children of a folder.

use graph_resource::{Error, graph_resource};
use graph_resource_examples::setup;
use serde::Deserialize;

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

    // The whole argument is encoded, and a quote in it would be doubled.
    let found = DriveItem::found("100% & more");
    println!(
        "\nGET {found}\n  {} found",
        found.all(&setup.client).await?.len()
    );
    Ok(())
}
