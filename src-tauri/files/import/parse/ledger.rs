//! Rows about money: projects, funds, targets, rates.

use chrono::{Days, NaiveDate};
use daowei_core::domain::fund::Status;
use daowei_core::domain::money::{Currency, by_shares};
use daowei_core::domain::name::fold;
use daowei_core::domain::project::Stage;
use daowei_core::store::rates;

use super::fields::Fields;
use crate::columns::RATE_OF;
use crate::import::rows::{FundRow, ProjectRow, RateRow, TargetRow};
use crate::problem::Code;
use crate::read::Cell;
use crate::values;
use crate::values::companies::split;

/// Basis points in a whole.
const WHOLE_BP: i64 = 10_000;

pub(super) fn project(fields: &mut Fields<'_>) -> Option<ProjectRow> {
    let code = fields.reference("code");
    let code = fields.must("code", code);
    let name = fields.name("name");
    let name = fields.must("name", name);
    let investors = investors(fields);
    let row = ProjectRow {
        code: code.clone().unwrap_or_default(),
        name: name.clone().unwrap_or_default(),
        investors,
        zone: fields.name("zone"),
        industry: fields.name("industry"),
        agreed_fen: fields.fen("agreed_amount"),
        signed_on: fields.date("signed_on"),
        registered_on: fields.date("registered_on"),
        started_on: fields.date("started_on"),
        producing_on: fields.date("producing_on"),
        basis: fields.word("basis"),
        owner_unit: fields.name("owner_unit"),
        owner: fields.name("owner"),
        stage: fields.word("stage"),
        note: fields.note(),
    };
    let dated = match row.stage {
        Some(Stage::Signed | Stage::Funded) => row.signed_on.is_some(),
        Some(Stage::Registered) => row.registered_on.is_some(),
        Some(Stage::Started) => row.started_on.is_some(),
        Some(Stage::Producing) => row.producing_on.is_some(),
        _ => true,
    };
    if !dated {
        fields.warning("stage", Code::StageWithoutDate);
    }
    (code.is_some() && name.is_some()).then_some(row)
}

/// `甲;乙`, or `甲:60%;乙:40%`: shares of a whole, summing to at most all of it (I8).
fn investors(fields: &mut Fields<'_>) -> Vec<(String, Option<i64>)> {
    let text = fields.text("investor").unwrap_or_default();
    let mut investors: Vec<(String, Option<i64>)> = Vec::new();
    for part in split(&text) {
        let (name, share) = match part.rsplit_once([':', '：']) {
            // A colon may belong to a name; a share is told by its number.
            Some((name, share)) if share.trim().starts_with(|c: char| c.is_numeric()) => (name.trim(), Some(share)),
            _ => (part, None),
        };
        let share_bp = match share.map(|share| values::number::share(&Cell::text(share), None, WHOLE_BP)) {
            Some(Err(code)) => {
                fields.problem(KEY_INVESTOR, code);
                continue;
            }
            other => other.and_then(Result::ok),
        };
        if fold(name).is_empty() {
            fields.problem(KEY_INVESTOR, Code::Required);
        } else if investors.iter().any(|(known, _)| fold(known) == fold(name)) {
            fields.problem_with(KEY_INVESTOR, Code::DuplicateInFile, "name", name);
        } else {
            investors.push((name.to_owned(), share_bp));
        }
    }
    if investors.iter().filter_map(|(_, share)| *share).sum::<i64>() > WHOLE_BP {
        fields.problem(KEY_INVESTOR, Code::SharesOverWhole);
    }
    investors
}

const KEY_INVESTOR: &str = "investor";

/// A row's line of funds; of a contribution that several companies share, a line each.
pub(super) fn funds(fields: &mut Fields<'_>, today: NaiveDate) -> Vec<FundRow> {
    let parts = if split(fields.cell(KEY_INVESTOR).shown()).len() > 1 { investors(fields) } else { Vec::new() };
    let Some(row) = fund(fields, &parts, today) else { return Vec::new() };
    if parts.len() < 2 {
        return vec![row];
    }
    let shares: Vec<i32> = parts.iter().filter_map(|(_, share)| i32::try_from((*share)?).ok()).collect();
    // Who gave how much of it is nobody's to guess.
    if shares.len() < parts.len() || shares.iter().copied().map(i64::from).sum::<i64>() != WHOLE_BP {
        fields.problem(KEY_INVESTOR, Code::InvestorsWithoutShares);
        return Vec::new();
    }
    // R13: leftovers by largest remainder.
    let amounts = by_shares(row.amount_minor, &shares);
    let lines = parts.into_iter().zip(amounts).zip(1..).map(|(((investor, _), amount_minor), part)| {
        let reference = format!("{}-{part}", row.reference);
        FundRow { reference, investor, amount_minor, part, ..row.clone() }
    });
    lines.collect()
}

fn fund(fields: &mut Fields<'_>, parts: &[(String, Option<i64>)], today: NaiveDate) -> Option<FundRow> {
    let reference = fields.reference("ref");
    let reference = fields.must("ref", reference);
    // One company may be written with its share too; what several are is settled by the caller.
    let investor = if parts.is_empty() { fields.name(KEY_INVESTOR) } else { Some(String::new()) };
    let investor = fields.must(KEY_INVESTOR, investor);
    let form = fields.word("form");
    let form = fields.must("form", form);
    let origin = fields.word("origin");
    let origin = fields.must("origin", origin);
    let arrived_on = fields.date("arrival");
    let arrived_on = fields.must("arrival", arrived_on);
    if arrived_on.is_some_and(|date| date > today) {
        fields.problem("arrival", Code::ArrivalAhead);
    }
    let money = money(fields);
    let rate = rate_of(fields, money.map(|(currency, _)| currency), arrived_on);
    let share_bp = fields.share("share", WHOLE_BP);
    if share_bp == Some(0) {
        fields.problem("share", Code::NotAPercentage);
    }
    let reverses = fields.reference("reverses");
    if reverses.is_some() && money.is_some_and(|(_, minor)| minor > 0) {
        fields.problem("amount", Code::ReversalNotNegative);
    }
    let voucher_kind = fields.word("voucher_kind");
    let voucher_no = fields.reference("voucher_no");
    if voucher_kind.is_none() && voucher_no.is_some() && fields.cell("voucher_kind").is_blank() {
        fields.problem("voucher_kind", Code::Required);
    }
    let status = verification(fields, arrived_on, today);
    let (rate, rate_unit, rate_on) = rate?;
    let (currency, amount_minor) = money?;
    Some(FundRow {
        reference: reference?,
        project: fields.name("project"),
        investor: investor?,
        payer: fields.name("payer"),
        form: form?,
        origin: origin?,
        arrived_on: arrived_on?,
        currency,
        amount_minor,
        rate,
        rate_unit,
        rate_on,
        share_bp: share_bp.unwrap_or(WHOLE_BP),
        zone: fields.name("zone"),
        reverses,
        voucher_kind,
        voucher_no,
        status: status?,
        submitted_by: fields.name("submitted_by"),
        verified_by: fields.name("verified_by"),
        verified_on: fields.date("verified_on"),
        note: fields.note(),
        part: 1,
    })
}

/// Currency and amount in minor units, never 0.
fn money(fields: &mut Fields<'_>) -> Option<(Currency, i64)> {
    let said = fields.currency("currency");
    if said.is_none() && !fields.cell("currency").is_blank() {
        return None;
    }
    let amount = fields.money("amount", false);
    let (amount, named) = fields.must("amount", amount)?;
    if said.zip(named).is_some_and(|(said, named)| said != named) {
        fields.problem("amount", Code::CurrencyConflict);
        return None;
    }
    let currency = said.or(named).unwrap_or(Currency::CNY);
    let minor = values::number::minor(amount, currency).map_err(|code| fields.problem("amount", code)).ok()?;
    if minor == 0 {
        fields.problem("amount", Code::AmountZero);
        return None;
    }
    Some((currency, minor))
}

type RateOf = (Option<rust_decimal::Decimal>, Option<i64>, Option<NaiveDate>);

/// The line's own rate (I7), which a foreign currency may also take from the rate table later.
fn rate_of(fields: &mut Fields<'_>, currency: Option<Currency>, arrived_on: Option<NaiveDate>) -> Option<RateOf> {
    let rate = fields.rate("rate");
    let unit = fields.whole("rate_unit", 1..=100);
    let on = fields.date("rate_date");
    if unit.is_some_and(|unit| unit != 1 && unit != 100) {
        fields.problem("rate_unit", Code::NotAWholeNumber);
    }
    if currency? == Currency::CNY {
        // Ledgers fill 1 into every line in CNY.
        if rate.is_some_and(|rate| rate != rust_decimal::Decimal::from(unit.unwrap_or(1))) {
            fields.problem("rate", Code::RateOnCny);
        }
        return Some((None, None, None));
    }
    if rate.is_none() {
        return Some((None, None, None));
    }
    let on = on.or(arrived_on);
    if let (Some(on), Some(arrived_on)) = (on, arrived_on) {
        let oldest = arrived_on.checked_sub_days(Days::new(rates::RATE_DAYS_MAX)).unwrap_or(NaiveDate::MIN);
        if on > arrived_on || on < oldest {
            fields.problem("rate_date", Code::RateDate);
        }
    }
    Some((rate, Some(unit.unwrap_or(1)), on))
}

/// Status, verifier and day of verification, which must fit each other (I4, I5).
fn verification(fields: &mut Fields<'_>, arrived_on: Option<NaiveDate>, today: NaiveDate) -> Option<Status> {
    let said: Option<Status> = fields.word("status");
    if said.is_none() && !fields.cell("status").is_blank() {
        return None;
    }
    let status = said.unwrap_or(Status::Draft);
    let (by, on) = (fields.name("verified_by"), fields.date("verified_on"));
    if status == Status::Verified {
        if on.is_none() {
            fields.problem("verified_on", Code::VerifiedWithoutDate);
        }
        if on.zip(arrived_on).is_some_and(|(on, arrived)| on < arrived) {
            fields.problem("verified_on", Code::VerifiedBeforeArrival);
        }
        if on.is_some_and(|on| on > today) {
            fields.problem("verified_on", Code::VerifiedAhead);
        }
        let submitter = fields.name("submitted_by");
        if submitter.zip(by).is_some_and(|(submitter, verifier)| fold(&submitter) == fold(&verifier)) {
            fields.problem("verified_by", Code::SelfVerified);
        }
    } else if by.is_some() || on.is_some() {
        fields.problem(if on.is_some() { "verified_on" } else { "verified_by" }, Code::NotVerified);
    }
    Some(status)
}

pub(super) fn target(fields: &mut Fields<'_>) -> Option<TargetRow> {
    let year = fields.year("year");
    let year = fields.must("year", year);
    let line = fields.word("line");
    let line = fields.must("line", line);
    let row =
        (fields.name("unit"), fields.name("leader"), fields.fen("target"), fields.name("document"), fields.date("effective_on"));
    let (unit, leader, target_fen, document, effective_on) = row;
    Some(TargetRow { year: year?, line: line?, unit, leader, target_fen, document, effective_on })
}

/// A row's rate; of a table with a column for each currency, a rate each.
pub(super) fn rates(fields: &mut Fields<'_>) -> Vec<RateRow> {
    if fields.cells_of(RATE_OF).next().is_some() { by_currency(fields) } else { rate(fields).into_iter().collect() }
}

/// Currencies that the People's Bank publishes as CNY per 100 of them (日元 among them); all others as
/// so many of them for 100 CNY (人民币汇率中间价公告).
const DIRECT: &[&str] = &["USD", "EUR", "JPY", "HKD", "GBP", "AUD", "NZD", "SGD", "CHF", "CAD"];

/// What a table by currencies counts by.
const PER: i64 = 100;

/// Digits that a rate turned over keeps.
const TURNED_DIGITS: u32 = 8;

fn by_currency(fields: &mut Fields<'_>) -> Vec<RateRow> {
    let on = fields.date("date");
    let Some(on) = fields.must("date", on) else { return Vec::new() };
    let source = fields.name("source");
    let cells: Vec<_> = fields.cells_of(RATE_OF).collect();
    let mut rates = Vec::new();
    let mut turned = false;
    for (header, cell) in cells {
        let Ok(currency) = values::word::currency(header) else { continue };
        let rate = match values::number::rate(&cell) {
            Ok(rate) => rate,
            Err(code) => {
                fields.problem_at(header, code, cell.shown());
                continue;
            }
        };
        let direct = DIRECT.contains(&currency.code());
        let rate = if direct {
            rate
        } else {
            let whole = rust_decimal::Decimal::from(PER * PER);
            whole.checked_div(rate).and_then(|rate| rate.round_sf(TURNED_DIGITS)).unwrap_or(rate)
        };
        turned |= !direct;
        rates.push(RateRow { on, currency, unit: PER, rate: rate.normalize(), source: source.clone() });
    }
    if turned {
        fields.warning("date", Code::RatesTurned);
    }
    rates
}

fn rate(fields: &mut Fields<'_>) -> Option<RateRow> {
    let on = fields.date("date");
    let on = fields.must("date", on);
    let currency = fields.currency("currency");
    let currency = fields.must("currency", currency);
    if currency == Some(Currency::CNY) {
        fields.problem("currency", Code::RateOnCny);
    }
    let unit = fields.whole("unit", 1..=100);
    if unit.is_some_and(|unit| unit != 1 && unit != 100) {
        fields.problem("unit", Code::NotAWholeNumber);
    }
    let rate = fields.rate("rate");
    let rate = fields.must("rate", rate);
    let source = fields.name("source");
    Some(RateRow { on: on?, currency: currency?, unit: unit.unwrap_or(1), rate: rate?, source })
}
