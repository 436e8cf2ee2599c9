import { expect, test } from "vitest";
import { model, models } from "./models.ts";
import { kindOf } from "./profile-kind.ts";

test("a model becomes the kind of thing whose roles it fills", async () => {
  const ids = [
    "eastron-sdm630",
    "coolautomation-coolmasternet",
    "aqara-mccgq11lm",
    "aqara-wsdcgq11lm",
    "aqara-sjcgq11lm",
  ];
  const kinds = await Promise.all(
    ids.map(async id => {
      const profile = await model(id);
      return profile && kindOf(profile)?.kind;
    }),
  );
  expect(kinds).toEqual(["meter", "air-conditioner", "door", "zone", "leak-sensor"]);
});

test("no meter is taken for anything else", async () => {
  const meters = (await models()).filter(({ kind }) => /^meter-\dph/.test(kind));
  expect(meters.length).toBeGreaterThan(10);
  expect(meters.filter(profile => kindOf(profile)?.kind !== "meter").map(({ id }) => id)).toEqual([]);
});
