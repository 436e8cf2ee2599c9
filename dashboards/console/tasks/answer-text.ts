import type { WireAsk, WireTaskAnswer } from "#gateway/wire/task.ts";
import { valueText } from "../format/value.ts";
import { say, t } from "../words/language.ts";

/** What was answered, as people read it: what is not good first, all of it where there is little. */
export const answerText = (
  asks: readonly WireAsk[],
  { outcome, values }: Pick<WireTaskAnswer, "outcome" | "values">,
): string => {
  const told = asks.flatMap(ask => {
    const value = values[ask.id];
    return value === undefined ? [] : [`${say(ask.title)} ${textOf(ask, value)}`];
  });
  return [t().tasks.outcome[outcome], ...told].join(" · ");
};

const textOf = ({ answer }: WireAsk, value: string | number | boolean): string => {
  switch (answer.is) {
    case "yes-no":
      return value === true ? t().tasks.yes : t().tasks.no;
    case "choice": {
      const option = answer.options.find(({ id }) => id === value);
      return option ? say(option.title) : String(value);
    }
    case "number":
      return typeof value === "number" ? valueText({ value, unit: answer.unit }) : String(value);
    case "text":
      return String(value);
    default:
      return answer satisfies never;
  }
};

/** Whether a value is as it should be; what cannot be judged is. */
export const isGood = ({ answer }: WireAsk, value: string | number | boolean): boolean => {
  switch (answer.is) {
    case "yes-no":
      return value === true;
    case "choice":
      return answer.good.includes(String(value));
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

/** The values by which everything is as it should be; null where a number or words are asked for, which nobody can know. */
export const allGood = (asks: readonly WireAsk[]): Readonly<Record<string, string | boolean>> | null => {
  const values: Record<string, string | boolean> = {};
  for (const { id, answer } of asks) {
    const [good] = answer.is === "choice" ? answer.good : [];
    if (answer.is === "yes-no") values[id] = true;
    else if (good !== undefined) values[id] = good;
    else return null;
  }
  return values;
};
