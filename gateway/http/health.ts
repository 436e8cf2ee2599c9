import { health } from "../wire/health.ts";
import type { HallApi } from "./api.ts";
import type { Http } from "./http.ts";

export const healthRoutes = (http: Http, api: HallApi): void => {
  http.get(
    "/api/health",
    { schema: { summary: "How the gateway is doing", tags: ["gateway"], response: { 200: health } } },
    () => api.health(),
  );
  http.get(
    "/metrics",
    { schema: { summary: "Prometheus metrics", tags: ["gateway"] } },
    async (_request, reply) =>
      reply.type("text/plain; version=0.0.4; charset=utf-8").send(await api.metrics()),
  );
};
