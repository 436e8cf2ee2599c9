import type { WireDelivery } from "#gateway/wire/notify.ts";
import { moment } from "../format/time.ts";
import { now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { rolesText } from "./told.tsx";

/** Who was sent a message about it, by which channel, and whether it went out. */
export const Deliveries = ({ deliveries }: { deliveries: readonly WireDelivery[] }) => {
  if (deliveries.length === 0) return null;
  const words = t().deliveries;
  const at = (iso: string) => moment(Date.parse(iso), now.value, timeZone.value);
  return (
    <section>
      <h3>{words.title}</h3>
      <ul class="deliveries">
        {[...deliveries].reverse().map(delivery => (
          <li key={`${delivery.key} ${delivery.channel}`} class={`is-${delivery.state}`}>
            <time>{at(delivery.at)}</time>
            <span>
              {delivery.person ?? words.nobody}
              {delivery.role && ` · ${rolesText([delivery.role])}`} · {delivery.channel}
              <b>
                {words.state[delivery.state]}
                {delivery.attempts > 1 && ` · ${words.attempts(delivery.attempts)}`}
                {delivery.nextAt && delivery.state === "failed" && ` · ${words.again(at(delivery.nextAt))}`}
              </b>
              {delivery.state !== "sent" && delivery.detail !== "" && (
                <small lang="en">{delivery.detail}</small>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
