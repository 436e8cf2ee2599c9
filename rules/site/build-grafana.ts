import type { Building } from "./building.ts";
import type { Site } from "./model.ts";

/** The Grafana that alerts are marked in, where there is one. What is missing in it was told with the form. */
export const buildGrafana = ({ tree }: Building): Pick<Site, "grafana"> => {
  const { url, token_env: tokenEnv, live = false } = tree.grafana ?? {};
  return url === undefined || tokenEnv === undefined ? {} : { grafana: { url, tokenEnv, isLive: live } };
};
