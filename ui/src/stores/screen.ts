/** What is purely of the screen: look, language, hidden amounts, open panel and dialogs. Nothing of the store. */
import { defineStore } from "pinia";
import { computed, ref, watch } from "vue";
import { LANGUAGES, language, type Language } from "@/i18n";

export type Theme = "light" | "dark" | "system";
export type Dialog = "palette" | "meeting" | "fund" | "project" | "company" | null;

const KEY = "daowei-screen";

/** How large everything is shown, in percent. */
export const ZOOMS = [100, 110, 125, 150, 175, 200] as const;
export type Zoom = (typeof ZOOMS)[number];

interface Kept {
  theme: Theme;
  language: Language;
  zoom: Zoom;
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
  const zoom = ref<Zoom>(ZOOMS.find((one) => one === before.zoom) ?? 100);
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
  watch([theme, language, zoom], () => {
    const value: Kept = { theme: theme.value, language: language.value, zoom: zoom.value };
    localStorage.setItem(KEY, JSON.stringify(value));
  });

  /** One size larger or smaller, or as it was made. */
  function zoomBy(steps: number): void {
    const at = steps ? ZOOMS.indexOf(zoom.value) + steps : 0;
    zoom.value = ZOOMS[Math.min(Math.max(at, 0), ZOOMS.length - 1)] ?? 100;
  }

  function open(next: Exclude<Dialog, null>, about: typeof subject.value = null): void {
    subject.value = about;
    dialog.value = next;
  }

  function close(): void {
    dialog.value = null;
    subject.value = null;
  }

  return { theme, zoom, zoomBy, hidden, dialog, subject, panels, dark, open, close };
});
