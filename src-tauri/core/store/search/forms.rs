//! Words of legal form at the end of names, as they are compared.

use super::fold::{self, Cell, GAP, is_han};

/// The legal forms as compared, the longest first.
fn forms() -> &'static [Vec<Cell>] {
    static FORMS: std::sync::OnceLock<Vec<Vec<Cell>>> = std::sync::OnceLock::new();
    FORMS.get_or_init(|| {
        let mut forms: Vec<Vec<Cell>> = FORM_WORDS.iter().map(|word| fold::cells(word)).collect();
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        forms
    })
}

/// How many of a name's last cells are its legal form in Chinese; a name that is nothing else has none.
pub fn form_long(name: &[Cell]) -> usize {
    if !name.last().is_some_and(|last| is_han(*last)) {
        return 0;
    }
    forms().iter().find(|form| form.len() < name.len() && name.ends_with(form)).map_or(0, Vec::len)
}

/// Whether what is left of a name is only its legal form.
pub fn is_form(rest: &[Cell]) -> bool {
    let rest = if rest.first() == Some(&GAP) { &rest[1..] } else { rest };
    if rest.len() > 12 {
        return false;
    }
    forms().iter().any(|form| form == rest)
}

/// Legal forms as names end with them.
const FORM_WORDS: [&str; 26] = [
    "有限公司",
    "有限责任公司",
    "股份有限公司",
    "集团有限公司",
    "集团股份有限公司",
    "控股有限公司",
    "集团公司",
    "集团",
    "公司",
    "股份",
    "控股",
    "总公司",
    "inc",
    "corp",
    "corporation",
    "co",
    "co ltd",
    "ltd",
    "limited",
    "group",
    "company",
    "plc",
    "ag",
    "se",
    "sa",
    "holdings",
];
