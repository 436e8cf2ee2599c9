import type { WireReport, WireReportVersion } from "#gateway/wire/report.ts";
import { dateTime } from "../format/hall-time.ts";
import { percent } from "../format/value.ts";
import { href } from "../route.ts";
import { timeZone } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { cut } from "./stand.ts";

/** Every version, the latest first: when it was drawn up and why, who stands by it. Each stays as it was. */
export const Versions = ({ report, shown }: { report: WireReport; shown: number }) => {
  const words = t().reports;
  const { id, versions } = report;
  return (
    <section class="report-versions">
      <h2>{words.versions}</h2>
      {versions.length === 0 ? (
        <p class="quiet">{words.noVersionYet}</p>
      ) : (
        <ol>
          {versions.toReversed().map(version => (
            <li key={version.version} class={version.version === shown ? "is-shown" : undefined}>
              <a
                href={href("reports", id, { version: String(version.version) })}
                aria-current={version.version === shown ? "true" : undefined}
              >
                {words.version(version.version)}
              </a>
              <Facts version={version} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
};

const Facts = ({ version }: { version: WireReportVersion }) => {
  const words = t().reports;
  const { draftedAt, why, completeness, reviewed, released, sha256 } = version;
  const at = (iso: string): string => dateTime(Date.parse(iso), timeZone.value);
  return (
    <dl>
      <div>
        <dt>{words.drafted}</dt>
        <dd>
          {at(draftedAt)}
          {why !== null && <small> {say(why)}</small>}
        </dd>
      </div>
      <div>
        <dt>{words.completeness}</dt>
        <dd>{percent(cut(completeness))}</dd>
      </div>
      {reviewed && (
        <div>
          <dt>{words.reviewed}</dt>
          <dd>
            <strong>{reviewed.by}</strong> {at(reviewed.at)}
            {reviewed.note !== "" && <q>{reviewed.note}</q>}
          </dd>
        </div>
      )}
      {released && (
        <div>
          <dt>{words.released}</dt>
          <dd>
            <strong>{released.by}</strong> {at(released.at)}
            {released.isLate && <strong class="report-late"> ! {words.wasLate}</strong>}
            {released.note !== "" && <q>{released.note}</q>}
          </dd>
        </div>
      )}
      <div>
        <dt>{words.hash}</dt>
        <dd>
          <code title={sha256}>{sha256.slice(0, 16)}…</code>
        </dd>
      </div>
    </dl>
  );
};
