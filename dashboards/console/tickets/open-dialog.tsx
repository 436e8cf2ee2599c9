import { useEffect, useState } from "preact/hooks";
import type { WireTicket } from "#gateway/wire/ticket.ts";
import { FormDialog } from "../parts/form-dialog.tsx";
import { go, href } from "../route.ts";
import { get } from "../store/api.ts";
import { hall } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";
import { nameOf } from "./names.ts";

const KINDS = ["fault", "finding", "complaint"] as const;
type Kind = (typeof KINDS)[number];

/**
 * A new ticket: what it is about, what is wrong, and whether business suffers. Where the thing has an open one already,
 * that is shown before anything is written twice.
 */
export const OpenDialog = ({
  target,
  cause,
  onOpened,
  onClose,
}: {
  /** Id of what it is about; empty: to be chosen. */
  target: string;
  cause: string | null;
  onOpened: () => void;
  onClose: () => void;
}) => {
  const words = t().tickets;
  const [kind, setKind] = useState<Kind>("fault");
  const [chosen, choose] = useState(target);
  const known = useOpenTickets();
  const isComplaint = kind === "complaint";
  const before = isComplaint ? undefined : known.find(ticket => ticket.target === chosen);
  return (
    <FormDialog
      title={words.openTitle}
      meaning={words.openMeaning}
      verb={words.openVerb}
      path="/api/tickets"
      body={fields => ({
        body: {
          kind,
          target: String(fields.get("target") ?? ""),
          description: String(fields.get("description") ?? "").trim(),
          isAffecting: fields.has("isAffecting"),
          isConfidential: fields.has("isConfidential"),
          isMajor: fields.has("isMajor"),
          ...(cause !== null && { cause }),
        },
      })}
      onDone={() => {
        tell(t().tickets.opened(nameOf(chosen)), "done");
        onOpened();
      }}
      onClose={onClose}
    >
      <fieldset>
        <legend>{words.what}</legend>
        {KINDS.map(each => (
          <label key={each} class="choice">
            <input
              type="radio"
              name="kind"
              value={each}
              checked={kind === each}
              data-first={kind === each && target !== ""}
              onChange={() => setKind(each)}
            />
            {words.kinds[each]}
          </label>
        ))}
      </fieldset>
      <Target chosen={chosen} onChoose={choose} />
      {before && (
        <p class="refusal">
          {words.already}{" "}
          <button
            type="button"
            class="plain"
            onClick={() => {
              onClose();
              go(href("tickets", before.id));
            }}
          >
            {say(before.title)}
          </button>
        </p>
      )}
      <label class="field">
        {words.description}
        <textarea name="description" rows={3} required maxLength={2000} />
      </label>
      {isComplaint ? (
        <>
          <Check name="isConfidential" text={words.isConfidential} />
          <Check name="isMajor" text={words.isMajor} />
        </>
      ) : (
        <Check name="isAffecting" text={words.isAffecting} />
      )}
    </FormDialog>
  );
};

const Check = ({ name, text }: { name: string; text: string }) => (
  <label class="check">
    <input type="checkbox" name={name} />
    {text}
  </label>
);

const Target = ({ chosen, onChoose }: { chosen: string; onChoose: (id: string) => void }) => {
  const words = t().tickets;
  const { equipment = [], zones = [] } = hall.value ?? {};
  return (
    <label class="field">
      {words.target}
      <select
        name="target"
        required
        data-first={chosen === ""}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      >
        <option value="" selected={chosen === ""}>
          {t().acknowledge.choose}
        </option>
        {!zones.some(({ id }) => id === "hall") && (
          <option value="hall" selected={chosen === "hall"}>
            {words.wholeHall}
          </option>
        )}
        {zones.map(zone => (
          <optgroup key={zone.id} label={say(zone.name)}>
            <option value={zone.id} selected={chosen === zone.id}>
              {say(zone.name)}
            </option>
            {equipment
              .filter(each => each.zone === zone.id)
              .map(({ id, name }) => (
                <option key={id} value={id} selected={chosen === id}>
                  {say(name)}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
};

/** What is open already, to be shown before the same is written again; nothing where it cannot be read. */
const useOpenTickets = (): readonly WireTicket[] => {
  const [tickets, setTickets] = useState<readonly WireTicket[]>([]);
  useEffect(() => {
    get<{ tickets: readonly WireTicket[] }>("/api/tickets?state=open").then(
      answer => setTickets(answer.tickets),
      // The gateway refuses a second one by itself.
      () => {},
    );
  }, []);
  return tickets;
};
