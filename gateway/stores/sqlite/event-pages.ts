import type { RecordedEvent } from "#gateway/ports/record.ts";
import type { Instant } from "#rules/time/instant.ts";
import type { EventPage } from "./ledger.ts";

/** Events that are read in one go: a few megabytes. */
const PAGE = 1_000;

/** The events of a time, page by page, each asked for when the one before it has been taken. */
export async function* eventPages(
  read: (page: EventPage) => Promise<readonly RecordedEvent[]>,
  from: Instant,
  to: Instant,
): AsyncGenerator<readonly RecordedEvent[]> {
  for (let after = { at: from, seq: -1 }; ; ) {
    const page = await read({ after, to, limit: PAGE });
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = { at: last.at, seq: last.seq };
  }
}
