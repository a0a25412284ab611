//! From one page to the next. Here is the only place that follows links.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use crate::client::Client;
use crate::decode::page::PageParts;
use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::read::paging::resumption::continuation_of;
use crate::request::prepared::Prepared;
use crate::resume::position::Position;
use crate::transport::answer::Answer;
use crate::transport::call::Call;

/// How the items of a page are read.
pub(crate) type ReadPage<I> = fn(&Answer) -> Result<PageParts<I>, Error>;

/// A page, and the link that led to it; `None` for the first request.
pub(crate) struct FetchedPage<I> {
    pub(crate) from: Option<String>,
    pub(crate) page: PageParts<I>,
}

/// The pages of a collection whose items are read as `I`, one after the other.
pub(crate) struct Pager<I> {
    client: Client,
    request: Prepared,
    read: ReadPage<I>,
    cursor: Cursor,
}

/// Where to go next, and where it has been. Not generic.
struct Cursor {
    at: Position,
    pages: u64,
    /// How many pages there may be.
    most: Option<u64>,
    hasher: RandomState,
    /// Hashes of the links that were followed: one of them again would never end.
    followed: HashSet<u64>,
}

impl<I> Pager<I> {
    pub(crate) fn new(client: Client, request: Prepared, read: ReadPage<I>, at: Position) -> Self {
        let cursor = Cursor {
            at,
            pages: 0,
            most: None,
            hasher: RandomState::new(),
            followed: HashSet::new(),
        };
        Pager {
            client,
            request,
            read,
            cursor,
        }
    }

    /// With no more than so many pages.
    pub(crate) fn limit(mut self, pages: Option<u64>) -> Self {
        self.cursor.most = pages;
        self
    }

    /// The next page; `None` behind the last one. After an error the same page is asked for again.
    pub(crate) async fn next(&mut self) -> Result<Option<FetchedPage<I>>, Error> {
        let call = match &self.cursor.at {
            Position::First => Call::of(&self.request),
            Position::Link(link) => Call::following(link, &self.request),
            Position::End => return Ok(None),
        };
        if let Some(most) = self.cursor.most.filter(|most| self.cursor.pages >= *most) {
            return Err(self.too_many(most));
        }
        let (read, mut context) = (self.read, Context::default());
        let page = self.client.read(call, read).await?;
        context.template = Some(self.request.template().into());
        let from = self.cursor.advance(page.next_link.as_deref(), context)?;
        self.cursor.pages += 1;
        Ok(Some(FetchedPage { from, page }))
    }

    fn too_many(&self, most: u64) -> Error {
        let what = format!(
            "the listing has more than {most} pages, which is its limit (`max_pages`): \
             `Error::continuation` says where to go on"
        );
        let continuation = continuation_of(&self.client, &self.request, &self.cursor.at, 0);
        Error::new(ErrorKind::Limit, what)
            .with_context(self.request.context())
            .with_continuation(continuation)
    }
}

impl Cursor {
    /// Goes to the next page, and says where this one was.
    fn advance(&mut self, link: Option<&str>, context: Context) -> Result<Option<String>, Error> {
        if let Some(link) = link {
            let current = matches!(&self.at, Position::Link(at) if at == link);
            if current || self.followed.contains(&self.hasher.hash_one(link)) {
                let what =
                    "the service links to a page that was read before: the listing would never end";
                return Err(Error::new(ErrorKind::Link, what).with_context(context));
            }
        }
        let next = link.map_or(Position::End, |link| Position::Link(link.to_owned()));
        match std::mem::replace(&mut self.at, next) {
            Position::Link(from) => {
                self.followed.insert(self.hasher.hash_one(from.as_str()));
                Ok(Some(from))
            }
            Position::First | Position::End => Ok(None),
        }
    }
}
