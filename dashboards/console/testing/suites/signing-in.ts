import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { certifiedHall, SECRETS } from "../certified-hall.ts";
import { troubledEvening } from "../evening.ts";
import { focusAtFirst } from "../first-moment.ts";
import { type Stage, visit } from "../stage.ts";

/** Who somebody is, once the hall has accounts. */
export const signingIn = (stage: Stage): void => {
  describe("signing in", () => {
    afterEach(() => stage.clear());

    const door = () => stage.gateway.alerts().find(({ target }) => target === "D2");
    const opened = async (person = "王伟", width: 1440 | 390 = 1440): Promise<Page> => {
      troubledEvening(stage.gateway);
      certifiedHall(stage.gateway);
      const page = await stage.open({ width }, { person });
      await visit(page, "#/alerts", ".row");
      return page;
    };
    const acknowledge = (page: Page, place: string) =>
      page.locator(".row", { hasText: place }).locator(".row-act").click();
    const answer = async (page: Page, person: keyof typeof SECRETS) => {
      await page.locator("dialog .choice", { hasText: person }).click();
      await page.locator("dialog input[name=secret]").fill(SECRETS[person]);
      await page.locator("dialog button[type=submit]").click();
    };

    it("what was begun goes on by itself once the person has signed in, and is not asked twice", async () => {
      const page = await opened();
      await acknowledge(page, "后门");
      await page.locator("dialog h2", { hasText: "您是谁" }).waitFor();
      // Whoever was here last is proposed.
      await page.locator("dialog input[name=secret]").fill(SECRETS.王伟);
      await page.locator("dialog button[type=submit]").click();
      await page.locator(".row", { hasText: "后门" }).waitFor({ state: "detached" });
      expect(door()?.acknowledgement?.by).toBe("王伟");
      await page.locator(".here", { hasText: "王伟" }).waitFor();
      await acknowledge(page, "二号办公室照明");
      await page.locator(".row", { hasText: "二号办公室照明" }).waitFor({ state: "detached" });
      expect(await page.locator("dialog").count()).toBe(0);
    });

    it("the PIN can be typed the moment it is asked for", async () => {
      const page = await opened();
      const wasInSecret = await focusAtFirst(page, "dialog input[name=secret]");
      await acknowledge(page, "后门");
      await page.locator("dialog input[name=secret]").waitFor();
      expect(await wasInSecret()).toBe(true);
    });

    it("it is done in the name of whoever signs in, not of whoever was there before", async () => {
      const page = await opened("王伟");
      await acknowledge(page, "后门");
      await answer(page, "李娜");
      await page.locator(".row", { hasText: "后门" }).waitFor({ state: "detached" });
      expect(door()?.acknowledgement?.by).toBe("李娜");
    });

    it("nobody acts in another's name: whoever is chosen in a dialog signs in first", async () => {
      const page = await opened("王伟");
      await page.locator(".here").click();
      await answer(page, "王伟");
      await page.locator(".here", { hasText: "王伟" }).waitFor();
      await visit(page, `#/alerts/${encodeURIComponent(door()?.id ?? "")}`, "[data-act=note]");
      await page.locator("[data-act=note]").click();
      await page.locator("dialog select[name=person]").selectOption("李娜");
      await page.locator("dialog textarea").fill("已到现场");
      await page.locator("dialog button[type=submit]").click();
      await page.locator("dialog h2", { hasText: "您是谁" }).waitFor();
      const sheet = page.locator("dialog", { hasText: "您是谁" });
      expect(await sheet.locator("input[name=person]:checked").getAttribute("value")).toBe("M1");
      await sheet.locator("input[name=secret]").fill(SECRETS.李娜);
      await sheet.locator("button[type=submit]").click();
      await page.getByText("已备注").waitFor();
      await page.locator(".here", { hasText: "李娜" }).waitFor();
    });

    it("whoever will not say who he is has done nothing, and is told so", async () => {
      const page = await opened();
      await acknowledge(page, "后门");
      await page.locator("dialog").waitFor();
      await page.keyboard.press("Escape");
      await page.locator(".toast", { hasText: "没有做：要先说明您是谁。" }).waitFor();
      expect(door()?.acknowledgement).toBeNull();
    });

    it("a desk that was left alone for ten minutes asks again; signing out asks at once", async () => {
      const page = await opened();
      await page.locator(".here").click();
      await answer(page, "王伟");
      await page.locator(".here", { hasText: "王伟" }).waitFor();
      stage.gateway.accounts.forgetSessions();
      await acknowledge(page, "后门");
      await page.locator("dialog h2", { hasText: "您是谁" }).waitFor();
      await answer(page, "王伟");
      await page.locator(".row", { hasText: "后门" }).waitFor({ state: "detached" });
      await page.locator(".here").click();
      await page.locator(".here", { hasText: "登录" }).waitFor();
    });

    it("what waited for the network waits on for the person who did it, and goes out when he signs in", async () => {
      const page = await opened("王伟");
      // Keeps what was done without a network, as an outage leaves it.
      await page.evaluate(
        alert =>
          new Promise<void>((done, fail) => {
            const request = indexedDB.open("hallwatch", 1);
            request.onerror = () => fail(request.error);
            request.onsuccess = () => {
              const adding = request.result
                .transaction("queue", "readwrite")
                .objectStore("queue")
                .add({
                  id: "waited-long-enough",
                  verb: "acknowledge",
                  alert,
                  title: { zh: "后门", en: "Back door" },
                  body: { by: "王伟", note: "", doneAt: "2025-07-08T10:05:00.000Z" },
                });
              adding.onsuccess = () => done();
            };
          }),
        door()?.id ?? "",
      );
      await page.reload();
      await page.locator("button.queued", { hasText: "1 项等 王伟 登录" }).click();
      expect(door()?.acknowledgement).toBeNull();
      await page.locator("dialog input[name=secret]").fill(SECRETS.王伟);
      await page.locator("dialog button[type=submit]").click();
      await page.locator(".queued").waitFor({ state: "detached" });
      expect(door()?.acknowledgement).toMatchObject({ by: "王伟", at: "2025-07-08T10:05:00.000Z" });
    });

    it("a password is as good as a PIN, typed after changing to letters", async () => {
      const page = await opened("赵磊", 390);
      await page.locator(".rail .more").click();
      await page.locator(".here:visible").click();
      await page.locator("dialog .choice", { hasText: "赵磊" }).click();
      const field = page.locator("dialog input[name=secret]");
      expect(await field.getAttribute("inputmode")).toBe("none");
      await page.getByRole("button", { name: "用字母密码" }).click();
      expect(await field.getAttribute("inputmode")).toBe("text");
      await page.keyboard.type(SECRETS.赵磊);
      await page.keyboard.press("Enter");
      await page.locator(".here", { hasText: "赵磊" }).first().waitFor({ state: "attached" });
    });
  });

  describe("a set-up link", () => {
    afterEach(() => stage.clear());

    it("is made by the hall director, shown once, and lets that person in; nobody else is offered any", async () => {
      troubledEvening(stage.gateway);
      certifiedHall(stage.gateway);
      const page = await stage.open({ width: 1440 }, { person: "王伟" });
      const signInAs = async (person: keyof typeof SECRETS) => {
        await page.locator(".here").click();
        await page.locator("dialog .choice", { hasText: person }).click();
        await page.locator("dialog input[name=secret]").fill(SECRETS[person]);
        await page.locator("dialog button[type=submit]").click();
        await page.locator(".here", { hasText: person }).waitFor();
      };
      await visit(page, "#/roster", ".on-duty");
      await signInAs("王伟");
      expect(await page.locator(".accounts").count()).toBe(0);
      await page.locator(".here").click();
      await page.locator(".here", { hasText: "登录" }).waitFor();
      await signInAs("陈静");
      const row = page.locator(".accounts li[data-person=M2]");
      await row.getByText("还没有账号").waitFor();
      await page.getByRole("button", { name: "给 张敏 开设置链接" }).click();
      const address = await row.locator("input").inputValue();
      expect(address).toMatch(/^http:.*\/#\/set-up\/for-M2$/);
      await page.goto(address);
      await page.getByText("这个链接是给 张敏 的。").waitFor();
    });

    it("lets the first person say who he is and choose a PIN, whose rules are said before", async () => {
      stage.gateway.accounts.links.set("once", null);
      const page = await stage.open({ width: 390 });
      await visit(page, "#/set-up/once", ".pin-rules");
      await page.locator(".choice", { hasText: "陈静" }).click();
      const [secret, again] = [page.getByLabel("新密码"), page.getByLabel("再输一次")];
      const submit = page.getByRole("button", { name: "设好" });
      for (const [typed, told] of [
        ["123", "至少 4 位数字。"],
        ["1234", "不能是 1234、9876 这样的顺子。"],
        ["5555", "不能全是一个字符。"],
        ["letters", "字母密码至少 8 个字符。"],
      ] as const) {
        await secret.fill(typed);
        await page.locator(".set-up [role=status]", { hasText: told }).waitFor();
      }
      await secret.fill("2580");
      await again.fill("2581");
      await submit.click();
      await page.locator(".refusal", { hasText: "两次输的不一样。" }).waitFor();
      expect(stage.gateway.accounts.secrets.size).toBe(0);
      await again.fill("2580");
      await submit.click();
      await page.locator(".toast", { hasText: "账号已设好" }).waitFor();
      expect([...stage.gateway.accounts.secrets]).toEqual([["陈静", "2580"]]);
      expect(page.url()).toMatch(/#\/alerts$/);
      await page.locator(".rail .more").click();
      await page.locator(".here:visible", { hasText: "陈静" }).waitFor();
    });

    it("works once", async () => {
      const page = await stage.open();
      await visit(page, "#/set-up/used", ".set-up-page .calm");
      await page.getByText("这个链接用过了或过期了").waitFor();
      expect(await page.locator("input").count()).toBe(0);
    });
  });
};
