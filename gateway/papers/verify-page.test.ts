import { describe, expect, test } from "vitest";
import { after, minutes } from "#rules/time/instant.ts";
import { labelsPage } from "./labels-page.ts";
import { sampleCertificate } from "./testing/sample-certificate.ts";
import { verifyPage } from "./verify-page.ts";

const issued = sampleCertificate({ items: 3 });
const { issuedAt } = issued.certificate;
const why = { zh: "属实", en: "as issued" };
const quiet = { broken: [], endedAt: null, endedBy: null } as const;
const contradiction = {
  item: "D3",
  name: { zh: "3 号门", en: "Door 3" },
  point: "D3.contact",
  text: { zh: "打开", en: "open" },
  at: after(issuedAt, minutes(90)),
  learnedAt: after(issuedAt, minutes(200)),
  isLate: true,
};
const page = (standing: Parameters<typeof verifyPage>[0]["standing"], language: "zh" | "en" = "en") =>
  verifyPage({ is: "genuine", why, issued, standing }, language);

describe("the page that a code opens", () => {
  test("says what became of the certificate since, and never that it holds where nobody knows", () => {
    expect(page(quiet)).toContain("It still holds");
    expect(page(null)).not.toContain("It still holds");
    expect(page(null)).toContain("Nothing is recorded of what became of it since.");
    const opened = { ...quiet, endedAt: after(issuedAt, minutes(840)), endedBy: "opening" } as const;
    expect(page(opened)).toContain("Ended: the hall opened, 2025-07-11 07:52:31.");
    expect(page(opened)).not.toContain("It still holds");
    const closed = { ...opened, endedBy: "closing" } as const;
    expect(page(closed)).toContain("Ended: the hall closed for the day, 2025-07-11 07:52:31.");
  });

  test("says broken above all else, by which door and when, in either language", () => {
    const broken = { ...quiet, broken: [contradiction] };
    expect(page(broken)).toContain('<div class="verdict differs">');
    expect(page(broken)).toContain("<h1>Genuine, but broken</h1>");
    expect(page(quiet)).toContain('<div class="verdict genuine">');
    expect(page(broken)).toContain("Door 3: open, 2025-07-10 19:22:31 (the reading came late)");
    expect(page(broken, "zh")).toContain("3 号门：2025-07-10 19:22:31 打开（读数迟到）");
    expect(page(broken)).not.toContain("It still holds");
  });

  test("shows nothing of a certificate that there is not", () => {
    const text = verifyPage({ is: "unknown", why, issued: null, standing: null }, "zh");
    expect(text).toContain("<h1>查无此件</h1>");
    expect(text).not.toContain("关门单");
  });
});

test("a sticker bears its name, as text whatever it is called", () => {
  const text = labelsPage([{ name: '<b>"X1"', id: "X1", url: "http://h/x/X1?k=1a2b3c4d" }], "Hall", "en");
  expect(text).toContain("&#60;b&#62;&#34;X1&#34;");
  expect(text).not.toContain("<b>");
});
