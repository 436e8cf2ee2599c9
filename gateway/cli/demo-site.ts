import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { type Document, parseDocument } from "yaml";
import { PLACES } from "./places.ts";

/** The ports that the demo hall's devices and the gateway meet at, on this machine. */
export type DemoPorts = { readonly mqtt: number; readonly modbus: readonly number[] };

/**
 * Writes the demo hall's site file with ports that happen to be free.
 *
 * @param influx  URL of an InfluxDB or VictoriaMetrics that the history also goes to
 */
export const writeDemoSite = async (file: string, influx: string | undefined): Promise<DemoPorts> => {
  const site = parseDocument(await readFile(PLACES.demoHall, "utf8"));
  const lines = linesOf(site);
  const [mqtt = 0, ...modbus] = await freePorts(1 + lines.length);
  site.setIn(["sources", "mqtt", "port"], mqtt);
  for (const [index, line] of lines.entries()) site.setIn(["sources", "modbus", line, "port"], modbus[index]);
  if (influx)
    site.setIn(
      ["history", "influx"],
      site.createNode([{ name: "influx", url: influx, database: "hallwatch" }]),
    );
  await writeFile(file, String(site));
  return { mqtt, modbus };
};

const linesOf = (site: Document): string[] => {
  const { sources } = site.toJS() as { sources: { modbus: Record<string, unknown> } };
  return Object.keys(sources.modbus);
};

const freePorts = async (count: number): Promise<number[]> => {
  const servers = await Promise.all(Array.from({ length: count }, () => listening()));
  const ports = servers.map(server => (server.address() as { port: number }).port);
  await Promise.all(servers.map(server => new Promise(closed => server.close(closed))));
  return ports;
};

const listening = (): Promise<ReturnType<typeof createServer>> =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
