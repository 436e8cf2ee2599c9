import { useState } from "preact/hooks";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { duration, shortMoment } from "../../format/time.ts";
import { hall, now, timeZone } from "../../store/live.ts";
import { tell } from "../../store/news.ts";
import { say, t } from "../../words/language.ts";
import { commandOf, perform } from "../perform.ts";
import { unshelve } from "../unshelve.ts";
import { Frame } from "./frame.tsx";
import { RightText, useRights } from "./rights.tsx";
import { Who } from "./who.tsx";

/** What is offered, in minutes, as far as the person's right goes. */
const OFFERED_MINUTES = [10, 20, 30, 60, 120, 240, 480, 1440];
const MOST_OFFERED = 5;
const MINUTE_MS = 60_000;

/** Puts an alert aside: until it is over, or for a while; always with an end and a reason. The button says the end. */
export const ShelveDialog = ({ alert }: { alert: WireAlert }) => {
  const words = t().shelve;
  const { rights, by, setBy } = useRights(alert);
  const [chosen, choose] = useState<number | null>(null);
  const longest = rights?.shelve.may ? rights.shelve.longestMinutes : null;
  // Minutes that were chosen before somebody else was are no longer than this person may.
  const minutes = Math.min(chosen ?? longest ?? 0, longest ?? 0);
  const isOneShot = chosen === null;
  const until = now.value + minutes * MINUTE_MS - (minutes === longest ? slackMs() : 0);
  const time = shortMoment(until, now.value, timeZone.value);
  const send = async (fields: FormData, person: string, id: string) => {
    const reason = [fields.get("ready"), fields.get("reason")].filter(Boolean).join("; ");
    const shelf = isOneShot ? "one-shot" : "timed";
    const result = await perform(
      commandOf("shelve", alert, { by: person, shelf, until: new Date(until).toISOString(), reason }, { id }),
    );
    if (result.is === "done")
      tell(t().shelve.done(say(alert.title), time), "done", {
        actions: [{ key: "z", label: () => t().undo, run: () => void unshelve(alert, person) }],
      });
    return result;
  };
  return (
    <Frame
      title={words.title}
      alert={alert}
      verb={longest === null ? words.verb : words.submit(time)}
      sends="shelve"
      isReady={longest !== null}
      send={send}
    >
      <Who onChange={setBy} />
      {by !== "" && rights === null && <p class="quiet">{words.asking}</p>}
      <RightText right={rights?.shelve} />
      {longest !== null && (
        <>
          <fieldset class="lengths">
            <legend>{words.how}</legend>
            <label class="choice">
              <input type="radio" name="length" checked={isOneShot} onChange={() => choose(null)} />
              {words.oneShot(duration(longest * MINUTE_MS))}
            </label>
            {offered(longest).map(each => (
              <label key={each} class="choice">
                <input
                  type="radio"
                  name="length"
                  checked={minutes === each && !isOneShot}
                  onChange={() => choose(each)}
                />
                {words.minutes(each)}
              </label>
            ))}
          </fieldset>
          <Reason />
          <p class="meaning">{words.preview(time)}</p>
        </>
      )}
    </Frame>
  );
};

/** The page's idea of the hall's clock is a little off: the longest shelf ends so much earlier, or it would be too long. */
const slackMs = (): number => 1000 * (hall.value?.speed ?? 1);

/** The longest lengths that the person may choose, shortest first. */
const offered = (longest: number): readonly number[] =>
  OFFERED_MINUTES.filter(each => each <= longest).slice(-MOST_OFFERED);

const Reason = () => {
  const [ready, setReady] = useState("");
  const words = t().shelve;
  return (
    <>
      <label class="field">
        {words.reason}
        <select name="ready" onChange={({ currentTarget }) => setReady(currentTarget.value)}>
          <option value="">{t().acknowledge.choose}</option>
          {words.reasons.map(reason => (
            <option key={reason} value={reason}>
              {reason}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        {words.moreReason}
        <input name="reason" maxLength={900} required={ready === ""} />
      </label>
    </>
  );
};
