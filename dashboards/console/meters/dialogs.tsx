import type { CorrectMeter, MeterReplaced } from "#gateway/wire/energy.ts";
import { fieldOf, momentOf } from "../format/hall-time.ts";
import { type Asks, FormDialog } from "../parts/form-dialog.tsx";
import { now, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";
import type { WireMeter } from "./tree.ts";

type DialogProps = { readonly meter: WireMeter; onDone(): void; onClose(): void };

const HOUR_MS = 3_600_000;

/** What a form of this dialog says, or what is missing in it. @param at  now, ms */
export const correctionOf = (fields: FormData, at: number, zone: string): Asks => {
  const words = t().meters;
  const [from, to] = ["from", "to"].map(name => momentOf(text(fields, name), zone));
  const kWh = numberOf(fields, "kWh");
  const why = text(fields, "why");
  if (from == null || to == null || to <= from || to > at) return { missing: words.timesWrong };
  if (kWh === null || kWh === 0) return { missing: words.numberWrong };
  if (why.length < 3) return { missing: words.whyMissing };
  const body: Omit<CorrectMeter, "by" | "id"> = { from: iso(from), to: iso(to), kWh, why };
  return { body };
};

/** As `correctionOf`, for a meter that was replaced. */
export const replacementOf = (fields: FormData, now: number, zone: string): Asks => {
  const words = t().meters;
  const at = momentOf(text(fields, "at"), zone);
  const startKwh = numberOf(fields, "startKwh");
  const endKwh = numberOf(fields, "endKwh");
  const serial = text(fields, "serial");
  if (at === null || at > now) return { missing: words.timesWrong };
  if (startKwh === null || (endKwh === null && text(fields, "endKwh") !== ""))
    return { missing: words.startWrong };
  const body: Omit<MeterReplaced, "by" | "id"> = {
    at: iso(at),
    startKwh,
    ...(endKwh !== null && { endKwh }),
    ...(serial !== "" && { serial }),
    why: text(fields, "why"),
  };
  return { body };
};

/** Somebody books more or less energy for a time; the correction stays visible for ever. */
export const CorrectDialog = ({ meter, onDone, onClose }: DialogProps) => {
  const words = t().meters;
  return (
    <FormDialog
      title={words.correctTitle(say(meter.name))}
      meaning={words.correctMeaning}
      verb={words.correct}
      path={`/api/meters/${encodeURIComponent(meter.meter)}/correct`}
      body={fields => correctionOf(fields, now.peek(), timeZone.peek())}
      onDone={() => {
        tell(t().meters.corrected(say(meter.name)), "done");
        onDone();
      }}
      onClose={onClose}
    >
      <div class="from-to">
        <Moment name="from" label={t().energy.from} before={2 * HOUR_MS} />
        <Moment name="to" label={t().energy.to} before={HOUR_MS} />
      </div>
      <label class="field">
        {words.kWh}
        <input type="number" name="kWh" step="any" required data-first="true" />
      </label>
      <label class="field">
        {words.why}
        <textarea name="why" rows={2} maxLength={1000} required />
      </label>
    </FormDialog>
  );
};

/** Somebody put in a new meter. */
export const ReplacedDialog = ({ meter, onDone, onClose }: DialogProps) => {
  const words = t().meters;
  return (
    <FormDialog
      title={words.replaceTitle(say(meter.name))}
      meaning={words.replaceMeaning}
      verb={words.replaced}
      path={`/api/meters/${encodeURIComponent(meter.meter)}/replaced`}
      body={fields => replacementOf(fields, now.peek(), timeZone.peek())}
      onDone={() => {
        tell(t().meters.replacedDone(say(meter.name)), "done");
        onDone();
      }}
      onClose={onClose}
    >
      <Moment name="at" label={words.at} before={0} />
      <label class="field">
        {words.startKwh}
        <input type="number" name="startKwh" step="any" required data-first="true" />
      </label>
      <label class="field">
        {words.endKwh}
        <input type="number" name="endKwh" step="any" />
      </label>
      <label class="field">
        {words.serial}
        <input name="serial" maxLength={60} />
      </label>
      <label class="field">
        {words.note}
        <input name="why" maxLength={1000} />
      </label>
    </FormDialog>
  );
};

const Moment = ({ name, label, before }: { name: string; label: string; before: number }) => (
  <label class="field">
    {label}
    <input
      type="datetime-local"
      name={name}
      required
      defaultValue={fieldOf(now.peek() - before, timeZone.peek())}
    />
  </label>
);

const text = (fields: FormData, name: string): string => String(fields.get(name) ?? "").trim();

/** Null: it is no number. */
const numberOf = (fields: FormData, name: string): number | null => {
  const value = text(fields, name);
  const number = Number(value);
  return value === "" || !Number.isFinite(number) ? null : number;
};

const iso = (at: number): string => new Date(at).toISOString();
