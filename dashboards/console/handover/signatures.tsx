import { useState } from "preact/hooks";
import type { WireHandover, WireHandoverItem } from "#gateway/wire/handover.ts";
import { personName, roleName } from "../account/people.tsx";
import { SignSheet } from "../account/sign-sheet.tsx";
import { listText } from "../format/list.ts";
import { shortMoment } from "../format/time.ts";
import { Badge } from "../parts/badge.tsx";
import { Icon } from "../parts/icon.tsx";
import { isLost, now, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";
import { isFixed, unreadOf } from "./items.ts";
import { readHandovers } from "./read-handovers.ts";
import { type Place, type Slot, slotsOf } from "./slots.ts";

type SignaturesProps = {
  readonly handover: WireHandover;
  readonly reader: string;
  again(): Promise<void>;
};

/** Two signatures hand it over, four where somebody bridged. Whoever takes it has read each item before. */
export const Signatures = ({ handover, reader, again }: SignaturesProps) => {
  const words = t().handover;
  const [asked, ask] = useState<Slot | null>(null);
  const slots = slotsOf(handover);
  const unread = isToBeTaken(handover) ? unreadOf(handover, handover.to ?? reader) : [];
  return (
    <section class="signing handover-signing">
      <h2>{words.signatures}</h2>
      {!isFixed(handover) && handover.state !== "done" && <p>{words.fromFirst(personName(handover.from))}</p>}
      {unread.length > 0 && <Unread items={unread} />}
      {([1, 2] as const).map(step => {
        const of = slots.filter(slot => slot.step === step);
        if (of.length === 0) return null;
        return (
          <div key={step}>
            {slots.some(slot => slot.step === 2) && <h3>{words.step(step)}</h3>}
            <ol class="slots">
              {of.map(slot => (
                <SlotRow
                  key={slot.place}
                  slot={slot}
                  isReady={isReady(handover, slot, unread.length)}
                  onSign={() => ask(slot)}
                />
              ))}
            </ol>
          </div>
        );
      })}
      {asked && (
        <SignSheet
          title={words.signTitle[wordOf(asked.place)] ?? ""}
          meaning={words.signMeaning[wordOf(asked.place)] ?? ""}
          verb={words.sign}
          path="/api/handovers/sign"
          {...(asked.only === null ? { roles: asked.roles } : { only: asked.only })}
          body={() => ({ handover: handover.id, as: asked.place === "out" ? "bridge" : asked.place })}
          onDone={by => {
            ask(null);
            tell(t().handover.signed(by), "done");
            void again();
            void readHandovers();
          }}
          onClose={() => ask(null)}
        />
      )}
    </section>
  );
};

/** Whether the next signature is that of whoever takes it: the outgoing person's is there. */
const isToBeTaken = (handover: WireHandover): boolean =>
  handover.state !== "done" && isFixed(handover) && slotsOf(handover).some(isTaking);

const isTaking = ({ place, signature }: Slot): boolean => place === "to" && signature === null;

/** Whether a place can be signed now. What it waits for is said above. */
const isReady = (handover: WireHandover, { place }: Slot, unread: number): boolean => {
  if (isLost.value || handover.state === "done") return false;
  if (place === "from") return true;
  if (!isFixed(handover)) return false;
  return place === "to" ? unread === 0 : true;
};

const wordOf = (place: Place): string => (place === "out" ? "bridgeOut" : place);

/** What stands against taking it over, with the way to each. */
const Unread = ({ items }: { items: readonly WireHandoverItem[] }) => (
  <div class="not-read-yet">
    <p>
      <strong>{t().handover.unreadFirst(items.length)}</strong>
    </p>
    <ul>
      {items.map(item => (
        <li key={item.id}>
          <button type="button" class="plain" onClick={() => showItem(item.id)}>
            {item.priority !== null && <Badge priority={item.priority} look="filled" />}
            {say(item.title)}
          </button>
        </li>
      ))}
    </ul>
  </div>
);

const showItem = (id: string): void => {
  const head = document.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"] .item-head`);
  head?.scrollIntoView({ block: "center" });
  head?.focus();
};

const SlotRow = ({ slot, isReady, onSign }: { slot: Slot; isReady: boolean; onSign: () => void }) => {
  const words = t().handover;
  const { place, signature, only, roles } = slot;
  const title = place === "out" ? words.bridgeOut : words.as[place];
  const who = only === null ? listText(roles.map(roleName), "or") : listText(only.map(personName));
  return (
    <li class={`slot ${signature ? "is-signed" : ""}`} data-slot={place}>
      <span class="slot-of">
        {title}
        <small>{signature ? roleName(signature.role) : who}</small>
      </span>
      {signature ? (
        <strong>
          {signature.name}
          <small>{shortMoment(Date.parse(signature.at), now.value, timeZone.value)}</small>
        </strong>
      ) : (
        <button
          type="button"
          class={isReady && place !== "bridge" ? "primary" : undefined}
          disabled={!isReady}
          onClick={onSign}
        >
          <Icon name="sign" />
          {words.sign}
          <span class="unseen">{title}</span>
        </button>
      )}
    </li>
  );
};
