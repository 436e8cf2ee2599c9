import type { Report } from "#rules/site/findings.ts";
import { kinds } from "#rules/site/kinds.ts";
import { nearest } from "#rules/site/nearest.ts";
import type { PointClass } from "#rules/site/point-class.ts";
import { pointClasses } from "#rules/site/point-classes.ts";
import type { Profile } from "#rules/site/profile.ts";
import type { Path } from "#rules/site/yaml-source.ts";
import { convert, convertibleTo } from "#rules/units/convert.ts";
import { units } from "#rules/units/units.ts";

/** What a page says beside its points; everything of it has been checked by the schema. */
export type About = Pick<Profile, "id" | "vendor" | "product" | "kind" | "confidence" | "sources" | "quirks">;

/** Keys of the mapping at a path of the page as it was written. */
export type KeysAt = (path: Path) => readonly string[];

/** A point while it is built: where it stands, what it says, and where to tell what is wrong. */
export type Draft<Part> = {
  readonly report: Report;
  readonly path: Path;
  /** With what `each` says. */
  readonly part: Part;
};

/** What points of both wires say, as far as it fits the schema. */
type CommonPart = {
  readonly class?: string | undefined;
  readonly role?: string | undefined;
  readonly phase?: string | undefined;
  readonly tariff?: string | undefined;
  readonly unit?: string | undefined;
  readonly scale?: number | undefined;
  readonly offset?: number | undefined;
  readonly range?: readonly [number, number] | undefined;
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly note?: string | undefined;
  readonly conflict?: string | undefined;
};

/** What is the same of a point whichever wire it comes over. */
export type Common = {
  readonly class: PointClass;
  readonly role?: string;
  readonly phase?: string;
  readonly tariff?: string;
  readonly range?: readonly [low: number, high: number];
  readonly note?: string;
  readonly conflict?: string;
  /** value = number × scale + offset, in the class's unit. */
  readonly scale: number;
  readonly offset: number;
  readonly values?: Readonly<Record<string, string>>;
};

/** Class, role, unit and words of a point; undefined when it has no class that we know, which has been told. */
export const commonOf = (draft: Draft<CommonPart>): Common | undefined => {
  const { part } = draft;
  const pointClass = classOf(draft);
  if (pointClass === undefined) return undefined;
  checkRole(draft, pointClass);
  checkWords(draft, pointClass);
  checkRange(draft, pointClass);
  return {
    class: pointClass,
    ...present(part, ["role", "phase", "tariff", "range", "note", "conflict", "values"]),
    ...inUnit(draft, pointClass),
  };
};

/** What a point says, and where it says nothing what `each` does; without what does not fit the schema, which has been told. */
export const merged = <Part>(each: object | undefined, said: object | undefined): Part =>
  ({ ...sound(each ?? {}), ...sound(said ?? {}) }) as Part;

const sound = (part: object): object =>
  Object.fromEntries(
    Object.entries(part)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, isMapping(value) ? sound(value) : value]),
  );

const isMapping = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The keys that are there, so that what is absent stays absent. */
export const present = <T extends object, K extends keyof T>(part: T, keys: readonly K[]) =>
  Object.fromEntries(keys.flatMap(key => (part[key] === undefined ? [] : [[key, part[key]]]))) as {
    readonly [P in K]?: Exclude<T[P], undefined>;
  };

const classOf = ({ report, path, part }: Draft<CommonPart>): PointClass | undefined => {
  if (part.class === undefined) {
    const help = "add class: elec-voltage, or another of the class table";
    report({ code: "CFG101", path: [...path, "class"], at: "missing", why: 'missing key "class"', help });
    return undefined;
  }
  const found = pointClasses.get(part.class);
  if (found !== undefined) return found;
  const near = nearest(part.class, [...pointClasses.keys()]);
  const help = near === null ? "" : `did you mean "${near}"?`;
  const why = `there is no point class "${part.class}"`;
  report({ code: "CFG303", path: [...path, "class"], at: "value", why, help });
  return undefined;
};

/** Every role of any kind, with the classes that it has. */
const roles: ReadonlyMap<string, ReadonlySet<string>> = Object.values(kinds)
  .flatMap(kind => Object.entries(kind))
  .reduce(
    (all, [name, role]) => all.set(name, new Set([...(all.get(name) ?? []), role.class])),
    new Map<string, Set<string>>(),
  );

const checkRole = ({ report, path, part }: Draft<CommonPart>, pointClass: PointClass): void => {
  if (part.role === undefined || roles.get(part.role)?.has(pointClass.id)) return;
  const classes = roles.get(part.role);
  const fitting = [...roles].filter(([, each]) => each.has(pointClass.id)).map(([name]) => name);
  const near = classes === undefined ? nearest(part.role, [...roles.keys()]) : null;
  const why =
    classes === undefined
      ? `no kind of equipment has a role "${part.role}"`
      : `the role "${part.role}" is ${[...classes].join(" or ")}, not ${pointClass.id}`;
  const known = fitting.length === 0 ? "leave role out" : `${pointClass.id} has ${fitting.join(", ")}`;
  const help = near === null ? known : `did you mean "${near}"?`;
  report({ code: "CFG703", path: [...path, "role"], at: "value", why, help });
};

const checkWords = ({ report, path, part }: Draft<CommonPart>, { id, words }: PointClass): void => {
  const at = [...path, "values"];
  if (words === undefined) {
    const why = `${id} is a number: values are for words`;
    if (part.values !== undefined) report({ code: "CFG406", path: at, at: "key", why });
    return;
  }
  for (const [raw, word] of Object.entries(part.values ?? {})) {
    if (words.includes(word)) continue;
    const near = nearest(word, words);
    const help = near === null ? `one of ${words.join(", ")}` : `did you mean "${near}"?`;
    report({ code: "CFG305", path: [...at, raw], at: "value", why: `${id} has no word "${word}"`, help });
  }
};

const checkRange = ({ report, path, part }: Draft<CommonPart>, { id, words }: PointClass): void => {
  if (part.range === undefined) return;
  const [low, high] = part.range;
  const at = [...path, "range"];
  const why = words === undefined ? `${low} is not below ${high}` : `${id} is words and has no range`;
  if (words !== undefined) report({ code: "CFG406", path: at, at: "key", why });
  else if (low >= high) report({ code: "CFG403", path: at, at: "value", why });
};

/** Takes the device's number to the class's unit. */
const inUnit = ({ report, path, part }: Draft<CommonPart>, pointClass: PointClass) => {
  const { scale = 1, offset = 0, unit } = part;
  if (scale === 0) {
    const why = "a scale of 0 makes every value 0";
    report({ code: "CFG105", path: [...path, "scale"], at: "value", why });
  }
  if (pointClass.unit === undefined) {
    const odd = (["unit", "scale", "offset"] as const).find(key => part[key] !== undefined);
    const why = `${pointClass.id} is words and has no unit, scale or offset`;
    if (odd !== undefined) report({ code: "CFG406", path: [...path, odd], at: "key", why });
    return { scale: 1, offset: 0 };
  }
  if (unit === undefined) return { scale, offset };
  const to = convert(unit, pointClass.unit);
  if (to.is === "conversion") {
    return { scale: tidy(scale * to.scale), offset: tidy(offset * to.scale + to.offset) };
  }
  const fitting = convertibleTo(pointClass.unit);
  const near = units.has(unit) ? null : nearest(unit, [...fitting, ...units.keys()]);
  const help = near === null ? `${pointClass.id} can be in ${fitting.join(", ")}` : `did you mean "${near}"?`;
  report({ code: "CFG404", path: [...path, "unit"], at: "value", why: to.why, help });
  return { scale, offset };
};

/** 0.01 × 1000 is 10 and not 10.000000000000002: what a page says is a short decimal, and so is what it means. */
const tidy = (value: number): number => Number(value.toPrecision(14));
