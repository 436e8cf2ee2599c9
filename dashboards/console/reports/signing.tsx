import { useState } from "preact/hooks";
import type { WireReport } from "#gateway/wire/report.ts";
import { SignSheet } from "../account/sign-sheet.tsx";
import { Icon } from "../parts/icon.tsx";
import { isLost } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";
import { type Act, actsOf } from "./stand.ts";

type SigningProps = { readonly report: WireReport; again(): Promise<void> };

/** Somebody stands by the latest version, releases it or gives it back: each by name and PIN. */
export const Signing = ({ report, again }: SigningProps) => {
  const words = t().reports;
  const [asked, ask] = useState<Act | null>(null);
  const acts = actsOf(report);
  const version = report.versions.at(-1)?.version;
  const chosen = acts.find(({ act }) => act === asked);
  if (acts.length === 0 || version === undefined) return null;
  return (
    <section class="report-signing" aria-label={words.signing}>
      {acts.map(({ act }, place) => (
        <button
          key={act}
          type="button"
          class={place === 0 ? "primary" : undefined}
          disabled={isLost.value}
          onClick={() => ask(act)}
        >
          <Icon name="sign" />
          {words.act[act]}
        </button>
      ))}
      {chosen && (
        <SignSheet
          title={words.actTitle[chosen.act](say(report.name), version)}
          meaning={words.actMeaning[chosen.act]}
          verb={words.act[chosen.act]}
          path={`/api/reports/${encodeURIComponent(report.id)}/${chosen.act}`}
          roles={chosen.roles}
          body={fields => ({ version, note: String(fields.get("note") ?? "").trim() })}
          onDone={by => {
            ask(null);
            tell(t().reports.done[chosen.act](by), "done");
            void again();
          }}
          onClose={() => ask(null)}
        >
          <label class="field">
            {chosen.act === "return" ? words.why : words.note}
            <textarea
              name="note"
              rows={2}
              maxLength={1000}
              required={chosen.act === "return"}
              data-first={chosen.act === "return"}
            />
          </label>
        </SignSheet>
      )}
    </section>
  );
};
