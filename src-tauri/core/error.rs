//! What the core refuses, and what can fail beneath it.
//!
//! A refusal has a stable code and named arguments; the sentence a person reads is the Fluent
//! message `error-<code>` of `assets/locales`.

use std::collections::BTreeMap;

/// The result of everything in the core.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A refusal's named arguments, as its message takes them.
pub type Args = BTreeMap<&'static str, String>;

/// Declares the error enum: a variant, its fields (texts), its code, and the sentence for the log.
macro_rules! errors {
    ($($(#[$doc:meta])* $variant:ident { $($field:ident),* } = $code:literal, $log:literal;)+) => {
        /// What the core refuses, and what can fail beneath it.
        #[derive(Debug, thiserror::Error)]
        #[allow(missing_docs, reason = "the fields are the named arguments of the message")]
        pub enum Error {
            $($(#[$doc])* #[error($log)] $variant { $($field: String),* },)+
            /// The database failed.
            #[error("database: {0}")]
            Db(#[from] rusqlite::Error),
            /// The file system failed.
            #[error("{path}: {source}")]
            Io { path: String, source: std::io::Error },
            /// A text that should have been written by this program is not as it writes it.
            #[error("json: {0}")]
            Json(#[from] serde_json::Error),
        }

        impl Error {
            /// Every code there is; each has a message in every language.
            pub const CODES: &'static [&'static str] = &[$($code,)+ "database", "io", "internal"];

            /// The stable code, the end of the message's key.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $code,)+
                    Self::Db(_) => "database",
                    Self::Io { .. } => "io",
                    Self::Json(_) => "internal",
                }
            }

            /// The message's arguments.
            #[must_use]
            #[allow(unused_mut, reason = "some have none")]
            pub fn args(&self) -> Args {
                let mut args = Args::new();
                match self {
                    $(Self::$variant { $($field),* } => { $(args.insert(stringify!($field), $field.clone());)* })+
                    Self::Db(source) => { args.insert("detail", source.to_string()); }
                    Self::Io { path, source } => {
                        args.insert("path", path.clone());
                        args.insert("detail", source.to_string());
                    }
                    Self::Json(source) => { args.insert("detail", source.to_string()); }
                }
                args
            }
        }
    };
}

errors! {
    /// No store in that folder.
    StoreMissing { path } = "store-missing", "no store at {path}";
    /// The folder already holds something.
    StoreExists { path } = "store-exists", "{path} is not empty";
    /// The database file is empty, truncated or of another program.
    StoreDamaged { path, detail } = "store-damaged", "{path} is no readable store: {detail}";
    /// The key slots are missing or unreadable.
    KeysDamaged { path } = "keys-damaged", "{path} holds no readable key slots";
    /// Another process holds the store for writing.
    StoreBusy { path } = "store-busy", "{path} is held by another process";
    /// Written by a newer program.
    StoreNewer { found, known } = "store-newer", "store of schema {found}, this program knows {known}";
    /// No such user, or the wrong passphrase; the two are not told apart.
    WrongPassphrase {} = "wrong-passphrase", "wrong user or passphrase";
    /// A passphrase must have at least eight characters.
    WeakPassphrase {} = "weak-passphrase", "passphrase of fewer than 8 characters";
    /// Opened for reading only.
    ReadOnly {} = "read-only", "the store is open for reading only";
    /// The backup cannot be read or does not verify.
    BackupBad { path, detail } = "backup-bad", "{path} is no good backup: {detail}";
    /// A record that is not there.
    NotFound { kind, key } = "not-found", "no {kind} {key}";
    /// A name or reference that stands for several records.
    Ambiguous { kind, key } = "ambiguous", "several {kind} are called {key}";
    /// A record of this name or reference is there already.
    Exists { kind, key } = "exists", "{kind} {key} exists";
    /// A field that must be filled is empty.
    Missing { field } = "missing", "{field} is missing";
    /// A field holds what it cannot.
    Invalid { field, value, expected } = "invalid", "{field} = {value}, expected {expected}";
    /// The person's role does not allow it.
    Forbidden { user, role } = "forbidden", "{user} as {role} may not";
    /// Nobody would be left who may keep users.
    LastAdmin { user } = "last-admin", "{user} is the last admin";
    /// I5: the person who submitted a line may not verify it.
    SelfVerification { fund, user } = "self-verification", "fund {fund} was submitted by its verifier {user}";
    /// The workflow has no such step from here.
    WrongStatus { fund, status } = "wrong-status", "fund {fund} is {status}";
    /// I1: verified lines, closes and what hangs on them never change.
    Immutable { what } = "immutable", "{what} never changes";
    /// I14: a figure depends on the edition; when and where it was published stands.
    EditionFrozen { edition, published } = "edition-frozen", "{edition}, published {published}, is locked";
    /// I2: reversals would exceed the line.
    ReversalExceeds { fund, left } = "reversal-exceeds", "only {left} of {fund} is left to reverse";
    /// A reversal must have the other sign of its line.
    ReversalSign { fund } = "reversal-sign", "a reversal of {fund} has the other sign";
    /// I3: the voucher's parts would exceed it.
    VoucherExceeded { voucher, left } = "voucher-exceeded", "only {left} of voucher {voucher} is left";
    /// A part of a voucher larger than its line, zero, or of the other sign.
    VoucherPart { voucher, fund, most } = "voucher-part", "a part of {voucher} for {fund} is at most {most}";
    /// D1: the voucher stands already.
    VoucherTwice { voucher, fund } = "voucher-twice", "voucher {voucher} proves {fund} already";
    /// The form of funds needs other evidence (rulebook 5).
    EvidenceMissing { fund, needs } = "evidence-missing", "fund {fund} needs {needs}";
    /// I4: an arrival in the future, or after its verification.
    ArrivalLate { arrived_on, limit } = "arrival-late", "arrival {arrived_on} after {limit}";
    /// I7: no rate dated on or up to ten days before the arrival.
    RateMissing { currency, arrived_on } = "rate-missing", "no {currency} rate for {arrived_on}";
    /// I8: investors' shares over 100 %.
    SharesExceed { project } = "shares-exceed", "shares of {project} exceed 100 %";
    /// R13: shares that do not say who paid what of a project's total.
    SharesOpen { project, sum } = "shares-open", "shares of {project} sum to {sum}";
    /// R14: the profit of that year was reinvested by another line.
    AuditedTwice { year, fund } = "audited-twice", "profit of {year} stands in {fund}";
    /// I12: more would be recognised than the project agreed; a supplement is missing.
    OverAgreed { project, over } = "over-agreed", "{project} would exceed its agreement by {over}";
    /// R19: a split of credit that does not sum to the whole.
    CreditSplit { project, sum } = "credit-split", "credit of {project} sums to {sum}";
    /// An amount beyond what the ledger holds.
    AmountRange { field } = "amount-range", "{field} is out of range";
    /// An ownership link that closes a circle.
    OwnershipCycle { parent, child } = "ownership-cycle", "{child} already controls {parent}";
    /// A company merged into itself, or kept apart from itself.
    MergeSelf { company } = "merge-self", "{company} is one record";
    /// It was merged before.
    MergedAlready { company, into } = "merged-already", "{company} was merged into {into}";
    /// Their credit codes or LEIs say that they are two.
    MergeCodes { kept, merged } = "merge-codes", "codes {kept} and {merged} differ";
    /// One stands above the other in the register of ownership.
    MergeOwned { parent, child } = "merge-owned", "{parent} stands above {child}";
    /// The period is closed already.
    PeriodClosed { period } = "period-closed", "{period} is closed";
    /// An earlier period must be closed first, or the period has not ended.
    PeriodNotReady { period, first } = "period-not-ready", "{period} waits for {first}";
    /// Something is open that a close should not leave behind.
    CloseUnready { period, what } = "close-unready", "{period} is not ready: {what}";
    /// The period has no published figures.
    NotPublished { period } = "not-published", "{period} has not been closed";
    /// A scheme of a year with a closed period stands.
    SchemeLocked { year } = "scheme-locked", "scheme of {year} is locked";
    /// Nothing to undo.
    NothingToUndo {} = "nothing-to-undo", "nothing to undo";
    /// Nothing to redo.
    NothingToRedo {} = "nothing-to-redo", "nothing to redo";
    /// The last action cannot be undone by the rulebook.
    UndoRefused { op, subject } = "undo-refused", "{op} of {subject} is not undone";
    /// What would be undone was changed again since.
    UndoConflict { table, field } = "undo-conflict", "{table}.{field} was changed since";
    /// What would be undone is still used by something else.
    UndoInUse { what } = "undo-in-use", "{what} is in use";
    /// The person stopped it; nothing of it stays.
    Cancelled {} = "cancelled", "cancelled";
    /// The chain of entries does not verify.
    ChainBroken { entry } = "chain-broken", "journal entry {entry} does not verify";
}

impl Error {
    /// An [`Error::Io`] at this path.
    pub fn io(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.display().to_string(), source }
    }

    /// No record of `kind` under `key`.
    #[must_use]
    pub fn not_found(kind: &str, key: impl ToString) -> Self {
        Self::NotFound { kind: kind.to_owned(), key: key.to_string() }
    }

    /// A field that holds what it cannot.
    #[must_use]
    pub fn invalid(field: &str, value: impl ToString, expected: impl ToString) -> Self {
        Self::Invalid { field: field.to_owned(), value: value.to_string(), expected: expected.to_string() }
    }

    /// Whether this is a failure of the program or machine, not of what was asked.
    #[must_use]
    pub const fn internal(&self) -> bool {
        matches!(self, Self::Db(_) | Self::Io { .. } | Self::Json(_))
    }

    /// A trigger's refusal turned into the rule it guards; any other error as it is.
    #[must_use]
    pub fn from_write(error: rusqlite::Error) -> Self {
        if let rusqlite::Error::SqliteFailure(_, Some(message)) = &error
            && let Some(what) = message.strip_prefix("immutable:")
        {
            return Self::Immutable { what: what.to_owned() };
        }
        Self::Db(error)
    }
}
