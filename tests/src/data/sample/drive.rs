//! A drive with folders and files.

use serde_json::{Value, json};

use super::{DRIVE, ME};
use crate::data::{Data, File, Kind};

const ROOT: &str = "01ROOT";

struct Item {
    id: &'static str,
    name: &'static str,
    parent: &'static str,
    /// `None` for folders.
    text: Option<&'static str>,
}

const ITEMS: [Item; 8] = [
    folder(ROOT, "root", ""),
    folder("01REPORTS", "Reports", ROOT),
    folder("01PHOTOS", "Photos", ROOT),
    file("01NOTES", "notes.txt", ROOT, "Call Zoë.\nBuy milk.\n"),
    folder("01Y2024", "2024", "01REPORTS"),
    file(
        "01Q3",
        "Q3 (final).csv",
        "01Y2024",
        "month,revenue\nJuly,100\nAugust,120\nSeptember,140\n",
    ),
    file("01PERCENT", "100% & more.txt", "01Y2024", "100 %\n"),
    file("01EMPTY", "empty.txt", "01Y2024", ""),
];

const fn folder(id: &'static str, name: &'static str, parent: &'static str) -> Item {
    Item {
        id,
        name,
        parent,
        text: None,
    }
}

const fn file(
    id: &'static str,
    name: &'static str,
    parent: &'static str,
    text: &'static str,
) -> Item {
    Item {
        text: Some(text),
        ..folder(id, name, parent)
    }
}

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
        .entity_set(&items, ITEMS.iter().map(entity).collect())
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
    for item in ITEMS {
        if let Some(text) = item.text {
            let file = File::new("text/plain", text).elsewhere();
            data = data.file(&content(item.id), file);
        }
    }
    data
}

fn content(id: &str) -> String {
    format!("drives/{DRIVE}/items/{id}/content")
}

fn entity(item: &Item) -> Value {
    let &Item {
        id,
        name,
        parent,
        text,
    } = item;
    let mut entity = json!({
        "id": id,
        "name": name,
        "eTag": format!("\"{{{id}}},1\""),
        "createdDateTime": "2024-01-15T08:00:00Z",
        "lastModifiedDateTime": "2024-03-01T16:20:00Z",
        "size": text.map_or(0, str::len),
        "webUrl": format!("https://contoso-my.sharepoint.com/personal/adele/Documents/{name}"),
        "parentReference": {"driveId": DRIVE, "driveType": "business", "id": parent},
    });
    if text.is_some() {
        entity["file"] = json!({"mimeType": "text/plain"});
        entity["@microsoft.graph.downloadUrl"] = json!(content(id));
    } else {
        let children = ITEMS.iter().filter(|other| other.parent == id).count();
        entity["folder"] = json!({"childCount": children});
    }
    if id == ROOT {
        entity["root"] = json!({});
    }
    entity
}
