import { type Building, keysAt } from "./building.ts";
import type { Site } from "./model.ts";

/** The Grafana that people open, and that alerts are marked in where it has a token. */
export const buildGrafana = ({ tree, written, report }: Building): Pick<Site, "grafana"> => {
  const { url, link = url, token_env: tokenEnv = null, live = false } = tree.grafana ?? {};
  if (live && !keysAt(written, ["grafana"]).includes("token_env"))
    report({
      code: "CFG101",
      path: ["grafana", "token_env"],
      at: "missing",
      why: 'missing key "token_env"',
      help: "values are pushed to Grafana Live with the token of a service account that is Editor",
    });
  return url === undefined || link === undefined ? {} : { grafana: { url, link, tokenEnv, isLive: live } };
};
