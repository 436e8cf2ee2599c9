import type { Instant } from "../time/instant.ts";
import { askedOf } from "./asked.ts";
import type { Look } from "./compare.ts";
import { Devices } from "./devices.ts";
import { alertText, checked } from "./expect.ts";
import { looksAtMessages } from "./expect-messages.ts";
import type { Failure } from "./failure.ts";
import { courseText, entryOf, eventOf, type Happening, happeningOf, messageOf } from "./happening.ts";
import { History } from "./history.ts";
import { fits } from "./match.ts";
import { goOn, perform } from "./perform.ts";
import { type Known, Play } from "./play.ts";
import { withWorkOf } from "./speaks.ts";
import type { TestHall } from "./test-hall.ts";
import type { Matcher, Step, Timeline } from "./timeline.ts";

/** What came of a rule test. */
export type Run = {
  readonly passed: boolean;
  /** In the order in which they were seen. */
  readonly failures: readonly Failure[];
  /** Everything that was done and everything that the hall said, in order. */
  readonly happenings: readonly Happening[];
};

/**
 * Plays a rule test: the devices report, people act, and the engine of the hall decides, all in virtual time and in the
 * order in which a gateway would see it. The same test gives the same run.
 */
export const runTimeline = (timeline: Timeline, whole: TestHall): Run => {
  const hall = withWorkOf(whole, timeline);
  const { start, given, steps, tolerance, named } = timeline;
  const { timeZone } = hall.site.calendar;
  const look: Look = { tolerance, timeZone, hallId: hall.site.id };
  const happenings: Happening[] = [];
  const failures: Failure[] = [];
  const forbidden = new Set(timeline.never);
  if (given.length > 0) {
    const what = given.map(({ point, value }) => courseText(point, value)).join(", ");
    happenings.push({ at: start, is: "given", what });
  }
  const devices = new Devices(repeatingIn(steps));
  const first = given.flatMap(each => devices.begin(each, start));
  const restarts = steps.some(({ actions }) => actions.some(({ is }) => is === "restart"));
  const history = restarts ? new History() : null;
  const play = new Play(
    hall,
    { points: named, start, first, history },
    {
      transition: (transition, known) => {
        happenings.push(eventOf(transition));
        failures.push(...forbiddenBy(known, forbidden, transition.event.at, look));
      },
      message: message => happenings.push(messageOf(message)),
      entry: entry => happenings.push(entryOf(entry)),
    },
  );
  let read = 0;
  for (const step of steps) {
    goOn(play, devices, step.at);
    const performed = perform(step, play, devices, (action, at) =>
      happenings.push(happeningOf(action, at, timeZone)),
    );
    if (step.expect) happenings.push({ at: performed.at, is: "expect", what: "" });
    failures.push(...performed.failures, ...checked(step, performed, { play, hall, look, read }));
    if (looksAtMessages(step.expect)) read = play.messages().length;
  }
  return { passed: failures.length === 0, failures: failures.filter(isNews), happenings };
};

/** An alert that should not be there is told at the first step that sees it, not at all that follow. */
const isNews = ({ about }: Failure, index: number, all: readonly Failure[]): boolean =>
  about.is !== "further-alert" ||
  all.findIndex(other => other.about.is === about.is && other.about.alert === about.alert) === index;

/** Positions of the points that some step delivers a second time. */
const repeatingIn = (steps: readonly Step[]): ReadonlySet<number> =>
  new Set(
    steps.flatMap(({ actions }) =>
      actions.flatMap(action => (action.is === "repeat" ? [action.delivery.point.index] : [])),
    ),
  );

/** An alert that may never be is told once. */
const forbiddenBy = (known: Known, forbidden: Set<Matcher>, at: Instant, look: Look): readonly Failure[] =>
  [...forbidden]
    .filter(matcher => fits(matcher, known, look))
    .map(matcher => {
      forbidden.delete(matcher);
      const asked = askedOf(matcher, look.timeZone);
      return { at, path: matcher.path, about: { is: "forbidden-alert", asked, alert: alertText(known) } };
    });
