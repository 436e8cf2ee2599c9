import type { Task, TaskItem } from "#rules/routine/task.ts";
import { instant, millis } from "#rules/time/instant.ts";
import type { FakeGateway } from "./fake-gateway.ts";

const MINUTE = 60_000;
/** Ids of the tasks that are asked about by name. */
export const INSPECTION = "extinguishers/2025-07-08";
export const PATROL = "patrol/2025-07-08.3";

const item = (id: string, zh: string, en: string, zone = ""): TaskItem => ({
  id,
  title: { zh, en },
  zone,
  answer: null,
});
const it = (zh: string, en: string) => [item("it", zh, en)];

/** A day of work, one task in each state: what is late, due, coming, done, missed and deferred. */
export const workingDay = (gateway: FakeGateway): void => {
  const now = gateway.now();
  const at = (minutes: number) => instant(now + minutes * MINUTE);
  const task = (
    id: string,
    zh: string,
    en: string,
    minutes: readonly [opens: number, due: number],
    more: Partial<Task>,
  ): Task => ({
    id,
    duty: id.split("/")[0] ?? "",
    title: { zh, en },
    period: { zh: "2025-07-08", en: "2025-07-08" },
    day: "2025-07-08",
    target: null,
    opensAt: at(minutes[0]),
    dueAt: at(minutes[1]),
    missedAt: null,
    items: [],
    signature: null,
    state: "open",
    endedAt: null,
    lateBy: null,
    why: null,
    remindedAt: null,
    ...more,
  });
  const nobody = { zh: "", en: "" };
  for (const each of [
    task(INSPECTION, "周一消防器材巡检", "Monday inspection of fire equipment", [-60, 45], {
      items: [
        item("X1", "1 号灭火器", "Extinguisher 1", "hall"),
        item("X2", "2 号灭火器", "Extinguisher 2", "off1"),
        item("X3", "3 号灭火器", "Extinguisher 3", "equip"),
      ],
    }),
    task(PATROL, "巡更", "Patrol", [-30, 12], {
      items: [item("C1", "正门巡更点", "Front door", "hall"), item("C2", "后门巡更点", "Back door", "back")],
    }),
    task("hazards/2025-07-08", "隐患检查", "Look for hazards", [-90, -20], {
      items: [
        item("passages", "通道", "passages", "hall"),
        item("sockets", "插座", "sockets", "off1"),
        item("paper", "纸张堆放", "piles of paper", "equip"),
      ],
    }),
    task("mats/rain.1", "铺防滑垫", "Put out the mats", [-5, 10], { items: it("防滑垫", "mats") }),
    task("night-record/2025-07-08.1", "夜间记录", "Night record", [-3, 27], {
      items: it("夜间记录", "night record"),
    }),
    task("patrol/2025-07-08.4", "巡更", "Patrol", [90, 120], {}),
    task("toilets/2025-07-08.1", "卫生间清洁", "Toilets cleaned", [-480, -300], {
      state: "done",
      endedAt: at(-320),
      period: { zh: "2025-07-08 上午", en: "2025-07-08 morning" },
      items: it("卫生间清洁", "toilets cleaned"),
    }),
    task("toilets/2025-07-08.2", "卫生间清洁", "Toilets cleaned", [-240, -60], {
      state: "done",
      endedAt: at(-35),
      lateBy: millis(25 * MINUTE),
      period: { zh: "2025-07-08 下午", en: "2025-07-08 afternoon" },
      items: it("卫生间清洁", "toilets cleaned"),
    }),
    task("patrol/2025-07-08.2", "巡更", "Patrol", [-200, -140], {
      state: "missed",
      endedAt: at(-30),
      items: [item("C1", "正门巡更点", "Front door", "hall")],
    }),
    task("toilets/2025-07-06", "卫生间清洁", "Toilets cleaned", [-3000, -2800], {
      state: "deferred",
      endedAt: at(-2800),
      why: { zh: "闭厅日：每周安排", en: "closed day: weekly plan" },
      items: it("卫生间清洁", "toilets cleaned"),
      period: nobody,
    }),
  ])
    gateway.tasks.put(each);
};
