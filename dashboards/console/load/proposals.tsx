import type { WireLoad } from "#gateway/wire/load.ts";
import { duration } from "../format/time.ts";
import { percent } from "../format/value.ts";
import { t } from "../words/language.ts";
import { Named } from "./named.tsx";

type Proposal = WireLoad["proposals"][number];

/** What to change about the rules that call most or for nothing, each with its price. */
export const Proposals = ({ read }: { read: WireLoad }) => {
  const words = t().load;
  return (
    <section class="proposals">
      <h2>{words.proposals}</h2>
      {read.proposals.length === 0 ? (
        <p class="quiet">{words.none}</p>
      ) : (
        <ul class="load-list">
          {read.proposals.map(each => (
            <li
              key={`${each.rule}/${each.target} ${each.onMs} ${each.offMs}`}
              class={each.isAdvised ? undefined : "is-not-advised"}
            >
              <Named read={read} subject={`${each.rule}/${each.target}`} />
              <span>
                {!each.isAdvised && <em>{words.notAdvised}: </em>}
                <b>
                  {each.onMs > 0 ? words.onDelay(duration(each.onMs)) : words.offDelay(duration(each.offMs))}
                </b>
              </span>
              <span class="load-fact">{effects(each).join(" · ")}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="quiet">{words.proposalsWhy}</p>
    </section>
  );
};

const effects = ({ before, after, laterMs, lost, true: real, continued }: Proposal): readonly string[] => {
  const words = t().load;
  return [
    words.saves(percent((before - after) / before), before, after),
    ...(real === 0 ? [] : [laterMs > 0 ? words.later(duration(laterMs)) : words.notLater]),
    real === 0 ? words.noTrue : lost === 0 ? words.noneLost(real) : words.lost(lost, real),
    ...(continued > 0 ? [words.continued(continued)] : []),
  ];
};
