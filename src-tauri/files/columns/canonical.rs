//! The canonical columns of every kind, and the headers seen in their place.

use super::header::Header;
use super::{Kind, RATE_OF};

/// What a column's numbers measure, which decides what a unit in its header may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// No unit.
    None,
    /// Money; the canonical unit is what exports and templates write.
    Money,
    /// A share in percent.
    Share,
}

/// A canonical column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its English key, which is also a header.
    pub key: &'static str,
    /// Its Chinese header, as templates and exports write it (without unit).
    pub header: &'static str,
    /// Headers seen in real ledgers.
    pub aliases: &'static [&'static str],
    /// What it measures.
    pub measure: Measure,
    /// Whether a table needs it: nothing where it does not, else the keys that do in its stead.
    pub required: Option<&'static [&'static str]>,
}

const fn column(key: &'static str, header: &'static str, aliases: &'static [&'static str]) -> Column {
    Column { key, header, aliases, measure: Measure::None, required: None }
}

const fn money(key: &'static str, header: &'static str, aliases: &'static [&'static str]) -> Column {
    Column { key, header, aliases, measure: Measure::Money, required: None }
}

const fn share(key: &'static str, header: &'static str, aliases: &'static [&'static str]) -> Column {
    Column { key, header, aliases, measure: Measure::Share, required: None }
}

const fn needed(column: Column) -> Column {
    needed_or(column, &[])
}

const fn needed_or(column: Column, instead: &'static [&'static str]) -> Column {
    Column { required: Some(instead), ..column }
}

const COMPANIES: &[Column] = &[
    needed_or(
        column(
            "name_zh",
            "企业名称",
            &["公司名称", "单位名称", "企业全称", "公司全称", "中文名称", "中文名", "机构名称", "注册名称", "公司中文名称", "企业"],
        ),
        &["name_en", "name"],
    ),
    column(
        "name_en",
        "英文名",
        &["英文名称", "英文全称", "公司英文名称", "公司英文全称", "企业英文名称", "english name", "company name en"],
    ),
    column("name", "名称", &["name", "company", "company name", "公司"]),
    column("aliases", "别名", &["简称", "曾用名", "公司简称", "企业简称", "证券简称", "alias"]),
    column("uscc", "统一社会信用代码", &["信用代码", "统一信用代码", "社会信用代码", "统一社会信用代码证号", "credit code"]),
    column("lei", "LEI", &["全球法人识别编码", "法人识别编码"]),
    column("country", "国别", &["国家", "国家/地区", "国家或地区", "来源国", "country/region"]),
    column("headquarters", "总部", &["总部所在地", "总部地址", "总部城市", "注册地", "headquarters location", "hq", "city"]),
    column("industry", "行业", &["行业类别", "所属行业", "行业分类", "产业类别", "sector"]),
    column("note", "备注", &["说明", "remark", "remarks", "notes"]),
];

const OWNERSHIP: &[Column] = &[
    needed(column("parent", "母公司", &["控股方", "股东", "股东名称", "上级企业", "投资方"])),
    needed(column("child", "子公司", &["被投资企业", "被控股方", "下级企业", "所属企业", "subsidiary"])),
    share("percent", "持股比例", &["股权比例", "出资比例", "比例", "share", "stake"]),
    column("control", "控制方式", &["控制类型", "控制关系"]),
    column("valid_from", "起", &["起始日期", "开始日期", "生效日", "自", "from"]),
    column("valid_to", "止", &["终止日期", "结束日期", "失效日", "至", "to"]),
];

const EDITION: &[Column] = &[
    column("rank", "排名", &["名次", "位次", "最新排名", "本年排名", "ranking", "no", "rank as found"]),
    needed_or(
        column("name_zh", "企业名称", &["公司名称", "中文名称", "企业中文名称", "公司中文名称", "单位名称", "中文名"]),
        &["name_en", "name"],
    ),
    column("name_en", "英文名", &["英文名称", "公司英文名称", "english name", "company_name_en"]),
    column("name", "名称", &["name", "company", "company name", "公司", "企业"]),
    column("country", "国别", &["国家", "国家/地区", "国家或地区", "country/region", "country/territory"]),
    column("industry", "行业", &["所属行业", "行业类别", "sector"]),
    money("revenue", "营业收入", &["营收", "营业额", "收入", "revenues", "sales"]),
    column("revenue_unit", "收入单位", &["money_unit", "单位"]),
    column("province", "省份", &["所在省份", "省市", "所属地区", "所在地", "省(市、区)", "注册地", "province as found"]),
];

const PROJECTS: &[Column] = &[
    needed(column("code", "项目编码", &["市级项目编码", "区级项目编码", "项目编号", "项目代码", "编码", "project code"])),
    needed(column("name", "项目名称", &["名称", "project name", "project"])),
    column("investor", "投资方", &["投资主体", "投资方名称", "投资企业", "外来投资方名称", "合作方", "投资者", "investors"]),
    column("zone", "落地区域", &["落地园区", "建设地点", "项目所在地", "所属园区", "落户区域", "园区"]),
    column("industry", "行业", &["行业类别", "所属行业", "产业类别", "行业类别(门类)"]),
    money(
        "agreed_amount",
        "协议投资额",
        &["协议总投资额", "项目协议总投资额", "总投资", "总投资额", "投资金额", "协议金额", "签约金额", "计划总投资"],
    ),
    column("signed_on", "签约日期", &["签约时间", "协议签订时间", "合同签约时间", "签订日期"]),
    column("registered_on", "注册日期", &["注册时间", "公司注册时间"]),
    column("started_on", "开工日期", &["开工时间", "开工/业时间", "实际开工时间", "实际开工时间(发改)"]),
    column("producing_on", "投产日期", &["投产时间", "项目投产时间", "投产时间(经信)"]),
    column("basis", "认定口径", &["口径", "统计口径"]),
    column("owner_unit", "负责单位", &["责任单位", "牵头单位"]),
    column("owner", "负责人", &["责任人", "项目负责人", "联系人"]),
    column("stage", "阶段", &["项目阶段", "进展阶段", "项目状态"]),
    column("note", "备注", &["项目简介", "说明"]),
];

const MEETINGS: &[Column] = &[
    needed(column("date", "日期", &["走访日期", "拜访日期", "时间", "走访时间", "对接日期", "开始时间"])),
    needed(column("mode", "方式", &["走访方式", "对接方式", "形式"])),
    needed(column("level", "层级", &["级别", "走访层级"])),
    needed(column("company", "企业", &["企业名称", "拜访企业名称", "走访企业", "公司", "公司名称", "对接企业"])),
    column("place", "地点", &["目的地", "走访地点"]),
    column("lead_person", "我方带队", &["带队领导", "带队人", "领导"]),
    column("our_people", "我方人员", &["参加人员", "随行人员", "我方参加人员"]),
    column("their_people", "对方人员", &["接洽人", "接洽人姓名", "企业人员", "对方参加人员"]),
    column("topics", "议题", &["洽谈内容", "内容", "主要内容", "会谈内容"]),
    column("asks", "诉求", &["企业诉求"]),
    column("promises", "承诺", &["我方承诺"]),
    column("blockers", "卡点", &["问题", "存在问题", "堵点"]),
    column("next_step", "下一步", &["下一步工作", "下一步计划", "后续安排"]),
    column("next_owner", "责任人", &["跟进人", "下一步责任人"]),
    column("next_due", "期限", &["完成时限", "办理期限", "跟进期限"]),
    column("next_done", "完成日", &["完成日期", "办结日期"]),
    column("project", "项目", &["项目名称", "项目编码", "关联项目"]),
    column("trip", "行程", &["出差行程", "行程名称"]),
];

const FUNDS: &[Column] = &[
    needed(column("ref", "流水号", &["编号", "台账编号", "资金流水号", "序列号"])),
    column("project", "项目", &["项目编码", "项目代码", "项目名称"]),
    needed(column("investor", "投资方", &["投资方名称", "投资企业", "投资主体", "外来投资方名称", "企业名称"])),
    column("payer", "付款方", &["付款单位", "付款人", "汇款方"]),
    needed(column("form", "形式", &["出资形式", "到资形式", "出资方式"])),
    needed(column("origin", "来源", &["资金来源", "资金来源地"])),
    needed(column("arrival", "到账日", &["到账日期", "到位日期", "到资日期", "到账时间", "到位时间"])),
    column("currency", "币种", &["货币"]),
    needed(money("amount", "金额", &["到账金额", "到位金额", "到资金额", "到位资金"])),
    column("rate", "汇率", &["折算汇率", "exchange rate"]),
    column("rate_unit", "汇率单位", &["汇率基数"]),
    column("rate_date", "汇率日期", &["汇率日"]),
    share("share", "比例", &["出资比例", "占比", "份额"]),
    column("zone", "落地区域", &["落地园区", "园区", "所在园区"]),
    column("reverses", "冲销流水号", &["冲销", "被冲销流水号", "原流水号"]),
    column("voucher_kind", "凭证类型", &["凭证种类"]),
    column("voucher_no", "凭证号", &["凭证编号", "凭证号码", "回单号"]),
    column("status", "状态", &["认定状态", "审核状态"]),
    column("submitted_by", "填报人", &["填报", "申报人"]),
    column("verified_by", "认定人", &["审定人", "终审人"]),
    column("verified_on", "认定日", &["认定日期", "认定时间", "审定日期"]),
    column("note", "备注", &["说明"]),
];

const TARGETS: &[Column] = &[
    needed(column("year", "年度", &["年份", "年"])),
    needed(column("line", "类别", &["指标", "指标类别"])),
    column("unit", "单位", &["责任单位", "承担单位"]),
    column("leader", "负责人", &["责任领导", "分管领导"]),
    needed(money("target", "目标", &["目标值", "年度目标", "目标任务", "任务数"])),
    column("document", "文号", &["文件号", "依据文件"]),
    column("effective_on", "生效日", &["生效日期", "下达日期"]),
];

const RATES: &[Column] = &[
    needed(column("date", "日期", &["汇率日期", "公布日期"])),
    needed_or(column("currency", "币种", &["货币"]), &[RATE_OF]),
    column("unit", "单位", &["汇率单位", "基数"]),
    needed_or(column("rate", "汇率", &["中间价", "人民币汇率中间价", "exchange rate"]), &[RATE_OF]),
    column("source", "来源", &["数据来源", "出处"]),
];

/// The columns of a kind, in the order in which templates and exports write them. `name`, where a kind
/// has it beside `name_zh`, is only ever read: a name in whichever language.
#[must_use]
pub const fn columns(kind: Kind) -> &'static [Column] {
    match kind {
        Kind::Companies => COMPANIES,
        Kind::Ownership => OWNERSHIP,
        Kind::Edition => EDITION,
        Kind::Projects => PROJECTS,
        Kind::Meetings => MEETINGS,
        Kind::Funds => FUNDS,
        Kind::Targets => TARGETS,
        Kind::Rates => RATES,
    }
}

/// The column that a person named by key or by canonical header.
pub(super) fn named(kind: Kind, name: &str) -> Option<&'static Column> {
    let header = Header::read(name);
    columns(kind).iter().find(|column| column.key == name.trim() || Header::read(column.header).full == header.full)
}
