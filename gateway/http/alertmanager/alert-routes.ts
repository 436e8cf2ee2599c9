import type { Http } from "../http.ts";
import { alertsThatFit, groupsOf } from "./alerts.ts";
import { filtersOf } from "./asked.ts";
import { bad } from "./bad.ts";
import type { AlertDesk } from "./desk.ts";
import { originOf } from "./origin-of.ts";
import { config, tags, V2 } from "./paths.ts";

/** Open alerts, one by one and by class. None are taken: what is wrong in the hall is found by its own rules. */
export const alertRoutes = (http: Http, desk: AlertDesk): void => {
  http.get(`${V2}/alerts`, { schema: { summary: "As an Alertmanager: alerts", tags } }, (request, reply) => {
    const found = alertsThatFit(desk, filtersOf(request.query), originOf(desk, request));
    return found.is === "read" ? found.value : bad(reply, found.why);
  });
  http.get(
    `${V2}/alerts/groups`,
    { schema: { summary: "As an Alertmanager: alerts by class", tags } },
    (request, reply) => {
      const found = alertsThatFit(desk, filtersOf(request.query), originOf(desk, request));
      return found.is === "read" ? groupsOf(found.value) : bad(reply, found.why);
    },
  );
  http.post(
    `${V2}/alerts`,
    { config, schema: { summary: "As an Alertmanager: refused, alerts come from the hall's rules", tags } },
    (_request, reply) => bad(reply, NO_ALERTS),
  );
};

const NO_ALERTS =
  "Hallwatch takes no alerts from others: nothing was kept. Its alerts come from its own rules; let Grafana send its own to another Alertmanager (data source setting handleGrafanaManagedAlerts: false)";
