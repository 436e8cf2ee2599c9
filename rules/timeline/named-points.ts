import type { Point, Site } from "../site/model.ts";
import type { Path } from "../site/yaml-source.ts";
import type { Part, Teller } from "./teller.ts";
import type { Assignment } from "./timeline.ts";
import { courseOf, type ValueForm } from "./values.ts";

/** The points of a hall by the names in a file. */
export type NamedPoints = {
  /** Ids of all points that were named. */
  readonly named: ReadonlySet<string>;
  point(id: string, path: Path, at?: Part): Point | null;
  /** Points as keys, each with what belongs to it and the path to that. */
  pointsOf<T>(record: Readonly<Record<string, T>>, path: Path): readonly (readonly [Point, T, Path])[];
  assignments(record: Readonly<Record<string, ValueForm>>, path: Path): readonly Assignment[];
};

export const namedPoints = ({ points }: Site, teller: Teller): NamedPoints => {
  const byId = new Map(points.map(point => [point.id, point]));
  const named = new Set<string>();

  const point: NamedPoints["point"] = (id, path, at) => {
    const found = byId.get(id) ?? null;
    if (found) named.add(id);
    else teller.isOneOf(inQuestion(id, points), id, UNKNOWN, path, at);
    return found;
  };
  const pointsOf: NamedPoints["pointsOf"] = (record, path) =>
    Object.entries(record).flatMap(([id, value]) => {
      const found = point(id, [...path, id], "key");
      return found ? [[found, value, [...path, id]] as const] : [];
    });
  return {
    named,
    point,
    pointsOf,
    assignments: (record, path) =>
      pointsOf(record, path).map(([found, value, at]) => ({
        point: found,
        value: teller.read(courseOf(value, found), at, { is: "still", value: Number.NaN }),
      })),
  };
};

const UNKNOWN = { code: "CFG601", why: "the hall has no point" } as const;

/** Of an owner that there is, its points come in question; else all. */
const inQuestion = (id: string, points: readonly Point[]): readonly string[] => {
  const own = points.filter(({ owner }) => owner === id.split(".")[0]);
  return (own.length > 0 ? own : points).map(each => each.id);
};
