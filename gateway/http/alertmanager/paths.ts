/** Where Grafana's data source of type `alertmanager` points; its client adds `/api/v2/…`. */
export const ROOT = "/alertmanager-api";
export const V2 = `${ROOT}/api/v2`;
/** How the routes are listed in the API's description. */
export const tags = ["grafana"];
/** For what changes something. */
export const config = { rateLimit: { max: 60, timeWindow: "1 minute" } };
