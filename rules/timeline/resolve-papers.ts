import type { Path } from "../site/yaml-source.ts";
import type { Instant } from "../time/instant.ts";
import type { Names } from "./names.ts";
import type { ExpectationForm } from "./schema.ts";
import type { Expectation } from "./timeline.ts";
import type { PaperMatcher, WantedCheck, WantedStanding } from "./wanted-papers.ts";
import { withoutGaps } from "./without-gaps.ts";

type Of = PaperMatcher["of"];

/** Keys of the form whose texts are moments, by kind of paper. */
const MOMENTS: Readonly<Record<Of, readonly string[]>> = {
  task: ["opens", "due", "ended", "reminded"],
  certificate: ["since", "issued", "broken_at"],
  ticket: ["opened", "limit"],
  order: ["ended"],
  report: ["draft", "due", "reminded", "released"],
  handover: ["opened", "due"],
};

const KEYS = {
  task: ["tasks", "no_tasks"],
  certificate: ["certificates", "no_certificates"],
  ticket: ["tickets", "no_tickets"],
  order: ["orders", "no_orders"],
  report: ["reports", "no_reports"],
  handover: ["handovers", "no_handovers"],
} as const satisfies Readonly<Record<Of, readonly [string, string]>>;

type Wanted = Pick<Expectation, "papers" | "noPapers" | "checks" | "standings">;

/** What a step expects of papers, with all names resolved. */
export const resolvePapers = (names: Names, form: ExpectationForm, at: Instant, path: Path): Wanted => {
  const kinds = Object.keys(KEYS) as Of[];
  const all = (index: 0 | 1): readonly PaperMatcher[] =>
    kinds.flatMap(of => {
      const key = KEYS[of][index];
      return form[key].map((each, nth) => matcherOf(names, of, each, [...path, key, nth], at));
    });
  return {
    papers: all(0),
    noPapers: all(1),
    checks: [
      ...checkOf(names, "closing", form.checklist, [...path, "checklist"], at),
      ...checkOf(names, "opening", form.opening, [...path, "opening"], at),
    ],
    standings: [
      ...keysOf(names, form.keys, [...path, "keys"]),
      ...responsibleOf(names, form.responsible, [...path, "responsible"]),
      ...(["gone", "kept"] as const).flatMap(is =>
        form[is].map((thing, nth) => recordOf(names, thing, is, [...path, is, nth])),
      ),
      ...entriesOf(names, form.entries, [...path, "entries"]),
    ],
  };
};

const matcherOf = (
  names: Names,
  of: Of,
  { count, ...form }: { readonly count?: number | undefined } & Readonly<Record<string, unknown>>,
  path: Path,
  at: Instant,
): PaperMatcher => {
  checkNames(names, of, form, path);
  const wanted = Object.entries(form).map(([key, said]) => {
    if (typeof said === "string" && MOMENTS[of].includes(key))
      return [key, names.momentNear(said, at, [...path, key])] as const;
    if (of === "ticket" && key === "due" && typeof said === "object" && said !== null)
      return [
        key,
        new Map(
          Object.entries(said).map(([clock, text]) => [
            clock,
            names.momentNear(String(text), at, [...path, key, clock]),
          ]),
        ),
      ] as const;
    return [key, said] as const;
  });
  // The schema says key by key what the form of each kind has; only its moments were put in place of their texts.
  return { path, of, count: count ?? null, wanted: withoutGaps(Object.fromEntries(wanted)) } as PaperMatcher;
};

const checkNames = (names: Names, of: Of, form: Readonly<Record<string, unknown>>, path: Path): void => {
  const checked: readonly (readonly [key: string, check: (name: string, path: Path) => unknown])[] =
    of === "task"
      ? [
          ["duty", names.duty],
          ["target", names.target],
          ["signed", names.person],
        ]
      : of === "ticket"
        ? [
            ["target", names.ticketTarget],
            ["opened_by", names.person],
            ["spare", names.target],
          ]
        : of === "report"
          ? [
              ["report", names.report],
              ["id", names.report],
              ["reviewed", names.person],
            ]
          : of === "order"
            ? [
                ["point", names.point],
                ["proof", names.point],
                ["by", names.person],
                ["approved", names.person],
              ]
            : of === "handover"
              ? [
                  ["from", names.person],
                  ["to", names.person],
                  ["bridge", names.person],
                ]
              : [];
  for (const [key, check] of checked) {
    const said = form[key];
    if (typeof said === "string") check(said, [...path, key]);
  }
  const { signed } = form as { readonly signed?: unknown };
  const people: readonly unknown[] = of === "certificate" && Array.isArray(signed) ? signed : [];
  for (const [index, person] of people.entries()) names.person(String(person), [...path, "signed", index]);
};

const checkOf = (
  names: Names,
  of: WantedCheck["of"],
  form: ExpectationForm["checklist"],
  path: Path,
  at: Instant,
): readonly WantedCheck[] => {
  if (form === undefined) return [];
  for (const [index, person] of (form.signed ?? []).entries())
    names.person(person, [...path, "signed", index]);
  for (const [index, zone] of (form.occupied ?? []).entries()) names.zone(zone, [...path, "occupied", index]);
  const { extended, ...rest } = form;
  const until =
    typeof extended === "string" ? names.momentNear(extended, at, [...path, "extended"]) : extended;
  return [{ path, of, wanted: { ...rest, ...(until !== undefined && { extended: until }) } }];
};

const keysOf = (names: Names, keys: ExpectationForm["keys"], path: Path): readonly WantedStanding[] =>
  Object.entries(keys).map(([key, is]) => {
    names.key(key, [...path, key], "key");
    if (is !== "lost" && is !== "box") names.person(is, [...path, key]);
    return { of: "key", path: [...path, key], key, is };
  });

const responsibleOf = (
  names: Names,
  posts: ExpectationForm["responsible"],
  path: Path,
): readonly WantedStanding[] =>
  Object.entries(posts).map(([post, is]) => {
    names.role(post, [...path, post], "key");
    if (is !== "nobody") names.person(is, [...path, post]);
    return { of: "responsible", path: [...path, post], post, is };
  });

/** Papers to which something happens. */
const KINDS = [
  "task",
  "closing",
  "opening",
  "certificate",
  "ticket",
  "key",
  "handover",
  "control",
  "report",
  "day",
] as const;

const recordOf = (names: Names, thing: string, is: "gone" | "kept", path: Path): WantedStanding => {
  const kind = thing.split(":")[0] ?? "";
  names.isOneOf(
    [...KINDS, "alert"],
    kind,
    { code: "CFG104", why: "the record keeps nothing of the kind" },
    path,
    "value",
  );
  return { of: "record", path, thing, is };
};

const entriesOf = (names: Names, said: ExpectationForm["entries"], path: Path): readonly WantedStanding[] =>
  Object.entries(said).map(([subject, whats]) => {
    const [, kind = subject, paper = ""] = /^([^:]+):(.*)$/s.exec(subject) ?? [];
    names.isOneOf(
      KINDS,
      kind,
      { code: "CFG104", why: "there is no kind of paper" },
      [...path, subject],
      "key",
    );
    return { of: "entries", path: [...path, subject], kind, paper, whats };
  });
