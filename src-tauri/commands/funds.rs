//! The ledger: drafts, evidence, workflow, reversals.

use chrono::NaiveDate;
use daowei_core::domain::Id;
use daowei_core::domain::fund::{ReturnReason, Status};
use daowei_core::domain::money::{Currency, Fen, to_minor};
use daowei_core::domain::reading::RecognitionLevel;
use daowei_core::domain::user::Right;
use daowei_core::error::Error;
use daowei_core::journal::{FieldChange, Op, of_row};
use daowei_core::kpi::{FundStanding, fund_standings};
use daowei_core::store::Store;
use daowei_core::store::evidence::{self, EvidenceLine, KeptFile, KnownVoucher, Part, Voucher};
use daowei_core::store::fund::{self, FundDraft, FundFilter, FundLine, FundStep, InvestorPart, TransferTo};
use serde::{Deserialize, Serialize};
use tauri::State;
use tauri_plugin_dialog::DialogExt as _;

use crate::ipc::{Changed, IpcResult};
use crate::state::{App, Chosen};

/// A line of the ledger with what the figures make of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct FundRow {
    /// The line.
    #[serde(flatten)]
    pub line: FundLine,
    /// Where it counts; null for a draft, a returned or a rejected line, which no figure holds.
    pub standing: Option<FundStanding>,
}

/// Lines with what the figures make of each.
pub fn rows(store: &Store, lines: Vec<FundLine>) -> Result<Vec<FundRow>, Error> {
    let ids: Vec<Id> = lines.iter().map(|line| line.id).collect();
    let standings = fund_standings(store.conn(), &ids)?;
    Ok(lines.into_iter().zip(standings).map(|(line, standing)| FundRow { line, standing }).collect())
}

/// A page of the ledger with what all its lines sum to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct FundPage {
    /// The rows.
    pub rows: Vec<FundRow>,
    /// How many there are.
    pub total: u32,
    /// What all of them sum to, recognised.
    pub sum_fen: Fen,
}

/// What the panel of a line shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct FundPanel {
    /// The line.
    pub line: FundLine,
    /// Where it counts.
    pub standing: Option<FundStanding>,
    /// Its steps.
    pub steps: Vec<FundStep>,
    /// Its papers.
    pub papers: Vec<EvidenceLine>,
    /// Whether they prove it (rulebook 5).
    pub proven: bool,
    /// What was changed, field by field.
    pub history: Vec<FieldChange>,
    /// What this user may do with it now: submit, pass, recheck, verify, return, reject,
    /// reverse, correct, transfer, recognise, edit, delete.
    pub actions: Vec<String>,
    /// Whether this user submitted it and so never verifies it (I5).
    pub own: bool,
}

/// A file kept in the vault; it belongs to nothing until a line names its token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ChosenEvidence {
    /// Stands for it.
    pub token: String,
    /// The name it had.
    pub name: String,
    /// Its length.
    pub bytes: u32,
    /// Its media type.
    pub media_type: String,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
}

/// A voucher to put to a line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, specta::Type)]
pub struct NewVoucher {
    /// Its file; none: its data alone.
    pub token: Option<String>,
    /// Its key data.
    pub voucher: Voucher,
    /// Whether it proves other lines too, each a part of it.
    pub split: bool,
    /// How much of it proves this line, in whole units of the line's currency; none: as much as the line.
    pub used: Option<String>,
}

/// A kept file's content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct EvidenceFile {
    /// Its media type.
    pub media_type: String,
    /// Its content in base64.
    pub base64: String,
}

/// A page of the ledger.
#[tauri::command(async)]
#[specta::specta]
pub fn funds(app: State<'_, App>, filter: FundFilter, offset: u32, limit: u32) -> IpcResult<FundPage> {
    app.read(|store| {
        let (lines, total, sum_fen) = fund::page(store.conn(), &filter, offset, limit)?;
        Ok(FundPage { rows: rows(store, lines)?, total, sum_fen })
    })
}

/// One line with its papers, steps and history.
#[tauri::command(async)]
#[specta::specta]
pub fn fund(app: State<'_, App>, id: Id) -> IpcResult<FundPanel> {
    app.read(|store| {
        let conn = store.conn();
        let line = fund::line(conn, id)?;
        let own = line.submitted_by_id == Some(store.person().id);
        let may = |right| store.person().role.may(right);
        let mut actions = Vec::new();
        let mut put = |allowed: bool, action: &str| {
            if allowed {
                actions.push(action.to_owned());
            }
        };
        let status = line.status;
        put(status.editable() && may(Right::Work), "edit");
        put(status.editable() && may(Right::Work), "submit");
        put(status == Status::Draft && may(Right::Work), "delete");
        put(status == Status::Submitted && may(Right::Review), "pass");
        put(status == Status::FirstPass && may(Right::Review), "recheck");
        put(status == Status::Rechecked && may(Right::Decide), "verify");
        put(status.pending() && may(Right::Review), "return");
        put(status.pending() && may(Right::Decide), "reject");
        for right in ["reverse", "correct", "transfer"] {
            put(status == Status::Verified && line.reverses.is_none() && may(Right::Work), right);
        }
        put(status == Status::Verified && may(Right::Decide), "recognise");
        Ok(FundPanel {
            standing: fund_standings(conn, &[id])?.pop().flatten(),
            steps: fund::steps(conn, id)?,
            papers: evidence::of_fund(conn, id)?,
            proven: line.reverses.is_some() || fund::proven(conn, id)?,
            history: of_row(conn, id)?,
            actions,
            own,
            line,
        })
    })
}

/// The voucher that a file or key data would be the second of (D1), if the ledger knows it.
#[tauri::command(async)]
#[specta::specta]
pub fn voucher_known(
    app: State<'_, App>,
    token: Option<String>,
    voucher: Voucher,
    fund: Option<Id>,
) -> IpcResult<Option<KnownVoucher>> {
    let file = kept(&app, token.as_deref())?;
    app.read(|store| evidence::known(store.conn(), file.as_ref().map(|file| file.sha256), &voucher, fund))
}

/// Saves a draft, new or changed, with further vouchers and without those that are `released`.
#[tauri::command(async)]
#[specta::specta]
pub fn fund_draft_save(
    app: State<'_, App>,
    id: Option<Id>,
    draft: FundDraft,
    vouchers: Vec<NewVoucher>,
    released: Vec<Id>,
) -> IpcResult<Changed> {
    let files = vouchers.iter().map(|voucher| kept(&app, voucher.token.as_deref())).collect::<IpcResult<Vec<_>>>()?;
    let op = if id.is_some() { Op::FundChanged } else { Op::FundDrafted };
    app.write(Right::Work, op, |tx| {
        let id = match id {
            Some(id) => {
                for evidence in &released {
                    evidence::release(tx, id, *evidence)?;
                }
                fund::change(tx, id, &draft).map(|()| id)?
            }
            None => fund::draft(tx, &draft)?,
        };
        for (voucher, file) in vouchers.iter().zip(&files) {
            let part = if voucher.split { Part::Of(voucher.used.as_deref()) } else { Part::Whole };
            evidence::add(tx, id, &voucher.voucher, file.as_ref(), part)?;
        }
        tx.subject(fund::line(tx, id)?.reference);
        Ok(id)
    })
}

/// What each investor of a project paid of a total, `amount` in whole units of the currency (R13).
#[tauri::command(async)]
#[specta::specta]
pub fn fund_split_parts(app: State<'_, App>, project: Id, amount: String, currency: String) -> IpcResult<Vec<InvestorPart>> {
    app.read(|store| fund::investor_parts(store.conn(), project, &amount, &currency))
}

/// Drafts a project's total as a line for each of its investors, the voucher a part to each (R13); the investor and the share
/// of `total` are not asked.
#[tauri::command(async)]
#[specta::specta]
pub fn fund_split(app: State<'_, App>, total: FundDraft, voucher: Option<NewVoucher>) -> IpcResult<Changed> {
    let file = kept(&app, voucher.as_ref().and_then(|voucher| voucher.token.as_deref()))?;
    app.write(Right::Work, Op::FundSplit, |tx| {
        let paper = voucher.as_ref().map(|voucher| (&voucher.voucher, file.as_ref()));
        fund::split(tx, &total, paper).map(|lines| lines.first().copied())
    })
}

fn kept(app: &App, token: Option<&str>) -> IpcResult<Option<KeptFile>> {
    let Some(token) = token else { return Ok(None) };
    match app.chosen(token)? {
        Chosen::Evidence(file) => Ok(Some(file)),
        _ => Err(Error::not_found("evidence", token).into()),
    }
}

/// Throws a draft away.
#[tauri::command(async)]
#[specta::specta]
pub fn fund_delete(app: State<'_, App>, id: Id) -> IpcResult<Changed> {
    app.write(Right::Work, Op::FundDeleted, |tx| fund::delete(tx, id))
}

/// Submits a line.
#[tauri::command(async)]
#[specta::specta]
pub fn fund_submit(app: State<'_, App>, id: Id) -> IpcResult<Changed> {
    app.write(Right::Work, Op::FundSubmitted, |tx| fund::submit(tx, id))
}

/// First review.
#[tauri::command(async)]
#[specta::specta]
pub fn fund_pass(app: State<'_, App>, id: Id) -> IpcResult<Changed> {
    app.write(Right::Review, Op::FundPassed, |tx| fund::pass(tx, id))
}

/// Re-check.
#[tauri::command(async)]
#[specta::specta]
pub fn fund_recheck(app: State<'_, App>, id: Id) -> IpcResult<Changed> {
    app.write(Right::Review, Op::FundRechecked, |tx| fund::recheck(tx, id))
}

/// Verifies a line; `despite` says why, where a blocking warning (I12) is overruled.
#[tauri::command(async)]
#[specta::specta]
pub fn fund_verify(app: State<'_, App>, id: Id, despite: Option<String>) -> IpcResult<Changed> {
    app.write(Right::Decide, Op::FundVerified, |tx| fund::verify_despite(tx, id, despite.as_deref()))
}

/// Sends a line back.
#[tauri::command(async)]
#[specta::specta]
pub fn fund_return(app: State<'_, App>, id: Id, code: ReturnReason, reason: String) -> IpcResult<Changed> {
    app.write(Right::Review, Op::FundReturned, |tx| fund::send_back(tx, id, code, &reason))
}

/// Rejects a line for good.
#[tauri::command(async)]
#[specta::specta]
pub fn fund_reject(app: State<'_, App>, id: Id, reason: String) -> IpcResult<Changed> {
    app.write(Right::Decide, Op::FundRejected, |tx| fund::reject(tx, id, &reason))
}

/// Reverses a verified line, or `amount` of it (in whole units of its currency); all that is left where none is given.
#[tauri::command(async)]
#[specta::specta]
pub fn fund_reverse(
    app: State<'_, App>,
    id: Id,
    on: NaiveDate,
    amount: Option<String>,
    note: Option<String>,
) -> IpcResult<Changed> {
    app.write(Right::Work, Op::FundReversed, |tx| {
        let currency: Currency = fund::line(tx, id)?.currency.parse().unwrap_or(Currency::CNY);
        let minor = amount
            .filter(|amount| !amount.trim().is_empty())
            .map(|amount| {
                let decimal = amount.trim().parse().map_err(|_| Error::invalid("amount", &amount, "1234.56"))?;
                to_minor(decimal, currency).map_err(|fault| Error::invalid("amount", &amount, fault))
            })
            .transpose()?;
        fund::reverse(tx, id, on, minor, None, note.as_deref())
    })
}

/// Corrects a verified line to the amount it should have had, in whole units of its currency.
#[tauri::command(async)]
#[specta::specta]
pub fn fund_correct(app: State<'_, App>, id: Id, amount: String, note: Option<String>) -> IpcResult<Changed> {
    app.write(Right::Work, Op::FundCorrected, |tx| {
        let currency: Currency = fund::line(tx, id)?.currency.parse().unwrap_or(Currency::CNY);
        let decimal = amount.trim().parse().map_err(|_| Error::invalid("amount", &amount, "1234.56"))?;
        let minor = to_minor(decimal, currency).map_err(|fault| Error::invalid("amount", &amount, fault))?;
        fund::correct(tx, id, minor, None, note.as_deref())
    })
}

/// Moves what is left of a verified line.
#[tauri::command(async)]
#[specta::specta]
pub fn fund_transfer(app: State<'_, App>, id: Id, to: TransferTo, note: Option<String>) -> IpcResult<Changed> {
    app.write(Right::Work, Op::FundTransferred, |tx| fund::transfer(tx, id, &to, None, note.as_deref()).map(|[_, there]| there))
}

/// Notes what city or province recognised of a verified line (R16).
#[tauri::command(async)]
#[specta::specta]
pub fn fund_recognise(
    app: State<'_, App>,
    id: Id,
    level: RecognitionLevel,
    amount_fen: Fen,
    on: NaiveDate,
    number: Option<String>,
) -> IpcResult<Changed> {
    app.write(Right::Decide, Op::LevelRecognised, |tx| fund::recognise(tx, id, level, amount_fen, on, number.as_deref()))
}

/// Lets the person choose files as evidence; none where they closed the dialog.
#[tauri::command(async)]
#[specta::specta]
pub fn evidence_choose(handle: tauri::AppHandle, app: State<'_, App>) -> IpcResult<Vec<ChosenEvidence>> {
    let files = handle
        .dialog()
        .file()
        .add_filter("PDF, PNG, JPEG", &["pdf", "png", "jpg", "jpeg"])
        .blocking_pick_files()
        .unwrap_or_default();
    let mut out = Vec::new();
    for path in files.into_iter().filter_map(|path| path.into_path().ok()) {
        let content = std::fs::read(&path).map_err(Error::io(&path))?;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        out.push(keep(&app, &name, &content)?);
    }
    Ok(out)
}

/// Keeps a file that was dropped or pasted into the window.
#[tauri::command(async)]
#[specta::specta]
pub fn evidence_drop(app: State<'_, App>, name: String, base64: String) -> IpcResult<ChosenEvidence> {
    use base64::Engine as _;
    let content =
        base64::engine::general_purpose::STANDARD.decode(base64).map_err(|_| Error::invalid("evidence", &name, "base64"))?;
    keep(&app, &name, &content)
}

fn keep(app: &App, name: &str, content: &[u8]) -> IpcResult<ChosenEvidence> {
    let media_type = media_type(content).ok_or_else(|| Error::invalid("evidence", name, "PDF, PNG, JPEG"))?;
    let sha256 = app.read(|store| {
        store.allow(Right::Work)?;
        store.vault_put(content)
    })?;
    let bytes = u32::try_from(content.len()).unwrap_or(u32::MAX);
    let kept = KeptFile { sha256, name: name.to_owned(), media_type: media_type.to_owned(), bytes: u64::from(bytes) };
    let token = app.token(Chosen::Evidence(kept));
    Ok(ChosenEvidence {
        token,
        name: name.to_owned(),
        bytes,
        media_type: media_type.to_owned(),
        sha256: daowei_core::journal::hex(&sha256),
    })
}

/// What a file is by its own first bytes, whatever its name says.
fn media_type(content: &[u8]) -> Option<&'static str> {
    match content {
        [b'%', b'P', b'D', b'F', ..] => Some("application/pdf"),
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        _ => None,
    }
}

/// A kept file's content, by its hash: there is no way to ask for a path.
#[tauri::command(async)]
#[specta::specta]
pub fn evidence_file(app: State<'_, App>, sha256: String) -> IpcResult<EvidenceFile> {
    use base64::Engine as _;
    let lost = || Error::not_found("evidence", &sha256);
    let hash: [u8; 32] = daowei_core::journal::unhex(&sha256).and_then(|bytes| bytes.try_into().ok()).ok_or_else(lost)?;
    app.read(|store| {
        let media_type = evidence::media_type(store.conn(), &hash)?;
        Ok(EvidenceFile { media_type, base64: base64::engine::general_purpose::STANDARD.encode(store.vault_get(&hash)?) })
    })
}
