/** Locks the store when nobody has touched the window for a while. */
import { onScopeDispose } from "vue";

/** Ten minutes: long enough to read a page, short enough for an open office. */
export const IDLE_MS = 10 * 60_000;
const EVENTS = ["pointerdown", "pointermove", "keydown", "wheel"] as const;

/** Calls `lock` after the pause; a machine that slept past it locks at its first look. */
export function useIdleLock(lock: () => void, now: () => number = () => performance.now()): void {
  let last = now();
  const touch = (): void => void (last = now());
  const look = (): void => {
    if (now() - last < IDLE_MS) return;
    last = now();
    lock();
  };
  const timer = setInterval(look, 15_000);
  for (const event of EVENTS) window.addEventListener(event, touch, { passive: true });
  onScopeDispose(() => {
    clearInterval(timer);
    for (const event of EVENTS) window.removeEventListener(event, touch);
  });
}
