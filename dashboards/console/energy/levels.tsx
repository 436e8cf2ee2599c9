import type { WireEnergy } from "#gateway/wire/energy.ts";
import { shortMoment } from "../format/time.ts";
import { percent, valueText } from "../format/value.ts";
import { now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { kWhText, moneyText, Published } from "./amounts.tsx";

/** What was had at which price, and what the highest quarter of an hour costs. */
export const Levels = ({ energy: { levels, demand, currency, tariff } }: { energy: WireEnergy }) => {
  const words = t().energy;
  const whole = levels.reduce((sum, { kWh }) => sum + kWh, 0);
  return (
    <section class="energy-levels">
      <h2>{words.levels}</h2>
      {tariff === null || currency === null ? (
        <p class="quiet">{words.noTariff}</p>
      ) : (
        <>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.levelHead}</th>
                <th scope="col">{words.columns.energy}</th>
                <th scope="col">{words.columns.share}</th>
                <th scope="col">{words.columns.cost}</th>
              </tr>
            </thead>
            <tbody>
              {levels.map(({ level, kWh, cost }) => (
                <tr key={level}>
                  <th scope="row">{words.level[level]}</th>
                  <td>{kWhText(kWh)}</td>
                  <td>{whole > 0 ? percent(kWh / whole) : "–"}</td>
                  <td>{moneyText(cost, currency)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {demand && (
            <p>
              {words.demand}{" "}
              {words.demandCost(
                valueText({ value: demand.powerW, unit: "W" }),
                shortMoment(Date.parse(demand.end), now.value, timeZone.value),
                moneyText(demand.cost, currency),
              )}
            </p>
          )}
          <p class="quiet">
            <Published text={`${tariff.region} · ${tariff.source}`} />
          </p>
        </>
      )}
    </section>
  );
};
