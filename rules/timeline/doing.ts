import type { Path } from "../site/yaml-source.ts";
import { type Instant, type Millis, millis } from "../time/instant.ts";
import type { Names } from "./names.ts";
import type { WorkForms } from "./schema-work.ts";
import type { Action } from "./timeline.ts";
import type { Work } from "./work.ts";

/** A step at which people do something about papers. */
export type Doing = {
  readonly names: Names;
  readonly step: WorkForms;
  readonly at: Instant;
  readonly path: Path;
};

/** Something that is asked for, `wait` after what was asked for before. */
export const asked = (command: Work, path: Path, wait: Millis = millis(0)): Action => ({
  is: "command",
  command,
  wait,
  path,
});

/** Each of a list with where it stands in the file, where one alone may stand without a list. */
export const placed = <T>(
  list: readonly T[] = [],
  key: string,
  path: Path,
): readonly (readonly [T, Path])[] =>
  list.map((each, index) => [each, list.length === 1 ? [...path, key] : [...path, key, index]]);
