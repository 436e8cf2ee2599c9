import { useState } from "preact/hooks";
import { roleName, rolesOf } from "../account/people.tsx";
import { hall } from "../store/live.ts";
import { personHere } from "../store/person.ts";
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

type DoerProps = {
  /** Whose duty it is. */
  readonly role: string;
  readonly by: string;
  onChoose(name: string): void;
};

/** Asks who does it, first those whose duty it is; whoever's it is not is told before he fills anything in. */
export const Doer = ({ role, by, onChoose }: DoerProps) => {
  const words = t().tasks;
  const isTheirs = (name: string) => rolesOf(name).includes(role);
  // The hall director answers for the hall, and so for every duty in it.
  const counts = isTheirs(by) || rolesOf(by).includes("hall-director");
  const hint = by !== "" && !counts && <small>{words.notTheirs(roleName(role))}</small>;
  if (session.value?.person)
    return (
      <p class="doer quiet">
        {words.by(session.value.person.name)} {hint}
      </p>
    );
  const people = hall.value?.people ?? [];
  const sorted = people.toSorted((a, b) => Number(isTheirs(b.name)) - Number(isTheirs(a.name)));
  return (
    <label class="field doer">
      {words.doer}
      <select name="doer" onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        <option value="" selected={by === ""}>
          {t().acknowledge.choose}
        </option>
        {sorted.map(({ id, name }) => (
          <option key={id} value={name} selected={name === by}>
            {name}
          </option>
        ))}
      </select>
      {hint}
    </label>
  );
};
