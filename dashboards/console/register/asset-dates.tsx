import type { WireAsset } from "#gateway/wire/register.ts";
import { shortMoment, wall } from "../format/time.ts";
import { now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { daysUntil, isScrapNear } from "./order.ts";

/** Nobody counts the days to what is further away than this. */
const COUNTED_DAYS = 60;

/** When it was looked at, what is due next, and when it must go. */
export const AssetDates = ({ asset }: { asset: WireAsset }) => {
  const words = t().register;
  const { due, state, lastInspected, nextServiceOn, scrapOn, madeOn, lastServicedOn } = asset;
  const [today] = wall(now.value, timeZone.value);
  const isScrapTold = scrapOn !== null && isScrapNear(asset, today);
  return (
    <dl class="asset-dates">
      {due !== null && (
        <div class={`asset-due is-${state}`}>
          <dt class="unseen">{words.state[state]}</dt>
          <dd>{dueText(due, today)}</dd>
        </div>
      )}
      <div>
        <dt class="unseen">{t().scan.last}</dt>
        <dd>
          {lastInspected === null
            ? words.neverLooked
            : words.last(
                lastInspected.by === "device" ? t().tasks.device : lastInspected.by,
                shortMoment(Date.parse(lastInspected.at), now.value, timeZone.value),
                outcomeText(lastInspected.outcome),
              )}
        </dd>
      </div>
      {isScrapTold && (
        <div class="scrap-near">
          <dt class="unseen">{words.what.scrap}</dt>
          <dd>{words.scrapNear(scrapOn)}</dd>
        </div>
      )}
      <div class="quiet">
        <dt class="unseen">{words.what.service}</dt>
        <dd>
          {[
            madeOn && words.made(madeOn),
            lastServicedOn && words.serviced(lastServicedOn),
            nextServiceOn && words.nextService(nextServiceOn),
            scrapOn && !isScrapTold && words.scrap(scrapOn),
          ]
            .filter(Boolean)
            .join(" · ")}
        </dd>
      </div>
    </dl>
  );
};

const dueText = ({ on, what }: NonNullable<WireAsset["due"]>, today: string): string => {
  const words = t().register;
  const days = daysUntil(on, today);
  const name = words.what[what];
  if (days < 0) return words.overdueSince(name, on, -days);
  return days <= COUNTED_DAYS ? words.dueIn(name, on, days) : words.dueOn(name, on);
};

const outcomeText = (outcome: string): string => {
  const known = t().tasks.outcome;
  return outcome in known ? known[outcome as keyof typeof known] : outcome;
};
