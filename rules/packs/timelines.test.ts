import { relative } from "node:path";
import { describe, expect, test } from "vitest";
import {
  findTimelines,
  type LoadedTimeline,
  loadShippedPacks,
  timelineLoader,
} from "#gateway/config/load-timelines.ts";
import { Engine } from "../engine/engine.ts";
import { rulebook } from "../engine/rulebook.ts";
import { renderDiagnostic } from "../site/diagnostic.ts";
import { renderFailures } from "../timeline/render.ts";
import { runTimeline } from "../timeline/run.ts";
import type { Expectation } from "../timeline/timeline.ts";
import type { WantedTask } from "../timeline/wanted-papers.ts";

// Every rule test that comes with the packs, each as a test of its own, and what they must cover together.
const { files } = await findTimelines([relative(".", import.meta.dirname)]);
const load = timelineLoader();
const loaded = await Promise.all(files.map(load));
const timelines = loaded.flatMap(each => (each.is === "timeline" ? [each] : []));
const packs = await loadShippedPacks();
const rules = packs.flatMap(pack => pack.rules);
const duties = packs.flatMap(pack => pack.duties ?? []);

type Ready = Extract<LoadedTimeline, { is: "timeline" }>;

const whyNot = (each: LoadedTimeline): string => {
  if (each.is === "refused")
    return each.problems
      .map(problem => renderDiagnostic(problem, each.texts.get(problem.file) ?? ""))
      .join("\n");
  const { timeline, hall, lineOf } = each;
  const shown = { timeZone: hall.site.calendar.timeZone, language: "en", lineOf } as const;
  return renderFailures(runTimeline(timeline, hall), shown);
};

describe("rule tests of the packs", () => {
  test.each(loaded.map(each => [each.file, each] as const))("%s", (_, each) => {
    expect(whyNot(each)).toBe("");
  });
});

/** The hall of a rule test with some of its rules only. */
const withRules = ({ hall }: Ready, which: (id: string) => boolean): Ready["hall"] => {
  const packs = hall.packs.map(pack => ({ ...pack, rules: pack.rules.filter(rule => which(rule.id)) }));
  return { ...hall, packs, book: rulebook(hall.site, packs) };
};

/** A rule about dates of the register alone knows them though nothing was ever heard of any point. */
const canBeBlind = ({ hall: { site, book }, timeline: { start } }: Ready, id: string): boolean => {
  const engine = new Engine(site, book, start);
  const keys = book.instances.flatMap(({ key, rule }) => (rule.id === id ? [key] : []));
  return keys.some(key => ["unknown", "not-in-force"].includes(engine.look(key)?.says ?? ""));
};

const saysUnknown = (expect: Expectation | null, rule: string): boolean =>
  expect?.rules.some(({ key, says }) => says === "unknown" && key.startsWith(`${rule}/`)) ?? false;

describe.each(rules.map(({ id }) => id))("rule %s", id => {
  const its = timelines.filter(({ timeline }) => timeline.rules.includes(id));

  test("has a test", () => {
    expect(its.length).toBeGreaterThan(0);
  });

  test("has a test in which it cannot tell, unless it always can", () => {
    const isBlind = its.some(({ timeline }) => timeline.steps.some(step => saysUnknown(step.expect, id)));
    expect(isBlind || its.every(each => !canBeBlind(each, id))).toBe(true);
  });

  test("would be missed if it were not there", () => {
    // One that notices is enough: the others need not be played.
    const isMissed = its.some(
      each =>
        !runTimeline(
          each.timeline,
          withRules(each, other => other !== id),
        ).passed,
    );
    expect(isMissed).toBe(true);
  });
});

/** What rule tests expect of the tasks of a duty. */
const wantedOf = (duty: string): readonly WantedTask[] =>
  timelines.flatMap(({ timeline }) =>
    timeline.steps.flatMap(({ expect }) =>
      (expect?.papers ?? []).flatMap(matcher =>
        matcher.of === "task" && matcher.count !== 0 && dutyOf(matcher.wanted) === duty
          ? [matcher.wanted]
          : [],
      ),
    ),
  );

const dutyOf = ({ duty, id }: WantedTask): string | undefined => duty ?? id?.split("/")[0];

/** Whether a rule test expects the alert that a duty was not done in time. */
const isToldLate = (duty: string): boolean =>
  timelines.some(({ timeline }) =>
    timeline.steps.some(({ expect }) =>
      expect?.alerts.some(({ wanted }) => [`late-${duty}`, `missed-${duty}`].includes(wanted.fact ?? "")),
    ),
  );

describe.each(duties.map(({ id }) => id))("duty %s", id => {
  const wanted = wantedOf(id);

  test("is done in time in a rule test", () => {
    const isDone = ({ state, late_by }: WantedTask) => state === "done" && late_by === false;
    expect(wanted.filter(isDone).length).toBeGreaterThan(0);
  });

  test("is late or missed in one", () => {
    const isLate = ({ state }: WantedTask) => ["late", "done-late", "missed"].includes(state ?? "");
    expect(wanted.some(isLate) || isToldLate(id)).toBe(true);
  });
});
