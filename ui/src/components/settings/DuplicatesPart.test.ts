import { describe, expect, it } from "vitest";
import { useBackend } from "@/api";
import { fakeBackend } from "@/api/fake";
import { mountAt, press, settle } from "@/test/mount";
import DuplicatesPart from "./DuplicatesPart.vue";

describe("duplicates", () => {
  it("are merged and kept apart by keyboard, group after group", async () => {
    useBackend(fakeBackend());
    const page = await mountAt(DuplicatesPart);
    expect(page.text()).toContain("示例重工集团有限公司");
    expect(page.text()).toContain("去掉“集团、有限公司”后相同");
    press("Enter");
    await settle();
    expect(page.findAll("ol li")).toHaveLength(1);
    expect(page.text()).toContain("除“stores”外相同");
    press("x");
    await settle();
    expect(page.text()).toContain("没有疑似重复的企业");
    page.unmount();
  });

  it("show both sides of every field, and let one be chosen", async () => {
    useBackend(fakeBackend());
    const page = await mountAt(DuplicatesPart);
    const [kept, merged] = page.findAll(".choice");
    expect(kept!.attributes("aria-pressed")).toBe("true");
    await merged!.trigger("click");
    await settle();
    expect(page.findAll(".choice")[1]!.attributes("aria-pressed")).toBe("true");
    press("s");
    await settle();
    expect(page.find(".choice").text()).toBe("示例重工");
    page.unmount();
  });
});
