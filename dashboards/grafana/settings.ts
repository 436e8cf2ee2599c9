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

/** The data source that the provisioning files make; the boards start with it and can be switched to another. */
export const dataSource = { uid: "hallwatch-influx", name: "Hallwatch", type: "influxdb" } as const;

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
