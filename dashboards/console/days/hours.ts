/** Parts of a day as a form has them: `["08:30", "12:00"]`; a part of empty texts is none. */
export type Part = readonly [from: string, to: string];

/**
 * The opening hours of a day as the gateway takes them, `08:30-12:00`, or what is wrong with them. A part that is left
 * empty does not count; one that is half empty is wrong.
 */
export const hoursOf = (parts: readonly Part[]): readonly string[] | "missing" | "wrong" => {
  const said = parts.filter(([from, to]) => from !== "" || to !== "");
  if (said.length === 0 || said.some(([from, to]) => from === "" || to === "")) return "missing";
  const moments = said.flat();
  const isInOrder = moments.every((moment, place) => place === 0 || moment > (moments[place - 1] ?? ""));
  return isInOrder ? said.map(([from, to]) => `${from}-${to}`) : "wrong";
};
