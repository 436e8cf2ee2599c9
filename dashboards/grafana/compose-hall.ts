#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isScalar, parseDocument } from "yaml";

/**
 * The demo hall's site file as `docker-compose.yml` runs it: hosts are names of services, and everything is also
 * written to InfluxDB. Everything else stays as it is written, comments and all.
 *
 * @param demoHall  text of `simulators/halls/service-hall.yaml`
 * @throws {Error}  when the file has no place for one of the changes
 */
export const composeHall = (demoHall: string): string => {
  const site = parseDocument(demoHall);
  const span = (path: readonly string[]) => spanOf(site.getIn(path, true), path);
  const lines = Object.keys(site.toJS().sources.modbus);
  const changes = [
    { ...span(["sources", "mqtt", "host"]), text: "gateway, clients: open" },
    ...lines.map(line => ({ ...span(["sources", "modbus", line, "host"]), text: "simulators" })),
    { ...after(span(["history", "keep_days"])), text: influx },
  ];
  // From the back, so that no change moves the place of another.
  const changed = changes
    .sort((one, other) => other.from - one.from)
    .reduce((text, { from, to, text: by }) => text.slice(0, from) + by + text.slice(to), demoHall);
  return header + changed;
};

const header = `# The demo hall for docker-compose.yml. Made from simulators/halls/service-hall.yaml by
#   node dashboards/grafana/compose-hall.ts > docs/examples/compose-hall.yaml
# Hosts are names of services: each listens on its own name and is called by it. The simulators have no credentials, so the
# broker is open to whoever reaches it: docker-compose.yml publishes it to this machine only. Devices of a real hall get
# credentials (hallwatch device add); leave out "clients: open" then.

`;

const influx = `
  influx:
    - name: influx
      url: http://influxdb:8086
      database: hallwatch
      username: gateway
      password_env: INFLUX_WRITE_PW`;

type Span = { readonly from: number; readonly to: number };

const spanOf = (node: unknown, path: readonly string[]): Span => {
  if (!isScalar(node) || !node.range) throw new Error(`the demo hall has no ${path.join(".")}`);
  return { from: node.range[0], to: node.range[1] };
};

const after = ({ to }: Span): Span => ({ from: to, to });

if (import.meta.main) {
  const demoHall = join(import.meta.dirname, "../../simulators/halls/service-hall.yaml");
  process.stdout.write(composeHall(readFileSync(demoHall, "utf8")));
}
