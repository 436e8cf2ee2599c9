import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { TAG } from "#gateway/grafana/mark.ts";
import { ROOT as ALERTMANAGER } from "#gateway/http/alertmanager/paths.ts";
import { ROOT as PROMETHEUS } from "#gateway/http/prometheus/routes.ts";
import { boards } from "../boards.ts";
import { alertSource, dataSources, markTag, ruleSource } from "../settings.ts";

const root = join(import.meta.dirname, "../../..");
const read = (path: string) => parse(readFileSync(join(root, path), "utf8"), { merge: true });
const here = "dashboards/grafana/provisioning";
const sources = read(`${here}/datasources/hallwatch.yaml`).datasources;
const [source, alerts, rules] = sources;
const [metrics, ...besideMetrics] = read(`${here}-victoria/datasources/hallwatch.yaml`).datasources;
const provider = read(`${here}/dashboards/hallwatch.yaml`).providers[0];
const { services } = read("docker-compose.yml");
const mounts = (services.grafana.volumes as string[]).map(text => text.split(":"));

describe("the provisioned data source", () => {
  it("is the one that every board asks first", () => {
    expect(source).toMatchObject(dataSources.influxql);
    expect(metrics).toMatchObject(dataSources.promql);
    for (const variant of ["influxql", "promql"] as const)
      for (const board of boards(variant).values())
        expect(board.templating.list?.[0]).toMatchObject({
          type: "datasource",
          query: dataSources[variant].type,
          current: { value: dataSources[variant].uid },
        });
  });

  it("is beside the gateway's own sources in the files for VictoriaMetrics as well", () => {
    expect(besideMetrics).toEqual([alerts, rules]);
    expect(metrics).toMatchObject({ isDefault: true, editable: false, jsonData: { manageAlerts: false } });
    const choice = boards("promql").get("fleet.json")?.templating.list?.[0]?.regex ?? "";
    const isOffered = (name: string) => new RegExp(choice.slice(1, -1)).test(name);
    expect([isOffered(metrics.name), isOffered(rules.name)]).toEqual([true, false]);
  });

  it("is asked for by no other name than the boards' own variable", () => {
    for (const variant of ["influxql", "promql"] as const)
      for (const board of boards(variant).values()) {
        const named = [
          ...JSON.stringify(board).matchAll(/"datasource":\{"type":"(\w+)","uid":"([^"]*)"/g),
        ].filter(match => !match[2]?.includes("rafana"));
        expect(new Set(named.map(match => `${match[1]} ${match[2]}`))).toEqual(
          new Set([`${dataSources[variant].type} \${datasource}`]),
        );
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

describe("the gateway as a data source", () => {
  const gatewayUrl = (path: string) => `http://gateway:8080${path}`;

  it("is an Alertmanager at the address where it answers as one, and Grafana keeps its own alerts to itself", () => {
    expect(alerts).toMatchObject({ ...alertSource, access: "proxy", url: gatewayUrl(ALERTMANAGER) });
    expect(alerts.jsonData).toEqual({ implementation: "prometheus", handleGrafanaManagedAlerts: false });
  });

  it("is a Prometheus with rules, which Grafana 12.4 and later need to offer the Alertmanager at all", () => {
    expect(rules).toMatchObject({ ...ruleSource, access: "proxy", url: gatewayUrl(PROMETHEUS) });
    expect(rules.jsonData).toMatchObject({ manageAlerts: true, alertmanagerUid: alerts.uid });
  });

  it("has the address of docker-compose.yml, is read only, and every source has a name and a uid of its own", () => {
    expect(services.gateway.environment.HALLWATCH_HTTP).toBe("0.0.0.0:8080");
    for (const key of ["uid", "name"])
      expect(new Set(sources.map((each: Record<string, string>) => each[key])).size).toBe(sources.length);
    for (const each of sources) expect([each.name, each.editable]).toEqual([each.name, false]);
    expect(sources.filter((each: { isDefault?: boolean }) => each.isDefault)).toEqual([source]);
  });

  it("is told who asks, so that a silence is made in the name and by the rights of a person", () => {
    expect(services.grafana.environment.GF_DATAPROXY_SEND_USER_HEADER).toBe("true");
  });

  it("is called by its name where a panel knows no uid", () => {
    const panels = [...boards().values()].flatMap(board => board.panels as Panel[]);
    const named = (type: string) => panels.filter(panel => panel.type === type).map(({ options }) => options);
    expect(named("alertlist")).toMatchObject([{ datasource: rules.name }]);
    expect(named("alertGroups")).toMatchObject([{ alertmanager: alerts.name }]);
  });

  it("marks alerts with the tag that every board can show", () => {
    expect(markTag).toBe(TAG);
    for (const board of boards().values())
      expect(board.annotations.list).toContainEqual(
        expect.objectContaining({ target: expect.objectContaining({ type: "tags", tags: [markTag] }) }),
      );
  });
});

describe("the provisioned boards", () => {
  it("are read from where docker-compose.yml mounts the generated ones", () => {
    const [from] = mounts.find(([, to]) => to === provider.options.path) ?? [];
    expect(from).toBe("./dashboards/grafana/generated/influxql");
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
