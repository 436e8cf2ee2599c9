import { afterAll, beforeAll, expect, test } from "vitest";
import { after, minutes, toIso } from "#rules/time/instant.ts";
import { readStream } from "../http/testing/stream-reader.ts";
import { until } from "../stores/testing/until.ts";
import type { WireEntry } from "../wire/entry.ts";
import type { WireRegister } from "../wire/register.ts";
import type { WireTask, WireTaskList, WireTaskStatistics } from "../wire/task.ts";
import { startWorkingHall, type WorkingHall } from "./testing/working-hall.ts";

const PATROL = "patrol/2025-07-08.2";
let hall: WorkingHall;
let codes: Record<string, string>;

beforeAll(async () => {
  hall = await startWorkingHall("12:30");
  const { assets } = await hall.get<WireRegister>("/register", "M1");
  codes = Object.fromEntries(assets.map(({ id, sticker }) => [id, sticker.split("k=")[1] ?? ""]));
});
afterAll(() => hall.stop());

const tasks = async (day = "") => (await hall.get<WireTaskList>(`/tasks${day && `?day=${day}`}`)).tasks;
const one = (id: string) => hall.get<WireTask>(`/tasks/${encodeURIComponent(id)}`);
const scan = (item: string, more: object = {}) =>
  hall.post<WireTask>("/tasks/answer", {
    by: "M1",
    task: PATROL,
    item,
    evidence: "scan",
    scan: "qr",
    code: `http://hall.local/x/${item}?k=${codes[item]}`,
    outcome: "ok",
    ...more,
  });
const states = (list: readonly WireTask[]) => Object.fromEntries(list.map(({ id, state }) => [id, state]));

test("today's tasks are those that are open and those that are coming, with what is asked and who is to do them", async () => {
  const today = await tasks();
  expect(states(today)).toMatchObject({
    [PATROL]: "open",
    "cleaning/2025-07-08": "coming",
    "closing-walk/2025-07-08": "coming",
    "patrol/2025-07-08.3": "coming",
  });
  expect(today.find(({ id }) => id === PATROL)).toMatchObject({
    who: "duty-manager",
    people: ["李丽", "钱红"],
    evidence: ["scan"],
    isInOrder: true,
    items: [{ id: "C1", answer: null }, { id: "C2" }],
  });
  expect(await one("nothing/2025-07-08")).toMatchObject({ status: 404, error: "NO_TASK" });
});

test("a scan is of the sticker that it says, or it is refused and says whose the sticker is", async () => {
  expect(await scan("C1", { code: `/x/C2?k=${codes.C2}` })).toMatchObject({
    status: 409,
    message: "task patrol/2025-07-08.2: this sticker is of C2, not C1",
  });
  expect(await scan("C1", { code: "00000000" })).toMatchObject({
    status: 409,
    message: expect.stringContaining("none of this hall's stickers"),
  });
  expect(await scan("C1", { code: undefined })).toMatchObject({
    status: 409,
    message: expect.stringContaining("needs the code"),
  });
  expect((await one(PATROL)).items.map(({ answer }) => answer)).toEqual([null, null]);
});

test("whose duty it is not is told whose it is, and who is not signed in is nobody", async () => {
  expect(await scan("C1", { by: "S1" })).toMatchObject({ status: 403, error: "NOT_ALLOWED" });
  expect(await scan("C1", { by: "F9" })).toMatchObject({ status: 401, error: "SIGN_IN" });
});

test("what was done without a connection counts when it was done, and the same sent twice counts once", async () => {
  const reader = await readStream(hall.api.url);
  const first = { madeAt: toIso(after(hall.clock.now(), minutes(-20))), id: "answer-0001" };
  const second = { madeAt: toIso(after(hall.clock.now(), minutes(-19))), id: "answer-0002" };
  expect(await scan("C1", first)).toMatchObject({
    status: 200,
    items: [{ answer: { by: "李丽", at: first.madeAt, isSentLate: true, scan: "qr" } }, { answer: null }],
  });
  expect((await scan("C1", first)).status).toBe(200);
  expect(await scan("C2", { ...second, id: first.id })).toMatchObject({ status: 409, error: "REFUSED" });
  expect(await scan("C2", { madeAt: toIso(after(hall.clock.now(), minutes(5))) })).toMatchObject({
    status: 409,
  });
  expect(await scan("C2", second)).toMatchObject({ status: 200, state: "done", lateByMs: null });
  const { entries } = await hall.get<{ entries: WireEntry[] }>(
    `/entries?kind=task&paper=${encodeURIComponent(PATROL)}`,
  );
  expect(entries.map(({ what, by }) => [what, by])).toEqual([
    ["opened", null],
    ["answered", "李丽"],
    ["answered", "李丽"],
    ["done", "李丽"],
  ]);
  await until("the stream has told of it", () =>
    reader.of("papers").some(({ changed }) => changed.task?.includes(PATROL)),
  );
  reader.stop();
});

test("what needs a signature is signed with the signer's secret and nobody else's", async () => {
  const task = "month-hazards/2025-07";
  const answer = {
    by: "G1",
    task,
    item: "it",
    evidence: "confirmation",
    outcome: "ok",
    values: { fine: true },
  };
  expect(await hall.post("/tasks/answer", answer)).toMatchObject({ status: 200, state: "open" });
  const sign = (by: string, secret: string) => hall.post<WireTask>("/tasks/sign", { by, secret, task });
  expect(await sign("G1", "000111")).toMatchObject({ status: 401, error: "WRONG_SECRET" });
  expect(await sign("M1", "correct horse")).toMatchObject({ status: 403 });
  expect(await sign("G1", "258036")).toMatchObject({
    status: 200,
    state: "done",
    signature: { person: "G1", name: "王伟", role: "guard" },
  });
});

test("an answer that was given by mistake is taken back by whoever gave it", async () => {
  const task = "hazard-check/2025-07-08";
  const answer = {
    by: "M1",
    task,
    item: "passages",
    evidence: "confirmation",
    outcome: "ok",
    values: { safe: true },
  };
  expect(await hall.post<WireTask>("/tasks/answer", answer)).toMatchObject({ status: 200 });
  expect(
    await hall.post("/tasks/retract", { by: "M1", task, item: "passages", why: "看错了" }),
  ).toMatchObject({
    status: 200,
    items: expect.arrayContaining([expect.objectContaining({ id: "passages", answer: null })]),
  });
});

test("an answer that finds a fault opens a ticket, and both are there after a restart", async () => {
  const task = "equipment-patrol/2025-07-08";
  const answer = {
    by: "M1",
    task,
    item: "kiosk",
    evidence: "confirmation",
    outcome: "fault",
    values: { works: false },
  };
  expect(await hall.post<WireTask>("/tasks/answer", { ...answer, note: "卡纸" })).toMatchObject({
    status: 200,
  });
  const ticketOf = async () => (await one(task)).items[0]?.answer?.ticket;
  const ticket = await ticketOf();
  expect(ticket).toMatch(/^T-/);
  hall = await hall.again("12:40");
  expect(await ticketOf()).toBe(ticket);
  expect(await hall.get(`/tickets/${ticket}`)).toMatchObject({ kind: "finding", target: "kiosk" });
});

test("a month's tasks are counted by duty, late ones for ever as late", async () => {
  const { duties } = await hall.get<WireTaskStatistics>("/tasks/statistics?from=2025-07-01&to=2025-07-31");
  const of = (id: string) => duties.find(({ duty }) => duty === id);
  expect(of("patrol")).toMatchObject({ title: { zh: "巡更" }, done: 1, late: 0, inTime: 1 });
  expect(of("month-hazards")).toMatchObject({ done: 1, missed: 0 });
  expect(of("hazard-check")).toMatchObject({ open: 1, inTime: null });
  expect(await hall.get("/tasks/statistics?from=2025-07-31&to=2025-07-01")).toMatchObject({ status: 400 });
});

test("a day of the past shows what was kept of it, a day to come what is planned", async () => {
  expect(await tasks("2025-06-01")).toEqual([]);
  const ahead = states(await tasks("2025-07-09"));
  expect(ahead).toMatchObject({ "meeting/2025-07-09": "coming", "patrol/2025-07-09.1": "coming" });
  expect(Object.values(ahead).every(state => state === "coming")).toBe(true);
});

test("what a sticker proves is told to those alone who are signed in", async () => {
  const stickers = async (as: string) =>
    (await hall.get<WireRegister>("/register", as)).assets.map(({ sticker }) => sticker);
  expect(await stickers("")).toEqual(["/x/C1", "/x/C2", "/x/X1"]);
  expect(await stickers("S1")).toEqual(["C1", "C2", "X1"].map(id => `/x/${id}?k=${codes[id]}`));
});

test("the register tells what is due for a thing, and who looked at it last", async () => {
  const { assets, gaps } = await hall.get<WireRegister>("/register", "G1");
  expect(assets.find(({ id }) => id === "X1")).toMatchObject({
    kind: "extinguisher",
    agent: "powder",
    nextServiceOn: "2027-03-01",
    scrapOn: "2032-03-01",
    sticker: expect.stringMatching(/^\/x\/X1\?k=[0-9a-f]{8}$/),
  });
  expect(assets.find(({ id }) => id === "C2")?.lastInspected).toMatchObject({ by: "李丽", outcome: "ok" });
  expect(gaps).toContainEqual({
    kind: "duty",
    id: "toilets",
    why: { zh: "卫生间清洁没有负责人", en: "nobody answers for Toilets cleaned" },
  });
  const page = await fetch(`${hall.api.url}/x/X1?k=1a2b`, { redirect: "manual" });
  expect([page.status, page.headers.get("location")]).toEqual([302, "/#/x/X1?k=1a2b"]);
});

test("a day that is announced to be closed says what it changed of the tasks to come", async () => {
  const announce = (by: string, hours: string[] | null) =>
    hall.post<{ days: unknown[] }>("/days", { by, date: "2025-07-10", hours, why: "停电检修" });
  expect(await announce("G1", [])).toMatchObject({ status: 403 });
  expect(await announce("H1", ["8-9"])).toMatchObject({ status: 409 });
  const announced = await announce("H1", ["09:00-11:30"]);
  expect(announced.days).toMatchObject([
    { date: "2025-07-10", hours: ["09:00-11:30"], why: "停电检修", by: "赵敏" },
  ]);
  await until("what it changed is known", async () => {
    const { days } = await hall.get<{ days: { changed: unknown[] }[] }>("/days");
    return (days[0]?.changed.length ?? 0) > 0;
  });
  expect(await announce("H1", null)).toMatchObject({ status: 200, days: [] });
});
