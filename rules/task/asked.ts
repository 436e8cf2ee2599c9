import type { Ask } from "../language/duty.ts";
import type { Answer } from "../routine/task.ts";

type Value = Answer["values"][string];

/** The questions whose answers are not good, or what is wrong with the answers. */
export type Asked =
  | { readonly is: "asked"; readonly bad: readonly Ask[] }
  | { readonly is: "wrong"; readonly why: string };

/** Takes the answers to the questions of an item: every question is answered, and nothing else is. */
export const askedOf = (asks: readonly Ask[], values: Answer["values"]): Asked => {
  const stranger = Object.keys(values).find(id => !asks.some(ask => ask.id === id));
  if (stranger !== undefined) return { is: "wrong", why: `nobody asked about "${stranger}"` };
  const bad: Ask[] = [];
  for (const ask of asks) {
    const value = Object.hasOwn(values, ask.id) ? values[ask.id] : undefined;
    const why = value === undefined ? "is not answered" : misfit(ask, value);
    if (why !== null) return { is: "wrong", why: `"${ask.title.en}" ${why}` };
    if (value !== undefined && !isGood(ask, value)) bad.push(ask);
  }
  return { is: "asked", bad };
};

/** Why a value does not answer a question; null: it does. */
const misfit = ({ answer }: Ask, value: Value): string | null => {
  switch (answer.is) {
    case "yes-no":
      return typeof value === "boolean" ? null : "is answered with yes or no";
    case "choice":
      return answer.options.some(({ id }) => id === value)
        ? null
        : `is one of ${answer.options.map(({ id }) => id).join(", ")}`;
    case "number":
      return typeof value === "number" && Number.isFinite(value) ? null : "is answered with a number";
    case "text":
      return typeof value === "string" && value.trim() !== "" ? null : "is answered in words";
    default:
      return answer satisfies never;
  }
};

const isGood = ({ answer }: Ask, value: Value): boolean => {
  switch (answer.is) {
    case "yes-no":
      return value === true;
    case "choice":
      return answer.good.some(id => id === value);
    case "number":
      return (
        typeof value === "number" &&
        value >= (answer.low ?? Number.NEGATIVE_INFINITY) &&
        value <= (answer.high ?? Number.POSITIVE_INFINITY)
      );
    case "text":
      return true;
    default:
      return answer satisfies never;
  }
};
