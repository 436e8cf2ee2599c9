import type { WireHandover } from "#gateway/wire/handover.ts";
import type { FakeGateway } from "./fake-gateway.ts";

/** A guard takes over the night from the duty manager: an open alert, one put aside, a ticket and a task among it. */
export const eveningHandover = (gateway: FakeGateway, ago = 5): WireHandover =>
  gateway.handovers.begin(
    {
      post: "guard",
      from: "G1",
      to: "M1",
      items: [
        {
          id: "ticket:T-20250708-hall-1",
          kind: "ticket",
          title: { zh: "排队机不出票", en: "The queue machine prints no tickets" },
          standing: { zh: "17:40 起停用待修，没有备用设备", en: "taken away since 17:40, no spare" },
          priority: null,
        },
        {
          id: "shelf:light-after-closing/L-hall",
          kind: "shelf",
          title: { zh: "大厅照明：闭店后还亮着", en: "Hall lights: still on after closing" },
          standing: { zh: "王伟搁置到 18:30：加班已批准", en: "put aside until 18:30: overtime is approved" },
          priority: 3,
        },
        {
          id: "alert:door-D2",
          kind: "alert",
          title: { zh: "后门：强行开启", en: "Back door: forced open" },
          standing: { zh: "17:52 起未恢复，无人确认", en: "open since 17:52, not acknowledged" },
          priority: 1,
        },
        {
          id: "alert:humid",
          kind: "alert",
          title: { zh: "设备间：温度偏高", en: "Equipment room: too warm" },
          standing: { zh: "16:20 起未恢复", en: "open since 16:20" },
          priority: 3,
        },
        {
          id: "task:patrol/2025-07-08.3",
          kind: "task",
          title: { zh: "巡更（第三次）", en: "Patrol (third)" },
          standing: { zh: "17:00 起逾期", en: "overdue since 17:00" },
          priority: null,
        },
      ],
    },
    { hall: gateway.hall, now: gateway.now() },
    ago,
  );

/** Tickets and keys of a hall in trouble; ids by what each is called here. */
export const brokenThings = (gateway: FakeGateway): Readonly<Record<string, string>> => {
  const world = { hall: gateway.hall, now: gateway.now() };
  const at = (minutesAgo: number) => new Date(world.now - minutesAgo * 60_000).toISOString();
  const said = (minutesAgo: number, note: string) => ({ by: "李娜", at: at(minutesAgo), note });
  const { tickets } = gateway;
  const parked = tickets.put(
    {
      kind: "fault",
      target: "AC-hall",
      description: "不制冷",
      title: { zh: "大厅空调不制冷", en: "The hall's air conditioner does not cool" },
      state: "parked",
      isAffecting: true,
      consent: said(1_430, ""),
      attempts: [{ ...said(1_420, "清洗滤网，重启两次"), isRepaired: false }],
      report: {
        ...said(1_390, "不制冷，影响营业"),
        receiver: "Zhang Wei",
        department: "Facilities",
        limit: at(300),
      },
      removal: { ...said(400, "厂家带走压缩机"), expectedDays: 3 },
      grants: [{ who: "Daikin", doors: ["D2"], from: at(430), to: at(380), by: "李娜" }],
    },
    world,
    { ago: 1_440, clocks: { sign: 15, report: 30, "same-day": 1_140, spare: 2_500 } },
  );
  const done = parked.clocks.map(clock =>
    clock.is === "sign"
      ? { ...clock, doneAt: at(1_400) }
      : clock.is === "report"
        ? { ...clock, doneAt: at(1_420) }
        : clock,
  );
  tickets.tickets[0] = { ...parked, clocks: done, next: parked.next.filter(act => act !== "sign") };
  const fault = tickets.put(
    { kind: "fault", target: "L-off1", description: "两支灯管不亮", openedBy: "王伟" },
    world,
    { ago: 5, clocks: { sign: 15 } },
  );
  const complaint = tickets.put(
    {
      kind: "complaint",
      target: "hall",
      description: "客户张某说等了两个小时",
      isConfidential: true,
      openedBy: "李娜",
      title: { zh: "投诉", en: "Complaint" },
    },
    world,
    { ago: 20, clocks: { contact: 45 } },
  );
  tickets.put(
    {
      kind: "finding",
      target: "X1",
      description: "压力表在红区",
      state: "closed",
      closed: { ...said(60, "已换新"), cause: "漏气" },
    },
    world,
    { ago: 3_000 },
  );
  tickets.keys.push(
    {
      id: "K1",
      name: { zh: "正门钥匙", en: "Main door key" },
      opens: ["D1"],
      holder: "M1",
      since: at(600),
      lost: null,
    },
    {
      id: "K2",
      name: { zh: "后门钥匙", en: "Back door key" },
      opens: ["D2"],
      holder: null,
      since: null,
      lost: null,
    },
  );
  return { parked: parked.id, fault: fault.id, complaint: complaint.id };
};
