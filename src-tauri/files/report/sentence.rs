//! Sentences from templates: text with placeholders, `{ $ytd }`, that a bureau can edit.
//!
//! The built-in template of a sentence is a Fluent message, `report-say-<sentence>`; a bureau's own takes its place. A
//! template knows the names of [`Sentence::places`] and no others. What a placeholder brings is remembered with its place in
//! the text, so that the checks find the figure again.

use std::collections::BTreeMap;

use daowei_core::domain::list::KpiLine;
use daowei_core::words::Words;
use serde::Serialize;

use super::document::{Paragraph, Stated};
use super::facts::Facts;

/// A sentence, or a clause of one, and the names that its template may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Its key, after `report-say-`.
    pub key: &'static str,
    /// Its placeholders.
    pub places: &'static [&'static str],
    /// Whether its figures are those of a KPI line or the total, whose name stands before theirs.
    pub of_line: bool,
}

macro_rules! sentences {
    ($($key:literal $line:literal [$($place:literal)*]),+ $(,)?) => {
        /// Every sentence of the report, in the order of the report.
        pub const SENTENCES: &[Sentence] = &[$(Sentence { key: $key, of_line: $line, places: &[$($place),*] }),+];
    };
}
sentences![
    "overall" true ["month" "ytd" "growth" "progress"],
    "line" true ["month" "line" "ytd" "growth" "progress"],
    "growth-rise" true ["yoy"],
    "growth-fall" true ["yoy"],
    "growth-even" true [],
    "growth-no-base" true [],
    "progress" true ["target" "completion" "lead"],
    "lead-ahead" true ["lead"],
    "lead-behind" true ["lead"],
    "lead-even" true [],
    "quarter" true ["quarter" "amount" "chain"],
    "chain-rise" true ["qoq"],
    "chain-fall" true ["qoq"],
    "chain-even" true [],
    "companies" true ["companies" "new"],
    "half-met" true ["completion"],
    "half-missed" true ["to_half"],
    "late" true ["late"],
    "reversing" true ["reversing"],
    "prior-year" true ["prior_year"],
    "pending" true ["pending"],
    "fdi" false ["month" "fdi" "deducted" "progress"],
    "fdi-deducted" false ["deducted"],
    "fdi-progress" false ["target" "completion"],
    "signed" false ["quarter" "signed" "signed_agreed" "signed_in_year" "signed_in_year_agreed"],
    "signed-none" false ["quarter" "signed_in_year" "signed_in_year_agreed"],
    "moved" false ["started" "producing" "funded"],
    "unfunded" false ["unfunded" "unfunded_agreed"],
    "unfunded-none" false [],
    "meetings" false ["quarter" "total" "companies" "visits" "received" "days_away"],
    "meetings-none" false ["quarter"],
    "levels" false ["province" "city" "district" "section"],
    "meetings-year" false ["month" "total" "companies"],
    "leaders-none" false [],
    "problem-behind" true ["line" "completion" "time" "lead" "behind"],
    "problem-no-target" true ["line"],
    "problem-overdue" false ["steps" "people"],
    "problem-gaps" false ["lines" "sum"],
    "problem-unfunded" false ["unfunded" "unfunded_agreed"],
    "problem-none" false [],
    "next-need" true ["line" "gap" "needed"],
    "next-expected" false ["receipts" "sum"],
    "next-owner" false ["owner" "receipts" "sum"],
    "next-none" false [],
    "next-gaps" false ["lines"],
    "next-overdue" false ["steps"],
];

/// The sentence of this key.
#[must_use]
pub fn sentence(key: &str) -> Option<&'static Sentence> {
    SENTENCES.iter().find(|sentence| sentence.key == key)
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct TemplateFault {
    /// `unknown-name`, `not-closed`, `empty`, `figure`.
    pub code: String,
    /// The name, or the text from the place on.
    pub detail: String,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Place(&'a str),
}

/// Takes a template apart.
fn pieces(template: &str) -> Result<Vec<Piece<'_>>, TemplateFault> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        if open > 0 {
            pieces.push(Piece::Text(&rest[..open]));
        }
        let fault = || TemplateFault { code: "not-closed".to_owned(), detail: rest[open..].chars().take(20).collect() };
        let close = rest[open..].find('}').ok_or_else(fault)? + open;
        let name = rest[open + 1..close].trim().strip_prefix('$').ok_or_else(fault)?;
        pieces.push(Piece::Place(name.trim()));
        rest = &rest[close + 1..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    Ok(pieces)
}

/// What is wrong with a template of a sentence; empty: nothing.
///
/// A figure that is typed into a template would stay the same every quarter: a number with a unit is a fault.
#[must_use]
pub fn faults(sentence: &Sentence, template: &str) -> Vec<TemplateFault> {
    if template.trim().is_empty() {
        return vec![TemplateFault { code: "empty".to_owned(), detail: String::new() }];
    }
    let pieces = match pieces(template) {
        Ok(pieces) => pieces,
        Err(fault) => return vec![fault],
    };
    let mut faults = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Place(name) if !sentence.places.contains(&name) => {
                faults.push(TemplateFault { code: "unknown-name".to_owned(), detail: name.to_owned() });
            }
            Piece::Text(text) => {
                let typed = super::claims::numbers(text).into_iter().filter(|number| number.unit.is_some());
                faults.extend(typed.map(|number| TemplateFault { code: "figure".to_owned(), detail: number.written }));
            }
            Piece::Place(_) => {}
        }
    }
    faults
}

/// What a placeholder brings.
#[derive(Debug, Clone)]
pub enum Value {
    /// The figure of this name.
    Fact(String),
    /// Words: a name.
    Words(String),
    /// A clause of its own, or nothing.
    Clause(Option<Paragraph>),
}

/// Writes sentences: templates, figures and the language.
pub struct Writer<'a> {
    /// The texts.
    pub words: &'a Words,
    /// The bureau's own templates by key.
    pub own: &'a BTreeMap<String, String>,
    /// The figures.
    pub facts: &'a Facts,
    /// What was said so far, by the sentence's key: what an editor shows beside its template.
    pub said: std::cell::RefCell<Vec<(&'static str, String)>>,
}

/// The template of a sentence as it is built in.
#[must_use]
pub fn built_in(sentence: &Sentence, words: &Words) -> String {
    let places = sentence.places.iter().map(|place| (*place, ["{ $", place, " }"].concat()));
    words.text(&["report-say-", sentence.key].concat(), places)
}

impl Writer<'_> {
    /// The sentence of this key; figures that it names and that do not exist are left blank, which no built-in case does.
    #[must_use]
    pub fn say(&self, key: &str, values: &[(&str, Value)]) -> Paragraph {
        let Some(sentence) = sentence(key) else { return Paragraph::plain(key) };
        let template = self.own.get(key).cloned().unwrap_or_else(|| built_in(sentence, self.words));
        let paragraph = self.fill(&template, values);
        self.said.borrow_mut().push((sentence.key, paragraph.text.clone()));
        paragraph
    }

    /// A template with its places filled.
    #[must_use]
    pub fn fill(&self, template: &str, values: &[(&str, Value)]) -> Paragraph {
        let mut out = Paragraph::default();
        for piece in pieces(template).unwrap_or_else(|_| vec![Piece::Text(template)]) {
            match piece {
                Piece::Text(text) => out.text.push_str(text),
                Piece::Place(place) => {
                    if let Some((_, value)) = values.iter().find(|(name, _)| *name == place) {
                        self.put(&mut out, value);
                    }
                }
            }
        }
        out
    }

    fn put(&self, out: &mut Paragraph, value: &Value) {
        match value {
            Value::Fact(name) => {
                let from = out.text.len();
                out.text.push_str(self.facts.get(name).map_or("", |fact| fact.shown.as_str()));
                out.stated.push(Stated { at: from..out.text.len(), name: name.clone() });
            }
            Value::Words(words) => out.text.push_str(words),
            Value::Clause(clause) => {
                if let Some(clause) = clause {
                    append(out, clause);
                }
            }
        }
    }
}

/// Puts one paragraph's text behind another's.
pub fn append(out: &mut Paragraph, more: &Paragraph) {
    let from = out.text.len();
    out.text.push_str(&more.text);
    let moved = |stated: &Stated| Stated { at: stated.at.start + from..stated.at.end + from, name: stated.name.clone() };
    out.stated.extend(more.stated.iter().map(moved));
}

/// The names of figures that a KPI line's sentences use: `F500.ytd`.
#[must_use]
pub fn of_line(line: Option<KpiLine>, field: &str) -> Value {
    Value::Fact([line.map_or("total", KpiLine::code), ".", field].concat())
}

#[cfg(test)]
mod tests {
    use daowei_core::words::{Language, Words};

    use super::{SENTENCES, built_in, faults};

    #[test]
    fn every_built_in_template_stands_in_every_language_and_has_no_fault() {
        for language in Language::ALL {
            let words = Words::new(*language);
            for sentence in SENTENCES {
                assert!(words.has(&["report-say-", sentence.key].concat()), "{language}: {}", sentence.key);
                let template = built_in(sentence, &words);
                assert_eq!(faults(sentence, &template), [], "{language}: {} = {template}", sentence.key);
            }
        }
    }

    #[test]
    fn a_template_is_checked_by_name() {
        let line = super::sentence("line").expect("a sentence");
        let codes = |template: &str| faults(line, template).into_iter().map(|fault| fault.code).collect::<Vec<_>>();
        assert!(codes("{ $line }累计{$ytd}亿元").is_empty());
        assert_eq!(codes("{ $lien }累计"), ["unknown-name"]);
        assert_eq!(codes("{ $line 累计"), ["not-closed"]);
        assert_eq!(codes("{ line }累计"), ["not-closed"]);
        assert_eq!(codes("  "), ["empty"]);
        assert_eq!(codes("累计12.5亿元"), ["figure"]);
        assert!(codes("世界500强1—{ $month }月").is_empty());
    }
}
