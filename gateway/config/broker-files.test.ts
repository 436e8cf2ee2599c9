import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { loadHall } from "./load-hall.ts";

const brokerOf = async (mqtt: string) => {
  const directory = mkdtempSync(join(tmpdir(), "hallwatch-broker-"));
  try {
    const file = join(directory, "hall.yaml");
    writeFileSync(
      file,
      `hallwatch: 1
site: { id: hall, name: { zh: 厅, en: Hall }, timezone: Asia/Shanghai, packs: [generic] }
calendar: { week: { mon-sun: ["09:00-18:00"] } }
sources: { mqtt: ${mqtt} }
zones: { hall: { name: { zh: 厅, en: Hall } } }
`,
    );
    const loaded = await loadHall(file);
    if (loaded.is === "refused") throw new Error(loaded.problems.map(({ message }) => message).join("\n"));
    return JSON.parse(JSON.stringify(loaded.hall.site.sources.mqtt).replaceAll(directory, "<hall>"));
  } finally {
    rmSync(directory, { recursive: true });
  }
};

test("certificates of the broker lie beside the site file, wherever the gateway runs", async () => {
  const elsewhere = resolve("/etc/ssl/devices.pem");
  expect(
    (
      await brokerOf(
        `{ broker: embedded, tls: { cert: tls/hall.crt, key: hall.key, ca: ${elsewhere}, crl: crl.pem } }`,
      )
    ).tls,
  ).toEqual({
    cert: "<hall>/tls/hall.crt",
    key: "<hall>/hall.key",
    ca: elsewhere,
    crl: "<hall>/crl.pem",
    port: 8883,
    only: true,
  });
  expect((await brokerOf("{ broker: mqtts://10.0.0.5, tls: { ca: ca.pem } }")).tls).toEqual({
    ca: "<hall>/ca.pem",
  });
  expect(await brokerOf("{ broker: embedded }")).not.toHaveProperty("tls");
});
