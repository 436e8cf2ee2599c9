import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Two lights and a panic button that are judged at once, people of several roles, pictures allowed. */
export const guardedHall = (directory: string, mqtt: string): string => {
  writeFileSync(join(directory, "own.yaml"), PACK);
  const config = join(directory, "site.yaml");
  writeFileSync(config, siteText(mqtt));
  return config;
};

const siteText = (mqtt: string): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [./own.yaml] }
calendar: { holidays: none, week: { mon-sun: ["08:30-17:30"] } }
photos: true
people:
  - { id: G1, name: 王伟, roles: [guard] }
  - { id: M1, name: 李丽, roles: [duty-manager] }
  - { id: H1, name: 赵敏, roles: [hall-director] }
  - { id: A1, name: 陈刚, roles: [safety-officer] }
  - { id: F1, name: 孙强, roles: [facilities] }
sources: { mqtt: ${mqtt} }
zones: { room: { name: { zh: 房间, en: Room } } }
equipment:
  L1: ${light("灯一", "L1")}
  L2: ${light("灯二", "L2")}
  L3: ${light("灯三", "L3")}
  P1: { kind: panic-button, zone: room, name: { zh: 紧急按钮, en: Panic button }, mqtt: { topic: office/P1 }, points: { button: { path: $.button, values: { "ON": pressed, "OFF": normal }, stale: 1 h } } }
`;

const light = (name: string, id: string): string =>
  `{ kind: light-circuit, zone: room, name: { zh: ${name}, en: ${id} }, mqtt: { topic: office/${id} }, points: { power: { path: $.v, stale: 1 h } } }`;

const PACK = `pack: own
title: { zh: 自定, en: Own }
rules:
  - id: too-bright
    title: { zh: 太亮, en: Too bright }
    clauses: [TY-2.2-1]
    each: light-circuit
    condition: light.power > 100
    hold: 0 s
    fact: too-bright
    level: violation
    priority: 3
    class: security
    tell: [guard]
  - id: panic
    title: { zh: 紧急求助, en: Panic }
    clauses: [GA-5.6-3]
    each: panic-button
    condition: panic.button == "pressed"
    hold: 0 s
    fact: panic
    level: violation
    priority: 1
    class: life-safety
    latch: true
    silent: true
    reset_by: [safety-officer]
    incident: { report_within: 5 min }
    tell: [guard]
`;
