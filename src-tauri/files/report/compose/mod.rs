//! The quarter's report as a document (rulebook 8): chapters 一 to 五, table 1, the annexes.
//!
//! Pure: the same report and parts give the same document, which is what the checks rely on. Sentences come from templates
//! ([`super::sentence`]), numbers from [`super::facts`] and the tables beside them.

mod chapters;
mod tables;

use std::cell::RefCell;
use std::collections::BTreeMap;

use daowei_core::quarter::QuarterWork;
use daowei_core::words::Words;
use serde::{Deserialize, Serialize};

use super::document::{Annex, Block, Document, Paragraph};
use super::sentence::Writer;
use super::{Report, facts};

/// What of a report is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Parts {
    /// Charts.
    pub charts: bool,
    /// Annex 1, the lines.
    pub lines: bool,
    /// Annex 2, the rules.
    pub notes: bool,
    /// Annex 3, the checks.
    pub checks: bool,
}

impl Default for Parts {
    fn default() -> Self {
        Self { charts: true, lines: true, notes: true, checks: true }
    }
}

/// The chapters, under which a bureau's own paragraphs are kept.
pub const CHAPTERS: [&str; 5] = ["figures", "projects", "meetings", "problems", "next"];

/// What one person is expected to bring in the next quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerExpected {
    /// Who; nothing where nobody is named.
    pub owner: Option<String>,
    /// How many receipts.
    pub receipts: usize,
    /// What they come to, in fen.
    pub sum_fen: i64,
}

/// Expected receipts by owner, in the order of the list.
#[must_use]
pub fn owners(work: &QuarterWork) -> Vec<OwnerExpected> {
    let mut owners: Vec<OwnerExpected> = Vec::new();
    for receipt in &work.expected {
        let at = owners.iter().position(|one| one.owner == receipt.owner).unwrap_or_else(|| {
            owners.push(OwnerExpected { owner: receipt.owner.clone(), receipts: 0, sum_fen: 0 });
            owners.len() - 1
        });
        owners[at].receipts += 1;
        owners[at].sum_fen = owners[at].sum_fen.saturating_add(receipt.amount_fen.0);
    }
    owners
}

/// The report as a document.
#[must_use]
pub fn compose(report: &Report, parts: Parts, words: &Words) -> Document {
    told(report, &report.texts.templates, parts, words).0
}

/// What each sentence of a report says with these templates, by its key and in the order of the report; a sentence that this
/// quarter has no case for is not there.
#[must_use]
pub fn sayings(report: &Report, templates: &BTreeMap<String, String>, words: &Words) -> Vec<(&'static str, String)> {
    told(report, templates, Parts { charts: false, lines: false, notes: false, checks: false }, words).1
}

fn told(
    report: &Report,
    templates: &BTreeMap<String, String>,
    parts: Parts,
    words: &Words,
) -> (Document, Vec<(&'static str, String)>) {
    let facts = facts::facts(report);
    let writer = Writer { words, own: templates, facts: &facts, said: RefCell::default() };
    let mut body = Vec::new();
    for chapter in CHAPTERS {
        body.push(heading(1, words.plain(&["report-chapter-", chapter].concat())));
        match chapter {
            "figures" => chapters::figures(&mut body, report, parts, &writer),
            "projects" => chapters::projects(&mut body, report, &writer),
            "meetings" => chapters::meetings(&mut body, report, &writer),
            "problems" => chapters::problems(&mut body, report, &writer),
            _ => chapters::next(&mut body, report, &writer),
        }
        if let Some(own) = report.texts.paragraphs.get(chapter) {
            let lines = own.lines().map(str::trim).filter(|line| !line.is_empty());
            body.extend(lines.map(|line| Block::Paragraph(Paragraph { free: true, ..Paragraph::plain(line) })));
        }
    }
    let document = Document {
        language: report.language,
        title: report.title.clone(),
        issuer: report.bureau.clone(),
        dated: words.text(
            "report-dated",
            [
                ("year", report.of.as_of.format("%Y").to_string()),
                ("month", report.of.as_of.format("%-m").to_string()),
                ("day", report.of.as_of.format("%-d").to_string()),
            ],
        ),
        made_on: report.of.as_of,
        watermark: (!report.closed).then(|| words.plain("report-watermark")),
        landscape: false,
        body,
        annexes: annexes(report, parts, words),
    };
    (document, writer.said.into_inner())
}

fn annexes(report: &Report, parts: Parts, words: &Words) -> Vec<Annex> {
    let mut annexes = Vec::new();
    if parts.lines {
        annexes.push(Annex {
            title: words.plain("report-annex-lines"),
            landscape: true,
            blocks: vec![table(tables::lines(report, words))],
        });
    }
    if parts.notes {
        let notes = report.notes.iter().map(|note| paragraph(Paragraph::plain(note.as_str())));
        annexes.push(Annex { title: words.plain("report-annex-notes"), landscape: false, blocks: notes.collect() });
    }
    if parts.checks {
        annexes.push(Annex {
            title: words.plain("report-annex-checks"),
            landscape: false,
            blocks: vec![table(tables::checks(report, words))],
        });
    }
    annexes
}

fn heading(level: u8, text: String) -> Block {
    Block::Heading { level, text }
}

fn paragraph(paragraph: Paragraph) -> Block {
    Block::Paragraph(paragraph)
}

fn table(table: super::document::Table) -> Block {
    Block::Table(Box::new(table))
}
