import { describe, expect, test } from "vitest";
import { acknowledge } from "../alert/acknowledge.ts";
import { raised } from "../routine/testing/alerts.ts";
import { hours, minutes } from "../time/instant.ts";
import { duty, span } from "./testing/duties.ts";
import { deskOf, heard, says, scans, site, trail } from "./testing/hall.ts";

const round = duty({
  id: "round",
  when: { is: "day", windows: [span("open", "12:00")] },
  each: ["checkpoint"],
  evidence: ["scan"],
});
const ROUND = "round/2025-07-18";

describe("what is taken of a person's word", () => {
  const asking = duty({
    id: "asked",
    when: { is: "day", windows: [span("open", "12:00")] },
    items: [
      { id: "a", title: { zh: "甲", en: "A" } },
      { id: "b", title: { zh: "乙", en: "B" } },
    ],
    photo: "required",
    isInOrder: true,
    asks: [
      {
        id: "cold",
        title: { zh: "温度", en: "temperature" },
        answer: { is: "number", unit: "Cel", low: 18, high: 22 },
        clauses: ["Z-1"],
        opensTicket: false,
      },
      {
        id: "fine",
        title: { zh: "完好", en: "intact" },
        answer: { is: "yes-no" },
        clauses: [],
        opensTicket: false,
      },
    ],
  });
  const full = { values: { cold: 20, fine: true }, photo: "ab12" };

  test.each<[string, ReturnType<typeof says>, string]>([
    [
      "a question without an answer",
      says("M1", "T", "a", { ...full, values: { cold: 20 } }),
      '"intact" is not answered',
    ],
    [
      "words for a number",
      says("M1", "T", "a", { ...full, values: { cold: "20", fine: true } }),
      '"temperature" is answered with a number',
    ],
    [
      "an answer to nothing",
      says("M1", "T", "a", { ...full, values: { ...full.values, hot: 1 } }),
      'nobody asked about "hot"',
    ],
    ["no photo", says("M1", "T", "a", { values: full.values }), "show a photo"],
    ["another order", says("M1", "T", "b", full), "in order, please: A comes first"],
    ["another item", says("M1", "T", "c", full), 'this task has no item "c"'],
    ["a scan where a word is asked for", scans("M1", "T", "a", full), "this is proved by a person's word"],
    [
      "not applicable, without a reason",
      says("M1", "T", "a", { outcome: "not-applicable" }),
      "say why it is not applicable",
    ],
    [
      "a fault that a photo shows",
      says("M1", "T", "a", { ...full, outcome: "fault", photo: "ab12" }),
      "done",
    ],
    ["a cleaner", says("C", "T", "a", full), "this is the duty of the duty manager"],
    ["a stranger", says("X", "T", "a", full), "this is the duty of the duty manager"],
  ])("%s", (_name, asked, expected) => {
    const desk = deskOf([asking], "2025-07-18 07:00");
    expect(desk.ask("2025-07-18 09:00", { ...asked, task: "asked/2025-07-18" }) ?? "done").toBe(expected);
  });

  test("twice the same is once; another word is refused until the first is taken back by who gave it", () => {
    const desk = deskOf([asking], "2025-07-18 07:00");
    const task = "asked/2025-07-18";
    const asked = [
      says("M1", task, "a", full),
      says("M1", task, "a", full),
      says("M1", task, "a", { ...full, values: { cold: 30, fine: true } }),
      { is: "retract", by: "M2", task, item: "a", why: "wrong" } as const,
      { is: "retract", by: "M1", task, item: "a", why: "wrong" } as const,
      says("M1", task, "a", { ...full, values: { cold: 30, fine: true } }),
    ].map(each => desk.ask("2025-07-18 09:00", each));
    expect(asked).toEqual([
      undefined,
      undefined,
      "A was answered by 李娜: take that back first",
      "this was answered by 李娜, who alone can take it back",
      undefined,
      undefined,
    ]);
    expect(desk.entries.filter(({ what }) => what === "answered").length).toBe(2);
    expect(heard(desk, "2025-07-18 09:00")).toEqual([
      "check-failed/hall: A: temperature: 30 °C → duty-manager, hall-director",
    ]);
  });
});

describe("what was done and is told later", () => {
  test.each([
    ["before it was open", "2025-07-18 08:29", "this opens at 08:30"],
    ["in the future", "2025-07-18 11:10", "this would be done in the future"],
  ])("%s is refused", (_name, madeAt, expected) => {
    const desk = deskOf([round], "2025-07-18 07:00");
    const told = { madeAt: Date.parse(`${madeAt.replace(" ", "T")}:00+08:00`) as never };
    expect(desk.ask("2025-07-18 11:00", scans("M1", ROUND, "K1", told))).toBe(expected);
  });

  test("counts when it was done: in time, also where the task was taken for missed meanwhile", () => {
    const lost = { ...round, missedAfter: minutes(30) };
    const desk = deskOf([lost], "2025-07-18 07:00");
    expect(heard(desk, "2025-07-18 12:40").map(line => line.slice(0, 12))).toEqual(["missed-round"]);
    ["K1", "K2", "K3", "K4", "K5"].forEach((item, index) => {
      const madeAt = Date.parse(`2025-07-18T11:0${index}:00+08:00`) as never;
      expect(desk.ask("2025-07-18 13:00", scans("M1", ROUND, item, { madeAt }))).toBeUndefined();
    });
    expect(desk.task(ROUND)).toMatchObject({ state: "done", lateBy: null });
    expect(desk.task(ROUND).items[0]?.answer).toMatchObject({ isSentLate: true });
    expect(trail(desk).slice(-2)).toEqual([
      `07-18 13:00 answered ${ROUND} K5 李娜 late news`,
      `07-18 13:00 done ${ROUND} 李娜`,
    ]);
    expect(heard(desk, "2025-07-18 13:00")).toEqual([]);
  });

  test("is refused a day later, and when it was done after it was missed", () => {
    const desk = deskOf([{ ...round, missedAfter: minutes(30) }], "2025-07-18 07:00");
    const later = Date.parse("2025-07-18T12:31:00+08:00") as never;
    expect(desk.ask("2025-07-18 13:00", scans("M1", ROUND, "K1", { madeAt: later }))).toBe(
      "this was missed at 12:30",
    );
    const early = Date.parse("2025-07-18T11:00:00+08:00") as never;
    expect(desk.ask("2025-07-19 11:01", scans("M1", ROUND, "K1", { madeAt: early }))).toBe(
      "this was done more than 24 h ago",
    );
  });
});

describe("a scan behind a door that stayed shut", () => {
  const walked = (openedAt: string | null) => {
    const desk = deskOf([round], "2025-07-18 07:00");
    desk.hear("2025-07-18 07:30", "D4.contact", "open");
    desk.hear("2025-07-18 07:31", "D4.contact", "closed");
    desk.ask("2025-07-18 09:12", scans("M1", ROUND, "K3"));
    if (openedAt !== null) {
      desk.hear(`2025-07-18 ${openedAt}`, "D4.contact", "open");
      desk.hear("2025-07-18 09:14", "D4.contact", "closed");
    }
    desk.ask("2025-07-18 09:15", scans("M1", ROUND, "K4"));
    return desk.task(ROUND).items[3]?.answer?.doubts.map(({ en }) => en);
  };

  test("is counted, and shown as doubtful", () =>
    expect(walked(null)).toEqual(["D4 was not opened since 09:12"]));
  test("is believed where the door was open on the way", () => expect(walked("09:13")).toEqual([]));
  test("is believed where nobody knows of the door", () => {
    const desk = deskOf([round], "2025-07-18 07:00");
    desk.ask("2025-07-18 09:15", scans("M1", ROUND, "K4"));
    expect(desk.task(ROUND).items[3]?.answer?.doubts).toEqual([]);
  });
});

describe("the monthly check of panic buttons, by their own tests", () => {
  const alarms = duty({
    id: "alarms",
    who: "guard",
    when: { is: "month", workday: null },
    each: ["panic-button"],
    evidence: ["reading"],
    reading: { role: "test", word: "passed" },
    remind: hours(72),
    late: { priority: 3, class: "security", tell: ["safety-officer"], escalate: null, isFire: false },
  });
  const others = site.equipment
    .filter(({ kind, id }) => kind === "panic-button" && id !== "PB-2")
    .map(({ id }) => id);

  test("names the one that was not tested, before and after the end of the month, though others were", () => {
    const desk = deskOf([alarms], "2025-06-30 12:00");
    desk.hear("2025-06-30 13:00", "PB-2.test", "passed", "2025-05-28 10:00");
    for (const id of others) desk.hear("2025-07-10 10:00", `${id}.test`, "passed");
    expect(heard(desk, "2025-07-29 00:00").filter(line => line.includes("2025-07)"))).toEqual([]);
    expect(desk.reminders.map(({ title }) => title.en).at(-1)).toBe(
      "alarms, due 08-01 00:00: Panic button 2",
    );
    expect(heard(desk, "2025-08-01 00:00").filter(line => line.includes("2025-07)"))).toEqual([
      "missed-alarms/hall: alarms (2025-07) missed: Panic button 2 → safety-officer",
    ]);
    const [missed] = desk.clerk.affairs(desk.hall).filter(({ key }) => key === "missed/alarms/2025-07");
    expect(missed?.evidence).toMatchObject([{ point: "PB-2.test", word: "passed" }]);
    expect(desk.task("alarms/2025-08").state).toBe("open");
  });

  test("counts a test at the time that it was made, though it is told late", () => {
    const desk = deskOf([alarms], "2025-06-30 12:00");
    for (const id of others) desk.hear("2025-07-10 10:00", `${id}.test`, "passed");
    desk.until("2025-08-01 00:00");
    desk.hear("2025-08-01 09:00", "PB-2.test", "passed", "2025-07-31 17:00");
    expect(desk.task("alarms/2025-07")).toMatchObject({ state: "done", lateBy: null });
    expect(desk.task("alarms/2025-08").items.every(({ answer }) => answer === null)).toBe(true);
  });

  test("a test that failed proves nothing", () => {
    const desk = deskOf([alarms], "2025-07-01 12:00");
    desk.hear("2025-07-10 10:00", "PB-2.test", "failed");
    expect(desk.task("alarms/2025-07").items.every(({ answer }) => answer === null)).toBe(true);
  });
});

test("a reader at the place answers one task, the one that is due first", () => {
  const weekly = duty({
    id: "weekly",
    when: { is: "week", weekday: 1, window: span("opening", "open") },
    each: ["extinguisher"],
    evidence: ["scan"],
  });
  const monthly = duty({
    id: "monthly",
    when: { is: "month", workday: null },
    each: ["extinguisher"],
    evidence: ["scan"],
  });
  const desk = deskOf([monthly, weekly], "2025-07-13 12:00");
  desk.hear("2025-07-14 08:00", "X1.scan", "seen");
  expect(
    [desk.task("weekly/2025-07-14"), desk.task("monthly/2025-07")].map(task => task.items[0]?.answer?.scan),
  ).toEqual(["reader", undefined]);
  desk.hear("2025-07-14 08:10", "X1.scan", "seen");
  expect(desk.task("monthly/2025-07").items[0]?.answer?.scan).toBe("reader");
});

test("what was missed is told until a person acknowledges it, then put away a day after its end", () => {
  const desk = deskOf([{ ...round, missedAfter: minutes(30) }], "2025-07-18 07:00");
  desk.until("2025-07-20 09:00");
  expect(heard(desk, "2025-07-20 09:00").length).toBe(1);
  const alert = raised(site, "2025-07-18 12:30", { fact: "missed-round", target: "hall" });
  const seen = acknowledge(alert.alert, { by: "陈静", note: "", at: desk.hall.now });
  if ("is" in seen) throw new Error(seen.why);
  desk.tell("2025-07-20 09:01", seen);
  expect(desk.clerk.affairs(desk.hall)).toEqual([]);
  expect(desk.kept.get(`task:${ROUND}`)?.isOpen).toBe(true);
  desk.until("2025-07-20 09:02");
  expect(desk.kept.get(`task:${ROUND}`)).toMatchObject({ isOpen: false, value: { state: "missed" } });
});
