/** What differs between installations; everything else of a board is the same everywhere. */
export type BoardSettings = {
  /** IANA zone that all times on the boards are shown in: the hall's, whatever the reader's own is. */
  readonly timeZone: string;
  /** Where a click on a link to the console leads, without a closing slash. */
  readonly consoleUrl: string;
};

/** The zone of the halls and the console's own default address. */
export const defaultSettings: BoardSettings = {
  timeZone: "Asia/Shanghai",
  consoleUrl: "http://127.0.0.1:8080",
};

/** The boards' own data source variable, so that they work with any source of the right type of an existing Grafana. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills it in.
export const source = { uid: "${datasource}" } as const;

/** The data sources that the provisioning files make; the boards start with theirs and can be switched to another. */
export const dataSources = {
  influxql: { uid: "hallwatch-influx", name: "Hallwatch", type: "influxdb" },
  promql: { uid: "hallwatch-metrics", name: "Hallwatch metrics", type: "prometheus" },
} as const;

/** The gateway as an Alertmanager: open alerts and silences. Panels know it by its name. */
export const alertSource = {
  uid: "hallwatch-alertmanager",
  name: "Hallwatch alerts",
  type: "alertmanager",
} as const;
/** The gateway as a Prometheus: its rules and what they say now. */
export const ruleSource = { uid: "hallwatch-rules", name: "Hallwatch rules", type: "prometheus" } as const;

/** The tag of the annotations that the gateway writes into Grafana. @see gateway/grafana/mark.ts */
export const markTag = "hallwatch-alert";

/** The tag that the boards find each other by. */
export const boardTag = "hallwatch";
