import type { WireCertificate } from "#gateway/wire/certificate.ts";
import { VerdictMark } from "../closing/mark.tsx";
import { shortMoment } from "../format/time.ts";
import { isLost, now, timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";

type Standing = WireCertificate["standing"];

/** What a certificate is worth now, in a word and a sign. While nobody hears the gateway, that it held is not known. */
export const StandingWord = ({ standing }: { standing: Standing }) => {
  const words = t().certificates.standing;
  const isUnknown = standing.state === "holds" && isLost.value;
  return (
    <span class={`standing-word is-${isUnknown ? "unknown" : standing.state}`}>
      <VerdictMark verdict={isUnknown ? "unknown" : markOf[standing.state]} />
      {isUnknown ? words.unknown : standing.endedBy ? words.endedBy[standing.endedBy] : words[standing.state]}
    </span>
  );
};

const markOf = { holds: "pass", broken: "fail", ended: "excepted" } as const;

/** What broke it: the reading that says otherwise, when that was so, and when it was learned where that was later. */
export const BrokenBy = ({ standing }: { standing: Standing }) =>
  standing.broken.length === 0 ? null : (
    <ul class="broken-by">
      {standing.broken.map(({ item, point, name, text, at, learnedAt, isLate }) => (
        <li key={`${item} ${point} ${at}`}>
          {!say(text).startsWith(say(name)) && <strong>{say(name)}</strong>} {say(text)}{" "}
          <time>{shortMoment(Date.parse(at), now.value, timeZone.value)}</time>
          {isLate && (
            <small>
              {t().certificates.learned(shortMoment(Date.parse(learnedAt), now.value, timeZone.value))}
            </small>
          )}
        </li>
      ))}
    </ul>
  );
