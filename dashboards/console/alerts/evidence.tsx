import type { WireAlert } from "#gateway/wire/alert.ts";
import type { Measured } from "#gateway/wire/common.ts";
import { moment } from "../format/time.ts";
import { valueText } from "../format/value.ts";
import { Age } from "../parts/age.tsx";
import { classOf, Reading } from "../parts/reading.tsx";
import { isLost, now, points, timeZone } from "../store/live.ts";
import { trustOf } from "../store/trust.ts";
import { say, t } from "../words/language.ts";

/** What the judgement saw, with the times of its sources, beside what is seen now. */
export const Evidence = ({ alert: { evidence } }: { alert: WireAlert }) => {
  const words = t().detail;
  if (evidence.length === 0) return null;
  return (
    <section>
      <h3>{words.evidence}</h3>
      <table class="evidence">
        <thead>
          <tr>
            <th scope="col">{words.point}</th>
            <th scope="col">{words.judged}</th>
            <th scope="col">{words.now}</th>
          </tr>
        </thead>
        <tbody>
          {evidence.map(each => (
            <tr key={each.point}>
              <th scope="row">{say(each.name)}</th>
              <td>
                <Then of={each} />
              </td>
              <td>
                <Now id={each.point} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Then = ({ of }: { of: Measured }) => {
  const { at, state, reason } = of;
  const isGood = state === "good";
  return (
    <>
      {isGood || of.value !== null || of.word !== undefined ? valueText(of, classOf(of)) : ""}
      {!isGood && <span class="quality">{t().points.quality[state]}</span>}
      {at !== null && (
        <small>{t().detail.sourceTime(moment(Date.parse(at), now.value, timeZone.value))}</small>
      )}
      {reason && <small lang="en">{reason}</small>}
    </>
  );
};

/** A dash for what is no sensor: a date of the register does not change while one looks. */
const Now = ({ id }: { id: string }) => {
  const point = points.value.get(id)?.value;
  if (!point) return <>–</>;
  const isGood = trustOf(point, now.value, !isLost.value) === "good";
  return (
    <>
      <Reading of={point} />
      {isGood && (
        <small>
          <Age at={point.at} />
        </small>
      )}
    </>
  );
};
