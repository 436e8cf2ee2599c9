import type { NoticeWords } from "./zh.ts";

/** Every text of a message in English. */
export const en: NoticeWords = {
  priority: { 1: "Critical", 2: "High", 3: "Medium", 4: "Low" },
  class: {
    "life-safety": "Life safety",
    security: "Security",
    equipment: "Equipment",
    energy: "Energy",
    housekeeping: "Housekeeping",
    system: "System",
  },
  kind: {
    found: "",
    escalated: "Escalated: nobody acknowledged",
    overdue: "Report overdue",
    repeated: "Still not acknowledged",
    returned: "Over",
    digest: "Daily summary",
    reminder: "Reminder",
    test: "TEST",
  },
  condition: { active: "still so", unknown: "cannot be seen now", clear: "over" },
  tag: text => `[${text}] `,
  titleOf: (title, target) => `${title}: ${target}`,
  place: zone => `Where: ${zone}`,
  since: (time, condition) => `Found ${time}, ${condition}`,
  steps: "What to do:",
  andMore: count => `and ${count - 1} more`,
  more: count => `${count} more are on the console.`,
  silent: "Keep it quiet: nothing may sound or show in the hall.",
  forPerson: person => `To: ${person}`,
  open: link => `Open: ${link}`,
  logIn: "Log in to see it.",
  briefKind: (alertClass, priority) => `${alertClass} alert (${priority})`,
  test: hall => `This is a test message of ${hall}. Nothing has happened, nothing is to be done.`,
};
