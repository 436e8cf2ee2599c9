import type { DraftWords } from "../../install/site-draft.ts";
import type { InitWords } from "./init-zh.ts";

const draft: DraftWords = {
  head: ["A hall. After a change run hallwatch check; docs/site-file.md explains every key."],
  hours: "When it is open; the gap between two windows is lunch. Single days go into dates.",
  people: "Who answers for what; telephones and addresses go into reach.",
  sources: "Where readings come from.",
  zones: "Rooms and areas.",
  equipment: "A line for each device; its profile knows where registers and topics are.",
  gateway: "the gateway watches itself",
  nothing: "no device was found yet: hallwatch modbus scan and hallwatch mqtt listen print lines to copy",
};

const labels: Readonly<Record<string, string>> = {
  "service-hall": "Service hall",
  bank: "Bank",
  ktv: "KTV",
  generic: "Something else",
  "mon-fri": "Monday to Friday",
  "mon-sat": "Monday to Saturday",
  "mon-sun": "every day",
  tcp: "Modbus TCP",
  rtu: "RTU over TCP (transparent converter)",
};

/** What `hallwatch init` says in English. */
export const initEn: InitWords = {
  draft,
  title: "A new hall",
  label: value => labels[value] ?? value,
  questions: {
    name: "What is the hall called?",
    timezone: "Time zone",
    template: "What sort of place is it?",
    days: "On which days is it open?",
    hours: "Opening hours, with commas",
    manager: "Name of the duty manager",
    guard: "Name of the guard",
    mqtt: "MQTT broker: embedded, mqtt://host:port or none",
    modbus: "Modbus line: host:port, /dev/ttyUSB0, usb:<serial number> or none",
    framing: "Frames on the network",
    units: "Which units to look for",
  },
  ratio: (device, name, note) =>
    `${name} ratio of ${device}, 1 when it is direct${note === "" ? "" : `: ${note}`}`,
  unfit: "this does not fit",
  givenUp: "Given up; nothing was written.",
  found: devices =>
    devices.length === 0
      ? "No device that is known was found."
      : `${devices.length} found: ${devices.join(", ")}`,
  unlike: names =>
    `Like no model, so not in the file: ${names.map(name => (typeof name === "number" ? `unit ${name}` : name)).join(", ")}. hallwatch modbus scan, modbus read and mqtt listen tell more.`,
  missing: names =>
    `hallwatch: nobody can be asked here, and ${names} is missing: write it into the file of --answers`,
  unreadable: (file, why) => `hallwatch: ${file} cannot be read: ${why}`,
  unwritable: (file, why) => `hallwatch: ${file} cannot be written: ${why}`,
  wrongAnswers: "hallwatch: there are mistakes in the answers:",
  overwrite: file => `Overwrite ${file} with these changes?`,
  exists: file => `hallwatch: ${file} is there already; with --yes it is overwritten`,
  kept: file => `${file} is as it was.`,
  same: file => `${file} is like this already.`,
  refused: "hallwatch: the drafted file does not pass the check and was not written:",
  written: (file, equipment, points, rules) =>
    `${file}: ${equipment} devices, ${points} points, ${rules} rule instances\nNext: hallwatch check ${file}\n      hallwatch start --config ${file}`,
};
