import type { WireClosing, WireRound } from "#gateway/wire/closing.ts";
import type { WireSignature } from "#gateway/wire/signature.ts";
import { shortMoment } from "../format/time.ts";
import { Icon } from "../parts/icon.tsx";
import { isLost, now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { Blockers } from "./blocker-list.tsx";

/** Who signs a closing: whoever leaves last, and the guard. */
export const slots = ["last-leaver", "guard"] as const;
export type Slot = (typeof slots)[number];

/** Roles of which somebody fills a slot. */
export const rolesOfSlot: Readonly<Record<Slot, readonly string[]>> = {
  "last-leaver": ["staff", "duty-manager", "hall-director"],
  guard: ["guard"],
};

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
            signature={signatureOf(round, slot)}
            isReady={round.blockers.length === 0}
            onSign={onSign}
          />
        ))}
      </ol>
      <Withdrawn round={round} />
    </section>
  );
};

/** The signature that fills a slot: the guard's is the one that was given as guard. */
const signatureOf = (round: WireRound, slot: Slot): WireSignature | undefined =>
  round.missing.includes(slot)
    ? undefined
    : round.signatures.find(({ role }) => (role === "guard") === (slot === "guard"));

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
  return (
    <li class={`slot ${signature ? "is-signed" : ""}`}>
      <span class="slot-of">{words.slots[slot]}</span>
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
          <span class="unseen">{words.slots[slot]}</span>
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
