import { beforeEach, describe, expect, it } from "vitest";
import { useBackend } from "@/api";
import { fakeBackend } from "@/api/fake";
import { mountAt, pretendLayout, settle } from "@/test/mount";
import Lists from "./Lists.vue";

beforeEach(() => {
  pretendLayout();
  useBackend(fakeBackend());
  globalThis.ResizeObserver = class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
});

describe("the editions of lists", () => {
  it("show what was printed, then what changed against another edition", async () => {
    const page = await mountAt(Lists, "/lists");
    expect(page.text()).toContain("示例世界500强");
    expect(page.findAll('.line[role="row"]').length).toBeGreaterThan(5);
    await page.findAll('input[type="radio"]')[1]!.setValue(true);
    await settle();
    const lines = page.findAll('.line[role="row"]').map((line) => line.text());
    expect(lines[0]).toContain("新入榜");
    expect(lines.some((line) => line.includes("上升 2"))).toBe(true);
    const move = page.findAll("select").at(-1)!;
    expect(move.text()).toContain("落榜 1 家");
    await move.setValue("left");
    await settle();
    expect(page.findAll('.line[role="row"]')).toHaveLength(1);
    page.unmount();
  });
});
