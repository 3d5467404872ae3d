//! What a user did, by name. Each has a Fluent message `op-<code>`.

use crate::domain::vocabulary;

vocabulary! {
    /// By what means a change came.
    Means {
        /// A person, at a window or a command line.
        User = "user",
        /// A file.
        Import = "import",
        /// The undoing of an earlier action.
        Undo = "undo",
        /// The redoing of an undone one.
        Redo = "redo",
        /// Another seat.
        Sync = "sync",
        /// The program itself.
        System = "system",
    }
}

vocabulary! {
    /// An action of a user's.
    Op {
        /// The bureau's store was made.
        BureauMade = "bureau-made",
        /// A setting was changed.
        SettingChanged = "setting-changed",
        /// A view of a grid was saved.
        ViewSaved = "view-saved",
        /// A saved view was forgotten.
        ViewRemoved = "view-removed",
        /// A user was added.
        UserAdded = "user-added",
        /// A user's role or state was changed.
        UserChanged = "user-changed",
        /// A zone was added.
        ZoneAdded = "zone-added",
        /// A zone was changed.
        ZoneChanged = "zone-changed",
        /// A company was added.
        CompanyAdded = "company-added",
        /// A company was changed.
        CompanyChanged = "company-changed",
        /// Two records of one company were merged.
        CompaniesMerged = "companies-merged",
        /// Two companies were said not to be one.
        CompaniesKeptApart = "companies-kept-apart",
        /// An ownership link was added.
        OwnershipAdded = "ownership-added",
        /// An ownership link was changed or ended.
        OwnershipChanged = "ownership-changed",
        /// An ownership link that was a mistake was taken away.
        OwnershipRemoved = "ownership-removed",
        /// A list was added or mapped to a line.
        ListChanged = "list-changed",
        /// An edition was locked.
        EditionLocked = "edition-locked",
        /// A project was added.
        ProjectAdded = "project-added",
        /// A project was changed.
        ProjectChanged = "project-changed",
        /// A milestone was added.
        MilestoneAdded = "milestone-added",
        /// A meeting was logged.
        MeetingLogged = "meeting-logged",
        /// A meeting was changed.
        MeetingChanged = "meeting-changed",
        /// A follow-up was done.
        FollowUpDone = "follow-up-done",
        /// A line was drafted.
        FundDrafted = "fund-drafted",
        /// A project's total was drafted as a line for each of its investors.
        FundSplit = "fund-split",
        /// A draft was changed.
        FundChanged = "fund-changed",
        /// A draft was thrown away.
        FundDeleted = "fund-deleted",
        /// Evidence was put to a line.
        EvidenceAdded = "evidence-added",
        /// A line was submitted.
        FundSubmitted = "fund-submitted",
        /// A line passed the first review.
        FundPassed = "fund-passed",
        /// A line passed the re-check.
        FundRechecked = "fund-rechecked",
        /// A line was verified.
        FundVerified = "fund-verified",
        /// A line was sent back.
        FundReturned = "fund-returned",
        /// A line was rejected.
        FundRejected = "fund-rejected",
        /// A verified line was reversed by a linked line.
        FundReversed = "fund-reversed",
        /// A verified line was corrected by a linked line.
        FundCorrected = "fund-corrected",
        /// A verified line was moved by two linked lines.
        FundTransferred = "fund-transferred",
        /// City or province recognised a line.
        LevelRecognised = "level-recognised",
        /// Money is expected.
        ReceiptPlanned = "receipt-planned",
        /// What is expected was changed, settled or given up.
        ReceiptChanged = "receipt-changed",
        /// A project's credit was split among units.
        CreditSet = "credit-set",
        /// An agreement was supplemented.
        SupplementAdded = "supplement-added",
        /// A rate was added.
        RateAdded = "rate-added",
        /// A target was set or revised.
        TargetSet = "target-set",
        /// A year's scheme was set.
        SchemeSet = "scheme-set",
        /// A period was closed.
        PeriodClosed = "period-closed",
        /// The words of a report were changed.
        ReportTextSet = "report-text-set",
        /// A report was written to a file.
        ReportExported = "report-exported",
        /// A file was imported.
        Imported = "imported",
        /// An import was taken back.
        ImportReverted = "import-reverted",
        /// An action was undone.
        Undone = "undone",
        /// An undone action was redone.
        Redone = "redone",
    }
}

impl Op {
    /// Whether undo may take it back. What the rulebook makes final is corrected by a new record
    /// instead (I1); a user's key slot lies outside the journal.
    #[must_use]
    pub const fn undoable(self) -> bool {
        !matches!(
            self,
            Self::BureauMade
                | Self::UserAdded
                | Self::UserChanged
                | Self::EditionLocked
                | Self::FundVerified
                | Self::FundRejected
                | Self::LevelRecognised
                | Self::PeriodClosed
                | Self::ReportExported
                | Self::Undone
                | Self::Redone
        )
    }
}
