//! Files in a drive, and reports.

use graph_resource::List;
use serde_json::Value;

use crate::code::{download, drive_folder, reports};
use crate::running::start;

#[tokio::test]
async fn a_folder_by_its_path() {
    let running = start().await;
    let names = |items: Vec<drive_folder::DriveItem>| -> Vec<_> {
        items.into_iter().filter_map(|item| item.name).collect()
    };
    let root = drive_folder::children(&running.client, "").await.unwrap();
    assert_eq!(names(root), ["notes.txt", "Photos", "Reports"]);
    let folder = drive_folder::children(&running.client, "Reports/2024")
        .await
        .unwrap();
    assert_eq!(
        names(folder),
        ["100% & more.txt", "empty.txt", "Q3 (final).csv"]
    );

    let reports = drive_folder::item(&running.client, "Reports")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(reports.folder.unwrap().child_count, Some(1));
    let file = drive_folder::item(&running.client, "Reports/2024/100% & more.txt").await;
    let file = file.unwrap().unwrap();
    assert!(file.folder.is_none());
    assert_eq!(file.size, Some(6));
    let none = drive_folder::item(&running.client, "Reports/2025")
        .await
        .unwrap();
    assert!(none.is_none());
}

#[tokio::test]
async fn items_below_a_folder_are_searched() {
    let running = start().await;
    for (text, expected) in [("Q3 (FINAL)", 1), (".txt", 3), ("it's", 0)] {
        let quoted = text.replace('\'', "''");
        let found = List::<Value>::at_path(format!("/me/drive/root/search(q='{quoted}')"));
        assert_eq!(
            found.all(&running.client).await.unwrap().len(),
            expected,
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_download_from_another_host_without_the_token() {
    let running = start().await;
    let target = std::env::temp_dir().join(format!("tasks-{}.csv", std::process::id()));
    let path = "Reports/2024/Q3 (final).csv";
    let length = download::save(&running.client, path, &target)
        .await
        .unwrap();
    let text = std::fs::read_to_string(&target).unwrap();
    std::fs::remove_file(&target).unwrap();
    assert_eq!(text, "month,revenue\nJuly,100\nAugust,120\nSeptember,140\n");
    assert_eq!(length, text.len() as u64);
    let beginning = download::beginning(&running.client, path).await.unwrap();
    assert_eq!(beginning, b"month,revenue\nJu");
}

#[tokio::test]
async fn a_report_in_csv() {
    let running = start().await;
    let rows = reports::email_activity(&running.client, "D30")
        .await
        .unwrap();
    assert_eq!(rows.len(), 4);
    assert_eq!(
        rows[1][1..5],
        ["user1@contoso.com", "Adele Vance", "False", "30"]
    );
    let refused = reports::email_activity(&running.client, "D8")
        .await
        .unwrap_err();
    assert_eq!(refused.status(), Some(400));
}
