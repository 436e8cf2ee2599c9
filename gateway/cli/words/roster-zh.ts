/** What `hallwatch roster` says in Chinese; the type of all other languages. */
export const rosterZh = {
  now: (at: string): string => `${at} 在岗`,
  always: "一直在岗（没有排班）",
  nobody: "无人",
  days: (days: number): string => `今后 ${days} 天`,
  noShifts: "没有排班",
  away: "不在岗",
  noneAway: "无人请假",
  gaps: "没有值班经理的日子 (ZX-5-3)",
  noGaps: (days: number): string => `今后 ${days} 天每天都有值班经理`,
  closed: "不营业",
  weekdays: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"] as readonly string[],
  imported: (file: string, shifts: number, from: string, to: string): string =>
    `${file}：${shifts} 个班次，${from} 至 ${to}`,
  name: (file: string): string => `网点文件里还没有写排班表；请加上：roster: { file: ${file} }`,
  reload: "正在运行的网关用 hallwatch rules reload 读入。",
  empty: "排班表里没有班次",
  unreadable: (file: string, why: string): string => `${file} 读不出来：${why}`,
  unwritable: (file: string, why: string): string => `${file} 写不进去：${why}`,
};

export type RosterWords = typeof rosterZh;
