/** A made-up bureau as the address asks: `?phase=none&role=officer&companies=100000&delay=300`. */
import type { Backend } from "../backend";
import type { Role, StorePhase } from "../model";
import { fakeBackend } from "./index";

export function fakeFromAddress(search: string): Backend {
  const asked = new URLSearchParams(search);
  const number = (name: string): number | undefined =>
    asked.has(name) ? Number(asked.get(name)) : undefined;
  return fakeBackend({
    phase: (asked.get("phase") as StorePhase | null) ?? undefined,
    role: (asked.get("role") as Role | null) ?? undefined,
    companies: number("companies"),
    delay: number("delay"),
  });
}
