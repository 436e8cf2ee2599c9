import type { WireReport, WireReportContent } from "#gateway/wire/report.ts";

type Table = WireReportContent["tables"][number];
type Cell = readonly [zh: string, en: string];

const both = (text: string): Cell => [text, text];
const words = ([zh, en]: Cell) => ({ zh, en });

/** What a version of a report of the demo hall says. @param version  0: nothing is drawn up yet */
export const fakeReportContent = (report: WireReport, version: number): WireReportContent => ({
  report,
  version,
  headline: HEADLINE.map(([label, value, note]) => ({
    label: words(label),
    value: words(value),
    note: note && words(note),
  })),
  tables: [FINDINGS, ENERGY, NOTHING],
  charts: [
    {
      title: { zh: "每小时电量", en: "Energy by the hour" },
      svg: { zh: columns("每小时电量"), en: columns("Energy by the hour") },
    },
  ],
  files: version === 0 ? [] : filesOf(report, version),
});

const HEADLINE: readonly (readonly [label: Cell, value: Cell, note: Cell | null])[] = [
  [["用电量", "Energy"], both("96.4 kWh"), ["完整度 98.7 %", "98.7 % complete"]],
  [["闭店后用电", "Energy after hours"], both("21.9 kWh"), null],
  [["关门单", "Closing certificates"], ["1 张，无缺失", "1, none missing"], null],
  [["发现的问题", "Findings"], both("3"), ["其中 1 项还在继续", "1 of them still open"]],
];

const table = (
  title: Cell,
  note: Cell | null,
  columns: readonly (readonly [Cell, "left" | "right"])[],
  rows: readonly (readonly Cell[])[],
): Table => ({
  title: words(title),
  note: note && words(note),
  columns: columns.map(([name, align]) => ({ title: words(name), align })),
  rows: rows.map(cells => cells.map(words)),
});

const FINDINGS = table(
  ["按条款的问题", "Findings by clause"],
  ["时间按本厅时钟", "Times are those of the hall's clock"],
  [
    [["条款", "Clause"], "left"],
    [["问题", "Finding"], "left"],
    [["从", "From"], "left"],
    [["持续", "For"], "right"],
    [["电量 (kWh)", "Energy (kWh)"], "right"],
  ],
  [
    [
      both("GA-8.2.1"),
      ["闭店后照明未关", "Light on after closing"],
      both("2025-07-07 17:46"),
      ["1 小时 12 分", "1 h 12 min"],
      both("3.1"),
    ],
    [
      both("GA-8.1.4"),
      ["空调设定低于 26 °C", "Setpoint below 26 °C"],
      both("2025-07-07 10:05"),
      ["42 分钟", "42 min"],
      both("—"),
    ],
  ],
);

const ENERGY = table(
  ["按用途的电量", "Energy by use"],
  null,
  [
    [["用途", "Use"], "left"],
    [["电量 (kWh)", "Energy (kWh)"], "right"],
    [["完整度", "Complete"], "right"],
  ],
  [
    [["照明", "Lighting"], both("31.2"), both("100.0 %")],
    [["空调", "Air conditioning"], both("48.0"), both("97.9 %")],
    [["未分项", "Not sub-metered"], both("17.2"), both("98.7 %")],
  ],
);

const NOTHING = table(
  ["投诉", "Complaints"],
  ["没有投诉", "There were none"],
  [[["投诉", "Complaint"], "left"]],
  [],
);

/** Columns as the gateway draws them: plain shapes, without styles or scripts. */
const columns = (title: string): string => {
  const bars = Array.from({ length: 24 }, (_, hour) => {
    const height = 20 + 110 * Math.max(0, Math.sin(((hour - 6) / 14) * Math.PI));
    const x = 40 + hour * 24;
    return `<rect x="${x}" y="${(170 - height).toFixed(1)}" width="18" height="${height.toFixed(1)}" fill="#5b6168"/><text x="${x + 9}" y="186" font-size="9" fill="#30353a" text-anchor="middle">${hour}</text>`;
  }).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 200" width="640" height="200" role="img" aria-label="${title}" font-family="sans-serif"><path d="M40 170H630" fill="none" stroke="#30353a" stroke-width="1"/>${bars}</svg>`;
};

const filesOf = ({ name, versions }: WireReport, version: number): WireReportContent["files"] => {
  const stem = `${name.zh}-v${version}`;
  const sha256 = versions[version - 1]?.sha256 ?? "";
  const file = (ending: string, kind: string, bytes: number) => ({
    name: `${stem}.${ending}`,
    kind,
    bytes,
    sha256,
  });
  return [
    ...["zh", "en"].flatMap(language => [
      file(`${language}.csv`, "csv", 8_210),
      file(`${language}.html`, "html", 61_300),
      file(`${language}.pdf`, "pdf", 143_000),
      file(`${language}.xlsx`, "xlsx", 22_400),
    ]),
    file("json", "json", 30_120),
  ];
};
