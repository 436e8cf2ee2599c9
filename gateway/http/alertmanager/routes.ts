import type { Http } from "../http.ts";
import { alertRoutes } from "./alert-routes.ts";
import { RECEIVER } from "./alert-shape.ts";
import type { AlertDesk } from "./desk.ts";
import { ROOT, tags, V2 } from "./paths.ts";
import { silenceRoutes } from "./silence-routes.ts";
import { statusOf } from "./status.ts";

/**
 * The hall's alerts as an Alertmanager of version 0.25 and later would tell them, for Grafana's data source of that kind
 * and for `amtool`. A silence is a shelf.
 *
 * @see https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml
 */
export const alertmanagerRoutes = (http: Http, desk: AlertDesk): void => {
  for (const page of ["ready", "healthy"])
    http.get(`${ROOT}/-/${page}`, { schema: { hide: true } }, (_request, reply) =>
      reply.type("text/plain; charset=utf-8").send("OK"),
    );
  http.get(`${V2}/status`, { schema: { summary: "As an Alertmanager: status", tags } }, () => statusOf(desk));
  http.get(`${V2}/receivers`, { schema: { summary: "As an Alertmanager: receivers", tags } }, () => [
    { name: RECEIVER },
  ]);
  alertRoutes(http, desk);
  silenceRoutes(http, desk);
};
