import { z } from "zod";
import { brokerUrl } from "#rules/site/addresses.ts";

const text = z.string().trim().min(1).max(120);

/** Which regulations a hall keeps beside the generic ones. */
export const TEMPLATES = ["service-hall", "bank", "ktv", "generic"] as const;
export const DAYS = ["mon-fri", "mon-sat", "mon-sun"] as const;

const window = z.string().regex(/^\d{2}:\d{2}-\d{2}:\d{2}$/, "expected hours such as 08:30-12:00");

const NO_BROKER = "expected mqtt://host:1883 or mqtts://host:8883, without a password in it";
const isBroker = (url: string): boolean => url !== "embedded" && brokerUrl(url).is === "told";

/** `08:30-12:00, 14:00-17:30` as a list; an item that is no window of time is refused. */
export const hoursText = z
  .string()
  .transform(value => value.split(/[,，、]\s*|\s+/).filter(part => part !== ""))
  .pipe(z.array(window).min(1));

/**
 * What whoever sets up a hall says of it: the answers of the wizard, or a file of them. An unknown key is a mistake. What
 * is not said has the value of `usual`, but for the name and the hours, which nobody can guess.
 */
export const answersShape = z.strictObject({
  /** What people call the hall, and in English. */
  name: text,
  name_en: text.optional(),
  timezone: text
    .refine(zone => {
      try {
        return new Intl.DateTimeFormat("en", { timeZone: zone }) !== null;
      } catch {
        return false;
      }
    }, "no time zone of this name")
    .optional(),
  template: z.enum(TEMPLATES).optional(),
  days: z.enum(DAYS).optional(),
  hours: z.union([hoursText, z.array(window).min(1)]),
  /** What the main room is called. */
  room: text.optional(),
  manager: text.optional(),
  guard: text.optional(),
  /** `embedded`, `none`, or the URL of a broker, which is listened to. */
  mqtt: z
    .union([z.literal("embedded"), z.literal("none"), z.string().refine(isBroker, NO_BROKER)])
    .optional(),
  /** `none`, or the address of a line, which is scanned. */
  modbus: text.optional(),
  framing: z.enum(["tcp", "rtu"]).optional(),
  baud: z.number().int().min(300).max(921_600).optional(),
  format: z
    .string()
    .regex(/^[78][NEO][12]$/)
    .optional(),
  units: z.union([z.string(), z.number().int()]).transform(String).optional(),
  /** Ratios by id of the device: `{ M3: { CT: 40 } }`. */
  multipliers: z.record(z.string(), z.record(z.string(), z.number().positive())).optional(),
});

export type Answers = z.output<typeof answersShape>;

/** What is taken where nothing is said. Nothing is scanned unless somebody names it. */
export const usual = {
  timezone: "Asia/Shanghai",
  template: "service-hall",
  days: "mon-fri",
  room: "营业大厅",
  manager: "值班经理",
  guard: "保安",
  mqtt: "embedded",
  modbus: "none",
  framing: "tcp",
  baud: 9_600,
  format: "8N1",
  units: "1-32",
} as const;

/** The answers with what is usual in the place of what was not said. */
export const complete = (answers: Answers) => ({
  ...answers,
  timezone: answers.timezone ?? usual.timezone,
  template: answers.template ?? usual.template,
  days: answers.days ?? usual.days,
  room: answers.room ?? usual.room,
  manager: answers.manager ?? usual.manager,
  guard: answers.guard ?? usual.guard,
  mqtt: answers.mqtt ?? usual.mqtt,
  modbus: answers.modbus ?? usual.modbus,
  framing: answers.framing ?? usual.framing,
  baud: answers.baud ?? usual.baud,
  format: answers.format ?? usual.format,
  units: answers.units ?? usual.units,
});
