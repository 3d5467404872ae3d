/** The real core behind the window's commands: one command a method, errors as {code, args}. */
import { invoke } from "@tauri-apps/api/core";
import type { Backend } from "./backend";
import { Refused } from "./call";

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function isCoreError(reason: unknown): reason is { code: string; args: Record<string, string | number> } {
  return typeof reason === "object" && reason !== null && "code" in reason;
}

/** Speaks to the core through the shell. */
export function tauriBackend(): Backend {
  return new Proxy({} as Backend, {
    get:
      (_target, name: string) =>
      async (...args: unknown[]): Promise<unknown> => {
        try {
          return await invoke(snake(name), { args });
        } catch (reason) {
          if (isCoreError(reason)) throw new Refused({ code: reason.code, args: reason.args ?? {} });
          throw reason;
        }
      },
  });
}
