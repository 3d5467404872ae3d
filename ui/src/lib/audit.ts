/** What a rule is called, what it found, and what to do: the words of `audit.ftl`. */
import type { Finding } from "@/api/model";
import { t } from "@/i18n";
import { formatFen } from "./money";

const key = (rule: string): string => `audit-${rule.toLowerCase()}`;

export const ruleTitle = (rule: string): string => t(key(rule));
export const ruleToDo = (rule: string): string => t(`${key(rule)}-do`);

/** A finding as a sentence; amounts in 10,000 CNY. A sentence says something else where there is none. */
export const findingText = (finding: Finding): string =>
  t(`${key(finding.rule)}-found`, {
    subject: finding.subject,
    other: finding.other ?? "none",
    wan: formatFen(finding.amount_fen ?? "0"),
    on: finding.on ?? "none",
    detail: finding.detail ?? "none",
  });
