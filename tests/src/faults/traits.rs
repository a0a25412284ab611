//! Which faults apply to which responses.

use super::Fault;
use crate::handle::{Call, Outcome};
use crate::paging;

/// The traits of a request and its response that determine which faults apply.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Traits {
    /// The request itself is invalid.
    pub(crate) is_client_error: bool,
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
            is_client_error: outcome.is_client_error(),
            is_part: call.is_part,
            has_body: outcome.has_body(),
            is_json: outcome.is_json(),
            is_page: outcome.is_page(),
            is_link: paging::is_link(call.raw),
            is_delta_link: paging::is_delta_link(call.raw),
        }
    }

    pub(crate) fn allow(&self, fault: &Fault) -> bool {
        match fault {
            Fault::Status(..) | Fault::Expired { .. } => true,
            Fault::Reset | Fault::Stall => !self.is_part,
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
    /// A JSON response that is not a page.
    pub(crate) fn plain() -> Self {
        Self {
            is_client_error: false,
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
        let allowed = |traits: &Traits| {
            let all = Fault::transient()
                .into_iter()
                .filter(|fault| !matches!(fault, Fault::Status(..)));
            all.filter(|fault| traits.allow(fault))
                .map(|fault| fault.name())
                .collect::<Vec<_>>()
                .join(", ")
        };
        let plain = Traits::plain();
        assert_eq!(
            allowed(&plain),
            "reset, reset body, closed body, truncated, stall, stalled body"
        );
        assert_eq!(
            allowed(&Traits {
                has_body: false,
                is_json: false,
                ..plain
            }),
            "reset, stall"
        );
        assert_eq!(
            allowed(&Traits {
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
            .allow(&Fault::RepeatedLink)
        );
        assert!(
            Traits {
                is_delta_link: true,
                ..plain
            }
            .allow(&Fault::Gone("resyncRequired"))
        );
    }
}
