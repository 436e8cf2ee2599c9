import type { MessageAbout } from "#rules/notice/message.ts";
import type { PaperKind } from "#rules/routine/clerk.ts";

/** The console's page of a kind of papers; `one`: a paper has a page of its own below it. */
const PAGES: Readonly<Record<PaperKind, { readonly page: string; readonly one: boolean }>> = {
  task: { page: "tasks", one: true },
  ticket: { page: "tickets", one: true },
  handover: { page: "handover", one: true },
  certificate: { page: "certificates", one: true },
  standing: { page: "certificates", one: true },
  closing: { page: "closing", one: false },
  opening: { page: "opening", one: false },
  key: { page: "keys", one: false },
  control: { page: "control", one: false },
  report: { page: "reports", one: true },
  day: { page: "days", one: false },
};

/**
 * Where a reminder is opened in the console: the paper that it is about, the page of their kind for several of one kind,
 * else the console as it begins.
 *
 * @returns what comes behind the console's address: `#/tasks/toilets%2F2025-07-14`
 */
export const reminderLink = (about: readonly MessageAbout[]): string => {
  const [first, ...others] = about.map(({ paper }) => placeOf(paper));
  if (first == null || others.some(other => other?.page !== first.page)) return "#/";
  const isSame = others.every(other => other?.id === first.id);
  return first.one && isSame ? `#/${first.page}/${encodeURIComponent(first.id)}` : `#/${first.page}`;
};

/** Of `<kind>:<id>`; null: a kind that this version does not know, or none. */
const placeOf = (paper: string | undefined) => {
  const [, kind, id] = /^(\w+):(.+)$/.exec(paper ?? "") ?? [];
  const page = kind === undefined ? undefined : PAGES[kind as PaperKind];
  return page === undefined || id === undefined ? null : { ...page, id };
};
