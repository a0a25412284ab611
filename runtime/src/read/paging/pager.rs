//! From one page to the next: the only place that follows next links.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use crate::client::Client;
use crate::decode::page::PageParts;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::paging::resumption::continuation_of;
use crate::request::prepared::Prepared;
use crate::resume::position::Position;
use crate::transport::call::Call;
use crate::transport::full_response::FullResponse;

/// Decodes one page.
pub(crate) type DecodePage<I> = fn(&FullResponse) -> Result<PageParts<I>, Error>;

/// A page, and the link that it was read from; `None` for the first request.
pub(crate) struct FetchedPage<I> {
    pub(crate) link: Option<String>,
    pub(crate) page: PageParts<I>,
    /// The id that the service gave the request.
    pub(crate) request_id: Option<Box<str>>,
}

/// A page with the response that it was decoded from.
pub(crate) struct PageResponse<I> {
    link: Option<String>,
    pub(crate) page: PageParts<I>,
    pub(crate) response: FullResponse,
}

impl<I> From<PageResponse<I>> for FetchedPage<I> {
    fn from(read: PageResponse<I>) -> Self {
        FetchedPage {
            link: read.link,
            page: read.page,
            request_id: read.response.context.request_id,
        }
    }
}

/// Reads the pages of a collection one after the other, with items decoded as `I`.
pub(crate) struct Pager<I> {
    client: Client,
    request: Prepared,
    decode: DecodePage<I>,
    cursor: Cursor,
}

/// The page to read next, and the pages read so far. Not generic.
struct Cursor {
    position: Position,
    pages_read: u64,
    max_pages: Option<u64>,
    hasher: RandomState,
    /// Hashes of the links that were followed. Following one of them again would never end.
    followed: HashSet<u64>,
}

/// The service linked to a page that was read before.
struct PagingLoop;

impl<I> Pager<I> {
    pub(crate) fn new(
        client: Client,
        request: Prepared,
        decode: DecodePage<I>,
        position: Position,
    ) -> Self {
        let cursor = Cursor {
            position,
            pages_read: 0,
            max_pages: None,
            hasher: RandomState::new(),
            followed: HashSet::new(),
        };
        Pager {
            client,
            request,
            decode,
            cursor,
        }
    }

    /// Limits the number of pages.
    pub(crate) fn limit(mut self, max_pages: Option<u64>) -> Self {
        self.cursor.max_pages = max_pages;
        self
    }

    /// Rejects callers whose requests cannot finish.
    pub(crate) fn check_caller(&self) -> Result<(), Error> {
        self.client.service()?.check_caller()
    }

    /// Reads the next page; `None` after the last one. After an error, the same page is requested again.
    pub(crate) async fn next(&mut self) -> Result<Option<FetchedPage<I>>, Error> {
        let call = match &self.cursor.position {
            Position::First => Call::of(self.request.clone()),
            Position::Link(link) => Call::following(link, &self.request),
            Position::End => return Ok(None),
        };
        let read = self.read(call).await?;
        Ok(Some(read.into()))
    }

    /// Reads the first page, and returns its response too.
    pub(crate) async fn first(&mut self) -> Result<PageResponse<I>, Error> {
        self.read(Call::of(self.request.clone())).await
    }

    async fn read(&mut self, call: Call) -> Result<PageResponse<I>, Error> {
        if let Some(limit) = self.cursor.exhausted_limit() {
            return Err(self.too_many_pages(limit));
        }
        let (page, response) = self.client.send_call(call, self.decode).await?;
        match self.cursor.advance(page.next_link.as_deref()) {
            Ok(link) => Ok(PageResponse {
                link,
                page,
                response,
            }),
            Err(PagingLoop) => Err(self.paging_loop()),
        }
    }

    fn too_many_pages(&self, limit: u64) -> Error {
        let summary = format!(
            "the listing has more than {limit} pages, the limit set by `max_pages`: \
             raise the limit, or resume at `Error::continuation` if there is one"
        );
        let continuation = continuation_of(&self.client, &self.request, &self.cursor.position, 0);
        Error::new(ErrorKind::Limit, summary)
            .with_context(self.request.context())
            .with_continuation(continuation)
    }

    fn paging_loop(&self) -> Error {
        let summary = "paging loop: this next link was already followed";
        Error::new(ErrorKind::Link, summary).with_context(self.request.context())
    }
}

impl Cursor {
    /// Returns the limit if that many pages have been read.
    fn exhausted_limit(&self) -> Option<u64> {
        self.max_pages.filter(|limit| self.pages_read >= *limit)
    }

    /// Moves on to the next page. Returns the link of the page that was just read.
    fn advance(&mut self, next_link: Option<&str>) -> Result<Option<String>, PagingLoop> {
        if next_link.is_some_and(|link| self.was_followed(link)) {
            return Err(PagingLoop);
        }
        let next = match next_link {
            Some(link) => Position::Link(link.to_owned()),
            None => Position::End,
        };
        self.pages_read += 1;
        match std::mem::replace(&mut self.position, next) {
            Position::Link(link) => {
                self.followed.insert(self.hasher.hash_one(link.as_str()));
                Ok(Some(link))
            }
            Position::First | Position::End => Ok(None),
        }
    }

    fn was_followed(&self, link: &str) -> bool {
        let is_current = matches!(&self.position, Position::Link(current) if current == link);
        is_current || self.followed.contains(&self.hasher.hash_one(link))
    }
}
