import type { FacilityReport, ReportCell, ReportTable } from "#rules/report/facility-report.ts";
import type { Words } from "#rules/site/model.ts";
import { type Instant, instant } from "#rules/time/instant.ts";

const both = (zh: string, en: string): Words => ({ zh, en });
const moment = (time: string): Instant => instant(Date.parse(`${time.replace(" ", "T")}+08:00`));

export const text = (zh: string, en = zh): ReportCell => ({ is: "text", text: both(zh, en) });
export const number = (value: number, decimals: number): ReportCell => {
  const said = value.toFixed(decimals);
  return { is: "number", text: both(said, said), value, decimals };
};
export const at = (time: string): ReportCell => ({ is: "moment", text: both(time, time), at: moment(time) });
const none: ReportCell = { is: "none", text: both("—", "—") };

const left = (zh: string, en: string) => ({ title: both(zh, en), unit: "", align: "left" as const });
const right = (zh: string, en: string, unit: string) => ({
  title: both(zh, en),
  unit,
  align: "right" as const,
});

const findings: ReportTable = {
  id: "findings",
  title: both("违规事项（按条款）", "Findings by clause"),
  note: both(
    "电量按本表计计量，或按已验证闭店基线以上部分计。",
    "Energy by the meter of its own, or above the verified closed baseline.",
  ),
  columns: [
    left("事项", "Finding"),
    left("条款", "Clauses"),
    left("开始", "From"),
    right("持续", "For", "min"),
    right("电量", "Energy", "kWh"),
    right("金额", "Cost", "CNY"),
    left("状态", "State"),
  ],
  rows: [
    [
      text("办公室 1 灯未关 · 办公室照明", "Light left on · office 1 lights"),
      text("TY-2.2-1, GA-1.3-5b"),
      at("2025-07-21 18:00"),
      number(95, 0),
      number(0.57, 2),
      number(0.48, 2),
      text("已关闭，陈静 19:36 关灯", "closed; 陈静 switched it off at 19:36"),
    ],
    [
      text("空调设定低于 26 ℃ · 大厅空调", "Cooling set below 26 °C · hall air-conditioner"),
      text("GA-1.2-15"),
      at("2025-07-21 14:10"),
      number(42, 0),
      none,
      none,
      text("跟踪中", "still open, in hand"),
    ],
  ],
  empty: both("无", "none"),
};

const closing: ReportTable = {
  id: "closing",
  title: both("关门单与开门单", "Closing and opening certificates"),
  note: null,
  columns: [left("日期", "Day"), left("开门单", "Opening"), left("关门单", "Closing"), left("说明", "Note")],
  rows: [
    [
      text("2025-07-21"),
      text("opening-2025-07-21-1"),
      text("closing-2025-07-21-1"),
      text("签发 17:52，未被推翻", "issued 17:52, holds"),
    ],
  ],
  empty: both("当日不营业", "no business day"),
};

const complaints: ReportTable = {
  id: "complaints",
  title: both("投诉", "Complaints"),
  note: both("及时率＝按时办结÷已到期。", "On time = closed in time ÷ due."),
  columns: [
    left("编号", "Number"),
    left("内容", "About"),
    right("及时率", "On time", "%"),
    right("分母", "Of", ""),
  ],
  rows: [],
  empty: both("本时段没有投诉", "no complaints in this time"),
};

const meters: ReportTable = {
  id: "meters",
  title: both("分表电量", "Energy by meter"),
  note: both(
    "“未分项”＝总表减各分表；为负表示分表之和大于总表。",
    "Not sub-metered: the main meter less those below it; below zero, the sub-meters say more.",
  ),
  columns: [
    left("表计", "Meter"),
    left("用途", "Use"),
    right("电量", "Energy", "kWh"),
    right("其中估算", "Estimated", "kWh"),
    right("闭店后", "After hours", "kWh"),
    right("金额", "Cost", "CNY"),
    right("完整度", "Complete", "%"),
  ],
  rows: [
    ["总表 M-main", "Main meter M-main", "合计", "whole", 86.42, 0, 9.31, 71.86, 100],
    ["照明 M-light", "Lights M-light", "照明", "lighting", 18.07, 0, 1.12, 15.01, 100],
    ["空调 M-ac", "Air-conditioning M-ac", "空调", "hvac", 41.9, 2.35, 0.84, 35.2, 97.91],
    ["插座 M-sock", "Sockets M-sock", "插座", "sockets", 12.66, 0, 3.02, 10.41, 100],
    ["未分项", "Not sub-metered", "", "", 13.79, 0, 4.33, 11.24, 97.91],
  ].map(([zh, en, use, useEn, ...numbers]) => [
    text(String(zh), String(en)),
    text(String(use), String(useEn)),
    ...numbers.map(each => number(Number(each), 2)),
  ]),
  empty: both("没有表计", "no meters"),
};

const hours = Array.from({ length: 24 }, (_, hour) =>
  both(`${hour}`.padStart(2, "0"), `${hour}`.padStart(2, "0")),
);
const wave = (base: number, day: number): readonly number[] =>
  hours.map((_, hour) =>
    Number((base + (hour >= 8 && hour < 18 ? day * (1 + 0.3 * Math.sin((hour - 8) / 1.6)) : 0)).toFixed(3)),
  );

/** A daily report with all that can stand on one: findings, a gap, an hour that is estimated, one that nobody knows. */
export const sampleReport = (change: Partial<FacilityReport> = {}): FacilityReport => ({
  id: "daily-facility/2025-07-21",
  name: both("20250721设施运行日报", "Daily facility report 2025-07-21"),
  cycle: "daily",
  subject: "facility",
  site: "hall-1",
  siteName: both("振兴路营业厅", "Zhenxing Road hall"),
  timeZone: "Asia/Shanghai",
  from: moment("2025-07-21 00:00"),
  to: moment("2025-07-22 00:00"),
  madeAt: moment("2025-07-22 00:30"),
  completeness: 0.99942,
  headline: [
    {
      id: "energy",
      label: both("用电量", "Energy"),
      value: { is: "number", text: both("86.42 kWh", "86.42 kWh"), value: 86.42, decimals: 2 },
      note: both("基线 81.90 kWh", "baseline 81.90 kWh"),
    },
    {
      id: "cost",
      label: both("电费", "Cost"),
      value: { is: "number", text: both("71.86 CNY", "71.86 CNY"), value: 71.86, decimals: 2 },
      note: null,
    },
    {
      id: "findings",
      label: both("违规事项", "Findings"),
      value: number(2, 0),
      note: both("其中跟踪中 1 项", "1 of them still open"),
    },
    {
      id: "closing",
      label: both("关门单", "Closing certificate"),
      value: text("已签发", "issued"),
      note: both("2025-07-21 17:52", "2025-07-21 17:52"),
    },
    {
      id: "duties",
      label: both("应做事项按时", "Duties in time"),
      value: text("11 / 12"),
      note: both("1 项迟做", "1 was late"),
    },
    {
      id: "setpoint",
      label: both("空调设定合规", "Setpoint kept"),
      value: { is: "number", text: both("92.4%", "92.4%"), value: 92.4, decimals: 1 },
      note: both("空调运行 9 小时 12 分", "of 9 h 12 min running"),
    },
  ],
  tables: [findings, closing, complaints, meters],
  charts: [
    {
      id: "hours",
      title: both("每小时用电", "Energy by hour"),
      unit: "kWh",
      is: "columns",
      labels: hours,
      series: [
        series("空调", "Air-conditioning", wave(0.2, 3.6), [10, 11]),
        series("照明", "Lights", wave(0.1, 1.5), []),
        series("其他", "Other", wave(0.9, 1), []),
        { ...series("基线", "Baseline", wave(1.3, 5.2), []), role: "reference" as const },
      ].map(each => ({ ...each, values: each.values.map((value, hour) => (hour === 3 ? null : value)) })),
    },
    {
      id: "uses",
      title: both("按用途", "Energy by use"),
      unit: "kWh",
      is: "bars",
      labels: [
        both("空调", "Air-conditioning"),
        both("照明", "Lights"),
        both("未分项", "Not sub-metered"),
        both("插座", "Sockets"),
        both("安防", "Security"),
      ],
      series: [
        {
          name: both("电量", "Energy"),
          role: "value",
          values: [41.9, 18.07, 13.79, 12.66, null],
          partial: [true, false, false, false, false],
        },
      ],
    },
    {
      id: "week",
      title: both("近两周每日用电", "Energy of each day, two weeks"),
      unit: "kWh",
      is: "line",
      labels: Array.from({ length: 14 }, (_, day) =>
        both(`07-${`${day + 8}`.padStart(2, "0")}`, `07-${`${day + 8}`.padStart(2, "0")}`),
      ),
      series: [
        {
          name: both("电量", "Energy"),
          role: "value",
          values: [80, 82, 79, 84, 30, 28, 81, 83, null, 80, 79, 33, 31, 86.42],
          partial: Array.from({ length: 14 }, (_, day) => day === 6),
        },
        {
          name: both("基线", "Baseline"),
          role: "reference",
          values: [79, 80, 80, 81, 29, 29, 80, 81, 81, 80, 80, 30, 30, 81.9],
          partial: Array.from({ length: 14 }, () => false),
        },
      ],
    },
  ],
  gaps: [
    {
      is: "silent",
      about: "L-off1.power",
      what: both("办公室 1 照明功率无读数", "Power of office 1 lights was silent"),
      from: moment("2025-07-21 03:00"),
      to: moment("2025-07-21 03:20"),
    },
  ],
  ...change,
});

const series = (zh: string, en: string, values: readonly number[], partial: readonly number[]) => ({
  name: both(zh, en),
  role: "value" as const,
  values,
  partial: values.map((_, index) => partial.includes(index)),
});
