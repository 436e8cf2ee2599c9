import type { Certificate, CertificateItem } from "#rules/closing/certificate.ts";
import { instant } from "#rules/time/instant.ts";
import { certificateHash, certificateText, FIRST_CERTIFICATE } from "../../ports/certificate-hash.ts";
import type { IssuedCertificate } from "../../ports/papers.ts";

const at = (time: string) => instant(Date.parse(`2025-07-10T${time}+08:00`));

const door = (n: number): CertificateItem => ({
  id: `D${n}`,
  name: { zh: `${n} 号门`, en: `Door ${n}` },
  zone: "hall",
  kind: "door",
  expected: { zh: "关闭并上锁", en: "closed and locked" },
  verdict: "pass",
  evidence: [
    {
      point: `D${n}.contact`,
      name: { zh: `${n} 号门 门磁`, en: `Door ${n} contact` },
      value: 0,
      text: { zh: "关闭", en: "closed" },
      at: at("17:41:03"),
      state: "good",
    },
    {
      point: `D${n}.lock`,
      name: { zh: `${n} 号门 门锁`, en: `Door ${n} lock` },
      value: 1,
      text: { zh: "上锁", en: "locked" },
      at: at("17:41:12"),
      state: "good",
    },
  ],
  byHand: null,
  except: null,
});

const light = (n: number): CertificateItem => ({
  ...door(n),
  id: `L${n}`,
  name: { zh: `照明回路 ${n}`, en: `Lights ${n}` },
  kind: "light",
  expected: { zh: "关闭电源", en: "off" },
  evidence: [
    {
      point: `L${n}.power`,
      name: { zh: `照明回路 ${n} 功率`, en: `Lights ${n} power` },
      value: 0.4,
      text: { zh: "0.4 W", en: "0.4 W" },
      at: at("17:44:00"),
      state: "good",
    },
  ],
});

const byHand = (item: CertificateItem, note: string): CertificateItem => ({
  ...item,
  verdict: "by-hand",
  evidence: item.evidence.map((each, index) => (index === 0 ? { ...each, state: "stale" } : each)),
  byHand: { by: "李丽", at: at("17:46:20"), note, photo: "ab".repeat(32) },
});

const excepted = (item: CertificateItem): CertificateItem => ({
  ...item,
  verdict: "excepted",
  except: {
    zh: "二号办公室加班至 20:30（已批准）",
    en: "overtime in office 2 until 20:30 (approved)",
  },
});

export type SampleOptions = {
  readonly items: number;
  /** Items at the beginning that are confirmed by hand, with this note. */
  readonly handNotes?: readonly string[];
  readonly scope?: Certificate["scope"];
  readonly number?: number;
};

/** A closing certificate of a hall with so many items, like those that the closing check issues. */
export const sampleCertificate = ({
  items,
  handNotes = [],
  scope = "final",
  number = 1,
}: SampleOptions): IssuedCertificate => {
  const plain = Array.from({ length: items }, (_, n) => (n % 2 === 0 ? door(n + 1) : light(n + 1)));
  const certificate: Certificate = {
    id: `closing-2025-07-10-${number}`,
    kind: "closing",
    site: "zhenxing-road",
    siteName: { zh: "振兴路营业厅", en: "Zhenxing Road Hall" },
    timeZone: "Asia/Shanghai",
    businessDay: "2025-07-10",
    scope,
    since: at("17:30:00"),
    issuedAt: at("17:52:31"),
    items: plain.map((item, index) => {
      const note = handNotes[index];
      if (note !== undefined) return byHand(item, note);
      return scope === "partial" && index >= items - 2 ? excepted(item) : item;
    }),
    signatures: [
      { person: "M1", name: "李丽", role: "duty-manager", at: at("17:51:02") },
      { person: "G1", name: "王伟", role: "guard", at: at("17:52:31") },
    ],
  };
  const hash = certificateHash(FIRST_CERTIFICATE, certificateText(certificate));
  return { seq: 1, certificate, hash, previous: null };
};
