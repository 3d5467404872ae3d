//! Tables of a web page: saved, pasted, or standing in an .xls that is a web page inside.

use std::cell::RefCell;

use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::limits::{Limit, count};
use super::{Cell, Error, Merge, Sink};

/// As far down as a cell may reach (HTML, 4.9.11).
const ROW_SPAN_MAX: u32 = 65_534;

/// As far right as a cell may reach (HTML, 4.9.11, says 1,000).
const COLUMN_SPAN_MAX: u32 = 1_000;

/// Whether a text is a web page or a piece of one that holds a table.
pub(super) fn is_table(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    // A browser's clipboard begins with a few lines of its own.
    (start.starts_with('<') || start.starts_with("Version:")) && find_tag(start, "<table").is_some()
}

fn find_tag(text: &str, tag: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'<', &bytes[from..]) {
        let here = from + at;
        if bytes.get(here..here + tag.len()).is_some_and(|found| found.eq_ignore_ascii_case(tag.as_bytes())) {
            return Some(here);
        }
        from = here + 1;
    }
    None
}

/// Pushes every table of a page into `sink`, each as a sheet of its own.
pub(super) fn read(text: &str, sink: &mut dyn Sink) -> Result<(), Error> {
    let tokenizer = Tokenizer::new(Tables::default(), TokenizerOpts { discard_bom: true, ..TokenizerOpts::default() });
    let queue = BufferQueue::default();
    // In pieces, for the tokenizer counts a piece's bytes in 32 bits and copies it.
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(64 * 1024));
        queue.push_back(piece.into());
        // A script is handed back half read; nothing is done with it.
        while !matches!(tokenizer.feed(&queue), html5ever::TokenizerResult::Done) {}
        rest = after;
    }
    tokenizer.end();
    let state = tokenizer.sink.0.into_inner();
    if let Some(error) = state.error {
        return Err(error);
    }
    let whole = state.done.into_iter().chain(state.open.into_iter().rev());
    for table in whole.filter(|table| !table.cells.is_empty()) {
        table.push(sink)?;
    }
    Ok(())
}

#[derive(Default)]
struct Tables(RefCell<State>);

#[derive(Default)]
struct State {
    done: Vec<Table>,
    open: Vec<Table>,
    /// In `<style>` or `<script>`, whose text is none of the table's.
    hidden: u32,
    held: u64,
    error: Option<Error>,
}

/// A table under way.
#[derive(Default)]
struct Table {
    cells: Vec<(u32, u32, String)>,
    merges: Vec<Merge>,
    row: u32,
    column: u32,
    /// For each column, the last row that a cell from above reaches into.
    reaches: Vec<u32>,
    cell: Option<Open>,
}

struct Open {
    text: String,
    blank: bool,
    rows: u32,
    columns: u32,
}

impl TokenSink for Tables {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        if state.error.is_none()
            && let Err(error) = state.take(token)
        {
            state.error = Some(error);
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn take(&mut self, token: Token) -> Result<(), Error> {
        match token {
            Token::TagToken(tag) => self.tag(&tag),
            Token::CharacterTokens(text) if self.hidden == 0 => {
                count(&mut self.held, text.len() as u64, Limit::TextBytes)?;
                if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
                    cell.add(&text);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn tag(&mut self, tag: &Tag) -> Result<(), Error> {
        let start = tag.kind == TagKind::StartTag;
        match (&*tag.name, start) {
            ("style" | "script" | "title", _) => {
                self.hidden = if start { self.hidden + 1 } else { self.hidden.saturating_sub(1) };
            }
            ("table", true) => {
                count(&mut (self.open.len() as u64), 1, Limit::Sheets)?;
                self.open.push(Table::default());
            }
            ("table", false) => {
                if let Some(mut table) = self.open.pop() {
                    table.end_cell();
                    self.done.push(table);
                }
            }
            (name, start) => {
                if let Some(table) = self.open.last_mut() {
                    table.tag(name, start, tag)?;
                }
            }
        }
        Ok(())
    }
}

impl Table {
    fn tag(&mut self, name: &str, start: bool, tag: &Tag) -> Result<(), Error> {
        match (name, start) {
            ("tr", true) => {
                self.end_cell();
                self.row += 1;
                self.column = 0;
                if u64::from(self.row) > Limit::Rows.most() {
                    return Err(Error::too_much(Limit::Rows));
                }
            }
            ("tr", false) => self.end_cell(),
            ("td" | "th", true) => {
                self.end_cell();
                if self.row == 0 {
                    self.row = 1;
                }
                let span = |name: &str, most: u32| {
                    let attribute = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
                    attribute.and_then(|attribute| attribute.value.trim().parse::<u32>().ok()).unwrap_or(1).clamp(1, most)
                };
                let (rows, columns) = (span("rowspan", ROW_SPAN_MAX), span("colspan", COLUMN_SPAN_MAX));
                self.cell = Some(Open { text: String::new(), blank: true, rows, columns });
            }
            ("td" | "th", false) => self.end_cell(),
            ("br", _) | ("p" | "div" | "li", true) => {
                if let Some(cell) = &mut self.cell {
                    cell.line();
                }
            }
            _ => {}
        }
        if u64::from(self.column) > Limit::Columns.most() { Err(Error::too_much(Limit::Columns)) } else { Ok(()) }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        while self.reaches.get(self.column as usize).is_some_and(|last| *last >= self.row) {
            self.column += 1;
        }
        let (left, right) = (self.column, self.column + cell.columns - 1);
        let bottom = self.row + cell.rows - 1;
        if (cell.rows, cell.columns) != (1, 1) {
            self.merges.push(Merge { top: self.row, bottom, left, right });
        }
        if cell.rows > 1 {
            self.reaches.resize(self.reaches.len().max(right as usize + 1), 0);
            self.reaches[left as usize..=right as usize].fill(bottom);
        }
        let text = cell.text.trim();
        if !text.is_empty() {
            self.cells.push((self.row, left, text.to_owned()));
        }
        self.column = right + 1;
    }

    fn push(mut self, sink: &mut dyn Sink) -> Result<(), Error> {
        self.end_cell();
        sink.sheet("")?;
        let mut row = 0;
        for (at, column, text) in &self.cells {
            if *at != row {
                row = *at;
                sink.row(row)?;
            }
            sink.cell(*column, Cell::text(text))?;
        }
        for merge in self.merges {
            sink.merge(merge)?;
        }
        Ok(())
    }
}

impl Open {
    /// Blanks and line ends of the source are one blank, as a browser shows them.
    fn add(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                if !self.blank {
                    self.text.push(' ');
                }
                self.blank = true;
            } else {
                // A browser's blank that does not break is a blank here.
                self.text.push(if c == '\u{a0}' { ' ' } else { c });
                self.blank = false;
            }
        }
    }

    fn line(&mut self) {
        let length = self.text.trim_end_matches(' ').len();
        self.text.truncate(length);
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.blank = true;
    }
}
