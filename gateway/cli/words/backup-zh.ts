import type { Trouble } from "../../backup/verify.ts";

const IS: Readonly<Record<Trouble["is"], string>> = {
  missing: "缺失",
  changed: "被改动",
  added: "多出",
  damaged: "已损坏",
};

/** What a copy is. */
type About = { readonly files: number; readonly size: string };

/** What `hallwatch backup` and `hallwatch restore` say in Chinese; the type of all other languages. */
export const backupZh = {
  noPlace: "没有说备份放在哪里：请用 --to 指明目录，或在网点文件里写 backup: { to: … }。",
  taken: (directory: string, { files, size }: About, shared: number, seconds: string): string =>
    `已备份到 ${directory}：${files} 个文件，${size}，已逐一回读核对（${seconds} 秒）${shared === 0 ? "" : `；其中 ${shared} 个没有变化，与上一份共用`}`,
  /** What a restore of it would lack. */
  loss: (at: string): string => `用它恢复时，最多缺 ${at} 之后的内容。`,
  good: (directory: string, at: string, { files, size }: About): string =>
    `${directory}：完好（${at}，${files} 个文件，${size}）`,
  nowhere: (directory: string, isNear: boolean): string =>
    `${directory}：没有这个目录${isNear ? "；现有最新的几份：" : ""}`,
  noBackup: (directory: string): string => `${directory}：不是备份：没有 manifest.json，或者当时没有做完`,
  inIt: (newest: string): string => `  其中最新的一份：${newest}`,
  refused: (directory: string, count: number): string => `${directory}：请勿使用，有 ${count} 处与备份时不符`,
  trouble: ({ path, is, why }: Trouble): string => `  ${path} ${IS[is]}：${why}`,
  more: (count: number): string => `  … 还有 ${count} 处`,
  restored: (data: string, { files, size }: About, seconds: string): string =>
    `已恢复到 ${data}：${files} 个文件，${size}（${seconds} 秒）`,
  lacking: (at: string): string => `${at} 之后的内容不在其中。请记下恢复的时间和原因。`,
  audit: (events: number, wrong: number): string =>
    wrong === 0
      ? `留痕 ${events} 条，与记录时一致。`
      : `留痕 ${events} 条，有 ${wrong} 处与记录时不符：备份时就是这样，请运行 hallwatch audit verify。`,
  reports: (files: number, wrong: number): string =>
    files + wrong === 0
      ? "没有归档报表。"
      : wrong === 0
        ? `归档报表 ${files} 个文件，校验值相符。`
        : `归档报表有 ${wrong} 个文件与校验值不符。`,
  next: (command: string): string => `启动：${command}`,
  head: ["备份", "时刻", "文件", "大小", "版本"] as readonly string[],
  unusable: "没有完整的清单：不是备份",
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
