import type { WireHealth } from "#gateway/wire/health.ts";
import { duration } from "../format/time.ts";
import { useRead } from "../parts/use-read.ts";
import { isLost, now, problems } from "../store/live.ts";
import { t } from "../words/language.ts";
import { SourceState } from "./group.tsx";
import { KeptHere } from "./kept.tsx";

/** The gateway comes first: while it is not well, nothing below is worth much. */
export const GatewayItself = () => {
  const words = t().devices;
  const { read } = useRead<WireHealth>("/api/health");
  const health = read.is === "read" && !read.isOld ? read.value : null;
  return (
    <section class="source gateway-itself">
      <header>
        <h2>{words.gateway}</h2>
        {isLost.value || (problems.value.length === 0 && health === null) ? (
          <span class="unknown">
            <b aria-hidden="true">?</b>
          </span>
        ) : problems.value.length === 0 ? (
          <p>{words.gatewayFine}</p>
        ) : (
          <p class="shared">{t().gateway(problems.value.length)}</p>
        )}
        {problems.value.map(problem => (
          <p key={problem} class="reason">
            <small lang="en">{problem}</small>
          </p>
        ))}
        {health && (
          <p class="quiet">
            {words.runs(duration(now.value - Date.parse(health.startedAt)), health.version)} ·{" "}
            {words.lag(Math.round(health.loop.lagMs))}
          </p>
        )}
      </header>
      {health && (
        <ul class="store-list">
          {health.stores.map(store => (
            <li key={store.id}>
              <span>{words.store(store.id)}</span>
              <SourceState source={store} />
              {store.state !== "up" && store.lastError !== "" && <small lang="en">{store.lastError}</small>}
            </li>
          ))}
        </ul>
      )}
      {health && <KeptHere kept={health.kept} />}
    </section>
  );
};
