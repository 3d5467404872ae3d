//! The tables and charts of the report.

use daowei_core::domain::list::Attribution;
use daowei_core::domain::money::Fen;
use daowei_core::domain::reading::KpiFigure;
use daowei_core::kpi::KpiFigures;
use daowei_core::quarter::ProjectMoved;
use daowei_core::words::Words;
use rust_decimal::Decimal;

use super::super::document::{Align, Bullet, Cell, Chart, Column, Derived, HeadCell, Plot, Row, Series, Table};
use super::super::{HEADERS, Report, line_name, lines, missing};

/// How many rows a list of projects on paper has.
const TOP: usize = 10;
/// Where table 1's columns stand.
const TARGET: u16 = 1;
const QUARTER: u16 = 2;
const YTD: u16 = 3;
const LAST_YEAR: u16 = 4;
const COMPLETION: u16 = 6;
const TIME: u16 = 7;
/// Where the lines' columns stand that sums look at.
const LINES_LINE: u16 = 1;
const LINES_RECOGNISED: u16 = 17;

const fn column(width: u16, align: Align) -> Column {
    Column { width, align, paper: true }
}

fn head(keys: &[&str], words: &Words) -> Vec<Vec<HeadCell>> {
    vec![keys.iter().map(|key| HeadCell::one(words.plain(key))).collect()]
}

fn unit(report: &Report, words: &Words) -> String {
    words.text("report-unit", [("as_of", report.table.as_of.clone()), ("quarter", report.of.quarter.to_string())])
}

fn wan_or(fen: Option<Fen>, missing: impl FnOnce() -> String) -> Cell {
    fen.map_or_else(|| Cell::missing(missing()), Cell::wan)
}

/// 表1: each KPI line and the total.
pub(super) fn first(report: &Report, words: &Words) -> Table {
    let exclusive = report.table.attribution == Attribution::Exclusive;
    let mut rows: Vec<Row> =
        (0..).zip(report.rows()).map(|(at, (figure, figures))| first_row(at, figure, figures, exclusive, words)).collect();
    if !exclusive {
        let mut cells = vec![Cell::text(words.plain("report-doubled"))];
        cells.extend((1..HEADERS.len()).map(|_| Cell::text("")));
        cells[usize::from(YTD)] = Cell::wan(report.table.double_counted_fen);
        rows.push(Row { cells, total: false });
    }
    let widths = [15, 13, 12, 13, 12, 14, 10, 10, 11, 9, 9, 13];
    let columns = widths.iter().enumerate().map(|(at, width)| column(*width, if at == 0 { Align::Left } else { Align::Right }));
    Table {
        key: "table1",
        sheet: words.plain("report-sheet-table"),
        caption: words.text(
            "report-table-first",
            [("year", report.of.quarter.year().to_string()), ("quarter", super::super::quarter_name(report.of.quarter, words))],
        ),
        unit: Some(unit(report, words)),
        head: head(&HEADERS, words),
        columns: columns.collect(),
        rows,
        note: None,
    }
}

fn first_row(at: u32, figure: KpiFigure, row: &KpiFigures, exclusive: bool, words: &Words) -> Row {
    let total = figure == KpiFigure::Total;
    let pct = |value: Option<daowei_core::kpi::Hundredths>, reason, derived: Derived| match value {
        Some(value) => Cell::hundredths(value).derived(derived),
        None => Cell::missing(missing(reason, words)),
    };
    let above = |column: u16| Derived::Sum((0..at).map(|row| (row, column)).collect());
    let mut quarter = Cell::wan(row.quarter_fen);
    let mut ytd = Cell::wan(row.ytd_fen);
    if total && exclusive {
        quarter = quarter.derived(above(QUARTER));
        ytd = ytd.derived(above(YTD));
    } else if !total {
        let only = Some((LINES_LINE, line_name(figure, words)));
        ytd = ytd.derived(Derived::SumOf { table: "lines", column: LINES_RECOGNISED, only });
    }
    let cells = vec![
        Cell::text(line_name(figure, words)),
        wan_or(row.target_fen, || missing(row.target_fen_reason, words)),
        quarter,
        ytd,
        wan_or(row.last_year_ytd_fen, || words.plain("report-none")),
        pct(row.yoy_pct, row.yoy_pct_reason, Derived::Growth { now: (at, YTD), base: (at, LAST_YEAR) }),
        pct(row.completion_pct, row.completion_pct_reason, Derived::Percent { part: (at, YTD), whole: (at, TARGET) }),
        Cell::hundredths(row.time_pct),
        pct(row.lead_points, row.lead_points_reason, Derived::Difference { from: (at, COMPLETION), less: (at, TIME) }),
        Cell::count(row.companies),
        Cell::count(row.new_companies),
        Cell::wan(row.pending_fen),
    ];
    Row { cells, total }
}

/// The months of the year, each line, all together and cumulative, with where the target would have them.
pub(super) fn months(report: &Report, words: &Words) -> Table {
    let exclusive = report.table.attribution == Attribution::Exclusive;
    let mut keys = vec![HeadCell::one(words.plain("report-month"))];
    keys.extend(KpiFigure::ALL.iter().map(|figure| HeadCell::one(in_wan(&line_name(*figure, words), words))));
    keys.push(HeadCell::one(in_wan(&words.plain("report-cumulative"), words)));
    keys.push(HeadCell::one(in_wan(&words.plain("report-target-line"), words)));
    let count = report.months.rows.iter().map(|row| row.months.len()).max().unwrap_or(0);
    let rows =
        (0..count).map(|month| {
            let at = u32::try_from(month).unwrap_or(u32::MAX);
            let mut cells = vec![Cell::text(words.text("report-month-of", [("month", (month + 1).to_string())]))];
            for figure in KpiFigure::ALL {
                let fen = month_of(report, *figure, month).map_or(Fen::ZERO, |one| one.month_fen);
                let cell = Cell::wan(fen);
                let summed = *figure == KpiFigure::Total && exclusive;
                cells.push(if summed { cell.derived(Derived::Sum((1..=3).map(|column| (at, column)).collect())) } else { cell });
            }
            let cumulative = month_of(report, KpiFigure::Total, month).map_or(Fen::ZERO, |one| one.cumulative_fen);
            cells.push(Cell::wan(cumulative).derived(Derived::Sum((0..=at).map(|row| (row, 4)).collect())));
            cells.push(target_line(report, month).map_or_else(
                || Cell::missing(missing(report.table.total.target_fen_reason, words)),
                |value| Cell::number(value, 2),
            ));
            Row { cells, total: false }
        });
    Table {
        key: "months",
        sheet: words.plain("report-sheet-months"),
        caption: words.plain("report-table-months"),
        unit: Some(unit(report, words)),
        head: vec![keys],
        columns: [10, 14, 14, 14, 14, 14, 14]
            .iter()
            .enumerate()
            .map(|(at, width)| column(*width, if at == 0 { Align::Centre } else { Align::Right }))
            .collect(),
        rows: rows.collect(),
        note: None,
    }
}

fn in_wan(name: &str, words: &Words) -> String {
    words.text("report-in-wan", [("name", name)])
}

fn month_of(report: &Report, figure: KpiFigure, month: usize) -> Option<&daowei_core::kpi::MonthFigure> {
    report.months.rows.iter().find(|row| row.line == figure)?.months.get(month)
}

/// Where the target would have the year to date at a month's end, in 万元: target × months ÷ 12.
fn target_line(report: &Report, month: usize) -> Option<Decimal> {
    let target = report.table.total.target_fen?;
    Some(Decimal::new(target.0, 6) * Decimal::from(month + 1) / Decimal::from(12))
}

/// Bars of completion against time.
pub(super) fn bullets(report: &Report, words: &Words) -> Chart {
    let bullets: Vec<Bullet> = report
        .rows()
        .map(|(figure, row)| Bullet {
            name: line_name(figure, words),
            percent: row.completion_pct.map(|percent| Decimal::new(percent.0, 2)),
            time: Decimal::new(row.time_pct.0, 2),
            said: row.completion_pct.map_or_else(|| missing(row.completion_pct_reason, words), |percent| format!("{percent}%")),
        })
        .collect();
    let said: Vec<String> = bullets.iter().map(|bullet| [bullet.name.as_str(), " ", &bullet.said].concat()).collect();
    let time = report.table.total.time_pct.to_string();
    Chart {
        caption: words.plain("report-chart-progress"),
        alternative: words
            .text("report-chart-progress-alt", [("said", said.join(words.plain("report-comma").as_str())), ("time", time)]),
        unit: "%".to_owned(),
        plot: Plot::Bullets(bullets),
        beside: "table1",
    }
}

/// Columns a month with the cumulative line and the target's.
pub(super) fn months_chart(report: &Report, words: &Words) -> Chart {
    let count = report.months.rows.iter().map(|row| row.months.len()).max().unwrap_or(0);
    let of = |take: fn(&daowei_core::kpi::MonthFigure) -> Fen| {
        let month = |at: usize| month_of(report, KpiFigure::Total, at).map_or(Fen::ZERO, take);
        (0..count).map(|at| Decimal::new(month(at).0, 6)).collect::<Vec<_>>()
    };
    let target: Option<Vec<Decimal>> = (0..count).map(|month| target_line(report, month)).collect();
    let months: Vec<String> = (1..=count).map(|month| words.text("report-month-of", [("month", month.to_string())])).collect();
    let cumulative = of(|one| one.cumulative_fen);
    let last = cumulative.last().copied().unwrap_or_default();
    Chart {
        caption: words.plain("report-chart-months"),
        alternative: words.text(
            "report-chart-months-alt",
            [("month", months.last().cloned().unwrap_or_default()), ("cumulative", super::super::document::shown(last, 2, true))],
        ),
        unit: words.plain("report-unit-wan"),
        plot: Plot::Months {
            months,
            monthly: Series { name: words.plain("report-monthly"), values: of(|one| one.month_fen) },
            cumulative: Series { name: words.plain("report-cumulative"), values: cumulative },
            target: target.map(|values| Series { name: words.plain("report-target-line"), values }),
        },
        beside: "months",
    }
}

/// A list of projects, and a total of the agreed amounts.
fn projects(
    key: &'static str,
    texts: [&str; 3],
    rows: &[ProjectMoved],
    report: &Report,
    words: &Words,
    days: bool,
) -> Option<Table> {
    if rows.is_empty() {
        return None;
    }
    let [sheet, caption, on] = texts;
    let mut keys = vec![
        "report-col-number",
        "report-line-col-project",
        "report-line-col-investor",
        "report-line-col-zone",
        "report-col-agreed",
        on,
        "report-col-owner",
    ];
    let mut columns = vec![
        column(6, Align::Centre),
        column(30, Align::Left),
        column(30, Align::Left),
        column(12, Align::Left),
        column(14, Align::Right),
        column(14, Align::Centre),
        column(11, Align::Left),
    ];
    if days {
        keys.insert(6, "report-col-days");
        columns.insert(6, column(10, Align::Right));
    }
    let end = report.of.quarter.last_day().min(report.of.as_of);
    let mut body: Vec<Row> = (1_u32..)
        .zip(rows)
        .map(|(at, project)| {
            let mut cells = vec![
                Cell::count(at),
                Cell::text([project.code.as_str(), " ", &project.name].concat()),
                Cell::text(project.investors.clone().unwrap_or_default()),
                Cell::text(project.zone.clone().unwrap_or_default()),
                wan_or(project.agreed_fen, || words.plain("report-none")),
                Cell::date(Some(project.on)),
                Cell::text(project.owner.clone().unwrap_or_default()),
            ];
            if days {
                cells.insert(6, Cell::count(u32::try_from((end - project.on).num_days()).unwrap_or(0)));
            }
            Row { cells, total: false }
        })
        .collect();
    let agreed = 4;
    let sum = rows.iter().filter_map(|project| project.agreed_fen).map(|fen| fen.0).fold(0_i64, i64::saturating_add);
    let summed = (0..).zip(rows).filter(|(_, project)| project.agreed_fen.is_some()).map(|(row, _)| (row, agreed)).collect();
    let mut cells: Vec<Cell> = columns.iter().map(|_| Cell::text("")).collect();
    cells[1] = Cell::text(words.plain("report-lines-sum"));
    cells[usize::from(agreed)] = Cell::wan(Fen(sum)).derived(Derived::Sum(summed));
    body.push(Row { cells, total: true });
    Some(Table {
        key,
        sheet: words.plain(sheet),
        caption: words.plain(caption),
        unit: None,
        head: head(&keys, words),
        columns,
        rows: body,
        note: None,
    })
}

/// Newly signed.
pub(super) fn signed(report: &Report, words: &Words) -> Option<Table> {
    let texts = ["report-sheet-signed", "report-table-signed", "report-col-signed"];
    projects("signed", texts, &report.work.signed, report, words, false)
}

/// Signed without money, the largest first.
pub(super) fn unfunded(report: &Report, words: &Words) -> Option<Table> {
    let texts = ["report-sheet-unfunded", "report-table-unfunded", "report-col-signed"];
    let shown = &report.work.unfunded[..report.work.unfunded.len().min(TOP)];
    projects("unfunded", texts, shown, report, words, true)
}

/// The ten projects that brought most.
pub(super) fn top(report: &Report, words: &Words) -> Option<Table> {
    if report.top.is_empty() {
        return None;
    }
    let keys = ["report-col-number", "report-line-col-project", "report-line-col-investor", "report-col-ytd"];
    let mut rows: Vec<Row> = (1_u32..)
        .zip(report.top.iter().take(TOP))
        .map(|(at, one)| Row {
            cells: vec![Cell::count(at), Cell::text(&one.project), Cell::text(&one.investors), Cell::wan(one.ytd_fen)],
            total: false,
        })
        .collect();
    let count = u32::try_from(rows.len()).unwrap_or(0);
    let sum = report.top.iter().take(TOP).fold(0_i64, |sum, one| sum.saturating_add(one.ytd_fen.0));
    let sum = Cell::wan(Fen(sum)).derived(Derived::Sum((0..count).map(|row| (row, 3)).collect()));
    rows.push(Row { cells: vec![Cell::text(""), Cell::text(words.plain("report-lines-sum")), Cell::text(""), sum], total: true });
    Some(Table {
        key: "top",
        sheet: words.plain("report-sheet-top"),
        caption: words.plain("report-table-top"),
        unit: None,
        head: head(&keys, words),
        columns: vec![column(6, Align::Centre), column(40, Align::Left), column(40, Align::Left), column(20, Align::Right)],
        rows,
        note: None,
    })
}

/// Who led meetings.
pub(super) fn leaders(report: &Report, words: &Words) -> Option<Table> {
    if report.work.leaders.is_empty() {
        return None;
    }
    let keys = ["report-col-number", "report-col-leader", "report-col-meetings", "report-col-companies-met", "report-col-last-met"];
    let rows = (1_u32..).zip(&report.work.leaders).map(|(at, leader)| Row {
        cells: vec![
            Cell::count(at),
            Cell::text(&leader.leader),
            Cell::count(leader.meetings),
            Cell::count(leader.companies),
            Cell::date(Some(leader.last_on)),
        ],
        total: false,
    });
    Some(Table {
        key: "leaders",
        sheet: words.plain("report-sheet-leaders"),
        caption: words.plain("report-table-leaders"),
        unit: None,
        head: head(&keys, words),
        columns: vec![
            column(6, Align::Centre),
            column(24, Align::Left),
            column(16, Align::Right),
            column(16, Align::Right),
            column(16, Align::Centre),
        ],
        rows: rows.collect(),
        note: None,
    })
}

/// Receipts expected in the next quarter.
pub(super) fn expected(report: &Report, words: &Words) -> Option<Table> {
    let expected = &report.work.expected;
    if expected.is_empty() {
        return None;
    }
    let keys = ["report-col-owner", "report-line-col-project", "report-line-col-payer", "report-col-due", "report-col-amount"];
    let mut rows: Vec<Row> = expected
        .iter()
        .map(|receipt| Row {
            cells: vec![
                Cell::text(receipt.owner.clone().unwrap_or_else(|| words.plain("report-nobody"))),
                Cell::text([receipt.code.as_str(), " ", &receipt.project].concat()),
                Cell::text(&receipt.payer),
                Cell::date(Some(receipt.due_on)),
                Cell::wan(receipt.amount_fen),
            ],
            total: false,
        })
        .collect();
    let count = u32::try_from(rows.len()).unwrap_or(0);
    let sum = expected.iter().fold(0_i64, |sum, receipt| sum.saturating_add(receipt.amount_fen.0));
    let mut cells: Vec<Cell> = (0..4).map(|_| Cell::text("")).collect();
    cells[1] = Cell::text(words.plain("report-lines-sum"));
    cells.push(Cell::wan(Fen(sum)).derived(Derived::Sum((0..count).map(|row| (row, 4)).collect())));
    rows.push(Row { cells, total: true });
    Some(Table {
        key: "expected",
        sheet: words.plain("report-sheet-expected"),
        caption: words.plain("report-table-expected"),
        unit: None,
        head: head(&keys, words),
        columns: vec![
            column(12, Align::Left),
            column(36, Align::Left),
            column(28, Align::Left),
            column(14, Align::Centre),
            column(16, Align::Right),
        ],
        rows,
        note: None,
    })
}

/// Annex 1: the lines behind the year to date; paper has room for eleven of the columns.
pub(super) fn lines(report: &Report, words: &Words) -> Table {
    use Align::{Centre, Left, Right};
    const SHAPE: [(u16, Align, bool); 24] = [
        (11, Left, true),
        (10, Left, true),
        (26, Left, true),
        (22, Left, true),
        (18, Left, false),
        (8, Left, false),
        (7, Centre, true),
        (11, Centre, true),
        (11, Centre, true),
        (9, Centre, true),
        (7, Centre, true),
        (7, Centre, false),
        (14, Right, false),
        (9, Right, false),
        (7, Right, false),
        (11, Centre, false),
        (8, Right, false),
        (13, Right, true),
        (12, Left, true),
        (6, Right, true),
        (24, Left, false),
        (10, Left, false),
        (18, Left, false),
        (11, Left, false),
    ];
    let mut rows: Vec<Row> = report.lines.iter().map(|line| Row { cells: line_cells(line), total: false }).collect();
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let sum = report.lines.iter().fold(0_i64, |sum, line| sum.saturating_add(line.recognised_fen.0));
    let mut cells: Vec<Cell> = SHAPE.iter().map(|_| Cell::text("")).collect();
    cells[0] = Cell::text(words.plain("report-lines-sum"));
    let all = (0..count).map(|row| (row, LINES_RECOGNISED)).collect();
    cells[usize::from(LINES_RECOGNISED)] = Cell::wan(Fen(sum)).derived(Derived::Sum(all));
    rows.push(Row { cells, total: true });
    Table {
        key: "lines",
        sheet: words.plain("report-sheet-lines"),
        caption: words.plain("report-lines-title"),
        unit: None,
        head: head(&lines::HEADERS, words),
        columns: SHAPE.iter().map(|(width, align, paper)| Column { width: *width, align: *align, paper: *paper }).collect(),
        rows,
        note: None,
    }
}

fn line_cells(line: &super::super::ReportLine) -> Vec<Cell> {
    let number = |value: Decimal| Cell::number(value, u8::try_from(value.scale().clamp(2, 8)).unwrap_or(2));
    vec![
        Cell::text(&line.reference),
        Cell::text(&line.line_name),
        Cell::text(&line.project),
        Cell::text(&line.investor),
        Cell::text(&line.payer),
        Cell::text(&line.form),
        Cell::text(&line.origin),
        Cell::date(line.arrived_on),
        Cell::date(line.verified_on),
        Cell::text(&line.posted),
        Cell::text(&line.late),
        Cell::text(&line.currency),
        number(line.amount),
        line.rate
            .map_or_else(|| Cell::text(""), |(rate, _)| Cell::number(rate, u8::try_from(rate.scale().clamp(4, 8)).unwrap_or(4))),
        line.rate.map_or_else(|| Cell::text(""), |(_, unit)| Cell::number(Decimal::from(unit), 0)),
        Cell::date(line.rate_on),
        Cell::number(Decimal::new(i64::from(line.share_bp), 2), 2),
        Cell::wan(line.recognised_fen),
        Cell::text(&line.edition),
        line.rank.map_or_else(|| Cell::text(""), Cell::count),
        Cell::text(&line.path),
        Cell::text(&line.zone),
        Cell::text(&line.vouchers),
        Cell::text(&line.reverses),
    ]
}

/// Annex 3: what was recomputed.
pub(super) fn checks(report: &Report, words: &Words) -> Table {
    let rows = (1_u32..).zip(&report.checks).map(|(at, check)| Row {
        cells: vec![
            Cell::count(at),
            Cell::text(&check.name),
            Cell::text(words.plain(if check.ok { "report-check-holds" } else { "report-check-fails" })),
            Cell::text(&check.detail),
        ],
        total: false,
    });
    Table {
        key: "checks",
        sheet: words.plain("report-sheet-checks"),
        caption: words.plain("report-checks-title"),
        unit: None,
        head: head(&["report-col-number", "report-checks-title", "report-check-result", "report-check-value"], words),
        columns: vec![column(6, Align::Centre), column(50, Align::Left), column(10, Align::Centre), column(30, Align::Right)],
        rows: rows.collect(),
        note: None,
    }
}
