import type { TestHall } from "../test-hall.ts";
import { hallFrom, played } from "./tiny-hall.ts";

/** An office whose people have duties, with a door, a light, a kiosk and three extinguishers; open 08:30 to 17:30. */
const SITE = `hallwatch: 1
site: { id: work, name: { zh: 小厅, en: Small hall }, timezone: Asia/Shanghai, packs: [work] }
calendar:
  holidays: china
  staff_from: "07:50"
  week: { mon-fri: ["08:30-17:30"], sat-sun: closed }
people:
  - { id: G1, name: 王伟, roles: [guard] }
  - { id: M1, name: 李娜, roles: [duty-manager] }
  - { id: M2, name: 张敏, roles: [duty-manager] }
  - { id: H1, name: 陈静, roles: [hall-director] }
  - { id: P1, name: 何刚, roles: [superior] }
  - { id: E1, name: 周婷, roles: [staff] }
sources: { mqtt: { broker: embedded } }
zones:
  room:
    name: { zh: 房间, en: Room }
    mqtt: { topic: work/room }
    points: { occupancy: { path: $.people, stale: 30 min } }
keys:
  K1: { name: { zh: 门钥匙, en: Door key }, opens: [D1], holder: M1 }
equipment:
  L1:
    kind: light-circuit
    zone: room
    name: { zh: 灯, en: Light }
    mqtt: { topic: work/L1 }
    points: { power: { path: $.power, stale: 30 min } }
  D1:
    kind: door
    zone: room
    name: { zh: 门, en: Door }
    mqtt: { topic: work/D1 }
    points:
      contact: { path: $.contact, values: { OPEN: open, CLOSED: closed }, stale: 30 min }
      lock: { path: $.lock, values: { L: locked, U: unlocked, J: jammed }, stale: 30 min }
  KIOSK: { kind: kiosk, zone: room, name: { zh: 自助机, en: Kiosk }, mqtt: { topic: work/kiosk }, points: { online: { path: $.online, stale: 30 min } } }
  X1: { kind: extinguisher, zone: room, name: { zh: 灭一, en: X1 }, mqtt: { topic: work/X1 }, points: { scan: { path: $.scan, stale: 366 d } } }
  X2: { kind: extinguisher, zone: room, name: { zh: 灭二, en: X2 }, points: {} }
  X3: { kind: extinguisher, zone: room, name: { zh: 灭三, en: X3 }, points: {} }
  P1B: { kind: panic-button, zone: room, name: { zh: 按钮, en: Button }, mqtt: { topic: work/P }, points: { test: { path: $.test, stale: 366 d } } }
`;

const PACK = `pack: work
title: { zh: 小, en: Work }
settings:
  closing_due: { value: 30, unit: min, zh: 关门, en: due }
  closing_must: { value: 75, unit: min, zh: 关门, en: must }
  closing_latest: { value: 4, unit: h, zh: 关门, en: latest }
  closing_warning: { value: 15, unit: min, zh: 关门, en: warning }
  handover_within: { value: 30, unit: min, zh: 交接, en: handover }
  light_off_below: { value: 10, unit: W, zh: 灯, en: light }
rules:
  - id: kiosk-down
    title: { zh: 自助机离线, en: Kiosk offline }
    clauses: [TY-2.2-1]
    each: kiosk
    condition: kiosk.online == "offline"
    hold: 1 min
    fact: kiosk-down
    level: fault
    priority: 3
    tell: [duty-manager]
  - id: crowd
    title: { zh: 人多, en: Crowd }
    clauses: [TY-2.2-1]
    each: zone
    condition: zone.occupancy > 20
    hold: 0 s
    fact: crowd
    level: cue
duties:
  - id: weekly
    title: { zh: 周检, en: Weekly inspection }
    clauses: [DZ-2.1c]
    who: duty-manager
    when: { every: week, on: tuesday, from: opening, due: open }
    each: extinguisher
    evidence: [scan, confirmation]
    ask: [{ id: gauge, zh: 压力, en: gauge, options: { green: 绿|green, low: 红|low }, good: [green], clauses: [GA-5.3-1b], ticket: true }]
    pace: 20 s
    sign: duty-manager
    remind: opened
    missed_after: 2 h
    late: { tell: [hall-director] }
  - id: meeting
    title: { zh: 班前会, en: Meeting }
    clauses: [DZ-1.1]
    who: duty-manager
    when: { every: day, from: opening, due: open }
    ask: [{ id: minutes, zh: 内容, en: minutes, text: true }]
    opening: true
    late: { priority: 4, tell: [hall-director] }
  - id: chairs
    title: { zh: 摆椅子, en: Put out chairs }
    clauses: [x-chairs]
    who: guard
    when: { on: crowd, within: 15 min, during: open }
    items: [{ id: chairs, zh: 椅子, en: chairs }, { id: ropes, zh: 围栏, en: ropes }]
  - id: alarm-test
    title: { zh: 按钮测试, en: Button test }
    clauses: [ZX-6-2c]
    who: guard
    when: { every: day, from: open, due: closing }
    each: panic-button
    evidence: [reading]
    reading: { role: test, word: passed }
`;

const workHall = (settings: TestHall["site"]["settings"]): TestHall => hallFrom(SITE, PACK, settings);

/** Plays a rule test of this hall, which begins on Tuesday 2025-07-08; the rest as in a file. Empty: it passed. */
export const worked = (rest: string, language: "zh" | "en" = "en"): string =>
  played(/^start:/m.test(rest) ? rest : `start: 2025-07-08 07:40\n${rest}`, language, workHall).text;
