import { type GatewaySource, type PushStep, push, type StoreSource } from "../grafana/push.ts";
import { EXIT, Stop } from "./exit.ts";
import { type GrafanaOptions, grafanaOf, orStop } from "./grafana-options.ts";
import { Progress } from "./progress.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

/** What `hallwatch grafana push` is told. */
export type GrafanaPushOptions = GrafanaOptions & {
  readonly store?: string;
  readonly database: string;
  readonly storeUser?: string;
  readonly storePasswordEnv?: string;
  readonly gateway?: string;
  readonly gatewayTokenEnv?: string;
  readonly force: boolean;
};

/** Writes folder, data source and boards into a Grafana. Exit code 1 when it refused some, 3 when it cannot be reached. */
export const grafanaPush = async (options: GrafanaPushOptions, words: Words): Promise<number> => {
  const { client, boards } = await orStop(() => grafanaOf(options, words));
  const store = storeOf(options, words);
  const gateway = gatewayOf(options, words);
  const progress = new Progress(boards.length + 1 + (store ? 1 : 0) + (gateway ? 2 : 0));
  const sources = { ...(store && { store }), ...(gateway && { gateway }) };
  const steps: PushStep[] = [];
  await orStop(async () => {
    for await (const step of push(client, boards, { ...sources, force: options.force })) {
      steps.push(step);
      progress.show(steps.length, step.name);
    }
  }).finally(() => progress.end());
  const refused = steps.filter(({ pushed }) => pushed.is === "refused").length;
  if (options.json)
    console.log(JSON.stringify({ schema: 1, ok: refused === 0, url: client.url, steps: steps.map(flat) }));
  else console.log(pushText(steps, words));
  return refused === 0 ? EXIT.ok : EXIT.found;
};

const flat = ({ what, name, pushed }: PushStep) => ({ what, name, ...pushed });

const storeOf = (options: GrafanaPushOptions, words: Words): StoreSource | null => {
  const { variant, store, database, storeUser, storePasswordEnv } = options;
  if (store === undefined) return null;
  const password = secretOf(storePasswordEnv, words);
  return {
    variant,
    url: store,
    database,
    ...(storeUser !== undefined && { username: storeUser }),
    ...(password !== undefined && { password }),
  };
};

const gatewayOf = ({ gateway, gatewayTokenEnv }: GrafanaPushOptions, words: Words): GatewaySource | null => {
  if (gateway === undefined) return null;
  const token = secretOf(gatewayTokenEnv, words);
  return { url: gateway.replace(/\/+$/, ""), ...(token !== undefined && { token }) };
};

const secretOf = (name: string | undefined, words: Words): string | undefined => {
  if (name === undefined) return undefined;
  const secret = process.env[name];
  if (!secret) throw new Stop(EXIT.usage, words.grafana.noSecret(name));
  return secret;
};

const pushText = (steps: readonly PushStep[], { grafana }: Words): string => {
  const written = steps.filter(({ pushed }) => pushed.is === "created" || pushed.is === "updated").length;
  const refused = steps.filter(({ pushed }) => pushed.is === "refused").length;
  const rows = steps.map(({ what, name, pushed }) => [
    pushed.is === "refused" ? "✗" : "✓",
    grafana.what[what],
    name,
    pushed.is === "refused" ? `${grafana.pushed.refused}: ${pushed.why}` : grafana.pushed[pushed.is],
  ]);
  return `${table(rows)}\n${grafana.toldPushed(written, steps.length, refused)}`;
};
