import { listText } from "../format/list.ts";
import { hall } from "../store/live.ts";
import { t } from "../words/language.ts";

type Listed = { readonly id: string; readonly name: string };

type PeopleProps = {
  readonly legend: string;
  readonly people: readonly Listed[];
  /** Id of whoever is chosen; empty: nobody yet. */
  readonly chosen: string;
  onChoose(id: string): void;
};

/** A choice of names, each as large as a finger, with what the person is here. */
export const People = ({ legend, people, chosen, onChoose }: PeopleProps) => (
  <fieldset class="people">
    <legend>{legend}</legend>
    {people.map(({ id, name }) => (
      <label key={id} class="choice">
        <input
          type="radio"
          name="person"
          value={id}
          required
          checked={chosen === id}
          data-first={chosen === ""}
          onChange={() => onChoose(id)}
        />
        <span>
          {name}
          <small>{listText(rolesOf(id).map(roleName))}</small>
        </span>
      </label>
    ))}
  </fieldset>
);

/** Roles of one of the hall's people. @param person  id or name */
export const rolesOf = (person: string): readonly string[] =>
  hall.value?.people.find(({ id, name }) => id === person || name === person)?.roles ?? [];

/** What a role is called. */
export const roleName = (role: string): string => t().roles[role] ?? role;

/** What one of the hall's people is called, by id. */
export const personName = (person: string): string =>
  hall.value?.people.find(({ id }) => id === person)?.name ?? person;
