import { z } from "zod";
import { databaseUrl, timeZone, webAddress } from "./addresses.ts";
import { CIRCUIT_USES } from "./circuit-use.ts";
import { form, reading } from "./form.ts";
import { kinds } from "./kinds.ts";
import type { CircuitUse, EquipmentKind } from "./model.ts";
import { powerW } from "./nameplate.ts";
import { date, dayHours, season, timeOfDay } from "./opening-hours.ts";
import { ROLES } from "./roles.ts";
import { backupPart } from "./schema-backup.ts";
import { environment } from "./schema-basics.ts";
import { brokerPart } from "./schema-broker.ts";
import { controlsPart } from "./schema-control.ts";
import { energyPart, METER_USES } from "./schema-energy.ts";
import { keysPart } from "./schema-keys.ts";
import { linePart } from "./schema-line.ts";
import { notifyPart, reach } from "./schema-notify.ts";
import { placeOfThing, placeOfZone, planPart } from "./schema-plan.ts";
import { modbusBlock, mqttBlock, points, text, words } from "./schema-points.ts";
import { multipliersPart, profileName } from "./schema-profile.ts";
import { reportsPart } from "./schema-reports.ts";
import { rosterPart } from "./schema-roster.ts";
import {
  dlt645Block,
  dlt645Part,
  hikvisionBlock,
  hikvisionPart,
  panelBlock,
  panelPart,
  receiverBlock,
  receiverPart,
} from "./schema-wires.ts";
import { OWN_TAG, tagsOf, tagsOnce, tagWord } from "./tags.ts";

/** What an id may look like: `AC-hall`, `off1`. */
export const ID = /^[A-Za-z][A-Za-z0-9_-]{0,62}$/;
const EQUIPMENT = Object.keys(kinds).filter(kind => kind !== "zone") as EquipmentKind[];
const USES = Object.keys(CIRCUIT_USES) as CircuitUse[];

const id = z.string().regex(ID, "must begin with a letter and hold only letters, digits, - and _");
/** Ids as keys are checked when the tree is built, so that one bad id does not hide what is under it. */
const idKey = z.string().meta({ pattern: ID.source });
const hours = z
  .union([z.string(), z.array(z.string())], { error: 'expected a list of windows, or "closed"' })
  .transform(reading(dayHours))
  .describe('Windows such as "08:30-12:00", or closed');

const site = z
  .strictObject({
    id: id.describe("Short name of the hall, used in addresses and file names"),
    name: words,
    timezone: form(timeZone).describe("IANA time zone: Asia/Shanghai"),
    packs: z
      .array(text)
      .default([])
      .describe("Regulation packs in force, the hall's own as paths: [service-hall, ./my-rules.yaml]"),
  })
  .describe("The hall");

const calendar = z
  .strictObject({
    holidays: z
      .enum(["china", "none"])
      .default("none")
      .describe("china: official days off and make-up workdays; none: the week alone"),
    staff_from: form(timeOfDay).optional().describe("When people come in, before opening: 07:50"),
    week: z
      .record(z.string(), hours)
      .describe('Hours of every day of the week: { mon-fri: ["08:30-17:30"], sat-sun: closed }'),
    dates: z
      .record(z.string().meta({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }), hours)
      .default({})
      .describe("Single days that differ: { 2025-07-19: closed }"),
    seasons: z
      .record(idKey, form(season))
      .default({})
      .describe("Named seasons, first and last day: { summer: 06-01..09-30 }"),
  })
  .describe("When the hall is open");

const person = z.strictObject({
  id,
  name: text.describe("Name of the person"),
  roles: z.array(z.enum(ROLES)).min(1).describe("What the person does: [guard]"),
  owns: z.array(text).optional().describe("Zones that the person answers for: [off1]"),
  reach: reach.optional(),
});

const keepThere = (what: string) =>
  z.int().min(1).max(36_500).optional().describe(`Days that ${what} are kept there; without it, for ever`);

const influx = z.strictObject({
  name: id,
  url: form(databaseUrl).describe("http://host:8086"),
  database: text,
  username: text.optional(),
  password_env: environment.optional(),
  spool_megabytes: z.int().min(1).max(1_000_000).default(512).describe("Most that may wait on disk"),
  setup: z
    .boolean()
    .default(true)
    .describe("Whether database, retention and down-sampling are set up there (InfluxDB 1.x)"),
  keep_days: keepThere("readings"),
  keep_minutes_days: keepThere("minutes"),
  keep_quarters_days: keepThere("quarters of an hour"),
  backlog_share: z
    .number()
    .min(0.05)
    .max(0.9)
    .default(0.5)
    .describe("Most of the time that what waited may be sent in, so that new readings get through: 0.5"),
});

const grafana = z
  .strictObject({
    url: form(webAddress).describe("http://grafana:3000"),
    link: form(webAddress)
      .optional()
      .describe("Where people open it, when that is another address: https://grafana.example.com"),
    token_env: environment
      .optional()
      .describe("Environment variable with the token of a service account that is Editor"),
    live: z.boolean().default(false).describe("true: values are pushed to Grafana Live as they come"),
  })
  .describe("A Grafana that pages lead to; with a token its graphs get a mark for every alert");

const register = z
  .strictObject({
    agent: z.enum(["water", "powder", "clean-gas", "co2"]),
    made_on: form(date).describe("Date of manufacture on the nameplate"),
    last_serviced_on: form(date).optional(),
    inspected_on: form(date).optional().describe("Last inspection before this file"),
  })
  .describe("An extinguisher's entry in the register");

const tags = (owner: "equipment" | "zone") => {
  const forEditors = { anyOf: [{ enum: tagsOf(owner) }, { pattern: `^${OWN_TAG}` }] };
  const word = z
    .string()
    .meta(forEditors)
    .transform(reading(tagWord(owner)));
  return z
    .array(word)
    .transform(reading(tagsOnce))
    .describe(`What rules ask for: [${owner === "zone" ? "waiting" : "escape"}], or your own: [x-vip]`);
};

const power = z
  .union([z.number(), z.string()], { error: "expected a power" })
  .transform(reading(powerW))
  .optional();

const zone = z.strictObject({
  name: words,
  within: text.optional().describe("The room that it is a part of: off2"),
  tags: tags("zone").optional(),
  place: placeOfZone.optional(),
  profile: profileName.optional(),
  multipliers: multipliersPart.optional(),
  mqtt: mqttBlock.optional(),
  modbus: modbusBlock.optional(),
  dlt645: dlt645Block.optional(),
  hikvision: hikvisionBlock.optional(),
  panel: panelBlock.optional(),
  receiver: receiverBlock.optional(),
  points,
});

const equipment = z.strictObject({
  kind: z.enum(EQUIPMENT),
  zone: text.describe("The zone where it is"),
  name: words,
  always_on: z.boolean().default(false).describe("Must stay powered after closing"),
  tags: tags("equipment").optional(),
  use: z.enum(USES).optional().describe("What a power circuit is there for: sockets"),
  meters: z
    .enum(METER_USES)
    .optional()
    .describe("What the energy behind a meter is used for: lighting, hvac, whole"),
  under: text.optional().describe("The meter through which its energy flows as well: M-light"),
  rated_power: power.describe("What the nameplate says that it draws: 1200 W"),
  approved_power: power.describe("The most that is approved to be connected to it: 500 W"),
  camera: text.optional().describe("The camera that sees it: C2"),
  nfc: z
    .string()
    .regex(/^[0-9A-Fa-f]{2}(?:[:-]?[0-9A-Fa-f]{2}){3,9}$/, "must be 4 to 10 bytes in hex: 04:A2:3B:1C")
    .optional()
    .describe("What the NFC tag at it says that it is: 04:A2:3B:1C"),
  behind: text.optional().describe("The door that one must pass to get there: D4"),
  register: register.optional(),
  line: text.optional().describe("The Modbus line that it is: a name under sources.modbus"),
  place: placeOfThing.optional(),
  profile: profileName.optional(),
  multipliers: multipliersPart.optional(),
  mqtt: mqttBlock.optional(),
  modbus: modbusBlock.optional(),
  dlt645: dlt645Block.optional(),
  hikvision: hikvisionBlock.optional(),
  panel: panelBlock.optional(),
  receiver: receiverBlock.optional(),
  points,
});

const keepDays = (usual: number) => z.int().min(1).max(36_500).default(usual);

/** The site file, as a person writes it. */
export const siteFile = z
  .strictObject({
    hallwatch: z.literal(1).describe("Version of this form of file"),
    site,
    calendar,
    people: z.array(person).default([]).describe("Who is told what"),
    roster: rosterPart(ROLES),
    notify: notifyPart(ROLES, idKey),
    photos: z
      .boolean()
      .default(false)
      .describe("Whether people may keep photos with what they note: true only where the house allows it"),
    settings: z
      .record(idKey, z.union([z.number(), z.string()], { error: "expected a number or a text" }))
      .default({})
      .describe("Settings of the regulation packs that differ: { cooling_outdoor_above: 28 }"),
    sources: z
      .strictObject({
        mqtt: brokerPart.optional(),
        modbus: z.record(idKey, linePart).default({}),
        dlt645: z.record(idKey, dlt645Part).optional(),
        hikvision: z.record(idKey, hikvisionPart).optional(),
        panel: z.record(idKey, panelPart).optional(),
        receiver: z.record(idKey, receiverPart).optional(),
      })
      .default({ modbus: {} })
      .describe("Where readings come from"),
    history: z
      .strictObject({
        keep_days: keepDays(400).describe("How long raw readings are kept"),
        keep_minutes_days: keepDays(100).describe("How long their minutes are kept"),
        keep_quarters_days: keepDays(3_650).describe("How long their quarters of an hour are kept"),
        keep: z
          .record(z.string(), z.int().min(1).max(36_500))
          .default({})
          .describe("Days that readings of some classes are kept instead: { camera-frame: 30 }"),
        influx: z.array(influx).default([]).describe("Databases that receive every reading as well"),
        courses_from: text
          .optional()
          .describe("Name of the database that courses are read from instead of the embedded history"),
      })
      .default({ keep_days: 400, keep_minutes_days: 100, keep_quarters_days: 3_650, keep: {}, influx: [] })
      .describe("Where readings are kept"),
    grafana: grafana.optional(),
    plan: planPart,
    zones: z.record(idKey, zone).describe("Rooms and areas by id"),
    equipment: z.record(idKey, equipment).default({}).describe("Things with a nameplate by id"),
    energy: energyPart(idKey),
    keys: keysPart(idKey),
    controls: controlsPart,
    reports: reportsPart(idKey),
    record: z
      .strictObject({
        keep_days: z
          .int()
          .min(184)
          .max(36_500)
          .default(400)
          .describe(
            "How long what is over is kept, half a year (184) at least; longer where a report that is owed looks back further",
          ),
      })
      .optional()
      .describe("The record of what happened: alerts, tasks, tickets, messages"),
    backup: backupPart,
  })
  .describe("A hall for Hallwatch");

export type SiteFile = z.output<typeof siteFile>;
