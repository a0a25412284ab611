//! Pages of generated collections.

use std::ops::Range;

use serde_json::{Value, json};

use crate::collection::Request;
use crate::data::{Generated, Node};
use crate::failure::Failure;
use crate::odata::Options;
use crate::paging::{self, LinkTarget};
use crate::response::Success;
use crate::{advanced, names, projection};

/// A generated collection and its path.
#[derive(Debug, Clone)]
pub(crate) struct Target<'a> {
    pub(crate) path: &'a str,
    pub(crate) items: &'a Generated,
}

/// A page of the collection.
pub(crate) fn page(request: &Request<'_>, target: &Target<'_>) -> Result<Success, Failure> {
    let options = &request.query.options;
    check(request, target)?;
    let items = target.items;
    let first = usize::try_from(options.skip.unwrap_or(0)).unwrap_or(usize::MAX);
    let offset = if request.query.is_link {
        request.shared.links.offset(request.line.raw)?
    } else {
        first
    };
    let is_directory = request.store.kind(target.path).directory;
    let size = paging::page_size(
        options.top,
        request.headers,
        items.page_size(offset),
        is_directory,
    )?;
    let end = offset.saturating_add(size).min(items.count);
    let value = items_in(request, target, offset..end)?;

    let context = projection::context(target.path, options);
    let mut body = json!({"@odata.context": request.context(&context), "value": value});
    let has_count = options.count == Some(true) && (!is_directory || request.is_eventual());
    if has_count && !request.query.is_link {
        body["@odata.count"] = json!(items.count);
    }
    if size > 0 && end < items.count {
        let links = &request.shared.links;
        body["@odata.nextLink"] = json!(links.issue(
            &request.shared.base_url,
            request.line.raw,
            LinkTarget::Offset(end)
        ));
    }
    Ok(Success::Page {
        body,
        links_last: offset % 2 == 1,
    })
}

/// The number of items, as text.
pub(crate) fn count(request: &Request<'_>, target: &Target<'_>) -> Result<Success, Failure> {
    request.query.check_count()?;
    check(request, target)?;
    if request.store.kind(target.path).directory {
        advanced::check_count_segment(&request.query.options, request.is_eventual())?;
    }
    Ok(Success::Text(target.items.count.to_string()))
}

/// Rejects options that would need all the items.
fn check(request: &Request<'_>, target: &Target<'_>) -> Result<(), Failure> {
    let options = &request.query.options;
    let Options {
        select: _,
        expand,
        filter,
        order_by,
        search,
        top: _,
        skip: _,
        count: _,
        levels: _,
    } = options;
    if !expand.is_empty() || filter.is_some() || !order_by.is_empty() || search.is_some() {
        let message = "this collection is generated: it only supports `$select`, `$top`, `$skip` and `$count`";
        return Err(Failure::bad_request(message));
    }
    names::check(request.store, &[target.path.to_owned()], options)
}

fn items_in(
    request: &Request<'_>,
    target: &Target<'_>,
    range: Range<usize>,
) -> Result<Vec<Value>, Failure> {
    let items = range.map(|index| {
        let value = target.items.item(index);
        let node = Node {
            kind: target.path.to_owned(),
            path: String::new(),
            value: &value,
        };
        projection::entity(request.store, &node, &request.query.options, false)
    });
    items.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::get;
    use crate::{Data, Generated, Service};

    #[tokio::test]
    async fn every_item_arrives_at_every_page_size() {
        let items = Generated::new(
            10_000,
            |index| json!({"id": index.to_string(), "even": index % 2 == 0}),
        );
        let service = Service::builder()
            .data(Data::new().generated("/items", items))
            .start()
            .await;
        let mut target = "/v1.0/items?$select=id&$count=true".to_owned();
        let mut ids = Vec::new();
        let mut sizes = Vec::new();
        loop {
            let page = get(&service, &target).await;
            assert_eq!(page.status, 200, "{}", page.body);
            // Only the first page has the count.
            let count = page.json().get("@odata.count").cloned();
            if ids.is_empty() {
                assert_eq!(count, Some(json!(10_000)));
            } else {
                assert_eq!(count, None);
            }
            assert!(page.json()["value"][0].get("even").is_none());
            sizes.push(page.ids().len());
            ids.extend(page.ids());
            match page.json().get("@odata.nextLink") {
                Some(link) => {
                    target = link
                        .as_str()
                        .unwrap()
                        .strip_prefix(service.base_url())
                        .unwrap()
                        .to_owned()
                }
                None => break,
            }
        }
        assert!(
            ids.iter()
                .enumerate()
                .all(|(index, id)| *id == index.to_string())
        );
        assert_eq!(ids.len(), 10_000);
        assert!(sizes.iter().any(|&size| size != sizes[0]));
        assert_eq!(get(&service, "/v1.0/items/$count").await.body, "10000");
        assert_eq!(
            get(&service, "/v1.0/items?$top=3&$skip=9998").await.ids(),
            ["9998", "9999"]
        );
        for rejected in ["?$filter=even", "?$orderby=id", "?$select=odd", "/1"] {
            assert_eq!(
                get(&service, &format!("/v1.0/items{rejected}"))
                    .await
                    .status,
                400,
                "{rejected}"
            );
        }
    }
}
