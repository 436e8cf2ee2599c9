import { wireLoad } from "#gateway/app/load-wire.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import { loadQuery, type WireLoad } from "#gateway/wire/load.ts";
import { loadCounter } from "#rules/report/load-report.ts";
import { shiftsOf, weeksOf } from "#rules/report/load-shifts.ts";
import { type Move, played } from "#rules/report/testing/played.ts";
import type { Person } from "#rules/site/model.ts";
import { type Instant, instant, minutes } from "#rules/time/instant.ts";

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TIME_ZONE = "Asia/Shanghai";

/** What the rules of the fake week are called, as the packs call them. */
const TITLES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  "door-after-closing": { zh: "下班后门没锁", en: "Door not locked after closing" },
  "light-empty-zone": { zh: "无人区域亮灯", en: "Lights on in an empty zone" },
  "window-with-cooling": { zh: "开着空调又开窗", en: "Window open while cooling" },
  blind: { zh: "读不到设备", en: "A device cannot be read" },
};

/** The report on a bad week before now: by the rules' own counting, without an engine or a record around it. */
export const fakeLoad = (hall: WireHall, now: number, query: URLSearchParams): WireLoad => {
  const asked = loadQuery.parse(Object.fromEntries(query));
  const to = instant(now);
  const from = instant(asked.from === undefined ? now - 7 * DAY_MS : Date.parse(asked.from));
  const roster = { shifts: [], absences: [] };
  const zone = { timeZone: TIME_ZONE };
  const counter = loadCounter({
    from,
    to,
    division: asked.per === "week" ? weeksOf(zone, from, to) : shiftsOf(roster, zone, from, to),
    people: hall.people as Person[],
    explaining: new Set(["line"]),
    holds: new Map(
      ["door-after-closing", "light-empty-zone", "window-with-cooling"].map(id => [id, minutes(1)]),
    ),
  });
  for (const event of played(badWeek(now))) counter.take(event);
  const told = wireLoad(counter.end(), TIME_ZONE);
  return {
    ...told,
    subjects: told.subjects.map(each => ({ ...each, title: TITLES[each.rule] ?? each.title })),
    standing: told.standing.map(each => ({ ...each, title: titleOf(each.subject) ?? each.title })),
    unauthorised: told.unauthorised.map(each => ({ ...each, title: TITLES.blind ?? each.title })),
  };
};

const titleOf = (subject: string) => TITLES[subject.split("/")[0] ?? ""];

const badWeek = (now: number): readonly Move[] => {
  const moves: Move[] = [];
  const add = (at: number, is: Move["is"], rule: string, target: string, more: Partial<Move> = {}): void => {
    moves.push({ at: instant(at) as Instant, is, rule, target, ...more });
  };
  for (let day = 1; day <= 6; day++) {
    const noon = now - day * DAY_MS - 6 * HOUR_MS;
    for (let n = 0; n < 4 + day; n++) {
      add(noon + n * 15 * SECOND_MS, "found", "window-with-cooling", "W2", { priority: 4, class: "energy" });
      add(noon + (n * 15 + 5) * SECOND_MS, "over", "window-with-cooling", "W2");
    }
    add(noon + HOUR_MS, "found", "light-empty-zone", "L-hall", { priority: 3 });
    add(noon + 2 * HOUR_MS, "acknowledge", "light-empty-zone", "L-hall", { by: "李娜" });
    add(noon + 3 * HOUR_MS, "over", "light-empty-zone", "L-hall");
  }
  add(now - 5 * DAY_MS, "found", "door-after-closing", "D2", { priority: 2 });
  add(now - 5 * DAY_MS + 90 * SECOND_MS, "acknowledge", "door-after-closing", "D2");
  for (let n = 1; n <= 14; n++)
    add(now - 3 * DAY_MS + n * 9 * SECOND_MS, "found", "blind", `modbus:plant/${n}`, {
      priority: n % 5 === 0 ? 1 : 2,
    });
  add(now - 3 * DAY_MS + HOUR_MS, "suppress", "blind", "modbus:plant/3");
  add(now - 3 * DAY_MS + HOUR_MS, "shelve", "blind", "modbus:plant/4", { by: "王伟" });
  for (let n = 1; n <= 12; n++) add(now - 3 * DAY_MS + 2 * HOUR_MS, "over", "blind", `modbus:plant/${n}`);
  return moves.toSorted((a, b) => a.at - b.at);
};
