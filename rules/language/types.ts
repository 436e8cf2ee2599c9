/** What kind of thing a value in a condition is. */
export type ValueType =
  /** A number in a unit: a UCUM code, `1` for a bare number, or a rate such as `K/h`. */
  | { readonly is: "number"; readonly unit: string }
  /** A word of a point class; its number is the index into them. */
  | { readonly is: "word"; readonly words: readonly string[] }
  /** Days since 1970-01-01. */
  | { readonly is: "date" }
  /** Yes or no: 1 or 0. */
  | { readonly is: "truth" }
  /** Minutes since midnight; only edges of `in_force` can use one. */
  | { readonly is: "time-of-day" };

/** The words that a text attribute may have: tags, uses. */
export type Vocabulary = {
  readonly words: readonly string[];
  /** A word that begins with this is the hall's own and always allowed: `x-`. */
  readonly ownPrefix?: string;
};
