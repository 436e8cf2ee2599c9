import "../styles/tasks.css";
import { useEffect, useState } from "preact/hooks";
import type { WireAsset, WireRegister } from "#gateway/wire/register.ts";
import { moment } from "../format/time.ts";
import { href } from "../route.ts";
import { hall, isLost, now, timeZone } from "../store/live.ts";
import { readSession, session } from "../store/session.ts";
import { askToSignIn } from "../store/sign-in.ts";
import { WorkTabs } from "../tasks/work-tabs.tsx";
import { say, t } from "../words/language.ts";
import { AssetDates } from "./asset-dates.tsx";
import { byDue, countStates } from "./order.ts";
import { hasFailed, readRegister, register, useRegister } from "./read-register.ts";

/** Where the sheet of stickers is, ready to be printed. */
const LABELS = "/labels";

/** What is due, and where it is: extinguishers, hydrants and all else that people look after. */
export const RegisterPage = () => {
  useRegister();
  const read = register.value;
  return (
    <div class="register-page">
      <h1>{t().register.title}</h1>
      <WorkTabs />
      {read === null ? <Waiting /> : <Assets read={read} isOld={isLost.value || hasFailed.value} />}
    </div>
  );
};

const Waiting = () =>
  hasFailed.value ? (
    <div class="calm is-blind">
      <h2>
        <b aria-hidden="true">?</b> {t().register.failed}
      </h2>
      <button type="button" onClick={() => void readRegister()}>
        {t().retry}
      </button>
    </div>
  ) : (
    <p class="calm">{t().register.reading}</p>
  );

const Assets = ({ read: { assets, at }, isOld }: { read: WireRegister; isOld: boolean }) => {
  const words = t().register;
  const [kind, setKind] = useState<WireAsset["kind"] | null>(null);
  const kinds = [...new Set(assets.map(each => each.kind))];
  const shown = byDue(assets.filter(each => kind === null || each.kind === kind));
  const { overdue, soon, unknown, fine } = countStates(shown);
  if (assets.length === 0) return <p class="calm">{words.none}</p>;
  return (
    <>
      {isOld && <p class="last-known">{words.stale(moment(Date.parse(at), now.value, timeZone.value))}</p>}
      <div class="register-bar">
        <fieldset class="kinds">
          <legend class="unseen">{words.kinds}</legend>
          <Kind
            name={words.all}
            count={assets.length}
            isChosen={kind === null}
            onChoose={() => setKind(null)}
          />
          {kinds.map(each => (
            <Kind
              key={each}
              name={words.kind[each]}
              count={assets.filter(asset => asset.kind === each).length}
              isChosen={kind === each}
              onChoose={() => setKind(each)}
            />
          ))}
        </fieldset>
        <PrintLabels />
      </div>
      <p class="task-counts">{words.counts(overdue, soon, unknown, fine)}</p>
      <ul class="assets">
        {shown.map(asset => (
          <Asset key={asset.id} asset={asset} />
        ))}
      </ul>
    </>
  );
};

const Kind = ({
  name,
  count,
  isChosen,
  onChoose,
}: {
  name: string;
  count: number;
  isChosen: boolean;
  onChoose: () => void;
}) => (
  <label class="choice">
    <input type="radio" name="kind" checked={isChosen} onChange={onChoose} />
    {name} {count}
  </label>
);

/** Each state has a shape of its own; the word beside it says the same. */
const SHAPES: Readonly<Record<WireAsset["state"], string>> = {
  overdue: "▲",
  soon: "○",
  fine: "✓",
  unknown: "?",
};

const Asset = ({ asset }: { asset: WireAsset }) => {
  const words = t().register;
  const { id, name, kind, zone, agent, state, ticket } = asset;
  const place = hall.value?.zones.find(each => each.id === zone);
  return (
    <li class={`asset is-${state}`} data-asset={id}>
      <p class="asset-state">
        <b aria-hidden="true">{SHAPES[state]}</b> {words.state[state]}
      </p>
      <div>
        <h2>
          {say(name)}
          <small>
            {[
              id,
              words.kind[kind],
              agent === null ? "" : (words.agent[agent] ?? agent),
              place ? say(place.name) : "",
            ]
              .filter(Boolean)
              .join(" · ")}
          </small>
        </h2>
        <AssetDates asset={asset} />
      </div>
      <p class="asset-acts">
        {ticket !== null && (
          <a class="button" href={`#/tickets/${encodeURIComponent(ticket)}`}>
            {words.ticket}
          </a>
        )}
        <a class="button" href={href("scan", id)}>
          {words.open}
        </a>
      </p>
    </li>
  );
};

/** The gateway draws the sheet; it gives the codes only to people of the hall. */
const PrintLabels = () => {
  const words = t().register;
  useEffect(() => void readSession(), []);
  const mustSignIn = session.value?.isSetUp === true && session.value.person === null;
  if (mustSignIn)
    return (
      <button type="button" title={words.printHint} onClick={() => void askToSignIn("")}>
        {words.print}
      </button>
    );
  return (
    <a class="button" href={LABELS} target="_blank" rel="noreferrer" title={words.printHint}>
      {words.print}
    </a>
  );
};
