import type { PaperMatcher } from "./wanted-papers.ts";
import type { Work } from "./work.ts";

/** Texts of a failed rule test that are about papers. */
export type PaperWords = {
  readonly papers: Readonly<Record<PaperMatcher["of"], string>>;
  readonly nearestPaper: (of: string, paper: string) => string;
  readonly noPaper: (of: string) => string;
  readonly paperCount: (of: string, expected: string, seen: number) => string;
  readonly papersThere: string;
  readonly noPapers: string;
  readonly morePapers: (count: number) => string;
  readonly unwantedPaper: (of: string, paper: string) => string;
  readonly check: Readonly<Record<"closing" | "opening", string>>;
  readonly standing: (what: string) => string;
};

/** What is told of papers, in each language. */
export const paperWords: Readonly<Record<"zh" | "en", PaperWords>> = {
  en: {
    papers: {
      task: "task",
      certificate: "certificate",
      ticket: "ticket",
      order: "command",
      report: "report",
      handover: "handover",
    },
    nearestPaper: (of, paper) => `no ${of} fits; the nearest is ${paper}`,
    noPaper: of => `no ${of} fits`,
    paperCount: (of, expected, seen) => `${seen} fit as ${of}, not ${expected}`,
    papersThere: "there are:",
    noPapers: "there is none",
    morePapers: count => `… ${count} before them`,
    unwantedPaper: (of, paper) => `there must be no such ${of}, but there is ${paper}`,
    check: { closing: "the closing check says otherwise", opening: "the opening check says otherwise" },
    standing: what => `${what} is otherwise`,
  },
  zh: {
    papers: {
      task: "任务",
      certificate: "关门单或开门单",
      ticket: "报修单",
      order: "控制命令",
      report: "报表",
      handover: "交接班",
    },
    nearestPaper: (of, paper) => `没有符合的${of}；最接近的是 ${paper}`,
    noPaper: of => `没有符合的${of}`,
    paperCount: (of, expected, seen) => `符合的${of}有 ${seen} 份，不是 ${expected} 份`,
    papersThere: "现有：",
    noPapers: "一份也没有",
    morePapers: count => `… 之前还有 ${count} 份`,
    unwantedPaper: (of, paper) => `不应该有这样的${of}，但有 ${paper}`,
    check: { closing: "关门检查不是这样", opening: "班前检查不是这样" },
    standing: what => `${what} 不是这样`,
  },
};

/** What people do about papers, and what happens to these, in each language. */
export const workWords: Readonly<Record<"zh" | "en", Readonly<Record<Work["is"] | "entry", string>>>> = {
  en: {
    answer: "answer",
    retract: "retract",
    "sign-task": "sign task",
    "confirm-item": "by hand",
    "except-item": "except",
    "sign-closing": "sign closing",
    "sign-opening": "sign opening",
    "extend-closing": "extend",
    "approve-extension": "approve",
    "re-enter": "re-enter",
    "open-ticket": "open ticket",
    ticket: "ticket",
    key: "key",
    "read-items": "read",
    remark: "remark",
    add: "add",
    "sign-handover": "sign handover",
    "hand-over": "hand over",
    "set-day": "set day",
    "order-control": "command",
    "approve-control": "approve command",
    "withdraw-control": "withdraw command",
    "undo-control": "undo command",
    "control-tried": "· tried",
    "report-drafted": "· drafted",
    "review-report": "review report",
    "release-report": "release report",
    "return-report": "return report",
    entry: "· paper",
  },
  zh: {
    answer: "回答",
    retract: "撤回",
    "sign-task": "签任务",
    "confirm-item": "人工确认",
    "except-item": "例外",
    "sign-closing": "签关门",
    "sign-opening": "签开门",
    "extend-closing": "延长",
    "approve-extension": "批准延长",
    "re-enter": "再次进入",
    "open-ticket": "报修",
    ticket: "报修单",
    key: "钥匙",
    "read-items": "阅读",
    remark: "备注",
    add: "补充",
    "sign-handover": "签交接",
    "hand-over": "交班",
    "set-day": "改日历",
    "order-control": "控制",
    "approve-control": "批准控制",
    "withdraw-control": "撤回控制",
    "undo-control": "撤销控制",
    "control-tried": "· 已发送",
    "report-drafted": "· 已起草",
    "review-report": "审阅报表",
    "release-report": "报送报表",
    "return-report": "退回报表",
    entry: "· 记录",
  },
};
