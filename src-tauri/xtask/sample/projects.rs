//! Forty invented projects in all stages.

use super::{companies, csv::Sheet};

/// A project; empty dates are milestones not reached, an empty basis none agreed yet.
pub struct Project {
    pub key: &'static str,
    pub code: &'static str,
    pub name: &'static str,
    /// Investors and their shares in percent; 0 where none is agreed yet.
    pub investors: &'static [(&'static str, i64)],
    /// What kind of talks it needs: the scenes of that theme.
    pub theme: &'static str,
    pub zone: &'static str,
    pub industry: &'static str,
    /// In ten-thousands of yuan; 0 where nothing is agreed.
    pub agreed_wan: i64,
    pub basis: &'static str,
    pub signed: &'static str,
    pub registered: &'static str,
    pub started: &'static str,
    pub producing: &'static str,
    pub unit: &'static str,
    pub owner: &'static str,
    /// The stage as staff judge it; empty where milestones say it.
    pub stage: &'static str,
}

impl Project {
    /// The company the talks are held with: the first investor.
    pub fn company(&self) -> &'static str {
        self.investors.first().map_or("", |(key, _)| key)
    }
}

/// The zone that counts.
pub const HOME: &str = "示例高新区";
/// The neighbouring zone, which does not.
pub const NEIGHBOUR: &str = "示例邻区";

type Row = (
    &'static str,
    &'static str,
    &'static [(&'static str, i64)],
    &'static str,
    &'static str,
    i64,
    &'static str,
    [&'static str; 4],
    &'static str,
    &'static str,
);

const CAP: &str = "CAPITAL";
const EXP: &str = "EXPENDITURE";

/// Key and code, name, investors, theme, industry, agreed, basis, the four dates, owner, stage.
#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("P01 SLGX-2023-011", "示例远航储能电池基地一期", &[("yhess", 100)], "energy", "锂离子电池制造", 72_000, EXP, ["2023-05-18", "2023-07-10", "2023-10-26", "2025-06-20"], "甲", ""),
    ("P02 SLGX-2025-007", "示例远航储能电池基地二期", &[("yhbat", 100)], "energy", "锂离子电池制造", 128_000, CAP, ["2025-03-12", "2025-04-09", "2025-09-10", ""], "甲", ""),
    ("P03 SLGX-2023-026", "示例长河风光储一体化项目", &[("chne", 100)], "energy", "新能源发电", 88_000, CAP, ["2023-11-09", "2023-12-28", "2024-05-15", "2026-03-30"], "乙", ""),
    ("P04 SLGX-2023-019", "示例云岭大数据产业园", &[("yldc", 100)], "data", "大数据服务", 110_000, EXP, ["2023-08-22", "2023-10-16", "2023-12-20", "2025-12-10"], "丙", ""),
    ("P05 SLGX-2025-013", "示例云岭通信设备智能工厂", &[("yl", 100)], "chip", "通信设备制造", 76_000, CAP, ["2025-05-20", "2025-06-26", "2025-11-18", ""], "丁", ""),
    ("P06 SLGX-2024-009", "示例东翼航空发动机部件产业园", &[("dyfd", 100)], "aviation", "航空零部件制造", 58_000, CAP, ["2024-03-15", "2024-05-06", "2024-09-20", "2026-06-18"], "乙", ""),
    ("P07 SLGX-2024-018", "示例安济生物药生产基地", &[("ajbio", 100)], "bio", "生物药品制造", 78_000, CAP, ["2024-06-28", "2024-08-08", "2025-01-10", ""], "戊", ""),
    ("P08 SLGX-2023-030", "示例万户连锁区域总部", &[("whsc", 100)], "retail", "连锁零售总部", 14_000, CAP, ["2023-12-20", "2024-02-01", "", "2024-10-01"], "己", ""),
    ("P09 SLGX-2024-031", "示例通衢装配式建筑产业园", &[("tqjs", 100)], "build", "装配式建筑", 46_000, EXP, ["2024-12-12", "2025-02-27", "2025-06-18", ""], "己", ""),
    ("P10 SLGX-2024-029", "示例数汇人工智能数据基地", &[("shwl", 100)], "data", "数据标注与训练", 32_000, CAP, ["2024-11-21", "2025-01-08", "", "2025-09-26"], "丙", ""),
    ("P11 SLGX-2023-022", "示例北豪汽车电子生产线", &[("bh", 75), ("bd", 25)], "auto", "汽车电子制造", 44_000, CAP, ["2023-09-14", "2023-11-30", "2024-06-06", "2026-04-22"], "甲", ""),
    ("P12 SLGX-2025-002", "示例子午功率半导体封装项目", &[("zy", 70), ("zysh", 30)], "chip", "半导体封装", 58_000, CAP, ["2025-01-16", "2025-02-13", "2025-08-21", ""], "丁", ""),
    ("P13 SLGX-2024-015", "示例青叶精密减速器项目", &[("qy", 51), ("th", 49)], "equip", "精密传动部件制造", 15_000, CAP, ["2024-05-30", "2024-08-01", "2024-12-18", "2026-08-12"], "乙", ""),
    ("P14 SLGX-2024-026", "示例赫维亚制剂分装中心", &[("hv", 80), ("hvcn", 20)], "bio", "化学药品制剂制造", 42_000, CAP, ["2024-10-18", "2024-11-28", "2025-05-22", ""], "戊", ""),
    ("P15 SLGX-2025-017", "示例狮门保税物流中心", &[("sm", 100)], "cold", "保税物流", 20_000, CAP, ["2025-07-24", "2025-09-11", "2026-03-19", ""], "己", ""),
    ("P16 SLGX-2024-012", "示例港湾冷链枢纽", &[("gwll", 100)], "cold", "低温仓储", 26_000, EXP, ["2024-04-24", "2024-06-20", "2024-11-06", "2026-01-15"], "己", ""),
    ("P17 SLGX-2023-024", "示例北垦冷链食品加工园", &[("bkll", 100)], "cold", "食品冷链加工", 18_000, EXP, ["2023-10-19", "2023-12-07", "2024-01-25", "2025-04-28"], "戊", ""),
    ("P18 SLGX-2024-020", "示例合湾高端铝材项目", &[("ln", 34), ("hwtz", 66)], "material", "铝压延加工", 42_000, CAP, ["2024-07-11", "2024-07-22", "2025-03-20", ""], "乙", ""),
    ("P19 SLGX-2023-015", "示例天衡智能装备产业园", &[("thzn", 100)], "equip", "智能装备制造", 24_000, CAP, ["2023-06-29", "2023-09-05", "2023-12-14", "2025-10-23"], "甲", ""),
    ("P20 SLGX-2024-030", "示例盐湖镁基新材料项目", &[("yx", 100)], "material", "镁基材料制造", 48_000, CAP, ["2024-12-05", "2024-12-11", "2025-07-09", ""], "乙", ""),
    ("P21 SLGX-2025-005", "示例江汉汽车底盘部件基地", &[("jh", 100)], "auto", "汽车零部件制造", 27_000, EXP, ["2025-02-20", "2025-03-04", "2025-08-06", ""], "甲", ""),
    ("P22 SLGX-2025-014", "示例秦川电力装备服务中心", &[("qc", 100)], "energy", "电力装备检修", 18_000, CAP, ["2025-06-11", "", "", ""], "乙", "DROPPED"),
    ("P23 SLGX-2025-010", "示例星枢智算中心", &[("xs", 90), ("bd", 10)], "data", "智能计算中心", 106_000, EXP, ["2025-04-15", "2025-05-08", "2025-08-28", ""], "丙", ""),
    ("P24 SLGX-2025-008", "示例华岳正极材料项目", &[("hyzj", 100)], "material", "正极材料制造", 52_000, CAP, ["2025-03-27", "2025-04-11", "2025-10-16", ""], "甲", ""),
    ("P25 SLGX-2025-003", "示例燕山装配式钢构基地", &[("ys", 100)], "build", "金属结构制造", 15_000, CAP, ["2025-01-23", "2025-03-18", "2025-09-25", ""], "己", ""),
    ("P26 SLGX-2026-012", "示例闽海城市冷链配送中心", &[("mh", 100)], "cold", "冷链配送", 12_000, CAP, ["2026-07-08", "", "", ""], "己", ""),
    ("P27 SLGX-2024-023", "示例芯澜封测工厂", &[("xlfc", 100)], "chip", "集成电路封测", 46_000, CAP, ["2024-08-15", "2024-09-03", "2025-02-26", "2026-09-02"], "丁", ""),
    ("P28 SLGX-2025-016", "示例光羿车载显示模组项目", &[("gymz", 100)], "chip", "显示模组制造", 33_000, CAP, ["2025-07-17", "2025-07-28", "2026-02-05", ""], "丁", ""),
    ("P29 SLGX-2024-006", "示例小满生鲜区域仓", &[("xm", 100)], "retail", "生鲜电商仓配", 4_200, CAP, ["2024-01-25", "2024-02-29", "", "2024-08-16"], "戊", ""),
    ("P30 SLGX-2025-001", "示例飞梭出行区域结算中心", &[("fsis", 100)], "net", "互联网平台结算", 8_600, CAP, ["2025-01-09", "2025-01-23", "", "2025-07-01"], "丙", ""),
    ("P31 SLGX-2024-014", "示例同构工业软件研发中心", &[("tg", 100)], "soft", "工业软件开发", 3_600, CAP, ["2024-05-16", "2024-05-29", "", "2024-12-30"], "丁", ""),
    ("P32 SLGX-2025-020", "示例灵犀数据要素流通平台", &[("lx", 100)], "soft", "数据要素流通", 7_500, CAP, ["2025-09-04", "2025-11-12", "2026-04-16", ""], "丁", ""),
    ("P33 SLGX-2026-001", "示例磐石服务器整机项目", &[("ps", 100)], "chip", "计算机整机制造", 21_000, CAP, ["2026-01-22", "2026-03-26", "", ""], "丁", ""),
    ("P34 SLGX-2026-015", "示例鼎算云灾备中心", &[("ds", 100)], "data", "灾备云服务", 16_000, CAP, ["", "", "", ""], "丙", "TO_SIGN"),
    ("P35 SLGX-2026-016", "示例元启信息安全靶场", &[("yq", 100)], "soft", "信息安全服务", 5_000, "", ["", "", "", ""], "丁", "NEGOTIATING"),
    ("P36 SLGX-2026-008", "示例微粒传感器中试线", &[("wl", 0)], "chip", "传感器制造", 9_000, "", ["", "", "", ""], "丁", "NEGOTIATING"),
    ("P37 SLGX-2026-017", "示例赫维亚生物药二期", &[("hv", 0)], "bio", "生物药品制造", 65_000, "", ["", "", "", ""], "戊", "TO_SIGN"),
    ("P38 SLGX-2026-019", "示例拾光数字文旅平台", &[("sg", 0)], "net", "互联网信息服务", 0, "", ["", "", "", ""], "丙", "LEAD"),
    ("P39 SLGX-2025-021", "示例汇医互联网医院", &[("hw", 100)], "net", "互联网健康服务", 6_000, "", ["", "", "", ""], "戊", "PAUSED"),
    ("P40 SLGX-2026-020", "示例华禾电子材料项目", &[("hm", 0)], "material", "电子专用材料制造", 0, "", ["", "", "", ""], "乙", "TARGET"),
];

/// All projects, by code.
pub fn all() -> Vec<Project> {
    let mut projects: Vec<_> = ROWS.iter().map(project).collect();
    projects.sort_by_key(|project| project.code);
    projects
}

/// The project of a key.
pub fn of(key: &str) -> Project {
    all().into_iter().find(|project| project.key == key).unwrap_or_else(|| panic!("no project {key:?}"))
}

fn project(
    &(head, name, investors, theme, industry, agreed_wan, basis, [signed, registered, started, producing], who, stage): &Row,
) -> Project {
    let (key, code) = head.split_once(' ').unwrap_or((head, ""));
    let (unit, owner) = officer(who);
    let zone = if key == "P25" { NEIGHBOUR } else { HOME };
    Project {
        key,
        code,
        name,
        investors,
        theme,
        zone,
        industry,
        agreed_wan,
        basis,
        signed,
        registered,
        started,
        producing,
        unit,
        owner,
        stage,
    }
}

/// The unit and the full name of an officer.
fn officer(who: &str) -> (&'static str, &'static str) {
    match who {
        "甲" => ("招商一科", "示例员甲"),
        "乙" => ("招商一科", "示例员乙"),
        "丙" => ("招商二科", "示例员丙"),
        "丁" => ("招商二科", "示例员丁"),
        "戊" => ("招商三科", "示例员戊"),
        _ => ("招商三科", "示例员己"),
    }
}

/// The projects' file.
pub fn sheet() -> Sheet {
    let mut sheet = Sheet::new(&[
        "项目编码",
        "项目名称",
        "投资方",
        "落地区域",
        "行业",
        "协议投资额(万元)",
        "签约日期",
        "注册日期",
        "开工日期",
        "投产日期",
        "认定口径",
        "负责单位",
        "负责人",
        "阶段",
        "备注",
    ]);
    for project in all() {
        let investor = |(key, percent): &(&str, i64)| match percent {
            0 => companies::zh(key).to_owned(),
            percent => format!("{}:{percent}%", companies::zh(key)),
        };
        let investors: Vec<_> = project.investors.iter().map(investor).collect();
        let agreed = if project.agreed_wan == 0 { String::new() } else { project.agreed_wan.to_string() };
        sheet.row(&[
            project.code,
            project.name,
            &investors.join(";"),
            project.zone,
            project.industry,
            &agreed,
            project.signed,
            project.registered,
            project.started,
            project.producing,
            project.basis,
            project.unit,
            project.owner,
            project.stage,
            remark(project.stage),
        ]);
    }
    sheet
}

/// Why a project left the road.
fn remark(stage: &str) -> &'static str {
    match stage {
        "PAUSED" => "互联网医院执业许可未明确,企业申请暂缓",
        "DROPPED" => "投资方调整区域布局,签约后一直未注册,退库",
        _ => "",
    }
}
