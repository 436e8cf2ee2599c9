import { z } from "zod";
import type { Board, BoardVariant } from "./board-files.ts";
import { type GrafanaClient, messageOf } from "./client.ts";
import { type Pushed, pushBoard } from "./push-board.ts";

/** The folder that our boards are in. */
export const FOLDER = { uid: "hallwatch", title: "Hallwatch" } as const;
/** The data source that the boards begin with. @see dashboards/grafana/settings.ts */
export const SOURCE_UID: Readonly<Record<BoardVariant, string>> = {
  influxql: "hallwatch-influx",
  promql: "hallwatch-metrics",
};

/** The database that Grafana is to ask. */
export type StoreSource = {
  readonly variant: BoardVariant;
  /** As Grafana reaches it. */
  readonly url: string;
  /** InfluxDB only. */
  readonly database: string;
  readonly username?: string;
  readonly password?: string;
};

/** The gateway as Grafana reaches it; `token`: of a relay, where the hall has accounts. */
export type GatewaySource = { readonly url: string; readonly token?: string };

/** The gateway's own data sources: open alerts and silences, and rules. @see dashboards/grafana/provisioning */
export const GATEWAY_UIDS = ["hallwatch-alertmanager", "hallwatch-rules"] as const;

/** The steps of a push, as they are done. */
export type PushStep = {
  readonly what: "folder" | "data source" | "board";
  readonly name: string;
  readonly pushed: Pushed;
};

/**
 * Makes folder, data sources and boards be there as they are here; doing it twice changes nothing. Data sources are left
 * alone without `store` and `gateway`.
 *
 * @throws {Fault} when Grafana cannot be reached, or the token does not do
 */
export async function* push(
  client: GrafanaClient,
  boards: readonly Board[],
  {
    store,
    gateway,
    force = false,
  }: { readonly store?: StoreSource; readonly gateway?: GatewaySource; readonly force?: boolean } = {},
): AsyncGenerator<PushStep> {
  yield { what: "folder", name: FOLDER.title, pushed: await pushFolder(client) };
  const sources = [...(store ? [storeSource(store)] : []), ...(gateway ? gatewaySources(gateway) : [])];
  for (const source of sources)
    yield { what: "data source", name: source.name, pushed: await pushSource(client, source, force) };
  for (const board of boards)
    yield { what: "board", name: board.title, pushed: await pushBoard(client, board, FOLDER.uid, force) };
}

const FOLDERS = "/apis/folder.grafana.app";

const pushFolder = async (client: GrafanaClient): Promise<Pushed> => {
  const found = await client.call("GET", `/api/folders/${FOLDER.uid}`, [200, 404, 410]);
  if (found.status === 200) return { is: "unchanged" };
  const made = await client.call("POST", "/api/folders", [200, 201, 404, 409, 410, 412], FOLDER);
  if (made.status === 200 || made.status === 201) return { is: "created" };
  if (made.status === 404 || made.status === 410) return pushFolderResource(client);
  // Somebody made it meanwhile, or a folder of this title is there under another name.
  const again = await client.call("GET", `/api/folders/${FOLDER.uid}`, [200, 404]);
  return again.status === 200
    ? { is: "unchanged" }
    : { is: "refused", why: `${messageOf(made.body)}: rename the other folder called ${FOLDER.title}` };
};

const pushFolderResource = async (client: GrafanaClient): Promise<Pushed> => {
  const offered = z
    .looseObject({ versions: z.array(z.looseObject({ version: z.string() })) })
    .safeParse((await client.call("GET", `${FOLDERS}/`, [200])).body);
  const versions = offered.success ? offered.data.versions.map(({ version }) => version) : [];
  const version = ["v1", "v1beta1"].find(one => versions.includes(one)) ?? "v1";
  const body = { metadata: { name: FOLDER.uid }, spec: { title: FOLDER.title } };
  const all = `${FOLDERS}/${version}/namespaces/default/folders`;
  const made = await client.call("POST", all, [200, 201, 409], body);
  return { is: made.status === 409 ? "unchanged" : "created" };
};

const knownSource = z.looseObject({
  url: z.string().nullish(),
  user: z.string().nullish(),
  type: z.string(),
  readOnly: z.boolean().optional(),
  jsonData: z.record(z.string(), z.unknown()).nullish(),
  secureJsonFields: z.record(z.string(), z.boolean()).nullish(),
});

/** A data source as Grafana takes it. */
type Source = {
  readonly uid: string;
  readonly name: string;
  readonly type: "influxdb" | "prometheus" | "alertmanager";
  readonly access: "proxy";
  readonly url: string;
  readonly user?: string;
  readonly basicAuth?: true;
  readonly basicAuthUser?: string;
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly secureJsonData?: Readonly<Record<string, string>>;
};

const pushSource = async (client: GrafanaClient, wanted: Source, force: boolean): Promise<Pushed> => {
  const path = `/api/datasources/uid/${wanted.uid}`;
  const found = await client.call("GET", path, [200, 404]);
  const there = found.status === 200 ? knownSource.parse(found.body) : null;
  if (there?.readOnly) return { is: "provisioned" };
  if (there && !force && isSame(there, wanted)) return { is: "unchanged" };
  const answer = there
    ? await client.call("PUT", path, [200, 400, 409], wanted)
    : await client.call("POST", "/api/datasources", [200, 400, 409], wanted);
  if (answer.status === 200) return { is: there ? "updated" : "created" };
  return {
    is: "refused",
    why: `${messageOf(answer.body)}: is there another data source called ${wanted.name}?`,
  };
};

/** As in the provisioning files. A Prometheus takes user and password by another name. */
const storeSource = ({ variant, url, database, username, password }: StoreSource): Source => {
  const common = { uid: SOURCE_UID[variant], access: "proxy", url } as const;
  if (variant === "influxql")
    return {
      ...common,
      name: "Hallwatch",
      type: "influxdb",
      jsonData: { dbName: database, httpMode: "POST", timeInterval: "10s", maxSeries: 5_000 },
      ...(username !== undefined && { user: username }),
      ...(password !== undefined && { secureJsonData: { password } }),
    };
  return {
    ...common,
    name: "Hallwatch metrics",
    type: "prometheus",
    jsonData: { httpMethod: "POST", prometheusType: "Prometheus", timeInterval: "10s", manageAlerts: false },
    ...(username !== undefined && { basicAuth: true as const, basicAuthUser: username }),
    ...(password !== undefined && { secureJsonData: { basicAuthPassword: password } }),
  };
};

const gatewaySources = ({ url, token }: GatewaySource): readonly Source[] => {
  const [alertmanager, rules] = GATEWAY_UIDS;
  const header = token === undefined ? {} : { httpHeaderName1: "Authorization" };
  const secret = token === undefined ? {} : { secureJsonData: { httpHeaderValue1: `Bearer ${token}` } };
  return [
    {
      uid: alertmanager,
      name: "Hallwatch alerts",
      type: "alertmanager",
      access: "proxy",
      url: `${url}/alertmanager-api`,
      jsonData: { implementation: "prometheus", handleGrafanaManagedAlerts: false, ...header },
      ...secret,
    },
    {
      uid: rules,
      name: "Hallwatch rules",
      type: "prometheus",
      access: "proxy",
      url: `${url}/prom`,
      jsonData: {
        httpMethod: "GET",
        manageAlerts: true,
        alertmanagerUid: alertmanager,
        allowAsRecordingRulesTarget: false,
      },
    },
  ];
};

/** Grafana never tells a password: that there is one must do, unless it is forced. */
const isSame = (there: z.infer<typeof knownSource>, wanted: Source): boolean =>
  there.type === wanted.type &&
  there.url === wanted.url &&
  (there.user ?? "") === (wanted.user ?? "") &&
  Object.entries(wanted.jsonData).every(([key, value]) => there.jsonData?.[key] === value) &&
  Object.keys(wanted.secureJsonData ?? {}).every(secret => there.secureJsonFields?.[secret] === true);
