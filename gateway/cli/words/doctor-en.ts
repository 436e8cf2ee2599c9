import type { DoctorWords } from "../../install/doctor/finding.ts";
import type { DoctorTexts } from "./doctor-zh.ts";

const checks: DoctorWords = {
  clock: {
    inStep: "in step with a time server",
    notInStep: "not in step with any time server",
    notSet: date => `not set: the machine says that it is ${date}`,
    unknown: "this machine cannot tell whether it is in step: compare it with a watch",
  },
  node: (version, least, isEnough) => (isEnough ? version : `${version}, needs ${least} or later`),
  disk: (freeGb, percent) => `${freeGb} GB free (${percent} %)`,
  directory: {
    ok: "can be written",
    new: "is not there yet, made at the start",
    unwritable: why => `cannot be written (${why})`,
    readable: file => `${file} can be read by other users`,
  },
  zone: (zone, time) => `${zone}, where it is ${time}`,
  port: {
    free: "free",
    taken: "the gateway runs",
    cannot: why => (why === "EADDRINUSE" ? "another program has it" : `cannot be listened on (${why})`),
  },
  serial: {
    ok: "can be read and written",
    missing: why => `not there: ${why}`,
    denied: "no permission (group dialout); sign in anew after joining it",
    moves: "its name changes with the socket: write usb:<serial number>",
  },
  broker: {
    ok: ms => `${ms} ms`,
    unreachable: why => `cannot be reached: ${why}`,
    noPassword: variable => `no password in the environment variable ${variable}`,
  },
  certificate: {
    days: days => `expires in ${days} days`,
    expired: days => `expired ${days} days ago`,
    unreadable: why => `cannot be read: ${why}`,
    renew: "replace it; a running gateway reads it again by itself",
  },
  line: { ok: ms => `connected in ${ms} ms`, unreachable: why => why },
};

const some = (count: number, what: string): string[] => (count > 0 ? [`${count} ${what}`] : []);

/** What `hallwatch doctor` says in English. */
export const doctorEn: DoctorTexts = {
  checks,
  config: (points, rules, warnings) =>
    `${points} points, ${rules} rule instances, ${warnings === 0 ? "no problems" : warnings === 1 ? "1 warning" : `${warnings} warnings`}`,
  noConfig: "no site file was named",
  noPoints: "no gateway runs and no site file was named: points cannot be seen",
  channels: "channels",
  untested: "not tested",
  looking: seconds => `no gateway runs: looking for ${seconds} s…`,
  end: (bad, warn, unknown) =>
    bad + warn + unknown === 0
      ? "All is well."
      : `${[
          ...some(bad, bad === 1 ? "problem" : "problems"),
          ...some(warn, warn === 1 ? "warning" : "warnings"),
          ...some(unknown, "not tested"),
        ].join(", ")}.`,
};
