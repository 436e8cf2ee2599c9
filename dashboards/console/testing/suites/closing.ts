import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { certifiedHall, SECRETS } from "../certified-hall.ts";
import { type Stage, visit } from "../stage.ts";

const MINUTE_MS = 60_000;

/** The duty manager is signed in at this desk. */
export const signIn = async (page: Page): Promise<void> => {
  await page.evaluate(
    async secret =>
      void (await fetch("/api/session", { method: "POST", body: JSON.stringify({ person: "M1", secret }) })),
    SECRETS.李娜,
  );
  await page.reload();
  await page.locator(".bar.is-live").waitFor();
};

/** From the first look to the certificate, and what becomes of it. */
export const closing = (stage: Stage): void => {
  describe("the closing of the day", () => {
    afterEach(() => stage.clear());

    const opened = async (width: 1440 | 390 = 1440): Promise<Page> => {
      certifiedHall(stage.gateway);
      const page = await stage.open({ width });
      await signIn(page);
      await visit(page, "#/closing", ".slots");
      return page;
    };
    const slot = (page: Page, name: string) => page.locator(".slot", { hasText: name });
    const submit = (page: Page) => page.locator("dialog button[type=submit]");
    const sign = async (page: Page, of: string, person: keyof typeof SECRETS) => {
      await slot(page, of).getByRole("button").click();
      await page.locator("dialog .choice", { hasText: person }).click();
      await page.locator("dialog input[name=secret]").fill(SECRETS[person]);
      await submit(page).click();
    };
    const certificates = () => stage.gateway.rounds.certificates.slice(1);

    it.each([1440, 390] as const)(
      "all is well: two people sign on one screen with their own PINs, and there is a certificate, at %i px",
      async width => {
        const page = await opened(width);
        expect(await page.locator(".how-many").textContent()).toBe("0全部 17 项都有着落");
        await slot(page, "最后离开的人").getByRole("button").click();
        await page.locator("dialog .choice", { hasText: "李娜" }).click();
        // With the pad, as on a phone; one key too many is taken back.
        for (const digit of ["2", "5", "8", "1"])
          await page.locator("dialog .pad").getByRole("button", { name: digit, exact: true }).click();
        await page.getByRole("button", { name: "退一位" }).click();
        await page.locator("dialog .pad").getByRole("button", { name: "0", exact: true }).click();
        const key = await page.locator("dialog .pad button").first().boundingBox();
        expect(Math.min(key?.width ?? 0, key?.height ?? 0)).toBeGreaterThanOrEqual(64);
        await submit(page).click();
        await slot(page, "最后离开的人").getByText("李娜").waitFor();
        expect(certificates()).toEqual([]);
        await sign(page, "保安", "王伟");
        const card = page.locator(".certificate-card.is-holds");
        expect(await card.textContent()).toMatch(
          /^关门单已出具 18:0\d最终：全厅李娜值班经理 18:0\d王伟保安 18:0\d查看PDF 文件有人返回/,
        );
        expect(await page.locator(".slots").count()).toBe(0);
        expect(JSON.stringify(await page.evaluate(() => ({ ...localStorage })))).not.toMatch(
          /(?<!\d)(2580|1470)(?!\d)/,
        );
      },
    );

    it("a certificate that a door breaks cannot be overlooked, and says which door and when", async () => {
      const page = await opened();
      await sign(page, "最后离开的人", "李娜");
      await sign(page, "保安", "王伟");
      await page.locator(".certificate-card.is-holds").waitFor();
      stage.gateway.set("D2.contact", "open");
      const card = page.locator(".certificate-card.is-broken");
      expect(await card.locator("h2").textContent()).toBe("关门单已失效");
      expect(await card.locator(".broken-by").textContent()).toMatch(/^后门 没有上锁 18:0\d$/);
      await visit(page, "#/certificates", ".archive-day");
      expect(await page.locator(".archive-day").first().textContent()).toContain("已失效");
    });

    it("one red and one unknown: signing is refused with both named, and each reason leads to its item", async () => {
      stage.gateway.set("D2.lock", "unlocked");
      stage.gateway.lose("D5.contact", "stale", 42 * MINUTE_MS);
      const page = await opened();
      expect(await page.locator(".blockers li").allTextContents()).toEqual([
        "后门：没有上锁",
        "档案室门：档案室门门磁：没有新读数",
      ]);
      await sign(page, "最后离开的人", "李娜");
      await page.locator("dialog .refused").getByText("没有签成，还差这些：").waitFor();
      expect(await stage.axe(page)).toEqual([]);
      await page.locator("dialog .refused").getByRole("button", { name: "后门：没有上锁" }).click();
      await page.locator("dialog").waitFor({ state: "detached" });
      await page.waitForFunction(() => document.activeElement?.id === "item-D2");
      expect(certificates()).toEqual([]);
    });

    it("only what is unknown can be confirmed by hand, with a note or a photo; and it looks different for ever", async () => {
      stage.gateway.set("D2.lock", "unlocked");
      stage.gateway.lose("D5.contact", "stale", 42 * MINUTE_MS);
      const page = await opened();
      expect(await page.locator(".verdict.is-fail .item-act").count()).toBe(0);
      await page.locator(".item", { hasText: "档案室门" }).getByRole("button", { name: "人工确认" }).click();
      await submit(page).click();
      await page.locator("dialog .refusal", { hasText: "请写明看到了什么" }).waitFor();
      await page.getByLabel("看到了什么").fill("锁也拉过");
      await submit(page).click();
      await page.locator(".verdict.is-by-hand .by-hand").waitFor();
      expect(await page.locator(".by-hand").textContent()).toMatch(/^人工确认：李娜 18:0\d锁也拉过$/);
      stage.gateway.set("D2.lock", "locked");
      await page.locator(".how-many", { hasText: "0全部" }).waitFor();
      await sign(page, "最后离开的人", "李娜");
      await sign(page, "保安", "王伟");
      await page.locator(".certificate-card a", { hasText: "查看" }).click();
      expect(await page.locator(".paper tr.is-by-hand").textContent()).toMatch(
        /^档案室门档案室.*人工确认李娜 18:0\d:\d\d 锁也拉过$/,
      );
      expect(await page.locator(".paper tr.is-pass").count()).toBe(16);
    });

    it("what stops passing after the first signature withdraws it, and says so", async () => {
      const page = await opened();
      await sign(page, "最后离开的人", "李娜");
      await slot(page, "最后离开的人").getByText("李娜").waitFor();
      stage.gateway.set("D2.lock", "unlocked");
      expect(await page.locator(".withdrawn").textContent()).toMatch(
        /^李娜 的签名 18:0\d 已收回 · 没有上锁$/,
      );
      expect(await slot(page, "最后离开的人").getByRole("button").count()).toBe(1);
    });

    it("while somebody is allowed to be inside, a partial certificate is all there is; the final one ends it", async () => {
      stage.gateway.rounds.occupied = [
        {
          zone: "off2",
          name: { zh: "二号办公室", en: "Office 2" },
          why: { zh: "加班到 20:00", en: "overtime" },
        },
      ];
      const page = await opened();
      expect(await page.locator(".occupied").textContent()).toMatch(
        /^二号办公室 还有人二号办公室 加班到 20:00/,
      );
      expect(await page.locator(".verdict.is-excepted .item").count()).toBe(4);
      await sign(page, "最后离开的人", "李娜");
      await sign(page, "保安", "王伟");
      await page.locator(".certificate-card", { hasText: "部分：除还有人的区域" }).waitFor();
      expect(stage.gateway.asked.at(-1)?.body).toMatchObject({ by: "G1", scope: "partial" });
      stage.gateway.rounds.occupied = [];
      stage.gateway.tellClosing();
      await page.locator(".occupied").waitFor({ state: "detached" });
      await sign(page, "最后离开的人", "李娜");
      await sign(page, "保安", "王伟");
      await page.locator(".certificate-card", { hasText: "最终：全厅" }).waitFor();
      expect(certificates().map(({ standing }) => standing.endedBy)).toEqual(["final", null]);
    });

    it("more time is asked for with a reason, never beyond the latest, and approved by whoever may", async () => {
      const page = await opened();
      expect(await page.locator(".time-bar li").allTextContents()).toEqual([
        expect.stringMatching(/^应完成 18:00 已过 \d 分钟$/),
        expect.stringMatching(/^最迟关好 18:45 还有 \d\d 分钟$/),
      ]);
      await page.getByRole("button", { name: "申请延时" }).click();
      await page.getByLabel("延到").fill("2025-07-08T23:00");
      await page.getByLabel("为什么").fill("盘点");
      await submit(page).click();
      await page.locator("dialog .refusal", { hasText: "最晚只能到 21:30" }).waitFor();
      await page.getByLabel("延到").fill("2025-07-08T19:30");
      await submit(page).click();
      await page.getByText("李娜 申请延到 19:30，等批准").waitFor();
      await page.getByRole("button", { name: "批准延时" }).click();
      expect(await page.locator("dialog .choice").allTextContents()).toEqual(["陈静厅主任"]);
      await page.locator("dialog input[name=secret]").fill(SECRETS.陈静);
      await submit(page).click();
      await page.getByText("陈静 已批准延到 19:30").waitFor();
      expect(await page.locator(".time-bar li").last().textContent()).toMatch(/^延到 19:30/);
    });

    it("somebody who goes back in ends the certificate, and everything is asked again", async () => {
      const page = await opened();
      await sign(page, "最后离开的人", "李娜");
      await sign(page, "保安", "王伟");
      await page.getByRole("button", { name: "有人返回" }).click();
      await page.getByLabel("为什么返回").fill("忘了手机");
      await page.locator("dialog .choice", { hasText: "王伟" }).click();
      await page.locator("dialog input[name=secret]").fill(SECRETS.王伟);
      await submit(page).click();
      await page.locator(".certificate-card.is-ended").waitFor();
      await page.locator(".slots").waitFor();
      expect(await page.locator(".certificate-card").getByRole("button").count()).toBe(0);
    });

    it("cut off it is a draft: nothing can be signed or confirmed, and a minute later no tick is left", async () => {
      stage.gateway.lose("D5.contact", "stale", 42 * MINUTE_MS);
      certifiedHall(stage.gateway);
      const page = await stage.open({}, { ownClock: true, person: "李娜" });
      await visit(page, "#/closing", ".slots");
      expect(await page.locator(".verdict.is-pass .item").count()).toBe(16);
      stage.gateway.isMute = true;
      await page.clock.fastForward(61_000);
      await page.locator(".draft").waitFor();
      expect(await page.locator(".draft").textContent()).toBe("? 草稿：连接中断，恢复后才能签名。");
      expect(await page.locator(".verdict.is-pass").count()).toBe(0);
      expect(await page.locator(".verdict.is-unknown .item").count()).toBe(17);
      expect(await page.locator(".slot button:enabled, .item-act button:enabled").count()).toBe(0);
      expect(await page.locator(".certificate-card.is-holds").count()).toBe(0);
    });

    it("a PIN that is wrong is told without saying what was wrong; after five the account waits", async () => {
      const page = await opened();
      await slot(page, "保安").getByRole("button").click();
      for (let n = 0; n < 5; n++) {
        await page.locator("dialog input[name=secret]").fill("9999");
        await submit(page).click();
        await page.locator("dialog .refusal", { hasText: "姓名或密码不对" }).waitFor();
        await expect.poll(() => page.locator("dialog input[name=secret]").inputValue()).toBe("");
      }
      await page.locator("dialog input[name=secret]").fill(SECRETS.王伟);
      await submit(page).click();
      await page.locator("dialog .refusal", { hasText: "要等一会儿" }).waitFor();
    });

    it("while nobody has an account the sheet says what to do instead", async () => {
      const page = await opened();
      stage.gateway.accounts.secrets.clear();
      await slot(page, "保安").getByRole("button").click();
      await page.locator("dialog", { hasText: "还没有人有账号，所以不能签名" }).waitFor();
      expect(await page.locator("dialog input").count()).toBe(0);
    });

    it("the keyboard alone is enough to sign", async () => {
      const page = await opened();
      await slot(page, "保安").getByRole("button").focus();
      await page.keyboard.press("Enter");
      // Only one guard has an account: he is chosen, and the field has the focus.
      await page.locator("dialog input[name=secret]").waitFor();
      await page.keyboard.type(SECRETS.王伟);
      await page.keyboard.press("Enter");
      await slot(page, "保安").getByText("王伟").waitFor();
    });

    it("the language can change under an open sheet, and what was typed stays", async () => {
      const page = await opened();
      await slot(page, "保安").getByRole("button").click();
      await page.locator("dialog input[name=secret]").fill("147");
      await page.evaluate(() => document.querySelector<HTMLElement>(".bar button[lang]")?.click());
      await page.locator("dialog h2", { hasText: "Sign the closing certificate" }).waitFor();
      expect(await page.locator("dialog input[name=secret]").inputValue()).toBe("147");
      expect(await page.locator("html").getAttribute("lang")).toBe("en");
    });
  });

  describe("the opening of the day", () => {
    afterEach(() => stage.clear());

    it.each([1440, 390] as const)(
      "with a dead ticket machine is one with exceptions, each of them named, at %i px",
      async width => {
        certifiedHall(stage.gateway);
        const page = await stage.open({ width });
        await signIn(page);
        await visit(page, "#/opening", ".slots");
        expect(await page.locator(".how-many").textContent()).toMatch(/^3项还没好需处理 2，无法确认 1/);
        expect(await page.getByRole("link", { name: "安全目测" }).getAttribute("href")).toBe(
          "#/tasks/safety-look",
        );
        await page.locator(".slot button").click();
        await page.locator("dialog .choice", { hasText: "李娜" }).click();
        await page.locator("dialog input[name=secret]").fill(SECRETS.李娜);
        await page.locator("dialog button[type=submit]").click();
        await page.locator("dialog .refused").getByText("叫号机：没有回应").waitFor();
        await page.getByRole("button", { name: "关闭" }).last().click();
        for (const item of ["叫号机", "大厅摄像头"]) {
          await page.locator(".item", { hasText: item }).getByRole("button", { name: "带例外开门" }).click();
          await page.getByLabel("看到了什么").fill("已报修");
          await page.locator("dialog button[type=submit]").click();
          await page.locator(".verdict.is-excepted .item", { hasText: item }).waitFor();
        }
        stage.gateway.opening.set("task:safety-look", "pass");
        stage.gateway.tellClosing();
        await page.locator(".how-many", { hasText: "0全部 9 项都有着落" }).waitFor();
        await page.locator(".slot button").click();
        await page.getByText("带 3 项例外开门，每一项都写明了。").waitFor();
        await page.locator("dialog .choice", { hasText: "李娜" }).click();
        await page.locator("dialog input[name=secret]").fill(SECRETS.李娜);
        await page.locator("dialog button[type=submit]").click();
        expect(await page.locator(".certificate-card.is-holds").textContent()).toMatch(
          /^开门单已出具 18:0\d有例外，逐项写明李娜值班经理/,
        );
      },
    );
  });
};
