import type { Words } from "../site/model.ts";
import type { Clause } from "./clause.ts";

/** A part of the product that is still to be built, and that a duty waits for. */
export type Part = { readonly id: string; readonly name: Words };

const part = (id: string, zh: string, en: string): Part => ({ id, name: { zh, en } });

const routines = part("routines", "更多职责与登记", "more duties and registers");
const reports = part("reports", "报表与能耗", "reports and energy");
const telling = part("telling", "告警通知与排班", "telling people, and the roster");
const accounts = part("accounts", "账号与权限", "accounts and rights");
const keeping = part("keeping", "备份、保存与归档", "backup, retention and archive");

/** Where the duties about a subject belong that are properties of the product itself. */
const BY_SUBJECT: Readonly<Record<string, Part>> = {
  access: accounts,
  data: keeping,
  energy: reports,
  report: reports,
  incident: telling,
  people: telling,
};

/** The part of the product that a duty waits for. */
export const partOf = ({ kind, subject }: Clause): Part => {
  if (kind === "report") return reports;
  if (kind === "routine") return routines;
  return BY_SUBJECT[subject] ?? routines;
};
