import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import type * as stat from "@grafana/grafana-foundation-sdk/stat";
import type * as timeline from "@grafana/grafana-foundation-sdk/statetimeline";
import type * as table from "@grafana/grafana-foundation-sdk/table";
import type * as graph from "@grafana/grafana-foundation-sdk/timeseries";
import type { AlertGroupsOptions, AlertListOptions } from "../panels/alert-list.ts";

/** Everything that the boards are made of, as the SDK types it: the source of the JSON schema in `sdk-schema.ts`. */
export type SdkTypes = {
  readonly board: Dashboard;
  readonly stat: { readonly options: stat.Options };
  readonly "state-timeline": { readonly options: timeline.Options; readonly custom: timeline.FieldConfig };
  readonly table: { readonly options: table.Options; readonly custom: table.FieldConfig };
  readonly alertlist: { readonly options: AlertListOptions };
  readonly alertGroups: { readonly options: AlertGroupsOptions };
  readonly timeseries: { readonly options: graph.Options; readonly custom: graph.FieldConfig };
};
