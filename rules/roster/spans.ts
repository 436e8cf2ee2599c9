import type { Role, Site } from "../site/model.ts";
import type { Roster } from "../site/roster.ts";
import { type Instant, instant } from "../time/instant.ts";

/** From `from` until before `to`. */
export type Span = { readonly from: Instant; readonly to: Instant };

/** The stretches of a span in which somebody is on duty in a role, in order, without overlap. */
export const dutySpans = (
  { people }: Pick<Site, "people">,
  roster: Roster,
  role: Role,
  within: Span,
): readonly Span[] => {
  const shifts = roster.shifts.filter(shift => shift.role === role);
  const spans = people
    .filter(({ roles }) => roles.includes(role))
    .flatMap(({ id }) => {
      const on = shifts.length === 0 ? [within] : shifts.filter(({ person }) => person === id);
      const off = roster.absences.filter(({ person }) => person === id);
      return on.flatMap(span => without(clipped(span, within), off));
    });
  return joined(spans);
};

/** What of a span is left without others. */
export const without = (span: Span | null, others: readonly Span[]): readonly Span[] =>
  others.reduce<readonly Span[]>(
    (left, other) =>
      left.flatMap(({ from, to }) => {
        if (other.to <= from || to <= other.from) return [{ from, to }];
        const before = from < other.from ? [{ from, to: other.from }] : [];
        return other.to < to ? [...before, { from: other.to, to }] : before;
      }),
    span ? [span] : [],
  );

const clipped = (span: Span, within: Span): Span | null => {
  const from = instant(Math.max(span.from, within.from));
  const to = instant(Math.min(span.to, within.to));
  return from < to ? { from, to } : null;
};

/** The same time as stretches in order, without overlap. */
export const joined = (spans: readonly Span[]): readonly Span[] => {
  const found: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last === undefined || last.to < span.from) found.push(span);
    else if (last.to < span.to) found[found.length - 1] = { from: last.from, to: span.to };
  }
  return found;
};
