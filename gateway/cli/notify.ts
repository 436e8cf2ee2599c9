import { type Instant, instant } from "#rules/time/instant.ts";
import { problem } from "../wire/common.ts";
import { hall } from "../wire/hall.ts";
import { notifyStatus, notifyTested, type WireChannel, type WireNotifyTested } from "../wire/notify.ts";
import { type Address, ask } from "./api.ts";
import { EXIT, Stop } from "./exit.ts";
import { localText } from "./hall-time.ts";
import { StatusLine } from "./status-line.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

type Outcome = WireNotifyTested["outcomes"][number];

/** Every channel is given time to fail by itself: a server that hangs is given up after ten seconds. */
const PATIENCE_S = 30;

/**
 * Has a running gateway send a marked test to one person, channel by channel, and says how each did. Exit code 1 when none
 * has delivered, 2 when there is no such person.
 *
 * @param who  id or name
 */
export const notifyTest = async (
  who: string,
  { http, channel }: { readonly http: Address; readonly channel?: string },
  words: Words,
): Promise<number> => {
  const { people } = await ask(http, "/api/notify", notifyStatus, words);
  const person = people.find(({ id }) => id === who) ?? people.find(({ name }) => name === who);
  const all = people.map(({ id, name }) => `${name} (${id})`).join(", ");
  if (!person) throw new Stop(EXIT.usage, words.notify.unknown(who, all));
  const channels = channel === undefined ? person.channels : [channel];
  if (channels.length === 0) {
    console.error(words.notify.noChannel(person.name));
    return EXIT.failed;
  }
  const outcomes: Outcome[] = [];
  for (const each of channels) outcomes.push(...(await tried(http, person.id, each, words)));
  const sent = outcomes.filter(({ is }) => is === "sent").length;
  console.log(words.notify.told(person.name, sent, outcomes.length));
  return sent === 0 ? EXIT.failed : EXIT.ok;
};

/** One channel, with a line that says so while it takes its time. */
const tried = async (http: Address, person: string, channel: string, words: Words): Promise<Outcome[]> => {
  const line = process.stdout.isTTY ? new StatusLine(process.stdout) : null;
  line?.show(words.notify.trying(channel));
  const manner = { method: "POST", patienceS: PATIENCE_S, body: { person, channel } } as const;
  const answer = await ask(http, "/api/notify/test", notifyTested.or(problem), words, manner).finally(() =>
    line?.clear(),
  );
  if ("message" in answer) throw new Stop(EXIT.usage, `hallwatch: ${answer.message}`);
  for (const outcome of answer.outcomes) console.log(outcomeText(outcome, words));
  return answer.outcomes;
};

const outcomeText = ({ channel, is, detail, tookMs }: Outcome, { notify }: Words): string =>
  `${is === "sent" ? "✓" : "✗"} ${channel}  ${notify[is]}  ${tookMs} ms  ${detail}`;

/**
 * Prints every channel of a running gateway with its last success and failure, and who cannot be told. Exit code 1 when
 * there is anything that people must know.
 */
export const notifyState = async (
  { http, json }: { readonly http: Address; readonly json: boolean },
  words: Words,
): Promise<number> => {
  const status = await ask(http, "/api/notify", notifyStatus, words);
  const { channels, waiting, problems } = status;
  if (json) console.log(JSON.stringify({ schema: 1, ...status }));
  else {
    const { timeZone } = await ask(http, "/api/hall", hall, words);
    console.log(channels.length === 0 ? words.notify.none : channelTable(channels, timeZone, words));
    if (waiting > 0) console.log(words.notify.waiting(waiting));
    for (const each of problems) console.log(`! ${each}`);
  }
  return problems.length === 0 ? EXIT.ok : EXIT.found;
};

const channelTable = (channels: readonly WireChannel[], timeZone: string, { notify }: Words): string => {
  const time = (at: string | null): string => (at === null ? "–" : localText(parsed(at), timeZone));
  const { head, states } = notify;
  return table([
    [head.channel, head.via, head.state, head.lastSent, head.lastFailed, head.where],
    ...channels.map(({ name, via, state, lastSentAt, lastFailedAt, where }) => [
      name,
      via,
      states[state],
      time(lastSentAt),
      time(lastFailedAt),
      where,
    ]),
  ]);
};

const parsed = (at: string): Instant => instant(Date.parse(at));
