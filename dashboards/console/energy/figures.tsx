import type { ComponentChildren } from "preact";
import type { WireEnergy } from "#gateway/wire/energy.ts";
import { shortMoment } from "../format/time.ts";
import { percent, valueText } from "../format/value.ts";
import { now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { Amount, kgText, kWhText, Money, Published, signedKwh, signedShare } from "./amounts.tsx";
import { isNothing } from "./course-lines.ts";

type FiguresProps = { readonly energy: WireEnergy; readonly past: WireEnergy | null };

/** The five figures of a time, each with what it is compared with and how whole it is. */
export const Figures = ({ energy, past }: FiguresProps) => {
  const words = t().energy;
  const { total, currency, carbon, tariff } = energy;
  const isKnown = !isNothing(total);
  return (
    <dl class="energy-figures">
      <Figure name={words.figures.energy} main={<Amount of={total} />}>
        <Against energy={energy} />
        {past && !isNothing(past.total) && <small>{words.before(kWhText(past.total.kWh))}</small>}
      </Figure>
      <Figure
        name={words.figures.closed}
        main={isKnown ? <b>{kWhText(total.closedKwh)}</b> : <Amount of={total} />}
      >
        {isKnown && total.kWh > 0 && <small>{words.closedShare(percent(total.closedKwh / total.kWh))}</small>}
      </Figure>
      <Figure
        name={words.figures.peak}
        main={total.peak ? <b>{valueText({ value: total.peak.powerW, unit: "W" })}</b> : <b>–</b>}
      >
        <small>
          {total.peak
            ? words.peakAt(shortMoment(Date.parse(total.peak.end), now.value, timeZone.value))
            : words.noPeak}
        </small>
      </Figure>
      <Figure
        name={words.figures.cost}
        main={isKnown ? <Money amount={total.cost} currency={currency} /> : <Amount of={total} />}
      >
        {tariff && total.cost !== null ? (
          <small>
            {words.tariff}: <Published text={tariff.region} />
          </small>
        ) : (
          <small>{words.noTariff}</small>
        )}
      </Figure>
      <Figure
        name={words.figures.carbon}
        main={isKnown ? <b>{kgText(total.kgCO2)}</b> : <Amount of={total} />}
      >
        <small>
          {words.factor(String(carbon.kgPerKwh), carbon.dataYear, words.kinds[carbon.kind] ?? carbon.kind)}
        </small>
      </Figure>
    </dl>
  );
};

type FigureProps = { name: string; main: ComponentChildren; children: ComponentChildren };

const Figure = ({ name, main, children }: FigureProps) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <span class="total-figure">{main}</span>
      {children}
    </dd>
  </div>
);

/** What the baseline has for the same time; nothing is compared with what is itself not known. */
const Against = ({ energy: { total } }: { energy: WireEnergy }) => {
  const words = t().energy;
  if (total.baselineKwh === null || isNothing(total)) return <small>{words.noBaseline}</small>;
  return (
    <small>
      {words.against(
        signedShare(total.kWh, total.baselineKwh),
        signedKwh(total.kWh - total.baselineKwh),
        kWhText(total.baselineKwh),
      )}
    </small>
  );
};
