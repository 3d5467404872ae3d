//! The verbs and their options, as typed values. What `--help` says of them stands in
//! `assets/locales/<lang>/cli.ftl` under the names used here (see `help`).

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use daowei_core::domain::fund::ReturnReason;
use daowei_core::domain::list::{Attribution, EditionPolicy};
use daowei_core::domain::period::Period;
use daowei_core::domain::reading::{CompareBy, KpiFigure, KpiPart, Reading, RecognitionLevel};
use daowei_core::domain::scheme::Progress;
use daowei_core::domain::user::Role;
use daowei_core::words::Language;

use crate::fields::{
    CompanyFields, FundFields, MeetingFields, OwnershipFields, ProjectFields, RateFields, ReceiptFields, TargetFields,
    VoucherFields,
};
use crate::verbs::files::ImportAsk;
use crate::verbs::report::ReportAsk;

#[derive(Debug, Parser)]
#[command(name = "daowei-cli", version)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub verb: Verb,
}

/// Options of every verb, before it or after.
#[derive(Debug, Args)]
pub struct Global {
    #[arg(long, global = true, value_name = "FOLDER")]
    pub store: Option<PathBuf>,
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long = "as", id = "as", global = true, value_name = "USER", default_value = "admin")]
    pub user: String,
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub today: Option<NaiveDate>,
    #[arg(long, global = true, value_name = "zh-CN|en", default_value = "zh-CN")]
    pub lang: Language,
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    Init {
        #[arg(long)]
        zone: Option<String>,
        #[arg(long)]
        bureau: Option<String>,
        #[arg(long)]
        sample: bool,
    },
    #[command(subcommand)]
    User(UserVerb),
    #[command(subcommand)]
    Zone(ZoneVerb),
    #[command(subcommand)]
    Lists(ListsVerb),
    #[command(subcommand)]
    Scheme(SchemeVerb),
    #[command(subcommand)]
    Company(CompanyVerb),
    #[command(subcommand)]
    Ownership(OwnershipVerb),
    #[command(subcommand)]
    Project(ProjectVerb),
    #[command(subcommand)]
    Milestone(MilestoneVerb),
    #[command(subcommand)]
    Meeting(MeetingVerb),
    FollowUp {
        id: String,
    },
    #[command(subcommand)]
    Fund(FundVerb),
    #[command(subcommand)]
    Rate(RateVerb),
    #[command(subcommand)]
    Target(TargetVerb),
    List {
        #[arg(value_enum)]
        what: Listed,
        #[arg(long, default_value_t = 50)]
        limit: u32,
        #[arg(long, value_name = "KEY")]
        after: Option<String>,
    },
    Import {
        #[command(flatten)]
        ask: Box<ImportAsk>,
    },
    Revert {
        import: String,
    },
    Search {
        text: String,
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
    Close {
        period: Period,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
    Kpi {
        #[command(flatten)]
        ask: Ask,
    },
    Explain {
        #[command(flatten)]
        ask: Ask,
        #[arg(long, value_name = "F500|C500|I100|total")]
        line: KpiFigure,
        #[arg(long, default_value = "ytd")]
        part: KpiPart,
    },
    Compare {
        #[command(flatten)]
        ask: Ask,
        #[arg(long, value_name = "readings|attributions|policies|levels", default_value = "readings")]
        by: CompareBy,
        #[arg(long, value_name = "F500|C500|I100|total", default_value = "total")]
        line: KpiFigure,
        #[arg(long, value_name = "ytd|quarter", default_value = "ytd")]
        part: KpiPart,
    },
    Report {
        #[command(flatten)]
        ask: ReportAsk,
    },
    Undo,
    Redo,
    History {
        #[arg(long, default_value_t = 50)]
        limit: u32,
        #[arg(long, value_name = "ENTRY")]
        before: Option<i32>,
    },
    Dump,
    Backup {
        file: PathBuf,
    },
    Restore {
        file: PathBuf,
    },
    Verify,
    Audit {
        #[arg(long, value_name = "I2|D2|…")]
        rule: Option<daowei_core::audit::Rule>,
    },
    Gaps {
        #[arg(long)]
        year: i32,
    },
    Outlook {
        #[command(flatten)]
        ask: Ask,
    },
    Funnel,
    Units {
        #[command(flatten)]
        ask: Ask,
    },
    Fdi {
        #[command(flatten)]
        ask: Ask,
    },
    #[command(subcommand)]
    Receipt(ReceiptVerb),
}

#[derive(Debug, Subcommand)]
pub enum ReceiptVerb {
    Add(ReceiptFields),
    Settle {
        id: String,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
    },
}

/// What is asked of the KPI.
#[derive(Debug, Args)]
pub struct Ask {
    #[arg(long)]
    pub year: i32,
    #[arg(long, value_name = "2025Q2")]
    pub through: Option<Period>,
    #[arg(long, default_value = "posted", value_name = "published|posted|restated")]
    pub reading: Reading,
    #[arg(long, value_name = "exclusive|overlap")]
    pub attribution: Option<Attribution>,
    #[arg(long, default_value = "district", value_name = "district|city|province")]
    pub level: RecognitionLevel,
}

#[derive(Debug, Subcommand)]
pub enum UserVerb {
    Add {
        name: String,
        #[arg(long)]
        role: Role,
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    Passphrase {
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub enum ZoneVerb {
    Add {
        name: String,
        #[arg(long)]
        counts: bool,
    },
    Set {
        name: String,
        #[arg(long)]
        counts: bool,
    },
}

#[derive(Debug, Subcommand)]
pub enum ListsVerb {
    Add {
        code: String,
        #[arg(long)]
        name: String,
        #[arg(long)]
        name_en: Option<String>,
        #[arg(long, value_name = "F500|C500|I100|none")]
        line: Option<String>,
    },
    Line {
        code: String,
        #[arg(value_name = "F500|C500|I100|none")]
        line: String,
    },
    Compare {
        code: String,
        year: i32,
        #[arg(long, value_name = "YEAR")]
        against: Option<i32>,
    },
}

#[derive(Debug, Subcommand)]
pub enum SchemeVerb {
    Set {
        #[arg(long)]
        year: i32,
        #[arg(long, value_name = "A|B|C")]
        edition_policy: Option<EditionPolicy>,
        #[arg(long, value_name = "exclusive|overlap")]
        attribution: Option<Attribution>,
        #[arg(long, value_name = "foreign,other_province,other_city,local")]
        origins: Option<String>,
        #[arg(long, value_name = "cash,…")]
        forms: Option<String>,
        #[arg(long, value_name = "months|quarters|days")]
        progress: Option<Progress>,
        #[arg(long, value_name = "true|false")]
        merge_reviews: Option<bool>,
        #[arg(long, value_name = "LIST=F500|C500|I100|none,…")]
        list_lines: Option<String>,
        #[arg(long, value_name = "SIGNED=60,TO_SIGN=30,…")]
        forecast: Option<String>,
        #[arg(long, value_name = "cumulative|current")]
        reach: Option<daowei_core::domain::scheme::Reach>,
        #[arg(long, value_name = "ratio|efficacy|step,full=100,cap=120,…")]
        score: Option<String>,
        #[arg(long, value_name = "lead_answered=1,negotiating=30,…")]
        stale: Option<String>,
        #[arg(long)]
        dry_run: bool,
        #[arg(long)]
        note: Option<String>,
    },
    Show {
        #[arg(long)]
        year: i32,
    },
}

#[derive(Debug, Subcommand)]
pub enum CompanyVerb {
    Add(CompanyFields),
    Duplicates {
        #[arg(long, default_value_t = 50)]
        limit: u32,
        #[arg(long)]
        clear: bool,
    },
    Merge {
        kept: String,
        merged: String,
        #[arg(long, value_name = "FIELD")]
        take: Vec<String>,
        #[arg(long)]
        dry_run: bool,
    },
    Apart {
        one: String,
        other: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum OwnershipVerb {
    Add(OwnershipFields),
}

#[derive(Debug, Subcommand)]
pub enum ProjectVerb {
    Add(ProjectFields),
    Supplement {
        project: String,
        #[arg(long, value_name = "万元")]
        amount: String,
        #[arg(long, value_name = "DATE")]
        signed_on: NaiveDate,
        #[arg(long)]
        document: Option<String>,
    },
    Credit {
        project: String,
        #[arg(long, value_name = "UNIT[=60][@DATE]")]
        unit: Vec<String>,
    },
}

#[derive(Debug, Subcommand)]
pub enum MilestoneVerb {
    Add {
        #[arg(long)]
        project: String,
        #[arg(long, value_name = "SIGNED|REGISTERED|STARTED|PRODUCING")]
        kind: daowei_core::domain::project::MilestoneKind,
        #[arg(long)]
        date: NaiveDate,
        #[arg(long)]
        note: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub enum MeetingVerb {
    Add(MeetingFields),
}

#[derive(Debug, Subcommand)]
pub enum RateVerb {
    Add(RateFields),
}

#[derive(Debug, Subcommand)]
pub enum TargetVerb {
    Set(TargetFields),
}

/// Which line a step is about: its reference number or id, in first place or as `--ref`.
#[derive(Debug, Args)]
pub struct Which {
    #[arg(value_name = "REF")]
    pub fund: Option<String>,
    #[arg(long = "ref", id = "ref", value_name = "REF")]
    pub reference: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum FundVerb {
    Draft {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        fields: Box<FundFields>,
        #[command(flatten)]
        voucher: VoucherFields,
    },
    Split {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        fields: Box<FundFields>,
        #[command(flatten)]
        voucher: VoucherFields,
    },
    Change {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        fields: Box<FundFields>,
    },
    Evidence {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        voucher: VoucherFields,
    },
    Submit {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        fields: Box<FundFields>,
        #[command(flatten)]
        voucher: VoucherFields,
    },
    Pass(Which),
    Recheck(Which),
    Verify {
        #[command(flatten)]
        which: Which,
        #[arg(long, value_name = "REASON")]
        despite: Option<String>,
    },
    Correct {
        #[command(flatten)]
        which: Which,
        #[arg(long, allow_hyphen_values = true)]
        amount: String,
        #[arg(long, value_name = "REF")]
        new: Option<String>,
        #[arg(long)]
        note: Option<String>,
    },
    Transfer {
        #[command(flatten)]
        which: Which,
        #[arg(long)]
        investor: Option<String>,
        #[arg(long)]
        project: Option<String>,
        #[arg(long)]
        zone: Option<String>,
        #[arg(long)]
        form: Option<daowei_core::domain::fund::Form>,
        #[arg(long)]
        origin: Option<daowei_core::domain::fund::Origin>,
        #[arg(long, value_name = "REF")]
        new: Option<String>,
        #[arg(long)]
        note: Option<String>,
    },
    Recognise {
        #[command(flatten)]
        which: Which,
        #[arg(long, value_name = "city|province")]
        level: RecognitionLevel,
        #[arg(long, allow_hyphen_values = true)]
        amount: String,
        #[arg(long, value_name = "DATE")]
        on: Option<NaiveDate>,
        #[arg(long)]
        number: Option<String>,
    },
    Return {
        #[command(flatten)]
        which: Which,
        #[arg(long, default_value = "other")]
        code: ReturnReason,
        #[arg(long, default_value = "")]
        reason: String,
    },
    Reject {
        #[command(flatten)]
        which: Which,
        #[arg(long)]
        reason: String,
    },
    Reverse {
        #[command(flatten)]
        which: Which,
        #[arg(long, value_name = "REF")]
        reverses: Option<String>,
        #[arg(long, visible_alias = "arrival", value_name = "DATE")]
        on: Option<NaiveDate>,
        #[arg(long, allow_hyphen_values = true)]
        amount: Option<String>,
        #[arg(long)]
        note: Option<String>,
    },
    Delete(Which),
    Show(Which),
}

/// What `list` lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Listed {
    Companies,
    Editions,
    Projects,
    Meetings,
    Funds,
    Targets,
    Rates,
    Closes,
    Users,
    Zones,
    Lists,
    FollowUps,
}
