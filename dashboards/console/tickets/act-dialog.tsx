import type { WireTicket } from "#gateway/wire/ticket.ts";
import { FormDialog } from "../parts/form-dialog.tsx";
import { now, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { t } from "../words/language.ts";
import { type ActName, actBody, FIELDS } from "./act-body.ts";
import { ActField } from "./act-field.tsx";
import { actName } from "./names.ts";

/** Somebody does something about a ticket: the fields are those that the act cannot be without. */
export const ActDialog = ({
  ticket,
  act,
  onClose,
  onDone,
}: {
  ticket: WireTicket;
  act: ActName;
  onClose: () => void;
  onDone: () => void;
}) => (
  <FormDialog
    title={actName(act)}
    meaning={t().tickets.meaning[act] ?? ""}
    verb={actName(act)}
    path="/api/tickets/act"
    body={fields => {
      const filled = actBody(act, fields, { now: now.peek(), timeZone: timeZone.peek() });
      return "missing" in filled ? filled : { body: { ticket: ticket.id, act: filled.act } };
    }}
    onDone={() => {
      tell(t().tickets.done(actName(act)), "done");
      onDone();
    }}
    onClose={onClose}
  >
    {FIELDS[act].map((field, place) => (
      <ActField key={field} ticket={ticket} act={act} field={field} isFirst={place === 0} />
    ))}
  </FormDialog>
);
