//! The photo of one user. All others have none.

use serde_json::json;

use super::ME;
use crate::data::{Data, File, Kind};

const SIZES: [(&str, &[u8]); 3] = [
    ("48x48", include_bytes!("photos/48x48.jpg")),
    ("120x120", include_bytes!("photos/120x120.jpg")),
    ("648x648", include_bytes!("photos/648x648.jpg")),
];

/// Adds the photo in its sizes. The one without a size is the largest.
pub(super) fn add(mut data: Data) -> Data {
    let photo = |size: &str| {
        let side: u32 = size
            .split('x')
            .next()
            .and_then(|side| side.parse().ok())
            .unwrap_or(0);
        json!({"id": size, "width": side, "height": side, "@odata.mediaContentType": "image/jpeg"})
    };
    let photos = SIZES.iter().map(|(size, _)| photo(size)).collect();
    data = data
        .singleton(&format!("users/{ME}/photo"), photo("648x648"))
        .entity_set(&format!("users/{ME}/photos"), photos)
        .kind(
            "users/photo",
            Kind::new("microsoft.graph.profilePhoto")
                .single()
                .missing_code("ImageNotFound"),
        )
        .kind("users/photos", Kind::new("microsoft.graph.profilePhoto"));
    for (size, bytes) in SIZES {
        let path = format!("users/{ME}/photos/{size}/$value");
        data = data.file(&path, File::new("image/jpeg", bytes));
    }
    let (_, largest) = SIZES[SIZES.len() - 1];
    data.file(
        &format!("users/{ME}/photo/$value"),
        File::new("image/jpeg", largest),
    )
}
