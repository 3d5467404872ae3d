/** The one way from the window to the core. Inside the shell it is Tauri, in a browser the fake. */
import { announce } from "./changes";
import type { Backend } from "./backend";
import type { Changes } from "./model";

let current: Backend | undefined;

/** Sets the backend: at start, and by tests. */
export function useBackend(backend: Backend): void {
  current = backend;
}

/** The commands. */
export const api: Backend = new Proxy({} as Backend, {
  get(_target, name: string) {
    if (!current) throw new Error("no backend yet");
    // Vue asks whatever a template names for marks of its own; there is no command of such a name.
    return current[name as keyof Backend]?.bind(current);
  },
});

/** Makes a write and reloads what it changed. */
export async function write(change: Promise<Changes>): Promise<Changes> {
  const changes = await change;
  announce(changes);
  return changes;
}

export { Refused, sentence, sentenceOf, warningOf } from "./call";
export { announce, forgetAll, onChanges, queryClient, versionOf, type Topic } from "./changes";
export type { Backend } from "./backend";
