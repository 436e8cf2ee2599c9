/** What stands on reports beside what they say, in Chinese; the type of all other languages. */
export const zh = {
  language: "zh-CN",
  period: "统计时段",
  drawnUp: "起草时间",
  version: "版本",
  versionOf: (version: number): string => `第 ${version} 版`,
  because: "改版原因",
  completeness: "数据完整度",
  whole: "100%：所列测点全程有读数",
  share: (percent: string): string => `${percent}：缺测时段如下，未作填补`,
  nothingMeasured: "—：本报表所述内容没有测量数据",
  gaps: "缺测与缺项",
  noGaps: "无缺测，无缺项",
  gapHead: { what: "内容", about: "编号", from: "起", to: "止", length: "时长" },
  length: (hours: number, minutes: number): string =>
    hours === 0 ? `${minutes} 分` : minutes === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes} 分`,
  seconds: (seconds: number): string => `${seconds} 秒`,
  summary: "摘要",
  charts: "图表",
  section: "表",
  item: "项目",
  value: "数值",
  unit: "单位",
  note: "说明",
  partial: "含估算或未测全",
  notKnown: "无数据",
  page: (page: number, pages: number): string => `第 ${page} 页，共 ${pages} 页`,
  hash: "内容校验值 SHA-256",
  footer: (zone: string): string =>
    `时间均为本厅时间（${zone}）。审阅、发布与改版记录见系统中的报表页，本文件不再更改。`,
  dash: "至",
};

export type ReportWords = typeof zh;
