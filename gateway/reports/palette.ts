/** Inks of charts: greys only, since no value is good or bad by itself; every series also has a place and a name. */
export const INK = "#1b1f23";
export const SECOND = "#4a5057";
export const GRID = "#dcdee0";
export const WHITE = "#ffffff";

/** Dark to light, so that what lies on each other stays apart in a copy. @param count  1 or more */
export const toneOf = (index: number, count: number): string => {
  if (count <= 1) return "#6b7178";
  const level = Math.round(0x3a + ((0xd6 - 0x3a) * index) / (count - 1));
  return `#${level.toString(16).padStart(2, "0").repeat(3)}`;
};
