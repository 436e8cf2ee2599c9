const NAME = "hallwatch";
const VERSION = 1;
/** `queue`: what waits to be sent, in order. `known`: what was last known of the hall. */
type Table = "queue" | "known";

let opening: Promise<IDBDatabase> | null = null;

/** The browser's own database of this console. @throws when the browser refuses one (private browsing) */
const open = (): Promise<IDBDatabase> => {
  opening ??= new Promise((done, fail) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("queue", { keyPath: "place", autoIncrement: true });
      request.result.createObjectStore("known");
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  return opening;
};

const run = async <T>(
  table: Table,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> => {
  const transaction = (await open()).transaction(table, mode);
  const request = work(transaction.objectStore(table));
  return new Promise((done, fail) => {
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = () => fail(transaction.error);
  });
};

/** Everything of a table, in order of its keys. @throws as the browser does */
export const readAll = <T>(table: Table): Promise<readonly T[]> =>
  run(table, "readonly", store => store.getAll() as IDBRequest<T[]>);

/** Keeps a value, durably once it resolves; under a key of its own choice where `key` is absent. @throws as the browser does */
export const keep = (table: Table, value: object, key?: string): Promise<IDBValidKey> =>
  run(table, "readwrite", store => store.put(value, key));

/** Forgets what is kept under a key. @throws as the browser does */
export const forget = (table: Table, key: IDBValidKey): Promise<undefined> =>
  run(table, "readwrite", store => store.delete(key));
