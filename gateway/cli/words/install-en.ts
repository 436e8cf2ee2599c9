import type { InstallWords } from "./install-zh.ts";

const took = (ms: number | null): string => (ms === null ? "no answer" : `${ms} ms`);

/** What the tools for installers say in English. */
export const installEn: InstallWords = {
  expected: {
    whole: (least, most) => `expected a whole number from ${least} to ${most}; 0x… is hexadecimal`,
    units: "expected unit ids from 1 to 247, such as 1-32 or 1,3,7",
    format: "expected data bits, parity, stop bits, such as 8N1 or 8E1",
    length: "expected a length of time, such as 60 s or 5 min",
  },
  noWire: where =>
    `hallwatch: ${where} names no wire: write host:port, /dev/ttyUSB0 or usb:<serial number of the adapter>`,
  noBroker:
    "hallwatch: this is no address of a broker: write mqtt://host:1883 or mqtts://host:8883; a password belongs into the environment variable HALLWATCH_MQTT_PASSWORD",
  noProfile: id => `hallwatch: there is no profile ${id}; hallwatch profiles lists all`,
  notModbus: id => `hallwatch: ${id} is no profile of a Modbus device`,
  forSite: "For the site file:",
  quantity: {
    voltage: "voltage",
    current: "current",
    power: "power",
    energy: "energy",
    frequency: "frequency",
    temperature: "temperature",
    humidity: "humidity",
  },
  scan: {
    head: (where, units) => `${where}: looking for ${units} units, only reading`,
    unit: unit => `unit ${unit}`,
    silent: "no answer",
    stranger: (where, unit) =>
      `answers, unknown model: hallwatch modbus read ${where} --unit ${unit} --input 0 --expect voltage`,
    also: ids => `could be ${ids} as well: look at the label`,
    perhaps: ids => `perhaps ${ids}, but its values prove little: look at the label`,
    otherFraming: (unit, framing) =>
      framing === "tcp"
        ? `nobody answers, but unit ${unit} does in RTU frames: use --framing rtu, and framing: rtu in the site file`
        : `nobody answers, but unit ${unit} does in Modbus TCP: leave out --framing rtu`,
    end: (answering, asked, all) =>
      `${answering} of ${asked} units answer${asked === all ? "" : ` (${all} were to be asked)`}.`,
    resume: (from, to) => `stopped; what was found is above. To go on: --units ${from}-${to}`,
  },
  listen: {
    head: (url, seconds) => `${url}: listening for ${seconds} s, publishing nothing (Ctrl-C ends it)`,
    heard: (messages, topics) => `${messages} messages, ${topics} topics`,
    columns: { device: "DEVICE", family: "FAMILY", messages: "MESSAGES", profile: "COULD BE" },
    unlike: "like no profile",
    end: (messages, retained, topics, devices) =>
      messages === 0
        ? "Nothing was heard: is this the broker that the devices use?"
        : `${messages} messages (${retained} of them retained) on ${topics} topics from ${devices} devices.`,
  },
  read: {
    which: "hallwatch: give one of --input, --holding, --coil, --discrete, or --profile <id>",
    head: (where, unit, table, address, count, ms) =>
      `${where} · unit ${unit} · ${table} ${address}–${address + count - 1} · ${took(ms)}`,
    likeliest: (what, range) => `Likeliest for ${what} (${range}):`,
    nothing: (what, range) =>
      `nothing here reads like ${what} (${range}) in any form: check unit, table and address`,
    beside: form =>
      `The same form (${form}) one register before, here, one behind (manuals often count from 1):`,
    every: address => `Every form of ${address}:`,
    verdict: {
      match: (model, checks) => `✓ it is ${model}: ${checks}`,
      unknown: (model, checks) =>
        `? nothing proves that it is ${model}${checks === "" ? ": its profile has no probe" : `: ${checks}`}`,
      no: (model, checks) => `✕ it is not ${model}, this profile is refused: ${checks}`,
    },
  },
  forget: {
    done: (line, unit) =>
      `${line}/${unit}: whatever it refused is tried once more; GET /api/devices shows within minutes what came of it`,
    not: why => `hallwatch: nothing is tried anew: ${why}`,
  },
};
