import type { WireControl } from "#gateway/wire/control.ts";
import { Age } from "../parts/age.tsx";
import { isLost } from "../store/live.ts";
import { say, t } from "../words/language.ts";
import { verbOf, type Wanted } from "./order-dialog.tsx";
import { interlockText, saidOf } from "./said.ts";

/** What may be switched, how it is now, and the buttons for what it may become. Ranges are set by rules and the API. */
export const May = ({
  controls,
  busy,
  onAsk,
}: {
  controls: readonly WireControl[];
  /** Points of which a command is under way. */
  busy: ReadonlySet<string>;
  onAsk: (wanted: Wanted) => void;
}) => {
  const words = t().control;
  return (
    <section>
      <h2>{words.may}</h2>
      <p class="quiet">{controls.length === 0 ? words.noControls : words.mayMeaning}</p>
      <ul class="controls">
        {controls.map(control => (
          <li key={control.point}>
            <div>
              <strong>{say(control.targetName)}</strong> <code>{control.point}</code>
              <p>
                {control.now === null || isLost.value ? (
                  <span class="unknown">
                    <b aria-hidden="true">?</b> {words.nowUnknown}
                  </span>
                ) : (
                  <>
                    {words.now(saidOf(control.point, control.now.value))} <Age at={control.now.at} />
                  </>
                )}
              </p>
              {control.interlock.is !== "yes" && (
                <p class="quiet">
                  {interlockText(control.interlock.is)} <small lang="en">· {control.interlock.why}</small>
                </p>
              )}
            </div>
            <div class="order-acts">
              {(control.words ?? [])
                .filter(word => word !== control.now?.value)
                .map(to => (
                  <button
                    key={to}
                    type="button"
                    disabled={isLost.value || control.interlock.is !== "yes" || busy.has(control.point)}
                    onClick={() => onAsk({ control, to, why: "", cause: null })}
                  >
                    {verbOf(control.point, to)}
                    <span class="unseen"> {say(control.targetName)}</span>
                  </button>
                ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
};
