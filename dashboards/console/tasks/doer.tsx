import { useState } from "preact/hooks";
import { rolesOf } from "../account/people.tsx";
import { hall } from "../store/live.ts";
import { lastPerson, personHere } from "../store/person.ts";
import { session } from "../store/session.ts";
import { t } from "../words/language.ts";

/**
 * Who does it: whoever is here already, else asked once for all items. Where people have accounts it is whoever is signed
 * in, and the gateway asks.
 */
export const useDoer = (): readonly [by: string, choose: (name: string) => void] => {
  const [chosen, choose] = useState<string | null>(() => personHere());
  return [session.value?.person?.name ?? chosen ?? "", choose];
};

/** Asks who does it, first those whose duty it is. */
export const Doer = ({
  role,
  by,
  onChoose,
}: {
  role: string;
  by: string;
  onChoose: (name: string) => void;
}) => {
  const words = t().tasks;
  const people = hall.value?.people ?? [];
  const isTheirs = (name: string) => rolesOf(name).some(each => each === role);
  const sorted = people.toSorted((a, b) => Number(isTheirs(b.name)) - Number(isTheirs(a.name)));
  if (session.value?.person) return <p class="doer quiet">{words.by(session.value.person.name)}</p>;
  return (
    <label class="field doer">
      {words.doer}
      <select
        name="doer"
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
        data-last={lastPerson()}
      >
        <option value="" selected={by === ""}>
          {t().acknowledge.choose}
        </option>
        {sorted.map(({ id, name }) => (
          <option key={id} value={name} selected={name === by}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
};
