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
  CFG926: { wrong: "host: 0.0.0.0, clients: open", right: "host: 0.0.0.0, clients: named" },
  CFG927: {
    wrong: "host: 0.0.0.0, clients: named",
    right: "host: 0.0.0.0, clients: named, tls: { cert: hall.crt, key: hall.key }",
  },
};
