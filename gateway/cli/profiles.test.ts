import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hallwatch } from "./testing/running.ts";

const OWN = `profile: my-meter
vendor: Acme
product: M1
kind: meter-1ph
confidence: memory
sources: [its manual]
limits: { block: 20, gap: 100 ms, illegal: [holding 30..39] }
multipliers: { CT: { holding: 331, note: 1 when direct } }
points:
  i: { class: elec-current, holding: 0x000A, type: i32, words: little, scale: 0.01, multiply: [CT], role: current }
  e:
    class: elec-energy-import
    holding: 40190
    type: u32
    unit: W.h
    minus: { holding: 40194 }
    factor: { holding: 50, type: i16, as: power-of-ten }
    conflict: another list says 40189
  run: { class: switch-status, coil: 3, values: { 0: off, 1: on }, write: { code: 5, side_effect: stops the fan } }
probe: [{ holding: 49, one_of: [7] }]
quirks: [It hums.]
`;

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "hallwatch-profiles-"));
  await writeFile(join(directory, "my-meter.yaml"), OWN);
  await writeFile(join(directory, "wrong.yaml"), OWN.replace("elec-current", "elec-curent"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe("hallwatch profiles", () => {
  test("lists every model, and those whose name, maker or kind has a word in it", async () => {
    const [all, chint] = [hallwatch("profiles"), hallwatch("profiles", "Chint")];
    expect([await all.ended, await chint.ended]).toEqual([0, 0]);
    expect(all.answer()).toContain("49 profiles");
    expect(
      chint.answer(),
    ).toBe(`profile          kind       product                                             wire    confidence
chint-dtsu666    meter-3ph  Chint (正泰) DTSU666 / DSSU666 (native Modbus map)  Modbus  verified
chint-dtsu666-h  meter-3ph  Chint / Huawei DTSU666-H                            Modbus  secondary

2 profiles. hallwatch profiles <profile> shows its registers or topics.
`);
  });

  test("shows a page of one's own with each address as wires and as manuals number it", async () => {
    const run = hallwatch("profiles", join(directory, "my-meter.yaml"));
    expect(await run.ended).toBe(0);
    expect(run.answer()).toBe(`my-meter  Acme M1, meter-1ph, from memory

point  table    wire    decimal  manual  type      class               unit  scale  more
i      holding  0x000A  10       40011   i32 CDAB  elec-current        A     0.01   × CT; role current
e      holding  0x9CFE  40190    440191  u32       elec-energy-import  kW·h  0.001  less holding 40194; times 10 to the holding 50
run    coil     0x0003  3        00004   bit       switch-status                    written with function 5 (stops the fan); 0 off, 1 on

Limits of reading
  at most 20 registers a read
  100 ms between requests
  never read holding 30–39

Ratios that the site file states
  CT  holding 331  1 when direct

What proves the model
  holding 49 = 7

Sources disagree
  e: another list says 40189

What to know
  It hums.

Sources
  its manual
`);
  });

  test("tells what is wrong with a page of one's own, and what name was meant", async () => {
    const [wrong, typo] = [
      hallwatch("profiles", join(directory, "wrong.yaml")),
      hallwatch("profiles", "sdmm630"),
    ];
    expect([await wrong.ended, await typo.ended]).toEqual([2, 2]);
    expect(wrong.output()).toContain('did you mean "elec-current"?');
    expect(typo.output()).toContain("did you mean eastron-sdm630?");
  });

  test("as JSON for programs, with raw values as manuals write them", async () => {
    const run = hallwatch("profiles", "r444a01", "--json");
    expect(await run.ended).toBe(0);
    const { schema, profiles } = JSON.parse(run.answer());
    expect([
      schema,
      profiles.length,
      profiles[0].points.temp.class,
      profiles[0].points.temp.sentinels,
    ]).toEqual([1, 1, "zone-air-temp", ["0x8000"]]);
  });
});
