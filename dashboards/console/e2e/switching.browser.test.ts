import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "#gateway/stores/testing/until.ts";
import type { WireClosing } from "#gateway/wire/closing.ts";
import type { WireControlList } from "#gateway/wire/control.ts";
import { axe } from "../testing/axe.ts";
import { noBrowser } from "../testing/chromium.ts";
import { sideways, visit } from "../testing/stage.ts";
import { submit } from "./testing/boards.ts";
import { Consoles, type OpenConsole } from "./testing/consoles.ts";
import { shot } from "./testing/shots.ts";
import { SwitchedHall } from "./testing/switched-hall.ts";

/** Relays over Modbus, a gateway as it is delivered and a phone. Each test goes on where the last ended. */
describe.skipIf(noBrowser !== "")(
  "switching off what is left (skipped where Chromium is not installed)",
  () => {
    const hall = new SwitchedHall();
    const consoles = new Consoles();
    let phone: OpenConsole;

    beforeAll(async () => {
      await Promise.all([consoles.start(), hall.start()]);
      phone = await consoles.open(hall.gateway.api.url, { language: "zh", width: 390 });
    });
    afterAll(async () => {
      await consoles.stop();
      await hall.stop();
    });

    const item = (page: Page, name: string) => page.locator(".item", { hasText: name });
    const verdicts = async () => {
      const { items } = await hall.gateway.api.read<WireClosing>("/api/closing");
      return Object.fromEntries(items.map(({ id, verdict }) => [id, verdict]));
    };
    const orders = async () => (await hall.gateway.api.read<WireControlList>("/api/controls")).orders;
    /** The person is asked for once; after that the phone knows who holds it. */
    const send = async (page: Page): Promise<void> => {
      const person = page.locator("dialog select[name=person]");
      if ((await person.inputValue()) === "") await person.selectOption("李娜");
      await submit(page).tap();
      await page.locator("dialog").waitFor({ state: "detached" });
    };

    it("three lights are on, and each can be switched off where it stands", async () => {
      const { page } = phone;
      await visit(page, "#/closing", ".item-control button");
      expect(await page.locator(".verdict.is-fail .item").count()).toBe(3);
      await page.getByRole("button", { name: "把还开着的 3 项都关掉" }).waitFor();
      expect([await axe(page), await sideways(page)]).toEqual([[], 0]);
      await shot(page, "switching-1-three-left");
    });

    it("one tap: the relay opens, the power falls, and by that reading the item turns green", async () => {
      const { page } = phone;
      const light = item(page, "大厅照明");
      await light.getByRole("button", { name: "关闭" }).tap();
      expect(await page.getByLabel("为什么").inputValue()).toBe("关门检查");
      await shot(page, "switching-2-asked");
      await send(page);
      await light.locator(".mark.is-pass").waitFor();
      await shot(page, "switching-3-green");
      expect(hall.board.writes).toEqual([{ unit: 1, address: 1, word: 0 }]);
      await until("the order is proved", async () => (await orders())[0]?.state === "proved");
      expect((await orders())[0]).toMatchObject({
        point: "L1.command",
        by: "李娜",
        cause: expect.stringMatching(/^closing:closing\/2025-07-08\//),
        proof: { point: "L1.power", value: 0 },
      });
      expect((await verdicts()).L1).toBe("pass");
    });

    it("a welded contact: the relay says off, the load stays, and so does the red item", async () => {
      const { page } = phone;
      hall.board.welded.add(2);
      const light = item(page, "走廊照明");
      await light.getByRole("button", { name: "关闭" }).tap();
      await send(page);
      await light.getByText("等待功率下降").waitFor();
      await shot(page, "switching-4-waiting");
      await light.locator("li.is-failed", { hasText: "但仍有 420" }).waitFor();
      await shot(page, "switching-5-welded");
      expect(hall.board.coils.get(2)).toBe(false);
      expect((await verdicts()).L2).toBe("fail");
      expect(await light.locator(".mark.is-pass").count()).toBe(0);
      expect([await axe(page), await sideways(page)]).toEqual([[], 0]);
      const alerts = await hall.gateway.api.alerts();
      expect(alerts.map(({ fact, target }) => [fact, target])).toContainEqual(["control-failed", "L2"]);
    });

    it("the alert of it shows the command that failed", async () => {
      const { page } = phone;
      const failed = (await hall.gateway.api.alerts()).find(({ fact }) => fact === "control-failed");
      await visit(page, `#/alerts/${encodeURIComponent(failed?.id ?? "")}`, ".detail .order.is-failed");
      await shot(page, "switching-6-alert");
    });

    it("what is left is switched off together, and what stays on stays red", async () => {
      const { page } = phone;
      await visit(page, "#/closing", ".all-left button");
      await page.locator(".all-left button").tap();
      expect(await page.locator("dialog .choice input:checked").count()).toBe(2);
      await shot(page, "switching-7-all");
      await send(page);
      await until("the front light is off", async () => (await verdicts()).L3 === "pass");
      await item(page, "走廊照明").locator("li.is-failed").waitFor();
      expect(await verdicts()).toMatchObject({ L1: "pass", L2: "fail", L3: "pass" });
      await shot(page, "switching-8-one-left");
    });

    it("every command of the evening stands on its page, and what was switched off is put back", async () => {
      const { page } = phone;
      await visit(page, "#/control", ".order.is-proved");
      expect(await page.locator(".order").count()).toBe(4);
      await shot(page, "switching-9-control");
      await page.locator(".order", { hasText: "门头照明" }).getByRole("button", { name: "恢复原状" }).tap();
      await send(page);
      await page.locator(".order.is-proved", { hasText: "恢复原状的命令" }).waitFor();
      expect(hall.board.coils.get(3)).toBe(true);
      expect((await verdicts()).L3).toBe("fail");
    });

    it("device health shows the line, and the board is read right now", async () => {
      const { page } = phone;
      await visit(page, "#/devices", ".device");
      await page.locator(".source", { hasText: "Modbus 线路 board" }).waitFor();
      await page.locator(".device", { hasText: "走廊照明" }).getByRole("button").first().tap();
      await page.locator("dialog tbody code", { hasText: "输入寄存器 2: 0x01A4 (420)" }).waitFor();
      await shot(page, "switching-10-devices");
      expect(await axe(page)).toEqual([]);
    });

    it("the phone has done nothing wrong", () => {
      expect(phone.faults).toEqual([]);
    });
  },
);
