import type { Message } from "../notice/message.ts";
import type { Instant } from "../time/instant.ts";
import type { Look } from "./compare.ts";
import type { Failure } from "./failure.ts";
import { askedOfMessage, fitsMessage, messageText } from "./match-message.ts";
import type { Expectation, MessageMatcher } from "./timeline.ts";

/** The messages of a run; `read`: how many of them, from the first, some step has looked at. */
export type Mail = { readonly all: readonly Message[]; readonly read: number };

/** Whether a step looks at messages at all: those that it saw are not looked at again. */
export const looksAtMessages = (expect: Expectation | null): boolean =>
  expect !== null && (expect.messages.length > 0 || expect.noMessages.length > 0 || expect.onlyMessages);

/** What of the messages is not as a step expects. */
export const checkMessages = (
  expect: Expectation,
  at: Instant,
  mail: Mail,
  look: Look,
): readonly Failure[] => {
  const { timeZone } = look;
  const seenBy = (matcher: MessageMatcher): readonly Message[] => windowOf(matcher, mail);
  const fitting = (matcher: MessageMatcher): readonly Message[] =>
    seenBy(matcher).filter(message => fitsMessage(matcher, message, look));
  const missing = expect.messages.flatMap((matcher): readonly Failure[] => {
    const seen = fitting(matcher).length;
    if (matcher.count === null ? seen > 0 : seen === matcher.count) return [];
    const asked = askedOfMessage(matcher, timeZone);
    const there = seenBy(matcher).map(message => messageText(message, timeZone));
    return [{ at, path: matcher.path, about: { is: "no-such-message", asked, seen, there } }];
  });
  const unwanted = expect.noMessages.flatMap(matcher =>
    fitting(matcher).map((message): Failure => {
      const asked = askedOfMessage(matcher, timeZone);
      return {
        at,
        path: matcher.path,
        about: { is: "unwanted-message", asked, message: messageText(message, timeZone) },
      };
    }),
  );
  const expected = new Set(expect.messages.flatMap(fitting));
  const further = expect.onlyMessages
    ? mail.all.slice(mail.read).filter(message => !expected.has(message))
    : [];
  return [
    ...missing,
    ...unwanted,
    ...further.map(
      (message): Failure => ({
        at,
        path: [...expect.path, "only_messages"],
        about: { is: "further-message", message: messageText(message, timeZone) },
      }),
    ),
  ];
};

const windowOf = ({ from }: MessageMatcher, { all, read }: Mail): readonly Message[] =>
  from === null ? all.slice(read) : all.filter(({ at }) => at >= from);
