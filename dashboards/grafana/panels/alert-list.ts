import { type Panel, PanelBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { colour } from "../colour.ts";
import { byThreshold, described, type PanelText, steps } from "../look.ts";
import { alertSource, ruleSource } from "../settings.ts";

/** Options of Grafana's panel `alertlist`, which the SDK does not have. @see grafana/public/app/plugins/panel/alertlist/types.ts */
export type AlertListOptions = {
  readonly viewMode: "list" | "stat";
  readonly groupMode: "default" | "custom";
  readonly groupBy: readonly string[];
  readonly maxItems: number;
  /** 1 A to Z, 2 Z to A, 3 importance, 4 time up, 5 time down. */
  readonly sortOrder: number;
  readonly dashboardAlerts: boolean;
  readonly alertName: string;
  readonly alertInstanceLabelFilter: string;
  /** Name of the data source. */
  readonly datasource: string;
  readonly showInstances: boolean;
  readonly showInactiveAlerts: boolean;
  readonly stateFilter: Readonly<
    Record<"firing" | "pending" | "recovering" | "noData" | "normal" | "error", boolean>
  >;
};

/** Options of Grafana's panel `alertGroups`. */
export type AlertGroupsOptions = {
  /** Name of the data source. */
  readonly alertmanager: string;
  readonly labels: string;
  readonly expandAll: boolean;
};

/** Rules that have found something, or whose hold runs, as Grafana lists alert rules. */
export const rulesFiring = (width: number, height: number) => {
  const options: AlertListOptions = {
    viewMode: "list",
    groupMode: "default",
    groupBy: [],
    maxItems: 50,
    sortOrder: 3,
    dashboardAlerts: false,
    alertName: "",
    alertInstanceLabelFilter: "",
    datasource: ruleSource.name,
    showInstances: true,
    showInactiveAlerts: false,
    stateFilter: { firing: true, pending: true, recovering: true, noData: true, normal: false, error: true },
  };
  return ofGrafana("alertlist", options, {
    title: "规则 · Rules firing and pending",
    shows:
      "网关上已触发和正在计时的规则。看不到证据的规则不在这里：看“开放告警清单”和“测点”。Rules of the gateway that fire or whose hold runs. A rule that cannot see is not here: see the open alerts and the points.",
    empty:
      "没有规则触发，或网关、数据源连不上。No rule fires, or the gateway or its data source cannot be reached.",
    width,
    height,
    targets: [],
  });
};

/** Open alerts in groups, each with Grafana's button for a silence. */
export const alertGroups = (width: number, height: number) => {
  const options: AlertGroupsOptions = {
    alertmanager: alertSource.name,
    labels: "class,zone",
    expandAll: false,
  };
  return ofGrafana("alertGroups", options, {
    title: "分组与静默 · Groups and silences",
    shows:
      "网关的开放告警按类别和区域分组；静默即搁置，需要编辑者角色和本厅人员的账号。Open alerts of the gateway by class and zone. A silence is a shelf: it takes the role Editor and the login of a person of the hall.",
    empty:
      "没有开放告警，或网关、数据源连不上。No alert is open, or the gateway or its data source cannot be reached.",
    width,
    height,
    targets: [],
  });
};

/** A panel of Grafana that the SDK has no builder for and that asks its data source by itself. */
const ofGrafana = (type: string, options: object, text: PanelText) => ({
  build: (): Panel => ({
    ...new PanelBuilder()
      .title(text.title)
      .description(described(text))
      .span(text.width)
      .height(text.height)
      .thresholds(steps([null, colour.plain]))
      .colorScheme(byThreshold())
      .build(),
    type,
    options,
  }),
});
