import type { Evidence } from "../alert/alert.ts";
import type { Finding, Subject } from "../alert/life.ts";
import type { Site } from "../site/model.ts";
import type { Instant, Millis } from "../time/instant.ts";

type Told = { readonly subject: Subject; readonly finding: Finding; readonly evidence: readonly Evidence[] };

/** What people are told when the hall's clock was moved: times before and after it do not add up. */
export const clockMoved = (site: Site, by: Millis, at: Instant): Told => ({
  subject: { site: site.id, fact: "clock-moved", target: site.id, targetName: site.name, zone: "" },
  finding: {
    rule: "clock-moved",
    clauses: [],
    title: { zh: "网关时钟被拨动", en: "The gateway's clock was moved" },
    level: "fault",
    priority: 3,
    steps: [
      {
        zh: "查清是谁或什么拨了时钟；检查网络对时 (NTP)。",
        en: "Find out who or what moved it; check network time (NTP).",
      },
    ],
    since: at,
    gap: 0,
    tell: ["facilities", "it-support"],
    escalate: null,
  },
  evidence: [
    {
      point: "clock",
      name: { zh: "拨动", en: "moved by" },
      value: by / 1_000,
      unit: "s",
      at,
      state: "good",
    },
  ],
});
