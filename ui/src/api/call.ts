/** An error as a sentence in the reader's language: `{code, args}` → the Fluent message `error-<code>`. */
import { codeKey, has, t } from "@/i18n";
import type { CoreError } from "./model";

/** Thrown by a backend; `message` is for logs, people read `sentence`. */
export class Refused extends Error {
  readonly code: string;
  readonly args: Record<string, string | number>;

  constructor({ code, args }: CoreError) {
    super(code);
    this.name = "Refused";
    this.code = code;
    this.args = args;
  }
}

/** The sentence of a code; a code without a message is named, so that it can be reported. */
export function sentenceOf(code: string, args: Record<string, string | number> = {}): string {
  const key = codeKey("error", code);
  return has(key) ? t(key, args) : t("ui-error-unknown", { code });
}

/** The sentence of a warning: something to look at, and nothing that was refused. */
export function warningOf(code: string, args: Record<string, string | number> = {}): string {
  const key = codeKey("warning", code);
  return has(key) ? t(key, args) : sentenceOf(code, args);
}

/** What to show of anything thrown. */
export function sentence(error: unknown): string {
  if (error instanceof Refused) return sentenceOf(error.code, error.args);
  return t("ui-error-internal");
}
