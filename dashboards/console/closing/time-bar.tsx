import type { WireRound } from "#gateway/wire/closing.ts";
import { duration, shortMoment } from "../format/time.ts";
import { isLost, now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";

type Mark = { readonly name: "due" | "must" | "extended"; readonly at: number };

const WIDTH = 1000;
/** The line goes on a little after its last mark, so that lateness can be seen. */
const BEYOND = 1.15;

/** How the time goes: from closing to when it should be done and when it must be, on one line and in words. */
export const TimeBar = ({
  round,
  onExtend,
  onApprove,
}: {
  round: WireRound;
  onExtend: () => void;
  onApprove: () => void;
}) => {
  const from = Date.parse(round.since);
  const marks = marksOf(round);
  const to = from + (Math.max(...marks.map(({ at }) => at)) - from) * BEYOND;
  const place = (at: number) =>
    Math.round((WIDTH * Math.min(Math.max(at - from, 0), to - from)) / (to - from));
  return (
    <section class="time-bar" aria-label={t().closing.time}>
      <svg viewBox={`0 0 ${WIDTH} 28`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="track" x="0" y="9" width={WIDTH} height="10" />
        <rect class="gone" x="0" y="9" width={place(now.value)} height="10" />
        {marks.map(({ name, at }) => (
          <path key={name} class="time-mark" d={`M${place(at)} 2V26`} />
        ))}
      </svg>
      <ul>
        {marks.map(mark => (
          <MarkText key={mark.name} mark={mark} />
        ))}
      </ul>
      <Extension round={round} onExtend={onExtend} onApprove={onApprove} />
    </section>
  );
};

/** An approved extension takes the place of when it must be done. */
const marksOf = ({ dueAt, mustCloseAt, extension }: WireRound): readonly Mark[] => [
  { name: "due", at: Date.parse(dueAt) },
  extension?.approvedBy
    ? { name: "extended", at: Date.parse(extension.until) }
    : { name: "must", at: Date.parse(mustCloseAt) },
];

const MarkText = ({ mark: { name, at } }: { mark: Mark }) => {
  const words = t().closing;
  const left = at - now.value;
  return (
    <li class={left < 0 ? `is-past is-${name}` : undefined}>
      <span>{words.marks[name]}</span> <strong>{shortMoment(at, now.value, timeZone.value)}</strong>{" "}
      {!isLost.value && (
        <small>{left < 0 ? words.overBy(duration(-left)) : words.leftTime(duration(left))}</small>
      )}
    </li>
  );
};

const Extension = ({
  round: { extension },
  onExtend,
  onApprove,
}: {
  round: WireRound;
  onExtend: () => void;
  onApprove: () => void;
}) => {
  const words = t().closing;
  if (extension === null)
    return (
      <p class="extension">
        <button type="button" class="plain" disabled={isLost.value} onClick={onExtend}>
          {words.extend}
        </button>
      </p>
    );
  const until = shortMoment(Date.parse(extension.until), now.value, timeZone.value);
  return (
    <p class="extension">
      <span>
        {extension.approvedBy === null
          ? words.extensionAsked(extension.by, until)
          : words.extensionApproved(extension.approvedBy, until)}
        <q>{extension.why}</q>
      </span>
      {extension.approvedBy === null && (
        <button type="button" disabled={isLost.value} onClick={onApprove}>
          {words.approve}
        </button>
      )}
    </p>
  );
};
