import type { Work } from "./work.ts";

/** What somebody does about a paper, as people read it: `fire-equipment-weekly X1 M1`. */
export const workText = (work: Work): string => {
  switch (work.is) {
    case "answer":
      return said(work.task, work.item, work.evidence, work.outcome === "ok" ? "" : work.outcome, work.by);
    case "retract":
      return said(work.task, work.item, work.by);
    case "sign-task":
      return said(work.task, work.by);
    case "confirm-item":
    case "except-item":
      return said(work.item, work.by);
    case "sign-closing":
      return said(work.scope, work.by);
    case "open-ticket":
      return said(work.kind, work.target, work.by);
    case "ticket":
      return said(work.ticket, work.act.is, work.by);
    case "key":
      return said(work.key, work.act, work.to ?? "", work.by);
    case "read-items":
      return said(work.handover, work.items?.join(", ") ?? "all", work.by);
    case "remark":
    case "add":
      return said(work.handover, work.by);
    case "sign-handover":
      return said(work.handover, work.as, work.by);
    case "hand-over":
      return said(work.post, work.to, work.by);
    case "set-day":
      return said(work.date, work.by);
    case "order-control":
      return said(work.point, String(work.to), work.by);
    case "approve-control":
    case "withdraw-control":
    case "undo-control":
      return said(work.control, work.by);
    case "control-tried":
      return said(work.control, work.outcome);
    case "report-drafted":
    case "review-report":
    case "release-report":
    case "return-report":
      return said(work.report, `v${work.version}`, work.by);
    case "extend-closing":
    case "approve-extension":
    case "re-enter":
    case "sign-opening":
      return work.by;
    default:
      return work satisfies never;
  }
};

const said = (...parts: readonly string[]): string => parts.filter(part => part !== "").join(" ");
