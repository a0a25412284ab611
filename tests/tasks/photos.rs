use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    content(
        of = "/users/<userId>/photo/$value",
        in_size = "/users/<userId>/photos/<size>/$value"
    ),
    permissions(delegated = "User.ReadBasic.All", application = "User.Read.All")
)]
#[derive(Deserialize)]
pub struct Photo {}

/// The media type and the bytes of a photo, if the user has one.
pub async fn photo(client: &Client, user: &str) -> Result<Option<(String, Vec<u8>)>, Error> {
    let Some(mut download) = Photo::of(user).send_opt(client).await? else {
        return Ok(None);
    };
    let media_type = download.content_type().unwrap_or_default().to_owned();
    let mut bytes = Vec::new();
    while let Some(chunk) = download.next().await? {
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some((media_type, bytes)))
}

pub async fn thumbnail(client: &Client, user: &str) -> Result<Vec<u8>, Error> {
    let bytes = Photo::in_size(user, "48x48").bytes(client).await?;
    Ok(bytes.to_vec())
}
