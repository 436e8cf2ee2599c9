import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { boards } from "../boards.ts";
import { dataSource } from "../settings.ts";

const root = join(import.meta.dirname, "../../..");
const read = (path: string) => parse(readFileSync(join(root, path), "utf8"), { merge: true });
const here = "dashboards/grafana/provisioning";
const source = read(`${here}/datasources/hallwatch.yaml`).datasources[0];
const provider = read(`${here}/dashboards/hallwatch.yaml`).providers[0];
const { services } = read("docker-compose.yml");
const mounts = (services.grafana.volumes as string[]).map(text => text.split(":"));

describe("the provisioned data source", () => {
  it("is the one that every board asks first", () => {
    expect(source).toMatchObject({ uid: dataSource.uid, name: dataSource.name, type: dataSource.type });
    for (const board of boards().values())
      expect(board.templating.list?.[0]).toMatchObject({
        type: "datasource",
        query: dataSource.type,
        current: { value: dataSource.uid },
      });
  });

  it("is asked for by no other name than the boards' own variable", () => {
    for (const board of boards().values()) {
      const uids = [...JSON.stringify(board).matchAll(/"datasource":\{"type":"influxdb","uid":"([^"]*)"/g)];
      expect(new Set(uids.map(match => match[1]))).toEqual(new Set(["$" + "{datasource}"]));
    }
  });

  it("is the database, the user and the address of docker-compose.yml, which the gateway writes to as well", () => {
    const { environment } = services.influxdb;
    const [target] = read("docs/examples/compose-hall.yaml").history.influx;
    expect(source.jsonData.dbName).toBe(environment.INFLUXDB_DB);
    expect(source.user).toBe(environment.INFLUXDB_READ_USER);
    expect(new URL(source.url).hostname in services).toBe(true);
    expect(target).toMatchObject({
      url: source.url,
      database: environment.INFLUXDB_DB,
      username: environment.INFLUXDB_WRITE_USER,
    });
    expect(target.password_env in services.gateway.environment).toBe(true);
  });

  it("carries no password, only the name of one that Grafana is given", () => {
    const secrets: string[] = Object.values(source.secureJsonData);
    expect(secrets.length).toBeGreaterThan(0);
    for (const secret of secrets) {
      expect(secret).toMatch(/^\$[A-Z_]+$/);
      expect(services.grafana.environment).toHaveProperty(secret.slice(1));
    }
  });
});

describe("the provisioned boards", () => {
  it("are read from where docker-compose.yml mounts the generated ones", () => {
    const [from] = mounts.find(([, to]) => to === provider.options.path) ?? [];
    expect(from).toBe("./dashboards/grafana/generated");
    expect(readdirSync(join(root, from!)).sort()).toEqual([...boards().keys()].sort());
  });

  it("cannot be changed by hand in Grafana, where the next start would undo it", () => {
    expect(provider).toMatchObject({ type: "file", allowUiUpdates: false, folderUid: "hallwatch" });
  });

  it("begin with the overview", () => {
    const home: string = services.grafana.environment.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH;
    expect(home).toBe(`${provider.options.path}/hall-overview.json`);
  });

  it("and their data source lie where Grafana looks", () => {
    for (const kind of ["datasources", "dashboards"]) {
      expect(existsSync(join(root, here, kind))).toBe(true);
      expect(mounts).toContainEqual([`./${here}/${kind}`, `/etc/grafana/provisioning/${kind}`, "ro"]);
    }
  });
});
