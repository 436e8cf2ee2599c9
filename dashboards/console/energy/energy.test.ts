import { expect, it } from "vitest";
import type { WireEnergy, WireMeterEnergy } from "#gateway/wire/energy.ts";
import { FakeEnergy } from "../testing/fake-energy.ts";
import { language, loadLater } from "../words/language.ts";
import { courseLines } from "./course-lines.ts";
import { csvRows } from "./csv-rows.ts";
import { gapGroups } from "./gap-groups.ts";
import { grafanaLink } from "./grafana-link.ts";
import { usesOf } from "./groups.ts";
import { before, daysBetween, periodOf } from "./period.ts";
import { durationPath, SHADES, shadesOf } from "./shade.ts";

const TODAY = "2025-07-08";
const NOW = Date.parse("2025-07-08T18:05:00+08:00");
const fake = (from = TODAY, to = TODAY): WireEnergy => new FakeEnergy().energy(from, to, NOW);

it("an address asks for today, yesterday, the month so far, or any days; what it does not know is today", () => {
  const asked = [
    {},
    { span: "yesterday" },
    { span: "month" },
    { from: "2025-06-30", to: "2025-06-02" },
    { from: "x", to: "2025-06-02" },
  ];
  expect(asked.map(query => periodOf(query, TODAY))).toEqual([
    { is: "today", from: TODAY, to: TODAY },
    { is: "yesterday", from: "2025-07-07", to: "2025-07-07" },
    { is: "month", from: "2025-07-01", to: TODAY },
    { is: "chosen", from: "2025-06-02", to: "2025-06-30" },
    { is: "today", from: TODAY, to: TODAY },
  ]);
});

it("the time before is as many days, and before a month the whole month before, also over the end of a year", () => {
  expect(before(periodOf({ span: "yesterday" }, TODAY))).toEqual({ from: "2025-07-06", to: "2025-07-06" });
  expect(before(periodOf({ span: "month" }, "2025-01-15"))).toEqual({ from: "2024-12-01", to: "2024-12-31" });
  expect(before(periodOf({ from: "2025-03-01", to: "2025-03-10" }, TODAY))).toEqual({
    from: "2025-02-19",
    to: "2025-02-28",
  });
  expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
});

it("all uses together are the main meter, what no meter tells apart comes last, and virtual meters count nowhere", () => {
  const { meters, total } = fake();
  const uses = usesOf(meters);
  expect(uses.map(({ id, is }) => [id, is])).toEqual([
    ["hvac", "use"],
    ["lighting", "use"],
    ["terminal", "use"],
    ["security", "use"],
    ["M-main", "unaccounted"],
  ]);
  expect(uses.reduce((sum, { kWh }) => sum + kWh, 0)).toBeCloseTo(total.kWh, 6);
  const [hvac, lighting] = uses;
  expect([hvac?.isAtLeast, hvac?.isAtMost]).toEqual([true, false]);
  // What one below did not count is in what is left.
  expect([uses.at(-1)?.isAtLeast, uses.at(-1)?.isAtMost]).toEqual([false, true]);
  expect(lighting?.rows.flatMap(({ rows }) => rows.map(({ id, is }) => [id, is]))).toContainEqual([
    "M-light",
    "unaccounted",
  ]);
});

it("sub-meters that say more than the main meter leave a rest below nought, and it stays last", () => {
  const [main] = fake().meters;
  const under = (kWh: number): WireMeterEnergy => ({
    ...(main as WireMeterEnergy),
    ...{ meter: "AC", use: "hvac", under: "M-main", kWh },
  });
  const rest = { ...(main as WireMeterEnergy), is: "unaccounted" as const, under: "M-main", kWh: -3 };
  const uses = usesOf([main as WireMeterEnergy, under(100), rest]);
  expect(uses.map(({ is, kWh }) => [is, kWh])).toEqual([
    ["use", 100],
    ["unaccounted", -3],
  ]);
});

it("what one meter has no baseline or price for, its use has none for", () => {
  const [main] = fake().meters;
  const of = (meter: string, change: Partial<WireMeterEnergy>): WireMeterEnergy => ({
    ...(main as WireMeterEnergy),
    ...{ meter, use: "hvac", under: null, ...change },
  });
  const [use] = usesOf([of("a", { cost: 1, baselineKwh: 5 }), of("b", { cost: null, baselineKwh: null })]);
  expect([use?.cost, use?.baselineKwh]).toEqual([null, null]);
});

it("the chart stamps hours by their end, hatches what was estimated and shades the time when the hall was closed", () => {
  const { actual, baseline, closed, estimated, unknown, span } = courseLines(fake());
  const at = (time: string) => Date.parse(`2025-07-08T${time}:00+08:00`);
  expect([actual.is, actual.at.length, actual.at[0], actual.at[1]]).toEqual([
    "step",
    20,
    at("00:00"),
    at("01:00"),
  ]);
  expect(actual.values[0]).toBe(actual.values[1]);
  expect(baseline?.dash).toBe("dashed");
  expect(estimated).toEqual([{ from: at("13:00"), to: at("15:00") }]);
  expect(closed).toEqual([
    { from: at("00:00"), to: at("08:00") },
    { from: at("18:00"), to: at("18:05") },
  ]);
  expect(unknown).toEqual([]);
  expect(span).toEqual({ from: at("00:00"), to: at("18:05") });
});

it("hours that nobody measured are gaps and never nought; without a baseline there is no line of it", () => {
  const young = new FakeEnergy();
  young.mode = "young";
  const { actual, baseline, unknown } = courseLines(young.energy(TODAY, TODAY, NOW));
  expect(actual.values.slice(0, 16)).toEqual(Array.from({ length: 16 }, () => null));
  expect(actual.values.slice(16).every(value => (value ?? 0) > 0)).toBe(true);
  expect(baseline).toBeNull();
  expect(unknown.map(({ from, to }) => (to - from) / 3_600_000)).toEqual([15]);
});

it("shades are equal parts up to nearly the highest hour, and what is unknown has none", () => {
  const kWh = [...Array.from({ length: 99 }, (_, index) => index / 9.8), 500, null];
  const { bounds, shade } = shadesOf([{ kWh }]);
  expect(bounds.length).toBe(SHADES);
  expect(bounds.at(-1)).toBeLessThan(11);
  expect([0, 2.1, 10, 500, null].map(shade)).toEqual([1, 2, 5, 5, null]);
});

it("the load duration goes from the highest power on the left down to the lowest; of one power there is none", () => {
  expect(durationPath([100, 50, 0], 200, 100)).toBe("M0.0 0.0L100.0 50.0L200.0 100.0");
  expect([durationPath([], 200, 100), durationPath([5], 200, 100)]).toEqual(["", ""]);
});

it("the table that is exported sums to the meter at every level, and what nobody measured or priced is empty", async () => {
  await loadLater();
  language.value = "zh";
  const energy = fake();
  const [heads = [], ...rows] = csvRows(energy);
  expect(heads).toContain("费用 CNY");
  const at = (name: string) => heads.indexOf(name);
  const column = (level: string, name: string) =>
    rows.filter(([first]) => first === level).map(cells => Number(cells[at(name)]));
  const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
  const rest = rows.filter(([first, use]) => first === "未分项" && use === "");
  for (const name of ["电量 kWh", "碳排放 kg", "费用 CNY"]) {
    const whole = sum([...column("去向", name), ...rest.map(cells => Number(cells[at(name)]))]);
    expect(whole).toBeCloseTo(column("合计", name)[0] ?? 0, 1);
  }
  expect(column("合计", "电量 kWh")[0]).toBeCloseTo(energy.total.kWh, 3);
  expect(new Set(rows.map(cells => cells.length))).toEqual(new Set([heads.length]));
  const partly = rows.find(cells => cells[at("电表编号")] === "AC-off1");
  expect([partly?.[at("有数据的时间 %")], partly?.[at("是否完整")]]).toEqual([88.94, "至少"]);

  const [main] = energy.meters;
  const dark = { ...(main as WireMeterEnergy), use: "hvac", kWh: 0, estimatedKwh: 0, completeness: 0 };
  const [, first = []] = csvRows({ ...energy, currency: null, meters: [dark, { ...dark, cost: null }] });
  expect(first.slice(at("电量 kWh"), at("从"))).toEqual([
    null,
    null,
    null,
    0,
    "没有数据",
    null,
    null,
    null,
    null,
  ]);
});

it("Grafana is opened for the hall and the days that are shown, and only over the web", () => {
  const time = { from: 1_000, to: 2_000 };
  const hall = (grafana: string | null) => grafanaLink({ id: "site a", grafana }, time);
  expect(hall("https://grafana.example.org/g")).toBe(
    "https://grafana.example.org/g/d/hallwatch-energy?var-site=site+a&from=1000&to=2000",
  );
  expect([hall(null), hall("javascript:alert(1)//"), grafanaLink(null, time)]).toEqual([null, null, null]);
});

it("meters that lack the same stretch are one gap; what was filled in stays with its meter", () => {
  const gap = (meter: string, from: string, estimatedKwh: number | null = null) => ({
    ...{ meter, from, to: "2025-07-08T09:15:00Z", estimatedKwh },
  });
  const gaps = [gap("a", "1"), gap("main", "1"), gap("b", "2"), gap("c", "1", 3), gap("main", "1", 9)];
  const groups = gapGroups(gaps, new Set(["main"]));
  expect(groups.map(({ meters, from, estimatedKwh }) => [meters.join("+"), from, estimatedKwh])).toEqual([
    ["main+a", "1", null],
    ["main", "1", 9],
    ["b", "2", null],
    ["c", "1", 3],
  ]);
});
