import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { certifiedHall } from "../certified-hall.ts";
import { type Stage, visit } from "../stage.ts";
import { signIn } from "./closing.ts";

/** What is switched from the console: beside the item that it puts right, and on a page of its own. */
export const controls = (stage: Stage): void => {
  const submit = (page: Page) => page.locator("dialog button[type=submit]");
  const item = (page: Page, name: string) => page.locator(".item", { hasText: name });
  const posts = () => stage.gateway.asked.filter(({ path }) => path.startsWith("/api/commands"));
  const heard = (act: (now: number) => void): void => {
    act(stage.gateway.now());
    stage.gateway.tellControls();
  };
  const opened = async (lights: readonly string[], width: 1440 | 390 = 390): Promise<Page> => {
    stage.gateway.controls.isOn = true;
    for (const light of lights) stage.gateway.set(`${light}.power`, 420);
    certifiedHall(stage.gateway);
    const page = await stage.open({ width });
    await signIn(page);
    await visit(page, "#/closing", ".slots");
    return page;
  };

  describe("switching off what is left", () => {
    afterEach(() => stage.clear());

    it("a light is switched off beside its item, and only its own power turns the item green", async () => {
      const page = await opened(["L-hall"]);
      const light = item(page, "大厅照明");
      await light.getByRole("button", { name: "关闭" }).click();
      expect(await page.getByLabel("为什么").inputValue()).toBe("关门检查");
      await submit(page).click();
      await light.getByText("正在发送，等设备答复").waitFor();
      expect(posts().map(({ body: { id: _, ...body } }) => body)).toEqual([
        {
          by: "李娜",
          point: "L-hall.command",
          to: "off",
          why: "关门检查",
          cause: "closing:closing/2025-07-08/1",
        },
      ]);
      expect(await light.getByRole("button").count()).toBe(0);
      heard(now => stage.gateway.controls.answered("L-hall", "done", now));
      await light.getByText("等待功率下降").waitFor();
      expect(await stage.axe(page)).toEqual([]);
      // What the order says does not make the item pass.
      heard(now => stage.gateway.controls.proved("L-hall", now));
      await light.getByText("已验证").waitFor();
      expect(await page.locator(".verdict.is-fail .item").count()).toBe(1);
      stage.gateway.set("L-hall.power", 0);
      await light.locator(".mark.is-pass").waitFor();
      await page.locator(".how-many", { hasText: "0全部" }).waitFor();
    });

    it("a welded contact stays red, says so, and can be tried again", async () => {
      const page = await opened(["L-hall"]);
      const light = item(page, "大厅照明");
      await light.getByRole("button", { name: "关闭" }).click();
      await submit(page).click();
      await light.getByText("正在发送").waitFor();
      heard(now => stage.gateway.controls.answered("L-hall", "done", now));
      await light.getByText("等待功率下降").waitFor();
      heard(now => stage.gateway.controls.failed("L-hall", 420, now));
      await light.getByText("但仍有 420 瓦：触点粘连，或不是这一路").waitFor();
      expect(await page.locator(".verdict.is-fail .item").count()).toBe(1);
      expect(await light.getByRole("button", { name: "关闭" }).isEnabled()).toBe(true);
      expect(await stage.axe(page)).toEqual([]);
    });

    it("all that is left is listed, and only what is ticked is switched; an interlock holds its own back", async () => {
      stage.gateway.controls.interlocks.set("L-off2a", { is: "no", why: "off2.occupancy says 2, must be 0" });
      const page = await opened(["L-hall", "L-off1", "L-off2a"]);
      await page.getByRole("button", { name: "把还开着的 3 项都关掉" }).click();
      const choices = page.locator("dialog .choice");
      expect(await choices.count()).toBe(3);
      expect(await page.locator("dialog .choice input:checked").count()).toBe(2);
      expect(await page.locator("dialog .choice input:disabled").count()).toBe(1);
      expect(await page.locator("dialog .choice", { hasText: "联锁不允许" }).count()).toBe(1);
      expect(await stage.axe(page)).toEqual([]);
      await submit(page).click();
      await page.locator("dialog").waitFor({ state: "detached" });
      expect(posts().map(({ body }) => body.point)).toEqual(["L-hall.command", "L-off1.command"]);
      expect(await page.locator(".item-control .is-now").count()).toBe(2);
    });

    it("what the gateway refuses stays in the list, with its reason", async () => {
      const page = await opened(["L-hall", "L-off1"]);
      await page.getByRole("button", { name: "把还开着的 2 项都关掉" }).click();
      stage.gateway.controls.interlocks.set("L-off1", { is: "no", why: "somebody came in" });
      await submit(page).click();
      await page.locator("dialog .refusal", { hasText: "有 1 项没有发出" }).waitFor();
      expect(await page.locator("dialog .refusal").textContent()).toContain("somebody came in");
      expect(await page.locator("dialog .choice").count()).toBe(1);
    });

    it("cut off nothing can be ordered, nothing waits to be sent, and what was under way is unknown", async () => {
      stage.gateway.controls.isOn = true;
      stage.gateway.set("L-hall.power", 420);
      stage.gateway.set("L-off1.power", 420);
      certifiedHall(stage.gateway);
      const page = await stage.open({ width: 390 }, { ownClock: true });
      await signIn(page);
      await visit(page, "#/closing", ".slots");
      await item(page, "大厅照明").getByRole("button", { name: "关闭" }).click();
      await submit(page).click();
      await item(page, "大厅照明").getByText("正在发送").waitFor();
      stage.gateway.isMute = true;
      await page.clock.fastForward(16_000);
      await page.getByText("连接中断，结果不知道").waitFor();
      expect(await page.locator(".item-control button:enabled, .all-left button").count()).toBe(0);
      expect(posts().length).toBe(1);
    });

    it("a hall that is not switched from here shows nothing of it", async () => {
      stage.gateway.set("L-hall.power", 420);
      certifiedHall(stage.gateway);
      const page = await stage.open({}, { person: "李娜" });
      await visit(page, "#/closing", ".slots");
      expect(await page.locator(".item-control, .all-left").count()).toBe(0);
      await visit(page, "#/control", ".calm");
      await page.locator(".calm", { hasText: "controls: { enabled: true }" }).waitFor();
    });
  });

  describe("the page of what is switched", () => {
    afterEach(() => stage.clear());

    it("a proposal is approved, sent and proved, and put back by a command of its own", async () => {
      stage.gateway.controls.isOn = true;
      stage.gateway.set("L-off1.power", 120);
      stage.gateway.propose("L-off1", "off", "light-after-closing");
      const page = await stage.open({}, { person: "李娜" });
      await visit(page, "#/control", ".proposed .order");
      await page.getByRole("button", { name: "批准" }).click();
      await submit(page).click();
      await page.locator(".order.is-sending").waitFor();
      heard(now => stage.gateway.controls.answered("L-off1", "done", now));
      heard(now => stage.gateway.controls.proved("L-off1", now));
      await page.locator(".order.is-proved").waitFor();
      expect(await page.locator(".order.is-proved").textContent()).toContain("李娜 批准");
      await page.getByRole("button", { name: "恢复原状" }).click();
      await submit(page).click();
      await page.locator(".order.is-sending", { hasText: "恢复原状的命令" }).waitFor();
      expect(posts().map(({ path }) => decodeURIComponent(path))).toEqual([
        "/api/commands/control/2025-07-08/1/approve",
        "/api/commands/control/2025-07-08/1/undo",
      ]);
    });

    it("a proposal that nobody wants is declined", async () => {
      stage.gateway.controls.isOn = true;
      stage.gateway.propose("L-off1", "off", "light-after-closing");
      const page = await stage.open({ width: 390 }, { person: "李娜" });
      await visit(page, "#/control", ".proposed .order");
      await page.getByRole("button", { name: "不采纳" }).click();
      await submit(page).click();
      await page.locator(".order.is-withdrawn").waitFor();
      expect(await page.locator(".proposed").count()).toBe(0);
    });

    it("an alert shows what its rule proposes, and it is approved there", async () => {
      stage.gateway.controls.isOn = true;
      stage.gateway.set("L-hall.power", 420);
      const { id } = stage.gateway.raise({
        rule: "light-after-closing",
        target: "L-hall",
        points: ["L-hall.power"],
        openFor: 600_000,
        held: 60_000,
      });
      stage.gateway.propose("L-hall", "off", "light-after-closing");
      stage.gateway.propose("L-off1", "off", "light-after-closing");
      const page = await stage.open({}, { person: "李娜" });
      await visit(page, `#/alerts/${encodeURIComponent(id)}`, ".detail .order");
      expect(await page.locator(".detail .order").count()).toBe(1);
      await page.locator(".detail").getByRole("button", { name: "批准" }).click();
      await submit(page).click();
      await page.locator(".detail .order.is-sending").waitFor();
    });

    it("somebody who may not is told so, and nothing is sent", async () => {
      stage.gateway.controls.isOn = true;
      stage.gateway.set("L-hall.power", 420);
      const page = await stage.open({}, { person: "周杰" });
      await visit(page, "#/control", ".controls");
      await page
        .locator(".controls li", { hasText: "大厅照明" })
        .getByRole("button", { name: "关闭" })
        .click();
      await page.getByLabel("为什么").fill("想关");
      await submit(page).click();
      await page.locator("dialog .refusal", { hasText: "may not" }).waitFor();
      expect(stage.gateway.controls.orders).toEqual([]);
    });
  });
};
