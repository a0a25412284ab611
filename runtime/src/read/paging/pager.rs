//! From one page to the next: the only place that follows next links.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use crate::client::Client;
use crate::decode::page::{DecodePage, PageParts};
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::paging::options::PagingOptions;
use crate::read::paging::resumption::continuation_of;
use crate::request::prepared::Prepared;
use crate::resume::position::Position;
use crate::transport::call::Call;
use crate::transport::decoded::Decoded;
use crate::transport::full_response::FullResponse;

/// A page, and where it is in the listing. Its items may be in any form.
pub(crate) struct FetchedPage<V> {
    /// The link that the page was read from; `None` for the first request.
    pub(crate) link: Option<String>,
    pub(crate) page: PageParts<V>,
    /// Where the listing continues; `None` if the page does not say it, which is an error after its last item.
    pub(crate) next: Option<Position>,
    pub(crate) response: FullResponse,
}

/// Requests the pages of a collection one after the other.
pub(crate) struct Pager {
    client: Client,
    request: Prepared,
    cursor: Cursor,
    /// Whether the caller can resume at the page that the pager has stopped at, having got all items before it.
    is_resumable: bool,
}

/// The page to read next, and the pages read so far.
struct Cursor {
    position: Position,
    /// Whether the next link of the page that was read last was already followed.
    is_loop: bool,
    is_round: bool,
    pages_read: u64,
    max_pages: Option<u64>,
    hasher: RandomState,
    /// Hashes of the links that were followed. Following one of them again would never end.
    followed: HashSet<u64>,
}

impl Pager {
    pub(crate) fn new(
        client: Client,
        request: Prepared,
        position: Position,
        paging: PagingOptions,
    ) -> Self {
        let cursor = Cursor {
            position,
            is_loop: false,
            is_round: paging.is_round,
            pages_read: 0,
            max_pages: paging.max_pages,
            hasher: RandomState::new(),
            followed: HashSet::new(),
        };
        Pager {
            client,
            request,
            cursor,
            is_resumable: false,
        }
    }

    /// Adds a continuation to the error of a listing that has too many pages.
    pub(super) fn resumable(mut self) -> Self {
        self.is_resumable = true;
        self
    }

    /// Rejects callers whose requests cannot finish.
    pub(crate) fn check_caller(&self) -> Result<(), Error> {
        self.client.service()?.check_caller()
    }

    /// Reads the next page; `None` after the last one. After an error, the same page is requested again.
    pub(crate) async fn next<V>(
        &mut self,
        decode: DecodePage<V>,
    ) -> Result<Option<FetchedPage<V>>, Error> {
        match self.next_call()? {
            Some(call) => self.read(call, decode).await.map(Some),
            None => Ok(None),
        }
    }

    /// Reads the first page.
    pub(crate) async fn first<V>(
        &mut self,
        decode: DecodePage<V>,
    ) -> Result<FetchedPage<V>, Error> {
        self.check_limit()?;
        self.read(Call::of(self.request.clone()), decode).await
    }

    async fn read<V>(
        &mut self,
        call: Call,
        decode: DecodePage<V>,
    ) -> Result<FetchedPage<V>, Error> {
        let read = self.send(call, decode).await;
        let (page, response) = read.map_err(|error| self.cursor.mark(error))?;
        let (link, next) = self.enter(page.next_link.as_deref(), page.delta_link.as_deref());
        Ok(FetchedPage {
            link,
            page,
            next,
            response,
        })
    }

    /// The call for the first page.
    pub(crate) fn first_call(self) -> Result<Call, Error> {
        self.check_limit()?;
        Ok(Call::of(self.request))
    }

    pub(super) fn send<V>(&self, call: Call, decode: DecodePage<V>) -> Decoded<DecodePage<V>> {
        self.client.send_call(Ok(call), decode)
    }

    /// Moves on from the page that was just read. Returns the link to it, and where the listing continues.
    pub(super) fn enter(
        &mut self,
        next_link: Option<&str>,
        delta_link: Option<&str>,
    ) -> (Option<String>, Option<Position>) {
        self.cursor.enter(next_link, delta_link)
    }

    /// The call for the next page; `None` after the last one.
    pub(super) fn next_call(&self) -> Result<Option<Call>, Error> {
        self.check_loop()?;
        let call = match &self.cursor.position {
            Position::First => Call::of(self.request.clone()),
            Position::Link(link) => Call::following(link, &self.request),
            Position::End if self.cursor.is_round => return Err(self.no_delta_link()),
            Position::End | Position::EndOfRound(_) => return Ok(None),
        };
        self.check_limit()?;
        Ok(Some(call))
    }

    fn check_limit(&self) -> Result<(), Error> {
        match self.cursor.exhausted_limit() {
            Some(limit) => Err(self.too_many_pages(limit)),
            None => Ok(()),
        }
    }

    /// The link to the next round, after the last page of this one.
    pub(crate) fn delta_link(&self) -> Result<String, Error> {
        match &self.cursor.position {
            Position::EndOfRound(link) => Ok(link.clone()),
            _ => Err(self.no_delta_link()),
        }
    }

    /// Returns an error if the page that was read last links to a page that was read before.
    pub(crate) fn check_loop(&self) -> Result<(), Error> {
        if !self.cursor.is_loop {
            return Ok(());
        }
        let summary = "paging loop: this next link was already followed";
        Err(self.error(ErrorKind::Link, summary.to_owned()))
    }

    fn too_many_pages(&self, limit: u64) -> Error {
        let advice = if self.is_resumable {
            "resume at `Error::continuation` or raise the limit"
        } else {
            "raise the limit, or read a stream, which can be resumed"
        };
        let summary = format!(
            "the listing has more than {limit} pages, the limit set by `max_pages`: {advice}"
        );
        let error = self.error(ErrorKind::Limit, summary);
        if !self.is_resumable {
            return error;
        }
        let position = &self.cursor.position;
        error.with_continuation(continuation_of(&self.client, &self.request, position, 0))
    }

    fn no_delta_link(&self) -> Error {
        let summary = "the last page has no `@odata.deltaLink`, so there is no next round";
        self.error(ErrorKind::Decode, summary.to_owned())
    }

    fn error(&self, kind: ErrorKind, summary: String) -> Error {
        Error::new(kind, summary).with_context(self.request.context())
    }
}

impl Cursor {
    /// Returns the limit if that many pages have been read.
    fn exhausted_limit(&self) -> Option<u64> {
        self.max_pages.filter(|limit| self.pages_read >= *limit)
    }

    fn enter(
        &mut self,
        next_link: Option<&str>,
        delta_link: Option<&str>,
    ) -> (Option<String>, Option<Position>) {
        self.is_loop = next_link.is_some_and(|link| self.was_followed(link));
        self.pages_read += 1;
        let next = self.position_after(next_link, delta_link);
        let link = match std::mem::replace(&mut self.position, next) {
            Position::Link(link) => {
                self.followed.insert(self.hasher.hash_one(link.as_str()));
                Some(link)
            }
            Position::First | Position::End | Position::EndOfRound(_) => None,
        };
        (link, self.successor())
    }

    fn position_after(&self, next_link: Option<&str>, delta_link: Option<&str>) -> Position {
        match (next_link, delta_link) {
            (Some(link), _) => Position::Link(link.to_owned()),
            (None, Some(link)) if self.is_round => Position::EndOfRound(link.to_owned()),
            (None, _) => Position::End,
        }
    }

    /// Where the listing continues after the page that was read last, unless that is an error.
    fn successor(&self) -> Option<Position> {
        let lacks_delta_link = self.is_round && self.position == Position::End;
        if self.is_loop || lacks_delta_link {
            return None;
        }
        Some(self.position.clone())
    }

    fn was_followed(&self, link: &str) -> bool {
        let is_current = matches!(&self.position, Position::Link(current) if current == link);
        is_current || self.followed.contains(&self.hasher.hash_one(link))
    }

    /// Marks the errors of a delta query, some of which ask for a new enumeration.
    fn mark(&self, error: Error) -> Error {
        if self.is_round {
            error.of_delta_query()
        } else {
            error
        }
    }
}
