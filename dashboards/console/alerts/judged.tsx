import type { WireAlert } from "#gateway/wire/alert.ts";
import { signOf } from "../format/comparison.ts";
import { valueText } from "../format/value.ts";
import { t } from "../words/language.ts";

type Part = WireAlert["parts"][number];

const LOOK: Readonly<Record<Part["is"], string>> = {
  yes: "clause",
  no: "clause is-over",
  unknown: "quality",
};

/** More comparisons than this say less; a rule over every terminal of a hall has dozens. */
const MOST_PARTS = 8;

/** Which parts of the rule’s condition held, with the values that they compared; of many, those that hold first. */
export const Judged = ({ alert: { parts } }: { alert: WireAlert }) => {
  if (parts.length === 0) return null;
  const words = t().detail;
  const order = Object.keys(LOOK);
  const first = [...parts].sort((a, b) => order.indexOf(a.is) - order.indexOf(b.is)).slice(0, MOST_PARTS);
  const isShort = parts.length <= MOST_PARTS;
  return (
    <section>
      <h3>{words.parts}</h3>
      <ul class="parts">
        {(isShort ? parts : first).map((part, place) => (
          <li key={`${place} ${part.text}`}>
            <span class={LOOK[part.is]}>{words.part[part.is]}</span>
            <span>
              <b>{compared(part)}</b>
              <code lang="en">{part.text}</code>
            </span>
          </li>
        ))}
      </ul>
      {!isShort && <p class="quiet">{words.moreParts(parts.length - MOST_PARTS)}</p>}
    </section>
  );
};

/** `412 W ≥ 10 W`; a side that nobody knows is a question mark. */
const compared = ({ text, left, right, unit, leftWord, rightWord }: Part): string => {
  const sign = signOf(text);
  if (sign === "") return "";
  const side = (value: number | null, word: string | undefined): string =>
    value === null && word === undefined ? "?" : valueText({ value, word, unit });
  return `${side(left, leftWord)} ${sign} ${side(right, rightWord)}`;
};
