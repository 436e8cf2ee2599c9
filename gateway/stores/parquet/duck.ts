import { mkdirSync, rmSync } from "node:fs";
import {
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  FLOAT,
  INTEGER,
  UTINYINT,
} from "@duckdb/node-api";

/** Values of one column of numbers; where a row has none it is NaN. */
export type Column = Float64Array;

/** A DuckDB without a file of its own, within bounds. */
export type Duck = {
  /** Runs a statement; nothing is asked back. */
  run(sql: string): Promise<void>;
  /**
   * Runs a query whose columns are all DOUBLE.
   *
   * @param columns  how many it has
   */
  numbers(sql: string, columns: number): Promise<readonly Column[]>;
  /** Runs a query whose first column is a text and whose others are all DOUBLE; chunk by chunk as they come. */
  stream(
    sql: string,
    columns: number,
  ): AsyncGenerator<{ readonly texts: readonly string[]; readonly numbers: readonly Column[] }>;
  texts(sql: string): Promise<readonly string[]>;
  writer(table: string, types: readonly ColumnType[]): Promise<TableWriter>;
  /** Its directory on the disk, for what does not fit into memory. */
  readonly spill: string;
  close(): Promise<void>;
};

export type ColumnType = "double" | "float" | "integer" | "tiny";

/** Adds rows to a table of DuckDB, in large pieces. */
export type TableWriter = {
  /** @param columns  as many rows of each column as `rows` says */
  add(columns: readonly ArrayLike<number>[], rows: number): void;
  close(): void;
};

/** Rows that DuckDB handles together. */
const TOGETHER = 2_048;
const TYPES: Readonly<Record<ColumnType, DuckDBType>> = {
  double: DOUBLE,
  float: FLOAT,
  integer: INTEGER,
  tiny: UTINYINT,
};

/**
 * A DuckDB that opens itself when it is first asked, and again after it was closed. Every question has a connection of its
 * own, so that a long one holds up no other.
 *
 * @param spill    directory for what does not fit into memory; it is emptied
 * @param threads  how many processors it may take
 */
export const lazyDuck = (spill: string, threads = 1): Duck => {
  let instance: Promise<DuckDBInstance> | null = null;
  const connect = async (): Promise<DuckDBConnection> => {
    instance ??= opened(spill, threads);
    instance.catch(() => {
      instance = null;
    });
    return (await instance).connect();
  };
  const connected = async <T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
    const connection = await connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  };
  return {
    run: sql =>
      connected(async connection => {
        await connection.run(sql);
      }),
    numbers: (sql, columns) =>
      connected(async connection => {
        const parts: Column[][] = [];
        const result = await connection.stream(sql);
        for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk())
          parts.push(numbersOf(chunk, 0, columns));
        return Array.from({ length: columns }, (_, column) => joined(parts.map(part => part[column]!)));
      }),
    stream: async function* (sql, columns) {
      const connection = await connect();
      try {
        const result = await connection.stream(sql);
        for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk()) {
          const texts = chunk.getColumnVector(0).toArray().map(String);
          yield { texts, numbers: numbersOf(chunk, 1, columns - 1) };
        }
      } finally {
        connection.closeSync();
      }
    },
    texts: sql =>
      connected(async connection =>
        (await connection.runAndReadAll(sql)).getRows().map(([text]) => String(text)),
      ),
    writer: async (table, types) => tableWriter(await connect(), table, types),
    spill,
    close: async () => {
      const closing = instance;
      instance = null;
      if (closing === null) return;
      (await closing).closeSync();
      rmSync(spill, { recursive: true, force: true });
    },
  };
};

const opened = (spill: string, threads: number): Promise<DuckDBInstance> => {
  rmSync(spill, { recursive: true, force: true });
  mkdirSync(spill, { recursive: true });
  return DuckDBInstance.create(":memory:", {
    memory_limit: "256MB",
    threads: String(threads),
    temp_directory: spill,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    preserve_insertion_order: "true",
  });
};

/** A text in SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Several texts in SQL, as a list. */
export const quotedList = (texts: readonly string[]): string => `[${texts.map(quoted).join(", ")}]`;

type Numbers = { readonly items: Column; readonly validity: { itemValid(row: number): boolean } };
type Writable = { readonly items: { [row: number]: number }; flush(): void };

const numbersOf = (chunk: DuckDBDataChunk, from: number, columns: number): Column[] =>
  Array.from({ length: columns }, (_, column) => {
    const { items, validity } = chunk.getColumnVector(from + column) as unknown as Numbers;
    const copy = items.slice();
    for (let row = 0; row < copy.length; row++) if (!validity.itemValid(row)) copy[row] = Number.NaN;
    return copy;
  });

const joined = (parts: readonly Column[]): Column => {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let from = 0;
  for (const part of parts) {
    all.set(part, from);
    from += part.length;
  }
  return all;
};

/**
 * Vectors are filled in the memory that they lie in: a call for every value costs three times as much as all the rest.
 */
const tableWriter = async (
  connection: DuckDBConnection,
  table: string,
  types: readonly ColumnType[],
): Promise<TableWriter> => {
  const appender = await connection.createAppender(table);
  const kinds = types.map(type => TYPES[type]);
  const chunkOf = (rows: number) => {
    const chunk = DuckDBDataChunk.create(kinds, rows);
    return { chunk, vectors: kinds.map((_, n) => chunk.getColumnVector(n) as unknown as Writable) };
  };
  const whole = chunkOf(TOGETHER);
  const piece = (columns: readonly ArrayLike<number>[], from: number, rows: number): void => {
    const { chunk, vectors } = rows === TOGETHER ? whole : chunkOf(rows);
    for (const [index, { items }] of vectors.entries()) {
      const column = columns[index]!;
      for (let row = 0; row < rows; row++) items[row] = column[from + row]!;
    }
    for (const vector of vectors) vector.flush();
    appender.appendDataChunk(chunk);
  };
  return {
    add: (columns, rows) => {
      for (let from = 0; from < rows; from += TOGETHER) piece(columns, from, Math.min(TOGETHER, rows - from));
    },
    close: () => {
      appender.closeSync();
      connection.closeSync();
    },
  };
};
