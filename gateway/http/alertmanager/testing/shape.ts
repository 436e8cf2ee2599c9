/**
 * The shape of a JSON answer: what keys there are and of which kind their values, whatever the values. Names of labels and
 * annotations are values too.
 */
export const shape = (value: unknown, key = ""): unknown => {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shape(value[0])];
  if (typeof value !== "object" || value === null) return kind(value);
  if (key === "labels" || key === "annotations") return "labels";
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, inner]) => [name, shape(inner, name)]),
  );
};

const kind = (value: unknown): string => {
  if (typeof value !== "string") return value === null ? "null" : typeof value;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value)) return "time";
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)) return "uuid";
  if (/^[0-9a-f]{16}$/.test(value)) return "fingerprint";
  return "text";
};

/** Without what later versions brought and Debian's does not have: `mutedBy`, and annotations of silences. */
export const withoutLater = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutLater);
  if (typeof value !== "object" || value === null) return value;
  const later = (key: string) => key === "mutedBy" || (key === "annotations" && "matchers" in value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !later(key))
      .map(([key, inner]) => [key, withoutLater(inner)]),
  );
};
