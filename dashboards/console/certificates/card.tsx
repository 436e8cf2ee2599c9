import "../styles/certificates.css";
import { VerdictMark } from "../closing/mark.tsx";
import { shortMoment } from "../format/time.ts";
import { href } from "../route.ts";
import { isLost, now, timeZone } from "../store/live.ts";
import { language, say, t } from "../words/language.ts";
import { fileOf, type Summary } from "./address.ts";
import { BrokenBy } from "./standing.tsx";

/** What was certified, at a glance: calm while it holds, and not to be overlooked once something broke it. */
export const CertificateCard = ({
  certificate,
  onReEnter,
}: {
  certificate: Summary;
  /** Somebody has to go back in; absent where that means nothing. */
  onReEnter?: () => void;
}) => {
  const words = t().certificates;
  const { id, kind, scope, issuedAt, signatures, standing } = certificate;
  const time = shortMoment(Date.parse(issuedAt), now.value, timeZone.value);
  const isBroken = standing.state === "broken";
  return (
    <section class={`certificate-card is-${standing.state}`} aria-labelledby={`card-${id}`}>
      <VerdictMark verdict={isBroken ? "fail" : isLost.value ? "unknown" : "pass"} />
      <div class="card-text">
        <h2 id={`card-${id}`}>
          {isBroken ? words.brokenTitle(words.kind[kind]) : words.issuedTitle(words.kind[kind], time)}
        </h2>
        <p>
          {words.scope[scope]}
          {isBroken && ` · ${words.issued(time)}`}
          {standing.endedBy && ` · ${words.standing.endedBy[standing.endedBy]}`}
        </p>
        <BrokenBy standing={standing} />
        {isLost.value && <p class="is-blind">{words.standing.unknown}</p>}
        <p class="signers">
          {signatures.map(({ person, name, role, at }) => (
            <span key={person}>
              {name}
              <small>
                {t().roles[role] ?? role} {shortMoment(Date.parse(at), now.value, timeZone.value)}
              </small>
            </span>
          ))}
        </p>
        <p class="card-acts">
          <a class="chip" href={href("certificates", id)}>
            {words.view}
          </a>
          <a class="chip" href={fileOf(id, language.value, "pdf")} target="_blank" rel="noreferrer">
            {words.pdf}
          </a>
          {onReEnter && standing.state !== "ended" && (
            <button type="button" class="plain" disabled={isLost.value} onClick={onReEnter}>
              {t().closing.reEnter}
            </button>
          )}
        </p>
      </div>
      <span class="unseen">{say(certificate.siteName)}</span>
    </section>
  );
};
