import "../styles/meters.css";
import { useEffect, useState } from "preact/hooks";
import type { WireMeterList } from "#gateway/wire/energy.ts";
import { BoundMark, kWhText } from "../energy/amounts.tsx";
import { moment } from "../format/time.ts";
import { valueText } from "../format/value.ts";
import { Age } from "../parts/age.tsx";
import { NotRead } from "../parts/not-read.tsx";
import { useRead } from "../parts/use-read.ts";
import { hall, isLost, now, timeZone } from "../store/live.ts";
import { readSession, session } from "../store/session.ts";
import { say, t } from "../words/language.ts";
import { CorrectDialog, ReplacedDialog } from "./dialogs.tsx";
import { type Branch, treeOf, type WireMeter } from "./tree.ts";

type Asked = { readonly is: "correct" | "replaced"; readonly meter: WireMeter };

/** Roles that may put meters right; the gateway has the last word. */
const RIGHTERS = ["facilities", "hall-director"];

/** The tree of meters: what each stands at, what it counted, and what happened to it. */
export const MetersPage = () => {
  const words = t().meters;
  const { read, again } = useRead<WireMeterList>("/api/meters");
  const [asked, ask] = useState<Asked | null>(null);
  useEffect(() => void readSession(), []);
  const person = session.value?.person ?? null;
  const isAllowed = person === null || person.roles.some(role => RIGHTERS.includes(role));
  const onDone = () => void again();
  return (
    <div class="meters-page">
      <h1>{words.title}</h1>
      {read.is !== "read" ? (
        <NotRead read={read} words={words} again={again} />
      ) : read.value.meters.length === 0 ? (
        <div class="calm">
          <h2>{words.none}</h2>
          <p>{words.noneHint}</p>
        </div>
      ) : (
        <div class={read.isOld || isLost.value ? "is-old" : undefined}>
          {(read.isOld || isLost.value) && <p class="last-known">{words.failed}</p>}
          <ul class="meter-tree">
            {treeOf(read.value.meters).map(branch => (
              <Meter
                key={branch.meter.meter}
                branch={branch}
                all={read.value.meters}
                onAsk={ask}
                isAllowed={isAllowed}
              />
            ))}
          </ul>
          {!isAllowed && <p class="quiet">{words.mayNot}</p>}
          <Events list={read.value} />
        </div>
      )}
      {asked?.is === "correct" && (
        <CorrectDialog meter={asked.meter} onDone={onDone} onClose={() => ask(null)} />
      )}
      {asked?.is === "replaced" && (
        <ReplacedDialog meter={asked.meter} onDone={onDone} onClose={() => ask(null)} />
      )}
    </div>
  );
};

type MeterProps = {
  readonly branch: Branch;
  readonly all: readonly WireMeter[];
  readonly isAllowed: boolean;
  onAsk(asked: Asked): void;
};

const Meter = ({ branch: { meter, depth }, all, isAllowed, onAsk }: MeterProps) => {
  const words = t().meters;
  const zone = hall.value?.zones.find(each => each.id === meter.zone);
  const use = t().energy.useNames[meter.use] ?? meter.use;
  const kind = words.kinds[meter.is] ?? meter.is;
  return (
    <li class={`meter is-depth-${Math.min(depth, 3)} is-${meter.is}`} data-meter={meter.meter}>
      <div class="meter-name">
        <strong>{say(meter.name)}</strong> <code>{meter.meter}</code>
        <p class="quiet">{[use, zone && say(zone.name), kind].filter(Boolean).join(" · ")}</p>
        {meter.is === "virtual" && (
          <p class="quiet">
            = {namesOf(meter.plus, all, " + ")}
            {meter.minus.length > 0 && ` − ${namesOf(meter.minus, all, " − ")}`}
          </p>
        )}
        {meter.isDoubted && (
          <p class="doubted">
            <b aria-hidden="true">?</b> {words.doubted}
          </p>
        )}
      </div>
      <Figures meter={meter} />
      {isAllowed && meter.is !== "virtual" && (
        <div class="meter-acts">
          <button type="button" disabled={isLost.value} onClick={() => onAsk({ is: "correct", meter })}>
            {words.correct}
            <span class="unseen"> {say(meter.name)}</span>
          </button>
          {meter.is === "counter" && (
            <button type="button" disabled={isLost.value} onClick={() => onAsk({ is: "replaced", meter })}>
              {words.replaced}
              <span class="unseen"> {say(meter.name)}</span>
            </button>
          )}
        </div>
      )}
    </li>
  );
};

const Figures = ({ meter }: { meter: WireMeter }) => {
  const { columns, noStand } = t().meters;
  return (
    <dl class="meter-figures">
      {meter.is === "counter" && (
        <div>
          <dt>{columns.stands}</dt>
          <dd>
            {meter.stands === null ? (
              <Nothing text={noStand} />
            ) : (
              <>
                {kWhText(meter.stands.kWh)} <Age at={meter.stands.at} />
              </>
            )}
          </dd>
        </div>
      )}
      {meter.countedKwh !== null && (
        <div>
          <dt>{columns.counted}</dt>
          <dd>{kWhText(meter.countedKwh)}</dd>
        </div>
      )}
      <div>
        <dt>{columns.today}</dt>
        <dd>
          <BoundMark of={meter} />
          {kWhText(meter.todayKwh)}
        </dd>
      </div>
      <div>
        <dt>{columns.power}</dt>
        <dd>
          {meter.powerW === null ? (
            <Nothing text={t().amount.nothing} />
          ) : (
            valueText({ value: meter.powerW, unit: "W" })
          )}
        </dd>
      </div>
    </dl>
  );
};

const Nothing = ({ text }: { text: string }) => (
  <span class="unknown">
    <b aria-hidden="true">?</b> {text}
  </span>
);

const namesOf = (ids: readonly string[], all: readonly WireMeter[], between: string): string =>
  ids.map(id => nameOf(id, all)).join(between);

const nameOf = (id: string, all: readonly WireMeter[]): string => {
  const meter = all.find(each => each.meter === id);
  return meter ? say(meter.name) : id;
};

/** All that happened to the meters beside counting, newest first, and what people put right. */
const Events = ({ list: { entries, meters } }: { list: WireMeterList }) => {
  const words = t().meters;
  const at = (iso: string) => moment(Date.parse(iso), now.value, timeZone.value);
  return (
    <section class="meter-events">
      <h2>{words.events}</h2>
      {entries.length === 0 && <p class="quiet">{words.noEvents}</p>}
      <ul>
        {entries.map(({ id, meter, at: when, from, to, kWh, is, by, told, why }) => (
          <li key={id} class={by === null ? undefined : "is-by-person"}>
            <p>
              <strong>{words.entry[is] ?? is}</strong> {nameOf(meter, meters)}{" "}
              {kWh !== 0 && <b>{`${kWh > 0 ? "+" : "−"}${kWhText(Math.abs(kWh))}`}</b>}
            </p>
            <p class="quiet">
              {from === to ? at(when) : `${at(from)}–${at(to)}`} · {by === null ? words.found : words.by(by)}
            </p>
            {told !== null && <p>{say(told)}</p>}
            {why !== "" && <q>{why}</q>}
          </li>
        ))}
      </ul>
    </section>
  );
};
