//! Reports: the bureau's own words in them, and the files that were written (rulebook 8).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};
use serde::Serialize;

use super::Tx;
use crate::domain::Id;
use crate::domain::period::Quarter;
use crate::domain::reading::Reading;
use crate::domain::vocabulary;
use crate::error::{Error, Result};
use crate::words::Language;

/// How long a text of a report may be, in characters: a page.
pub const TEXT_MAX: usize = 4000;

vocabulary! {
    /// What of a report a bureau says in its own words.
    TextPart {
        /// The template of a sentence, by its key.
        Sentence = "sentence",
        /// Further paragraphs of a chapter, a line each, by the chapter's key.
        Paragraph = "paragraph",
    }
}

/// A bureau's own words in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportTexts {
    /// Templates by the sentence's key.
    pub templates: BTreeMap<String, String>,
    /// Paragraphs by the chapter's key.
    pub paragraphs: BTreeMap<String, String>,
}

/// The bureau's own words in a language.
pub fn texts(conn: &Connection, language: Language) -> Result<ReportTexts> {
    let mut texts = ReportTexts::default();
    let mut statement = conn.prepare_cached("SELECT part, key, text FROM report_text WHERE language = :language")?;
    let mut rows = statement.query(named_params! { ":language": language })?;
    while let Some(row) = rows.next()? {
        let of = match row.get("part")? {
            TextPart::Sentence => &mut texts.templates,
            TextPart::Paragraph => &mut texts.paragraphs,
        };
        of.insert(row.get("key")?, row.get("text")?);
    }
    Ok(texts)
}

/// Sets a text; an empty one goes back to what is built in. Whether a template is sound is for the caller, who knows its names.
///
/// # Errors
/// [`Error::Invalid`] for a text that is longer than a page.
pub fn set_text(tx: &Tx<'_>, language: Language, part: TextPart, key: &str, text: &str) -> Result<()> {
    let text = text.trim();
    if text.chars().count() > TEXT_MAX {
        return Err(Error::invalid("text", text.chars().count(), TEXT_MAX));
    }
    tx.subject(key);
    let id = Id::of_name("report_text", &[language.code(), part.code(), key].join("/"));
    if text.is_empty() {
        tx.execute("DELETE FROM report_text WHERE id = :id", named_params! { ":id": id })?;
        return Ok(());
    }
    tx.prepare_cached(include_str!("reports/set_text.sql"))?.execute(named_params! {
        ":id": id, ":language": language, ":part": part, ":key": key, ":text": text,
    })?;
    Ok(())
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported<'a> {
    /// Through this quarter.
    pub quarter: Quarter,
    /// In this reading.
    pub reading: Reading,
    /// In this language.
    pub language: Language,
    /// `docx`, `pdf`, `xlsx`, `csv`.
    pub format: &'a str,
    /// The file's name, without its folder.
    pub file_name: &'a str,
    /// Its length.
    pub bytes: usize,
    /// Its SHA-256.
    pub sha256: [u8; 32],
}

/// Notes that a report was written.
pub fn exported(tx: &Tx<'_>, file: &Exported<'_>) -> Result<Id> {
    let id = tx.new_id();
    tx.subject(file.file_name);
    tx.prepare_cached(include_str!("reports/add.sql"))?.execute(named_params! {
        ":id": id, ":period": file.quarter.to_string(), ":reading": file.reading, ":language": file.language, ":format": file.format,
        ":file_name": file.file_name, ":bytes": i64::try_from(file.bytes).unwrap_or(i64::MAX), ":sha256": file.sha256,
        ":on": tx.now.today, ":by": tx.who,
    })?;
    Ok(id)
}

/// A report of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ExportLine {
    /// The id.
    pub id: Id,
    /// `2026Q3`.
    pub period: String,
    /// In which reading.
    pub reading: Reading,
    /// In which language.
    pub language: Language,
    /// `docx`, `pdf`, `xlsx`, `csv`.
    pub format: String,
    /// The file's name.
    pub file_name: String,
    /// Its length.
    pub bytes: u32,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
    /// On which day.
    #[specta(type = String)]
    pub exported_on: NaiveDate,
    /// By whom.
    pub exported_by: Option<String>,
}

/// The reports that were written, the latest first; those of a file's hash where one is given.
pub fn exports(conn: &Connection, sha256: Option<[u8; 32]>, limit: u32) -> Result<Vec<ExportLine>> {
    let mut statement = conn.prepare_cached(include_str!("reports/exports.sql"))?;
    let rows = statement.query_map(named_params! { ":sha256": sha256, ":limit": limit }, |row| {
        Ok(ExportLine {
            id: row.get("id")?,
            period: row.get("period")?,
            reading: row.get("reading")?,
            language: row.get("language")?,
            format: row.get("format")?,
            file_name: row.get("file_name")?,
            bytes: row.get("bytes")?,
            sha256: crate::journal::hex(&row.get::<_, [u8; 32]>("sha256")?),
            exported_on: row.get("exported_on")?,
            exported_by: row.get("exported_by")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}
