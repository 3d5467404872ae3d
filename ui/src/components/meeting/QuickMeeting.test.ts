import { beforeEach, expect, it, vi } from "vitest";
import { api, useBackend, type Backend } from "@/api";
import { fakeBackend } from "@/api/fake";
import type { NewMeeting } from "@/api/model";
import { mountAt, press, settle } from "@/test/mount";
import QuickMeeting from "./QuickMeeting.vue";

let backend: Backend;
const add = vi.fn();
beforeEach(() => {
  const fake = fakeBackend();
  add.mockReset();
  backend = { ...fake, meetingAdd: (meeting: NewMeeting) => (add(meeting), fake.meetingAdd(meeting)) };
  useBackend(backend);
  HTMLDialogElement.prototype.showModal ??= () => {};
  HTMLDialogElement.prototype.close ??= () => {};
});

const field = (label: string): HTMLInputElement => {
  const found = [...document.querySelectorAll("label")].find((node) => node.textContent!.startsWith(label))!;
  return document.getElementById(found.getAttribute("for")!) as HTMLInputElement;
};
async function type(label: string, text: string): Promise<void> {
  const input = field(label);
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await settle(3);
}

it("is logged without the mouse: company by typing, dates as people write them, Ctrl+Enter", async () => {
  const wrapper = await mountAt(QuickMeeting, "/", { about: null });
  await type("企业", "示例甲");
  press("Enter", field("企业"));
  await settle(2);
  expect(field("企业").value).toBe("示例甲集团");
  await type("日期", "7.3");
  await type("谈了什么", "二期用地");
  await type("下一步", "送土地方案");
  await type("期限", "+7");
  press("Enter", field("谈了什么"), { ctrlKey: true });
  await settle();
  expect(add).toHaveBeenCalledTimes(1);
  expect(add.mock.calls[0]![0]).toMatchObject({
    held_on: "2025-07-03",
    due_on: "2025-07-14",
    topics: "二期用地",
    next_step: "送土地方案",
    mode: "visit",
  });
  expect(wrapper.emitted("close")).toHaveLength(1);
  const first = await api.meetings({
    filter: { text: "示例甲", mode: null, level: null, open_only: false },
    offset: 0,
    limit: 5,
  });
  expect(first.rows.some((row) => row.topics === "二期用地")).toBe(true);
  wrapper.unmount();
});

it("says what is missing and saves nothing", async () => {
  const wrapper = await mountAt(QuickMeeting, "/", { about: null });
  await type("日期", "2025-7-20");
  press("Enter", field("谈了什么"), { ctrlKey: true });
  await settle();
  expect(add).not.toHaveBeenCalled();
  const text = document.body.textContent!;
  expect(text).toContain("请从列表中选一家企业");
  expect(text).toContain("走访日期不能晚于今天");
  wrapper.unmount();
});
