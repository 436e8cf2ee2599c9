import { shortMoment } from "../format/time.ts";
import { isLost, now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import type { Read } from "./use-read.ts";

type Said = {
  readonly reading: string;
  readonly failed: string;
};

/** In the place of a page that was not read yet, or could not be. */
export const NotRead = ({
  read,
  words,
  again,
}: {
  read: Exclude<Read<unknown>, { is: "read" }>;
  words: Said;
  again: () => Promise<void>;
}) =>
  read.is === "reading" ? (
    <p class="calm">{words.reading}</p>
  ) : (
    <div class="calm is-blind">
      <p>
        <b aria-hidden="true">?</b> {words.failed}
      </p>
      <button type="button" onClick={() => void again()}>
        {t().retry}
      </button>
    </div>
  );

/** Says that what is shown was read some time ago; nothing while it is new. @param at  when it was, ISO 8601 */
export const OldRead = ({ isOld, at, say }: { isOld: boolean; at: string; say: (time: string) => string }) =>
  isOld || isLost.value ? (
    <p class="last-known">{say(shortMoment(Date.parse(at), now.value, timeZone.value))}</p>
  ) : null;
