import { Dialog } from "../parts/dialog.tsx";
import { t } from "../words/language.ts";
import { areKeysOn, isHelpOpen, switchKeys } from "./keys.ts";

/** What the keys do, and the switch that turns them off. */
export const Help = () => (
  <Dialog title={t().keyboard.title} onClose={() => (isHelpOpen.value = false)}>
    <dl class="keys">
      {t().keyboard.rows.map(([key, does]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
    <label class="check">
      <input
        type="checkbox"
        checked={areKeysOn.value}
        onChange={event => switchKeys(event.currentTarget.checked)}
      />
      {t().keyboard.on}
    </label>
  </Dialog>
);
