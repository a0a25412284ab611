//! What is measured.

use std::fmt::Debug;
use std::hint::black_box;

use crate::model::User;

/// The reads, written twice: with this crate and by hand.
pub trait Reads {
    type Error: Debug;

    async fn get(&self, id: &str) -> Result<User, Self::Error>;
    async fn page(&self) -> Result<Vec<User>, Self::Error>;
    /// Reads all pages, and returns the number of users.
    async fn stream(&self) -> Result<usize, Self::Error>;
    async fn stream_whole(&self) -> Result<usize, Self::Error>;
    async fn batch(&self, ids: &[String]) -> Result<Vec<User>, Self::Error>;
    fn filtered_url(&self, prefix: &str) -> String;
    /// The size of the future of `get`.
    fn future_bytes(&self) -> usize;
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Read {
    Get,
    Page,
    Stream,
    StreamWhole,
    Batch,
    FilteredUrl,
}

impl Read {
    const ALL: [(&str, Read); 6] = [
        ("get", Read::Get),
        ("page", Read::Page),
        ("stream", Read::Stream),
        ("stream-whole", Read::StreamWhole),
        ("batch", Read::Batch),
        ("filtered-url", Read::FilteredUrl),
    ];

    /// The name of the read on the command line.
    pub fn name(self) -> &'static str {
        let named = Read::ALL.iter().find(|(_, read)| *read == self);
        named.expect("every read has a name").0
    }

    pub fn named(name: &str) -> Self {
        let named = Read::ALL.iter().find(|(own, _)| *own == name);
        named.expect("the name of a read").1
    }

    /// Reads this often.
    pub async fn repeat<R: Reads>(self, reads: &R, times: usize) -> Result<(), R::Error> {
        let ids: Vec<String> = (1..=20).map(|id| format!("ada{id}@contoso.com")).collect();
        for _ in 0..times {
            match self {
                Read::Get => drop(black_box(reads.get("ada@contoso.com").await?)),
                Read::Page => drop(black_box(reads.page().await?)),
                Read::Stream => assert!(reads.stream().await? > 0),
                Read::StreamWhole => assert!(reads.stream_whole().await? > 0),
                Read::Batch => assert_eq!(reads.batch(&ids).await?.len(), ids.len()),
                Read::FilteredUrl => drop(black_box(reads.filtered_url("O'Neil & co"))),
            }
        }
        Ok(())
    }
}
