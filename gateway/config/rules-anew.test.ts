import { mkdirSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { millis } from "#rules/time/instant.ts";
import {
  lightRule,
  ownPack,
  ownTest,
  reloadableFiles,
  reloadableSite,
} from "../app/testing/reloadable-hall.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { checkRules } from "./check-rules.ts";
import { checkRulesApart } from "./check-rules-apart.ts";
import { type Hall, loadHall } from "./load-hall.ts";
import { rulesSource } from "./rules-anew.ts";

const MQTT = "{ broker: embedded, port: 1883 }";

describe("the rules of a running hall, read again", () => {
  let directory: string;
  let remove: () => void;
  let files: ReturnType<typeof reloadableFiles>;
  let running: Hall;
  beforeEach(async () => {
    ({ directory, remove } = temporary());
    files = reloadableFiles(directory, MQTT);
    const loaded = await loadHall(files.config);
    if (loaded.is === "refused") throw new Error(loaded.problems[0]?.message);
    running = loaded.hall;
  });
  afterEach(() => remove());

  const again = async (check = checkRules) => {
    const anew = await rulesSource(files.config, check)(running);
    if (anew.is !== "refused")
      return anew.is === "rules" ? [anew.hall.packs[0]?.rules.length, anew.tests] : anew.is;
    return anew.problems.map(({ code, file, line, message }) =>
      `${code} ${file.replace(`${directory}/`, "")}:${line} ${message}`.replaceAll(`${directory}/`, ""),
    );
  };

  test("are unchanged when no file is different, and new when a pack is", async () => {
    expect(await again()).toBe("unchanged");
    files.write("own.yaml", ownPack(lightRule({ limit: 20 }), lightRule({ id: "other", fact: "other" })));
    expect(await again()).toEqual([2, 0]);
  });

  test("are refused whole when one of them is wrong, with the place of each mistake", async () => {
    files.write(
      "own.yaml",
      ownPack(lightRule({ limit: 20 }), lightRule({ id: "b" }).replace("light.power", "light.powr")),
    );
    expect(await again()).toEqual([expect.stringMatching(/^CFG503 own\.yaml:18 b\.condition: .*"powr"/)]);
  });

  test("are tested first, by the rule tests beside them, wherever these lie", async () => {
    files.write("own.timeline.yaml", ownTest(15));
    mkdirSync(`${directory}/own/deep`, { recursive: true });
    files.write("own/deep/more.timeline.yaml", ownTest(500).replace("./site.yaml", "../../site.yaml"));
    expect(await again()).toBe("unchanged");
    files.write("own.yaml", ownPack(lightRule({ limit: 12 })));
    expect(await again()).toEqual([1, 2]);
    files.write("own.yaml", ownPack(lightRule({ limit: 20 })));
    expect(await again()).toEqual(['CFG620 own.timeline.yaml:8 the rule test "Too bright" fails']);
    files.write("own.timeline.yaml", "timeline: [");
    expect(await again()).toEqual([expect.stringMatching(/^CFG0\d\d own\.timeline\.yaml:1 /)]);
  });

  test("may come with other settings and packs of the site file; anything else there needs a restart", async () => {
    files.write(
      "more.yaml",
      ownPack(lightRule({ id: "more", fact: "more" })).replace("pack: own", "pack: more"),
    );
    const site = reloadableSite(MQTT);
    files.write("site.yaml", site.replace("./own.yaml", "./own.yaml, ./more.yaml"));
    expect(await again()).toEqual([1, 0]);
    files.write(
      "site.yaml",
      site.replace("Light 2", "Light two").replace("timezone: Asia/Shanghai", "timezone: Asia/Tokyo"),
    );
    expect(await again()).toEqual([
      'CFG520 site.yaml:2 "site" is not as it was when the gateway started',
      'CFG520 site.yaml:8 "equipment" is not as it was when the gateway started',
    ]);
    files.write("site.yaml", `${site}settings: { nothing: 1 }\n`);
    expect(await again()).toEqual([expect.stringMatching(/^CFG502 site\.yaml:11 /)]);
  });

  test("come with the roster: in the site file, and in the CSV beside it", async () => {
    files.write("site.yaml", `${reloadableSite(MQTT)}roster: { file: duties.csv }\n`);
    files.write("duties.csv", "date,from,to,role,person\n2025-07-23,17:30,07:50,guard,G1\n");
    const anew = await rulesSource(files.config, checkRules)(running);
    expect(anew.is === "rules" && anew.hall.site.roster.shifts).toHaveLength(1);
    if (anew.is === "rules") running = anew.hall;
    expect(await again()).toBe("unchanged");
    files.write("duties.csv", "date,from,to,role,person\n2025-07-23,17:30,07:50,guard,G2\n");
    expect(await again()).toEqual(['CFG309 duties.csv:2 person: there is nobody "G2"']);
  });

  test("that change while they are checked are not used", async () => {
    files.write("own.yaml", ownPack(lightRule({ limit: 20 })));
    const slow = async (siteFile: string) => {
      const checked = await checkRules(siteFile);
      files.write("own.yaml", ownPack(lightRule({ limit: 30 })));
      return checked;
    };
    expect(await again(slow)).toEqual(["CFG521 site.yaml:1 the rules changed while they were being checked"]);
  });

  test("are checked in a thread of their own, which is given up when it takes too long", async () => {
    files.write("own.yaml", ownPack(lightRule({ limit: 20 })));
    expect(await again(checkRulesApart)).toEqual([1, 0]);
    expect(await again(file => checkRulesApart(file, millis(1)))).toEqual([
      "CFG521 site.yaml:1 the rules: they could not be checked within 0.001 s: which rule test takes so long?",
    ]);
  });
});

test("a profile page of the hall that changed needs a restart: its points would be others", async () => {
  const { directory, remove } = temporary();
  try {
    const page = `${directory}/my-meter.yaml`;
    writeFileSync(page, METER);
    writeFileSync(`${directory}/hall.yaml`, HALL);
    const loaded = await loadHall(`${directory}/hall.yaml`);
    if (loaded.is === "refused") throw new Error(loaded.problems[0]?.message);
    const source = rulesSource(`${directory}/hall.yaml`, checkRules);
    expect((await source(loaded.hall)).is).toBe("unchanged");
    writeFileSync(page, METER.replace("holding: 10", "holding: 12"));
    const anew = await source(loaded.hall);
    expect(anew.is === "refused" && anew.problems.map(({ code, file }) => [code, file])).toEqual([
      ["CFG520", page],
    ]);
  } finally {
    remove();
  }
});

const METER = `profile: my-meter
vendor: Nobody
product: Meter
kind: meter-1ph
confidence: verified
sources: [its manual]
points:
  p: { class: elec-power-active, holding: 10, role: power }
`;
const HALL = `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [generic] }
calendar: { holidays: china, week: { mon-fri: ["08:30-17:30"], sat-sun: closed } }
sources: { modbus: { bus1: { host: 10.0.0.8, framing: rtu } } }
zones: { equip: { name: { zh: 设备间, en: Equipment room } } }
equipment:
  M1: { kind: meter, zone: equip, name: { zh: 表一, en: Meter 1 }, profile: ./my-meter.yaml, modbus: { line: bus1, unit: 1 } }
`;
