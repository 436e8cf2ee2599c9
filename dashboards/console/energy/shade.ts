/** How many shades of ink a heat map has; more than these nobody tells apart. */
export const SHADES = 5;

/**
 * The shade of each hour, 1 … `SHADES`, null where nothing is known. Bounds are equal parts of what lies between nought
 * and the 98th of a hundred of all hours, so that one odd hour does not make all others pale.
 */
export const shadesOf = (
  days: readonly { readonly kWh: readonly (number | null)[] }[],
): { readonly bounds: readonly number[]; readonly shade: (kWh: number | null) => number | null } => {
  const known = days.flatMap(({ kWh }) => kWh.filter(each => each !== null)).toSorted((a, b) => a - b);
  const top = known[Math.floor((known.length - 1) * 0.98)] ?? 0;
  const bounds = Array.from({ length: SHADES }, (_, index) => (top * (index + 1)) / SHADES);
  const shade = (kWh: number | null): number | null =>
    kWh === null ? null : Math.min(SHADES, bounds.filter(bound => kWh > bound).length + 1);
  return { bounds, shade };
};

/** The load duration as a path in a box of `width` × `height`, from nought up; empty where nothing is known. */
export const durationPath = (powersW: readonly number[], width: number, height: number): string => {
  const top = powersW[0] ?? 0;
  if (powersW.length < 2 || top <= 0) return "";
  const x = (index: number) => ((index * width) / (powersW.length - 1)).toFixed(1);
  const y = (power: number) => (height - (Math.max(power, 0) * height) / top).toFixed(1);
  return powersW.map((power, index) => `${index === 0 ? "M" : "L"}${x(index)} ${y(power)}`).join("");
};
