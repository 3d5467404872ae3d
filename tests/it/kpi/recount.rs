//! A naive recount: plain structs, plain loops, nothing shared with the code that is tested.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    A,
    B,
    C,
}

#[derive(Debug, Clone)]
pub struct Edition {
    pub list: usize,
    pub year: i32,
    pub published: NaiveDate,
    pub entries: Vec<(usize, Option<u32>)>,
}

#[derive(Debug, Clone)]
pub struct Link {
    pub parent: usize,
    pub child: usize,
    pub percent_ppm: i64,
    /// Actual control or VIE, whatever the percent.
    pub documented: bool,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

#[derive(Debug, Clone)]
pub struct Project {
    /// CAPITAL or EXPENDITURE.
    pub basis: Option<&'static str>,
    pub signed: Vec<NaiveDate>,
}

#[derive(Debug, Clone)]
pub struct Scheme {
    pub policy: Policy,
    pub origins: Vec<&'static str>,
    pub forms: Vec<&'static str>,
    /// The line of the third list, which has none of its own.
    pub third_list: Option<usize>,
}

#[derive(Debug, Clone)]
pub struct Fund {
    pub project: Option<usize>,
    pub investor: usize,
    pub form: &'static str,
    pub origin: &'static str,
    pub zone: usize,
    pub arrived: NaiveDate,
    pub status: &'static str,
    pub verified: Option<NaiveDate>,
    /// Hundredths of the currency, ten-thousandths of CNY for `rate_unit` of it; None for CNY.
    pub amount_minor: i64,
    pub rate: Option<(i64, i64)>,
    pub share_bp: i64,
    pub city_fen: Option<i64>,
    pub province_fen: Option<i64>,
    pub linked: Option<(usize, &'static str)>,
}

impl Fund {
    /// R1, by hand.
    pub fn fen(&self) -> i64 {
        let (rate, unit) = self.rate.unwrap_or((10_000, 1));
        let above = i128::from(self.amount_minor) * i128::from(rate) * i128::from(self.share_bp);
        let below = 10_000 * i128::from(unit) * 10_000;
        let (whole, rest) = (above / below, above % below);
        let up = i128::from(rest.abs() * 2 >= below);
        i64::try_from(whole + up * above.signum()).unwrap()
    }

    fn at(&self, level: usize) -> Option<i64> {
        [Some(self.fen()), self.city_fen, self.province_fen][level]
    }
}

/// The close of a quarter (1 to 4), or with 0 of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Close {
    pub year: i32,
    pub quarter: usize,
    pub on: NaiveDate,
}

#[derive(Debug, Clone)]
pub struct World {
    /// Whether each zone counts.
    pub zones: Vec<bool>,
    pub companies: usize,
    /// Records after those of the companies, each of which goes on as one of them.
    pub merged: Vec<usize>,
    /// The line of each list: the first three feed F500, C500, I100, the others what is said here.
    pub lists: Vec<Option<usize>>,
    pub editions: Vec<Edition>,
    pub links: Vec<Link>,
    pub projects: Vec<Project>,
    pub schemes: BTreeMap<i32, Scheme>,
    pub funds: Vec<Fund>,
    /// In the order they were made.
    pub closes: Vec<Close>,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    pub year: i32,
    pub quarter: usize,
    pub restated: bool,
    pub overlap: bool,
    pub level: usize,
}

/// F500, C500, I100, total.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recount {
    pub ytd: [i64; 4],
    pub quarter: [i64; 4],
    pub late: [i64; 4],
    pub months: [[i64; 12]; 4],
    pub pending: [i64; 4],
    pub prior_year: [i64; 4],
    pub reversing_earlier: [i64; 4],
    pub funds: [u32; 4],
    pub quarter_funds: [u32; 4],
    pub companies: [u32; 4],
    pub new: [u32; 4],
    /// The lines behind each year to date.
    pub behind: [BTreeSet<usize>; 4],
}

/// Why a fund counts for a line: the head.
type Heads = [Option<usize>; 3];

impl World {
    /// Everything a table says of a year through a quarter, live.
    pub fn recount(&self, ask: &Ask) -> Recount {
        let mut out = Recount::default();
        let mut nets: BTreeMap<usize, [i64; 4]> = BTreeMap::new();
        for (index, fund) in self.funds.iter().enumerate() {
            let (Some(heads), Some(fen)) = (self.heads(index, ask.level), fund.at(ask.level)) else { continue };
            let rows = rows(&heads, ask.overlap);
            let month = fund.arrived.month0() as usize;
            match fund.status {
                "VERIFIED" => {}
                "SUBMITTED" | "FIRST_PASS" | "RECHECKED" => {
                    if fund.arrived.year() == ask.year && month < ask.quarter * 3 {
                        rows.iter().for_each(|row| out.pending[*row] += fen);
                    }
                    continue;
                }
                _ => continue,
            }
            let verified = fund.verified.unwrap();
            let posted = self.posted(fund);
            if posted.is_none() && verified.year() == ask.year && (verified.month0() as usize) < ask.quarter * 3 {
                rows.iter().for_each(|row| out.prior_year[*row] += fen);
            }
            if fund.arrived.year() != ask.year {
                continue;
            }
            let (counted, late) = match (ask.restated, posted) {
                (true, posted) => (month, posted.is_none_or(|(_, late)| late)),
                (false, Some(posted)) => posted,
                (false, None) => continue,
            };
            if counted >= ask.quarter * 3 {
                continue;
            }
            let in_quarter = counted / 3 + 1 == ask.quarter;
            let earlier = match fund.linked {
                Some((reversed, "reversal")) => self.funds[reversed].arrived.year() < ask.year,
                _ => false,
            };
            for row in rows {
                out.ytd[row] += fen;
                out.months[row][counted] += fen;
                out.funds[row] += 1;
                out.behind[row].insert(index);
                if in_quarter {
                    out.quarter[row] += fen;
                    out.quarter_funds[row] += 1;
                    out.late[row] += if late { fen } else { 0 };
                }
                if earlier {
                    out.reversing_earlier[row] += fen;
                }
                let head = if row == 3 { heads.iter().flatten().next() } else { heads[row].as_ref() };
                nets.entry(*head.unwrap()).or_default()[row] += fen;
            }
        }
        for (head, nets) in nets {
            for (row, net) in nets.into_iter().enumerate() {
                if net > 0 {
                    out.companies[row] += 1;
                    out.new[row] += u32::from(!self.was_here(head, ask));
                }
            }
        }
        out
    }

    /// What was published through a quarter, and the base it had; None where nothing was.
    pub fn published(&self, ask: &Ask) -> Option<(Recount, Option<Recount>)> {
        let of = |quarter: usize| self.closes.iter().rposition(|close| close.year == ask.year && close.quarter == quarter);
        let made = if ask.quarter == 4 { of(0).or(of(4)) } else { of(ask.quarter) }?;
        let mut then = self.clone();
        then.closes.truncate(made + 1);
        for fund in &mut then.funds {
            if fund.verified.is_some_and(|on| on > self.closes[made].on) {
                fund.status = "DRAFT"; // not verified on that day, and not known to have been on its way
            }
        }
        let before = self.clone_before(made).published(&Ask { year: ask.year - 1, ..*ask }).map(|(recount, _)| recount);
        Some((then.recount(&Ask { restated: false, ..*ask }), before))
    }

    fn clone_before(&self, made: usize) -> Self {
        let mut then = self.clone();
        then.closes.truncate(made);
        then
    }

    fn posted(&self, fund: &Fund) -> Option<(usize, bool)> {
        let (arrived, verified) = (fund.arrived, fund.verified.unwrap());
        let year = arrived.year();
        let close =
            |quarter: usize| self.closes.iter().find(|close| close.year == year && close.quarter == quarter).map(|close| close.on);
        if close(0).is_some_and(|on| on < verified) {
            return None;
        }
        let first = arrived.month0() as usize / 3 + 1;
        for quarter in first..=4 {
            let takes = close(quarter).is_none_or(|on| verified <= on);
            if takes && quarter == first {
                return Some((arrived.month0() as usize, false));
            }
            if takes || quarter == 4 {
                let months_later = (verified.year() - year) * 12 + i32::try_from(verified.month0()).unwrap();
                let within = months_later.max((quarter as i32 - 1) * 3).min(quarter as i32 * 3 - 1);
                return Some((within as usize, true));
            }
        }
        unreachable!("the fourth quarter takes what is left")
    }

    /// The heads for which a fund counts, a line each; None where it counts for none.
    fn heads(&self, index: usize, level: usize) -> Option<Heads> {
        let fund = &self.funds[index];
        if !self.in_scope(fund, fund.arrived.year()) || fund.at(level).is_none() {
            return None;
        }
        let mut origin = index;
        while let Some((reversed, "reversal")) = self.funds[origin].linked {
            origin = reversed;
        }
        let heads = self.listed(&self.funds[origin]);
        heads.iter().any(Option::is_some).then_some(heads)
    }

    fn scheme(&self, year: i32) -> Scheme {
        self.schemes.get(&year).cloned().unwrap_or(Scheme {
            policy: Policy::A,
            origins: vec!["foreign", "other_province"],
            forms: crate::kpi::ledger::ALL_FORMS.split(',').collect(),
            third_list: None,
        })
    }

    fn in_scope(&self, fund: &Fund, year: i32) -> bool {
        let scheme = self.scheme(year);
        let spent = ["fixed_assets", "land"].contains(&fund.form);
        let paid = ["cash", "shareholder_loan", "reinvested_profit", "equity_purchase"].contains(&fund.form);
        let consistent = match fund.project.and_then(|project| self.projects[project].basis) {
            None => true,
            Some("CAPITAL") => !spent,
            Some(_) => !paid,
        };
        self.zones[fund.zone] && scheme.origins.contains(&fund.origin) && scheme.forms.contains(&fund.form) && consistent
    }

    fn listed(&self, fund: &Fund) -> Heads {
        let year = fund.arrived.year();
        let scheme = self.scheme(year);
        let eve = NaiveDate::from_ymd_opt(year - 1, 12, 31).unwrap();
        let signed = fund.project.and_then(|project| self.projects[project].signed.last().copied());
        let on = match (scheme.policy, signed) {
            (Policy::A, _) | (Policy::C, None) => eve,
            (Policy::B, _) => fund.arrived,
            (Policy::C, Some(signed)) => {
                let anniversary = NaiveDate::from_ymd_opt(signed.year() + 3, signed.month(), signed.day())
                    .unwrap_or_else(|| NaiveDate::from_ymd_opt(signed.year() + 3, 2, 28).unwrap());
                if fund.arrived <= anniversary { signed } else { eve }
            }
        };
        let depths = self.controllers(fund.investor, fund.arrived);
        let mut best: [Option<Best>; 3] = [None; 3];
        for (list, own_line) in self.lists.iter().enumerate() {
            let Some(line) = own_line.or(if list == 3 { scheme.third_list } else { None }) else { continue };
            let newest = (0..self.editions.len())
                .filter(|e| self.editions[*e].list == list && self.editions[*e].published <= on)
                .max_by_key(|e| (self.editions[*e].published, self.editions[*e].year, *e));
            let Some(newest) = newest else { continue };
            for (company, depth) in &depths {
                let ranks: Vec<Option<u32>> = self.editions[newest]
                    .entries
                    .iter()
                    .filter(|(listed, _)| self.survivor(*listed) == *company)
                    .map(|(_, rank)| *rank)
                    .collect();
                if ranks.is_empty() {
                    continue;
                }
                let rank = ranks.into_iter().flatten().min();
                let found = (rank.is_none(), rank.unwrap_or(0), *depth, list, *company);
                best[line] = Some(best[line].map_or(found, |kept| kept.min(found)));
            }
        }
        best.map(|best| best.map(|(.., company)| company))
    }

    fn survivor(&self, record: usize) -> usize {
        record.checked_sub(self.companies).map_or(record, |merged| self.merged[merged])
    }

    /// The company and all that control it on a day, with the length of the shortest chain.
    fn controllers(&self, company: usize, on: NaiveDate) -> BTreeMap<usize, usize> {
        let mut depths = BTreeMap::from([(self.survivor(company), 0)]);
        for depth in 1..=self.companies {
            let below: Vec<usize> = depths.iter().filter(|(_, d)| **d == depth - 1).map(|(company, _)| *company).collect();
            for link in &self.links {
                let valid = link.from.is_none_or(|from| from <= on) && link.to.is_none_or(|to| on <= to);
                if below.contains(&link.child) && valid && (link.documented || link.percent_ppm > 500_000) {
                    depths.entry(link.parent).or_insert(depth);
                }
            }
        }
        depths
    }

    /// Whether money of the head's group had come to the zone before the year.
    fn was_here(&self, head: usize, ask: &Ask) -> bool {
        self.funds.iter().any(|fund| {
            fund.status == "VERIFIED"
                && fund.arrived.year() < ask.year
                && self.in_scope(fund, ask.year)
                && fund.at(ask.level).is_some_and(|fen| fen > 0)
                && self.controllers(fund.investor, fund.arrived).contains_key(&head)
        })
    }
}

fn rows(heads: &Heads, overlap: bool) -> Vec<usize> {
    let on: Vec<usize> = (0..3).filter(|line| heads[*line].is_some()).collect();
    let mut rows = if overlap { on } else { on[..1].to_vec() };
    rows.push(3);
    rows
}

/// How good a way to a line is, smaller is better: unranked, rank, depth, and which list and company.
type Best = (bool, u32, usize, usize, usize);
