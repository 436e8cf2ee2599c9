import type { Alert, Evidence } from "../alert/alert.ts";
import type { Words } from "../site/model.ts";
import { column, moment, momentText, NONE, number, same, text } from "./facility-cells.ts";
import type { FacilityFacts } from "./facility-facts.ts";
import type { ReportCell, ReportTable } from "./facility-report.ts";

/** The alert that a flash report is about; undefined: it is not among the facts. */
export const incidentOf = ({ report, alerts }: FacilityFacts): Alert | undefined =>
  alerts.find(({ id }) => id === report.cause);

/** The facts of an incident: what was found when, who knows of it, what was reported upward. Nothing is guessed. */
export const incidentTables = (facts: FacilityFacts): readonly ReportTable[] => {
  const alert = incidentOf(facts);
  const { timeZone } = facts.site.calendar;
  return [
    {
      id: "incident",
      title: { zh: "事件", en: "Incident" },
      note: null,
      columns: [column("项目", "What"), column("内容", "Content")],
      rows: alert === undefined ? [] : factsOf(alert, timeZone),
      empty: { zh: "没有该事件的记录", en: "nothing is known of the incident" },
    },
    {
      id: "evidence",
      title: { zh: "当时的读数", en: "Readings at that time" },
      note: null,
      columns: [
        column("测点", "Point"),
        column("数值", "Value", { align: "right" }),
        column("时间", "Of"),
        column("状态", "State"),
      ],
      rows: (alert?.evidence ?? []).map(each => [
        text(each.name),
        valueCell(each),
        moment(each.at, timeZone),
        text(STATES[each.state]),
      ]),
      empty: { zh: "没有读数", en: "no readings" },
    },
  ];
};

const factsOf = (alert: Alert, timeZone: string): readonly (readonly ReportCell[])[] => {
  const { incident, acknowledgement, confirmation } = alert;
  const given = incident?.report ?? null;
  const said = (words: Words): ReportCell => text(words);
  const who = (act: { readonly by: string; readonly at: Alert["openedAt"]; readonly note: string } | null) =>
    act === null
      ? NONE
      : text(same(`${act.by} ${momentText(act.at, timeZone)}${act.note === "" ? "" : ` ${act.note}`}`));
  return [
    [said({ zh: "事件", en: "What" }), text(alert.title)],
    [said({ zh: "对象", en: "Of" }), text(alert.targetName)],
    [said({ zh: "发现", en: "Found" }), moment(alert.openedAt, timeZone)],
    [
      said({ zh: "结束", en: "Over" }),
      alert.clearedAt === null ? said({ zh: "未结束", en: "not over" }) : moment(alert.clearedAt, timeZone),
    ],
    [
      said({ zh: "条款", en: "Clauses" }),
      text([...new Set(alert.clauses.map(({ clause }) => clause))].join(", ")),
    ],
    [said({ zh: "确认", en: "Seen by" }), who(acknowledgement)],
    [said({ zh: "上报时限", en: "To be reported by" }), moment(incident?.reportDueAt ?? null, timeZone)],
    [
      said({ zh: "上报", en: "Reported" }),
      given === null
        ? said({ zh: "尚未上报", en: "not yet" })
        : text(same(`${given.by} ${momentText(given.at, timeZone)} → ${given.receiver}`)),
    ],
    [said({ zh: "原因", en: "Cause" }), given === null ? NONE : text(given.cause)],
    [said({ zh: "小结", en: "Summary" }), who(confirmation)],
  ];
};

const valueCell = ({ value, word, unit }: Evidence): ReportCell => {
  if (word !== undefined) return text(word);
  return value === null ? NONE : number(value, 1, unit === "Cel" ? "°C" : (unit ?? ""));
};

const STATES: Readonly<Record<Evidence["state"], Words>> = {
  good: { zh: "有效", en: "good" },
  stale: { zh: "过时", en: "stale" },
  bad: { zh: "失效", en: "bad" },
  never: { zh: "从未收到", en: "never heard" },
};
