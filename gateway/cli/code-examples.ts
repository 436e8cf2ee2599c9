import type { Code } from "#rules/site/codes.ts";

/** What is wrong as people write it, and what is right. */
export type CodeExample = { readonly wrong: string; readonly right: string };

/** Examples for codes of which a sentence alone says little: those about rules. */
export const codeExamples: Readonly<Partial<Record<Code, CodeExample>>> = {
  CFG420: { wrong: "limits: { rate: 50/s }", right: "limits: { rate: 50 per s }" },
  CFG421: { wrong: "tls: { cert: hall.crt }", right: "tls: { cert: hall.crt, key: hall.key }" },
  CFG422: {
    wrong: "port: 8883, tls: { cert: …, key: …, port: 8883 }",
    right: "tls: { cert: …, key: …, port: 8883 }",
  },
  CFG423: {
    wrong: "broker: mqtt://10.0.0.5, tls: { ca: ca.crt }",
    right: "broker: mqtts://10.0.0.5, tls: { ca: ca.crt }",
  },
  CFG313: { wrong: "profile: sdm630", right: "profile: eastron-sdm630   # as hallwatch profiles lists it" },
  CFG314: { wrong: "power: { from: p }", right: "power: { from: p_total }" },
  CFG315: { wrong: "voltage: { from: p_total }", right: "voltage: { from: v_l1 }" },
  CFG316: {
    wrong: "profile: acrel-dtsd1352",
    right: "profile: acrel-dtsd1352, multipliers: { CT: 200/5, PT: 1 }",
  },
  CFG317: {
    wrong: "profile: eastron-sdm630, modbus: { line: bus1, unit: 1, index: 3 }",
    right: "profile: coolautomation-coolmasternet, modbus: { line: plant, unit: 1, index: 3 }",
  },
  CFG318: {
    wrong: "profile: eastron-sdm630, mqtt: { base: hall/M1 }",
    right: "profile: eastron-sdm630, modbus: { line: bus1, unit: 3 }",
  },
  CFG319: { wrong: "power: { from: p_total, scale: 0.1 }", right: "power: { from: p_total }" },
  CFG409: { wrong: "bus1: { baud: 9600 }", right: 'bus1: { serial: "usb:A50285BI", baud: 9600 }' },
  CFG410: { wrong: "serial: ttyUSB0", right: 'serial: "usb:A50285BI"   # or /dev/ttyUSB0' },
  CFG411: { wrong: "modbus: { line: bus1, unit: 0 }", right: "modbus: { line: bus1, unit: 1 }" },
  CFG412: {
    wrong: "setpoint: { input: 3, write: { code: 6 } }",
    right: "setpoint: { holding: 3, write: { code: 6 } }",
  },
  CFG430: {
    wrong: "automations: [{ rule: light-after-closing, approved_by: H9, on: 2025-07-01 }]",
    right: "automations: [{ rule: light-after-closing, approved_by: H1, on: 2025-07-01 }]",
  },
  CFG431: {
    wrong: "D1: { kind: door, points: { lock: { …, control: { … } } } }",
    right: "L1: { kind: light-circuit, points: { command: { …, control: { … } } } }",
  },
  CFG432: {
    wrong: "command: { coil: 2, control: { … } }",
    right: "command: { coil: 2, write: { code: 5 }, control: { … } }",
  },
  CFG434: { wrong: "control: { allow: [of] }", right: "control: { allow: [off] }" },
  CFG435: {
    wrong: "only_if: [{ point: off1.ocupied, is: vacant }]",
    right: "only_if: [{ point: off1.occupied, is: vacant }]",
  },
  CFG436: {
    wrong: "allow: [off, on], proof: { off: { … } }",
    right: "allow: [off, on], proof: { off: { … }, on: { … } }",
  },
  CFG437: {
    wrong: "proof: { off: { point: L1.command, is: off, within: 60 s } }",
    right: "proof: { off: { point: L1.power, below: 20 W, within: 60 s } }",
  },
  CFG501: { wrong: "packs: [my-rules]", right: "packs: [service-hall, ./my-rules.yaml]" },
  CFG502: { wrong: "settings: { too_warm: 28 W }", right: "settings: { too_warm: 28 °C }" },
  CFG503: { wrong: "condition: light.powr > 10 W", right: "condition: light.power > 10" },
  CFG504: { wrong: "- id: door-after-closing   # twice", right: "- id: back-door-after-closing" },
  CFG505: { wrong: 'in_force: "20:00-07:50"', right: 'in_force: { from: "20:00", to: opening }' },
  CFG506: { wrong: "hold: too_warm   # a setting in Cel", right: "hold: closing_grace   # a setting in min" },
  CFG508: { wrong: "facts: [smoke]", right: "facts: [device-down]   # life safety is never explained away" },
  CFG509: { wrong: "when: { every: daily }", right: "when: { every: day, from: opening, due: open }" },
  CFG510: {
    wrong: "who: guard, late: { tell: [guard] }",
    right: "who: guard, late: { tell: [duty-manager] }",
  },
  CFG551: { wrong: "clauses: [server-room]", right: "clauses: [GA-5.3-8b, x-server-room]" },
  CFG610: {
    wrong: "each: zone, propose: { role: command, to: off }",
    right: "each: light-circuit, propose: { role: command, to: off }",
  },
  CFG611: { wrong: "propose: { role: comand, to: off }", right: "propose: { role: command, to: off }" },
  CFG612: {
    wrong: "each: door, propose: { role: lock, to: locked }",
    right: "each: light-circuit, propose: { role: command, to: off }",
  },
  CFG613: { wrong: "propose: { role: command, to: of }", right: "propose: { role: command, to: off }" },
  CFG701: { wrong: "illegal: [holding 30-39]", right: "illegal: [holding 30..39]" },
  CFG702: { wrong: "topic: tele/+/SENSOR", right: 'topic: "tele/{base}/SENSOR"' },
  CFG703: { wrong: "class: elec-voltage, role: power", right: "class: elec-voltage, role: voltage" },
  CFG704: { wrong: "probe: [{ point: v_l1 }]", right: "probe: [{ point: v_l1, between: [80, 480] }]" },
  CFG705: { wrong: "holding: 4, write: { code: 5 }", right: "holding: 4, write: { code: 6 }" },
  CFG706: { wrong: "multiply: [CT]   # and no multipliers", right: "multipliers: { CT: { holding: 331 } }" },
  CFG707: {
    wrong: "input: 30, with illegal: [input 30..39]",
    right: "input: 40, with illegal: [input 30..39]",
  },
  CFG708: {
    wrong: "probe: [{ point: volts, between: [80, 480] }]",
    right: "probe: [{ point: v_l1, between: [80, 480] }]",
  },
  CFG906: { wrong: `where: '"x-servr-room" in zone.tags'`, right: `where: '"x-server-room" in zone.tags'` },
  CFG907: { wrong: "season: sumer", right: "season: summer   # as calendar.seasons names it" },
  CFG909: { wrong: "load_limit: 1.3   # of a setting in %", right: "load_limit: 130" },
  CFG910: {
    wrong: "condition: zone.temperature > 30, clear: zone.temperature <= 32",
    right: "condition: zone.temperature > 30, clear: zone.temperature <= 28",
  },
  CFG911: { wrong: "class: energy, tell: [guard]", right: "class: energy, tell: [duty-manager]" },
  CFG912: { wrong: "cause: powercut", right: "cause: power-cut   # as fact: of a rule has it" },
  CFG918: { wrong: "when: { on: rian, within: 15 min }", right: "when: { on: rain, within: 15 min }" },
  CFG919: { wrong: "serial: /dev/ttyUSB0", right: 'serial: "usb:A50285BI"' },
  CFG920: {
    wrong: "profile: schneider-pm5560",
    right: "profile: schneider-pm5560   # after hallwatch modbus read showed which address is right",
  },
  CFG921: {
    wrong: "power: { from: p_total }",
    right: "power: { holding: 107, type: i16 }   # as hallwatch modbus read showed",
  },
  CFG922: {
    wrong: "profile: some-meter",
    right: "profile: ./some-meter.yaml   # your own page, checked on the device",
  },
  CFG923: {
    wrong: "modbus: { line: bus1, unit: 3, every: 100 ms }",
    right: "modbus: { line: bus1, unit: 3, every: 1 s }",
  },
  CFG924: {
    wrong: "modbus: { line: bus1, unit: 3 }   # of two meters",
    right: "modbus: { line: bus1, unit: 4 }",
  },
  CFG925: {
    wrong: "bus1: { host: 10.0.0.8, timeout: 2 s }   # with a point on it that is read every second",
    right: "bus1: { host: 10.0.0.8, timeout: 100 ms }",
  },
  CFG926: { wrong: "host: 0.0.0.0, clients: open", right: "host: 0.0.0.0, clients: named" },
  CFG927: {
    wrong: "host: 0.0.0.0, clients: named",
    right: "host: 0.0.0.0, clients: named, tls: { cert: hall.crt, key: hall.key }",
  },
};
