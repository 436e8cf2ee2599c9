import type { Role } from "#rules/site/model.ts";

/** What stands on papers in Chinese; the type of all other languages. */
export const zh = {
  language: "zh-CN",
  title: { closing: "关门单", opening: "开门单" },
  scope: {
    final: (_exceptions: number): string => "全厅已关：下列各项都有读数证明或由人确认。",
    partial: (exceptions: number): string =>
      `部分关闭：除 ${exceptions} 项例外，其余都已关闭；例外的区域可能还有人。`,
    clean: (_exceptions: number): string => "班前检查全部通过。",
    "with-exceptions": (exceptions: number): string => `班前检查通过，带 ${exceptions} 项例外，逐项列明。`,
  },
  number: "编号",
  day: "营业日",
  since: "证据起始",
  issued: "签发时间",
  counts: (pass: number, byHand: number, excepted: number): string =>
    `共 ${pass + byHand + excepted} 项：传感器证明 ${pass}，人工确认 ${byHand}，例外 ${excepted}`,
  head: { item: "项目", expected: "要求", evidence: "证据（读数的时间）", verdict: "结论" },
  verdict: { pass: "传感器", "by-hand": "人工确认", excepted: "例外" },
  byHand: (by: string, at: string, note: string, hasPhoto: boolean): string =>
    `${by} 于 ${at} 人工确认：${[...(note === "" ? [] : [note]), ...(hasPhoto ? ["附照片"] : [])].join("；")}`,
  excepted: (why: string): string => `例外：${why}`,
  noEvidence: "没有传感器",
  state: {
    stale: (text: string, at: string): string => `${text} ${at} 后无新读数`,
    bad: (text: string): string => `${text} 读数不可信`.trim(),
    never: "从未收到读数",
  },
  signatures: "签名",
  lastLeaver: "最后离开人",
  role: {
    guard: "保安",
    "duty-manager": "值班经理",
    "hall-director": "厅主任",
    "safety-officer": "安全责任人",
    facilities: "设施人员",
    staff: "员工",
    "it-support": "IT 支持",
    cleaner: "保洁",
    superior: "上级部门",
  } as Readonly<Record<Role, string>>,
  hash: "哈希",
  previous: "上一张",
  first: "无（第一张）",
  howTo:
    "核验：扫描右上角的二维码，或在值守台“证书”页的“核验”里交上本文件。签发后是否被推翻，以扫码看到的为准。",
  scan: "扫码核验",
  page: (page: number, pages: number): string => `第 ${page} 页，共 ${pages} 页`,
  zone: (timeZone: string): string => `时间均为本厅时间（${timeZone}）`,
  verified: {
    genuine: "真实",
    genuineBroken: "真实，但已失效",
    differs: "不一致",
    unknown: "查无此件",
    what: "核验结果",
    holds: "至今有效：没有读数推翻它。",
    ofItsDay: "当天有效，至关门为止：它说明的是开门时的情况。",
    unheard: "签发之后的情况没有记录。",
    broken: "已失效",
    brokenBy: (item: string, text: string, at: string, isLate: boolean): string =>
      `${item}：${at} ${text}${isLate ? "（读数迟到）" : ""}`,
    ended: {
      opening: (at: string): string => `已结束：${at} 开门。`,
      closing: (at: string): string => `已结束：${at} 当天关门。`,
      "re-entry": (at: string): string => `已结束：${at} 有人返回，须重新关门。`,
      final: (at: string): string => `已由 ${at} 签发的全厅关门单取代。`,
    },
    document: "签发时的原件",
  },
  labels: { title: "标签", hint: "打印时选 A4、100% 比例；每页 24 张。" },
};

export type PaperWords = typeof zh;
