import type { WireActivity, WireActivityApproval, WireActivityRequest } from "#gateway/wire/activity.ts";
import { fieldOf, momentOf } from "../format/hall-time.ts";
import { shortMoment } from "../format/time.ts";
import { newId } from "../store/command.ts";
import { hall, now, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";
import { zoneNames } from "./activities.tsx";
import { FormDialog } from "./form-dialog.tsx";

type DialogProps = { onDone(): void; onClose(): void };

/** Somebody asks for zones of the hall after hours. */
export const AskDialog = ({ onDone, onClose }: DialogProps) => {
  const words = t().activities;
  const body = (fields: FormData) => {
    const zones = fields.getAll("zone").map(String);
    if (zones.length === 0) return { missing: words.zonesMissing };
    const [from, to] = ["from", "to"].map(name => momentOf(String(fields.get(name) ?? ""), timeZone.peek()));
    if (from == null || to == null) return { missing: words.timesMissing };
    if (to <= from || to <= now.peek()) return { missing: words.orderWrong };
    const send: Omit<WireActivityRequest, "by"> = {
      id: newId(),
      zones,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
    };
    return { send };
  };
  return (
    <FormDialog
      title={words.askTitle}
      meaning={words.askMeaning}
      verb={words.ask}
      path="/api/activities"
      body={body}
      onDone={() => {
        tell(t().activities.asked, "done");
        onDone();
      }}
      onClose={onClose}
    >
      <fieldset>
        <legend>{words.zones}</legend>
        {(hall.value?.zones ?? []).map(({ id, name }) => (
          <label key={id} class="choice">
            <input type="checkbox" name="zone" value={id} />
            {say(name)}
          </label>
        ))}
      </fieldset>
      <div class="from-to">
        <Time name="from" label={words.from} />
        <Time name="to" label={words.to} />
      </div>
    </FormDialog>
  );
};

const Time = ({ name, label }: { name: string; label: string }) => (
  <label class="field">
    {label}
    <input type="datetime-local" name={name} required min={fieldOf(now.peek(), timeZone.peek())} />
  </label>
);

/** Whoever may approves it; one that was asked for too late counts only with a reason. */
export const ApproveDialog = ({ activity, onDone, onClose }: DialogProps & { activity: WireActivity }) => {
  const words = t().activities;
  const isMended = activity.state === "without-effect";
  const time = (iso: string) => shortMoment(Date.parse(iso), now.value, timeZone.value);
  const body = (fields: FormData) => {
    const override = String(fields.get("override") ?? "").trim();
    if (isMended && override === "") return { missing: words.overrideMissing };
    const send: Omit<WireActivityApproval, "by"> = override === "" ? {} : { override };
    return { send };
  };
  return (
    <FormDialog
      title={words.approveTitle}
      meaning={`${zoneNames(activity)} ${time(activity.from)}–${time(activity.to)}`}
      verb={words.approve}
      path={`/api/activities/${encodeURIComponent(activity.id)}/approve`}
      body={body}
      onDone={() => {
        tell(t().activities.approved, "done");
        onDone();
      }}
      onClose={onClose}
    >
      <label class="field">
        {words.override}
        <textarea name="override" rows={2} maxLength={1000} />
      </label>
    </FormDialog>
  );
};
