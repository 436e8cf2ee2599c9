import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadHall } from "../config/load-hall.ts";
import { settingChanges } from "./rules-diff-settings.ts";
import { officePack, recordedOffice } from "./testing/recorded-office.ts";

const SETTINGS = `settings:
  lit: { value: 10, unit: W, zh: 亮, en: lit }
  shut: { value: "22:00", unit: time, zh: 关, en: shut }
  share: { value: 50, unit: "%", zh: 份, en: share }
rules:
`;

test("settings that differ are named with both values and the rules that name them, whoever says them", async () => {
  using office = recordedOffice({ days: 1 });
  office.write(
    "rules.yaml",
    officePack()
      .replace("rules:\n", SETTINGS)
      .replace("light.power >= 10", "light.power >= lit")
      .replace("in_force: closed", "in_force: { from: shut, to: opening }"),
  );
  const hall = async (settings: string) => {
    const text = readFileSync(office.site, "utf8");
    const file = office.write("other.yaml", text.replace("calendar:", `${settings}\ncalendar:`));
    const loaded = await loadHall(file);
    if (loaded.is === "refused") throw new Error(loaded.problems.map(({ message }) => message).join("\n"));
    return loaded.hall;
  };
  const before = await hall("");
  const after = await hall('settings: { lit: 1200, shut: "22:30", share: 60 }');
  expect(settingChanges([before, after])).toEqual([
    { name: "lit", before: "10", after: "1200 W", rules: ["light-at-lunch"] },
    { name: "shut", before: "22:00", after: "22:30", rules: ["door-after-closing"] },
    { name: "share", before: "50", after: "60 %", rules: [] },
  ]);
  expect(settingChanges([before, before])).toEqual([]);
});
