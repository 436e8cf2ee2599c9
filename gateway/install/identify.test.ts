import { expect, test } from "vitest";
import type { ModbusPlace } from "#rules/site/modbus.ts";
import { ENOUGH_BITS, identify } from "./identify.ts";
import { modbusModels } from "./models.ts";
import { checkBits } from "./probe-bits.ts";

/** A device whose registers hold what a function of the address says. */
const device = (word: (place: ModbusPlace, address: number) => number) => async (place: ModbusPlace) =>
  Array.from({ length: widthOf(place) }, (_, i) => word(place, place.address + i));

const widthOf = ({ table, type }: ModbusPlace): number => {
  if (table === "coil" || table === "discrete") return 1;
  return /64/.test(type) ? 4 : /32/.test(type) ? 2 : 1;
};

/** What a device shows on an ordinary day, by the unit of the class. */
const USUAL: Readonly<Record<string, number>> = { V: 230, Hz: 50, Cel: 22, "%": 50 };

test("on an ordinary day the probe of a model proves it, but for those that nothing can", async () => {
  const models = (await modbusModels()).filter(({ probe }) => probe.length > 0);
  expect(models.length).toBeGreaterThan(20);
  const weak = models.filter(profile => {
    const bits = profile.probe.map(check => {
      if (check.is === "raw") return checkBits(profile, check, check.oneOf.find(raw => raw !== 0) ?? 0);
      const unit = profile.points[check.point]?.class.unit ?? "";
      return checkBits(profile, check, USUAL[unit] ?? (check.low + check.high) / 2);
    });
    return bits.reduce((sum, each) => sum + each, 0) < ENOUGH_BITS;
  });
  // One voltage, or two wide ranges, is all that is known of them: a scan says that it may be them, and takes none.
  expect(weak.map(({ id }) => id)).toEqual(["acrel-ddsy1352", "intesis-inmbspan", "siemens-7kt1665"]);
});

test("a device with nothing in its registers is of no model", async () => {
  const fits = await identify(
    await modbusModels(),
    device(() => 0),
  );
  expect(fits.filter(({ is }) => is === "match").map(({ profile }) => profile.id)).toEqual([]);
});

test("devices with small numbers here and there, as controllers have, are hardly ever taken for a model", async () => {
  const models = await modbusModels();
  let state = 7;
  const random = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
  const taken: string[] = [];
  for (let round = 0; round < 200; round += 1) {
    const words = new Map<string, number>();
    const fits = await identify(
      models,
      device(({ table }, address) => {
        const key = `${table} ${address}`;
        const word = words.get(key) ?? (random() < 0.5 ? 0 : Math.floor(random() ** 3 * 65_536));
        words.set(key, word);
        return word;
      }),
    );
    for (const { is, profile } of fits) if (is === "match") taken.push(profile.id);
  }
  // 200 devices against some thirty models.
  expect(taken.length).toBeLessThan(12);
});
