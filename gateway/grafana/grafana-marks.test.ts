import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type HandClock, handClock } from "#gateway/app/testing/hand-clock.ts";
import type { Clock } from "#gateway/ports/clock.ts";
import { silent } from "#gateway/ports/log.ts";
import type { RecordStore } from "#gateway/ports/record.ts";
import { memoryRecord } from "#gateway/stores/memory/record.ts";
import { lightOn, MORNING, transition } from "#gateway/stores/testing/sample-alerts.ts";
import { temporary } from "#gateway/stores/testing/temporary.ts";
import { until } from "#gateway/stores/testing/until.ts";
import type { Alert, AlertEvent } from "#rules/alert/alert.ts";
import { after, hours, type Instant, millis, minutes, seconds } from "#rules/time/instant.ts";
import { GrafanaMarks } from "./grafana-marks.ts";
import { EDITOR, VIEWER } from "./testing/fake-answer.ts";
import { type FakeGrafana, fakeGrafana } from "./testing/fake-grafana.ts";

let grafana: FakeGrafana;
let record: RecordStore;
let files: ReturnType<typeof temporary>;
let hallClock: HandClock;
let machine: HandClock;
const running: GrafanaMarks[] = [];

beforeEach(async () => {
  grafana = await fakeGrafana();
  record = memoryRecord();
  await record.start();
  files = temporary();
  hallClock = handClock(MORNING);
  machine = handClock(MORNING);
});
afterEach(async () => {
  for (const marks of running.splice(0)) await marks.stop();
  await grafana.leave().catch(() => {});
  files.remove();
});

const marked = async (token = EDITOR, waits: Clock = machine): Promise<GrafanaMarks> => {
  const open = await record.alerts({ state: "open", limit: 1_000 });
  const marks = new GrafanaMarks({
    site: {
      id: "site-a",
      grafana: { url: grafana.url, link: grafana.url, tokenEnv: "GRAFANA_TOKEN", isLive: false },
      notify: { channels: [], quiet: null, link: "https://hall.example.com" },
    },
    record,
    openAlerts: () => open,
    directory: files.directory,
    clock: hallClock,
    machine: waits,
    log: silent,
    environment: token === "" ? {} : { GRAFANA_TOKEN: token },
  });
  running.push(marks);
  await marks.start();
  return marks;
};

const at = (length: number): Instant => after(MORNING, millis(length));
/** A clock that notes how long it is asked to wait, in seconds. */
const noting = (clock: Clock, waits: number[]): Clock => ({
  ...clock,
  after: (length, call) => {
    waits.push(length / 1_000);
    return clock.after(length, call);
  },
});

/** Something happens to an alert: it is recorded and then told, to whoever listens. */
const happens = async (
  is: AlertEvent["is"],
  alert: Alert,
  ...told: readonly GrafanaMarks[]
): Promise<void> => {
  const commit = transition(is, alert);
  await record.commit(commit);
  for (const marks of told) marks.told(commit.transitions);
};

const raised = (id: string, change: Partial<Alert> = {}) => lightOn(id, change);
const closed = (alert: Alert): Alert => {
  const clearedAt = at(minutes(20));
  const closedAt = at(minutes(30));
  const acknowledgement = { by: "王伟", note: "<b>关了</b>", at: closedAt };
  return { ...alert, condition: "clear", clearedAt, closedAt, changedAt: closedAt, acknowledgement };
};
const marksNow = () => [...grafana.annotations.values()];
const count = (wanted: number) =>
  until(`there are ${wanted} marks`, () => grafana.annotations.size === wanted);
const ended = (wanted: number) =>
  until(`${wanted} marks have ended`, () => marksNow().filter(m => m.timeEnd > m.time).length === wanted);
const idle = (marks: GrafanaMarks) => until("nothing is left to mark", () => marks.problems().length === 0);

describe("an alert", () => {
  test("is marked when it is raised and its mark ends when it is closed, where the fact ended", async () => {
    const marks = await marked();
    const alert = raised("a");
    await happens("raised", alert, marks);
    await count(1);
    expect(marksNow()[0]).toEqual({
      id: 1,
      time: MORNING,
      timeEnd: MORNING,
      tags: [
        "hallwatch-alert",
        "site:site-a",
        "severity:medium",
        "class:security",
        "fact:light-on",
        "target:L-hall",
        "zone:hall",
        "alert:a",
      ],
      text: '无人区域亮灯 · 大厅照明<br>Lights on in an empty zone · Main hall lights<br>TY-2.2-1<br><a href="https://hall.example.com/#/alerts/a">Hallwatch</a>',
    });
    await happens("closed", closed(alert), marks);
    await ended(1);
    expect(marksNow()).toEqual([
      expect.objectContaining({
        id: 1,
        timeEnd: at(minutes(20)),
        text: expect.stringContaining("✓ 王伟 &lt;b&gt;关了&lt;/b&gt;"),
      }),
    ]);
  });

  test("that changes without its mark changing costs no request; one that gets worse changes it", async () => {
    const marks = await marked();
    const alert = raised("a");
    await happens("raised", alert, marks);
    await count(1);
    await happens("acknowledged", { ...alert, revision: 2 }, marks);
    await happens("worsened", { ...alert, priority: 1, revision: 3 }, marks);
    await until("it is changed", () => grafana.requests.some(request => request.startsWith("PATCH")));
    expect(grafana.requests).toEqual([
      "GET /api/annotations 200",
      "POST /api/annotations 200",
      "GET /api/annotations 200",
      "PATCH /api/annotations/1 200",
    ]);
    expect(marksNow()[0]?.tags).toContain("severity:critical");
  });

  test("that makes no sound in the hall is marked only when it is closed", async () => {
    const marks = await marked();
    const panic = raised("panic", { isSilent: true });
    await happens("raised", panic, marks);
    await happens("raised", raised("b"), marks);
    await count(1);
    expect(marksNow()[0]?.tags).toContain("alert:b");
    await happens("closed", closed(panic), marks);
    await count(2);
  });

  test("that was closed by mistake and is open again has a mark that has not ended", async () => {
    const marks = await marked();
    const alert = raised("a");
    await happens("raised", alert, marks);
    await happens("closed", closed(alert), marks);
    await ended(1);
    await happens("unacknowledged", alert, marks);
    await ended(0);
    expect(marksNow()).toHaveLength(1);
  });

  test("with an id too long for a tag is still found again", async () => {
    const alert = raised(`site-a.light-on.${"x".repeat(200)}`);
    const marks = await marked();
    await happens("raised", alert, marks);
    await count(1);
    await happens("closed", closed(alert), marks);
    await ended(1);
    expect(marksNow()[0]?.tags.every(tag => tag.length <= 100)).toBe(true);
  });
});

describe("while Grafana is away", () => {
  test("nothing is lost, nothing is marked twice, and people are told", async () => {
    const marks = await marked();
    const first = raised("a");
    await happens("raised", first, marks);
    await count(1);
    await grafana.leave();
    await happens("closed", closed(first), marks);
    await happens("raised", raised("b"), marks);
    await until("it is noticed", () => marks.problems().length === 1);
    expect(marks.problems()[0]).toMatch(
      /^alerts are not marked in Grafana since 2025-07-08T01:45:00.000Z: Grafana \(http:\/\/127\.0\.0\.1:\d+\): .*ECONNREFUSED/,
    );
    await grafana.comeBack();
    machine.move(seconds(1));
    await idle(marks);
    expect(marksNow().map(({ tags, time, timeEnd }) => [tags.at(-1), timeEnd > time])).toEqual([
      ["alert:a", true],
      ["alert:b", false],
    ]);
  });

  test("it is tried less and less often, every five minutes at the least", async () => {
    const waits: number[] = [];
    await happens("raised", raised("a"));
    grafana.answers = { status: 503, body: "{}" };
    await marked(EDITOR, noting(machine, waits));
    for (let tries = 1; tries <= 11; tries++) {
      await until("it waits", () => waits.length === tries);
      machine.move(minutes(5));
    }
    expect(waits.slice(0, 11)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  });

  test("and we are stopped, it is caught up with from the record at the next start", async () => {
    const marks = await marked();
    const first = raised("a");
    await happens("raised", first, marks);
    await count(1);
    await grafana.leave();
    await marks.stop();
    await happens("closed", closed(first));
    const second = raised("b", {
      openedAt: at(minutes(1)),
      changedAt: at(minutes(1)),
    });
    await happens("raised", second);
    await happens("closed", closed(second));
    await grafana.comeBack();
    hallClock.move(hours(48));
    await marked();
    await ended(2);
    expect(marksNow().map(({ tags }) => tags.at(-1))).toEqual(["alert:a", "alert:b"]);
  });
});

test("at the first start the last day and all that is open is marked, and not what was long before", async () => {
  const old = raised("old", {
    openedAt: at(-hours(100)),
    changedAt: at(-hours(100)),
  });
  await happens("raised", old);
  const past = {
    openedAt: at(-hours(90)),
    changedAt: at(-hours(90)),
  };
  await happens("closed", { ...raised("past", past), closedAt: past.changedAt });
  await happens("closed", closed(raised("today")));
  hallClock.move(hours(1));
  await marked();
  await count(2);
  expect(
    marksNow()
      .map(({ tags }) => tags.at(-1))
      .sort(),
  ).toEqual(["alert:old", "alert:today"]);
});

test("what is there already, since the answer was lost, is not marked again", async () => {
  const first = await marked();
  await happens("raised", raised("a"), first);
  await count(1);
  await first.stop();
  files.remove();
  files = temporary();
  const second = await marked();
  await happens("raised", raised("b"), second);
  await count(2);
  expect(grafana.requests.filter(request => request.startsWith("POST"))).toHaveLength(2);
});

describe("what is wrong is said in a sentence that says what to do", () => {
  test.each([
    ["no token", "", null, /there is no token: set GRAFANA_TOKEN/],
    ["a token that is not valid", "glsa_old", null, /the token is not valid .* make a new one/],
    ["a token of a Viewer", VIEWER, null, /its service account must have the role Editor/],
    ["another address", EDITOR, { status: 404, body: "" }, /see grafana\.url/],
    ["a page of a proxy", EDITOR, { status: 200, body: "<html>", type: "text/html" }, /is no Grafana/],
    ["an answer of another sort", EDITOR, { status: 200, body: '{"a":1}' }, /is no Grafana/],
    [
      "a Grafana that fails",
      EDITOR,
      { status: 500, body: '{"message":"db locked"}' },
      /answered 500: db locked/,
    ],
  ])("%s", async (_, token, answers, why) => {
    grafana.answers = answers;
    await happens("raised", raised("a"));
    const marks = await marked(token);
    await until("it is told", () => marks.problems().length === 1);
    expect(marks.problems()[0]).toMatch(why);
    expect(marks.problems()[0]).not.toContain("glsa_");
    expect(grafana.annotations.size).toBe(0);
  });

  test("a mark that Grafana refuses holds up no other", async () => {
    grafana.refusesTag = "alert:bad";
    const marks = await marked();
    await happens("raised", raised("bad"), marks);
    await happens("raised", raised("good"), marks);
    await count(1);
    expect([marksNow()[0]?.tags.at(-1), marks.problems()]).toEqual([
      "alert:good",
      ["Grafana refused the marks of 1 alerts; the log says why"],
    ]);
  });
});

test("a Grafana that hangs does not keep us from stopping, and is no trouble then", async () => {
  grafana.isHanging = true;
  const marks = await marked();
  await happens("raised", raised("a"), marks);
  await until("it is asked", () => grafana.requests.length === 1);
  await marks.stop();
  expect([grafana.requests, marks.problems()]).toEqual([["GET /api/annotations hanging"], []]);
});

test("a hall without a Grafana asks nobody", async () => {
  const marks = new GrafanaMarks({
    site: { id: "site-a", notify: { channels: [], quiet: null } },
    record,
    openAlerts: () => [],
    directory: files.directory,
    clock: hallClock,
    log: silent,
  });
  await marks.start();
  marks.told(transition("raised", raised("a")).transitions);
  await marks.stop();
  expect([grafana.requests, marks.problems()]).toEqual([[], []]);
});
