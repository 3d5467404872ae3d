//! A line of the ledger of delivered funds (rulebook 5): its vocabularies and its workflow.

use super::vocabulary::vocabulary;

vocabulary! {
    /// 出资形式.
    Form {
        /// 现金.
        Cash = "cash",
        /// 股东借款.
        ShareholderLoan = "shareholder_loan",
        /// 固定资产投入.
        FixedAssets = "fixed_assets",
        /// 土地款.
        Land = "land",
        /// 实物.
        InKind = "in_kind",
        /// 无形资产.
        Intangible = "intangible",
        /// 未分配利润再投资.
        ReinvestedProfit = "reinvested_profit",
        /// 股权收购.
        EquityPurchase = "equity_purchase",
    }
}

vocabulary! {
    /// 资金来源, of each line, not of the project.
    Origin {
        /// 境外.
        Foreign = "foreign",
        /// 省外.
        OtherProvince = "other_province",
        /// 市外(省内).
        OtherCity = "other_city",
        /// 本地.
        Local = "local",
    }
}

vocabulary! {
    /// Where a line stands in the workflow.
    Status {
        /// 草稿.
        Draft = "DRAFT",
        /// 已填报.
        Submitted = "SUBMITTED",
        /// 初审通过.
        FirstPass = "FIRST_PASS",
        /// 复核通过.
        Rechecked = "RECHECKED",
        /// 已认定.
        Verified = "VERIFIED",
        /// 退回.
        Returned = "RETURNED",
        /// 不予认定, final.
        Rejected = "REJECTED",
    }
}

impl Status {
    /// Whether a line in this status is 在途: submitted and not yet decided.
    #[must_use]
    pub const fn pending(self) -> bool {
        matches!(self, Self::Submitted | Self::FirstPass | Self::Rechecked)
    }

    /// Whether the person who made it may still change it.
    #[must_use]
    pub const fn editable(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }
}

vocabulary! {
    /// How a line is linked to the verified line it puts right.
    LinkKind {
        /// 冲销: money that left again, negative.
        Reversal = "reversal",
        /// 更正.
        Correction = "correction",
        /// 划转.
        Transfer = "transfer",
    }
}

vocabulary! {
    /// 凭证类型.
    VoucherKind {
        /// 进账单/电子回单.
        BankSlip = "bank_slip",
        /// 验资报告.
        CapitalVerification = "capital_verification",
        /// 章程.
        Articles = "articles",
        /// 决议.
        Resolution = "resolution",
        /// 发票.
        Invoice = "invoice",
        /// 付款凭证.
        PaymentReceipt = "payment_receipt",
        /// 土地款收据.
        LandReceipt = "land_receipt",
        /// 评估报告.
        Appraisal = "appraisal",
        /// 报关单.
        Customs = "customs",
        /// 交接单.
        Handover = "handover",
        /// 审计报告.
        AuditReport = "audit_report",
        /// 合同.
        Contract = "contract",
        /// 其他.
        Other = "other",
    }
}

vocabulary! {
    /// Why a reviewer sends a line back.
    ReturnReason {
        /// 凭证缺失或不清.
        Evidence = "evidence",
        /// 金额或汇率有误.
        Amount = "amount",
        /// 付款方与投资方不符.
        Payer = "payer",
        /// 项目或投资方有误.
        Party = "party",
        /// 疑似重复.
        Duplicate = "duplicate",
        /// 其他, said in words.
        Other = "other",
    }
}
