import { useState } from "preact/hooks";
import { hall } from "../../store/live.ts";
import { lastPerson, personHere } from "../../store/person.ts";
import { t } from "../../words/language.ts";

const OTHER = "\u0000other";

/** Whether the person who did something last is still taken to sit here; whoever comes later is asked again. */
const isFresh = (): boolean => personHere() !== null;

type WhoProps = {
  /** Whether somebody may do it who is none of the hall's people. */
  readonly mayBeOther?: boolean;
  /** Whether the person of last time is proposed even when that is long ago. */
  readonly proposesLast?: boolean;
  readonly onChange?: (by: string) => void;
};

/** Asks who does it. Whoever did something here lately is chosen already. */
export const Who = ({ mayBeOther = false, proposesLast = false, onChange }: WhoProps) => {
  const words = t().acknowledge;
  const people = hall.value?.people ?? [];
  const person = isFresh() || proposesLast ? lastPerson() : "";
  const [isOther, setOther] = useState(people.length === 0);
  return (
    <>
      {people.length > 0 && (
        <label class="field">
          {proposesLast ? words.who : t().who}
          <select
            name="person"
            required
            data-first={person === ""}
            onChange={({ currentTarget: { value } }) => {
              setOther(value === OTHER);
              onChange?.(value === OTHER ? "" : value);
            }}
          >
            <option value="" selected={person === ""}>
              {words.choose}
            </option>
            {people.map(({ id, name }) => (
              <option key={id} value={name} selected={name === person}>
                {name}
              </option>
            ))}
            {mayBeOther && <option value={OTHER}>{words.other}</option>}
          </select>
        </label>
      )}
      {isOther && (
        <label class="field">
          {words.name}
          <input name="name" required maxLength={80} autocomplete="name" />
        </label>
      )}
    </>
  );
};

/** The person whom a form names; empty when it names nobody. */
export const personOf = (fields: FormData): string => {
  const chosen = String(fields.get("person") ?? OTHER);
  return (chosen === OTHER ? String(fields.get("name") ?? "") : chosen).trim();
};
