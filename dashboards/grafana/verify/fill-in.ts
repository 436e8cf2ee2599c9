/** The stretch of time that a board shows, in milliseconds since 1970. */
export type Range = { readonly from: number; readonly to: number };

/** What a variable stands for: a text, or several values of which each may match. */
export type Choice =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "several"; readonly values: readonly string[] };

/** Width of a panel in points, as Grafana asks for on a desktop screen. */
const points = 1_000;
const second = 1_000;
/** The lengths of `$__interval` in seconds; Grafana rounds to such steps. */
const steps = [
  10, 15, 20, 30, 60, 120, 300, 600, 900, 1_200, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400,
];

/**
 * Fills in a query as Grafana does: macros, global variables, and `${name:regex}` of the board's own variables. What it
 * does not know stays, so that `left` finds it.
 */
export const fillIn = (
  query: string,
  range: Range,
  variables: ReadonlyMap<string, Choice>,
  least = 0,
): string => {
  const interval = Math.max(least, intervalOf(range));
  const known: Readonly<Record<string, string>> = {
    $timeFilter: `time >= ${range.from}ms and time <= ${range.to}ms`,
    $__interval_ms: String(interval * second),
    $__interval: `${interval}s`,
    "${__from}": String(range.from),
    "${__to}": String(range.to),
  };
  const macros = Object.entries(known).reduce((text, [name, value]) => text.replaceAll(name, value), query);
  return macros.replace(/\$\{(\w+):regex\}/g, (all, name: string) => {
    const choice = variables.get(name);
    return choice === undefined ? all : asRegex(choice);
  });
};

/** The same for PromQL: variables stand for themselves or, where several are chosen, for a regular expression. */
export const fillInProm = (
  query: string,
  range: Range,
  variables: ReadonlyMap<string, Choice>,
  least = 0,
): string => {
  const interval = Math.max(least, intervalOf(range));
  const length = Math.round((range.to - range.from) / second);
  const macros = query
    .replaceAll("$__range_s", String(length))
    .replaceAll("$__range", `${length}s`)
    .replaceAll("$__interval", `${interval}s`);
  return macros.replace(/\$(\w+)/g, (all, name: string) => {
    const choice = variables.get(name);
    return choice === undefined ? all : asRegex(choice).replaceAll("\\", "\\\\");
  });
};

/** A length as panels name it, in seconds: `1h`. */
export const secondsOf = (length: string | null | undefined): number => {
  const [, count = "0", unit = "s"] = /^(\d+)([smhd])$/.exec(length ?? "") ?? [];
  return Number(count) * { s: 1, m: 60, h: 3_600, d: 86_400 }[unit as "s" | "m" | "h" | "d"];
};

/** Variables and macros that nobody filled in; a `$` that ends a regular expression is none. */
export const left = (query: string): readonly string[] => query.match(/\$\{[^}]*\}|\$\w+|\[\[\w+\]\]/g) ?? [];

/** Grafana takes the first step that gives no more points than the panel has. */
export const intervalOf = ({ from, to }: Range): number => {
  const exact = (to - from) / second / points;
  return steps.find(step => step >= exact) ?? steps.at(-1)!;
};

const asRegex = (choice: Choice): string => {
  if (choice.is === "text") return choice.text;
  const escaped = choice.values.map(value => value.replace(/[\\^$*+?.()|[\]{}/]/g, "\\$&"));
  return escaped.length === 1 ? escaped[0]! : `(${escaped.join("|")})`;
};
