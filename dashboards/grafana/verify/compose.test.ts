import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseSite } from "#rules/site/parse.ts";
import { loadNamedProfiles } from "../../../gateway/config/load-profiles.ts";
import { composeHall } from "../compose-hall.ts";

type Service = {
  readonly image?: string;
  readonly user?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[]; readonly retries: number };
  readonly read_only?: boolean;
};

const root = join(import.meta.dirname, "../../..");
const text = (path: string): string => readFileSync(join(root, path), "utf8");
const compose = parse(text("docker-compose.yml"), { merge: true });
const services: Readonly<Record<string, Service>> = compose.services;
const all = Object.entries(services);
const ours = all.filter(([, { image }]) => image === "hallwatch:local");

describe("docker-compose.yml", () => {
  it("runs the gateway, the devices, a database and Grafana", () => {
    expect(Object.keys(services)).toEqual(["gateway", "simulators", "influxdb", "grafana"]);
  });

  it.each(all)("%s is checked for health, and is of a named version", (_, { healthcheck, image }) => {
    expect(healthcheck?.test.length).toBeGreaterThan(1);
    expect(image).toMatch(/:(local|\d)/);
  });

  it.each(all)("%s waits only for services that say when they are healthy", (_, { depends_on }) => {
    for (const [name, { condition }] of Object.entries(depends_on ?? {})) {
      expect(condition).toBe("service_healthy");
      expect(services[name]?.healthcheck).toBeDefined();
    }
  });

  it.each(all)("%s has no password of its own: each must be given", (_, { environment }) => {
    const secrets = Object.entries(environment ?? {}).filter(([name]) =>
      /PW$|PASSWORD|TOKEN|SECRET/.test(name),
    );
    for (const [name, value] of secrets) expect(`${name}: ${value}`).toMatch(/: \$\{[A-Z_]+:\?.+\}$/);
  });

  it("every password it asks for is in .env.example, empty there", () => {
    const asked = new Set(
      [...text("docker-compose.yml").matchAll(/\$\{([A-Z_]+):\?/g)].map(match => match[1]),
    );
    const offered = [...text(".env.example").matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [
      name,
      value,
    ]);
    expect(offered.map(([name]) => name).sort()).toEqual([...asked].sort());
    expect(offered.filter(([, value]) => value !== "")).toEqual([]);
  });

  it.each(all)("%s is reached from this machine only", (name, { ports }) => {
    const open = (ports ?? []).filter(port => !port.startsWith("127.0.0.1:"));
    expect(open).toEqual(name === "gateway" ? ["$" + "{HALLWATCH_MQTT_ADDRESS:-127.0.0.1}:1883:1883"] : []);
  });

  it.each(all)("%s mounts files of this folder that exist, and cannot write to them", (_, { volumes }) => {
    for (const volume of volumes ?? []) {
      const [from, , mode] = volume.split(":");
      if (from?.startsWith("./"))
        expect([volume, existsSync(join(root, from)), mode]).toEqual([volume, true, "ro"]);
      else expect(Object.keys(compose.volumes)).toContain(from);
    }
  });

  it.each(ours)("%s runs as nobody in particular, on a file system that it cannot change", (_, service) => {
    expect(service.user).toBe("node");
    expect(service.read_only).toBe(true);
  });

  it.each(ours)("%s is asked by a script that Node understands", (_, { healthcheck }) => {
    const [kind, program, flag, script] = healthcheck?.test ?? [];
    expect([kind, program, flag]).toEqual(["CMD", "node", "-e"]);
    expect(() => new Script(script ?? "(")).not.toThrow();
  });
});

describe("the hall that it runs", () => {
  const hall = text("docs/examples/compose-hall.yaml");

  it("is the demo hall with the hosts changed", () => {
    expect(hall).toBe(composeHall(text("simulators/halls/service-hall.yaml")));
  });

  it("is a site file without a mistake", async () => {
    const { byName } = await loadNamedProfiles("compose-hall.yaml", hall);
    const parsed = parseSite(hall, "compose-hall.yaml", byName);
    const told = parsed.is === "refused" ? parsed.problems : parsed.warnings;
    // It is open inside, to simulators without credentials; outside it is published to this machine only.
    expect(told.map(({ code }) => code)).toEqual(["CFG926"]);
    expect(services.gateway?.ports).toContain("$" + "{HALLWATCH_MQTT_ADDRESS:-127.0.0.1}:1883:1883");
    expect(parsed.is === "site" && parsed.site.history.influx).toMatchObject([
      { url: "http://influxdb:8086", database: "hallwatch", passwordEnv: "INFLUX_WRITE_PW" },
    ]);
  });

  it("calls services by their names, and listens on ports that are published or inside", () => {
    const { sources } = parse(hall, { merge: true });
    expect(sources.mqtt.host).toBe("gateway");
    expect(services.gateway?.ports?.some(port => port.endsWith(`:${sources.mqtt.port}`))).toBe(true);
    const lines: { host: string; port: number }[] = Object.values(sources.modbus);
    expect(lines.map(({ host }) => host)).toEqual(["simulators", "simulators"]);
    expect(services.simulators?.healthcheck?.test.join()).toContain(String(lines[0]?.port));
  });

  it("has a place for each change, or nothing is written", () => {
    expect(() => composeHall("sources: { mqtt: {}, modbus: {} }")).toThrow(
      "the demo hall has no sources.mqtt.host",
    );
  });
});

describe("the image", () => {
  const lines = text(".docker/Dockerfile").split("\n");
  const ignored = text(".docker/Dockerfile.dockerignore").split("\n");

  it("is made of Node 24 without install scripts, and runs as nobody in particular", () => {
    expect(
      lines.filter(line => line.startsWith("FROM")).every(line => line.startsWith("FROM node:24-slim")),
    ).toBe(true);
    const installs = lines.filter(line => line.includes("npm ci"));
    expect(installs).toHaveLength(2);
    for (const line of installs) expect(line).toMatch(/--omit=dev .*--ignore-scripts/);
    expect(lines.findLast(line => line.startsWith("USER"))).toBe("USER node");
  });

  it("takes in only what is named, so that no password and no data slip in", () => {
    expect(ignored.find(line => line !== "" && !line.startsWith("#"))).toBe("*");
    for (const line of ignored.filter(one => one.startsWith("!")))
      expect(existsSync(join(root, line.slice(1)))).toBe(true);
  });

  it("holds every program that it is told to run", () => {
    const copied = lines.flatMap(line => /^COPY (?!--)(\w+) \1$/.exec(line)?.[1] ?? []);
    const commands = [
      lines.find(line => line.startsWith("CMD")) ?? "",
      ...(services.simulators?.command ?? []),
    ].join(" ");
    for (const program of commands.match(/[\w/]+\.[jt]s/g) ?? []) {
      expect(existsSync(join(root, program))).toBe(true);
      expect(copied).toContain(program.split("/")[0]);
    }
  });
});
