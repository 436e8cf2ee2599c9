import type { WireSource } from "#gateway/wire/device.ts";
import { t } from "../words/language.ts";
import { refusalsOf } from "./refusals.ts";

/** What the broker did not take, and of whom most: a device that is wrong, or somebody who is none. */
export const Refused = ({ source }: { source: WireSource }) => {
  const words = t().devices;
  const refusals = refusalsOf(source);
  if (refusals === null) return null;
  const { reasons, clients } = refusals;
  return (
    <details class="refused-clients">
      <summary>
        {words.refused} {reasons.map(({ reason, count }) => words.refusal[reason](count)).join(" · ")}
      </summary>
      <ul>
        {clients.map(({ client, count }) => (
          <li key={client}>
            <code>{client}</code> {words.times(count)}
          </li>
        ))}
      </ul>
      {source.lastError !== "" && (
        <p class="reason">
          <small lang="en">{source.lastError}</small>
        </p>
      )}
    </details>
  );
};
