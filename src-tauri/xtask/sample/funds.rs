//! A hundred and twenty lines of delivered funds, planned so that three years tell a story.
//!
//! 2024 is history from before the program came. In 2025 the zone overtakes a target raised in
//! July, with money that arrived in time and was verified late. In 2026 the Global 500 run slightly
//! behind the calendar, the China 500 are past half by midsummer, the industry lists lag; the fourth
//! quarter is open, with lines at every desk.

use super::{
    companies,
    csv::Sheet,
    date::Date,
    projects::{self, NEIGHBOUR},
    rates,
    rng::Rng,
    targets,
};

/// A line as it goes into the file.
pub struct Fund {
    pub reference: String,
    pub project: &'static str,
    pub investor: &'static str,
    pub payer: &'static str,
    pub form: &'static str,
    pub origin: &'static str,
    pub arrival: Date,
    pub currency: &'static str,
    /// Hundredths of the currency's whole unit.
    pub amount_cents: i64,
    pub share_percent: i64,
    pub zone: &'static str,
    pub reverses: String,
    pub voucher: &'static str,
    pub voucher_no: String,
    pub status: &'static str,
    pub submitted_by: &'static str,
    pub verified_on: Option<Date>,
    pub note: &'static str,
}

/// The person who verifies; never the one who submits.
pub const VERIFIER: &str = "示例副局长";

/// Arrival, project, investor, form and voucher, money, what is special about it.
///
/// Money is in ten-thousands of yuan, or a currency and its whole units. Special: `late=` the day it
/// was verified, `share=` percent, `tag=` a name by which `undo=` reverses it, `zone` the neighbouring
/// one, `local`, `payer=`, a status; the rest is the note.
type Plan = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const CASH: &str = "cash bank_slip";
const LOAN: &str = "shareholder_loan bank_slip";
const CAPITAL: &str = "cash capital_verification";
const ASSETS: &str = "fixed_assets invoice";
const LAND: &str = "land land_receipt";

#[rustfmt::skip]
const PLAN: &[Plan] = &[
    // 2024
    ("2024-01-18", "P01", "yhess", ASSETS, "9800", "首批电芯产线设备"),
    ("2024-02-06", "P17", "bkll", ASSETS, "4600", "冷库主体与制冷机组"),
    ("2024-02-27", "P04", "yldc", ASSETS, "10600", "一号机房土建与机电"),
    ("2024-03-14", "P19", "thzn", CASH, "5900", ""),
    ("2024-03-19", "P29", "xm", CASH, "2900", ""),
    ("2024-03-21", "P11", "bh", CASH, "USD 10800000", "首期外方出资"),
    ("2024-04-16", "P08", "whsc", CASH, "8500", "tag=wh 区域总部注册资本"),
    ("2024-04-25", "P17", "bkll", ASSETS, "8000", "速冻与分割车间"),
    ("2024-05-23", "P03", "chne", CASH, "20400", ""),
    ("2024-05-30", "P19", "thzn", CASH, "9800", ""),
    ("2024-06-05", "P31", "tg", CASH, "2300", ""),
    ("2024-06-14", "P01", "yhess", ASSETS, "12200", "模组与PACK车间设备"),
    ("2024-07-18", "P06", "dyfd", CASH, "11600", ""),
    ("2024-08-15", "P18", "ln", CAPITAL, "6120", "首期出资,持股34%,自付部分"),
    ("2024-08-15", "P18", "hwtz", CAPITAL, "11880", "首期出资,非榜单企业"),
    ("2024-08-22", "P13", "qy", CASH, "JPY 900000000", "share=51 合资款汇入总额,按51%分割"),
    ("2024-09-12", "P07", "ajbio", CASH, "8000", ""),
    ("2024-09-19", "P27", "xlfc", CASH, "4300", ""),
    ("2024-09-24", "P04", "yldc", ASSETS, "19600", "二号机房与供配电"),
    ("2024-10-15", "P11", "bd", CASH, "2500", "local 本地配套出资"),
    ("2024-10-17", "P11", "bh", CASH, "USD 12500000", "第二期外方出资"),
    ("2024-11-14", "P07", "ajbio", CASH, "11300", ""),
    ("2024-11-26", "P08", "whsc", "cash resolution", "-1500", "undo=wh 总部缩编,退回部分出资"),
    ("2024-11-28", "P27", "xlfc", CASH, "5600", ""),
    ("2024-12-05", "P03", "chne", CASH, "16500", ""),
    ("2024-12-12", "P01", "yhess", ASSETS, "18600", "二车间化成分容设备"),
    ("2024-12-17", "P20", "yx", CASH, "8200", ""),
    ("2024-12-19", "P14", "hv", CASH, "USD 9800000", "首期外方出资"),
    // 2025
    ("2025-01-15", "P04", "yldc", ASSETS, "12700", "服务器首批到货"),
    ("2025-01-22", "P20", "yx", CASH, "9900", ""),
    ("2025-02-13", "P30", "fsis", CASH, "1600", ""),
    ("2025-02-19", "P10", "shwl", CASH, "5200", ""),
    ("2025-02-26", "P12", "zy", CASH, "USD 14000000", "首期外方出资"),
    ("2025-03-06", "P21", "jh", LAND, "5500", "tag=jh 一期工业用地出让金"),
    ("2025-03-13", "P06", "dyfd", CASH, "7800", "tag=dy"),
    ("2025-03-18", "P27", "xlfc", CASH, "4400", ""),
    ("2025-03-27", "P03", "chne", CASH, "8600", "late=2025-04-18 银行回单季后补齐"),
    ("2025-04-17", "P24", "hyzj", CASH, "9000", "增资控股后首笔出资"),
    ("2025-04-22", "P02", "yhbat", CASH, "18000", ""),
    ("2025-05-08", "P25", "ys", CASH, "3600", "zone 落在邻区,不计入本区"),
    ("2025-05-15", "P16", "gwll", ASSETS, "6200", "自动化立体冷库"),
    ("2025-05-22", "P23", "xs", ASSETS, "8600", "变电站与柴发"),
    ("2025-05-29", "P14", "hv", CASH, "USD 11500000", "第二期外方出资"),
    ("2025-06-05", "P27", "xlfc", LOAN, "6600", "股东借款,境内关联方"),
    ("2025-06-12", "P01", "yhess", ASSETS, "13400", "投产前设备尾款"),
    ("2025-06-24", "P09", "tqjs", LAND, "9300", "工业用地出让金"),
    ("2025-06-26", "P20", "yx", CASH, "6500", "late=2025-07-16 章程修正案季后送达"),
    ("2025-07-10", "P05", "yl", CASH, "16000", ""),
    ("2025-07-17", "P23", "xs", ASSETS, "9900", "机柜与液冷设备"),
    ("2025-07-31", "P28", "gymz", CASH, "3800", ""),
    ("2025-08-07", "P18", "ln", CASH, "2040", "payer=hwtz REJECTED 付款方与投资方不符"),
    ("2025-08-14", "P12", "zy", CASH, "USD 13200000", "第二期外方出资"),
    ("2025-08-20", "P06", "dyfd", "cash resolution", "-2000", "undo=dy 减资退回"),
    ("2025-09-04", "P04", "yldc", ASSETS, "14800", "三号机房机电"),
    ("2025-09-11", "P30", "fsis", CASH, "2300", ""),
    ("2025-09-18", "P13", "qy", CASH, "JPY 780000000", "增资,外方自付"),
    ("2025-09-18", "P24", "hyzj", CASH, "6200", ""),
    ("2025-09-25", "P15", "sm", CASH, "USD 8600000", "首期外方出资"),
    ("2025-09-26", "P28", "gymz", CASH, "2600", "late=2025-10-20 进账单付款方名称更正"),
    ("2025-10-16", "P02", "yhbat", CASH, "24500", ""),
    ("2025-10-23", "P23", "xs", ASSETS, "9700", "一期算力设备"),
    ("2025-10-30", "P09", "tqjs", ASSETS, "10800", "构件生产线"),
    ("2025-11-05", "P04", "yldc", ASSETS, "2200", "zone 灾备节点建在邻区"),
    ("2025-11-06", "P27", "xlfc", CASH, "3900", ""),
    ("2025-11-13", "P05", "yl", CASH, "17600", "tag=yl"),
    ("2025-11-20", "P07", "ajbio", CASH, "5900", ""),
    ("2025-11-27", "P11", "bh", CASH, "USD 9000000", "第三期外方出资"),
    ("2025-12-11", "P18", "ln", CASH, "4080", "第二期出资,自付部分"),
    ("2025-12-11", "P18", "hwtz", CASH, "7920", "第二期出资,非榜单企业"),
    ("2025-12-18", "P10", "shwl", CASH, "12400", ""),
    ("2025-12-29", "P14", "hv", CASH, "USD 6400000", "late=2026-01-22 年度关账后认定,以前年度调整"),
    // 2026
    ("2026-01-15", "P23", "xs", ASSETS, "13200", "二期算力设备首付"),
    ("2026-01-20", "P02", "yhbat", CASH, "16800", ""),
    ("2026-01-28", "P28", "gymz", CASH, "3200", ""),
    ("2026-02-05", "P05", "yl", CASH, "11200", ""),
    ("2026-02-10", "P19", "thzn", CASH, "2400", "集团减持后不再并表,不计入"),
    ("2026-02-26", "P07", "ajbio", CASH, "8900", "集团新入榜世界500强"),
    ("2026-03-05", "P23", "bd", "fixed_assets payment_receipt", "1200", "local 本地配套,道路与管网"),
    ("2026-03-10", "P27", "xlfc", CASH, "2900", ""),
    ("2026-03-12", "P12", "zy", CASH, "USD 10500000", "第三期外方出资"),
    ("2026-03-19", "P24", "hyzj", CASH, "8300", ""),
    ("2026-03-26", "P06", "dyfd", CASH, "12600", "late=2026-04-17 验资报告季后出具"),
    ("2026-04-16", "P20", "yx", CASH, "10900", ""),
    ("2026-04-21", "P04", "yldc", ASSETS, "18300", "智算扩容"),
    ("2026-04-28", "P16", "gwll", ASSETS, "1800", "集团本年度未上榜,不计入"),
    ("2026-05-14", "P13", "qy", CASH, "JPY 620000000", "二期增资"),
    ("2026-05-19", "P23", "xs", ASSETS, "18400", "二期算力设备"),
    ("2026-05-20", "P05", "yl", "cash resolution", "-3600", "undo=yl 设备采购主体调整,退回上年部分出资"),
    ("2026-05-28", "P09", "tqjs", ASSETS, "10400", "二期厂房"),
    ("2026-06-11", "P07", "ajbio", CASH, "13400", ""),
    ("2026-06-16", "P21", "jh", "land land_receipt", "-360", "undo=jh 用地面积复核,退回多缴出让金"),
    ("2026-06-18", "P03", "chne", CASH, "15800", ""),
    ("2026-06-23", "P28", "gymz", CASH, "5100", ""),
    ("2026-07-16", "P02", "yhbat", CASH, "19900", ""),
    ("2026-07-22", "P23", "xs", ASSETS, "10300", "网络与存储"),
    ("2026-08-13", "P10", "shwl", CASH, "6800", ""),
    ("2026-08-18", "P27", "xlfc", CASH, "3900", ""),
    ("2026-08-20", "P21", "jh", ASSETS, "7200", "冲压与焊装线"),
    ("2026-08-27", "P05", "yl", CASH, "16100", ""),
    ("2026-09-10", "P14", "hvcn", "reinvested_profit audit_report", "5700", "2025年度未分配利润转增"),
    ("2026-09-15", "P28", "gymz", CASH, "2100", ""),
    ("2026-09-17", "P07", "ajbio", CASH, "10900", ""),
    ("2026-09-22", "P20", "yx", CASH, "5400", ""),
    ("2026-09-24", "P28", "gymz", CASH, "1450", "RETURNED 回单未见付款账号后四位,退回补件"),
    ("2026-09-28", "P09", "tqjs", ASSETS, "4200", "late=2026-10-22 发票季后开具"),
    ("2026-10-15", "P11", "bh", CASH, "USD 5600000", "第四期外方出资"),
    ("2026-10-20", "P24", "hyzj", CASH, "4900", ""),
    ("2026-10-21", "P21", "jh", ASSETS, "2700", "RETURNED 发票抬头与项目公司不一致,退回更正"),
    ("2026-10-28", "P30", "fsis", CASH, "1150", ""),
    ("2026-10-29", "P07", "ajbio", CASH, "5400", "RECHECKED"),
    ("2026-10-30", "P33", "ps", CASH, "3600", "FIRST_PASS 首期出资"),
    ("2026-11-04", "P12", "zysh", CASH, "4200", "FIRST_PASS"),
    ("2026-11-05", "P04", "yldc", ASSETS, "9100", "late=2026-11-17 四号机房"),
    ("2026-11-06", "P09", "tqjs", ASSETS, "3100", "RECHECKED 三期设备"),
    ("2026-11-10", "P23", "xs", ASSETS, "9900", "SUBMITTED 三期算力设备首付"),
    ("2026-11-11", "P05", "yl", CASH, "7800", "SUBMITTED"),
    ("2026-11-13", "P32", "lx", CASH, "1900", "SUBMITTED 首期出资"),
    ("2026-11-17", "P14", "hv", CASH, "USD 3200000", "SUBMITTED 末期外方出资"),
    ("2026-11-18", "P02", "yhbat", CASH, "12000", "DRAFT 待银行回单"),
    ("2026-11-19", "P08", "whsc", CASH, "2000", "DRAFT 待股东会决议"),
];

/// The plan made into lines, by arrival.
pub fn all() -> Vec<Fund> {
    let mut rng = Rng::of("funds");
    let mut tags: Vec<(&str, String)> = Vec::new();
    let mut numbers = [0_usize; 3];
    let mut funds = Vec::new();
    for plan in PLAN {
        let year = Date::of(plan.0).civil().0;
        let number = &mut numbers[usize::try_from(year - 2024).unwrap_or(0)];
        *number += 1;
        let fund = line(plan, format!("DZ-{year}-{number:03}"), &tags, &mut rng);
        if let Some(tag) = plan.5.split(' ').find_map(|word| word.strip_prefix("tag=")) {
            tags.push((tag, fund.reference.clone()));
        }
        funds.push(fund);
    }
    funds
}

fn line(
    &(arrival, project, investor, form, money, special): &Plan,
    reference: String,
    tags: &[(&str, String)],
    rng: &mut Rng,
) -> Fund {
    let arrival = Date::of(arrival);
    let (form, voucher) = form.split_once(' ').unwrap_or((form, "other"));
    let home = projects::of(project);
    let mut fund = Fund {
        reference,
        project: home.code,
        investor,
        payer: companies::zh(investor),
        form,
        origin: if companies::of(investor).country == "CN" { "other_province" } else { "foreign" },
        arrival,
        currency: "CNY",
        amount_cents: 0,
        share_percent: 100,
        zone: home.zone,
        reverses: String::new(),
        voucher,
        voucher_no: String::new(),
        status: "VERIFIED",
        submitted_by: home.owner,
        verified_on: None,
        note: "",
    };
    let mut rest = special;
    while !rest.is_empty() {
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        if let Some(day) = word.strip_prefix("late=") {
            fund.verified_on = Some(Date::of(day));
        } else if let Some(percent) = word.strip_prefix("share=") {
            fund.share_percent = percent.parse().unwrap_or(0);
        } else if let Some(payer) = word.strip_prefix("payer=") {
            fund.payer = companies::zh(payer);
        } else if let Some(tag) = word.strip_prefix("undo=") {
            fund.reverses = tags.iter().find(|(of, _)| *of == tag).map(|(_, reference)| reference.clone()).unwrap_or_default();
        } else if word == "zone" {
            fund.zone = NEIGHBOUR;
        } else if word == "local" {
            fund.origin = "local";
        } else if word.is_ascii() && !word.starts_with("tag=") {
            fund.status = word;
        } else if !word.starts_with("tag=") {
            fund.note = rest;
            break;
        }
        rest = after;
    }
    match money.split_once(' ') {
        Some((currency, units)) => {
            fund.currency = currency;
            fund.amount_cents = units.parse::<i64>().unwrap_or(0) * 100;
        }
        None => {
            fund.amount_cents = money.parse::<i64>().unwrap_or(0) * 1_000_000;
            // What is spent on buildings and machines adds up from many invoices, and is never round.
            if form == "fixed_assets" {
                fund.amount_cents += rng.between(-1_200_000, 1_200_000) * 100 + rng.between(0, 99);
            } else if form == "reinvested_profit" {
                fund.amount_cents += rng.between(100_000, 900_000) * 100 + rng.between(0, 99);
            } else if fund.reverses.is_empty() && rng.chance(50) {
                fund.amount_cents += rng.between(-12, 12) * 5_000_000;
            }
        }
    }
    if fund.status == "VERIFIED" && fund.verified_on.is_none() {
        fund.verified_on = Some(verified(arrival, rng));
    }
    if fund.status == "DRAFT" {
        fund.voucher = "";
    } else {
        fund.voucher_no = voucher_no(voucher, arrival, rng);
    }
    fund
}

/// A working day one to two weeks after the arrival, and before the arrival's quarter is closed.
fn verified(arrival: Date, rng: &mut Rng) -> Date {
    let day = arrival.plus(rng.between(5, 14)).workday();
    match targets::close_after(arrival) {
        Some(close) if day >= close => close.plus(-1).workday_back(),
        _ => day,
    }
}

fn voucher_no(kind: &str, on: Date, rng: &mut Rng) -> String {
    let (year, month, day) = on.civil();
    match kind {
        "invoice" => format!("{}99{:08}{:08}", year % 100, rng.between(1, 99_999_999), rng.between(1, 99_999_999)),
        "land_receipt" => format!("示土收〔{year}〕{:03}号", rng.between(11, 240)),
        "capital_verification" => format!("示验字〔{year}〕第{:03}号", rng.between(11, 480)),
        "audit_report" => format!("示审字〔{year}〕第{:03}号", rng.between(11, 480)),
        "resolution" => format!("股东会决议{year}-{}", rng.between(2, 9)),
        _ => format!("SL{year}{month:02}{day:02}{:04}", rng.between(1000, 9999)),
    }
}

/// The ledger's file.
pub fn sheet() -> Sheet {
    let mut sheet = Sheet::new(&[
        "流水号",
        "项目",
        "投资方",
        "付款方",
        "形式",
        "来源",
        "到账日",
        "币种",
        "金额",
        "汇率",
        "汇率单位",
        "汇率日期",
        "比例(%)",
        "落地区域",
        "冲销流水号",
        "凭证类型",
        "凭证号",
        "状态",
        "填报人",
        "认定人",
        "认定日",
        "备注",
    ]);
    for fund in all() {
        let sign = if fund.amount_cents < 0 { "-" } else { "" };
        let cents = fund.amount_cents.abs();
        let amount = format!("{sign}{}.{:02}", cents / 100, cents % 100);
        let (rate, unit, rate_on) = if fund.currency == "CNY" {
            (String::new(), String::new(), String::new())
        } else {
            let rate = rates::on(fund.currency, fund.arrival);
            (rate.text(), rate.unit.to_string(), rate.on.to_string())
        };
        let verified_on = fund.verified_on.map(|day| day.to_string()).unwrap_or_default();
        let verifier = if fund.verified_on.is_some() { VERIFIER } else { "" };
        sheet.row(&[
            &fund.reference,
            fund.project,
            companies::zh(fund.investor),
            fund.payer,
            fund.form,
            fund.origin,
            &fund.arrival.to_string(),
            fund.currency,
            &amount,
            &rate,
            &unit,
            &rate_on,
            &fund.share_percent.to_string(),
            fund.zone,
            &fund.reverses,
            fund.voucher,
            &fund.voucher_no,
            fund.status,
            fund.submitted_by,
            verifier,
            &verified_on,
            fund.note,
        ]);
    }
    sheet
}
