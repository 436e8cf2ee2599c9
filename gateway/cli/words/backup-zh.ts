import type { Trouble } from "../../backup/verify.ts";

const IS: Readonly<Record<Trouble["is"], string>> = {
  missing: "缺失",
  changed: "被改动",
  added: "多出",
  damaged: "已损坏",
};

/** What `hallwatch backup` and `hallwatch restore` say in Chinese; the type of all other languages. */
export const backupZh = {
  noPlace: "没有说备份放在哪里：请用 --to 指明目录，或在网点文件里写 backup: { to: … }。",
  taken: (directory: string, files: number, size: string, shared: number): string =>
    `已备份到 ${directory}：${files} 个文件，${size}，已逐一回读核对${shared === 0 ? "" : `；其中 ${shared} 个没有变化，与上一份共用`}`,
  /** What a restore of it would lack. */
  loss: (at: string): string => `用它恢复时，最多缺 ${at} 之后的内容。`,
  good: (directory: string, at: string, files: number, size: string): string =>
    `${directory}：完好（${at}，${files} 个文件，${size}）`,
  refused: (directory: string, count: number): string => `${directory}：不能用，有 ${count} 处与备份时不符`,
  trouble: ({ path, is, why }: Trouble): string => `  ${path} ${IS[is]}：${why}`,
  more: (count: number): string => `  … 还有 ${count} 处`,
  restored: (data: string, seconds: string): string => `已恢复到 ${data}（${seconds} 秒）`,
  audit: (events: number, wrong: number): string =>
    wrong === 0
      ? `留痕 ${events} 条，与记录时一致。`
      : `留痕 ${events} 条，有 ${wrong} 处与记录时不符：备份时就是这样，请运行 hallwatch audit verify。`,
  reports: (files: number, wrong: number): string =>
    wrong === 0 ? `归档报表 ${files} 个文件，校验值相符。` : `归档报表有 ${wrong} 个文件与校验值不符。`,
  next: (command: string): string => `启动：${command}`,
  list: (name: string, at: string, size: string, version: string): string =>
    `${name}  ${at}  ${size}  ${version}`,
  unusable: (name: string): string => `${name}  没有完整的清单：不是备份`,
  /** What `hallwatch doctor` says of them. */
  doctor: {
    none: "没有安排备份：网点文件没有写 backup",
    missing: (to: string): string => `${to} 不存在：请建立目录，或挂载磁盘`,
    empty: (to: string): string => `${to} 里还没有这个厅的备份`,
    age: (hours: number): string => `最近一份在 ${hours} 小时前`,
  },
  none: (to: string): string => `${to} 里没有这个厅的备份。`,
};

export type BackupWords = typeof backupZh;
