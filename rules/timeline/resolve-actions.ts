import { parseDuration } from "../site/durations.ts";
import type { Point } from "../site/model.ts";
import type { Path } from "../site/yaml-source.ts";
import { after, type Instant, type Millis, millis } from "../time/instant.ts";
import { dateAndClock } from "./moments.ts";
import type { Names } from "./names.ts";
import { resolveCommands } from "./resolve-commands.ts";
import type { StepForm } from "./schema.ts";
import type { Action, Delivery, DeviceClock } from "./timeline.ts";
import { numberOf, type ValueForm } from "./values.ts";

/**
 * What happens at a step, in the order of the file's documentation: the clock and a restart first, then what devices do,
 * then what people ask for.
 */
export const resolveActions = (
  names: Names,
  step: StepForm,
  at: Instant,
  path: Path,
): { readonly actions: readonly Action[]; readonly until: Instant } => {
  const by = step.clock ?? millis(0);
  const down = step.restart ?? millis(0);
  const ready = after(after(at, by), down);
  const asked = resolveCommands(names, step, ready, path);
  const wait = asked.reduce((sum, action) => sum + (action.is === "command" ? action.wait : 0), 0);
  const until = after(ready, millis(wait));
  const actions: readonly Action[] = [
    ...(by === 0 ? [] : [{ is: "clock", by } as const]),
    ...(step.restart === undefined ? [] : [{ is: "restart", down } as const]),
    ...clocks(names, step, ready, path),
    ...step.silent.flatMap((id, index) => named(names, id, [...path, "silent", index], "silent")),
    ...names
      .pointsOf(step.bad, [...path, "bad"])
      .map(([point, reason]) => ({ is: "bad", point, reason }) as const),
    ...step.heard.flatMap((id, index) => named(names, id, [...path, "heard", index], "heard")),
    ...names.assignments(step.set, [...path, "set"]).map(each => ({ is: "set", ...each }) as const),
    ...messages(names, step.once, [...path, "once"]).map(each => ({ is: "once", ...each }) as const),
    ...messages(names, step.retained, [...path, "retained"]).map(
      each => ({ is: "retained", ...each }) as const,
    ),
    ...deliveries(names, step.late, ready, [...path, "late"]).map(
      ({ delivery }) => ({ is: "late", delivery }) as const,
    ),
    ...deliveries(names, step.repeat, ready, [...path, "repeat"]).map(
      each => ({ is: "repeat", ...each }) as const,
    ),
    ...asked,
    ...(step.purge === undefined ? [] : [{ is: "purge", keepDays: step.purge.keep_days } as const]),
  ];
  return { actions, until };
};

const named = (names: Names, id: string, path: Path, is: "silent" | "heard"): Action[] => {
  const point = names.point(id, path);
  return point ? [{ is, point }] : [];
};

const clocks = (names: Names, { source_time }: StepForm, at: Instant, path: Path): Action[] =>
  names.pointsOf(source_time, [...path, "source_time"]).map(([point, text, where]) => ({
    is: "source_time",
    point,
    clock: text === null ? { is: "right" } : clockOf(names, text, at, where),
  }));

const clockOf = (names: Names, text: string, at: Instant, path: Path): DeviceClock => {
  const by = /^[-+]/.test(text) ? parseDuration(text.slice(1)) : null;
  if (by !== null) return { is: "off", by: (text.startsWith("-") ? -by : by) as Millis };
  const stopped = dateAndClock(text, names.timeZone);
  if (stopped === null)
    names.wrong(
      "CFG603",
      path,
      `"${text}" is no moment`,
      'write "1970-01-01 00:00", or +10 min for a clock that is ahead',
    );
  return { is: "stopped", at: stopped ?? at };
};

const messages = (
  names: Names,
  values: Readonly<Record<string, ValueForm>>,
  path: Path,
): readonly { readonly point: Point; readonly value: number }[] =>
  names
    .pointsOf(values, path)
    .map(([point, written, where]) => ({ point, value: single(names, written, point, where) }));

const deliveries = (
  names: Names,
  list: StepForm["late"],
  at: Instant,
  path: Path,
): readonly { readonly delivery: Delivery; readonly path: Path }[] =>
  list.flatMap(({ point: id, value, measured }, index) => {
    const where = [...path, index];
    const point = names.point(id, [...where, "point"]);
    const measuredAt = names.momentBefore(measured, at, [...where, "measured"]);
    if (!point) return [];
    return [
      {
        delivery: { point, value: single(names, value, point, [...where, "value"]), measuredAt },
        path: where,
      },
    ];
  });

/** A value of one message, which cannot move. */
const single = (names: Names, written: ValueForm, point: Point, path: Path): number => {
  if (written.is === "plain") return names.read(numberOf(written.text, point), path, Number.NaN);
  names.wrong("CFG103", path, "one message has one value", "a value that moves belongs under set");
  return Number.NaN;
};
