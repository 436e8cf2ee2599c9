import { afterEach, describe, expect, test } from "vitest";
import { handClock } from "#gateway/app/testing/hand-clock.ts";
import { systemClock } from "#gateway/ports/clock.ts";
import { silent } from "#gateway/ports/log.ts";
import { lightOn, MORNING } from "#gateway/stores/testing/sample-alerts.ts";
import { describeWith, startAlertmanager } from "#gateway/stores/testing/servers.ts";
import { until } from "#gateway/stores/testing/until.ts";
import type { Alert } from "#rules/alert/alert.ts";
import { after as later, minutes, seconds, toIso } from "#rules/time/instant.ts";
import { AlertmanagerSync } from "./alertmanager.ts";
import { shownAs } from "./shown-as.ts";
import { hallSite } from "./testing/notify-hall.ts";
import { answer, hang, startReceiver } from "./testing/receiver.ts";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const all = shownAs({ detail: "full" }, hallSite([]), "https://hall.example");

describe("what an Alertmanager is told of an alert", () => {
  test("labels say which one it is and nothing that can change; values stand in annotations", () => {
    const before = all(lightOn("a"));
    const changed = all(
      lightOn("a", { priority: 1, level: "fault", condition: "clear", class: "energy", revision: 4 }),
    );
    expect(before?.labels).toEqual({ alertname: "light-on", site: "site-a", target: "L-hall", alert: "a" });
    expect(changed?.labels).toEqual(before?.labels);
    expect(before?.annotations).toMatchObject({
      summary: "无人区域亮灯：大厅照明 / Lights on in an empty zone: Main hall lights",
      description: "light.power >= 10 (200 / 10 W)",
      condition: "active",
    });
    expect(before?.generatorURL).toBe("https://hall.example/#/alerts/a");
  });

  const aside = { by: "王伟", at: MORNING, until: later(MORNING, minutes(30)) };
  test.each<[string, Partial<Alert>]>([
    ["put aside", { shelf: { ...aside, is: "timed", reason: "known" } }],
    ["explained by another", { suppression: { rule: "mains", cause: "x", at: MORNING } }],
    ["out of service", { outOfService: { ...aside, order: "W-1", compensation: "watch" } }],
  ])("nothing while it is %s", (_name, change) => expect(all(lightOn("a", change))).toBeNull());

  test("nothing of what its channel does not receive", () => {
    const receives = { priority: 2, classes: ["security"], roles: ["facilities"] } as const;
    const shown = shownAs({ detail: "full", receives }, hallSite([]), null);
    const has = (change: Partial<Alert>) => shown(lightOn("a", { priority: 2, ...change })) !== null;
    expect([has({}), has({ priority: 3 }), has({ class: "energy" }), has({ told: [] })]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

type Pushed = { labels: { alert: string }; startsAt: string; endsAt: string }[];

describe("keeping up to date", () => {
  const setup = async (open: Alert[]) => {
    const receiver = await startReceiver();
    ends.push(() => receiver.stop());
    const clock = handClock(MORNING);
    const made = {
      name: "am",
      url: receiver.url,
      shownAs: all,
      clock,
      log: silent,
      random: () => 0.5,
      patienceMs: 200,
    };
    const sync = new AlertmanagerSync({ ...made, openAlerts: () => open });
    ends.push(() => sync.stop());
    const pushes = () =>
      receiver.received.map(({ body }) =>
        (JSON.parse(body) as Pushed).map(({ labels, endsAt }) => [
          labels.alert,
          Math.max(0, Math.round((Date.parse(endsAt) - clock.now()) / 1_000)),
        ]),
      );
    /** Moves the clock and waits until so many more requests have been answered. */
    const move = async (length: ReturnType<typeof seconds>, answered: number) => {
      const { sent, failed } = sync.state;
      clock.move(length);
      await until("answered", () => sync.state.sent + sync.state.failed === sent + failed + answered);
    };
    return { receiver, clock, sync, pushes, move, open };
  };

  test("everything is told every minute with an end four minutes ahead, a change after a second", async () => {
    const { sync, move, receiver, pushes, open } = await setup([lightOn("a")]);
    sync.start();
    await move(seconds(0), 1);
    expect(pushes()).toEqual([[["a", 240]]]);
    await move(seconds(60), 1);
    open.push(lightOn("b"));
    sync.poke();
    sync.poke();
    await move(seconds(1), 1);
    expect(receiver.received).toHaveLength(3);
    expect(pushes()[2]).toEqual([
      ["a", 240],
      ["b", 240],
    ]);
  });

  test("what is no longer open is ended by name, and again until the server has confirmed it", async () => {
    const { sync, move, receiver, pushes, open } = await setup([lightOn("a"), lightOn("b")]);
    sync.start();
    await move(seconds(0), 1);
    open.pop();
    receiver.behave(answer(500));
    sync.poke();
    await move(seconds(1), 1);
    expect(sync.state).toMatchObject({ failed: 1, downSince: later(MORNING, seconds(1)) });
    receiver.behave(answer(200));
    await move(seconds(1), 1);
    expect(pushes().at(-1)).toEqual([
      ["b", 0],
      ["a", 240],
    ]);
    expect(sync.state.downSince).toBeNull();
    await move(minutes(1), 1);
    expect(pushes().at(-1)).toEqual([["a", 240]]);
  });

  test("one that hangs is told so in a sentence and is tried again within a minute", async () => {
    const { sync, move, receiver } = await setup([lightOn("a")]);
    receiver.behave(hang);
    sync.start();
    await move(seconds(0), 1);
    expect(sync.state.lastError).toBe(
      `${receiver.url}: no answer in 0.2 s: is the server overloaded, or something between blocking it?`,
    );
    receiver.behave(answer(200));
    await move(seconds(1), 1);
    expect(sync.state.downSince).toBeNull();
  });

  test("an alert of a hall whose clock is ahead of the world's began now", async () => {
    const { sync, move, receiver } = await setup([lightOn("a", { openedAt: later(MORNING, minutes(9)) })]);
    sync.start();
    await move(seconds(0), 1);
    expect((JSON.parse(receiver.received[0]?.body ?? "") as Pushed)[0]?.startsAt).toBe(toIso(MORNING));
  });
});

describeWith("prometheus-alertmanager", "real Alertmanagers (prometheus-alertmanager)", () => {
  type Shown = {
    labels: Record<string, string>;
    annotations: Record<string, string>;
    status: { state: string };
  };
  const alertsAt = async (url: string): Promise<Shown[]> =>
    (await (await fetch(`${url}/api/v2/alerts`)).json()) as Shown[];

  test("two are told everything each; what is put aside or closed is resolved there, and what is new appears", async () => {
    const servers = await Promise.all([startAlertmanager(), startAlertmanager()]);
    for (const server of servers) ends.push(() => server.remove());
    const clock = systemClock();
    const openedAt = later(clock.now(), minutes(-5));
    let open = [lightOn("a", { openedAt }), lightOn("b", { openedAt, target: "L-2" })];
    const syncs = servers.map(
      ({ url }) =>
        new AlertmanagerSync({
          name: "am",
          url,
          shownAs: all,
          openAlerts: () => open,
          clock,
          log: silent,
          random: Math.random,
        }),
    );
    for (const sync of syncs) {
      ends.push(() => sync.stop());
      sync.start();
    }
    const ids = async (url: string) => (await alertsAt(url)).map(({ labels }) => labels.alert).sort();
    for (const { url } of servers) {
      await until("both are there", async () => (await ids(url)).length === 2);
      const [first] = await alertsAt(url);
      expect(Object.keys(first?.labels ?? {}).sort()).toEqual(["alert", "alertname", "site", "target"]);
      expect(first?.status.state).toBe("active");
      expect(first?.annotations.summary).toContain("Lights on in an empty zone");
    }
    open = [lightOn("c", { openedAt, target: "L-3" })];
    for (const sync of syncs) sync.poke();
    for (const { url } of servers)
      await until("only the new one is there", async () => (await ids(url)).join() === "c");
  });
});
