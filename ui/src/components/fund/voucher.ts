/** A voucher while it is entered: its key data, and whether this line takes a part of it. */
import type { ChosenEvidence, EvidenceData, VoucherKind } from "@/api/model";

export interface VoucherEntry extends EvidenceData {
  key: number;
  /** The file's name and length; none: its data alone. */
  name: string | null;
  bytes: number;
}

export const VOUCHER_KINDS: VoucherKind[] = [
  "bank_slip",
  "capital_verification",
  "articles",
  "resolution",
  "invoice",
  "payment_receipt",
  "land_receipt",
  "appraisal",
  "customs",
  "handover",
  "audit_report",
  "contract",
  "other",
];

export const CURRENCIES = ["CNY", "USD", "EUR", "HKD", "JPY", "GBP", "KRW", "SGD"];

let last = 0;

/** Begins with what the line says of its money: most vouchers say the same. */
export function voucherOf(
  file: ChosenEvidence | null,
  line: { payer: string; arrived_on: string | null; amount_minor: string | null; currency: string },
): VoucherEntry {
  return {
    key: ++last,
    token: file?.token ?? null,
    name: file?.name ?? null,
    bytes: file?.bytes ?? 0,
    kind: "bank_slip",
    number: "",
    payer: line.payer,
    payee: "",
    account_tail: "",
    dated_on: line.arrived_on,
    amount_minor: line.amount_minor,
    currency: line.currency,
    split: false,
    used_minor: null,
  };
}
