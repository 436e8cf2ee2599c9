import type { WireClosing, WireClosingItem } from "#gateway/wire/closing.ts";
import type { WireHall, WireHours } from "#gateway/wire/hall.ts";
import type { WirePoint } from "#gateway/wire/point.ts";

type Ask = {
  readonly kind: WireClosingItem["kind"];
  readonly expected: WireClosingItem["expected"];
  readonly right: Readonly<Record<string, (point: WirePoint) => boolean>>;
};

const is = (word: string) => (point: WirePoint) => point.word === word;
const below = (watts: number) => (point: WirePoint) => (point.value ?? 0) < watts;
const OFF = { zh: "关闭电源", en: "off" };

const asks: Readonly<Record<string, Ask>> = {
  door: {
    kind: "door",
    expected: { zh: "关闭并上锁", en: "closed and locked" },
    right: { contact: is("closed"), lock: is("locked") },
  },
  window: { kind: "window", expected: { zh: "关闭", en: "closed" }, right: { contact: is("closed") } },
  "light-circuit": { kind: "light", expected: OFF, right: { power: below(10) } },
  "air-conditioner": { kind: "power", expected: OFF, right: { mode: is("off") } },
  "power-circuit": { kind: "power", expected: OFF, right: { power: below(5) } },
};
const alwaysOn: Ask = {
  kind: "always-on",
  expected: { zh: "必须通电", en: "must stay on" },
  right: { power: point => !below(5)(point) },
};

/** The closing check over the fake hall's points, judged as plainly as can be. */
export const fakeClosing = (
  hall: WireHall,
  points: ReadonlyMap<string, WirePoint>,
  hours: WireHours,
  now: number,
): WireClosing => {
  const items = hall.equipment.flatMap(({ id, kind, name, zone }): WireClosingItem[] => {
    const ask = id === "SEC" ? alwaysOn : asks[kind];
    if (!ask) return [];
    const seen = Object.entries(ask.right).flatMap(([role, isRight]) => {
      const point = points.get(`${id}.${role}`);
      return point ? [{ point, isRight: isRight(point) }] : [];
    });
    const wrong = seen.filter(({ point, isRight }) => point.state === "good" && !isRight);
    const blind = seen.filter(({ point }) => point.state !== "good");
    const verdict = wrong.length > 0 ? "fail" : blind.length > 0 ? "unknown" : "pass";
    const why = {
      fail: wrongText(kind),
      unknown: blindText(blind.map(({ point }) => point)),
      pass: { zh: "", en: "" },
    };
    const evidence = seen.map(({ point: { point, name, value, word, unit, at, state, reason } }) => ({
      point,
      name,
      value,
      at,
      state,
      ...(word !== undefined && { word }),
      ...(unit !== undefined && { unit }),
      ...(reason !== undefined && { reason }),
    }));
    return [
      {
        id,
        kind: ask.kind,
        name,
        zone,
        verdict,
        why: why[verdict],
        expected: ask.expected,
        evidence,
        byHand: null,
      },
    ];
  });
  const counts = { pass: 0, fail: 0, unknown: 0, byHand: 0, excepted: 0 };
  for (const { verdict } of items) counts[verdict === "by-hand" ? "byHand" : verdict]++;
  return {
    since: hours.phase === "closed" ? hours.since : null,
    hours,
    items,
    counts,
    round: null,
    certificate: null,
    at: new Date(now).toISOString(),
  };
};

const wrongText = (kind: string): WireClosingItem["why"] =>
  kind === "door" ? { zh: "没有上锁", en: "not locked" } : { zh: "还开着", en: "still on" };

const blindText = (points: readonly WirePoint[]): WireClosingItem["why"] => ({
  zh: points.map(({ name, reason }) => `${name.zh}：${reason ?? "没有新读数"}`).join("；"),
  en: points.map(({ name, reason }) => `${name.en}: ${reason ?? "silent"}`).join("; "),
});
