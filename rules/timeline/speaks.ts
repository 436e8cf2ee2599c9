import { closingClerk } from "../closing/clerk.ts";
import { openingClerk } from "../closing/opening-clerk.ts";
import { CLERKS } from "../engine/clerks.ts";
import { LATE_FACT } from "../filing/affairs.ts";
import { filingClerk } from "../filing/clerk.ts";
import { handoverClerk } from "../handover/clerk.ts";
import { thingsOf } from "../language/duty-where.ts";
import type { ClerkFactory } from "../routine/clerk.ts";
import type { TestHall } from "./test-hall.ts";
import type { Expectation, Matcher, Timeline } from "./timeline.ts";
import { isWork, type Work } from "./work.ts";

/** What of people's work a rule test speaks of; the rest is kept out of the picture. */
export type Spoken = {
  /** Ids of duties. */
  readonly duties: ReadonlySet<string>;
  readonly checks: ReadonlySet<Check>;
};

type Check = "closing" | "opening" | "handover" | "report";
/** `all`: every duty of the hall. */
type Word = Check | "all" | { readonly duty: string } | { readonly item: string };

/** The hall of a test: nobody has duties, checks or handovers of which it does not speak. */
export const withWorkOf = (hall: TestHall, timeline: Timeline): TestHall => {
  const { duties, checks } = spokenOf(timeline, hall);
  const kept = (clerk: ClerkFactory): boolean => {
    const check = CLERK_OF.get(clerk);
    return check === undefined || checks.has(check);
  };
  const book = {
    ...hall.book,
    duties: hall.book.duties.filter(({ id }) => duties.has(id)),
    clerks: (hall.book.clerks ?? CLERKS).filter(kept),
  };
  return { ...hall, book };
};

const CLERK_OF: ReadonlyMap<ClerkFactory, Check> = new Map<ClerkFactory, Check>([
  [closingClerk, "closing"],
  [openingClerk, "opening"],
  [handoverClerk, "handover"],
  [filingClerk, "report"],
]);

/** What a rule test names: in what people do, in what it expects, and in the facts of alerts. */
export const spokenOf = ({ steps, never, duties }: Timeline, { site, book }: TestHall): Spoken => {
  const words: readonly Word[] = [
    ...(duties === "all" ? (["all"] as const) : duties.map(duty => ({ duty }))),
    ...never.flatMap(ofMatcher),
    ...steps.flatMap(({ actions, expect }) => [
      ...actions.flatMap(action =>
        action.is === "command" && isWork(action.command) ? ofWork(action.command) : [],
      ),
      ...(expect ? ofExpectation(expect) : []),
    ]),
  ];
  const checks = new Set(words.filter(word => typeof word === "string" && word !== "all") as Check[]);
  const isNamed = (duty: TestHall["book"]["duties"][number]): boolean =>
    words.some(word => {
      if (word === "all") return true;
      if (typeof word === "string") return false;
      if ("duty" in word) return word.duty === duty.id;
      const { item } = word;
      return duty.items.some(({ id }) => id === item) || itemsOf(duty).includes(item);
    });
  const itemsOf = (duty: TestHall["book"]["duties"][number]): readonly string[] =>
    thingsOf(duty, site, book.settings).map(({ id }) => id);
  const named = book.duties.filter(duty => isNamed(duty) || (duty.isForOpening && checks.has("opening")));
  return { duties: new Set(named.map(({ id }) => id)), checks };
};

const dutyOf = (task: string): Word => ({ duty: task.split("/")[0] ?? "" });

const ofWork = (work: Work): readonly Word[] => {
  switch (work.is) {
    case "answer":
    case "retract":
      return [work.task === "" ? { item: work.item } : dutyOf(work.task)];
    case "sign-task":
      return [dutyOf(work.task)];
    case "confirm-item":
    case "sign-closing":
    case "extend-closing":
    case "approve-extension":
    case "re-enter":
      return ["closing"];
    case "except-item":
    case "sign-opening":
      return ["opening"];
    case "read-items":
    case "remark":
    case "add":
    case "sign-handover":
    case "hand-over":
      return ["handover"];
    case "open-ticket":
    case "ticket":
    case "key":
    case "set-day":
    case "order-control":
    case "approve-control":
    case "withdraw-control":
    case "undo-control":
    case "control-tried":
      return [];
    case "report-drafted":
    case "review-report":
    case "release-report":
    case "return-report":
      return ["report"];
    default:
      return work satisfies never;
  }
};

const FACTS: Readonly<Record<string, Check>> = {
  "closing-check": "closing",
  "certificate-broken": "closing",
  "opening-check": "opening",
  "handover-open": "handover",
  [LATE_FACT]: "report",
};

const ofFact = (fact: string | undefined): readonly Word[] => {
  const check = FACTS[fact ?? ""];
  const [, duty] = /^(?:late|missed)-(.+)$/.exec(fact ?? "") ?? [];
  return [...(check === undefined ? [] : [check]), ...(duty === undefined ? [] : [{ duty }])];
};

const ofMatcher = ({ wanted }: Matcher): readonly Word[] => ofFact(wanted.fact);

const ofExpectation = (expect: Expectation): readonly Word[] => [
  ...[...expect.alerts, ...expect.noAlerts].flatMap(ofMatcher),
  ...[...expect.messages, ...expect.noMessages].flatMap(({ wanted }) => ofFact(wanted.fact)),
  ...[...expect.papers, ...expect.noPapers].flatMap((matcher): readonly Word[] => {
    switch (matcher.of) {
      case "task": {
        const { duty, id } = matcher.wanted;
        return [duty === undefined ? (id === undefined ? "all" : dutyOf(id)) : { duty }];
      }
      case "certificate":
        return [matcher.wanted.kind ?? "closing"];
      case "handover":
        return ["handover"];
      case "report":
        return ["report"];
      case "ticket":
      case "order":
        return [];
      default:
        return matcher satisfies never;
    }
  }),
  ...expect.checks.map(({ of }) => of),
  ...expect.standings.flatMap((standing): readonly Word[] => {
    if (standing.of === "responsible") return ["handover"];
    if (standing.of === "key" || standing.of === "record") return [];
    if (standing.kind === "task") return [standing.paper === "" ? "all" : dutyOf(standing.paper)];
    const check = (["closing", "opening", "handover", "report"] as const).find(
      each => each === standing.kind,
    );
    return check === undefined ? [] : [check];
  }),
];
