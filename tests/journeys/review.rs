//! Review as a deputy director does it: the line beside its voucher, by keyboard, from a return to the verification.

use daowei_core::domain::fund::{Status, VoucherKind};
use daowei_core::domain::user::Role;
use daowei_core::journal::Op;
use daowei_core::store::evidence::{self, KeptFile, Part, Voucher};
use daowei_core::store::{Access, Store, fund};
use daowei_tests::e2e::{Key, Outcome, Window, check, journey};
use daowei_tests::{Bureau, PASSPHRASE, draft, machine, noon};

use super::import::setup;

/// A page of A4 with one black bar on it, as a PDF program writes it.
pub(crate) fn pdf() -> Vec<u8> {
    let content = "0 0 0 rg 100 400 400 60 re f";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let table = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1));
    file.into_bytes()
}

/// Two lines that 招商员 submitted, alike but for their day; the first with its slip as a PDF.
fn submitted() -> Bureau {
    let mut bureau = Bureau::new();
    bureau.add_user("招商员", Role::Officer);
    let investor = bureau.company("示例启明科技有限公司");
    let mut bureau = bureau.sign_in("招商员");
    let sha256 = bureau.store.vault_put(&pdf()).expect("kept");
    let file =
        KeptFile { sha256, name: "回单.pdf".to_owned(), media_type: "application/pdf".to_owned(), bytes: pdf().len() as u64 };
    let slip = |number: &str| Voucher {
        kind: VoucherKind::BankSlip,
        number: Some(number.to_owned()),
        payer: Some("示例启明科技有限公司".to_owned()),
        payee: None,
        account_tail: None,
        dated_on: None,
        amount: None,
        currency: None,
    };
    for (reference, arrived_on, number, file) in [("DW-1", "2026-01-05", "0001", Some(&file)), ("DW-2", "2026-01-07", "0002", None)]
    {
        let mut line = draft(investor, arrived_on, "12000000");
        line.reference = Some(reference.to_owned());
        bureau
            .store
            .write(Op::FundSubmitted, noon("2026-02-01"), |tx| {
                let id = fund::draft(tx, &line)?;
                evidence::add(tx, id, &slip(number), file, Part::Whole)?;
                fund::submit(tx, id)
            })
            .expect("submitted");
    }
    bureau
}

#[tokio::test]
async fn a_line_is_returned_and_another_verified_by_keyboard_beside_its_pdf() -> Outcome {
    let bureau = submitted();
    let folder = bureau.path();
    journey("review", setup(bureau), async |window| {
        window.find(".shell-nav .on").await?;
        window.go("#/review").await?;
        window.shows("2 笔待审").await?;
        // The later arrival comes first; it has no file, and looks like the other (D2).
        window.shows("DW-2").await?;
        window.shows("没有凭证文件").await?;
        window.shows("三天内付款方、收款方、金额都相同").await?;
        window.keys("r").await?;
        window.fill_field("说明", "回单号与 DW-1 核对后再报").await?;
        window.chord(Key::Control, Key::Enter).await?;
        window.shows("1 笔待审").await?;
        window.shows("DW-1").await?;
        let drawn = "const sheet = document.querySelector('.voucher canvas');
            if (!sheet || !sheet.width) return false;
            const { data } = sheet.getContext('2d').getImageData(sheet.width / 2, sheet.height * (1 - 430 / 842), 1, 1);
            return data[0] < 40 && data[3] === 255";
        window.until("the bar on the PDF's page", drawn).await?;
        picture(window, "review").await?;
        for step in ["已填报", "初审通过", "复核通过"] {
            let stands = format!("return document.querySelector('.queue [aria-current=true]')?.innerText.includes('{step}')");
            window.until(&format!("the line to be {step}"), &stands).await?;
            window.keys("p").await?;
        }
        window.shows("没有待审核的到资").await?;
        // What the rules make of the whole store.
        window.go("#/audit").await?;
        window.shows("数据文件、变更链、关账链、引用与凭证都通过校验").await?;
        picture(window, "audit").await?;
        window.go("#/outlook").await?;
        window.shows("已到账,还不能证明").await?;
        picture(window, "outlook").await
    })
    .await?;
    let store = Store::open(&folder, "admin", PASSPHRASE, machine(9), Access::Read).expect("the store");
    let status = |reference: &str| {
        let id = fund::find(store.conn(), reference).expect("it is there");
        fund::line(store.conn(), id).expect("a line").status
    };
    check(status("DW-1") == Status::Verified, "DW-1 is not verified")?;
    check(status("DW-2") == Status::Returned, "DW-2 is not returned")
}

/// A picture where `DAOWEI_PICTURES` names a folder for them.
pub(crate) async fn picture(window: &Window, name: &str) -> Outcome {
    let Some(folder) = std::env::var_os("DAOWEI_PICTURES") else { return Ok(()) };
    window.settle().await?;
    window.picture(&std::path::Path::new(&folder).join(format!("{name}.png"))).await
}
