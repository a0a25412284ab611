//! Which fault makes sense for which answer.

use super::Fault;
use crate::handle::{Call, Outcome};
use crate::paging;

/// What matters of a request and of the answer that it would get.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Traits {
    /// The request itself is wrong.
    pub(crate) is_refusal: bool,
    is_part: bool,
    has_body: bool,
    is_json: bool,
    is_page: bool,
    is_link: bool,
    is_delta_link: bool,
}

impl Traits {
    pub(crate) fn of(call: &Call<'_>, outcome: &Outcome) -> Self {
        Self {
            is_refusal: outcome.is_refusal(),
            is_part: call.is_part,
            has_body: outcome.has_body(),
            is_json: outcome.is_json(),
            is_page: outcome.is_page(),
            is_link: paging::is_link(call.raw),
            is_delta_link: paging::is_delta_link(call.raw),
        }
    }

    pub(crate) fn fit(&self, fault: &Fault) -> bool {
        match fault {
            Fault::Status(..) => true,
            Fault::Reset | Fault::Stall | Fault::Expired { .. } => !self.is_part,
            Fault::ResetBody | Fault::CloseBody | Fault::StallBody => {
                !self.is_part && self.has_body
            }
            Fault::Truncated => !self.is_part && self.is_json,
            Fault::EmptyPage | Fault::ForeignLink(_) => self.is_page,
            Fault::RepeatedLink => self.is_page && self.is_link,
            Fault::Gone(_) => self.is_delta_link,
        }
    }
}

#[cfg(test)]
impl Traits {
    /// A JSON answer that is no page.
    pub(crate) fn plain() -> Self {
        Self {
            is_refusal: false,
            is_part: false,
            has_body: true,
            is_json: true,
            is_page: false,
            is_link: false,
            is_delta_link: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_applies_to_some_responses_only() {
        let fits = |traits: &Traits| {
            let all = Fault::transient()
                .into_iter()
                .filter(|it| !matches!(it, Fault::Status(..)));
            all.filter(|fault| traits.fit(fault))
                .map(|fault| fault.name())
                .collect::<Vec<_>>()
                .join(", ")
        };
        let plain = Traits::plain();
        assert_eq!(
            fits(&plain),
            "reset, reset body, closed body, truncated, stall, stalled body"
        );
        assert_eq!(
            fits(&Traits {
                has_body: false,
                is_json: false,
                ..plain
            }),
            "reset, stall"
        );
        assert_eq!(
            fits(&Traits {
                is_part: true,
                is_page: true,
                ..plain
            }),
            "empty page"
        );
        assert!(
            !Traits {
                is_page: true,
                ..plain
            }
            .fit(&Fault::RepeatedLink)
        );
        assert!(
            Traits {
                is_delta_link: true,
                ..plain
            }
            .fit(&Fault::Gone("resyncRequired"))
        );
    }
}
