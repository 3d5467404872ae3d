//! What no canonical file carries, and the sample shall show: planned receipts, supplements, credit shared by units, and what
//! city and province recognised. Taken in after the closes, so that what was published stays what it is.

/// Project, payer, due date, ten-thousands of yuan, form, origin, owner, note.
type Receipt = (&'static str, &'static str, &'static str, i64, &'static str, &'static str, &'static str, &'static str);
/// A unit, its basis points, and the day of its first talk.
type Unit = (&'static str, i64, &'static str);

/// What is planned, by day.
#[rustfmt::skip]
pub const RECEIPTS: &[Receipt] = &[
    ("SLGX-2025-013", "示例云岭通信科技集团有限公司", "2026-11-12", 9_800, "cash", "other_province", "示例员丁", "等集团资金计划批复"),
    ("SLGX-2025-007", "示例远航动力电池有限公司", "2026-12-10", 18_000, "cash", "other_province", "示例员甲", "二期第三笔资本金"),
    ("SLGX-2025-003", "示例燕山钢构集团有限公司", "2026-12-15", 3_000, "cash", "other_province", "示例员乙", "落在邻区,不计入"),
    ("SLGX-2025-010", "示例星枢智算集团有限公司", "2026-12-18", 15_000, "fixed_assets", "other_province", "示例员丙", "三期算力设备尾款"),
    ("SLGX-2024-018", "示例安济生物制药有限公司", "2026-12-22", 12_600, "cash", "other_province", "示例员戊", "净化车间进度款"),
    ("SLGX-2026-012", "示例闽海冷链物流集团有限公司", "2026-12-25", 4_000, "cash", "other_province", "示例员己", "注册后首期出资"),
    ("SLGX-2026-015", "示例鼎算云计算有限公司", "2026-12-28", 5_000, "cash", "other_province", "示例员丙", "签约后十日内首付"),
    ("SLGX-2026-017", "示例赫维亚制药公司", "2026-12-30", 8_000, "cash", "foreign", "示例员戊", "外方已报总部董事会"),
    ("SLGX-2026-016", "示例元启信息安全股份有限公司", "2026-12-30", 2_000, "cash", "other_province", "示例员丁", ""),
];

/// Project, day signed, ten-thousands of yuan, document.
pub const SUPPLEMENTS: &[(&str, &str, i64, &str)] = &[
    ("SLGX-2025-010", "2026-08-28", 24_000, "示例补充协议〔2026〕6号"),
    ("SLGX-2024-018", "2026-10-16", 10_000, "示例补充协议〔2026〕9号"),
];

/// Project, and its units.
pub const CREDITS: &[(&str, &[Unit])] = &[
    ("SLGX-2025-010", &[("招商二科", 7_000, "2024-09-12"), ("招商一科", 3_000, "2024-11-05")]),
    ("SLGX-2024-018", &[("招商三科", 6_000, "2023-12-07"), ("招商一科", 4_000, "2024-01-18")]),
];

/// Line, level, ten-thousands of yuan, day, number: the city takes a little less, the province less again.
pub const RECOGNISED: &[(&str, &str, i64, &str, &str)] = &[
    ("DZ-2026-012", "city", 10_900, "2026-07-20", "示例市认〔2026〕3号"),
    ("DZ-2026-012", "province", 10_000, "2026-09-01", "示例省认〔2026〕1号"),
    ("DZ-2026-019", "city", 12_000, "2026-07-20", "示例市认〔2026〕3号"),
    ("DZ-2026-021", "city", 15_800, "2026-07-20", "示例市认〔2026〕3号"),
    ("DZ-2026-021", "province", 15_800, "2026-09-01", "示例省认〔2026〕1号"),
    ("DZ-2026-022", "city", 5_100, "2026-07-20", "示例市认〔2026〕3号"),
];
