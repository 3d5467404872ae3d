//! What is odd about an edition as a whole: places that contradict names, a column that slipped, gaps in the ranks, ranks
//! against revenues. Nothing is refused for it: a person compares the row with the list as it was published.
//!
//! Ties and missing ranks are usual, and so is a list that does not rank by revenue.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::rows::{EntryRow, Line};
use crate::problem::Code;

/// Something odd about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oddity {
    /// The row as a person sees it.
    pub row: u32,
    /// The key of the column.
    pub key: &'static str,
    /// What it is.
    pub code: Code,
    /// The message's arguments.
    pub args: Vec<(&'static str, String)>,
}

/// So many rows whose place stands one row below make a column that slipped.
const SLIPPED_MIN: usize = 3;

/// A list ranks by revenue where so many of a hundred neighbours are in that order.
const BY_REVENUE_PERCENT: usize = 90;

/// With fewer ranked revenues there is no order to break.
const REVENUES_MIN: usize = 10;

/// Everything odd, in the order of rows.
pub fn oddities(lines: &[Line<EntryRow>]) -> Vec<Oddity> {
    let mut out = places(lines);
    out.extend(gaps(lines));
    out.extend(against_revenue(lines));
    out.sort_by_key(|odd| odd.row);
    out
}

fn name(row: &EntryRow) -> &str {
    row.name_zh.as_deref().or(row.name_en.as_deref()).unwrap_or_default()
}

fn places(lines: &[Line<EntryRow>]) -> Vec<Oddity> {
    let mut out = Vec::new();
    let mut slipped = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let row = &line.value;
        let (Some(printed), Some(place)) = (row.province.as_deref(), place_of_name(name(row))) else { continue };
        // What is no province of the table says nothing.
        let Some(beside) = province(printed) else { continue };
        if place == beside {
            continue;
        }
        let args = vec![("name", name(row).to_owned()), ("place", place.to_owned()), ("value", printed.to_owned())];
        out.push(Oddity { row: line.row, key: "province", code: Code::ProvinceContradicts, args });
        let below = lines.get(at + 1).and_then(|next| province(next.value.province.as_deref()?));
        if below == Some(place) {
            slipped.push(line);
        }
    }
    if let (Some(first), true) = (slipped.first(), slipped.len() >= SLIPPED_MIN) {
        let args = vec![("name", name(&first.value).to_owned()), ("row", first.row.to_string())];
        out.insert(0, Oddity { row: first.row, key: "province", code: Code::ColumnShifted, args });
    }
    out
}

/// The province that a company's name says: at its beginning, or in brackets.
fn place_of_name(name: &str) -> Option<&'static str> {
    let bracketed = name.split(['(', '（']).nth(1).and_then(|rest| rest.split([')', '）']).next());
    bracketed.and_then(province).or_else(|| province(name))
}

/// The province in which the place lies with which a text begins.
fn province(text: &str) -> Option<&'static str> {
    PROVINCES.iter().find_map(|(province, cities)| {
        let begins = text.starts_with(province) || cities.split(' ').any(|city| !city.is_empty() && text.starts_with(city));
        begins.then_some(*province)
    })
}

fn gaps(lines: &[Line<EntryRow>]) -> Vec<Oddity> {
    // A rank with how many bear it, and the row of the first.
    let mut ranks: BTreeMap<i64, (i64, u32)> = BTreeMap::new();
    for line in lines {
        if let Some(rank) = line.value.rank {
            ranks.entry(rank).and_modify(|(count, _)| *count += 1).or_insert((1, line.row));
        }
    }
    let unranked = i64::try_from(lines.iter().filter(|line| line.value.rank.is_none()).count()).unwrap_or(i64::MAX);
    let mut out = Vec::new();
    let mut missing = 0;
    for ((before, (count, _)), (rank, (_, row))) in ranks.iter().zip(ranks.iter().skip(1)) {
        // Two of one rank leave the next one free.
        if *rank > before + count {
            missing += rank - before - count;
            let args = vec![("before", before.to_string()), ("rank", rank.to_string())];
            out.push(Oddity { row: *row, key: "rank", code: Code::RankGap, args });
        }
    }
    // Those without a rank may stand in the gaps.
    if missing <= unranked { Vec::new() } else { out }
}

fn against_revenue(lines: &[Line<EntryRow>]) -> Vec<Oddity> {
    let mut ranked: Vec<(i64, Decimal, &Line<EntryRow>)> =
        lines.iter().filter_map(|line| Some((line.value.rank?, line.value.revenue.as_deref()?.parse().ok()?, line))).collect();
    let unit = ranked.first().and_then(|(_, _, line)| line.value.revenue_unit.clone());
    if ranked.len() < REVENUES_MIN || ranked.iter().any(|(_, _, line)| line.value.revenue_unit != unit) {
        return Vec::new();
    }
    ranked.sort_by_key(|(rank, _, line)| (*rank, line.row));
    let broken: Vec<_> = ranked.windows(2).filter(|pair| pair[1].0 > pair[0].0 && pair[1].1 > pair[0].1).collect();
    if (ranked.len() - 1 - broken.len()) * 100 < (ranked.len() - 1) * BY_REVENUE_PERCENT {
        return Vec::new();
    }
    let told = |pair: &&[(i64, Decimal, &Line<EntryRow>)]| {
        let ((_, less, before), (rank, more, line)) = (&pair[0], &pair[1]);
        let args = vec![
            ("rank", rank.to_string()),
            ("value", more.to_string()),
            ("other", name(&before.value).to_owned()),
            ("more", less.to_string()),
        ];
        Oddity { row: line.row, key: "revenue", code: Code::RankAgainstRevenue, args }
    };
    broken.iter().map(told).collect()
}

/// Provinces, with the cities by which companies there are often called.
const PROVINCES: [(&str, &str); 34] = [
    ("北京", ""),
    ("上海", ""),
    ("天津", ""),
    ("重庆", ""),
    ("河北", "石家庄 唐山 保定 廊坊 邯郸 沧州 秦皇岛"),
    ("山西", "太原 大同 长治 运城"),
    ("内蒙古", "呼和浩特 包头 鄂尔多斯"),
    ("辽宁", "沈阳 大连 鞍山 营口"),
    ("吉林", "长春 四平"),
    ("黑龙江", "哈尔滨 大庆 齐齐哈尔"),
    ("江苏", "南京 苏州 无锡 常州 南通 徐州 扬州 镇江 盐城 昆山"),
    ("浙江", "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 台州"),
    ("安徽", "合肥 芜湖 马鞍山 滁州 蚌埠"),
    ("福建", "福州 厦门 泉州 漳州 莆田 宁德"),
    ("江西", "南昌 赣州 九江 上饶"),
    ("山东", "济南 青岛 烟台 潍坊 淄博 临沂 威海"),
    ("河南", "郑州 洛阳 新乡 许昌"),
    ("湖北", "武汉 宜昌 襄阳 荆州"),
    ("湖南", "长沙 株洲 湘潭 岳阳"),
    ("广东", "广州 深圳 佛山 东莞 珠海 惠州 中山 汕头"),
    ("广西", "南宁 柳州 桂林"),
    ("海南", "海口 三亚"),
    ("四川", "成都 绵阳 宜宾 德阳"),
    ("贵州", "贵阳 遵义"),
    ("云南", "昆明 曲靖 玉溪"),
    ("西藏", "拉萨"),
    ("陕西", "西安 咸阳 宝鸡"),
    ("甘肃", "兰州"),
    ("青海", "西宁"),
    ("宁夏", "银川"),
    ("新疆", "乌鲁木齐 克拉玛依"),
    ("香港", ""),
    ("澳门", ""),
    ("台湾", "台北"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Rank, name, province, revenue.
    type Row<'t> = (Option<i64>, &'t str, &'t str, Option<&'t str>);

    fn lines(rows: &[Row<'_>]) -> Vec<Line<EntryRow>> {
        let row = |(row, (rank, name, province, revenue)): (u32, &Row<'_>)| Line {
            row,
            value: EntryRow {
                rank: *rank,
                name_zh: Some((*name).to_owned()),
                name_en: None,
                country: None,
                industry: None,
                revenue: revenue.map(str::to_owned),
                revenue_unit: None,
                province: Some((*province).to_owned()).filter(|province| !province.is_empty()),
            },
        };
        (2..).zip(rows).map(row).collect()
    }

    fn told(all: &[Oddity]) -> Vec<(u32, &'static str)> {
        all.iter().map(|odd| (odd.row, odd.code.code())).collect()
    }

    #[test]
    fn a_column_that_slipped_is_told_from_its_first_row() {
        let rows = lines(&[
            (Some(1), "上海示例甲公司", "上海市", None),
            (Some(2), "杭州示例乙公司", "北京市", None),
            (Some(3), "示例丙公司", "浙江省", None),
            (Some(4), "厦门示例丁公司", "湖北省", None),
            (Some(5), "深圳示例戊公司", "福建省", None),
            (Some(6), "示例己(山东)公司", "广东省", None),
        ]);
        let found = oddities(&rows);
        assert_eq!(
            told(&found),
            [
                (3, "edition-column-shifted"),
                (3, "edition-province-contradicts"),
                (5, "edition-province-contradicts"),
                (6, "edition-province-contradicts"),
                (7, "edition-province-contradicts"),
            ]
        );
    }

    #[test]
    fn ties_and_missing_ranks_are_usual_and_gaps_are_told() {
        let ranked = |ranks: &[Option<i64>]| {
            let rows: Vec<_> = ranks.iter().map(|rank| (*rank, "示例", "", None)).collect();
            told(&oddities(&lines(&rows)))
        };
        assert_eq!(ranked(&[Some(1), Some(2), Some(2), Some(4)]), []);
        assert_eq!(ranked(&[None, None, Some(1), Some(4)]), []);
        assert_eq!(ranked(&[Some(1), Some(2), Some(5)]), [(4, "edition-rank-gap")]);
    }

    #[test]
    fn a_revenue_out_of_order_is_told_where_the_list_ranks_by_it() {
        let revenues: Vec<String> = (0..20).map(|at| (1_000 - at * 10 + i64::from(at == 7) * 25).to_string()).collect();
        let rows: Vec<_> = (1..).zip(&revenues).map(|(rank, revenue)| (Some(rank), "示例", "", Some(revenue.as_str()))).collect();
        assert_eq!(told(&oddities(&lines(&rows))), [(9, "edition-rank-against-revenue")]);
        let other: Vec<_> =
            (1..).zip(&revenues).map(|(rank, revenue)| (Some(21 - rank), "示例", "", Some(revenue.as_str()))).collect();
        assert_eq!(told(&oddities(&lines(&other))), []);
    }
}
