/** Whole numbers from `first` to `last`, both included. */
export type Range = { readonly first: number; readonly last: number };

/** Adds one number to ranges that are sorted and apart from each other. */
export const withNumber = (ranges: readonly Range[], number: number): readonly Range[] => {
  const touching = (range: Range) => range.first - 1 <= number && number <= range.last + 1;
  const met = ranges.filter(touching);
  const joined = {
    first: Math.min(number, ...met.map(({ first }) => first)),
    last: Math.max(number, ...met.map(({ last }) => last)),
  };
  return [
    ...ranges.filter(range => !touching(range) && range.last < number),
    joined,
    ...ranges.filter(range => !touching(range) && range.first > number),
  ];
};

/** Takes away everything up to `number`. */
export const after = (ranges: readonly Range[], number: number): readonly Range[] =>
  ranges
    .filter(({ last }) => last > number)
    .map(({ first, last }) => ({ first: Math.max(first, number + 1), last }));
