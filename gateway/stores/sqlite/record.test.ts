import { recordContract } from "../testing/record-contract.ts";
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
