//! Every row is accounted for, whatever the file is, whatever it holds.

use daowei_files::columns::Kind;
use daowei_files::import::file::{Asked, Opened};
use daowei_files::import::run::{EditionOf, Fate, Imported, Mode, Watch};
use daowei_tests::sheets::{self, Grid};
use daowei_tests::{Bureau, day, noon};
use proptest::prelude::*;

use super::example::COMPANIES;
use super::{TODAY, counts, dump, take};

/// Headers as templates write them, by kind.
const HEADERS: &[(Kind, &[&str])] = &[
    (Kind::Companies, &["企业名称", "英文名", "别名", "统一社会信用代码", "国别", "行业", "备注"]),
    (Kind::Ownership, &["母公司", "子公司", "持股比例(%)", "控制方式", "起", "止"]),
    (Kind::Edition, &["排名", "企业名称", "英文名", "国别", "行业", "营业收入(百万美元)"]),
    (Kind::Projects, &["项目编码", "项目名称", "投资方", "落地区域", "协议投资额(万元)", "签约日期", "注册日期", "认定口径"]),
    (Kind::Meetings, &["日期", "方式", "层级", "企业", "地点", "对方人员", "议题", "下一步", "责任人", "期限"]),
    (Kind::Funds, &["流水号", "投资方", "形式", "来源", "到账日", "币种", "金额", "落地区域", "凭证类型", "凭证号", "状态"]),
    (Kind::Targets, &["年度", "类别", "单位", "目标(万元)", "文号", "生效日"]),
    (Kind::Rates, &["日期", "币种", "单位", "汇率", "来源"]),
];

/// Cells as ledgers have them: good in one column, wrong in another, and some that mean harm.
const CELLS: &[&str] = &[
    "",
    "-",
    "甲",
    "乙",
    "Yi Corporation",
    "甲、乙",
    "甲:60%;乙:40%",
    "新企业有限公司",
    "合计",
    "1",
    "2",
    "003",
    "-5",
    "60",
    "100",
    "1.2亿",
    "约5000万",
    "3,000万元",
    "１２３",
    "0",
    "99999999999999999999",
    "1e400",
    "NaN",
    "50%",
    "2025-03-01",
    "2025年3月",
    "20251223",
    "45000",
    "2027-01-01",
    "某日",
    "CNY",
    "USD",
    "7.1234",
    "foreign",
    "现金",
    "省外",
    "高新区",
    "别处",
    "visit",
    "走访",
    "district",
    "市级",
    "F500",
    "total",
    "equity",
    "CAPITAL",
    "bank_slip",
    "VERIFIED",
    "DRAFT",
    "admin",
    "91110000100000000X",
    "=cmd|' /C calc'!A0",
    "<b>x</b>",
    "a\nb",
    "\"",
    "，",
    "𠮷",
    "名\u{202e}称",
    "CN",
    "2025",
];

/// Ways to write a table down.
#[derive(Debug, Clone, Copy)]
enum Form {
    Csv,
    Utf16,
    Tsv,
    Json,
    Html,
    Xlsx,
    Xls,
    Ods,
}

/// A cell as a spreadsheet program keeps what was typed: a number where it is one.
fn typed(text: &str) -> sheets::Cell {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    match text.parse::<f64>() {
        Ok(number) if plain => sheets::Cell::Number(number),
        _ => sheets::Cell::text(text),
    }
}

impl Form {
    fn write(self, headers: &[&str], rows: &[Vec<&str>]) -> (&'static str, Vec<u8>) {
        let delimited = |by: u8| {
            let mut writer = csv::WriterBuilder::new().delimiter(by).from_writer(Vec::new());
            writer.write_record(headers).expect("a header");
            for row in rows {
                writer.write_record(row).expect("a row");
            }
            writer.into_inner().expect("a table")
        };
        let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>");
        let grid = || {
            let header = headers.iter().map(|header| sheets::Cell::text(header)).collect();
            let body = rows.iter().map(|row| row.iter().map(|cell| typed(cell)).collect());
            Grid { name: "台账".to_owned(), rows: std::iter::once(header).chain(body).collect(), merges: Vec::new() }
        };
        match self {
            Self::Csv => ("a.csv", delimited(b',')),
            Self::Utf16 => {
                let text = String::from_utf8(delimited(b',')).expect("text");
                ("a.csv", text.encode_utf16().flat_map(u16::to_le_bytes).collect())
            }
            Self::Tsv => ("a.tsv", delimited(b'\t')),
            Self::Json => {
                let object = |row: &Vec<&str>| {
                    let pairs = headers.iter().zip(row).map(|(header, cell)| ((*header).to_owned(), serde_json::json!(cell)));
                    serde_json::Value::Object(pairs.collect())
                };
                ("a.json", serde_json::to_vec(&rows.iter().map(object).collect::<Vec<_>>()).expect("an array"))
            }
            Self::Xlsx => ("a.xlsx", sheets::xlsx::write(&grid())),
            Self::Xls => ("a.xls", sheets::xls::write(&grid())),
            Self::Ods => ("a.ods", sheets::ods::write(&grid())),
            Self::Html => {
                let line = |cells: &[&str], tag: &str| {
                    let cells: String = cells.iter().map(|cell| format!("<{tag}>{}</{tag}>", escaped(cell))).collect();
                    format!("<tr>{cells}</tr>")
                };
                let body: String = rows.iter().map(|row| line(row, "td")).collect();
                ("a.html", format!("<meta charset=utf-8><table>{}{body}</table>", line(headers, "th")).into_bytes())
            }
        }
    }
}

/// A kind, a form, and rows of any cells; each row has some cell, so that it is a row.
fn any_file() -> impl Strategy<Value = (usize, Form, Vec<Vec<&'static str>>)> {
    let form =
        prop::sample::select(vec![Form::Csv, Form::Utf16, Form::Tsv, Form::Json, Form::Html, Form::Xlsx, Form::Xls, Form::Ods]);
    (0..HEADERS.len(), form).prop_flat_map(|(at, form)| {
        let row = prop::collection::vec(prop::sample::select(CELLS), HEADERS[at].1.len());
        let row = row.prop_filter("blank rows are no rows", |cells| cells.iter().any(|cell| !["", "-"].contains(cell)));
        (Just(at), Just(form), prop::collection::vec(row, 1..12))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 72, ..ProptestConfig::default() })]

    /// rows = created + updated + unchanged + skipped + rejected; each rejected row says why; a look and a refusal leave the
    /// store as it was, and so does taking a partial import back.
    #[test]
    fn whatever_the_file_every_row_is_accounted_for((at, form, rows) in any_file()) {
        let (kind, headers) = HEADERS[at];
        let mut bureau = Bureau::new();
        take(&mut bureau, Kind::Companies, COMPANIES);
        let (name, bytes) = form.write(headers, &rows);
        let import = |bureau: &mut Bureau, mode| -> Result<Imported, TestCaseError> {
            let edition = (kind == Kind::Edition).then(|| EditionOf {
                list: "F500".to_owned(), year: 2025, published_on: day("2025-08-01"), basis_year: None, source: None,
            });
            let asked = Asked { edition, ..Asked::default() };
            let opened = Opened::own(name, bytes.clone()).map_err(|error| TestCaseError::fail(format!("{error:?}")))?;
            opened
                .import(&mut bureau.store, noon(TODAY), kind, asked, mode, &Watch::default())
                .map(|taken| taken.imported)
                .map_err(|error| TestCaseError::fail(format!("{error:?}")))
        };
        let before = dump(&bureau);
        for mode in [Mode::DryRun, Mode::Whole] {
            let imported = import(&mut bureau, mode)?;
            prop_assert_eq!(counts(&imported).iter().sum::<u32>() as usize, rows.len(), "{:?}", imported.plan);
            for row in imported.plan.rows.iter().filter(|row| row.fate == Fate::Rejected) {
                prop_assert!(imported.plan.problems.iter().any(|problem| problem.row == row.row), "{:?}", row);
            }
            if mode == Mode::DryRun || !imported.kept {
                prop_assert_eq!(dump(&bureau), before.clone());
            }
            if imported.kept && mode == Mode::Whole {
                return Ok(());
            }
        }
        let partial = import(&mut bureau, Mode::Partial)?;
        prop_assert!(partial.kept);
        prop_assert_eq!(counts(&partial).iter().sum::<u32>() as usize, rows.len());
        if let Some(id) = partial.import {
            let reverted = bureau.store.revert_import(id, &[], noon(TODAY));
            let reverted = reverted.map_err(|error| TestCaseError::fail(format!("{error:?}")))?.value;
            // Verified history stays, and with it what it stands on.
            if reverted.conflicts.is_empty() {
                prop_assert_eq!(dump(&bureau), before);
            }
        }
    }
}
