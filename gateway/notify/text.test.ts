import { describe, expect, test } from "vitest";
import { backDoor, messageTo } from "./testing/messages.ts";
import { outgoingOf } from "./testing/outgoing.ts";
import { en } from "./words/en.ts";
import { zh } from "./words/zh.ts";

test("a message says everything, Chinese first, with times in the hall's zone", () => {
  expect(outgoingOf().text).toEqual({
    subject: "【重要】门未锁：后门 / Door not locked: Back door",
    link: "https://hall.example/#/alerts/site-a.door-unlocked.D3.20250723T144700000Z",
    body: `城东营业厅 · 重要 · 安防
门未锁：后门
位置：大厅
2025-07-23 22:47 发现，仍在持续
怎么做：
1. 到后门查看
2. 锁门
查看：https://hall.example/#/alerts/site-a.door-unlocked.D3.20250723T144700000Z

East hall · High · Security
Door not locked: Back door
Where: Main hall
Found 2025-07-23 22:47, still so
What to do:
1. Go to the back door
2. Lock it
Open: https://hall.example/#/alerts/site-a.door-unlocked.D3.20250723T144700000Z`,
  });
});

test("in brief it says the hall, what kind of thing, and to log in; nothing else", () => {
  const items = [backDoor(), backDoor({ target: "D4", alert: "b" })];
  expect(outgoingOf({ detail: "brief", message: messageTo("G1", { items }) }).text).toEqual({
    subject: "【重要】城东营业厅：安防告警 / Security alert",
    link: "https://hall.example/#/",
    body: `城东营业厅
安防告警（重要）
请登录查看。 https://hall.example/#/

East hall
Security alert (High)
Log in to see it. https://hall.example/#/`,
  });
});

test("a group names ten and counts the rest; its subject fits on a lock screen", () => {
  const items = Array.from({ length: 300 }, (_, i) => backDoor({ alert: `a${i}` }));
  const { subject, body, link } = outgoingOf({ message: messageTo("G1", { items, priority: 1 }) }).text;
  expect(subject).toBe("【紧急】门未锁：后门 等 300 条 / Door not locked: Back door and 299 more");
  expect([...subject].length).toBeLessThanOrEqual(60);
  expect(body.match(/门未锁/g)).toHaveLength(10);
  expect(body).toContain("另有 290 条");
  expect(link).toBe("https://hall.example/#/");
});

describe("a reminder", () => {
  const inspection = {
    title: { zh: "周一消防器材巡检", en: "Monday inspection of fire equipment" },
    target: "hall",
    targetName: { zh: "城东营业厅", en: "East hall" },
    zone: "",
    steps: [{ zh: "逐个扫码", en: "Scan each of them" }],
  };
  const removal = {
    paper: "ticket:20250714-1",
    title: { zh: "催问维修答复", en: "Ask again when it is repaired" },
    target: "kiosk",
    targetName: { zh: "自助机", en: "Kiosk" },
    zone: "",
    steps: [],
  };
  const reminder = (...about: readonly (typeof inspection | typeof removal)[]) =>
    messageTo("G1", { kind: "reminder", priority: 4, class: "housekeeping", items: [], about });

  test("says what is to be done and how, and names no urgency", () => {
    expect(outgoingOf({ message: reminder(inspection) }).text).toEqual({
      subject: "【提醒】周一消防器材巡检 / Monday inspection of fire equipment",
      link: "https://hall.example/#/",
      body: `城东营业厅 · 提醒
周一消防器材巡检
怎么做：
1. 逐个扫码
查看：https://hall.example/#/

East hall · Reminder
Monday inspection of fire equipment
What to do:
1. Scan each of them
Open: https://hall.example/#/`,
    });
  });

  test("of several things lists them with what they are about", () => {
    expect(outgoingOf({ message: reminder(inspection, removal) }).text).toMatchObject({
      subject: expect.stringContaining("【提醒】周一消防器材巡检 等 2 条"),
      body: `城东营业厅 · 提醒
有 2 件事待办：
- 周一消防器材巡检
- 催问维修答复：自助机
查看：https://hall.example/#/

East hall · Reminder
2 things are to be done:
- Monday inspection of fire equipment
- Ask again when it is repaired: Kiosk
Open: https://hall.example/#/`,
    });
  });

  test("leads to the paper that it is about", () => {
    const { link, body } = outgoingOf({ message: reminder(removal) }).text;
    expect(link).toBe("https://hall.example/#/tickets/20250714-1");
    expect(body).toContain(`查看：${link}\n`);
  });

  test("in brief says neither what nor where", () => {
    expect(outgoingOf({ detail: "brief", message: reminder(removal) }).text).toEqual({
      subject: "【提醒】城东营业厅：有事项待办 / something is to be done",
      link: "https://hall.example/#/",
      body: `城东营业厅 · 提醒
有事项待办
请登录查看。 https://hall.example/#/

East hall · Reminder
something is to be done
Log in to see it. https://hall.example/#/`,
    });
  });
});

test.each([
  ["escalated", "【升级：无人确认】"],
  ["overdue", "【逾期未报告】"],
  ["repeated", "【仍未确认】"],
  ["returned", "【已恢复】"],
  ["digest", "【每日汇总】"],
] as const)(
  "what is %s says so first, also in brief: what is over must not read as something new",
  (kind, tag) => {
    const message = messageTo("G1", { kind });
    expect(outgoingOf({ message }).text.subject).toContain(`【重要】${tag}`);
    const { subject, body } = outgoingOf({ detail: "brief", message }).text;
    expect(subject).toBe(`【重要】${tag}城东营业厅：安防告警 / Security alert`);
    expect(body).toContain(`安防告警（重要） · ${zh.kind[kind]}\n`);
    expect(body).toContain(`Security alert (High) · ${en.kind[kind]}\n`);
  },
);

test("what is over asks for nothing to be done in the hall", () => {
  const items = [backDoor({ condition: "clear" })];
  const { body } = outgoingOf({ message: messageTo("G1", { kind: "returned", items }) }).text;
  expect(body).toContain("2025-07-23 22:47 发现，已恢复\n查看：");
  expect(body).not.toContain("Lock it");
});

test("a test says that it is one, in both languages, also in brief, and that nothing has happened", () => {
  for (const detail of ["full", "brief"] as const) {
    const { subject, body } = outgoingOf({
      detail,
      message: messageTo("G1", { kind: "test", items: [] }),
    }).text;
    expect(subject).toBe("【测试】[TEST] 城东营业厅 East hall");
    expect(body).toContain("没有发生任何告警");
    expect(body).toContain("Nothing has happened");
    expect(body.includes("王伟")).toBe(detail === "full");
  }
});

test("a silent one says not to let it be heard", () =>
  expect(outgoingOf({ message: messageTo("G1", { isSilent: true }) }).text.body).toContain("请勿声张"));

test("what nobody can see now is not said to go on, nor to be over", () => {
  const { body } = outgoingOf({
    message: messageTo("G1", { items: [backDoor({ condition: "unknown" })] }),
  }).text;
  expect(body).toContain("目前无法判断");
  expect(body).toContain("cannot be seen now");
});

describe("both languages", () => {
  const shape = (value: unknown): unknown =>
    typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shape(part)]))
      : typeof value;
  test("have the same texts", () => expect(shape(en)).toEqual(shape(zh)));
});
