//! What a batch is made of.

use serde::de::DeserializeOwned;

use crate::decode::no_object::check_finished;
use crate::decode::page::decode_page;
use crate::error::Error;
use crate::read::get::Get;
use crate::read::list::List;
use crate::read::page::Page;
use crate::request::cardinality::Cardinality;
use crate::request::prepared::Prepared;
use crate::transport::answer::Answer;

/// A read that can be a part of a batch: [`Get`] gives its object, [`List`] its first [`Page`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a part of a batch",
    label = "not a single JSON read",
    note = "a batch takes `Get` and `List` requests; bytes, delta queries and conditional reads are sent by themselves"
)]
pub trait BatchRequest {
    /// What it gives.
    type Output;

    #[doc(hidden)]
    fn prepare(&self) -> Result<PreparedPart, Error>;

    #[doc(hidden)]
    fn read(&self, answer: &PartResponse) -> Result<Self::Output, Error>;
}

/// A request that is ready to be sent.
#[doc(hidden)]
#[derive(Debug)]
pub struct PreparedPart(pub(super) Prepared);

/// The answer to one part.
#[doc(hidden)]
pub struct PartResponse(pub(crate) Answer);

impl<T: DeserializeOwned> BatchRequest for Get<T> {
    type Output = T;

    fn prepare(&self) -> Result<PreparedPart, Error> {
        self.request.prepare(Cardinality::One).map(PreparedPart)
    }

    fn read(&self, answer: &PartResponse) -> Result<T, Error> {
        check_finished(&answer.0).and_then(|()| self.reader()(&answer.0))
    }
}

impl<T: DeserializeOwned> BatchRequest for List<T> {
    type Output = Page<T>;

    fn prepare(&self) -> Result<PreparedPart, Error> {
        self.request.prepare(Cardinality::Many).map(PreparedPart)
    }

    fn read(&self, answer: &PartResponse) -> Result<Page<T>, Error> {
        let page = decode_page(&answer.0)?;
        Ok(Page {
            value: page.value,
            count: page.count,
            next_link: page.next_link,
        })
    }
}

impl<R: BatchRequest + ?Sized> BatchRequest for &R {
    type Output = R::Output;

    fn prepare(&self) -> Result<PreparedPart, Error> {
        (**self).prepare()
    }

    fn read(&self, answer: &PartResponse) -> Result<R::Output, Error> {
        (**self).read(answer)
    }
}

/// Several requests of different types, as a tuple of up to twelve.
pub trait BatchTuple {
    /// A [`Result`] for each.
    type Output;

    #[doc(hidden)]
    fn prepare(&self) -> Vec<Result<PreparedPart, Error>>;

    #[doc(hidden)]
    fn read(&self, answers: PartResponses) -> Option<Self::Output>;
}

/// The answers to the parts, in the caller's order.
#[doc(hidden)]
#[allow(unreachable_pub, reason = "part of a hidden method of a public trait")]
pub type PartResponses = std::vec::IntoIter<Result<PartResponse, Error>>;

macro_rules! tuples {
    ($(($($name:ident $index:tt)+))+) => {$(
        impl<$($name: BatchRequest),+> BatchTuple for ($($name,)+) {
            type Output = ($(Result<$name::Output, Error>,)+);

            fn prepare(&self) -> Vec<Result<PreparedPart, Error>> {
                vec![$(self.$index.prepare()),+]
            }

            fn read(&self, mut answers: PartResponses) -> Option<Self::Output> {
                Some(($(answers.next()?.and_then(|answer| self.$index.read(&answer)),)+))
            }
        }
    )+};
}

tuples! {
    (A 0)
    (A 0 B 1)
    (A 0 B 1 C 2)
    (A 0 B 1 C 2 D 3)
    (A 0 B 1 C 2 D 3 E 4)
    (A 0 B 1 C 2 D 3 E 4 F 5)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10)
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11)
}
