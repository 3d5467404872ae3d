//! A list copied from a web page as running text: `1 甲公司 2071349452 乙公司 188073616…`, where each
//! rank stands glued to the amount before it.
//!
//! What separates `2071349452` into 207134945 and 2 is that 2 is the rank that must come next.

use super::{Cell, Error, Note, Sink};

/// As many entries in a row as make a text a list: fewer may be chance.
const ENTRIES_MIN: usize = 5;

/// How many columns of numbers are tried behind a name.
const NUMBERS_MAX: usize = 3;

/// How far behind an entry the next one may begin: a page's footer and header repeated.
const GAP_BYTES_MAX: usize = 600;

/// How long a name may be.
const NAME_BYTES_MAX: usize = 300;

/// Words that head the column of ranks.
const RANK_HEADS: &[&str] = &["名次", "排名", "位次", "排序", "序号", "Rank", "RANK", "No."];

/// A list found in running text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct List<'a> {
    titles: Vec<&'a str>,
    header: Vec<String>,
    entries: Vec<Entry<'a>>,
    /// An entry that the text's end cuts off.
    cut_short: Option<&'a str>,
}

#[derive(Debug, PartialEq, Eq)]
struct Entry<'a> {
    rank: u32,
    name: &'a str,
    numbers: Vec<&'a str>,
}

/// Finds the list in a text; nothing where the text is none.
pub(super) fn find(text: &str) -> Option<List<'_>> {
    // A table has its fields separated by something better than a blank.
    let lines = text.lines().count().max(1);
    if text.bytes().filter(|byte| *byte == b'\t').count() >= lines {
        return None;
    }
    let first = first_entry(text)?;
    let read = |numbers: usize| entries(text, first, numbers);
    let (entries, cut_short) = (1..=NUMBERS_MAX).map(read).max_by_key(|(entries, _)| entries.len())?;
    if entries.len() < ENTRIES_MIN {
        return None;
    }
    let numbers = entries.first().map_or(1, |entry| entry.numbers.len());
    let (titles, header) = head(&text[..first], numbers);
    Some(List { titles, header, entries, cut_short })
}

impl List<'_> {
    /// Pushes titles, header and entries into `sink`, each a row.
    pub(super) fn push(&self, sink: &mut dyn Sink) -> Result<(), Error> {
        sink.sheet("")?;
        let mut row = 0;
        for title in &self.titles {
            row += 1;
            sink.row(row)?;
            sink.cell(0, Cell::text(title))?;
        }
        row += 1;
        sink.row(row)?;
        for (column, header) in (0..).zip(&self.header) {
            sink.cell(column, Cell::text(header))?;
        }
        for entry in &self.entries {
            row += 1;
            sink.row(row)?;
            sink.cell(0, Cell::Number(&entry.rank.to_string()))?;
            sink.cell(1, Cell::text(entry.name))?;
            for (column, number) in (2..).zip(&entry.numbers) {
                sink.cell(column, Cell::text(number))?;
            }
        }
        self.cut_short.map_or(Ok(()), |text| sink.note(Note::CutShort(text.chars().take(80).collect())))
    }
}

/// Where the entry of rank 1 begins: a 1 that is no part of a number, a blank, and a name behind it.
fn first_entry(text: &str) -> Option<usize> {
    text.match_indices('1').map(|(at, _)| at).find(|at| is_rank(text, *at, "1"))
}

/// Whether a rank stands at a place: not within a number, with a blank and no digit behind it.
fn is_rank(text: &str, at: usize, rank: &str) -> bool {
    let before = text[..at].chars().next_back();
    let Some(behind) = text[at..].strip_prefix(rank) else { return false };
    let mut behind = behind.chars();
    let blank = behind.next().is_some_and(|c| c.is_whitespace() || matches!(c, '.' | '、' | '．'));
    let name = behind.find(|c| !c.is_whitespace()).is_some_and(|c| c.is_alphabetic());
    blank && name && !before.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

/// Reads entry after entry, each rank one more than the last, with so many numbers behind each name.
fn entries(text: &str, first: usize, numbers: usize) -> (Vec<Entry<'_>>, Option<&str>) {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut at = first;
    for rank in 1_u32.. {
        // `at` is where the rank begins.
        let from = at + rank.to_string().len();
        let next = rank.saturating_add(1).to_string();
        let Some((entry, end)) = one(text, from, rank, numbers, &next) else {
            let rest = text[from..].trim_matches(|c: char| c.is_whitespace() || c == '.');
            let cut = (!entries.is_empty() && rest.len() <= NAME_BYTES_MAX && !rest.is_empty()).then_some(rest);
            return (entries, cut);
        };
        entries.push(entry);
        match end {
            End::Glued(next_at) => at = next_at,
            End::Plain(end) => match following(text, end, &next) {
                Some(next_at) => at = next_at,
                None => break,
            },
        }
    }
    (entries, None)
}

/// How an entry ends: with the next rank glued to its last number, or by itself.
enum End {
    Glued(usize),
    Plain(usize),
}

/// Name and numbers behind a rank.
fn one<'a>(text: &'a str, from: usize, rank: u32, numbers: usize, next: &str) -> Option<(Entry<'a>, End)> {
    let rest = &text[from..];
    let start = from + rest.find(|c: char| c.is_alphabetic())?;
    let mut search = start;
    // A name may hold numbers of its own; the first run of as many numbers as wanted behind it counts.
    loop {
        let at = search + text[search..].find(|c: char| c.is_ascii_digit() || matches!(c, '$' | '¥'))?;
        if at - start > NAME_BYTES_MAX {
            return None;
        }
        let spaced = text[..at].ends_with(char::is_whitespace);
        if spaced && let Some((found, end)) = run(text, at, numbers, next) {
            let name = text[start..at].trim();
            let wanted = !name.is_empty() && !name.contains('\n');
            return wanted.then_some((Entry { rank, name, numbers: found }, end));
        }
        search = at + text[at..].find(|c: char| !(c.is_ascii_digit() || matches!(c, '$' | '¥' | '.' | ',')))?;
    }
}

/// So many numbers with blanks between, the last of which may have the next rank glued to it.
fn run<'a>(text: &'a str, mut at: usize, numbers: usize, next: &str) -> Option<(Vec<&'a str>, End)> {
    let mut found = Vec::with_capacity(numbers);
    for left in (0..numbers).rev() {
        let rest = &text[at..];
        let rest_from = at + (rest.len() - rest.trim_start_matches([' ', '\u{3000}', '\u{a0}']).len());
        let digits = text[rest_from..].find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '$' | '¥' | '%' | '-')));
        let end = digits.map_or(text.len(), |length| rest_from + length);
        let number = text[rest_from..end].trim_end_matches(['.', ',']);
        if !number.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        if left > 0 {
            found.push(number);
            at = end;
            continue;
        }
        let whole = rest_from + number.len();
        let amount = number.strip_suffix(next).filter(|amount| amount.ends_with(|c: char| c.is_ascii_digit()));
        if let Some(amount) = amount.filter(|_| is_glued(text, whole)) {
            found.push(amount);
            return Some((found, End::Glued(whole - next.len())));
        }
        found.push(number);
        return Some((found, End::Plain(whole)));
    }
    None
}

/// Whether a name follows behind the number that ends here.
fn is_glued(text: &str, end: usize) -> bool {
    let mut behind = text[end..].chars();
    behind.next().is_some_and(|c| c.is_whitespace() || c == '.')
        && behind.find(|c| !c.is_whitespace()).is_some_and(|c| c.is_alphabetic())
}

/// Where the next rank stands by itself, behind blanks or a page's header repeated.
fn following(text: &str, end: usize, next: &str) -> Option<usize> {
    let far = text.floor_char_boundary((end + GAP_BYTES_MAX).min(text.len()));
    text[end..far].match_indices(next).map(|(at, _)| end + at).find(|at| is_rank(text, *at, next))
}

/// What stands before the first entry: titles, and the header from its word for ranks on.
fn head(before: &str, numbers: usize) -> (Vec<&str>, Vec<String>) {
    let at = RANK_HEADS.iter().filter_map(|word| before.rfind(word)).max();
    let (titles, header) = before.split_at(at.unwrap_or(before.len()));
    let titles: Vec<&str> = titles.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let words: Vec<&str> = header.split_whitespace().collect();
    let mut columns = match words.as_slice() {
        // 名次 企 业 名 称 营业收入(万元): the name's header may be spread out.
        [rank, middle @ ..] if middle.len() > numbers => {
            let (name, amounts) = middle.split_at(middle.len() - numbers);
            let mut columns = vec![(*rank).to_owned(), name.concat()];
            columns.extend(amounts.iter().map(|amount| (*amount).to_owned()));
            columns
        }
        _ => Vec::new(),
    };
    if columns.is_empty() {
        columns = vec!["rank".to_owned(), "name".to_owned()];
        columns.extend((1..=numbers).map(|number| if number == 1 { "revenue".to_owned() } else { format!("revenue {number}") }));
    }
    (titles, columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "示例榜单2016【完整名单】\n下面是名单。2016名单名次 企 业 名 称 营业收入(万元)1 甲电网公司 2071349452 乙石油(集团)公司 1880736163 \
        丙 化工 Co 1849777954 丁7天连锁公司 1079838005 戊公司 92587800名次 企 业 名 称 营业收入(万元)6 己公司 880577137 庚公司 833766008 辛有限公";

    #[test]
    fn the_rank_that_must_come_next_is_cut_off_the_amount() {
        let list = find(TEXT).unwrap();
        let entries: Vec<_> = list.entries.iter().map(|entry| (entry.rank, entry.name, entry.numbers[0])).collect();
        let expected = [
            (1, "甲电网公司", "207134945"),
            (2, "乙石油(集团)公司", "188073616"),
            (3, "丙 化工 Co", "184977795"),
            (4, "丁7天连锁公司", "107983800"),
            (5, "戊公司", "92587800"),
            (6, "己公司", "88057713"),
            (7, "庚公司", "83376600"),
        ];
        assert_eq!(entries, expected);
        assert_eq!(list.header, ["名次", "企业名称", "营业收入(万元)"]);
        assert_eq!(list.titles, ["示例榜单2016【完整名单】", "下面是名单。2016名单"]);
        assert_eq!(list.cut_short, Some("辛有限公"));
    }

    #[test]
    fn lines_of_their_own_and_two_numbers_are_read_too() {
        let text = "排名 企业名称 营业收入 利润 1 甲公司 1,000.5 20\n2 乙公司 900 -193 丙公司 800 184 丁公司 700 175 戊公司 600 16";
        let list = find(text).unwrap();
        let numbers: Vec<_> = list.entries.iter().map(|entry| entry.numbers.join("/")).collect();
        assert_eq!(numbers, ["1,000.5/20", "900/-19", "800/18", "700/17", "600/16"]);
        assert_eq!(list.header, ["排名", "企业名称", "营业收入", "利润"]);
    }

    #[test]
    fn prose_and_tables_are_no_lists() {
        assert_eq!(find("第1 季度收入 100 万元,第2 季度 200 万元。"), None);
        assert_eq!(find("rank\tname\n1\t甲\n2\t乙\n3\t丙\n4\t丁\n5\t戊\n"), None);
        assert_eq!(find(""), None);
    }
}
