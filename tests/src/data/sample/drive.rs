//! A drive with folders and files.

use serde_json::{Value, json};

use super::{DRIVE, ME};
use crate::data::{Data, File, Kind};

const ROOT: &str = "01ROOT";

/// The id of each item, its name, the id of its parent, and the bytes of a file.
const ITEMS: [(&str, &str, &str, Option<&str>); 8] = [
    (ROOT, "root", "", None),
    ("01REPORTS", "Reports", ROOT, None),
    ("01PHOTOS", "Photos", ROOT, None),
    ("01NOTES", "notes.txt", ROOT, Some("Call Zoë.\nBuy milk.\n")),
    ("01Y2024", "2024", "01REPORTS", None),
    (
        "01Q3",
        "Q3 (final).csv",
        "01Y2024",
        Some("month,revenue\nJuly,100\nAugust,120\nSeptember,140\n"),
    ),
    ("01PERCENT", "100% & more.txt", "01Y2024", Some("100 %\n")),
    ("01EMPTY", "empty.txt", "01Y2024", Some("")),
];

/// Adds the drive of one user.
pub(super) fn add(data: Data) -> Data {
    let items = format!("drives/{DRIVE}/items");
    let root = format!("{items}/{ROOT}");
    let drive = json!({
        "id": DRIVE,
        "name": "OneDrive",
        "driveType": "business",
        "quota": {"total": 1_099_511_627_776_u64, "used": 4096, "remaining": 1_099_511_623_680_u64},
    });
    let mut data = data
        .entity_set("drives", vec![drive])
        .entity_set(&items, ITEMS.iter().map(item).collect())
        .alias(&format!("drives/{DRIVE}/root"), &root)
        .alias(&format!("users/{ME}/drive"), &format!("drives/{DRIVE}"))
        .drive(&format!("drives/{DRIVE}/root"), &items)
        .drive(&format!("users/{ME}/drive/root"), &items)
        .kind("drives", Kind::new("microsoft.graph.drive"))
        .kind(
            "drives/items",
            Kind::new("microsoft.graph.driveItem").inverse(
                "children",
                "drives/items",
                "parentReference/id",
            ),
        );
    for (id, _, _, bytes) in ITEMS {
        if let Some(bytes) = bytes {
            data = data.file(&content(id), File::new("text/plain", bytes).elsewhere());
        }
    }
    data
}

fn content(id: &str) -> String {
    format!("drives/{DRIVE}/items/{id}/content")
}

fn item((id, name, parent, bytes): &(&str, &str, &str, Option<&str>)) -> Value {
    let mut item = json!({
        "id": id,
        "name": name,
        "eTag": format!("\"{{{id}}},1\""),
        "createdDateTime": "2024-01-15T08:00:00Z",
        "lastModifiedDateTime": "2024-03-01T16:20:00Z",
        "size": bytes.map_or(0, str::len),
        "webUrl": format!("https://contoso-my.sharepoint.com/personal/adele/Documents/{name}"),
        "parentReference": {"driveId": DRIVE, "driveType": "business", "id": parent},
    });
    match bytes {
        Some(_) => {
            item["file"] = json!({"mimeType": "text/plain"});
            item["@microsoft.graph.downloadUrl"] = json!(content(id));
        }
        None => {
            let children = ITEMS
                .iter()
                .filter(|(_, _, parent, _)| parent == id)
                .count();
            item["folder"] = json!({"childCount": children});
        }
    }
    if *id == ROOT {
        item["root"] = json!({});
    }
    item
}
