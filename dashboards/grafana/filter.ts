/** Which lines of a measurement count. All of a list must hold. */
export type Filter =
  /** The tag has one of the values chosen in the variable. */
  | { readonly is: "chosen"; readonly tag: string; readonly variable: string }
  /** The tag has none of them. */
  | { readonly is: "not-chosen"; readonly tag: string; readonly variable: string }
  /** The tag has one of them, or there is no such tag. */
  | { readonly is: "chosen-or-none"; readonly tag: string; readonly variable: string }
  /** There is such a tag. */
  | { readonly is: "has"; readonly tag: string }
  | { readonly is: "text"; readonly tag: string; readonly text: string }
  /** The tag `point` ends with one of these roles: `AC-hall.setpoint` has the role `setpoint`. */
  | { readonly is: "role"; readonly roles: readonly string[] };

/** Lines whose tag has one of the values chosen in the variable of that name: `chosen("zone")`. */
export const chosen = (tag: string, variable: string = tag): Filter => ({ is: "chosen", tag, variable });

/** Lines whose tag has none of them. */
export const notChosen = (tag: string, variable: string): Filter => ({ is: "not-chosen", tag, variable });

/** Lines whose tag is this text. */
export const only = (tag: string, text: string): Filter => ({ is: "text", tag, text });

/** Lines that have the tag. */
export const has = (tag: string): Filter => ({ is: "has", tag });

/** Points that have one of these roles. */
export const roles = (...names: readonly string[]): Filter => ({ is: "role", roles: names });

/** What the reader has chosen to see. */
export const scope: readonly Filter[] = [chosen("site"), chosen("zone")];

/** The same for what may belong to no zone (a dead line, a main meter), which is never filtered away. */
export const looseScope: readonly Filter[] = [
  chosen("site"),
  { is: "chosen-or-none", tag: "zone", variable: "zone" },
];
