//! As an outsider checks us: a random bureau written as canonical files, brought in and asked through the command line, and
//! recounted from those files alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::{Datelike as _, Days, NaiveDate};
use serde_json::Value;

use super::Desk;
use crate::kpi::recount::{Ask, Close, Edition, Fund, Link, Policy, Project, Recount, Scheme, World};

const TODAY: &str = "2026-03-01";
const LISTS: [&str; 3] = ["F500", "C500", "I100"];
const ROWS: [&str; 4] = ["F500", "C500", "I100", "total"];
const FORMS: [&str; 8] =
    ["cash", "shareholder_loan", "fixed_assets", "land", "in_kind", "intangible", "reinvested_profit", "equity_purchase"];
const ORIGINS: [&str; 4] = ["foreign", "other_province", "other_city", "local"];
const STATUSES: [&str; 10] =
    ["VERIFIED", "VERIFIED", "VERIFIED", "VERIFIED", "VERIFIED", "VERIFIED", "VERIFIED", "SUBMITTED", "RECHECKED", "DRAFT"];
/// Questions asked of a bureau; each is a table and four explanations.
const QUESTIONS: usize = 5;

/// splitmix64: the same bureau for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }

    fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.roll(length as u64)).expect("an index")
    }

    fn one_in(&mut self, sides: u64) -> bool {
        self.roll(sides) == 0
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.index(all.len())]
    }

    /// A day of 2023 to 2025.
    fn day(&mut self) -> NaiveDate {
        date("2023-01-01") + Days::new(self.roll(1_096))
    }
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A bureau as its files, and what is said on the command line beside them.
struct Files {
    companies: String,
    ownership: String,
    /// List, year, publication date, file.
    editions: Vec<(&'static str, i32, NaiveDate, String)>,
    projects: String,
    funds: String,
    targets: String,
    /// Year, policy, origins.
    schemes: Vec<(i32, &'static str, String)>,
    /// Period and day, in the order of closing.
    closes: Vec<(String, NaiveDate)>,
}

/// Names that no two companies could be taken for one another by.
fn name(number: usize) -> String {
    const ONE: [char; 14] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸', '乾', '坤', '震', '巽'];
    const TWO: [char; 14] = ['鼠', '牛', '虎', '兔', '龙', '蛇', '马', '羊', '猴', '鸡', '狗', '猪', '鹤', '鹿'];
    [ONE[number / 14], TWO[number % 14]].into_iter().chain("示例".chars()).collect()
}

fn bureau(dice: &mut Dice) -> Files {
    let count = 100 + dice.index(90);
    let companies = (0..count).fold("企业名称,国别\n".to_owned(), |out, number| out + name(number).as_str() + ",中国\n");
    let mut ownership = "母公司,子公司,持股比例(%),控制方式,起,止\n".to_owned();
    let mut linked = BTreeSet::new();
    for _ in 0..count {
        // An import refuses circles, so whoever is above has the smaller number.
        let (one, other) = (dice.index(count), dice.index(count));
        let (parent, child) = (one.min(other), one.max(other));
        if parent == child || !linked.insert((parent, child)) {
            continue;
        }
        let percent = dice.of(&["50", "50.0001", "51", "34", "60", "100", "75.5"]);
        let control = dice.of(&["equity", "equity", "equity", "equity", "vie", "actual_control"]);
        let mut ends = [dice.day(), dice.day()];
        ends.sort();
        let [from, to] = ends.map(|end| if dice.one_in(2) { end.to_string() } else { String::new() });
        writeln!(ownership, "{},{},{percent},{control},{from},{to}", name(parent), name(child)).expect("text");
    }
    let mut editions = Vec::new();
    for list in LISTS {
        for year in 2021..=2025 {
            if dice.one_in(8) {
                continue;
            }
            let published = NaiveDate::from_ymd_opt(year, 1, 1).expect("a day") + Days::new(dice.roll(365));
            let mut out = "排名,企业名称\n".to_owned();
            let listed: BTreeSet<usize> = (0..count / 4).map(|_| dice.index(count)).collect();
            for (at, company) in listed.into_iter().enumerate() {
                let rank = if dice.one_in(6) { String::new() } else { (at / 2 + 1).to_string() };
                writeln!(out, "{rank},{}", name(company)).expect("text");
            }
            editions.push((list, year, published, out));
        }
    }
    let mut projects = "项目编码,项目名称,签约日期,认定口径\n".to_owned();
    for project in 0..30 {
        let signed = if dice.one_in(3) { String::new() } else { (dice.day() - Days::new(dice.roll(1_500))).to_string() };
        writeln!(projects, "P{project:02},示例项目{project:02},{signed},{}", dice.of(&["", "", "CAPITAL", "EXPENDITURE"]))
            .expect("text");
    }
    let mut targets = "年度,类别,目标(万元)\n".to_owned();
    for year in 2023..=2025 {
        for line in LISTS {
            let target = if dice.one_in(4) { String::new() } else { (1_000 + dice.roll(900_000)).to_string() };
            writeln!(targets, "{year},{line},{target}").expect("text");
        }
    }
    let schemes = (2023..=2025)
        .map(|year| {
            let origins: Vec<&str> = ORIGINS.into_iter().filter(|origin| *origin == "foreign" || dice.one_in(2)).collect();
            (year, dice.of(&["A", "B", "C"]), origins.join(","))
        })
        .collect();
    let funds = funds(dice, count);
    Files { companies, ownership, editions, projects, funds, targets, schemes, closes: closes(dice) }
}

fn closes(dice: &mut Dice) -> Vec<(String, NaiveDate)> {
    let mut closes = Vec::new();
    for year in 2023..=2025 {
        for quarter in 1..=4_usize {
            if dice.one_in(if quarter < 4 { 5 } else { 2 }) {
                continue;
            }
            closes.push((format!("{year}Q{quarter}"), last_day(year, quarter) + Days::new(2 + dice.roll(25))));
        }
        if !dice.one_in(4) {
            closes.push((year.to_string(), last_day(year, 4) + Days::new(28 + dice.roll(30))));
        }
    }
    closes.sort_by_key(|(period, on)| (*on, !period.contains('Q')));
    closes
}

fn last_day(year: i32, quarter: usize) -> NaiveDate {
    let month = u32::try_from(quarter).expect("a quarter") * 3;
    NaiveDate::from_ymd_opt(year, month, if month == 3 || month == 12 { 31 } else { 30 }).expect("a day")
}

fn funds(dice: &mut Dice, companies: usize) -> String {
    let mut out = "流水号,项目,投资方,付款方,形式,来源,到账日,币种,金额,汇率,汇率单位,汇率日期,比例(%),落地区域,冲销流水号,凭证类型,凭证号,状态,填报人,认定人,认定日\n".to_owned();
    // What is left to reverse: number, project, currency, hundredths, arrival.
    let mut open: Vec<(usize, String, &str, u64, NaiveDate)> = Vec::new();
    for number in 0..220 + dice.index(120) {
        let mut arrived = dice.day();
        let mut status = dice.of(&STATUSES);
        let mut project = if dice.one_in(3) { String::new() } else { format!("P{:02}", dice.index(30)) };
        let mut currency = dice.of(&["CNY", "CNY", "CNY", "USD", "EUR", "HKD"]);
        let most = if dice.one_in(6) { 300 } else { 9_000_000_000 };
        let mut hundredths = 1 + dice.roll(most);
        let mut reverses = String::new();
        if !open.is_empty() && dice.one_in(6) {
            let at = dice.index(open.len());
            let (reversed, of, currency_of, left, on) = &mut open[at];
            if *left > 0 {
                hundredths = 1 + dice.roll(*left);
                *left -= hundredths;
                (project, currency, status) = (of.clone(), *currency_of, "VERIFIED");
                arrived = (*on + Days::new(dice.roll(500))).min(date("2025-12-31"));
                reverses = format!("F{reversed:04}");
            }
        }
        let verified = (arrived + Days::new(if dice.one_in(5) { dice.roll(300) } else { dice.roll(25) })).min(date(TODAY));
        let (verifier, verified) = if status == "VERIFIED" { ("副局长", verified.to_string()) } else { ("", String::new()) };
        let submitter = if status == "DRAFT" { "" } else { "小李" };
        let (unit, back) = (dice.of(&["1", "100"]), dice.roll(10));
        let rate = format!("{}.{:04},{unit},{}", 1 + dice.roll(9), dice.roll(10_000), arrived - Days::new(back));
        let rate = if currency == "CNY" { ",,".to_owned() } else { rate };
        let share = if dice.one_in(4) { format!("{}.{:02}", 1 + dice.roll(99), dice.roll(100)) } else { String::new() };
        if status == "VERIFIED" && reverses.is_empty() {
            open.push((number, project.clone(), currency, hundredths, arrived));
        }
        let sign = if reverses.is_empty() { "" } else { "-" };
        let voucher = if reverses.is_empty() { format!("bank_slip,N{number}") } else { ",".to_owned() };
        let who = name(dice.index(companies));
        writeln!(
            out,
            "F{number:04},{project},{who},{who},{form},{origin},{arrived},{currency},{sign}{}.{:02},{rate},{share},{zone},{reverses},{voucher},{status},{submitter},{verifier},{verified}",
            hundredths / 100,
            hundredths % 100,
            form = FORMS[if dice.one_in(2) { 0 } else { dice.index(8) }],
            origin = dice.of(&ORIGINS),
            zone = dice.of(&["高新区", "高新区", "高新区", "高新区", "邻区"]),
        )
        .expect("text");
    }
    out
}

/// Brings the files in, sets the rules and closes the periods.
fn brought_in(files: &Files) -> Desk {
    let desk = Desk::new(TODAY);
    desk.import("小李", "companies", &files.companies, &[]);
    desk.import("小李", "ownership", &files.ownership, &[]);
    for (list, year, published, file) in &files.editions {
        let (year, published) = (year.to_string(), published.to_string());
        let options = ["--list", list, "--year", &year, "--published", &published, "--source", "示例"];
        desk.import("小李", "edition", file, &options);
    }
    desk.import("小李", "projects", &files.projects, &[]);
    desk.import("副局长", "targets", &files.targets, &[]);
    desk.import("副局长", "funds", &files.funds, &[]);
    for (year, policy, origins) in &files.schemes {
        desk.done("副局长", &["scheme", "set", "--year", &year.to_string(), "--edition-policy", policy, "--origins", origins]);
    }
    for (period, on) in &files.closes {
        desk.done("副局长", &["close", period, "--on", &on.to_string()]);
    }
    desk
}

/// The rows of a file, each by its headers.
fn rows(file: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(file.as_bytes()).deserialize().collect::<Result<_, _>>().expect("rows")
}

/// A decimal as an integer of `places` decimals.
fn scaled(text: &str, places: usize) -> i64 {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{decimals:0<places$}").parse().expect("a number")
}

fn known(all: &[&'static str], text: &str) -> &'static str {
    all.iter().find(|one| **one == text).expect("one of them")
}

/// What the files say, as the naive recount takes it.
fn world(files: &Files) -> World {
    let names: Vec<String> = rows(&files.companies).iter().map(|row| row["企业名称"].clone()).collect();
    let company = |name: &str| names.iter().position(|known| known == name).expect("a company");
    let optional = |text: &str| (!text.is_empty()).then(|| date(text));
    let links = rows(&files.ownership)
        .iter()
        .map(|row| Link {
            parent: company(&row["母公司"]),
            child: company(&row["子公司"]),
            percent_ppm: scaled(&row["持股比例(%)"], 4),
            documented: row["控制方式"] != "equity",
            from: optional(&row["起"]),
            to: optional(&row["止"]),
        })
        .collect();
    let editions = files.editions.iter().map(|(list, year, published, file)| Edition {
        list: LISTS.iter().position(|known| known == list).expect("a list"),
        year: *year,
        published: *published,
        entries: rows(file).iter().map(|row| (company(&row["企业名称"]), row["排名"].parse().ok())).collect(),
    });
    let projects = rows(&files.projects);
    let codes: Vec<String> = projects.iter().map(|row| row["项目编码"].clone()).collect();
    let projects = projects.iter().map(|row| Project {
        basis: ["CAPITAL", "EXPENDITURE"].into_iter().find(|basis| *basis == row["认定口径"]),
        signed: optional(&row["签约日期"]).into_iter().collect(),
    });
    let schemes = files.schemes.iter().map(|(year, policy, origins)| {
        let policy = match *policy {
            "A" => Policy::A,
            "B" => Policy::B,
            _ => Policy::C,
        };
        let origins = ORIGINS.into_iter().filter(|origin| origins.split(',').any(|one| one == *origin)).collect();
        (*year, Scheme { policy, origins, forms: FORMS.to_vec(), third_list: None })
    });
    let lines = rows(&files.funds);
    let funds = lines.iter().map(|row| Fund {
        project: codes.iter().position(|code| *code == row["项目"]),
        investor: company(&row["投资方"]),
        form: known(&FORMS, &row["形式"]),
        origin: known(&ORIGINS, &row["来源"]),
        zone: usize::from(row["落地区域"] == "邻区"),
        arrived: date(&row["到账日"]),
        status: known(&STATUSES, &row["状态"]),
        verified: optional(&row["认定日"]),
        amount_minor: scaled(&row["金额"], 2),
        rate: (!row["汇率"].is_empty()).then(|| (scaled(&row["汇率"], 4), row["汇率单位"].parse().expect("a unit"))),
        share_bp: if row["比例(%)"].is_empty() { 10_000 } else { scaled(&row["比例(%)"], 2) },
        city_fen: None,
        province_fen: None,
        linked: lines.iter().position(|other| other["流水号"] == row["冲销流水号"]).map(|at| (at, "reversal")),
    });
    let closes = files.closes.iter().map(|(period, on)| {
        let (year, quarter) = period.split_once('Q').unwrap_or((period, "0"));
        Close { year: year.parse().expect("a year"), quarter: quarter.parse().expect("a quarter"), on: *on }
    });
    World {
        zones: vec![true, false],
        companies: names.len(),
        merged: Vec::new(),
        lists: vec![Some(0), Some(1), Some(2)],
        editions: editions.collect(),
        links,
        projects: projects.collect(),
        schemes: schemes.collect(),
        funds: funds.collect(),
        closes: closes.collect(),
    }
}

/// Hundredths of a percent, half away from zero, as they are shown.
fn percent(part: i64, whole: i64) -> String {
    let (above, below) = (i128::from(part) * 10_000, i128::from(whole));
    let rounded = (above.abs() * 2 + below) / (below * 2) * above.signum();
    shown(rounded)
}

fn shown(hundredths: i128) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100)
}

fn text(value: &Value) -> Option<&str> {
    value.as_str()
}

/// Every figure of a row as the files alone give it.
fn agrees(told: &Value, at: usize, expected: &Recount, before: Option<&Recount>, earlier: Option<&Recount>, target: Option<i64>) {
    let what = ROWS[at];
    let fen = |key: &str| text(&told[key]).unwrap_or_else(|| panic!("{what} {key}: {told}")).parse::<i64>().expect("fen");
    assert_eq!(fen("ytd_fen"), expected.ytd[at], "{what} ytd");
    assert_eq!(fen("quarter_fen"), expected.quarter[at], "{what} quarter");
    assert_eq!(fen("late_fen"), expected.late[at], "{what} late");
    assert_eq!(fen("pending_fen"), expected.pending[at], "{what} pending");
    assert_eq!(told["companies"], expected.companies[at], "{what} companies");
    assert_eq!(told["new_companies"], expected.new[at], "{what} new");
    let growth = |key: &str, figure: i64, base: Option<i64>| {
        let wanted = base.filter(|base| *base > 0).map(|base| percent(figure - base, base));
        assert_eq!(text(&told[key]), wanted.as_deref(), "{what} {key}");
        assert_eq!(told[[key, "_reason"].concat()].is_string(), wanted.is_none(), "{what} {key}");
    };
    let base = before.filter(|before| before.funds[at] > 0).map(|before| before.ytd[at]);
    assert_eq!(text(&told["last_year_ytd_fen"]).map(|fen| fen.parse::<i64>().expect("fen")), base, "{what} last year");
    growth("yoy_pct", expected.ytd[at], base);
    if let Some(earlier) = earlier {
        let base = (earlier.quarter_funds[at] > 0).then_some(earlier.quarter[at]);
        growth("qoq_pct", expected.quarter[at], base);
    }
    assert_eq!(text(&told["target_fen"]), target.map(|target| target.to_string()).as_deref(), "{what} target");
    let completion = target.map(|target| percent(expected.ytd[at], target));
    assert_eq!(text(&told["completion_pct"]), completion.as_deref(), "{what} completion");
    let lead = completion.map(|completion| {
        shown(i128::from(scaled(&completion, 2)) - i128::from(scaled(text(&told["time_pct"]).expect("time"), 2)))
    });
    assert_eq!(text(&told["lead_points"]), lead.as_deref(), "{what} lead");
    assert_eq!(told["double_half"].as_bool(), target.map(|target| expected.ytd[at] * 2 >= target), "{what} 双过半");
}

/// The targets of a year in fen; that of the total where each line has one.
fn targets(files: &Files, year: i32) -> [Option<i64>; 4] {
    let all = rows(&files.targets);
    let of = |line: &str| {
        let row = all.iter().find(|row| row["年度"] == year.to_string() && row["类别"] == line).expect("a target");
        row["目标(万元)"].parse::<i64>().ok().map(|wan| wan * 1_000_000)
    };
    let [a, b, c] = LISTS.map(of);
    [a, b, c, a.zip(b).zip(c).map(|((a, b), c)| a + b + c)]
}

fn asked(desk: &Desk, files: &Files, world: &World, dice: &mut Dice) -> bool {
    let (year, quarter) = (dice.of(&[2024, 2025]), 1 + dice.index(4));
    let (reading, overlap) = (dice.of(&["published", "posted", "restated"]), dice.one_in(2));
    let ask = Ask { year, quarter, restated: reading == "restated", overlap, level: 0 };
    let (of, through) = (year.to_string(), format!("{year}Q{quarter}"));
    let options = [
        "--year",
        &of,
        "--through",
        &through,
        "--reading",
        reading,
        "--attribution",
        if overlap { "overlap" } else { "exclusive" },
    ];
    let (expected, before, earlier) = if reading == "published" {
        let Some((expected, before)) = world.published(&ask) else {
            desk.refused("访客", &[&["kpi"], &options[..]].concat(), "not-published");
            return false;
        };
        (expected, before, None)
    } else {
        let last = if quarter == 1 { Ask { year: year - 1, quarter: 4, ..ask } } else { Ask { quarter: quarter - 1, ..ask } };
        (world.recount(&ask), Some(world.recount(&Ask { year: year - 1, ..ask })), Some(world.recount(&last)))
    };
    let kpi = desk.done("访客", &[&["kpi"], &options[..]].concat());
    let doubled = expected.ytd[..3].iter().sum::<i64>() - expected.ytd[3];
    assert_eq!(kpi["double_counted_fen"], doubled.to_string(), "{through} {reading}");
    for (at, target) in targets(files, year).into_iter().enumerate() {
        let told = if at == 3 { &kpi["total"] } else { &kpi["rows"][at] };
        assert_eq!(told["time_pct"], format!("{}.00", quarter * 25));
        agrees(told, at, &expected, before.as_ref(), earlier.as_ref(), target);
        let told = desk.done("访客", &[&["explain", "--line", ROWS[at]], &options[..]].concat());
        assert_eq!(told["total_fen"], expected.ytd[at].to_string(), "{through} {reading} {}", ROWS[at]);
        let behind: BTreeMap<String, i64> = told["funds"]
            .as_array()
            .expect("funds")
            .iter()
            .map(|fund| {
                (text(&fund["ref"]).expect("a ref").to_owned(), text(&fund["recognised_fen"]).expect("fen").parse().expect("fen"))
            })
            .collect();
        let wanted = expected.behind[at].iter().map(|line| (format!("F{line:04}"), world.funds[*line].fen())).collect();
        assert_eq!(behind, wanted, "{through} {reading} {}", ROWS[at]);
    }
    expected.ytd[3] != 0
}

#[test]
fn a_random_bureau_brought_in_as_files_is_counted_as_its_files_say() {
    let bureaus: u64 = std::env::var("DAOWEI_BUREAUS").ok().and_then(|bureaus| bureaus.parse().ok()).unwrap_or(1);
    for seed in 0..bureaus {
        let mut dice = Dice(seed);
        let files = bureau(&mut dice);
        let desk = brought_in(&files);
        let world = world(&files);
        assert!(world.funds.iter().all(|fund| fund.arrived.year() >= 2023));
        let counted = (0..QUESTIONS).filter(|_| asked(&desk, &files, &world, &mut dice)).count();
        assert!(counted >= QUESTIONS / 3, "seed {seed}: {counted} answers held money");
        assert_eq!(desk.done("admin", &["verify"])["ok"], true);
    }
}
