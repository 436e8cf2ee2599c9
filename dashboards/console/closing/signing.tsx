import type { WireClosing, WireRound } from "#gateway/wire/closing.ts";
import type { WireSignature } from "#gateway/wire/signature.ts";
import { roleName } from "../account/people.tsx";
import { listText } from "../format/list.ts";
import { shortMoment } from "../format/time.ts";
import { Icon } from "../parts/icon.tsx";
import { hall, isLost, now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { Blockers } from "./blocker-list.tsx";
import { rolesOfSlot, type Slot, signatureOf, slots } from "./slots.ts";

/** Two signatures end a closing. Each slot says who signed, or lets him; what stands against it is said before. */
export const Signing = ({
  check,
  round,
  onSign,
}: {
  check: WireClosing;
  round: WireRound;
  onSign: (slot: Slot) => void;
}) => {
  const words = t().closing;
  const people = hall.value?.people ?? [];
  const isPartial = round.occupied.length > 0;
  return (
    <section class="signing">
      <h2>{isPartial ? words.signPartialTitle : words.signTitle}</h2>
      {isLost.value && (
        <p class="draft">
          <b aria-hidden="true">?</b> {words.draft}
        </p>
      )}
      {round.blockers.length > 0 && !isLost.value && (
        <>
          <p>{words.blocked}</p>
          <Blockers reasons={round.blockers} items={check.items} />
        </>
      )}
      <ol class="slots">
        {slots.map(slot => (
          <SlotRow
            key={slot}
            slot={slot}
            signature={signatureOf(round, slot, people)}
            isReady={round.blockers.length === 0}
            onSign={onSign}
          />
        ))}
      </ol>
      <Withdrawn round={round} />
    </section>
  );
};

const SlotRow = ({
  slot,
  signature,
  isReady,
  onSign,
}: {
  slot: Slot;
  signature: WireSignature | undefined;
  /** Whether nothing stands against it; else it can be tried, but is not what is to be done next. */
  isReady: boolean;
  onSign: (slot: Slot) => void;
}) => {
  const words = t().closing;
  const of =
    slot === "last-leaver"
      ? words.lastLeaver
      : listText(rolesOfSlot(slot, hall.value?.people ?? []).map(roleName), "or");
  return (
    <li class={`slot ${signature ? "is-signed" : ""}`}>
      <span class="slot-of">{of}</span>
      {signature ? (
        <strong>
          {signature.name}
          <small>{shortMoment(Date.parse(signature.at), now.value, timeZone.value)}</small>
        </strong>
      ) : (
        <button
          type="button"
          class={isReady ? "primary" : undefined}
          disabled={isLost.value}
          onClick={() => onSign(slot)}
        >
          <Icon name="sign" />
          {words.sign}
          <span class="unseen">{of}</span>
        </button>
      )}
    </li>
  );
};

/** Signatures that no longer count, and what happened. */
const Withdrawn = ({ round: { withdrawn } }: { round: WireRound }) =>
  withdrawn.length === 0 ? null : (
    <ul class="withdrawn">
      {withdrawn.map(({ person, name, at, why, withdrawnAt }) => (
        <li key={`${person} ${at}`}>
          {t().closing.withdrawn(name, shortMoment(Date.parse(withdrawnAt), now.value, timeZone.value))}
          {" · "}
          {say(why)}
        </li>
      ))}
    </ul>
  );
