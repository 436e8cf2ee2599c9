import type { WireRound } from "#gateway/wire/closing.ts";
import { listText } from "../format/list.ts";
import { Icon } from "../parts/icon.tsx";
import { say, t } from "../words/language.ts";

/** Rooms in which somebody is still allowed to be: then only part of the hall can be certified. */
export const Occupied = ({ round: { occupied } }: { round: WireRound }) =>
  occupied.length === 0 ? null : (
    <div class="occupied">
      <Icon name="person" />
      <div>
        <p>
          <strong>{t().closing.occupied(listText(occupied.map(({ name }) => say(name))))}</strong>
        </p>
        <ul>
          {occupied.map(({ zone, name, why }) => (
            <li key={zone}>
              <b>{say(name)}</b> {say(why)}
            </li>
          ))}
        </ul>
        <p class="quiet">{t().closing.occupiedMeaning}</p>
      </div>
    </div>
  );
