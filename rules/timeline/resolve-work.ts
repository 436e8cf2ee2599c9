import { dayHours } from "../site/opening-hours.ts";
import type { Path } from "../site/yaml-source.ts";
import { type Instant, millis } from "../time/instant.ts";
import { asked, type Doing, placed } from "./doing.ts";
import type { Names } from "./names.ts";
import type { WorkForms } from "./schema-work.ts";
import { ticketWork } from "./ticket-work.ts";
import type { Action } from "./timeline.ts";
import type { Work } from "./work.ts";

/**
 * What people do about papers at a step, in the order of the file's documentation: the calendar first, then tasks and
 * checks, tickets and keys, commands to devices, handovers, and signatures last.
 */
export const resolveWork = (names: Names, step: WorkForms, at: Instant, path: Path): readonly Action[] => {
  const doing = { names, step, at, path };
  return [
    ...days(doing),
    ...answers(doing),
    ...scans(doing),
    ...retractions(doing),
    ...checks(doing),
    ...ticketWork(doing),
    ...orders(doing),
    ...reports(doing),
    ...handovers(doing),
    ...signatures(doing),
  ];
};

const days = ({ names, step: { set_day: day }, path }: Doing): readonly Action[] => {
  if (day === undefined) return [];
  const where = [...path, "set_day"];
  const { date, hours, why, by } = day;
  names.person(by, [...where, "by"]);
  const read = hours === "as-planned" ? null : names.read(dayHours(hours), [...where, "hours"], []);
  return [asked({ is: "set-day", date, hours: read, why, by }, where)];
};

type Answered = NonNullable<WorkForms["answer"]>[number];

const answerAbout = (
  { names, at }: Doing,
  {
    values,
    outcome,
    note,
    photo,
    made_at,
    by,
  }: Omit<Answered, "task" | "item" | "items" | "evidence" | "scan">,
  where: Path,
) => {
  names.person(by, [...where, "by"]);
  const madeAt = made_at === undefined ? undefined : names.momentBefore(made_at, at, [...where, "made_at"]);
  return {
    is: "answer",
    values,
    outcome,
    note,
    ...(photo !== undefined && { photo }),
    ...(madeAt !== undefined && { madeAt }),
    by,
  } as const;
};

const answers = (doing: Doing): readonly Action[] =>
  placed(doing.step.answer, "answer", doing.path).flatMap(([form, where]) => {
    const { task, item, items, evidence, scan } = form;
    doing.names.task(task, [...where, "task"]);
    if (item !== undefined) doing.names.taskItem(task, item, [...where, "item"]);
    for (const [index, id] of (items ?? []).entries())
      doing.names.taskItem(task, id, [...where, "items", index]);
    const about = answerAbout(doing, form, where);
    return (items ?? [item ?? ""]).map(id =>
      asked({ ...about, task, item: id, evidence, ...(scan !== undefined && { scan }) }, where),
    );
  });

const scans = (doing: Doing): readonly Action[] =>
  placed(doing.step.scan, "scan", doing.path).flatMap(([form, where]) => {
    const { items, task = "", every = millis(0), scan } = form;
    if (task !== "") doing.names.task(task, [...where, "task"]);
    for (const [index, id] of items.entries()) doing.names.taskItem(task, id, [...where, "items", index]);
    const about = answerAbout(doing, form, where);
    return items.map((item, index) =>
      asked({ ...about, task, item, evidence: "scan", scan }, where, index === 0 ? millis(0) : every),
    );
  });

const retractions = ({ names, step: { retract }, path }: Doing): readonly Action[] => {
  if (retract === undefined) return [];
  const where = [...path, "retract"];
  const { task, item = "", why, by } = retract;
  names.task(task, [...where, "task"]);
  if (item !== "") names.taskItem(task, item, [...where, "item"]);
  names.person(by, [...where, "by"]);
  return [asked({ is: "retract", task, item, why, by }, where)];
};

const checks = ({ names, step, at, path }: Doing): readonly Action[] => {
  const { extend, approve_extension: approved, re_enter: back } = step;
  const words = (["confirm_item", "except_item"] as const).flatMap(key =>
    placed(step[key], key, path).map(([{ item, note, photo, by }, where]) => {
      names.person(by, [...where, "by"]);
      const is = key === "confirm_item" ? "confirm-item" : "except-item";
      return asked({ is, item, note, ...(photo !== undefined && { photo }), by }, where);
    }),
  );
  for (const [key, form] of Object.entries({ extend, approve_extension: approved, re_enter: back }))
    if (form !== undefined) names.person(form.by, [...path, key, "by"]);
  const until = extend && names.momentFrom(extend.until, at, [...path, "extend", "until"]);
  return [
    ...words,
    ...(extend && until !== undefined
      ? [asked({ is: "extend-closing", until, why: extend.why, by: extend.by }, [...path, "extend"])]
      : []),
    ...(approved
      ? [asked({ is: "approve-extension", by: approved.by }, [...path, "approve_extension"])]
      : []),
    ...(back ? [asked({ is: "re-enter", why: back.why, by: back.by }, [...path, "re_enter"])] : []),
  ];
};

const orders = ({ names, step, path }: Doing): readonly Action[] => [
  ...placed(step.order, "order", path).map(([{ point, to, why, cause, by }, where]) => {
    names.point(point, [...where, "point"]);
    names.person(by, [...where, "by"]);
    return asked({ is: "order-control", point, to, why, ...(cause !== undefined && { cause }), by }, where);
  }),
  ...placed(step.decide, "decide", path).map(([{ point, as, why, by }, where]) => {
    names.point(point, [...where, "point"]);
    names.person(by, [...where, "by"]);
    return asked(
      as === "approve"
        ? { is: "approve-control", control: point, by }
        : { is: `${as}-control`, control: point, why, by },
      where,
    );
  }),
  ...placed(step.tried, "tried", path).map(([{ point, outcome, why }, where]) => {
    names.point(point, [...where, "point"]);
    return asked({ is: "control-tried", control: point, attempt: 0, outcome, why, by: "hallwatch" }, where);
  }),
];

const reports = ({ names, step, path }: Doing): readonly Action[] => {
  const check = ({ report, by }: { readonly report: string; readonly by?: string }, where: Path): void => {
    names.report(report, [...where, "report"]);
    if (by !== undefined) names.person(by, [...where, "by"]);
  };
  return [
    ...placed(step.report_drafted, "report_drafted", path).map(([form, where]) => {
      check(form, where);
      const { report, version = 0, completeness, why } = form;
      const made = {
        report,
        version,
        completeness,
        why,
        sha256: NO_CONTENT,
        documents: NO_CONTENT,
        by: "hallwatch",
      };
      return asked({ is: "report-drafted", ...made }, where);
    }),
    ...placed(step.return_report, "return_report", path).map(([form, where]) => {
      check(form, where);
      const { report, version = 0, why, by } = form;
      return asked({ is: "return-report", report, version, why, by }, where);
    }),
    ...(["review_report", "release_report"] as const).flatMap(key =>
      placed(step[key], key, path).map(([form, where]) => {
        check(form, where);
        const { report, version = 0, note, by } = form;
        const is = key === "review_report" ? "review-report" : "release-report";
        return asked({ is, report, version, note, by }, where);
      }),
    ),
  ];
};

/** A rule test draws nothing up: the checksum of nothing. */
const NO_CONTENT = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

const handovers = ({ names, step, path }: Doing): readonly Action[] => {
  const { hand_over: early, remark, add } = step;
  for (const [key, form] of Object.entries({ hand_over: early, remark, add }))
    if (form !== undefined) names.person(form.by, [...path, key, "by"]);
  if (early !== undefined) names.person(early.to, [...path, "hand_over", "to"]);
  return [
    ...(early ? [asked({ is: "hand-over", ...early }, [...path, "hand_over"])] : []),
    ...placed(step.read_item, "read_item", path).map(([{ handover, items, by }, where]) => {
      names.person(by, [...where, "by"]);
      return asked({ is: "read-items", handover, items: items === "all" ? null : items, by }, where);
    }),
    ...(remark ? [asked({ is: "remark", ...remark }, [...path, "remark"])] : []),
    ...(add ? [asked({ is: "add", ...add }, [...path, "add"])] : []),
  ];
};

const signatures = ({ names, step, path }: Doing): readonly Action[] =>
  placed(step.sign, "sign", path).flatMap(([{ task, closing, opening, handover, as, by }, where]) => {
    names.person(by, [...where, "by"]);
    if (task !== undefined) names.task(task, [...where, "task"]);
    const signed: readonly Work[] = [
      ...(task === undefined ? [] : [{ is: "sign-task", task, by } as const]),
      ...(closing === undefined ? [] : [{ is: "sign-closing", scope: closing, by } as const]),
      ...(opening === undefined ? [] : [{ is: "sign-opening", by } as const]),
      ...(handover === undefined ? [] : [{ is: "sign-handover", handover, as: as ?? "from", by } as const]),
    ];
    const isOne = signed.length === 1 && (handover === undefined) === (as === undefined);
    if (!isOne)
      names.wrong(
        "CFG402",
        where,
        "a signature is for one of task, closing, opening and handover; of a handover as from, to or bridge",
        "write { closing: final, by: G1 } or { handover: duty-manager, as: from, by: M1 }",
      );
    return signed.map(command => asked(command, where));
  });
