use daowei_core::domain::fund::{Form, Origin, Status};
use daowei_core::domain::list::TargetLine;
use daowei_core::domain::money::Currency;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::word::Word;
use super::*;
use crate::columns::{Unit, unit};
use crate::read::Cell;

fn date(text: &str) -> Parsed<String> {
    date::parse(&Cell::text(text)).map(|date| date.to_string())
}

#[test]
fn dates_of_every_fashion() {
    for text in [
        "2026-9-2",
        "2026.09.02",
        "2026/9/2",
        "20260902",
        "2026年9月2日",
        "２０２６－９－２",
        "2026-09-02 10:00",
        "2026-09-02T10:00:00",
        "46267",
        "2026年 9月 2日",
    ] {
        assert_eq!(date(text), Ok("2026-09-02".to_owned()), "{text}");
    }
    assert_eq!(date::parse(&Cell::Date("2026-09-02T08:30:00")).unwrap().to_string(), "2026-09-02");
    for text in ["2026.09", "2024年3月", "202603", "2025", "2025年"] {
        assert!(matches!(date(text), Err(Code::DateWithoutDay | Code::NotADate)), "{text}");
    }
    assert_eq!(date("1/2/2017"), Err(Code::DateAmbiguous));
    for text in
        ["2025-02-29", "2025-13-01", "第二季度", "0000-00-00", "--", "2025-1-2-3", "99999999", "12345678901234567890", "2025--1"]
    {
        assert_eq!(date(text), Err(Code::NotADate), "{text}");
    }
}

fn money(text: &str, header: Option<&str>) -> Parsed<(String, Option<&'static str>)> {
    let header = header.and_then(unit::parse);
    number::money(&Cell::text(text), header, false).map(|(amount, currency)| (amount.to_string(), currency.map(Currency::code)))
}

/// A cell of amounts without end used to be taken apart one within the other until the stack was used up.
#[test]
fn a_cell_full_of_amounts_is_no_number() {
    assert_eq!(money(&"1万".repeat(30_000), None), Err(Code::NotANumber));
    assert_eq!(number::share(&Cell::text(&"9".repeat(100_000)), None, 10_000), Err(Code::NotAPercentage));
}

#[test]
fn amounts_of_every_fashion() {
    for (text, header, amount, currency) in [
        ("1234567.89", None, "1234567.89", None),
        ("1.2亿", None, "120000000", None),
        ("3,000万元", None, "30000000", Some("CNY")),
        ("３，０００万元", None, "30000000", Some("CNY")),
        ("3000", Some("万元"), "30000000", Some("CNY")),
        ("3000元", Some("万元"), "3000", Some("CNY")),
        ("0.5亿", Some("万元"), "50000000", Some("CNY")),
        ("$648,125", Some("million"), "648125000000", Some("USD")),
        ("$ 656.96", None, "656.96", Some("USD")),
        ("(1,234.50)", None, "-1234.5", None),
        ("-2000", Some("万元"), "-20000000", Some("CNY")),
        ("−2000", None, "-2000", None),
        ("3亿5000万元", None, "350000000", Some("CNY")),
        ("1万2345", None, "12345", None),
        ("1.5e6", None, "1500000", None),
        ("人民币 12.50 元", None, "12.5", Some("CNY")),
    ] {
        assert_eq!(money(text, header), Ok((amount.to_owned(), currency)), "{text}");
    }
    assert_eq!(money("约5000万", None), Err(Code::Approximate));
    assert_eq!(number::money(&Cell::text("拟投10亿"), None, true), Ok((Decimal::from(1_000_000_000), None)));
    assert_eq!(money("100美元", Some("万元")), Err(Code::CurrencyConflict));
    for text in ["1,2", "12,34,567", "1.2.3", "万元", "abc", "5股", "--5", "1 234 x", "60%", "1'23"] {
        assert_eq!(money(text, None), Err(Code::NotANumber), "{text}");
    }
    assert_eq!(money("123456789012345678901234567890", None), Err(Code::AmountTooLarge));
}

#[test]
fn spreadsheet_noise_beyond_fifteen_digits_is_no_amount() {
    let value = |text: &str| number::parse(&Cell::Number(text)).map(|number| number.value.normalize().to_string());
    assert_eq!(value("0.30000000000000004"), Ok("0.3".to_owned()));
    assert_eq!(value("1234.5600000000001"), Ok("1234.56".to_owned()));
    assert_eq!(value("123456789012345"), Ok("123456789012345".to_owned()));
    assert_eq!(value("0.00000000000000000000000000000000001"), Ok("0".to_owned()));
}

#[test]
fn shares_are_exact_or_refused() {
    let bp = |text: &str| number::share(&Cell::text(text), None, 10_000);
    assert_eq!(bp("60"), Ok(6_000));
    assert_eq!(bp("60%"), Ok(6_000));
    assert_eq!(bp("33.33％"), Ok(3_333));
    assert_eq!(bp("33.333"), Err(Code::PercentageTooFine));
    assert_eq!(bp("100.01"), Err(Code::NotAPercentage));
    assert_eq!(bp("-1"), Err(Code::NotAPercentage));
    assert_eq!(number::share(&Cell::text("50.0001"), Some(Unit::Percent), 1_000_000), Ok(500_001));
    assert_eq!(number::share(&Cell::text("5100"), Some(Unit::BasisPoints), 10_000), Ok(5_100));
    assert_eq!(number::share(&Cell::text("51万元"), None, 10_000), Err(Code::NotAPercentage));
}

#[test]
fn codes_keep_every_digit_or_say_that_they_lost_some() {
    assert_eq!(code::reference(&Cell::text("000625")), Ok("000625".to_owned()));
    assert_eq!(code::reference(&Cell::text("102900005115168123")), Ok("102900005115168123".to_owned()));
    assert_eq!(code::reference(&Cell::Number("102900005115168")), Ok("102900005115168".to_owned()));
    assert_eq!(code::reference(&Cell::Number("102900005115168120")), Err(Code::CodeLostDigits));
    assert_eq!(code::reference(&Cell::text("1.02900005115168E+14")), Err(Code::CodeLostDigits));
    assert_eq!(code::reference(&Cell::text("E+1")), Ok("E+1".to_owned()));
    assert_eq!(code::uscc(&Cell::text("10000000000000000y")), Ok("10000000000000000Y".to_owned()));
    assert_eq!(code::uscc(&Cell::text("100000000000000000")), Err(Code::UsccCheck));
    // The example of ISO 17442-1.
    assert_eq!(code::lei(&Cell::text("5493 00EX04Q2QBFQTQ27")).map(|_| ()), Ok(()));
    assert_eq!(code::lei(&Cell::text("549300EX04Q2QBFQTQ28")), Err(Code::LeiForm));
}

#[test]
fn words_of_both_languages() {
    assert_eq!(Form::read("现金"), Ok(Form::Cash));
    assert_eq!(Form::read("Cash "), Ok(Form::Cash));
    assert_eq!(Form::read("shareholder_loan"), Ok(Form::ShareholderLoan));
    assert_eq!(Origin::read("境外"), Ok(Origin::Foreign));
    assert_eq!(Status::read("已认定"), Ok(Status::Verified));
    assert_eq!(Status::read("verified"), Ok(Status::Verified));
    assert_eq!(TargetLine::read("世界 500 强"), Ok(TargetLine::F500));
    assert_eq!(Status::read("大概"), Err(Code::UnknownWord));
    assert_eq!(word::currency("美元").map(Currency::code), Ok("USD"));
    assert_eq!(word::currency("usd").map(Currency::code), Ok("USD"));
    assert_eq!(word::currency("万元"), Err(Code::UnknownCurrency));
    assert_eq!(word::truth("是"), Ok(true));
    assert_eq!(country::code("中国香港"), Some("HK"));
    assert_eq!(country::code("united states"), Some("US"));
    assert_eq!(country::code("火星"), None);
}

/// No name may mean two members, and every member must read back from its code and its names.
fn names_are_unique<W: Word + PartialEq + std::fmt::Debug>() {
    for (member, names) in W::WORDS {
        assert_eq!(W::read(member.code()), Ok(*member));
        for name in *names {
            assert_eq!(W::read(name), Ok(*member), "{name}");
        }
    }
}

#[test]
fn every_word_reads_back_as_its_own_member() {
    names_are_unique::<Form>();
    names_are_unique::<Origin>();
    names_are_unique::<Status>();
    names_are_unique::<TargetLine>();
    names_are_unique::<daowei_core::domain::fund::VoucherKind>();
    names_are_unique::<daowei_core::domain::company::Control>();
    names_are_unique::<daowei_core::domain::meeting::Mode>();
    names_are_unique::<daowei_core::domain::meeting::Level>();
    names_are_unique::<daowei_core::domain::project::Basis>();
    names_are_unique::<daowei_core::domain::project::Stage>();
    assert_eq!(Form::WORDS.len(), Form::ALL.len());
    assert_eq!(Origin::WORDS.len(), Origin::ALL.len());
    assert_eq!(Status::WORDS.len(), Status::ALL.len());
}

#[test]
fn signs_of_nothing_are_nothing() {
    for text in ["-", "—", "", " / ", "无", "N/A", "暂无", "--"] {
        assert!(is_missing(text), "{text}");
    }
    for text in ["0", "-1", "无锡"] {
        assert!(!is_missing(text), "{text}");
    }
}

proptest! {
    #[test]
    fn an_amount_reads_back_from_every_way_of_writing_it(fen in -900_000_000_000_000_i64..900_000_000_000_000) {
        let amount = Decimal::new(fen, 2);
        let grouped = daowei_core::domain::money::grouped(i128::from(fen));
        let accountants = if fen < 0 { format!("({})", grouped.trim_start_matches('-')) } else { grouped.clone() };
        let wan = Decimal::new(fen, 6).to_string();
        for text in [amount.to_string(), grouped.clone(), format!("{grouped}元"), format!("{wan}万元"), accountants, format!("¥{}", amount.abs())] {
            let (value, _) = number::money(&Cell::text(&text), None, false).unwrap();
            prop_assert_eq!(value.abs(), amount.normalize().abs(), "{}", text);
            prop_assert_eq!(number::minor(value.abs(), Currency::CNY), Ok(fen.abs()));
        }
    }

    #[test]
    fn a_date_reads_back_from_every_way_of_writing_it(days in 0_i32..70_000) {
        let day = chrono::NaiveDate::from_num_days_from_ce_opt(712_000 + days).unwrap();
        for pattern in ["%Y-%m-%d", "%Y/%-m/%-d", "%Y.%m.%d", "%Y%m%d", "%Y年%-m月%-d日", "%Y-%m-%d 23:59:59"] {
            prop_assert_eq!(date::parse(&Cell::text(&day.format(pattern).to_string())), Ok(day));
        }
        let serial = (day - chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days();
        prop_assert_eq!(date::parse(&Cell::Number(&serial.to_string())), Ok(day));
    }

    #[test]
    fn no_text_makes_a_parser_panic(text in "\\PC{0,40}|[-0-9.,()%万亿元eE+约$ ]{0,30}") {
        for cell in [Cell::text(&text), Cell::Number(&text), Cell::Date(&text)] {
            let _ = (date::parse(&cell), number::parse(&cell), number::share(&cell, None, 10_000), number::whole(&cell, 0..=9));
            let _ = (code::reference(&cell), code::uscc(&cell), code::lei(&cell), word::currency(&text), country::code(&text));
            let _ = (Form::read(&text), unit::parse(&text), crate::columns::Header::read(&text));
        }
    }
}
