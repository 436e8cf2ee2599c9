import { expect, it } from "vitest";
import type { Alert } from "#rules/alert/alert.ts";
import { recordContract } from "../testing/record-contract.ts";
import { lightOn, transition } from "../testing/sample-alerts.ts";
import { temporary } from "../testing/temporary.ts";
import { sqliteRecord } from "./record.ts";

recordContract("sqlite", async () => {
  const place = temporary();
  let store = sqliteRecord({ directory: place.directory });
  await store.start();
  const reopen = async () => {
    await store.stop();
    store = sqliteRecord({ directory: place.directory });
    await store.start();
    return store;
  };
  const remove = async () => {
    await store.stop();
    place.remove();
  };
  return { store, reopen, remove };
});

it("alerts that an earlier version wrote are read with what they lack, also by the engine", async () => {
  const place = temporary();
  const store = sqliteRecord({ directory: place.directory });
  await store.start();
  const { told, tell, escalation, isLate, wastedWh, parts, ...old } = lightOn("a");
  await store.commit(transition("raised", old as Alert));
  const lacked = { told: [], tell: [], isLate: false, wastedWh: null, parts: [] };
  expect(await store.alert("a")).toMatchObject({ ...old, ...lacked });
  expect((await store.load())?.alerts).toMatchObject([
    { ...lacked, escalation: { every: null, dueAt: null } },
  ]);
  await store.stop();
  place.remove();
});
