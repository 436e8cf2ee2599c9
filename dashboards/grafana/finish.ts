import {
  type AnnotationQuery,
  type Dashboard,
  type VariableModel,
  VariableType,
} from "@grafana/grafana-foundation-sdk/dashboard";

/**
 * Makes what the SDK builds ready for Grafana: gives every panel an id (the SDK gives none, and links, annotations and
 * "view panel" need them), shows links and annotations at the top (the SDK hides them in a menu from Grafana 12.3 on),
 * adds Grafana's built-in annotations (the SDK leaves them out), and keeps constants out of the address, where anybody
 * could set them.
 */
export const finish = (dashboard: Dashboard): Dashboard => ({
  ...dashboard,
  panels: (dashboard.panels ?? []).map((panel, index) => ({ ...panel, id: index + 1 })),
  templating: { list: (dashboard.templating.list ?? []).map(guarded) },
  links: (dashboard.links ?? []).map(shown),
  annotations: { list: [builtIn, ...(dashboard.annotations.list ?? [])].map(shown) },
});

const builtIn: AnnotationQuery = {
  name: "Annotations & Alerts",
  builtIn: 1,
  type: "dashboard",
  datasource: { type: "grafana", uid: "-- Grafana --" },
  enable: true,
  hide: true,
  iconColor: "rgba(0, 211, 255, 1)",
};

const guarded = (variable: VariableModel): VariableModel =>
  variable.type === VariableType.Constant ? { ...variable, skipUrlSync: true } : variable;

const shown = <Item extends { placement?: unknown }>({
  placement: _,
  ...item
}: Item): Omit<Item, "placement"> => item;
