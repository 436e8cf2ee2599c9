/**
 * What a rule misses in a hall, as the rulebook says it in English, taken apart so that many of the same sort become
 * one line and can be said in another language. `of` and `id` are whose it is: `zone` `wc`.
 */
export type Missing =
  | {
      readonly is: "point" | "key" | "thing";
      readonly of: string;
      readonly id: string;
      readonly name: string;
    }
  /** The whole hall has none of these, or its calendar does not name the season. */
  | { readonly is: "kind" | "season"; readonly name: string }
  | { readonly is: "other"; readonly why: string };

const FORMS: readonly (readonly [form: RegExp, is: "point" | "key" | "thing"])[] = [
  [/^(\S+) (\S+) has no point "(\w+)"$/, "point"],
  [/^(\S+) (\S+) has no (\w+) in the site file$/, "key"],
  [/^no (camera) is named that sees (\S+) (\S+)$/, "key"],
  [/^(\S+) (\S+) has no (\S+)$/, "thing"],
];

/** Takes the reason of a rule that cannot be judged apart. */
export const missingOf = (why: string): Missing => {
  const kind = /^the hall has no (\S+)$/.exec(why)?.[1];
  if (kind !== undefined) return { is: "kind", name: kind };
  const season = /^the calendar has no season (\S+)$/.exec(why)?.[1];
  if (season !== undefined) return { is: "season", name: season };
  for (const [form, is] of FORMS) {
    const [, first = "", second = "", third = ""] = form.exec(why) ?? [];
    if (first === "") continue;
    return first === "camera"
      ? { is, of: second, id: third, name: first }
      : { is, of: first, id: second, name: third };
  }
  return { is: "other", why };
};
