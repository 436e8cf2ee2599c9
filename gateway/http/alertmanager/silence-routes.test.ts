import { afterEach, describe, expect, test } from "vitest";
import { after, hours, instant, millis, minutes, toIso } from "#rules/time/instant.ts";
import type { GettableAlert } from "./alert-shape.ts";
import type { GettableSilence } from "./silence.ts";
import { served } from "./testing/served.ts";
import { AT, openAlert, type SmallDesk, smallDesk } from "./testing/small-desk.ts";

const now = instant(Date.parse(AT));
const at = (length: number): string => toIso(after(now, millis(length)));
const move = (desk: SmallDesk, length: number): void => {
  desk.at = after(now, millis(length));
};
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const three = () =>
  smallDesk([
    openAlert("light-on", "L1"),
    openAlert("light-on", "L2"),
    openAlert("door-open", "D1", { priority: 1, class: "security" }),
  ]);

const over = async (desk: SmallDesk) => {
  const { url, stop } = await served(desk);
  stops.push(stop);
  const call = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${url}/api/v2${path}`, init);
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? "" : JSON.parse(text) };
  };
  const post = (body: object, headers: Record<string, string> = {}) =>
    call("/silences", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const silences = async () => (await call("/silences")).body as GettableSilence[];
  const alerts = async () => (await call("/alerts")).body as GettableAlert[];
  const expire = (id: string, headers: Record<string, string> = {}) =>
    call(`/silence/${id}`, { method: "DELETE", headers });
  return { url, call, post, silences, alerts, expire };
};

const silence = (more: object = {}) => ({
  matchers: [{ name: "alertname", value: "light-on", isRegex: false, isEqual: true }],
  startsAt: at(0),
  endsAt: at(hours(2)),
  createdBy: "G1",
  comment: "painters are in",
  ...more,
});

describe("a silence", () => {
  test("puts every open alert aside that it matches, and says exactly what", async () => {
    const desk = three();
    const { post, silences, alerts, call } = await over(desk);
    const made = await post(silence());
    expect(made).toEqual({ status: 200, body: { silenceID: expect.any(String) } });
    expect(desk.asked).toEqual(["shelve L1 by G1", "shelve L2 by G1"]);
    const id = made.body.silenceID;
    const expected = {
      id,
      status: { state: "active" },
      updatedAt: AT,
      comment: "painters are in",
      createdBy: "王伟",
      endsAt: at(hours(2)),
      startsAt: AT,
      matchers: [
        { isEqual: true, isRegex: false, name: "alertname", value: "light-on" },
        { isEqual: true, isRegex: true, name: "target", value: "L1|L2" },
      ],
      annotations: {},
    };
    expect(await silences()).toEqual([expected]);
    expect((await call(`/silence/${id}`)).body).toEqual(expected);
    const states = (await alerts()).map(({ labels, status }) => [
      labels.key,
      status.state,
      status.silencedBy,
    ]);
    expect(states.sort()).toEqual([
      ["door-open/D1", "active", []],
      ["light-on/L1", "suppressed", [id]],
      ["light-on/L2", "suppressed", [id]],
    ]);
  });

  test("of things that no two matchers name exactly names them by their keys", async () => {
    const { post, silences } = await over(
      smallDesk([openAlert("light-on", "L1"), openAlert("fan-on", "F1"), openAlert("fan-on", "L1")]),
    );
    await post(silence({ matchers: [{ name: "target", value: "L1|F1", isRegex: true }] }));
    expect((await silences()).map(({ matchers }) => matchers)).toEqual([
      [{ isEqual: true, isRegex: true, name: "key", value: "fan-on/F1|fan-on/L1|light-on/L1" }],
    ]);
  });

  test("of three hundred things is changed by what it is listed with", async () => {
    const desk = smallDesk(
      Array.from({ length: 300 }, (_, n) => openAlert(n === 0 ? "blind" : "silent", `modbus:plant/${n}`)),
    );
    const { post, silences } = await over(desk);
    const { silenceID: id } = (
      await post(silence({ matchers: [{ name: "zone", value: "hall", isRegex: false }] }))
    ).body;
    const [listed] = await silences();
    const changed = await post({ ...listed, id, endsAt: at(hours(1)) });
    expect([
      changed.status,
      (await silences()).filter(({ status }) => status.state === "active").length,
    ]).toEqual([200, 1]);
  });

  test("is made by the Grafana user where Grafana names one, in any letters", async () => {
    const desk = three();
    const { post, silences } = await over(desk);
    await post(silence(), { "x-grafana-user": "m1" });
    expect((await silences()).map(({ createdBy }) => createdBy)).toEqual(["Li Na"]);
    expect(desk.asked).toEqual(["shelve L1 by M1", "shelve L2 by M1"]);
  });

  test("of which one alert may not be put aside puts none aside, and says which and why", async () => {
    const desk = three();
    const { post, silences } = await over(desk);
    const refused = await post(silence({ matchers: [{ name: "site", value: "office", isRegex: false }] }));
    expect(refused).toEqual({
      status: 400,
      body: "nothing was put aside: 1 of the 3 alerts that fit may not be put aside: door-open/D1: 王伟 may not, and nobody may: it is urgent",
    });
    expect([desk.asked, await silences()]).toEqual([[], []]);
  });

  test("that fails half way is taken back", async () => {
    const desk = three();
    desk.fails = "closed meanwhile";
    const { post, silences } = await over(desk);
    expect(await post(silence())).toEqual({
      status: 400,
      body: "nothing was put aside: light-on/L2: closed meanwhile",
    });
    expect(desk.asked).toEqual(["shelve L1 by G1", "shelve L2 by G1", "unshelve L1 by G1"]);
    expect((await silences()).filter(({ status }) => status.state === "active")).toEqual([]);
  });

  test("is changed in its end or its reason; what it no longer matches is no longer put aside", async () => {
    const desk = three();
    const { post, silences } = await over(desk);
    const { silenceID: id } = (await post(silence())).body;
    move(desk, minutes(5));
    const changed = await post(
      silence({
        id,
        matchers: [{ name: "target", value: "L1", isRegex: false }],
        endsAt: at(hours(1)),
      }),
    );
    expect([changed.status, changed.body.silenceID === id]).toEqual([200, false]);
    expect(desk.asked.slice(2)).toEqual(["unshelve L1 by G1", "shelve L1 by G1", "unshelve L2 by G1"]);
    expect((await silences()).map(({ id, status, endsAt }) => [id, status.state, endsAt])).toEqual([
      [changed.body.silenceID, "active", at(hours(1))],
      [id, "expired", at(minutes(5))],
    ]);
  });

  test("leaves out what another alert explains, or is out of service: that bothers nobody", async () => {
    const quiet = { suppression: { rule: "mains", cause: "x", at: AT } };
    const desk = smallDesk([openAlert("light-on", "L1"), openAlert("light-on", "L2", quiet)]);
    const { post } = await over(desk);
    expect((await post(silence())).status).toBe(200);
    expect(desk.asked).toEqual(["shelve L1 by G1"]);
    const only = silence({ matchers: [{ name: "target", value: "L2", isRegex: false }] });
    expect((await post(only)).body).toMatch(/bothers nobody as it is/);
  });

  test("posted twice as it is is one", async () => {
    const desk = three();
    const { post } = await over(desk);
    const { silenceID: id } = (await post(silence())).body;
    expect((await post(silence({ id }))).body).toEqual({ silenceID: id });
    expect(desk.asked).toEqual(["shelve L1 by G1", "shelve L2 by G1"]);
  });

  test("is ended early by whoever asks, and stays listed as expired", async () => {
    const desk = three();
    const { post, silences, expire, alerts } = await over(desk);
    const { silenceID: id } = (await post(silence())).body;
    move(desk, minutes(10));
    expect(await expire(id, { "x-grafana-user": "M1" })).toEqual({ status: 200, body: "" });
    expect(desk.asked.slice(2)).toEqual(["unshelve L1 by M1", "unshelve L2 by M1"]);
    expect((await silences()).map(({ id, status, endsAt }) => [id, status.state, endsAt])).toEqual([
      [id, "expired", at(minutes(10))],
    ]);
    expect((await alerts()).every(({ status }) => status.state === "active")).toBe(true);
    move(desk, hours(121));
    expect(await silences()).toEqual([]);
  });

  test("of what is not open now is still listed, and ends by itself", async () => {
    const desk = smallDesk([]);
    const shelf = { is: "timed", by: "王伟", reason: "painters", at: AT, until: at(hours(1)) } as const;
    const kept = { ...desk, shelves: () => [{ fact: "light-on", target: "L1", shelf }] };
    const { silences, expire } = await over(kept);
    const [silence] = await silences();
    expect([silence?.status.state, silence?.endsAt]).toEqual(["active", at(hours(1))]);
    expect(await expire(silence?.id ?? "")).toEqual({
      status: 400,
      body: expect.stringMatching(/nothing that it holds is open now: it ends by itself at 2025-07-08T10:45/),
    });
  });

  test("that nobody is named for is ended in the name of whoever made it", async () => {
    const desk = three();
    const { post, expire } = await over(desk);
    await expire((await post(silence())).body.silenceID);
    expect(desk.asked.slice(2)).toEqual(["unshelve L1 by 王伟", "unshelve L2 by 王伟"]);
  });
});

describe("a silence that a hall cannot keep is refused with the reason, and nothing is put aside", () => {
  test.each([
    ["by a stranger", { createdBy: "admin" }, /"admin" is nobody of this hall/],
    ["without a reason", { comment: " " }, /a comment must say why/],
    ["that begins tomorrow", { startsAt: at(hours(1)) }, /must begin now/],
    ["that is over", { startsAt: at(-hours(2)), endsAt: at(-hours(1)) }, /end time can't be in the past/],
    ["that ends before it begins", { endsAt: at(-1) }, /start time must be before end time/],
    [
      "that matches nothing",
      { matchers: [{ name: "zone", value: "cellar", isRegex: false }] },
      /no open alert fits/,
    ],
    [
      "that matches anything",
      { matchers: [{ name: "nothing", value: ".*", isRegex: true }] },
      /at least one matcher must not match the empty string/,
    ],
    [
      "with a broken pattern",
      { matchers: [{ name: "zone", value: "ha(ll", isRegex: true }] },
      /missing closing \)/,
    ],
  ])("%s", async (_, more, why) => {
    const desk = three();
    const { post, silences } = await over(desk);
    expect(await post(silence(more))).toEqual({ status: 400, body: expect.stringMatching(why) });
    expect([desk.asked, await silences()]).toEqual([[], []]);
  });

  test("over what another silence holds", async () => {
    const { post } = await over(three());
    await post(silence());
    expect((await post(silence({ createdBy: "M1", endsAt: at(hours(3)) }))).body).toMatch(
      /light-on\/L1 is put aside by 王伟 until 2025-07-08T11:45:00.000Z already/,
    );
  });

  test("with an id that is not in force", async () => {
    const { post } = await over(three());
    const unknown = await post(silence({ id: "11111111-1111-4111-8111-111111111111" }));
    expect([unknown.status, unknown.body]).toEqual([404, expect.stringMatching(/no silence 1111/)]);
  });

  test("that is no silence at all", async () => {
    const { post, expire, call } = await over(three());
    expect((await post({ matchers: [] })).status).toBe(422);
    expect((await expire("nope")).status).toBe(422);
    expect((await call("/silence/nope")).status).toBe(422);
    expect((await expire("11111111-1111-4111-8111-111111111111")).status).toBe(404);
    expect((await call("/silence/11111111-1111-4111-8111-111111111111")).status).toBe(404);
  });
});
