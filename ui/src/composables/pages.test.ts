import { effectScope, ref } from "vue";
import { describe, expect, it, vi } from "vitest";
import { announce } from "@/api/changes";
import { PAGE_ROWS, PAGES_KEPT, usePages } from "./pages";

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function setUp(total = 100_000) {
  const filter = ref("");
  const fetch = vi.fn((offset: number, limit: number) =>
    Promise.resolve({
      rows: Array.from({ length: limit }, (_unused, n) => `${filter.value}${offset + n}`),
      total,
    }),
  );
  const scope = effectScope();
  const pages = scope.run(() => usePages(fetch, "companies", filter))!;
  return { filter, fetch, pages, scope };
}

describe("usePages", () => {
  it("asks for what is in sight and no page twice", async () => {
    const { pages, fetch } = setUp();
    await settle();
    expect(pages.total).toBe(100_000);
    pages.want(90_050, 90_120);
    pages.want(90_051, 90_121);
    await settle();
    expect(pages.rowAt(90_120)).toBe("90120");
    expect(pages.rowAt(50_000)).toBeUndefined();
    expect(fetch.mock.calls.map(([offset]) => offset)).toEqual([0, 90_000, 90_100]);
  });

  it("forgets the pages used longest ago", async () => {
    const { pages } = setUp();
    await settle();
    for (let page = 1; page <= PAGES_KEPT; page++) {
      pages.want(page * PAGE_ROWS, page * PAGE_ROWS);
      await settle();
    }
    expect(pages.rowAt(0)).toBeUndefined();
    expect(pages.rowAt(PAGES_KEPT * PAGE_ROWS)).toBeDefined();
  });

  it("keeps the old rows until the filter's first answer, and ignores late ones", async () => {
    const { pages, filter } = setUp();
    await settle();
    filter.value = "a";
    await Promise.resolve();
    expect(pages.rowAt(0)).toBe("0");
    filter.value = "ab";
    await settle();
    expect(pages.rowAt(0)).toBe("ab0");
  });

  it("loads again what a write changed, and only that", async () => {
    const { fetch, scope } = setUp();
    await settle();
    announce({ op: "user-added", subject: "", tables: ["user"] });
    await settle();
    expect(fetch).toHaveBeenCalledTimes(1);
    announce({ op: "meeting-logged", subject: "", tables: ["meeting"] });
    await settle();
    expect(fetch).toHaveBeenCalledTimes(2);
    scope.stop();
  });

  it("tells what failed", async () => {
    const scope = effectScope();
    const pages = scope.run(() => usePages(() => Promise.reject(new Error("gone")), "funds", ref(0)))!;
    await settle();
    expect(pages.error).toBeInstanceOf(Error);
    expect(pages.loading).toBe(false);
  });
});
