import { createHash } from "node:crypto";
import fc from "fast-check";
import jsQR from "jsqr";
import { describe, expect, test } from "vitest";
import { certificateText } from "../ports/certificate-hash.ts";
import { certificateHtml } from "./certificate-html.ts";
import { certificatePdf } from "./certificate-pdf.ts";
import { embeddedIn } from "./embedded.ts";
import { renderAll } from "./render.ts";
import { canRaster, rasterOf } from "./testing/raster.ts";
import { sampleCertificate } from "./testing/sample-certificate.ts";
import { type Known, verifyDocument } from "./verify-document.ts";
import { PAPER_LANGUAGES } from "./words/language.ts";

const issued = sampleCertificate({ items: 40, handNotes: ["推拉确认已锁"], scope: "partial" });
const { id } = issued.certificate;
const url = `http://192.168.1.20:8080/v/${id}?h=${issued.hash.slice(0, 32)}`;
const pagesOf = (pdf: Buffer): number => pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;
const digest = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

const pdf = await certificatePdf(issued, "zh", url);
const page = Buffer.from(certificateHtml(issued, "zh", url));
const known: Known = {
  certificate: async asked => (asked === id ? issued : null),
  archived: async () => [digest(pdf), digest(page)],
};
const verify = async (document: Buffer | string) => {
  const { is, why } = await verifyDocument(Buffer.from(document), known);
  return [is, why.en];
};

describe("the document of a certificate", () => {
  test.each(PAPER_LANGUAGES)("is one page for forty items, and more for more, in %s", async language => {
    const pages = async (items: number) =>
      pagesOf(await certificatePdf(sampleCertificate({ items }), language, url));
    expect(pagesOf(await certificatePdf(issued, language, url))).toBe(1);
    expect([await pages(1), await pages(120)]).toEqual([1, 3]);
  });

  test("is the same bytes for the same certificate, from another thread too", async () => {
    const documents = await renderAll(issued, url);
    expect(documents.map(({ lang, form }) => `${lang} ${form}`)).toEqual([
      "zh pdf",
      "zh html",
      "en pdf",
      "en html",
    ]);
    expect(documents[0]?.bytes.equals(pdf)).toBe(true);
    expect(documents[1]?.bytes.equals(page)).toBe(true);
  });

  test("carries the certificate itself, and nothing of it is taken for markup", () => {
    const evil = sampleCertificate({ items: 2, handNotes: ['</script><script>alert("1")</script> & <b>'] });
    const text = certificateHtml(evil, "en", url);
    expect(text).not.toContain("<script>alert");
    expect(text).not.toContain("<b>");
    const carried = { certificate: evil.certificate, hash: evil.hash, previous: null };
    expect(embeddedIn(Buffer.from(text))).toEqual(carried);
    expect(embeddedIn(pdf)).toEqual({ certificate: issued.certificate, hash: issued.hash, previous: null });
  });

  test("says for ever which items a person confirmed, and what is excepted", () => {
    const text = certificateHtml(issued, "en", url);
    expect(text).toContain("Confirmed by 李丽 at 17:46:20: 推拉确认已锁; with a photo");
    expect(text.match(/<tr class="by-hand">/g)).toHaveLength(1);
    expect(text.match(/Excepted: overtime in office 2 until 20:30 \(approved\)/g)).toHaveLength(2);
    expect(text).toContain("40 items: 37 proved by sensors, 1 confirmed by hand, 2 excepted");
    expect(text).toContain("contact closed, silent since 17:41:03; lock locked 17:41:12");
  });

  test.skipIf(!canRaster && process.env.HALLWATCH_REQUIRE_SERVICES !== "1").each(PAPER_LANGUAGES)(
    "has a code that a telephone reads off the printed page, in %s",
    async language => {
      const { rgba, width, height } = rasterOf(await certificatePdf(issued, language, url));
      expect(jsQR.default(rgba, width, height)?.data).toBe(url);
    },
  );
});

describe("a document that is handed in", () => {
  test("is genuine as it was archived, and as the JSON that says the same", async () => {
    expect(await verify(pdf)).toEqual([
      "genuine",
      "It is byte for byte the document that was archived when the certificate was issued.",
    ]);
    expect((await verify(page))[0]).toBe("genuine");
    expect((await verify(certificateText(issued.certificate)))[0]).toBe("genuine");
    expect((await verify(JSON.stringify(embeddedIn(page), null, 2)))[0]).toBe("genuine");
  });

  test("differs with one changed digit in its JSON, which is named", async () => {
    const text = certificateText(issued.certificate);
    const changed = text.replace('"value":0.4', '"value":0.3');
    expect(changed).not.toBe(text);
    expect(await verify(changed)).toEqual([
      "differs",
      'It differs from what was issued: certificate items no. 2 (Lights 2) evidence no. 1 (Lights 2 power) value is "0.3" in the document and "0.4" as issued.',
    ]);
    expect(await verify(text.replace('"name":"王伟"', '"name":"王炜"'))).toEqual([
      "differs",
      expect.stringContaining("signatures no. 2 (王伟) name is"),
    ]);
    const more = { ...JSON.parse(text), remark: "checked" };
    expect(await verify(JSON.stringify(more))).toEqual(["differs", expect.stringContaining("remark")]);
  });

  test("differs with one changed digit in what people read, though the data inside are right", async () => {
    const changed = page
      .toString("utf8")
      .replace("<dd>2025-07-10 17:52:31</dd>", "<dd>2025-07-10 17:32:31</dd>");
    expect(changed).not.toBe(page.toString("utf8"));
    expect(await verify(changed)).toEqual(["differs", expect.stringContaining("Go by the archived one")]);
  });

  test("is never genuine with any one byte of the PDF or the page changed", async () => {
    const document = fc.constantFrom(pdf, page);
    await fc.assert(
      fc.asyncProperty(document, fc.nat(), fc.integer({ min: 1, max: 255 }), async (bytes, where, by) => {
        const copy = Buffer.from(bytes);
        const at = where % copy.length;
        copy[at] = ((copy[at] ?? 0) + by) % 256;
        expect((await verify(copy))[0]).not.toBe("genuine");
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  test("is unknown when it is no certificate, or one that this hall never issued", async () => {
    for (const nothing of ["", "{}", "[]", "hello", "%PDF-1.7 stream"])
      expect((await verify(nothing))[0]).toBe("unknown");
    const other = { ...issued.certificate, id: "closing-2025-07-11-1" };
    expect(await verify(certificateText(other))).toEqual([
      "unknown",
      "This hall has issued no certificate closing-2025-07-11-1.",
    ]);
  });

  test("is not checked against a record that somebody changed", async () => {
    const certificate = { ...issued.certificate, businessDay: "2025-07-11" };
    const touched = { ...known, certificate: async () => ({ ...issued, certificate }) };
    const { is, why } = await verifyDocument(pdf, touched);
    expect([is, why.en]).toEqual(["differs", expect.stringContaining("was changed")]);
  });

  test("is not believed when the archive does not know it: without it even the true bytes are only a page", async () => {
    const forgetful = { ...known, archived: async () => [] };
    expect((await verifyDocument(pdf, forgetful)).is).toBe("differs");
  });
});
