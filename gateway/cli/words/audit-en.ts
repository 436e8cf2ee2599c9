import type { AuditWords } from "./audit-zh.ts";

const places = (seq: number, to: number): string => (seq === to ? `event ${seq}` : `events ${seq} to ${to}`);
const verb = (seq: number, to: number): string => (seq === to ? "was" : "were");
const counted = (count: number, one: string): string =>
  `${count.toLocaleString("en-US")} ${one}${count === 1 ? "" : "s"}`;

const BEGINS = {
  untold: "no purge on the trail tells why",
  differs: "the last purge on the trail says otherwise",
  kept: "what it left of before is not what is there",
  early: "what it removed was not half a year old",
} as const;

const HOW = {
  edited: "was edited: it does not say what the trail tells of its issue",
  deleted: "was deleted: the trail tells of its issue",
  inserted: "was inserted later: the trail does not tell of its issue",
  moved: "was moved: it does not stand at its place in the chain of certificates",
} as const;

/** What `hallwatch audit` says in English. */
export const auditEn: AuditWords = {
  expected: "expected the line that audit head printed: number:64 hexadecimal digits",
  sentence: (wrong, time) => {
    switch (wrong.is) {
      case "edited":
        return `event ${wrong.seq} was edited: it does not fit the hash that was recorded with it`;
      case "deleted":
        return `${places(wrong.seq, wrong.to)} ${verb(wrong.seq, wrong.to)} deleted`;
      case "inserted":
        return `${places(wrong.seq, wrong.to)} ${verb(wrong.seq, wrong.to)} inserted later`;
      case "reordered":
        return `${places(wrong.seq, wrong.to)} ${verb(wrong.seq, wrong.to)} moved: recorded as event ${wrong.from}${wrong.seq === wrong.to ? "" : " and on"}`;
      case "cut":
        return `${places(wrong.seq, wrong.to)} ${wrong.seq === wrong.to ? "is" : "are"} gone: the end of the record was cut off (${wrong.by === "anchor" ? "an anchor" : "the record itself"} knows of ${wrong.seq === wrong.to ? "it" : "them"})`;
      case "rewritten":
        return `events ${wrong.after + 1} to ${wrong.seq} were written anew in some place: they do not fit ${wrong.anchoredAt === null ? "the end that was written down" : `the anchor of ${time(wrong.anchoredAt)}`}`;
      case "state-differs":
        return wrong.fields.length === 0
          ? `alert ${wrong.alert}: the alert or all its events are gone`
          : `alert ${wrong.alert} was edited: ${wrong.fields.join(", ")} not as its events make it`;
      case "certificate":
        return `certificate ${wrong.certificate} ${HOW[wrong.how]}`;
      case "beginning":
        return `the record begins behind event ${wrong.seq}: ${BEGINS[wrong.how]}`;
      case "anchor-unreadable":
        return `line ${wrong.line} of the file of anchors cannot be read`;
      default:
        return wrong satisfies never;
    }
  },
  purgedHead: seq =>
    `the end that was written down is event ${seq}, which was purged: nothing can be compared with it any more`,
  more: count => `… ${count} more`,
  verdict: ({ events, beginning, span, anchor, skipped, wrong, more }, time) => {
    const extent =
      span === null ? "no events" : `${counted(events, "event")}, ${time(span.first)} to ${time(span.last)}`;
    const held =
      anchor === null
        ? "no anchor holds its end"
        : `last anchor at event ${anchor.seq}${anchor.at === null ? "" : ` (${time(anchor.at)})`}`;
    const old =
      skipped === 0 ? "" : `; ${counted(skipped, "alert")} of an earlier version not compared with events`;
    const since =
      beginning === null
        ? ""
        : `; what was up to event ${beginning.seq} (${time(beginning.at)}) was purged, but ${counted(beginning.kept.events, "event")}`;
    const found = wrong.length + more;
    const verdict = found === 0 ? "all as recorded" : `${counted(found, "thing")} not as recorded`;
    return `${extent}: ${verdict}; ${held}${since}${old}`;
  },
};
