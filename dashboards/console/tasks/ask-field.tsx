import { useId } from "preact/hooks";
import type { WireAsk } from "#gateway/wire/task.ts";
import { unitText, valueText } from "../format/value.ts";
import { say, t } from "../words/language.ts";
import { isGood } from "./answer-text.ts";

export type Value = string | number | boolean;
export type Values = Readonly<Record<string, Value>>;

type AskFieldProps = {
  readonly ask: WireAsk;
  readonly value: Value | undefined;
  /** Null: it is not answered any more. */
  onChange(value: Value | null): void;
};

/** One question: buttons where there is something to choose, a field where a number or words are asked for. */
export const AskField = ({ ask, value, onChange }: AskFieldProps) => {
  const { answer, title } = ask;
  const name = useId();
  switch (answer.is) {
    case "yes-no":
    case "choice":
      return (
        <fieldset class="ask">
          <legend>{say(title)}</legend>
          <div class="halves">
            {optionsOf(ask).map(option => (
              <label key={String(option.value)} class="half">
                <input
                  type="radio"
                  name={name}
                  checked={value === option.value}
                  onChange={() => onChange(option.value)}
                />
                <b aria-hidden="true">{isGood(ask, option.value) ? "✓" : "✕"}</b> {option.text}
              </label>
            ))}
          </div>
        </fieldset>
      );
    case "number":
      return (
        <label class="field ask">
          {say(title)}
          <input
            type="number"
            inputMode="decimal"
            step="any"
            value={typeof value === "number" ? value : ""}
            onInput={({ currentTarget: { valueAsNumber } }) =>
              onChange(Number.isFinite(valueAsNumber) ? valueAsNumber : null)
            }
          />
          <small>{limitText(answer)}</small>
        </label>
      );
    case "text":
      return (
        <label class="field ask">
          {say(title)}
          <textarea
            rows={3}
            maxLength={1000}
            value={typeof value === "string" ? value : ""}
            onInput={({ currentTarget }) =>
              onChange(currentTarget.value.trim() === "" ? null : currentTarget.value)
            }
          />
        </label>
      );
    default:
      return answer satisfies never;
  }
};

const optionsOf = ({ answer }: WireAsk): readonly { readonly value: Value; readonly text: string }[] => {
  if (answer.is === "choice")
    return answer.options.map(option => ({ value: option.id, text: say(option.title) }));
  return [
    { value: true, text: t().tasks.yes },
    { value: false, text: t().tasks.no },
  ];
};

/** What a number should be, with its unit. */
const limitText = ({ unit, low, high }: Extract<WireAsk["answer"], { is: "number" }>): string => {
  const words = t().tasks;
  const text = (value: number) => valueText({ value, unit });
  if (low !== undefined && high !== undefined) return words.between(text(low), text(high));
  if (low !== undefined) return words.atLeast(text(low));
  if (high !== undefined) return words.atMost(text(high));
  return unitText(unit, 2);
};
