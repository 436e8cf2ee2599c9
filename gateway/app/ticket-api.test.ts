import { afterAll, beforeAll, expect, test } from "vitest";
import { after, hours, toIso } from "#rules/time/instant.ts";
import type { WireEntry } from "../wire/entry.ts";
import type { WireHandover, WireHandoverList } from "../wire/handover.ts";
import type { WireService } from "../wire/service.ts";
import type { WireKey, WireTicket } from "../wire/ticket.ts";
import { SECRETS, startWorkingHall, type WorkingHall } from "./testing/working-hall.ts";

let hall: WorkingHall;
let ticket: string;
beforeAll(async () => {
  hall = await startWorkingHall("11:00");
});
afterAll(() => hall.stop());

const open = (by: string, more: object = {}) =>
  hall.post<WireTicket>("/tickets", { by, kind: "fault", target: "kiosk", description: "不出票", ...more });
const act = (by: string, done: object, id = ticket) =>
  hall.post<WireTicket>("/tickets/act", { by, ticket: id, act: done });
const list = async (state: string, as = "") =>
  (await hall.get<{ tickets: WireTicket[] }>(`/tickets?state=${state}`, as)).tickets;
const inHours = (length: number) => toIso(after(hall.clock.now(), hours(length)));

test("a fault is opened once for a thing, with the clocks that begin to run and what to do next", async () => {
  const first = { id: "ticket-00001", isAffecting: true };
  const opened = await open("S1", first);
  expect(opened).toMatchObject({
    status: 200,
    kind: "fault",
    target: "kiosk",
    openedBy: "周杰",
    state: "open",
  });
  expect(opened.clocks.map(({ is }) => is)).toContain("report");
  expect(opened.next).toEqual(expect.arrayContaining(["consent", "report", "remove", "close"]));
  ticket = opened.id;
  expect(await open("S1", first)).toMatchObject({ status: 200, id: ticket });
  expect(await open("M1")).toMatchObject({ status: 409, message: expect.stringContaining(ticket) });
  expect(await open("M1", { target: "nothing" })).toMatchObject({ status: 404, error: "NO_TARGET" });
  expect((await list("open")).map(({ id }) => id)).toEqual([ticket]);
});

test("a report needs its receiver, department and limit, and somebody who may report", async () => {
  const report = { is: "report", note: "不出票", receiver: "信息科", department: "市局", limit: inHours(24) };
  const { limit: _, ...without } = report;
  expect(await act("H1", without)).toMatchObject({ status: 400 });
  expect(await act("S1", report)).toMatchObject({
    status: 403,
    message: expect.stringContaining("hall director"),
  });
  expect(await act("H1", report, "T-nothing")).toMatchObject({ status: 404, error: "NO_TICKET" });
  expect(await act("H1", report)).toMatchObject({
    status: 200,
    state: "reported",
    report: { by: "赵敏", receiver: "信息科", department: "市局", limit: report.limit },
  });
});

test("what is taken away is out of service by its ticket, and back when the ticket is closed", async () => {
  const services = async () => (await hall.get<{ services: WireService[] }>("/services")).services;
  expect(await act("M1", { is: "remove", note: "带走维修", expectedDays: 3 })).toMatchObject({
    state: "parked",
  });
  expect(await services()).toMatchObject([{ target: "kiosk", order: ticket }]);
  expect(await act("M1", { is: "close", note: "修好装回", cause: "打印头损坏" })).toMatchObject({
    state: "closed",
    closed: { cause: "打印头损坏" },
    next: [],
  });
  expect(await services()).toEqual([]);
  expect(await list("open")).toEqual([]);
  expect((await list("closed")).map(({ id }) => id)).toEqual([ticket]);
  const { entries } = await hall.get<{ entries: WireEntry[] }>(`/entries?kind=ticket&paper=${ticket}`);
  expect(entries.length).toBeGreaterThan(3);
});

test("a confidential complaint is read by those who handle it, and others see only that there is one", async () => {
  const complaint = {
    kind: "complaint",
    target: "kiosk",
    description: "态度问题：张三",
    isConfidential: true,
  };
  const { id } = await open("S1", complaint);
  const read = async (as: string) => (await hall.get<WireTicket>(`/tickets/${id}`, as)).description;
  expect([await read("H1"), await read("S1"), await read("G1"), await read("")]).toEqual([
    complaint.description,
    complaint.description,
    "",
    "",
  ]);
  expect(JSON.stringify(await list("all"))).not.toContain("张三");
  expect(id).not.toContain("kiosk");
  for (const as of ["G1", ""])
    expect(await hall.get<WireTicket>(`/tickets/${id}`, as)).toMatchObject({
      target: "hall",
      targetName: { zh: "保密投诉" },
      zone: "",
    });
  expect(await act("G1", { is: "note", note: "门口有人问起" }, id)).toMatchObject({
    status: 200,
    description: "",
    notes: [],
  });
  expect((await hall.get(`/entries?kind=ticket&paper=${id}`, "G1")).status).toBe(403);
  expect((await hall.get(`/entries?kind=ticket&paper=${id}`, "H1")).status).toBe(200);
});

test("a key is lost with a ticket, and stays so until its lock was replaced", async () => {
  const key = async () => (await hall.get<{ keys: WireKey[] }>("/keys")).keys[0];
  expect(await key()).toMatchObject({ id: "K1", opens: ["D1"], holder: "M1", lost: null });
  const on = (by: string, done: string, more: object = {}) =>
    hall.post<WireKey>("/keys/act", { by, key: "K1", act: done, ...more });
  expect(await on("M1", "lost", { note: "可能落在出租车上" })).toMatchObject({ status: 200 });
  const lost = (await key())?.lost;
  expect(await hall.get(`/tickets/${lost}`)).toMatchObject({
    kind: "key",
    clocks: [{ is: "replace-lock", doneAt: null }],
  });
  expect(await on("S1", "lock-replaced")).toMatchObject({ status: 403 });
  expect(await on("H1", "lock-replaced", { note: "换了锁芯" })).toMatchObject({ status: 200, lost: null });
  expect(await hall.post("/keys/act", { by: "M1", key: "K9", act: "give" })).toMatchObject({ status: 404 });
});

test("somebody hands over: signed by whoever goes, read item by item and signed by whoever comes", async () => {
  const left = await open("S1", { id: "ticket-00002" });
  const handOver = (by: string, to: string) =>
    hall.post<WireHandover>("/handovers", { by, post: "duty-manager", to });
  expect(await handOver("S1", "M2")).toMatchObject({ status: 403 });
  const { id: handover, items } = await handOver("M1", "钱红");
  expect(items.map(({ id }) => id)).toContain(`ticket:${left.id}`);
  const sign = (by: string, as: string) =>
    hall.post<WireHandover>("/handovers/sign", { by, secret: SECRETS[by], as, handover });
  expect(await sign("M2", "to")).toMatchObject({ status: 409 });
  const remark = { by: "M1", handover, remarks: "钥匙两把", counts: { keys: 2 } };
  expect(await hall.post("/handovers/remark", remark)).toMatchObject({ status: 200, unread: [] });
  const signed = await sign("M1", "from");
  expect(signed).toMatchObject({
    status: 200,
    remarks: "钥匙两把",
    steps: [{ from: { name: "李丽" }, to: null }],
  });
  expect(signed.unread).toEqual(signed.items.map(({ id }) => id));
  expect(await hall.post("/handovers/remark", remark)).toMatchObject({ status: 409 });
  expect(await sign("M2", "to")).toMatchObject({
    status: 409,
    message: expect.stringContaining("not read yet"),
  });
  for (const item of signed.unread)
    expect(await hall.post("/handovers/read", { by: "M2", handover, item })).toMatchObject({ status: 200 });
  const add = { by: "M1", handover, text: "备用钥匙在保险柜" };
  expect((await hall.post<WireHandover>("/handovers/add", add)).additions).toMatchObject([
    { by: "李丽", text: add.text },
  ]);
  expect(await sign("M2", "to")).toMatchObject({ status: 200, state: "done", unread: [] });
  expect(await hall.get(`/handovers/${encodeURIComponent(handover)}`)).toMatchObject({ state: "done" });
  expect(await sign("M1", "from").then(({ status }) => status)).toBe(409);
});

test("whoever has taken a post is responsible for it; where nobody has, whoever has it by the roster", async () => {
  const { responsible, handovers } = await hall.get<WireHandoverList>("/handovers");
  expect(responsible).toMatchObject([
    { post: "guard", person: "G1", name: "王伟", handover: null },
    { post: "duty-manager", person: "M2", name: "钱红", handover: handovers[0]?.id },
  ]);
});

test.each(["", "G1"])("nothing that is read without the right has a word of it (as: %s)", async as => {
  const complained = (await list("open", "H1")).find(({ isConfidential }) => isConfidential)?.id ?? "";
  expect(complained).not.toBe("");
  const pages = [
    ...["tickets?state=all", `tickets/${complained}`, `entries?kind=ticket&paper=${complained}`],
    ...[
      "handovers",
      "alerts",
      "alerts?text=张三&state=all",
      "notify",
      "opening",
      "closing",
      "tasks",
      "keys",
      "register",
    ],
    ...["health", "services", "hall"],
  ];
  const read = await Promise.all(pages.map(page => hall.get(`/${page}`, as)));
  for (const [n, page] of pages.entries())
    expect([page, JSON.stringify(read[n])]).toEqual([page, expect.not.stringMatching(/张三|门口有人/)]);
  expect(JSON.stringify(read[pages.indexOf("handovers")])).toContain("保密投诉");
});
