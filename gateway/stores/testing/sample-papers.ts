import type { Commit } from "#gateway/ports/record.ts";
import type { Certificate } from "#rules/closing/certificate.ts";
import type { Entry, Paper } from "#rules/routine/clerk.ts";
import { after, type Instant, minutes } from "#rules/time/instant.ts";
import { MORNING } from "./sample-alerts.ts";

/** A task that is open; `change` gives what differs. */
export const taskPaper = (id: string, change: Partial<Paper> = {}): Paper => ({
  kind: "task",
  id,
  day: "2025-07-08",
  at: MORNING,
  isOpen: true,
  value: { id, state: "open", answers: [null, "好"] },
  ...change,
});

/** The certificate of a closing with one door. */
export const closingOf = (number: number, change: Partial<Certificate> = {}): Certificate => ({
  id: `closing-2025-07-08-${number}`,
  kind: "closing",
  site: "office",
  siteName: { zh: "办公室", en: "Office" },
  timeZone: "Asia/Shanghai",
  businessDay: "2025-07-08",
  scope: "final",
  since: MORNING,
  issuedAt: after(MORNING, minutes(number)),
  items: [
    {
      id: "D1",
      name: { zh: "大门", en: "Main door" },
      zone: "hall",
      kind: "door",
      expected: { zh: "闭合并锁好", en: "closed and locked" },
      verdict: "pass",
      evidence: [
        {
          point: "D1.lock",
          name: { zh: "门锁", en: "Lock" },
          value: 1,
          text: { zh: "已锁", en: "locked" },
          at: MORNING,
          state: "good",
        },
      ],
      byHand: null,
      except: null,
    },
  ],
  signatures: [
    { person: "M1", name: "李丽", role: "duty-manager", at: MORNING },
    { person: "G1", name: "王伟", role: "guard", at: after(MORNING, minutes(number)) },
  ],
  ...change,
});

/** An issue as the engine decides it: the certificate, what stands beside it, and the trail. */
export const issueOfClosing = (certificate: Certificate): Required<Commit> => {
  const at: Instant = certificate.issuedAt;
  const { id, businessDay: day } = certificate;
  const entry: Entry = {
    is: "entry",
    kind: "closing",
    paper: `closing/${day}/1`,
    what: "issued",
    at,
    by: "G1",
    detail: certificate,
  };
  return {
    ...withPapers([
      { kind: "certificate", id, day, at, isOpen: false, value: certificate },
      { kind: "standing", id, day, at, isOpen: true, value: { id, broken: [] } },
    ]),
    at,
    deeds: [entry],
  };
};

/** A commit of nothing but papers. */
export const withPapers = (papers: readonly Paper[], deeds: readonly Entry[] = []): Required<Commit> => ({
  at: MORNING,
  transitions: [],
  activities: [],
  deeds,
  messages: [],
  holds: [],
  signals: [],
  memos: [],
  papers,
});
