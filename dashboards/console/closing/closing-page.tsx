import "../styles/closing.css";
import { useState } from "preact/hooks";
import type { WireClosing, WireClosingItem } from "#gateway/wire/closing.ts";
import { CertificateCard } from "../certificates/card.tsx";
import { useClosingControls } from "../control/closing-controls.tsx";
import { shortMoment } from "../format/time.ts";
import { isNarrow } from "../shell/width.ts";
import { closing, hall, isLost, now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { type ClosingAsked, ClosingDialog } from "./dialogs.tsx";
import { Group } from "./group.tsx";
import { Headline } from "./headline.tsx";
import type { ItemAct } from "./item.tsx";
import { useJustPassed } from "./just-passed.ts";
import { Occupied } from "./occupied.tsx";
import { Signing } from "./signing.tsx";
import { TimeBar } from "./time-bar.tsx";
import { byVerdict, type Verdict, verdicts } from "./verdict.ts";

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
  const [asked, ask] = useState<ClosingAsked | null>(null);
  const lingering = useJustPassed(check.items);
  const { round, certificate } = check;
  const controls = useClosingControls(check);
  const isPreview = check.since === null;
  const groups = byVerdict(check, !isLost.value);
  const confirm: ItemAct = {
    verb: t().closing.confirm,
    against: isLost.value ? t().needsLink : null,
    run: item => ask({ is: "confirm", item }),
  };
  return (
    <>
      <Standing check={check} />
      {certificate && (
        <CertificateCard
          certificate={certificate}
          {...(!isPreview && { onReEnter: () => ask({ is: "re-enter" }) })}
        />
      )}
      {/* What was certified is over: what became of it stands on its card, and how things are now below. */}
      {(round !== null || certificate === null) && <Headline groups={groups} />}
      {controls.all}
      <div class={round === null ? "items" : "items has-round"}>
        <div class="verdicts">
          {verdicts.map(verdict => (
            <Group
              key={verdict}
              verdict={verdict}
              items={withLingering(verdict, groups, lingering, check.items)}
              count={groups[verdict].length}
              isOpen={verdict !== "pass" ? true : isPreview && !isNarrow.value}
              act={verdict === "unknown" && round !== null ? confirm : undefined}
              foot={verdict === "pass" ? undefined : controls.foot}
            />
          ))}
        </div>
        {round && (
          <div class="ending">
            <Occupied round={round} />
            <TimeBar
              round={round}
              onExtend={() => ask({ is: "extend", round })}
              onApprove={() => ask({ is: "approve" })}
            />
            <Signing check={check} round={round} onSign={slot => ask({ is: "sign", slot })} />
          </div>
        )}
      </div>
      {controls.dialog}
      {asked && <ClosingDialog asked={asked} onClose={() => ask(null)} />}
    </>
  );
};

/** The items of a group, and in their old places those that were just put right. */
const withLingering = (
  verdict: Verdict,
  groups: Readonly<Record<Verdict, readonly WireClosingItem[]>>,
  lingering: ReadonlyMap<string, Verdict>,
  items: readonly WireClosingItem[],
): readonly WireClosingItem[] => {
  if (lingering.size === 0 || isLost.value) return groups[verdict];
  const place = ({ id, verdict: is }: WireClosingItem) => (is === "pass" ? (lingering.get(id) ?? is) : is);
  return items.filter(item => place(item) === verdict);
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
