import type { WireEnergy } from "#gateway/wire/energy.ts";
import { shortMoment } from "../format/time.ts";
import { href } from "../route.ts";
import { now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { kgText, kWhText, Money } from "./amounts.tsx";

/** What findings wasted, dearest first, each with the way to its alert. */
export const Findings = ({ energy: { findings, currency } }: { energy: WireEnergy }) => {
  const words = t().energy;
  const at = (iso: string) => shortMoment(Date.parse(iso), now.value, timeZone.value);
  return (
    <section class="energy-findings">
      <h2>{words.findings}</h2>
      {findings.length === 0 && <p class="quiet">{words.noFindings}</p>}
      <ul>
        {findings.map(each => (
          <li key={each.alert}>
            <p>
              <strong>{say(each.title)}</strong> {say(each.targetName)}
              <span class="clause-ids">{each.clauses.join(" · ")}</span>
            </p>
            <p class="price">
              <b>{kWhText(each.kWh)}</b> <Money amount={each.cost} currency={currency} />{" "}
              <span>{kgText(each.kgCO2)} CO₂</span>
            </p>
            <p class="quiet">
              {at(each.from)}–{each.to === null ? words.open : at(each.to)} · {words.basis[each.basis]}
            </p>
            <a class="to-alert" href={href("alerts", each.alert)}>
              {words.toAlert}
              <span class="unseen">
                {" "}
                {say(each.title)} {say(each.targetName)} {at(each.from)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};
