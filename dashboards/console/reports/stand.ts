import type { WireReport, WireReportVersion } from "#gateway/wire/report.ts";
import { wall } from "../format/time.ts";

export type Act = "review" | "release" | "return";

/** What may be done about a report now, and the roles that may. What was released offers nothing. */
export const actsOf = (
  report: Pick<WireReport, "state" | "owner" | "reviewer" | "isExternal" | "versions">,
): readonly { readonly act: Act; readonly roles: readonly string[] }[] => {
  const { state, owner, reviewer, isExternal, versions } = report;
  const last = versions.at(-1);
  if (last === undefined || (state !== "draft" && state !== "reviewed")) return [];
  const reads = [reviewer ?? owner];
  const needsReview = isExternal || reviewer !== null;
  return [
    ...(last.reviewed === null ? [{ act: "review" as const, roles: reads }] : []),
    ...(last.reviewed !== null || !needsReview ? [{ act: "release" as const, roles: [owner] }] : []),
    { act: "return", roles: [...new Set([...reads, owner])] },
  ];
};

/** The version that is out: the latest that was released; undefined: none was. */
export const releasedOf = ({ versions }: Pick<WireReport, "versions">): WireReportVersion | undefined =>
  versions.findLast(({ released }) => released !== null);

/** First and last date of the time that a report tells of, both included. */
export const datesOf = (
  { from, to }: Pick<WireReport, "from" | "to">,
  timeZone: string,
): readonly [first: string, last: string] => [
  wall(Date.parse(from), timeZone)[0],
  wall(Math.max(Date.parse(from), Date.parse(to) - 1), timeZone)[0],
];

/** `open`: somebody has to do something about it; `ahead`: its time goes on, or it is drawn up by itself; `out`: released. */
export const groupOf = ({
  state,
  versions,
  isLate,
}: Pick<WireReport, "state" | "versions" | "isLate">): "open" | "ahead" | "out" => {
  if (state === "released") return "out";
  return versions.length === 0 && !isLate ? "ahead" : "open";
};

/** A share that is not whole never reads as whole: cut, not rounded, to tenths of a per cent. */
export const cut = (share: number): number => Math.floor(share * 1000) / 1000;

/** The files of a language and those of none, in the order in which people ask for them. */
export const filesOf = <F extends { readonly name: string; readonly kind: string }>(
  files: readonly F[],
  language: "zh" | "en",
): { readonly own: readonly F[]; readonly others: readonly F[] } => {
  const order = ["pdf", "html", "xlsx", "csv", "json"];
  const sorted = files.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const isOwn = ({ name }: F): boolean => name.includes(`.${language}.`);
  return { own: sorted.filter(isOwn), others: sorted.filter(file => !isOwn(file)) };
};

/** The language that a file is in, by its name; empty: none, or all. */
export const languageOf = (name: string): "zh" | "en" | "" =>
  name.includes(".zh.") ? "zh" : name.includes(".en.") ? "en" : "";
