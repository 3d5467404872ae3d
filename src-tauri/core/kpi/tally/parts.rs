//! What the lines add up to that arrived in one month.

use chrono::NaiveDate;

use super::month_of;
use crate::domain::fund::Status;
use crate::domain::period::Quarter;
use crate::domain::reading::{Reading, RecognitionLevel};
use crate::error::Result;
use crate::kpi::key;
use crate::kpi::ledger::{Book, Pass, Seen};
use crate::kpi::qualify::SETS;

/// How many sums of a year are kept: both readings, what waits and the adjustments, of two years at each level.
const SUMS_KEPT: usize = 24;

/// Which lines are added up, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Summed {
    /// The verified ones, in the months they are posted to.
    Posted,
    /// The verified ones, in the months of their arrival.
    Restated,
    /// Those that wait for a decision.
    Pending,
    /// Those verified in the year after the close of an earlier one, by the month of their verification.
    Adjustments,
}

/// Of which year, and whose recognised amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    pub year: i32,
    pub what: Summed,
    pub level: RecognitionLevel,
}

/// The lines of one month of arrival; of adjustments, of verification.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// By set of lines, then by the month that is counted in.
    pub months: [[i128; 12]; SETS],
    /// By the quarter that is counted in, as the two that follow.
    pub late: [[i128; 4]; SETS],
    pub funds: [[u32; 4]; SETS],
    pub reversing_earlier: [[i128; 4]; SETS],
    /// A standing may stand here several times.
    pub nets: Vec<Net>,
}

/// What a standing brought to a quarter.
#[derive(Debug, Clone, Copy)]
pub struct Net {
    /// By index in the book.
    pub standing: u32,
    /// January to March 0.
    pub quarter: u8,
    /// Whether a line of its own was positive.
    pub came: bool,
    pub fen: i128,
}

/// The months of a year, January first; none where they were not added up yet, or a line of it changed.
pub struct Months {
    key: Key,
    parts: [Option<Box<Part>>; 12],
}

impl Months {
    /// Those that are added up.
    pub fn iter(&self) -> impl Iterator<Item = Option<&Part>> + '_ {
        self.parts.iter().map(Option::as_deref)
    }
}

/// The sums that are at hand, the last asked for first.
#[derive(Default)]
pub struct Sums(Vec<Months>);

impl Sums {
    fn take(&mut self, key: Key) -> Months {
        let at = self.0.iter().position(|months| months.key == key);
        at.map_or_else(|| Months { key, parts: Default::default() }, |at| self.0.remove(at))
    }

    pub fn put(&mut self, months: Months) {
        self.0.insert(0, months);
        self.0.truncate(SUMS_KEPT);
    }

    /// Forgets what a line that arrived and was verified in these months was added to; months of their years, January 0.
    pub fn forget(&mut self, arrived: (i32, usize), verified: Option<(i32, usize)>) {
        for Months { key, parts } in &mut self.0 {
            let month = if key.what == Summed::Adjustments { verified } else { Some(arrived) };
            let part = month.filter(|(year, _)| *year == key.year).and_then(|(_, month)| parts.get_mut(month));
            if let Some(part) = part {
                *part = None;
            }
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// The months of a year, those through a quarter added up.
pub fn through(book: &mut Book<'_>, key: Key, through: Quarter) -> Result<Months> {
    let mut months = book.sums.take(key);
    let asked = &months.parts[..through.last_month() as usize];
    let missing = asked.iter().position(Option::is_none).zip(asked.iter().rposition(Option::is_none));
    // One pass from the first month that is missing to the last; as a rule that is one month, or all of them.
    if let Some((first, last)) = missing {
        let mut adding = Adding::new(key, first);
        adding.read(book, first, last)?;
        for (month, part) in adding.parts.into_iter().enumerate().take(last + 1).skip(first) {
            months.parts[month] = Some(part.unwrap_or_default());
        }
    }
    Ok(months)
}

/// Months in the making.
pub struct Adding {
    key: Key,
    reading: Reading,
    parts: [Option<Box<Part>>; 12],
    /// The month whose lines come just now.
    month: usize,
    /// What they brought each standing in the month's own quarter, by index in the book: most lines count there.
    nets: Vec<(i128, bool)>,
}

impl Adding {
    fn new(key: Key, month: usize) -> Self {
        let reading = if key.what == Summed::Posted { Reading::Posted } else { Reading::Restated };
        Self { key, reading, parts: Default::default(), month, nets: Vec::new() }
    }

    fn read(&mut self, book: &mut Book<'_>, first: usize, last: usize) -> Result<()> {
        let Key { year, what, level } = self.key;
        let (from, to) = (first_day(year, first), last_day(year, last));
        match what {
            Summed::Posted | Summed::Restated => book.sum(from, to, level, self)?,
            Summed::Pending => {
                for status in Status::ALL.iter().copied().filter(|status| status.pending()) {
                    book.pass(&Pass { status, from, to, level }, |_, line| {
                        self.add(line);
                        Ok(())
                    })?;
                }
            }
            Summed::Adjustments => {
                for month in first..=last {
                    self.turn(month);
                    book.adjustments(first_day(year, month), last_day(year, month), level, |_, line| {
                        self.count(line, month, false);
                        Ok(())
                    })?;
                }
            }
        }
        self.turn(first);
        Ok(())
    }

    /// Adds a line where it counts.
    #[inline(always)]
    pub fn add(&mut self, line: &Seen) {
        if line.set == 0 {
            return;
        }
        let Some((month, late)) = month_of(line, self.reading) else { return };
        if line.arrived != self.month {
            self.turn(line.arrived);
        }
        self.count(line, month, late);
    }

    #[inline(always)]
    fn count(&mut self, line: &Seen, month: usize, late: bool) {
        let part = self.parts[self.month].get_or_insert_default();
        let (set, quarter, amount) = (usize::from(line.set), month / 3, i128::from(line.amount_fen));
        part.months[set][month] += amount;
        part.funds[set][quarter] += 1;
        if late {
            part.late[set][quarter] += amount;
        }
        if line.reverses_earlier {
            part.reversing_earlier[set][quarter] += amount;
        }
        let came = amount > 0 && !line.linked;
        if quarter != self.month / 3 {
            part.nets.push(Net { standing: line.standing, quarter: number(quarter), came, fen: amount });
            return;
        }
        let standing = line.standing as usize;
        if standing >= self.nets.len() {
            self.nets.resize(standing + 64, (0, false));
        }
        let net = &mut self.nets[standing];
        *net = (net.0 + amount, net.1 || came);
    }

    /// Goes on to the lines of another month.
    #[cold]
    fn turn(&mut self, month: usize) {
        let quarter = number(self.month / 3);
        let part = &mut self.parts[self.month];
        for (standing, net) in self.nets.iter_mut().enumerate() {
            let (fen, came) = std::mem::take(net);
            if fen != 0 || came {
                let standing = u32::try_from(standing).unwrap_or(u32::MAX);
                part.get_or_insert_default().nets.push(Net { standing, quarter, came, fen });
            }
        }
        self.month = month;
    }
}

fn number(quarter: usize) -> u8 {
    u8::try_from(quarter).unwrap_or(u8::MAX)
}

/// The first day of a month, January 0.
fn first_day(year: i32, month: usize) -> NaiveDate {
    let months = chrono::Months::new(u32::try_from(month).unwrap_or(0));
    key::first_of_year(year).checked_add_months(months).unwrap_or(NaiveDate::MAX)
}

fn last_day(year: i32, month: usize) -> NaiveDate {
    first_day(year, month + 1).pred_opt().unwrap_or(NaiveDate::MAX)
}
