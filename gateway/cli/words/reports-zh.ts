/** What `hallwatch report list|show|export|verify` says in Chinese; the type of all other languages. */
export const reportsZh = {
  head: {
    id: "编号",
    name: "名称",
    state: "状态",
    version: "版本",
    complete: "完整度",
    due: "报送期限",
    note: "",
  },
  state: { due: "待起草", draft: "待审阅或报送", reviewed: "已审阅", released: "已报送" },
  late: "迟报",
  lateData: (readings: number): string => `报送后又有 ${readings} 条迟到数据`,
  none: "这段时间没有报表",
  unknown: (id: string): string => `hallwatch：没有报表 ${id}，或没有这一版`,
  now: "尚未起草；以下为按当前所知的内容",
  already: (id: string, version: number): string =>
    `hallwatch：${id} 已起草第 ${version} 版，用 report show 查看`,
  notYet: (id: string): string => `hallwatch：${id} 尚未起草，没有文件可存`,
  version: (version: number): string => `第 ${version} 版`,
  reviewed: (by: string, at: string): string => `${by} ${at} 审阅`,
  released: (by: string, at: string, isLate: boolean): string =>
    `${by} ${at} 报送${isLate ? "（迟报）" : ""}`,
  gaps: "缺测与缺项",
  written: (file: string): string => `已写入 ${file}`,
  unwritable: (file: string, why: string): string => `hallwatch：${file} 写不进去：${why}`,
  fault: { changed: "内容已被改动", missing: "文件不见了", unlisted: "不在校验清单中" },
  others: (id: string, version: number): string => `${id} 第 ${version} 版：文件或校验值清单与起草时的不同`,
  untold: (id: string, version: number): string =>
    `${id} 第 ${version} 版：记录中有，档案中没有内容相符的文件`,
  whole: (files: number, versions: number): string => `${files} 个文件、${versions} 个版本都与当初一致`,
};

export type ReportsWords = typeof reportsZh;
