//! Rows of the body that are no records: sums, the header repeated on a new page, notes below the table.

use daowei_core::domain::name::half_width;

use super::{Layout, same};
use crate::read::Row;

/// Why a row is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// It sums other rows; the column of the sheet in which it says so.
    Totals(usize),
    /// The header once more.
    Header,
    /// A note, or who filled the table in.
    Footer,
    /// Nothing in the table's columns, but beside them.
    Blank,
}

/// How many of a row's first filled cells may say that it is a sum: 序号 or 单位 may stand before.
const LOOKED_AT: usize = 3;

/// Words of a sum.
const SUMS: &[&str] = &["合计", "小计", "总计", "共计", "累计", "总和", "total", "subtotal", "grandtotal", "sum"];

/// What may stand before such a word and leave it one.
const BEFORE: &[&str] = &["本页", "本月", "本季", "全区", "全市", "全省", "其中", "以上", "分类", "区级", "市级"];

/// How a note below a table begins.
const FOOTERS: &[&str] =
    &["注:", "备注:", "说明:", "填表人", "填报人:", "制表", "审核人", "审核:", "数据来源", "资料来源", "来源:", "note:", "source:"];

pub(super) fn aside(layout: &Layout, row: Row<'_>) -> Option<Aside> {
    let columns = layout.columns.clone();
    let filled = || columns.clone().filter(|column| !row.cell(*column).is_blank());
    let Some(first) = filled().next() else { return Some(Aside::Blank) };
    if let Some(column) = filled().take(LOOKED_AT).find(|column| is_sum(row.cell(*column).shown())) {
        return Some(Aside::Totals(column));
    }
    // A note fills one cell, or its name and its signature; a record fills more.
    if begins_as_footer(row.cell(first).shown()) && filled().count() <= 3 && columns.len() > 1 {
        return Some(Aside::Footer);
    }
    // Asked of every row: most are told from the header by their first cell.
    let named = |column: usize| {
        layout.headers.get(column - columns.start).is_some_and(|header| {
            let shown = row.cell(column).shown();
            same(header, shown) || header.rsplit_once('/').is_some_and(|(_, last)| same(last, shown))
        })
    };
    (filled().all(named) && (columns.len() == 1 || filled().nth(1).is_some())).then_some(Aside::Header)
}

/// Whether a cell says that its row is a sum: `合计`, `总 计`, `合计:`, `小计(3个)`, `本页小计`.
fn is_sum(text: &str) -> bool {
    // Most cells are too long to be one, or lack its characters, and are not looked at twice.
    let may = |c: char| matches!(c, '计' | '和' | 't' | 'T' | 's' | 'S' | '\u{ff01}'..='\u{ff5e}');
    if text.len() > 60 || !text.contains(may) {
        return false;
    }
    let text: String = half_width(text).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let text = text.split(['(', ':']).next().unwrap_or_default().trim_end_matches([',', '、', '.']);
    let text = BEFORE.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    SUMS.contains(&text)
}

/// Whether a cell begins as a note below a table does.
fn begins_as_footer(text: &str) -> bool {
    let text = text.trim_start();
    // Asked of every row: most begin with a character that begins none.
    let may = |first: char| {
        ('\u{ff01}'..='\u{ff5e}').contains(&first) || FOOTERS.iter().any(|word| word.starts_with(first.to_ascii_lowercase()))
    };
    if !text.chars().next().is_some_and(may) {
        return false;
    }
    let begins = half_width(text).to_lowercase();
    FOOTERS.iter().any(|word| begins.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::is_sum;

    #[test]
    fn sums_are_told_from_names() {
        for text in [
            "合计",
            "总 计",
            "合计：",
            "小计(3个)",
            "本页小计",
            "Total",
            "Grand Total".replace(' ', "").as_str(),
            "其中:合计".split(':').next_back().unwrap(),
        ] {
            assert!(is_sum(text), "{text}");
        }
        for text in ["合计划公司", "总计算机公司", "Total Energies", "道达尔", "", "小计量器具厂"] {
            assert!(!is_sum(text), "{text}");
        }
    }
}
