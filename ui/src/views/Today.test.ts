import { describe, expect, it } from "vitest";
import { api, useBackend } from "@/api";
import { fakeBackend } from "@/api/fake";
import { enter } from "@/composables/status";
import { mountAt, settle } from "@/test/mount";
import Today from "./Today.vue";

async function open(role?: "officer" | "deputy_director") {
  if (role) useBackend(fakeBackend({ role }));
  enter(await api.appStatus());
  return mountAt(Today, "/today");
}

describe("today", () => {
  it("shows the three lines, and what waits leads to its record", async () => {
    const wrapper = await open();
    for (const line of ["世界500强", "国内500强", "行业100强"]) expect(wrapper.text()).toContain(line);
    const follow = (await api.today()).follow_ups[0]!;
    await wrapper.find("button.item").trigger("click");
    await settle();
    expect(wrapper.vm.$router.currentRoute.value.fullPath).toBe(`/meetings?open=${follow.id}`);
    const waiting = wrapper.findAll("section").find((section) => section.text().includes("DW-2025-0009"))!;
    await waiting.find("button").trigger("click");
    await settle();
    expect(wrapper.vm.$router.currentRoute.value.path).toBe("/funds");
    wrapper.unmount();
  });

  it("takes a follow-up off the list once it is done", async () => {
    const wrapper = await open("officer");
    const first = wrapper.find("li .what strong").text();
    const before = (await api.today()).follow_ups.map((item) => item.id);
    const done = wrapper.findAll("li button").find((button) => button.text() === "完成")!;
    expect(done.attributes("aria-label")).toContain(first);
    await done.trigger("click");
    await settle();
    expect((await api.today()).follow_ups.map((item) => item.id)).not.toContain(before[0]);
    wrapper.unmount();
  });
});
