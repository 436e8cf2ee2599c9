import type { ComponentChildren } from "preact";
import type { WireClosingItem } from "#gateway/wire/closing.ts";
import type { Measured } from "#gateway/wire/common.ts";
import { Photo } from "../alerts/photo.tsx";
import { shortName } from "../format/short-name.ts";
import { shortMoment } from "../format/time.ts";
import { valueText } from "../format/value.ts";
import { Age } from "../parts/age.tsx";
import { Icon, type IconName, kindIcon } from "../parts/icon.tsx";
import { Unknown } from "../parts/unknown.tsx";
import { href } from "../route.ts";
import { hall, isLost, now, points, timeZone } from "../store/live.ts";
import { trustOf } from "../store/trust.ts";
import { say, t } from "../words/language.ts";
import { anchorOf } from "./blockers.ts";
import { VerdictMark } from "./mark.tsx";

/** A button beside an item. */
export type ItemAct = {
  readonly verb: string;
  /** Why it cannot be done now; null: it can. */
  readonly against: string | null;
  run(item: WireClosingItem): void;
};

type ItemProps = {
  readonly item: WireClosingItem;
  readonly act?: ItemAct | undefined;
  /** What stands under it. */
  readonly foot?: ComponentChildren;
  /** It was just put right: ticked off where it stands. */
  readonly isDone?: boolean;
};

/** One thing to be seen to: what was measured of it, how old that is, and what it should be. */
export const Item = ({ item, act, foot = null, isDone = false }: ItemProps) => {
  const why = say(item.why);
  return (
    <li class={`item is-${item.verdict}`} id={anchorOf(item.id)} tabIndex={-1}>
      {isDone ? <VerdictMark verdict="pass" /> : <Icon name={iconOf(item)} />}
      <div class="item-text">
        <p>
          <ItemName item={item} />
          <Zone id={item.zone} />
        </p>
        {(item.verdict === "fail" || item.verdict === "excepted") && why !== "" && (
          <p class="item-why">{why}</p>
        )}
        <ul class="item-evidence">
          {item.evidence.map(each => (
            <Seen key={each.point} of={each} owner={say(item.name)} />
          ))}
          <li class="expected">{t().closing.expected(say(item.expected))}</li>
        </ul>
        {item.verdict === "unknown" && <p class="quiet">{why}</p>}
        {item.byHand && <ByHand word={item.byHand} verdict={item.verdict} />}
      </div>
      {act && !isDone && (
        <div class="item-act">
          <button
            type="button"
            disabled={act.against !== null}
            title={act.against ?? undefined}
            onClick={() => act.run(item)}
          >
            {act.verb}
          </button>
        </div>
      )}
      {foot}
    </li>
  );
};

/** The name; of a task it leads to the task. */
const ItemName = ({ item }: { item: WireClosingItem }) =>
  item.kind === "task" ? (
    <a class="item-link" href={`#/tasks/${encodeURIComponent(item.id.replace(/^task:/, ""))}`}>
      <strong>{say(item.name)}</strong>
    </a>
  ) : (
    <strong>{say(item.name)}</strong>
  );

/** Where it is, as a way to the plan. */
const Zone = ({ id }: { id: string }) => {
  const zone = hall.value?.zones.find(each => each.id === id)?.name;
  return zone ? (
    <a class="item-zone" href={href("plan", id)}>
      {say(zone)}
    </a>
  ) : null;
};

/** Who says so, when and on what grounds. It never looks like something that was measured. */
const ByHand = ({ word, verdict }: { word: NonNullable<WireClosingItem["byHand"]>; verdict: string }) => {
  const words = t().closing;
  const time = shortMoment(Date.parse(word.at), now.value, timeZone.value);
  return (
    <div class="by-hand">
      <p>
        <b>{verdict === "excepted" ? words.exceptedBy(word.by, time) : words.byHand(word.by, time)}</b>
      </p>
      {word.note !== "" && <q>{word.note}</q>}
      {word.photo !== null && <Photo name={word.photo} />}
    </div>
  );
};

/** The value as it is now: the check is told when a verdict changes, the points say how old each value is. */
const Seen = ({ of, owner }: { of: Measured; owner: string }) => {
  const point = points.value.get(of.point)?.value;
  const seen = point ?? of;
  const isGood = (point ? trustOf(point, now.value, !isLost.value) : of.state) === "good";
  const value = valueText(seen, point?.class);
  return (
    <li>
      <span class="evidence-name">{shortName(say(of.name), owner)}</span>{" "}
      {isGood ? (
        <>
          <span class="reading">{value}</span> <Age at={seen.at} />
        </>
      ) : (
        <>
          <Unknown at={seen.at} />
          {seen.value !== null && <span class="last">{t().points.lastWas(value)}</span>}
        </>
      )}
    </li>
  );
};

const iconOf = ({ id, kind }: WireClosingItem): IconName =>
  kind === "task"
    ? "roster"
    : kind === "zone"
      ? "person"
      : kindIcon(hall.value?.equipment.find(equipment => equipment.id === id)?.kind ?? kind);
