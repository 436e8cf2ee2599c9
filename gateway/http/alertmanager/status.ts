import { toIso } from "#rules/time/instant.ts";
import { RECEIVER } from "./alert-shape.ts";
import type { AlertDesk } from "./desk.ts";

/** What clients parse as a configuration, and what people who look for one are told. */
const CONFIG = `# Hallwatch decides itself who is told: people, roster and notify in the hall's site file.
route:
  receiver: ${RECEIVER}
  group_by: [class]
receivers:
  - name: ${RECEIVER}
`;

/** The version of the API that is spoken, not of the gateway: clients choose by it what they ask for. */
const SPOKEN = "0.27.0";

/** @see Alertmanager api/v2/openapi.yaml: alertmanagerStatus */
export const statusOf = ({ startedAt, version }: AlertDesk) => ({
  cluster: { peers: [], status: "disabled" },
  config: { original: CONFIG },
  uptime: toIso(startedAt()),
  versionInfo: {
    branch: "",
    buildDate: "",
    buildUser: "",
    goVersion: "",
    revision: `hallwatch-${version}`,
    version: SPOKEN,
  },
});
