/** What `hallwatch history` says in Chinese; the type of all other languages. */
export const historyZh = {
  title: (directory: string): string => `${directory} 中的历史数据`,
  none: (directory: string): string => `hallwatch: ${directory} 里没有历史数据`,
  hot: (first: string, last: string, size: string): string =>
    `热数据  history.db  ${size}  ${first} – ${last}`,
  hotEmpty: (size: string): string => `热数据  history.db  ${size}  没有读数`,
  heads: ["内容", "从", "到", "文件", "行数", "大小", "每行字节"],
  kinds: { readings: "读数（按天）", minutes: "1 分钟汇总（按天）", quarters: "15 分钟汇总（按月）" },
  late: (day: string, count: string, revision: number): string =>
    `${day}：补到 ${count} 条，第 ${revision} 版`,
  lateTitle: "写入之后又补到的读数",
  without: (day: string, classes: string): string => `${day}：已按保留期去掉 ${classes}`,
  brokenTitle: "读不出来的文件",
  broken: (file: string, why: string): string => `${file}：${why}`,
  whole: (files: number): string => `${files} 个文件的校验和都对。`,
  unknown: (ids: string, near: string | null): string =>
    `hallwatch: 营业厅没有测点 ${ids}${near === null ? "" : `；是不是 ${near}？`}`,
  backwards: (from: string, to: string): string => `hallwatch: ${from} 不早于 ${to}`,
  exists: (file: string): string => `hallwatch: ${file} 已经存在；换一个名字，或先删掉它`,
  progress: (clock: string): string => `已到 ${clock}`,
  done: (file: string, size: string): string => `${file}  ${size}`,
} as const;

type Wide<T> = T extends (...args: infer A) => string
  ? (...args: A) => string
  : T extends string
    ? string
    : { readonly [K in keyof T]: Wide<T[K]> };
export type HistoryWords = Wide<typeof historyZh>;
