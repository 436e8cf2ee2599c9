import type { AlertLevel, Priority } from "../alert/alert.ts";
import type { AlertClass, Role, Words } from "../site/model.ts";
import type { ClockName } from "./ticket.ts";

/** What a clock asks for, and who hears that it is over. */
export type ClockSaying = {
  readonly title: Words;
  readonly clauses: readonly string[];
  readonly level: AlertLevel;
  readonly priority: Priority;
  readonly class: AlertClass;
  /** Whoever should have done it is never the only one. */
  readonly tell: readonly Role[];
  readonly step: Words;
};

const say = (
  title: Words,
  clauses: readonly string[],
  tell: readonly Role[],
  step: Words,
  more: Partial<ClockSaying> = {},
): ClockSaying => ({
  title,
  clauses,
  tell,
  step,
  level: "violation",
  priority: 3,
  class: "equipment",
  ...more,
});

const CONTACT: Words = {
  zh: "与客户联系，把联系的时间和内容记到投诉单上。",
  en: "Contact the customer and write into the complaint when and what was said.",
};

/** @see C12 of the regulations: 45 minutes are the house's own aim, one working day is what was promised */
export const CLOCKS: Readonly<Record<ClockName, ClockSaying>> = {
  sign: say(
    { zh: "故障设备还没有放暂停使用牌", en: "No sign stands at the faulty device" },
    ["GA-1.2-7b", "TL-3.4-5a"],
    ["hall-director"],
    {
      zh: "请值班经理放好暂停使用牌，并在报修单上确认。",
      en: "Have the sign placed, and confirm it on the ticket.",
    },
  ),
  report: say(
    { zh: "影响营业的故障还没有上报", en: "A fault that affects business has not been reported upward" },
    ["ZX-12-3a", "ZX-12-5"],
    ["hall-director", "superior"],
    {
      zh: "上报主管部门，并记下接报人、部门和修复时限。",
      en: "Report it to the department above; note receiver, department and time limit.",
    },
  ),
  reply: say(
    { zh: "上级还没有答复", en: "The department above has not replied" },
    ["ZX-6-2g"],
    ["hall-director"],
    { zh: "请催办，并记下催办的时间。", en: "Chase it, and note that you did." },
  ),
  "same-day": say(
    {
      zh: "当天应修好的设备，下班时还没有修好",
      en: "To be repaired the same day, and closing time has come",
    },
    ["ZX-12-4a"],
    ["superior"],
    { zh: "说明原因，重新安排修复。", en: "Say why, and see that it is repaired." },
  ),
  limit: say(
    { zh: "超过约定的修复时限", en: "The agreed time limit for the repair is over" },
    ["ZX-12-3b"],
    ["superior"],
    { zh: "说明原因，重新安排修复。", en: "Say why, and see that it is repaired." },
  ),
  spare: say(
    { zh: "设备带走已超过一天，还没有备用设备", en: "Taken away for more than a day, and there is no spare" },
    ["ZX-12-4b", "TL-3.4-5b"],
    ["superior"],
    { zh: "提供备用设备，并在报修单上登记。", en: "Provide a spare and link it on the ticket." },
  ),
  contact: say(
    { zh: "投诉客户还没有联系", en: "The customer who complained has not been contacted" },
    ["GA-7.2"],
    ["hall-director"],
    CONTACT,
    { level: "advisory", class: "housekeeping" },
  ),
  "contact-promised": say(
    { zh: "超过承诺的投诉联系时间", en: "The promised time to contact the customer is over" },
    ["GA-7.6"],
    ["hall-director"],
    CONTACT,
    { class: "housekeeping" },
  ),
  answer: say(
    { zh: "投诉还没有答复", en: "The complaint has not been answered" },
    ["GA-7.6"],
    ["hall-director"],
    { zh: "答复客户，并记到投诉单上。", en: "Answer the customer, and note it on the complaint." },
    { class: "housekeeping" },
  ),
  close: say(
    { zh: "投诉还没有处结", en: "The complaint has not been settled" },
    ["GA-7.6"],
    ["hall-director"],
    {
      zh: "处结投诉；需要延长的，写明原因。",
      en: "Settle the complaint; where it takes longer, say why.",
    },
    { class: "housekeeping" },
  ),
  revisit: say(
    {
      zh: "投诉处结后还没有回访",
      en: "The customer has not been visited again after the complaint was settled",
    },
    ["GA-7.6"],
    ["hall-director"],
    { zh: "回访客户，并记到投诉单上。", en: "Ask the customer whether it is settled, and note the answer." },
    { class: "housekeeping" },
  ),
  "replace-lock": say(
    { zh: "钥匙丢失后还没有换锁", en: "A key is lost and its lock has not been replaced" },
    ["GA-5.3-7b"],
    ["hall-director", "safety-officer"],
    { zh: "换锁，并在钥匙登记中确认。", en: "Replace the lock, and confirm it in the register of keys." },
    { priority: 2, class: "security" },
  ),
};
