//! SharePoint.

use graph_resource_tests::sample;

use crate::code::{list_items, sites};
use crate::running::start;

#[tokio::test]
async fn a_site_by_its_path() {
    let running = start().await;
    let host = "contoso.sharepoint.com";
    let site = sites::site(&running.client, host, "sites/engineering")
        .await
        .unwrap();
    assert_eq!(site.id, sample::SITE);
    assert_eq!(site.display_name.as_deref(), Some("Engineering"));
    let by_id = sites::Site::get(&site.id)
        .send(&running.client)
        .await
        .unwrap();
    assert_eq!(by_id.web_url, site.web_url);
    let root = sites::Site::root().send(&running.client).await.unwrap();
    assert_eq!(
        root.web_url.as_deref(),
        Some("https://contoso.sharepoint.com")
    );
    let none = sites::site(&running.client, host, "sites/other")
        .await
        .unwrap_err();
    assert!(none.is_not_found());
    assert_eq!(none.code(), Some("itemNotFound"));
}

#[tokio::test]
async fn list_items_with_custom_columns() {
    let running = start().await;
    let items = list_items::active_projects(&running.client, sample::SITE)
        .await
        .unwrap();
    let fields: Vec<_> = items
        .iter()
        .map(|item| item.fields.as_ref().unwrap())
        .collect();
    let titles: Vec<_> = fields
        .iter()
        .filter_map(|fields| fields.title.as_deref())
        .collect();
    assert_eq!(titles, ["Intranet", "Audit"]);
    assert_eq!(fields[1].budget, Some(8000.0));
    assert_eq!(
        fields[1].due_date,
        Some("2024-04-15T00:00:00Z".parse().unwrap())
    );
}
