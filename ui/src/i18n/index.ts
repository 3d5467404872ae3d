/**
 * Texts: the same Fluent files as the Rust side (assets/locales), zh-CN first, English complete.
 *
 * `t` reads the language reactively, so that a switch redraws every text at once. Isolating marks are
 * off: they would end up in what people copy.
 */
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { ref } from "vue";

/** The languages there are; the first is the one to fall back on. */
export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Arguments of a message. A number gets plural forms and thousands; a year goes in as a string. */
export type Args = Record<string, string | number>;

const files: Record<string, string> = import.meta.glob("../../../assets/locales/*/*.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

function bundleOf(language: Language): FluentBundle {
  const bundle = new FluentBundle(language, { useIsolating: false });
  for (const [path, source] of Object.entries(files)) {
    if (path.includes(`/${language}/`)) bundle.addResource(new FluentResource(source));
  }
  return bundle;
}

const bundles = new Map<Language, FluentBundle>();

function bundle(language: Language): FluentBundle {
  let found = bundles.get(language);
  if (!found) bundles.set(language, (found = bundleOf(language)));
  return found;
}

/** The language on the screen. */
export const language = ref<Language>("zh-CN");

/** Whether there is a message of this name. */
export function has(id: string): boolean {
  return bundle(language.value).hasMessage(id) || bundle("zh-CN").hasMessage(id);
}

/** The text of a message in the language on the screen; its name where there is none. */
export function t(id: string, args?: Args): string {
  const own = bundle(language.value);
  const from = own.hasMessage(id) ? own : bundle("zh-CN");
  const value = from.getMessage(id)?.value;
  return value ? from.formatPattern(value, args as Record<string, FluentVariable>, []) : id;
}

/** A code such as `FIRST_PASS` or `other_province` as the tail of a message's name. */
export function codeKey(prefix: string, code: string): string {
  return `${prefix}-${code.toLowerCase().replaceAll("_", "-").replaceAll(".", "-")}`;
}

/** The text of a code, `tc("status", "FIRST_PASS")` → 初审. */
export function tc(prefix: string, code: string, args?: Args): string {
  return t(codeKey(prefix, code), args);
}
