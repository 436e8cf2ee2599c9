import jsQR from "jsqr";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { CERTIFIED, certifiedHall } from "../certified-hall.ts";
import { type Stage, visit } from "../stage.ts";

const A4_WIDTH_PT = 595;

/** The archive: what was certified, which day lacks it, and whether a copy is genuine. */
export const certificates = (stage: Stage): void => {
  describe("the certificates", () => {
    afterEach(() => stage.clear());

    const opened = async (
      hash: string,
      shown: string,
      look: { width?: 1440 | 390; language?: "zh" | "en" } = {},
    ) => {
      certifiedHall(stage.gateway);
      const page = await stage.open(look);
      await visit(page, hash, shown);
      return page;
    };
    const issued = () => stage.gateway.rounds.certificates[0]!;
    const hand = (page: Page, content: string) =>
      page
        .locator(".verify input")
        .setInputFiles({ name: "copy.json", mimeType: "application/json", buffer: Buffer.from(content) });

    it.each([1440, 390] as const)(
      "a month has every business day, and a day without one is a hole, at %i px",
      async width => {
        const page = await opened("#/certificates", ".archive", { width });
        expect(await page.locator(".month-sum").textContent()).toBe("1 天有单，6 天没有，0 张失效");
        expect(await page.locator(".archive-day .day").allTextContents()).toEqual([
          "2025-07-08 周二",
          "2025-07-07 周一",
          "2025-07-05 周六",
          "2025-07-04 周五",
          "2025-07-03 周四",
          "2025-07-02 周三",
          "2025-07-01 周二",
        ]);
        expect(await page.locator(".archive-day").nth(0).textContent()).toContain("没有关门单");
        expect(await page.locator(".archive-day").nth(1).textContent()).toBe(
          "2025-07-07 周一17:55最终：全厅李娜和王伟有效",
        );
        await page.getByRole("link", { name: "上个月" }).click();
        await page.locator(".months strong", { hasText: "2025-06" }).waitFor();
        await page.locator(".is-hole").nth(20).waitFor();
        await page.getByRole("link", { name: "开门单" }).first().click();
        await page.getByText("没有开门单").first().waitFor();
      },
    );

    it("a copy is genuine, was changed, or was never issued: seen at one glance", async () => {
      const page = await opened("#/certificates", ".verify");
      await hand(page, JSON.stringify(issued()));
      await page.locator(".verified.is-genuine", { hasText: "是真的" }).waitFor();
      await hand(page, JSON.stringify({ ...issued(), businessDay: "2025-07-06" }));
      expect(await page.locator(".verified.is-differs").textContent()).toContain(
        "对不上：被改过copy.json第一处不同：businessDay",
      );
      await hand(page, "%PDF-1.7 something else");
      await page.locator(".verified.is-unknown", { hasText: "没有出具过这样一张单" }).waitFor();
      await page.route("**/api/certificates/verify", route => route.abort());
      await hand(page, JSON.stringify(issued()));
      await page.locator(".verify .refusal", { hasText: "读不到" }).waitFor();
      expect(await page.locator(".verified").count()).toBe(0);
    });

    it("the link of a paper says whether the paper is genuine", async () => {
      const page = await opened(`#/certificates/${CERTIFIED}?h=${"0".repeat(32)}`, ".verified.is-differs");
      await visit(
        page,
        `#/certificates/${CERTIFIED}?h=${issued().hash.slice(0, 32)}`,
        ".verified.is-genuine",
      );
      await visit(page, "#/certificates/closing-1999-01-01-1", ".calm.is-blind");
      await page.getByText("没有这张单。").waitFor();
    });

    it("its QR code is the address at which it is checked", async () => {
      const page = await opened(`#/certificates/${CERTIFIED}`, ".paper .qr");
      const { data, size } = await page.evaluate(async () => {
        const side = 400;
        const drawn = new XMLSerializer().serializeToString(document.querySelector(".qr")!);
        const image = new Image();
        image.src = `data:image/svg+xml,${encodeURIComponent(drawn.replace("<svg", `<svg width="${side}" height="${side}"`))}`;
        await image.decode();
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = side;
        const context = canvas.getContext("2d")!;
        context.drawImage(image, 0, 0, side, side);
        return { data: [...context.getImageData(0, 0, side, side).data], size: side };
      });
      const read = jsQR.default(Uint8ClampedArray.from(data), size, size);
      expect(read?.data).toBe(`${stage.url}/v/${CERTIFIED}?h=${issued().hash.slice(0, 32)}`);
    });

    it.each(["zh", "en"] as const)(
      "is printed on one A4 page, black on white, with its code and both signatures, in %s",
      async language => {
        const page = await opened(`#/certificates/${CERTIFIED}`, ".paper", { language });
        await page.emulateMedia({ media: "print" });
        const isSeen = (what: string) => page.locator(what).first().isVisible();
        expect([
          await isSeen(".bar"),
          await isSeen(".rail"),
          await isSeen(".became"),
          await isSeen(".sound-bar"),
        ]).toEqual([false, false, false, false]);
        expect([await isSeen(".paper .qr"), await page.locator(".signatures dd").allTextContents()]).toEqual([
          true,
          ["李娜 2025-07-07 17:54:00", "王伟 2025-07-07 17:55:00"],
        ]);
        expect(
          await page.locator(".paper").evaluate(paper => {
            const { color, backgroundColor } = getComputedStyle(paper);
            return [color, backgroundColor];
          }),
        ).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
        const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
        expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
        expect(Math.round(Number(/\/MediaBox \[0 0 ([\d.]+)/.exec(pdf)?.[1]))).toBe(A4_WIDTH_PT);
        await page.emulateMedia({ media: "screen" });
      },
    );

    it("what people wrote is text, on the page and on the paper", async () => {
      certifiedHall(stage.gateway);
      const certificate = issued();
      stage.gateway.rounds.certificates[0] = {
        ...certificate,
        siteName: { zh: "<img src=x onerror=alert(1)>", en: "<b>x</b>" },
        items: certificate.items.map(item =>
          item.byHand ? { ...item, byHand: { ...item.byHand, note: "<script>alert(2)</script>" } } : item,
        ),
      };
      const page = await stage.open();
      await visit(page, `#/certificates/${CERTIFIED}`, ".paper");
      const text = await page.locator(".paper").textContent();
      expect(text).toContain("<img src=x onerror=alert(1)>");
      expect(text).toContain("<script>alert(2)</script>");
      expect(await page.locator(".paper img, .paper script").count()).toBe(0);
    });
  });
};
