import { useState } from "preact/hooks";
import type { WireHandover, WireHandoverItem } from "#gateway/wire/handover.ts";
import { personName } from "../account/people.tsx";
import { sendOnce } from "../alerts/send-service.ts";
import { shortMoment } from "../format/time.ts";
import { Badge } from "../parts/badge.tsx";
import { isLost, now, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";
import { hasRead, isFixed, placeOf, sections, unreadOf } from "./items.ts";

type ItemsProps = {
  readonly handover: WireHandover;
  /** Id of whoever reads here; empty: nobody is chosen. */
  readonly reader: string;
  again(): Promise<void>;
};

/** What is handed over, kind by kind. Opening an item is reading it: that is what counts before anybody takes it over. */
export const Items = ({ handover, reader, again }: ItemsProps) => {
  const words = t().handover;
  const { items, from, state } = handover;
  const marks = state !== "done" && reader !== "" && reader !== from;
  const read = items.length - unreadOf(handover, reader).length;
  return (
    <section class="handover-items">
      <h2>
        {words.items}
        {items.length > 0 && marks && <small>{words.readOf(read, items.length)}</small>}
      </h2>
      {state !== "done" && <p class="quiet">{isFixed(handover) ? words.fixed : words.notFixed}</p>}
      {items.length === 0 && <p>{words.noItems}</p>}
      {sections(items).map(section => (
        <section key={section.kind}>
          <h3>
            {words.kind[section.kind]} {section.items.length}
          </h3>
          <ul>
            {section.items.map(item => (
              <Item
                key={item.id}
                item={item}
                reader={marks ? reader : ""}
                onRead={async () => {
                  if (await markRead(handover, item, reader)) await again();
                }}
              />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
};

/** Tells that somebody opened an item. @returns whether it was noted */
const markRead = async (handover: WireHandover, item: WireHandoverItem, reader: string): Promise<boolean> => {
  const body = { by: personName(reader), handover: handover.id, item: item.id };
  const sent = await sendOnce("/api/handovers/read", body);
  if (sent.is === "not") tell(sent.why, "problem", { detail: sent.detail });
  return sent.is === "done";
};

const Item = ({
  item,
  reader,
  onRead,
}: {
  item: WireHandoverItem;
  /** Empty: whoever looks has nothing to read here. */
  reader: string;
  onRead: () => Promise<void>;
}) => {
  const words = t().handover;
  const [isOpen, open] = useState(false);
  const isRead = reader !== "" && hasRead(item, reader);
  const isToRead = reader !== "" && !isRead;
  const show = (): void => {
    open(!isOpen);
    if (isOpen || !isToRead) return;
    if (isLost.value) tell(t().needsLink, "problem");
    else void onRead();
  };
  return (
    <li class={`handover-item ${isToRead ? "is-unread" : ""}`} data-item={item.id}>
      <button type="button" class="item-head" aria-expanded={isOpen} onClick={show}>
        {item.priority !== null && <Badge priority={item.priority} look="filled" />}
        <strong>{say(item.title)}</strong>
        {reader !== "" && (
          <span class={isRead ? "was-read" : "to-read"}>
            <b aria-hidden="true">{isRead ? "✓" : "○"}</b> {isRead ? words.read : words.unread}
          </span>
        )}
      </button>
      <div class={isOpen ? "item-body" : "item-body is-folded"}>
        <p>{say(item.standing)}</p>
        <p class="quiet">
          {Object.entries(item.read)
            .map(([person, at]) =>
              words.readBy(personName(person), shortMoment(Date.parse(at), now.value, timeZone.value)),
            )
            .join(" · ")}
        </p>
        <a class="chip" href={placeOf(item)}>
          {words.toIt}
        </a>
      </div>
    </li>
  );
};
