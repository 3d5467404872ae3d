/** What is purely of the screen: look, language, hidden amounts, open panel and dialogs. Nothing of the store. */
import { defineStore } from "pinia";
import { computed, ref, watch } from "vue";
import { LANGUAGES, language, type Language } from "@/i18n";

export type Theme = "light" | "dark" | "system";
export type Dialog = "palette" | "meeting" | "fund" | "project" | "company" | null;

const KEY = "daowei-screen";

interface Kept {
  theme: Theme;
  language: Language;
}

/** Only the look is kept by the web view, never anything of a store's content. */
function kept(): Partial<Kept> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Kept>;
  } catch {
    return {};
  }
}

export const useScreen = defineStore("screen", () => {
  const before = kept();
  const theme = ref<Theme>(before.theme ?? "system");
  const hidden = ref(false);
  const dialog = ref<Dialog>(null);
  /** What the open dialog begins with: a company met, a line to change. */
  const subject = ref<{ kind: string; id: string; name: string } | null>(null);
  const panels = ref(0);
  const systemDark = ref(false);

  if (before.language && LANGUAGES.includes(before.language)) language.value = before.language;

  const query = window.matchMedia?.("(prefers-color-scheme: dark)");
  systemDark.value = query?.matches ?? false;
  query?.addEventListener?.("change", (event) => (systemDark.value = event.matches));

  const dark = computed(() => theme.value === "dark" || (theme.value === "system" && systemDark.value));

  watch(
    [dark, language],
    () => {
      document.documentElement.dataset.theme = dark.value ? "dark" : "light";
      document.documentElement.lang = language.value;
    },
    { immediate: true },
  );
  watch([theme, language], () => {
    const value: Kept = { theme: theme.value, language: language.value };
    localStorage.setItem(KEY, JSON.stringify(value));
  });

  function open(next: Exclude<Dialog, null>, about: typeof subject.value = null): void {
    subject.value = about;
    dialog.value = next;
  }

  function close(): void {
    dialog.value = null;
    subject.value = null;
  }

  return { theme, hidden, dialog, subject, panels, dark, open, close };
});
