//! R4, R5: adding up a year by set of lines and month, so that one pass answers every attribution.
//!
//! The lines are added up by the month of their arrival ([`parts`]), and the months put together for each question: so one pass
//! over a year answers every quarter, and a line that changed costs a pass over its month.

pub(super) mod parts;

use self::parts::{Part, Summed};
use super::ledger::{Book, Seen};
use super::posting::Posting;
use super::qualify::{SETS, counts_in};

use crate::domain::list::{Attribution, KpiLine};
use crate::domain::money::Fen;
use crate::domain::period::Quarter;
use crate::domain::reading::{Reading, RecognitionLevel};
use crate::error::{Error, Result};

/// The sums of a year through a quarter.
pub(super) struct Tally {
    months: [[i128; 12]; SETS],
    late: [[i128; 4]; SETS],
    funds: [[u32; 4]; SETS],
    reversing_earlier: [i128; SETS],
    /// Year to date of each standing, by index in the book, and whether any line of its own was positive.
    nets: Vec<(i128, bool)>,
}

/// Months of a year as indices, half open.
type Months = std::ops::Range<usize>;

impl Tally {
    /// Adds up the verified lines of a year that arrived by the end of `through`.
    ///
    /// As posted and as published a line counts in the month it is posted to, and a prior-year
    /// adjustment nowhere; restated it counts in the month of its arrival, whenever it was verified.
    pub fn of(book: &mut Book<'_>, through: Quarter, reading: Reading, level: RecognitionLevel) -> Result<Self> {
        let what = if reading == Reading::Restated { Summed::Restated } else { Summed::Posted };
        Self::through(book, through, what, level)
    }

    /// Adds up what is on its way (在途): submitted and not yet decided, arrived by the end of `through`.
    pub fn pending(book: &mut Book<'_>, through: Quarter, level: RecognitionLevel) -> Result<Self> {
        Self::through(book, through, Summed::Pending, level)
    }

    /// Adds up the prior-year adjustments verified by the end of `through` (R6).
    pub fn adjustments(book: &mut Book<'_>, through: Quarter, level: RecognitionLevel) -> Result<Self> {
        Self::through(book, through, Summed::Adjustments, level)
    }

    /// A line is posted to no month before that of its arrival, so the months through the quarter hold all that counts by then.
    fn through(book: &mut Book<'_>, through: Quarter, what: Summed, level: RecognitionLevel) -> Result<Self> {
        let months = parts::through(book, parts::Key { year: through.year(), what, level }, through)?;
        let quarters = usize::from(through.number());
        let mut tally = Self {
            months: [[0; 12]; SETS],
            late: [[0; 4]; SETS],
            funds: [[0; 4]; SETS],
            reversing_earlier: [0; SETS],
            nets: Vec::new(),
        };
        for part in months.iter().take(quarters * 3).flatten() {
            tally.join(part, quarters);
        }
        book.sums.put(months);
        Ok(tally)
    }

    fn join(&mut self, part: &Part, quarters: usize) {
        for set in 1..SETS {
            for month in 0..quarters * 3 {
                self.months[set][month] += part.months[set][month];
            }
            for quarter in 0..quarters {
                self.late[set][quarter] += part.late[set][quarter];
                self.funds[set][quarter] += part.funds[set][quarter];
                self.reversing_earlier[set] += part.reversing_earlier[set][quarter];
            }
        }
        for net in part.nets.iter().filter(|net| usize::from(net.quarter) < quarters) {
            let standing = net.standing as usize;
            if standing >= self.nets.len() {
                self.nets.resize(standing + 64, (0, false));
            }
            let sum = &mut self.nets[standing];
            *sum = (sum.0 + net.fen, sum.1 || net.came);
        }
    }

    /// The sum of some months.
    pub fn sum(&self, line: Option<KpiLine>, attribution: Attribution, months: Months) -> Result<Fen> {
        fen(self.over(line, attribution, |set| self.months[set][months.clone()].iter().sum()))
    }

    /// What of a quarter (0 to 3) was verified after its close.
    pub fn late(&self, line: Option<KpiLine>, attribution: Attribution, quarter: usize) -> Result<Fen> {
        fen(self.over(line, attribution, |set| self.late[set][quarter]))
    }

    /// Of the year to date, what reverses lines of earlier years (R7).
    pub fn reversing_earlier(&self, line: Option<KpiLine>, attribution: Attribution) -> Result<Fen> {
        fen(self.over(line, attribution, |set| self.reversing_earlier[set]))
    }

    /// How many lines counted in some quarters.
    pub fn funds(&self, line: Option<KpiLine>, attribution: Attribution, quarters: Months) -> u32 {
        let counted = self.over(line, attribution, |set| self.funds[set][quarters.clone()].iter().copied().map(i128::from).sum());
        u32::try_from(counted).unwrap_or(u32::MAX)
    }

    /// The year to date of each standing that counted.
    pub fn nets(&self) -> impl Iterator<Item = (usize, i128)> + '_ {
        self.nets.iter().map(|(net, _)| *net).enumerate().filter(|(_, net)| *net != 0)
    }

    /// The standings for which something positive counted.
    pub fn came(&self) -> impl Iterator<Item = usize> + '_ {
        self.nets.iter().enumerate().filter(|(_, (_, came))| *came).map(|(standing, _)| standing)
    }

    fn over(&self, line: Option<KpiLine>, attribution: Attribution, of: impl Fn(usize) -> i128) -> i128 {
        let counted = (0..SETS).filter(|set| counts_in(u8::try_from(*set).unwrap_or(0), line, attribution));
        counted.map(of).sum()
    }
}

/// The month in which a reading counts a line, and whether it came late; nothing where it counts in no month.
#[inline]
pub(super) fn month_of(line: &Seen, reading: Reading) -> Option<(usize, bool)> {
    match (reading, line.posting) {
        (Reading::Published | Reading::Posted, Posting::In { month, late }) => Some((month, late)),
        (_, Posting::Unknown) | (Reading::Published | Reading::Posted, Posting::PriorYear) => None,
        (Reading::Restated, Posting::In { late, .. }) => Some((line.arrived, late)),
        (Reading::Restated, Posting::PriorYear) => Some((line.arrived, true)),
    }
}

/// A sum of fen as the ledger holds it.
pub(super) fn fen(sum: i128) -> Result<Fen> {
    i64::try_from(sum).map(Fen).map_err(|_| Error::AmountRange { field: "total".to_owned() })
}
