//! The invented companies, who controls whom, and where they stand on the sample editions.
//!
//! Every name carries 示例. Credit codes are valid by GB 32100 but name an area (99) that no
//! register has, so none can belong to a real company.

use super::{csv::Sheet, real};

/// An invented company: key, Chinese and English name, country, headquarters, industry, alias.
pub struct Company {
    pub key: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    pub country: &'static str,
    pub headquarters: &'static str,
    pub industry: &'static str,
    pub alias: &'static str,
}

type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // Heads of groups on the sample editions of the Global 500.
    ("yh", "示例远航新能源集团股份有限公司", "Sample Yuanhang New Energy Group", "CN", "福建福州", "电池制造", "示例远航集团"),
    ("ch", "示例长河能源投资集团有限公司", "Sample Changhe Energy Investment Group", "CN", "北京", "电力、热力生产和供应业", "示例长河集团"),
    ("yl", "示例云岭通信科技集团有限公司", "Sample Yunling Communications Group", "CN", "广东深圳", "通信设备制造", "示例云岭集团"),
    ("dy", "示例东翼航空装备集团有限公司", "Sample Dongyi Aviation Equipment Group", "CN", "陕西西安", "航空、航天器及设备制造", "示例东翼集团"),
    ("aj", "示例安济医药集团股份有限公司", "Sample Anji Pharmaceutical Group", "CN", "河北石家庄", "医药制造业", "示例安济集团"),
    ("wh", "示例万户商业连锁集团有限公司", "Sample Wanhu Retail Chain Group", "CN", "浙江杭州", "零售业", "示例万户集团"),
    ("tq", "示例通衢基础设施建设集团有限公司", "Sample Tongqu Infrastructure Group", "CN", "湖北武汉", "土木工程建筑业", "示例通衢集团"),
    ("sh", "示例数汇互联网集团有限公司", "Sample Shuhui Internet Group", "CN", "北京", "互联网和相关服务", "示例数汇集团"),
    ("bh", "示例北豪汽车股份公司", "Sample Nordhaus Automotive AG", "DE", "斯图加特", "汽车制造业", "示例北豪;Sample Nordhaus"),
    ("zy", "示例子午半导体公司", "Sample Meridian Semiconductor Inc.", "US", "奥斯汀", "集成电路制造", "示例子午;Sample Meridian"),
    ("qy", "示例青叶精机株式会社", "Sample Aoba Precision Co., Ltd.", "JP", "名古屋", "通用设备制造业", "示例青叶;Sample Aoba"),
    ("hv", "示例赫维亚制药公司", "Sample Helvia Pharma AG", "CH", "巴塞尔", "医药制造业", "示例赫维亚;Sample Helvia"),
    ("sm", "示例狮门物流集团", "Sample Lion Gate Logistics Group", "SG", "新加坡", "多式联运和运输代理业", "示例狮门;Sample Lion Gate"),
    ("gw", "示例港湾国际控股有限公司", "Sample Harbour International Holdings", "HK", "香港", "综合商业", "示例港湾;Sample Harbour"),
    // Heads on the China 500 alone.
    ("bk", "示例北垦农产集团有限公司", "Sample Beiken Agriculture Group", "CN", "黑龙江哈尔滨", "农副食品加工业", "示例北垦集团"),
    ("ln", "示例岭南精密材料集团有限公司", "Sample Lingnan Precision Materials Group", "CN", "广东佛山", "有色金属冶炼和压延加工业", "示例岭南材料"),
    ("th", "示例天衡装备制造集团有限公司", "Sample Tianheng Equipment Group", "CN", "湖南长沙", "专用设备制造业", "示例天衡集团"),
    ("yx", "示例盐湖新材料集团股份有限公司", "Sample Salt Lake New Materials Group", "CN", "青海西宁", "化学原料和化学制品制造业", "示例盐湖新材"),
    ("jh", "示例江汉汽车零部件集团有限公司", "Sample Jianghan Auto Parts Group", "CN", "湖北襄阳", "汽车零部件及配件制造", "示例江汉集团"),
    ("qc", "示例秦川电力工程集团有限公司", "Sample Qinchuan Power Engineering Group", "CN", "陕西西安", "电气安装", "示例秦川电力"),
    ("mh", "示例闽海冷链物流集团有限公司", "Sample Minhai Cold Chain Logistics Group", "CN", "福建厦门", "道路运输业", "示例闽海冷链"),
    ("ys", "示例燕山钢构集团有限公司", "Sample Yanshan Steel Structures Group", "CN", "河北唐山", "金属结构制造", "示例燕山钢构"),
    ("xs", "示例星枢智算集团有限公司", "Sample Xingshu Computing Group", "CN", "江苏南京", "信息处理和存储支持服务", "示例星枢"),
    ("hy", "示例华岳锂业集团股份有限公司", "Sample Huayue Lithium Group", "CN", "四川成都", "基础化学原料制造", "示例华岳锂业"),
    // Heads on the industry lists.
    ("xl", "示例芯澜电子股份有限公司", "Sample Xinlan Electronics", "CN", "安徽合肥", "集成电路制造", "示例芯澜"),
    ("gy", "示例光羿显示技术股份有限公司", "Sample Guangyi Display Technology", "CN", "四川成都", "显示器件制造", "示例光羿"),
    ("wl", "示例微粒传感技术有限公司", "Sample Weili Sensing Technology", "CN", "江苏无锡", "敏感元件及传感器制造", "示例微粒"),
    ("hm", "示例华禾电子材料有限公司", "Sample Huahe Electronic Materials", "CN", "江苏苏州", "电子专用材料制造", "示例华禾"),
    ("ps", "示例磐石服务器股份有限公司", "Sample Panshi Server", "CN", "山东济南", "计算机整机制造", "示例磐石"),
    ("fs", "示例飞梭出行科技有限公司", "Sample Feisuo Mobility Technology", "CN", "北京", "互联网平台", "示例飞梭出行"),
    ("xm", "示例小满生鲜电商有限公司", "Sample Xiaoman Fresh", "CN", "上海", "互联网零售", "示例小满"),
    ("sg", "示例拾光文旅网络有限公司", "Sample Shiguang Travel Network", "CN", "广东广州", "互联网信息服务", "示例拾光"),
    ("hw", "示例汇医网络科技有限公司", "Sample Huiyi Health Network", "CN", "浙江杭州", "互联网健康服务", "示例汇医"),
    ("rt", "示例睿图软件股份有限公司", "Sample Ruitu Software", "CN", "北京", "软件开发", "示例睿图"),
    ("tg", "示例同构工业软件股份有限公司", "Sample Tonggou Industrial Software", "CN", "辽宁沈阳", "软件开发", "示例同构"),
    ("lx", "示例灵犀数据技术有限公司", "Sample Lingxi Data Technology", "CN", "广东深圳", "数据处理和存储服务", "示例灵犀"),
    ("ds", "示例鼎算云计算有限公司", "Sample Dingsuan Cloud", "CN", "山东济南", "云计算服务", "示例鼎算云"),
    ("yq", "示例元启信息安全股份有限公司", "Sample Yuanqi Information Security", "CN", "北京", "信息安全服务", "示例元启"),
    // Those below the heads.
    ("yhbat", "示例远航动力电池有限公司", "Sample Yuanhang Power Battery", "CN", "福建福州", "锂离子电池制造", ""),
    ("yhess", "示例远航储能科技有限公司", "Sample Yuanhang Energy Storage", "CN", "福建厦门", "锂离子电池制造", "示例远航储能"),
    ("chne", "示例长河新能源有限公司", "Sample Changhe Renewables", "CN", "北京", "风力发电", ""),
    ("yld", "示例云岭数据有限公司", "Sample Yunling Data", "CN", "广东深圳", "信息处理和存储支持服务", ""),
    ("yldc", "示例云岭大数据服务有限公司", "Sample Yunling Big Data Services", "CN", "广东东莞", "数据处理和存储服务", "示例云岭大数据"),
    ("dyfd", "示例东翼航空发动机部件有限公司", "Sample Dongyi Aero Engine Components", "CN", "陕西西安", "航空、航天器及设备制造", ""),
    ("ajbio", "示例安济生物制药有限公司", "Sample Anji Biopharma", "CN", "河北石家庄", "生物药品制造", "示例安济生物"),
    ("whsc", "示例万户供应链管理有限公司", "Sample Wanhu Supply Chain", "CN", "浙江宁波", "供应链管理服务", ""),
    ("tqjs", "示例通衢建设投资有限公司", "Sample Tongqu Construction Investment", "CN", "湖北武汉", "房屋建筑业", ""),
    ("shwl", "示例数汇网络技术有限公司", "Sample Shuhui Network Technology", "CN", "北京", "互联网平台", "示例数汇网络"),
    ("bhcn", "示例北豪(中国)投资有限公司", "Sample Nordhaus (China) Investment", "CN", "上海", "投资与资产管理", ""),
    ("zysh", "示例子午(上海)半导体有限公司", "Sample Meridian Semiconductor (Shanghai)", "CN", "上海", "集成电路制造", "示例子午上海"),
    ("qysz", "示例青叶(苏州)精密机械有限公司", "Sample Aoba Precision (Suzhou)", "CN", "江苏苏州", "通用设备制造业", ""),
    ("hvcn", "示例赫维亚(中国)制药有限公司", "Sample Helvia Pharma (China)", "CN", "上海", "医药制造业", ""),
    ("smcn", "示例狮门(中国)物流有限公司", "Sample Lion Gate Logistics (China)", "CN", "上海", "多式联运和运输代理业", ""),
    ("gwll", "示例港湾冷链有限公司", "Sample Harbour Cold Chain", "CN", "广东珠海", "低温仓储", ""),
    ("bkll", "示例北垦冷链食品有限公司", "Sample Beiken Cold Chain Foods", "CN", "黑龙江哈尔滨", "食品制造业", ""),
    ("hwal", "示例合湾铝业有限公司", "Sample Hewan Aluminium", "CN", "广东佛山", "铝压延加工", ""),
    ("hwtz", "示例合湾投资有限公司", "Sample Hewan Investment", "CN", "广东中山", "投资与资产管理", ""),
    ("thzn", "示例天衡智能装备有限公司", "Sample Tianheng Intelligent Equipment", "CN", "湖南株洲", "专用设备制造业", ""),
    ("hyzj", "示例华岳正极材料有限公司", "Sample Huayue Cathode Materials", "CN", "四川宜宾", "电子专用材料制造", ""),
    ("xlfc", "示例芯澜封测有限公司", "Sample Xinlan Packaging and Test", "CN", "安徽合肥", "集成电路制造", ""),
    ("fsis", "示例飞梭信息服务有限公司", "Sample Feisuo Information Services", "CN", "北京", "互联网信息服务", "示例飞梭信息"),
    ("gymz", "示例光羿模组有限公司", "Sample Guangyi Modules", "CN", "四川绵阳", "显示器件制造", ""),
    ("rtyun", "示例睿图云服务有限公司", "Sample Ruitu Cloud Services", "CN", "北京", "云计算服务", ""),
    // The owner at home: its money is local and counts 0.
    ("bd", "示例市产业发展投资有限公司", "Sample City Industrial Investment", "CN", "示例市", "投资与资产管理", "示例市产投"),
];

/// All invented companies, in the pack's order.
pub fn all() -> Vec<Company> {
    let company = |&(key, zh, en, country, headquarters, industry, alias): &Row| Company {
        key,
        zh,
        en,
        country,
        headquarters,
        industry,
        alias,
    };
    ROWS.iter().map(company).collect()
}

/// The company of a key.
pub fn of(key: &str) -> Company {
    all().into_iter().find(|company| company.key == key).unwrap_or_else(|| panic!("no company {key:?}"))
}

/// The Chinese name of a key.
pub fn zh(key: &str) -> &'static str {
    of(key).zh
}

/// Parent, child, percent (empty: none by equity), control, from, to.
#[rustfmt::skip]
const OWNERSHIP: &[(&str, &str, &str, &str, &str, &str)] = &[
    ("yh", "yhbat", "55", "equity", "2019-03-01", ""),
    ("yhbat", "yhess", "60", "equity", "2021-08-16", ""),
    ("ch", "chne", "100", "equity", "2017-05-22", ""),
    ("yl", "yld", "100", "equity", "2016-11-08", ""),
    ("yld", "yldc", "70", "equity", "2020-04-13", ""),
    ("dy", "dyfd", "51", "equity", "2018-09-03", ""),
    ("aj", "ajbio", "80", "equity", "2019-12-20", ""),
    ("wh", "whsc", "100", "equity", "2020-06-18", ""),
    ("tq", "tqjs", "65", "equity", "2015-10-26", ""),
    ("sh", "shwl", "", "vie", "2014-07-01", ""),
    ("bh", "bhcn", "100", "equity", "2006-03-15", ""),
    ("zy", "zysh", "100", "equity", "2012-08-09", ""),
    ("qy", "qysz", "100", "equity", "2010-04-20", ""),
    ("hv", "hvcn", "100", "equity", "2008-11-11", ""),
    ("sm", "smcn", "100", "equity", "2013-01-17", ""),
    ("gw", "gwll", "60", "equity", "2019-05-06", ""),
    ("bk", "bkll", "100", "equity", "2018-03-28", ""),
    // A minority: only what 岭南 pays itself counts.
    ("ln", "hwal", "34", "equity", "2024-07-22", ""),
    ("hwtz", "hwal", "66", "equity", "2024-07-22", ""),
    // Sold down in autumn 2025: controlled to the end of September, not after.
    ("th", "thzn", "55", "equity", "2021-04-01", "2025-09-30"),
    ("th", "thzn", "40", "equity", "2025-10-01", ""),
    // Bought up in February 2025: controlled from then on.
    ("hy", "hyzj", "48", "equity", "2022-06-15", "2025-01-31"),
    ("hy", "hyzj", "51", "equity", "2025-02-01", ""),
    ("xl", "xlfc", "58", "equity", "2021-10-12", ""),
    ("fs", "fsis", "", "vie", "2017-02-24", ""),
    ("gy", "gymz", "75", "equity", "2020-09-07", ""),
    ("rt", "rtyun", "33.4", "actual_control", "2022-01-04", ""),
];

/// A list of the sample: its code, names, line, and the sample editions' publication dates 2023 to 2025.
pub struct List {
    pub code: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    pub line: &'static str,
    pub published: [&'static str; 3],
    ranks: &'static [(&'static str, [u16; 3])],
}

/// The years of the sample editions.
pub const YEARS: [i64; 3] = [2023, 2024, 2025];

/// The lists with the ranks of 2023, 2024 and 2025; 0 where a company is not on that edition.
#[rustfmt::skip]
pub const LISTS: &[List] = &[
    List { code: "F500", zh: "世界500强", en: "Fortune Global 500", line: "F500", published: ["2023-08-02", "2024-08-05", "2025-07-29"], ranks: &[
        ("bh", [58, 61, 66]), ("ch", [73, 71, 69]), ("yl", [96, 88, 83]), ("hv", [141, 139, 136]), ("dy", [155, 149, 151]),
        ("yh", [182, 161, 140]), ("tq", [210, 204, 199]), ("sh", [260, 233, 201]), ("zy", [290, 255, 188]), ("wh", [320, 331, 345]),
        ("qy", [340, 352, 366]), ("sm", [410, 398, 402]), ("gw", [474, 489, 0]), ("aj", [0, 0, 486]),
    ] },
    List { code: "C500", zh: "国内500强", en: "China 500", line: "C500", published: ["2023-09-20", "2024-09-11", "2025-09-15"], ranks: &[
        ("ch", [12, 11, 11]), ("yl", [17, 15, 14]), ("dy", [30, 29, 30]), ("yh", [44, 38, 33]), ("tq", [48, 46, 45]),
        ("wh", [66, 70, 74]), ("bk", [88, 86, 85]), ("aj", [120, 112, 101]), ("th", [150, 143, 139]), ("qc", [175, 170, 168]),
        ("ln", [203, 190, 181]), ("ys", [228, 236, 249]), ("yx", [266, 251, 240]), ("jh", [301, 288, 279]), ("hy", [340, 298, 270]),
        ("mh", [390, 371, 350]), ("xs", [0, 455, 402]),
    ] },
    List { code: "ELEC100", zh: "电子信息百强", en: "Electronics 100", line: "I100", published: ["2023-09-28", "2024-09-26", "2025-09-25"], ranks: &[
        ("yl", [1, 1, 1]), ("ps", [15, 14, 12]), ("xl", [22, 19, 15]), ("gy", [35, 33, 31]), ("wl", [60, 58, 54]), ("hm", [71, 69, 66]),
    ] },
    List { code: "NET100", zh: "互联网百强", en: "Internet 100", line: "I100", published: ["2023-11-01", "2024-10-30", "2025-10-29"], ranks: &[
        ("sh", [2, 2, 1]), ("fs", [11, 10, 10]), ("xm", [38, 41, 47]), ("hw", [64, 57, 49]), ("sg", [80, 83, 79]),
    ] },
    List { code: "SOFT100", zh: "软件百强", en: "Software 100", line: "I100", published: ["2023-07-18", "2024-07-16", "2025-07-15"], ranks: &[
        ("rt", [9, 8, 8]), ("yq", [27, 25, 22]), ("tg", [43, 40, 36]), ("lx", [0, 72, 58]), ("ds", [66, 61, 55]), ("xs", [0, 90, 73]),
    ] },
];

/// The credit code of the company at this place in the pack: area 99, then `MAEX` and a number.
pub fn credit_code(number: usize) -> String {
    let body = format!("MAEX{number:04}");
    // GB 11714: the organisation code's own check character.
    let value = |c: char| c.to_digit(36).map_or(0, i64::from);
    let sum: i64 = body.chars().zip([3, 7, 9, 10, 5, 8, 4, 2]).map(|(c, weight)| value(c) * weight).sum();
    let own = match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(u32::try_from(digit).unwrap_or(0), 10).unwrap_or('0'),
    };
    let code = format!("91990000{body}{own}");
    format!("{code}{}", check_character(&code))
}

/// GB 32100: the eighteenth character for the seventeen before it, by weights 3^i mod 31.
pub fn check_character(code: &str) -> char {
    const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let mut weight = 1;
    let mut sum = 0;
    for byte in code.bytes() {
        sum += ALPHABET.iter().position(|of| *of == byte).unwrap_or(0) * weight;
        weight = weight * 3 % 31;
    }
    char::from(ALPHABET[(31 - sum % 31) % 31])
}

/// The companies: the invented ones, then the real ones that two excerpts print under two names.
pub fn sheet() -> Sheet {
    let mut sheet = Sheet::new(&["企业名称", "英文名", "别名", "统一社会信用代码", "国别", "总部", "行业", "备注"]);
    for (at, company) in all().iter().enumerate() {
        let code = if company.country == "CN" { credit_code(at + 1) } else { String::new() };
        sheet.row(&[
            company.zh,
            company.en,
            company.alias,
            &code,
            company.country,
            company.headquarters,
            company.industry,
            "示例企业,虚构",
        ]);
    }
    for (zh, former) in real::FORMER_NAMES {
        let (en, industry) = real::F500_2021.iter().find(|listed| listed.1 == *zh).map_or(("", ""), |listed| (listed.2, listed.4));
        sheet.row(&[zh, en, former, "", "CN", "", industry, "公开榜单信息,仅供浏览"]);
    }
    sheet
}

/// Who controls whom, and since when.
pub fn ownership() -> Sheet {
    let mut sheet = Sheet::new(&["母公司", "子公司", "持股比例(%)", "控制方式", "起", "止"]);
    for (parent, child, percent, control, from, to) in OWNERSHIP {
        sheet.row(&[zh(parent), zh(child), percent, control, from, to]);
    }
    sheet
}

/// A sample edition of a list, by rank.
pub fn edition(list: &List, at: usize) -> Sheet {
    let mut sheet = Sheet::new(&["排名", "企业名称", "英文名", "国别", "行业"]);
    let mut entries: Vec<_> = list.ranks.iter().filter(|(_, ranks)| ranks[at] > 0).collect();
    entries.sort_by_key(|(_, ranks)| ranks[at]);
    for (key, ranks) in entries {
        let company = of(key);
        sheet.row(&[&ranks[at].to_string(), company.zh, company.en, company.country, company.industry]);
    }
    sheet
}

/// The excerpt of the Fortune Global 500 of 2021.
pub fn f500_2021() -> Sheet {
    let mut sheet = Sheet::new(&["排名", "企业名称", "英文名", "国别", "行业"]);
    for (rank, zh, en, country, industry) in real::F500_2021 {
        sheet.row(&[&rank.to_string(), *zh, en, country, industry]);
    }
    sheet
}

/// The first forty of the China 500 of 2016.
pub fn c500_2016() -> Sheet {
    let mut sheet = Sheet::new(&["排名", "企业名称", "国别"]);
    for (rank, zh) in real::C500_2016 {
        sheet.row(&[&rank.to_string(), *zh, "中国"]);
    }
    sheet
}
