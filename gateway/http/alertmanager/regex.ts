import { parseRegex, type RegexNode } from "./regex-parse.ts";

/** One step of the automaton: take a character, go on in two places, ask where it stands, or be done. */
type Step =
  | { readonly is: "take"; readonly has: (character: string) => boolean }
  | Fork
  | { readonly is: "edge"; readonly at: "begin" | "end" }
  | { readonly is: "done" };
/** Where it leads is filled in once that is known. */
type Fork = { readonly is: "fork"; first: number; second: number };

/** Patterns that people write need some dozens of steps; every alert is tried with every one of them. */
const MOST_STEPS = 1_000;

/**
 * Compiles a regular expression as matchers have them: it must match the whole text. The time that it takes grows with the
 * length of the pattern times that of the text and no faster, whatever a stranger sends; what RE2 can do and
 * JavaScript cannot do in that time (back-references, looking around) does not exist.
 *
 * @throws {SyntaxError}  in words that say what is wrong with the pattern
 * @see https://github.com/google/re2/wiki/Syntax, of which this is the part that matchers use
 */
export const regex = (pattern: string): ((text: string) => boolean) => {
  const { node, ignoresCase } = parseRegex(pattern);
  const words = wordsOf(node);
  if (words) return text => words.has(ignoresCase ? text.toLowerCase() : text);
  const steps: Step[] = [];
  emit(node, steps);
  steps.push({ is: "done" });
  return text => matches(steps, [...(ignoresCase ? text.toLowerCase() : text)]);
};

/** A choice of plain words, as silences of many things have it, may be long: it is looked up. Null: it is more than that. */
const wordsOf = (node: RegexNode): ReadonlySet<string> | null => {
  if (node.is !== "choice") return null;
  const words = new Set<string>();
  for (const part of node.parts) {
    if (part.is !== "sequence") return null;
    let word = "";
    for (const each of part.parts) {
      if (each.is !== "set" || each.only === undefined) return null;
      word += each.only;
    }
    words.add(word);
  }
  return words;
};

const push = (steps: Step[], step: Step): void => {
  if (steps.length >= MOST_STEPS) throw new SyntaxError("expression too large");
  steps.push(step);
};

const forked = (steps: Step[]): Fork => {
  const fork: Fork = { is: "fork", first: 0, second: 0 };
  push(steps, fork);
  return fork;
};

const emit = (node: RegexNode, steps: Step[]): void => {
  switch (node.is) {
    case "set":
      push(steps, { is: "take", has: node.has });
      return;
    case "edge":
      push(steps, { is: "edge", at: node.at });
      return;
    case "sequence":
      for (const part of node.parts) emit(part, steps);
      return;
    case "choice":
      choose(node.parts, steps);
      return;
    case "repeat":
      repeat(node, steps);
      return;
  }
};

const choose = ([part, ...others]: readonly RegexNode[], steps: Step[]): void => {
  if (!part) return;
  if (others.length === 0) {
    emit(part, steps);
    return;
  }
  const fork = forked(steps);
  fork.first = steps.length;
  emit(part, steps);
  const leave = forked(steps);
  fork.second = steps.length;
  choose(others, steps);
  leave.first = steps.length;
  leave.second = steps.length;
};

const repeat = ({ part, from, to }: Extract<RegexNode, { is: "repeat" }>, steps: Step[]): void => {
  for (let n = 0; n < from; n++) emit(part, steps);
  if (to === null) {
    const at = steps.length;
    const fork = forked(steps);
    fork.first = steps.length;
    emit(part, steps);
    push(steps, { is: "fork", first: at, second: at });
    fork.second = steps.length;
    return;
  }
  const forks: Fork[] = [];
  for (let n = from; n < to; n++) {
    const fork = forked(steps);
    fork.first = steps.length;
    forks.push(fork);
    emit(part, steps);
  }
  for (const fork of forks) fork.second = steps.length;
};

/** All places at once: each character is looked at once in every place. */
const matches = (steps: readonly Step[], characters: readonly string[]): boolean => {
  let places = spread(steps, [0], 0, characters.length);
  for (const [i, character] of characters.entries()) {
    const next: number[] = [];
    for (const place of places) {
      const step = steps[place];
      if (step?.is === "take" && step.has(character)) next.push(place + 1);
    }
    if (next.length === 0) return false;
    places = spread(steps, next, i + 1, characters.length);
  }
  for (const place of places) if (steps[place]?.is === "done") return true;
  return false;
};

/** Every place that is reached from these without taking a character. */
const spread = (
  steps: readonly Step[],
  from: readonly number[],
  position: number,
  length: number,
): ReadonlySet<number> => {
  const reached = new Set<number>();
  const waiting = [...from];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (reached.has(place)) continue;
    reached.add(place);
    const step = steps[place];
    if (step?.is === "fork") waiting.push(step.first, step.second);
    if (step?.is === "edge" && position === (step.at === "begin" ? 0 : length)) waiting.push(place + 1);
  }
  return reached;
};
