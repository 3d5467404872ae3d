//! A bureau's own .docx as the form of a report: its placeholders are filled, all else stays as it is.
//!
//! | in the file | becomes |
//! | --- | --- |
//! | `{{name}}` | the text of that name |
//! | `{{#name}} … {{/name}}` in rows of a table | these rows once for each row of that name; `{{column}}` or `{{1}}` within are its cells |
//! | `{{?name}} … {{/name}}` | what stands between, or nothing where the chapter is not given |
//!
//! A placeholder may be split over runs, as programs do when somebody edits it; it takes the look of its first character.
//! Values are text whatever they hold. A placeholder without a value refuses the file, naming every one.

mod package;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use super::super::Error;
use super::super::document::{Block, Document};
use package::Template;
use tree::{Node, wrong};

/// What a template is filled with.
#[derive(Debug, Clone, Default)]
pub struct Values {
    /// Texts by name; a line break is one on paper.
    pub texts: BTreeMap<String, String>,
    /// Rows by name.
    pub rows: BTreeMap<String, Rows>,
    /// Chapters that are given or left out. A chapter called as a text or rows is given where these are not empty.
    pub chapters: BTreeMap<String, bool>,
}

/// Rows of cells.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// The names of the columns, as placeholders say them; their numbers from 1 are names as well.
    pub columns: Vec<String>,
    /// The cells, one a column.
    pub cells: Vec<Vec<String>>,
}

impl Values {
    /// What a document says: every figure that a sentence states under its name as it is shown, the tables on paper as 表1, 表2 …, and
    /// `title`, `issuer`, `dated`.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let mut values = Self::default();
        for (name, text) in [("title", &document.title), ("issuer", &document.issuer), ("dated", &document.dated)] {
            values.texts.insert(name.to_owned(), text.clone());
        }
        for block in document.blocks() {
            if let Block::Paragraph(paragraph) = block {
                for stated in &paragraph.stated {
                    let text = paragraph.text.get(stated.at.clone()).unwrap_or_default();
                    values.texts.insert(stated.name.clone(), text.to_owned());
                }
            }
        }
        for (at, table) in document.tables().enumerate() {
            let table = table.on_paper();
            let columns = table.head.last().map(|row| row.iter().map(|cell| cell.text.clone()).collect()).unwrap_or_default();
            let cells = table.rows.iter().map(|row| row.cells.iter().map(super::super::document::Cell::shown).collect()).collect();
            values.rows.insert(["表", &(at + 1).to_string()].concat(), Rows { columns, cells });
        }
        values
    }

    /// Whether a chapter is given; nothing where its name is unknown.
    fn is_given(&self, name: &str) -> Option<bool> {
        let text = || self.texts.get(name).map(|text| !text.is_empty());
        let rows = || self.rows.get(name).map(|rows| !rows.cells.is_empty());
        self.chapters.get(name).copied().or_else(rows).or_else(text)
    }
}

/// The template filled.
///
/// # Errors
/// [`Error::Template`] for what is no .docx, passes a limit, holds macros or calls for something from outside, or leaves a
/// loop or a chapter open; [`Error::Placeholders`] with every name that has no value.
pub fn fill(template: &[u8], values: &Values) -> Result<Vec<u8>, Error> {
    let mut template = Template::open(template)?;
    let mut filling = Filling { values, unknown: BTreeSet::new(), grown: 0 };
    let mut filled = BTreeMap::new();
    for name in template.texts() {
        let mut nodes = template.nodes(&name)?;
        filling.blocks(&mut nodes, None)?;
        filled.insert(name, tree::written(&nodes));
    }
    if !filling.unknown.is_empty() {
        return Err(Error::Placeholders(filling.unknown.into_iter().collect::<Vec<_>>().join(", ")));
    }
    template.with(&filled)
}

/// The placeholders of a template as they are said, marks of loops and chapters included, each once, in alphabetical order.
///
/// # Errors
/// As [`fill`] for the file itself.
pub fn placeholders(template: &[u8]) -> Result<Vec<String>, Error> {
    let mut template = Template::open(template)?;
    let mut found = BTreeSet::new();
    for name in template.texts() {
        for node in &template.nodes(&name)? {
            collect(node, &mut found);
        }
    }
    Ok(found.into_iter().collect())
}

fn collect(node: &Node, found: &mut BTreeSet<String>) {
    if node.is("w:p") {
        found.extend(marks(&tree::text_of(node)).into_iter().map(|mark| mark.said));
    }
    for child in node.children() {
        collect(child, found);
    }
}

/// The longest name of a placeholder, in bytes; longer ones are text that happens to stand in braces.
const NAME_MAX: usize = 300;
/// How much the copies of rows may take, in bytes of XML.
const GROWN_MAX: usize = 256 << 20;

/// A placeholder in a text.
struct Mark {
    at: std::ops::Range<usize>,
    /// Without its braces and blanks.
    said: String,
}

fn marks(text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find("{{").map(|at| from + at) {
        let Some(close) = text[open..].find("}}").map(|at| open + at) else { break };
        let said = text[open + 2..close].trim();
        if said.is_empty() || said.len() > NAME_MAX || said.contains(['{', '}', '\n']) {
            from = open + 1;
            continue;
        }
        found.push(Mark { at: open..close + 2, said: said.to_owned() });
        from = close + 2;
    }
    found
}

/// A row of values that a loop stands at.
#[derive(Clone, Copy)]
struct At<'a> {
    name: &'a str,
    rows: &'a Rows,
    cells: &'a [String],
}

struct Filling<'a> {
    values: &'a Values,
    unknown: BTreeSet<String>,
    grown: usize,
}

impl Filling<'_> {
    /// Fills siblings: chapters first, then rows of tables, then the text in each.
    fn blocks(&mut self, nodes: &mut Vec<Node>, at: Option<At<'_>>) -> Result<(), Error> {
        self.chapters(nodes)?;
        if at.is_none() {
            self.loops(nodes)?;
        }
        for node in nodes.iter_mut() {
            self.node(node, at)?;
        }
        Ok(())
    }

    fn node(&mut self, node: &mut Node, at: Option<At<'_>>) -> Result<(), Error> {
        if node.is("w:p") {
            self.paragraph(node, at)?;
        }
        let is_cell = node.is("w:tc");
        if let Node::Element { children, .. } = node {
            // Rows that a loop made are filled already.
            if children.iter().any(Node::is_element) {
                self.blocks(children, at)?;
            }
            if is_cell && !children.iter().any(|child| child.is("w:p")) {
                children.push(Node::empty("w:p"));
            }
        }
        Ok(())
    }

    /// Takes out chapters that are not given: everything from the paragraph of the mark to that of its end.
    fn chapters(&mut self, nodes: &mut Vec<Node>) -> Result<(), Error> {
        let mut from = 0;
        while let Some((first, name)) = nodes.iter().enumerate().skip(from).find_map(|(at, node)| Some((at, opening(node, '?')?))) {
            let end = ["/", &name].concat();
            let last =
                nodes.iter().enumerate().skip(first + 1).find(|(_, node)| node.is("w:p") && says(node, &end)).map(|(at, _)| at);
            let last = last.ok_or_else(|| wrong(&["{{?", &name, "}}"].concat()))?;
            let given = self.values.is_given(&name);
            if given.is_none() {
                self.unknown.insert(["?", &name].concat());
            }
            let marks = [first, last].map(|at| alone(&nodes[at]));
            if given == Some(false) {
                for node in &mut nodes[first..=last] {
                    node.take_text();
                }
                let mut at = 0;
                nodes.retain(|node| {
                    at += 1;
                    !(first + 1..=last + 1).contains(&at) || node.has("w:sectPr")
                });
                from = first;
                continue;
            }
            for (at, alone) in [(last, marks[1]), (first, marks[0])] {
                let said = if at == first { ["?", &name].concat() } else { end.clone() };
                erase(&mut nodes[at], &said);
                if alone && !nodes[at].has("w:sectPr") {
                    nodes.remove(at);
                }
            }
            from = first;
        }
        Ok(())
    }

    /// Copies the rows of a loop, once a row of its values.
    fn loops(&mut self, nodes: &mut Vec<Node>) -> Result<(), Error> {
        let mut from = 0;
        while let Some((first, name)) = nodes.iter().enumerate().skip(from).find_map(|(at, node)| Some((at, looped(node)?))) {
            let end = ["/", &name].concat();
            let last = nodes.iter().enumerate().skip(first).find(|(_, node)| node.is("w:tr") && says_within(node, &end));
            let last = last.map(|(at, _)| at).ok_or_else(|| wrong(&["{{#", &name, "}}"].concat()))?;
            let mut form: Vec<Node> = nodes[first..=last].to_vec();
            for node in &mut form {
                erase_within(node, &["#", &name].concat());
                erase_within(node, &end);
            }
            let Some(rows) = self.values.rows.get(&name) else {
                self.unknown.insert(["#", &name].concat());
                from = last + 1;
                continue;
            };
            self.grown = self.grown.saturating_add(tree::written(&form).len().saturating_mul(rows.cells.len()));
            if self.grown > GROWN_MAX {
                return Err(wrong(&name));
            }
            let mut copies = Vec::new();
            for cells in &rows.cells {
                let mut copy = form.clone();
                self.blocks(&mut copy, Some(At { name: &name, rows, cells }))?;
                copies.extend(copy.into_iter().map(Node::done));
            }
            from = first + copies.len();
            nodes.splice(first..=last, copies);
        }
        Ok(())
    }

    /// Puts values in the place of a paragraph's placeholders.
    fn paragraph(&mut self, node: &mut Node, at: Option<At<'_>>) -> Result<(), Error> {
        // A chapter within a paragraph: its marks and, where it is not given, what stands between.
        loop {
            let text = tree::text_of(node);
            let all = marks(&text);
            let Some(open) = all.iter().find(|mark| mark.said.starts_with('?')) else { break };
            let name = open.said[1..].trim();
            let end = all
                .iter()
                .find(|mark| mark.at.start >= open.at.end && mark.said.strip_prefix('/').is_some_and(|said| said.trim() == name));
            let end = end.ok_or_else(|| wrong(&["{{", &open.said, "}}"].concat()))?;
            match self.values.is_given(name) {
                Some(false) => tree::replace(node, &[(open.at.start..end.at.end, String::new())]),
                given => {
                    if given.is_none() {
                        self.unknown.insert(open.said.clone());
                    }
                    tree::replace(node, &[(open.at.clone(), String::new()), (end.at.clone(), String::new())]);
                }
            }
        }
        let text = tree::text_of(node);
        let mut replaced = Vec::new();
        for mark in marks(&text) {
            match self.value(&mark.said, at) {
                Some(value) => replaced.push((mark.at, value)),
                None => {
                    self.unknown.insert(mark.said);
                }
            }
        }
        tree::replace(node, &replaced);
        Ok(())
    }

    fn value(&self, said: &str, at: Option<At<'_>>) -> Option<String> {
        let column = at.and_then(|at| {
            let name = said.strip_prefix(at.name).and_then(|rest| rest.strip_prefix('.')).unwrap_or(said);
            let named = at.rows.columns.iter().position(|column| column == name);
            let column = named.or_else(|| name.parse::<usize>().ok()?.checked_sub(1))?;
            at.cells.get(column).cloned()
        });
        column.or_else(|| self.values.texts.get(said).cloned())
    }
}

/// The name of a chapter or loop that a paragraph opens and does not close itself.
fn opening(node: &Node, sign: char) -> Option<String> {
    if !node.is("w:p") {
        return None;
    }
    let text = tree::text_of(node);
    let all = marks(&text);
    all.iter().enumerate().find_map(|(at, mark)| {
        let name = mark.said.strip_prefix(sign)?.trim();
        let closed = all[at + 1..].iter().any(|mark| mark.said.strip_prefix('/').is_some_and(|said| said.trim() == name));
        (!closed).then(|| name.to_owned())
    })
}

/// The name of the loop that a row of a table opens.
fn looped(node: &Node) -> Option<String> {
    if !node.is("w:tr") {
        return None;
    }
    let mut found = BTreeSet::new();
    collect(node, &mut found);
    found.iter().find_map(|said| said.strip_prefix('#').map(|name| name.trim().to_owned()))
}

fn says(node: &Node, said: &str) -> bool {
    marks(&tree::text_of(node)).iter().any(|mark| same(&mark.said, said))
}

fn says_within(node: &Node, said: &str) -> bool {
    node.is("w:p") && says(node, said) || node.children().iter().any(|child| says_within(child, said))
}

/// `/ name` and `/name` are one.
fn same(said: &str, wanted: &str) -> bool {
    let split = |text: &str| text.chars().next().map(|sign| (sign, text[sign.len_utf8()..].trim().to_owned()));
    split(said) == split(wanted)
}

/// Whether a paragraph holds one mark and nothing else.
fn alone(node: &Node) -> bool {
    let text = tree::text_of(node);
    matches!(marks(&text).as_slice(), [mark] if text.trim() == &text[mark.at.clone()])
}

fn erase(node: &mut Node, said: &str) {
    let found = marks(&tree::text_of(node)).into_iter().filter(|mark| same(&mark.said, said));
    let replaced: Vec<_> = found.map(|mark| (mark.at, String::new())).collect();
    tree::replace(node, &replaced);
}

fn erase_within(node: &mut Node, said: &str) {
    if node.is("w:p") {
        erase(node, said);
    }
    if let Node::Element { children, .. } = node {
        children.iter_mut().for_each(|child| erase_within(child, said));
    }
}
