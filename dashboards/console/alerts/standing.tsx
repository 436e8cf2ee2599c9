import type { WireAlert } from "#gateway/wire/alert.ts";
import { moment } from "../format/time.ts";
import { now, timeZone } from "../store/live.ts";
import { t } from "../words/language.ts";
import { Photo } from "./photo.tsx";
import { leftUntil } from "./state.tsx";

/** What people have done about it that still counts: confirmed, shelved, taken out of service; and when it is told again. */
export const Standing = ({ alert }: { alert: WireAlert }) => {
  const { confirmation, shelf, outOfService, realarmAt, label } = alert;
  const at = (iso: string) => moment(Date.parse(iso), now.value, timeZone.value);
  const words = t();
  return (
    <>
      {confirmation && (
        <div class="quiet">
          {words.detail.event.confirmed} · {confirmation.by} {at(confirmation.at)}
          {confirmation.note && <q>{confirmation.note}</q>}
          {confirmation.photo && <Photo name={confirmation.photo} />}
        </div>
      )}
      {shelf && (
        <p class="quiet">
          {words.shelve.submit(at(shelf.until))} · {shelf.by} · {leftUntil(shelf.until)}
          <q>{shelf.reason}</q>
        </p>
      )}
      {outOfService && (
        <p class="quiet">
          {words.service.line(outOfService.order, outOfService.by)} ·{" "}
          {words.service.untilTime(at(outOfService.until))}
          {outOfService.compensation && <q>{outOfService.compensation}</q>}
        </p>
      )}
      {realarmAt && label === "acknowledged" && <p class="quiet">{words.realarmAt(at(realarmAt))}</p>}
    </>
  );
};
