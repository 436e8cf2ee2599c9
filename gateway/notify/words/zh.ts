import type { Condition } from "#rules/alert/alert.ts";
import type { Message } from "#rules/notice/message.ts";
import type { AlertClass } from "#rules/site/model.ts";

/** Every text of a message in Chinese. */
export const zh = {
  priority: { 1: "紧急", 2: "重要", 3: "一般", 4: "提示" },
  class: {
    "life-safety": "人身安全",
    security: "安防",
    equipment: "设备",
    energy: "能耗",
    housekeeping: "环境整理",
    system: "系统",
  } satisfies Record<AlertClass, string> as Record<AlertClass, string>,
  /** What is put before the title; empty: nothing. */
  kind: {
    found: "",
    escalated: "升级：无人确认",
    overdue: "逾期未报告",
    repeated: "仍未确认",
    returned: "已恢复",
    digest: "每日汇总",
    reminder: "提醒",
    test: "测试",
  } satisfies Record<Message["kind"], string> as Record<Message["kind"], string>,
  condition: {
    active: "仍在持续",
    unknown: "目前无法判断",
    clear: "已恢复",
  } satisfies Record<Condition, string> as Record<Condition, string>,
  tag: (text: string) => `【${text}】`,
  titleOf: (title: string, target: string) => `${title}：${target}`,
  place: (zone: string) => `位置：${zone}`,
  since: (time: string, condition: string) => `${time} 发现，${condition}`,
  steps: "怎么做：",
  andMore: (count: number) => `等 ${count} 条`,
  more: (count: number) => `另有 ${count} 条，请在值班台查看。`,
  silent: "请勿声张：现场不得响铃、不得显示。",
  forPerson: (person: string) => `发给：${person}`,
  open: (link: string) => `查看：${link}`,
  logIn: "请登录查看。",
  toDo: "有事项待办",
  reminded: (count: number) => `有 ${count} 件事待办：`,
  briefKind: (alertClass: string, priority: string) => `${alertClass}告警（${priority}）`,
  test: (hall: string) => `这是 ${hall} 的测试消息，没有发生任何告警，无需处理。`,
};

export type NoticeWords = typeof zh;
