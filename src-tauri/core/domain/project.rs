//! A project and its stages (rulebook 2): milestones are dated facts, the headline stage is derived.

use super::vocabulary::vocabulary;

vocabulary! {
    /// 认定口径: which money counts; one basis a project (D3).
    Basis {
        /// 资本到账口径.
        Capital = "CAPITAL",
        /// 实际投入口径.
        Expenditure = "EXPENDITURE",
    }
}

vocabulary! {
    /// A dated fact of a project; funded is derived and so not among them (I13).
    MilestoneKind {
        /// 已签约.
        Signed = "SIGNED",
        /// 已注册.
        Registered = "REGISTERED",
        /// 已开工.
        Started = "STARTED",
        /// 已投产.
        Producing = "PRODUCING",
    }
}

vocabulary! {
    /// The headline stage of a project.
    Stage {
        /// 目标.
        Target = "TARGET",
        /// 线索.
        Lead = "LEAD",
        /// 在谈.
        Negotiating = "NEGOTIATING",
        /// 拟签约.
        ToSign = "TO_SIGN",
        /// 已签约.
        Signed = "SIGNED",
        /// 已注册.
        Registered = "REGISTERED",
        /// 已开工.
        Started = "STARTED",
        /// 已到资, derived from verified money, never typed.
        Funded = "FUNDED",
        /// 已投产.
        Producing = "PRODUCING",
        /// 暂缓, with a reason.
        Paused = "PAUSED",
        /// 退库, with a reason.
        Dropped = "DROPPED",
    }
}
