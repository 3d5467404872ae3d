import { expect, it } from "vitest";
import { api, useBackend } from "@/api";
import { fakeBackend } from "@/api/fake";
import { enter } from "@/composables/status";
import { mountAt, press, settle } from "@/test/mount";
import Reports from "./Reports.vue";

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it("writes a report, shows how far it is, and stops when asked", async () => {
  enter(await api.appStatus());
  const wrapper = await mountAt(Reports, "/reports");
  press("e", document.body, { ctrlKey: true });
  await wait(100);
  await settle();
  expect(wrapper.find('[role="status"]').text()).toContain("2025Q2.xlsx");
  wrapper.unmount();

  useBackend(fakeBackend({ delay: 2000 }));
  const slow = await mountAt(Reports, "/reports");
  await wait(2100);
  press("e", document.body, { ctrlKey: true });
  await wait(600);
  await settle();
  const value = Number(slow.find("progress").attributes("value"));
  expect(value > 0 && value < 1).toBe(true);
  press("Escape");
  await wait(300);
  await settle();
  expect(slow.find('[role="alert"]').text()).toContain("已取消");
  slow.unmount();
});
