//! What is said about two companies that may be one: how alike, why, and whether a person must decide.
//!
//! Neighbours: `name` compares names, `store::company::candidates` looks them up, an import and the
//! duplicate finder show them.

use serde::{Deserialize, Serialize};

use super::Id;
use super::vocabulary::vocabulary;

vocabulary! {
    /// Whether a match stands by itself.
    Verdict {
        /// It does: the same code, or names that differ in nothing that tells companies apart.
        Clear = "clear",
        /// A person decides.
        Doubtful = "doubtful",
    }
}

vocabulary! {
    /// Why two companies may be one, or may not. Each has a Fluent message `match-<code>`.
    Ground {
        /// The same 统一社会信用代码.
        SameUscc = "same-uscc",
        /// The same legal entity identifier.
        SameLei = "same-lei",
        /// The same name but for width, case, blanks and marks.
        SameName = "same-name",
        /// The name stands among the other's aliases.
        Alias = "alias",
        /// The same but for words of legal form, which the detail names.
        Forms = "forms",
        /// Two names that are known to be one company's: translations, former names.
        Known = "known-names",
        /// The words of one are those of the other in the other language, sounds included.
        Translated = "translated",
        /// The same but for a place in front, which the detail names.
        Place = "place",
        /// The same but for common words, which the detail names.
        Words = "words",
        /// The forms contradict each other: 集团 and 控股, or 集团 and 股份.
        FormsDiffer = "forms-differ",
        /// Both are in the country that the detail names.
        CountrySame = "country-same",
        /// They are in different countries.
        CountryDiffers = "country-differs",
        /// The same industry.
        IndustrySame = "industry-same",
        /// Their credit codes or LEIs differ.
        CodesDiffer = "codes-differ",
        /// Another row of the same edition is that company.
        TakenByRow = "taken-by-row",
        /// The other one comes from an earlier row of the same file.
        SameFile = "same-file",
    }
}

/// One reason, with the word or name that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Reason {
    /// Which.
    pub ground: Ground,
    /// The word dropped, the name that is alike, the country; nothing where there is none to name.
    pub detail: Option<String>,
}

/// A company that may be the one meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Candidate {
    /// The company.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// Thousandths: 1000 for the same code or name.
    pub score: i32,
    /// Whether it stands by itself.
    pub verdict: Verdict,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}
