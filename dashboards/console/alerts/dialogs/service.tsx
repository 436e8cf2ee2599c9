import { useState } from "preact/hooks";
import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireService } from "#gateway/wire/service.ts";
import { SecretField } from "../../account/secret-field.tsx";
import { hall, now } from "../../store/live.ts";
import { tell } from "../../store/news.ts";
import { session } from "../../store/session.ts";
import { say, t } from "../../words/language.ts";
import { endAsking } from "../asked.ts";
import { sendService } from "../send-service.ts";
import { Frame } from "./frame.tsx";
import { ServiceFrame } from "./service-frame.tsx";
import { Who } from "./who.tsx";

const HOUR_MS = 3_600_000;
/** How long is offered, in hours. */
const OFFERED_HOURS = [1, 4, 8, 24];

/** Takes what the alert is about out of service: by a work order, until a time, with what watches over it meanwhile. */
export const TakeOutDialog = ({ alert }: { alert: WireAlert }) => {
  const words = t().service;
  const isLifeSafety = alert.class === "life-safety";
  const [second, setSecond] = useState("");
  const [secret, setSecret] = useState("");
  return (
    <Frame
      title={words.dialog}
      meaning={words.meaning}
      alert={alert}
      verb={words.submit}
      sends="take-out"
      send={async (fields, by) => {
        const text = (name: string) => String(fields.get(name) ?? "").trim();
        const result = await sendService("", {
          by,
          target: alert.target,
          order: text("order"),
          until: new Date(now.value + Number(text("hours")) * HOUR_MS).toISOString(),
          compensation: text("compensation"),
          ...(second !== "" && { second, ...(secret !== "" && { secondSecret: secret }) }),
        });
        setSecret("");
        if (result.is === "not") return result;
        tell(t().service.done(say(alert.targetName)), "done");
        return { is: "done", alert };
      }}
    >
      <Who />
      <label class="field">
        {words.order}
        <input name="order" required maxLength={200} />
      </label>
      <label class="field">
        {words.hours}
        <select name="hours">
          {OFFERED_HOURS.map(hours => (
            <option key={hours} value={hours}>
              {t().shelve.minutes(hours * 60)}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        {words.compensation}
        <textarea name="compensation" rows={2} maxLength={1000} required={isLifeSafety} />
      </label>
      <label class="field">
        {words.second}
        <select
          name="second"
          required={isLifeSafety}
          value={second}
          onChange={({ currentTarget }) => setSecond(currentTarget.value)}
        >
          <option value="">{words.nobody}</option>
          {hall.value?.people.map(({ id, name }) => (
            <option key={id} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {second !== "" && session.value?.isSetUp && (
        <SecretField label={words.secondSecret(second)} secret={secret} onSecret={setSecret} />
      )}
    </Frame>
  );
};

/** Puts something back into service before its time. */
export const PutBackDialog = ({ service }: { service: WireService }) => (
  <ServiceFrame
    service={service}
    send={async by => {
      const result = await sendService(`/${encodeURIComponent(service.target)}/put-back`, { by });
      if (result.is === "not") return result;
      tell(t().service.backDone(say(service.name)), "done");
      endAsking();
      return null;
    }}
  />
);
