import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Board, boardFiles } from "./board-files.ts";
import { grafanaClient } from "./client.ts";
import { push, type StoreSource } from "./push.ts";
import { ADMIN, EDITOR, VIEWER } from "./testing/fake-answer.ts";
import { type FakeGrafana, fakeGrafana } from "./testing/fake-grafana.ts";

const generated = join(import.meta.dirname, "../../dashboards/grafana/generated");
const store: StoreSource = {
  variant: "influxql",
  url: "http://influxdb:8086",
  database: "hallwatch",
  username: "grafana",
  password: "secret-read",
};

let grafana: FakeGrafana;
let boards: readonly Board[];
beforeEach(async () => {
  grafana = await fakeGrafana();
  boards = await boardFiles(join(generated, "influxql"));
});
afterEach(() => grafana.leave());

const pushed = async (
  options: Parameters<typeof push>[2] = {},
  { token = EDITOR, these = boards }: { token?: string; these?: readonly Board[] } = {},
) => {
  const steps = [];
  for await (const { what, name, pushed } of push(grafanaClient(grafana.url, token), these, options))
    steps.push([what, name, pushed.is, ...(pushed.is === "refused" ? [pushed.why] : [])]);
  return steps;
};
const results = (steps: readonly (readonly unknown[])[]) => [...new Set(steps.map(step => step[2]))];

test("a fresh Grafana gets folder, data source and all boards, and a second push writes nothing", async () => {
  expect(results(await pushed({ store }, { token: ADMIN }))).toEqual(["created"]);
  expect(grafana.boards.size).toBe(7);
  expect([...grafana.boards.values()].every(({ folderUid }) => folderUid === "hallwatch")).toBe(true);
  expect(grafana.sources.get("hallwatch-influx")?.body).toMatchObject({
    type: "influxdb",
    user: "grafana",
    jsonData: { dbName: "hallwatch" },
  });
  grafana.requests.length = 0;
  expect(results(await pushed({ store }, { token: ADMIN }))).toEqual(["unchanged"]);
  expect(grafana.requests.filter(request => !request.startsWith("GET"))).toEqual([]);
});

test("a board whose content changed is written anew, and only that one", async () => {
  await pushed();
  const changed = await boardFiles(join(generated, "influxql"), { console: "https://hall.example.org" });
  const one = [changed[0]!, ...boards.slice(1)];
  const steps = await pushed({}, { these: one });
  expect(steps.map(step => step[2])).toEqual(["unchanged", "updated", ...Array(6).fill("unchanged")]);
  expect(JSON.stringify(grafana.boards.get(changed[0]!.uid)?.dashboard)).toContain(
    "https://hall.example.org",
  );
  expect(grafana.boards.get(changed[0]!.uid)?.version).toBe(2);
});

test("what somebody changed by hand is written over when it is forced", async () => {
  await pushed();
  expect(results(await pushed({ force: true }))).toEqual(["unchanged", "updated"]);
});

test("boards for VictoriaMetrics get a source of type Prometheus", async () => {
  const these = await boardFiles(join(generated, "promql"));
  const victoria = { variant: "promql", url: "http://victoria:8428", database: "" } as const;
  expect(results(await pushed({ store: victoria }, { token: ADMIN, these }))).toEqual(["created"]);
  expect(grafana.sources.get("hallwatch-metrics")?.body).toMatchObject({ type: "prometheus" });
});

test("the gateway's own sources are as in the files for provisioning", async () => {
  const gateway = { url: "http://gateway:8080", token: "secret-relay" };
  expect(results(await pushed({ gateway }, { token: ADMIN }))).toEqual(["created"]);
  const file = join(generated, "../provisioning/datasources/hallwatch.yaml");
  const provisioned: Record<string, unknown>[] = parse(readFileSync(file, "utf8")).datasources.slice(1);
  for (const { editable: _, jsonData, ...source } of provisioned)
    expect(grafana.sources.get(String(source.uid))?.body).toMatchObject({
      ...source,
      jsonData: jsonData as object,
    });
  expect(grafana.sources.get("hallwatch-alertmanager")?.secrets).toEqual(["httpHeaderValue1"]);
  expect(results(await pushed({ gateway }, { token: ADMIN }))).toEqual(["unchanged"]);
});

describe("where Grafana answers otherwise", () => {
  test("boards from files are left to the files", async () => {
    const [first] = boards;
    const { hash: _, ...dashboard } = first!;
    grafana.boards.set(first!.uid, { dashboard, folderUid: "hallwatch", version: 1, isProvisioned: true });
    expect((await pushed()).map(step => step[2])).toEqual([
      "created",
      "provisioned",
      ...Array(6).fill("created"),
    ]);
  });

  test("a source from files is left to the files", async () => {
    const body = { uid: "hallwatch-influx", name: "Hallwatch", type: "influxdb", url: "http://other:8086" };
    grafana.sources.set("hallwatch-influx", { body, isReadOnly: true, secrets: [], ask: async () => [] });
    expect((await pushed({ store }, { token: ADMIN }))[1]).toEqual([
      "data source",
      "Hallwatch",
      "provisioned",
    ]);
  });

  test("somebody was quicker: it is looked at again and then written", async () => {
    await pushed();
    const [first] = await boardFiles(join(generated, "influxql"), { timeZone: "Europe/Lisbon" });
    let times = 0;
    grafana.beforeSaving = () => {
      const known = grafana.boards.get(first!.uid)!;
      if (times++ === 0) grafana.boards.set(first!.uid, { ...known, version: known.version + 1 });
    };
    expect((await pushed({}, { these: [first!] })).at(-1)?.[2]).toBe("updated");
    expect(grafana.requests.filter(request => request.startsWith("POST")).slice(-2)).toEqual([
      "POST /api/dashboards/db 412",
      "POST /api/dashboards/db 200",
    ]);
    grafana.beforeSaving = () => {
      const known = grafana.boards.get(first!.uid)!;
      grafana.boards.set(first!.uid, { ...known, version: known.version + 1 });
    };
    expect((await pushed({ force: true }, { these: [first!] })).at(-1)?.slice(2)).toEqual([
      "refused",
      "somebody keeps changing it in Grafana; try again when nobody does",
    ]);
  });

  test("another board has the title: the others are written, and it is said what to do", async () => {
    grafana.folders.set("hallwatch", "Hallwatch");
    const { title, hash: _, ...rest } = boards[0]!;
    const dashboard = { ...rest, title, uid: "stranger" };
    grafana.boards.set("stranger", { dashboard, folderUid: "hallwatch", version: 1, isProvisioned: false });
    const steps = await pushed();
    expect(steps[1]).toEqual([
      "board",
      title,
      "refused",
      "there is another board with this title in the folder: rename or remove that one",
    ]);
    expect(results(steps.slice(2))).toEqual(["created"]);
  });

  test.each([404, 410] as const)("boards are no longer at /api (%i): they go to /apis", async status => {
    grafana.legacyGone = status;
    expect(results(await pushed())).toEqual(["created"]);
    expect(grafana.boards.size).toBe(7);
    expect(results(await pushed())).toEqual(["unchanged"]);
    const changed = await boardFiles(join(generated, "influxql"), { timeZone: "Europe/Lisbon" });
    expect(results(await pushed({}, { these: changed }))).toEqual(["unchanged", "updated"]);
  });

  test.each([
    ["a token that is not valid", "glsa_old", {}, /the token is not valid .* make a new one/],
    ["a Viewer", VIEWER, {}, /must have the role Editor/],
    ["an Editor who is to make a data source", EDITOR, { store }, /for data sources Admin/],
  ])("%s is told what to do", async (_, token, options, why) => {
    await expect(pushed(options, { token })).rejects.toThrow(why);
  });

  test("nobody answers, or somebody who is no Grafana", async () => {
    grafana.answers = { status: 200, body: "<html>", type: "text/html" };
    await expect(pushed()).rejects.toThrow("what answers there is no Grafana");
    await grafana.leave();
    await expect(pushed()).rejects.toThrow(/ECONNREFUSED/);
    await grafana.comeBack();
  });
});

test("a folder without boards and a file that is none are named", async () => {
  await expect(boardFiles(join(generated, "nowhere"))).rejects.toThrow(/there are no boards in this folder/);
  await expect(boardFiles(join(import.meta.dirname, "../.."))).rejects.toThrow(/json\): it is no board/);
});
