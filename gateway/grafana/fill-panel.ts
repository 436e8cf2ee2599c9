import type { Board, BoardPanel, BoardTarget } from "./board-files.ts";

/** The stretch of time that panels are asked for, ms since 1970. */
export type Stretch = { readonly from: number; readonly to: number };

/** The stretch with which a board opens, or the last `length` ms. */
export const stretchOf = (
  { time }: Board,
  { now, length }: { readonly now: number; readonly length?: number },
): Stretch => {
  const [, count = "6", unit = "h"] = /^now-(\d+)([mhd])$/.exec(time.from) ?? [];
  const own = Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS];
  return { from: now - (length ?? own), to: now };
};

const UNITS_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
/** As many points as a panel of a desktop screen asks for. */
const POINTS = 1_000;
const LEAST_INTERVAL_MS = 10_000;

/**
 * A target as a browser sends it to `/api/ds/query`: variables are filled in there, and the macros of time by the server.
 * Every variable stands for everything, so that a hall of any name answers.
 */
export const askedOf = (
  target: BoardTarget,
  panel: BoardPanel,
  stretch: Stretch,
  source: string,
): Record<string, unknown> => {
  const [, count = "0", unit = "s"] = /^(\d+)([smhd])$/.exec(panel.interval ?? "") ?? [];
  const least = Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS];
  const intervalMs = Math.max(LEAST_INTERVAL_MS, least, Math.ceil((stretch.to - stretch.from) / POINTS));
  const filled = Object.entries(target).map(([key, value]) =>
    key === "query" || key === "expr" ? [key, fill(String(value), stretch)] : [key, value],
  );
  return {
    ...Object.fromEntries(filled),
    datasource: { ...target.datasource, uid: source },
    intervalMs,
    maxDataPoints: POINTS,
  };
};

/** Macros that Grafana's server fills in itself stay. What leaves out the chosen ones leaves out nothing. */
const fill = (text: string, { from, to }: Stretch): string =>
  text
    .replaceAll("$" + "{__from}", String(from))
    .replaceAll("$" + "{__to}", String(to))
    .replace(/!~ \/\^\(\$\{\w+:regex\}\)/g, "!~ /^(-)")
    .replace(/!~"\$[a-z]\w*"/g, '!~"-"')
    .replace(/\$\{\w+:regex\}/g, ".*")
    .replace(/\$(?!__|timeFilter|tag_)([a-z]\w*)/g, ".*");
