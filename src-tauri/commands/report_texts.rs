//! The bureau's own words in its reports: templates of sentences, paragraphs of chapters.

use daowei_core::domain::user::Right;
use daowei_core::error::Error;
use daowei_core::journal::Op;
use daowei_core::store::reports::{self, TextPart};
use daowei_core::words::{Language, Words};
use daowei_files::report::compose::{CHAPTERS, sayings};
use daowei_files::report::sentence::{SENTENCES, TemplateFault, built_in, faults, sentence};
use daowei_files::report::{Progress, Report};
use serde::Serialize;
use tauri::State;

use super::reports::ReportAsk;
use crate::ipc::{Changed, Failure, IpcResult};
use crate::state::App;

/// A sentence of the report, as an editor shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct SentenceLine {
    /// Its key.
    pub key: String,
    /// Its template: the bureau's own, or the built-in one.
    pub template: String,
    /// The built-in template.
    pub built_in: String,
    /// Whether the bureau wrote it.
    pub own: bool,
    /// The names its template may use.
    pub places: Vec<String>,
    /// What it says this quarter, each time; empty where the quarter has no case for it.
    pub said: Vec<String>,
}

/// A chapter and the bureau's own paragraphs in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ChapterText {
    /// Its key.
    pub key: String,
    /// Its heading.
    pub title: String,
    /// The paragraphs, a line each; empty: none.
    pub text: String,
}

/// The words of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ReportWords {
    /// The sentences in the order of the report.
    pub sentences: Vec<SentenceLine>,
    /// The chapters.
    pub chapters: Vec<ChapterText>,
}

/// A template that is tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct TemplateTried {
    /// What is wrong with it.
    pub faults: Vec<TemplateFault>,
    /// What it would say, where nothing is wrong.
    pub said: Vec<String>,
}

fn of_key<'a>(said: &'a [(&str, String)], key: &'a str) -> Vec<String> {
    said.iter().filter(|(known, _)| *known == key).map(|(_, text)| text.clone()).collect()
}

/// The words of a report: templates, what they say this quarter, and the bureau's own paragraphs.
#[tauri::command(async)]
#[specta::specta]
pub fn report_words(app: State<'_, App>, ask: ReportAsk) -> IpcResult<ReportWords> {
    let (report, words) = ask.gather(&app, &Progress::default())?;
    let said = sayings(&report, &report.texts.templates, &words);
    let line = |sentence: &daowei_files::report::sentence::Sentence| {
        let (built_in, own) = (built_in(sentence, &words), report.texts.templates.get(sentence.key));
        SentenceLine {
            key: sentence.key.to_owned(),
            template: own.unwrap_or(&built_in).clone(),
            own: own.is_some(),
            built_in,
            places: sentence.places.iter().map(|place| (*place).to_owned()).collect(),
            said: of_key(&said, sentence.key),
        }
    };
    let chapter = |key: &&str| ChapterText {
        key: (*key).to_owned(),
        title: words.plain(&["report-chapter-", key].concat()),
        text: report.texts.paragraphs.get(*key).cloned().unwrap_or_default(),
    };
    Ok(ReportWords { sentences: SENTENCES.iter().map(line).collect(), chapters: CHAPTERS.iter().map(chapter).collect() })
}

/// What a template would say this quarter, before it is kept.
#[tauri::command(async)]
#[specta::specta]
pub fn report_template_try(app: State<'_, App>, ask: ReportAsk, key: String, template: String) -> IpcResult<TemplateTried> {
    let sentence = sentence(&key).ok_or_else(|| Error::not_found("sentence", &key))?;
    let faults = faults(sentence, &template);
    if !faults.is_empty() {
        return Ok(TemplateTried { faults, said: Vec::new() });
    }
    let (report, words): (Report, Words) = ask.gather(&app, &Progress::default())?;
    let mut templates = report.texts.templates.clone();
    templates.insert(key.clone(), template);
    Ok(TemplateTried { faults, said: of_key(&sayings(&report, &templates, &words), &key) })
}

/// Keeps a template or a chapter's paragraphs; empty text goes back to what is built in.
#[tauri::command(async)]
#[specta::specta]
pub fn report_text_set(app: State<'_, App>, language: String, part: TextPart, key: String, text: String) -> IpcResult<Changed> {
    let language = language.parse::<Language>().unwrap_or(Language::ZhCn);
    match part {
        TextPart::Sentence => {
            let sentence = sentence(&key).ok_or_else(|| Error::not_found("sentence", &key))?;
            if !text.trim().is_empty()
                && let Some(fault) = faults(sentence, &text).into_iter().next()
            {
                return Err(Failure::with("report-sentence", vec![("detail", fault.detail)]));
            }
        }
        TextPart::Paragraph if !CHAPTERS.contains(&key.as_str()) => return Err(Error::not_found("chapter", &key).into()),
        TextPart::Paragraph => {}
    }
    app.write(Right::Work, Op::ReportTextSet, |tx| reports::set_text(tx, language, part, &key, &text))
}
