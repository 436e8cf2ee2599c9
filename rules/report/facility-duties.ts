import type { Task } from "../routine/task.ts";
import type { Words } from "../site/model.ts";
import { taskStatistics } from "../task/statistics.ts";
import { column, count, minutesOf, moment, NONE, number, ofAll, rate, text } from "./facility-cells.ts";
import type { FacilityFacts } from "./facility-facts.ts";
import type { ReportTable } from "./facility-report.ts";

/** The tasks that fell due in the report's time; what was withdrawn was not due. */
export const tasksOf = ({ tasks, report }: FacilityFacts): readonly Task[] =>
  tasks
    .filter(({ dueAt, state }) => report.from <= dueAt && dueAt < report.to && state !== "withdrawn")
    .toSorted((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));

/** How many duties fell due and were done in time. */
export const inTimeOf = (facts: FacilityFacts): { readonly inTime: number; readonly due: number } => {
  const all = taskStatistics(tasksOf(facts), facts.madeAt);
  const overdue = tasksOf(facts).filter(
    ({ state, dueAt }) => state === "open" && dueAt <= facts.madeAt,
  ).length;
  const inTime = all.reduce((sum, { done }) => sum + done, 0);
  return { inTime, due: inTime + overdue + all.reduce((sum, { late, missed }) => sum + late + missed, 0) };
};

/** Every duty that fell due: how often, and how often in time. */
export const dutiesTable = (facts: FacilityFacts): ReportTable => {
  const tasks = tasksOf(facts);
  const titles = new Map(tasks.map(({ duty, title }) => [duty, title]));
  return {
    id: "duties",
    title: { zh: "职责完成情况", en: "Duties" },
    note: {
      zh: "按时率 = 按时完成 ÷ 应完成；没有应完成的写“—”。迟做的一直记为迟。",
      en: "Rate: done in time of those that were due; — where none was due. What was done late stays late.",
    },
    columns: [
      column("职责", "Duty"),
      count("按时", "In time"),
      count("迟做", "Late"),
      count("未做", "Missed"),
      count("未完成", "Not done yet"),
      count("顺延", "Deferred"),
      count("按时 / 应完成", "In time / due"),
      count("按时率", "Rate", "%"),
    ],
    rows: taskStatistics(tasks, facts.madeAt).map(({ duty, done, late, missed, deferred }) => {
      const overdue = tasks.filter(
        task => task.duty === duty && task.state === "open" && task.dueAt <= facts.madeAt,
      ).length;
      const due = done + late + missed + overdue;
      return [
        text(titles.get(duty) ?? duty),
        number(done),
        number(late),
        number(missed),
        number(overdue),
        number(deferred),
        due === 0 ? NONE : ofAll(done, due),
        rate(done, due),
      ];
    }),
    empty: { zh: "报表期内没有应完成的职责", en: "no duty fell due in the time" },
  };
};

/** Each that was not done in time, and each in which a fault was found, with what became of it. */
export const undoneTable = (facts: FacilityFacts): ReportTable => {
  const { timeZone } = facts.site.calendar;
  const told = tasksOf(facts).filter(
    task =>
      task.lateBy !== null ||
      task.state === "missed" ||
      (task.state === "open" && task.dueAt <= facts.madeAt) ||
      faultsOf(task).length > 0,
  );
  return {
    id: "undone",
    title: {
      zh: "未按时完成或发现问题的职责（逐项）",
      en: "Duties not done in time, or with a fault, one by one",
    },
    note: null,
    columns: [
      column("职责", "Duty"),
      column("期间", "Period"),
      column("应完成", "Due"),
      column("结果", "Result"),
      count("迟", "Late by", "min"),
      column("问题", "Faults"),
    ],
    rows: told.map(task => [
      text(task.title),
      text(task.period),
      moment(task.dueAt, timeZone),
      text(resultOf(task)),
      task.lateBy === null ? NONE : minutesOf(task.lateBy),
      faultsOf(task).length === 0 ? NONE : text(faultWords(task)),
    ]),
    empty: { zh: "全部按时完成，没有发现问题", en: "all were done in time, and no fault was found" },
  };
};

const faultsOf = ({ items }: Task) => items.filter(({ answer }) => answer?.outcome === "fault");

const faultWords = (task: Task): Words => {
  const said = faultsOf(task).map(({ title, answer }) => {
    const ticket = answer?.ticket ? ` ${answer.ticket}` : "";
    const note = answer?.note ? ` ${answer.note}` : "";
    return { zh: `${title.zh}${note}${ticket}`, en: `${title.en}${note}${ticket}` };
  });
  return { zh: said.map(({ zh }) => zh).join("；"), en: said.map(({ en }) => en).join("; ") };
};

const resultOf = ({ state, lateBy, items }: Task): Words => {
  const done = `${items.filter(({ answer }) => answer !== null).length}/${items.length}`;
  if (state === "missed") return { zh: `未做（${done}）`, en: `missed (${done})` };
  if (state === "open") return { zh: `未完成（${done}）`, en: `not done yet (${done})` };
  if (lateBy !== null) return { zh: `迟做（${done}）`, en: `done late (${done})` };
  return { zh: `按时（${done}）`, en: `in time (${done})` };
};
