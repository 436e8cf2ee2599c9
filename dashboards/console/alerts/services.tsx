import { useEffect, useState } from "preact/hooks";
import type { WireService } from "#gateway/wire/service.ts";
import { moment } from "../format/time.ts";
import { get } from "../store/api.ts";
import { alertsByUrgency, connection, isLost, now, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";
import { ask, asked } from "./asked.ts";
import { leftUntil } from "./state.tsx";

type Read =
  | { readonly is: "reading" }
  | { readonly is: "read"; readonly services: readonly WireService[] }
  | { readonly is: "failed" };

/** What is out of service: by which work order, by whom, until when, and what watches over it meanwhile. */
export const Services = () => {
  const read = useServices();
  const words = t().service;
  return (
    <section class="services">
      <h2>{words.title}</h2>
      {read.is === "failed" && <p class="quiet">{words.failed}</p>}
      {read.is === "read" && read.services.length === 0 && <p class="quiet">{words.none}</p>}
      {read.is === "read" && (
        <ul class="rows">
          {read.services.map(service => (
            <Service key={service.target} service={service} />
          ))}
        </ul>
      )}
    </section>
  );
};

const Service = ({ service }: { service: WireService }) => {
  const words = t().service;
  const { name, order, by, second, compensation, until } = service;
  return (
    <li class="service">
      <div>
        <b>{say(name)}</b>
        <p>
          {words.line(order, by)}
          {second !== null && ` · ${words.secondLine(second)}`}
        </p>
        {compensation !== "" && <q>{compensation}</q>}
      </div>
      <p class="quiet">
        {words.untilTime(moment(Date.parse(until), now.value, timeZone.value))} · {leftUntil(until)}
      </p>
      <button
        type="button"
        onClick={() => (isLost.value ? tell(t().needsLink, "problem") : ask({ is: "put-back", service }))}
      >
        {words.back}
      </button>
    </li>
  );
};

/** Read when the tab is opened, and again when an alert goes out of service or comes back, or a dialog was closed. */
const useServices = (): Read => {
  const [read, setRead] = useState<Read>({ is: "reading" });
  const version = alertsByUrgency.value.filter(({ outOfService }) => outOfService !== null).length;
  const isAsking = asked.value !== null;
  const view = connection.value;
  useEffect(() => {
    if (isAsking) return;
    let isCurrent = true;
    get<{ services: readonly WireService[] }>("/api/services")
      .then(({ services }): Read => ({ is: "read", services }))
      .catch((): Read => ({ is: "failed" }))
      .then(answer => isCurrent && setRead(answer));
    return () => {
      isCurrent = false;
    };
  }, [version, isAsking, view]);
  return read;
};
