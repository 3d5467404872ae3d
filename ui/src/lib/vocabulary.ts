/** The closed vocabularies that forms offer, in the field's own order. */
import type { FundForm, Origin } from "@/api/model";

export const FORMS: FundForm[] = [
  "cash",
  "shareholder_loan",
  "fixed_assets",
  "land",
  "in_kind",
  "intangible",
  "reinvested_profit",
  "equity_purchase",
];
export const ORIGINS: Origin[] = ["foreign", "other_province", "other_city", "local"];
