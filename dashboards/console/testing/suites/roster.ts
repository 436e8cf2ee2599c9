import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { busyNight } from "../night.ts";
import { twoWeeks } from "../shifts.ts";
import { type Stage, visit } from "../stage.ts";

/** Who is on duty, who is away, and what is out of service. */
export const roster = (stage: Stage): void => {
  describe("the roster", () => {
    afterEach(() => stage.clear());

    const opened = async (person = "李娜", width: 1440 | 390 = 1440): Promise<Page> => {
      const page = await stage.open({ width }, { person });
      await visit(page, "#/roster", ".on-duty");
      return page;
    };
    const role = (page: Page, name: string) => page.locator(".on-duty li", { hasText: name });
    const submit = (page: Page) => page.locator("dialog button[type=submit]");

    it("says who is on duty in each role and until when, who comes next, and where nobody is", async () => {
      twoWeeks(stage.gateway);
      const page = await opened();
      expect(await role(page, "保安").textContent()).toBe(
        "保安王伟 到 07-09 08:00下一班 王伟，07-09 17:00 起",
      );
      expect(await role(page, "值班经理").textContent()).toMatch(
        /^值班经理张敏 到 18:30下一班 李娜，07-09 08:00 起$/,
      );
      expect(await role(page, "厅主任").textContent()).toBe("厅主任现在没有人");
      expect(await role(page, "设施人员").textContent()).toBe("设施人员赵磊 没有排班，一直在岗");
    });

    it.each([1440, 390] as const)(
      "shows two weeks, and warns of the day without a duty manager before anything else, at %i px",
      async width => {
        twoWeeks(stage.gateway);
        const page = await opened("李娜", width);
        expect(await page.locator(".gaps h2").textContent()).toContain("1 天没有值班经理");
        expect(await page.locator(".gaps li").allTextContents()).toEqual(["2025-07-13 周日 闭厅日"]);
        const days = page.locator(".ahead tbody tr, .ahead-list li");
        expect(await days.count()).toBe(14);
        expect(await days.first().textContent()).toMatch(/^2025-07-08 周二 今天.*王伟 17:00–次日 08:00/);
        expect(await page.locator(".is-gap").textContent()).toMatch(/2025-07-13 周日.*无人/);
      },
    );

    it("without shifts says that everybody counts as on duty", async () => {
      const page = await opened();
      await page.getByText("没有排班表：每个角色的人都算一直在岗").waitFor();
      expect(await page.locator(".gaps").count()).toBe(0);
    });

    it("somebody's absence is noted, counts at once, and is ended", async () => {
      const page = await opened("李娜");
      await page.getByRole("button", { name: "登记不在岗" }).click();
      await page.getByLabel("谁不在").selectOption({ label: "陈静" });
      await page.getByLabel("到", { exact: true }).fill("2025-07-08T12:00");
      await page.getByRole("button", { name: "外出开会" }).click();
      await submit(page).click();
      await page.locator("dialog .refusal", { hasText: "要晚于" }).waitFor();
      await page.getByLabel("到", { exact: true }).fill("2025-07-09T12:00");
      await submit(page).click();
      await page.getByText("已登记：陈静 不在岗").waitFor();
      await role(page, "厅主任").getByText("现在没有人").waitFor();
      expect(stage.gateway.asked.at(-1)?.body).toMatchObject({
        person: "H1",
        to: "2025-07-09T04:00:00.000Z",
        why: "外出开会",
        by: "李娜",
      });
      await page.getByRole("button", { name: "已回来" }).click();
      await submit(page).click();
      await page.getByText("陈静 已回到岗位").waitFor();
      await role(page, "厅主任").getByText("陈静").waitFor();
      await page.getByText("没有人请假").waitFor();
    });

    it("a guard may not say of others that they are away, and reads who may", async () => {
      const page = await opened("王伟");
      await page.getByRole("button", { name: "登记不在岗" }).click();
      await page.getByLabel("谁不在").selectOption({ label: "陈静" });
      await page.getByLabel("到", { exact: true }).fill("2025-07-09T12:00");
      await page.getByLabel("原因").fill("x");
      await submit(page).click();
      await page.locator("dialog .refusal", { hasText: "of others ask the duty manager" }).waitFor();
      expect(stage.gateway.roster.absences).toEqual([]);
    });

    it("lists what is out of service until when, and puts it back", async () => {
      busyNight(stage.gateway);
      const page = await opened("赵磊");
      const service = page.locator(".services .service");
      expect(await service.textContent()).toMatch(/一号办公室窗工单 88 · 赵磊.*停用到 21:0\d/);
      await service.getByRole("button", { name: "恢复使用" }).click();
      await submit(page).click();
      await page.getByText("已恢复使用：一号办公室窗").waitFor();
      await page.getByText("没有停用的设备").waitFor();
    });

    it("that cannot be read says so; one that was read says as of when once the gateway is gone", async () => {
      const page = await stage.open();
      await page.route("**/api/roster?*", route => route.fulfill({ status: 500, body: "{}" }));
      await visit(page, "#/roster", ".calm.is-blind");
      await page.getByText("读不到值班表：网关没有答复。").waitFor();
      await page.unroute("**/api/roster?*");
      await page.getByRole("button", { name: "重试" }).click();
      await page.locator(".on-duty").waitFor();
      await page.route("**/api/roster?*", route => route.fulfill({ status: 500, body: "{}" }));
      stage.gateway.cut();
      await page.locator(".last-known", { hasText: "的值班表，现在怎样这里不知道" }).waitFor();
    });
  });
};
