import { existsSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { describe, it } from "vitest";
import { type ChildServer, startServer } from "./child-server.ts";

/** The servers that tests may start, by the name of their program. */
export type ServerName = "influxd" | "victoria-metrics" | "mosquitto" | "prometheus-alertmanager" | "amtool";

const FOLDERS = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/opt/homebrew/bin"];

/** Whether the program is installed here. */
export const serverPresent = (name: ServerName): boolean => pathOf(name) !== null;

/**
 * A `describe` whose tests need a real server. Where it is absent they are skipped and say so in their name; with
 * `HALLWATCH_REQUIRE_SERVICES=1` they fail instead.
 */
export const describeWith = (name: ServerName, title: string, tests: () => void): void => {
  if (serverPresent(name)) describe(title, tests);
  else if (process.env.HALLWATCH_REQUIRE_SERVICES === "1")
    describe(title, () =>
      it(`needs ${name}`, () => {
        throw new Error(`${name} is not installed, and HALLWATCH_REQUIRE_SERVICES=1`);
      }),
    );
  else describe.skip(`${title} (skipped: ${name} is not installed)`, tests);
};

/** InfluxDB 1.x without authentication; with `auth` its first user must be made before anything else; with `rollUps` its continuous queries run. */
export const startInflux = (
  options: { readonly auth?: boolean; readonly rollUps?: boolean } = {},
): Promise<ChildServer> =>
  startServer({
    program: programOf("influxd"),
    scheme: "http",
    prepare: (port, directory) => {
      const config = join(directory, "influxdb.conf");
      writeFileSync(config, influxConfig(port, directory, options));
      return ["run", "-config", config];
    },
    isReady: port => answers(`http://127.0.0.1:${port}/ping`),
  });

/** VictoriaMetrics that folds equal samples of one millisecond, as our rewinds need; of flags that are given twice the latter counts. */
export const startVictoria = ({
  flags = [],
}: {
  readonly flags?: readonly string[];
} = {}): Promise<ChildServer> =>
  startServer({
    program: programOf("victoria-metrics"),
    scheme: "http",
    prepare: (port, directory) => [
      `-storageDataPath=${join(directory, "data")}`,
      `-httpListenAddr=127.0.0.1:${port}`,
      "-retentionPeriod=100y",
      "-dedup.minScrapeInterval=1ms",
      "-influx.databaseNames=hall",
      "-memory.allowedBytes=128MB",
      ...flags,
    ],
    isReady: port => answers(`http://127.0.0.1:${port}/health`),
  });

/** A mosquitto broker on loopback for anybody; `lines` are added to its configuration. */
export const startMosquitto = (options: { readonly lines?: readonly string[] } = {}): Promise<ChildServer> =>
  startServer({
    program: programOf("mosquitto"),
    scheme: "mqtt",
    prepare: (port, directory) => {
      const config = join(directory, "mosquitto.conf");
      const lines = [
        `listener ${port} 127.0.0.1`,
        "allow_anonymous true",
        "user root",
        "set_tcp_nodelay true",
      ];
      writeFileSync(config, [...lines, ...(options.lines ?? []), ""].join("\n"));
      return ["-c", config];
    },
    isReady: connects,
  });

/** An Alertmanager without a cluster; `config` is its configuration, by default one receiver that sends nothing. */
export const startAlertmanager = (
  config = "route: { receiver: nobody, group_by: [class] }\nreceivers: [{ name: nobody }]\n",
): Promise<ChildServer> =>
  startServer({
    program: programOf("prometheus-alertmanager"),
    scheme: "http",
    prepare: (port, directory) => {
      const file = join(directory, "alertmanager.yml");
      writeFileSync(file, config);
      return [
        `--config.file=${file}`,
        `--storage.path=${join(directory, "data")}`,
        `--web.listen-address=127.0.0.1:${port}`,
        "--cluster.listen-address=",
      ];
    },
    isReady: port => answers(`http://127.0.0.1:${port}/-/ready`),
  });

const influxConfig = (
  port: number,
  directory: string,
  { auth = false, rollUps = false }: { readonly auth?: boolean; readonly rollUps?: boolean },
): string => `
reporting-disabled = true
bind-address = "127.0.0.1:0"
[meta]
dir = "${directory}/meta"
[data]
dir = "${directory}/data"
wal-dir = "${directory}/wal"
index-version = "tsi1"
query-log-enabled = false
[monitor]
store-enabled = false
[http]
bind-address = "127.0.0.1:${port}"
log-enabled = false
auth-enabled = ${auth}
[continuous_queries]
enabled = ${rollUps}
run-interval = "1s"
[subscriber]
enabled = false
`;

const pathOf = (name: ServerName): string | null =>
  FOLDERS.map(folder => join(folder, name)).find(existsSync) ?? null;

/**
 * Full path of a program that is installed here.
 *
 * @throws {Error} when it is not
 */
export const programOf = (name: ServerName): string => {
  const path = pathOf(name);
  if (path === null) throw new Error(`${name} is not installed`);
  return path;
};

const answers = async (url: string): Promise<boolean> =>
  (await fetch(url, { signal: AbortSignal.timeout(1_000) })).ok;

const connects = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    const settle = (ok: boolean) => {
      socket.destroy();
      resolve(ok);
    };
    socket.once("connect", () => settle(true)).once("error", () => settle(false));
  });
