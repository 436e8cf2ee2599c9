import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadNamed, loadProfile, profilesIn } from "./load.ts";

const OWN = `profile: my-meter
vendor: Acme
product: M1
kind: meter-1ph
confidence: memory
sources: [its manual]
points:
  v: { class: elec-voltage, input: 0, type: f32, role: voltage }
`;

const hall = (page?: string): string => {
  const folder = mkdtempSync(join(tmpdir(), "hallwatch-profiles-"));
  if (page !== undefined) writeFileSync(join(folder, "my-meter.yaml"), page);
  return join(folder, "hall.yaml");
};

it("a profile that comes with Hallwatch is read by its id, another is none", async () => {
  expect((await loadProfile("eastron-sdm630"))?.product).toBe("SDM630-Modbus v2");
  expect(await loadProfile("eastron-sdm631")).toBeNull();
  expect(await loadProfile("../models/eastron-sdm630")).toBeNull();
});

it("a site names a page of its own by a path, seen from the site file", async () => {
  const found = await loadNamed("./my-meter.yaml", hall(OWN));
  expect(found).toMatchObject({ is: "read", parsed: { is: "profile", profile: { id: "my-meter" } } });
});

it("a page of its own that is wrong is told with the path of its file", async () => {
  const site = hall(OWN.replace("elec-voltage", "elec-volts"));
  const found = await loadNamed("./my-meter.yaml", site);
  const file = join(site, "../my-meter.yaml");
  expect(found).toMatchObject({ is: "read", file, parsed: { is: "refused", problems: [{ file, line: 8 }] } });
});

it("what is not there is missing, with the path where it was looked for", async () => {
  const site = hall();
  expect(await loadNamed("./my-meter.yaml", site)).toEqual({
    is: "missing",
    path: join(site, "../my-meter.yaml"),
  });
  expect(await loadNamed("eastron-sdm631", site)).toEqual({ is: "missing", path: null });
  expect(await loadNamed("eastron-sdm630", site)).toMatchObject({ is: "read", parsed: { is: "profile" } });
});

it("the profiles that a site names are found before the rest of it is read", () => {
  const site = `
zones:
  hall: { profile: xy-md02, points: nonsense }
equipment:
  M1: { profile: eastron-sdm630 }
  M2: { profile: eastron-sdm630 }
  M3: { profile: ./my-meter.yaml }
  M4: { profile: 7 }
  M5: []
`;
  expect(profilesIn(site)).toEqual(["xy-md02", "eastron-sdm630", "./my-meter.yaml"]);
  expect(["", "equipment: 3", "a: [", "equipment: { M1: }"].map(profilesIn)).toEqual([[], [], [], []]);
});
