import { beforeEach, expect, it, vi } from "vitest";
import { useBackend, queryClient } from "@/api";
import { fakeBackend } from "@/api/fake";
import type { AppStatus } from "@/api/model";
import { mountAt, settle } from "@/test/mount";
import FirstRun from "./FirstRun.vue";

const create = vi.fn();
let status: AppStatus;
beforeEach(async () => {
  const fake = fakeBackend({ phase: "none" });
  create.mockReset();
  useBackend({ ...fake, storeCreate: (store) => (create(store), fake.storeCreate(store)) });
  status = await fake.appStatus();
});

it("makes a bureau in three steps and lets you in", async () => {
  const wrapper = await mountAt(FirstRun, "/", { status });
  const fill = (texts: string[]): Promise<unknown> =>
    Promise.all(wrapper.findAll("input:not(.unseen)").map((input, at) => input.setValue(texts[at])));
  const next = async (): Promise<void> => {
    await wrapper.find("form").trigger("submit");
    await settle(2);
  };
  await wrapper.find(".doors button").trigger("click");
  await next();
  expect(wrapper.text()).toContain("请填写");
  await fill(["示例高新区投资促进局", "示例高新区"]);
  await next();
  await fill(["分管副局长", "correct horse", "correct hors"]);
  await next();
  expect(wrapper.text()).toContain("两次输入的口令不同");
  await fill(["分管副局长", "correct horse", "correct horse"]);
  await next();
  await wrapper.find(".folder button").trigger("click");
  await settle(2);
  await next();
  expect(create).toHaveBeenCalledWith(
    expect.objectContaining({
      bureau: "示例高新区投资促进局",
      zone: "示例高新区",
      passphrase: "correct horse",
    }),
  );
  expect(queryClient.getQueryData<AppStatus>(["status"])?.phase).toBe("open");
  wrapper.unmount();
});
