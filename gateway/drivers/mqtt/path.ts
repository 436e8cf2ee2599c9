/** Finds one place in parsed JSON; undefined when it is absent, null when the device wrote null there or above it. */
export type Finder = (root: unknown) => unknown;

/**
 * Compiles a path into JSON. Only a value's own keys count, so that a payload cannot reach `constructor` or
 * `__proto__` of anything; an array is entered by position, an object by key.
 *
 * @param path  keys and array positions, outermost first; empty: the whole
 */
export const finder = (path: readonly (string | number)[]): Finder => {
  const steps = path.map(step);
  const [only] = steps;
  if (only !== undefined && steps.length === 1) return only;
  return root => {
    let here = root;
    for (const go of steps) {
      if (here === null || here === undefined) return here;
      here = go(here);
    }
    return here;
  };
};

const step = (key: string | number): Finder => {
  if (typeof key === "number") return here => (Array.isArray(here) ? here[key] : absent(here));
  if (key in Object.prototype || key in Array.prototype)
    return here => (isObject(here) && Object.hasOwn(here, key) ? here[key] : absent(here));
  return here => (isObject(here) ? here[key] : absent(here));
};

const isObject = (here: unknown): here is Record<string, unknown> =>
  typeof here === "object" && here !== null && !Array.isArray(here);

const absent = (here: unknown): null | undefined => (here === null ? null : undefined);
