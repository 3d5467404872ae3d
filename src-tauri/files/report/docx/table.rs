//! A table: its columns fitted to the page, its head repeated, its rows never cut.

use super::super::document::{Align, Cell, Content, HeadCell, Row, Table};
use super::body::run;
use super::xml::Xml;

/// Sizes of type in half points, the largest that leaves numbers whole is taken.
const SIZES: [u8; 7] = [21, 20, 18, 16, 15, 14, 12];
/// Tables of so many rows stand on one page: a small one is read at a glance.
const TOGETHER: usize = 14;
/// Margins of a cell, left and right together, in twips.
const MARGINS: u32 = 2 * 57;

/// How a table fits its page.
pub(super) struct Fit {
    /// The size of its type in half points.
    pub(super) size: u8,
    /// The widths of its columns in twips.
    widths: Vec<String>,
    /// How a plain cell of each column begins, the same in thousands of rows.
    plain: Vec<String>,
}

impl Fit {
    /// The largest type in which no number, date or word is broken, or one nearly as large in which short texts are whole
    /// as well; columns have their shares and at least what they need.
    pub(super) fn of(table: &Table, width: u32) -> Self {
        let (tight, easy): (Vec<u32>, Vec<u32>) = (0..table.columns.len()).map(|column| unbroken(table, column)).unzip();
        let needed = |ems: &[u32], size: u8| -> Vec<u32> { ems.iter().map(|ems| ems * u32::from(size) / 10 + MARGINS).collect() };
        let largest = |ems: &[u32]| SIZES.into_iter().find(|size| needed(ems, *size).iter().sum::<u32>() <= width);
        let smallest = SIZES[SIZES.len() - 1];
        let size = largest(&tight).unwrap_or(smallest);
        let (size, ems) = match largest(&easy) {
            Some(easier) if easier.saturating_mul(5) >= size.saturating_mul(4) => (easier, easy),
            _ => (size, tight),
        };
        let shares: Vec<u32> = table.columns.iter().map(|column| u32::from(column.width.max(1))).collect();
        let widths = spread(&shares, &needed(&ems, size), width);
        let mut fit = Self { size, widths: widths.into_iter().map(|width| width.to_string()).collect(), plain: Vec::new() };
        fit.plain = table
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let mut xml = Xml::default();
                let look = Look { style: &fit.style(column.align), bold: false, keeps: false };
                begin(&mut xml, &fit, (at, 1), None, look);
                xml.taken()
            })
            .collect();
        fit
    }

    fn style(&self, align: Align) -> String {
        let side = match align {
            Align::Left => "L",
            Align::Centre => "C",
            Align::Right => "R",
        };
        ["Cell", &self.size.to_string(), side].concat()
    }
}

/// What a column needs, in hundredths of the type's size: numbers and dates whole, heads in two lines, texts in two lines
/// or, more easily, whole.
fn unbroken(table: &Table, column: usize) -> (u32, u32) {
    let heads = table.head.iter().filter(|row| row.len() == table.columns.len()).filter_map(|row| row.get(column));
    let head = heads.map(|cell| in_two_lines(&cell.text)).max().unwrap_or(0).max(200);
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column).map(|cell| (cell, row.total)));
    cells.fold((head, head), |(tight, easy), (cell, bold)| {
        let (two, one) = match &cell.content {
            Content::Text(text) | Content::Missing(text) => (in_two_lines(text), in_one_line(text)),
            Content::Blank | Content::Covered => (0, 0),
            Content::Number { .. } | Content::Date(_) => {
                let whole = ems(&cell.shown());
                (whole, whole)
            }
        };
        let wide = |ems: u32| if bold { ems * 110 / 100 } else { ems };
        (tight.max(wide(two)), easy.max(wide(one)))
    })
}

/// Text is broken between Chinese characters; more than some lines of it are nobody's need.
fn in_two_lines(text: &str) -> u32 {
    longest_word(text).min(900).max((ems(text) / 2 + 50).min(450))
}

/// A short text whole; one that is long anyway is broken anyway.
fn in_one_line(text: &str) -> u32 {
    if ems(text) <= 700 { ems(text) + 50 } else { in_two_lines(text) }
}

/// Words as they are broken: at blanks, and beside any Chinese character.
fn longest_word(text: &str) -> u32 {
    text.split(|c: char| c.is_whitespace() || c >= '\u{2e80}').map(ems).max().unwrap_or(0)
}

/// The width of a text in hundredths of its size.
fn ems(text: &str) -> u32 {
    text.chars()
        .map(|c| match c {
            ',' | '.' | ':' | '(' | ')' | ' ' | '-' => 35,
            c if c.is_ascii_uppercase() => 72,
            c if c < '\u{2e80}' => 58,
            _ => 100,
        })
        .sum()
}

/// Spreads a width by shares, where nothing gets less than it needs as long as there is enough.
fn spread(shares: &[u32], needed: &[u32], width: u32) -> Vec<u32> {
    let total: u32 = needed.iter().sum();
    if total > width {
        return needed.iter().map(|one| one * width / total.max(1)).collect();
    }
    let mut widths = vec![0; shares.len()];
    let mut open: Vec<usize> = (0..shares.len()).collect();
    let mut left = width;
    // Whoever needs more than its share gets what it needs, and the others share what is left.
    loop {
        let sum: u32 = open.iter().map(|at| shares[*at]).sum();
        let (tight, wide): (Vec<usize>, Vec<usize>) = open.iter().partition(|at| left * shares[**at] / sum.max(1) < needed[**at]);
        if tight.is_empty() {
            for at in wide {
                widths[at] = left * shares[at] / sum.max(1);
            }
            return widths;
        }
        for at in tight {
            widths[at] = needed[at];
            left -= needed[at];
        }
        open = wide;
    }
}

/// The table's properties and its head; the caller closes `w:tbl`.
pub(super) fn head(xml: &mut Xml, table: &Table, fit: &Fit) {
    xml.open("w:tbl", &[]);
    let total: u32 = fit.widths.iter().filter_map(|width| width.parse::<u32>().ok()).sum();
    xml.within("w:tblPr", &[], |xml| {
        xml.val("w:tblStyle", "ReportTable");
        xml.empty("w:tblW", &[("w:w", &total.to_string()), ("w:type", "dxa")]);
        xml.val("w:jc", "center");
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        xml.empty("w:tblLook", &[("w:val", "0020"), ("w:firstRow", "1"), ("w:noHBand", "1"), ("w:noVBand", "1")]);
    });
    xml.within("w:tblGrid", &[], |xml| {
        for width in &fit.widths {
            xml.empty("w:gridCol", &[("w:w", width)]);
        }
    });
    let style = ["Head", &fit.size.to_string()].concat();
    let look = Look { style: &style, bold: false, keeps: false };
    // Which columns a cell of a row above still covers, for how many rows, and how wide that cell is.
    let mut covered: Vec<(u16, u16)> = vec![(0, 0); fit.widths.len()];
    for cells in &table.head {
        open_row(xml, true);
        let mut cells = cells.iter();
        let mut column = 0;
        while column < covered.len() {
            let (rows, across) = covered[column];
            if rows > 0 {
                covered[column].0 -= 1;
                cell(xml, fit, (column, across), Some("continue"), look, "");
                column += usize::from(across.max(1));
                continue;
            }
            let none = HeadCell::one("");
            let one = cells.next().unwrap_or(&none);
            let across = one.across.clamp(1, u16::try_from(covered.len() - column).unwrap_or(1));
            covered[column] = (one.down.saturating_sub(1), across);
            cell(xml, fit, (column, across), (one.down > 1).then_some("restart"), look, &one.text);
            column += usize::from(across);
        }
        xml.close("w:tr");
    }
}

/// A row of the body.
pub(super) fn row(xml: &mut Xml, table: &Table, at: usize, row: &Row, fit: &Fit) {
    let keeps = table.rows.len() <= TOGETHER && at + 1 < table.rows.len();
    open_row(xml, false);
    let none = Cell::text("");
    for (at, column) in table.columns.iter().enumerate() {
        let one = row.cells.get(at).unwrap_or(&none);
        let merge = match one.content {
            Content::Covered => Some("continue"),
            _ if one.down > 1 => Some("restart"),
            _ => None,
        };
        if let (Some(plain), None, false) = (fit.plain.get(at), merge, keeps) {
            xml.raw(plain);
            run(xml, row.total, &one.shown());
            xml.raw("</w:p></w:tc>");
            continue;
        }
        let look = Look { style: &fit.style(column.align), bold: row.total, keeps };
        cell(xml, fit, (at, 1), merge, look, &one.shown());
    }
    xml.close("w:tr");
}

fn open_row(xml: &mut Xml, repeated: bool) {
    xml.open("w:tr", &[]);
    xml.within("w:trPr", &[], |xml| {
        xml.empty("w:cantSplit", &[]);
        if repeated {
            xml.empty("w:tblHeader", &[]);
        }
    });
}

/// How a cell's paragraph looks.
#[derive(Clone, Copy)]
struct Look<'a> {
    style: &'a str,
    bold: bool,
    /// On one page with the row below.
    keeps: bool,
}

/// A cell that begins in a column and goes across some.
fn cell(xml: &mut Xml, fit: &Fit, place: (usize, u16), merge: Option<&str>, look: Look<'_>, text: &str) {
    begin(xml, fit, place, merge, look);
    run(xml, look.bold, text);
    xml.raw("</w:p></w:tc>");
}

/// A cell as far as its text.
fn begin(xml: &mut Xml, fit: &Fit, (column, across): (usize, u16), merge: Option<&str>, look: Look<'_>) {
    let spanned = fit.widths.iter().skip(column).take(usize::from(across.max(1)));
    xml.open("w:tc", &[]);
    xml.open("w:tcPr", &[]);
    match across {
        0 | 1 => xml.empty("w:tcW", &[("w:w", fit.widths.get(column).map_or("0", String::as_str)), ("w:type", "dxa")]),
        _ => {
            let width: u32 = spanned.filter_map(|width| width.parse::<u32>().ok()).sum();
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            xml.val("w:gridSpan", &across.to_string());
        }
    }
    if let Some(merge) = merge {
        xml.val("w:vMerge", merge);
    }
    xml.val("w:vAlign", "center");
    xml.close("w:tcPr");
    xml.open("w:p", &[]);
    xml.within("w:pPr", &[], |xml| {
        xml.val("w:pStyle", look.style);
        if look.keeps {
            xml.empty("w:keepNext", &[]);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn a_width_is_spread_by_shares_and_need() {
        assert_eq!(spread(&[1, 1, 2], &[0, 0, 0], 400), [100, 100, 200]);
        assert_eq!(spread(&[1, 1, 2], &[160, 0, 0], 400), [160, 80, 160]);
        assert_eq!(spread(&[1, 1], &[300, 300], 400), [200, 200]);
        assert_eq!(spread(&[3, 1], &[10, 150], 400), [250, 150]);
    }
}
