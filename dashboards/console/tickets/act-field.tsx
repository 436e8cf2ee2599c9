import { useRef } from "preact/hooks";
import type { WireTicket } from "#gateway/wire/ticket.ts";
import { fieldOf } from "../format/hall-time.ts";
import { hall, hours, now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { type ActName, type FieldName, needsNote } from "./act-body.ts";

type FieldProps = {
  readonly ticket: WireTicket;
  readonly act: ActName;
  readonly field: FieldName;
  readonly isFirst: boolean;
};

const HOUR_MS = 3_600_000;

/** One fact that an act asks for. */
export const ActField = ({ ticket, act, field, isFirst }: FieldProps) => {
  const words = t().tickets.field;
  switch (field) {
    case "note":
      return <Note act={act} isFirst={isFirst} />;
    case "receiver":
    case "department":
    case "who":
    case "cause":
      return (
        <label class="field">
          {words[field]}
          <input name={field} required maxLength={200} data-first={isFirst} />
        </label>
      );
    case "isRepaired":
      return (
        <fieldset>
          <legend>{words.isRepaired}</legend>
          {(["yes", "no"] as const).map(value => (
            <label key={value} class="choice">
              <input type="radio" name="isRepaired" value={value} required />
              {value === "yes" ? words.repaired : words.notRepaired}
            </label>
          ))}
        </fieldset>
      );
    case "expectedDays":
      return (
        <label class="field">
          {words.days}
          <input type="number" name={field} min={0} max={3650} step="any" required data-first={isFirst} />
        </label>
      );
    case "limit":
    case "until":
      return <Limit field={field} isNeeded={act !== "reply"} isFirst={isFirst} />;
    case "from":
    case "to":
      return (
        <label class="field">
          {words[field]}
          <input
            type="datetime-local"
            name={field}
            required
            defaultValue={fieldOf(now.peek() + (field === "to" ? 2 * HOUR_MS : 0), timeZone.peek())}
          />
        </label>
      );
    case "target":
      return <Spare ticket={ticket} isFirst={isFirst} />;
    case "doors":
      return <Doors />;
    default:
      return field satisfies never;
  }
};

const Note = ({ act, isFirst }: { act: ActName; isFirst: boolean }) => {
  const words = t().tickets.field;
  const label =
    act === "attempt"
      ? words.what
      : act === "close"
        ? words.result
        : needsNote(act)
          ? words.note
          : words.noteOptional;
  return (
    <label class="field">
      {label}
      <textarea name="note" rows={3} maxLength={2000} required={needsNote(act)} data-first={isFirst} />
    </label>
  );
};

/** A moment to come; the end of this business day stands ready, since it is what is agreed most often. */
const Limit = ({
  field,
  isNeeded,
  isFirst,
}: {
  field: "limit" | "until";
  isNeeded: boolean;
  isFirst: boolean;
}) => {
  const words = t().tickets;
  const input = useRef<HTMLInputElement>(null);
  const { phase, until } = hours.value ?? { phase: "unknown", until: null };
  const ends = phase === "open" && until !== null ? Date.parse(until) : null;
  return (
    <>
      <label class="field">
        {field === "until" ? words.field.until : isNeeded ? words.field.limit : words.field.limitOptional}
        <input type="datetime-local" name={field} required={isNeeded} data-first={isFirst} ref={input} />
      </label>
      {ends !== null && (
        <button
          type="button"
          class="chip"
          onClick={() => {
            if (input.current) input.current.value = fieldOf(ends, timeZone.peek());
          }}
        >
          {words.sameDay}
        </button>
      )}
    </>
  );
};

/** Devices of the same kind, which may stand in; all others after them. */
const Spare = ({ ticket, isFirst }: { ticket: WireTicket; isFirst: boolean }) => {
  const things = hall.value?.equipment ?? [];
  const kind = things.find(({ id }) => id === ticket.target)?.kind;
  const others = things
    .filter(({ id }) => id !== ticket.target)
    .toSorted((a, b) => Number(b.kind === kind) - Number(a.kind === kind));
  return (
    <label class="field">
      {t().tickets.field.spare}
      <select name="target" required data-first={isFirst}>
        <option value="">{t().acknowledge.choose}</option>
        {others.map(({ id, name }) => (
          <option key={id} value={id}>
            {say(name)}
          </option>
        ))}
      </select>
    </label>
  );
};

const Doors = () => (
  <fieldset>
    <legend>{t().tickets.field.doors}</legend>
    {(hall.value?.equipment ?? [])
      .filter(({ kind }) => kind === "door")
      .map(({ id, name }) => (
        <label key={id} class="choice">
          <input type="checkbox" name="doors" value={id} />
          {say(name)}
        </label>
      ))}
  </fieldset>
);
