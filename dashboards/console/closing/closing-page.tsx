import "../styles/closing.css";
import type { WireClosing, WireClosingItem } from "#gateway/wire/closing.ts";
import { shortMoment } from "../format/time.ts";
import { Icon } from "../parts/icon.tsx";
import { isNarrow } from "../shell/width.ts";
import { closing, hall, isLost, now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { Item } from "./item.tsx";
import { byVerdict, type Verdict } from "./verdict.ts";

/** Can we go home, and if not, what is left? Every item is confirmed, to be done, or cannot be confirmed. */
export const ClosingPage = () => {
  const check = closing.value;
  return (
    <div class="closing-page">
      <h1>
        {t().closing.title}
        {hall.value && <small>{say(hall.value.name)}</small>}
      </h1>
      {check ? <Check check={check} /> : <p class="calm">{t().calm.waiting}</p>}
    </div>
  );
};

const Check = ({ check }: { check: WireClosing }) => {
  const groups = byVerdict(check, !isLost.value);
  return (
    <>
      <Standing check={check} />
      <Progress confirmed={groups.pass.length} all={check.items.length} />
      <div class="verdicts">
        <Group verdict="fail" items={groups.fail} isOpen />
        <Group verdict="unknown" items={groups.unknown} isOpen />
        <Group verdict="pass" items={groups.pass} isOpen={!isNarrow.value} />
      </div>
    </>
  );
};

/** What the check is worth now: bound to a closing, only a preview, or nothing while nobody hears the gateway. */
const Standing = ({ check: { since, hours } }: { check: WireClosing }) => {
  const words = t().closing;
  if (isLost.value)
    return (
      <p class="standing is-blind">
        <b aria-hidden="true">?</b> {words.lost}
      </p>
    );
  if (since !== null)
    return <p class="standing">{words.since(shortMoment(Date.parse(since), now.value, timeZone.value))}</p>;
  return <p class="standing is-preview">{hours.phase === "unknown" ? words.unknownHours : words.preview}</p>;
};

const Progress = ({ confirmed, all }: { confirmed: number; all: number }) => {
  if (all === 0) return <p class="calm">{t().closing.nothing}</p>;
  return (
    <div class="progress">
      <p>
        <b>{confirmed}</b> / {all}
        <span>{confirmed === all ? t().closing.allConfirmed(all) : t().closing.left(all - confirmed)}</span>
      </p>
      <progress max={all} value={confirmed} aria-label={t().closing.progress} />
    </div>
  );
};

const Group = ({
  verdict,
  items,
  isOpen,
}: {
  verdict: Verdict;
  items: readonly WireClosingItem[];
  isOpen: boolean;
}) =>
  items.length === 0 ? null : (
    <details class={`verdict is-${verdict}`} open={isOpen}>
      <summary>
        <VerdictMark verdict={verdict} />
        <h2>
          {t().closing[verdict]} <span>({items.length})</span>
        </h2>
        <span class="fold">
          <Icon name="expand" />
        </span>
      </summary>
      <ul>
        {items.map(item => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
    </details>
  );

const signs: Readonly<Record<Verdict, string>> = {
  fail: "M10 10 22 22M22 10 10 22",
  unknown: "",
  pass: "M9 16.5l5 5L23 11",
};

const VerdictMark = ({ verdict }: { verdict: Verdict }) => (
  <svg class={`mark is-${verdict}`} viewBox="0 0 32 32" aria-hidden="true">
    <circle cx="16" cy="16" r="13.5" />
    {verdict === "unknown" ? (
      <text x="16" y="22">
        ?
      </text>
    ) : (
      <path d={signs[verdict]} />
    )}
  </svg>
);
