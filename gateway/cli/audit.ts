import { type Instant, toIso } from "#rules/time/instant.ts";
import type { KnownHead, TrailHead, Wrong } from "../ports/audit.ts";
import { auditDirectory, headOfDirectory } from "../stores/sqlite/read-record.ts";
import { EXIT } from "./exit.ts";
import { type Words, wordsOf } from "./words/language.ts";

export type AuditVerifyOptions = {
  readonly data: string;
  readonly anchors?: string;
  readonly head?: TrailHead;
  readonly json: boolean;
};

/**
 * Goes over the trail of a data directory, also while a gateway runs on it: one line when all is as it was recorded,
 * else exit code 1 and a line for each thing that is not, or of which that cannot be told.
 */
export const auditVerify = ({ data, anchors, head, json }: AuditVerifyOptions, words: Words): number => {
  const audit = auditDirectory(data, { anchorsFile: anchors, noted: head });
  const { span, anchor, beginning, wrong, more, skipped, ...counts } = audit;
  // What was purged cannot be compared with anything any more.
  const isGone = head !== undefined && beginning !== null && head.seq < beginning.seq;
  const isFine = wrong.length === 0 && !isGone;
  if (json) {
    const { sentence } = wordsOf("en").audit;
    const document = {
      schema: 1,
      ok: isFine,
      ...counts,
      first: span && toIso(span.first),
      last: span && toIso(span.last),
      lastAnchor: anchor && headJson(anchor),
      beginning: beginning && { ...headJson(beginning), kept: beginning.kept },
      isHeadPurged: isGone,
      notCompared: skipped,
      wrong: wrong.map(each => wrongJson(each, sentence(each, toIso))),
      more,
    };
    console.log(JSON.stringify(document, null, 2));
  } else {
    const { audit: say } = words;
    for (const each of wrong) console.log(say.sentence(each, localTime));
    if (more > 0) console.log(say.more(more));
    if (isGone) console.log(say.purgedHead(head.seq));
    console.log(say.verdict(audit, localTime));
  }
  return isFine ? EXIT.ok : EXIT.found;
};

/** Prints the end of the trail as `verify --head` takes it. */
export const auditHead = ({ data, json }: { readonly data: string; readonly json: boolean }): number => {
  const head = headOfDirectory(data);
  console.log(json ? JSON.stringify({ schema: 1, ...headJson(head) }) : `${head.seq}:${head.hash}`);
  return EXIT.ok;
};

const wrongJson = ({ is, ...rest }: Wrong, sentence: string) => ({ kind: is, ...rest, sentence });

const headJson = ({ seq, hash, at }: KnownHead) => ({ seq, hash, at: at === null ? null : toIso(at) });

/** No hall is known here: what the clock of this machine showed. */
const localTime = (at: Instant): string => new Date(at).toLocaleString("sv-SE").slice(0, 16);
