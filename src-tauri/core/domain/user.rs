//! Who works here, and what each may do.

use super::vocabulary::vocabulary;

vocabulary! {
    /// What a person is in the bureau; it decides what they may do.
    Role {
        /// 招商员 promotion staff: logs, drafts and submits.
        Officer = "officer",
        /// 科长 section head: reviews first and again.
        SectionHead = "section_head",
        /// 分管副局长 deputy director: verifies, closes, sets targets and schemes.
        DeputyDirector = "deputy_director",
        /// 只读 sees, changes nothing.
        Readonly = "readonly",
        /// 管理员 keeps users, zones and lists; may do what a deputy director may.
        Admin = "admin",
    }
}

/// What an action asks of the person who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Log meetings, keep companies and projects, draft and submit money, import.
    Work,
    /// First review and re-check.
    Review,
    /// Verify, reject, close periods, set targets and schemes.
    Decide,
    /// Users, zones, lists.
    Keep,
}

impl Role {
    /// Whether this role may do what needs `right`.
    #[must_use]
    pub const fn may(self, right: Right) -> bool {
        match right {
            Right::Work => !matches!(self, Self::Readonly),
            Right::Review => matches!(self, Self::SectionHead | Self::DeputyDirector | Self::Admin),
            Right::Decide => matches!(self, Self::DeputyDirector | Self::Admin),
            Right::Keep => matches!(self, Self::Admin),
        }
    }
}
