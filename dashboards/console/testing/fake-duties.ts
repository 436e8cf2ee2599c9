import type { Ask, SettledDuty } from "#rules/language/duty.ts";
import { duty } from "#rules/task/testing/duties.ts";
import { minutes, seconds } from "#rules/time/instant.ts";

const when = { is: "day", windows: [] } as const;
const yesNo = (id: string, zh: string, en: string): Ask => ({
  id,
  title: { zh, en },
  answer: { is: "yes-no" },
  clauses: [],
  opensTicket: true,
});

/** Duties of the fake hall: one of each way in which something is asked. */
export const fakeDuties: readonly SettledDuty[] = [
  duty({
    id: "extinguishers",
    when,
    title: { zh: "周一消防器材巡检", en: "Monday inspection of fire equipment" },
    evidence: ["scan"],
    pace: seconds(20),
    photo: "allowed",
    sign: "duty-manager",
    asks: [
      {
        id: "gauge",
        title: { zh: "压力表", en: "gauge" },
        answer: {
          is: "choice",
          options: [
            { id: "green", title: { zh: "绿区", en: "green" } },
            { id: "low", title: { zh: "红区", en: "red" } },
            { id: "high", title: { zh: "黄区", en: "yellow" } },
          ],
          good: ["green"],
        },
        clauses: ["GA-5.3-1b"],
        opensTicket: true,
      },
      yesNo("seal", "铅封完好", "seal intact"),
    ],
    steps: [{ zh: "看压力表指针", en: "look at the needle of the gauge" }],
  }),
  duty({
    id: "patrol",
    when,
    who: "guard",
    title: { zh: "巡更", en: "Patrol" },
    evidence: ["scan"],
    isInOrder: true,
    pace: seconds(60),
    guide: "值班手册 3.2",
  }),
  duty({
    id: "hazards",
    when,
    title: { zh: "隐患检查", en: "Look for hazards" },
    photo: "allowed",
    asks: [yesNo("safe", "安全", "safe")],
  }),
  duty({ id: "mats", when, title: { zh: "铺防滑垫", en: "Put out the mats" }, photo: "required" }),
  duty({
    id: "night-record",
    when,
    who: "guard",
    title: { zh: "夜间记录", en: "Night record" },
    asks: [
      {
        id: "temperature",
        title: { zh: "机房温度", en: "server room" },
        answer: { is: "number", unit: "Cel", low: 18, high: 28 },
        clauses: [],
        opensTicket: false,
      },
      {
        id: "words",
        title: { zh: "情况", en: "how it is" },
        answer: { is: "text" },
        clauses: [],
        opensTicket: false,
      },
    ],
  }),
  duty({
    id: "toilets",
    when,
    who: "cleaner",
    title: { zh: "卫生间清洁", en: "Toilets cleaned" },
    sign: "duty-manager",
    missedAfter: minutes(60),
  }),
];
