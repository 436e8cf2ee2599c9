import type { WireAlert } from "#gateway/wire/alert.ts";
import type { FakeGateway } from "./fake-gateway.ts";

const minutes = (n: number): number => n * 60_000;

/** A night with something of everything that people do about alerts: by what each is called here, its id. */
export const busyNight = (gateway: FakeGateway): Readonly<Record<string, string>> => {
  const at = (inMinutes: number) => new Date(gateway.now() + minutes(inMinutes)).toISOString();
  const light = (target: string, openFor: number, more: Partial<WireAlert> = {}) =>
    gateway.raise({
      rule: "light-after-closing",
      target,
      points: [`${target}.power`],
      openFor: minutes(openFor),
      held: minutes(15),
      more: { class: "energy", ...more },
    }).id;
  const smoke = gateway.raise({
    rule: "door-after-closing",
    target: "D5",
    openFor: minutes(2),
    held: 0,
    more: {
      fact: "smoke",
      title: { zh: "有烟，先按火警处理", en: "Smoke: treat it as fire first" },
      class: "life-safety",
      priority: 1,
      isLatched: true,
      steps: [
        {
          zh: "先按火警处置；确认不是火，再看是不是有人吸烟。",
          en: "Treat it as fire; only when it is none, ask who smoked.",
        },
      ],
      incident: { reportDueAt: at(3), report: null, overdueAt: null, owed: [] },
    },
  }).id;
  const panic = gateway.raise({
    rule: "panic-button",
    target: "PANEL",
    points: [],
    openFor: minutes(30),
    held: 0,
    more: {
      class: "life-safety",
      isSilent: true,
      isLatched: true,
      label: "latched",
      condition: "clear",
      clearedAt: at(-20),
      acknowledgement: { by: "王伟", note: "", at: at(-28) },
      incident: {
        reportDueAt: at(-25),
        report: null,
        overdueAt: at(-25),
        owed: [{ role: "hall-director", since: at(-25), given: null }],
      },
    },
  }).id;
  const line = gateway.raise({
    rule: "door-after-closing",
    target: "D1",
    openFor: minutes(4),
    held: minutes(1),
    more: {
      fact: "blind",
      target: "modbus:plant",
      targetName: { zh: "Modbus 线路 plant", en: "Modbus line plant" },
      title: { zh: "整条线路收不到数据：5 台设备中 5 台", en: "A whole line is silent: 5 of 5 devices" },
      level: "fault",
      class: "system",
      priority: 2,
    },
  }).id;
  const children = ["AC-hall", "AC-off1", "AC-off2"].map(
    target =>
      gateway.raise({
        rule: "summer-setpoint",
        target,
        openFor: minutes(4),
        held: minutes(10),
        more: { class: "equipment" },
      }).id,
  );
  gateway.suppress(children, line);
  const taken = light("L-off1", 50, { realarmAt: at(40) });
  gateway.acknowledge(taken, "李娜", "让保洁去关");
  const shelf = {
    is: "one-shot",
    by: "王伟",
    reason: "Overtime is approved",
    at: at(-5),
    until: at(25),
  } as const;
  const shelved = light("L-hall", 20, { label: "shelved", shelf });
  const open = light("L-off2a", 8);
  const service = gateway.takeOut({
    by: "赵磊",
    target: "W1",
    order: "88",
    until: at(180),
    compensation: "每小时巡一次，用眼睛看",
  }).target;
  gateway.deliveries.set(line, [
    {
      key: `${line}:1:found:M1`,
      kind: "found",
      role: "duty-manager",
      person: "李娜",
      channel: "mail",
      state: "sent",
      attempts: 1,
      at: at(-3),
      nextAt: null,
      detail: "250 queued",
    },
    {
      key: `${line}:1:found:G1`,
      kind: "found",
      role: "guard",
      person: "王伟",
      channel: "wecom",
      state: "failed",
      attempts: 4,
      at: at(-1),
      nextAt: at(1),
      detail: "connect ETIMEDOUT",
    },
  ]);
  gateway.problems = ["cannot notify 王伟 by wecom: no answer since 18:02"];
  return { smoke, panic, line, child: children[0] ?? "", taken, shelved, open, service };
};
