import { describe, expect, it } from "vitest";
import { useBackend } from "@/api";
import { fakeBackend } from "@/api/fake";
import { notice } from "@/composables/notices";
import { mountAt, settle } from "@/test/mount";
import UsersPart from "./UsersPart.vue";

HTMLDialogElement.prototype.showModal ??= () => {};
HTMLDialogElement.prototype.close ??= () => {};

const click = async (root: ParentNode, text: string): Promise<void> => {
  [...root.querySelectorAll("button")].find((button) => button.textContent!.trim() === text)!.click();
  await settle();
};

describe("users", () => {
  it("get another role, leave, and come back with a new passphrase", async () => {
    useBackend(fakeBackend({ role: "admin" }));
    const wrapper = await mountAt(UsersPart, "/settings/users");
    const row = (name: string): Element =>
      [...document.querySelectorAll("tbody tr")].find((found) => found.textContent!.includes(name))!;
    const role = row("项目一科填报员").querySelector("select")!;
    role.value = "section_head";
    role.dispatchEvent(new Event("change"));
    await settle();
    expect(row("项目一科填报员").querySelector("select")!.value).toBe("section_head");
    expect(row("系统管理员").querySelector("button")).toBeNull();

    await click(row("项目一科填报员"), "停用");
    await click(document.querySelector("dialog")!, "停用");
    expect(row("项目一科填报员").textContent).toContain("已停用");
    await click(row("项目一科填报员"), "恢复");
    const form = document.getElementById("user-form")!;
    expect(form.querySelector("input")!.value).toBe("项目一科填报员");
    const passphrase = form.querySelector("input[type=password]") as HTMLInputElement;
    passphrase.value = "long enough";
    passphrase.dispatchEvent(new Event("input"));
    await settle();
    await click(form, "添加");
    expect(row("项目一科填报员").textContent).toContain("在岗");
    wrapper.unmount();
  });

  it("change their own passphrase: the old one must fit, the new one be long and typed twice alike", async () => {
    const wrapper = await mountAt(UsersPart, "/settings/users");
    const form = [...document.querySelectorAll("form")].at(-1)!;
    const fill = async (...values: string[]): Promise<void> => {
      form.querySelectorAll("input").forEach((input, at) => {
        input.value = values[at]!;
        input.dispatchEvent(new Event("input"));
      });
      await settle();
      await click(form, "更改口令");
    };
    await fill("wrong", "short", "short");
    expect(form.textContent).toContain("至少 8 个字符");
    await fill("wrong", "long enough", "long enouhg");
    expect(form.textContent).toContain("不一样");
    await fill("wrong", "long enough", "long enough");
    expect(form.querySelector("[role=alert]")).not.toBeNull();
    await fill("right", "long enough", "long enough");
    expect(notice.value?.text).toBe("口令已更改");
    wrapper.unmount();
  });
});
