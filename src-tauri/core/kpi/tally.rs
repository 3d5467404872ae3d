//! R4, R5: adding up a year by set of lines and month, so that one pass answers every attribution.

use super::key;
use super::ledger::{Book, Seen};
use super::posting::Posting;
use super::qualify::{SETS, counts_in};

use crate::domain::fund::Status;
use crate::domain::list::{Attribution, KpiLine};
use crate::domain::money::Fen;
use crate::domain::period::Quarter;
use crate::domain::reading::{Reading, RecognitionLevel};
use crate::error::{Error, Result};

/// The sums of a year through a quarter.
pub(super) struct Tally {
    reading: Reading,
    /// Half open, January 0.
    last_month: usize,
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
    fn empty(reading: Reading, last_month: usize) -> Self {
        Self {
            reading,
            last_month,
            months: [[0; 12]; SETS],
            late: [[0; 4]; SETS],
            funds: [[0; 4]; SETS],
            reversing_earlier: [0; SETS],
            nets: Vec::new(),
        }
    }

    /// Adds up the verified lines of a year that arrived by the end of `through`.
    ///
    /// As posted and as published a line counts in the month it is posted to, and a prior-year
    /// adjustment nowhere; restated it counts in the month of its arrival, whenever it was verified.
    pub fn of(book: &mut Book<'_>, through: Quarter, reading: Reading, level: RecognitionLevel) -> Result<Self> {
        let mut tally = Self::empty(reading, through.last_month() as usize);
        book.sum(Status::Verified, through, level, &mut tally)?;
        Ok(tally)
    }

    /// Adds up what is on its way (在途): submitted and not yet decided, arrived by the end of `through`.
    pub fn pending(book: &mut Book<'_>, through: Quarter, level: RecognitionLevel) -> Result<Self> {
        let mut tally = Self::empty(Reading::Restated, 12);
        for status in Status::ALL.iter().copied().filter(|status| status.pending()) {
            book.sum(status, through, level, &mut tally)?;
        }
        Ok(tally)
    }

    /// Adds up the prior-year adjustments verified by the end of `through` (R6).
    pub fn adjustments(book: &mut Book<'_>, through: Quarter, level: RecognitionLevel) -> Result<Self> {
        let mut tally = Self::empty(Reading::Restated, 12);
        book.adjustments(key::first_of_year(through.year()), through.last_day(), level, |_, line| {
            tally.add(line);
            Ok(())
        })?;
        Ok(tally)
    }

    /// Adds a line where it counts.
    #[inline(always)]
    pub fn add(&mut self, line: &Seen) {
        if line.set == 0 {
            return;
        }
        let Some((month, late)) = month_of(line, self.reading) else { return };
        if month >= self.last_month {
            return;
        }
        let (set, amount) = (usize::from(line.set), i128::from(line.amount_fen));
        self.months[set][month] += amount;
        self.funds[set][month / 3] += 1;
        if late {
            self.late[set][month / 3] += amount;
        }
        if line.reverses_earlier {
            self.reversing_earlier[set] += amount;
        }
        let standing = line.standing as usize;
        if standing >= self.nets.len() {
            self.nets.resize(standing + 64, (0, false));
        }
        let net = &mut self.nets[standing];
        *net = (net.0 + amount, net.1 || (amount > 0 && !line.linked));
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
