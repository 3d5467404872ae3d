//! The closed vocabularies of the ledger in the words of Chinese and English files.

use daowei_core::domain::company::Control;
use daowei_core::domain::fund::{Form, Origin, Status, VoucherKind};
use daowei_core::domain::list::TargetLine;
use daowei_core::domain::meeting::{Level, Mode};
use daowei_core::domain::money::Currency;
use daowei_core::domain::name::fold;
use daowei_core::domain::project::{Basis, Stage};

use super::Parsed;
use crate::columns::unit::{self, Unit};
use crate::problem::Code;

/// A vocabulary whose members have names in files.
pub trait Word: Copy + Sized + 'static {
    /// Every member with its names; the first is the Chinese one that exports write.
    const WORDS: &'static [(Self, &'static [&'static str])];

    /// Its stable code.
    fn code(self) -> &'static str;

    /// Reads a text: code or name, width, case, blanks and marks aside.
    ///
    /// # Errors
    /// [`Code::UnknownWord`].
    fn read(text: &str) -> Parsed<Self> {
        // As most ledgers write it: no need to fold a whole vocabulary.
        let plain = text.trim();
        if let Some((member, _)) = Self::WORDS.iter().find(|(member, names)| member.code() == plain || names.contains(&plain)) {
            return Ok(*member);
        }
        let text = fold(text);
        let is = |(member, names): &&(Self, &'static [&'static str])| {
            fold(member.code()) == text || names.iter().any(|name| fold(name) == text)
        };
        Self::WORDS.iter().find(is).map(|(member, _)| *member).ok_or(Code::UnknownWord)
    }

    /// What would have been accepted, for a message.
    #[must_use]
    fn accepted() -> String {
        Self::WORDS
            .iter()
            .map(|(member, names)| names.first().copied().unwrap_or_else(|| member.code()))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

macro_rules! words {
    ($name:ident { $($variant:ident: $($word:literal),+;)+ }) => {
        impl Word for $name {
            const WORDS: &'static [(Self, &'static [&'static str])] = &[$((Self::$variant, &[$($word),+])),+];
            fn code(self) -> &'static str {
                Self::code(self)
            }
        }
    };
}

words! { Control {
    Equity: "股权", "股权控制", "控股", "持股", "参股";
    ActualControl: "实际控制", "实控", "actual control";
    Vie: "协议控制", "VIE协议", "可变利益实体";
} }

words! { Form {
    Cash: "现金", "货币", "货币资金", "货币出资", "现汇";
    ShareholderLoan: "股东借款", "股东贷款", "外债";
    FixedAssets: "固定资产", "固定资产投入", "固定资产投资", "设备";
    Land: "土地", "土地款", "土地出让金", "购地款";
    InKind: "实物", "实物出资", "实物资产";
    Intangible: "无形资产", "知识产权", "技术入股";
    ReinvestedProfit: "未分配利润再投资", "利润再投资", "利润转增", "未分配利润";
    EquityPurchase: "股权收购", "股权并购", "并购", "收购";
} }

words! { Origin {
    Foreign: "境外", "外资", "国外", "境外资金", "港澳台", "overseas";
    OtherProvince: "省外", "国内省外", "省外资金", "外省";
    OtherCity: "市外", "省内市外", "其他州市", "外市", "市外资金";
    Local: "本地", "本市", "本州市", "区内", "我方", "本地资金";
} }

words! { Status {
    Draft: "草稿", "未提交";
    Submitted: "已填报", "已提交", "待审", "待初审", "已申报";
    FirstPass: "初审通过", "初审", "待复核";
    Rechecked: "复核通过", "复核", "已复核", "待认定";
    Verified: "已认定", "认定", "已确认";
    Returned: "退回", "已退回";
    Rejected: "不予认定", "已驳回", "驳回";
} }

words! { VoucherKind {
    BankSlip: "进账单", "电子回单", "银行回单", "银行进账单", "进账单/电子回单", "回单";
    CapitalVerification: "验资报告";
    Articles: "章程", "公司章程";
    Resolution: "决议", "股东会决议", "董事会决议";
    Invoice: "发票";
    PaymentReceipt: "付款凭证", "付款证明";
    LandReceipt: "土地款收据", "土地出让金票据", "土地票据";
    Appraisal: "评估报告";
    Customs: "报关单";
    Handover: "交接单";
    AuditReport: "审计报告";
    Contract: "合同", "协议";
    Other: "其他", "其它";
} }

words! { Mode {
    Visit: "外出拜访", "拜访", "外出走访", "走访", "上门拜访", "外出";
    Received: "来访接待", "来访", "接待";
    Video: "视频", "视频会议", "线上", "线上会议";
    Call: "电话", "电话沟通", "通话";
    Event: "活动", "展会", "推介会", "论坛";
} }

words! { Level {
    Province: "省级", "省", "省里";
    City: "市级", "市", "州市";
    District: "区级", "区", "县级", "区县", "园区";
    Section: "科室", "科级", "部门";
} }

words! { Basis {
    Capital: "资本到账口径", "资本到账", "资本口径", "到账口径", "资本";
    Expenditure: "实际投入口径", "实际投入", "投入口径", "支出口径", "投入";
} }

words! { Stage {
    Target: "目标";
    Lead: "线索";
    Negotiating: "在谈", "洽谈", "洽谈中";
    ToSign: "拟签约", "待签约";
    Signed: "已签约", "签约";
    Registered: "已注册", "注册";
    Started: "已开工", "开工", "在建";
    Funded: "已到资", "到资";
    Producing: "已投产", "投产", "运营";
    Paused: "暂缓", "暂停";
    Dropped: "退库", "终止", "已退库";
} }

words! { TargetLine {
    F500: "世界500强", "财富500强", "fortune500", "fortune global 500";
    C500: "国内500强", "中国500强", "中国企业500强", "china 500";
    I100: "行业100强", "行业百强", "industry 100";
    Fdi: "实际使用外资", "外资", "利用外资";
    Total: "合计", "总计", "总体", "全部";
} }

/// Reads a currency: ISO 4217, or its Chinese name.
///
/// # Errors
/// [`Code::UnknownCurrency`].
pub fn currency(text: &str) -> Parsed<Currency> {
    if let Ok(currency) = text.trim().to_ascii_uppercase().parse() {
        return Ok(currency);
    }
    match unit::parse(text) {
        Some(Unit::Money { power: 0, currency: Some(currency) }) => Ok(currency),
        _ => Err(Code::UnknownCurrency),
    }
}

/// Reads yes and no.
///
/// # Errors
/// [`Code::UnknownWord`].
pub fn truth(text: &str) -> Parsed<bool> {
    match fold(text).as_str() {
        "是" | "有" | "对" | "yes" | "y" | "true" | "1" | "√" => Ok(true),
        "否" | "无" | "不是" | "no" | "n" | "false" | "0" | "" => Ok(false),
        _ if text.trim() == "√" => Ok(true),
        _ => Err(Code::UnknownWord),
    }
}
