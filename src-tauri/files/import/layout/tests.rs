use crate::columns::{Given, Kind};
use crate::import::layout::tables;
use crate::import::table::find;
use crate::read::{Options, Workbook, read};

fn text(text: &str) -> Workbook {
    read(text.as_bytes().to_vec(), &Options::default()).unwrap()
}

/// A workbook of one sheet with merged ranges `(first row, first column, last row, last column, text)`.
fn merged(ranges: &[(u32, u16, u32, u16, &str)], cells: &[(u32, u16, &str)]) -> Workbook {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let plain = rust_xlsxwriter::Format::new();
    for (top, left, bottom, right, text) in ranges {
        sheet.merge_range(*top, *left, *bottom, *right, text, &plain).unwrap();
    }
    for (row, column, text) in cells {
        sheet.write(*row, *column, *text).unwrap();
    }
    read(book.save_to_buffer().unwrap(), &Options::default()).unwrap()
}

#[test]
fn three_rows_of_merged_headers_are_joined() {
    let workbook = merged(
        &[
            (0, 0, 0, 7, "2025年××区招商引资目标任务分解表"),
            (1, 0, 3, 0, "单位"),
            (1, 1, 3, 1, "类别"),
            (1, 2, 1, 4, "新注册重点项目(个)"),
            (2, 2, 3, 2, "目标值"),
            (2, 3, 3, 3, "完成值"),
            (2, 4, 3, 4, "完成进度%"),
            (1, 5, 1, 7, "实际到位内资(亿元)"),
            (2, 5, 2, 6, "总额"),
        ],
        &[
            (2, 7, "其中:省外资金"),
            (3, 5, "目标值"),
            (3, 6, "完成值"),
            (3, 7, "目标值"),
            (4, 0, "合计"),
            (4, 2, "12"),
            (4, 5, "9.5"),
            (5, 0, "一科"),
            (5, 1, "世界500强"),
            (5, 2, "7"),
            (5, 5, "6.25"),
            (5, 7, "1"),
        ],
    );
    let found = tables(&workbook, Some(Kind::Targets), None, &Given::new());
    assert_eq!(found.len(), 1);
    let expected = [
        "单位",
        "类别",
        "新注册重点项目(个)/目标值",
        "新注册重点项目(个)/完成值",
        "新注册重点项目(个)/完成进度%",
        "实际到位内资(亿元)/总额/目标值",
        "实际到位内资(亿元)/总额/完成值",
        "实际到位内资(亿元)/其中:省外资金/目标值",
    ];
    assert_eq!(found[0].headers, expected);
    assert_eq!((found[0].header.clone(), found[0].year), (1..4, Some(2025)));
    let table = find(workbook, Kind::Targets, None, &Given::new()).unwrap();
    assert_eq!(table.mapping.place("target"), Some(5));
    let rows = crate::import::parse::parse(&table, chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
    let crate::import::rows::Rows::Targets(lines) = rows else { panic!("{rows:?}") };
    assert_eq!(lines.skipped.iter().map(|problem| problem.row).collect::<Vec<_>>(), [5]);
    let target = &lines.lines[0].value;
    assert_eq!((target.year, target.target_fen, target.unit.as_deref()), (2025, Some(62_500_000_000), Some("一科")));
}

#[test]
fn a_trip_spans_its_visits() {
    let workbook = merged(
        &[(1, 0, 3, 0, "招商一科"), (1, 2, 2, 2, "2025-03-04")],
        &[
            (0, 0, "单位"),
            (0, 1, "拜访企业名称"),
            (0, 2, "开始时间"),
            (1, 1, "甲公司"),
            (2, 1, "乙公司"),
            (3, 1, "丙公司"),
            (3, 2, "2025-03-06"),
        ],
    );
    let found = tables(&workbook, Some(Kind::Meetings), None, &Given::new());
    let sheet = &workbook.sheets[0];
    let column = |column: usize| found[0].body.clone().map(|place| found[0].cell(sheet, place, column).shown()).collect::<Vec<_>>();
    assert_eq!(column(0), ["招商一科"; 3]);
    assert_eq!(column(2), ["2025-03-04", "2025-03-04", "2025-03-06"]);
}

#[test]
fn groups_without_merges_are_joined_and_titles_name_the_unit() {
    let workbook =
        text("××区到资台账,,,\n单位:万元,,,\n编号,到账日期,合作方,,金额\n,,企业名称,所在地,\n1,2025-03-04,甲公司,省外,3000\n");
    let found = tables(&workbook, Some(Kind::Funds), None, &Given::new());
    assert_eq!(found[0].headers, ["编号", "到账日期", "合作方/企业名称", "合作方/所在地", "金额"]);
    assert_eq!(found[0].unit, crate::columns::unit::parse("万元"));
    assert_eq!(found[0].titles, ["××区到资台账", "单位:万元"]);
}

#[test]
fn tables_side_by_side_are_several() {
    let apart = text("企业名称,行业,,排名,企业名称\n甲公司,电池,,1,乙公司\n丙公司,汽车,,2,丁公司\n");
    let columns = |workbook: &Workbook| -> Vec<_> {
        tables(workbook, Some(Kind::Companies), None, &Given::new()).into_iter().map(|layout| layout.columns).collect()
    };
    assert_eq!(columns(&apart), [0..2, 3..5]);
    let repeated = text("企业名称,行业,企业名称,行业\n甲公司,电池,乙公司,汽车\n");
    assert_eq!(columns(&repeated), [0..2, 2..4]);
    // A column that nobody filled does not part a table.
    let one = text("企业名称,,行业\n甲公司,,电池\n");
    assert_eq!(columns(&one), vec![std::ops::Range { start: 0, end: 3 }]);
    let table = find(apart, Kind::Companies, None, &Given::new()).unwrap();
    assert_eq!(table.others.len(), 1);
}

#[test]
fn a_layout_has_a_signature_of_its_headers() {
    let signature = |header: &str| tables(&text(&format!("{header}\n甲,1\n")), None, None, &Given::new())[0].signature();
    assert_eq!(signature("企业名称,金额(万元)"), signature("企业名称 ,金额（万元）"));
    assert_ne!(signature("企业名称,金额"), signature("企业名称,行业"));
}
