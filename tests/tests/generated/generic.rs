use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/things/<thingId>")]
#[derive(Debug, Deserialize)]
#[serde(bound = "T: serde::de::DeserializeOwned")]
pub struct Thing<T, const N: usize = 1>
where
    T: Clone,
{
    pub first: T,
    #[serde(deserialize_with = "read")]
    pub ahead: [T; N],
}

fn read<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>, const N: usize>(
    from: D,
) -> Result<[T; N], D::Error> {
    let items = Vec::deserialize(from)?;
    items
        .try_into()
        .map_err(|_| serde::de::Error::custom("unexpected number of items"))
}
