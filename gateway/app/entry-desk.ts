import { toIso } from "#rules/time/instant.ts";
import type { EntryApi } from "../http/entry.ts";
import type { Reader } from "../http/ticket.ts";
import type { RecordStore } from "../ports/record.ts";
import type { WireEntry } from "../wire/entry.ts";

export type EntryDeskParts = {
  readonly record: RecordStore;
  readonly tickets: { maySee(id: string, reader: Reader): Promise<boolean> };
};

/** Where people read what happened to a paper. */
export class EntryDesk implements EntryApi {
  readonly #parts: EntryDeskParts;

  constructor(parts: EntryDeskParts) {
    this.#parts = parts;
  }

  async entries(
    kind: WireEntry["kind"],
    paper: string,
    reader: Reader,
  ): Promise<readonly WireEntry[] | null> {
    const { record, tickets } = this.#parts;
    if (kind === "ticket" && !(await tickets.maySee(paper, reader))) return null;
    return (await record.entries(kind, paper)).map(({ seq, hash, what, at, by, detail }) => ({
      seq,
      hash,
      kind,
      paper,
      what,
      at: toIso(at),
      by,
      detail,
    }));
  }
}
