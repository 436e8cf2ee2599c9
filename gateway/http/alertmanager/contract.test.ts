import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Instant, instant } from "#rules/time/instant.ts";
import type { ChildServer } from "../../stores/testing/child-server.ts";
import { describeWith, startAlertmanager } from "../../stores/testing/servers.ts";
import { until } from "../../stores/testing/until.ts";
import type { GettableAlert } from "./alert-shape.ts";
import type { GettableSilence } from "./silence.ts";
import { amtool } from "./testing/amtool.ts";
import { served } from "./testing/served.ts";
import { shape, withoutLater } from "./testing/shape.ts";
import { openAlert, smallDesk } from "./testing/small-desk.ts";

const alertsHere = [
  openAlert("light-on", "L1"),
  openAlert("light-on", "L2"),
  openAlert("door-open", "D1", { class: "security", priority: 2 }),
];

/** The same alerts for a real Alertmanager, as a client would post what ours lists. */
const postable = ({ labels, annotations, startsAt, generatorURL }: GettableAlert) => ({
  labels,
  annotations,
  startsAt,
  generatorURL,
});

type Side = {
  readonly url: string;
  readonly tool: ReturnType<typeof amtool>;
  call(method: string, path: string, body?: object): Promise<{ status: number; type: string; body: unknown }>;
};

const side = (url: string): Side => ({
  url,
  tool: amtool(url),
  call: async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const type = answer.headers.get("content-type") ?? "";
    return {
      status: answer.status,
      type: type.split(";")[0] ?? "",
      body: type.includes("json") ? JSON.parse(text) : text,
    };
  },
});

describeWith("prometheus-alertmanager", "the same requests, to the hall and to Debian's Alertmanager", () => {
  let real: ChildServer;
  let stop: () => Promise<void>;
  let ours: Side;
  let theirs: Side;

  beforeAll(async () => {
    real = await startAlertmanager();
    const hall = await served(smallDesk(alertsHere, instant(Date.now()) as Instant));
    stop = hall.stop;
    ours = side(hall.url);
    theirs = side(real.url);
    const listed = (await ours.call("GET", "/api/v2/alerts")).body as GettableAlert[];
    await theirs.call("POST", "/api/v2/alerts", listed.map(postable) as unknown as object);
    await until("the groups are there", async () => {
      const groups = (await theirs.call("GET", "/api/v2/alerts/groups")).body as unknown[];
      return groups.length === 2;
    });
  });
  afterAll(async () => {
    await stop();
    await real.remove();
  });

  const both = async (method: string, path: string, body?: object) =>
    Promise.all([ours, theirs].map(each => each.call(method, path, body)));
  /** Status and shape, or, of a sentence, that there is one. */
  const told = ({ status, type, body }: { status: number; type: string; body: unknown }) => ({
    status,
    type,
    body: shape(withoutLater(body)),
  });

  test.each([
    "/api/v2/alerts",
    "/api/v2/alerts?filter=alertname%3Dlight-on",
    "/api/v2/alerts?filter=alertname%3D~%22light-.*%22&filter=target!%3D%22L1%22",
    "/api/v2/alerts?filter=class!~%22energy%7Csystem%22",
    "/api/v2/alerts?filter=nothing%3D%22%22&active=true&silenced=false&inhibited=false&unprocessed=false",
    "/api/v2/alerts?active=false",
    "/api/v2/alerts?receiver=somebody",
    "/api/v2/alerts?filter=alertname%3Dnobody",
    "/api/v2/alerts?filter=nonsense",
    "/api/v2/alerts?filter=a%3D~%22(%22",
    "/api/v2/alerts?receiver=(",
    "/api/v2/alerts?accesscontrol=true",
    "/api/v2/alerts/groups",
    "/api/v2/alerts/groups?filter=class%3Dsecurity",
    "/api/v2/alerts/groups?receiver=somebody",
    "/api/v2/silences",
    "/api/v2/silences?filter=alertname%3Dlight-on&ruleMetadata=true&accesscontrol=true",
    "/api/v2/silences?filter=nonsense",
    "/api/v2/silence/nope",
    "/api/v2/receivers",
    "/-/ready",
    "/-/healthy",
  ])("GET %s", async path => {
    const [here, there] = (await both("GET", path)).map(told);
    expect(here).toEqual(there);
  });

  test.each([
    "/api/v2/alerts?filter=alertname%3D~%22light-.*%22",
    "/api/v2/alerts?filter=class!%3Denergy",
    "/api/v2/alerts?filter=key%3D%22light-on%2FL2%22",
    "/api/v2/alerts?filter=severity%3D~%22high%7Ccritical%22",
  ])("GET %s finds the same", async path => {
    const [here, there] = (await both("GET", path)).map(({ body }) =>
      (body as GettableAlert[]).map(({ labels, annotations, startsAt }) => ({
        labels,
        annotations,
        startsAt,
      })),
    );
    const inOrder = (alerts: typeof here) =>
      alerts?.toSorted((one, other) => ((one.labels.target ?? "") < (other.labels.target ?? "") ? -1 : 1));
    expect(inOrder(here)).toEqual(inOrder(there));
    expect(here?.length).toBeGreaterThan(0);
  });

  test("GET /api/v2/status has the same parts, but that ours says which gateway it is", async () => {
    const [here, there] = await both("GET", "/api/v2/status");
    expect([here?.status, here?.type]).toEqual([there?.status, there?.type]);
    expect(shape(here?.body)).toEqual(shape(there?.body));
  });

  test.each([
    ["no matchers", { matchers: [] }],
    ["a matcher that takes anything", { matchers: [{ name: "a", value: "", isRegex: false }] }],
    ["a broken pattern", { matchers: [{ name: "zone", value: "ha(ll", isRegex: true }] }],
    ["an end before its begin", { endsAt: "2020-01-01T00:00:00Z", startsAt: "2021-01-01T00:00:00Z" }],
    ["an end that has been", { endsAt: "2020-01-01T00:00:00Z", startsAt: "2019-01-01T00:00:00Z" }],
  ])("a silence with %s is refused in the same form", async (_, more) => {
    const silence = {
      matchers: [{ name: "zone", value: "hall", isRegex: false }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      createdBy: "G1",
      comment: "painters",
      ...more,
    };
    const [here, there] = (await both("POST", "/api/v2/silences", silence)).map(told);
    expect(here).toEqual(there);
  });

  test("a silence is made, shown on its alerts, listed, read, changed and expired", async () => {
    const begin = Date.now();
    const silence = (more: object = {}) => ({
      matchers: [{ name: "alertname", value: "light-on", isRegex: false }],
      startsAt: new Date(begin).toISOString(),
      endsAt: new Date(begin + 3_600_000).toISOString(),
      createdBy: "G1",
      comment: "painters",
      ...more,
    });
    const steps = async (each: Side) => {
      const seen: unknown[] = [];
      const note = (answer: Awaited<ReturnType<Side["call"]>>) => {
        seen.push(told(answer));
        return answer.body;
      };
      const idOf = (body: unknown) => (body as { silenceID: string }).silenceID;
      const id = idOf(note(await each.call("POST", "/api/v2/silences", silence())));
      const alerts = await each.call("GET", "/api/v2/alerts?filter=alertname%3Dlight-on");
      note(alerts);
      seen.push(
        (alerts.body as GettableAlert[]).map(({ status }) => [status.state, status.silencedBy[0] === id]),
      );
      note(await each.call("GET", "/api/v2/alerts?silenced=false"));
      const [listed] = (await each.call("GET", "/api/v2/silences")).body as GettableSilence[];
      seen.push(
        Object.keys(listed ?? {})
          .filter(key => key !== "annotations")
          .sort(),
        listed?.status.state,
      );
      note(await each.call("GET", `/api/v2/silence/${id}`));
      const later = new Date(begin + 7_200_000).toISOString();
      const next = idOf(note(await each.call("POST", "/api/v2/silences", silence({ id, endsAt: later }))));
      note(await each.call("DELETE", `/api/v2/silence/${next}`));
      const expired = ((await each.call("GET", "/api/v2/silences")).body as GettableSilence[]).find(
        s => s.id === next,
      );
      seen.push(expired?.status.state, expired?.comment);
      note(await each.call("GET", "/api/v2/alerts?silenced=false&filter=alertname%3Dlight-on"));
      return seen;
    };
    const [here, there] = [await steps(ours), await steps(theirs)];
    expect(here).toEqual(there);
  });
});

describeWith("amtool", "amtool on the hall", () => {
  let hall: Awaited<ReturnType<typeof served>>;
  let tool: ReturnType<typeof amtool>;
  beforeAll(async () => {
    hall = await served(
      smallDesk(
        [...alertsHere, openAlert("smoke", "S1", { class: "life-safety", priority: 1 })],
        instant(Date.now()) as Instant,
      ),
    );
    tool = amtool(hall.url);
  });
  afterAll(() => hall.stop());

  describe("reads", () => {
    test.each([
      [["alert", "query"], /light-on.*\n.*light-on|door-open/],
      [["alert", "query", "alertname=~light-.*", "target!=L1"], /light-on/],
      [["alert", "query", "-o", "extended"], /class="energy"/],
      [["alert", "query", "--receiver=hallwatch"], /door-open/],
      [["alert", "query", "--silenced", "--inhibited", "--active", "--unprocessed"], /door-open/],
      [["config", "show"], /receiver: hallwatch/],
      [["config", "routes", "show"], /receiver: hallwatch/],
      [["cluster", "show"], /disabled/],
      [["silence", "query"], /^ID/],
    ])("%j", async (args, said) => {
      expect(await tool(...args)).toEqual({ code: 0, out: expect.stringMatching(said), problem: "" });
    });

    test("as JSON", async () => {
      const { out } = await tool("alert", "query", "-o", "json", "alertname=door-open");
      expect((JSON.parse(out) as GettableAlert[]).map(({ labels }) => labels.target)).toEqual(["D1"]);
    });
  });

  test("silences, changes and expires", async () => {
    const add = await tool("silence", "add", "alertname=light-on", "-a", "G1", "-c", "painters", "-d", "1h");
    expect([add.code, add.problem]).toEqual([0, ""]);
    const id = add.out.trim();
    const query = async () =>
      JSON.parse((await tool("silence", "query", "-o", "json")).out) as GettableSilence[];
    expect((await query()).map(silence => [silence.id, silence.createdBy])).toEqual([[id, "王伟"]]);
    expect((await tool("alert", "query", "--silenced", "-o", "simple")).out.match(/light-on/g)).toHaveLength(
      2,
    );
    const update = await tool("silence", "update", "-d", "2h", "-q", id);
    expect([update.code, update.problem]).toEqual([0, ""]);
    const next = (await query())[0]?.id ?? "";
    expect(next).not.toBe(id);
    expect(await tool("silence", "expire", next)).toEqual({ code: 0, out: "", problem: "" });
    expect(await query()).toEqual([]);
    const expired = JSON.parse((await tool("silence", "query", "--expired", "-o", "json")).out);
    expect((expired as GettableSilence[]).map(silence => silence.id).sort()).toEqual([id, next].sort());
  });

  test("is told in a sentence why something may not be silenced, and why no alert is taken", async () => {
    const silence = await tool("silence", "add", "alertname=smoke", "-a", "G1", "-c", "x", "-d", "1h");
    expect([silence.code, silence.problem]).toEqual([1, expect.stringContaining("may not, and nobody may")]);
    const stranger = await tool("silence", "add", "alertname=light-on", "-a", "root", "-c", "x", "-d", "1h");
    expect([stranger.code, stranger.problem]).toEqual([1, expect.stringContaining("nobody of this hall")]);
    const alert = await tool("alert", "add", "alertname=mine");
    expect([alert.code, alert.problem]).toEqual([1, expect.stringContaining("takes no alerts from others")]);
  });
});

test("a hall is not taken for a Mimir, nor for a Prometheus", async () => {
  const hall = await served(smallDesk([]));
  const statuses = await Promise.all(
    ["/alertmanager/api/v2/status", "/api/v1/status/buildinfo", "/api/v1/status/flags"].map(
      async path => (await fetch(`${hall.url}${path}`)).status,
    ),
  );
  await hall.stop();
  expect(statuses).toEqual([404, 404, 404]);
});
