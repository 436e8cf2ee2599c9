import { useRef, useState } from "preact/hooks";
import type { WirePoint } from "#gateway/wire/point.ts";
import { unitText } from "../format/value.ts";
import { Icon } from "../parts/icon.tsx";
import { usePageKeys } from "../shell/keys.ts";
import { hall, points } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { MOST_POINTS, toggled } from "./choice.ts";
import { findPoints } from "./find.ts";

type PickerProps = {
  /** Ids of points. */
  readonly chosen: readonly string[];
  onChoose(chosen: readonly string[]): void;
};

/** Which points are shown: those that are, each with the way out, and a search for more. */
export const Picker = ({ chosen, onChoose }: PickerProps) => {
  const words = t().trends;
  const [text, setText] = useState("");
  const [isOpen, open] = useState(chosen.length === 0);
  const search = useRef<HTMLInputElement>(null);
  usePageKeys("trends", {
    "/": () => search.current?.focus(),
    Escape: () => open(false),
  });
  const toggle = (id: string): void => onChoose(toggled(chosen, id));
  return (
    <section class="trend-picker" aria-label={words.pick}>
      {chosen.length > 0 && (
        <ul class="trend-chosen">
          {chosen.map(id => (
            <li key={id}>
              <button type="button" class="chip" onClick={() => toggle(id)}>
                {nameOf(id)}
                <Icon name="close" />
                <span class="unseen">{words.remove}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="trend-search">
        <input
          ref={search}
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={text}
          onFocus={() => open(true)}
          onInput={event => {
            setText(event.currentTarget.value);
            open(true);
          }}
        />
        <button type="button" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
          {isOpen ? words.done : words.pick}
        </button>
        <span class="quiet">{words.count(chosen.length, MOST_POINTS)}</span>
      </div>
      {isOpen && <List text={text} chosen={chosen} onToggle={toggle} />}
    </section>
  );
};

/** What a point is called; its id where the hall has none such. */
export const nameOf = (id: string): string => {
  const name = points.value.get(id)?.peek().name;
  return name ? say(name) : id;
};

type ListProps = {
  readonly text: string;
  readonly chosen: readonly string[];
  onToggle(id: string): void;
};

const List = ({ text, chosen, onToggle }: ListProps) => {
  const words = t().trends;
  const site = hall.value;
  if (!site) return null;
  const all = [...points.value.values()].map(point => point.peek());
  const { found, more } = findPoints(site, all, text);
  if (found.length === 0) return <p class="calm">{t().points.none}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section class="trend-found" aria-label={words.found} tabIndex={0}>
      {found.map(({ zone, points: of }) => (
        <section key={zone.id}>
          <h2>{say(zone.name)}</h2>
          <ul>
            {of.map(point => (
              <li key={point.point}>
                <Offered point={point} chosen={chosen} onToggle={onToggle} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {more > 0 && <p class="quiet">{words.more(more)}</p>}
    </section>
  );
};

const Offered = ({
  point,
  chosen,
  onToggle,
}: Pick<ListProps, "chosen" | "onToggle"> & { point: WirePoint }) => {
  const isChosen = chosen.includes(point.point);
  return (
    <label class="trend-offered">
      <input
        type="checkbox"
        checked={isChosen}
        disabled={!isChosen && chosen.length >= MOST_POINTS}
        onChange={() => onToggle(point.point)}
      />
      <span>
        {say(point.name)}
        <small>
          {point.unit === undefined ? "" : `${unitText(point.unit, 2)} · `}
          {point.point}
        </small>
      </span>
    </label>
  );
};
