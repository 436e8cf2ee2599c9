import { recordContract } from "../testing/record-contract.ts";
import { memoryRecord } from "./record.ts";

recordContract("memory", async () => {
  const store = memoryRecord();
  await store.start();
  const reopen = async () => {
    await store.stop();
    await store.start();
    return store;
  };
  return { store, reopen, remove: async () => {} };
});
