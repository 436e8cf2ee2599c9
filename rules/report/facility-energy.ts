import { type Bound, boundOf } from "../energy/bound.ts";
import type { EnergyFigures, HallEnergy } from "../energy/view.ts";
import { CIRCUIT_USES } from "../site/circuit-use.ts";
import type { MeterUse, TariffLevel } from "../site/energy-plan.ts";
import type { Words } from "../site/model.ts";
import { clockText } from "../time/clock-text.ts";
import { column, count, moment, NONE, number, rate, same, text } from "./facility-cells.ts";
import type { FacilityFacts } from "./facility-facts.ts";
import type { ReportCell, ReportChart, ReportColumn, ReportTable } from "./facility-report.ts";

/** What every table of energy says behind the energy itself. */
const figureColumns = (currency: string | null): readonly ReportColumn[] => [
  count("电量", "Energy", "kWh"),
  count("其中估算", "Of it estimated", "kWh"),
  count("闭店后", "After hours", "kWh"),
  count("电费", "Cost", currency ?? ""),
  count("碳排放", "CO₂", "kg"),
  count("完整度", "Completeness", "%"),
  column("说明", "Note"),
];

const figureCells = (figures: EnergyFigures): readonly ReportCell[] => {
  // Of what nobody measured nothing is known: no zero stands for it.
  const isKnown = figures.completeness > 0 || figures.kWh !== 0;
  const known = (value: number | null, decimals: number): ReportCell =>
    isKnown ? number(value, decimals) : NONE;
  return [
    known(figures.kWh, 2),
    known(figures.estimatedKwh, 2),
    known(figures.closedKwh, 2),
    known(figures.cost, 2),
    known(figures.kgCO2, 2),
    rate(figures.completeness, 1),
    text(doubtsOf(figures)),
  ];
};

/** What must be read with figures that are not whole. */
export const doubtsOf = (figures: EnergyFigures): Words => {
  const { undatedKwh, completeness } = figures;
  const bound = boundOf(figures);
  const said: readonly Words[] = [
    ...(bound === "whole" ? [] : [BOUNDS[bound]]),
    ...(completeness < 1 && bound === "whole" ? [{ zh: "未全程计量", en: "not measured all the time" }] : []),
    ...(undatedKwh > 0
      ? [{ zh: "部分时段不知是否营业", en: "some of it while nobody knows whether the hall was open" }]
      : []),
  ];
  return said.length === 0
    ? same("")
    : { zh: said.map(({ zh }) => zh).join("；"), en: said.map(({ en }) => en).join("; ") };
};

const BOUNDS: Readonly<Record<Exclude<Bound, "whole">, Words>> = {
  "at-least": { zh: "至少", en: "at least" },
  "at-most": { zh: "至多", en: "at most" },
  "either-way": { zh: "计量不全，可能偏高或偏低", en: "not all counted: may be too much or too little" },
};

/** By use, by zone and by meter, each with its completeness; then by level of the tariff. */
export const energyTables = ({ energy, site }: FacilityFacts): readonly ReportTable[] => {
  if (energy === null) return [];
  const { currency } = energy;
  const empty = { zh: "没有计量", en: "nothing is metered" };
  const zoneName = (id: string | null): Words =>
    id === null
      ? { zh: "不属于单个区域", en: "of no single zone" }
      : (site.zones.find(zone => zone.id === id)?.name ?? same(id));
  const share = (value: number | null): ReportCell => (value === null ? NONE : rate(value, 1));
  return [
    {
      id: "energy-uses",
      title: { zh: "电量（按用途）", en: "Energy by use" },
      note: {
        zh: "每千瓦时只计一次：某表的电量减去其下级表的电量，归该表的用途。",
        en: "Each kWh once: what a meter says less what those below it say is of the meter's own use.",
      },
      columns: [column("用途", "Use"), count("占比", "Share", "%"), ...figureColumns(currency)],
      rows: energy.uses.map(each => [text(useWords(each.of)), share(each.share), ...figureCells(each)]),
      empty,
    },
    {
      id: "energy-zones",
      title: { zh: "电量（按区域）", en: "Energy by zone" },
      note: null,
      columns: [column("区域", "Zone"), count("占比", "Share", "%"), ...figureColumns(currency)],
      rows: energy.zones.map(each => [text(zoneName(each.of)), share(each.share), ...figureCells(each)]),
      empty,
    },
    {
      id: "energy-meters",
      title: { zh: "电量（按表计）", en: "Energy by meter" },
      note: {
        zh: "“未分项”为上级表减去其下级表之和，可能为负：说明下级表之和大于上级表。下级表有未计到的时段时，为“至多”。",
        en: "Not sub-metered: a meter less the sum of those under it; below zero where sub-meters say more than the meter above; at most so much where one of them was not counted all the time.",
      },
      columns: [
        column("表计", "Meter"),
        column("上级", "Under"),
        ...figureColumns(currency),
        count("最大需量", "Highest quarter", "kW"),
        column("出现时间", "Ending"),
      ],
      rows: energy.meters.map(each => [
        text(each.is === "unaccounted" ? unaccounted(each.name) : each.name),
        each.under === null ? NONE : text(each.under),
        ...figureCells(each),
        each.peak ? number(each.peak.powerW / 1000, 2) : NONE,
        moment(each.peak?.end ?? null, site.calendar.timeZone),
      ]),
      empty,
    },
    ...tariffTables(energy),
  ];
};

const tariffTables = ({
  levels,
  currency,
  demand,
  unpricedKwh,
  tariffs,
}: HallEnergy): readonly ReportTable[] => [
  {
    id: "energy-levels",
    title: { zh: "电量（按峰谷）", en: "Energy by tariff level" },
    note:
      tariffs.length === 0
        ? { zh: "没有填写电价。", en: "Nobody said what it costs." }
        : same(tariffs.map(({ id, source, validFrom }) => `${id} (${validFrom}): ${source}`).join("; ")),
    columns: [column("时段", "Level"), count("电量", "Energy", "kWh"), count("电费", "Cost", currency ?? "")],
    rows: [
      ...levels.map(({ level, kWh, cost }) => [text(LEVELS[level]), number(kWh, 2), number(cost, 2)]),
      ...(unpricedKwh > 0
        ? [[text({ zh: "没有电价的时段", en: "without a tariff" }), number(unpricedKwh, 2), NONE]]
        : []),
    ],
    empty: { zh: "没有电价", en: "no tariff" },
  },
  {
    id: "energy-demand",
    title: { zh: "最大需量（按月）", en: "Highest demand by month" },
    note: null,
    columns: [
      column("月份", "Month"),
      count("最大需量", "Highest quarter", "kW"),
      count("需量电费", "Charge", currency ?? ""),
      column("说明", "Note"),
    ],
    rows: demand.map(({ month, powerW, cost, isWhole }) => [
      text(month),
      number(powerW / 1000, 2),
      number(cost, 2),
      text(isWhole ? { zh: "整月", en: "the whole month" } : { zh: "部分月份", en: "part of the month" }),
    ]),
    empty: { zh: "没有计量", en: "nothing is metered" },
  },
];

/** The course of the main meters, and what the uses take of it. */
export const energyCharts = ({ energy, site, report }: FacilityFacts): readonly ReportChart[] => {
  if (energy === null || energy.course.length === 0) return [];
  const { timeZone } = site.calendar;
  const isHourly = report.first === report.last;
  const isPartial = (figures: EnergyFigures): boolean =>
    figures.completeness < 1 || boundOf(figures) !== "whole" || figures.estimatedKwh > 0;
  const known = (figures: EnergyFigures, value: number): number | null =>
    figures.completeness > 0 || figures.kWh !== 0 ? value : null;
  const { course, uses } = energy;
  const partial = course.map(isPartial);
  const isDated = course.every(({ undatedKwh }) => undatedKwh === 0);
  return [
    {
      id: "energy-course",
      title: isHourly
        ? { zh: "逐时电量", en: "Energy by the hour" }
        : { zh: "分期电量", en: "Energy in its course" },
      unit: "kWh",
      is: "columns",
      labels: course.map(({ from, date }) =>
        same(isHourly ? clockText(from, from, timeZone) : date.slice("2025-".length)),
      ),
      series: [
        {
          name: { zh: "闭店后", en: "After hours" },
          values: course.map(each => known(each, each.closedKwh)),
          partial,
          role: "value",
        },
        {
          name: isDated
            ? { zh: "营业期间", en: "While open" }
            : {
                zh: "其余（含日历未定的时段）",
                en: "The rest, also of days that the calendar does not tell",
              },
          values: course.map(each => known(each, each.kWh - each.closedKwh)),
          partial,
          role: "value",
        },
      ],
    },
    {
      id: "energy-uses",
      title: { zh: "电量（按用途）", en: "Energy by use" },
      unit: "kWh",
      is: "bars",
      labels: uses.map(({ of }) => useWords(of)),
      series: [
        {
          name: { zh: "电量", en: "Energy" },
          values: uses.map(each => known(each, each.kWh)),
          partial: uses.map(isPartial),
          role: "value",
        },
      ],
    },
  ];
};

export const useWords = (use: MeterUse): Words => {
  if (use === "whole") return { zh: "未分项", en: "not sub-metered" };
  return use === "lighting" ? { zh: "照明", en: "lighting" } : CIRCUIT_USES[use];
};

const unaccounted = ({ zh, en }: Words): Words => ({ zh: `${zh}：未分项`, en: `${en}: not sub-metered` });

const LEVELS: Readonly<Record<TariffLevel, Words>> = {
  critical: { zh: "尖", en: "critical peak" },
  peak: { zh: "峰", en: "peak" },
  flat: { zh: "平", en: "flat" },
  valley: { zh: "谷", en: "valley" },
  "deep-valley": { zh: "深谷", en: "deep valley" },
};
