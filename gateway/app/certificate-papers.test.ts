import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import jsQR from "jsqr";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canRaster, rasterOf } from "../papers/testing/raster.ts";
import { sampleCertificate } from "../papers/testing/sample-certificate.ts";
import { sqliteRecord } from "../stores/sqlite/record.ts";
import { issueOfClosing } from "../stores/testing/sample-papers.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { until } from "../stores/testing/until.ts";
import type { WireVerified } from "../wire/certificate.ts";
import { paperAddress } from "./paper-address.ts";
import { guardedHall } from "./testing/guarded-hall.ts";
import { type RunningHall, startHall } from "./testing/running-hall.ts";

const { directory: data, remove } = temporary();
const { certificate } = sampleCertificate({ items: 5, handNotes: ["推拉确认已锁"] });
const { id } = certificate;
let hall: RunningHall;

/** A record in which a certificate was issued, and the gateway stopped before its documents were made. */
const issue = async (): Promise<void> => {
  const record = sqliteRecord({ directory: data });
  await record.start();
  const commit = issueOfClosing(certificate);
  // What stands beside it is the clerk's, and nobody keeps any here.
  await record.commit({ ...commit, papers: commit.papers.filter(({ kind }) => kind === "certificate") });
  await record.stop();
};

const open = async (path: string, language = "en") => {
  const answer = await fetch(`${hall.api.url}${path}`, { headers: { "accept-language": language } });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
};
const file = async (form: "pdf" | "html", lang = "zh"): Promise<Buffer> => {
  const answer = await fetch(`${hall.api.url}/api/certificates/${id}/file?form=${form}&lang=${lang}`);
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
};
const verify = async (document: Buffer | string): Promise<WireVerified> => {
  const answer = await fetch(`${hall.api.url}/api/certificates/verify`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: typeof document === "string" ? document : new Uint8Array(document),
  });
  return (await answer.json()) as WireVerified;
};
const archived = () => readdirSync(join(data, "papers")).toSorted();
const codeOf = (page: Buffer): string =>
  /<p class="link">([^<]+)<\/p>/.exec(page.toString("utf8"))?.[1] ?? "";
const titleOf = (page: string): string => /<h1>([^<]*)<\/h1>/.exec(page)?.[1] ?? "";

beforeAll(async () => {
  await issue();
  hall = await startHall({ write: guardedHall, data });
});
afterAll(async () => {
  await hall.stop();
  remove();
});

describe("the documents of a certificate", () => {
  test("are archived once, also when the gateway stopped between the issue and them", async () => {
    const names = ["en.html", "en.pdf", "zh.html", "zh.pdf"].map(end => `${id}.${end}`);
    await until("they are archived", () => {
      try {
        return archived().join() === names.join();
      } catch {
        return false; // The directory is made with the first.
      }
    });
    const first = await file("pdf");
    const written = archived().map(name => statSync(join(data, "papers", name)).mtimeMs);
    await hall.stop();
    hall = await startHall({ write: guardedHall, data });
    expect((await file("pdf")).equals(first)).toBe(true);
    expect(archived().map(name => statSync(join(data, "papers", name)).mtimeMs)).toEqual(written);
  });

  test("are shown as they were archived, and can run nothing", async () => {
    const { headers } = await open(`/api/certificates/${id}/file?form=html&lang=en`);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect((await file("pdf")).subarray(0, 5).toString()).toBe("%PDF-");
    expect((await open("/api/certificates/closing-1999-01-01-1/file")).status).toBe(404);
    expect((await open("/api/certificates/..%2Faccounts/file")).status).toBe(404);
  });

  test("are genuine as they are, and not with one digit changed in the PDF, the page or the JSON", async () => {
    const [pdf, page] = [await file("pdf"), await file("html", "en")];
    expect(await verify(pdf)).toMatchObject({ is: "genuine", certificate: { id } });
    expect((await verify(page)).is).toBe("genuine");
    const text = page.toString("utf8");
    expect((await verify(text.replace("17:52:31", "17:52:37"))).is).toBe("differs");
    expect(await verify(text.replace('"value":0.4', '"value":0.1'))).toMatchObject({
      is: "differs",
      why: { en: expect.stringContaining('value is "0.1" in the document and "0.4" as issued') },
    });
    const broken = Buffer.from(pdf);
    const at = Math.floor(broken.length / 3);
    broken[at] = ((broken[at] ?? 0) + 1) % 256;
    expect((await verify(broken)).is).toBe("differs");
    expect((await verify("no certificate at all")).is).toBe("unknown");
  });
});

describe("the code on a certificate", () => {
  test("opens a page that says at one glance that it is genuine, in the language of whoever asks", async () => {
    const { pathname, search } = new URL(codeOf(await file("html")));
    const [en, zh] = [
      await open(pathname + search),
      await open(pathname + search, "zh-CN,zh;q=0.9,en;q=0.8"),
    ];
    expect([en.status, titleOf(en.text), titleOf(zh.text)]).toEqual([200, "Genuine", "真实"]);
    expect(en.text).toContain("Closing certificate");
    expect(en.text).toContain("5 items: 4 proved by sensors, 1 confirmed by hand, 0 excepted");
    expect(en.text).not.toContain("<script");
    expect(en.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("with one changed digit of the code differs, of the number is unknown, without a code differs", async () => {
    const { pathname, search } = new URL(codeOf(await file("html")));
    const last = search.at(-1) === "0" ? "1" : "0";
    const changed = await open(pathname + search.slice(0, -1) + last);
    expect([changed.status, titleOf(changed.text)]).toEqual([200, "Differs"]);
    const other = await open(pathname.replace("07-10", "07-11") + search);
    expect([other.status, titleOf(other.text)]).toEqual([404, "Unknown"]);
    for (const none of ["", "?h=", "?h=12ab", "?h=<b>"])
      expect(titleOf((await open(pathname + none)).text)).toBe("Differs");
    expect((await open("/v/%3Cscript%3E?h=0")).text).not.toContain("<script");
  });

  test.skipIf(!canRaster && process.env.HALLWATCH_REQUIRE_SERVICES !== "1")(
    "read off the printed PDF is the one that the page names",
    async () => {
      const { rgba, width, height } = rasterOf(await file("pdf"));
      expect(jsQR.default(rgba, width, height)?.data).toBe(codeOf(await file("html")));
    },
  );
});

test("stickers can be printed, each with what it opens", async () => {
  const { status, text } = await open("/labels", "zh");
  expect(status).toBe(200);
  expect(text.match(/<li>/g) ?? []).toHaveLength(text.match(/class="code"/g)?.length ?? 0);
  expect(text).toContain("紧急按钮");
});

test("a code leads to the address of the site file, else to the machine's own on the LAN", () => {
  const lan = ["192.168.1.20", "10.0.0.3"];
  expect(paperAddress("https://hall.example.org/watch", "http://0.0.0.0:8080", lan)).toBe(
    "https://hall.example.org/watch/",
  );
  expect(paperAddress(null, "http://0.0.0.0:8080", lan)).toBe("http://192.168.1.20:8080/");
  expect(paperAddress(null, "http://127.0.0.1:8080", lan)).toBe("http://127.0.0.1:8080/");
  expect(paperAddress(null, "http://0.0.0.0:8080", [])).toBe("http://0.0.0.0:8080/");
});
