import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { guardedHall } from "../app/testing/guarded-hall.ts";
import { startHall } from "../app/testing/running-hall.ts";
import { freePort } from "../stores/testing/child-server.ts";
import { until } from "../stores/testing/until.ts";
import { office } from "./testing/office.ts";
import { apiOf, hallwatch, hallwatchIn } from "./testing/running.ts";

const directory = mkdtempSync(join(tmpdir(), "hallwatch-account-"));
const data = join(directory, "data");
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Exit code, answer and all that was said. */
const said = async (...line: readonly string[]) => {
  const run = hallwatch("account", ...line, "--data", data);
  return { code: await run.ended, answer: run.answer(), all: run.output() };
};
const post = (url: string, path: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

test("accounts are made, listed and taken away beside a running gateway and without one", async () => {
  const nothing = await said("list");
  expect([nothing.code, nothing.answer]).toEqual([2, ""]);
  expect(nothing.all).toContain("has no accounts yet; start the gateway once");

  const hall = await startHall({ write: guardedHall, data });
  const { url } = hall.api;
  const first = await said("link", "--http", url.replace("http://", ""));
  expect([first.code, first.all]).toEqual([0, expect.stringContaining("a gateway runs on ")]);
  expect(first.answer).toMatch(new RegExp(`^${url}/#/set-up/[\\w-]{43}\n$`));
  const key = first.answer.trim().split("/").at(-1);
  expect((await post(url, `/api/set-up/${key}`, { person: "F1", secret: "2580" })).status).toBe(200);

  const [whose, nobody, link] = await Promise.all([
    said("link"),
    said("link", "nobody"),
    said("link", "王伟"),
  ]);
  expect([whose.code, whose.all]).toEqual([2, expect.stringContaining("say whom the link is for")]);
  expect([nobody.code, nobody.all]).toEqual([
    2,
    expect.stringContaining("nobody called nobody; there are G1 王伟"),
  ]);
  expect(link.all).toContain("Set-up link for 王伟, works once, until ");

  const [token, refused] = await Promise.all([
    said("token", "scripts", "--as", "F1"),
    said("token", "grafana"),
  ]);
  expect([refused.code, refused.all]).toEqual([2, expect.stringContaining("--as <person>")]);
  expect(token.answer).toMatch(/^hwt_[\w-]{43}\n$/);
  const reload = (environment: NodeJS.ProcessEnv) => {
    const run = hallwatchIn(
      { NO_COLOR: "1", LC_ALL: "C.UTF-8", ...environment },
      "rules",
      "reload",
      "--http",
      url.replace("http://", ""),
    );
    return run.ended.then(code => [code, run.output()]);
  };
  expect(await reload({})).toEqual([1, expect.stringContaining("sign in first")]);
  expect(await reload({ HALLWATCH_TOKEN: token.answer.trim() })).toEqual([0, expect.any(String)]);
  await hall.stop();

  const revoked = await said("token", "scripts", "--revoke");
  expect([revoked.code, revoked.all]).toEqual([0, expect.stringContaining("no gateway runs on ")]);
  expect(await said("token", "scripts", "--revoke")).toMatchObject({ code: 1 });
  const list = await said("list");
  expect(list.answer).toMatch(/^id +name +roles +account +last signed in\n/);
  expect(list.answer).toMatch(/^F1 +孙强 +facilities +since \d{4}-\d\d-\d\d \d\d:\d\d$/m);
  expect(list.answer).toMatch(/^G1 +王伟 +guard +none$/m);
  expect(await said("remove", "F1")).toMatchObject({ code: 0, all: expect.stringContaining("孙强 is gone") });
  expect(await said("remove", "F1")).toMatchObject({ code: 1 });
  expect(JSON.parse((await said("list", "--json")).answer)).toMatchObject({ schema: 1, tokens: [] });
});

test("a gateway in the background says that nobody has an account, and no secret is in its log or its files", async () => {
  const [mqttPort, httpPort] = [await freePort(), await freePort()];
  await using place = await office(mqttPort);
  const run = hallwatchIn(
    { LC_ALL: "C.UTF-8", HALLWATCH_LOG: "debug" },
    "start",
    "--config",
    place.config,
    "--data",
    place.data,
    "--http",
    `127.0.0.1:${httpPort}`,
  );
  const api = apiOf(httpPort);
  await until("the gateway is up", api.isUp);
  const problems = async () => (await api.read<{ problems: string[] }>("/api/health")).problems.join("\n");
  expect(await problems()).toContain("nobody has an account yet");
  expect(run.output()).not.toContain("/set-up/");
  const made = hallwatch("account", "link", "--data", place.data);
  await made.ended;
  const key = made.answer().trim().split("/").at(-1) ?? "";
  const secret = "correct horse battery";
  expect((await post(api.url, `/api/set-up/${key}`, { person: "G1", secret })).status).toBe(200);
  expect(await problems()).not.toContain("nobody has an account");
  await post(api.url, "/api/session", { person: "G1", secret: "a wrong one entirely" });
  await post(api.url, `/api/session/${secret}`, {});
  const signed = await post(api.url, "/api/session", { person: "G1", secret });
  const sid = /^sid=([^;]+)/.exec(signed.headers.get("set-cookie") ?? "")?.[1] ?? "";
  expect(sid).toHaveLength(43);
  expect(await run.stop()).toBe(0);
  for (const each of [secret, "a wrong one entirely", key, sid]) {
    expect(run.output()).not.toContain(each);
    for (const file of readdirSync(place.data, { recursive: true, withFileTypes: true }))
      if (file.isFile())
        expect(readFileSync(join(file.parentPath, file.name)).toString("latin1").includes(each)).toBe(false);
  }
});
