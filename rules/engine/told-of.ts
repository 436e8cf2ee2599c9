import type { Site } from "../site/model.ts";
import { lineAbove } from "./lines.ts";

/** Whether a thing's own points tell of a source: of the unit that it is, of the line that it is or hangs on. */
export type TellsOf = {
  /** Whether anything tells of the source. */
  readonly isTold: (source: string) => boolean;
  /** Whether the thing tells of the source. */
  readonly tells: (thing: string, source: string) => boolean;
  /** Whether a thing is a unit on the line that another thing is. */
  readonly hangsOn: (thing: string, line: string) => boolean;
};

/**
 * Which things of a hall say by points of the gateway's own how its sources are: then a source that cannot be read and
 * such a thing that is offline are one and the same.
 */
export const toldOf = ({ points }: Pick<Site, "points">): TellsOf => {
  const units = Map.groupBy(new Set(points.map(({ via }) => via)), lineAbove);
  const sourcesOf = (of: string): readonly string[] => {
    const behind = units.get(of) ?? [];
    // A line with one unit is blind when that unit is.
    const only = behind.length === 1 ? behind : [];
    return [of, ...(of.includes("/") ? [lineAbove(of) ?? of] : []), ...only];
  };
  const own = new Map<string, Set<string>>();
  const told = new Map<string, Set<string>>();
  for (const { owner, source } of points) {
    if (source.is !== "own" || source.of === undefined) continue;
    add(own, owner, [source.of]);
    add(told, owner, sourcesOf(source.of));
  }
  const all = new Set([...told.values()].flatMap(sources => [...sources]));
  return {
    isTold: source => all.has(source),
    tells: (thing, source) => told.get(thing)?.has(source) ?? false,
    hangsOn: (thing, line) => {
      const lines = own.get(line);
      return [...(own.get(thing) ?? [])].some(of => of.includes("/") && lines?.has(lineAbove(of) ?? ""));
    },
  };
};

const add = (to: Map<string, Set<string>>, owner: string, sources: readonly string[]): void => {
  to.set(owner, new Set([...(to.get(owner) ?? []), ...sources]));
};
