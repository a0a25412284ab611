//! What `if_none_match` accepts.

/// An entity tag that a program has stored, or an `Option` of one: without a tag, the read is not conditional.
///
/// Pass the tag as the service sent it, with its quotes and `W/`. It is sent as it is, whether or not it has them, because
/// some services send tags without. An empty string is an error before the request is sent.
///
/// `Kind` is [`EntityTag`] or [`OptionalEntityTag`], which the compiler infers. There is nothing to implement.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity tag",
    label = "expected a string, or an `Option` of one",
    note = "pass the `etag` of an earlier response, which may be `None`: `.if_none_match(&stored.etag)`"
)]
pub trait IntoEntityTag<Kind> {
    #[doc(hidden)]
    fn with_entity_tag<R>(&self, use_tag: impl FnOnce(Option<&str>) -> R) -> R;
}

/// Marks strings.
#[derive(Debug)]
pub enum EntityTag {}

/// Marks an `Option` of a string, and a reference to one.
#[derive(Debug)]
pub enum OptionalEntityTag {}

#[diagnostic::do_not_recommend]
impl<S: AsRef<str>> IntoEntityTag<EntityTag> for S {
    fn with_entity_tag<R>(&self, use_tag: impl FnOnce(Option<&str>) -> R) -> R {
        use_tag(Some(self.as_ref()))
    }
}

#[diagnostic::do_not_recommend]
impl<S: AsRef<str>> IntoEntityTag<OptionalEntityTag> for Option<S> {
    fn with_entity_tag<R>(&self, use_tag: impl FnOnce(Option<&str>) -> R) -> R {
        use_tag(self.as_ref().map(AsRef::as_ref))
    }
}

#[diagnostic::do_not_recommend]
impl<S: AsRef<str>> IntoEntityTag<OptionalEntityTag> for &Option<S> {
    fn with_entity_tag<R>(&self, use_tag: impl FnOnce(Option<&str>) -> R) -> R {
        use_tag(self.as_ref().map(AsRef::as_ref))
    }
}
