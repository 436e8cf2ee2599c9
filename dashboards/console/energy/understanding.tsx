import type { WireUnderstanding } from "#gateway/wire/energy.ts";
import { duration } from "../format/time.ts";
import { percent, valueText } from "../format/value.ts";
import { NotRead } from "../parts/not-read.tsx";
import { useRead } from "../parts/use-read.ts";
import { say, t } from "../words/language.ts";
import { kWhText } from "./amounts.tsx";
import { daysAfter } from "./period.ts";

/** How far back it is learned from, days. */
const LEARNED_FROM_DAYS = 90;
const MINUTE_MS = 60_000;

/** What the hall has when it is verified as closed, and how its energy follows the weather. */
export const Understanding = ({ to }: { to: string }) => {
  const words = t().energy;
  const query = new URLSearchParams({ from: daysAfter(to, 1 - LEARNED_FROM_DAYS), to });
  const { read, again } = useRead<WireUnderstanding>(`/api/energy/understanding?${query}`);
  return (
    <section class="energy-understanding">
      <h2>{words.understanding}</h2>
      {read.is === "read" ? (
        <>
          <Nights of={read.value} />
          {read.value.closed ? (
            <Closed closed={read.value.closed} />
          ) : (
            <p class="quiet">{words.tooFewNights}</p>
          )}
          <h3>{words.model}</h3>
          {read.value.model ? (
            <Model model={read.value.model} />
          ) : (
            <p class="quiet">
              {words.noModel} {read.value.why && say(read.value.why)}
            </p>
          )}
        </>
      ) : (
        <NotRead read={read} words={words} again={again} />
      )}
    </section>
  );
};

const Nights = ({ of: { nights, from, to } }: { of: WireUnderstanding }) => {
  const words = t().energy;
  return (
    <>
      <p class="quiet">{words.nights(nights.learned, from, to)}</p>
      {nights.leftOut.length > 0 && (
        <details>
          <summary>{words.leftOut(nights.leftOut.length)}</summary>
          <ul>
            {nights.leftOut.map(({ date, why }) => (
              <li key={date}>
                {date} {say(why)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};

type Known<K extends "closed" | "model"> = NonNullable<WireUnderstanding[K]>;

const Closed = ({ closed }: { closed: Known<"closed"> }) => {
  const names = t().energy.closedFigures;
  const watts = (value: number | null) => valueText({ value, unit: "W" });
  const minutes = (value: number | null) => (value === null ? "–" : duration(Math.abs(value) * MINUTE_MS));
  const share = (value: number | null) => (value === null ? "–" : percent(value));
  const rows = [
    [names.reference, watts(closed.referenceW)],
    [names.latest, watts(closed.latestW)],
    [names.settle, minutes(closed.settleMinutes)],
    [names.lead, minutes(closed.startUpLeadMinutes)],
    [names.base, share(closed.baseToPeak)],
    [names.share, share(closed.closedShare)],
    [names.excess, kWhText(closed.excessKwh)],
  ] as const;
  return (
    <>
      <Facts rows={rows} />
      {closed.circuits.length > 0 && (
        <>
          <h3>{t().energy.circuits}</h3>
          <ol class="behind">
            {closed.circuits.map(({ meter, name, excessKwh }) => (
              <li key={meter}>
                {say(name)} <b>{kWhText(excessKwh)}</b>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
};

const Model = ({ model }: { model: Known<"model"> }) => {
  const words = t().energy;
  const names = words.modelFigures;
  const balance = (celsius: number | null) => valueText({ value: celsius, unit: "Cel" });
  const rows = [
    [names.base, kWhText(model.baseKwh)],
    [names.workday, kWhText(model.perWorkday)],
    [names.cooling, kWhText(model.perCoolingDegreeDay)],
    [names.heating, kWhText(model.perHeatingDegreeDay)],
    [names.balance, words.balance(balance(model.heatingBalanceC), balance(model.coolingBalanceC))],
    [words.quality, `${model.r2.toFixed(2)} · ${percent(model.cvRmse)} · ${signed(model.nmbe)}`],
  ] as const;
  return (
    <>
      <Facts rows={rows} />
      <p class="quiet">{words.fit(model.days, model.leftOut)}</p>
    </>
  );
};

/** A share that may be below nought, in per cent. */
const signed = (share: number): string => `${share < 0 ? "−" : ""}${percent(Math.abs(share))}`;

const Facts = ({ rows }: { rows: readonly (readonly [name: string, value: string])[] }) => (
  <dl class="energy-facts">
    {rows.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
