/**
 * Keys of the window: one listener, views add and take away what works where they are, and the foot
 * shows it. The latest that wants a key gets it, so that a dialog goes before the list beneath it.
 */
import { computed, onScopeDispose, ref, shallowRef } from "vue";
import { isComposing } from "./compose";

export interface Shortcut {
  /** As pressed: `j`, `Enter`, `Ctrl+K`, `F9`, `Shift+Tab`. */
  key: string;
  /** Message of what it does; one without is not shown at the foot. */
  label?: string;
  run: (event: KeyboardEvent) => void;
  /** Works also while the focus is in a field. */
  inFields?: boolean;
  when?: () => boolean;
}

const layers = shallowRef<{ id: number; modal: boolean; shortcuts: readonly Shortcut[] }[]>([]);
const nextLayer = ref(1);

/** The pressed combination in the notation of `Shortcut.key`. */
export function comboOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const control = event.ctrlKey || event.metaKey ? "Ctrl+" : "";
  const shift = event.shiftKey && event.key.length > 1 ? "Shift+" : "";
  return control + (event.altKey ? "Alt+" : "") + shift + key;
}

/** Whether typing goes into what has the focus. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type);
}

const CHOOSING = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]);

/** Whether what has the focus does something of its own with a key: a button with Enter, a choice with arrows. */
function ownsKey(target: EventTarget | null, combo: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (combo === "Enter" || combo === " ") return target.closest("button, a, summary, [role=button]") !== null;
  return target instanceof HTMLInputElement && CHOOSING.has(combo);
}

/** Gives a key to the topmost shortcut that wants it. */
export function dispatch(event: KeyboardEvent): boolean {
  if (isComposing(event) || event.defaultPrevented) return false;
  const combo = comboOf(event);
  if (ownsKey(event.target, combo)) return false;
  const field = isField(event.target);
  for (const { shortcuts, modal } of layers.value.toReversed()) {
    for (const shortcut of shortcuts) {
      if (shortcut.key !== combo && shortcut.key.toUpperCase() !== combo) continue;
      if (field && !shortcut.inFields) continue;
      if (shortcut.when && !shortcut.when()) continue;
      event.preventDefault();
      shortcut.run(event);
      return true;
    }
    if (modal) return false;
  }
  return false;
}

/** Registers keys while the calling component lives. A modal layer lets none through to those beneath. */
export function useShortcuts(shortcuts: readonly Shortcut[], modal = false): void {
  const id = nextLayer.value++;
  layers.value = [...layers.value, { id, modal, shortcuts }];
  onScopeDispose(() => {
    layers.value = layers.value.filter((layer) => layer.id !== id);
  });
}

/** What the foot shows: the keys that work now, the nearest first, each once. */
export const hints = computed(() => {
  const seen = new Set<string>();
  const found: { key: string; label: string }[] = [];
  for (const { shortcuts, modal } of layers.value.toReversed()) {
    for (const { key, label, when } of shortcuts) {
      if (!label || seen.has(key) || (when && !when())) continue;
      seen.add(key);
      found.push({ key, label });
    }
    if (modal) break;
  }
  return found;
});

/** Listens on the window; the answer ends it. */
export function listen(target: Window = window): () => void {
  const handler = (event: KeyboardEvent): void => void dispatch(event);
  target.addEventListener("keydown", handler);
  return () => target.removeEventListener("keydown", handler);
}
