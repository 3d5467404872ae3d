//! What is wrong with a line of a file: where, what, and (in its message) what to do about it.

use std::collections::BTreeMap;

use serde::Serialize;

/// Declares the codes once; the Fluent message of a code is `error-<code>`, its text in `import.ftl`.
macro_rules! codes {
    ($($(#[$meta:meta])* $variant:ident = $code:literal),+ $(,)?) => {
        /// What can be wrong with, or worth saying about, a line of a file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, specta::Type)]
        pub enum Code { $($(#[$meta])* #[serde(rename = $code)] $variant),+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }
    };
}

codes! {
    /// A cell that must not be empty.
    Required = "cell-required",
    /// A formula whose value the file does not hold.
    FormulaWithoutValue = "cell-formula-without-value",
    /// A cell that the spreadsheet itself could not compute.
    CellError = "cell-error",
    /// Text longer than the store takes.
    TextTooLong = "cell-text-too-long",
    /// No date.
    NotADate = "value-not-a-date",
    /// A month without a day, where a day is needed.
    DateWithoutDay = "value-date-without-day",
    /// `1/2/2025`: day and month cannot be told apart.
    DateAmbiguous = "value-date-ambiguous",
    /// No number.
    NotANumber = "value-not-a-number",
    /// `约5000万` where an exact amount is needed.
    Approximate = "value-approximate",
    /// Finer than the currency's minor unit.
    AmountTooFine = "value-amount-too-fine",
    /// More than the ledger holds.
    AmountTooLarge = "value-amount-too-large",
    /// An amount of nothing, where money must have moved.
    AmountZero = "value-amount-zero",
    /// Below nothing, where that cannot be.
    Negative = "value-negative",
    /// Header, cell and currency column name different currencies.
    CurrencyConflict = "value-currency-conflict",
    /// No currency that the ledger takes.
    UnknownCurrency = "value-unknown-currency",
    /// No percentage between 0 and 100.
    NotAPercentage = "value-not-a-percentage",
    /// A percentage finer than it is kept.
    PercentageTooFine = "value-percentage-too-fine",
    /// No word of the column's vocabulary.
    UnknownWord = "value-unknown-word",
    /// No whole number in range.
    NotAWholeNumber = "value-not-a-whole-number",
    /// Not 18 characters, or characters no credit code holds.
    UsccForm = "value-uscc-form",
    /// A credit code whose check character does not fit.
    UsccCheck = "value-uscc-check",
    /// Not the form of a legal entity identifier.
    LeiForm = "value-lei-form",
    /// A code that a spreadsheet program kept as a number and rounded.
    CodeLostDigits = "value-code-lost-digits",
    /// No country that is known; kept out.
    UnknownCountry = "value-unknown-country",
    /// A totals row, passed over.
    TotalsRow = "row-totals",
    /// The header once more, passed over.
    HeaderRepeated = "row-header-repeated",
    /// A note below the table, passed over.
    FooterRow = "row-footer",
    /// Other tables of the file that were not taken.
    OtherTables = "file-other-tables",
    /// Merged cells of the body, read for every row that they span.
    CellsSpread = "file-cells-spread",
    /// The file ends within an entry, which is left out.
    CutShort = "file-cut-short",
    /// Several companies in one cell, each of which gets a record.
    CompaniesParted = "companies-parted",
    /// A contribution of several companies that does not say who gave how much.
    InvestorsWithoutShares = "fund-investors-without-shares",
    /// Rates published as so many of a currency for 100 CNY, turned over.
    RatesTurned = "rates-turned",
    /// The same record stands in an earlier row of the file.
    DuplicateInFile = "row-duplicate-in-file",
    /// A line that says it ends before it begins.
    DatesReversed = "row-dates-reversed",
    /// A company that owns itself.
    OwnsItself = "row-owns-itself",
    /// Equity without a percentage.
    EquityWithoutPercent = "row-equity-without-percent",
    /// Shares of a project over 100 % (I8).
    SharesOverWhole = "row-shares-over-whole",
    /// Several companies fit the name.
    CompanyAmbiguous = "company-ambiguous",
    /// Credit code, LEI and name point to different companies.
    CompanyConflict = "company-conflict",
    /// A company that was unknown and is made with this line.
    CompanyMade = "company-made",
    /// A company that may be a known one, and is made until a person decides.
    CompanyDoubtful = "company-doubtful",
    /// A zone nobody made.
    ZoneUnknown = "zone-unknown",
    /// A project nobody made.
    ProjectUnknown = "project-unknown",
    /// Several projects carry the code or the name.
    ProjectAmbiguous = "project-ambiguous",
    /// A user nobody made; made inactive for the history.
    UserMade = "user-made",
    /// The province printed beside a company is not the one its name says.
    ProvinceContradicts = "edition-province-contradicts",
    /// From this row on a column stands one row too low.
    ColumnShifted = "edition-column-shifted",
    /// Ranks are missing before this row.
    RankGap = "edition-rank-gap",
    /// More revenue than a company that ranks before it.
    RankAgainstRevenue = "edition-rank-against-revenue",
    /// Entries of a locked edition stand (I14).
    EditionLocked = "edition-locked",
    /// The day of arrival lies ahead (I4).
    ArrivalAhead = "fund-arrival-ahead",
    /// Verified before it arrived (I4).
    VerifiedBeforeArrival = "fund-verified-before-arrival",
    /// The day of verification lies ahead.
    VerifiedAhead = "fund-verified-ahead",
    /// Verified without a date.
    VerifiedWithoutDate = "fund-verified-without-date",
    /// A verifier or a date on a line that is not verified.
    NotVerified = "fund-not-verified",
    /// Submitted and verified by one person (I5).
    SelfVerified = "fund-self-verified",
    /// The line's rate is dated after the arrival, or over ten days before (I7).
    RateDate = "fund-rate-date",
    /// A rate on a line in CNY.
    RateOnCny = "fund-rate-on-cny",
    /// A reversal of a line that is not there.
    ReversedUnknown = "fund-reversed-unknown",
    /// A reversal of a line that is not verified.
    ReversedNotVerified = "fund-reversed-not-verified",
    /// A reversal that is not negative.
    ReversalNotNegative = "fund-reversal-not-negative",
    /// A verified or rejected line would change (I1).
    FundFinal = "fund-final",
    /// A verified line that brings no voucher.
    VoucherMissing = "fund-voucher-missing",
    /// Another rate stands for this day and currency.
    RateConflict = "rate-conflict",
    /// A stage from signing on whose date is missing.
    StageWithoutDate = "project-stage-without-date",
    /// A list nobody made; made with this edition, feeding no line yet.
    ListMade = "list-made",
    /// The line is under review and cannot be overwritten.
    FundInReview = "fund-in-review",
    /// A row that cannot be refused or kept for another reason.
    Refused = "row-refused",
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// Something to say about a row of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Problem {
    /// The row as a person sees it, the first of the sheet being 1.
    pub row: u32,
    /// The header of the column, as the file has it; nothing where it is about the whole row.
    pub column: Option<String>,
    /// What it is: a [`Code`], or the code of the core's refusal. Its sentence is `error-<code>`.
    pub code: &'static str,
    /// The message's arguments.
    pub args: BTreeMap<String, String>,
}

impl Problem {
    /// A problem of a whole row.
    #[must_use]
    pub fn of_row(row: u32, code: Code) -> Self {
        Self { row, column: None, code: code.code(), args: BTreeMap::new() }
    }

    /// What the core refused of a row.
    #[must_use]
    pub fn of_refusal(row: u32, refusal: &daowei_core::error::Error) -> Self {
        let args = refusal.args().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { row, column: None, code: refusal.code(), args }
    }

    /// What it says, in the language of `words`: what is wrong, and what to do about it.
    #[must_use]
    pub fn message(&self, words: &daowei_core::words::Words) -> String {
        words.text(&["error-", self.code].concat(), &self.args)
    }

    /// The whole line for a person: where, and the message.
    #[must_use]
    pub fn told(&self, words: &daowei_core::words::Words) -> String {
        let (row, message) = (self.row.to_string(), self.message(words));
        match &self.column {
            Some(column) => words.text("import-at-cell", [("row", &row), ("column", column), ("message", &message)]),
            None => words.text("import-at-row", [("row", &row), ("message", &message)]),
        }
    }

    /// With a column.
    #[must_use]
    pub fn in_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// With an argument of its message.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZH: &str = include_str!("../../assets/locales/zh-CN/import.ftl");
    const EN: &str = include_str!("../../assets/locales/en/import.ftl");

    #[test]
    fn every_code_has_its_sentence_in_both_languages() {
        let codes = Code::ALL.iter().map(|code| code.code());
        for code in codes.chain(crate::read::Error::CODES.iter().copied()).chain(crate::import::Error::CODES.iter().copied()) {
            for (language, text) in [("zh-CN", ZH), ("en", EN)] {
                assert!(text.contains(&format!("\nerror-{code} = ")), "{language} lacks error-{code}");
            }
        }
    }

    #[test]
    fn a_problem_is_told_with_its_place_and_the_remedy() {
        use daowei_core::words::{Language, Words};
        let problem = Problem::of_row(7, Code::ZoneUnknown).in_column("落地区域").with("value", "邻区");
        assert_eq!(
            problem.told(&Words::new(Language::ZhCn)),
            "第 7 行「落地区域」:没有名为“邻区”的区域。请先添加(命令行:zone add)。"
        );
        let far = crate::read::Error::TooMuch { what: crate::read::limits::Limit::Columns, most: 1_024 };
        let told = Words::new(Language::En).text(&["error-", far.code()].concat(), far.args());
        assert_eq!(told, "The file exceeds a limit (columns: at most 1024). Split it and import the parts.");
    }

    #[test]
    fn no_sentence_is_left_without_a_code() {
        let known: Vec<String> = Code::ALL
            .iter()
            .map(|code| code.code())
            .chain(crate::read::Error::CODES.iter().copied())
            .chain(crate::import::Error::CODES.iter().copied())
            .map(|code| format!("error-{code}"))
            .collect();
        for line in ZH.lines().filter(|line| line.starts_with("error-")) {
            let key = line.split(" = ").next().unwrap_or_default();
            assert!(known.iter().any(|code| code == key), "{key}");
        }
    }
}
