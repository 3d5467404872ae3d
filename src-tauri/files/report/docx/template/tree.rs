//! A part of a template as a tree whose tags stay as they were written.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::super::Error;
use super::super::super::markup::escaped;

/// How deep tags may stand in each other: a table in a table in a text box has some 40.
const DEPTH_MAX: usize = 200;

/// A node.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// A tag with what stands in it.
    Element {
        /// With its prefix.
        name: String,
        /// As it was written, without its brackets.
        tag: String,
        children: Vec<Node>,
    },
    /// Anything else, as it was written; what a loop made as well.
    Raw(String),
}

pub(super) fn wrong(what: &str) -> Error {
    Error::Template(what.to_owned())
}

impl Node {
    pub(super) fn empty(name: &str) -> Self {
        Self::Element { name: name.to_owned(), tag: name.to_owned(), children: Vec::new() }
    }

    pub(super) fn is(&self, wanted: &str) -> bool {
        matches!(self, Self::Element { name, .. } if name == wanted)
    }

    pub(super) const fn is_element(&self) -> bool {
        matches!(self, Self::Element { .. })
    }

    pub(super) fn children(&self) -> &[Self] {
        match self {
            Self::Element { children, .. } => children,
            Self::Raw(_) => &[],
        }
    }

    /// Whether there is such a tag within.
    pub(super) fn has(&self, wanted: &str) -> bool {
        self.children().iter().any(|child| child.is(wanted) || child.has(wanted))
    }

    /// As text that is not looked at again.
    pub(super) fn done(self) -> Self {
        Self::Raw(written(&[self]))
    }

    /// Takes the runs out of a paragraph.
    pub(super) fn take_text(&mut self) {
        if self.is("w:p")
            && let Self::Element { children, .. } = self
        {
            children.retain(|child| child.is("w:pPr"));
        }
    }
}

/// The tree of a part.
pub(super) fn parsed(xml: &str) -> Result<Vec<Node>, Error> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<(String, String, Vec<Node>)> = Vec::new();
    let mut top = Vec::new();
    let mut from = 0;
    loop {
        let event = reader.read_event().map_err(|error| wrong(&error.to_string()))?;
        let to = usize::try_from(reader.buffer_position()).unwrap_or(xml.len()).min(xml.len());
        let raw = xml.get(from..to).unwrap_or_default();
        from = to;
        let node = match event {
            Event::Eof if open.is_empty() => return Ok(top),
            Event::Eof => return Err(wrong("</")),
            Event::DocType(_) => return Err(wrong("<!DOCTYPE")),
            Event::Start(tag) => {
                if open.len() >= DEPTH_MAX {
                    return Err(wrong("<"));
                }
                let name = tag.name().as_ref().to_owned();
                open.push((name, raw.trim_start_matches('<').trim_end_matches('>').to_owned(), Vec::new()));
                continue;
            }
            Event::End(_) => {
                let (name, tag, children) = open.pop().ok_or_else(|| wrong("</"))?;
                Node::Element { name, tag, children }
            }
            Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                let tag = raw.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').to_owned();
                Node::Element { name, tag, children: Vec::new() }
            }
            _ => Node::Raw(raw.to_owned()),
        };
        match open.last_mut() {
            Some((_, _, children)) => children.push(node),
            None => top.push(node),
        }
    }
}

/// The tree as XML.
pub(super) fn written(nodes: &[Node]) -> String {
    fn write(node: &Node, out: &mut String) {
        match node {
            Node::Raw(raw) => out.push_str(raw),
            Node::Element { tag, children, .. } if children.is_empty() => out.push_str(&["<", tag.trim_end(), "/>"].concat()),
            Node::Element { name, tag, children } => {
                out.push_str(&["<", tag, ">"].concat());
                children.iter().for_each(|child| write(child, out));
                out.push_str(&["</", name, ">"].concat());
            }
        }
    }
    let mut out = String::new();
    nodes.iter().for_each(|node| write(node, &mut out));
    out
}

/// The text of a paragraph, without that of paragraphs within it (text boxes).
pub(super) fn text_of(paragraph: &Node) -> String {
    let mut out = String::new();
    for child in paragraph.children() {
        gather(child, &mut out);
    }
    out
}

fn gather(node: &Node, out: &mut String) {
    if node.is("w:t") {
        out.push_str(&words(node));
    } else if !node.is("w:p") {
        node.children().iter().for_each(|child| gather(child, out));
    }
}

/// The words of a `w:t`.
fn words(node: &Node) -> String {
    let raw = written(node.children());
    quick_xml::escape::unescape(&raw).map(std::borrow::Cow::into_owned).unwrap_or(raw)
}

/// Puts texts in the place of ranges of a paragraph's text; ranges rise and do not overlap. A text goes where its range
/// begins and so looks as that did; what of the range stands in later runs is taken out.
pub(super) fn replace(paragraph: &mut Node, replaced: &[(Range<usize>, String)]) {
    if replaced.is_empty() {
        return;
    }
    if let Node::Element { children, .. } = paragraph {
        let mut at = 0;
        replace_in(children, &mut at, replaced);
    }
}

fn replace_in(nodes: &mut Vec<Node>, at: &mut usize, replaced: &[(Range<usize>, String)]) {
    let mut place = 0;
    while place < nodes.len() {
        if !nodes[place].is("w:t") {
            if !nodes[place].is("w:p")
                && let Node::Element { children, .. } = &mut nodes[place]
            {
                replace_in(children, at, replaced);
            }
            place += 1;
            continue;
        }
        let old = words(&nodes[place]);
        let (begin, end) = (*at, *at + old.len());
        *at = end;
        let touched = |range: &Range<usize>| range.start < end && range.end > begin;
        if !replaced.iter().any(|(range, _)| touched(range)) {
            place += 1;
            continue;
        }
        let mut new = String::new();
        let mut kept = begin;
        for (range, text) in replaced.iter().filter(|(range, _)| touched(range)) {
            if range.start > kept {
                new.push_str(&old[kept - begin..range.start - begin]);
            }
            if range.start >= begin {
                new.push_str(text);
            }
            kept = range.end.min(end);
        }
        new.push_str(&old[kept - begin..]);
        let mut lines = Vec::new();
        for (number, line) in new.split('\n').enumerate() {
            if number > 0 {
                lines.push(Node::empty("w:br"));
            }
            let tag = "w:t xml:space=\"preserve\"".to_owned();
            lines.push(Node::Element { name: "w:t".to_owned(), tag, children: vec![Node::Raw(escaped(line))] });
        }
        let more = lines.len();
        nodes.splice(place..=place, lines);
        place += more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_touched_stays_as_it_was_written() {
        let xml = "<?xml version=\"1.0\"?>\n<w:p w:a='1'  w:b=\"&lt;\"><!-- c --><w:r ><w:t>a &amp; b</w:t></w:r><w:br/></w:p>";
        assert_eq!(written(&parsed(xml).expect("a tree")), xml);
    }

    #[test]
    fn hostile_parts_are_refused() {
        let deep = ["<a>".repeat(1_000), "</a>".repeat(1_000)].concat();
        for xml in ["<a><b></a>", "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>", "<a", &deep, "<a></b>"] {
            assert!(parsed(xml).is_err(), "{}", &xml[..xml.len().min(20)]);
        }
    }
}
